//! A sketch finds where the likely paths through a lattice run, before they are looked at in full.
//!
//! It knows only beads of one sentence with one and gaps, and only the best path through each point instead of all. Where
//! that is far worse than the best path of all, no likely path passes.

use std::ops::Range;

use super::band::Band;
use super::evidence::Evidence;
use super::steps::Steps;

/// Points whose best path is worse than the best of all by more than this, as a logarithm, are passed over.
const SLACK: f32 = 20.0;

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

/// The [`Steps`] of a sketch, each beside that of going on in a gap, which costs nothing: every path takes each sentence once,
/// so all are cheaper by as much. Long gaps would add up to numbers in which no difference is left.
struct Costs {
    open: f32,
    turn: f32,
    /// With a bead, from a match and from a gap.
    stay: f32,
    close: f32,
}

impl Costs {
    fn new(steps: &Steps) -> Costs {
        let bead = steps.shapes[0] - 2.0 * steps.extend;
        Costs {
            open: (steps.open - steps.extend) as f32,
            turn: (steps.turn - steps.extend) as f32,
            stay: (steps.stay + bead) as f32,
            close: (steps.close + bead) as f32,
        }
    }
}

impl Sketch {
    /// Returns the best ways to each point, row by row.
    fn ways_to(&self, rows: usize) -> Vec<Best> {
        let width = self.columns + 1;
        let Costs { open, turn, stay, close } = self.costs;
        let mut ways: Vec<Best> = vec![[NEVER; 3]; (rows + 1) * width];
        ways[0][0] = 0.0;
        for x in 0..=rows {
            let (before, from_here) = ways.split_at_mut(x * width);
            let here = &mut from_here[..width];
            if x > 0 {
                let above = &before[(x - 1) * width..];
                for (way, [matched, source, _]) in here.iter_mut().zip(above) {
                    way[1] = greater(matched + open, *source);
                }
                for ((way, [matched, source, target]), score) in here[1..].iter_mut().zip(above).zip(self.row(x - 1)) {
                    way[0] = greater(matched + stay, greater(*source, *target) + close) + score;
                }
            }
            for y in 1..width {
                let [matched, source, target] = here[y - 1];
                here[y][2] = greater(greater(matched + open, source + turn), target);
            }
        }
        ways
    }

    /// Returns for each row the columns that paths which are not much worse than the best pass.
    fn ranges(&self, rows: usize, ways: &[Best]) -> Vec<Range<usize>> {
        let width = self.columns + 1;
        let Costs { open, turn, stay, close } = self.costs;
        let the_best = |way: &Best| greater(greater(way[0], way[1]), way[2]);
        let best = ways.last().map_or(NEVER, the_best);
        let mut ranges = vec![EMPTY; rows + 1];
        let (mut below, mut here): (Vec<Best>, Vec<Best>) = (vec![[NEVER; 3]; width], vec![[NEVER; 3]; width]);
        for x in (0..=rows).rev() {
            let to = &ways[x * width..][..width];
            let matches = if x < rows { self.row(x) } else { &[] };
            // A point that such a path passes has another next to it that it passes later, here or in the row below.
            let reach = ranges.get(x + 1).map_or(self.columns..width, Range::clone);
            here.fill([NEVER; 3]);
            // Of the way on from the next column, that in a gap of the target.
            let mut next = NEVER;
            for y in (0..reach.end).rev() {
                let on = matches.get(y).map_or(NEVER, |score| below[y + 1][0] + score);
                let source = below[y][1];
                let way = match (x, y) == (rows, self.columns) {
                    true => [0.0; 3],
                    false => [
                        greater(on + stay, greater(source, next) + open),
                        greater(greater(on + close, source), next + turn),
                        greater(on + close, next),
                    ],
                };
                (here[y], next) = (way, way[2]);
                if the_best(&[to[y][0] + way[0], to[y][1] + way[1], to[y][2] + way[2]]) >= best - SLACK {
                    ranges[x] = y..ranges[x].end.max(y + 1);
                } else if y < reach.start {
                    break;
                }
            }
            std::mem::swap(&mut below, &mut here);
        }
        ranges
    }

    /// Returns the scores of the beads of source sentence `x`.
    fn row(&self, x: usize) -> &[f32] {
        &self.matches[x * self.columns..][..self.columns]
    }
}

/// Returns the greater of two numbers. The library's own maximum looks for what is none, which takes as long again.
fn greater(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::super::steps::StepCounts;
    use super::*;

    const ROWS: usize = 4;

    /// Returns all ways on from a path in a state, with their scores.
    fn walk(sketch: &Sketch, path: &[(usize, usize)], state: usize, score: f32) -> Vec<(f32, Vec<(usize, usize)>)> {
        let Costs { open, turn, stay, close } = sketch.costs;
        let (x, y) = path[path.len() - 1];
        let mut steps = Vec::new();
        if x < ROWS && y < sketch.columns {
            steps.push(((x + 1, y + 1), 0, [stay, close, close][state] + sketch.row(x)[y]));
        }
        if x < ROWS {
            steps.push(((x + 1, y), 1, [open, 0.0, NEVER][state]));
        }
        if y < sketch.columns {
            steps.push(((x, y + 1), 2, [open, turn, 0.0][state]));
        }
        if steps.is_empty() {
            return vec![(score, path.to_vec())];
        }
        let on = |(to, state, step)| walk(sketch, &[path, &[to]].concat(), state, score + step);
        steps.into_iter().flat_map(on).collect()
    }

    #[test]
    fn the_ranges_are_those_of_all_paths_that_are_not_much_worse_than_the_best() {
        let costs = || Costs::new(&Steps::new(&StepCounts::default()));
        for columns in 0..6 {
            for seed in 0..40 {
                let score = |at: usize| ((at * at + 7 * at + 1) * (seed + 3) % 61) as f32 * 0.83 - 30.0;
                let sketch = Sketch { matches: (0..ROWS * columns).map(score).collect(), columns, costs: costs() };
                let paths = walk(&sketch, &[(0, 0)], 0, 0.0);
                let best = paths.iter().map(|path| path.0).fold(NEVER, greater);
                let mut ranges = vec![EMPTY; ROWS + 1];
                for &(x, y) in paths.iter().filter(|path| path.0 >= best - SLACK).flat_map(|path| &path.1) {
                    ranges[x] = ranges[x].start.min(y)..ranges[x].end.max(y + 1);
                }
                assert_eq!(sketch.ranges(ROWS, &sketch.ways_to(ROWS)), ranges, "{columns} {seed}");
            }
        }
    }
    #[test]
    fn a_few_sentences_find_their_place_beside_very_many() {
        let columns = 100_000;
        let score = |at: usize| if [7, columns + 9].contains(&at) { 40.0 } else { -40.0 };
        let costs = Costs::new(&Steps::new(&StepCounts::default()));
        let sketch = Sketch { matches: (0..2 * columns).map(score).collect(), columns, costs };
        let ranges = sketch.ranges(2, &sketch.ways_to(2));
        let starts = ranges.iter().map(|range| range.start).collect::<Vec<_>>();
        assert_eq!((starts, ranges[2].end), (vec![0, 8, 10], columns + 1), "{ranges:?}");
    }
}
