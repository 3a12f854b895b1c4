//! The names of the months in a language: alone, in a date, and shortened.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{M, MD};
use icu_datetime::input::Date;
use icu_locale::Locale;
use serde::{Deserialize, Serialize};
use writeable::Writeable;

use super::numerals::{digit, is_chinese_numeral};
use crate::ground::language::Language;

/// The months of a language, by their names in lower case. Of a language that numbers them, or that is not known, there
/// are none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Months {
    /// Names as they stand in the calendar, sorted.
    names: Vec<(String, u8)>,
    /// What the names of a month that is inflected have in common.
    stems: Vec<(String, u8)>,
}

/// Stems shorter than this are found in other words; words are at most as much longer than the stem.
const SHORTEST_STEM: usize = 3;
const LONGEST_ENDING: usize = 3;

impl Months {
    /// Returns the months of `language`. They are made once, since that takes as long as reading some pages.
    pub(crate) fn of(language: &Language) -> Arc<Months> {
        static MADE: Mutex<BTreeMap<Language, Arc<Months>>> = Mutex::new(BTreeMap::new());
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(made.entry(language.clone()).or_insert_with(|| Arc::new(Months::new(language))))
    }

    fn new(language: &Language) -> Months {
        let mut months = Months::default();
        let locale = Locale::from(language.id());
        let alone = FixedCalendarDateTimeFormatter::try_new(locale.clone().into(), M::long());
        let dated = FixedCalendarDateTimeFormatter::try_new(locale.clone().into(), MD::long());
        let short = FixedCalendarDateTimeFormatter::try_new(locale.into(), MD::medium());
        let (Ok(alone), Ok(dated), Ok(short)) = (alone, dated, short) else { return months };
        for month in 1..=12 {
            let Ok(day) = Date::try_new_gregorian(2000, month, DAY) else { continue };
            let written = [alone.format(&day), dated.format(&day), short.format(&day)];
            let [alone, ref in_dates @ ..] = written.map(|date| name(&date.write_to_string()));
            let stem = alone.as_ref().zip(in_dates[0].as_ref()).and_then(|(alone, dated)| stem(alone, dated));
            months.stems.extend(stem.map(|stem| (stem, month)));
            months.names.extend(alone.iter().chain(in_dates.iter().flatten()).map(|name| (name.clone(), month)));
        }
        months.names.sort();
        months.names.dedup();
        // Of two stems that a word begins with, the longer is meant: červen and července in Czech.
        months.stems.sort_by_key(|(stem, _)| std::cmp::Reverse(stem.len()));
        months
    }

    /// Returns the number of the month that `word` names.
    pub(crate) fn number(&self, word: &str) -> Option<u8> {
        if self.names.is_empty() || word.len() < SHORTEST_STEM {
            return None;
        }
        let word = word.to_lowercase();
        let at = self.names.binary_search_by(|(name, _)| name.as_str().cmp(&word));
        let has_stem =
            |stem: &str| word.strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= LONGEST_ENDING);
        match at {
            Ok(at) => Some(self.names[at].1),
            Err(_) => self.stems.iter().find(|(stem, _)| has_stem(stem)).map(|(_, month)| *month),
        }
    }
}

/// The day of the month that dates are made of to find names in them.
const DAY: u8 = 22;

/// Returns the word of a date that is no number; none where the month is a number too.
fn name(date: &str) -> Option<String> {
    let digits = date.chars().filter_map(digit).fold(0, |number, digit| 10 * number + u32::from(digit));
    let is_numbered = (digits != 0 && digits != u32::from(DAY)) || date.contains(is_chinese_numeral);
    let words = date.split(|character: char| !character.is_alphabetic());
    let longest = words.max_by_key(|word| word.chars().count())?;
    (!is_numbered && longest.chars().count() >= SHORTEST_STEM).then(|| longest.to_lowercase())
}

/// Returns what two names begin with, where they differ and it is long enough.
fn stem(one: &str, other: &str) -> Option<String> {
    let common: String = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    (one != other && common.chars().count() >= SHORTEST_STEM).then_some(common)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_found_in_their_forms_and_nothing_else_is() {
        for (language, word, month) in [
            ("en", "June", Some(6)),
            ("en", "Sep", Some(9)),
            ("en", "maybe", None),
            ("ru", "июне", Some(6)),
            ("cs", "červenci", Some(7)),
            ("cs", "června", Some(6)),
            ("vi", "tháng", None),
            ("zh", "月", None),
            ("ar", "يونيو", Some(6)),
        ] {
            let months = Months::of(&Language::new(language).expect("a language"));
            assert_eq!(months.number(word), month, "{word}");
        }
        assert_eq!(Months::default().number("June"), None);
    }
}
