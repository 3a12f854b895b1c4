//! The lattice: all ways to cut two texts into beads, within a band, and the probability of each bead.
//!
//! A path runs from (0, 0) to the ends of both texts in steps of one bead. Sentences without counterpart come in runs,
//! so the lattice has three states: after a match, in a gap of the source, in a gap of the target. Forward and
//! backward sums give every bead its posterior probability; the path of the most expected right beads is read off.

use rayon::prelude::*;

use super::band::Band;
use super::evidence::{Evidence, Rows, Scratch};

/// The most sentences of one side that a bead may hold.
pub(super) const WIDEST: usize = 5;

/// The shapes of beads with both sides that are tried.
pub(super) const SHAPES: [(usize, usize); 14] =
    [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (1, 5), (5, 1), (3, 3), (2, 4)];

/// How many beads, and how many sentences in gaps, the usual steps weigh as much as.
const PRIOR: f64 = 30.0;
const GAPS: f64 = 5.0;

/// How often a gap follows a bead in the usual translation.
const OPEN: f64 = 0.04;

/// How likely each step is, whatever the sentences say.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    shapes: [f64; SHAPES.len()],
    /// From a match into a gap of one side; from a match to a match.
    open: f64,
    stay: f64,
    /// Within a gap; out of it; from a gap in the source to one in the target.
    extend: f64,
    close: f64,
    turn: f64,
}

/// Counts of the steps.
#[derive(Clone, Debug, Default)]
pub(super) struct StepCounts {
    pub(super) shapes: [f64; SHAPES.len()],
    pub(super) open: f64,
    pub(super) extend: f64,
    pub(super) close: f64,
}

impl Steps {
    /// Returns the steps as counted, on top of what is usual in translations.
    pub(super) fn new(counts: &StepCounts) -> Steps {
        const USUAL: [f64; SHAPES.len()] =
            [0.87, 0.045, 0.045, 0.01, 0.008, 0.008, 0.003, 0.003, 0.002, 0.002, 0.001, 0.001, 0.001, 0.001];
        let all: f64 = counts.shapes.iter().sum();
        let mut shapes = [0.0; SHAPES.len()];
        for (at, shape) in shapes.iter_mut().enumerate() {
            // The count of a shape and of its mirror image are one.
            let mirror = SHAPES.iter().position(|&(m, n)| (n, m) == SHAPES[at]);
            let count = (counts.shapes[at] + mirror.map_or(counts.shapes[at], |mirror| counts.shapes[mirror])) / 2.0;
            *shape = ((count + PRIOR * USUAL[at]) / (all + PRIOR)).ln();
        }
        let open = (counts.open + PRIOR * OPEN) / (all + PRIOR);
        let extend = (counts.extend + GAPS * 0.5) / (counts.extend + counts.close + GAPS);
        let turn = 0.05 * (1.0 - extend);
        Steps {
            shapes,
            open: (open / 2.0).min(0.25).ln(),
            stay: (1.0 - open.min(0.5)).ln(),
            extend: extend.ln(),
            close: (1.0 - extend - turn).max(1e-6).ln(),
            turn: turn.ln(),
        }
    }
}

/// A bead with both sides and its probability: it ends before sentence `i` of the source and `j` of the target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likely {
    pub(super) i: usize,
    pub(super) j: usize,
    pub(super) m: usize,
    pub(super) n: usize,
    pub(super) probability: f64,
}

/// Beads less likely than this are forgotten.
const FORGOTTEN: f64 = 0.01;

/// Points whose logarithmic probability is less than this are passed over on the way back.
const HOPELESS: f64 = -12.0;

/// Of a sum, terms that are less than e to this of the greatest change nothing that is looked at.
const NEGLIGIBLE: f64 = 16.0;

const NEVER: f64 = f64::NEG_INFINITY;

/// Returns all beads that are not wholly unlikely, ordered by their ends; none where no path keeps to the band.
///
/// The blocks of a long band are looked at each for itself, at once.
pub(super) fn likely(evidence: &Evidence, band: &Band, steps: &Steps) -> Vec<Likely> {
    let look = |scratch: &mut Scratch, block: Band| {
        let (passages, all) = forward(evidence, scratch, &block, steps);
        (all > NEVER).then(|| backward(evidence, scratch, &block, steps, &passages, all))
    };
    let blocks: Option<Vec<Vec<Likely>>> =
        band.blocks().into_par_iter().map_init(|| evidence.scratch(), look).collect();
    blocks.unwrap_or_default().concat()
}

/// The log probabilities of the paths to a point: by match, in a source gap, in a target gap.
type Point = [f64; 3];

/// The log probabilities of the paths to a point by match, and of those to it and on by a match.
#[derive(Clone, Copy)]
struct Passage {
    matched: f64,
    onward: f64,
}

const UNREACHED: Passage = Passage { matched: NEVER, onward: NEVER };

fn forward(evidence: &Evidence, scratch: &mut Scratch, band: &Band, steps: &Steps) -> (Vec<Passage>, f64) {
    let mut passages = vec![UNREACHED; band.size()];
    let mut rows = Rows::new(evidence, scratch);
    // The points of the row before, which gaps in the source come from, and the range of columns they stand for.
    let mut above: (usize, Vec<Point>) = (0, Vec::new());
    for x in band.places() {
        if x > band.top() {
            rows.push_back(x - 1, band.cells(x - 1));
        }
        let columns = band.columns(x);
        let mut row: Vec<Point> = Vec::with_capacity(columns.len());
        for y in columns.clone() {
            let matched = if band.starts(x, y) { 0.0 } else { matched(&mut rows, band, steps, &passages, x, y) };
            let mut point = [matched, NEVER, NEVER];
            if let Some([matched, source, _]) = y.checked_sub(above.0).and_then(|at| above.1.get(at)) {
                point[1] = log_sum(&[matched + steps.open, source + steps.extend]);
            }
            if let Some([matched, source, target]) = row.last() {
                point[2] = log_sum(&[matched + steps.open, source + steps.turn, target + steps.extend]);
            }
            if let Some(here) = band.at(x, y) {
                passages[here] = Passage { matched, onward: steps.exit(&point) };
            }
            row.push(point);
        }
        above = (columns.start, row);
    }
    let all = above.1.last().map_or(NEVER, |end| log_sum(end));
    (passages, all)
}

/// Returns the log probability of the paths that reach a point by a match.
fn matched(rows: &mut Rows, band: &Band, steps: &Steps, passages: &[Passage], x: usize, y: usize) -> f64 {
    let mut terms = [NEVER; SHAPES.len()];
    for (shape, &(m, n)) in SHAPES.iter().enumerate().take(band.shapes) {
        let before = band.before((x, y), (m, n)).map_or(NEVER, |before| passages[before].onward);
        if before > NEVER {
            terms[shape] = before + steps.shapes[shape] + rows.bead(m, y - n, y);
        }
    }
    log_sum(&terms[..band.shapes])
}

fn backward(
    evidence: &Evidence,
    scratch: &mut Scratch,
    band: &Band,
    steps: &Steps,
    passages: &[Passage],
    all: f64,
) -> Vec<Likely> {
    let (top, last) = (band.top(), band.places().end - 1);
    // `after` holds for each point the paths from it to the end, by the state it is left from; `leave` those that go on
    // with a match.
    let mut after = Window::new(band);
    let mut leave = Window::new(band);
    let mut rows = Rows::new(evidence, scratch);
    for i in last.saturating_sub(WIDEST).max(top)..last {
        rows.push_back(i, band.cells(i));
    }
    let mut likely = Vec::new();
    for x in band.places().rev() {
        if x < last && x >= top + WIDEST {
            rows.push_front(x - WIDEST, band.cells(x - WIDEST));
        }
        rows.truncate(x);
        for y in band.columns(x).rev() {
            let here = band.at(x, y).unwrap_or(0);
            let go = leave.get(x, y)[0];
            let [_, source, target] = after.get(x, y);
            let mut out = if band.ends(x, y) {
                [0.0; 3]
            } else {
                [
                    log_sum(&[go + steps.stay, source + steps.open, target + steps.open]),
                    log_sum(&[go + steps.close, source + steps.extend, target + steps.turn]),
                    log_sum(&[go + steps.close, target + steps.extend]),
                ]
            };
            for value in &mut out {
                if value.is_nan() {
                    *value = NEVER;
                }
            }
            if x > top && band.at(x - 1, y).is_some() {
                after.set(x - 1, y, 1, out[1]);
            }
            if y > 0 && band.at(x, y - 1).is_some() {
                after.set(x, y - 1, 2, out[2]);
            }
            if passages[here].matched + out[0] - all < HOPELESS {
                continue;
            }
            for (shape, &(m, n)) in SHAPES.iter().enumerate().take(band.shapes) {
                let Some(before) = band.before((x, y), (m, n)) else { continue };
                let before = passages[before].onward;
                if before == NEVER {
                    continue;
                }
                let step = steps.shapes[shape] + rows.bead(m, y - n, y) + out[0];
                leave.add(x - m, y - n, step);
                let probability = (before + step - all).exp();
                if probability > FORGOTTEN {
                    likely.push(Likely { i: x, j: y, m, n, probability: probability.min(1.0) });
                }
            }
        }
        after.forget(x);
        leave.forget(x);
    }
    likely.reverse();
    likely
}

impl Steps {
    /// Returns the log probability of leaving a point with a match.
    fn exit(&self, point: &Point) -> f64 {
        log_sum(&[point[0] + self.stay, point[1] + self.close, point[2] + self.close])
    }
}

fn log_sum(terms: &[f64]) -> f64 {
    let most = terms.iter().copied().fold(NEVER, f64::max);
    if most == NEVER {
        return NEVER;
    }
    let sum: f64 = terms.iter().map(|term| if *term > most - NEGLIGIBLE { (term - most).exp() } else { 0.0 }).sum();
    // Mostly one term outweighs all others, and logarithms take long.
    if sum > 1.0 { most + sum.ln() } else { most }
}

/// Values of the rows of the band that are still needed.
struct Window<'a> {
    band: &'a Band,
    rows: std::collections::BTreeMap<usize, Vec<Point>>,
}

impl<'a> Window<'a> {
    fn new(band: &'a Band) -> Window<'a> {
        Window { band, rows: Default::default() }
    }

    fn row(&mut self, x: usize) -> &mut Vec<Point> {
        let band = self.band;
        self.rows.entry(x).or_insert_with(|| vec![[NEVER; 3]; band.columns(x).len()])
    }

    fn get(&mut self, x: usize, y: usize) -> Point {
        let first = self.band.columns(x).start;
        self.row(x)[y - first]
    }

    fn set(&mut self, x: usize, y: usize, state: usize, value: f64) {
        let first = self.band.columns(x).start;
        self.row(x)[y - first][state] = value;
    }

    fn add(&mut self, x: usize, y: usize, value: f64) {
        let first = self.band.columns(x).start;
        let cell = &mut self.row(x)[y - first][0];
        *cell = log_sum(&[*cell, value]);
    }

    fn forget(&mut self, x: usize) {
        self.rows.remove(&x);
    }
}
