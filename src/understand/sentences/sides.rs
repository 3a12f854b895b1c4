//! What stands left and right of a stop: the word before it, and how the text goes on.

use super::abbreviations::{Known, Role};
use super::characters::{is_apostrophe, is_closing, is_dash, is_mark, is_opening, is_quote, is_small, is_syllable};
use crate::understand::numbers;

/// Words before a stop that are looked at, in bytes: no abbreviation is longer, and the work stays linear.
const LONGEST_WORD: usize = 48;

/// What stands before a stop.
pub(super) struct Left {
    pub(super) kind: Word,
    /// The word in small letters, with the abbreviation before it where there is one: `v.chr`.
    pub(super) word: String,
    /// Letters or digits of the word.
    pub(super) letters: usize,
    /// Whether the sentence holds nothing else so far.
    pub(super) alone: bool,
    /// Whether a number stands before the word.
    pub(super) after_number: bool,
    /// Whether an opening bracket stands right before the stop, as in `(?)`.
    bracketed: bool,
}

/// The kinds of words before a full stop.
pub(super) enum Word {
    Nothing,
    Plain,
    Abbreviation(Role),
    /// One capital, or one letter of a script without capitals: `J`.
    Initial,
    /// One small letter: `s`.
    Letter,
    /// Letters with stops between: `U.S`.
    Acronym,
    Number,
    /// A Roman numeral, where it begins the sentence or ordinals have a stop.
    Numeral,
}

impl Left {
    pub(super) fn of(sentence: &str, abbreviations: &Known) -> Left {
        let sentence = sentence.trim();
        let bracketed = sentence.ends_with(['(', '[', '¿', '¡']);
        let near = &sentence[sentence.floor_char_boundary(sentence.len().saturating_sub(LONGEST_WORD))..];
        let near = near.trim_end_matches(is_closing);
        let parts = |character: char| character.is_whitespace() || is_opening(character) || is_dash(character);
        let word_start = near.rfind(parts).map_or(0, |at| at + near[at..].chars().next().map_or(0, char::len_utf8));
        let word = elided(&near[word_start..]);
        let before = near[..word_start].trim_end();
        let alone = sentence.len() <= LONGEST_WORD && !before.contains(char::is_alphanumeric);
        let letters = word.chars().filter(|character| character.is_alphanumeric()).count();
        let lower = word.to_lowercase();
        let joined = before.ends_with('.').then(|| joined(near, parts));
        // One capital is an initial, whatever its small letter is short for.
        let is_capital = letters == 1 && word.starts_with(char::is_uppercase);
        let own = abbreviations.role(&lower).filter(|role| *role == Role::Binding || !is_capital);
        let role = joined.as_deref().and_then(|joined| abbreviations.role(joined)).or(own);
        let kind = Word::of(word, role, letters, alone, abbreviations);
        let after_number = before.ends_with(|character: char| character.is_numeric());
        Left { kind, word: joined.unwrap_or(lower), letters, alone, after_number, bracketed }
    }

    /// Tells whether the stop is an aside of the writer's, as in `the best (?) film`.
    pub(super) fn is_aside(&self, quoted: bool) -> bool {
        quoted && self.bracketed
    }
}

impl Word {
    fn of(word: &str, role: Option<Role>, letters: usize, alone: bool, abbreviations: &Known) -> Word {
        let mut characters = word.chars().filter(|&character| !is_mark(character));
        match (role, characters.next(), letters) {
            (_, None, _) | (_, _, 0) => Word::Nothing,
            (Some(Role::Binding), ..) => Word::Abbreviation(Role::Binding),
            (_, Some(first), 1) if first.is_uppercase() && abbreviations.is_pronoun(word) => Word::Plain,
            (None, Some(first), 1) if is_initial(first) => Word::Initial,
            (Some(role), ..) => Word::Abbreviation(role),
            (_, Some(first), 1) if is_small(first) => Word::Letter,
            _ if word.chars().all(|character| character.is_numeric() || matches!(character, '.' | '§')) => {
                Word::Number
            }
            _ if (alone || abbreviations.words.ordinals) && numeral(word) > 0 => Word::Numeral,
            _ if is_acronym(word) => Word::Acronym,
            _ => Word::Plain,
        }
    }
}

/// What stands after a stop.
pub(super) struct Right<'a> {
    pub(super) kind: Next,
    /// The first word, unless it is an initial or an abbreviation itself.
    pub(super) opener: &'a str,
    /// The first word, if it is one.
    pub(super) abbreviated: Option<&'a str>,
    /// The letters of the first word, if it may be a Roman numeral.
    pub(super) numeral: usize,
    /// Whether a dash stands before it.
    dashed: bool,
}

/// How the text goes on after a stop.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Capital,
    Small,
    Digit,
    Comma,
    Other,
}

impl Right<'_> {
    pub(super) fn of(text: &str) -> Right<'_> {
        let near = &text[..text.floor_char_boundary(LONGEST_WORD)];
        let opened = near.trim_start_matches(|character| is_opening(character) || is_quote(character));
        let bare = opened.trim_start_matches(|character: char| is_dash(character) || character.is_whitespace());
        let bare = bare.trim_start_matches(|character| is_opening(character) || is_quote(character));
        let kind = match bare.chars().next() {
            Some(',' | ';' | ':' | '،' | '؛') => Next::Comma,
            Some(first) if first.is_uppercase() => Next::Capital,
            Some(first) if is_small(first) => Next::Small,
            Some(first) if first.is_numeric() => Next::Digit,
            _ => Next::Other,
        };
        let end = bare.find(|character: char| !character.is_alphanumeric()).unwrap_or(bare.len());
        let (word, rest) = bare.split_at(end);
        let (opener, abbreviated) = if rest.starts_with('.') { ("", Some(word)) } else { (word, None) };
        // What an apostrophe joins to the next word is an article: `C'est`.
        let numeral = if rest.starts_with(is_apostrophe) { 0 } else { numeral(word) };
        Right { kind, opener, abbreviated, numeral, dashed: opened.starts_with(is_dash) }
    }

    /// Tells whether the text goes on as within a sentence.
    pub(super) fn continues(&self) -> bool {
        matches!(self.kind, Next::Small | Next::Comma) || self.dashed && self.kind != Next::Capital
    }
}

/// Returns `word` without an article or preposition that an apostrophe joins to it: `M` of `l'M`, `Or` of `d'Or`.
fn elided(word: &str) -> &str {
    match word.char_indices().rfind(|(_, character)| is_apostrophe(*character)) {
        Some((at, apostrophe)) if at <= 5 => &word[at + apostrophe.len_utf8()..],
        _ => word,
    }
}

/// Tells whether `word` is letters with stops between, few at a time: `U.S`, `EE.UU`, `z.B`, `т.д`.
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let letters = part.chars().filter(|character| character.is_alphabetic()).count();
            (1..=2).contains(&letters) && part.chars().count() == letters
        })
}

/// Returns the last word of `text` in small letters, with the abbreviations right before it.
fn joined(text: &str, parts: impl Fn(char) -> bool) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !joined.ends_with('.') {
            joined.clear();
        }
        joined.push_str(word);
    }
    let start = joined.rfind(parts).map_or(0, |at| joined.ceil_char_boundary(at + 1));
    joined[start..].to_lowercase()
}

/// Returns the letters of `word` if it may be a Roman numeral.
fn numeral(word: &str) -> usize {
    let is_numeral = matches!(word, "I" | "V" | "X" | "L" | "C" | "D" | "M") || numbers::roman(word).is_some();
    if is_numeral { word.len() } else { 0 }
}

/// Tells whether `letter`, standing alone, is short for a name: a capital, or a letter of a script that has none.
fn is_initial(letter: char) -> bool {
    letter.is_alphabetic() && !is_small(letter) && !is_syllable(letter)
}
