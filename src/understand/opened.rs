//! To open a work is to read its texts in full and to lay them beside each other: blocks, sentences, segments.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::iter;
use std::sync::Arc;

use super::align::{Alignment, Constraints, Model, Side};
use super::lessons::{self, Lessons, Teaching};
use super::memory::Memory;
use super::parse::{self, Grain};
use super::{Catalogue, Document, Entry, Member, Opened, Segment, Targets, Work, corrections, paragraphs, segments};
use crate::ground::config::{Config, Paragraphs};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::fingerprint::{Fingerprint, Printed};
use crate::ground::language::Language;
use crate::ground::lock::{self, Lock};
use crate::ground::word_list::WordList;

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

/// Opens works whose languages it has learned.
#[derive(Debug)]
pub struct Ready<'a> {
    opener: &'a Opener<'a>,
    /// What is known of each two languages, that of the first text of a work and that of another one.
    models: BTreeMap<[Language; 2], Arc<Model>>,
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
        let (mut lessons, mut is_behind, mut diagnostics) = (BTreeMap::new(), false, Vec::new());
        if config.align {
            lessons = lessons::lessons(catalogue, word_lists);
            diagnostics.extend(corrections::homeless(catalogue, lock));
            diagnostics.extend(lessons::homeless(word_lists, &lessons));
        }
        for (languages, lessons) in lessons.iter_mut().filter(|_| teaching == Teaching::Before) {
            is_behind |= lessons.stay(memory.taught(languages));
        }
        (Opener { config, lock, memory, targets, lessons, is_behind }, diagnostics)
    }

    /// Tells whether some languages are learned from texts that have changed since.
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// Returns what the texts of the work with this entry can link to.
    fn targets(&self, entry: &Entry) -> Arc<Printed<Targets>> {
        let names_files = entry.members.iter().any(|member| member.seed.text.names_files());
        if names_files { self.targets.clone() } else { Printed::new(Targets::default()) }
    }

    /// Has later openers learn as this one does, where they learn as it was done before.
    pub fn hand_on(&self) {
        self.memory.teach(self.lessons.iter().map(|(languages, lessons)| (languages.clone(), lessons.key)).collect());
    }

    /// Learns the languages of `entries`: what is common to the bitexts of the catalogue. Then they can be opened.
    pub fn learn<'e>(&'a self, entries: impl IntoIterator<Item = &'e Entry>) -> Ready<'a> {
        let mut models = BTreeMap::new();
        for languages in entries.into_iter().flat_map(Entry::language_pairs) {
            if let Some(lessons) = self.lessons.get(&languages)
                && !models.contains_key(&languages)
            {
                let model = self.memory.model(lessons.key, || lessons.learn(&languages, self.memory));
                models.insert(languages, model);
            }
        }
        Ready { opener: self, models }
    }

    /// Returns what stands for all that the work with this entry is made from, and what its texts link to. The alignments that are
    /// remembered of it are kept, also where nobody asks for them since it need not be opened.
    pub fn key(&self, entry: &Entry) -> Fingerprint {
        let members: Vec<_> =
            entry.members.iter().map(|member| (member.seed.fingerprint(), &member.language)).collect();
        let options = (self.config.align, self.config.paragraphs);
        let alignments: Vec<_> = self.alignments(entry).collect();
        alignments.iter().flatten().for_each(|&key| self.memory.keep_alignment(key));
        let made = (self.lock(entry), alignments);
        let around = (self.targets(entry).fingerprint(), &entry.steps);
        Fingerprint::of(&(&entry.slug, &entry.facts, &entry.pairing, members, options, made, around))
    }

    /// Returns the corrections of the work with this entry.
    fn lock(&self, entry: &Entry) -> [&'a [lock::Entry]; 3] {
        [&self.lock.segments, &self.lock.pins, &self.lock.cuts].map(|entries| lock::of_work(entries, &entry.slug))
    }

    /// Returns for each text of the work with this entry but the first what stands for all that its alignment with that is made
    /// from; none where there is nothing to align it with.
    fn alignments(&self, entry: &Entry) -> impl Iterator<Item = Option<Fingerprint>> {
        let says = |entry: &'a lock::Entry| (&entry.sentences, entry.confirmed);
        let lock = self.lock(entry).map(|entries| entries.iter().map(says).collect::<Vec<_>>());
        let text = |member: &Member| (member.seed.fingerprint(), member.language.clone());
        // A correction has to fit all texts of its work.
        let corrected = if lock.iter().all(Vec::is_empty) { &entry.members[..1] } else { &entry.members[..] };
        let around = (corrected.iter().map(text).collect::<Vec<_>>(), lock);
        entry.members.iter().skip(1).zip(entry.language_pairs()).map(move |(member, languages)| {
            let lessons = self.lessons.get(&languages)?;
            Some(Fingerprint::of(&(lessons.key, text(member), &around)))
        })
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
        let Entry { slug, facts, pairing, steps, .. } = entry.clone();
        let targets = self.opener.targets(entry);
        let mut work = Work { slug, facts, documents, pairing, segments: Vec::new(), targets, steps };
        if config.align {
            let (constraints, faults) = corrections::constraints(&work, lock);
            diagnostics.extend(faults);
            work.segments = segments::segments(&self.align(&work, entry, constraints));
        }
        break_walls(&mut work, config.paragraphs);
        Opened { key, work: Arc::new(work), diagnostics }
    }

    /// Returns the alignments of the first document of a work with each of the others, and what each observes.
    fn align(&self, work: &Work, entry: &Entry, constraints: Vec<Constraints>) -> Vec<(Arc<Alignment>, Constraints)> {
        let first = LazyCell::new(|| Side::from(&work.documents[0]));
        let constraints = constraints.into_iter().chain(iter::repeat_with(Constraints::default));
        let keys = self.opener.alignments(entry).zip(entry.language_pairs());
        let align = |(((key, languages), other), constraints): ((_, &Document), Constraints)| {
            let model = self.models.get(&languages)?;
            let align = || model.align(&first, &Side::from(other), &constraints);
            Some((self.opener.memory.alignment(key?, align), constraints))
        };
        keys.zip(work.documents.iter().skip(1)).zip(constraints).filter_map(align).collect()
    }
}

/// Returns the document under the title that is stated for it, be it in its front matter or for the work.
fn titled(document: Document, entry: &Entry) -> Document {
    let Some(stated) = entry.facts.title.as_ref().and_then(|title| title.get(&document.language)) else {
        return document;
    };
    let title_block = parse::title::stated(&document.blocks, document.format, stated);
    Document { title: stated.clone(), title_block, ..document }
}

/// Breaks walls of text where `paragraphs` and the work want it: between segments, and between sentences in documents that
/// are not aligned.
fn break_walls(work: &mut Work, paragraphs: Paragraphs) {
    let has_plain_text = work.documents.iter().any(Document::is_plain_text);
    if work.facts.paragraphs.unwrap_or(paragraphs) != Paragraphs::Auto || !has_plain_text {
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
