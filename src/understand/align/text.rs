//! A text as the aligner reads it: words, lengths and signs instead of characters.

use std::ops::Range;

use super::marks;
use super::words::{Vocabulary, without_tags};
use super::{BlockKind, Side};

/// One side of a pair; all lists have an entry for each sentence.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The words.
    pub(super) words: Vec<Vec<u32>>,
    /// The length in characters without spaces, at least 1.
    pub(super) lengths: Vec<f64>,
    /// Whether a block begins before the sentence.
    pub(super) breaks: Vec<bool>,
    /// Whether it is without letter or digit.
    pub(super) wordless: Vec<bool>,
    /// The mark that it begins with.
    pub(super) starts: Vec<u8>,
    /// The mark that it ends with.
    pub(super) ends: Vec<u8>,
    /// The kind of its block; 0 where unknown.
    pub(super) kinds: Vec<u8>,
}

impl Text {
    /// Reads a side, adding its words to the vocabulary.
    pub(super) fn read(side: &Side, vocabulary: &mut Vocabulary) -> Text {
        let plain: Vec<String> = side.sentences.iter().map(|sentence| without_tags(sentence)).collect();
        let length =
            |plain: &String| plain.chars().filter(|character| !character.is_whitespace()).count().max(1) as f64;
        let begins = |at: usize| at > 0 && side.blocks.get(at) != side.blocks.get(at - 1);
        Text {
            words: plain.iter().map(|plain| vocabulary.read(plain)).collect(),
            lengths: plain.iter().map(length).collect(),
            breaks: (0..plain.len()).map(begins).collect(),
            wordless: plain.iter().map(|plain| !plain.contains(char::is_alphanumeric)).collect(),
            starts: plain.iter().map(|plain| marks::start(plain)).collect(),
            ends: plain.iter().map(|plain| marks::end(plain)).collect(),
            kinds: (0..plain.len()).map(|at| side.kinds.get(at).map_or(0, |&kind| kind_number(kind))).collect(),
        }
    }

    /// Returns some of the sentences as a text of their own.
    pub(super) fn slice(&self, range: Range<usize>) -> Text {
        Text {
            words: self.words[range.clone()].to_vec(),
            lengths: self.lengths[range.clone()].to_vec(),
            breaks: self.breaks[range.clone()].to_vec(),
            wordless: self.wordless[range.clone()].to_vec(),
            starts: self.starts[range.clone()].to_vec(),
            ends: self.ends[range.clone()].to_vec(),
            kinds: self.kinds[range].to_vec(),
        }
    }

    /// Returns how many sentences it has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

fn kind_number(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Paragraph => 1,
        BlockKind::Item => 2,
        BlockKind::Quote => 3,
        BlockKind::Cell => 4,
        BlockKind::Code => 5,
        BlockKind::Other => 6,
        BlockKind::Heading(level) => 10 + level.min(9),
    }
}
