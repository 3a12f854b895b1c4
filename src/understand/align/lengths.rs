//! Lengths: a sentence and its translation are about equally long, in the measure of each language.
//!
//! After Gale & Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): the difference of the lengths
//! is normal, with a variance that grows with the length. Unlike there, a bead is compared with the same sentences
//! standing alone, whose lengths are gamma-distributed, so that sentences without counterpart cost what they should.

use serde::{Deserialize, Serialize};

use super::shape::WIDEST;

/// The variance per character that Gale & Church measured.
const USUAL_VARIANCE: f64 = 6.8;

/// How many beads the usual values weigh as much as.
const PRIOR: f64 = 10.0;

/// The usual length of a sentence, in characters.
const USUAL_LENGTH: f64 = 50.0;

/// Densities below e to this are taken for it, so that their inverses stay finite, and the product of two of these.
const RAREST: f64 = -300.0;

/// The share of beads whose lengths have nothing to do with each other.
const STRAY: f64 = 0.02;

/// How the lengths of two sides are distributed, alone and together.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Lengths {
    /// Target characters per source character.
    pub(super) ratio: f64,
    /// Variance of the difference per character.
    pub(super) variance: f64,
    source: Gamma,
    target: Gamma,
    moments: [Moments; 2],
}

impl Lengths {
    /// Returns what the lengths of all sentences tell.
    pub(super) fn new(source: &[f64], target: &[f64]) -> Lengths {
        let moments = [Moments::of(source), Moments::of(target)];
        let ratio = moments[1].sum.max(1.0) / moments[0].sum.max(1.0);
        Lengths::of(moments, ratio, USUAL_VARIANCE)
    }

    fn of(moments: [Moments; 2], ratio: f64, variance: f64) -> Lengths {
        let ratio = ratio.clamp(0.1, 10.0);
        let scale = ratio.sqrt();
        let (source, target) = (Gamma::fit(moments[0], scale), Gamma::fit(moments[1], 1.0 / scale));
        Lengths { ratio, variance, source, target, moments }
    }

    /// Learns from beads: the lengths of both sides and a weight.
    pub(super) fn learn(&mut self, beads: &[(f64, f64, f64)]) {
        let (mut source, mut target) = (PRIOR * USUAL_LENGTH, PRIOR * USUAL_LENGTH * self.ratio);
        for (source_length, target_length, weight) in beads {
            source += source_length * weight;
            target += target_length * weight;
        }
        let ratio = target / source;
        let scale = ratio.sqrt();
        let (mut squares, mut weights) = (self.variance * PRIOR, PRIOR);
        for (source_length, target_length, weight) in beads {
            let (source, target) = (source_length * scale, target_length / scale);
            let square = (source - target).powi(2) / ((source + target) / 2.0).max(1.0);
            // Beyond three standard deviations a bead is a stray and says nothing of the others.
            squares += weight * square.min(self.variance * 9.0);
            weights += weight;
        }
        *self = Lengths::of(self.moments, ratio, squares / weights);
    }

    /// Returns the length of `count` source sentences in the common measure, and the inverse of its density when they stand
    /// alone.
    pub(super) fn source_alone(&self, length: f64, count: usize) -> (f64, f64) {
        let length = length * self.ratio.sqrt();
        (length, (-self.source.density(length, count).max(RAREST)).exp())
    }

    /// Returns the same for the target.
    pub(super) fn target_alone(&self, length: f64, count: usize) -> (f64, f64) {
        let length = length / self.ratio.sqrt();
        (length, (-self.target.density(length, count).max(RAREST)).exp())
    }

    /// Returns how much likelier these lengths are together than alone, as a logarithm.
    pub(super) fn score(&self, source: (f64, f64), target: (f64, f64)) -> f64 {
        let variance = self.variance * ((source.0 + target.0) / 2.0).max(1.0);
        let joint =
            (-(source.0 - target.0).powi(2) / (2.0 * variance)).exp() / (std::f64::consts::TAU * variance).sqrt();
        let against = |alone: f64| (1.0 - STRAY) * joint * alone + STRAY;
        0.5 * (against(source.1) * against(target.1)).ln()
    }
}

/// A gamma distribution; the sum of n of its values is one too.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Gamma {
    shape: f64,
    scale: f64,
    /// ln Γ(n · shape) for n = 0, 1, 2 …
    norms: Vec<f64>,
}

/// How many lengths there are, their sum, and the sum of their squares.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Moments {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Moments {
    fn of(lengths: &[f64]) -> Moments {
        let squares = lengths.iter().map(|length| length * length).sum();
        Moments { count: lengths.len() as f64, sum: lengths.iter().sum(), squares }
    }
}

impl Gamma {
    /// Returns the distribution of lengths in a measure of so much to the character.
    fn fit(Moments { count, sum, squares }: Moments, measure: f64) -> Gamma {
        let (sum, squares) = (sum * measure, squares * measure * measure);
        let mean = f64::max(sum / f64::max(count, 1.0), 1.0);
        let variance = f64::max(squares / f64::max(count, 1.0) - mean * mean, mean);
        let shape = (mean * mean / variance).clamp(0.3, 20.0);
        Gamma { shape, scale: mean / shape, norms: (0..=WIDEST).map(|n| ln_gamma(n as f64 * shape)).collect() }
    }

    /// Returns the logarithm of the density at the sum of `n` values.
    fn density(&self, sum: f64, n: usize) -> f64 {
        let shape = self.shape * n as f64;
        let norm = self.norms.get(n).copied().unwrap_or_else(|| ln_gamma(shape));
        let sum = sum.max(1.0);
        (shape - 1.0) * sum.ln() - sum / self.scale - norm - shape * self.scale.ln()
    }
}

/// ln Γ(x) after Lanczos, good to ten digits for positive x.
fn ln_gamma(x: f64) -> f64 {
    const COEFFICIENTS: [f64; 6] = [
        76.180_091_729_471_46,
        -86.505_320_329_416_77,
        24.014_098_240_830_91,
        -1.231_739_572_450_155,
        0.120_865_097_386_617_9e-2,
        -0.539_523_938_495_3e-5,
    ];
    if x <= 0.0 {
        return 0.0;
    }
    let base = x + 5.5;
    let base = base - (x + 0.5) * base.ln();
    let series = COEFFICIENTS
        .iter()
        .enumerate()
        .fold(1.000_000_000_190_015, |sum, (at, coefficient)| sum + coefficient / (x + 1.0 + at as f64));
    -base + (2.506_628_274_631_000_5 * series / x).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_as_long_as_a_chapter_is_likelier_beside_one_as_long_than_beside_a_short_one() {
        let lengths = Lengths::new(&[50.0; 9_000], &[50.0; 9_000]);
        let score = |source, target| lengths.score(lengths.source_alone(source, 1), lengths.target_alone(target, 1));
        let [chapters, differing] = [score(54_000.0, 54_000.0), score(54_000.0, 50.0)];
        assert!(chapters.is_finite() && differing.is_finite() && chapters > differing, "{chapters} {differing}");
    }
}
