//! Rows show the segments beside each other, and what was found of them. Stretches of a long text in which nothing was
//! found are folded.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::card::{Card, card};
use super::map;
use crate::check::Finding;
use crate::check::spot::Mark;
use crate::understand::{Document, Sentence, Work};

/// As many segments around a finding are shown, so that one sees what goes before.
const AROUND: usize = 1;

/// A bitext with up to so many segments is shown whole.
const WHOLE: usize = 60;

/// Of a bitext with more segments than this, folded stretches are counted and left out: the page would be too heavy to
/// open, and the texts themselves are at hand.
const MOST: usize = 5_000;

/// Segments in a row.
#[derive(Serialize)]
pub(super) struct Stretch {
    is_folded: bool,
    /// How many segments it has, also where they are left out.
    count: usize,
    rows: Vec<Row>,
}

impl Stretch {
    /// Returns the ids of its rows.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| row.id.as_str())
    }
}

/// A segment.
#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    /// Whether the aligner is not sure that the two sides belong together, so that one should look.
    is_unsure: bool,
    percent: usize,
    sure: usize,
    /// How deep the bead is drawn in between its sides, in percent of half its height: deeper the less sure it is.
    waist: usize,
    shape: String,
    sides: [Vec<Piece>; 2],
    cards: Vec<Card>,
}

/// A stretch of a side, and whether something was found there.
#[derive(Serialize)]
struct Piece {
    text: String,
    is_marked: bool,
}

/// Returns the segments of the first document of `work` beside that of the number `other`; the ids of their rows begin
/// with `prefix`.
pub(super) fn stretches(work: &Work, other: usize, findings: &[&Finding], prefix: &str) -> Vec<Stretch> {
    let sentences = [0, other].map(|number| work.documents[number].sentences().collect::<Vec<_>>());
    let mut near = vec![work.segments.len() <= WHOLE; work.segments.len()];
    let mut found: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for (segment, finding) in findings.iter().filter_map(|finding| Some((finding.segment?, *finding))) {
        found.entry(segment).or_default().push(finding);
        let end = (segment + AROUND + 1).min(near.len());
        near[segment.saturating_sub(AROUND).min(end)..end].fill(true);
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    for (at, segment) in work.segments.iter().enumerate() {
        let ranges = [0, other].map(|number| segment.sentences.get(number).cloned().unwrap_or(0..0));
        if ranges.iter().all(|range| range.is_empty()) {
            continue;
        }
        if stretches.last().is_none_or(|stretch| stretch.is_folded == near[at]) {
            stretches.push(Stretch { is_folded: !near[at], count: 0, rows: Vec::new() });
        }
        let here = found.remove(&at).unwrap_or_default();
        let side =
            |side: usize, number: usize| pieces(&work.documents[number], &sentences[side], ranges[side].clone(), &here);
        if let Some(stretch) = stretches.last_mut() {
            stretch.count += 1;
            if near[at] || work.segments.len() <= MOST {
                let sides = [side(0, 0), side(1, other)];
                let shape = format!("{}:{}", ranges[0].len(), ranges[1].len());
                let confidence = segment.confidence(0, other);
                stretch.rows.push(row(work, confidence, (prefix, at), shape, sides, &here));
            }
        }
    }
    stretches
}

fn row(
    work: &Work,
    confidence: f64,
    (prefix, at): (&str, usize),
    shape: String,
    sides: [Vec<Piece>; 2],
    findings: &[&Finding],
) -> Row {
    let sure = map::sure(confidence);
    Row {
        id: format!("{prefix}-s{at}"),
        name: format!("s{at}"),
        is_unsure: sure < 3,
        percent: (confidence * 100.0).floor() as usize,
        sure,
        waist: ((1.0 - confidence.clamp(0.0, 1.0)) * 40.0) as usize + 6,
        shape,
        sides,
        cards: findings.iter().map(|finding| card(work, finding)).collect(),
    }
}

/// Returns the sentences in `range`, which stand in `document`, divided where findings mark their words.
fn pieces(document: &Document, sentences: &[&Sentence], range: Range<usize>, findings: &[&Finding]) -> Vec<Piece> {
    let spots = findings.iter().flat_map(|finding| &finding.spots);
    let marks = spots.filter(|spot| spot.language == document.language).filter_map(|spot| spot.mark.as_ref());
    let mut marks: Vec<&Mark> = marks.collect();
    marks.sort_by_key(|mark| (mark.sentence, mark.words.start, mark.words.end));
    let mut pieces = Vec::new();
    let mut add = |text: &str, is_marked: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), is_marked });
        }
    };
    for number in range.clone() {
        let Some(sentence) = sentences.get(number) else { break };
        add(if number == range.start { "" } else { sentence.space(&document.language) }, false);
        let mut rest = 0;
        for mark in marks.iter().filter(|mark| mark.sentence == number) {
            if let (Some(before), Some(words)) =
                (sentence.text().get(rest..mark.words.start), sentence.text().get(mark.words.clone()))
            {
                add(before, false);
                add(words, true);
                rest = mark.words.end;
            }
        }
        add(&sentence.text()[rest..], false);
    }
    pieces
}
