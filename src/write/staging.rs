//! Staging: new bytes are written to a place of their own first, and moved to where they belong only when all of them are
//! there. A disk that is full or a process that is killed while writing leaves the site as it was.
//!
//! The place is the folder `.diglot-new` in the folder of the site, so that moving is a rename, which is whole or not at
//! all; or, where the folder is to be exchanged as a whole, one beside it. It has the same folders in it. A killed build
//! leaves it behind; the next one clears it, by the mark that says whose it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use super::exchange::{Exchange, lay, liken, open_up};
use super::lock::{self, Held};
use crate::ground::diagnostic::Failure;
use crate::ground::path::SitePath;

const NAME: &str = ".diglot-new";

/// The file in the place that says that all in it is diglot's. It is the first to come and the last to go. No file of a
/// site is called so, since a site path is never hidden by two stops.
const MARK: &str = "..diglot";

/// The folder in a place beside the site that becomes the site. The mark does not come along.
const WHOLE: &str = "site";

/// From so many files of a folder on, all of it is exchanged. Some file systems wait for the disk whenever a file replaces
/// another: ten milliseconds each, where a new file takes less than one.
const MANY: usize = 64;

/// What to do where a whole folder cannot be exchanged.
const NO_EXCHANGE: &str = "build without --atomic-tree: it needs a file system that can exchange folders, no mounted folder in \
                           the site, and that all in it is yours. Nothing was changed";

/// Files that wait to be moved to their places. What was not moved is removed when the value is dropped.
pub(super) struct Staging<'a> {
    /// The folder they are for.
    folder: &'a Path,
    place: PathBuf,
    /// Where they lie as they will in the folder: the place, or a folder in it.
    files: PathBuf,
    /// Whether the folder was there before.
    existed: bool,
    marked: AtomicBool,
    /// Locked, once it is the folder.
    whole: OnceLock<Option<Held>>,
}

impl<'a> Staging<'a> {
    /// Opens the staging in `folder`, and clears what a killed build left there.
    pub(super) fn within(folder: &'a Path) -> Result<Staging<'a>, Failure> {
        let place = folder.join(NAME);
        Staging::open(folder, place.clone(), place)
    }

    /// Opens the staging beside `folder`, whose canonical spelling is `canonical`, and clears what a killed build left
    /// there.
    pub(super) fn beside(folder: &'a Path, canonical: &Path) -> Result<Staging<'a>, Failure> {
        let mut name = OsString::from(NAME);
        name.extend([OsStr::new("-"), canonical.file_name().unwrap_or_default()]);
        let place = canonical.with_file_name(name);
        Staging::open(folder, place.clone(), place.join(WHOLE))
    }

    fn open(folder: &'a Path, place: PathBuf, files: PathBuf) -> Result<Staging<'a>, Failure> {
        let staging = Staging {
            folder,
            place,
            files,
            existed: folder.exists(),
            marked: AtomicBool::default(),
            whole: OnceLock::new(),
        };
        match staging.clear() {
            Ok(()) => Ok(staging),
            Err(error) => match error.kind() {
                ErrorKind::NotFound => Ok(staging),
                ErrorKind::AlreadyExists | ErrorKind::DirectoryNotEmpty => Err(in_the_way(&staging.place)),
                _ => Err(Failure::io("clear", &staging.place, &error)),
            },
        }
    }

    /// Writes the bytes that the file at `path` in the folder is to have; `found` is what is there. Returns what the new one
    /// looks like.
    pub(super) fn add(&self, path: &str, bytes: &[u8], found: Option<&Metadata>) -> Result<Metadata, Failure> {
        self.fill(path, |file| file.write_all(bytes), found)
    }

    /// Lets `fill` write what the file at `path` in the folder is to have. It will keep the permissions of what was `found`
    /// there; a new file has the usual ones.
    fn fill(
        &self,
        path: &str,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
        found: Option<&Metadata>,
    ) -> Result<Metadata, Failure> {
        self.mark().map_err(|error| Failure::io("make", &self.place, &error))?;
        let written = write(&self.files.join(path), fill, found.map(Metadata::permissions));
        written.map_err(|error| Failure::io("write", &self.folder.join(path), &error))
    }

    /// Gives the file at `path` the bytes that `fill` writes, now.
    pub(super) fn replace(&self, path: &str, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
        let found = fs::symlink_metadata(self.folder.join(path)).ok().filter(Metadata::is_file);
        self.fill(path, fill, found.as_ref())?;
        self.move_file(path)
    }

    /// Moves the files at `paths`, which were added before, to their places.
    pub(super) fn commit(&self, paths: &BTreeSet<SitePath>) -> Result<(), Failure> {
        let mut folders: BTreeMap<&str, Vec<&SitePath>> = BTreeMap::new();
        for path in paths {
            folders.entry(path.folders().next().unwrap_or_default()).or_default().push(path);
        }
        for (folder, files) in folders {
            let is_moved = match folder {
                "" => false,
                folder if !self.folder.join(folder).exists() => self.move_file(folder).is_ok(),
                folder => files.len() >= MANY && self.exchange(folder)?,
            };
            if !is_moved {
                files.iter().try_for_each(|path| self.move_file(path.as_str()))?;
            }
        }
        Ok(())
    }

    /// Exchanges a folder of the folder. Returns whether the system can do that.
    fn exchange(&self, folder: &str) -> Result<bool, Failure> {
        let (new, old) = (self.files.join(folder), self.folder.join(folder));
        let exchange = Exchange::new(&new, &old, &[]);
        let Ok(shared) = exchange.make() else { return Ok(false) };
        exchange.clear(&shared).map_err(|error| Failure::io("write", &old, &error))?;
        Ok(true)
    }

    /// Makes the folder what was added and what else lies in it, without the files `stale`, in one moment.
    pub(super) fn commit_whole(&self, stale: &[SitePath]) -> Result<(), Failure> {
        // Who finds the new folder at its place is to find it locked too, until the old one is gone.
        self.whole.get_or_init(|| lock::take_folder(&self.files).ok().flatten());
        let rename = || fs::rename(&self.files, self.folder);
        let Ok(model) = fs::metadata(self.folder) else {
            return rename().map_err(|error| Failure::io("make", self.folder, &error));
        };
        // A rename takes the place of an empty folder, whose owner and permissions are to stay. An exchange gives them last, for
        // nobody may write to what they may forbid.
        if is_empty(self.folder) && liken(&model, &self.files).and_then(|()| rename()).is_ok() {
            return Ok(());
        }
        let exchange = Exchange::new(&self.files, self.folder, stale);
        let made = exchange.make().map_err(|error| Failure::io("exchange", self.folder, &error).hint(NO_EXCHANGE));
        exchange.clear(&made?).map_err(|error| Failure::io("clear", &self.files, &error))
    }

    /// Moves one file, or a folder that is not there yet, to its place, and makes the folders it lies in.
    fn move_file(&self, path: &str) -> Result<(), Failure> {
        let (waiting, target) = (self.files.join(path), self.folder.join(path));
        lay(&target, || fs::rename(&waiting, &target)).map_err(|error| Failure::io("write", &target, &error))
    }

    /// Makes the place and its mark.
    fn mark(&self) -> io::Result<()> {
        // Where several threads come at once, each of them makes the same.
        if !self.marked.load(Ordering::Acquire) {
            fs::create_dir_all(&self.place)?;
            fs::write(self.place.join(MARK), "")?;
            self.marked.store(true, Ordering::Release);
        }
        Ok(())
    }

    /// Removes the place where the mark says that it is diglot's, or where nothing is in it.
    fn clear(&self) -> io::Result<()> {
        if !fs::symlink_metadata(&self.place)?.is_dir() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if fs::symlink_metadata(self.place.join(MARK)).is_ok() {
            for entry in fs::read_dir(&self.place)? {
                let entry = entry?;
                match entry.file_type()?.is_dir() {
                    true => remove_all(&entry.path())?,
                    false if entry.file_name() == MARK => {}
                    false => fs::remove_file(entry.path())?,
                }
            }
            fs::remove_file(self.place.join(MARK))?;
        }
        fs::remove_dir(&self.place)
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build, which can also say why not.
        let _ = self.clear();
        if !self.existed {
            // The system refuses to remove a folder that is not empty, which is what is wanted.
            let _ = fs::remove_dir(self.folder);
        }
    }
}

/// Tells whether `folder` is there and nothing lies in it.
pub(super) fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn write(
    file: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
    permissions: Option<Permissions>,
) -> io::Result<Metadata> {
    // Most files of a large site are alone in their folders.
    let made = file.parent().map_or(Ok(()), |folder| {
        fs::create_dir(folder).or_else(|error| match error.kind() {
            ErrorKind::AlreadyExists => Ok(()),
            _ => fs::create_dir_all(folder),
        })
    });
    let mut new = made.and_then(|()| File::create_new(file))?;
    fill(&mut new)?;
    let written = new.metadata()?;
    if let Some(permissions) = permissions.filter(|permissions| *permissions != written.permissions()) {
        new.set_permissions(permissions)?;
    }
    Ok(written)
}

/// Removes a folder and all in it, also what is as one that nobody may write to.
fn remove_all(folder: &Path) -> io::Result<()> {
    fs::remove_dir_all(folder).or_else(|error| match error.kind() {
        ErrorKind::PermissionDenied => {
            open_up_all(folder)?;
            fs::remove_dir_all(folder)
        }
        _ => Err(error),
    })
}

fn open_up_all(folder: &Path) -> io::Result<()> {
    open_up(folder, &fs::symlink_metadata(folder)?)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            open_up_all(&entry.path())?;
        }
    }
    Ok(())
}

fn in_the_way(place: &Path) -> Failure {
    Failure::new(format!(
        "{} is in the way: diglot keeps this name for files that it is about to write",
        place.display()
    ))
    .hint("move it away and try again")
}
