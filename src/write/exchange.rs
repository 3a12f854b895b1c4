//! An exchange puts a whole folder in the place of another in one moment, where the system can do that. Files that only
//! the old folder has are in the new one too, as the same files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

/// Completes the folder `new` with what only `old` has, and exchanges the two; then removes the old one, now at the place
/// of the new. Returns whether the system can do that: where it cannot, `old` is as it was.
///
/// # Errors
/// When the old folder cannot be removed.
pub(super) fn exchange(new: &Path, old: &Path) -> io::Result<bool> {
    if complete(new, old).is_err() || swap(new, old).is_err() {
        return Ok(false);
    }
    remove(new, old)?;
    Ok(true)
}

/// Links all that only `old` has into `new`, and gives the folders the permissions that they have there.
fn complete(new: &Path, old: &Path) -> io::Result<()> {
    for entry in walk(old) {
        let entry = entry?;
        let place = in_place(entry.path(), old, new)?;
        if entry.file_type().is_dir() {
            fs::create_dir_all(&place)?;
            let permissions = entry.metadata()?.permissions();
            if fs::metadata(&place)?.permissions() != permissions {
                fs::set_permissions(&place, permissions)?;
            }
        } else if fs::symlink_metadata(&place).is_err() {
            fs::hard_link(entry.path(), &place)?;
        }
    }
    Ok(())
}

/// Removes `gone`, all of which `now` has, and what came into it before the exchange goes over too.
fn remove(gone: &Path, now: &Path) -> io::Result<()> {
    let entries: Vec<PathBuf> = fs::read_dir(gone)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.par_iter().try_for_each(|entry| {
        for entry in walk(entry).contents_first(true) {
            let entry = entry?;
            let place = in_place(entry.path(), gone, now)?;
            match (fs::symlink_metadata(&place).is_ok(), entry.file_type().is_dir()) {
                (true, true) => fs::remove_dir(entry.path())?,
                (true, false) => fs::remove_file(entry.path())?,
                (false, _) => fs::rename(entry.path(), place)?,
            }
        }
        Ok::<(), io::Error>(())
    })?;
    fs::remove_dir(gone)
}

/// Returns all that lies in `folder`, itself included. Links are not followed, not even at the root: what they lead to is
/// not part of the site.
fn walk(folder: &Path) -> WalkDir {
    WalkDir::new(folder).follow_links(false).follow_root_links(false)
}

fn in_place(path: &Path, from: &Path, to: &Path) -> io::Result<PathBuf> {
    let below = path.strip_prefix(from).map_err(io::Error::other)?;
    Ok(if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) })
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
