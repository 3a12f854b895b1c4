//! A lock keeps two builds from writing to one folder at once.
//!
//! The lock is the system's own, on the folder itself, and on a small file in the folder for temporary files whose name stands
//! for the folder that is locked. The file says who has the lock, and it serves where a folder cannot be locked. The system
//! takes both away when their process ends in whatever way, so a file that is left after a crash locks nothing, and
//! nothing of it ever lies in the site or among the project's files. It does not reach other machines.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;

/// A folder that only this process writes to, until the value is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    place: PathBuf,
    /// The folder that was made to have one to lock, while nothing is in it.
    made: Option<PathBuf>,
    /// The folder, where the system can lock one.
    folder: Option<Held>,
}

impl Lock {
    /// Locks `folder`, an absolute path in its one canonical spelling. It need not exist.
    pub(super) fn take(folder: &Path) -> Result<Lock, Failure> {
        let (file, place) = Lock::take_file(folder)?;
        let made = (CAN_TELL && fs::create_dir(folder).is_ok()).then(|| folder.to_owned());
        let mut lock = Lock { file, place, made, folder: None };
        lock.folder = take_folder(folder)?;
        Ok(lock.signed())
    }

    fn take_file(folder: &Path) -> Result<(File, PathBuf), Failure> {
        let place = place(folder.as_os_str());
        loop {
            let mut file = open(&place).map_err(|error| {
                Failure::io("lock", &place, &error).hint("have TMPDIR name a folder that can be written to")
            })?;
            match file.try_lock() {
                Ok(()) if !is_at(&file, &place) => continue,
                Ok(()) => return Ok((file, place)),
                Err(TryLockError::WouldBlock) => return Err(held(folder, &mut file)),
                Err(TryLockError::Error(error)) => return Err(Failure::io("lock", &place, &error)),
            }
        }
    }

    /// Writes the number of this process into the file, for whoever has to wait.
    fn signed(mut self) -> Lock {
        let number = process::id().to_string();
        // It only helps a person, and a file of another user cannot be written to. What a longer number left is cut off
        // afterwards: what is written into a file that was emptied goes to the disk as soon as it is closed.
        let _ = self.file.write_all(number.as_bytes()).and_then(|()| self.file.set_len(number.len() as u64));
        self
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Whoever has opened the file meanwhile will find that it is no longer at its place, and open another.
        if CAN_TELL {
            let _ = fs::remove_file(&self.place);
        }
        // The system refuses to remove a folder that is not empty, which is what is wanted.
        let _ = self.made.as_ref().map(fs::remove_dir);
    }
}

/// A folder that is locked itself, until the value is dropped.
#[derive(Debug)]
pub(crate) struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        // Closing it is not enough while a process that this one starts has not yet let go of it.
        let _ = self.0.unlock();
    }
}

/// Locks `folder` itself; nothing where there is none, or the system cannot lock one. What is none is not opened: it may be a pipe.
pub(crate) fn take_folder(folder: &Path) -> Result<Option<Held>, Failure> {
    loop {
        let Some(Ok(mut locked)) = folder.is_dir().then(|| File::open(folder)) else { return Ok(None) };
        match locked.try_lock() {
            // Another has come to its place.
            Ok(()) if !is_at(&locked, folder) => continue,
            Ok(()) => return Ok(Some(Held(locked))),
            Err(TryLockError::WouldBlock) => return Err(held(folder, &mut locked)),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}

/// Whether [`is_at`] can tell. Where it cannot, the file of the lock is never removed.
const CAN_TELL: bool = cfg!(unix);

/// Tells whether `file` is what lies at `place`, and not one that was removed from there since it was opened.
#[cfg(unix)]
fn is_at(file: &File, place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |found: &fs::Metadata| (found.dev(), found.ino());
    matches!((file.metadata(), fs::symlink_metadata(place)), (Ok(one), Ok(other)) if identity(&one) == identity(&other))
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

fn place(folder: &OsStr) -> PathBuf {
    env::temp_dir().join(format!("diglot-{:.16}.lock", Digest::of(folder.as_encoded_bytes())))
}

/// Opens the file of a lock, for reading at least: to lock it, that is enough where another user has made it. Others can guess
/// its name, so no link is followed to what is to be no such file, and nothing that is no file is opened.
///
/// # Errors
/// When there is no file, and none can be made; or something else is there.
pub(crate) fn open(place: &Path) -> io::Result<File> {
    let options =
        |writes: bool| guarded(OpenOptions::new().read(true).write(writes).create(writes).truncate(false)).open(place);
    let file = options(true).or_else(|error| options(false).map_err(|_| error))?;
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(io::Error::other("it is not a file")),
    }
}

/// Has these options follow no link, and wait for nobody.
#[cfg(unix)]
fn guarded(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::fs::OFlags;
    options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits() as i32)
}

#[cfg(not(unix))]
fn guarded(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

fn held(folder: &Path, file: &mut File) -> Failure {
    let mut holder = String::new();
    let _ = file.rewind().and_then(|()| file.read_to_string(&mut holder));
    let holder = match holder.parse::<u32>() {
        Ok(process) => format!("another diglot (process {process})"),
        Err(_) => "another diglot".to_owned(),
    };
    Failure::new(format!("{holder} is writing to {}", folder.display())).hint("wait until it has ended, and try again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_the_place_of_a_folder_is_not_opened() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pipe = folder.path().join("pipe");
        assert!(process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        assert!(take_folder(&pipe).expect("it is nobody's").is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_a_lock_is_not_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [lock, link, victim] = ["lock", "link", "victim"].map(|name| folder.path().join(name));
        fs::write(&victim, "precious").expect("a file");
        std::os::unix::fs::symlink(&victim, &link).expect("a link");
        open(&link).expect_err("it is a link");
        open(folder.path()).expect_err("it is a folder");
        open(&lock).expect("a new file");
        assert_eq!(fs::read_to_string(&victim).expect("the file"), "precious");
    }
}
