//! Words are what the aligner compares: letters without accents and endings, and numbers in one notation.
//!
//! No language is asked for. Scripts tell what is needed: where words are not spaced, a segmenter finds them.

use std::collections::HashMap;

use any_ascii::any_ascii;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// The different words of one side of a library, by number.
#[derive(Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, u32>,
    /// Each word in Latin letters.
    pub(super) romans: Vec<String>,
    /// How often each word occurs.
    pub(super) counts: Vec<u32>,
}

impl Vocabulary {
    /// Returns the numbers of the words of `sentence`, in order, and counts them.
    pub(super) fn read(&mut self, sentence: &str) -> Vec<u32> {
        let mut numbers = Vec::new();
        for word in words(sentence) {
            let number = self.number(word);
            self.counts[number as usize] += 1;
            numbers.push(number);
        }
        numbers
    }

    fn number(&mut self, word: Word) -> u32 {
        let next = self.romans.len() as u32;
        let number = *self.numbers.entry(word.key).or_insert(next);
        if number == next {
            self.romans.push(word.roman);
            self.counts.push(0);
        }
        number
    }

    /// Returns the number of different words.
    pub(super) fn len(&self) -> usize {
        self.romans.len()
    }
}

/// A word: what it is told apart by, and how it is written in Latin letters.
struct Word {
    key: String,
    roman: String,
}

fn words(sentence: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut run = String::new();
    let mut kind = Kind::Space;
    let characters: Vec<char> = without_tags(sentence).chars().collect();
    for (at, &character) in characters.iter().enumerate() {
        let mut next = Kind::of(character);
        if kind == Kind::Digits && is_separator(&characters, at) {
            next = Kind::Digits;
        }
        if next != kind {
            close(kind, &run, &mut found);
            run.clear();
        }
        run.push(character);
        kind = next;
    }
    close(kind, &run, &mut found);
    found
}

/// Returns the sentence without residue of markup such as `<br />`, which is no part of what it says.
pub(super) fn without_tags(sentence: &str) -> String {
    let mut plain = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        plain.push_str(before);
        let named = tag[1..].starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        rest = match tag.find('>').filter(|_| named) {
            Some(close) => &tag[close + 1..],
            None => {
                plain.push('<');
                &tag[1..]
            }
        };
    }
    plain.push_str(rest);
    plain
}

/// Tells whether the character at `at` groups the digits of a number by three: 1,000 or 1.000 or 1 000 or 1'000.
fn is_separator(characters: &[char], at: usize) -> bool {
    let digit = |at: usize| characters.get(at).is_some_and(|character| character.is_numeric());
    matches!(characters[at], ',' | '.' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '٬')
        && digit(at + 1)
        && digit(at + 2)
        && digit(at + 3)
        && !digit(at + 4)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Letters,
    Unspaced,
    Digits,
    Mark,
}

impl Kind {
    fn of(character: char) -> Kind {
        match character {
            _ if character.is_whitespace() => Kind::Space,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Kind::Unspaced,
            '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
                match character {
                    '・' => Kind::Space,
                    _ => Kind::Unspaced,
                }
            }
            '\u{20000}'..='\u{323af}' => Kind::Unspaced,
            '々' => Kind::Unspaced,
            _ if character.is_numeric() => Kind::Digits,
            _ if character.is_alphabetic() || is_combining(character) => Kind::Letters,
            _ => Kind::Mark,
        }
    }
}

/// Tells whether a character is a vowel sign or an accent that stands on the letter before it.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{200c}' | '\u{200d}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{981}'..='\u{983}' | '\u{9bc}'..='\u{9cd}'
        | '\u{b80}'..='\u{dff}')
}

/// Adds the words of a run of characters of one kind.
fn close(kind: Kind, run: &str, found: &mut Vec<Word>) {
    match kind {
        Kind::Space | Kind::Mark => {}
        Kind::Letters => found.extend(letters(run)),
        Kind::Unspaced => unspaced(run, found),
        Kind::Digits => found.extend(digits(run)),
    }
}

/// Words are told apart by this many letters, so that the forms of one word count together. Any number from 4 up
/// measures about the same.
const STEM: usize = 6;

fn letters(run: &str) -> Option<Word> {
    let roman: String =
        any_ascii(&run.to_lowercase()).to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let key: String = roman.chars().take(STEM).collect();
    (!roman.is_empty()).then_some(Word { key, roman })
}

fn unspaced(run: &str, found: &mut Vec<Word>) {
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut start = 0;
    for end in segmenter.segment_str(run) {
        if let Some(word) = run.get(start..end).filter(|word| !word.is_empty()) {
            found.push(Word { roman: any_ascii(word).to_lowercase(), key: word.to_owned() });
        }
        start = end;
    }
}

fn digits(run: &str) -> Option<Word> {
    let digits: String = any_ascii(run).chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = digits.trim_start_matches('0');
    let plain = if plain.is_empty() { &digits } else { plain };
    (!plain.is_empty()).then(|| Word { key: format!("#{plain}"), roman: plain.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(sentence: &str) -> String {
        words(sentence).into_iter().map(|word| word.key).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_lose_accents_and_endings_and_numbers_their_notation() {
        for (sentence, expected) in [
            ("L’été, c’était déjà loin.", "l ete c etait deja loin"),
            ("Übersetzungen und Übersetzung", "uberse und uberse"),
            ("1,200 m, 1.200 m, 1\u{202f}200 m; ١٢٠٠", "#1200 m #1200 m #1200 m #1200"),
            ("3,5 or 07-05-1961", "#3 #5 or #7 #5 #1961"),
            ("Москва", "moskva"),
            ("one<br />two < three", "onetwo three"),
            ("…?!", ""),
        ] {
            assert_eq!(keys(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn words_without_spaces_are_found() {
        assert_eq!(keys("东京大学在2024年招生"), "东京 大学 在 #2024 年 招生");
        assert!(words("สวัสดีชาวโลก").len() > 1);
    }
}
