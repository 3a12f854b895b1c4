//! Numbers, dates and units are the same on both sides, however they are written.
//!
//! Digits are compared without the marks that group them, since which mark begins the decimals depends on the language.
//! Small numbers may be words, and dates may name their month, so a number that only one side has is a finding only where
//! neither can be.

use std::ops::Range;

use super::bitext::{Bitext, Pair};
use super::finding::{Draft, Finding};
use crate::ground::finding::Kind;
use crate::understand::numbers;

/// Numbers up to this are often words in the other language: "twenty", "vingt", "two dozen", "a hundred".
const OFTEN_WORDS: u64 = 100;

/// From this year to that, a number of four digits may be written by its last two: the 1940s are the forties.
const YEARS: std::ops::RangeInclusive<u64> = 1000..=2999;

/// How many zeros a scale word stands for at least: thousand, or 万 with one of the digits before it.
const SCALE: usize = 3;

/// A number as it is written, and the unit behind it.
#[derive(Debug)]
struct Number {
    /// Its digits, without grouping marks and leading zeros. `0` is a digit.
    digits: String,
    /// The bytes it stands in.
    at: Range<usize>,
    /// The symbol of its unit, in the one spelling that all languages share.
    unit: Option<&'static str>,
    /// Whether a mark stands in it that may begin decimals, so that zeros at its end may mean nothing.
    has_decimals: bool,
    /// Whether it is part of a date or time, whose other parts may be words.
    is_in_date: bool,
}

/// Finds numbers and units that differ.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let sides: Vec<[Vec<Number>; 2]> =
        bitext.pairs.iter().map(|pair| [0, 1].map(|side| found(&pair.sides[side].words))).collect();
    let mut findings = Vec::new();
    for (at, pair) in bitext.pairs.iter().enumerate() {
        if pair.sides.iter().any(super::bitext::Side::is_empty) {
            continue;
        }
        let matched = matched(&sides[at]);
        let lone = |side: usize| -> Vec<&Number> {
            let numbers = sides[at][side].iter().zip(&matched[side]);
            let lone = numbers.filter(|(_, partner)| partner.is_none()).map(|(number, _)| number);
            lone.filter(|number| !is_elsewhere(number, bitext, at, 1 - side)).collect()
        };
        findings.extend(differing(bitext, pair, [lone(0), lone(1)]));
        findings.extend(units(bitext, pair, &sides[at], &matched[0]));
    }
    findings
}

/// Returns for each number of both sides its partner on the other.
fn matched(sides: &[Vec<Number>; 2]) -> [Vec<Option<usize>>; 2] {
    let mut partners = [vec![None; sides[0].len()], vec![None; sides[1].len()]];
    for same in [|one: &Number, other: &Number| one.digits == other.digits, is_alike] {
        for (left, number) in sides[0].iter().enumerate() {
            let free = |right: &usize| partners[1][*right].is_none();
            let partner = (0..sides[1].len()).filter(free).find(|&right| same(number, &sides[1][right]));
            if let (None, Some(right)) = (partners[0][left], partner) {
                partners[0][left] = Some(right);
                partners[1][right] = Some(left);
            }
        }
    }
    // What one side says twice, the other may say once.
    for side in [0, 1] {
        for at in 0..sides[side].len() {
            let again = sides[1 - side].iter().position(|other| is_alike(&sides[side][at], other));
            partners[side][at] = partners[side][at].or(again);
        }
    }
    partners
}

/// Tells whether two numbers may be written forms of one: a year and its last digits, millions in digits and in words,
/// hours counted to 12 and to 24.
fn is_alike(one: &Number, other: &Number) -> bool {
    let (Ok(left), Ok(right)) = (one.digits.parse::<u64>(), other.digits.parse::<u64>()) else {
        return one.digits == other.digits;
    };
    let (small, large) = (left.min(right), left.max(right));
    let short = if left < right { &one.digits } else { &other.digits };
    let is_year = YEARS.contains(&large) && small < 100 && large % 100 == small && short.len() == 2;
    let (bare_small, bare_large) = (bare(small), bare(large));
    let zeros = digits(large).saturating_sub(digits(small));
    let is_scaled = bare_small == bare_large && zeros >= SCALE;
    let is_hour = one.is_in_date && other.is_in_date && large == small + 12 && large <= 24;
    let is_decimal = bare_small == bare_large && (one.has_decimals || other.has_decimals);
    is_year || is_scaled || is_hour || is_decimal || large == small
}

fn bare(mut number: u64) -> u64 {
    while number > 0 && number.is_multiple_of(10) {
        number /= 10;
    }
    number
}

fn digits(number: u64) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Tells whether the number stands on that side of this pair in another notation, or in the pair before or behind.
fn is_elsewhere(number: &Number, bitext: &Bitext, at: usize, side: usize) -> bool {
    bitext.around(at, side).any(|words| {
        found(words).iter().any(|other| is_alike(number, other) || other.digits == number.digits)
            || roman_numerals(words).any(|roman| roman.to_string() == number.digits)
            || chinese_numerals(words).any(|numeral| numeral.to_string() == number.digits)
    })
}

fn roman_numerals(words: &str) -> impl Iterator<Item = u32> {
    let runs = words.split(|c: char| !c.is_alphanumeric());
    runs.filter_map(|run| match run {
        "I" => Some(1),
        "V" => Some(5),
        "X" => Some(10),
        run => numbers::roman(run.trim_end_matches(char::is_lowercase)),
    })
}

fn chinese_numerals(words: &str) -> impl Iterator<Item = u64> {
    words.split(|c| !numbers::is_chinese_numeral(c)).filter_map(numbers::chinese)
}

fn differing(bitext: &Bitext, pair: &Pair, lone: [Vec<&Number>; 2]) -> Vec<Finding> {
    let written = |side: usize, number: &Number| pair.sides[side].words[number.at.clone()].to_owned();
    let work = &bitext.work.slug;
    let mut findings = Vec::new();
    let mut paired = [vec![false; lone[0].len()], vec![false; lone[1].len()]];
    for (at, left) in lone[0].iter().enumerate() {
        let free = |&(at, right): &(usize, &&Number)| !paired[1][at] && is_instead(left, right);
        let Some((other, right)) = lone[1].iter().enumerate().find(free) else { continue };
        (paired[0][at], paired[1][other]) = (true, true);
        let message = format!("`{}` here is `{}` there", written(0, left), written(1, right));
        let draft = Draft::new(Kind::Number, message, "look which of the two numbers is right");
        findings.push(draft.within(work, pair, 1, [Some(right.at.clone()), Some(left.at.clone())]));
    }
    for side in [0, 1] {
        let unpaired = lone[side].iter().zip(&paired[side]).filter(|(_, paired)| !**paired).map(|(number, _)| number);
        for number in unpaired.filter(|number| !may_be_words(number)) {
            let message = format!("the number `{}` has no counterpart", written(side, number));
            let draft =
                Draft::new(Kind::Number, message, "add it on the other side, or look whether it is words there");
            findings.push(draft.sure(0.8).within(work, pair, side, [Some(number.at.clone()), None]));
        }
    }
    findings
}

/// Tells whether one number probably stands where the other should: it is about as long, or almost the same.
fn is_instead(one: &Number, other: &Number) -> bool {
    one.digits.len() == other.digits.len() || strsim::levenshtein(&one.digits, &other.digits) == 1
}

fn may_be_words(number: &Number) -> bool {
    let value = number.digits.parse::<u64>().unwrap_or(u64::MAX);
    value <= OFTEN_WORDS || bare(value) <= 12 || (number.is_in_date && value <= 31)
}

fn units(bitext: &Bitext, pair: &Pair, sides: &[Vec<Number>; 2], partners: &[Option<usize>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (left, right) in sides[0].iter().zip(partners).filter_map(|(left, at)| Some((left, &sides[1][(*at)?]))) {
        if let (Some(one), Some(other)) = (left.unit, right.unit)
            && one != other
        {
            let message = format!("`{one}` here is `{other}` there, with the same number `{}`", left.digits);
            let draft = Draft::new(Kind::Unit, message, "convert the number, or keep the unit");
            let marks = [Some(right.at.clone()), Some(left.at.clone())];
            findings.push(draft.within(&bitext.work.slug, pair, 1, marks));
        }
    }
    findings
}

/// Returns the numbers in `text`.
fn found(text: &str) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_digit).map(|start| at + start) {
        let joins = numbers.last().is_some_and(|last| last.is_in_date && start == last.at.end + 1);
        // In the middle of a date, a full stop begins no decimals.
        let end = start + if joins { width(&text[start..]) } else { length(&text[start..]) };
        let digits: String = text[start..end].chars().filter_map(numbers::digit).map(|d| (b'0' + d) as char).collect();
        let bare = digits.trim_start_matches('0');
        let digits = if bare.is_empty() { "0".to_owned() } else { bare.to_owned() };
        // Letters before or behind make it a name: A4, MP3, 1er, 20th. The latter two are numbers.
        let is_name = text[..start].ends_with(char::is_alphabetic) && !text[..start].ends_with(is_wide);
        let joined = text[end..].starts_with(['-', '/', '.', ':']) && text[end + 1..].starts_with(is_digit);
        if !is_name {
            let is_in_date = joined || joins;
            let has_decimals = text[start..end].contains(['.', ',', '٫']);
            let unit = unit(&text[..start], &text[end..]);
            numbers.push(Number { digits, at: start..end, unit, has_decimals, is_in_date });
        }
        at = end;
    }
    numbers
}

fn is_digit(character: char) -> bool {
    numbers::digit(character).is_some()
}

/// Tells whether `character` belongs to a script that writes no spaces, where letters before a number are another word.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{E00}'..='\u{E7F}' | '\u{F900}'..='\u{FAFF}')
}

/// Returns the length of the digits that `text` begins with.
fn width(text: &str) -> usize {
    text.find(|c| !is_digit(c)).unwrap_or(text.len())
}

/// Returns the length of the number that `text` begins with. Marks and single spaces keep groups of three digits
/// together; other marks keep decimals.
fn length(text: &str) -> usize {
    let mut end = width(text);
    let (mut groups, mut grouped_by) = (0, None);
    while let Some(mark) = text[end..].chars().next().filter(|&c| numbers::joins_digits(c) || c == ' ') {
        let next = end + mark.len_utf8();
        let digits = text[next..].chars().take_while(|&c| is_digit(c)).count();
        let is_group = digits == 3 && text[..end].chars().count() <= 3 + groups * 4;
        let is_decimal = digits > 0 && matches!(mark, '.' | ',' | '٫') && grouped_by != Some(mark);
        if !(is_group || (is_decimal && !is_dotted_date(&text[end..]))) {
            break;
        }
        end = next + width(&text[next..]);
        (groups, grouped_by) = (groups + 1, Some(mark));
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

/// Units by their symbols: what stands behind a number, and what is the same in every language.
const UNITS: [(&str, &str); 49] = [
    ("km/h", "km/h"),
    ("kmh", "km/h"),
    ("mph", "mph"),
    ("m/s", "m/s"),
    ("km²", "km²"),
    ("m²", "m²"),
    ("m³", "m³"),
    ("km", "km"),
    ("км", "km"),
    ("cm", "cm"),
    ("см", "cm"),
    ("mm", "mm"),
    ("мм", "mm"),
    ("m", "m"),
    ("м", "m"),
    ("mi", "mi"),
    ("ft", "ft"),
    ("kg", "kg"),
    ("кг", "kg"),
    ("mg", "mg"),
    ("g", "g"),
    ("г", "g"),
    ("lb", "lb"),
    ("lbs", "lb"),
    ("oz", "oz"),
    ("ml", "ml"),
    ("l", "l"),
    ("°C", "°C"),
    ("°F", "°F"),
    ("ºC", "°C"),
    ("ºF", "°F"),
    ("%", "%"),
    ("٪", "%"),
    ("％", "%"),
    ("€", "€"),
    ("$", "$"),
    ("£", "£"),
    ("¥", "¥"),
    ("kB", "kB"),
    ("MB", "MB"),
    ("Mo", "MB"),
    ("GB", "GB"),
    ("Go", "GB"),
    ("TB", "TB"),
    ("kHz", "kHz"),
    ("MHz", "MHz"),
    ("GHz", "GHz"),
    ("kW", "kW"),
    ("kWh", "kWh"),
];

fn unit(before: &str, after: &str) -> Option<&'static str> {
    let currency = before.trim_end().chars().next_back().filter(|c| "€$£¥".contains(*c));
    if let Some(currency) = currency {
        return UNITS.iter().find(|(symbol, _)| symbol.starts_with(currency)).map(|(_, unit)| *unit);
    }
    let after = after.strip_prefix([' ', '\u{a0}', '\u{202f}', '\u{2009}', '-']).unwrap_or(after);
    let end = after.find(|c: char| !(c.is_alphabetic() || "°º%€$£¥/²³٪％".contains(c))).unwrap_or(after.len());
    UNITS.iter().find(|(symbol, _)| *symbol == &after[..end]).map(|(_, unit)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_any_notation() {
        let cases = [
            ("1,000 and 1.000 and 1 000", "1000 1000 1000"),
            ("12,345,678.90", "1234567890"),
            ("on 06-02-41", "6 2 41"),
            ("am 12.10.1957.", "12 10 1957"),
            ("20th, 20º, 1er", "20 20 1"),
            ("A4 and MP3", ""),
            ("3.5 or 3,5", "35 35"),
            ("1990 200 people", "1990 200"),
            ("١٬٠٠٠", "1000"),
            ("于1957年", "1957"),
            ("007, 0", "7 0"),
        ];
        for (text, expected) in cases {
            let digits: Vec<String> = found(text).into_iter().map(|number| number.digits).collect();
            assert_eq!(digits.join(" "), expected, "{text}");
        }
    }
}
