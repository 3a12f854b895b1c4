//! Links: which target words answer a source word, and how likely.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A pair of words, as the list of one source word holds it.
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

/// The links of all source words, one after the other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Links {
    links: Vec<Link>,
    /// Where the links of each source word end.
    ends: Vec<u32>,
}

impl Links {
    /// Returns how many source words there are.
    pub(super) fn words(&self) -> usize {
        self.ends.len()
    }

    /// Returns how many links there are.
    pub(super) fn len(&self) -> usize {
        self.links.len()
    }

    /// Returns the links of a source word; none of one that is not known.
    pub(super) fn of(&self, word: u32) -> &[Link] {
        &self.links[self.range(word)]
    }

    /// Returns them to be changed.
    pub(super) fn of_mut(&mut self, word: u32) -> &mut [Link] {
        let range = self.range(word);
        &mut self.links[range]
    }

    /// Returns where the links of a source word stand among all.
    pub(super) fn range(&self, word: u32) -> Range<usize> {
        let end = |word: usize| self.ends.get(word).map_or(self.links.len(), |&end| end as usize);
        let word = word as usize;
        if word == 0 { 0..end(0) } else { end(word - 1)..end(word) }
    }

    /// Adds the links of the next source word.
    pub(super) fn push(&mut self, links: impl IntoIterator<Item = Link>) {
        self.links.extend(links);
        self.ends.push(self.links.len() as u32);
    }
}

impl FromIterator<Links> for Links {
    /// Returns the links of the words of all parts, in their order.
    fn from_iter<T: IntoIterator<Item = Links>>(parts: T) -> Links {
        let mut all = Links::default();
        for part in parts {
            let before = all.links.len() as u32;
            all.links.extend(part.links);
            all.ends.extend(part.ends.into_iter().map(|end| before + end));
        }
        all
    }
}
