//! A number is what is spelt so, with all that it may mean.

use std::ops::Range;

use super::notation::{Notation, Spelt};
use super::reading::{GROUP, Reading, century, is_decade, is_ordinal, readings};
use super::scales::scale;
use crate::ground::language::Language;

/// A number and what it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its digits, without grouping marks and leading zeros. `0` is a digit.
    pub(crate) digits: String,
    /// The bytes it stands in, with the words for its scale.
    pub(crate) at: Range<usize>,
    /// How it is written.
    pub(crate) notation: Notation,
    /// What it may mean: more than one thing where a mark in it may group digits or begin the decimals.
    pub(crate) readings: Vec<Reading>,
    /// The power of ten that words behind it stand for, where there are such words.
    pub(crate) scale: Option<i32>,
    /// Whether it is part of a date or time, whose other parts may be words.
    pub(crate) is_in_date: bool,
    /// Whether it is an hour of the afternoon, counted to 12.
    pub(crate) is_afternoon: bool,
    /// Whether it is a day: the name of a month stands beside it.
    pub(crate) is_day: bool,
    /// Whether it is a word in many a good translation: zero, an ordinal such as 4th, a decade such as the 1990s.
    pub(crate) is_often_word: bool,
}

/// Greater ordinals are seldom words.
const LAST_ORDINAL: u64 = 30;

impl Number {
    /// Returns what a number in `text` may mean, as far as it tells by itself.
    pub(super) fn of(number: Spelt, text: &str, language: &Language) -> Number {
        let Spelt { digits, mut at, notation, is_in_date } = number;
        let (before, after) = (&text[..at.start], &text[at.end..]);
        let is_in_digits = notation == Notation::Digits;
        let mut readings = match notation {
            Notation::Digits => readings(&text[at.clone()], before),
            Notation::Fraction => vec![Reading::with_decimals(&digits, GROUP)],
            Notation::Roman | Notation::Chinese | Notation::Month => vec![Reading::whole(&digits)],
        };
        let is_decade = is_in_digits && digits.ends_with('0') && is_decade(before, after);
        readings.extend(is_decade.then(|| century(&digits)).flatten());
        let is_small = digits.parse().is_ok_and(|value: u64| value <= LAST_ORDINAL);
        let is_often_word = is_decade || digits == "0" || (is_small && is_ordinal(after, language));
        let scale = scale(after, language).filter(|_| is_in_digits);
        at.end += scale.map_or(0, |(_, length)| length);
        let scale = scale.map(|(power, _)| power);
        Number { digits, at, notation, readings, scale, is_in_date, is_often_word, is_afternoon: false, is_day: false }
    }

    /// Returns what it means without decimals, if it may have none.
    pub(crate) fn whole(&self) -> Option<u64> {
        self.readings.iter().find_map(Reading::as_whole)
    }

    /// Returns what it means with the fraction behind it, if it has one: the first of its readings.
    pub(crate) fn with_fraction(&self) -> Option<&Reading> {
        self.readings.first().filter(|first| first.has_decimals() && self.readings.len() > 1)
    }
}
