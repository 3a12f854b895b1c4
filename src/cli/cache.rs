//! Where the cache of a project's builds lies: in a folder of the project that version control passes over.

use std::env;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ground::diagnostic::Failure;
use crate::ground::regular;
use crate::pipeline::Cache;
use crate::write::{fill_file, lock, write_file};

/// The folder, which may be deleted at any time.
const FOLDER: &str = ".diglot";
const NAME: &str = "cache";

/// What keeps the folder out of repositories and of backups. See <https://bford.info/cachedir/>.
const MARKS: [(&str, &str); 2] =
    [(".gitignore", "*\n"), ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n")];

/// Smaller projects are built at once, and need no file that nobody asked for.
const LEAST_WORKS: usize = 100;

/// Reads the cache of the project in `root`.
pub(super) fn read<R, W>(root: &Path) -> Cache<R, W>
where
    R: Serialize + DeserializeOwned,
    W: Serialize + DeserializeOwned,
{
    let bytes = regular::read(&root.join(FOLDER).join(NAME)).ok();
    bytes.map(|bytes| Cache::from_bytes(&version(), &bytes)).unwrap_or_default()
}

/// Writes the cache of the project in `root`, which has so many works.
///
/// # Errors
/// When the machine refuses to write it.
pub(super) fn write<R, W>(root: &Path, cache: &Cache<R, W>, works: usize) -> Result<(), Failure>
where
    R: Serialize + DeserializeOwned,
    W: Serialize + DeserializeOwned,
{
    if works < LEAST_WORKS {
        return Ok(());
    }
    let folder = root.join(FOLDER);
    // What another build is leaving there is as good.
    let Ok(_alone) = claim(&folder) else { return Ok(()) };
    fill_file(&folder, NAME, |file| cache.write(&version(), file))?;
    MARKS
        .iter()
        .filter(|(name, _)| !folder.join(name).exists())
        .try_for_each(|(name, text)| write_file(&folder, name, text.as_bytes()))
}

/// Locks the folder of the cache; the first time, there is none to lock unless it is made. Where it cannot be made, nothing can be
/// written there, which is found out then.
fn claim(folder: &Path) -> Result<Option<lock::Held>, Failure> {
    let _ = fs::create_dir(folder);
    lock::take_folder(folder)
}

/// Returns what stands for this program: another one may find out something else of the same texts. It is what it was made of,
/// for packages give all files one time; and what its file looks like, for the same sources may have been built with other
/// libraries.
fn version() -> String {
    let program = env::current_exe().and_then(fs::metadata).ok();
    let built = program.as_ref().and_then(|found| found.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok());
    let length = program.map_or(0, |found| found.len());
    format!("{} {length} {}", env!("DIGLOT_SOURCES"), built.map_or(0, |built| built.as_nanos()))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cache_of_a_project_is_written_by_one_build() {
        let project = tempfile::tempdir().expect("a folder");
        let folder = project.path().join(FOLDER);
        let _alone = claim(&folder).expect("nobody writes to it");
        claim(&folder).expect_err("another writes to it");
    }
}
