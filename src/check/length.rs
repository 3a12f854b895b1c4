//! A side is about as long as the work's ratio lets expect.

use super::bitext::{Bitext, Pair};
use super::finding::{Draft, Finding};
use crate::ground::finding::Kind;

/// Variance of the length of a translation per character (Gale and Church, *A Program for Aligning Sentences in Bilingual
/// Corpora*, 1993). A work that keeps to its ratio more closely is not held to that.
const VARIANCE: f64 = 6.8;
/// How many standard deviations are out of line. That of Gale and Church is wide for most works: chance alone gives one in
/// thousands of sentences, and free translation, whose tails are longer, hardly any besides.
const OUT_OF_LINE: f64 = 3.5;
/// And how many times the work's ratio.
const OUT_OF_RATIO: f64 = 2.2;
/// Turns the median absolute deviation into the standard deviation of a normal distribution.
const MAD_TO_SIGMA: f64 = 1.4826;
/// As many segments tell the ratio of a work.
const ENOUGH_SEGMENTS: usize = 5;

/// Finds segments of which one side is far longer than the work's ratio lets expect.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let length = |words: &str| words.chars().count() as f64;
    let lengths: Vec<(&Pair, [f64; 2])> = bitext.whole().map(|pair| (pair, pair.words().map(length))).collect();
    if lengths.len() < ENOUGH_SEGMENTS {
        return Vec::new();
    }
    let ratio = median(lengths.iter().map(|(_, [left, right])| right / left.max(1.0)).collect());
    // Each side in characters of the first, so that the deviation is the same whichever side is longer.
    let deviation = |[left, right]: [f64; 2]| {
        let right = right / ratio.max(f64::MIN_POSITIVE);
        (right - left) / ((left + right) / 2.0).max(1.0).sqrt()
    };
    let deviations: Vec<f64> = lengths.iter().map(|(_, lengths)| deviation(*lengths)).collect();
    let spread = MAD_TO_SIGMA * median(deviations.iter().map(|deviation| deviation.abs()).collect());
    let sigma = spread.max(VARIANCE.sqrt());
    let mut findings = Vec::new();
    for ((pair, lengths), deviation) in lengths.iter().zip(&deviations) {
        let times = (lengths[1] / lengths[0].max(1.0)) / ratio;
        if deviation.abs() > OUT_OF_LINE * sigma && !(1.0 / OUT_OF_RATIO..=OUT_OF_RATIO).contains(&times) {
            let (longer, times) = if times > 1.0 { (1, times) } else { (0, 1.0 / times) };
            let message = format!("this is {times:.1} times as long as the rest of the text lets expect");
            let draft = Draft::new(
                Kind::Length,
                message,
                "look whether something is missing on the other side, or said twice on this one",
            );
            findings.push(draft.sure(0.7).within(pair, longer, [None, None]));
        }
    }
    findings
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(1.0)
}
