//! A receipt says what a file looked like when it was written, so that a later build need not read it: while its length, its
//! time and its number are the same, it is taken to be the same. Who has no receipt compares the bytes.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::ground::digest::Digest;

/// What a file held when it was written, and what it looked like from outside. Files that are moved or linked keep their look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub(super) digest: Digest,
    look: Option<Look>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Look {
    length: u64,
    modified: SystemTime,
    number: u64,
}

impl Receipt {
    /// Returns the receipt of a file that looks like `found` and holds what `digest` stands for; none has been found where
    /// something else is in its place.
    pub(super) fn of(found: Option<&Metadata>, digest: Digest) -> Receipt {
        Receipt { digest, look: found.and_then(Look::of) }
    }

    /// Tells whether the file at `file` looks as it did.
    pub(super) fn fits(&self, file: &Path) -> bool {
        let found = fs::symlink_metadata(file).ok();
        self.look.is_some() && self.look == found.as_ref().and_then(Look::of)
    }
}

impl Look {
    fn of(found: &Metadata) -> Option<Look> {
        let look = Look { length: found.len(), modified: found.modified().ok()?, number: number(found) };
        found.is_file().then_some(look)
    }
}

/// Returns what tells a file from another one that took its name.
#[cfg(unix)]
pub(super) fn number(found: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

#[cfg(not(unix))]
pub(super) fn number(_: &Metadata) -> u64 {
    0
}
