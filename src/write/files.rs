//! Files of a folder that is no site. Each of them has all of its new bytes or none at any moment.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::staging::Staging;
use crate::ground::diagnostic::Failure;

/// Gives one file in `folder` these bytes: all of them or none.
///
/// # Errors
/// As [`fill_file`].
pub fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    fill_file(folder, name, |file| file.write_all(bytes))
}

/// Gives one file in `folder` the bytes that `fill` writes: all of them or none.
///
/// # Errors
/// When the machine refuses to write it, or what is there is no file.
pub fn fill_file(folder: &Path, name: &str, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
    let place = folder.join(name);
    if fs::symlink_metadata(&place).is_ok_and(|found| !found.is_file()) {
        let message = format!("{} is in the way: it is not a regular file", place.display());
        return Err(Failure::new(message).hint("move it away"));
    }
    Staging::within(folder)?.replace(name, fill)
}

/// Gives each of `files` in `folder` its bytes: all of them or none, one file after the other.
///
/// # Errors
/// When one of the files is none, or the machine refuses to write it. Those before it are written.
pub fn write_files<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = Result<(&'f str, Vec<u8>), Failure>>,
) -> Result<(), Failure> {
    let staging = Staging::within(folder)?;
    for file in files {
        let (path, bytes) = file?;
        staging.replace(path, |file| file.write_all(&bytes))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_and_the_link_stay() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [link, shared] = ["diglot.lock", "shared.lock"].map(|name| folder.path().join(name));
        for is_there in [false, true] {
            if is_there {
                fs::write(&shared, "precious").expect("a file");
            }
            let _ = std::os::unix::fs::symlink(&shared, &link);
            let told = write_file(folder.path(), "diglot.lock", b"new").expect_err("it is a link").message;
            assert!(told.ends_with("diglot.lock is in the way: it is not a regular file"), "{told}");
            assert_eq!(fs::read_link(&link).expect("a link"), shared);
        }
        assert_eq!(fs::read_to_string(&shared).expect("the file"), "precious");
    }
}
