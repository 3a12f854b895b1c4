//! Corrections are what the lock file says of beads: sentences that belong together, and places where a bead begins. They
//! win over the aligner, and everything else stays as it found it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::align::{Alignment, Bead};
use super::{Document, Work};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::lock::{self, Entry, Lock};

/// How sure a bead is that somebody has pinned or confirmed.
const CERTAIN: f64 = 1.0;

/// How sure the beads beside a correction are at least: that they end there is certain, so they are never merged across.
const BESIDE: f64 = 0.5;

/// The sentences of one document by their names.
pub struct Names<'a> {
    hashes: Vec<String>,
    texts: Vec<&'a str>,
    places: BTreeMap<String, Vec<usize>>,
}

impl<'a> Names<'a> {
    /// Returns the names of all sentences of `document`.
    pub fn of(document: &'a Document) -> Names<'a> {
        let texts: Vec<&str> = document.sentences().map(|sentence| sentence.text.as_str()).collect();
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

    /// Returns all places where the sentences called `names` stand, one after the other. No names stand nowhere.
    pub fn all(&self, names: &[String]) -> Vec<Range<usize>> {
        let Some((first, rest)) = names.split_first() else { return Vec::new() };
        let follows =
            |start: &usize| rest.iter().enumerate().all(|(after, name)| self.is_called(start + 1 + after, name));
        let starts: Vec<usize> = match self.places.get(first.as_str()) {
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

/// What is decided of the beads between two documents: ranges of both that are one bead, and places in both, which are
/// empty ranges, where a bead begins. Each lies before or behind each other on both sides.
#[derive(Clone, Debug, Default, PartialEq)]
struct Decisions(BTreeSet<Decision>);

/// Where a range of both documents begins, and where it ends.
type Decision = ((usize, usize), (usize, usize));

/// Makes `alignments`, those of the first document of `work` with each of the others, follow `lock`. Entries that name
/// sentences which are not there, or that contradict others, are reported.
pub(super) fn correct(work: &Work, alignments: &mut [Alignment], lock: &Lock) -> Vec<Diagnostic> {
    let [pins, cuts, segments] =
        [&lock.pins, &lock.cuts, &lock.segments].map(|entries| lock::of_work(entries, &work.slug));
    if pins.is_empty() && cuts.is_empty() && segments.is_empty() {
        return Vec::new();
    }
    let names: Vec<Names> = work.documents.iter().map(Names::of).collect();
    let mut diagnostics = Vec::new();
    for (number, alignment) in alignments.iter_mut().enumerate() {
        let documents = (0, number + 1);
        let mut decisions = Decisions::default();
        let stated = pins.iter().map(|entry| (entry, false)).chain(cuts.iter().map(|entry| (entry, true)));
        for (entry, is_cut) in stated {
            match find(entry, work, &names, documents, (0, 0)) {
                Found::Here((start, end)) if decisions.add((start, if is_cut { start } else { end })) => {}
                Found::Here(_) => diagnostics.push(contradiction(lock, entry)),
                Found::Nowhere(missing) => diagnostics.push(stale(lock, entry, work, missing)),
                Found::Elsewhere => {}
            }
        }
        // What is confirmed keeps its beads while it is there; what is not, `check` names.
        let mut place = (0, 0);
        for entry in segments.iter().filter(|entry| entry.confirmed) {
            if let Found::Here((start, end)) = find(entry, work, &names, documents, place) {
                place = end;
                decisions.add((start, end));
            }
        }
        alignment.beads = decisions.apply(&alignment.beads);
    }
    diagnostics
}

/// Names the entries of `lock` whose work is not among those with the slugs `known`.
pub(super) fn homeless(known: &BTreeSet<&str>, lock: &Lock) -> Vec<Diagnostic> {
    let is_known = |entry: &&Entry| known.contains(entry.work.as_str());
    let entries = lock.pins.iter().chain(&lock.cuts).chain(&lock.segments);
    let mut unknown: Vec<&Entry> = entries.filter(|entry| !is_known(entry)).collect();
    unknown.sort_by_key(|entry| (&entry.work, entry.span.start));
    unknown.dedup_by_key(|entry| &entry.work);
    let report = |entry: &Entry| {
        Diagnostic::warning(format!(
            "the lock file speaks of `{}`, and there is no such work",
            entry.work.escape_debug()
        ))
        .at(lock.place(entry))
        .hint("write the slug of a work, or remove what is said of this one")
    };
    unknown.into_iter().map(report).collect()
}

enum Found {
    /// In both documents.
    Here(Decision),
    /// The entry does not speak of these two documents.
    Elsewhere,
    /// The document of this number does not have the sentences.
    Nowhere(usize),
}

/// Finds the sentences of `entry` in two documents, and of several places those nearest to `expected`.
fn find(
    entry: &Entry,
    work: &Work,
    names: &[Names],
    (source, target): (usize, usize),
    expected: (usize, usize),
) -> Found {
    let called = |at: usize| entry.sentences.get(&work.documents[at].language).filter(|names| !names.is_empty());
    let (Some(left), Some(right)) = (called(source), called(target)) else { return Found::Elsewhere };
    match (names[source].find(left, expected.0), names[target].find(right, expected.1)) {
        (Some(left), Some(right)) => Found::Here(((left.start, right.start), (left.end, right.end))),
        (None, _) => Found::Nowhere(source),
        (_, None) => Found::Nowhere(target),
    }
}

fn stale(lock: &Lock, entry: &Entry, work: &Work, missing: usize) -> Diagnostic {
    let path = &work.documents[missing].path;
    Diagnostic::warning(format!("this entry names sentences that are no longer in {path}"))
        .at(lock.place(entry))
        .hint("name the sentences as they are now, by their first words or their hashes, or remove the entry")
}

fn contradiction(lock: &Lock, entry: &Entry) -> Diagnostic {
    Diagnostic::warning("this entry contradicts another one before it, and is passed over")
        .at(lock.place(entry))
        .hint("keep one of the two")
}

impl Decisions {
    /// Adds `new`, if the beads can keep to it as well as to all that is decided already, and tells whether they can.
    fn add(&mut self, new: Decision) -> bool {
        let is_before = |one: Decision, other: Decision| one.1.0 <= other.0.0 && one.1.1 <= other.0.1;
        let before = self.0.range(..new).next_back().is_none_or(|before| is_before(*before, new));
        let behind = self.0.range(new..).next().is_none_or(|behind| is_before(new, *behind));
        before && behind && self.0.insert(new)
    }

    /// Returns `beads` as they are decided to be: cut where one must begin or end, and made one where one is pinned.
    fn apply(&self, beads: &[Bead]) -> Vec<Bead> {
        let (Some(last), false) = (beads.last(), self.0.is_empty()) else { return beads.to_vec() };
        let corners = self.0.iter().flat_map(|&(start, end)| [start, end]);
        let corners: BTreeSet<(usize, usize)> = corners.chain([(0, 0), (last.source.end, last.target.end)]).collect();
        let corners: Vec<(usize, usize)> = corners.into_iter().collect();
        let mut corrected = Vec::with_capacity(beads.len());
        for ends in corners.windows(2) {
            let (source, target) = (ends[0].0..ends[1].0, ends[0].1..ends[1].1);
            if self.0.contains(&(ends[0], ends[1])) {
                corrected.push(Bead { source, target, confidence: CERTAIN });
            } else {
                corrected.extend(clip(beads, &(source, target)));
            }
        }
        corrected
    }
}

/// Returns what of `beads` lies in the region. A bead that has lost one of its sides to a neighbouring region is joined
/// with the next one of its own, as far as there is one.
fn clip(beads: &[Bead], (source, target): &(Range<usize>, Range<usize>)) -> Vec<Bead> {
    let part = |range: &Range<usize>, bounds: &Range<usize>| {
        range.start.clamp(bounds.start, bounds.end)..range.end.clamp(bounds.start, bounds.end)
    };
    let mut clipped: Vec<Bead> = Vec::new();
    let mut has_lost = false;
    let first = beads.partition_point(|bead| bead.source.end <= source.start && bead.target.end <= target.start);
    let is_behind = |bead: &&Bead| bead.source.start >= source.end && bead.target.start >= target.end;
    for bead in beads[first..].iter().take_while(|bead| !is_behind(bead)) {
        let mut inside =
            Bead { source: part(&bead.source, source), target: part(&bead.target, target), ..bead.clone() };
        if inside.source.is_empty() && inside.target.is_empty() {
            continue;
        }
        let loses = !is_half(bead) && is_half(&inside);
        if inside != *bead {
            inside.confidence /= 2.0;
        }
        match clipped.last_mut() {
            Some(last) if has_lost || loses => {
                (last.source.end, last.target.end) = (inside.source.end, inside.target.end);
                last.confidence = last.confidence.min(inside.confidence);
                has_lost = is_half(last);
            }
            _ => {
                has_lost = loses;
                clipped.push(inside);
            }
        }
    }
    let end = clipped.len().saturating_sub(1);
    for at in [0, end] {
        if let Some(bead) = clipped.get_mut(at) {
            bead.confidence = bead.confidence.max(BESIDE);
        }
    }
    clipped
}

fn is_half(bead: &Bead) -> bool {
    bead.source.is_empty() || bead.target.is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn beads(sizes: &[(usize, usize)]) -> Vec<Bead> {
        let mut at = (0, 0);
        let bead = |&(source, target): &(usize, usize)| {
            let bead = Bead { source: at.0..at.0 + source, target: at.1..at.1 + target, confidence: 0.9 };
            at = (bead.source.end, bead.target.end);
            bead
        };
        sizes.iter().map(bead).collect()
    }

    fn shown(beads: &[Bead]) -> Vec<(Range<usize>, Range<usize>)> {
        beads.iter().map(|bead| (bead.source.clone(), bead.target.clone())).collect()
    }

    #[test]
    fn a_pin_makes_one_bead_and_its_neighbours_give_way() {
        let decisions = Decisions([((1, 1), (2, 3))].into());
        assert_eq!(
            shown(&decisions.apply(&beads(&[(1, 1), (1, 1), (1, 1), (1, 1)]))),
            [(0..1, 0..1), (1..2, 1..3), (2..4, 3..4)]
        );
        assert_eq!(shown(&decisions.apply(&beads(&[(2, 2), (1, 2)]))), [(0..1, 0..1), (1..2, 1..3), (2..3, 3..4)]);
    }

    #[test]
    fn a_cut_divides_a_bead() {
        let decisions = Decisions([((2, 1), (2, 1))].into());
        let cut = decisions.apply(&beads(&[(1, 0), (3, 2), (1, 1)]));
        assert_eq!(shown(&cut), [(0..1, 0..0), (1..2, 0..1), (2..4, 1..2), (4..5, 2..3)]);
        assert_eq!(decisions.apply(&[]), []);
    }

    #[test]
    fn what_contradicts_is_not_admitted() {
        let decisions = Decisions([((2, 2), (4, 3)), ((6, 6), (6, 6))].into());
        for (source, target, admitted) in [
            (0..2, 0..2, true),
            (0..1, 3..4, false),
            (3..5, 2..3, false),
            (4..6, 3..6, true),
            (5..7, 5..7, false),
            (7..8, 5..6, false),
            (4..4, 3..3, true),
            (3..3, 2..2, false),
        ] {
            let new = ((source.start, target.start), (source.end, target.end));
            assert_eq!(decisions.clone().add(new), admitted, "{source:?} {target:?}");
        }
    }

    proptest! {
        #[test]
        fn corrected_beads_cover_everything_once_and_in_order(
            sizes in prop::collection::vec((0usize..3, 0usize..3), 1..12),
            pins in prop::collection::vec((0usize..20, 0usize..4, 0usize..20, 0usize..4), 0..4),
            cuts in prop::collection::vec((0usize..20, 0usize..20), 0..4),
        ) {
            let before = beads(&sizes);
            let end = before.last().map_or((0, 0), |bead| (bead.source.end, bead.target.end));
            let mut decisions = Decisions::default();
            for (source, length, target, width) in pins {
                let (source, target) = (source..source + length, target..target + width);
                if source.end <= end.0 && target.end <= end.1 && !source.is_empty() && !target.is_empty() {
                    decisions.add(((source.start, target.start), (source.end, target.end)));
                }
            }
            for cut in cuts.into_iter().filter(|cut| cut.0 < end.0 && cut.1 < end.1) {
                decisions.add((cut, cut));
            }
            let after = decisions.apply(&before);
            let mut at = (0, 0);
            for bead in &after {
                prop_assert_eq!((bead.source.start, bead.target.start), at);
                at = (bead.source.end, bead.target.end);
            }
            prop_assert_eq!(at, end);
            for (start, end) in decisions.0 {
                if start == end {
                    prop_assert!(after.iter().any(|bead| (bead.source.start, bead.target.start) == start));
                } else {
                    prop_assert!(shown(&after).contains(&(start.0..end.0, start.1..end.1)));
                }
            }
        }
    }
}
