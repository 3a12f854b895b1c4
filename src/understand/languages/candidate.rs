//! A candidate is a seed whose language is sought, with what its name and its text tell.

use crate::ground::fingerprint::Printed;
use crate::ground::language::Language;
use crate::read::Seed;
use crate::understand::detect::{self, Finding};
use crate::understand::memory::Memory;
use crate::understand::names::Name;

/// A seed whose language is sought.
pub(super) struct Candidate<'a> {
    pub(super) seed: &'a Printed<Seed>,
    pub(super) name: Name,
    /// What the text tells.
    pub(super) finding: Finding,
    /// The end of the name, where that is a tag by accident and nothing else states the language.
    pub(super) accident: Option<Language>,
}

impl<'a> Candidate<'a> {
    pub(super) fn new(seed: &'a Printed<Seed>, configured: &[Language], memory: &Memory) -> Candidate<'a> {
        let (name, finding) = (Name::new(&seed.name, configured), memory.finding(seed, configured));
        Candidate { seed, name, finding, accident: None }
    }

    /// Tells whether what the seed states, else its text, allows `language`.
    pub(super) fn allows(&self, language: &Language) -> bool {
        match &self.seed.facts.language {
            Some(stated) => detect::alike(stated, language),
            None => self.agrees(language),
        }
    }

    /// Tells whether nothing in the text speaks against `language`.
    pub(super) fn agrees(&self, language: &Language) -> bool {
        match &self.finding {
            Finding::Sure(found) => detect::alike(found, language),
            Finding::Expected(found) | Finding::Likely(found) => {
                detect::alike(found, language) || !detect::is_known(language)
            }
            Finding::Unknown => true,
        }
    }

    /// Tells whether it is stated to be in `language`, or its text surely is.
    pub(super) fn is_surely_in(&self, language: &Language) -> bool {
        let is_sure = self.seed.facts.language.is_some() || matches!(self.finding, Finding::Sure(_));
        is_sure && self.allows(language)
    }

    /// Tells whether it is stated to be in another language than `language`, or the words of its text tell another.
    pub(super) fn denies(&self, language: &Language) -> bool {
        !self.allows(language) && (self.seed.facts.language.is_some() || self.is_told())
    }

    /// Tells whether the words of the text tell its language.
    pub(super) fn is_told(&self) -> bool {
        detect::is_told_by_words(self.seed.body_of(&self.seed.text.get()))
    }
}
