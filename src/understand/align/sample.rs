//! The sample of a library that is learned from: small libraries are in it as a whole, of large ones a part of fixed size.

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
        Content::new((Fingerprint::of(source), size(source)), (Fingerprint::of(target), size(target)))
    }

    /// Returns the content of a pair, given what stands for either side, and their sizes in bytes.
    pub fn new(source: (Fingerprint, usize), target: (Fingerprint, usize)) -> Content {
        let mut sides = [source, target].map(|(side, _)| side);
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
        let contents: Vec<Content> = (0..100)
            .map(|number: u32| {
                Content::new((Fingerprint::of(&number), SAMPLE / 40), (Fingerprint::of(&(number + 1)), SAMPLE / 40))
            })
            .collect();
        let chosen = sample(&contents);
        assert_eq!(chosen.len(), 20);
        let reversed: Vec<Content> = contents.iter().rev().copied().collect();
        let again: Vec<usize> = sample(&reversed).into_iter().map(|at| 99 - at).collect();
        assert_eq!(chosen, again);
        assert_eq!(sample(&contents[..1]), [0]);
        let [one, other] = [1, 2].map(|side: u32| (Fingerprint::of(&side), 5));
        assert_eq!(Content::new(one, other), Content::new(other, one));
    }
}
