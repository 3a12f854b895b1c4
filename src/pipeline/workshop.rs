//! A workshop builds one project again and again, and does again only what has changed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;

use super::collect;
use super::gathered::{Gathered, gather, open};
use super::made::{Built, Project};
use super::memory::Memory;
use super::texts::read_texts;
use crate::ground::diagnostic::Failure;
use crate::ground::theme::Theme;
use crate::render::{Basis, Renderer};
use crate::understand::Teaching;

/// A project, and what is remembered of its last build.
///
/// What it builds is to the byte what [`build`](super::build) makes of the same folder: the two are one function, which
/// here has a memory. Works and files that did not change are the same [`Arc`](std::sync::Arc) as in the build before.
///
/// There is one exception. A text that its languages were learned from, where those are many, would have all works aligned
/// anew. So works are first aligned as before, and [`catch_up`](Workshop::catch_up) does the rest while nobody waits.
#[derive(Debug)]
pub struct Workshop {
    project: Project,
    memory: Memory,
    behind: Option<Behind>,
}

/// What is to be done once more.
#[derive(Debug, Default)]
struct Behind {
    gathered: Option<Gathered>,
    /// How many of its works are done.
    done: usize,
}

/// How many works are caught up with in one go: so many that a change need not wait long.
const AT_ONCE: usize = 64;

impl Workshop {
    /// Returns the workshop of `project`, which has built nothing yet.
    pub fn new(project: Project) -> Workshop {
        Workshop { project, memory: Memory::new(), behind: None }
    }

    /// Builds the site as the folder is now. Of the texts only those are looked at that `changed` names by their absolute
    /// paths; all of them where it names nothing.
    ///
    /// # Errors
    /// As [`build`](super::build).
    pub fn build(&mut self, changed: &BTreeSet<PathBuf>) -> Result<Built, Failure> {
        self.memory.files.expect(changed);
        self.behind = None;
        let built = collect(&self.project, &self.memory, Teaching::Before)?;
        self.behind = built.made.is_behind.then(Behind::default);
        Ok(built)
    }

    /// Tells whether works are aligned with what was learned from texts that have changed since.
    pub fn is_behind(&self) -> bool {
        self.behind.is_some()
    }

    /// Goes on with learning anew and aligning all works with that, and returns the site once all of it is done.
    ///
    /// # Errors
    /// As [`build`](super::build).
    pub fn catch_up(&mut self) -> Result<Option<Built>, Failure> {
        let Some(behind) = self.behind.take() else { return Ok(None) };
        // What fails now may work later.
        self.go_on(behind).inspect_err(|_| self.behind = Some(Behind::default()))
    }

    fn go_on(&mut self, Behind { gathered, done }: Behind) -> Result<Option<Built>, Failure> {
        let gathered = match gathered {
            Some(gathered) => gathered,
            None => gather(read_texts(&self.project, None, &self.memory.files, &|_, _| ())?, &self.memory),
        };
        let Gathered { catalogue, stated, .. } = &gathered;
        let (opener, _) = open(catalogue, stated, Teaching::Anew, &self.memory);
        let entries = &catalogue.entries;
        let ready = opener.learn(entries);
        let (theme, _) = Theme::load(&self.project.root, &self.memory.assets)?;
        let basis = Basis::new(&catalogue.languages, entries.len(), &stated.config, &theme);
        let (renderer, fed) = (Renderer::new(basis, &self.memory.rendered).ok(), basis.fed(entries));
        let next = done..entries.len().min(done + AT_ONCE);
        next.clone().into_par_iter().for_each(|at| {
            let opened = ready.open(&entries[at]);
            // What is wrong with the templates the build itself will say.
            let _ = renderer.as_ref().map(|(renderer, _)| renderer.work(&opened, fed[at]));
        });
        if next.end < entries.len() {
            self.behind = Some(Behind { done: next.end, gathered: Some(gathered) });
            return Ok(None);
        }
        collect(&self.project, &self.memory, Teaching::Anew).map(Some)
    }

    /// Forgets what the last build did not ask for. It is for a time when nobody waits.
    pub fn sweep(&mut self) {
        // What is caught up with is not asked for yet.
        if !self.is_behind() {
            self.memory.sweep();
        }
    }
}
