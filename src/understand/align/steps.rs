//! Steps: how likely a path through two texts goes on with a bead of each shape, or leaves sentences alone, whatever the
//! sentences say.

use serde::{Deserialize, Serialize};

use super::shape::SHAPES;

/// How many beads, and how many sentences in gaps, the usual steps weigh as much as.
const PRIOR: f64 = 30.0;
const GAPS: f64 = 5.0;

/// How often a gap follows a bead in the usual translation.
const OPEN: f64 = 0.04;

/// How often a gap goes on at least, whatever was counted: where only single sentences were seen to be missing, whole
/// passages may be as well, and these are long.
const EXTEND: f64 = 0.5;

/// The logarithms of the probabilities.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Steps {
    pub(super) shapes: [f64; SHAPES.len()],
    /// From a match into a gap of one side; from a match to a match.
    pub(super) open: f64,
    pub(super) stay: f64,
    /// Within a gap; out of it; from a gap in the source to one in the target.
    pub(super) extend: f64,
    pub(super) close: f64,
    pub(super) turn: f64,
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
        let extend = (counts.extend + GAPS * EXTEND) / (counts.extend + counts.close + GAPS);
        let extend = extend.max(EXTEND);
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
