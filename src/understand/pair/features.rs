//! A feature is something in a text that its translation has too, as a rule: a number, a name, a word of common origin.
//! A profile is all features of a document, and where in it they first stand.

use serde::{Deserialize, Serialize};

use super::sound;
use crate::understand::Document;
use crate::understand::numbers;

/// Words shorter than this are too common to be compared.
const SHORTEST_WORD: usize = 5;
/// As many letters of a word are compared: what follows is inflection.
const PREFIX: usize = 6;
/// Names of fewer letters than this are too common to be compared.
const SHORTEST_NAME: usize = 3;
/// Consonants that a name, and a word that may be one, must have to be compared by sound.
const FEWEST_CONSONANTS: (usize, usize) = (3, 4);
/// Transcriptions into Chinese have at least as many characters.
const SHORTEST_TRANSCRIPTION: usize = 2;

/// One thing in a text that its translation should have too.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Feature {
    /// Stands for its spelling: features that are alike have the same.
    pub(super) id: u64,
    /// What it is.
    pub(super) kind: Kind,
    /// Where it first stands: 0 is the document's start, 1 its end.
    pub(super) position: f32,
}

/// The kinds of [`Feature`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Kind {
    /// A number of four digits and more.
    LongNumber,
    /// A number of two or three digits.
    ShortNumber,
    /// The spelling of a word with a capital inside a sentence.
    Name,
    /// The spelling of another word.
    Word,
    /// The consonants of a name, or of a word in a script without capitals: as many as given.
    Sound(u8),
}

/// A mark of punctuation that translations keep, and where it stands: 0 is the document's start, 1 its end.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// The mark as English writes it.
    pub(super) mark: char,
    /// Where it stands.
    pub(super) position: f32,
}

/// What of a document is compared.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Profile {
    /// In the order of their ids, each once.
    pub(super) features: Vec<Feature>,
    /// The marks in the order of the text.
    pub(super) marks: Vec<Mark>,
    /// Whether sounds are among the features.
    pub(super) with_sounds: bool,
    /// How many letters and digits the text has, in Latin transcription.
    pub(super) length: usize,
}

impl Kind {
    /// Tells whether such features are compared between two languages: sounds where the scripts differ, spellings where
    /// they are the same, numbers always.
    pub(super) fn counts(self, same_script: bool) -> bool {
        match self {
            Kind::LongNumber | Kind::ShortNumber | Kind::Name | Kind::Word => true,
            Kind::Sound(_) => !same_script,
        }
    }
}

impl Profile {
    /// Returns the profile of `document`, `with_sounds` if it will be compared with texts in another script.
    pub(crate) fn of(document: &Document, with_sounds: bool) -> Profile {
        let mut profile = Profile { with_sounds, ..Profile::default() };
        for sentence in document.sentences() {
            profile.add_sentence(sentence.text());
        }
        let length = profile.length.max(1) as f32;
        profile.features.iter_mut().for_each(|feature| feature.position /= length);
        profile.marks.iter_mut().for_each(|mark| mark.position /= length);
        // A name stands before a mere word of the same spelling, and its first place before its other places.
        profile.features.sort_unstable_by(|one, other| {
            (one.id, one.kind).cmp(&(other.id, other.kind)).then(one.position.total_cmp(&other.position))
        });
        profile.features.dedup_by_key(|feature| feature.id);
        profile.features.shrink_to_fit();
        profile
    }

    fn add_sentence(&mut self, sentence: &str) {
        let mut is_first = true;
        let mut after = sentence;
        for token in tokens(sentence) {
            let at = token.as_ptr() as usize - after.as_ptr() as usize;
            let between = &after[..at];
            after = &after[at + token.len()..];
            match script(token) {
                Script::Digits => self.add_number(
                    &token.chars().filter_map(numbers::digit).map(|digit| (b'0' + digit) as char).collect::<String>(),
                ),
                Script::Cased => self.add_cased(token, is_first),
                Script::Uncased | Script::Katakana => self.add_sound(token, FEWEST_CONSONANTS.0),
                Script::Han => self.add_han(token),
                Script::Other => {}
            }
            is_first = false;
            self.add_marks(between);
            self.length += length(token);
        }
        self.add_marks(after);
    }

    fn add_marks(&mut self, text: &str) {
        let position = self.length as f32;
        self.marks.extend(text.chars().filter_map(mark).map(|mark| Mark { mark, position }));
    }

    fn add_number(&mut self, digits: &str) {
        let digits = digits.trim_start_matches('0');
        let kind = match digits.len() {
            0 | 1 => return,
            2 | 3 => Kind::ShortNumber,
            _ => Kind::LongNumber,
        };
        self.add("number", digits, kind);
    }

    fn add_cased(&mut self, word: &str, is_first: bool) {
        if let Some(number) = numbers::roman(word.trim_end_matches(char::is_lowercase)) {
            self.add_number(&number.to_string());
        }
        let is_name = !is_first && word.starts_with(char::is_uppercase);
        let letters = sound::folded(word);
        if letters.len() >= if is_name { SHORTEST_NAME } else { SHORTEST_WORD } {
            let prefix = &letters[..letters.len().min(PREFIX)];
            self.add("word", prefix, if is_name { Kind::Name } else { Kind::Word });
        }
        self.add_sound(word, if is_name { FEWEST_CONSONANTS.0 } else { FEWEST_CONSONANTS.1 });
    }

    fn add_sound(&mut self, word: &str, fewest: usize) {
        if !self.with_sounds {
            return;
        }
        let consonants = sound::skeleton(word);
        if consonants.len() >= fewest {
            self.add("sound", &consonants, Kind::Sound(consonants.len().min(u8::MAX as usize) as u8));
        }
    }

    /// Adds what a run of Chinese characters may hold: numbers, and transcribed names, which nothing divides from what
    /// stands beside them.
    fn add_han(&mut self, run: &str) {
        for numeral in run.split(|character| !numbers::is_chinese_numeral(character)) {
            if let Some(number) = numbers::chinese(numeral) {
                self.add_number(&number.to_string());
            }
        }
        for name in run.split(|character| !sound::spells_names(character)) {
            let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
            for (first, &start) in starts.iter().enumerate() {
                for &end in starts.iter().skip(first + SHORTEST_TRANSCRIPTION).take(5) {
                    self.add_sound(&name[start..end], FEWEST_CONSONANTS.0);
                }
            }
        }
    }

    fn add(&mut self, family: &str, spelling: &str, kind: Kind) {
        let id = fingerprint(family, spelling);
        self.features.push(Feature { id, kind, position: self.length as f32 });
    }
}

/// Returns the mark as English writes it, if it is one that translations keep.
fn mark(character: char) -> Option<char> {
    Some(match character {
        '?' | '？' | '؟' | ';' => '?',
        '!' | '！' => '!',
        '(' | '（' => '(',
        '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' => '"',
        ':' | '：' => ':',
        '…' => '…',
        _ => return None,
    })
}

/// What a token is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Digits,
    Cased,
    Uncased,
    Katakana,
    Han,
    Other,
}

fn script(token: &str) -> Script {
    token.chars().next().map_or(Script::Other, script_of)
}

fn script_of(character: char) -> Script {
    match character {
        // Nearly all of most texts.
        'a'..='z' | 'A'..='Z' => Script::Cased,
        _ if numbers::digit(character).is_some() => Script::Digits,
        '\u{30A0}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' => Script::Katakana,
        '\u{3400}'..='\u{9FFF}' | '〇' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Script::Han,
        '\u{3040}'..='\u{309F}' | '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => {
            Script::Other
        }
        _ if character.is_lowercase() || character.is_uppercase() => Script::Cased,
        _ if character.is_alphabetic() || is_mark(character) => Script::Uncased,
        _ => Script::Other,
    }
}

/// Tells whether `character` is a combining mark that is no letter, as vowels of Indic scripts are.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{94D}' | '\u{9CD}' | '\u{A4D}' | '\u{ACD}' | '\u{BCD}' | '\u{C4D}' | '\u{CCD}' | '\u{D4D}' | '\u{93C}' | '\u{64B}'..='\u{65F}' | '\u{200c}' | '\u{200d}')
}

/// Divides `text` into words and numbers: runs of one script.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|character: char| !character.is_alphanumeric());
        let first = script(rest);
        let end = match first {
            Script::Digits => number_length(rest),
            _ => rest.find(|character| ends_run(character, first)).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        (!token.is_empty()).then_some(token)
    })
}

/// Tells whether `character` does not belong to a run of `script`.
fn ends_run(character: char, script: Script) -> bool {
    (script_of(character) != script || !character.is_alphanumeric()) && !is_mark(character)
}

/// Returns the length of the number that `text` begins with.
fn number_length(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next_is_digit = characters.peek().is_some_and(|&(_, next)| numbers::digit(next).is_some());
        if numbers::digit(character).is_none() && !(next_is_digit && numbers::joins_digits(character)) {
            return at;
        }
    }
    text.len()
}

/// Returns how many letters `token` has in Latin transcription: so texts of all scripts are about equally long.
fn length(token: &str) -> usize {
    let letters = |character: char| if character.is_ascii() { 1 } else { any_ascii::any_ascii_char(character).len() };
    token.chars().map(letters).sum()
}

/// Returns a hash of the two texts that is the same on every machine (FNV-1a).
fn fingerprint(family: &str, text: &str) -> u64 {
    let bytes = family.bytes().chain([0]).chain(text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
