//! The names of one segment, and what the texts as a whole know of them.

use std::collections::HashSet;

use super::vocabulary::Vocabulary;
use crate::check::bitext::{Bitext, Pair};
use crate::check::words::Word;

/// Languages in which a capital makes no name, since every noun has one.
const CAPITAL_NOUNS: [&str; 2] = ["de", "lb"];

/// One segment's names, and what the texts as a whole know of them.
pub(super) struct Names<'a> {
    pub(super) bitext: &'a Bitext<'a>,
    /// The number of the pair.
    pub(super) at: usize,
    /// The words of both sides of all pairs.
    pub(super) words: &'a [[Vec<Word<'a>>; 2]],
    /// Those of this one.
    pub(super) sides: &'a [Vec<Word<'a>>; 2],
    pub(super) vocabularies: &'a [Vocabulary; 2],
}

/// A word with a capital that the other side of its segment does not have.
pub(super) struct Unmatched<'a> {
    pub(super) word: &'a Word<'a>,
    pub(super) sound: &'a str,
    /// Whether the segment before or behind has it on the other side.
    pub(super) is_near: bool,
    /// Whether one of them has it on the other side and not on this one, so that it may have moved there.
    pub(super) has_moved: bool,
}

impl Names<'_> {
    pub(super) fn pair(&self) -> &Pair<'_> {
        &self.bitext.pairs[self.at]
    }

    /// Tells whether every noun of this side has a capital, so that it makes no name.
    pub(super) fn has_capital_nouns(&self, side: usize) -> bool {
        CAPITAL_NOUNS.contains(&self.bitext.languages()[side].primary())
    }

    /// Returns the sounds of what the segments before and behind say, this side's first.
    fn beside(&self, side: usize) -> Vec<[HashSet<&str>; 2]> {
        let beside = [self.at.checked_sub(1), Some(self.at + 1)].into_iter().flatten();
        let words = beside.filter_map(|at| self.words.get(at));
        words.map(|words| [side, 1 - side].map(|side| words[side].iter().map(Word::sound).collect())).collect()
    }

    /// Returns the words with a capital on one side that do not stand on the other in this pair.
    pub(super) fn unmatched(&self, side: usize) -> Vec<Unmatched<'_>> {
        let here: HashSet<&str> = self.sides[1 - side].iter().map(Word::sound).collect();
        let beside = self.beside(side);
        let words = self.sides[side].iter().filter(|word| word.is_capitalised());
        let unmatched = words.map(|word| {
            let sound = word.sound();
            let is_near = beside.iter().any(|[_, there]| there.contains(sound));
            let has_moved = beside.iter().any(|[here, there]| there.contains(sound) && !here.contains(sound));
            Unmatched { word, sound, is_near, has_moved }
        });
        unmatched.filter(|unmatched| !here.contains(unmatched.sound)).collect()
    }
}
