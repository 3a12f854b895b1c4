//! A stamp tells one version of a file from the next without opening it.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::fingerprint::Fingerprint;

/// How long a file must have been left alone before its times can be trusted to tell one version of it from the next:
/// systems count time in steps of some milliseconds, some file systems in steps of two seconds.
const SETTLED: Duration = Duration::from_secs(2);

/// Returns what tells the version of a file that lies at `path`, without opening it; none where that is not sure.
pub fn stamp(path: &Path) -> Option<Fingerprint> {
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
