//! Cognates: words of both sides that are written alike, such as names, numbers and marks, in Latin letters.

use std::collections::HashMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::words::Vocabulary;
use crate::understand::first::keep_first;

/// For each source word, the target words written like it, with a weight in 0..1.
pub(super) fn cognates(source: &Vocabulary, target: &Vocabulary) -> Vec<Vec<(u32, f64)>> {
    let index = Index::new(target);
    let scratch = || vec![0u16; target.len()];
    source.romans.par_iter().map_init(scratch, |scratch, roman| index.like(roman, target, scratch)).collect()
}

/// The words of the target, to be found by how they are written.
struct Index<'a> {
    /// Words as a text has them, which may have been chosen to have one quick hash.
    same: HashMap<&'a str, Vec<u32>>,
    postings: FxHashMap<[u8; 3], Vec<u32>>,
    sizes: Vec<usize>,
}

/// N-grams found in more words than this say nothing and are passed over, which keeps the search linear.
const COMMON: usize = 2_000;

/// Words that share this much of their trigrams (Dice) are alike by chance.
const CHANCE: f64 = 0.4;

/// Cognates that weigh less are not kept, nor more than this many for one word.
const LEAST: f64 = 0.05;
const MOST: usize = 8;

impl<'a> Index<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Index<'a> {
        let mut index = Index { same: HashMap::new(), postings: FxHashMap::default(), sizes: Vec::new() };
        for (number, roman) in vocabulary.romans.iter().enumerate() {
            index.same.entry(roman.as_ref()).or_default().push(number as u32);
            let grams = grams(roman);
            index.sizes.push(grams.len());
            for gram in grams {
                index.postings.entry(gram).or_default().push(number as u32);
            }
        }
        index
    }

    fn like(&self, roman: &str, target: &Vocabulary, scratch: &mut [u16]) -> Vec<(u32, f64)> {
        let mut alike: Vec<(u32, f64)> = Vec::new();
        if let Some(same) = self.same.get(roman) {
            alike.extend(same.iter().map(|&number| (number, weight(roman))));
        }
        let grams = grams(roman);
        let mut touched = Vec::new();
        for posting in grams.iter().filter_map(|gram| self.postings.get(gram)).filter(|posting| posting.len() <= COMMON)
        {
            for &number in posting {
                if scratch[number as usize] == 0 {
                    touched.push(number);
                }
                scratch[number as usize] += 1;
            }
        }
        for number in touched {
            let shared = std::mem::take(&mut scratch[number as usize]) as f64;
            let dice = 2.0 * shared / (grams.len() + self.sizes[number as usize]) as f64;
            let written = &target.romans[number as usize];
            let weight = ((dice - CHANCE) / (1.0 - CHANCE)).max(0.0) * weight(roman).min(weight(written));
            if weight > LEAST && written.as_ref() != roman {
                alike.push((number, weight));
            }
        }
        keep_first(&mut alike, MOST, |left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        alike
    }
}

/// How much two words in the same letters are worth: short words are often alike by chance.
fn weight(roman: &str) -> f64 {
    let letters = roman.len();
    if !roman.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return 1.0;
    }
    match letters {
        0 | 1 => 0.1,
        2 => 0.2,
        3 => 0.5,
        _ => 1.0,
    }
}

/// The trigrams of a word of letters; its start counts twice, for endings are inflected.
fn grams(roman: &str) -> Vec<[u8; 3]> {
    if roman.len() < 4 || !roman.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let padded: Vec<u8> = b"^^".iter().copied().chain(roman.bytes()).collect();
    let mut grams: Vec<[u8; 3]> = padded.windows(3).map(|gram| [gram[0], gram[1], gram[2]]).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}
