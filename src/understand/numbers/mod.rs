//! Numbers are the same in every language, however they are written: `1,000`, `1.000`, `1 000`, `١٬٠٠٠`, `XX`, `二十`; and
//! a date is its numbers: `22 June 1941`, `22.06.1941`, `22 de junio de 1941` and `1941年6月22日` are 22, 6 and 1941.
//!
//! Number words (`twenty`) are not read: no library gives them for many languages. The aligner learns them as it learns
//! all words.
//!
//! ```text
//! numerals    digits, Roman and Chinese numerals
//! months      the names of months
//! reading     what the marks in a number may mean
//! ```

mod numerals;
mod months;
mod reading;

use std::ops::Range;

pub(crate) use self::months::Months;
pub(crate) use self::numerals::{chinese, digit, is_chinese_numeral, joins_digits, roman};
pub(crate) use self::reading::Reading;

/// A number as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its digits, without grouping marks and leading zeros. `0` is a digit.
    pub(crate) digits: String,
    /// The bytes it stands in.
    pub(crate) at: Range<usize>,
    /// How it is written.
    pub(crate) notation: Notation,
    /// What it may mean: more than one thing where a mark in it may group digits or begin the decimals.
    pub(crate) readings: Vec<Reading>,
    /// Whether a word for ten thousand and the like stands behind it, by which only some languages count.
    pub(crate) has_scale: bool,
    /// Whether it is part of a date or time, whose other parts may be words.
    pub(crate) is_in_date: bool,
    /// Whether it is an hour of the afternoon, counted to 12.
    pub(crate) is_afternoon: bool,
    /// Whether it is a day: the name of a month stands beside it.
    pub(crate) is_day: bool,
}

impl Number {
    /// Returns what it means without decimals, if it may have none.
    pub(crate) fn whole(&self) -> Option<u64> {
        self.digits.parse().ok().filter(|_| self.readings.iter().any(|reading| !reading.has_decimals()))
    }
}

/// The notations of a [`Number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// Digits of any script.
    Digits,
    /// A Roman numeral of two letters or more.
    Roman,
    /// A numeral in Chinese characters: of two or more, or of one beside what it counts in a date.
    Chinese,
    /// The name of a month beside a number.
    Month,
}

/// Between the name of a month and the number beside it stand at most so many bytes: ` de `, `. `, `, `.
const BESIDE: usize = 5;

/// A greater number beside the name of a month is a year.
const LAST_DAY: u64 = 31;

/// Returns the numbers in `text`, in order; `months` are those of its language.
pub(crate) fn read(text: &str, months: &Months) -> Vec<Number> {
    let mut numbers = in_digits(text);
    if numbers.is_empty() && text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return numbers;
    }
    let others = others(text, months, &numbers);
    numbers.extend(others);
    numbers.sort_by_key(|number| number.at.start);
    find_days(&mut numbers);
    numbers
}

/// Marks the days beside the names of months.
fn find_days(numbers: &mut [Number]) {
    for at in 1..numbers.len() {
        let is_near = numbers[at].at.start.checked_sub(numbers[at - 1].at.end).is_some_and(|gap| gap <= BESIDE);
        for (day, month) in [(at - 1, at), (at, at - 1)] {
            let is_dated = is_near && numbers[month].notation == Notation::Month;
            let day = &mut numbers[day];
            let is_number = day.notation == Notation::Digits && day.whole().is_some_and(|value| value <= LAST_DAY);
            day.is_day |= is_dated && is_number;
        }
    }
}

/// Returns the numbers that are written in digits.
fn in_digits(text: &str) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_digit).map(|start| at + start) {
        let joins = numbers.last().is_some_and(|last| last.is_in_date && start == last.at.end + 1);
        // In the middle of a date, a full stop begins no decimals.
        let mut end = start + if joins { width(&text[start..]) } else { length(&text[start..]) };
        let digits: String = text[start..end].chars().filter_map(digit).map(|digit| (b'0' + digit) as char).collect();
        let bare = digits.trim_start_matches('0');
        let digits = if bare.is_empty() { "0".to_owned() } else { bare.to_owned() };
        // Letters before or behind make it a name: A4, MP3, 1er, 20th. The latter two are numbers.
        let is_name = text[..start].ends_with(makes_name) && !is_measure(&text[..start]);
        let mixed = reading::with_fraction(&digits, &text[end..]).filter(|_| !joins && is_plain(&text[start..end]));
        let readings = match mixed {
            Some((length, readings)) => {
                end += length;
                readings
            }
            None => reading::readings(&text[start..end], &text[..start], &text[end..]),
        };
        let joined = text[end..].starts_with(['-', '/', '.', ':']) && text[end + 1..].starts_with(is_digit);
        if !is_name {
            let is_in_date = joined || joins;
            let has_scale = reading::has_scale(&text[end..]);
            let at = start..end;
            let (notation, is_afternoon, is_day) = (Notation::Digits, false, false);
            numbers.push(Number { digits, at, notation, readings, has_scale, is_in_date, is_afternoon, is_day });
        }
        at = end;
    }
    find_afternoons(text, &mut numbers);
    numbers
}

/// Between the hours of one afternoon, `p.m.` stands behind the last of them: from 2 to 4 p.m. So many bytes part two.
const BETWEEN: usize = 8;

/// Marks the hours that `p.m.` stands behind, and those before them that it goes for too.
fn find_afternoons(text: &str, numbers: &mut [Number]) {
    let mut next: Option<usize> = None;
    for number in numbers.iter_mut().rev() {
        let goes_on = next.is_some_and(|next| next.saturating_sub(number.at.end) <= BETWEEN);
        let is_marked = goes_on || begins_afternoon(&text[number.at.end..]);
        next = is_marked.then_some(number.at.start);
        number.is_afternoon = is_marked && number.whole().is_some_and(|hour| hour <= 12);
        number.is_in_date |= number.is_afternoon;
    }
}

fn begins_afternoon(after: &str) -> bool {
    let after = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(after);
    let rest = ["p.m.", "p. m.", "P.M.", "P. M.", "pm", "PM"].iter().find_map(|mark| after.strip_prefix(mark));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Tells whether `text` is nothing but digits.
fn is_plain(text: &str) -> bool {
    text.chars().all(is_digit)
}

fn is_digit(character: char) -> bool {
    digit(character).is_some()
}

/// Tells whether `character` before a number makes a name of it: a letter of the Latin, Greek or Cyrillic script. In others it
/// is a word of its own, as where no spaces are written, or a preposition.
fn makes_name(character: char) -> bool {
    let is_european = character < '\u{530}' || ('\u{1E00}'..'\u{2000}').contains(&character);
    character.is_alphabetic() && is_european && !matches!(character, 'º' | 'ª')
}

/// Tells whether `before` ends with the mark between two measures: `10x15`.
fn is_measure(before: &str) -> bool {
    let Some(number) = before.strip_suffix('x') else { return false };
    let digits = &number[number.trim_end_matches(is_digit).len()..];
    !matches!(digits, "" | "0")
}

/// Returns the length of the digits that `text` begins with.
fn width(text: &str) -> usize {
    text.find(|c| !is_digit(c)).unwrap_or(text.len())
}

/// Returns the length of the number that `text` begins with. Marks and single spaces keep groups of three digits
/// together; other marks keep decimals.
fn length(text: &str) -> usize {
    let mut end = width(text);
    let begins_group = text[..end].chars().count() <= 3;
    let mut grouped_by = None;
    while let Some(mark) = text[end..].chars().next().filter(|&c| joins_digits(c) || c == ' ') {
        let next = end + mark.len_utf8();
        let digits = text[next..].chars().take_while(|&c| is_digit(c)).count();
        let is_group = digits == 3 && begins_group;
        let is_decimal = digits > 0 && matches!(mark, '.' | ',' | '٫') && grouped_by != Some(mark);
        if !(is_group || (is_decimal && !is_dotted_date(&text[end..]))) {
            break;
        }
        end = next + width(&text[next..]);
        grouped_by = Some(mark);
        if !is_group {
            break;
        }
    }
    end
}

/// Tells whether `text` goes on like `.10.1957` or `.1.1`: parts of a date or of a section's number.
fn is_dotted_date(text: &str) -> bool {
    let Some(first) = text.strip_prefix('.') else { return false };
    let rest = &first[width(first)..];
    rest.len() < first.len() && rest.strip_prefix('.').is_some_and(|second| second.starts_with(is_digit))
}

/// Returns the numbers that are written in letters, given those in digits.
fn others(text: &str, months: &Months, in_digits: &[Number]) -> Vec<Number> {
    let number = |value: u64, at: Range<usize>, notation: Notation| Number {
        digits: value.to_string(),
        at,
        is_in_date: notation == Notation::Month,
        readings: vec![Reading::whole(&value.to_string())],
        has_scale: false,
        is_afternoon: false,
        is_day: false,
        notation,
    };
    let is_beside = |run: &Range<usize>| {
        let (before, after) = in_digits.split_at(in_digits.partition_point(|number| number.at.end <= run.start));
        before.last().is_some_and(|number| run.start - number.at.end <= BESIDE)
            || after.first().is_some_and(|number| number.at.start.checked_sub(run.end).is_some_and(|gap| gap <= BESIDE))
    };
    let mut numbers = Vec::new();
    for run in runs(text, char::is_alphanumeric) {
        let word = &text[run.clone()];
        if let Some(value) = roman(word.trim_end_matches(char::is_lowercase)) {
            numbers.push(number(u64::from(value), run, Notation::Roman));
        } else if let Some(month) = months.number(word).filter(|_| is_beside(&run)) {
            numbers.push(number(u64::from(month), run, Notation::Month));
        }
    }
    numbers.extend(chinese_numerals(text).map(|(run, value)| number(value, run, Notation::Chinese)));
    numbers
}

/// Returns where numerals in Chinese characters stand in `text`, and their values.
pub(crate) fn chinese_numerals(text: &str) -> impl Iterator<Item = (Range<usize>, u64)> {
    let valued =
        |run: Range<usize>| Some((run.clone(), numerals::chinese_before(&text[run.clone()], &text[run.end..])?));
    runs(text, is_chinese_numeral).filter_map(valued)
}

/// Returns where the longest runs of characters of a kind stand in `text`.
fn runs(text: &str, is_of_kind: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(&is_of_kind)?;
        let end = text[start..].find(|character| !is_of_kind(character)).map_or(text.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::language::Language;

    fn digits(text: &str, language: &str) -> String {
        let months = Months::of(&Language::new(language).expect("a language"));
        read(text, &months).into_iter().map(|number| number.digits).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_are_read_in_any_notation() {
        for (text, expected) in [
            ("1,000 and 1.000 and 1 000", "1000 1000 1000"),
            ("12,345,678.90", "1234567890"),
            ("on 06-02-41", "6 2 41"),
            ("am 12.10.1957.", "12 10 1957"),
            ("20th, 20º, 1er", "20 20 1"),
            ("A4 and MP3", ""),
            ("10x15, 0x1, nº25", "10 15 0 25"),
            ("ב1941, بـ25", "1941 25"),
            ("3.5 or 3,5", "35 35"),
            ("1990 200 people", "1990 200"),
            ("١٬٠٠٠", "1000"),
            ("于1957年", "1957"),
            ("007, 0", "7 0"),
            ("Louis XIV and the XXth century", "14 20"),
            ("一百二十人、二〇〇一年", "120 2001"),
            ("a mix of civil law, I may say", ""),
        ] {
            assert_eq!(digits(text, "en"), expected, "{text}");
        }
    }

    #[test]
    fn a_date_is_its_numbers_in_any_language() {
        for (language, text) in [
            ("en", "22 June 1941"),
            ("de", "am 22. Juni 1941"),
            ("de", "22.06.1941"),
            ("fr", "le 22 juin 1941"),
            ("es", "el 22 de junio de 1941"),
            ("pl", "22 czerwca 1941"),
            ("ru", "22 июня 1941"),
            ("fi", "22. kesäkuuta 1941"),
            ("zh", "1941年6月22日"),
            ("zh", "一九四一年六月二十二日"),
            ("en", "June 22, 1941"),
        ] {
            let mut parts: Vec<u64> =
                digits(text, language).split(' ').filter_map(|digits| digits.parse().ok()).collect();
            parts.sort_unstable();
            assert_eq!(parts, [6, 22, 1941], "{text}");
        }
        assert_eq!(digits("You may march on, if they march in August.", "en"), "");
        assert_eq!(digits("в июне 1941 года", "ru"), "6 1941");
    }
}
