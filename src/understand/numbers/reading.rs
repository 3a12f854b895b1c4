//! A reading is what the marks in a number may mean. Which mark begins the decimals depends on the language, and texts are
//! seldom true to theirs: `1.200` is 1200 or 1.2.

use super::fractions::fraction;
use super::numerals::{digit, digits};
use crate::ground::language::Language;

/// One way to read a number: its digits times a power of ten.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Reading {
    /// The digits without zeros at either end. Zero has none.
    pub(crate) digits: String,
    /// The power of ten.
    pub(crate) exponent: i32,
    /// Whether it has decimals only if the mark before them groups no digits.
    pub(crate) is_doubtful: bool,
}

impl Reading {
    /// Returns the reading of `digits` without decimals.
    pub(crate) fn whole(digits: &str) -> Reading {
        Reading::with_decimals(digits, 0)
    }

    /// Returns the reading of `digits`, of which the last ones are so many decimals.
    pub(super) fn with_decimals(digits: &str, decimals: usize) -> Reading {
        let bare = digits.trim_end_matches('0');
        let zeros = i32::try_from(digits.len() - bare.len()).unwrap_or(i32::MAX);
        let bare = bare.trim_start_matches('0');
        let decimals = i32::try_from(decimals).unwrap_or(i32::MAX);
        let exponent = if bare.is_empty() { 0 } else { zeros - decimals };
        Reading { digits: bare.to_owned(), exponent, is_doubtful: false }
    }

    /// Returns the number that is meant.
    pub(crate) fn value(&self) -> f64 {
        let digits = if self.digits.is_empty() { "0" } else { &self.digits };
        format!("{digits}e{}", self.exponent).parse().unwrap_or(f64::INFINITY)
    }

    /// Returns the number that is meant, if it has no decimals.
    pub(super) fn as_whole(&self) -> Option<u64> {
        let digits = if self.digits.is_empty() { "0" } else { &self.digits };
        let zeros = 10_u64.checked_pow(u32::try_from(self.exponent).ok()?)?;
        digits.parse::<u64>().ok()?.checked_mul(zeros)
    }

    /// Returns its whole part and its decimals, each as a number of its own: 1.87 is 1 and 87.
    pub(crate) fn parts(&self) -> [u64; 2] {
        let decimals = usize::try_from(-self.exponent).unwrap_or(0).min(self.digits.len());
        let decimals = self.digits[self.digits.len() - decimals..].parse().unwrap_or(0);
        [self.value() as u64, decimals]
    }

    /// Tells whether some of its digits are decimals.
    pub(crate) fn has_decimals(&self) -> bool {
        self.exponent < 0
    }
}

/// How many digits a mark groups, and how many decimals a fraction has.
pub(super) const GROUP: usize = 3;

/// Returns what the number may mean that is `written` so, behind `before`. A fraction behind it may be a word on the other
/// side, so the number without it is a reading too.
pub(super) fn readings(written: &str, before: &str) -> Vec<Reading> {
    let end = written.find(|character| digit(character).is_none()).unwrap_or(written.len());
    if let Some((_, thousandths)) = fraction(&written[end..]) {
        let whole = digits(&written[..end]);
        return vec![Reading::with_decimals(&format!("{whole}{thousandths}"), GROUP), Reading::whole(&whole)];
    }
    let digits = digits(written);
    let whole = Reading::whole(&digits);
    let Some((head, mark, tail)) = parted(written) else {
        let decimal = Reading { is_doubtful: true, ..Reading::with_decimals(&digits, digits.len()) };
        return if begins_with_mark(before) { vec![whole, decimal] } else { vec![whole] };
    };
    let decimals = tail.chars().count();
    let decimal = Reading::with_decimals(&digits, decimals);
    let is_grouping = decimals == GROUP && !matches!(mark, '٫') && !head.starts_with('0');
    match head.chars().find(|character| digit(*character).is_none()) {
        _ if !matches!(mark, '.' | ',' | '٫') => vec![whole],
        Some(other) if other == mark => vec![whole],
        None | Some(' ') if is_grouping => vec![whole, Reading { is_doubtful: true, ..decimal }],
        _ => vec![decimal],
    }
}

/// Parts a number at its last mark.
fn parted(written: &str) -> Option<(&str, char, &str)> {
    let (at, mark) = written.char_indices().rfind(|(_, character)| digit(*character).is_none())?;
    Some((&written[..at], mark, &written[at + mark.len_utf8()..]))
}

/// Tells whether a mark stands behind `before` that begins decimals without a zero: `.5`.
fn begins_with_mark(before: &str) -> bool {
    let shorter = before.strip_suffix(['.', ',', '٫']);
    shorter.is_some_and(|shorter| !shorter.ends_with(|character: char| character.is_alphanumeric()))
}

/// What stands behind the number of an ordinal.
const BEHIND_ORDINALS: [&str; 22] = [
    "st", "nd", "rd", "th", "º", "ª", ".º", ".ª", "er", "ère", "re", "e", "ème", "ste", "de", ":a", ":e", "-й", "-я",
    "-е", "-го", "-м",
];

/// The languages in which a full stop makes a number an ordinal: im 4. Stock. In others it ends the sentence.
const STOPS_IN: [&str; 21] = [
    "bs", "cs", "da", "de", "et", "eu", "fi", "fo", "hr", "hu", "is", "lb", "lv", "nb", "nn", "no", "pl", "sk", "sl",
    "sr", "tr",
];

/// Tells whether a number before `after`, in this language, is an ordinal.
pub(super) fn is_ordinal(after: &str, language: &Language) -> bool {
    let mut rest = BEHIND_ORDINALS.iter().filter_map(|ending| after.strip_prefix(ending));
    let stop = after.strip_prefix(". ").filter(|_| STOPS_IN.contains(&language.primary()));
    rest.any(|rest| !rest.starts_with(char::is_alphanumeric))
        || stop.is_some_and(|next| next.starts_with(char::is_alphabetic))
}

/// What stands behind the years of a decade or century, whole or at the beginning of a word, and the words before them.
const BEHIND_DECADES: [&str; 6] = ["s", "'s", "’s", "er", "-е", "-х"];
const BEHIND_DECADES_STEMS: [&str; 3] = ["-tal", "-luv", "-luk"];
const BEFORE_DECADES: [&str; 6] = ["años", "années", "anni", "anos", "anys", "jaren"];

/// Tells whether a number between `before` and `after` is a year that stands for those behind it.
pub(super) fn is_decade(before: &str, after: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let last = before.trim_end().rsplit(|character: char| !character.is_alphabetic()).next();
    BEHIND_DECADES.iter().any(|ending| after.strip_prefix(ending).is_some_and(ends))
        || BEHIND_DECADES_STEMS.iter().any(|stem| after.starts_with(stem))
        || last.is_some_and(|last| BEFORE_DECADES.contains(&last))
}

/// Returns the number of the century whose first years these are: with 1700 begins the 18th.
pub(super) fn century(years: &str) -> Option<Reading> {
    let hundreds: u64 = years.strip_suffix("00")?.parse().ok()?;
    Some(Reading::whole(&(hundreds + 1).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_groups_digits_or_begins_decimals() {
        for (written, values) in [
            ("1200", &[1200.0][..]),
            ("1.200", &[1200.0, 1.2]),
            ("1,5", &[1.5]),
            ("0,500", &[0.5]),
            ("1,234,567", &[1_234_567.0]),
            ("1.234,5", &[1234.5]),
            ("1 234,567", &[1_234_567.0, 1234.567]),
            ("1’200", &[1200.0]),
            ("٣٫٢٠٠", &[3.2]),
            ("0", &[0.0]),
            ("2½", &[2.5, 2.0]),
            ("2 y 3/4", &[2.75, 2.0]),
        ] {
            let read: Vec<f64> = readings(written, "").iter().map(Reading::value).collect();
            assert_eq!(read, values, "{written}");
        }
        assert_eq!(readings("5", "all of .").iter().map(Reading::value).collect::<Vec<_>>(), [5.0, 0.5]);
    }

    #[test]
    fn a_full_stop_makes_an_ordinal_where_a_language_writes_it_so() {
        for (tag, after, expected) in [
            ("de", ". Stock", true),
            ("de", ". ", false),
            ("en", ". Take it", false),
            ("en", "th floor", true),
            ("es", ".º piso", true),
        ] {
            let language = Language::new(tag).expect("a language");
            assert_eq!(is_ordinal(after, &language), expected, "{tag}: {after}");
        }
    }
}
