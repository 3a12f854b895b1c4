//! A workshop builds one project again and again, and does again only what has changed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::memory::Memory;
use super::{Built, Project, collect};
use crate::ground::diagnostic::Failure;

/// A project, and what is remembered of its last build.
///
/// What it builds is to the byte what [`build`](super::build) makes of the same folder: the two are one function, which
/// here has a memory. Works and files that did not change are the same [`Arc`](std::sync::Arc) as in the build before.
#[derive(Debug)]
pub struct Workshop {
    project: Project,
    memory: Memory,
}

impl Workshop {
    /// Returns the workshop of `project`, which has built nothing yet.
    pub fn new(project: Project) -> Workshop {
        Workshop { project, memory: Memory::new() }
    }

    /// Builds the site as the folder is now. Of the texts only those are looked at that `changed` names by their absolute
    /// paths; all of them where it names nothing.
    ///
    /// # Errors
    /// As [`build`](super::build).
    pub fn build(&mut self, changed: &BTreeSet<PathBuf>) -> Result<Built, Failure> {
        self.memory.files.expect(changed);
        collect(&self.project, &self.memory)
    }

    /// Forgets what the last build did not ask for. It is for a time when nobody waits.
    pub fn sweep(&mut self) {
        self.memory.sweep();
    }
}
