//! What was confirmed and has changed since: told by the words themselves, not by any date.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bitext::Text;
use super::finding::{Draft, Finding};
use crate::ground::finding::Kind;
use crate::ground::lock::{self, Entry, Lock};
use crate::understand::corrections::Names;
use crate::understand::{Library, Segment, Work};

/// Returns the lock file with all segments of the works confirmed as they are now: of all works, or of those with these
/// slugs. Whatever else it says of them is kept as far as it still applies.
pub fn confirm(library: &Library, lock: &Lock, works: &[String]) -> Lock {
    let is_meant = |work: &&Work| work.documents.len() > 1 && (works.is_empty() || works.contains(&work.slug));
    let meant: BTreeMap<&str, &Work> =
        library.works.iter().map(|work| &**work).filter(is_meant).map(|work| (work.slug.as_str(), work)).collect();
    let kept = lock.segments.iter().filter(|entry| !meant.contains_key(entry.work.as_str())).cloned();
    let segments = kept.chain(meant.values().flat_map(|work| confirmed(work, lock))).collect();
    Lock { segments, ..lock.clone() }
}

/// Returns an entry for each segment of `work`, with the silences that apply to it.
fn confirmed(work: &Work, lock: &Lock) -> Vec<Entry> {
    let decided = Decided::of(work, lock);
    let silenced = decided.silenced();
    let entry = |(at, segment): (usize, &Segment)| {
        let sides = || work.documents.iter().zip(decided.names()).zip(&segment.sentences);
        let begins = sides().find_map(|((_, names), range)| names.texts(range.clone()).first().copied());
        Entry {
            work: work.slug.clone(),
            sentences: sides()
                .map(|((document, names), range)| (document.language.clone(), names.hashes(range.clone()).to_vec()))
                .collect(),
            begins: begins.map(lock::opening),
            confirmed: true,
            silence: silenced
                .range((at, Kind::NAMES[0].1)..)
                .take_while(|(segment, _)| *segment == at)
                .map(|(_, kind)| *kind)
                .collect(),
            span: 0..0,
        }
    };
    work.segments.iter().enumerate().map(entry).collect()
}

/// What a lock file says of the segments of one work.
pub(super) struct Decided<'a> {
    work: &'a Work,
    entries: &'a [Entry],
    /// The sentences of each document by their names, once an entry asks for them.
    names: OnceCell<Vec<Names<'a>>>,
}

/// Where the sentences that an entry names in one language are now.
#[derive(Clone, Copy, PartialEq)]
enum Found {
    /// The entry names none.
    Unnamed,
    /// They are no longer there.
    Gone,
    /// They begin with this one.
    At(usize),
}

impl<'a> Decided<'a> {
    /// Returns what `lock` says of `work`.
    pub(super) fn of(work: &'a Work, lock: &'a Lock) -> Decided<'a> {
        Decided { work, entries: lock::of_work(&lock.segments, &work.slug), names: OnceCell::new() }
    }

    fn names(&self) -> &[Names<'a>] {
        self.names.get_or_init(|| self.work.documents.iter().map(Names::of).collect())
    }

    /// Finds the segments that have changed since they were confirmed.
    pub(super) fn changed(&self, texts: &[Text]) -> Vec<Finding> {
        let mut places = vec![0; self.work.documents.len()];
        let mut findings = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.confirmed) {
            let found: Vec<Found> = (0..places.len()).map(|number| self.find(entry, number, places[number])).collect();
            for (place, found) in places.iter_mut().zip(&found) {
                *place = if let Found::At(start) = found { start + 1 } else { *place + 1 };
            }
            let gone: Vec<usize> = (0..found.len()).filter(|&number| found[number] == Found::Gone).collect();
            if !gone.is_empty() {
                findings.push(report(self.work, texts, entry, &found, &gone, &places));
            }
        }
        findings
    }

    /// Finds the sentences that `entry` names in the document of this number, of several places those nearest to `expected`.
    fn find(&self, entry: &Entry, number: usize, expected: usize) -> Found {
        match entry.named(&self.work.documents[number].language) {
            None => Found::Unnamed,
            Some(named) => {
                self.names()[number].find(named, expected).map_or(Found::Gone, |range| Found::At(range.start))
            }
        }
    }

    /// Returns the segments for which kinds are silenced, by number.
    pub(super) fn silenced(&self) -> BTreeSet<(usize, Kind)> {
        let mut silenced = BTreeSet::new();
        for entry in self.entries.iter().filter(|entry| !entry.silence.is_empty()) {
            let named = entry.sentences.keys().filter_map(|language| Some((language, entry.named(language)?)));
            let held = named.map(|(language, named)| {
                let number = self.work.documents.iter().position(|document| &document.language == language);
                number.map(|number| holding(self.work, number, &self.names()[number].all(named))).unwrap_or_default()
            });
            for segment in held.reduce(|one, other| &one & &other).unwrap_or_default() {
                silenced.extend(entry.silence.iter().map(|kind| (segment, *kind)));
            }
        }
        silenced
    }
}

fn report(work: &Work, texts: &[Text], entry: &Entry, found: &[Found], gone: &[usize], places: &[usize]) -> Finding {
    let languages = |numbers: &[usize]| {
        let tags: Vec<String> = numbers.iter().map(|&number| work.documents[number].language.to_string()).collect();
        tags.join(" and ")
    };
    let kept = found.iter().enumerate().find_map(|(number, found)| match found {
        Found::At(start) => Some((number, *start)),
        _ => None,
    });
    let what = entry.begins.as_ref().map_or("this segment".to_owned(), |begins| format!("`{begins}`"));
    let message = format!("{what} has changed in {} since it was confirmed", languages(gone));
    let hint = match kept {
        Some((number, _)) => format!(
            "look whether {} still says the same, then run diglot check --confirm",
            work.documents[number].language
        ),
        None => "look whether the sides still answer each other, then run diglot check --confirm".to_owned(),
    };
    let (number, sentence) = kept.unwrap_or((gone[0], places[gone[0]].saturating_sub(1)));
    let holds = |segment: &Segment| segment.sentences[number].contains(&sentence);
    let at = work.segments.iter().position(holds);
    let side = |number: usize| at.map(|at| texts[number].side(work.segments[at].sentences[number].clone()).whole());
    let order = gone.iter().copied().chain((0..texts.len()).filter(|number| !gone.contains(number)));
    let spots: Vec<_> = order.filter_map(side).collect();
    let spots = if spots.is_empty() { vec![texts[number].spot_before(sentence)] } else { spots };
    Draft::new(Kind::Changed, message, hint).at(&work.slug, at, spots, 1.0)
}

/// Returns the segments of `work` that hold one of `ranges` of the document of this number.
fn holding(work: &Work, number: usize, ranges: &[Range<usize>]) -> BTreeSet<usize> {
    let holds = |range: &Range<usize>| {
        let at = work.segments.partition_point(|segment| segment.sentences[number].end <= range.start);
        let segment = work.segments.get(at)?.sentences[number].clone();
        (segment.start <= range.start && range.end <= segment.end).then_some(at)
    };
    ranges.iter().filter_map(holds).collect()
}
