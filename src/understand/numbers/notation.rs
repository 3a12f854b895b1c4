//! How a number is spelt, before it is known what it means.

use std::ops::Range;

use super::numerals::digits;

/// A number as it is spelt, whatever the marks in it mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelt {
    /// Its digits, without grouping marks and leading zeros. `0` is a digit.
    pub(crate) digits: String,
    /// The bytes it stands in.
    pub(crate) at: Range<usize>,
    /// How it is written.
    pub(crate) notation: Notation,
    /// Whether it is part of a date or time, whose other parts may be words.
    pub(crate) is_in_date: bool,
}

impl Spelt {
    /// Returns the number whose digits stand in these bytes of `text`.
    pub(super) fn in_digits(text: &str, at: Range<usize>, is_in_date: bool) -> Spelt {
        let digits = digits(&text[at.clone()]);
        let bare = digits.trim_start_matches('0');
        let digits = if bare.is_empty() { "0" } else { bare }.to_owned();
        Spelt { digits, at, notation: Notation::Digits, is_in_date }
    }
}

/// The notations of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// Digits of any script.
    Digits,
    /// A Roman numeral of two letters or more.
    Roman,
    /// A numeral in Chinese characters: of two or more, of one beside what it counts in a date, or behind digits.
    Chinese,
    /// The name of a month beside a number.
    Month,
    /// A fraction without a whole number, which may as well be a word. Its digits are thousandths.
    Fraction,
}
