//! A text as the aligner reads it: words, lengths and signs instead of characters.

use std::borrow::Cow;
use std::ops::Range;

use super::lists::Lists;
use super::marks;
use super::words::{self, Reader};
use super::{BlockKind, Side};

/// One side of a pair, or a part of it; all lists have an entry for each sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// The words by their numbers.
    words: Lists<u32>,
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
    /// Reads a side; `number` gives each word its number.
    pub(super) fn read(side: &Side, reader: &Reader, mut number: impl FnMut(words::Word) -> u32) -> Text {
        let (mut text, mut words) = (Text::default(), Vec::new());
        for (at, sentence) in side.sentences.iter().enumerate() {
            let plain: Cow<str> = words::without_tags(sentence);
            reader.read(&plain, |word| words.push(number(word)));
            text.words.push(words.drain(..));
            let length = plain.chars().filter(|character| !character.is_whitespace()).count().max(1);
            text.lengths.push(length as f64);
            text.breaks.push(at > 0 && side.blocks.get(at) != side.blocks.get(at - 1));
            text.wordless.push(!plain.contains(char::is_alphanumeric));
            text.starts.push(marks::start(&plain));
            text.ends.push(marks::end(&plain));
            text.kinds.push(side.kinds.get(at).map_or(0, |&kind| kind_number(kind)));
        }
        text
    }

    /// Returns some of the sentences as a text of their own.
    pub(super) fn slice(&self, range: Range<usize>) -> Text {
        Text {
            words: range.clone().map(|at| self.words.of(at).iter().copied()).collect(),
            lengths: self.lengths[range.clone()].to_vec(),
            breaks: self.breaks[range.clone()].to_vec(),
            wordless: self.wordless[range.clone()].to_vec(),
            starts: self.starts[range.clone()].to_vec(),
            ends: self.ends[range.clone()].to_vec(),
            kinds: self.kinds[range].to_vec(),
        }
    }

    /// Returns the text with other numbers for its words.
    pub(super) fn renumbered(mut self, number: impl Fn(u32) -> u32) -> Text {
        self.words.items_mut().iter_mut().for_each(|word| *word = number(*word));
        self
    }

    /// Returns how many sentences it has.
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Returns the words of the sentences in `range`, one after the other.
    pub(super) fn words(&self, range: Range<usize>) -> &[u32] {
        self.words.span(range)
    }

    /// Returns all words.
    pub(super) fn all_words(&self) -> &[u32] {
        self.words.items()
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
