//! The map shows a whole bitext at a glance: both texts as columns of sentences, as long as they are, and a ribbon for each
//! bead between them.

use std::collections::BTreeSet;

use serde::Serialize;

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

/// The drawing of a bitext.
#[derive(Serialize)]
pub(super) struct Map {
    width: f64,
    height: f64,
    column: f64,
    right: f64,
    ribbons: Vec<Ribbon>,
    bars: Vec<Bar>,
}

/// A bead: the area between its sentences on both sides.
#[derive(Serialize)]
struct Ribbon {
    path: String,
    sure: usize,
    /// The id of its row, where there is one.
    row: Option<String>,
    title: String,
    is_found: bool,
}

/// A sentence.
#[derive(Serialize)]
struct Bar {
    x: f64,
    y: f64,
    height: f64,
}

impl Map {
    /// Draws the first document of `work` and that of the number `other`; of the rows, whose ids begin with `prefix`, there
    /// are those in `rows`.
    pub(super) fn new(work: &Work, other: usize, findings: &[&Finding], prefix: &str, rows: &BTreeSet<&str>) -> Map {
        let height = (work.segments.len() as f64 * HEIGHT_OF_SEGMENT).clamp(HEIGHTS.0, HEIGHTS.1);
        let columns = [0, other].map(|number| edges(work, number, height));
        let right = WIDTH - COLUMN;
        let found: BTreeSet<usize> = findings.iter().flat_map(|finding| finding.segments()).collect();
        let ribbons = work.segments.iter().enumerate().filter_map(|(at, segment)| {
            let ranges = [0, other].map(|number| segment.sentences.get(number).cloned().unwrap_or(0..0));
            let [left, target] = [0, 1].map(|side| {
                let edge = |at: usize| columns[side].get(at).copied().unwrap_or(height);
                (edge(ranges[side].start), edge(ranges[side].end))
            });
            (!ranges.iter().all(|range| range.is_empty())).then(|| Ribbon {
                path: ribbon(left, target, right),
                sure: sure(segment.confidence(0, other)),
                row: Some(format!("{prefix}-s{at}")).filter(|row| rows.contains(row.as_str())),
                title: format!("s{at}, {} % sure", (segment.confidence(0, other) * 100.0).floor()),
                is_found: found.contains(&at),
            })
        });
        let ribbons = ribbons.collect();
        let bar = |x: f64, ends: &[f64]| Bar {
            x,
            y: round(ends[0]),
            height: round((ends[1] - ends[0] - GAP * height).max(0.3)),
        };
        let bars = [0.0, right]
            .into_iter()
            .zip(&columns)
            .flat_map(|(x, edges)| edges.windows(2).map(move |ends| bar(x, ends)));
        Map { width: WIDTH, height, column: COLUMN, right, ribbons, bars: bars.collect() }
    }
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
