//! A text by itself: what is checked there needs no translation, but names its counterpart where there is one.

use super::bitext::{Bitext, Side, Text};
use super::finding::{Draft, Finding};
use super::spot::{Mark, Spot};

/// One text of a work, and where its counterparts are found.
pub(super) struct Lone<'a> {
    /// The slug of the work.
    pub(super) work: &'a str,
    /// The text.
    pub(super) text: &'a Text<'a>,
    /// A bitext it is part of, and which side of it.
    pub(super) bitext: Option<(&'a Bitext<'a>, usize)>,
}

impl Lone<'_> {
    /// Returns the side that answers the sentence of this number, and the number of the segment.
    pub(super) fn counterpart(&self, sentence: usize) -> Option<(usize, &Side<'_>)> {
        let (bitext, side) = self.bitext?;
        let at = bitext.pairs.partition_point(|pair| pair.sides[side].sentences.end <= sentence);
        let pair = bitext.pairs.get(at).filter(|pair| pair.sides[side].sentences.contains(&sentence))?;
        Some((pair.segment, &pair.sides[1 - side]))
    }

    /// Returns the finding at `mark`.
    pub(super) fn finding(&self, draft: Draft, mark: &Mark) -> Finding {
        self.at(draft, self.text.spot(mark), mark.sentence)
    }

    /// Returns the finding at `spot`, which lies in or behind the sentence of this number.
    pub(super) fn at(&self, draft: Draft, spot: Spot, sentence: usize) -> Finding {
        let counterpart = self.counterpart(sentence);
        let segment = counterpart.as_ref().map(|(segment, _)| *segment);
        let there = counterpart.filter(|(_, side)| !side.is_empty()).map(|(_, side)| side.whole());
        draft.at(self.work, segment, [spot].into_iter().chain(there).collect(), 1.0)
    }
}
