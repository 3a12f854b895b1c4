//! To open a work is to read its texts in full and to lay them beside each other: blocks, sentences, segments.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::align::{self, Alignment, Side};
use super::memory::Memory;
use super::{Catalogue, Document, Entry, Opened, Segment, Work, corrections, paragraphs, segments};
use crate::ground::config::{Config, Paragraphs};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::fingerprint::Fingerprint;
use crate::ground::language::Language;
use crate::ground::lock::{self, Lock};

/// Opens the works of a catalogue.
#[derive(Debug)]
pub struct Opener<'a> {
    config: &'a Config,
    lock: &'a Lock,
    memory: &'a Memory,
    bitexts: Bitexts,
}

impl<'a> Opener<'a> {
    /// Returns the opener of `catalogue`. What is common to its bitexts is learned here.
    pub fn new(catalogue: &Catalogue, config: &'a Config, lock: &'a Lock, memory: &'a Memory) -> Opener<'a> {
        let bitexts = if config.align { Bitexts::align(catalogue, memory) } else { Bitexts::default() };
        Opener { config, lock, memory, bitexts }
    }

    /// Returns what of the lock file speaks of no work of `catalogue`.
    pub fn homeless(&self, catalogue: &Catalogue) -> Vec<Diagnostic> {
        let slugs = catalogue.entries.iter().map(|entry| entry.slug.as_str()).collect();
        if self.config.align { corrections::homeless(&slugs, self.lock) } else { Vec::new() }
    }

    /// Opens the work with this entry, which has this number in the catalogue.
    pub fn open(&self, number: usize, entry: &Entry) -> Arc<Opened> {
        let key = self.key(entry);
        self.memory.work(key, || self.read(number, entry, key))
    }

    /// Returns what stands for all that `read` makes a work from.
    fn key(&self, entry: &Entry) -> Fingerprint {
        let members: Vec<_> =
            entry.members.iter().map(|member| (member.seed.fingerprint(), &member.language)).collect();
        let lock = [&self.lock.segments, &self.lock.pins, &self.lock.cuts];
        let lock = lock.map(|entries| lock::of_work(entries, &entry.slug));
        let options = (self.config.align, self.config.paragraphs, self.bitexts.fingerprint);
        Fingerprint::of(&(&entry.slug, &entry.facts, &entry.pairing, members, lock, options))
    }

    fn read(&self, number: usize, entry: &Entry, key: Fingerprint) -> Opened {
        let mut diagnostics = Vec::new();
        let mut documents = Vec::with_capacity(entry.members.len());
        for member in &entry.members {
            let parsed = Arc::unwrap_or_clone(self.memory.document(&member.seed, &member.language));
            diagnostics.extend(parsed.diagnostics);
            documents.push(titled(parsed.document, entry));
        }
        let (slug, facts, pairing) = (entry.slug.clone(), entry.facts.clone(), entry.pairing.clone());
        let mut work = Work { slug, facts, documents, pairing, segments: Vec::new() };
        if self.config.align {
            let mut alignments = self.bitexts.of(number);
            diagnostics.extend(corrections::correct(&work, &mut alignments, self.lock));
            work.segments = segments::segments(&alignments);
        }
        break_walls(&mut work, self.config.paragraphs);
        Opened { key, work: Arc::new(work), diagnostics }
    }
}

/// Returns the document under the title that is stated for it.
fn titled(document: Document, entry: &Entry) -> Document {
    let stated = entry.facts.title.as_ref().and_then(|title| title.get(&document.language));
    Document { title: stated.cloned().unwrap_or(document.title), ..document }
}

/// Breaks walls of text where `paragraphs` and the work want it: between segments, and between sentences in documents that
/// are not aligned.
fn break_walls(work: &mut Work, paragraphs: Paragraphs) {
    if work.facts.paragraphs.unwrap_or(paragraphs) != Paragraphs::Auto {
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

/// For each work the alignments of its first document with each of the others. All pairs of the same two languages are
/// aligned together, since what one of them shows of their words helps the others.
#[derive(Debug, Default)]
struct Bitexts {
    alignments: Vec<Vec<Alignment>>,
    fingerprint: Option<Fingerprint>,
}

impl Bitexts {
    fn align(catalogue: &Catalogue, memory: &Memory) -> Bitexts {
        let mut pairs: BTreeMap<[&Language; 2], Vec<(usize, usize)>> = BTreeMap::new();
        for (number, entry) in catalogue.entries.iter().enumerate() {
            for (other, member) in entry.members.iter().enumerate().skip(1) {
                pairs.entry([&entry.members[0].language, &member.language]).or_default().push((number, other));
            }
        }
        let mut alignments = vec![Vec::new(); catalogue.entries.len()];
        for members in pairs.values() {
            let side = |number: usize, other: usize| {
                let member = &catalogue.entries[number].members[other];
                Side::from(&memory.document(&member.seed, &member.language).document)
            };
            let sides: Vec<(Side, Side)> =
                members.iter().map(|&(number, other)| (side(number, 0), side(number, other))).collect();
            for (&(number, other), alignment) in members.iter().zip(align::align(&sides)) {
                let aligned: &mut Vec<Alignment> = &mut alignments[number];
                aligned.resize_with(aligned.len().max(other), Alignment::default);
                aligned[other - 1] = alignment;
            }
        }
        let texts: Vec<Fingerprint> = catalogue
            .entries
            .iter()
            .flat_map(|entry| entry.members.iter().map(|member| member.seed.fingerprint()))
            .collect();
        Bitexts { alignments, fingerprint: Some(Fingerprint::of(&texts)) }
    }

    fn of(&self, number: usize) -> Vec<Alignment> {
        self.alignments.get(number).cloned().unwrap_or_default()
    }
}
