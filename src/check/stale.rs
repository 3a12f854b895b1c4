//! What was confirmed and has changed since: told by the words themselves, not by any date.

use std::collections::BTreeMap;

use super::bitext::Text;
use super::finding::{Draft, Finding};
use crate::ground::finding::Kind;
use crate::ground::language::Language;
use crate::ground::lock::{self, Entry, Lock};
use crate::understand::corrections::Names;
use crate::understand::{Library, Segment, Work};

/// Returns the lock file with all segments of the works confirmed as they are now: of all works, or of those with these
/// slugs. Whatever else it says of them is kept as far as it still applies.
pub fn confirm(library: &Library, lock: &Lock, works: &[String]) -> Lock {
    let is_meant = |slug: &String| works.is_empty() || works.contains(slug);
    let mut segments: Vec<Entry> = Vec::new();
    for work in library.works.iter().filter(|work| work.documents.len() > 1 && is_meant(&work.slug)) {
        let names: Vec<Names> = work.documents.iter().map(Names::of).collect();
        let entries: Vec<&Entry> = lock.segments.iter().filter(|entry| entry.work == work.slug).collect();
        segments.extend(work.segments.iter().map(|segment| {
            let sentences = sentences(work, &names, segment);
            let known = entries.iter().find(|entry| is_of(entry, &sentences));
            let silence = known.map(|entry| entry.silence.clone()).unwrap_or_default();
            let begins = begins(work, segment);
            Entry { work: work.slug.clone(), sentences, begins, confirmed: true, silence, span: 0..0 }
        }));
    }
    let is_new = |slug: &String| library.works.iter().any(|work| &work.slug == slug) && is_meant(slug);
    segments.extend(lock.segments.iter().filter(|entry| !is_new(&entry.work)).cloned());
    Lock { segments, ..lock.clone() }
}

fn begins(work: &Work, segment: &Segment) -> Option<String> {
    let first = |(document, range): (&crate::understand::Document, &std::ops::Range<usize>)| {
        document
            .sentences()
            .nth(range.start)
            .filter(|_| !range.is_empty())
            .map(|sentence| lock::opening(&sentence.text))
    };
    work.documents.iter().zip(&segment.sentences).find_map(first)
}

fn sentences(work: &Work, names: &[Names], segment: &Segment) -> BTreeMap<Language, Vec<String>> {
    let one = |(number, document): (usize, &crate::understand::Document)| {
        let range = segment.sentences.get(number).cloned().unwrap_or(0..0);
        (document.language.clone(), names[number].hashes(range).to_vec())
    };
    work.documents.iter().enumerate().map(one).collect()
}

fn is_of(entry: &Entry, sentences: &BTreeMap<Language, Vec<String>>) -> bool {
    entry.sentences.iter().all(|(language, names)| sentences.get(language) == Some(names))
}

/// Finds the segments of `work` that have changed since they were confirmed.
pub(super) fn changed(work: &Work, texts: &[Text], lock: &Lock) -> Vec<Finding> {
    let entries: Vec<&Entry> =
        lock.segments.iter().filter(|entry| entry.work == work.slug && entry.confirmed).collect();
    if entries.is_empty() {
        return Vec::new();
    }
    let names: Vec<Names> = work.documents.iter().map(Names::of).collect();
    let mut places = vec![0; names.len()];
    let mut findings = Vec::new();
    for entry in entries {
        let called =
            |number: usize| entry.sentences.get(&work.documents[number].language).filter(|names| !names.is_empty());
        let found: Vec<Option<Option<usize>>> = (0..names.len())
            .map(|number| {
                called(number).map(|called| names[number].find(called, places[number]).map(|range| range.start))
            })
            .collect();
        for (place, found) in places.iter_mut().zip(&found) {
            *place = found.flatten().map_or(*place + 1, |start| start + 1);
        }
        let gone: Vec<usize> = (0..names.len()).filter(|&number| found[number] == Some(None)).collect();
        if !gone.is_empty() {
            findings.push(report(work, texts, entry, &found, &gone, &places));
        }
    }
    findings
}

fn report(
    work: &Work,
    texts: &[Text],
    entry: &Entry,
    found: &[Option<Option<usize>>],
    gone: &[usize],
    places: &[usize],
) -> Finding {
    let languages = |numbers: &[usize]| {
        let tags: Vec<String> = numbers.iter().map(|&number| work.documents[number].language.to_string()).collect();
        tags.join(" and ")
    };
    let kept = (0..texts.len()).find_map(|number| Some((number, found[number]??)));
    let message = match &entry.begins {
        Some(begins) => format!("`{begins}` has changed in {} since it was confirmed", languages(gone)),
        None => format!("this segment has changed in {} since it was confirmed", languages(gone)),
    };
    let hint = match kept {
        Some((number, _)) => format!(
            "look whether {} still says the same, then run diglot check --confirm",
            work.documents[number].language
        ),
        None => "look whether the sides still answer each other, then run diglot check --confirm".to_owned(),
    };
    let (number, sentence) = kept.unwrap_or((gone[0], places[gone[0]].saturating_sub(1)));
    let holds = |segment: &Segment| segment.sentences.get(number).is_some_and(|range| range.contains(&sentence));
    let at = work.segments.iter().position(holds);
    let side = |number: usize| at.map(|at| texts[number].side(work.segments[at].sentences[number].clone()).whole());
    let order = gone.iter().copied().chain((0..texts.len()).filter(|number| !gone.contains(number)));
    let spots: Vec<_> = order.filter_map(side).collect();
    let spots = if spots.is_empty() { vec![texts[number].spot_before(sentence)] } else { spots };
    Draft::new(Kind::Changed, message, hint).at(&work.slug, at, spots, 1.0)
}

/// Returns the kinds that are silenced for each segment of `work`.
pub(super) fn silenced(work: &Work, lock: &Lock) -> Vec<(usize, Kind)> {
    let entries: Vec<&Entry> =
        lock.segments.iter().filter(|entry| entry.work == work.slug && !entry.silence.is_empty()).collect();
    let names: Vec<Names> =
        if entries.is_empty() { Vec::new() } else { work.documents.iter().map(Names::of).collect() };
    let mut silenced = Vec::new();
    for entry in entries {
        let holds = |segment: &Segment| {
            entry.sentences.iter().filter(|(_, called)| !called.is_empty()).all(|(language, called)| {
                let number = work.documents.iter().position(|document| &document.language == language);
                number.is_some_and(|number| {
                    let range = segment.sentences[number].clone();
                    names[number]
                        .find(called, range.start)
                        .is_some_and(|found| found.start >= range.start && found.end <= range.end)
                })
            })
        };
        if entry.sentences.values().any(|called| !called.is_empty()) {
            let segments = work.segments.iter().enumerate().filter(|(_, segment)| holds(segment));
            silenced.extend(segments.flat_map(|(at, _)| entry.silence.iter().map(move |kind| (at, *kind))));
        }
    }
    silenced
}
