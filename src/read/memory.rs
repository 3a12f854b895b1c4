//! What reading remembers of files, so that a file that nobody touched is not read again.

use std::fs::{self, Metadata};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::Read;
use super::walk::Found;
use crate::ground::fingerprint::Fingerprint;
use crate::ground::memo::Memo;

/// What was read from files. The default one remembers nothing.
#[derive(Debug, Default)]
pub struct Memory {
    files: Memo<Arc<Read>>,
    remembers: bool,
}

/// How long a file must have been left alone before its times can be trusted to tell one version of it from the next:
/// systems count time in steps of some milliseconds, some file systems in steps of two seconds.
const SETTLED: Duration = Duration::from_secs(2);

impl Memory {
    /// Returns a memory that remembers.
    pub fn new() -> Memory {
        Memory { files: Memo::new(), remembers: true }
    }

    /// Forgets the files that have not been asked for since the last time this was called.
    pub fn sweep(&self) {
        self.files.sweep();
    }

    /// Returns what `read` makes of `file`, or has made of it when it was the same file with the same times.
    pub(super) fn read(&self, file: &Found, read: impl FnOnce() -> Read) -> Arc<Read> {
        let stamp = self.remembers.then(|| stamp(&file.file)).flatten();
        match stamp {
            Some(stamp) => self.files.get(Fingerprint::of(&(&file.name, &file.path, stamp)), || Arc::new(read())),
            None => Arc::new(read()),
        }
    }
}

/// Returns what tells the version of a file that lies at `path`, without opening it; none where that is not sure.
fn stamp(path: &Path) -> Option<Fingerprint> {
    let found = fs::metadata(path).ok()?;
    let changed = changed(&found)?;
    let is_settled = SystemTime::now().duration_since(changed).is_ok_and(|age| age > SETTLED);
    is_settled.then(|| Fingerprint::of(&(found.len(), changed, identity(&found))))
}

/// Returns when the file was last changed in any way.
#[cfg(unix)]
fn changed(found: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let changed = Duration::new(found.ctime().try_into().ok()?, found.ctime_nsec().try_into().ok()?);
    Some(SystemTime::UNIX_EPOCH + changed)
}

#[cfg(not(unix))]
fn changed(found: &Metadata) -> Option<SystemTime> {
    found.modified().ok()
}

#[cfg(unix)]
fn identity(found: &Metadata) -> (u64, u64, Option<SystemTime>) {
    use std::os::unix::fs::MetadataExt as _;
    (found.dev(), found.ino(), found.modified().ok())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) {}
