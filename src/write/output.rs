//! An output is a folder that may be written to: it is not one whose loss would hurt, and no other build writes to it.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::lock::Lock;
use crate::ground::diagnostic::Failure;

/// A folder for a site, checked and locked until the value is dropped. It need not exist yet.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    canonical: PathBuf,
    _lock: Lock,
}

impl Output {
    /// Claims `folder` for the site of the project at `project`. `inputs` are the folders that the site is made from.
    ///
    /// # Errors
    /// When `folder` is a file or a symbolic link; when it is the root, the home folder, the project, one of the inputs, or
    /// a folder around one of these, or lies inside an input; and when another build has claimed it. Nothing in it is touched; where there
    /// is no folder, an empty one is made for the lock.
    pub fn claim(folder: &Path, project: &Path, inputs: &[&Path]) -> Result<Output, Failure> {
        let place = canonical(folder).map_err(|error| Failure::io("find", folder, &error))?;
        check_kind(folder)?;
        check_place(folder, &place, project, inputs)?;
        Ok(Output { folder: folder.to_owned(), _lock: Lock::take(&place)?, canonical: place })
    }

    /// Returns the folder in its one absolute spelling. It is not the root of the file system.
    pub(super) fn canonical(&self) -> &Path {
        &self.canonical
    }

    /// Returns the folder as it was named.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

fn check_kind(folder: &Path) -> Result<(), Failure> {
    let refuse = |what| Err(Failure::new(format!("cannot write a site to {}: it is {what}", folder.display())));
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_symlink() => {
            refuse("a symbolic link").map_err(|failure| failure.hint("name the folder that it leads to"))
        }
        Ok(found) if !found.is_dir() => refuse("not a folder"),
        _ => Ok(()),
    }
}

fn check_place(folder: &Path, place: &Path, project: &Path, inputs: &[&Path]) -> Result<(), Failure> {
    let refuse = |what: String| {
        let message = format!("cannot write a site to {}: it {what}", folder.display());
        Err(Failure::new(message).hint("name a folder of its own, such as site"))
    };
    if place.parent().is_none() {
        return refuse("is the root of the file system".to_owned());
    }
    let home = env::home_dir().filter(|home| home.parent().is_some());
    for (kept, what) in [(home.as_deref(), "your home folder"), (Some(project), "the project's own folder")] {
        match kept.and_then(|kept| canonical(kept).ok()) {
            Some(kept) if kept == place => return refuse(format!("is {what}")),
            Some(kept) if kept.starts_with(place) => return refuse(format!("holds {what}")),
            _ => {}
        }
    }
    for input in inputs {
        match canonical(input).ok() {
            Some(kept) if kept == place => return refuse(format!("is {}, where the site comes from", input.display())),
            Some(kept) if kept.starts_with(place) => return refuse(format!("holds {}", input.display())),
            Some(kept) if place.starts_with(&kept) => return refuse(format!("lies in {}", input.display())),
            _ => {}
        }
    }
    Ok(())
}

/// Returns the one absolute spelling of `path`, as far as it exists without a symbolic link in it.
fn canonical(path: &Path) -> std::io::Result<PathBuf> {
    let mut place = PathBuf::new();
    for component in env::current_dir()?.join(path).components() {
        match component {
            Component::ParentDir => {
                place.pop();
            }
            component => place.push(component),
        }
        place = fs::canonicalize(&place).unwrap_or(place);
    }
    Ok(place)
}
