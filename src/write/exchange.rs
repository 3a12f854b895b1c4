//! An exchange puts a whole folder in the place of another in one moment, where the system can do that. Files that only
//! the old folder has are in the new one too, as the same files.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::ground::path::SitePath;

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

    /// Completes the new folder with what only the old one has, and exchanges the two.
    ///
    /// # Errors
    /// When the system cannot do that. Then the old folder is as it was.
    pub(super) fn make(&self) -> io::Result<()> {
        self.complete(walk(self.old).max_depth(0))?;
        let within = walk(self.old).min_depth(1).max_depth(1).into_iter();
        let within: Vec<DirEntry> = within.collect::<Result<_, _>>()?;
        within.par_iter().try_for_each(|entry| self.complete(walk(entry.path())))?;
        for folder in self.stale.iter().rev() {
            // The system refuses to remove what is no empty folder, which is what is wanted.
            let _ = fs::remove_dir(self.new.join(folder));
        }
        swap(self.new, self.old)
    }

    /// Completes the new folder with what is found on a walk through the old one.
    fn complete(&self, walk: WalkDir) -> io::Result<()> {
        for entry in walk {
            let entry = entry?;
            let (is_stale, place) = self.twin(entry.path(), self.old, self.new)?;
            if entry.file_type().is_dir() {
                liken(&entry.metadata()?, &place)?;
            } else if !is_stale && fs::symlink_metadata(&place).is_err() {
                fs::hard_link(entry.path(), &place)?;
            }
        }
        Ok(())
    }

    /// Removes the old folder, now at the place of the new. What came into it at the last moment goes over too.
    ///
    /// # Errors
    /// When something of it cannot be removed.
    pub(super) fn clear(&self) -> io::Result<()> {
        let (gone, now) = (self.new, self.old);
        let entries: Vec<PathBuf> = fs::read_dir(gone)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        entries.par_iter().try_for_each(|entry| self.clear_below(entry, gone, now))?;
        fs::remove_dir(gone)
    }

    fn clear_below(&self, entry: &Path, gone: &Path, now: &Path) -> io::Result<()> {
        let (mut folders, mut below) = (Vec::new(), walk(entry).into_iter());
        while let Some(entry) = below.next().transpose()? {
            let (is_stale, place) = self.twin(entry.path(), gone, now)?;
            let is_folder = entry.file_type().is_dir();
            if !is_stale && fs::symlink_metadata(&place).is_err() {
                place.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::rename(entry.path(), place)?;
                if is_folder {
                    below.skip_current_dir();
                }
            } else if is_folder {
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

/// Makes the folder at `place` where there is none, and gives it the permissions of the one that looks like `model`.
fn liken(model: &Metadata, place: &Path) -> io::Result<()> {
    let there = fs::metadata(place).or_else(|_| fs::create_dir_all(place).and_then(|()| fs::metadata(place)))?;
    match there.permissions() == model.permissions() {
        true => Ok(()),
        false => fs::set_permissions(place, model.permissions()),
    }
}

/// Returns all that lies in `folder`, itself included. Links are not followed, not even at the root: what they lead to is
/// not part of the site.
fn walk(folder: &Path) -> WalkDir {
    WalkDir::new(folder).follow_links(false).follow_root_links(false)
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
