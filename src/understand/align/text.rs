//! A text as the aligner reads it: words, lengths and signs instead of characters.

use std::borrow::Cow;
use std::ops::Range;

use super::marks;
use super::words::{self, Reader};
use super::{BlockKind, Side};

/// One side of a pair, or a part of it; all lists have an entry for each sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// The words of all sentences by their numbers, and where those of each sentence end.
    words: Vec<u32>,
    word_ends: Vec<usize>,
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
        let mut text = Text::default();
        for (at, sentence) in side.sentences.iter().enumerate() {
            let plain: Cow<str> = words::without_tags(sentence);
            reader.read(&plain, |word| text.words.push(number(word)));
            text.word_ends.push(text.words.len());
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
        let words = self.words_at(range.clone());
        Text {
            words: self.words[words.clone()].to_vec(),
            word_ends: self.word_ends[range.clone()].iter().map(|end| end - words.start).collect(),
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
        self.words.iter_mut().for_each(|word| *word = number(*word));
        self
    }

    /// Returns how many sentences it has.
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Returns the words of the sentences in `range`, one after the other.
    pub(super) fn words(&self, range: Range<usize>) -> &[u32] {
        &self.words[self.words_at(range)]
    }

    /// Returns how many words the longest sentence has.
    pub(super) fn longest(&self) -> usize {
        (0..self.len()).map(|at| self.words_at(at..at + 1).len()).max().unwrap_or(0)
    }

    /// Returns all words.
    pub(super) fn all_words(&self) -> &[u32] {
        &self.words
    }

    fn words_at(&self, range: Range<usize>) -> Range<usize> {
        let end_before = |at: usize| if at == 0 { 0 } else { self.word_ends[at - 1] };
        end_before(range.start)..end_before(range.end)
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
