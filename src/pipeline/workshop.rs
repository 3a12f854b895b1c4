//! A workshop builds one project again and again, and does again only what has changed.

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

    /// Builds the site as the folder is now.
    ///
    /// # Errors
    /// As [`build`](super::build).
    pub fn build(&mut self) -> Result<Built, Failure> {
        let built = collect(&self.project, &self.memory);
        self.memory.sweep();
        built
    }
}
