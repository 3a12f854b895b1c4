//! Corrections are what the lock file says of beads: sentences that belong together, and places where a bead begins. The
//! aligner observes them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::align::Constraints;
use super::{Catalogue, Document, Work};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::lock::{self, Entry, Lock};

/// The sentences of one document by their names.
pub struct Names<'a> {
    hashes: Vec<String>,
    texts: Vec<&'a str>,
    places: BTreeMap<String, Vec<usize>>,
}

impl<'a> Names<'a> {
    /// Returns the names of all sentences of `document`.
    pub fn of(document: &'a Document) -> Names<'a> {
        let texts: Vec<&str> = document.sentences().map(|sentence| sentence.text()).collect();
        let hashes: Vec<String> = texts.iter().map(|text| lock::hash(text)).collect();
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, hash) in hashes.iter().enumerate() {
            places.entry(hash.clone()).or_default().push(at);
        }
        Names { hashes, texts, places }
    }

    /// Returns the hashes of the sentences in `range`.
    pub fn hashes(&self, range: Range<usize>) -> &[String] {
        self.hashes.get(range).unwrap_or_default()
    }

    /// Returns the sentences in `range`.
    pub fn texts(&self, range: Range<usize>) -> &[&'a str] {
        self.texts.get(range).unwrap_or_default()
    }

    /// Returns where the sentences called `names` stand, one after the other: of several such places that nearest to
    /// `expected`.
    pub fn find(&self, names: &[String], expected: usize) -> Option<Range<usize>> {
        self.all(names).into_iter().min_by_key(|range| range.start.abs_diff(expected))
    }

    /// Tells whether not all of `places` say the same.
    fn differ(&self, places: &[Range<usize>]) -> bool {
        places.windows(2).any(|places| self.hashes(places[0].clone()) != self.hashes(places[1].clone()))
    }

    /// Returns all places where the sentences called `names` stand, one after the other. No names stand nowhere. What is a whole
    /// sentence is not the beginning of another.
    pub fn all(&self, names: &[String]) -> Vec<Range<usize>> {
        let Some((first, rest)) = names.split_first() else { return Vec::new() };
        let follows =
            |start: &usize| rest.iter().enumerate().all(|(after, name)| self.is_called(start + 1 + after, name));
        let whole = || self.places.get(&lock::hash(first));
        let starts: Vec<usize> = match self.places.get(first.as_str()).or_else(whole) {
            Some(places) => places.clone(),
            None => (0..self.texts.len()).filter(|&at| self.is_called(at, first)).collect(),
        };
        starts.into_iter().filter(follows).map(|start| start..start + names.len()).collect()
    }

    fn is_called(&self, at: usize, name: &str) -> bool {
        let Some(text) = self.texts.get(at) else { return false };
        self.hashes[at] == name || (!name.is_empty() && text.starts_with(name))
    }
}

/// Returns what `lock` says of the beads between the first document of `work` and each of the others. Entries that name
/// sentences which are not there, or that contradict others, are reported.
pub(super) fn constraints(work: &Work, lock: &Lock) -> (Vec<Constraints>, Vec<Diagnostic>) {
    let [pins, cuts, segments] =
        [&lock.pins, &lock.cuts, &lock.segments].map(|entries| lock::of_work(entries, &work.slug));
    if pins.is_empty() && cuts.is_empty() && segments.is_empty() {
        return Default::default();
    }
    let names: Vec<Names> = work.documents.iter().map(Names::of).collect();
    let (mut stated, mut diagnostics) = (Vec::new(), Vec::new());
    for (entry, is_cut) in pins.iter().map(|pin| (pin, false)).chain(cuts.iter().map(|cut| (cut, true))) {
        match unfit(lock, entry, work, &names) {
            None => stated.push((entry, is_cut)),
            Some(fault) => diagnostics.push(fault),
        }
    }
    // What was confirmed may have changed; `check` names it.
    let silences = segments.iter().filter(|entry| !entry.confirmed);
    diagnostics.extend(silences.filter_map(|entry| unfit(lock, entry, work, &names)));
    diagnostics.extend(pins.iter().chain(cuts).filter_map(|entry| one_sided(lock, entry, work)));
    let mut all = Vec::new();
    for other in 1..work.documents.len() {
        let mut constraints = Constraints::default();
        for &(entry, is_cut) in &stated {
            let Some((source, target)) = find(entry, work, &names, other, (0, 0)) else { continue };
            let is_admitted = match is_cut {
                true => constraints.cut(source.start, target.start),
                false => constraints.pin(source, target),
            };
            if !is_admitted {
                diagnostics.push(contradiction(lock, entry));
            }
        }
        // What is confirmed keeps its beads while it is there.
        let mut place = (0, 0);
        for entry in segments.iter().filter(|entry| entry.confirmed) {
            if let Some((source, target)) = find(entry, work, &names, other, place) {
                place = (source.end, target.end);
                constraints.pin(source, target);
            }
        }
        all.push(constraints);
    }
    (all, diagnostics)
}

/// Names the entries of `lock` whose work is not in `catalogue`. It may be a draft, or have another slug now, where nothing is said
/// of that yet.
pub(super) fn homeless(catalogue: &Catalogue, lock: &Lock) -> Vec<Diagnostic> {
    let known: BTreeSet<&str> = catalogue.entries.iter().map(|entry| entry.slug.as_str()).collect();
    let entries = || lock.pins.iter().chain(&lock.cuts).chain(&lock.segments);
    let named: BTreeSet<&str> = entries().map(|entry| entry.work.as_str()).collect();
    let translated = catalogue.entries.iter().filter(|entry| entry.members.len() > 1).map(|entry| entry.slug.as_str());
    let unnamed: Vec<&str> = translated.filter(|slug| !named.contains(slug)).collect();
    let mut unknown: Vec<&Entry> = entries().filter(|entry| !known.contains(entry.work.as_str())).collect();
    unknown.sort_by_key(|entry| (&entry.work, entry.span.start));
    unknown.dedup_by_key(|entry| &entry.work);
    let report = |entry: &Entry| {
        let work = entry.work.escape_debug();
        let says = format!("the lock file speaks of `{work}`, and there is no such work");
        let diagnostic = match unnamed.as_slice() {
            _ if catalogue.has_drafts => {
                Diagnostic::note(format!("the lock file speaks of `{work}`, which no text that is shown belongs to"))
                    .hint("if it is one of the drafts, leave what is said of it as it is")
            }
            [] => Diagnostic::note(says).hint("if it is gone for good, remove what is said of it"),
            [new] => Diagnostic::warning(says)
                .hint(format!("if it is `{new}` now, write that, or say slug = \"{work}\" in one of its texts")),
            _ => Diagnostic::warning(says).hint("write the slug of a work, or remove what is said of this one"),
        };
        diagnostic.at(lock.place(entry))
    };
    unknown.into_iter().map(report).collect()
}

/// Finds the sentences of `entry` in the first document and in another one, and of several places those nearest to
/// `expected`. Nothing where it does not speak of both, or names what is not there.
fn find(
    entry: &Entry,
    work: &Work,
    names: &[Names],
    other: usize,
    expected: (usize, usize),
) -> Option<(Range<usize>, Range<usize>)> {
    let named = |at: usize| entry.named(&work.documents[at].language);
    let source = names[0].find(named(0)?, expected.0)?;
    Some((source, names[other].find(named(other)?, expected.1)?))
}

/// Tells why `entry` has no effect, if it has none: the texts do not have its sentences, or several that it may mean, or it names
/// none.
fn unfit(lock: &Lock, entry: &Entry, work: &Work, names: &[Names]) -> Option<Diagnostic> {
    let named = |at: usize| Some((at, entry.named(&work.documents[at].language)?));
    let mut named = (0..names.len()).filter_map(named).peekable();
    let report = |message: String, hint| Diagnostic::warning(message).at(lock.place(entry)).hint(hint);
    let hint = "name the sentences as they are now, by their first words or their hashes, or remove the entry";
    if named.peek().is_none() {
        return Some(report("this entry names no sentences of this work".to_owned(), hint));
    }
    named.find_map(|(at, called)| {
        let (path, places) = (&work.documents[at].path, names[at].all(called));
        if places.is_empty() {
            return Some(report(format!("this entry names sentences that are no longer in {path}"), hint));
        }
        let message =
            || format!("what this entry names begins in {} places of {path}, so it is passed over", places.len());
        // A silence holds wherever they stand.
        (entry.silence.is_empty() && names[at].differ(&places))
            .then(|| report(message(), "write more of the first words, or the hashes"))
    })
}

/// Tells that `entry`, a pin or a cut, has no effect where it names sentences, but not of the first text and another one: the
/// others are aligned with the first.
fn one_sided(lock: &Lock, entry: &Entry, work: &Work) -> Option<Diagnostic> {
    let is_named = |at: usize| entry.named(&work.documents[at].language).is_some();
    let (first, others) = (is_named(0), (1..work.documents.len()).any(is_named));
    let language = &work.documents[0].language;
    (first != others).then(|| {
        Diagnostic::warning(format!(
            "this entry has no effect: it does not name sentences of {language} and of another language"
        ))
        .at(lock.place(entry))
        .hint(format!("name those of {language}, which the others are aligned with, and of at least one other"))
    })
}

fn contradiction(lock: &Lock, entry: &Entry) -> Diagnostic {
    Diagnostic::warning("this entry contradicts another one before it, and is passed over")
        .at(lock.place(entry))
        .hint("keep one of the two")
}
