//! An exchange puts a whole folder in the place of another in one moment, where the system can do that. Files that only
//! the old folder has are in the new one too, as the same files.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::receipt::number;
use crate::ground::path::SitePath;

/// The files that both folders of an exchange have, by their [numbers](number).
type Shared = BTreeSet<u64>;

/// Two folders that are to change places.
pub(super) struct Exchange<'a> {
    new: &'a Path,
    old: &'a Path,
    /// What only the old one has and the new one is not to have: files, and the folders above them.
    stale: BTreeSet<&'a str>,
}

impl<'a> Exchange<'a> {
    /// Returns the exchange of `old` for `new`, which is not to have the files `stale` of the old one.
    pub(super) fn new(new: &'a Path, old: &'a Path, stale: &'a [SitePath]) -> Exchange<'a> {
        let stale = stale.iter().flat_map(|path| path.folders().chain([path.as_str()]));
        Exchange { new, old, stale: stale.collect() }
    }

    /// Completes the new folder with what only the old one has, and exchanges the two. Returns what both have.
    ///
    /// # Errors
    /// When the system cannot do that. Then the old folder is as it was.
    pub(super) fn make(&self) -> io::Result<Shared> {
        let shared = self.complete()?;
        swap(self.new, self.old)?;
        Ok(shared)
    }

    /// Completes the new folder with what only the old one has. Returns what both have then.
    fn complete(&self) -> io::Result<Shared> {
        let within = walk(self.old).min_depth(1).max_depth(1).into_iter();
        let within: Vec<DirEntry> = within.collect::<Result<_, _>>()?;
        let complete = |entry: &DirEntry| self.complete_with(walk(entry.path()));
        let shared: Vec<Vec<u64>> = within.par_iter().map(complete).collect::<io::Result<_>>()?;
        self.complete_with(walk(self.old).max_depth(0))?;
        Ok(shared.into_iter().flatten().collect())
    }

    /// Completes the new folder with what is found on a walk through the old one. What lies in a folder comes before it, for
    /// it may be one that nobody may write to.
    fn complete_with(&self, walk: WalkDir) -> io::Result<Vec<u64>> {
        let mut shared = Vec::new();
        for entry in walk.contents_first(true) {
            let entry = entry?;
            let (is_stale, place) = self.twin(entry.path(), self.old, self.new)?;
            let found = fs::symlink_metadata(&place).ok();
            let completed = match entry.file_type().is_dir() {
                true if is_stale && !found.as_ref().is_some_and(Metadata::is_dir) => Ok(()),
                true => liken(&entry.metadata()?, &place),
                false if is_stale || found.is_some() => Ok(()),
                false => share(entry.path(), &place).map(|number| shared.push(number)),
            };
            completed.map_err(|error| named(entry.path(), &error))?;
        }
        Ok(shared)
    }

    /// Removes the old folder, now at the place of the new. What came into it at the last moment goes over too: what lies where
    /// there is nothing now, or in the place of a file that both were to have.
    ///
    /// # Errors
    /// When something of it cannot be removed.
    pub(super) fn clear(&self, shared: &Shared) -> io::Result<()> {
        let (gone, now) = (self.new, self.old);
        open_up(gone, &fs::metadata(gone)?)?;
        let entries: Vec<PathBuf> = fs::read_dir(gone)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        entries.par_iter().try_for_each(|entry| self.clear_below(entry, gone, now, shared))?;
        fs::remove_dir(gone)
    }

    fn clear_below(&self, entry: &Path, gone: &Path, now: &Path, shared: &Shared) -> io::Result<()> {
        let (mut folders, mut below) = (Vec::new(), walk(entry).into_iter());
        while let Some(entry) = below.next().transpose()? {
            let (is_stale, place) = self.twin(entry.path(), gone, now)?;
            let is_folder = entry.file_type().is_dir();
            let is_shared = |found: &Metadata| shared.contains(&number(found));
            let is_late = match fs::symlink_metadata(&place) {
                Err(_) => !is_stale,
                Ok(found) => !is_folder && is_shared(&found) && !is_shared(&entry.metadata()?),
            };
            if is_late {
                lay(&place, || fs::rename(entry.path(), &place))?;
                if is_folder {
                    below.skip_current_dir();
                }
            } else if is_folder {
                open_up(entry.path(), &entry.metadata()?)?;
                folders.push(entry.into_path());
            } else {
                fs::remove_file(entry.path())?;
            }
        }
        folders.iter().rev().try_for_each(fs::remove_dir)
    }

    /// Returns the place in the folder `to` of what lies at `path` in the folder `from`, and whether it is stale.
    fn twin(&self, path: &Path, from: &Path, to: &Path) -> io::Result<(bool, PathBuf)> {
        let below = path.strip_prefix(from).map_err(io::Error::other)?;
        let place = if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) };
        Ok((below.to_str().is_some_and(|below| self.stale.contains(below)), place))
    }
}

/// Has the file at `file` lie at `place` too, and returns its number.
fn share(file: &Path, place: &Path) -> io::Result<u64> {
    lay(place, || fs::hard_link(file, place))?;
    // Not that of what lies at `file`: that may have become another one.
    Ok(number(&fs::symlink_metadata(place)?))
}

/// Does what has something lie at `place`, in the folder of which there need be none yet.
pub(super) fn lay(place: &Path, act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    act().or_else(|error| match error.kind() {
        ErrorKind::NotFound => place.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| act()),
        _ => Err(error),
    })
}

/// Makes the folder at `place` where there is none, and gives it the owner and the permissions of the one that looks like
/// `model`.
pub(super) fn liken(model: &Metadata, place: &Path) -> io::Result<()> {
    let there = fs::metadata(place).or_else(|_| fs::create_dir_all(place).and_then(|()| fs::metadata(place)))?;
    give(place, &there, model)?;
    match there.permissions() == model.permissions() {
        true => Ok(()),
        false => fs::set_permissions(place, model.permissions()),
    }
}

/// Gives the folder at `place`, which looks like `there`, to the owner of the one that looks like `model`.
#[cfg(unix)]
fn give(place: &Path, there: &Metadata, model: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, chown};
    match (there.uid(), there.gid()) == (model.uid(), model.gid()) {
        true => Ok(()),
        false => chown(place, Some(model.uid()), Some(model.gid())),
    }
}

#[cfg(not(unix))]
fn give(_: &Path, _: &Metadata, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Lets its owner write into a folder that is to go, and that looks like `found`.
#[cfg(unix)]
pub(super) fn open_up(folder: &Path, found: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut permissions = found.permissions();
    match permissions.mode() & 0o700 {
        0o700 => Ok(()),
        _ => {
            permissions.set_mode(permissions.mode() | 0o700);
            fs::set_permissions(folder, permissions)
        }
    }
}

#[cfg(not(unix))]
pub(super) fn open_up(_: &Path, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Returns the error with the name of what it is about.
fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Returns all that lies in `folder`, itself included. Links are not followed, not even at the root: what they lead to is
/// not part of the site.
pub(super) fn walk(folder: &Path) -> WalkDir {
    WalkDir::new(folder).follow_links(false).follow_root_links(false)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_file_that_somebody_saves_meanwhile_the_last_version_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let [old, new] = ["old", "new"].map(|name| folder.path().join(name));
        // As editors do.
        let save = |file: &Path, text: &str| {
            fs::write(folder.path().join("waiting"), text).expect("a file");
            fs::rename(folder.path().join("waiting"), file).expect("a place for it");
        };
        let notes = ["early.txt", "late.txt", "twice.txt", "left alone.txt"].map(|name| old.join("deep").join(name));
        let [early, late, twice, _] = &notes;
        fs::create_dir_all(old.join("deep")).expect("a folder");
        fs::create_dir(&new).expect("a folder");
        notes.iter().for_each(|file| save(file, "first"));
        save(&old.join("page.html"), "old");
        save(&new.join("page.html"), "new");

        let exchange = Exchange::new(&new, &old, &[]);
        let shared = exchange.complete().expect("room for links");
        save(early, "second");
        save(twice, "second");
        save(&old.join("page.html"), "edited");
        swap(&new, &old).expect("a file system that can exchange folders");
        save(late, "second");
        save(twice, "third");
        exchange.clear(&shared).expect("an old folder");

        let there = notes.map(|file| fs::read_to_string(file).expect("a file"));
        assert_eq!(there, ["second", "second", "third", "first"]);
        assert_eq!(fs::read_to_string(old.join("page.html")).expect("a page"), "new");
    }
}
