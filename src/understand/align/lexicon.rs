//! The lexicon: which words translate which, learned from the texts themselves.
//!
//! IBM Model 1 (Brown et al., "The Mathematics of Statistical Machine Translation", 1993) in both directions, learned
//! from sure beads as in Moore, "Fast and Accurate Sentence Alignment of Bilingual Corpora" (2002). Two things make it
//! hold on a single short text: what is written alike counts as seen before, and one bead alone proves nothing.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::candidates::{Example, Link, candidates};
use super::lists::Lists;

/// The share of words that answer nothing on the other side.
pub(super) const NULL: f64 = 0.2;

/// How often two words that are written the same, or are in a word list, count as seen together beforehand.
const SEEN: f64 = 2.0;

/// What is taken from each count: what one bead shows may be chance, so that a pair of words has to meet twice.
const DISCOUNT: f64 = 1.0;

/// How many unknown translations every word has beforehand.
const DOUBT: f64 = 1.0;

/// How often the expectation is taken; more changes little.
const PASSES: usize = 4;

/// How many examples a thread counts while others count the next ones.
const PART: usize = 1_000;

/// What is known of the words of two languages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Lexicon {
    /// For each source word its links.
    pub(super) links: Lists<Link>,
    /// For each source word, the share of its translations that is known.
    pub(super) known_sources: Vec<f64>,
    /// For each target word, the same.
    pub(super) known_targets: Vec<f64>,
    /// The share of each word among all words of its side.
    pub(super) source_shares: Vec<f64>,
    /// The same for the target.
    pub(super) target_shares: Vec<f64>,
}

impl Lexicon {
    /// Knows only what is known beforehand: for each source word, target words and how sure they are.
    ///
    /// The counts say how often each word occurs.
    pub(super) fn beforehand(sources: &[u32], targets: &[u32], known: &[Vec<(u32, f64)>]) -> Lexicon {
        let link = |&(target, beforehand): &(u32, f64)| Link { target, beforehand, forward: 0.0, backward: 0.0 };
        let mut lexicon = Lexicon {
            links: known.iter().map(|list| list.iter().map(link)).collect(),
            known_sources: vec![0.0; sources.len()],
            known_targets: vec![0.0; targets.len()],
            source_shares: shares(sources),
            target_shares: shares(targets),
        };
        let nothing = Counts::new(&lexicon);
        lexicon.settle(&nothing);
        lexicon
    }

    /// Learns afresh from beads.
    pub(super) fn learn(&mut self, examples: &[Example]) {
        self.links = candidates(&self.links, examples, self.known_targets.len());
        for _ in 0..PASSES {
            let counts = self.count(examples);
            self.settle(&counts);
        }
    }

    /// Returns how often each link is expected in the examples.
    fn count(&self, examples: &[Example]) -> Counts {
        let parts: Vec<Counts> = examples.par_chunks(PART).map(|part| self.count_part(part)).collect();
        // In their order, so that the number of threads changes nothing.
        parts.into_iter().reduce(Counts::plus).unwrap_or_else(|| Counts::new(self))
    }

    fn count_part(&self, examples: &[Example]) -> Counts {
        let mut counts = Counts::new(self);
        let mut here: Vec<f64> = vec![0.0; self.known_targets.len()];
        let mut reached: Vec<f64> = vec![0.0; self.known_targets.len()];
        // The links of the source words to words of the target, few of all they have; and how many there are up to each word.
        let (mut met, mut ends): (Vec<(usize, Link)>, Vec<usize>) = Default::default();
        for example in examples {
            let Example { source, target, weight } = *example;
            for &word in target {
                here[word as usize] += 1.0;
                counts.targets[word as usize] += weight;
            }
            let unknown = |words: &[u32], known: &[f64]| {
                words.iter().map(|&word| NULL + (1.0 - NULL) * (1.0 - known[word as usize])).sum::<f64>() / (1.0 - NULL)
            };
            let (unknown_source, unknown_target) =
                (unknown(source, &self.known_sources), unknown(target, &self.known_targets));
            for &word in source {
                for (at, link) in self.links.range(word as usize).zip(self.links.of(word as usize)) {
                    if here[link.target as usize] > 0.0 {
                        reached[link.target as usize] += link.forward;
                        met.push((at, *link));
                    }
                }
                ends.push(met.len());
            }
            let mut start = 0;
            for (&word, &end) in source.iter().zip(&ends) {
                counts.sources[word as usize] += weight;
                let met = &met[std::mem::replace(&mut start, end)..end];
                let share = unknown_target * self.source_shares[word as usize];
                let all = share + met.iter().map(|(_, link)| here[link.target as usize] * link.backward).sum::<f64>();
                for (at, link) in met {
                    let times = here[link.target as usize];
                    let rest = unknown_source * self.target_shares[link.target as usize];
                    let count = &mut counts.links[*at];
                    count.0 += weight * times * link.forward / (rest + reached[link.target as usize]);
                    count.1 += weight * times * link.backward / all;
                }
            }
            met.drain(..).for_each(|(_, link)| reached[link.target as usize] = 0.0);
            ends.clear();
            for &word in target {
                here[word as usize] = 0.0;
            }
        }
        counts
    }

    /// Sets the probabilities from counts.
    fn settle(&mut self, counts: &Counts) {
        let (mut forward_sums, mut backward_sums) = (counts.sources.clone(), counts.targets.clone());
        let mut forward_links = vec![0.0; forward_sums.len()];
        let mut backward_links = vec![0.0; backward_sums.len()];
        for (source, sum) in forward_links.iter_mut().enumerate() {
            let range = self.links.range(source);
            for (link, (forward, backward)) in self.links.of_mut(source).iter_mut().zip(&counts.links[range]) {
                link.forward = (forward - DISCOUNT).max(0.0) + SEEN * link.beforehand;
                link.backward = (backward - DISCOUNT).max(0.0) + SEEN * link.beforehand;
                *sum += link.forward;
                backward_links[link.target as usize] += link.backward;
            }
        }
        for (sum, links) in forward_sums.iter_mut().zip(&forward_links) {
            *sum = sum.max(*links) + DOUBT;
        }
        for (sum, links) in backward_sums.iter_mut().zip(&backward_links) {
            *sum = sum.max(*links) + DOUBT;
        }
        let mut links = Lists::default();
        for (source, sum) in forward_sums.iter().enumerate() {
            let shares = self.links.of(source).iter().map(|link| Link {
                forward: link.forward / sum,
                backward: link.backward / backward_sums[link.target as usize],
                ..*link
            });
            links.push(shares.filter(|link| link.beforehand > 0.0 || link.forward > 1e-4 || link.backward > 1e-4));
        }
        self.links = links;
        self.known_sources = forward_links.iter().zip(&forward_sums).map(|(links, sum)| links / sum).collect();
        self.known_targets = backward_links.iter().zip(&backward_sums).map(|(links, sum)| links / sum).collect();
    }
}

/// How often words and links are expected.
struct Counts {
    links: Vec<(f64, f64)>,
    sources: Vec<f64>,
    targets: Vec<f64>,
}

impl Counts {
    fn new(lexicon: &Lexicon) -> Counts {
        Counts {
            links: vec![(0.0, 0.0); lexicon.links.items().len()],
            sources: vec![0.0; lexicon.known_sources.len()],
            targets: vec![0.0; lexicon.known_targets.len()],
        }
    }

    fn plus(mut self, other: Counts) -> Counts {
        let add = |ours: &mut [f64], theirs: &[f64]| ours.iter_mut().zip(theirs).for_each(|(our, their)| *our += their);
        add(&mut self.sources, &other.sources);
        add(&mut self.targets, &other.targets);
        self.links.iter_mut().zip(&other.links).for_each(|(our, their)| *our = (our.0 + their.0, our.1 + their.1));
        self
    }
}

fn shares(counts: &[u32]) -> Vec<f64> {
    let all = counts.iter().map(|&count| f64::from(count) + 0.5).sum::<f64>().max(1.0);
    counts.iter().map(|&count| (f64::from(count) + 0.5) / all).collect()
}
