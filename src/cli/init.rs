use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::excerpts::printable;
use super::terminal::Terminal;
use super::verdict::Verdict;
use crate::ground::diagnostic::Failure;

/// The files of the site to start from. The texts carry names that do not tell their language: none is needed.
const FILES: [(&str, &str); 3] = [
    ("diglot.toml", include_str!("example/diglot.toml")),
    ("seeds/lighthouse-1.txt", include_str!("example/lighthouse-1.txt")),
    ("seeds/lighthouse-2.txt", include_str!("example/lighthouse-2.txt")),
];

/// Makes a bilingual site to start from
///
/// Writes two short texts, one the translation of the other, and a diglot.toml that explains itself. Nothing is ever
/// overwritten: where there is a diglot.toml or a folder seeds with something in it, nothing is done.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder for it, which is made where it does not exist
    #[arg(value_name = "DIR", default_value = ".", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
}

impl Init {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let in_the_way = in_the_way(&self.folder);
        if !in_the_way.is_empty() {
            let message = format!("in {}, there is already {}", self.folder.display(), in_the_way.join(" and "));
            return Err(Failure::new(message).hint("name another folder, as in `diglot init letters`"));
        }
        for (name, text) in FILES {
            add(&self.folder.join(name), text)?;
        }
        terminal.tell(&json!({ "ok": true, "created": FILES.map(|(name, _)| name) }))?;
        terminal.say(&told(&self.folder))?;
        Ok(Verdict::Fine)
    }
}

fn in_the_way(folder: &Path) -> Vec<&'static str> {
    let is_there = |name: &str| fs::symlink_metadata(folder.join(name)).is_ok();
    let is_empty = |name: &str| fs::read_dir(folder.join(name)).is_ok_and(|mut entries| entries.next().is_none());
    let config = is_there("diglot.toml").then_some("a diglot.toml");
    let seeds = (is_there("seeds") && !is_empty("seeds")).then_some("something called seeds");
    config.into_iter().chain(seeds).collect()
}

fn add(file: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("create the folder", folder, &error))?;
    }
    let written = File::create_new(file).and_then(|mut created| created.write_all(text.as_bytes()));
    written.map_err(|error| Failure::io("write", file, &error))
}

fn told(folder: &Path) -> String {
    let shown = printable(&folder.to_string_lossy());
    let enter = if shown == "." { String::new() } else { format!("  cd {shown}\n") };
    let files: String = FILES.iter().map(|(name, _)| format!("  {name}\n")).collect();
    format!(
        "A bilingual site to start from:\n{files}\nNext:\n{enter}  diglot\n\nThen put your own texts into seeds/, each \
         with its translation, under any name.\n"
    )
}
