//! Comparing tells what lies where a file of the site belongs.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;

use walkdir::DirEntry;

use super::exchange::walk;
use super::folders::{Way, way};
use super::manifest::Manifest;
use super::staging::is_empty;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::{SitePath, name_of};

/// What is found where a file of the site belongs.
pub(super) enum State {
    Same,
    Absent,
    Ours,
    Edited,
    Obstacle(String),
}

/// Compares what is to lie at `path` in `folder` with what is there. Returns also what that looks like, where it is a file.
pub(super) fn compare(
    folder: &Path,
    path: &SitePath,
    bytes: &[u8],
    last: &Manifest,
) -> Result<(State, Option<Metadata>), Failure> {
    let other = |at: &str, found: &Metadata| match is_all_ours(folder, at, last) {
        true => Ok((State::Absent, None)),
        false => Ok((State::Obstacle(format!("{at} ({})", kind(found))), None)),
    };
    match way(folder, path)? {
        Way::Open => {}
        Way::Ended => return Ok((State::Absent, None)),
        Way::Blocked(above, found) => return other(above, &found),
    }
    let file = folder.join(path.as_str());
    let found = match fs::symlink_metadata(&file) {
        Ok(found) if found.is_file() => found,
        Ok(found) => return other(path.as_str(), &found),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((State::Absent, None)),
        Err(error) => return Err(Failure::io("look at", &file, &error)),
    };
    let there = fs::read(&file).map_err(|error| Failure::io("read", &file, &error))?;
    let state = match last.names(path) {
        _ if there == bytes => State::Same,
        true if last.wrote(path, &Digest::of(&there)) => State::Ours,
        // After an unfinished build, a name may stand for a file that was never written.
        true if !last.is_unfinished() => State::Edited,
        _ => State::Obstacle(path.to_string()),
    };
    Ok((state, Some(found)))
}

/// Tells whether what lies at `at`, a file or all in a folder, is as the last build wrote it. Then it is to go, since a site has no file
/// where it has a folder.
fn is_all_ours(folder: &Path, at: &str, last: &Manifest) -> bool {
    let is_ours = |entry: DirEntry| {
        let below = entry.path().strip_prefix(folder).ok();
        let path = below.and_then(|below| SitePath::new(name_of(below)).ok());
        let wrote = |path| fs::read(entry.path()).is_ok_and(|there| last.wrote(&path, &Digest::of(&there)));
        match entry.file_type() {
            kind if kind.is_dir() => !is_empty(entry.path()),
            kind => kind.is_file() && path.is_some_and(wrote),
        }
    };
    walk(&folder.join(at)).into_iter().all(|entry| entry.is_ok_and(is_ours))
}

fn kind(found: &Metadata) -> &'static str {
    match found.file_type() {
        file_type if file_type.is_symlink() => "a symbolic link",
        file_type if file_type.is_dir() => "a folder",
        file_type if file_type.is_file() => "a file",
        _ => "not a regular file",
    }
}
