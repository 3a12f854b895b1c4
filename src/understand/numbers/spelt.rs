//! Where numbers stand in a text: in digits of any script, in Roman or Chinese numerals, or as the name of a month.

use std::cmp::Reverse;
use std::ops::Range;

use super::fractions;
use super::months::Months;
use super::notation::{Notation, Spelt};
use super::numerals::{chinese_before, digit, is_chinese_numeral, joins_digits, mixed, roman};
use crate::understand::script::{self, Script};

/// Between the name of a month and the number beside it stand at most so many bytes: ` de `, `. `, `, `.
pub(super) const BESIDE: usize = 5;

/// Returns the numbers in `text`, in order; `months` are those of its language.
pub(crate) fn spelt(text: &str, months: &Months) -> Vec<Spelt> {
    let mut numbers = in_digits(text);
    let others = in_letters(text, months, &numbers);
    if !others.is_empty() {
        numbers.extend(others);
        // Digits are part of a numeral that begins with them.
        numbers.sort_by_key(|number| (number.at.start, Reverse(number.at.end)));
        numbers.dedup_by(|next, number| next.at.start < number.at.end);
    }
    numbers
}

/// Returns the numbers that are written in digits.
fn in_digits(text: &str) -> Vec<Spelt> {
    let mut numbers: Vec<Spelt> = Vec::new();
    let mut at = 0;
    while let Some(start) = find_digit(&text[at..]).map(|start| at + start) {
        let joins = numbers.last().is_some_and(|last| last.is_in_date && start == last.at.end + 1);
        // In the middle of a date, a full stop begins no decimals.
        let mut end = start + if joins { width(&text[start..]) } else { length(&text[start..]) };
        let mut number = Spelt::in_digits(text, start..end, joins);
        if !joins && text[start..end].chars().all(is_digit) {
            end += fractions::fraction(&text[end..]).map_or(0, |(length, _)| length);
        }
        let joined = text[end..].starts_with(['-', '/', '.', ':']) && text[end + 1..].starts_with(is_digit);
        // Letters before or behind make it a name: A4, MP3, 1er, 20th. The latter two are numbers.
        let is_name = text[..start].ends_with(makes_name) && !is_measure(&text[..start]);
        if !is_name {
            number.at.end = end;
            number.is_in_date |= joined;
            numbers.push(number);
        }
        at = end;
    }
    numbers
}

/// Returns the place of the first digit in `text`. Looks at bytes first, since most are of letters.
fn find_digit(text: &str) -> Option<usize> {
    let begins = |(at, byte): (usize, u8)| match byte {
        b'0'..=b'9' => true,
        // The digits of other scripts begin with these bytes.
        0xD9.. => text[at..].starts_with(is_digit),
        _ => false,
    };
    text.bytes().enumerate().position(begins)
}

fn is_digit(character: char) -> bool {
    digit(character).is_some()
}

/// Tells whether `character` before a number makes a name of it: a letter of a script with capitals. In others it is a word of
/// its own, as where no spaces are written, or a preposition.
fn makes_name(character: char) -> bool {
    script::of(character) == Some(Script::Cased) && !matches!(character, 'º' | 'ª')
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
fn in_letters(text: &str, months: &Months, in_digits: &[Spelt]) -> Vec<Spelt> {
    let number = |value: u64, at: Range<usize>, notation: Notation| Spelt {
        digits: value.to_string(),
        at,
        notation,
        is_in_date: notation == Notation::Month,
    };
    let is_beside = |run: &Range<usize>| {
        let (before, after) = in_digits.split_at(in_digits.partition_point(|number| number.at.end <= run.start));
        before.last().is_some_and(|number| run.start - number.at.end <= BESIDE)
            || after.first().is_some_and(|number| number.at.start.checked_sub(run.end).is_some_and(|gap| gap <= BESIDE))
    };
    let mut numbers = Vec::new();
    // Nearly no sentence has any, so it is quicker to look at all of it without asking at each byte.
    let are_capitals = |pair: &[u8]| pair[0].is_ascii_uppercase() & pair[1].is_ascii_uppercase();
    let has_capitals = || text.as_bytes().windows(2).fold(false, |found, pair| found | are_capitals(pair));
    if !in_digits.is_empty() || has_capitals() {
        for run in runs(text, char::is_alphanumeric) {
            let word = &text[run.clone()];
            let has_capital = word.starts_with(|first: char| first.is_ascii_uppercase());
            if has_capital && let Some(value) = roman(word.trim_end_matches(char::is_lowercase)) {
                numbers.push(number(u64::from(value), run, Notation::Roman));
            } else if is_beside(&run)
                && let Some(month) = months.number(word)
            {
                numbers.push(number(u64::from(month), run, Notation::Month));
            }
        }
    }
    // The first byte of 〇, before which there is no such numeral.
    if text.bytes().any(|byte| byte >= 0xE3) {
        for run in runs(text, is_chinese_numeral) {
            let numeral = &text[run.clone()];
            let before = in_digits.binary_search_by_key(&run.start, |number| number.at.end);
            let begin = before.map_or(run.start, |at| in_digits[at].at.start);
            let (value, at) = match mixed(&text[begin..run.start], numeral) {
                Some(value) => (Some(value), begin..run.end),
                None => (chinese_before(numeral, &text[run.end..]), run),
            };
            numbers.extend(value.map(|value| number(value, at, Notation::Chinese)));
        }
    }
    numbers
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

    #[test]
    fn a_digit_is_found_by_bytes_where_its_characters_have_it() {
        for character in '\0'..='\u{10FFFF}' {
            let text = format!("é{character}—7");
            assert_eq!(find_digit(&text), text.find(is_digit), "{character:?}");
        }
    }
}
