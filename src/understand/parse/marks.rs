//! Marks are characters that stand for the beginning and the end of a sentence while a page is rendered and sanitised.
//!
//! They are noncharacters, which Unicode keeps for a program's own use (U+FDD0 to U+FDEF): no parser or sanitiser gives
//! them a meaning, and a seed that holds some has them replaced first, so nobody can forge one.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2_iter;

use super::Grain;
use super::run::{Placed, Run, Spot};
use crate::ground::language::Language;
use crate::understand::BlockKind;

const FIRST_DIGIT: u32 = 0xFDD0;
const START: char = '\u{FDE0}';
const END: char = '\u{FDE1}';
/// The first byte of a mark, which few other characters have.
const LEAD: u8 = 0xEF;

/// A sentence that has marks: the run it belongs to, and the bytes it comes from.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) run: usize,
    pub(super) kind: BlockKind,
    pub(super) source: Range<usize>,
}

/// A mark as it is read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The sentence of this number begins.
    Start(usize),
    /// The open sentence ends.
    End,
}

/// Returns `text` in which every noncharacter that could be taken for a mark, literal or as a numeric reference, is a
/// replacement character. Every byte keeps its place.
pub(super) fn guard(text: &str) -> Cow<'_, str> {
    let literal = |character: char| ('\u{FDD0}'..='\u{FDEF}').contains(&character);
    let mut guarded = match memchr::memchr(LEAD, text.as_bytes()).is_some() && text.contains(literal) {
        true => Cow::Owned(text.replace(literal, "\u{FFFD}")),
        false => Cow::Borrowed(text),
    };
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return guarded;
    }
    let references: Vec<(Range<usize>, &str)> =
        text.match_indices("&#").filter_map(|(at, _)| forged(text, at)).collect();
    for (digits, replacement) in references {
        guarded.to_mut().replace_range(digits, replacement);
    }
    guarded
}

/// Returns the digits of the numeric reference at `at` if it names a mark, and harmless ones of the same length.
fn forged(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    let rest = &text[at + 2..];
    let (radix, start) = if rest.starts_with(['x', 'X']) { (16, at + 3) } else { (10, at + 2) };
    let zeros = text[start..].len() - text[start..].trim_start_matches('0').len();
    let digits = &text[start + zeros..];
    let end = digits.find(|digit: char| !digit.is_digit(radix)).unwrap_or(digits.len());
    let code = (end <= 5).then(|| u32::from_str_radix(&digits[..end], radix).ok())??;
    let replacement = if radix == 16 { "FFFD" } else { "65533" };
    (0xFDD0..=0xFDEF).contains(&code).then_some((start + zeros..start + zeros + end, replacement))
}

/// Returns the sentences of `runs` and their marks, each with the spot where it goes, in order.
pub(super) fn plan(runs: &[Run], language: &Language, grain: Grain) -> (Vec<Planned>, Vec<(Spot, Mark)>) {
    let (mut planned, mut marks) = (Vec::new(), Vec::new());
    let has_words = |run: &Run| run.text.chars().any(char::is_alphanumeric);
    let opening = runs.iter().position(has_words).unwrap_or(0);
    for (number, run) in runs.iter().enumerate() {
        let grain = if number <= opening { Grain::Sentences } else { grain };
        for Placed { at, source, .. } in run.sentences(language, grain) {
            marks.push((at.start, Mark::Start(planned.len())));
            marks.push((at.end, Mark::End));
            planned.push(Planned { run: number, kind: run.kind, source });
        }
    }
    (planned, marks)
}

impl Mark {
    /// Writes the mark behind `text`.
    fn write(self, text: &mut String) {
        let Mark::Start(number) = self else { return text.push(END) };
        text.push(START);
        let digits = (number.max(1).ilog2() / 4 + 1) as usize;
        let digit = |place: usize| char::from_u32(FIRST_DIGIT + (number >> (4 * place) & 15) as u32);
        text.extend((0..digits).rev().filter_map(digit));
    }
}

/// Returns `text` with `marks` at these byte offsets, which are in order.
pub(super) fn insert(text: &str, marks: impl Iterator<Item = (usize, Mark)>) -> String {
    let mut marked = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for (offset, mark) in marks {
        let offset = offset.clamp(done, text.len());
        marked.push_str(&text[done..offset]);
        mark.write(&mut marked);
        done = offset;
    }
    marked + &text[done..]
}

/// Returns the place of the first `byte`, which is ASCII, or mark in `text`.
pub(super) fn find(text: &str, byte: u8) -> Option<usize> {
    let begins = |&at: &usize| text.as_bytes()[at] == byte || text[at..].starts_with(is_mark);
    memchr2_iter(byte, LEAD, text.as_bytes()).find(begins)
}

/// Reads the mark at the beginning of `text`, and how many bytes it takes.
pub(super) fn read(text: &str) -> Option<(Mark, usize)> {
    let first = text.chars().next()?;
    match first {
        END => Some((Mark::End, END.len_utf8())),
        START => {
            let digits = text[START.len_utf8()..].chars().map_while(value);
            let (number, length) = digits.fold((0usize, START.len_utf8()), |(number, length), digit| {
                (number.wrapping_mul(16).wrapping_add(digit), length + START.len_utf8())
            });
            Some((Mark::Start(number), length))
        }
        _ => None,
    }
}

fn value(character: char) -> Option<usize> {
    let value = u32::from(character).checked_sub(FIRST_DIGIT)?;
    (value < 16).then_some(value as usize)
}

/// Returns `text` without its marks.
pub(super) fn removed(text: &str) -> String {
    text.replace(is_mark, "")
}

/// Tells whether `character` is part of a mark.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, START | END) || value(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_back() {
        for number in [0, 1, 15, 16, 4096, 123_456] {
            let mark = insert("x", [(0, Mark::Start(number))].into_iter());
            assert_eq!(read(&mark), Some((Mark::Start(number), mark.len() - 1)));
        }
        assert_eq!(read("\u{FDE1}x"), Some((Mark::End, 3)));
        assert_eq!(read("x"), None);
    }

    #[test]
    fn nobody_forges_a_mark() {
        for (text, guarded) in [
            ("a\u{FDE0}\u{FDD1}b", "a\u{FFFD}\u{FFFD}b"),
            ("&#xFDE0; &#XfdE1 &#x00fdd0;", "&#xFFFD; &#XFFFD &#x00FFFD;"),
            ("&#64992;&#0064992", "&#65533;&#0065533"),
            ("&#xFDF0; &#x1FDE0; &#;&#x &#", "&#xFDF0; &#x1FDE0; &#;&#x &#"),
        ] {
            assert_eq!(guard(text), guarded);
        }
    }
}
