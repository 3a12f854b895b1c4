//! The names of one segment, and what the texts as a whole know of them.

use std::ops::Range;

use super::vocabulary::{Vocabulary, sounds};
use crate::check::bitext::{Bitext, Pair};
use crate::check::finding::{Draft, Finding};
use crate::check::words::Word;

/// One segment's names, and what the texts as a whole know of them.
pub(super) struct Names<'a> {
    pub(super) bitext: &'a Bitext<'a>,
    /// The number of the pair.
    pub(super) at: usize,
    /// The words of both sides.
    pub(super) sides: &'a [Vec<Word<'a>>; 2],
    pub(super) vocabularies: &'a [Vocabulary; 2],
}

/// A word with a capital that the other side of its segment does not have.
pub(super) struct Unmatched<'a> {
    pub(super) word: &'a Word<'a>,
    pub(super) sound: String,
    /// Whether the segment before or behind has it on the other side.
    pub(super) is_near: bool,
}

impl Names<'_> {
    pub(super) fn pair(&self) -> &Pair<'_> {
        &self.bitext.pairs[self.at]
    }

    /// Returns the sounds of the words on one side of this pair and of those beside it.
    pub(super) fn near(&self, side: usize) -> Vec<String> {
        self.bitext.around(self.at, side).flat_map(sounds).collect()
    }

    /// Returns the words with a capital on one side that do not stand on the other in this pair.
    pub(super) fn unmatched(&self, side: usize) -> Vec<Unmatched<'_>> {
        let here: Vec<String> = self.sides[1 - side].iter().map(Word::sound).collect();
        let near = self.near(1 - side);
        let words = self.sides[side].iter().filter(|word| word.is_capitalised());
        let unmatched = words.map(|word| {
            let sound = word.sound();
            Unmatched { word, is_near: near.contains(&sound), sound }
        });
        unmatched.filter(|unmatched| !here.contains(&unmatched.sound)).collect()
    }

    pub(super) fn finding(&self, draft: Draft, side: usize, marks: [Option<Range<usize>>; 2]) -> Finding {
        draft.within(&self.bitext.work.slug, self.pair(), side, marks)
    }
}
