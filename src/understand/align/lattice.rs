//! The lattice: all ways to cut two texts into beads, within a band, and the probability of each bead.
//!
//! A path runs from (0, 0) to the ends of both texts in steps of one bead. Sentences without counterpart come in runs,
//! so the lattice has three states: after a match, in a gap of the source, in a gap of the target. Forward and
//! backward sums give every bead its posterior probability; the path of the most expected right beads is read off.

use super::band::Band;
use super::evidence::{Evidence, Rows};
use super::shape::{Likely, SHAPES};
use super::steps::Steps;

/// Beads less likely than this are forgotten.
const FORGOTTEN: f64 = 0.01;

/// Of a sum, terms that are less than e to this of the greatest change nothing that is looked at.
const NEGLIGIBLE: f64 = 16.0;

const NEVER: f64 = f64::NEG_INFINITY;

/// Returns all beads that are not wholly unlikely, ordered by their ends.
pub(super) fn likely(evidence: &Evidence, band: &Band, steps: &Steps) -> Vec<Likely> {
    let forward = Forward::new(evidence, band, steps);
    backward(band, steps, forward)
}

/// The log probabilities of the paths to a point: by match, in a source gap, in a target gap.
type Point = [f64; 3];

/// A bead that ends at a point: its shape, and the logarithm of its score and step.
struct Tried {
    shape: u8,
    score: f32,
}

/// What is known on the way to the end.
struct Forward {
    /// For each point the log probability of the paths to it and on by a match.
    onward: Vec<f64>,
    /// The beads that were tried, in the order of the points that they end at, and how many there are up to each point.
    tried: Vec<Tried>,
    ends: Vec<u32>,
    /// The log probability of all paths.
    all: f64,
}

impl Forward {
    fn new(evidence: &Evidence, band: &Band, steps: &Steps) -> Forward {
        let onward = vec![NEVER; band.size()];
        let ends = Vec::with_capacity(band.size());
        let mut forward = Forward { onward, tried: Vec::new(), ends, all: NEVER };
        let mut rows = Rows::new(evidence);
        // The points of the row before, which gaps in the source come from, and the first column they stand for.
        let mut above: (usize, Vec<Point>) = (0, Vec::new());
        for x in 0..=band.rows() {
            if x > 0 {
                rows.push(x - 1, band.cells(x - 1));
            }
            let columns = band.columns(x);
            let mut row: Vec<Point> = Vec::with_capacity(columns.len());
            for y in columns.clone() {
                let matched = if (x, y) == (0, 0) { 0.0 } else { forward.matched(&mut rows, band, steps, (x, y)) };
                forward.ends.push(forward.tried.len() as u32);
                let mut point = [matched, NEVER, NEVER];
                if let Some([matched, source, _]) = y.checked_sub(above.0).and_then(|at| above.1.get(at)) {
                    point[1] = log_sum(&[matched + steps.open, source + steps.extend]);
                }
                if let Some([matched, source, target]) = row.last() {
                    point[2] = log_sum(&[matched + steps.open, source + steps.turn, target + steps.extend]);
                }
                let onward = log_sum(&[point[0] + steps.stay, point[1] + steps.close, point[2] + steps.close]);
                forward.onward[forward.ends.len() - 1] = onward;
                row.push(point);
            }
            above = (columns.start, row);
        }
        forward.all = above.1.last().map_or(NEVER, |end| log_sum(end));
        forward
    }

    /// Returns the log probability of the paths that reach a point by a match.
    fn matched(&mut self, rows: &mut Rows, band: &Band, steps: &Steps, (x, y): (usize, usize)) -> f64 {
        let mut terms = [NEVER; SHAPES.len()];
        for (shape, &(m, n)) in SHAPES.iter().enumerate() {
            let before = band.before((x, y), (m, n)).map_or(NEVER, |before| self.onward[before]);
            if before > NEVER {
                let score = steps.shapes[shape] + rows.bead(m, y - n, y);
                self.tried.push(Tried { shape: shape as u8, score: score as f32 });
                terms[shape] = before + score;
            }
        }
        log_sum(&terms)
    }
}

fn backward(band: &Band, steps: &Steps, forward: Forward) -> Vec<Likely> {
    let Forward { onward, tried, ends, all } = forward;
    let forgotten = FORGOTTEN.ln();
    // For each point the paths from it to the end that go on with a match.
    let mut leave = vec![NEVER; band.size()];
    // For the row below the paths from each point to the end by the state it is left from, and where the row starts.
    let mut below: (usize, Vec<Point>) = (0, Vec::new());
    let mut likely = Vec::new();
    for x in (0..=band.rows()).rev() {
        let columns = band.columns(x);
        let mut row: Vec<Point> = vec![[NEVER; 3]; columns.len()];
        for y in columns.clone().rev() {
            let Some(here) = band.at(x, y) else { continue };
            let at = y - columns.start;
            let source = y.checked_sub(below.0).and_then(|at| below.1.get(at)).map_or(NEVER, |point| point[1]);
            let target = row.get(at + 1).map_or(NEVER, |point| point[2]);
            let go = leave[here];
            row[at] = if x == band.rows() && y + 1 == columns.end {
                [0.0; 3]
            } else {
                [
                    log_sum(&[go + steps.stay, source + steps.open, target + steps.open]),
                    log_sum(&[go + steps.close, source + steps.extend, target + steps.turn]),
                    log_sum(&[go + steps.close, target + steps.extend]),
                ]
            };
            let start = if here == 0 { 0 } else { ends[here - 1] };
            for Tried { shape, score } in tried[start as usize..ends[here] as usize].iter().rev() {
                let (m, n) = SHAPES[usize::from(*shape)];
                let Some(before) = band.before((x, y), (m, n)) else { continue };
                let step = f64::from(*score) + row[at][0];
                leave[before] = log_sum(&[leave[before], step]);
                let probability = onward[before] + step - all;
                if probability > forgotten {
                    likely.push(Likely { i: x, j: y, m, n, probability: probability.exp().min(1.0) });
                }
            }
        }
        below = (columns.start, row);
    }
    likely.reverse();
    likely
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
