//! The folders that a file of the site lies in: what there is of them, and which go with it.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;

use crate::ground::diagnostic::Failure;
use crate::ground::path::SitePath;

/// What there is of the folders that a path lies in.
pub enum Way<'p> {
    /// All of them.
    Open,
    /// One is not there, so nothing can lie in it.
    Ended,
    /// At this path is something else. Through a link, one would write somewhere else.
    Blocked(&'p str, Metadata),
}

/// Returns what there is in `folder` of the folders that `path` lies in.
///
/// # Errors
/// When the machine refuses to look.
pub fn way<'p>(folder: &Path, path: &'p SitePath) -> Result<Way<'p>, Failure> {
    for above in path.folders() {
        match fs::symlink_metadata(folder.join(above)) {
            Ok(found) if found.is_dir() => {}
            Ok(found) => return Ok(Way::Blocked(above, found)),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Way::Ended),
            Err(error) => return Err(Failure::io("look at", &folder.join(above), &error)),
        }
    }
    Ok(Way::Open)
}

/// Removes the file at `path` in `folder`, and the folders that become empty by it.
///
/// # Errors
/// When the machine refuses to remove the file.
pub fn remove(folder: &Path, path: &SitePath) -> Result<(), Failure> {
    let file = folder.join(path.as_str());
    fs::remove_file(&file).map_err(|error| Failure::io("remove", &file, &error))?;
    let above: Vec<&str> = path.folders().collect();
    // The system refuses to remove a folder that is not empty, which is what is wanted.
    let _ = above.iter().rev().try_for_each(|above| fs::remove_dir(folder.join(above)));
    Ok(())
}
