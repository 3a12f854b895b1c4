//! Walking finds the texts and work files below a folder, in an order that does not depend on the file system. It opens
//! no file.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Format;
use crate::ground::diagnostic::{Diagnostic, Failure, Place, first_few};
use crate::ground::lock::LOCK;
use crate::ground::path;
use crate::ground::unseen::{printable, turns_direction};
use crate::ground::word_list::WordList;

/// What there is in a folder.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The files that are worth reading, in the order of their names.
    pub(super) found: Vec<Found>,
    /// Whether a link was followed or seen.
    pub(super) has_links: bool,
    /// What there is to say of the rest.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Listing {
    /// Returns where among the files the one of this name stands.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.found.binary_search_by(|found| found.name.as_str().cmp(name)).ok()
    }

    /// Tells whether the listing would be the same had there never been a file or folder of this name.
    pub(super) fn knows_nothing_of(&self, name: &str) -> bool {
        let lies_there = |found: &Found| found.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
        self.diagnostics.is_empty() && !name.is_empty() && !self.found.iter().any(lies_there)
    }
}

/// A file that is worth reading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it is.
    pub(super) file: PathBuf,
    /// The path for people.
    pub(super) path: String,
    /// The path below the folder, separated by `/`.
    pub(super) name: String,
    /// What its name says it is.
    pub(super) kind: Kind,
}

/// The kinds of file worth reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text(Format),
    WorkFile,
    WordList,
    Lock,
}

/// How many unknown files a note names; the others are counted.
const NAMED_UNKNOWN: usize = 5;

/// Finds what there is below `folder`, which people call `shown`.
///
/// # Errors
/// When the folder itself cannot be read.
pub(super) fn walk(folder: &Path, shown: &str) -> Result<Listing, Failure> {
    let root = canonical_root(folder, shown)?;
    let mut walk = Walk::new(folder, shown, root);
    let mut entries = WalkDir::new(folder).follow_links(true).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let enter = match entry {
            Ok(entry) if is_passed_over(entry.path()) && !is_lock(&entry) => !entry.file_type().is_dir(),
            Ok(entry) => walk.visit(&entry),
            Err(error) => {
                walk.report(&error);
                true
            }
        };
        if !enter {
            entries.skip_current_dir();
        }
    }
    let Walk { mut listing, unknown, .. } = walk;
    listing.found.sort_by(|one, other| one.name.cmp(&other.name));
    for twins in listing.found.windows(2).filter(|twins| twins[0].name == twins[1].name) {
        listing.diagnostics.push(path::twin(&twins[1].path));
    }
    listing.found.dedup_by(|twin, found| twin.name == found.name);
    listing.diagnostics.extend(unknown_note(&unknown));
    Ok(listing)
}

fn canonical_root(folder: &Path, shown: &str) -> Result<PathBuf, Failure> {
    let hint =
        format!("make the folder {shown} and put texts into it, name another with --seeds DIR, or run diglot init");
    let failure = |reason: String| Failure::new(format!("cannot read the folder {shown}: {reason}")).hint(hint);
    let read = folder.canonicalize().and_then(|root| std::fs::read_dir(&root).map(|_| root));
    read.map_err(|error| failure(error.to_string()))
}

struct Walk<'a> {
    folder: &'a Path,
    shown: &'a str,
    root: PathBuf,
    /// The folders that links have led to.
    linked: BTreeSet<PathBuf>,
    listing: Listing,
    unknown: Vec<String>,
}

impl<'a> Walk<'a> {
    fn new(folder: &'a Path, shown: &'a str, root: PathBuf) -> Walk<'a> {
        let (linked, listing, unknown) = Default::default();
        Walk { folder, shown: shown.trim_end_matches('/'), root, linked, listing, unknown }
    }

    /// Takes note of `entry`, and returns whether to enter it if it is a folder.
    fn visit(&mut self, entry: &DirEntry) -> bool {
        let name = self.name_of(entry.path());
        let path = self.path_of(&name);
        self.listing.has_links |= entry.path_is_symlink();
        if entry.path_is_symlink() && !self.may_follow(entry, &path) {
            return !entry.file_type().is_dir();
        }
        if entry.file_type().is_dir() {
            return self.is_sound(entry, &path);
        }
        let kind = match entry.file_name().to_str() {
            _ if is_lock(entry) => Some(Kind::Lock),
            Some(own) if entry.depth() == 1 && WordList::is_name(own) => Some(Kind::WordList),
            _ => kind_of(entry.path()),
        };
        match kind {
            _ if !entry.file_type().is_file() => {
                self.warn(&path, "this is not a regular file; it is not opened", "move it away")
            }
            None => self.unknown.push(path),
            Some(kind) if self.is_sound(entry, &path) => {
                self.listing.found.push(Found { file: entry.path().to_owned(), path, name, kind });
            }
            Some(_) => {}
        }
        true
    }

    /// Tells whether the link `entry` stays inside the folder, and leads to nothing that is walked through a link already.
    fn may_follow(&mut self, entry: &DirEntry, path: &str) -> bool {
        match entry.path().canonicalize() {
            Err(error) => {
                self.fail(path, &format!("this link cannot be followed: {error}"), "repair or remove the link")
            }
            Ok(target) if !target.starts_with(&self.root) => {
                let hint = "put the text itself into the folder";
                self.fail(path, &format!("this link leads out of {}; it is not followed", self.shown), hint);
            }
            Ok(target) if entry.file_type().is_dir() && !self.linked.insert(target.clone()) => {
                self.warn(path, "this link leads to a folder that another link leads to", "keep one of them");
            }
            Ok(_) => return true,
        }
        false
    }

    /// Tells whether the name of `entry` is text that can be shown and linked.
    fn is_sound(&mut self, entry: &DirEntry, path: &str) -> bool {
        let steers = |character: char| character.is_control() || turns_direction(character);
        let sound = entry.file_name().to_str().is_some_and(|name| !name.contains(steers));
        if !sound {
            let reason = match entry.file_name().to_str() {
                Some(_) => "this name holds control characters, so it is left out",
                None => "this name is not UTF-8, so it is left out",
            };
            self.fail(path, reason, "give it another name");
        }
        sound
    }

    fn report(&mut self, error: &walkdir::Error) {
        let file = error.path().unwrap_or(self.folder);
        if is_passed_over(file) {
            return;
        }
        let path = self.path_of(&self.name_of(file));
        let is_link = file.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
        self.listing.has_links |= is_link;
        match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => {
                let ancestor = self.path_of(&self.name_of(ancestor));
                let message = format!("this link leads back to {ancestor}; it is not followed");
                self.warn(&path, &message, "remove the link");
            }
            (None, Some(error)) if is_link => {
                self.fail(&path, &format!("this link cannot be followed: {error}"), "repair or remove the link");
            }
            (None, Some(error)) => self.fail(&path, &format!("cannot read this: {error}"), "look at its permissions"),
            (None, None) => self.fail(&path, "cannot read this", "look at its permissions"),
        }
    }

    fn name_of(&self, file: &Path) -> String {
        path::name_of(file.strip_prefix(self.folder).unwrap_or(file))
    }

    /// Returns the path for people of what is called `name`: on one line, with what cannot be shown replaced.
    fn path_of(&self, name: &str) -> String {
        let shown = printable(name);
        match (self.shown, shown.as_str()) {
            ("" | ".", _) => shown,
            (folder, "") => folder.to_owned(),
            (folder, _) => format!("{folder}/{shown}"),
        }
    }

    fn fail(&mut self, path: &str, message: &str, hint: &str) {
        self.listing.diagnostics.push(Diagnostic::error(message).at(Place::file(path)).hint(hint));
    }

    fn warn(&mut self, path: &str, message: &str, hint: &str) {
        self.listing.diagnostics.push(Diagnostic::warning(message).at(Place::file(path)).hint(hint));
    }
}

/// Returns what the extension of `file` says it is.
pub(super) fn kind_of(file: &Path) -> Option<Kind> {
    let ending = file.extension()?.to_str()?;
    Format::of(ending).map(Kind::Text).or(ending.eq_ignore_ascii_case("toml").then_some(Kind::WorkFile))
}

/// Tells whether `entry` is the lock file. There is one, in the folder itself.
fn is_lock(entry: &DirEntry) -> bool {
    entry.depth() == 1 && entry.file_name() == LOCK && !entry.file_type().is_dir()
}

/// Tells whether `file` is none of a writer's doing: hidden, or left by an editor, a lock, or the system.
fn is_passed_over(file: &Path) -> bool {
    let left_by_editors = ["bak", "swp", "swo", "swx", "orig", "rej", "tmp", "lock"];
    let left_by_systems = ["thumbs.db", "desktop.ini", "__macosx"];
    let is_among = |part: &OsStr, known: &[&str]| known.iter().any(|known| part.eq_ignore_ascii_case(known));
    let name = file.file_name().unwrap_or_default();
    matches!(name.as_encoded_bytes(), [b'.' | b'~', ..] | [.., b'~'] | [b'#', .., b'#'])
        || file.extension().is_some_and(|ending| is_among(ending, &left_by_editors))
        || is_among(name, &left_by_systems)
}

fn unknown_note(unknown: &[String]) -> Option<Diagnostic> {
    let message = match unknown {
        [] => return None,
        [one] => format!("{one} is neither a text nor a work file, and is left out"),
        _ => {
            let (count, named) = (unknown.len(), first_few(unknown.iter(), NAMED_UNKNOWN));
            format!("{count} files are neither texts nor work files, and are left out: {named}")
        }
    };
    Some(Diagnostic::note(message).hint("texts end in .txt, .md, .markdown, .html or .htm, work files in .toml; a word list is called like words.en-es.tsv"))
}

#[cfg(test)]
mod tests;
