//! Rows show the segments beside each other, and what was found of them. Long stretches in which nothing was found are
//! left out and counted: the texts themselves are at hand.

use serde::Serialize;

use super::Card;
use super::map;
use crate::check::Finding;
use crate::understand::Work;

/// As many segments around a finding are shown, so that one sees what goes before.
const AROUND: usize = 1;

/// A bitext with up to so many segments is shown whole.
const WHOLE: usize = 60;

/// A segment.
#[derive(Serialize)]
pub(super) struct Row {
    id: String,
    name: String,
    /// How many segments before it are left out.
    skipped: usize,
    percent: usize,
    sure: usize,
    shape: String,
    tags: Vec<String>,
    dirs: Vec<&'static str>,
    sides: Vec<Vec<Piece>>,
    cards: Vec<Card>,
}

/// A stretch of a side, and whether something was found there.
#[derive(Serialize)]
struct Piece {
    text: String,
    is_marked: bool,
}

/// Returns the rows of the first document of `work` beside that of the number `other`.
pub(super) fn rows(work: &Work, other: usize, findings: &[&Finding], prefix: &str) -> Vec<Row> {
    let sentences: Vec<Vec<&str>> = [0, other]
        .map(|number| work.documents[number].sentences().map(|sentence| sentence.text.as_str()).collect())
        .into();
    let is_near = |at: usize| {
        let found = |finding: &&Finding| finding.segment.is_some_and(|segment| segment.abs_diff(at) <= AROUND);
        work.segments.len() <= WHOLE || findings.iter().any(found)
    };
    let mut rows = Vec::new();
    let mut skipped = 0;
    for (at, segment) in work.segments.iter().enumerate() {
        let ranges = [0, other].map(|number| segment.sentences.get(number).cloned().unwrap_or(0..0));
        if ranges.iter().all(|range| range.is_empty()) {
            continue;
        }
        if !is_near(at) {
            skipped += 1;
            continue;
        }
        let here: Vec<&&Finding> = findings.iter().filter(|finding| finding.segment == Some(at)).collect();
        let documents = [0, other].map(|number| &work.documents[number]);
        let side = |side: usize| {
            let text = sentences[side].get(ranges[side].clone()).unwrap_or_default().join(" ");
            pieces(&text, &marks(&here, documents[side].language.tag()))
        };
        rows.push(Row {
            id: format!("{prefix}-s{at}"),
            name: format!("s{at}"),
            skipped: std::mem::take(&mut skipped),
            percent: (segment.confidence * 100.0).floor() as usize,
            sure: map::sure(segment.confidence),
            shape: format!("{}:{}", ranges[0].len(), ranges[1].len()),
            tags: documents.map(|document| document.language.tag().to_owned()).into(),
            dirs: documents.map(|document| document.language.direction().as_str()).into(),
            sides: vec![side(0), side(1)],
            cards: here.iter().map(|finding| super::card(work, finding)).collect(),
        });
    }
    rows
}

/// Returns the words that findings mark in this language.
fn marks<'a>(findings: &[&&'a Finding], tag: &str) -> Vec<&'a str> {
    let spots = findings.iter().flat_map(|finding| &finding.spots).filter(|spot| spot.language.tag() == tag);
    let words = spots.filter_map(|spot| spot.excerpt.get(spot.marked.clone()));
    words.filter(|words| !words.trim().is_empty()).collect()
}

/// Divides `text` where one of `marks` stands first.
fn pieces(text: &str, marks: &[&str]) -> Vec<Piece> {
    let mut ranges: Vec<_> = marks.iter().filter_map(|mark| text.find(mark).map(|at| at..at + mark.len())).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut add = |text: &str, is_marked: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), is_marked });
        }
    };
    for range in ranges.into_iter() {
        if range.start >= done {
            add(&text[done..range.start], false);
            add(&text[range.clone()], true);
            done = range.end;
        }
    }
    add(&text[done..], false);
    pieces
}
