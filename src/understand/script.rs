//! What a text is written in, as far as its words and sentences depend on it: which letters have capitals, which are whole
//! syllables or words, and which are written without spaces between words.

use std::borrow::Cow;
use std::ops::Range;

use any_ascii::any_ascii_char;
use icu_properties::CodePointMapData;
use icu_properties::props::{self, GeneralCategory, GeneralCategoryGroup};

/// The kinds of script that a letter may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// With capitals: Latin, Greek, Cyrillic.
    Cased,
    /// Without: Arabic, Hebrew, the scripts of India. Digits count as such letters.
    Uncased,
    /// A letter is a syllable: Korean and Ethiopic.
    Syllabic,
    /// A character is a word or a part of one: Chinese.
    Han,
    /// The syllables of Japanese words.
    Hiragana,
    /// The syllables of what Japanese has borrowed.
    Katakana,
    /// Letters without spaces between words: Thai, Lao, Khmer and Burmese.
    Unspaced,
}

impl Script {
    /// Tells whether spaces stand between words.
    pub(crate) fn spaces_words(self) -> bool {
        matches!(self, Script::Cased | Script::Uncased | Script::Syllabic)
    }

    /// Tells whether a character is a syllable or a word, not a letter.
    pub(crate) fn has_syllables(self) -> bool {
        matches!(self, Script::Syllabic | Script::Han | Script::Hiragana | Script::Katakana)
    }
}

/// Returns what kind of script a letter or digit is of; none of another character.
pub(crate) fn of(character: char) -> Option<Script> {
    // Nearly all of most texts, and none of the scripts below.
    if character.is_lowercase() || character.is_uppercase() {
        return Some(Script::Cased);
    }
    character.is_alphanumeric().then(|| match CodePointMapData::<props::Script>::new().get(character) {
        props::Script::Hangul | props::Script::Ethiopic => Script::Syllabic,
        props::Script::Han => Script::Han,
        props::Script::Hiragana => Script::Hiragana,
        props::Script::Katakana => Script::Katakana,
        props::Script::Thai | props::Script::Lao | props::Script::Khmer | props::Script::Myanmar => Script::Unspaced,
        _ => Script::Uncased,
    })
}

/// Tells whether `letter` is Latin, with or without marks.
pub(crate) fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || CodePointMapData::<props::Script>::new().get(letter) == props::Script::Latin
}

/// Returns `text` in Latin transcription, in small letters: all of it is ASCII.
pub(crate) fn romanised(text: &str) -> Cow<'_, str> {
    // Most words of most texts are in it already.
    if text.is_ascii() {
        let has_capitals = text.bytes().any(|byte| byte.is_ascii_uppercase());
        return if has_capitals { text.to_ascii_lowercase().into() } else { text.into() };
    }
    let mut roman = String::with_capacity(text.len());
    text.chars().for_each(|character| roman.push_str(any_ascii_char(character)));
    roman.make_ascii_lowercase();
    roman.into()
}

/// Tells whether `character` belongs to the letter before it: an accent, a vowel sign, a lengthening.
pub(crate) fn joins(character: char) -> bool {
    const JOINING: GeneralCategoryGroup = GeneralCategoryGroup::Mark.union(GeneralCategoryGroup::ModifierLetter);
    let is_joiner = matches!(character, '\u{200C}' | '\u{200D}');
    !character.is_ascii() && (is_joiner || JOINING.contains(CodePointMapData::<GeneralCategory>::new().get(character)))
}

/// Returns the longest runs of letters and digits in `text` of whose scripts `kind` says the same, with what it says.
pub(crate) fn runs<K: Copy + PartialEq>(
    text: &str,
    kind: impl Fn(Script) -> K,
) -> impl Iterator<Item = (K, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = |(start, character)| Some((at + start, kind(of(character)?)));
        let (start, first) = text[at..].char_indices().find_map(first)?;
        let ends = |character: char| of(character).map(&kind) != Some(first) && !joins(character);
        // Most letters of most texts are among these.
        let is_plain = |byte: &u8| first == kind(Script::Cased) && byte.is_ascii_alphabetic();
        let behind = start + text[start..].bytes().take_while(is_plain).count();
        at = text[behind..].find(ends).map_or(text.len(), |length| behind + length);
        Some((first, start..at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_one_script_with_all_that_stands_on_their_letters() {
        for (text, expected) in [
            ("L’été, déjà!", "L été déjà"),
            ("e\u{301}te\u{301}, п\u{2bc}ять", "e\u{301}te\u{301} п\u{2bc}ять"),
            ("सत्य સત્ય ਸ\u{a4d}ਤ ସତ୍ୟ", "सत्य સત્ય ਸ\u{a4d}ਤ ସତ୍ୟ"),
            ("می\u{200c}شود", "می\u{200c}شود"),
            ("カラトーゾフ・人々の", "カラトーゾフ 人々 の"),
            ("เที่ยว go", "เที่ยว go"),
            ("…—", ""),
        ] {
            let words: Vec<&str> = runs(text, |script| script).map(|(_, word)| &text[word]).collect();
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }
}
