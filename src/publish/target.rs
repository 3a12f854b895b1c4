//! A target is a place that files can be brought to, as far as publishing has to know: what lies there, and how to write
//! and remove. When and in which order is not its business.

use std::collections::BTreeMap;

use super::manifest::Entry;
use super::parcel::Parcel;
use super::plan::Seen;
use crate::ground::diagnostic::Failure;
use crate::ground::path::SitePath;

/// Whether a publish can go on as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Go {
    /// It can.
    On,
    /// Somebody else has changed the target since it was looked at: the plan has to be made again.
    Again,
}

/// A place that files can be brought to. The methods are called in their order; after one that failed, none.
pub(super) trait Target {
    /// Tells whether it keeps what the host is to say about a file.
    fn keeps_headers(&self) -> bool {
        false
    }

    /// Tells whether it says of files that lie there which digests they have.
    fn tells_digests(&self) -> bool {
        false
    }

    /// Returns the manifest that lies there.
    fn manifest(&mut self) -> Result<Option<Vec<u8>>, Failure>;

    /// Returns what lies at the paths of `questions`, and what else would have to go for them: a file where one of them needs a
    /// folder, and all in a folder that has the name of one. Returns nothing for paths that are free.
    fn look(&mut self, questions: &[&Parcel]) -> Result<BTreeMap<SitePath, Seen>, Failure>;

    /// Takes the turn to write, and puts down the manifest of what is about to happen.
    fn begin(&mut self, announced: &[u8]) -> Result<Go, Failure>;

    /// Writes files, never none, in any order. Each of them has its old bytes or its new ones at any moment.
    fn write(&mut self, parcels: &[&Parcel]) -> Result<(), Failure>;

    /// Has what is kept elsewhere of the files at `paths` dropped.
    fn purge(&mut self, _paths: &[SitePath]) -> Result<(), Failure> {
        Ok(())
    }

    /// Removes files, never none. Returns those that are left alone since somebody has changed them.
    fn remove(&mut self, files: &[(SitePath, Entry)]) -> Result<Vec<SitePath>, Failure>;

    /// Puts down the manifest of what is now there, and gives the turn back.
    fn finish(&mut self, finished: &[u8]) -> Result<Go, Failure> {
        self.begin(finished)
    }

    /// Looks again at files that were written, and returns one that is not there as it was sent.
    fn find_wrong(&mut self, parcels: &[&Parcel]) -> Result<Option<SitePath>, Failure> {
        self.manifest()?;
        let seen = self.look(parcels)?;
        let wrong = parcels.iter().find(|parcel| seen.get(&parcel.path) != Some(&Seen::Same));
        Ok(wrong.map(|parcel| parcel.path.clone()))
    }
}
