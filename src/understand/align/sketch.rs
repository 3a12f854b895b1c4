//! A sketch finds where the likely paths through a lattice run, before they are looked at in full.
//!
//! It knows only beads of one sentence with one and gaps, and only the best path through each point instead of all. Where
//! that is far worse than the best path of all, no likely path passes.

use std::ops::Range;

use super::band::Band;
use super::evidence::Evidence;
use super::steps::Steps;

/// Points whose best path is worse than the best of all by more than this, as a logarithm, are passed over.
const SLACK: f32 = 30.0;

/// A range that any other is wider than.
const EMPTY: Range<usize> = Range { start: usize::MAX, end: 0 };

const NEVER: f32 = f32::NEG_INFINITY;

/// The logarithm of the best way to a point, or from it on: after a match, in a gap of the source, in one of the target.
type Best = [f32; 3];

/// Returns the band around the paths that may be likely.
pub(super) fn sketch(evidence: &Evidence, steps: &Steps) -> Band {
    let (rows, columns) = evidence.size();
    let sketch = Sketch { matches: evidence.matches(), columns, costs: Costs::new(steps) };
    let ways = sketch.ways_to(rows);
    Band::of(sketch.ranges(rows, &ways))
}

struct Sketch {
    matches: Vec<f32>,
    columns: usize,
    costs: Costs,
}

/// The [`Steps`] of a sketch.
struct Costs {
    open: f32,
    extend: f32,
    turn: f32,
    /// With a bead, from a match and from a gap.
    stay: f32,
    close: f32,
}

impl Costs {
    fn new(steps: &Steps) -> Costs {
        let bead = steps.shapes[0];
        Costs {
            open: steps.open as f32,
            extend: steps.extend as f32,
            turn: steps.turn as f32,
            stay: (steps.stay + bead) as f32,
            close: (steps.close + bead) as f32,
        }
    }
}

impl Sketch {
    /// Returns the best ways to each point, row by row.
    fn ways_to(&self, rows: usize) -> Vec<Best> {
        let width = self.columns + 1;
        let Costs { open, extend, turn, stay, close } = self.costs;
        let mut ways: Vec<Best> = Vec::with_capacity((rows + 1) * width);
        for x in 0..=rows {
            for y in 0..width {
                let mut way = [NEVER; 3];
                if x > 0 {
                    let [matched, source, _] = ways[(x - 1) * width + y];
                    way[1] = (matched + open).max(source + extend);
                    if y > 0 {
                        let [matched, source, target] = ways[(x - 1) * width + y - 1];
                        let leave = (matched + stay).max(source.max(target) + close);
                        way[0] = leave + self.matches[(x - 1) * self.columns + y - 1];
                    }
                } else if y == 0 {
                    way[0] = 0.0;
                }
                if y > 0 {
                    let [matched, source, target] = ways[x * width + y - 1];
                    way[2] = (matched + open).max(source + turn).max(target + extend);
                }
                ways.push(way);
            }
        }
        ways
    }

    /// Returns for each row the columns that paths which are not much worse than the best pass.
    fn ranges(&self, rows: usize, ways: &[Best]) -> Vec<Range<usize>> {
        let width = self.columns + 1;
        let Costs { open, extend, turn, stay, close } = self.costs;
        let best = ways.last().map_or(NEVER, |last| last[0].max(last[1]).max(last[2]));
        let mut below: Vec<Best> = vec![[NEVER; 3]; width + 1];
        let mut ranges = vec![EMPTY; rows + 1];
        for x in (0..=rows).rev() {
            let mut here: Vec<Best> = vec![[NEVER; 3]; width + 1];
            for y in (0..width).rev() {
                let way = if x == rows && y == self.columns {
                    [0.0; 3]
                } else {
                    let on = match x < rows && y < self.columns {
                        true => below[y + 1][0] + self.matches[x * self.columns + y],
                        false => NEVER,
                    };
                    let (source, target) = (below[y][1], here[y + 1][2]);
                    [
                        (on + stay).max(source.max(target) + open),
                        (on + close).max(source + extend).max(target + turn),
                        (on + close).max(target + extend),
                    ]
                };
                here[y] = way;
                let to = ways[x * width + y];
                let through = (to[0] + way[0]).max(to[1] + way[1]).max(to[2] + way[2]);
                if through >= best - SLACK {
                    ranges[x] = y..ranges[x].end.max(y + 1);
                }
            }
            below = here;
        }
        ranges
    }
}
