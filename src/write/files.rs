//! Files of a folder that is no site. Each of them has all of its new bytes or none at any moment.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use super::staging::Staging;
use crate::ground::diagnostic::Failure;

/// Gives one file in `folder` these bytes: all of them or none.
///
/// # Errors
/// When the machine refuses to write it.
pub fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    fill_file(folder, name, |file| file.write_all(bytes))
}

/// Gives one file in `folder` the bytes that `fill` writes: all of them or none.
///
/// # Errors
/// When the machine refuses to write it.
pub fn fill_file(folder: &Path, name: &str, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
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
