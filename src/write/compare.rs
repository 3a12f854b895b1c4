//! Comparing tells what lies where a file of the site belongs.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;

use super::folders::{Way, way};
use super::manifest::Manifest;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;

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
    match way(folder, path)? {
        Way::Open => {}
        Way::Ended => return Ok((State::Absent, None)),
        Way::Blocked(above, found) => return Ok((State::Obstacle(format!("{above} ({})", kind(&found))), None)),
    }
    let file = folder.join(path.as_str());
    let found = match fs::symlink_metadata(&file) {
        Ok(found) if found.is_file() => found,
        Ok(found) => return Ok((State::Obstacle(format!("{path} ({})", kind(&found))), None)),
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

fn kind(found: &Metadata) -> &'static str {
    match found.file_type() {
        file_type if file_type.is_symlink() => "a symbolic link",
        file_type if file_type.is_dir() => "a folder",
        file_type if file_type.is_file() => "a file",
        _ => "not a regular file",
    }
}
