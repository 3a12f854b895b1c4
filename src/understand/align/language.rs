//! A language as the aligner knows it: how its sentences are read, and which words its texts have.

use serde::{Deserialize, Serialize};

use super::Side;
use super::text::Text;
use super::words::{Reader, Vocabulary};
use crate::understand::numbers::Months;

/// How one of the two languages is read, and its words as far as they are known.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Language {
    reader: Reader,
    vocabulary: Vocabulary,
}

impl Language {
    /// Returns the language that a side is in, without a word.
    pub(super) fn of(side: &Side) -> Language {
        let months = side.language.as_ref().map(Months::of).unwrap_or_default();
        Language { reader: Reader::new(months), vocabulary: Vocabulary::default() }
    }

    /// Returns its words.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Returns the numbers of the words of a phrase, if all of them are known.
    pub(super) fn phrase(&self, phrase: &str) -> Option<Vec<u32>> {
        let mut words = Vec::new();
        self.reader.read(phrase, |word| words.push(self.vocabulary.get(&word)));
        words.into_iter().collect()
    }

    /// Reads a text whose words become known.
    pub(super) fn learn(&mut self, side: &Side) -> Text {
        let Language { reader, vocabulary } = self;
        Text::read(side, reader, |word| vocabulary.add(word))
    }

    /// Reads a text whose words may be strange: these have numbers beyond those of the vocabulary.
    pub(super) fn read(&self, side: &Side) -> Text {
        let mut strange = Vocabulary::default();
        let known = self.vocabulary.len() as u32;
        Text::read(side, &self.reader, |word| match self.vocabulary.get(&word) {
            Some(number) => number,
            None => known + strange.add(word),
        })
    }

    /// Returns how many words of a text that was read are strange, each as often as it comes.
    pub(super) fn strange(&self, text: &Text) -> usize {
        text.all_words().iter().filter(|&&word| word as usize >= self.vocabulary.len()).count()
    }
}
