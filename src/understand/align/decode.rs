//! Decoding reads one alignment off the probabilities of beads: the one of which the most is expected to be right.

use super::Bead;
use super::maximum::Maximum;
use super::shape::Likely;
use super::steps::StepCounts;

/// What a bead costs. The strict F1 of an alignment is greatest where each bead is worth its probability less about
/// half the F1 that is reached; 0 to 0.5 measure about the same.
const COST: f64 = 0.4;

/// How far probabilities are believed: what the words, lengths and signs of neighbouring beads say is not independent, as
/// the sums over paths suppose, so that they come out too near to 0 and 1. Their odds are raised to this power: the order
/// of beads and what is as likely as not stay as they are.
const TEMPER: f64 = 0.8;

/// Returns the confidence that a probability stands for.
fn confidence(probability: f64) -> f64 {
    let (right, wrong) = (probability.powf(TEMPER), (1.0 - probability).max(0.0).powf(TEMPER));
    right / (right + wrong)
}

/// Returns the probability that nothing answers each sentence.
fn alone(count: usize, covers: impl Iterator<Item = (std::ops::Range<usize>, f64)>) -> Vec<f64> {
    let mut alone = vec![1.0; count];
    for (range, probability) in covers {
        for at in range {
            alone[at] -= probability;
        }
    }
    alone.iter().map(|probability: &f64| probability.clamp(0.0, 1.0)).collect()
}

fn alone_both(source: usize, target: usize, likely: &[Likely]) -> (Vec<f64>, Vec<f64>) {
    (
        alone(source, likely.iter().map(|bead| (bead.i - bead.m..bead.i, bead.probability))),
        alone(target, likely.iter().map(|bead| (bead.j - bead.n..bead.j, bead.probability))),
    )
}

/// Counts how often gaps open, go on and close.
pub(super) fn count_gaps(source: usize, target: usize, likely: &[Likely], counts: &mut StepCounts) {
    let (sources, targets) = alone_both(source, target, likely);
    for side in [sources, targets] {
        for at in 0..side.len() {
            let before = if at == 0 { 0.0 } else { side[at - 1] };
            counts.open += (side[at] - before).max(0.0);
            counts.extend += side[at].min(before);
            counts.close += (before - side[at]).max(0.0);
        }
    }
}

/// Returns the alignment whose beads are the most probable all in all.
pub(super) fn decode(source: usize, target: usize, likely: &[Likely]) -> Vec<Bead> {
    let (sources, targets) = alone_both(source, target, likely);
    let path = best_path(&worths(&sources), &worths(&targets), likely);
    filled(path, &sources, &targets)
}

/// Returns what the sentences before each place are worth when they stand alone.
fn worths(alone: &[f64]) -> Vec<f64> {
    let sums = alone.iter().scan(0.0, |sum, value| {
        *sum += value - COST;
        Some(*sum)
    });
    [0.0].into_iter().chain(sums).collect()
}

/// Returns the beads of the best path, given what sentences alone are worth. Sparse chains: it is found over the ends of
/// likely beads; between them stand sentences alone.
fn best_path(sources: &[f64], targets: &[f64], likely: &[Likely]) -> Vec<Likely> {
    // A path that ends at (x, y) is worth `gain`; less the sentences alone up to there, it is `gain - sources(x) - targets(y)`,
    // so the best predecessor of a bead is the best such value over all ends (i ≤ x, j ≤ y): a prefix maximum.
    let mut tree = Maximum::new(targets.len());
    let mut best: Vec<(f64, Option<usize>)> = vec![(0.0, None); likely.len()];
    let beyond = |gain: f64, end: &Likely| gain - sources[end.i] - targets[end.j];
    let ends = sorted(likely, |bead| (bead.i, bead.j));
    let mut entered = 0;
    for bead in sorted(likely, |bead| (bead.i - bead.m, bead.j - bead.n)) {
        let Likely { i, j, m, n, probability } = likely[bead];
        // Beads enter the tree once all beads that start before their end in the source have asked for theirs.
        while entered < ends.len() && likely[ends[entered]].i <= i - m {
            let end = ends[entered];
            tree.raise(likely[end].j, beyond(best[end].0, &likely[end]), end);
            entered += 1;
        }
        let before = tree.before(j - n + 1).filter(|(value, _)| *value > 0.0);
        let value = before.map_or(0.0, |(value, _)| value);
        let gain = value + sources[i - m] + targets[j - n] + probability - COST;
        best[bead] = (gain, before.map(|(_, end)| end));
    }
    let last = (0..likely.len())
        .map(|bead| (beyond(best[bead].0, &likely[bead]), bead))
        .filter(|(value, _)| *value > 0.0)
        .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(&left.1)));
    let mut path: Vec<Likely> =
        std::iter::successors(last.map(|(_, bead)| bead), |&bead| best[bead].1).map(|bead| likely[bead]).collect();
    path.reverse();
    path
}

/// Returns the numbers of the beads in the order of a key.
fn sorted(likely: &[Likely], key: impl Fn(&Likely) -> (usize, usize)) -> Vec<usize> {
    let mut order: Vec<usize> = (0..likely.len()).collect();
    order.sort_by_key(|&bead| key(&likely[bead]));
    order
}

/// Returns the beads of a path and, between them, those of the sentences that stand alone, each so likely.
fn filled(path: Vec<Likely>, sources: &[f64], targets: &[f64]) -> Vec<Bead> {
    let mut beads = Vec::new();
    let (mut x, mut y) = (0, 0);
    let mut fill = |beads: &mut Vec<Bead>, (to_x, to_y): (usize, usize), after: (usize, usize)| {
        beads.extend((x..to_x).map(|at| Bead {
            source: at..at + 1,
            target: y..y,
            confidence: confidence(sources[at]),
        }));
        beads.extend((y..to_y).map(|at| Bead {
            source: to_x..to_x,
            target: at..at + 1,
            confidence: confidence(targets[at]),
        }));
        (x, y) = after;
    };
    for Likely { i, j, m, n, probability } in path {
        fill(&mut beads, (i - m, j - n), (i, j));
        beads.push(Bead { source: i - m..i, target: j - n..j, confidence: confidence(probability) });
    }
    let end = (sources.len(), targets.len());
    fill(&mut beads, end, end);
    beads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidences_keep_the_order_and_the_ends_of_probabilities() {
        for (probability, expected) in [(0.0, 0.0), (0.5, 0.5), (0.9, 0.853), (0.99, 0.975), (1.0, 1.0)] {
            assert!((confidence(probability) - expected).abs() < 0.001, "{probability}: {}", confidence(probability));
        }
    }
}
