//! A segment is a bead as the reader meets it: the same id in every language.
//!
//! The documents of a work are aligned with the first of them, the pivot. Two documents give a segment per bead; of more,
//! a segment ends where the beads of all of them end. Uncertain neighbours become one segment: a reader is better led to
//! the right passage than to the wrong sentence.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::Segment;
use super::align::{Alignment, Bead, Constraints, UNCERTAIN};

/// How sure a document answers itself.
const CERTAIN: f64 = 1.0;

/// Returns the segments of a work from the alignments of its first document with each of the others, each with what it observes.
///
/// They cover every sentence of every document in order. Without alignments there are none.
pub fn segments<A: Borrow<Alignment>>(alignments: &[(A, Constraints)]) -> Vec<Segment> {
    let merge =
        |(alignment, constraints): &(A, Constraints)| merge_uncertain(&alignment.borrow().beads, &constraints.places());
    let merged: Vec<Vec<Bead>> = alignments.iter().map(merge).collect();
    match merged.as_slice() {
        [] => Vec::new(),
        [beads] => beads.iter().map(pair).collect(),
        many => weave(many),
    }
}

fn pair(bead: &Bead) -> Segment {
    Segment { sentences: vec![bead.source.clone(), bead.target.clone()], confidences: vec![CERTAIN, bead.confidence] }
}

/// Makes one bead of each run of uncertain ones that reaches across none of the `places`; it is as uncertain as the least certain
/// of them.
fn merge_uncertain(beads: &[Bead], places: &BTreeSet<(usize, usize)>) -> Vec<Bead> {
    let mut merged: Vec<Bead> = Vec::with_capacity(beads.len());
    for bead in beads {
        let is_parted = || places.contains(&(bead.source.start, bead.target.start));
        match merged.last_mut() {
            Some(last) if last.confidence < UNCERTAIN && bead.confidence < UNCERTAIN && !is_parted() => {
                last.source.end = bead.source.end;
                last.target.end = bead.target.end;
                last.confidence = last.confidence.min(bead.confidence);
            }
            _ => merged.push(bead.clone()),
        }
    }
    merged
}

/// Where the beads of one alignment meet: for each place between two sentences of the pivot where one ends, the first and
/// the last place of the other document that it may be read with. They differ where the other document has sentences
/// that the pivot lacks.
type Joints = BTreeMap<usize, (usize, usize)>;

fn joints(beads: &[Bead]) -> Joints {
    let mut joints = Joints::new();
    let ends = beads.iter().map(|bead| (bead.source.end, bead.target.end));
    for (pivot, other) in ends.chain([(0, 0)]) {
        let joint = joints.entry(pivot).or_insert((other, other));
        *joint = (joint.0.min(other), joint.1.max(other));
    }
    joints
}

/// Returns the segments of three documents or more.
fn weave(alignments: &[Vec<Bead>]) -> Vec<Segment> {
    let all: Vec<Joints> = alignments.iter().map(|beads| joints(beads)).collect();
    let places = |joints: &Joints| joints.keys().copied().collect::<BTreeSet<usize>>();
    let common = all.iter().map(places).reduce(|left, right| &left & &right).unwrap_or_default();
    let mut segments = Vec::new();
    let mut start = 0;
    for end in common {
        if end > start {
            let others = all.iter().map(|joints| joints[&start].1..joints[&end].0);
            let sentences = iter::once(start..end).chain(others).collect();
            let confidences = alignments.iter().map(|beads| least_certain(beads, start, end));
            segments.push(Segment { sentences, confidences: iter::once(CERTAIN).chain(confidences).collect() });
        }
        segments.extend(additions(alignments, &all, end));
        start = end;
    }
    segments
}

/// Returns what the other documents say at `place`, where the pivot says nothing: a segment for each of them.
fn additions(alignments: &[Vec<Bead>], all: &[Joints], place: usize) -> Vec<Segment> {
    let addition = |(number, joints): (usize, &Joints)| {
        let (from, to) = joints[&place];
        let others = all.iter().enumerate().map(|(other, joints)| {
            // Those before have said their part already, those after have not yet.
            let at = if other < number { joints[&place].1 } else { joints[&place].0 };
            if other == number { from..to } else { at..at }
        });
        let sentences = iter::once(place..place).chain(others).collect();
        let here = from_place(&alignments[number], place).take_while(|bead| bead.source.start == place);
        let mut confidences = vec![CERTAIN; all.len() + 1];
        confidences[number + 1] =
            here.filter(|bead| bead.source.is_empty()).map(|bead| bead.confidence).fold(CERTAIN, f64::min);
        (from < to).then_some(Segment { sentences, confidences })
    };
    all.iter().enumerate().filter_map(addition).collect()
}

fn least_certain(beads: &[Bead], start: usize, end: usize) -> f64 {
    let within = from_place(beads, start).take_while(|bead| bead.source.end <= end);
    within.filter(|bead| !bead.source.is_empty()).map(|bead| bead.confidence).fold(CERTAIN, f64::min)
}

/// Returns the beads that begin at `place` of the pivot or behind it.
fn from_place(beads: &[Bead], place: usize) -> impl Iterator<Item = &Bead> {
    beads[beads.partition_point(|bead| bead.source.start < place)..].iter()
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    fn alignment(beads: &[(Range<usize>, Range<usize>, f64)]) -> Alignment {
        let bead = |(source, target, confidence): &(Range<usize>, Range<usize>, f64)| Bead {
            source: source.clone(),
            target: target.clone(),
            confidence: *confidence,
        };
        Alignment { beads: beads.iter().map(bead).collect() }
    }

    fn free(alignments: impl IntoIterator<Item = Alignment>) -> Vec<Segment> {
        segments(&alignments.into_iter().map(|alignment| (alignment, Constraints::default())).collect::<Vec<_>>())
    }

    fn ranges(alignments: impl IntoIterator<Item = Alignment>) -> Vec<Vec<Range<usize>>> {
        free(alignments).into_iter().map(|segment| segment.sentences).collect()
    }

    #[test]
    fn a_bead_is_a_segment_and_uncertain_neighbours_are_one() {
        let beads = [(0..1, 0..1, 0.9), (1..2, 1..1, 0.4), (2..3, 1..3, 0.3), (3..4, 3..4, 0.2), (4..5, 4..5, 0.9)];
        let found = free([alignment(&beads)]);
        assert_eq!(found.iter().map(|segment| segment.confidence(0, 1)).collect::<Vec<_>>(), [0.9, 0.2, 0.9]);
        assert_eq!(found[1].sentences, [1..4, 1..4]);
    }

    #[test]
    fn a_demand_parts_uncertain_neighbours_and_makes_none_of_them_sure() {
        let beads = [(0..1, 0..1, 0.1), (1..2, 1..2, 0.2), (2..3, 2..3, 0.3), (3..4, 3..4, 1.0), (4..5, 4..5, 0.4)];
        let mut demands = Constraints::default();
        assert!(demands.cut(2, 2) && demands.pin(3..4, 3..4));
        let found = segments(&[(alignment(&beads), demands)]);
        let found = found.iter().map(|segment| (segment.sentences[0].clone(), segment.confidence(0, 1)));
        assert_eq!(found.collect::<Vec<_>>(), [(0..2, 0.1), (2..3, 0.3), (3..4, 1.0), (4..5, 0.4)]);
    }

    #[test]
    fn three_documents_meet_where_all_beads_end() {
        let french = alignment(&[(0..1, 0..2, 1.0), (1..2, 2..3, 1.0), (2..3, 3..4, 1.0)]);
        let arabic = alignment(&[(0..2, 0..1, 1.0), (2..3, 1..2, 1.0)]);
        assert_eq!(ranges([french, arabic]), [[0..2, 0..3, 0..1], [2..3, 3..4, 1..2]]);
    }

    #[test]
    fn what_is_unsure_of_one_translation_is_not_of_the_others() {
        let french = alignment(&[(0..1, 0..1, 0.9), (1..2, 1..2, 0.8)]);
        let arabic = alignment(&[(0..1, 0..1, 0.3), (1..1, 1..2, 0.2), (1..2, 2..3, 0.7)]);
        let found = free([french, arabic]);
        let confidences = |one, other| found.iter().map(|segment| segment.confidence(one, other)).collect::<Vec<_>>();
        assert_eq!(found.iter().map(|segment| segment.sentences[2].clone()).collect::<Vec<_>>(), [0..2, 2..3]);
        assert_eq!((confidences(0, 1), confidences(0, 2)), (vec![0.9, 0.8], vec![0.2, 0.7]));
        assert_eq!(confidences(1, 2), [0.2, 0.7]);
    }

    #[test]
    fn what_only_one_translation_has_is_a_segment_of_its_own() {
        let french = alignment(&[(0..1, 0..1, 1.0), (1..1, 1..3, 1.0), (1..2, 3..4, 1.0)]);
        let arabic = alignment(&[(0..0, 0..1, 1.0), (0..1, 1..2, 1.0), (1..2, 2..3, 1.0), (2..2, 3..4, 1.0)]);
        assert_eq!(
            ranges([french, arabic]),
            [[0..0, 0..0, 0..1], [0..1, 0..1, 1..2], [1..1, 1..3, 2..2], [1..2, 3..4, 2..3], [2..2, 4..4, 3..4],]
        );
    }
}
