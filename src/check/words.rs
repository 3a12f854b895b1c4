//! A word is a run of letters. Here texts are divided into words, each with where it stands and how it is written.

use std::cell::OnceCell;
use std::ops::Range;

use crate::understand::script::{self, Script};
use crate::understand::sound;

/// A word of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word<'a> {
    /// The word as it is written.
    pub(super) text: &'a str,
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// Whether it may have a capital only because a sentence or a quotation begins with it.
    pub(super) is_first: bool,
    /// How it sounds, once somebody has asked.
    sound: OnceCell<String>,
}

impl Word<'_> {
    /// Returns the bytes it stands in.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// Tells whether it begins with a capital.
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Tells whether its script has no capitals.
    pub(super) fn is_uncased(&self) -> bool {
        !self.text.contains(|c: char| c.is_uppercase() || c.is_lowercase())
    }

    /// Tells whether it is a name, as far as its capital shows.
    pub(super) fn is_name(&self) -> bool {
        self.is_capitalised() && !self.is_first
    }

    /// Tells whether it is written in capitals throughout, at least two.
    pub(super) fn is_capitals(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && self.text.chars().count() >= 2 && letters.all(char::is_uppercase)
    }

    /// Returns how it sounds, for comparison across spellings.
    pub(super) fn sound(&self) -> &str {
        self.sound.get_or_init(|| sound::folded(self.text))
    }
}

/// Divides `text` into words, with their apostrophes and hyphens left out: `Stalin's` is `Stalin` and `s`. Where letters with
/// capitals stand beside others, as in `Windowsでは`, each are words of their own.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::new();
    let mut done = 0;
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphabetic) {
        let at = text.len() - rest.len() + start;
        let has_capitals = text[at..].starts_with(is_cased);
        let ends = |c: char| !is_combining(c) && (!c.is_alphabetic() || is_cased(c) != has_capitals);
        let length = text[at..].find(ends).unwrap_or(text.len() - at);
        let between = &text[done..at];
        let is_first = words.is_empty() || between.contains(BEGINNERS);
        words.push(Word { text: &text[at..at + length], at, is_first, sound: OnceCell::new() });
        done = at + length;
        rest = &text[done..];
    }
    words
}

/// After these, a word may have a capital though it is no name.
const BEGINNERS: [char; 29] = [
    '.', '!', '?', '…', ':', '¿', '¡', '"', '“', '”', '„', '«', '»', '‘', '\'', '(', '[', '—', '–', '-', '*', '/', '|',
    '。', '！', '？', '、', '\n', '\u{2022}',
];

/// Tells whether a letter is of a script with capitals.
fn is_cased(letter: char) -> bool {
    letter.is_ascii() || script::of(letter) == Some(Script::Cased)
}

/// Tells whether it stands on a letter or joins two: an accent, the apostrophe of пʼять.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{2B0}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_counts_where_no_sentence_begins() {
        let names = |text| -> Vec<String> {
            let words = words(text);
            words
                .iter()
                .filter(|word| word.is_capitalised() && !word.is_first)
                .map(|word| word.text.to_owned())
                .collect()
        };
        assert_eq!(
            names("Then Stalin's men went to Łódź. But no: Why? \"Nobody\" in IVAN THE"),
            ["Stalin", "Łódź", "IVAN", "THE"]
        );
        assert_eq!(names("日本語"), [""; 0]);
        assert_eq!(names("同じくWindowsではRubyを"), ["Windows", "Ruby"]);
    }
}
