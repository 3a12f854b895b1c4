//! Writing brings a site to a folder: only what changed, nothing that is not ours, never half a file.
//!
//! What is promised:
//! - No file of the folder is touched before it is known that nothing is in the way, and that the folder is no one else's.
//! - While new bytes are being written, the last good site stays as it is: a disk that is full changes nothing.
//! - Then each file becomes its new version at once, one after the other, or with a whole folder of the site where much of
//!   it changed. A process that is killed in that moment leaves some files new and others old, each of them whole; the
//!   next build completes the work. With [`Switch::Whole`] all files become new in one moment, before or after any kill.
//! - Nothing is removed that the last [`Manifest`] does not name with the very bytes it has.
//!
//! What is not: that no reader sees a new page beside an old one, which [`Switch::Whole`] sees to; nor anything when the power
//! fails, since nothing waits for the disk.

pub mod output;
pub mod manifest;
pub(crate) mod lock;
mod folders;
mod compare;
mod receipt;
mod staging;
mod exchange;
mod stale;
mod files;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::ground::diagnostic::{Failure, first_few};
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;
use crate::ground::site::Site;
use compare::{State, compare};
pub use files::{fill_file, write_file, write_files};
pub use folders::{Way, remove, way};
use manifest::Manifest;
use output::Output;
pub use receipt::Receipt;
use staging::{Staging, is_empty};
use stale::{Stale, stale};

/// How many of the things in the way a failure names.
const NAMED_OBSTACLES: usize = 8;

/// What writing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The files that are new or have new bytes.
    pub written: Vec<SitePath>,
    /// How many files had the right bytes already and were not touched.
    pub unchanged: usize,
    /// The files of the last build that the site no longer has.
    pub removed: Vec<SitePath>,
    /// Files that somebody changed since diglot wrote them, and that now have the site's bytes again.
    pub restored: Vec<SitePath>,
    /// Files of the last build that the site no longer has, but that somebody changed since: they are left alone.
    pub kept: Vec<SitePath>,
}

/// How the files of a site come to their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// One after the other, or a folder of the site where much of it changed. The site's own folder stays the same.
    ByFile,
    /// All in one moment: the folder of the site is exchanged for another.
    Whole,
}

/// Writes `site` to the folder that `output` has claimed, and removes what the last build wrote and this site lacks.
///
/// # Errors
/// When something that diglot did not write is in the way (then nothing is touched), or when the machine refuses to read
/// or write a file.
pub fn write(site: &Site, output: &Output, switch: Switch) -> Result<Written, Failure> {
    let writer = Writer::open(output, switch)?;
    site.par_iter().try_for_each(|(path, resource)| writer.put(path, &resource.bytes).map(drop))?;
    writer.finish()
}

/// A site on its way into a folder. The folder stays as it was until [`finish`](Writer::finish).
pub struct Writer<'a> {
    folder: &'a Path,
    last: Manifest,
    staging: Staging<'a>,
    switch: Switch,
    /// Whether the folder was empty: then there is nothing to compare with.
    was_empty: bool,
    plan: Mutex<Plan>,
}

/// What there is to do, as far as files were compared.
#[derive(Default)]
struct Plan {
    /// The bytes that each file is to have, in any order.
    digests: Vec<(SitePath, Digest)>,
    written: BTreeSet<SitePath>,
    restored: BTreeSet<SitePath>,
    unchanged: usize,
    /// Whether a page lies there as it is to be. No other file proves that a site does: many folders have the same robots.txt.
    has_page: bool,
    obstacles: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    /// Returns the writer of the folder that `output` has claimed.
    ///
    /// # Errors
    /// When the manifest there cannot be read, or when something is in the way.
    pub fn open(output: &'a Output, switch: Switch) -> Result<Writer<'a>, Failure> {
        let folder = output.folder();
        let last = Manifest::read(folder)?;
        // Both are opened, which clears what a killed build of either kind left. What is in the way of one stops no other.
        let (within, beside) = (Staging::within(folder)?, Staging::beside(folder, output.canonical()));
        let staging = match switch {
            Switch::ByFile => within,
            Switch::Whole => beside?,
        };
        Ok(Writer { folder, last, staging, switch, was_empty: is_empty(folder), plan: Mutex::default() })
    }

    /// Takes the file that is to lie at `path`, once for each path, from any thread. Where the folder has other bytes, the
    /// new ones are put aside for later.
    ///
    /// # Errors
    /// When the machine refuses to read what is there, or to write.
    pub fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<Receipt, Failure> {
        let (state, found) = match self.was_empty {
            true => (State::Absent, None),
            false => compare(self.folder, path, bytes, &self.last)?,
        };
        let digest = Digest::of(bytes);
        let found = match state {
            State::Absent | State::Ours | State::Edited => {
                Some(self.staging.add(path.as_str(), bytes, found.as_ref())?)
            }
            State::Same | State::Obstacle(_) => found,
        };
        self.plan().add(path, digest, state);
        Ok(Receipt::of(found.as_ref(), digest))
    }

    /// Tells whether all these files lie in the folder as the last build has written them. If so they are taken for put.
    pub fn keep(&self, files: &[(SitePath, Receipt)]) -> bool {
        let lies_there = |(path, receipt): &(SitePath, Receipt)| {
            self.last.wrote(path, &receipt.digest) && receipt.fits(&self.folder.join(path.as_str()))
        };
        if !files.iter().all(lies_there) {
            return false;
        }
        let mut plan = self.plan();
        files.iter().for_each(|(path, receipt)| plan.add(path, receipt.digest, State::Same));
        true
    }

    /// Returns the pages of all that was put, in the order of their paths.
    pub fn pages(&self) -> Vec<SitePath> {
        let mut pages: Vec<SitePath> =
            self.plan().digests.iter().map(|(path, _)| path.clone()).filter(is_page).collect();
        pages.sort();
        pages
    }

    /// Brings what was put to its places, and removes what the last build wrote and nobody put.
    ///
    /// # Errors
    /// When something that diglot did not write is in the way or fills the folder (then nothing is touched), or when the
    /// machine refuses to write a file.
    pub fn finish(self) -> Result<Written, Failure> {
        let Plan { digests, written, restored, unchanged, has_page, obstacles } = std::mem::take(&mut *self.plan());
        if !obstacles.is_empty() {
            return Err(in_the_way(self.folder, &obstacles));
        }
        if !has_page {
            check_owner(self.folder)?;
        }
        let next = Manifest::of(digests);
        let Stale { ours: removed, edited: kept } = match self.switch {
            Switch::ByFile => self.switch_by_file(&written, &next)?,
            Switch::Whole => self.switch_whole(&written, &next)?,
        };
        let (written, restored) = (written.into_iter().collect(), restored.into_iter().collect());
        Ok(Written { written, unchanged, removed, restored, kept })
    }

    /// Brings each file of `written` to its place, and removes what is stale and ours.
    fn switch_by_file(&self, written: &BTreeSet<SitePath>, next: &Manifest) -> Result<Stale, Failure> {
        if written.iter().any(|path| !next.is_known_to(&self.last, path)) {
            self.put_manifest(&self.last.with(next))?;
        }
        let stale = stale(self.folder, next, &self.last)?;
        // What is linked from pages goes after these have changed, where it can.
        let (first, last) = stale.in_the_way(written);
        first.iter().try_for_each(|path| remove(self.folder, path))?;
        self.staging.commit(written)?;
        last.iter().try_for_each(|path| remove(self.folder, path))?;
        if *next != self.last {
            self.put_manifest(next)?;
        }
        Ok(stale)
    }

    fn put_manifest(&self, manifest: &Manifest) -> Result<(), Failure> {
        self.staging.replace(manifest::NAME, |file| {
            let mut file = BufWriter::new(file);
            write!(file, "{manifest}")?;
            file.flush()
        })
    }

    /// Exchanges the folder for one in which the files of `written` are new, and what is stale and ours is gone.
    fn switch_whole(&self, written: &BTreeSet<SitePath>, next: &Manifest) -> Result<Stale, Failure> {
        let stale = stale(self.folder, next, &self.last)?;
        if *next != self.last || !written.is_empty() {
            let found = fs::symlink_metadata(self.folder.join(manifest::NAME)).ok();
            self.staging.add(manifest::NAME, next.to_string().as_bytes(), found.as_ref())?;
            self.staging.commit_whole(&stale.ours)?;
        }
        Ok(stale)
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Plan {
    fn add(&mut self, path: &SitePath, digest: Digest, state: State) {
        match state {
            State::Same => {
                self.unchanged += 1;
                self.has_page |= is_page(path);
            }
            State::Absent | State::Ours => drop(self.written.insert(path.clone())),
            State::Edited => {
                self.written.insert(path.clone());
                self.restored.insert(path.clone());
            }
            State::Obstacle(what) => drop(self.obstacles.insert(what)),
        }
        self.digests.push((path.clone(), digest));
    }
}

fn is_page(path: &SitePath) -> bool {
    path.as_str().ends_with(".html")
}

/// Expects a manifest in `folder`, or nothing but hidden files, as repositories and hosts keep them.
fn check_owner(folder: &Path) -> Result<(), Failure> {
    if folder.join(manifest::NAME).exists() || !folder.exists() {
        return Ok(());
    }
    let entries = fs::read_dir(folder).map_err(|error| Failure::io("look into", folder, &error))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let Some(first) = names.filter(|name| !name.starts_with('.')).min() else { return Ok(()) };
    let message = format!("cannot write a site to {}: {first} is in it, and nothing of diglot's", folder.display());
    Err(Failure::new(message).hint(
        "name a folder that is empty, as in --out site, or empty this one; what is to lie beside the pages belongs in \
         assets/. Nothing was changed",
    ))
}

fn in_the_way(folder: &Path, obstacles: &BTreeSet<String>) -> Failure {
    let named = first_few(obstacles.iter(), NAMED_OBSTACLES);
    let message = format!("in {}, what diglot did not write is in the way of the site: {named}", folder.display());
    Failure::new(message).hint(format!(
        "move it away and build again; if all of it comes from an earlier build, delete the folder {}. Nothing was changed",
        folder.display()
    ))
}
