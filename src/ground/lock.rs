//! The lock file keeps what a person has decided of segments: that they are right, that sentences belong together or
//! apart, and which findings to keep silent about. Sentences are named by their content, so an entry outlives every edit
//! elsewhere. Nothing here touches the disk.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::diagnostic::{Diagnostic, Place};
use super::digest::Digest;
use super::faults::Faults;
use super::fields::Fields;
use super::finding::Kind;
use super::language::{Language, Localized};
use super::spaces::with_single_spaces;
use super::tree::Table;

/// The name of the lock file in the folder of the texts.
pub const LOCK: &str = "diglot.lock";

/// How many hexadecimal digits name a sentence: among a million sentences of one text, two differing ones have the same
/// name once in 500 texts, and most texts have a few hundred.
const DIGITS: usize = 12;

/// How many characters of a segment stand beside its hashes, for people.
const OPENING: usize = 60;

const PREAMBLE: &str = "\
# What people have decided of segments. `diglot check --confirm` writes this file and keeps its pins, cuts and silences.
# A sentence is named by the hash of its words, or by its first words. See docs/check.md.
";

/// What a lock file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lock {
    /// The path for people, such as `seeds/diglot.lock`.
    pub path: String,
    /// The content of the file.
    pub text: Arc<str>,
    /// Segments that are confirmed, or for which some findings are silenced. As all entries, in the order of their works,
    /// and within a work as they are written.
    pub segments: Vec<Entry>,
    /// Sentences that belong in one segment.
    pub pins: Vec<Entry>,
    /// Sentences that a segment begins with.
    pub cuts: Vec<Entry>,
}

/// Sentences of the documents of one work, and what is decided of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The slug of the work.
    pub work: String,
    /// The sentences in each language, each by its [`hash`] or its first words.
    pub sentences: BTreeMap<Language, Vec<String>>,
    /// How the segment begins, for people only.
    pub begins: Option<String>,
    /// Whether the sides are confirmed to be translations of each other, as they are.
    pub confirmed: bool,
    /// The kinds of finding that are not wanted.
    pub silence: Vec<Kind>,
    /// The bytes of the file where it stands.
    pub span: Range<usize>,
}

/// Returns those of `entries`, which are in the order of their works, that speak of `work`.
pub fn of_work<'a>(entries: &'a [Entry], work: &str) -> &'a [Entry] {
    let start = entries.partition_point(|entry| entry.work.as_str() < work);
    let end = entries.partition_point(|entry| entry.work.as_str() <= work);
    &entries[start..end]
}

/// Returns the name of a sentence: the beginning of the SHA-256 of its words with single spaces.
pub fn hash(sentence: &str) -> String {
    format!("{:.DIGITS$}", Digest::of(with_single_spaces(sentence).as_bytes()))
}

/// Returns the beginning of `text` as [`Entry::begins`] shows it.
pub fn opening(text: &str) -> String {
    let text = with_single_spaces(text);
    match text.char_indices().nth(OPENING) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

impl Lock {
    /// Returns what `text`, the content of the lock file at `path`, says. What is wrong in it is a diagnostic, and the
    /// rest counts.
    pub fn parse(path: &str, text: impl Into<Arc<str>>) -> (Lock, Vec<Diagnostic>) {
        let text = text.into();
        let mut faults = Faults::new(path, &text);
        let table = Table::from_toml(&text, 0, &mut faults);
        let mut lock = Fields::read(&table, "a lock file", &mut faults, |fields| Lock {
            path: path.to_owned(),
            text: text.clone(),
            segments: fields.tables("segment", "a segment", ENTRY_HINT, Entry::segment),
            pins: fields.tables("pin", "a pin", ENTRY_HINT, Entry::plain),
            cuts: fields.tables("cut", "a cut", ENTRY_HINT, Entry::plain),
        });
        for entries in [&mut lock.segments, &mut lock.pins, &mut lock.cuts] {
            entries.sort_by(|one, other| one.work.cmp(&other.work));
        }
        for cut in &mut lock.cuts {
            cut.sentences.values_mut().for_each(|sentences| sentences.truncate(1));
        }
        (lock, faults.into_diagnostics())
    }

    /// Returns the empty lock file at `path`.
    pub fn empty(path: impl Into<String>) -> Lock {
        Lock { path: path.into(), ..Lock::default() }
    }

    /// Returns the place of `entry` in the file.
    pub fn place(&self, entry: &Entry) -> Place {
        Place::within(self.path.clone(), &self.text, entry.span.clone())
    }
}

/// Writes the lock file in one way only: by work, and in each work in the order of the entries. What [`Lock::parse`]
/// reads from it is the same lock.
impl std::fmt::Display for Lock {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(PREAMBLE)?;
        for (name, entries) in [("pin", &self.pins), ("cut", &self.cuts), ("segment", &self.segments)] {
            let mut entries: Vec<&Entry> = entries.iter().collect();
            entries.sort_by(|one, other| one.work.cmp(&other.work));
            for entry in entries {
                write!(formatter, "\n[[{name}]]\n{entry}")?;
            }
        }
        Ok(())
    }
}

/// What an entry looks like.
const ENTRY_HINT: &str = "write work = \"its-slug\" and sentences = { en = [\"…\"], es = [\"…\"] }";

impl Entry {
    /// Returns the names of sentences in this language, where there are any.
    pub fn named(&self, language: &Language) -> Option<&[String]> {
        self.sentences.get(language).map(Vec::as_slice).filter(|names| !names.is_empty())
    }

    fn segment(fields: &mut Fields, span: Range<usize>) -> Entry {
        let confirmed = fields.truth("confirmed").unwrap_or_default();
        let silence = fields.choices("silence", Kind::NAMES);
        Entry { confirmed, silence, ..Entry::plain(fields, span) }
    }

    fn plain(fields: &mut Fields, span: Range<usize>) -> Entry {
        let sentences = match fields.localized_texts("sentences") {
            Some(Localized::Each(sentences)) => sentences,
            _ => BTreeMap::new(),
        };
        let work = fields.text("work").unwrap_or_default();
        Entry { work, sentences, begins: fields.text("begins"), span, ..Entry::default() }
    }
}

impl std::fmt::Display for Entry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let list = |texts: &[String]| texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
        writeln!(formatter, "work = {}", quoted(&self.work))?;
        if let Some(begins) = &self.begins {
            writeln!(formatter, "begins = {}", quoted(begins))?;
        }
        for (language, sentences) in &self.sentences {
            writeln!(formatter, "sentences.{language} = [{}]", list(sentences))?;
        }
        if self.confirmed {
            writeln!(formatter, "confirmed = true")?;
        }
        if !self.silence.is_empty() {
            let names: Vec<String> = self.silence.iter().map(|kind| kind.name().to_owned()).collect();
            writeln!(formatter, "silence = [{}]", list(&names))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn white_space_does_not_rename_a_sentence() {
        assert_eq!(hash("Dos  años\nde\u{a0}guerra "), hash("Dos años de guerra"));
        assert_ne!(hash("Dos años"), hash("Tres años"));
        assert_eq!(hash("").len(), DIGITS);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "[[pin]]\nwork = 'cranes'\nsentences = { en = ['Boris died.'], es = ['a', 'b'] }\n\
                    [[cut]]\nwork = 'bread'\nsentences.en = 'x'\n\
                    [[segment]]\nwork = 'cranes'\nbegins = 'Say \"no\"'\nsentences.es = []\nconfirmed = true\n\
                    silence = ['length', 'name-missing']\n";
        let (lock, faults) = Lock::parse("seeds/diglot.lock", text);
        assert_eq!(faults, []);
        assert_eq!(lock.segments[0].silence, [Kind::Length, Kind::NameMissing]);
        assert!(lock.segments[0].confirmed && lock.pins[0].sentences.len() == 2 && lock.cuts[0].sentences.len() == 1);
        let written = lock.to_string();
        let (again, faults) = Lock::parse("seeds/diglot.lock", written.clone());
        assert_eq!((again.to_string(), faults), (written, vec![]));
    }

    #[test]
    fn every_fault_is_named_and_the_rest_counts() {
        let text = "version = 1\n[[segment]]\nwork = 'a'\nsilence = ['lenght', 'name']\nconfirmed = 'yes'\n[pin]\nwork = 'a'\n";
        let (lock, faults) = Lock::parse("seeds/diglot.lock", text);
        let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        let expected = [
            "a lock file has no key `version`",
            "`silence` cannot be `lenght`",
            "`confirmed` must be true or false, not `yes`",
        ];
        assert_eq!(messages, expected);
        assert_eq!(lock.segments[0].silence, [Kind::Name]);
        assert_eq!(lock.pins[0].work, "a");
    }

    proptest! {
        #[test]
        fn no_lock_file_panics(text in "((\\[\\[(pin|segment)\\]\\]|sentences(\\.en)?|work|silence)( = )?[\\[\\]{}'\"=,a-z0-9\n]{0,12}\n|\\PC{0,10}\n){0,6}") {
            let (lock, _) = Lock::parse("seeds/diglot.lock", text);
            let _ = lock.to_string();
        }

        #[test]
        fn any_words_survive(words in "\\PC{0,20}") {
            let entry = Entry { work: words.clone(), begins: Some(words.clone()), ..Entry::default() };
            let lock = Lock { segments: vec![entry], ..Lock::empty("l") };
            let (again, _) = Lock::parse("l", lock.to_string());
            prop_assert_eq!(&again.segments[0].work, words.trim());
        }
    }
}
