//! A store holds the bytes of a site in one temporary file without a name, of which nothing is left, however a publish ends.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Mutex, PoisonError};

use crate::ground::diagnostic::Failure;

/// The bytes of files, one after the other.
#[derive(Debug)]
pub(super) struct Store(Mutex<File>);

impl Store {
    /// Makes an empty one.
    pub(super) fn new() -> Result<Store, Failure> {
        let file = tempfile::tempfile().map_err(|error| failed("make", &error))?;
        Ok(Store(Mutex::new(file)))
    }

    /// Puts bytes at the end, and returns where that is.
    pub(super) fn append(&self, bytes: &[u8]) -> Result<u64, Failure> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let end = file.seek(SeekFrom::End(0)).and_then(|end| file.write_all(bytes).map(|()| end));
        end.map_err(|error| failed("write", &error))
    }

    /// Returns so many bytes from `at` on.
    pub(super) fn read(&self, at: u64, length: usize) -> Result<Vec<u8>, Failure> {
        let mut bytes = vec![0; length];
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(&mut bytes));
        read.map(|()| bytes).map_err(|error| failed("read", &error))
    }
}

fn failed(action: &str, error: &io::Error) -> Failure {
    let folder = std::env::temp_dir();
    Failure::new(format!("cannot {action} the temporary file that holds the site in {}: {error}", folder.display()))
        .hint("make room there, or set TMPDIR to a folder that has room for the site")
}
