//! A file is replaced whole: its new bytes are written beside it under another name, and take its place by a rename.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use super::manifest::Manifest;
use crate::ground::diagnostic::Failure;
use crate::ground::path::SitePath;

/// The name under which the bytes of a file wait for their place. One in each folder is enough, since files are
/// replaced one after the other under the lock, and a fixed name can be found again after a killed build.
const WAITING: &str = ".diglot-new";

/// Gives the file at `path` in `folder` these bytes, and makes the folders it lies in.
pub(super) fn replace(folder: &Path, path: &SitePath, bytes: &[u8]) -> Result<(), Failure> {
    let file = folder.join(path.as_str());
    match (file.parent(), file.file_name().and_then(|name| name.to_str())) {
        (Some(folder), Some(name)) => replace_named(folder, name, bytes),
        _ => Err(Failure::new(format!("cannot write {}: it has no name", file.display()))),
    }
}

/// Gives the file called `name` in `folder` these bytes. It keeps its permissions; a new one has the usual ones.
pub(super) fn replace_named(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let file = folder.join(name);
    let waiting = folder.join(WAITING);
    fs::create_dir_all(folder).map_err(|error| Failure::io("create the folder", folder, &error))?;
    let permissions = fs::symlink_metadata(&file).ok().map(|found| found.permissions());
    let mut new = match File::create_new(&waiting) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(already_there(&waiting)),
        created => created.map_err(|error| Failure::io("write", &file, &error))?,
    };
    let written = new.write_all(bytes).and_then(|()| keep(permissions, &new));
    drop(new);
    written.and_then(|()| fs::rename(&waiting, &file)).map_err(|error| {
        // The failure to report is the first one; what cannot be removed now is removed by the next build.
        let _ = fs::remove_file(&waiting);
        Failure::io("write", &file, &error)
    })
}

fn keep(permissions: Option<Permissions>, new: &File) -> std::io::Result<()> {
    match permissions {
        Some(permissions) if new.metadata()?.permissions() != permissions => new.set_permissions(permissions),
        _ => Ok(()),
    }
}

fn already_there(waiting: &Path) -> Failure {
    Failure::new(format!("{} is in the way, and diglot does not know who wrote it", waiting.display()))
        .hint("delete it and build again")
}

/// Removes what a killed build left waiting: in the folder itself, and where its manifest says so in those below.
pub(super) fn clear_leftovers(folder: &Path, last: &Manifest) -> Result<(), Failure> {
    let mut folders = BTreeSet::from([""]);
    if last.is_unfinished() {
        folders.extend(last.paths().flat_map(SitePath::folders));
    }
    for waiting in folders.iter().map(|below| folder.join(below).join(WAITING)) {
        match fs::remove_file(&waiting) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(Failure::io("remove", &waiting, &error));
            }
            _ => {}
        }
    }
    Ok(())
}
