//! A feature is something in a text that its translation has too, as a rule: a number, a name, a word of common origin.
//! A profile is all features of a document, and where in it they first stand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::sound;
use crate::understand::Document;
use crate::understand::numbers::{self, Months, Notation};
use crate::understand::script::{self, Script};

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
    /// Stands for its spelling: features that are alike have the same. Numbers are spelt in digits, words in small letters,
    /// sounds in capitals.
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

/// What of a document is compared.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Profile {
    /// In the order of their ids, each once.
    pub(super) features: Vec<Feature>,
    /// The marks of punctuation that translations keep, as English writes them, and where each stands: 0 is the document's
    /// start, 1 its end.
    pub(super) marks: BTreeMap<char, Vec<f32>>,
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
        let months = &Months::of(&document.language);
        let is_greek = document.language.primary() == "el";
        let mut reader = Reader { months, with_sounds, is_greek, profile: Profile::default() };
        document.sentences().for_each(|sentence| reader.read(sentence.text()));
        reader.profile.settled()
    }

    /// Returns the profile with places in parts of the document, and each feature once.
    fn settled(mut self) -> Profile {
        let length = self.length.max(1) as f32;
        self.features.iter_mut().for_each(|feature| feature.position /= length);
        self.marks.values_mut().flatten().for_each(|position| *position /= length);
        // A name stands before a mere word of the same spelling, and its first place before its other places.
        self.features.sort_unstable_by(|one, other| {
            (one.id, one.kind).cmp(&(other.id, other.kind)).then(one.position.total_cmp(&other.position))
        });
        self.features.dedup_by_key(|feature| feature.id);
        self.features.shrink_to_fit();
        self
    }
}

/// Reads a document; places are counted in letters.
struct Reader<'a> {
    months: &'a Months,
    with_sounds: bool,
    /// Whether a semicolon is a question mark.
    is_greek: bool,
    profile: Profile,
}

impl Reader<'_> {
    fn read(&mut self, sentence: &str) {
        let mut done = 0;
        for number in numbers::spelt(sentence, self.months) {
            self.read_words(&sentence[done..number.at.start], done == 0);
            match number.notation {
                // A digit alone tells too little; a month tells as much as two.
                Notation::Month => self.add(&format!("{:0>2}", number.digits), Kind::ShortNumber),
                _ => self.add_number(&number.digits),
            }
            self.profile.length += length(&sentence[number.at.clone()]);
            done = number.at.end;
        }
        self.read_words(&sentence[done..], done == 0);
    }

    /// Reads what stands between two numbers.
    fn read_words(&mut self, text: &str, mut is_first: bool) {
        let mut done = 0;
        for (script, at) in script::runs(text, |script| script) {
            self.add_marks(&text[done..at.start]);
            let word = &text[at.clone()];
            match script {
                Script::Cased => self.add_cased(word, is_first),
                Script::Uncased | Script::Syllabic | Script::Katakana => self.add_sound(word, FEWEST_CONSONANTS.0),
                Script::Han => self.add_han(word),
                Script::Hiragana | Script::Unspaced => {}
            }
            self.profile.length += length(word);
            (is_first, done) = (false, at.end);
        }
        self.add_marks(&text[done..]);
    }

    fn add_marks(&mut self, text: &str) {
        for mark in text.chars().filter_map(|character| mark(character, self.is_greek)) {
            self.profile.marks.entry(mark).or_default().push(self.profile.length as f32);
        }
    }

    fn add_number(&mut self, digits: &str) {
        match digits.len() {
            0 | 1 => {}
            2 | 3 => self.add(digits, Kind::ShortNumber),
            _ => self.add(digits, Kind::LongNumber),
        }
    }

    fn add_cased(&mut self, word: &str, is_first: bool) {
        let is_name = !is_first && word.starts_with(char::is_uppercase);
        let (shortest, kind) = if is_name { (SHORTEST_NAME, Kind::Name) } else { (SHORTEST_WORD, Kind::Word) };
        if word.len() >= shortest {
            let beginning = sound::beginning(word, PREFIX);
            if beginning.len() >= shortest {
                self.add(&beginning, kind);
            }
        }
        self.add_sound(word, if is_name { FEWEST_CONSONANTS.0 } else { FEWEST_CONSONANTS.1 });
    }

    fn add_sound(&mut self, word: &str, fewest: usize) {
        if !self.with_sounds {
            return;
        }
        let consonants = sound::skeleton(word);
        if consonants.len() >= fewest {
            self.add(&consonants, Kind::Sound(consonants.len().min(u8::MAX as usize) as u8));
        }
    }

    /// Adds what a run of Chinese characters may hold: transcribed names, which nothing divides from what stands beside
    /// them.
    fn add_han(&mut self, run: &str) {
        for name in run.split(|character| !sound::spells_names(character)) {
            let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
            for (first, &start) in starts.iter().enumerate() {
                for &end in starts.iter().skip(first + SHORTEST_TRANSCRIPTION).take(5) {
                    self.add_sound(&name[start..end], FEWEST_CONSONANTS.0);
                }
            }
        }
    }

    fn add(&mut self, spelling: &str, kind: Kind) {
        let feature = Feature { id: xxh3_64(spelling.as_bytes()), kind, position: self.profile.length as f32 };
        self.profile.features.push(feature);
    }
}

/// Returns the mark as English writes it, if it is one that translations keep.
fn mark(character: char, is_greek: bool) -> Option<char> {
    Some(match character {
        '?' | '？' | '؟' | '\u{37E}' => '?',
        ';' if is_greek => '?',
        '!' | '！' => '!',
        '(' | '（' => '(',
        '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' => '"',
        ':' | '：' => ':',
        '…' => '…',
        _ => return None,
    })
}

/// Returns how many letters `text` has in Latin transcription: so texts of all scripts are about equally long.
fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { script::romanised(text).len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::facts::Facts;
    use crate::ground::language::Language;
    use crate::read::{Format, Seed};
    use crate::understand::parse::{self, Grain};

    fn profile(text: &str, tag: &str) -> Profile {
        let language = Language::new(tag).expect("a language");
        let (path, name, body, facts) = (String::new(), String::new(), 0..text.len(), Facts::default());
        let seed = Seed { path, name, format: Format::PlainText, body, text: text.into(), facts };
        let (document, _) = parse::document(&seed, &language, Grain::Sentences);
        Profile::of(&document, true)
    }

    #[test]
    fn a_date_is_the_same_numbers_in_every_language() {
        let numbers = |text, tag| -> Vec<(u64, Kind)> {
            let features = profile(text, tag).features.into_iter().map(|feature| (feature.id, feature.kind));
            features.filter(|(_, kind)| matches!(kind, Kind::LongNumber | Kind::ShortNumber)).collect()
        };
        let june = numbers("They came on 22 June.", "en");
        assert_eq!(june.len(), 2);
        for (text, tag) in
            [("Sie kamen am 22. Juni.", "de"), ("Llegaron el 22 de junio.", "es"), ("Они приехали 22 июня.", "ru")]
        {
            assert_eq!(numbers(text, tag), june, "{text}");
        }
        let english = numbers("On 22 October 1941, 1,200 people left Leningrad.", "en");
        assert_eq!(english.len(), 4);
        for (text, tag) in [
            ("Am 22.10.1941 verließen 1.200 Menschen Leningrad.", "de"),
            ("El 22 de octubre de 1941 dejaron Leningrado 1200 personas.", "es"),
            ("22 октября 1941 года Ленинград покинули 1 200 человек.", "ru"),
            ("1941年10月22日，一千二百人离开列宁格勒。", "zh"),
        ] {
            assert_eq!(numbers(text, tag), english, "{text}");
        }
    }

    #[test]
    fn a_name_is_no_name_where_it_begins_a_sentence_and_a_mark_is_what_its_language_has_it_for() {
        let kind = |text| {
            let profile = profile(text, "en");
            profile.features.iter().find(|feature| feature.id == xxh3_64(b"veroni")).map(|feature| feature.kind)
        };
        assert_eq!(
            [kind("Veronica left."), kind("“Veronica left.”"), kind("In 1941 Veronica left.")],
            [Some(Kind::Word), Some(Kind::Word), Some(Kind::Name)]
        );
        let questions = |text, tag| profile(text, tag).marks.get(&'?').map_or(0, Vec::len);
        assert_eq!(questions("Who left; and why? Nobody knew; nobody asked.", "en"), 1);
        assert_eq!(questions("Ποιος έφυγε; Και γιατί; Κανείς δεν ήξερε.", "el"), 2);
    }
}
