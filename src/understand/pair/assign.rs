//! Assignment chooses, among all candidate pairs of two languages, those that can be true together: each document has at
//! most one counterpart, and a pair is taken only if it is clearly better than all others its documents could be in.

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

fn weigh(candidates: &mut [Candidate], doubt: f64) {
    let odds = |candidate: &Candidate| (candidate.score / LOUDNESS).exp();
    let mut firsts: BTreeMap<usize, f64> = BTreeMap::new();
    let mut seconds: BTreeMap<usize, f64> = BTreeMap::new();
    for candidate in candidates.iter() {
        *firsts.entry(candidate.first).or_default() += odds(candidate);
        *seconds.entry(candidate.second).or_default() += odds(candidate);
    }
    for candidate in candidates {
        let rivals = firsts[&candidate.first] + seconds[&candidate.second] - odds(candidate);
        candidate.confidence = odds(candidate) / (rivals + doubt);
    }
}
