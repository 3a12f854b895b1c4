//! Assignment chooses, among all candidate pairs of two languages, those that can be true together: each document has at
//! most one counterpart, and a pair is taken only if it is clearly better than all others its documents could be in.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// A pair of documents with the evidence for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The document of the first language.
    pub(super) first: usize,
    /// The document of the second language.
    pub(super) second: usize,
    /// The evidence, in natural logarithms of likelihood ratios.
    pub(super) score: f64,
    /// How sure it is in 0..1. Before the assignment 0.
    pub(super) confidence: f64,
}

impl Candidate {
    /// Orders the surest first.
    pub(super) fn by_confidence(&self, other: &Candidate) -> Ordering {
        other.confidence.total_cmp(&self.confidence).then_with(|| self.documents().cmp(&other.documents()))
    }

    /// Orders those with most evidence first.
    pub(super) fn by_evidence(&self, other: &Candidate) -> Ordering {
        other.score.total_cmp(&self.score).then_with(|| self.documents().cmp(&other.documents()))
    }

    fn documents(&self) -> (usize, usize) {
        (self.first, self.second)
    }
}

/// How much louder the evidence speaks than it should, since features of one text are not independent.
const LOUDNESS: f64 = 1.5;
/// A pair is taken when it is at least so sure.
const SURE: f64 = 0.9;

/// Returns the sure pairs and, for every other document that has candidates, its best free one.
///
/// The confidence of a pair is the chance that it is right and neither of its documents belongs to another candidate or
/// to none: the share of its evidence in all of theirs. Pairs are taken as they become sure, which frees their
/// rivals' other candidates from doubt, until no more become sure.
pub(super) fn assign(candidates: Vec<Candidate>, documents: usize) -> (Vec<Candidate>, Vec<Candidate>) {
    let (mut free, mut sure) = (candidates, Vec::new());
    let doubt = documents.max(1) as f64;
    loop {
        weigh(&mut free, doubt);
        let (taken, rest): (Vec<_>, Vec<_>) = free.into_iter().partition(|candidate| candidate.confidence >= SURE);
        free = rest;
        if taken.is_empty() {
            break;
        }
        let firsts: BTreeSet<usize> = taken.iter().map(|candidate| candidate.first).collect();
        let seconds: BTreeSet<usize> = taken.iter().map(|candidate| candidate.second).collect();
        free.retain(|candidate| !firsts.contains(&candidate.first) && !seconds.contains(&candidate.second));
        sure.extend(taken);
    }
    (sure, free)
}

/// Finds the confidence of each candidate. All is kept in logarithms: the odds of long texts have thousands of digits.
fn weigh(candidates: &mut [Candidate], doubt: f64) {
    let evidence = |candidate: &Candidate| candidate.score / LOUDNESS;
    let (mut firsts, mut seconds) = (BTreeMap::new(), BTreeMap::new());
    for candidate in candidates.iter() {
        for (sums, document) in [(&mut firsts, candidate.first), (&mut seconds, candidate.second)] {
            let sum = sums.entry(document).or_insert(f64::NEG_INFINITY);
            *sum = log_sum(*sum, evidence(candidate));
        }
    }
    for candidate in candidates {
        let own = evidence(candidate);
        // How many times its own odds others are.
        let times = |odds: f64| (odds - own).exp();
        let rivals = times(firsts[&candidate.first]) + times(seconds[&candidate.second]) - 1.0;
        candidate.confidence = 1.0 / (rivals + doubt * times(0.0));
    }
}

/// Returns the logarithm of the sum of two numbers, given theirs.
fn log_sum(one: f64, other: f64) -> f64 {
    one.max(other) + (one.min(other) - one.max(other)).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the pairs that are sure, given the scores of all.
    fn sure(scores: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
        let candidate = |&(first, second, score)| Candidate { first, second, score, confidence: 0.0 };
        let (sure, _) = assign(scores.iter().map(candidate).collect(), 2);
        sure.iter().map(|candidate| (candidate.first, candidate.second)).collect()
    }

    #[test]
    fn a_pair_is_sure_where_it_is_clearly_better_than_its_rivals() {
        for (scores, expected) in [
            (&[(0, 0, 9.0)][..], &[(0, 0)][..]),
            (&[(0, 0, 2.0)], &[]),
            (&[(0, 0, 9.0), (0, 1, 8.0)], &[]),
            (&[(0, 0, 9.0), (1, 0, 9.0)], &[]),
            // What is sure frees others from doubt.
            (&[(0, 0, 20.0), (0, 1, 9.0), (1, 1, 9.0)], &[(0, 0), (1, 1)]),
            // Long texts have much to compare.
            (&[(0, 0, 1_100.0), (0, 1, 5.0)], &[(0, 0)]),
            (&[(0, 0, 9_000.0), (1, 1, 1_100.0), (2, 2, -9_000.0)], &[(0, 0), (1, 1)]),
            (&[(0, 0, 9_000.0), (0, 1, 9_000.0)], &[]),
        ] {
            assert_eq!(sure(scores), expected, "{scores:?}");
        }
    }
}
