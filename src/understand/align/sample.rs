//! The sample of a library that is learned from: small libraries are in it as a whole, of large ones a part of fixed size.

use std::hash::Hash;

use super::Side;
use crate::ground::fingerprint::Fingerprint;

/// How many bytes of text are learned from, of both sides; some 5,000 sentences with their translations. More change
/// little but the time.
const SAMPLE: usize = 1_000_000;

/// What stands for the content of a pair, and its size in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Content {
    fingerprint: Fingerprint,
    size: usize,
}

impl Content {
    /// Returns the content of two sides; which comes first makes no difference.
    pub fn of(source: &Side, target: &Side) -> Content {
        let size = |side: &Side| side.sentences.iter().map(String::len).sum::<usize>();
        Content::new((source, size(source)), (target, size(target)))
    }

    /// Returns the content of a pair, given both sides in any form, and their sizes in bytes.
    pub fn new<T: Hash + ?Sized>(source: (&T, usize), target: (&T, usize)) -> Content {
        let mut sides = [source, target].map(|(side, _)| Fingerprint::of(side));
        sides.sort();
        Content { fingerprint: Fingerprint::of(&sides), size: source.1 + target.1 }
    }
}

/// Returns which pairs are learned from, in the order of their fingerprints. Those with the smallest ones are, until there
/// is enough text: so whether a pair is among them depends on the contents only, and an edit elsewhere changes nothing.
pub fn sample(pairs: &[Content]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by_key(|&pair| pairs[pair]);
    let mut size = 0;
    let is_wanted = |pair: &usize| {
        let was_enough = size >= SAMPLE;
        size += pairs[*pair].size;
        !was_enough
    };
    order.into_iter().take_while(is_wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_bounded_and_does_not_depend_on_order() {
        let contents: Vec<Content> =
            (0..100).map(|number: u32| Content::new((&number, SAMPLE / 40), (&(number + 1), SAMPLE / 40))).collect();
        let chosen = sample(&contents);
        assert_eq!(chosen.len(), 20);
        let reversed: Vec<Content> = contents.iter().rev().copied().collect();
        let again: Vec<usize> = sample(&reversed).into_iter().map(|at| 99 - at).collect();
        assert_eq!(chosen, again);
        assert_eq!(sample(&contents[..1]), [0]);
        assert_eq!(Content::new((&1, 5), (&2, 6)), Content::new((&2, 6), (&1, 5)));
    }
}
