//! Gathering finds out which works there are in the texts of a project, before one of them is opened.

use super::made::Stated;
use super::memory::Memory;
use super::texts::Texts;
use crate::ground::diagnostic::Diagnostic;
use crate::ground::lock::{LOCK, Lock};
use crate::understand::{self, Catalogue, Opener, Teaching};

/// What is known of a project before a work is opened.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) catalogue: Catalogue,
    pub(super) stated: Stated,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Finds out which works there are in the texts of a project.
pub(super) fn gather(texts: Texts, memory: &Memory) -> Gathered {
    let Texts { project, config, mut sources, mut diagnostics } = texts;
    let (catalogue, found) = understand::catalogue(&sources, &config, project.drafts, &memory.understanding);
    diagnostics.extend(found);
    let lock = sources.lock.take().unwrap_or_else(|| Lock::empty(format!("{}/{LOCK}", project.shown_seeds())));
    Gathered { catalogue, stated: Stated { config, lock, word_lists: sources.word_lists }, diagnostics }
}

/// Returns the opener of the works of `catalogue`, and what is wrong with what is stated of them.
pub(super) fn open<'a>(
    catalogue: &Catalogue,
    stated: &'a Stated,
    teaching: Teaching,
    memory: &'a Memory,
) -> (Opener<'a>, Vec<Diagnostic>) {
    let Stated { config, lock, word_lists } = stated;
    Opener::new(catalogue, config, lock, word_lists, teaching, &memory.understanding)
}
