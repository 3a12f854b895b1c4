//! A file of the folder becomes what its name says it is: a text, a work file, a word list or the lock file.

use std::sync::Arc;

use super::text::Room;
use super::{Format, Seed, Told, decode, front_matter, walk, work_file};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::fingerprint::Printed;
use crate::ground::lock::Lock;
use crate::ground::word_list::WordList;

/// What came of reading one file.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) content: Option<Content>,
    /// The keys of its front matter that speak to other programs.
    pub(super) foreign: Vec<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

#[derive(Debug)]
pub(super) enum Content {
    Seed(Arc<Printed<Seed>>),
    WorkFile(Box<work_file::Written>),
    WordList(Arc<Printed<WordList>>),
    Lock(Box<Lock>),
}

/// The room for texts, and who is told of those for which there is none. Without it there is room for all.
pub(super) type Within<'a> = Option<(&'a Arc<Room>, &'a Told<'a>)>;

/// Reads a file. A text for which there is no room is let go again.
pub(super) fn read_file(file: &walk::Found, within: Within) -> Read {
    let decoded = std::fs::read(&file.file)
        .map_err(|error| {
            let message = format!("cannot read this file: {error}");
            Diagnostic::error(message).at(Place::file(&file.path)).hint("look at its permissions")
        })
        .and_then(|bytes| decode::decode(&file.path, bytes));
    match decoded {
        Err(error) => Read { content: None, foreign: Vec::new(), diagnostics: vec![error] },
        Ok((text, diagnostics)) => take_apart(file, text, diagnostics, within),
    }
}

fn take_apart(file: &walk::Found, text: String, mut diagnostics: Vec<Diagnostic>, within: Within) -> Read {
    let mut foreign = Vec::new();
    let content = match file.kind {
        walk::Kind::Text(format) => {
            let (seed, keys, found) = seed(file, format, text.into());
            foreign = keys;
            diagnostics.extend(found);
            seed.map(|seed| Content::Seed(printed(seed, file, within)))
        }
        walk::Kind::WordList => {
            let (list, found) = WordList::parse(&file.path, text);
            diagnostics.extend(found);
            Some(Content::WordList(Printed::new(list)))
        }
        walk::Kind::Lock => {
            let (lock, found) = Lock::parse(&file.path, text);
            diagnostics.extend(found);
            Some(Content::Lock(Box::new(lock)))
        }
        walk::Kind::WorkFile => match work_file::read(file.path.clone(), &file.name, text) {
            Ok(written) => Some(Content::WorkFile(Box::new(written))),
            Err(error) => {
                diagnostics.push(error);
                None
            }
        },
    };
    Read { content, foreign, diagnostics }
}

/// Returns `seed` with its fingerprint, and without its text where there is no room for that.
fn printed(seed: Seed, file: &walk::Found, within: Within) -> Arc<Printed<Seed>> {
    let seed = Printed::new(seed);
    match within {
        Some((room, told)) if !room.holds(&seed.text) => {
            told(&seed);
            Printed::new(Seed { text: seed.text.let_go(room, &file.file, &file.path), ..Seed::clone(&seed) })
        }
        _ => seed,
    }
}

/// Returns the seed that `text` is, where it holds any, the foreign keys of its front matter, and what is wrong with it.
pub(super) fn seed(file: &walk::Found, format: Format, text: Arc<str>) -> (Option<Seed>, Vec<String>, Vec<Diagnostic>) {
    let front_matter::Parted { facts, body, foreign, mut diagnostics } = front_matter::part(&file.path, &text, format);
    if text[body.clone()].trim().is_empty() {
        let empty = Diagnostic::warning("this file holds no text, and is left out").at(Place::file(&file.path));
        diagnostics.push(empty.hint("write the text, or remove the file"));
        return (None, foreign, diagnostics);
    }
    let (path, name, text) = (file.path.clone(), file.name.clone(), text.into());
    (Some(Seed { path, name, format, text, body, facts }), foreign, diagnostics)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::diagnostic::Severity;

    #[test]
    fn a_file_that_cannot_be_read_is_an_error_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, name) = ("seeds/a.txt".to_owned(), "a.txt".to_owned());
        let kind = walk::Kind::Text(Format::PlainText);
        let read = read_file(&walk::Found { file: folder.path().to_owned(), path, name, kind }, None);
        assert!(read.content.is_none());
        assert_eq!(read.diagnostics[0].severity, Severity::Error);
        assert!(read.diagnostics[0].message.starts_with("cannot read this file: "), "{:?}", read.diagnostics);
    }
}
