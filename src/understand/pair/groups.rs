//! Groups are documents that were found to belong together so far.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::Candidate;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::language::Language;
use crate::understand::names::comparable;
use crate::understand::{Pairing, Text};

/// Documents that are translations of each other, at most one per language.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::understand) struct Group {
    /// The documents by their places in the list that was given, ascending.
    pub(in crate::understand) documents: Vec<usize>,
    /// How they were found to belong together.
    pub(in crate::understand) pairing: Pairing,
}

/// The groups in the making: each document's group is called by its first document.
pub(super) struct Groups<'a> {
    pub(super) documents: &'a [Text<'a>],
    group_of: Vec<usize>,
    members: BTreeMap<usize, Group>,
    closed: BTreeSet<usize>,
    left_out: BTreeSet<usize>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(documents: &'a [Text<'a>]) -> Groups<'a> {
        let single = |document| (document, Group { documents: vec![document], pairing: Pairing::Single });
        Groups {
            documents,
            group_of: (0..documents.len()).collect(),
            members: (0..documents.len()).map(single).collect(),
            closed: BTreeSet::new(),
            left_out: BTreeSet::new(),
        }
    }

    /// Tells whether another document may join that of `document`.
    pub(super) fn is_open(&self, document: usize) -> bool {
        !self.closed.contains(&self.group_of[document]) && !self.left_out.contains(&document)
    }

    fn has(&self, document: usize, language: &Language) -> bool {
        self.group(document).documents.iter().any(|&member| self.documents[member].language() == language)
    }

    pub(super) fn in_language(&self, language: &Language) -> impl Iterator<Item = usize> {
        (0..self.documents.len()).filter(move |&document| self.documents[document].language() == language)
    }

    /// Returns the documents in `language` that may still be joined by one in `other`, ascending.
    pub(super) fn open(&self, language: &Language, other: &Language) -> Vec<usize> {
        self.in_language(language).filter(|&document| self.is_open(document) && !self.has(document, other)).collect()
    }

    pub(super) fn group(&self, document: usize) -> &Group {
        &self.members[&self.group_of[document]]
    }

    pub(super) fn state(&mut self, listed: &[usize]) {
        for pair in listed.windows(2) {
            self.join(pair[0], pair[1], Pairing::Stated);
        }
        self.closed.extend(listed.first().map(|&document| self.group_of[document]));
    }

    /// Joins documents of one name, and reports every second one of a language, which is left out.
    pub(super) fn name(&mut self, named: &[usize]) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for &document in &named[1..] {
            let twin = self
                .group(named[0])
                .documents
                .iter()
                .find(|&&member| self.documents[member].language() == self.documents[document].language());
            match twin {
                Some(&twin) => {
                    diagnostics.push(twins(&self.documents[twin], &self.documents[document]));
                    self.left_out.insert(document);
                }
                None => self.join(named[0], document, Pairing::Named),
            }
        }
        diagnostics
    }

    /// Tells whether the groups of the two documents can be one: they share no language.
    pub(super) fn can_join(&self, one: usize, other: usize) -> bool {
        let languages =
            |document| self.group(document).documents.iter().map(|&member| self.documents[member].language());
        self.group_of[one] != self.group_of[other]
            && self.is_open(one)
            && self.is_open(other)
            && !languages(one).any(|language| self.has(other, language))
    }

    fn join(&mut self, one: usize, other: usize, pairing: Pairing) {
        let (kept, gone) = (self.group_of[one].min(self.group_of[other]), self.group_of[one].max(self.group_of[other]));
        let Some(joined) = self.members.remove(&gone) else { return };
        let Some(group) = self.members.get_mut(&kept) else { return };
        for &document in &joined.documents {
            self.group_of[document] = kept;
        }
        group.documents.extend(joined.documents);
        group.documents.sort_unstable();
        group.pairing = weaker(weaker(group.pairing.clone(), joined.pairing), pairing);
    }

    /// Joins the documents of `candidates`, the surest first. Returns those that can be joined no more.
    pub(super) fn join_all(&mut self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        candidates.sort_by(Candidate::by_confidence);
        let can_not = |candidate: &Candidate| {
            let can_join = self.can_join(candidate.first, candidate.second);
            if can_join {
                let percent = (candidate.confidence * 100.0) as u8;
                self.join(candidate.first, candidate.second, Pairing::Content(percent));
            }
            !can_join
        };
        candidates.into_iter().filter(can_not).collect()
    }

    pub(super) fn finish(mut self) -> Vec<Group> {
        for document in &self.left_out {
            self.members.remove(document);
        }
        self.members.into_values().collect()
    }
}

/// Returns the pairing that says less: a chain is as sure as its weakest link.
fn weaker(one: Pairing, other: Pairing) -> Pairing {
    match (one, other) {
        (Pairing::Content(one), Pairing::Content(other)) => Pairing::Content(one.min(other)),
        (Pairing::Content(confidence), _) | (_, Pairing::Content(confidence)) => Pairing::Content(confidence),
        (Pairing::Named, _) | (_, Pairing::Named) => Pairing::Named,
        (Pairing::Stated, _) | (_, Pairing::Stated) => Pairing::Stated,
        (Pairing::Single, Pairing::Single) => Pairing::Single,
    }
}

fn twins(one: &Text, other: &Text) -> Diagnostic {
    let hint = match comparable(&one.seed.path) == comparable(&other.seed.path) {
        true => {
            "rename one of them: neither capitals nor forms of Unicode tell names apart, and on some disks no files"
        }
        false => "remove or rename one of them, or say in its front matter that its `language` is another",
    };
    Diagnostic::error(format!(
        "{} has the same name and language as {}: one of them is left out",
        other.seed.path, one.seed.path
    ))
    .at(Place::file(&other.seed.path))
    .hint(hint)
}
