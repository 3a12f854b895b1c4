//! Fractions behind a whole number, and those that stand alone: `2½`, `2 y 1/2`, `½`.

use super::notation::{Notation, Spelt};
use super::numerals::digit;

/// How fractions are written, and their thousandths.
const FRACTIONS: [(&str, u16); 18] = [
    ("½", 500),
    ("¼", 250),
    ("¾", 750),
    ("⅕", 200),
    ("⅖", 400),
    ("⅗", 600),
    ("⅘", 800),
    ("⅛", 125),
    ("⅜", 375),
    ("⅝", 625),
    ("⅞", 875),
    ("1/2", 500),
    ("1/4", 250),
    ("3/4", 750),
    ("1/8", 125),
    ("3/8", 375),
    ("5/8", 625),
    ("7/8", 875),
];

/// Between a number and its fraction stands a space, or a word of at most so many letters: 2 y 1/2.
const LONGEST_AND: usize = 3;

/// Returns the length of the fraction that stands in `after`, behind a number, and its thousandths.
pub(super) fn fraction(after: &str) -> Option<(usize, u16)> {
    let fraction = behind_and(after);
    let (form, thousandths) = FRACTIONS.iter().find(|(form, _)| fraction.starts_with(form))?;
    let rest = &fraction[form.len()..];
    let is_parted = fraction.len() < after.len() || !form.starts_with(|first: char| first.is_ascii());
    let ends = !rest.starts_with(|next: char| next == '/' || digit(next).is_some());
    (is_parted && ends).then(|| (after.len() - rest.len(), *thousandths))
}

fn behind_and(after: &str) -> &str {
    let Some(next) = after.strip_prefix([' ', '\u{a0}', '\u{202f}']) else { return after };
    let letters = next.chars().take_while(|character| character.is_alphabetic());
    let word: usize = letters.take(LONGEST_AND).map(char::len_utf8).sum();
    next[word..].strip_prefix(' ').filter(|_| word > 0).unwrap_or(next)
}

/// Returns the fractions of `text` that are one character and no part of its `numbers`.
pub(super) fn alone(text: &str, numbers: &[Spelt]) -> Vec<Spelt> {
    let thousandths = |at: usize| FRACTIONS.iter().find(|(form, _)| text[at..].starts_with(form));
    let is_alone = |at: usize| {
        let before = numbers.partition_point(|number| number.at.end <= at);
        numbers.get(before).is_none_or(|next| next.at.start > at)
    };
    let characters = text.char_indices().filter(|(_, character)| !character.is_ascii());
    let fractions = characters.filter_map(|(at, _)| Some((at, thousandths(at)?))).filter(|(at, _)| is_alone(*at));
    let spelt = |(at, (form, thousandths)): (usize, &(&str, u16))| Spelt {
        digits: thousandths.to_string(),
        at: at..at + form.len(),
        notation: Notation::Fraction,
        is_in_date: false,
    };
    fractions.map(spelt).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_parted_from_its_number() {
        for (after, found) in [
            ("½ cups", Some(("½".len(), 500))),
            (" 3/4 of it", Some((4, 750))),
            (" y 1/2 libras", Some((6, 500))),
            ("1/2", None),
            (" 1/2/1941", None),
            (" with 1/2", None),
            (" cups", None),
        ] {
            assert_eq!(fraction(after), found, "{after}");
        }
    }
}
