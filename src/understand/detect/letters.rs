//! Letters say which languages a text may be in, once those of quotations and terms are left out.

use std::borrow::Cow;

use icu_locale::subtags;

use crate::ground::language::Language;
use crate::understand::script::{self, Script};

/// From this part of the letters on, those that are not Latin may be the text's own: technical texts may have three Latin letters
/// for each of their own.
const OTHER_LETTERS: f64 = 0.25;
/// From this part on, they are.
const MOST_LETTERS: f64 = 0.5;
/// From this part of the Latin words on that begin with a small letter, they are no names and terms, but the text's own.
const SMALL_WORDS: f64 = 0.65;
/// The script of most languages.
const LATIN: subtags::Script = subtags::script!("Latn");

/// Which letters of a text are its own, and not those of quotations and terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    All,
    Latin,
    Others,
}

impl Own {
    /// Judges by a short sample, and where that has other letters than Latin ones, by a `long` one: it may be a quotation itself.
    /// In doubt, a text is in letters in which one of the `expected` languages is written.
    pub(super) fn of<'t>(short: &str, long: impl FnOnce() -> &'t str, expected: &[Language]) -> Own {
        if other_letters(short) < OTHER_LETTERS {
            return Own::All;
        }
        let long = long();
        let are_expected = expected.is_empty() || !expected.iter().all(is_latin);
        match other_letters(long) {
            MOST_LETTERS.. => Own::Others,
            OTHER_LETTERS.. if are_expected && small_words(long) < SMALL_WORDS => Own::Others,
            _ => Own::Latin,
        }
    }

    /// Returns `text` with no other letters than these.
    pub(super) fn letters(self, text: &str) -> Cow<'_, str> {
        let is_own = |letter: &char| !letter.is_alphabetic() || script::is_latin(*letter) == (self == Own::Latin);
        if self == Own::All { text.into() } else { text.chars().filter(is_own).collect::<String>().into() }
    }
}

/// Tells whether `language` is written in Latin letters.
pub(super) fn is_latin(language: &Language) -> bool {
    language.script() == Some(LATIN)
}

/// Returns which part of the words of `text` in Latin letters begin with a small one.
fn small_words(text: &str) -> f64 {
    let words = text.split(|character: char| !script::is_latin(character)).filter(|word| !word.is_empty());
    let (mut small, mut all) = (0, 0);
    for word in words {
        small += usize::from(word.starts_with(char::is_lowercase));
        all += 1;
    }
    small as f64 / all.max(1) as f64
}

/// Returns how large a part of the letters of `text` the larger group is of those that are not Latin: letters of alphabets, or
/// syllables and words.
fn other_letters(text: &str) -> f64 {
    // Nearly all letters that are not Latin begin with other bytes; with these begin marks and signs.
    if text.bytes().all(|byte| byte < 0xCD || byte == 0xE2) {
        return 0.0;
    }
    let (mut latin, mut of_alphabets, mut syllables) = (0, 0, 0);
    for letter in text.chars().filter(|character| character.is_alphabetic()) {
        match weight(letter) {
            1 if script::is_latin(letter) => latin += 1,
            1 => of_alphabets += 1,
            weight => syllables += weight,
        }
    }
    of_alphabets.max(syllables) as f64 / (latin + of_alphabets + syllables).max(1) as f64
}

/// Tells whether `text` has so many letters.
pub(super) fn has_letters(text: &str, enough: usize) -> bool {
    let mut letters = 0;
    text.chars().filter(|character| character.is_alphabetic()).any(|letter| {
        letters += weight(letter);
        letters >= enough
    })
}

/// Returns how many letters one letter says as much as.
fn weight(letter: char) -> usize {
    if script::of(letter).is_some_and(Script::has_syllables) { 3 } else { 1 }
}
