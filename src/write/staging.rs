//! Staging: new bytes are written to a place of their own in the folder first, and moved to where they belong only when
//! all of them are there. A disk that is full or a process that is killed while writing leaves the site as it was.
//!
//! The place is the folder `.diglot-new`. It lies in the folder of the site so that moving is a rename, which is whole or
//! not at all. A killed build leaves it behind; the next one clears it.

use std::fs::{self, File, Permissions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::ground::diagnostic::Failure;

const NAME: &str = ".diglot-new";

/// Files that wait to be moved to their places. What was not moved is removed when the value is dropped.
pub(super) struct Staging<'a> {
    folder: &'a Path,
    place: PathBuf,
    targets: Vec<PathBuf>,
}

impl<'a> Staging<'a> {
    /// Opens the staging of `folder`, and clears what a killed build left there.
    pub(super) fn open(folder: &'a Path) -> Result<Staging<'a>, Failure> {
        let staging = Staging { folder, place: folder.join(NAME), targets: Vec::new() };
        match staging.clear() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(staging),
            Err(_) => Err(in_the_way(&staging.place)),
            Ok(()) => Ok(staging),
        }
    }

    /// Writes the bytes that the file at `path` in the folder is to have. It will keep its permissions; a new file has
    /// the usual ones.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let target = self.folder.join(path);
        let waiting = self.waiting(self.targets.len());
        let permissions = fs::symlink_metadata(&target).ok().map(|found| found.permissions());
        let written = fs::create_dir_all(&self.place).and_then(|()| write(&waiting, bytes, permissions));
        self.targets.push(target);
        written.map_err(|error| Failure::io("write", &self.folder.join(path), &error))
    }

    /// Moves all files to their places, in the order in which they were added, and makes the folders they lie in.
    pub(super) fn commit(&mut self) -> Result<(), Failure> {
        for (number, target) in self.targets.iter().enumerate() {
            let folder = target.parent().unwrap_or(self.folder);
            let moved = fs::create_dir_all(folder).and_then(|()| fs::rename(self.waiting(number), target));
            moved.map_err(|error| Failure::io("write", target, &error))?;
        }
        self.targets.clear();
        Ok(())
    }

    fn waiting(&self, number: usize) -> PathBuf {
        self.place.join(number.to_string())
    }

    /// Removes the place with the files in it that are named as it names them. With others in it, it stays.
    fn clear(&self) -> std::io::Result<()> {
        if !fs::symlink_metadata(&self.place)?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        for entry in fs::read_dir(&self.place)? {
            let entry = entry?;
            if entry.file_name().as_encoded_bytes().iter().all(u8::is_ascii_digit) {
                fs::remove_file(entry.path())?;
            }
        }
        fs::remove_dir(&self.place)
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build, which can also say why not.
        let _ = self.clear();
    }
}

fn write(file: &Path, bytes: &[u8], permissions: Option<Permissions>) -> std::io::Result<()> {
    let mut new = File::create_new(file)?;
    new.write_all(bytes)?;
    match permissions {
        Some(permissions) if new.metadata()?.permissions() != permissions => new.set_permissions(permissions),
        _ => Ok(()),
    }
}

fn in_the_way(place: &Path) -> Failure {
    Failure::new(format!(
        "{} is in the way: diglot keeps this name for files that it is about to write",
        place.display()
    ))
    .hint("move it away and build again")
}
