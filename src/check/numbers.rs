//! The numbers of one side of a pair: what they count, and which of the other side they are.

use std::collections::BTreeSet;
use std::ops::Range;

use super::bitext::{Pair, Side};
use super::labels::labels_in;
use super::partners::{Table, matched};
use super::units::{Measures, Quantity};
use crate::understand::numbers::{Notation, Number};

/// A number, what it counts, and which one of the other side it is.
pub(super) struct Counted<'a> {
    /// The number.
    pub(super) number: &'a Number,
    /// What it counts.
    pub(super) quantity: Option<Quantity>,
    /// What it counts together with the number before or behind it, where one of the two is a smaller part of the other.
    sums: Vec<Quantity>,
    /// Which number of the other side it is, as far as it may be one.
    pub(super) partner: Option<usize>,
}

/// The numbers of one side of a pair.
pub(super) struct Numbers<'a> {
    /// The numbers, in order.
    pub(super) all: Vec<Counted<'a>>,
    /// The same, to be looked for.
    pub(super) table: Table<'a>,
    /// Where labels stand, whose numbers are theirs.
    labels: Vec<Range<usize>>,
    /// The digits of Roman numerals of one letter.
    pub(super) letters: BTreeSet<&'static str>,
}

impl Counted<'_> {
    /// Returns all that it counts, alone and as a part.
    fn quantities(&self) -> impl Iterator<Item = &Quantity> {
        self.quantity.iter().chain(&self.sums)
    }

    /// Tells whether one of `measures` is what it counts, alone or as a part.
    pub(super) fn is_converted(&self, measures: &Measures) -> bool {
        self.quantities().any(|quantity| measures.have_converted(quantity))
    }
}

impl<'a> Numbers<'a> {
    /// Returns the numbers of both sides of `pair`, which are these.
    pub(super) fn of(pair: &Pair, numbers: &'a [Vec<Number>; 2]) -> [Numbers<'a>; 2] {
        let [left, right] = matched(numbers.each_ref().map(Vec::as_slice));
        [Numbers::in_side(&pair.sides[0], left), Numbers::in_side(&pair.sides[1], right)]
    }

    fn in_side(side: &Side, table: Table<'a>) -> Numbers<'a> {
        let words = &side.words;
        let counted = |(number, partner): (&'a Number, &Option<usize>)| {
            let quantity = Quantity::of(words, number, side.language());
            Counted { number, quantity, sums: Vec::new(), partner: *partner }
        };
        let mut all: Vec<Counted> = table.numbers.iter().zip(&table.partners).map(counted).collect();
        for at in 1..all.len() {
            let [one, next] = [&all[at - 1], &all[at]];
            let sum = one
                .quantity
                .as_ref()
                .and_then(|quantity| quantity.with_next(words, [one.number, next.number], next.quantity.as_ref()));
            if let Some(sum) = sum {
                all[at - 1].sums.push(sum.clone());
                all[at].sums.push(sum);
            }
        }
        let (labels, letters) = (labels_in(words), roman_letters(words).collect());
        Numbers { all, table, labels, letters }
    }

    /// Returns those that have a partner, each with its partner among the numbers `there`.
    pub(super) fn partnered<'b>(&'b self, there: &'b Numbers) -> impl Iterator<Item = [&'b Counted<'b>; 2]> {
        self.all.iter().filter_map(|one| Some([one, &there.all[one.partner?]]))
    }

    /// Returns all that they count, alone and together.
    pub(super) fn measures(&self) -> Measures<'_> {
        Measures::of(self.all.iter().flat_map(Counted::quantities))
    }

    /// Tells whether it is a part of a label.
    fn is_labelled(&self, number: &Number) -> bool {
        let label = self.labels.partition_point(|label| label.end <= number.at.start);
        self.labels.get(label).is_some_and(|label| label.start <= number.at.start)
    }

    /// Returns those that have no partner, are no numeral that may be a word nor part of a label, and count
    /// nothing that `measures` say otherwise.
    pub(super) fn lone(&self, measures: &Measures) -> impl Iterator<Item = &Counted<'a>> {
        self.all.iter().filter(|one| {
            one.partner.is_none()
                && one.number.notation != Notation::Chinese
                && !self.is_labelled(one.number)
                && !one.is_converted(measures)
        })
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
