//! Candidates: the words that may answer each other, since they come together in beads.

use rayon::prelude::*;

use super::links::{Link, Links};

/// The most translations that are kept for a word, which keeps memory linear.
const CANDIDATES: usize = 24;

/// How many words a thread looks at while others look at the next ones.
const PART: usize = 1_000;

/// The words of a bead on both sides, and how sure it is.
pub(super) struct Example<'a> {
    pub(super) source: &'a [u32],
    pub(super) target: &'a [u32],
    pub(super) weight: f64,
}

/// Returns the links between words that come together in two beads of `examples`, or are known `before` to be linked.
/// `targets` is the number of target words.
pub(super) fn candidates(before: &Links, examples: &[Example], targets: usize) -> Links {
    let mut beads_of = vec![Vec::new(); before.words()];
    let mut target_beads = vec![0.0f64; targets];
    let mut last = vec![u32::MAX; targets];
    for (at, example) in examples.iter().enumerate() {
        for &word in example.source {
            if beads_of[word as usize].last() != Some(&(at as u32)) {
                beads_of[word as usize].push(at as u32);
            }
        }
        for &word in example.target {
            if last[word as usize] != at as u32 {
                last[word as usize] = at as u32;
                target_beads[word as usize] += example.weight;
            }
        }
    }
    let nothing = || vec![Together::default(); targets];
    let parts = beads_of.par_chunks(PART).enumerate().map_init(nothing, |together, (part, beads_of)| {
        let mut links = Links::default();
        for (source, beads) in (part * PART..).zip(beads_of) {
            let beads = beads.iter().map(|&at| &examples[at as usize]);
            links.push(of_word(before.of(source as u32), beads, &target_beads, together));
        }
        links
    });
    parts.collect::<Vec<Links>>().into_iter().collect()
}

/// How often a target word has come beside a source word.
#[derive(Clone, Copy, Default)]
struct Together {
    weight: f64,
    beads: u32,
    /// The last of these beads, counted from 1.
    last: u32,
}

/// Returns the links of a source word that had the links `before`, and stands in `beads`. `target_beads` are the beads of each
/// target word, and `together` is nothing for all of them, before and after.
fn of_word<'a>(
    before: &[Link],
    beads: impl Iterator<Item = &'a Example<'a>>,
    target_beads: &[f64],
    together: &mut [Together],
) -> Vec<Link> {
    let (mut touched, mut source_beads) = (Vec::new(), 0.0);
    for (number, example) in (1..).zip(beads) {
        source_beads += example.weight;
        for &word in example.target {
            let here = &mut together[word as usize];
            if here.beads == 0 {
                touched.push(word);
            }
            if here.last != number {
                *here = Together { weight: here.weight + example.weight, beads: here.beads + 1, last: number };
            }
        }
    }
    let mut found: Vec<(f64, u32)> = Vec::new();
    for word in touched {
        let Together { weight, beads, .. } = std::mem::take(&mut together[word as usize]);
        if beads >= 2 {
            found.push((2.0 * weight / (source_beads + target_beads[word as usize] + 1e-9), word));
        }
    }
    found.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    found.truncate(CANDIDATES);
    let told = before.iter().filter(|link| link.beforehand > 0.0);
    let mut links: Vec<Link> =
        told.map(|link| Link { forward: link.beforehand * 0.5, backward: link.beforehand * 0.5, ..*link }).collect();
    for (dice, target) in found {
        match links.iter_mut().find(|link| link.target == target) {
            Some(link) => (link.forward, link.backward) = (link.forward + dice * 0.5, link.backward + dice * 0.5),
            None => links.push(Link { target, beforehand: 0.0, forward: dice * 0.5, backward: dice * 0.5 }),
        }
    }
    links
}
