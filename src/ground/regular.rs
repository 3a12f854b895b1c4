//! A regular file has its bytes. Whoever opens a pipe waits until somebody writes to it, and a device may have no end.

use std::fs;
use std::io;
use std::path::Path;

/// Returns the bytes of a file, or of what a link to one leads to. Nothing else is opened.
///
/// # Errors
/// When it is no regular file, or cannot be read.
pub fn read(file: &Path) -> io::Result<Vec<u8>> {
    match fs::metadata(file)?.is_file() {
        true => fs::read(file),
        false => Err(io::Error::other("it is not a regular file")),
    }
}
