//! Rows show the segments beside each other, and what was found of them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Value, json};

use super::card::card;
use super::fold::Fold;
use super::map;
use crate::check::Finding;
use crate::check::spot::Mark;
use crate::understand::{Document, Sentence, Work};

/// Returns the segments of the first document of `work` beside that of the number `other`, in stretches that are folded or
/// not; the ids of their rows begin with `prefix`.
pub(super) fn stretches(work: &Work, other: usize, findings: &[&Finding], folds: &[Fold], prefix: &str) -> Vec<Value> {
    let sentences = [0, other].map(|number| work.documents[number].sentences().collect::<Vec<_>>());
    let mut found: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        finding.segment.into_iter().for_each(|segment| found.entry(segment).or_default().push(finding));
    }
    let row = |at: &usize| {
        let segment = &work.segments[*at];
        let found = found.get(at).map(Vec::as_slice).unwrap_or_default();
        let ranges = [0, other].map(|number| segment.sentences[number].clone());
        let confidence = segment.confidence(0, other);
        let sure = map::sure(confidence);
        json!({
            "id": format!("{prefix}-s{at}"),
            "name": format!("s{at}"),
            // The aligner is not sure that the two sides belong together, so that one should look.
            "is_unsure": sure < 3,
            "percent": (confidence * 100.0).floor() as usize,
            "sure": sure,
            // How deep the bead is drawn in between its sides, in percent of half its height: deeper the less sure it is.
            "waist": ((1.0 - confidence.clamp(0.0, 1.0)) * 40.0) as usize + 6,
            "shape": format!("{}:{}", ranges[0].len(), ranges[1].len()),
            "sides": [
                pieces(&work.documents[0], &sentences[0], &ranges[0], found),
                pieces(&work.documents[other], &sentences[1], &ranges[1], found),
            ],
            "cards": found.iter().map(|finding| card(work, finding)).collect::<Vec<_>>(),
        })
    };
    let has_sentences = |at: &usize| [0, other].iter().any(|number| !work.segments[*at].sentences[*number].is_empty());
    let shown: Vec<usize> = (0..work.segments.len()).filter(has_sentences).collect();
    let stretch = |stretch: &[usize]| {
        let fold = folds[stretch[0]];
        let rows = if fold == Fold::LeftOut { Vec::new() } else { stretch.iter().map(row).collect() };
        json!({ "is_folded": fold != Fold::Open, "count": stretch.len(), "rows": rows })
    };
    shown.chunk_by(|one, next| folds[*one] == folds[*next]).map(stretch).collect()
}

/// Returns the sentences in `range`, which stand in `document`, divided where findings mark their words.
fn pieces(document: &Document, sentences: &[&Sentence], range: &Range<usize>, findings: &[&Finding]) -> Vec<Value> {
    let spots = findings.iter().flat_map(|finding| &finding.spots);
    let marks = spots.filter(|spot| spot.language == document.language).filter_map(|spot| spot.mark.as_ref());
    let mut marks: Vec<&Mark> = marks.collect();
    marks.sort_by_key(|mark| (mark.sentence, mark.words.start, mark.words.end));
    let mut pieces = Vec::new();
    let mut add = |text: &str, is_marked: bool| {
        if !text.is_empty() {
            pieces.push(json!({ "text": text, "is_marked": is_marked }));
        }
    };
    for number in range.clone() {
        let sentence = sentences[number];
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
