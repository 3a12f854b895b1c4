//! A work file stands beside the texts and says what they cannot tell: facts of the work, said once for all languages.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::WorkFile;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::facts::Facts;
use crate::ground::faults::Faults;
use crate::ground::fields::Fields;
use crate::ground::meant::did_you_mean;
use crate::ground::path::resolved;
use crate::ground::tree::Table;

/// How long a work file may be, in bytes. It is a page of facts; a table of data with the same ending is something else.
const MAX_LENGTH: usize = 1024 * 1024;

/// A work file as it is written, before its list of files is compared with those that exist.
#[derive(Clone, Debug)]
pub(super) struct Written {
    work_file: WorkFile,
    listed: Vec<(String, Range<usize>)>,
    faults: Faults,
}

/// Reads `text`, the content of the work file at `path`, which is `name` below the seeds folder.
pub(super) fn read(path: String, name: &str, text: String) -> Result<Written, Diagnostic> {
    if text.len() > MAX_LENGTH {
        let message = format!("this is too long for a work file: {} bytes of at most {MAX_LENGTH}", text.len());
        let hint = "keep only the facts of one work in it, or move it away";
        return Err(Diagnostic::error(message).at(Place::file(path)).hint(hint));
    }
    let text: Arc<str> = text.into();
    let mut faults = Faults::new(&path, &text);
    let table = Table::from_toml(&text, 0, &mut faults);
    let (listed, facts) = Fields::read(&table, "a work file", &mut faults, |fields| {
        let listed = fields.placed_texts("files").unwrap_or_default();
        fields.refuse("language", "say it in the front matter of one text, or name the file like cranes.es.txt");
        (listed, Facts::from_fields(fields))
    });
    let facts = facts.cautious(&table, faults.is_broken().then_some(&text));
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    Ok(Written { work_file: WorkFile { path, name, text, facts, files: Vec::new() }, listed, faults })
}

impl Written {
    /// Returns the work file with those of its files that are among `names`, the texts below the seeds folder. Each
    /// other one is a fault. A file is named from the folder of the work file, or else from the seeds folder.
    pub(super) fn resolve(mut self, names: &BTreeSet<&str>) -> (WorkFile, Vec<Diagnostic>) {
        let folder = self.work_file.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let candidates: Vec<&str> = names.iter().copied().collect();
        let mut found = BTreeSet::new();
        for (written, span) in self.listed {
            let path = written.replace('\\', "/");
            let from = |folder| resolved(folder, &path).filter(|name| names.contains(name.as_str()));
            match from(folder).or_else(|| from("")) {
                Some(name) if found.insert(name.clone()) => self.work_file.files.push((name, span)),
                Some(_) => self.faults.warning(&span, format!("`{written}` is listed twice"), "list it once"),
                None => {
                    let message = format!("there is no text `{}`", written.escape_debug());
                    self.faults.add_hinted(&span, Diagnostic::error(message), || {
                        did_you_mean(&written, &candidates).unwrap_or_else(|| {
                            "name a text in the folder of this file, or below the seeds folder".into()
                        })
                    });
                }
            }
        }
        (self.work_file, self.faults.into_diagnostics())
    }
}
