//! Reading turns a folder into seeds: it walks, decodes, and takes front matter and work files apart.

mod walk;
mod decode;
mod yaml;
mod front_matter;
mod work_file;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::ground::diagnostic::{Diagnostic, Failure, Place};
use crate::ground::facts::Facts;

/// One input text, as it was found. Its text is never altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed {
    /// The path for people: relative to the project, separated by `/`, such as `seeds/es/cranes.txt`.
    pub path: String,
    /// The path below the seeds folder, such as `es/cranes.txt`.
    pub name: String,
    /// How the text is written.
    pub format: Format,
    /// The whole decoded text, front matter included.
    pub text: Arc<str>,
    /// The bytes of `text` after the front matter.
    pub body: Range<usize>,
    /// What the front matter says.
    pub facts: Facts,
}

/// How a seed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, in which no character is markup.
    PlainText,
    /// CommonMark with tables, footnotes, strikethrough and heading attributes.
    Markdown,
    /// A fragment of HTML.
    Html,
}

/// A file beside the seeds that says what the texts of one work cannot tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkFile {
    /// The path for people, such as `seeds/cranes.toml`.
    pub path: String,
    /// The path below the seeds folder without its extension, such as `cranes`.
    pub name: String,
    /// The text of the file.
    pub text: Arc<str>,
    /// What it says of the work.
    pub facts: Facts,
    /// The names ([`Seed::name`]) of the work's documents, where they are listed. They win over every other way of pairing.
    pub files: Vec<String>,
}

/// All that was found in a seeds folder, in path order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The texts.
    pub seeds: Vec<Seed>,
    /// The work files.
    pub work_files: Vec<WorkFile>,
}

/// Reads the texts and work files below `folder`, which people call `shown`. What is wrong with one of them is a
/// diagnostic, and the others are read.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn read(folder: &Path, shown: &str) -> Result<(Sources, Vec<Diagnostic>), Failure> {
    let (found, mut diagnostics) = walk::walk(folder, shown)?;
    let mut sources = Sources::default();
    let mut written = Vec::new();
    let texts: BTreeSet<&str> =
        found.iter().filter(|file| file.kind != walk::Kind::WorkFile).map(|file| &*file.name).collect();
    // Reading keeps the order, so the number of threads changes nothing.
    let read: Vec<Read> = found.par_iter().map(read_file).collect();
    for Read { content, diagnostics: found } in read {
        diagnostics.extend(found);
        match content {
            Some(Content::Seed(seed)) => sources.seeds.push(*seed),
            Some(Content::WorkFile(file)) => written.push(file),
            None => {}
        }
    }
    for file in written {
        let (work_file, found) = file.resolve(&texts);
        sources.work_files.push(work_file);
        diagnostics.extend(found);
    }
    if texts.is_empty() {
        let nothing = Diagnostic::error(format!("there is no text in {shown}"));
        diagnostics.push(nothing.hint("put texts into it that end in .txt, .md or .html, or run diglot init"));
    }
    Ok((sources, diagnostics))
}

/// What came of reading one file.
struct Read {
    content: Option<Content>,
    diagnostics: Vec<Diagnostic>,
}

enum Content {
    Seed(Box<Seed>),
    WorkFile(Box<work_file::Written>),
}

fn read_file(file: &walk::Found) -> Read {
    let decoded = std::fs::read(&file.file)
        .map_err(|error| {
            let message = format!("cannot read this file: {error}");
            Diagnostic::error(message).at(Place::file(&file.path)).hint("look at its permissions")
        })
        .and_then(|bytes| decode::decode(&file.path, bytes));
    match decoded {
        Err(error) => Read { content: None, diagnostics: vec![error] },
        Ok((text, diagnostics)) => understand_file(file, text, diagnostics),
    }
}

fn understand_file(file: &walk::Found, text: String, mut diagnostics: Vec<Diagnostic>) -> Read {
    let content = match file.kind {
        walk::Kind::Text(format) => {
            let (seed, found) = seed(file, format, text.into());
            diagnostics.extend(found);
            seed.map(|seed| Content::Seed(Box::new(seed)))
        }
        walk::Kind::WorkFile => match work_file::read(file.path.clone(), &file.name, text) {
            Ok(written) => Some(Content::WorkFile(Box::new(written))),
            Err(error) => {
                diagnostics.push(error);
                None
            }
        },
    };
    Read { content, diagnostics }
}

fn seed(file: &walk::Found, format: Format, text: Arc<str>) -> (Option<Seed>, Vec<Diagnostic>) {
    let front_matter::Parted { facts, body, mut diagnostics } = front_matter::part(&file.path, &text, format);
    if text[body.clone()].trim().is_empty() {
        let empty = Diagnostic::warning("this file holds no text, and is left out").at(Place::file(&file.path));
        diagnostics.push(empty.hint("write the text, or remove the file"));
        return (None, diagnostics);
    }
    let (path, name) = (file.path.clone(), file.name.clone());
    (Some(Seed { path, name, format, text, body, facts }), diagnostics)
}
