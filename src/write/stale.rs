//! What is stale is what the last build wrote and the site no longer has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::manifest::Manifest;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;

/// What the last build wrote and the site lacks.
#[derive(Default)]
pub(super) struct Stale {
    /// What has the bytes that were written, and is to be removed.
    pub(super) ours: Vec<SitePath>,
    /// What somebody changed since, which is kept.
    pub(super) edited: Vec<SitePath>,
}

impl Stale {
    /// Returns which of the files that are to be removed lie where the files `written` need a folder, or in one that has the place of
    /// such a file; and the others.
    pub(super) fn in_the_way<'s>(&'s self, written: &BTreeSet<SitePath>) -> (Vec<&'s SitePath>, Vec<&'s SitePath>) {
        if self.ours.is_empty() {
            return Default::default();
        }
        let folders: BTreeSet<&str> = written.iter().flat_map(SitePath::folders).collect();
        let files: BTreeSet<&str> = written.iter().map(SitePath::as_str).collect();
        let is_in_the_way =
            |path: &&SitePath| folders.contains(path.as_str()) || path.folders().any(|above| files.contains(above));
        self.ours.iter().partition(is_in_the_way)
    }
}

/// Returns what of `folder` the manifest `last` names and `site` lacks.
pub(super) fn stale(folder: &Path, site: &Manifest, last: &Manifest) -> Result<Stale, Failure> {
    let missing: Vec<&SitePath> = last.paths().filter(|path| !site.names(path)).collect();
    if missing.is_empty() {
        return Ok(Stale::default());
    }
    let folded: BTreeMap<String, &SitePath> = site.paths().map(|path| (path.folded(), path)).collect();
    let has_twin = |path: &SitePath| {
        let twin = folded.get(&path.folded());
        twin.is_some_and(|twin| is_one_file(&folder.join(path.as_str()), &folder.join(twin.as_str())))
    };
    let is_folder = |above: &str| fs::symlink_metadata(folder.join(above)).is_ok_and(|found| found.is_dir());
    let mut stale = Stale::default();
    for path in missing.into_iter().filter(|path| !has_twin(path)) {
        let file = folder.join(path.as_str());
        if !path.folders().all(is_folder) || !fs::symlink_metadata(&file).is_ok_and(|found| found.is_file()) {
            continue;
        }
        let there = fs::read(&file).map_err(|error| Failure::io("read", &file, &error))?;
        let is_ours = last.wrote(path, &Digest::of(&there));
        if is_ours { &mut stale.ours } else { &mut stale.edited }.push(path.clone());
    }
    Ok(stale)
}

/// Tells whether two spellings name one file, as they do where a file system does not tell case.
fn is_one_file(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}
