//! An index answers two questions about the documents of one language: how many have a feature, and which.

use super::features::{Feature, Profile};

/// How many entries of the index are looked at to find the candidates for one document. Rare features come first, so the
/// true counterpart is among the first few; this bounds the time for texts that say nothing particular.
const MOST_POSTINGS: usize = 4_000;
/// How many candidates are compared in full.
const MOST_CANDIDATES: usize = 12;

/// The documents of one language by their features.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Pairs of a feature and the document that has it, counted in the order they were given, in ascending order.
    postings: Vec<(u64, u32)>,
    /// How many documents there are.
    documents: usize,
}

impl Index {
    /// Returns the index of `profiles`.
    pub(super) fn new<'a>(profiles: impl Iterator<Item = &'a Profile>) -> Index {
        let mut index = Index::default();
        for (document, profile) in profiles.enumerate() {
            index.postings.extend(profile.features.iter().map(|feature| (feature.id, document as u32)));
            index.documents = document + 1;
        }
        index.postings.sort_unstable();
        index
    }

    /// Returns how many documents there are.
    pub(super) fn documents(&self) -> usize {
        self.documents
    }

    /// Returns how many documents have the feature.
    pub(super) fn frequency(&self, id: u64) -> usize {
        self.with(id).len()
    }

    /// Returns the documents that share most with `features`, the likeliest first. `weigh` says how much it tells that a
    /// document has a feature which as many documents have as given.
    pub(super) fn candidates<'a>(
        &self,
        features: impl Iterator<Item = &'a Feature>,
        weigh: impl Fn(&Feature, usize) -> f64,
    ) -> Vec<usize> {
        let mut found: Vec<(&Feature, &[(u64, u32)])> = features
            .map(|feature| (feature, self.with(feature.id)))
            .filter(|(_, postings)| !postings.is_empty())
            .collect();
        found.sort_by_key(|(feature, postings)| (postings.len(), feature.id));
        let mut scores: Vec<(u32, f64)> = Vec::new();
        for (feature, postings) in found {
            if scores.len() + postings.len() > MOST_POSTINGS && !scores.is_empty() {
                break;
            }
            let weight = weigh(feature, postings.len());
            scores.extend(postings.iter().take(MOST_POSTINGS).map(|&(_, document)| (document, weight)));
        }
        best(scores)
    }

    fn with(&self, id: u64) -> &[(u64, u32)] {
        let start = self.postings.partition_point(|&(other, _)| other < id);
        let length = self.postings[start..].iter().take_while(|&&(other, _)| other == id).count();
        &self.postings[start..start + length]
    }
}

/// Returns the documents with the greatest sums, the greatest first.
fn best(mut scores: Vec<(u32, f64)>) -> Vec<usize> {
    scores.sort_by_key(|&(document, _)| document);
    let mut sums: Vec<(u32, f64)> = Vec::new();
    for (document, score) in scores {
        match sums.last_mut() {
            Some((last, sum)) if *last == document => *sum += score,
            _ => sums.push((document, score)),
        }
    }
    sums.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    sums.truncate(MOST_CANDIDATES);
    sums.into_iter().map(|(document, _)| document as usize).collect()
}
