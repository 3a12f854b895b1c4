//! Anchors: sentences of long texts that surely answer each other, found before anything is compared in full.
//!
//! Each source sentence asks for the target sentence in which the most, and the rarest, translations of its words stand,
//! wherever it is. One that stands out is a tie. Ties by chance do not line up; the longest chain of ties that run forward
//! in both texts is kept. So passages of any length may be missing on either side.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::lexicon::Lexicon;
use super::maximum::Maximum;
use super::text::Text;

/// Words that stand in more sentences than this are not asked for, which keeps the search linear: so many, or a share of
/// all sentences.
const COMMON: usize = 400;
const COMMON_SHARE: usize = 20;

/// Words that translate each other more rarely than this are not asked for.
const LEAST: f64 = 0.1;

/// How much likelier than by chance a sentence must be the answer, as a logarithm, and than the second best.
const CERTAIN: f32 = 2.0;
const BEST: f32 = 3.0;

/// Ties belong to the chain for sure where so many of them lie so near to each other and about on a diagonal.
const TOGETHER: usize = 5;
const NEAR: usize = 60;
const ASIDE: usize = 8;

/// Returns pairs of sentences that surely answer each other, as those right before them do, rising on both sides.
pub(super) fn anchors(source: &Text, target: &Text, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let places = places(target, lexicon.known_targets.len());
    let scratch = || (vec![0.0f32; target.len()], Vec::new());
    let ties: Vec<(usize, usize)> = (0..source.len())
        .into_par_iter()
        .map_init(scratch, |(scores, touched), i| {
            Some((i, tie(source.words(i..i + 1), lexicon, &places, scores, touched)?))
        })
        .flatten_iter()
        .collect();
    dense(&longest_chain(&ties, target.len()))
}

/// Returns the target sentence that stands out among those that answer these words.
fn tie(
    words: &[u32],
    lexicon: &Lexicon,
    places: &[Vec<u32>],
    scores: &mut [f32],
    touched: &mut Vec<u32>,
) -> Option<usize> {
    let mut asked = FxHashSet::default();
    for &word in words.iter().filter(|word| asked.insert(**word)) {
        for link in lexicon.links.of(word as usize) {
            let places = &places[link.target as usize];
            if link.forward < LEAST || link.backward < LEAST || places.is_empty() {
                continue;
            }
            let weight = (link.forward * scores.len() as f64 / places.len() as f64).ln().max(0.0) as f32;
            for &place in places {
                if scores[place as usize] == 0.0 {
                    touched.push(place);
                }
                scores[place as usize] += weight;
            }
        }
    }
    let (mut best, mut second) = ((0.0, None), 0.0f32);
    let certain = (scores.len() as f32).ln() + CERTAIN;
    for place in touched.drain(..) {
        let score = std::mem::take(&mut scores[place as usize]);
        if score > best.0 {
            second = best.0;
            best = (score, Some(place as usize));
        } else {
            second = second.max(score);
        }
    }
    best.1.filter(|_| best.0 >= certain && best.0 - second >= BEST)
}

/// Returns for each word the sentences it stands in; none for words that are too common.
fn places(text: &Text, words: usize) -> Vec<Vec<u32>> {
    let most = COMMON.min(COMMON_SHARE + text.len() / COMMON_SHARE);
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); words];
    for at in 0..text.len() {
        for &word in text.words(at..at + 1) {
            let Some(places) = places.get_mut(word as usize) else { continue };
            if places.len() <= most && places.last() != Some(&(at as u32)) {
                places.push(at as u32);
            }
        }
    }
    places.iter_mut().filter(|places| places.len() > most).for_each(|places| *places = Vec::new());
    places
}

/// Returns the longest chain of ties that rise strictly on both sides.
fn longest_chain(ties: &[(usize, usize)], target: usize) -> Vec<(usize, usize)> {
    let mut tree = Maximum::new(target);
    let mut before: Vec<Option<usize>> = Vec::with_capacity(ties.len());
    let mut longest: (usize, Option<usize>) = (0, None);
    for (at, &(_, j)) in ties.iter().enumerate() {
        let chain = tree.before(j);
        before.push(chain.map(|(_, last)| last));
        let length = chain.map_or(1, |(length, _)| length + 1);
        tree.raise(j, length, at);
        longest = if length > longest.0 { (length, Some(at)) } else { longest };
    }
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(longest.1, |&at| before[at]).map(|at| ties[at]).collect();
    chain.reverse();
    chain
}

/// Returns the anchors that lie in the midst of others, and right behind another.
fn dense(chain: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let on_a_diagonal = |row: &&[(usize, usize)]| {
        let (first, last) = (row[0], row[TOGETHER - 1]);
        let (height, width) = (last.0 - first.0, last.1 - first.1);
        let (before, here) = (row[TOGETHER / 2 - 1], row[TOGETHER / 2]);
        height <= NEAR && height.abs_diff(width) <= ASIDE && here == (before.0 + 1, before.1 + 1)
    };
    chain.windows(TOGETHER).filter(on_a_diagonal).map(|row| row[TOGETHER / 2]).collect()
}
