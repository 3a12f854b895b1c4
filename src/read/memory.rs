//! What reading remembers of a folder, so that a file that nobody touched is not read again, and a folder of which it is
//! known what has changed in it is not walked again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf, absolute};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::Told;
use super::file::{Read, read_file};
use super::known::Known;
use super::text::Room;
use super::walk::{self, Listing};
use crate::ground::diagnostic::Failure;
use crate::ground::fingerprint::Fingerprint;
use crate::ground::path;
use crate::ground::stamp::stamp;

/// What was found in a folder. The default one remembers nothing.
#[derive(Debug, Default)]
pub struct Memory {
    past: Mutex<Past>,
    remembers: bool,
    /// What is known, where this process leaves it for another.
    known: Option<Mutex<Known>>,
    room: Arc<Room>,
}

#[derive(Debug, Default)]
struct Past {
    look: Option<Arc<Look>>,
    /// The files that may have changed since, by absolute paths; none where that is not known.
    changed: Option<BTreeSet<PathBuf>>,
}

/// A folder at one time.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) listing: Arc<Listing>,
    files: Vec<File>,
}

/// What came of one file of the listing.
#[derive(Clone, Debug)]
struct File {
    stamp: Option<Fingerprint>,
    read: Arc<Read>,
}

impl Memory {
    /// Returns a memory that remembers.
    pub fn new() -> Memory {
        Memory { remembers: true, ..Memory::default() }
    }

    /// Returns a memory that remembers no more than what is `known` from another process, and leaves as much for the next.
    pub fn lasting(known: Known) -> Memory {
        Memory { known: Some(Mutex::new(known)), ..Memory::default() }
    }

    /// Returns what it leaves for another process.
    pub fn known(self) -> Known {
        self.known.map(|known| known.into_inner().unwrap_or_else(PoisonError::into_inner)).unwrap_or_default()
    }

    /// Says which files alone, by absolute paths, have changed since this was said last; where there are none, any may have.
    pub fn expect(&self, changed: &BTreeSet<PathBuf>) {
        let mut past = self.past();
        match &mut past.changed {
            Some(all) if !changed.is_empty() => all.extend(changed.iter().cloned()),
            all => *all = None,
        }
    }

    /// Expects that texts which did not fit into memory were the same whenever they were read.
    ///
    /// # Errors
    /// When one of them has changed, or is gone: what was made of it is worth nothing.
    pub fn check(&self) -> Result<(), Failure> {
        self.room.check()
    }

    /// Looks at `folder`, which people call `shown`. What is remembered of it is not read again. A text for which there is no
    /// room is `told` of, and let go.
    pub(super) fn look(&self, folder: &Path, shown: &str, told: &Told) -> Result<Arc<Look>, Failure> {
        if !self.remembers {
            return Ok(Arc::new(self.look_through(walk::walk(folder, shown)?, told)));
        }
        let Past { look: last, changed } = std::mem::take(&mut *self.past());
        let after = || last.as_ref()?.after(folder, changed.as_ref()?);
        let look = match after() {
            Some(look) => look,
            None => {
                let remembered = |file: &walk::Found| last.as_ref()?.remembered(file);
                Look::new(walk::walk(folder, shown)?, |file| remembered(file).unwrap_or_else(|| File::new(file)))
            }
        };
        let look = Arc::new(look);
        *self.past() = Past { look: Some(look.clone()), changed: Some(BTreeSet::new()) };
        Ok(look)
    }

    /// Looks at the files of `listing`, of which some may be known from another process.
    fn look_through(&self, listing: Listing, told: &Told) -> Look {
        let within = Some((&self.room, told));
        let Some(known) = &self.known else {
            return Look::new(listing, |file| File { stamp: None, read: Arc::new(read_file(file, within)) });
        };
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let texts = known.texts();
        let look = Look::new(listing, |file| {
            let stamp = stamp(&file.file);
            let read = stamp.and_then(|stamp| texts.read(file, stamp, &self.room));
            File { stamp, read: Arc::new(read.unwrap_or_else(|| read_file(file, within))) }
        });
        *known = Known::of(look.files.iter().map(|file| (file.stamp, &*file.read)));
        look
    }

    fn past(&self) -> MutexGuard<'_, Past> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Look {
    /// Returns the look of `listing`, whose files `read` reads. The number of threads changes nothing.
    fn new(listing: Listing, read: impl Fn(&walk::Found) -> File + Send + Sync) -> Look {
        let files = listing.found.par_iter().map(read).collect();
        Look { listing: Arc::new(listing), files }
    }

    /// Returns the folder as it is after files, by absolute paths, have changed; none where more has than what these files
    /// say.
    fn after(&self, folder: &Path, changed: &BTreeSet<PathBuf>) -> Option<Look> {
        // Nobody tells of a change of what a link leads to.
        if self.listing.has_links {
            return None;
        }
        let folder = absolute(folder).ok()?;
        let mut files = self.files.clone();
        for path in changed {
            let Ok(below) = path.strip_prefix(&folder) else { continue };
            let name = path::name_of(below);
            match (self.listing.position(&name), fs::symlink_metadata(path)) {
                (Some(at), Ok(found)) if found.is_file() && self.listing.found[at].file.ends_with(below) => {
                    files[at] = File::new(&self.listing.found[at]);
                }
                // A file of an editor's, which has come and gone.
                (None, Err(_)) if self.listing.knows_nothing_of(&name) => {}
                _ => return None,
            }
        }
        Some(Look { listing: self.listing.clone(), files })
    }

    /// Returns what came of `file` when it was the same file with the same times.
    fn remembered(&self, file: &walk::Found) -> Option<File> {
        let at = self.listing.position(&file.name).filter(|&at| self.listing.found[at] == *file)?;
        let known = &self.files[at];
        (known.stamp? == stamp(&file.file)?).then(|| known.clone())
    }

    /// Returns what came of each file of the listing.
    pub(super) fn read(&self) -> impl Iterator<Item = &Read> {
        self.files.iter().map(|file| &*file.read)
    }
}

impl File {
    /// Reads a file that is to be remembered.
    fn new(file: &walk::Found) -> File {
        // Before it is read: should it change meanwhile, it is another one by its times.
        let stamp = stamp(&file.file);
        File { stamp, read: Arc::new(read_file(file, None)) }
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_takes_the_name_of_another_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let [there, new] = ["a\u{F1}o.txt", "an\u{303}o.txt"].map(|name| folder.path().join(name));
        let memory = Memory::new();
        let faults = || memory.look(folder.path(), "seeds", &|_| ()).expect("a folder").listing.diagnostics.len();
        fs::write(&there, "El mar.").expect("a file");
        assert_eq!(faults(), 0);
        fs::write(&new, "La mar.").expect("a file");
        memory.expect(&[new].into());
        assert_eq!(faults(), 1);
    }
}
