//! Words are what the aligner compares: letters without accents and endings, and numbers in one notation.
//!
//! Scripts tell what is needed: where words are not spaced, a segmenter finds them. Of the language only the names of
//! its months are asked for.

use std::borrow::Cow;
use std::sync::Arc;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::understand::numbers::{self, Months};
use crate::understand::script::{self, Script};

/// The different words of one side of a library, by number.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Vocabulary {
    numbers: FxHashMap<u64, u32>,
    /// What each word is told apart by.
    keys: Vec<u64>,
    /// Each word in Latin letters.
    pub(super) romans: Vec<Box<str>>,
}

impl Vocabulary {
    /// Returns the number of `word`, a new one where it is new.
    pub(super) fn add(&mut self, word: Word) -> u32 {
        let next = self.romans.len() as u32;
        let number = *self.numbers.entry(word.key).or_insert(next);
        if number == next {
            self.keys.push(word.key);
            self.romans.push(word.roman.into());
        }
        number
    }

    /// Returns the number of a word that is known.
    pub(super) fn get(&self, word: &Word) -> Option<u32> {
        self.numbers.get(&word.key).copied()
    }

    /// Returns for each word its number in another vocabulary of the same language.
    pub(super) fn numbers_in(&self, other: &Vocabulary) -> impl Iterator<Item = Option<u32>> {
        self.keys.iter().map(|key| other.numbers.get(key).copied())
    }

    /// Returns the number of different words.
    pub(super) fn len(&self) -> usize {
        self.romans.len()
    }
}

/// A word: what it is told apart by, and how it is written in Latin letters.
pub(super) struct Word<'a> {
    key: u64,
    roman: &'a str,
}

impl<'a> Word<'a> {
    fn new(key: &str, roman: &'a str) -> Word<'a> {
        Word { key: xxh3_64(key.as_bytes()), roman }
    }

    /// Returns a number as a word, which no other word is.
    fn number(digits: &'a str) -> Word<'a> {
        Word { key: !xxh3_64(digits.as_bytes()), roman: digits }
    }
}

/// Reads sentences in a language.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reader {
    months: Arc<Months>,
    #[serde(skip, default = "segmenter")]
    segmenter: WordSegmenterBorrowed<'static>,
}

impl Reader {
    /// Returns a reader for texts whose language has these months.
    pub(super) fn new(months: Arc<Months>) -> Reader {
        Reader { months, segmenter: segmenter() }
    }

    /// Calls `found` with each word of `sentence`, in order.
    pub(super) fn read(&self, sentence: &str, mut found: impl FnMut(Word)) {
        let mut done = 0;
        for number in numbers::spelt(sentence, &self.months) {
            self.words(&sentence[done..number.at.start], &mut found);
            found(Word::number(&number.digits));
            done = number.at.end;
        }
        self.words(&sentence[done..], &mut found);
    }

    /// Calls `found` with each word of `text`, which has no numbers.
    fn words(&self, text: &str, found: &mut impl FnMut(Word)) {
        for (spaces_words, at) in script::runs(text, Script::spaces_words) {
            match spaces_words {
                true => letters(&text[at], found),
                false => self.segments(&text[at], found),
            }
        }
    }

    fn segments(&self, run: &str, found: &mut impl FnMut(Word)) {
        let mut start = 0;
        for end in self.segmenter.segment_str(run) {
            if let Some(word) = run.get(start..end).filter(|word| !word.is_empty()) {
                found(Word::new(word, &script::romanised(word)));
            }
            start = end;
        }
    }
}

fn segmenter() -> WordSegmenterBorrowed<'static> {
    WordSegmenter::new_auto(WordBreakInvariantOptions::default())
}

/// Returns the sentence without residue of markup such as `<br />`, which is no part of what it says.
pub(super) fn without_tags(sentence: &str) -> Cow<'_, str> {
    if !sentence.contains('<') {
        return Cow::Borrowed(sentence);
    }
    let mut plain = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        rest = tag;
        if tag.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/') {
            // Where no tag ends any more, nothing after it is one.
            let Some((_, behind)) = tag.split_once('>') else {
                plain.push('<');
                break;
            };
            rest = behind;
        } else {
            plain.push('<');
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Words are told apart by this many letters, so that the forms of one word count together. Any number from 4 up
/// measures about the same.
const STEM: usize = 6;

fn letters(run: &str, found: &mut impl FnMut(Word)) {
    let mut roman = script::romanised(run);
    // Some transcriptions have marks.
    if !run.is_ascii() {
        roman.to_mut().retain(|letter| letter.is_ascii_alphanumeric());
    }
    if !roman.is_empty() {
        found(Word::new(&roman[..roman.len().min(STEM)], &roman));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::language::Language;

    fn read(sentence: &str, language: &str) -> String {
        let mut words = Vec::new();
        let months = Months::of(&Language::new(language).expect("a language"));
        Reader::new(months).read(&without_tags(sentence), |word| {
            let is_number = word.key == !xxh3_64(word.roman.as_bytes());
            words.push(format!("{}{}", if is_number { "#" } else { "" }, word.roman));
        });
        words.join(" ")
    }

    #[test]
    fn words_lose_accents_and_numbers_their_notation() {
        for (sentence, expected) in [
            ("L’été, c’était déjà loin.", "l ete c etait deja loin"),
            ("1,200 m, 1.200 m, 1\u{202f}200 m; ١٢٠٠", "#1200 m #1200 m #1200 m #1200"),
            ("3,5 or 3.5, 07-05-1961", "#35 or #35 #7 #5 #1961"),
            ("Louis XIV, 22 June 1941", "louis #14 #22 #6 #1941"),
            ("2½ cups, 10² metres, MP3", "#2 cups #10 2 metres mp3"),
            ("Москва", "moskva"),
            ("સત્ય ਸੱਚ", "sty sc"),
            ("one<br />two < three", "onetwo three"),
            ("…?!", ""),
        ] {
            assert_eq!(read(sentence, "en"), expected, "{sentence}");
        }
    }

    #[test]
    fn the_forms_of_a_word_are_one() {
        let mut vocabulary = Vocabulary::default();
        let mut numbers = Vec::new();
        let reader = Reader::new(Arc::default());
        reader.read("Übersetzungen und Übersetzung", |word| numbers.push(vocabulary.add(word)));
        assert_eq!(numbers, [0, 1, 0]);
    }

    #[test]
    fn words_without_spaces_are_found() {
        assert_eq!(read("东京大学在2024年招生", "zh"), "dongjing daxue zai #2024 nian zhaosheng");
        assert_eq!(read("一九四一年六月二十二日", "zh"), "#1941 nian #6 yue #22 ri");
        assert!(read("สวัสดีชาวโลก", "th").contains(' '));
    }
}
