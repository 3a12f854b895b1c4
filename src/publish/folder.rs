//! A folder as a target: a web root on this machine, or a share that is mounted.

use std::collections::{BTreeMap, btree_map};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::manifest::{self, Entry};
use super::parcel::Parcel;
use super::plan::Seen;
use super::target::{Go, Target};
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::{SitePath, name_of};
use crate::write::output::Output;
use crate::write::{self, Way};

/// A folder that only this process publishes to.
pub(super) struct Folder {
    root: PathBuf,
    _claim: Output,
}

impl Folder {
    /// Opens the folder `path` of the project at `project`. It need not exist yet.
    pub(super) fn open(path: &str, project: &Path, inputs: &[&Path]) -> Result<Folder, Failure> {
        let root = project.join(path);
        let claim = Output::claim(&root, project, inputs)?;
        Ok(Folder { root, _claim: claim })
    }

    /// Returns the path of what is not a folder where a file at `path` needs one.
    fn in_the_way<'p>(&self, path: &'p SitePath) -> Result<Option<&'p str>, Failure> {
        Ok(match write::way(&self.root, path)? {
            Way::Blocked(above, _) => Some(above),
            Way::Open | Way::Ended => None,
        })
    }
}

/// Returns the bytes of a file; none where there is no regular file.
fn read(file: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::symlink_metadata(file) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(Failure::io("look at", file, &error)),
    }
    fs::read(file).map(Some).map_err(|error| Failure::io("read", file, &error))
}

/// Returns `place` where it is no folder; else what lies in it at any depth, and the folders that hold nothing.
fn contents(place: &Path) -> Result<Vec<PathBuf>, Failure> {
    match fs::symlink_metadata(place) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Ok(vec![place.to_owned()]),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failure::io("look at", place, &error)),
    }
    let list = || fs::read_dir(place)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>();
    let entries = list().map_err(|error| Failure::io("look into", place, &error))?;
    match entries.is_empty() {
        true => Ok(vec![place.to_owned()]),
        false => Ok(entries.iter().map(|entry| contents(entry)).collect::<Result<Vec<_>, _>>()?.concat()),
    }
}

impl Target for Folder {
    fn tells_digests(&self) -> bool {
        true
    }

    fn manifest(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        read(&self.root.join(manifest::NAME))
    }

    fn look(&mut self, questions: &[&Parcel]) -> Result<BTreeMap<SitePath, Seen>, Failure> {
        let mut seen = BTreeMap::new();
        for parcel in questions {
            let place = self.in_the_way(&parcel.path)?.unwrap_or(parcel.path.as_str());
            for file in contents(&self.root.join(place))? {
                let path = SitePath::new(name_of(file.strip_prefix(&self.root).unwrap_or(&file)));
                // What no site can hold is named by what is to have its place.
                let Ok(path) = path else {
                    seen.insert(parcel.path.clone(), Seen::Other(None));
                    continue;
                };
                if let btree_map::Entry::Vacant(free) = seen.entry(path) {
                    let digest = read(&file)?.map(|there| Digest::of(&there));
                    let is_of_parcel = *free.key() == parcel.path;
                    free.insert(if is_of_parcel { Seen::of(digest, parcel) } else { Seen::Other(digest) });
                }
            }
        }
        Ok(seen)
    }

    fn begin(&mut self, announced: &[u8]) -> Result<Go, Failure> {
        write::write_file(&self.root, manifest::NAME, announced)?;
        Ok(Go::On)
    }

    fn write(&mut self, parcels: &[&Parcel]) -> Result<(), Failure> {
        let files = parcels.iter().map(|parcel| match self.in_the_way(&parcel.path)? {
            None => Ok((parcel.path.as_str(), parcel.bytes()?)),
            Some(above) => {
                let message = format!("{} is in the way: it is not a folder", self.root.join(above).display());
                Err(Failure::new(message).hint("move it away and publish again"))
            }
        });
        write::write_files(&self.root, files)
    }

    fn remove(&mut self, files: &[(SitePath, Entry)]) -> Result<Vec<SitePath>, Failure> {
        let mut edited = Vec::new();
        for (path, entry) in files {
            // What lies behind something in the way is not what was published.
            let there = match self.in_the_way(path)? {
                None => read(&self.root.join(path.as_str()))?,
                Some(_) => None,
            };
            match there {
                None => {}
                Some(there) if entry.wrote(&Digest::of(&there)) => write::remove(&self.root, path)?,
                Some(_) => edited.push(path.clone()),
            }
        }
        Ok(edited)
    }
}
