//! To open a work is to read its texts in full and to lay them beside each other: blocks, sentences, segments.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::align::{self, Alignment, Constraints, Content, Model, Side};
use super::memory::Memory;
use super::parse::{self, Grain};
use super::{Catalogue, Document, Entry, Member, Opened, Segment, Targets, Work, corrections, paragraphs, segments};
use crate::ground::config::{Config, Paragraphs};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::fingerprint::{Fingerprint, Printed};
use crate::ground::language::Language;
use crate::ground::lock::{self, Lock};
use crate::ground::word_list::WordList;
use crate::read::Format;

/// Knows what each work of a catalogue is made from.
#[derive(Debug)]
pub struct Opener<'a> {
    config: &'a Config,
    lock: &'a Lock,
    memory: &'a Memory,
    targets: Arc<Printed<Targets>>,
    lessons: BTreeMap<[Language; 2], Lessons<'a>>,
    is_behind: bool,
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

/// Opens works whose languages it has learned.
#[derive(Debug)]
pub struct Ready<'a> {
    opener: &'a Opener<'a>,
    /// What is known of each two languages, that of the first text of a work and that of another one.
    models: BTreeMap<[Language; 2], Arc<Model>>,
}

/// What there is to learn two languages from.
#[derive(Debug)]
struct Lessons<'a> {
    /// Stands for all of it.
    key: Fingerprint,
    texts: Vec<[Member; 2]>,
    lists: Vec<&'a WordList>,
}

impl<'a> Opener<'a> {
    /// Returns the opener of `catalogue`, and what of the lock file speaks of no work of it, and which word lists are in no
    /// two languages of it.
    pub fn new(
        catalogue: &Catalogue,
        config: &'a Config,
        lock: &'a Lock,
        word_lists: &'a [Arc<Printed<WordList>>],
        teaching: Teaching,
        memory: &'a Memory,
    ) -> (Opener<'a>, Vec<Diagnostic>) {
        let targets = Printed::new(Targets::of(&catalogue.entries));
        if !config.align {
            return (Opener { config, lock, memory, targets, lessons: BTreeMap::new(), is_behind: false }, Vec::new());
        }
        let mut lessons = lessons(catalogue, word_lists);
        let mut is_behind = false;
        for (languages, lessons) in lessons.iter_mut().filter(|_| teaching == Teaching::Before) {
            let before = memory.taught(languages).filter(|&before| before != lessons.key && lessons.are_long());
            is_behind |= before.is_some();
            lessons.key = before.unwrap_or(lessons.key);
        }
        let slugs = catalogue.entries.iter().map(|entry| entry.slug.as_str()).collect();
        let mut diagnostics = corrections::homeless(&slugs, catalogue.has_drafts, lock);
        diagnostics.extend(word_lists.iter().filter(|list| !serves(list, lessons.keys())).map(|list| homeless(list)));
        (Opener { config, lock, memory, targets, lessons, is_behind }, diagnostics)
    }

    /// Tells whether some languages are learned from texts that have changed since.
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// Returns what texts of the catalogue link to.
    pub fn targets(&self) -> &Targets {
        &self.targets
    }

    /// Has later openers learn as this one does, where they learn as it was done before.
    pub fn hand_on(&self) {
        self.memory.teach(self.lessons.iter().map(|(languages, lessons)| (languages.clone(), lessons.key)).collect());
    }

    /// Learns the languages of `entries`: what is common to the bitexts of the catalogue. Then they can be opened.
    pub fn learn<'e>(&'a self, entries: impl IntoIterator<Item = &'e Entry>) -> Ready<'a> {
        let mut models = BTreeMap::new();
        for languages in entries.into_iter().flat_map(pairs) {
            if let Some(lessons) = self.lessons.get(&languages)
                && !models.contains_key(&languages)
            {
                let model = self.memory.model(lessons.key, || lessons.learn(&languages, self.memory));
                models.insert(languages, model);
            }
        }
        Ready { opener: self, models }
    }

    /// Returns what stands for all that the work with this entry is made from, and what its texts link to.
    pub fn key(&self, entry: &Entry) -> Fingerprint {
        let members: Vec<_> =
            entry.members.iter().map(|member| (member.seed.fingerprint(), &member.language)).collect();
        let lock = [&self.lock.segments, &self.lock.pins, &self.lock.cuts];
        let lock = lock.map(|entries| lock::of_work(entries, &entry.slug));
        let lessons: Vec<Option<Fingerprint>> =
            pairs(entry).map(|languages| self.lessons.get(&languages).map(|lessons| lessons.key)).collect();
        let options = (self.config.align, self.config.paragraphs, lessons);
        let links =
            entry.members.iter().any(|member| member.seed.text.names_files()).then_some(self.targets.fingerprint());
        Fingerprint::of(&(&entry.slug, &entry.facts, &entry.pairing, members, lock, options, links))
    }
}

impl Ready<'_> {
    /// Opens the work with this entry, which is one of those whose languages were learned.
    pub fn open(&self, entry: &Entry) -> Arc<Opened> {
        self.open_known(entry, self.opener.key(entry))
    }

    /// Opens the work with this entry, whose [`key`](Opener::key) is known.
    pub fn open_known(&self, entry: &Entry, key: Fingerprint) -> Arc<Opened> {
        self.opener.memory.work(key, || self.read(entry, key))
    }

    fn read(&self, entry: &Entry, key: Fingerprint) -> Opened {
        let Opener { config, lock, memory, .. } = self.opener;
        let grain = if config.align { Grain::Sentences } else { Grain::Blocks };
        let mut diagnostics = Vec::new();
        let mut documents = Vec::with_capacity(entry.members.len());
        for member in &entry.members {
            let parsed = Arc::unwrap_or_clone(memory.divided(&member.seed, &member.language, grain));
            diagnostics.extend(parsed.diagnostics);
            documents.push(titled(parsed.document, entry));
        }
        let (slug, facts, pairing) = (entry.slug.clone(), entry.facts.clone(), entry.pairing.clone());
        let mut work = Work { slug, facts, documents, pairing, segments: Vec::new() };
        if config.align {
            let (constraints, faults) = corrections::constraints(&work, lock);
            diagnostics.extend(faults);
            work.segments = segments::segments(&self.align(&work, entry, &constraints));
        }
        break_walls(&mut work, config.paragraphs);
        Opened { key, work: Arc::new(work), diagnostics }
    }

    /// Returns the alignments of the first document of a work with each of the others.
    fn align(&self, work: &Work, entry: &Entry, constraints: &[Constraints]) -> Vec<Alignment> {
        let nothing = Constraints::default();
        let sides: Vec<Side> = work.documents.iter().map(Side::from).collect();
        let align = |(number, languages): (usize, [Language; 2])| {
            let constraints = constraints.get(number).unwrap_or(&nothing);
            Some(self.models.get(&languages)?.align(&sides[0], &sides[number + 1], constraints))
        };
        pairs(entry).enumerate().filter_map(align).collect()
    }
}

/// Returns the languages of the first text of a work with those of each of the others.
fn pairs(entry: &Entry) -> impl Iterator<Item = [Language; 2]> {
    entry.members.iter().skip(1).map(|member| [entry.members[0].language.clone(), member.language.clone()])
}

/// Returns the document under the title that is stated for it. A heading that says something else is a part of the text.
fn titled(document: Document, entry: &Entry) -> Document {
    let Some(stated) = entry.facts.title.as_ref().and_then(|title| title.get(&document.language)) else {
        return document;
    };
    let title_block = document.title_block.filter(|&at| parse::says_same(&document.blocks[at].text(), stated));
    Document { title: stated.clone(), title_block, ..document }
}

/// Breaks walls of text where `paragraphs` and the work want it: between segments, and between sentences in documents that
/// are not aligned.
fn break_walls(work: &mut Work, paragraphs: Paragraphs) {
    let is_plain = |document: &Document| document.format == Format::PlainText;
    if work.facts.paragraphs.unwrap_or(paragraphs) != Paragraphs::Auto || !work.documents.iter().any(is_plain) {
        return;
    }
    match work.documents.as_mut_slice() {
        documents if work.segments.is_empty() => documents.iter_mut().for_each(paragraphs::reflow_single),
        documents => {
            let starts = |segment: &Segment| segment.sentences.iter().map(|range| range.start).collect();
            paragraphs::reflow(documents, &work.segments.iter().map(starts).collect::<Vec<_>>());
        }
    }
}

/// Tells whether the list is in two languages that are aligned.
fn serves<'a>(list: &WordList, mut aligned: impl Iterator<Item = &'a [Language; 2]>) -> bool {
    aligned.any(|[source, target]| list.between(Some(source), Some(target)).is_some())
}

fn homeless(list: &WordList) -> Diagnostic {
    Diagnostic::warning("no work has texts in the two languages that the name of this word list says")
        .at(Place::file(&list.path))
        .hint("name it by the tags of two languages, such as words.en-es.tsv")
}

/// Returns what there is to learn each two languages from: the texts of the catalogue, or a part of them where they are many.
fn lessons<'a>(
    catalogue: &Catalogue,
    word_lists: &'a [Arc<Printed<WordList>>],
) -> BTreeMap<[Language; 2], Lessons<'a>> {
    let mut works: BTreeMap<[Language; 2], Vec<[&Member; 2]>> = BTreeMap::new();
    for entry in &catalogue.entries {
        for (member, languages) in entry.members.iter().skip(1).zip(pairs(entry)) {
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

    fn are_long(&self) -> bool {
        self.texts.iter().flatten().map(|member| member.seed.text.length()).sum::<usize>() > SOON_LEARNED
    }

    fn learn(&self, [source, target]: &[Language; 2], memory: &Memory) -> Model {
        let side = |member: &Member| Side::from(&memory.document(&member.seed, &member.language).document);
        let sides: Vec<_> = self.texts.par_iter().map(|[source, target]| (side(source), side(target))).collect();
        let words: Vec<_> =
            self.lists.iter().filter_map(|list| list.between(Some(source), Some(target))).flatten().collect();
        Model::learn(&sides, &words)
    }
}
