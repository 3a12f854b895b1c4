//! Anchors: places in long texts that surely answer each other, found before anything is compared in full.
//!
//! A word that is rare in both texts and written alike, such as a name or a number, ties two sentences. Ties by chance
//! do not line up; the heaviest chain of ties that run forward in both texts is kept.

use super::lexicon::{Lexicon, Link};
use super::text::Text;

/// A word that occurs more often than this on one side of a pair ties nothing; where there are few anchors, the second.
const RARE: [usize; 3] = [3, 8, 20];

/// There are few anchors where there is less than one for so many sentences.
const SPARSE: usize = 20;

/// Words must be written at least as much alike as this, or be learned to answer each other as surely as that.
const ALIKE: f64 = 0.8;
const LEARNED: f64 = 0.3;

/// Returns the pairs of sentences that a chain of rare words ties, rising on both sides.
pub(super) fn anchors(source: &Text, target: &Text, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut chain = Vec::new();
    for rare in RARE {
        let mut ties = ties(source, target, lexicon, rare);
        // Of ties in one source sentence the later target comes first, so that a chain takes one at most.
        ties.sort_unstable_by(|left, right| left.0.cmp(&right.0).then(right.1.cmp(&left.1)));
        ties.dedup();
        chain = heaviest_chain(&ties, target.words.len());
        if chain.len() * SPARSE >= source.words.len().min(target.words.len()) {
            break;
        }
    }
    chain
}

fn ties(source: &Text, target: &Text, lexicon: &Lexicon, rare: usize) -> Vec<(usize, usize)> {
    let sources = places(source, lexicon.links.len(), rare);
    let targets = places(target, lexicon.known_targets.len(), rare);
    let mut ties = Vec::new();
    for (word, sources) in sources.iter().enumerate().filter(|(_, places)| (1..=rare).contains(&places.len())) {
        let sure = |link: &&Link| link.alike >= ALIKE || (link.forward * link.backward).sqrt() >= LEARNED;
        for link in lexicon.links[word].iter().filter(sure) {
            let targets = &targets[link.target as usize];
            if targets.len() <= rare {
                ties.extend(sources.iter().flat_map(|&i| targets.iter().map(move |&j| (i, j))));
            }
        }
    }
    ties
}

/// Returns for each word the sentences it occurs in, as far as it is rare.
fn places(text: &Text, words: usize, rare: usize) -> Vec<Vec<usize>> {
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); words];
    for (at, sentence) in text.words.iter().enumerate() {
        for &word in sentence {
            let places = &mut places[word as usize];
            if places.len() <= rare && places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    places
}

/// Returns the longest chain of ties that rise strictly on both sides, by a Fenwick tree of maxima.
fn heaviest_chain(ties: &[(usize, usize)], target: usize) -> Vec<(usize, usize)> {
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); target + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(ties.len());
    let mut best: (usize, Option<usize>) = (0, None);
    for (at, &(_, j)) in ties.iter().enumerate() {
        let mut chain = (0, None);
        let mut node = j;
        while node > 0 {
            chain = if tree[node].0 > chain.0 { tree[node] } else { chain };
            node &= node - 1;
        }
        before.push(chain.1);
        let length = chain.0 + 1;
        let mut node = j + 1;
        while node <= target {
            if length > tree[node].0 {
                tree[node] = (length, Some(at));
            }
            node += node & node.wrapping_neg();
        }
        best = if length > best.0 { (length, Some(at)) } else { best };
    }
    let mut chain: Vec<(usize, usize)> = std::iter::successors(best.1, |&at| before[at]).map(|at| ties[at]).collect();
    chain.reverse();
    chain
}
