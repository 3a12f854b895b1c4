//! The map shows a whole bitext at a glance: both texts as columns of sentences, as long as they are, and a ribbon for each
//! bead between them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::fold::Fold;
use crate::check::Finding;
use crate::understand::Work;

/// Measures of the drawing, in its own units.
const WIDTH: f64 = 120.0;
const COLUMN: f64 = 14.0;
/// How high the drawing is for each segment, within bounds: a map is seen at a glance.
const HEIGHT_OF_SEGMENT: f64 = 26.0;
const HEIGHTS: (f64, f64) = (160.0, 640.0);
/// What parts two sentences, as a share of the height.
const GAP: f64 = 0.0015;

/// Draws the first document of `work` and that of the number `other`. The ids of the rows that ribbons lead to begin with
/// `prefix`.
pub(super) fn map(work: &Work, other: usize, findings: &[&Finding], folds: &[Fold], prefix: &str) -> Value {
    let height = (work.segments.len() as f64 * HEIGHT_OF_SEGMENT).clamp(HEIGHTS.0, HEIGHTS.1);
    let columns = [0, other].map(|number| edges(work, number, height));
    let right = WIDTH - COLUMN;
    let found: BTreeSet<usize> = findings.iter().flat_map(|finding| finding.segments()).collect();
    let ribbons = work.segments.iter().enumerate().filter_map(|(at, segment)| {
        let ranges = [0, other].map(|number| &segment.sentences[number]);
        let [left, target] =
            [0, 1].map(|side: usize| (columns[side][ranges[side].start], columns[side][ranges[side].end]));
        let confidence = segment.confidence(0, other);
        (!ranges.iter().all(|range| range.is_empty())).then(|| {
            json!({
                "path": ribbon(left, target, right),
                "sure": sure(confidence),
                "row": (folds[at] != Fold::LeftOut).then(|| format!("{prefix}-s{at}")),
                "title": format!("s{at}, {} % sure", (confidence * 100.0).floor()),
                "is_found": found.contains(&at),
            })
        })
    });
    let bar = |x: f64, ends: &[f64]| {
        let length = (ends[1] - ends[0] - GAP * height).max(0.3);
        json!({ "x": x, "y": round(ends[0]), "height": round(length) })
    };
    let bars = [0.0, right].into_iter().zip(&columns);
    let bars = bars.flat_map(|(x, edges)| edges.windows(2).map(move |ends| bar(x, ends)));
    json!({
        "width": WIDTH,
        "height": height,
        "column": COLUMN,
        "ribbons": ribbons.collect::<Vec<_>>(),
        "bars": bars.collect::<Vec<_>>(),
    })
}

/// Returns where each sentence of a document begins, and where the last one ends, when all of them fill the height.
fn edges(work: &Work, number: usize, height: f64) -> Vec<f64> {
    let lengths: Vec<f64> =
        work.documents[number].sentences().map(|sentence| sentence.text().chars().count().max(1) as f64).collect();
    let all: f64 = lengths.iter().sum::<f64>().max(1.0);
    let mut edges = vec![0.0];
    let mut done = 0.0;
    for length in lengths {
        done += length;
        edges.push(done / all * height);
    }
    edges
}

fn ribbon((left_start, left_end): (f64, f64), (right_start, right_end): (f64, f64), right: f64) -> String {
    let (from, to, middle) = (COLUMN, right, f64::midpoint(COLUMN, right));
    let [a, b, c, d] = [left_start, left_end, right_start, right_end].map(round);
    format!("M{from} {a}C{middle} {a} {middle} {c} {to} {c}L{to} {d}C{middle} {d} {middle} {b} {from} {b}Z")
}

fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// Returns how sure a bead is, in steps from 0 to 4: what colours can tell apart.
pub(super) fn sure(confidence: f64) -> usize {
    [0.5, 0.75, 0.9, 0.97].iter().filter(|step| confidence >= **step).count()
}
