//! A workshop builds one project again and again, and does again only what has changed.

use super::{Built, Project, build};
use crate::ground::diagnostic::Failure;

/// A project, and what is remembered of its last build.
///
/// What it builds is to the byte what [`build`] makes of the same folder. Files that did not change are the same
/// [`Arc`](std::sync::Arc) as in the build before.
#[derive(Debug)]
pub struct Workshop {
    project: Project,
    last: Option<Built>,
}

impl Workshop {
    /// Returns the workshop of `project`, which has built nothing yet.
    pub fn new(project: Project) -> Workshop {
        Workshop { project, last: None }
    }

    /// Builds the site as the folder is now.
    ///
    /// # Errors
    /// As [`build`].
    pub fn build(&mut self) -> Result<Built, Failure> {
        let mut built = build(&self.project)?;
        if let (Some(site), Some(last)) = (&mut built.site, self.last.as_ref().and_then(|last| last.site.as_ref())) {
            site.share(last);
        }
        self.last = Some(built.clone());
        Ok(built)
    }
}
