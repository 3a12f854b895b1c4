//! The numbers of one side of a pair, and what they count.

use std::collections::BTreeSet;
use std::ops::Range;

use super::bitext::Pair;
use super::labels::labels_in;
use super::partners::{Table, matched};
use super::units::{Measures, Quantity};
use crate::ground::language::Language;
use crate::understand::numbers::{self, Notation, Number};

/// The numbers of one side of a pair.
pub(super) struct Numbers {
    /// The numbers, in order.
    pub(super) all: Vec<Number>,
    /// What each of them counts.
    pub(super) quantities: Vec<Option<Quantity>>,
    /// Which number of the other side each of them is, as far as one may be.
    partners: Vec<Option<usize>>,
    /// What each of them counts together with the next, where that is a smaller part of it.
    sums: Vec<Option<Quantity>>,
    /// Where labels stand, whose numbers are theirs.
    labels: Vec<Range<usize>>,
    /// The digits of Roman numerals of one letter.
    pub(super) letters: BTreeSet<&'static str>,
}

impl Numbers {
    /// Returns the numbers of both sides of `pair`.
    pub(super) fn of(pair: &Pair) -> [Numbers; 2] {
        let mut sides = pair.sides.each_ref().map(|side| Numbers::in_words(&side.words, side.language()));
        let partners = matched([&sides[0].all, &sides[1].all]);
        for (side, partners) in sides.iter_mut().zip(partners) {
            side.partners = partners;
        }
        sides
    }

    /// Returns the numbers in `words`, which are in this language, without partners.
    fn in_words(words: &str, language: &Language) -> Numbers {
        let all = numbers::read(words, language);
        let quantities: Vec<Option<Quantity>> =
            all.iter().map(|number| Quantity::of(words, number, language)).collect();
        let pairs = all.windows(2).zip(quantities.windows(2));
        let sum = |(numbers, quantities): (&[Number], &[Option<Quantity>])| {
            quantities[0].as_ref()?.with_next(words, [&numbers[0], &numbers[1]], quantities[1].as_ref())
        };
        let sums = pairs.map(sum).collect();
        let (labels, letters) = (labels_in(words), roman_letters(words).collect());
        Numbers { all, quantities, partners: Vec::new(), sums, labels, letters }
    }

    /// Returns each with whether it has a partner.
    pub(super) fn with_partners(&self) -> impl Iterator<Item = (&Number, bool)> {
        self.all.iter().zip(&self.partners).map(|(number, partner)| (number, partner.is_some()))
    }

    /// Returns which have a partner, and which number of the other side it is.
    pub(super) fn partnered(&self) -> impl Iterator<Item = (usize, usize)> {
        self.partners.iter().enumerate().filter_map(|(at, partner)| Some((at, (*partner)?)))
    }

    /// Returns the table of them.
    pub(super) fn table(&self) -> Table<'_> {
        Table::of(&self.all)
    }

    /// Returns the table of those that have no partner.
    pub(super) fn strays(&self) -> Table<'_> {
        Table::of(self.with_partners().filter(|(_, has_partner)| !has_partner).map(|(number, _)| number))
    }

    /// Returns all that they count, alone and together.
    pub(super) fn measures(&self) -> Measures<'_> {
        Measures::of(self.quantities.iter().chain(&self.sums).flatten())
    }

    /// Tells whether one of `measures` is what the number at `at` counts, alone or as a part.
    pub(super) fn is_converted(&self, at: usize, measures: &Measures) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.sums.get(before));
        let parts = [self.quantities.get(at), self.sums.get(at), before];
        parts.into_iter().flatten().flatten().any(|quantity| measures.have_converted(quantity))
    }

    /// Tells whether it is a part of a label.
    fn is_labelled(&self, number: &Number) -> bool {
        let label = self.labels.partition_point(|label| label.end <= number.at.start);
        self.labels.get(label).is_some_and(|label| label.start <= number.at.start)
    }

    /// Returns those that have no partner, are no numeral that may be a word nor part of a label, and count
    /// nothing that `measures` say otherwise.
    pub(super) fn lone(&self, measures: &Measures) -> impl Iterator<Item = (&Number, Option<&Quantity>)> {
        let lone = self.all.iter().enumerate().filter(|(at, _)| self.partners[*at].is_none());
        let lone = lone.filter(|(_, number)| number.notation != Notation::Chinese && !self.is_labelled(number));
        let lone = lone.filter(|(at, _)| !self.is_converted(*at, measures));
        lone.map(|(at, number)| (number, self.quantities[at].as_ref()))
    }
}

/// Returns the digits of the Roman numerals of one letter, which may as well be names, or "I". Behind a number, `V` are volts.
fn roman_letters(words: &str) -> impl Iterator<Item = &'static str> {
    let mut is_counted = false;
    let runs = words.split(|c: char| !c.is_alphanumeric());
    runs.filter_map(move |run| match (run, std::mem::replace(&mut is_counted, run.ends_with(char::is_numeric))) {
        ("I", false) => Some("1"),
        ("V", false) => Some("5"),
        ("X", false) => Some("10"),
        _ => None,
    })
}
