//! What understanding remembers of single texts and works, so that a second build finds it again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::agreement::agreement;
use super::align::{Alignment, Model};
use super::detect::{self, Finding};
use super::pair::Profile;
use super::parse::{self, Grain};
use super::{Document, Opened};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::fingerprint::{Fingerprint, Printed};
use crate::ground::language::Language;
use crate::ground::memo::Memo;
use crate::read::Seed;

/// What was found out of texts and works. The default one remembers nothing. What is written down for another process is
/// what takes little room.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    findings: Memo<Finding>,
    #[serde(skip)]
    documents: Memo<Arc<Parsed>>,
    titles: Memo<Arc<str>>,
    profiles: Memo<Arc<Profile>>,
    agreements: Memo<f64>,
    alignments: Memo<Arc<Alignment>>,
    models: Memo<Arc<Model>>,
    /// What the models in use were learned from.
    #[serde(skip)]
    taught: Mutex<BTreeMap<[Language; 2], Fingerprint>>,
    #[serde(skip)]
    works: Memo<Arc<Opened>>,
}

/// A document, and what had to be left out of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parsed {
    pub(super) document: Document,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Memory {
    /// Returns a memory that remembers.
    pub fn new() -> Memory {
        Memory {
            findings: Memo::new(),
            documents: Memo::new(),
            titles: Memo::new(),
            profiles: Memo::new(),
            agreements: Memo::new(),
            alignments: Memo::new(),
            models: Memo::new(),
            taught: Mutex::default(),
            works: Memo::new(),
        }
    }

    /// Returns a memory that remembers only what is written down for another process. Whole texts and works are let go.
    pub fn lasting() -> Memory {
        Memory {
            findings: Memo::new(),
            titles: Memo::new(),
            profiles: Memo::new(),
            agreements: Memo::new(),
            alignments: Memo::new(),
            models: Memo::new(),
            ..Memory::default()
        }
    }

    /// Remembers documents from now on, though not for another process. They take some four times the room of their texts.
    pub fn keep_documents(&mut self) {
        self.documents = Memo::new();
    }

    /// Forgets what has not been asked for since the last time this was called.
    pub fn sweep(&self) {
        self.findings.sweep();
        self.documents.sweep();
        self.titles.sweep();
        self.profiles.sweep();
        self.agreements.sweep();
        self.alignments.sweep();
        self.models.sweep();
        self.works.sweep();
    }

    /// Returns what the text of `seed` tells of its language, which may be one of those `expected`.
    pub fn finding(&self, seed: &Printed<Seed>, expected: &[Language]) -> Finding {
        let key = Fingerprint::of(&(seed.fingerprint(), expected));
        self.findings.get(key, || detect::detect(seed.body_of(&seed.text.get()), expected))
    }

    /// Returns `seed` as a document in `language`, divided into sentences.
    pub(super) fn document(&self, seed: &Printed<Seed>, language: &Language) -> Arc<Parsed> {
        self.divided(seed, language, Grain::Sentences)
    }

    /// Returns `seed` as a document in `language`, divided as far as `grain` says.
    pub(super) fn divided(&self, seed: &Printed<Seed>, language: &Language, grain: Grain) -> Arc<Parsed> {
        self.documents.get(Fingerprint::of(&(key(seed, language), grain)), || {
            let (document, diagnostics) = parse::document(seed, language, grain);
            Arc::new(Parsed { document, diagnostics })
        })
    }

    /// Returns the title of the document.
    pub(super) fn title(&self, seed: &Printed<Seed>, language: &Language) -> Arc<str> {
        self.titles.get(key(seed, language), || self.document(seed, language).document.title.as_str().into())
    }

    /// Returns what of the document is compared with others.
    pub(super) fn profile(&self, seed: &Printed<Seed>, language: &Language, with_sounds: bool) -> Arc<Profile> {
        let text = key(seed, language);
        self.profiles.get(Fingerprint::of(&(text, with_sounds)), || {
            let parsed = self.document(seed, language);
            // It will be asked for, and the document may be let go.
            self.titles.get(text, || parsed.document.title.as_str().into());
            Arc::new(Profile::of(&parsed.document, with_sounds))
        })
    }

    /// Returns how far two texts [agree](agreement).
    pub(super) fn agreement(&self, texts: [(&Printed<Seed>, &Language); 2]) -> f64 {
        let keys = texts.map(|(seed, language)| key(seed, language));
        self.agreements.get(Fingerprint::of(&keys), || {
            let [one, other] = texts.map(|(seed, language)| self.document(seed, language));
            agreement(&one.document, &other.document)
        })
    }

    /// Returns the alignment of two texts that was asked for by `key`.
    pub(super) fn alignment(&self, key: Fingerprint, align: impl FnOnce() -> Alignment) -> Arc<Alignment> {
        self.alignments.get(key, || Arc::new(align()))
    }

    /// Keeps the alignment that was asked for by `key`, as if it had been asked for again.
    pub(super) fn keep_alignment(&self, key: Fingerprint) {
        self.alignments.keep(key);
    }

    /// Returns what the texts that `key` stands for teach of their languages.
    pub(super) fn model(&self, key: Fingerprint, learn: impl FnOnce() -> Model) -> Arc<Model> {
        self.models.get(key, || Arc::new(learn()))
    }

    /// Returns what the model of two languages that is in use was learned from.
    pub(super) fn taught(&self, languages: &[Language; 2]) -> Option<Fingerprint> {
        let taught = self.taught.lock().unwrap_or_else(PoisonError::into_inner);
        taught.get(languages).copied().filter(|&key| self.models.knows(key))
    }

    /// Says what the models in use were learned from. They are kept, also where no work had to be opened with them.
    pub(super) fn teach(&self, taught: BTreeMap<[Language; 2], Fingerprint>) {
        taught.values().for_each(|&key| self.models.keep(key));
        *self.taught.lock().unwrap_or_else(PoisonError::into_inner) = taught;
    }

    /// Returns the opened work that was asked for by `key`.
    pub(super) fn work(&self, key: Fingerprint, open: impl FnOnce() -> Opened) -> Arc<Opened> {
        self.works.get(key, || Arc::new(open()))
    }
}

fn key(seed: &Printed<Seed>, language: &Language) -> Fingerprint {
    Fingerprint::of(&(seed.fingerprint(), language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::align::{Constraints, Side};

    #[test]
    fn a_model_in_use_is_written_down_also_when_no_work_was_opened_with_it() {
        let side = |text: &str, tag| Side { language: Language::new(tag).ok(), ..Side::of_lines(text) };
        let english = side("The ferry left on 2 May 1941.\nNobody waved.\nVeronica went home.\nIt was late.", "en");
        let spanish = side("El 2 de mayo de 1941 salió el ferry.\nVeronica se fue a casa.\nEra tarde.", "es");
        let (key, languages) = (Fingerprint::of("lessons"), ["en", "es"].map(|tag| Language::new(tag).expect("a tag")));
        let align = |model: &Model| model.align(&english, &spanish, &Constraints::default());

        let memory = Memory::lasting();
        let learned = align(&memory.model(key, || Model::learn(&[(english.clone(), spanish.clone())], &[])));
        let mut written = postcard::to_stdvec(&memory).expect("room");
        for _ in 0..2 {
            let read: Memory = postcard::from_bytes(&written).expect("what was written");
            read.teach(BTreeMap::from([(languages.clone(), key)]));
            written = postcard::to_stdvec(&read).expect("room");
            assert_eq!(align(&read.model(key, || panic!("it is learned again"))), learned);
        }
    }
}
