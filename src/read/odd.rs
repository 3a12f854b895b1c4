//! Odd characters are those that nobody sees in a text: control characters, those that turn its direction, and those
//! without a width. They are kept, since no word may be lost, and reported.

use std::ops::Range;

use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::unseen::{has_no_width, turns_direction};

/// How many bytes are looked at together, which is quicker than one by one.
const TOGETHER: usize = 16;

/// Returns what there is to say of the odd characters of `text`, the content of the file at `path`.
pub(super) fn findings(path: &str, text: &str) -> Vec<Diagnostic> {
    let odd: Vec<(usize, char)> = odd_characters(text).collect();
    let of = |is: fn(char) -> bool| odd.iter().filter(|(_, odd)| is(*odd)).copied().collect::<Vec<_>>();
    let (misplaced, turning, hidden) = (of(is_misplaced), of(turns_direction), of(has_no_width));
    let misplaced = misplaced.first().map(|first| {
        let has = if misplaced.len() == 1 { "has" } else { "have" };
        Diagnostic::warning(format!("{} {has} no place in a text", counted(*first, misplaced.len())))
            .at(place(path, text, *first))
            .hint("take it out: readers cannot see it")
    });
    let turning = first_unended(text, &turning).map(|(first, count)| {
        let by = counted(first, count);
        let by = by.trim_end_matches(',');
        Diagnostic::warning(format!("the direction is turned by {by}, and its line does not turn it back"))
            .at(place(path, text, first))
            .hint("end it where the other direction ends, or take it out")
    });
    let hidden = hidden.first().map(|first| {
        Diagnostic::note(format!("{} cannot be seen, and may stand within a word", counted(*first, hidden.len())))
            .at(place(path, text, *first))
            .hint("take it out, unless the writing needs it")
    });
    misplaced.into_iter().chain(turning).chain(hidden).collect()
}

fn odd_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let (chunks, rest) = bytes.as_chunks::<TOGETHER>();
    let is_suspect = |chunk: &[u8; TOGETHER]| chunk.iter().fold(false, |found, &byte| found | may_begin_odd(byte));
    let suspects = chunks.iter().enumerate().filter(move |(_, chunk)| is_suspect(chunk));
    let suspects = suspects.map(|(number, _)| number * TOGETHER..(number + 1) * TOGETHER);
    let places = suspects.flatten().chain(bytes.len() - rest.len()..bytes.len());
    let places = places.filter(move |&at| may_begin_odd(bytes[at]));
    let characters = places.filter_map(|at| text[at..].chars().next().map(|character| (at, character)));
    characters
        .filter(|(_, character)| is_misplaced(*character) || turns_direction(*character) || has_no_width(*character))
}

/// Tells whether `byte` may begin an odd character. All others, nearly all of a text, need no second look. There is no branch in it,
/// so that many bytes can be asked at once.
fn may_begin_odd(byte: u8) -> bool {
    let is_control = (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f);
    is_control | (byte == 0xc2) | (byte == 0xe2) | (byte >= 0xef)
}

/// Tells whether no page should hold `character`: a control character, or a code point that Unicode keeps for use inside
/// programs.
fn is_misplaced(character: char) -> bool {
    let code = u32::from(character);
    let noncharacter = matches!(code, 0xfdd0..=0xfdef) || code & 0xfffe == 0xfffe;
    noncharacter || (character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{c}'))
}

/// Returns the first of the `turning` characters of `text` that its own line does not end, and how many there are. What
/// is ended, as in a text that quotes another direction, is as it should be.
fn first_unended(text: &str, turning: &[(usize, char)]) -> Option<((usize, char), usize)> {
    let mut unended: Vec<(usize, char)> = Vec::new();
    let (mut embeddings, mut isolates, mut before) = (Vec::new(), Vec::new(), 0);
    for &(at, character) in turning {
        if text[before..at].contains('\n') {
            unended.extend(embeddings.drain(..).chain(isolates.drain(..)));
        }
        before = at;
        match character {
            '\u{202c}' => drop(embeddings.pop()),
            '\u{2069}' => drop(isolates.pop()),
            '\u{2066}'..='\u{2068}' => isolates.push((at, character)),
            _ => embeddings.push((at, character)),
        }
    }
    unended.extend(embeddings.into_iter().chain(isolates));
    unended.iter().min_by_key(|(at, _)| *at).map(|first| (*first, unended.len()))
}

fn counted((_, first): (usize, char), count: usize) -> String {
    let code = u32::from(first);
    match count {
        1 => format!("the character U+{code:04X}"),
        _ => format!("the character U+{code:04X}, and {} more like it,", count - 1),
    }
}

fn place(path: &str, text: &str, (at, character): (usize, char)) -> Place {
    let span: Range<usize> = at..at + character.len_utf8();
    Place::within(path, &text.into(), span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        findings("seeds/a.txt", text).into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn characters_without_a_place_in_text_are_named() {
        let found = findings("seeds/a.txt", "uno\ndos\u{fdd0} tres\u{2}\u{85} «ñ» \u{1fffe}");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "the character U+FDD0, and 3 more like it, have no place in a text");
        assert_eq!(found[0].place.as_ref().and_then(Place::line_and_column), Some((2, 4)));
        assert_eq!(messages("\u{fdcf}ﷲ\u{fdf0}¿\u{ffff}?"), ["the character U+FFFF has no place in a text"]);
        assert_eq!(messages("ﷲ ¿qué? “quoted” — 🕊 \u{a0}\u{c}\t"), [""; 0]);
    }

    #[test]
    fn a_direction_that_does_not_end_is_named() {
        let does = "the direction is turned by the character U+202E, and its line does not turn it back";
        assert_eq!(messages("a \u{202e}b\nc"), [does]);
        assert_eq!(messages("a \u{202e}b\n\u{202c}c"), [does]);
        let many =
            "the direction is turned by the character U+2066, and 1 more like it, and its line does not turn it back";
        assert_eq!(messages("a \u{2066}b \u{202a} c\u{202c}\n\u{202d}"), [many]);
        assert_eq!(messages("כתב \u{2066}the ferry \u{202b}x\u{202c}\u{2069} וגם"), [""; 0]);
        assert_eq!(messages("\u{202c}\u{2069}\u{200f}\u{200e} \u{61c}"), [""; 0]);
    }

    #[test]
    fn what_has_no_width_is_worth_knowing() {
        let found = findings("seeds/a.txt", "Bar\u{200b}barossa \u{feff}x");
        assert_eq!(found[0].severity, crate::ground::diagnostic::Severity::Note);
        assert_eq!(
            found[0].message,
            "the character U+200B, and 1 more like it, cannot be seen, and may stand within a word"
        );
        assert_eq!(messages("می\u{200c}خواهم 👩\u{200d}💻"), [""; 0]);
    }
}
