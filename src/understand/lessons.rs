//! Lessons are what two languages are learned from: texts that answer each other, and word lists.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::align::{self, Content, Model, Side};
use super::memory::Memory;
use super::{Catalogue, Member};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::fingerprint::{Fingerprint, Printed};
use crate::ground::language::Language;
use crate::ground::word_list::WordList;

/// What there is to learn two languages from.
#[derive(Debug)]
pub(super) struct Lessons<'a> {
    /// Stands for all of it.
    pub(super) key: Fingerprint,
    texts: Vec<[Member; 2]>,
    lists: Vec<&'a WordList>,
}

/// From what languages are learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Teaching {
    /// From the texts as they are.
    Anew,
    /// Where there is much to learn from, as they were when the last catalogue was opened that was learned anew. So an edit of
    /// one of them does not open all works again.
    Before,
}

/// How many bytes of text, of both sides, are learned from again at once: a few works.
const SOON_LEARNED: usize = 50_000;

/// Returns what there is to learn each two languages from: the texts of the catalogue, or a part of them where they are many.
pub(super) fn lessons<'a>(
    catalogue: &Catalogue,
    word_lists: &'a [Arc<Printed<WordList>>],
) -> BTreeMap<[Language; 2], Lessons<'a>> {
    let mut works: BTreeMap<[Language; 2], Vec<[&Member; 2]>> = BTreeMap::new();
    for entry in &catalogue.entries {
        for (member, languages) in entry.members.iter().skip(1).zip(entry.language_pairs()) {
            works.entry(languages).or_default().push([&entry.members[0], member]);
        }
    }
    let lessons = |(languages, pairs): ([Language; 2], Vec<[&Member; 2]>)| {
        let lessons = Lessons::new(&languages, &pairs, word_lists);
        (languages, lessons)
    };
    works.into_iter().map(lessons).collect()
}

impl<'a> Lessons<'a> {
    fn new(
        [source, target]: &[Language; 2],
        pairs: &[[&Member; 2]],
        word_lists: &'a [Arc<Printed<WordList>>],
    ) -> Lessons<'a> {
        let content = |[source, target]: &[&Member; 2]| {
            let side = |member: &Member| (member.seed.text.fingerprint(), member.seed.text.length());
            Content::new(side(source), side(target))
        };
        let contents: Vec<Content> = pairs.par_iter().map(content).collect();
        let chosen = align::sample(&contents).into_iter();
        let texts: Vec<[Member; 2]> = chosen.map(|at| pairs[at].map(Member::clone)).collect();
        let is_between = |list: &&Arc<Printed<WordList>>| list.between(Some(source), Some(target)).is_some();
        let lists: Vec<_> = word_lists.iter().filter(is_between).collect();
        let prints: Vec<Fingerprint> = lists.iter().map(|list| list.fingerprint()).collect();
        let members = texts.iter().flatten().map(|member| (member.seed.fingerprint(), &member.language));
        let key = Fingerprint::of(&(members.collect::<Vec<_>>(), prints));
        Lessons { key, lists: lists.into_iter().map(|list| &***list).collect(), texts }
    }

    /// Leaves what is learned as it was `before`, where that is something else and there is much to learn. Tells whether it does.
    pub(super) fn stay(&mut self, before: Option<Fingerprint>) -> bool {
        let before = before.filter(|&before| before != self.key && self.are_long());
        self.key = before.unwrap_or(self.key);
        before.is_some()
    }

    fn are_long(&self) -> bool {
        self.texts.iter().flatten().map(|member| member.seed.text.length()).sum::<usize>() > SOON_LEARNED
    }

    /// Learns the two languages.
    pub(super) fn learn(&self, [source, target]: &[Language; 2], memory: &Memory) -> Model {
        let side = |member: &Member| Side::from(&memory.document(&member.seed, &member.language).document);
        let sides: Vec<_> = self.texts.par_iter().map(|[source, target]| (side(source), side(target))).collect();
        let words: Vec<_> =
            self.lists.iter().filter_map(|list| list.between(Some(source), Some(target))).flatten().collect();
        Model::learn(&sides, &words)
    }
}

/// Returns a warning for each list that is in no two languages that are learned.
pub(super) fn homeless(
    word_lists: &[Arc<Printed<WordList>>],
    lessons: &BTreeMap<[Language; 2], Lessons>,
) -> impl Iterator<Item = Diagnostic> {
    let serves =
        |list: &WordList| lessons.keys().any(|[source, target]| list.between(Some(source), Some(target)).is_some());
    let unused = word_lists.iter().filter(move |list| !serves(list));
    unused.map(|list| {
        Diagnostic::warning("no work has texts in the two languages that the name of this word list says")
            .at(Place::file(&list.path))
            .hint("name it by the tags of two languages, such as words.en-es.tsv")
    })
}
