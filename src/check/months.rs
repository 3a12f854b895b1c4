//! The names of months are compared where they stand without a day or year, too: October is no novembre. In a date they are
//! numbers as all others.

use std::collections::BTreeSet;
use std::ops::Range;

use super::bitext::{Bitext, Pair, Side};
use super::finding::{Draft, Finding};
use super::words::{Word, words};
use crate::understand::numbers::{self, Months};

/// A shorter word is the name of a month only where it has a capital: `May`.
const SHORTEST_NAME: usize = 4;

/// The months of one side of a pair.
struct Named {
    /// Those that are named without a day or year, and where.
    alone: Vec<(Range<usize>, u8)>,
    /// All that are there in whatever notation.
    all: BTreeSet<u8>,
}

impl Named {
    fn of(side: &Side, months: &Months) -> Named {
        let numbers = numbers::spelt(&side.words, months);
        let dated: BTreeSet<usize> = numbers.iter().map(|number| number.at.start).collect();
        let words = words(&side.words);
        let named: Vec<(&Word, u8)> = words.iter().filter_map(|word| Some((word, months.number(word.text)?))).collect();
        let is_alone = |word: &Word| {
            let is_name = word.is_name() || word.text.chars().count() >= SHORTEST_NAME;
            is_name && !dated.contains(&word.at)
        };
        let alone = named.iter().filter(|(word, _)| is_alone(word)).map(|(word, month)| (word.range(), *month));
        let numbered = numbers.iter().filter_map(|number| number.digits.parse().ok());
        Named { alone: alone.collect(), all: named.iter().map(|(_, month)| *month).chain(numbered).collect() }
    }
}

/// Finds segments of which each side names one month, alone, that the other does not.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let months = bitext.languages().map(Months::of);
    let named = |pair: &Pair| [0, 1].map(|side: usize| Named::of(&pair.sides[side], &months[side]));
    let named: Vec<[Named; 2]> = bitext.pairs.iter().map(named).collect();
    let mut findings = Vec::new();
    for (at, pair) in bitext.pairs.iter().enumerate() {
        let lone = |side: usize| {
            let there: BTreeSet<u8> =
                bitext.beside(at).chain([at]).flat_map(|near| &named[near][1 - side].all).copied().collect();
            let mut lone: Vec<_> = named[at][side].alone.iter().filter(|(_, month)| !there.contains(month)).collect();
            lone.dedup_by_key(|(_, month)| *month);
            lone
        };
        if let ([(left, _)], [(right, _)]) = (lone(0).as_slice(), lone(1).as_slice()) {
            findings.push(Draft::another("month", 0.8, pair, 1, [right.clone(), left.clone()]));
        }
    }
    findings
}
