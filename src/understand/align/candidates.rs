//! Candidates: the words that may answer each other, since they come together in beads.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::lists::Lists;
use crate::understand::first::keep_first;

/// The most translations that are kept for a word, which keeps memory linear.
const CANDIDATES: usize = 24;

/// How many words a thread looks at, at least, while others look at the next ones.
const PART: usize = 1_000;

/// A target word that may answer a source word, as the list of the source word holds it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Link {
    /// The target word.
    pub(super) target: u32,
    /// How far it is known beforehand that they answer each other, because they are written alike, or a person or other texts say so, in
    /// 0..1.
    pub(super) beforehand: f64,
    /// P(target | source).
    pub(super) forward: f64,
    /// P(source | target).
    pub(super) backward: f64,
}

/// The words of a bead on both sides, and how sure it is.
pub(super) struct Example<'a> {
    pub(super) source: &'a [u32],
    pub(super) target: &'a [u32],
    pub(super) weight: f64,
}

/// In how many beads of some examples a target word comes.
#[derive(Clone, Copy, Default)]
struct Beads {
    weight: f64,
    count: u32,
    /// The last of them, counted from 1.
    last: u32,
}

impl Beads {
    /// Notes that the word comes in bead `number`, however often.
    fn add(&mut self, number: u32, weight: f64) {
        if self.last != number {
            *self = Beads { weight: self.weight + weight, count: self.count + 1, last: number };
        }
    }
}

/// How many beads two words have to come together in: in one, everything comes together with everything.
const ENOUGH: u32 = 2;

/// Returns the links between words that come together in two beads of `examples`, or are known `before` to be linked.
/// `targets` is the number of target words.
pub(super) fn candidates(before: &Lists<Link>, examples: &[Example], targets: usize) -> Lists<Link> {
    let mut beads_of = vec![Vec::new(); before.len()];
    let mut target_beads = vec![Beads::default(); targets];
    for (at, example) in (0..).zip(examples) {
        for &word in example.source {
            if beads_of[word as usize].last() != Some(&at) {
                beads_of[word as usize].push(at);
            }
        }
        example.target.iter().for_each(|&word| target_beads[word as usize].add(at + 1, example.weight));
    }
    let nothing = || vec![Beads::default(); targets];
    let links = beads_of.par_iter().with_min_len(PART).enumerate().map_init(nothing, |together, (source, beads)| {
        let beads = beads.iter().map(|&at| &examples[at as usize]);
        of_word(before.of(source), beads, &target_beads, together)
    });
    links.collect::<Vec<Vec<Link>>>().into_iter().collect()
}

/// Returns the links of a source word that had the links `before`, and stands in `beads`. `target_beads` are those of each
/// target word, and `together` is nothing for all of them, before and after.
fn of_word<'a>(
    before: &[Link],
    beads: impl ExactSizeIterator<Item = &'a Example<'a>>,
    target_beads: &[Beads],
    together: &mut [Beads],
) -> Vec<Link> {
    let told = before.iter().filter(|link| link.beforehand > 0.0);
    let mut links: Vec<Link> =
        told.map(|link| Link { forward: link.beforehand * 0.5, backward: link.beforehand * 0.5, ..*link }).collect();
    if beads.len() < ENOUGH as usize {
        return links;
    }
    let (mut touched, mut source_weight) = (Vec::new(), 0.0);
    for (number, example) in (1..).zip(beads) {
        source_weight += example.weight;
        for &word in example.target.iter().filter(|&&word| target_beads[word as usize].count >= ENOUGH) {
            let here = &mut together[word as usize];
            if here.count == 0 {
                touched.push(word);
            }
            here.add(number, example.weight);
        }
    }
    let mut found: Vec<(f64, u32)> = Vec::new();
    for word in touched {
        let Beads { weight, count, .. } = std::mem::take(&mut together[word as usize]);
        if count >= ENOUGH {
            found.push((2.0 * weight / (source_weight + target_beads[word as usize].weight + 1e-9), word));
        }
    }
    keep_first(&mut found, CANDIDATES, |left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    let told = links.len();
    for (dice, target) in found {
        match links[..told].iter_mut().find(|link| link.target == target) {
            Some(link) => (link.forward, link.backward) = (link.forward + dice * 0.5, link.backward + dice * 0.5),
            None => links.push(Link { target, beforehand: 0.0, forward: dice * 0.5, backward: dice * 0.5 }),
        }
    }
    links
}
