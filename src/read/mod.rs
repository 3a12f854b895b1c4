//! Reading turns a folder into seeds: it walks, decodes, and takes front matter and work files apart.

use std::ops::Range;
use std::sync::Arc;

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

/// Stand-in for the reading room.
///
/// # Errors
/// When the folder cannot be read.
pub fn read(
    folder: &std::path::Path,
    shown: &str,
) -> Result<(Sources, Vec<crate::ground::diagnostic::Diagnostic>), crate::ground::diagnostic::Failure> {
    use crate::ground::diagnostic::{Diagnostic, Failure, Place};
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| Failure::io("read", folder, &error))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names.into_iter().filter(|name| !name.starts_with('.')) {
        let path = format!("{shown}/{name}");
        let bytes = std::fs::read(folder.join(&name)).unwrap_or_default();
        if !name.ends_with(".txt") || bytes.contains(&0) {
            let diagnostic = if name.ends_with(".txt") { Diagnostic::error } else { Diagnostic::note };
            diagnostics.push(diagnostic("this file is not text".to_owned()).at(Place::file(path)));
            continue;
        }
        if std::str::from_utf8(&bytes).is_err() {
            diagnostics.push(Diagnostic::warning("this is windows-1252").at(Place::file(path.clone())));
        }
        let text: Arc<str> = String::from_utf8_lossy(&bytes).into();
        let body = 0..text.len();
        let facts = Facts::default();
        sources.seeds.push(Seed { path, name, format: Format::PlainText, text, body, facts });
    }
    Ok((sources, diagnostics))
}
