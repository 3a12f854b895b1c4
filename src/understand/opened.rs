//! To open a work is to read its texts in full and to lay them beside each other: blocks, sentences, segments.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::align::{self, Alignment, Constraints, Content, Model, Side};
use super::memory::Memory;
use super::{Catalogue, Document, Entry, Member, Opened, Segment, Work, corrections, paragraphs, segments};
use crate::ground::config::{Config, Paragraphs};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::fingerprint::{Fingerprint, Printed};
use crate::ground::language::Language;
use crate::ground::lock::{self, Lock};
use crate::ground::word_list::WordList;

/// Opens the works of a catalogue.
#[derive(Debug)]
pub struct Opener<'a> {
    config: &'a Config,
    lock: &'a Lock,
    memory: &'a Memory,
    models: Models,
}

/// What is known of each two languages, that of the first text of a work and that of another one.
type Models = BTreeMap<[Language; 2], Arc<Model>>;

impl<'a> Opener<'a> {
    /// Returns the opener of `catalogue`, and what of the lock file speaks of no work of it, and which word lists are in no
    /// two languages of it. What is common to its bitexts is learned here.
    pub fn new(
        catalogue: &Catalogue,
        config: &'a Config,
        lock: &'a Lock,
        word_lists: &[Arc<Printed<WordList>>],
        memory: &'a Memory,
    ) -> (Opener<'a>, Vec<Diagnostic>) {
        if !config.align {
            return (Opener { config, lock, memory, models: Models::new() }, Vec::new());
        }
        let models = models(catalogue, word_lists, memory);
        let slugs = catalogue.entries.iter().map(|entry| entry.slug.as_str()).collect();
        let mut diagnostics = corrections::homeless(&slugs, lock);
        diagnostics.extend(word_lists.iter().filter(|list| !serves(list, &models)).map(|list| homeless(list)));
        (Opener { config, lock, memory, models }, diagnostics)
    }

    /// Opens the work with this entry.
    pub fn open(&self, entry: &Entry) -> Arc<Opened> {
        let key = self.key(entry);
        self.memory.work(key, || self.read(entry, key))
    }

    /// Returns what stands for all that `read` makes a work from.
    fn key(&self, entry: &Entry) -> Fingerprint {
        let members: Vec<_> =
            entry.members.iter().map(|member| (member.seed.fingerprint(), &member.language)).collect();
        let lock = [&self.lock.segments, &self.lock.pins, &self.lock.cuts];
        let lock = lock.map(|entries| lock::of_work(entries, &entry.slug));
        let models: Vec<Option<Fingerprint>> =
            pairs(entry).map(|languages| self.models.get(&languages).map(|model| model.fingerprint())).collect();
        let options = (self.config.align, self.config.paragraphs, models);
        Fingerprint::of(&(&entry.slug, &entry.facts, &entry.pairing, members, lock, options))
    }

    fn read(&self, entry: &Entry, key: Fingerprint) -> Opened {
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
            let (constraints, faults) = corrections::constraints(&work, self.lock);
            diagnostics.extend(faults);
            work.segments = segments::segments(&self.align(&work, entry, &constraints));
        }
        break_walls(&mut work, self.config.paragraphs);
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

/// Tells whether the list is in two languages that have a model.
fn serves(list: &WordList, models: &Models) -> bool {
    models.keys().any(|[source, target]| list.between(Some(source), Some(target)).is_some())
}

fn homeless(list: &WordList) -> Diagnostic {
    Diagnostic::warning("no work has texts in the two languages that the name of this word list says")
        .at(Place::file(&list.path))
        .hint("name it by the tags of two languages, such as words.en-es.tsv")
}

/// Learns a model for each two languages from the texts of the catalogue, or from a part of them where they are many.
fn models<'a>(catalogue: &Catalogue, word_lists: &'a [Arc<Printed<WordList>>], memory: &Memory) -> Models {
    let mut works: BTreeMap<[Language; 2], Vec<[&Member; 2]>> = BTreeMap::new();
    for entry in &catalogue.entries {
        for (member, languages) in entry.members.iter().skip(1).zip(pairs(entry)) {
            works.entry(languages).or_default().push([&entry.members[0], member]);
        }
    }
    let side = |member: &Member| Side::from(&memory.document(&member.seed, &member.language).document);
    let content = |[source, target]: &[&Member; 2]| {
        let [source, target] = [source, target].map(|member| &*member.seed.text);
        Content::new((source, source.len()), (target, target.len()))
    };
    let model = |[source, target]: &[Language; 2], pairs: Vec<[&Member; 2]>| {
        let contents: Vec<Content> = pairs.par_iter().map(content).collect();
        let lessons: Vec<[&Member; 2]> = align::sample(&contents).into_iter().map(|at| pairs[at]).collect();
        let texts = lessons.iter().map(|pair| pair.map(|member| (member.seed.fingerprint(), &member.language)));
        let between = |list: &'a Printed<WordList>| list.between(Some(source), Some(target));
        let lists: Vec<_> = word_lists.iter().filter(|list| between(list).is_some()).collect();
        let prints: Vec<Fingerprint> = lists.iter().map(|list| list.fingerprint()).collect();
        let key = Fingerprint::of(&(texts.collect::<Vec<_>>(), prints));
        memory.model(key, || {
            let sides: Vec<_> = lessons.iter().map(|[source, target]| (side(source), side(target))).collect();
            let words: Vec<_> = lists.iter().filter_map(|list| between(list)).flatten().collect();
            Model::learn(&sides, &words)
        })
    };
    works
        .into_iter()
        .map(|(languages, pairs)| {
            let model = model(&languages, pairs);
            (languages, model)
        })
        .collect()
}
