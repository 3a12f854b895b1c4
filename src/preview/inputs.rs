//! The inputs are the files and folders that a build reads, by their absolute paths. What it writes is not among them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf, absolute};

use crate::ground::diagnostic::Failure;
use crate::pipeline::{CONFIG, Project};

/// The files and folders that a build reads. None of them need exist.
#[derive(Clone, Debug)]
pub(super) struct Inputs {
    /// The folders whose files are read, at any depth.
    pub(super) folders: Vec<PathBuf>,
    /// The files that are read besides.
    pub(super) files: Vec<PathBuf>,
}

impl Inputs {
    /// Returns what a build of `project` reads.
    ///
    /// # Errors
    /// When the system does not say where it is.
    pub(super) fn of(project: &Project) -> Result<Inputs, Failure> {
        let absolute = |path: &Path| absolute(path).map_err(|error| Failure::io("find", path, &error));
        let root = absolute(&project.root)?;
        let folders = vec![absolute(&project.seeds)?, root.join("templates"), root.join("assets")];
        Ok(Inputs { folders, files: vec![root.join(CONFIG)] })
    }

    /// Tells whether `path` is an input, or lies in one. What is hidden is read by nobody: it is where editors keep their own.
    pub(super) fn holds(&self, path: &Path) -> bool {
        let is_hidden = |below: &Path| below.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
        let lies_in = |folder: &PathBuf| path.strip_prefix(folder).is_ok_and(|below| !is_hidden(below));
        self.files.iter().any(|file| file == path) || self.folders.iter().any(lies_in)
    }

    /// Returns the folders that hold the inputs themselves.
    pub(super) fn parents(&self) -> BTreeSet<&Path> {
        self.folders.iter().chain(&self.files).filter_map(|path| path.parent()).collect()
    }
}
