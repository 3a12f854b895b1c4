//! Times of the day: an hour and its minutes are two numbers, whatever parts them: `5:30 p.m.`, `5.30 p.m.`, `17h30`.

use std::ops::Range;

use super::notation::{Notation, Spelt};
use super::number::Number;

/// What stands behind a time: in the afternoon, counted to 12, and at any hour.
const AFTERNOON: [&str; 6] = ["p.m.", "p. m.", "P.M.", "P. M.", "pm", "PM"];
const ANY_HOUR: [&str; 10] = ["a.m.", "a. m.", "A.M.", "A. M.", "am", "AM", "Uhr", "uur", "h", "ч"];

/// What stands behind the last of two times goes for both: from 2 to 4 p.m. So many bytes part them.
const BETWEEN: usize = 8;

/// Minutes have so many digits.
const MINUTES: usize = 2;

/// Parts the times among the numbers of `text` that are spelt as one number, with a full stop in it, and adds the minutes that
/// stand close behind an `h`.
pub(super) fn part(text: &str, numbers: Vec<Spelt>) -> Vec<Spelt> {
    let mut parted = Vec::with_capacity(numbers.len());
    let mut next: Option<usize> = None;
    for number in numbers.into_iter().rev() {
        let after = &text[number.at.end..];
        let goes_on = next.is_some_and(|next| next - number.at.end <= BETWEEN);
        let is_marked = goes_on || begins_with(after, &AFTERNOON) || begins_with(after, &ANY_HOUR);
        let time = dotted(text, &number).filter(|_| is_marked).or_else(|| glued(text, &number));
        next = (is_marked || time.is_some()).then_some(number.at.start);
        match time {
            Some(parts) => parted.extend(parts.into_iter().rev().map(|part| Spelt::in_digits(text, part, true))),
            None => parted.push(number),
        }
    }
    parted.reverse();
    parted
}

/// Returns where the hour and the minutes stand in a number that a full stop parts: `5.30`.
fn dotted(text: &str, number: &Spelt) -> Option<[Range<usize>; 2]> {
    let Range { start, end } = number.at;
    let stop = start + text[start..end].find('.').filter(|_| number.notation == Notation::Digits)?;
    time(text, [start..stop, stop + 1..end])
}

/// Returns where the hour and the minutes stand where only an `h` is between them: `17h30`.
fn glued(text: &str, number: &Spelt) -> Option<[Range<usize>; 2]> {
    let minutes = text[number.at.end..].strip_prefix('h')?;
    let start = text.len() - minutes.len();
    let is_whole = !text.get(start + MINUTES..)?.starts_with(char::is_alphanumeric);
    time(text, [number.at.clone(), start..start + MINUTES]).filter(|_| is_whole)
}

fn time(text: &str, parts: [Range<usize>; 2]) -> Option<[Range<usize>; 2]> {
    let [hour, minutes] = parts.each_ref().map(|part| text.get(part.clone())?.parse::<u8>().ok());
    let is_time = hour? <= 24 && minutes? < 60 && parts[0].len() <= 2 && parts[1].len() == MINUTES;
    is_time.then_some(parts)
}

/// Marks the hours that `p.m.` stands behind, and those before them that it goes for too.
pub(super) fn find_afternoons(text: &str, numbers: &mut [Number]) {
    let mut next: Option<usize> = None;
    for number in numbers.iter_mut().rev().filter(|number| number.notation == Notation::Digits) {
        let goes_on = next.is_some_and(|next| next.saturating_sub(number.at.end) <= BETWEEN);
        let is_marked = goes_on || begins_with(&text[number.at.end..], &AFTERNOON);
        next = is_marked.then_some(number.at.start);
        number.is_afternoon = is_marked && number.whole().is_some_and(|hour| hour <= 12);
        number.is_in_date |= number.is_afternoon;
    }
}

/// Tells whether one of these words stands at the beginning of `after`, after a space or none.
fn begins_with(after: &str, words: &[&str]) -> bool {
    let after = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(after);
    let mut rest = words.iter().filter_map(|word| after.strip_prefix(word));
    rest.any(|rest| !rest.starts_with(char::is_alphanumeric))
}
