//! A folder as a target: a web root on this machine, or a share that is mounted.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::manifest::{self, Entry};
use super::parcel::Parcel;
use super::plan::Seen;
use super::target::{Go, Target};
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;
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
            if let Some(above) = self.in_the_way(&parcel.path)? {
                let above = SitePath::new(above).unwrap_or_else(|_| parcel.path.clone());
                seen.insert(above, Seen::Other(None));
                continue;
            }
            let file = self.root.join(parcel.path.as_str());
            let there = read(&file)?;
            if there.is_some() || fs::symlink_metadata(&file).is_ok() {
                seen.insert(parcel.path.clone(), Seen::of(there.map(|there| Digest::of(&there)), parcel));
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

    fn finish(&mut self, finished: &[u8]) -> Result<Go, Failure> {
        self.begin(finished)
    }
}
