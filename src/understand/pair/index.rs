//! An index answers two questions about the documents of one language: how many have a feature, and which.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::features::{Feature, Profile};
use crate::understand::first::keep_first;

/// How many entries of the index are looked at to find the candidates for one document. Rare features come first, so the
/// true counterpart is among the first few; this bounds the time for texts that say nothing particular.
const MOST_POSTINGS: usize = 4_000;
/// How many candidates are compared in full.
const MOST_CANDIDATES: usize = 12;

/// Among so few documents all are candidates.
const FEW_DOCUMENTS: usize = 64;

/// The documents of one language by their features.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// For each feature, where in `postings` the documents that have it stand.
    places: FxHashMap<u64, Range<u32>>,
    /// The documents of each feature, counted in the order they were given, ascending.
    postings: Vec<u32>,
    /// How many documents there are.
    documents: usize,
    /// How many of them, the first, may be candidates.
    open: usize,
}

impl Index {
    /// Returns the index of `profiles`, of which the first `open` may be candidates.
    pub(super) fn new<'a>(profiles: impl Iterator<Item = &'a Profile>, open: usize) -> Index {
        let (mut entries, mut documents) = (Vec::new(), 0);
        for profile in profiles {
            entries.extend(profile.features.iter().map(|feature| (feature.id, documents)));
            documents += 1;
        }
        entries.par_sort_unstable();
        let (mut places, mut end) = (FxHashMap::default(), 0);
        for entry in entries.chunk_by(|one, other| one.0 == other.0) {
            let start = end;
            end += entry.len() as u32;
            places.insert(entry[0].0, start..end);
        }
        let postings = entries.into_iter().map(|(_, document)| document).collect();
        Index { places, postings, documents: documents as usize, open }
    }

    /// Returns how many documents there are.
    pub(super) fn documents(&self) -> usize {
        self.documents
    }

    /// Returns how many documents have the feature.
    pub(super) fn frequency(&self, id: u64) -> usize {
        self.with(id).len()
    }

    /// Returns the open documents that share most with `features`, the likeliest first. `weigh` says how much it tells that a
    /// document has a feature which as many documents have as given.
    pub(super) fn candidates<'a>(
        &self,
        features: impl Iterator<Item = &'a Feature>,
        weigh: impl Fn(&Feature, usize) -> f64,
    ) -> Vec<usize> {
        if self.open <= FEW_DOCUMENTS {
            return (0..self.open).collect();
        }
        let mut found: Vec<(&Feature, &[u32])> = features
            .map(|feature| (feature, self.with(feature.id)))
            .filter(|(_, postings)| !postings.is_empty())
            .collect();
        found.sort_by_key(|(feature, postings)| (postings.len(), feature.id));
        let mut sums: FxHashMap<u32, f64> = FxHashMap::default();
        let mut room = MOST_POSTINGS;
        for (feature, postings) in found {
            if postings.len() > room && !sums.is_empty() {
                break;
            }
            let weight = weigh(feature, postings.len());
            let open = postings.iter().take(room).take_while(|document| **document < self.open as u32);
            open.for_each(|&document| *sums.entry(document).or_default() += weight);
            room = room.saturating_sub(postings.len());
        }
        let mut best: Vec<(u32, f64)> = sums.into_iter().collect();
        keep_first(&mut best, MOST_CANDIDATES, |one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        best.into_iter().map(|(document, _)| document as usize).collect()
    }

    fn with(&self, id: u64) -> &[u32] {
        self.places.get(&id).map_or(&[], |place| &self.postings[place.start as usize..place.end as usize])
    }
}
