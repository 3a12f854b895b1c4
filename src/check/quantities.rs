//! Numbers, dates and units are the same on both sides, however they are written.
//!
//! Which mark groups digits and which begins the decimals depends on the language, so any reading that fits is enough.
//! Small numbers may be words, so a number that only one side has is a finding only where this text does not write such
//! numbers so.

use std::cell::LazyCell;
use std::collections::VecDeque;

use super::bitext::{Bitext, Pair, Side};
use super::counted;
use super::finding::{Draft, Finding};
use super::habit::Habit;
use super::hours;
use super::number_words::Said;
use super::numbers::{Counted, Numbers};
use super::partners;
use super::units::{self, Quantity};
use crate::ground::finding::Kind;
use crate::understand::numbers::{self, Notation, Number};

/// Numbers up to this are often words in the other language, and so are those that are them with zeros: "twenty", "cien",
/// "two dozen", "mille". Those in between are words more seldom, from [`NEVER_WORDS`] on hardly ever.
const OFTEN_WORDS: u64 = 12;
const NEVER_WORDS: u64 = 100;
/// Numbers up to this are one word in some languages: `veinticinco`. Nothing is assumed of them.
const ONE_WORD: u64 = 30;

/// In this share the other side must have numbers in digits for one without counterpart to be a finding.
const KEPT: f64 = 0.9;
/// Before a text has shown what it does, so many numbers are assumed, and so many of them kept in digits: of those that
/// are often words, and of those that seldom are.
const ASSUMED_OFTEN: (f64, f64) = (2.0, 0.0);
const ASSUMED_SELDOM: (f64, f64) = (4.0, 4.0);

/// How sure it is that a number without counterpart is missing, and one of those that often are words.
const MISSED: f64 = 0.8;
const MISSED_OFTEN: f64 = 0.5;

/// From this confidence on two sides belong together, and what two segments have exchanged is in the wrong place in both.
const SURE: f64 = 0.9;

/// Among so many numbers the one is looked for that stands where another should. In a segment that has more of them, the
/// others stand too far from it.
const NEAR: usize = 100;

/// A number without partner, and what it counts.
#[derive(Clone, Copy)]
struct Lone<'a> {
    number: &'a Number,
    quantity: Option<&'a Quantity>,
    /// Whether it is that of a list item or heading: it begins a sentence, with a full stop behind it.
    is_listed: bool,
    /// Whether a segment beside this one has it on the other side.
    is_near: bool,
    /// Whether it has no partner there either, so that it has probably moved.
    has_moved: bool,
}

/// Finds numbers and units that differ.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let read = |side: &Side| numbers::read(&side.words, side.language());
    let read: Vec<[Vec<Number>; 2]> = bitext.pairs.iter().map(|pair| pair.sides.each_ref().map(read)).collect();
    let sides: Vec<[Numbers; 2]> =
        bitext.pairs.iter().zip(&read).map(|(pair, numbers)| Numbers::of(pair, numbers)).collect();
    let kept = [0, 1].map(|side| Kept::of(sides.iter().flat_map(|sides| &sides[side].all)));
    let mut findings = Vec::new();
    for (at, pair) in bitext.pairs.iter().enumerate() {
        if !pair.is_whole() {
            continue;
        }
        let near = || bitext.beside(at);
        let lone = |side: usize| -> Vec<Lone> {
            let other = 1 - side;
            let measures = sides[at][other].measures();
            let lone = sides[at][side].lone(&measures).map(|Counted { number, quantity, .. }| {
                let is_letter = |near: usize| sides[near][other].letters.contains(number.digits.as_str());
                let is_stray = |near: usize| is_letter(near) || sides[near][other].table.has_stray(number);
                let has_moved = is_letter(at) || near().any(is_stray);
                let is_near = has_moved || near().any(|near| sides[near][other].table.has(number));
                let is_listed = pair.sides[side].is_listed(&number.at);
                Lone { number, quantity: quantity.as_ref(), is_listed, is_near, has_moved }
            });
            lone.collect()
        };
        let found = differing(pair, [lone(0), lone(1)], &kept);
        // Where lines of code differ, one number says that they do.
        findings.extend(found.into_iter().take(if pair.sides.iter().any(Side::is_code) { 1 } else { usize::MAX }));
        findings.extend(counted::check(pair, &sides[at]));
    }
    findings
}

fn bare(mut number: u64) -> u64 {
    while number > 0 && number.is_multiple_of(10) {
        number /= 10;
    }
    number
}

/// Finds the numbers of `pair` that stand in the place of others, and those that have no counterpart.
fn differing(pair: &Pair, mut lone: [Vec<Lone>; 2], kept: &[Kept; 2]) -> Vec<Finding> {
    if are_one_hour(pair, &lone) {
        return Vec::new();
    }
    let are_in_zones = || hours::are_in_two_zones(pair.words());
    if lone.iter().flatten().any(|lone| lone.number.is_in_date) && are_in_zones() {
        lone.iter_mut().for_each(|lone| lone.retain(|lone| !lone.number.is_in_date));
    }
    let (mut findings, unpaired) = instead(pair, &lone);
    for side in [0, 1] {
        findings.extend(missed(pair, side, &unpaired[side], &kept[side]));
    }
    findings
}

/// Tells whether each side has one number without partner, and both may be one hour. Where both count things they are none.
fn are_one_hour(pair: &Pair, lone: &[Vec<Lone>; 2]) -> bool {
    let ([left], [right]) = (lone[0].as_slice(), lone[1].as_slice()) else { return false };
    let counts_things = |side: usize, lone: &Lone| {
        let there = &pair.sides[side];
        hours::counts_things(lone.number, &there.words, there.language())
    };
    may_be_hour(left, right) && !(counts_things(0, left) && counts_things(1, right))
}

/// Finds numbers that stand where others should. Returns those too for which there is no such number.
fn instead<'a>(pair: &Pair, lone: &'a [Vec<Lone<'a>>; 2]) -> (Vec<Finding>, [Vec<&'a Lone<'a>>; 2]) {
    let are_alone = lone.iter().all(|lone| lone.len() == 1);
    let (mut findings, mut unpaired) = (Vec::new(), Vec::new());
    let mut free: VecDeque<&Lone> = lone[1].iter().collect();
    for left in &lone[0] {
        let may_be_instead = |right: &&Lone| is_instead(left, right) || (are_alone && is_plainly_instead(left, right));
        let has_place = |right: &&Lone| match pair.confidence >= SURE {
            true => left.has_moved == right.has_moved,
            false => !left.has_moved && !right.has_moved,
        };
        let instead = free.iter().take(NEAR).position(|right| has_place(right) && may_be_instead(right));
        let Some(right) = instead.and_then(|at| free.remove(at)) else {
            unpaired.push(left);
            continue;
        };
        let at = [right.number.at.clone(), left.number.at.clone()];
        findings.push(Draft::another("number", 1.0, pair, 1, at));
    }
    (findings, [unpaired, free.into()])
}

/// Finds those of the `unpaired` numbers of `side` that the other side should have in digits.
fn missed(pair: &Pair, side: usize, unpaired: &[&Lone], kept: &Kept) -> Vec<Finding> {
    let there = &pair.sides[1 - side];
    let language = there.language();
    let named = LazyCell::new(|| (units::named_in(&there.words, language), counted::may_have_fraction(there)));
    let said = LazyCell::new(|| Said::of(there));
    let may_be_words = |quantity: &Quantity| quantity.may_be_in_words(&named.0, named.1);
    let is_missed = |lone: &Lone| {
        // What is read as a month or a numeral may be another word: it tells nothing where it stands alone.
        lone.number.notation == Notation::Digits
            && !lone.number.is_often_word
            && !lone.is_near
            && kept.expects(lone.number)
            && !lone.quantity.is_some_and(may_be_words)
            && !said.as_ref().is_some_and(|said| said.may_be(lone.number))
    };
    let missed = unpaired.iter().filter(|lone| is_missed(lone)).map(|lone| {
        let at = lone.number.at.clone();
        let message = format!("the number `{}` has no counterpart", &pair.sides[side].words[at.clone()]);
        let draft = Draft::new(Kind::Number, message, "add it on the other side, or look whether it is words there");
        let sure = if rarity(lone.number) == Some(0) { MISSED_OFTEN } else { MISSED };
        draft.sure(sure).within(pair, side, [Some(at), None])
    });
    missed.collect()
}

/// Tells whether one number probably stands where the other should: it is about as long, or almost the same, or it is the
/// same times a power of ten, or measures in the same unit, or the same in another.
fn is_instead(one: &Lone, other: &Lone) -> bool {
    let is_measured = || {
        let quantities = one.quantity.zip(other.quantity);
        quantities.is_some_and(|(one, other)| one.has_unit_of(other) || one.is_comparable(other))
    };
    let are_hours = || one.number.is_afternoon || other.number.is_afternoon;
    is_about_as_long(one.number, other.number) || is_times_ten(one.number, other.number) || is_measured() || are_hours()
}

/// Tells whether two numbers, each the only one without partner, may be one hour, counted to 12 and to 24.
fn may_be_hour(one: &Lone, other: &Lone) -> bool {
    let is_bare = |lone: &Lone| lone.quantity.is_none() && !lone.number.is_day;
    let are_digits = [one, other].map(|lone| lone.number.notation) == [Notation::Digits; 2];
    let hours = one.number.whole().zip(other.number.whole());
    are_digits && (is_bare(one) || is_bare(other)) && hours.is_some_and(|(one, other)| partners::is_hour(one, other))
}

/// Tells whether two numbers, each the only one without partner, are written alike and count no units: a year is no digit.
fn is_plainly_instead(one: &Lone, other: &Lone) -> bool {
    let is_plain = |lone: &Lone| lone.quantity.is_none() && !lone.is_listed;
    let (left, right) = (one.number, other.number);
    let are_alike = left.notation == right.notation && left.is_in_date == right.is_in_date;
    let is_long = left.digits.len().abs_diff(right.digits.len()) <= 1;
    is_plain(one) && is_plain(other) && are_alike && is_long
}

/// Tells whether two numbers of more than one digit differ by a power of ten.
fn is_times_ten(one: &Number, other: &Number) -> bool {
    let mut digits = one.readings.iter().map(|reading| &reading.digits).filter(|digits| digits.len() > 1);
    digits.any(|digits| other.readings.iter().any(|reading| reading.digits == *digits))
}

fn is_about_as_long(one: &Number, other: &Number) -> bool {
    let months = [one, other].map(|number| number.notation == Notation::Month);
    if months[0] != months[1] {
        return one.is_in_date && other.is_in_date;
    }
    let is_long = one.digits.len() == other.digits.len();
    if one.notation != other.notation {
        // A numeral of one digit may be a word, or part of a name that has its number as a word on the other side.
        let are_fractions = [one, other].map(|number| number.notation).contains(&Notation::Fraction);
        return is_long && one.digits.len() > 1 && !are_fractions;
    }
    months[0] || is_long || has_one_more(&one.digits, &other.digits)
}

/// Tells whether one of the two has one digit more than the other, and else the same.
fn has_one_more(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let common = short.bytes().zip(long.bytes()).take_while(|(one, other)| one == other).count();
    long.len() == short.len() + 1 && short[common..] == long[common + 1..]
}

/// The habit of writing numbers of one side that may be words in digits on the other too: first of those that often are words,
/// then of those that seldom are.
struct Kept([Habit; 2]);

impl Kept {
    fn of<'a>(numbers: impl Iterator<Item = &'a Counted<'a>>) -> Kept {
        let mut kept = [Habit::default(); 2];
        for counted in numbers.filter(|counted| counted.number.notation == Notation::Digits) {
            if let Some(rarity) = rarity(counted.number) {
                kept[rarity].add(counted.partner.is_some());
            }
        }
        Kept(kept)
    }

    /// Tells whether the other side should have this number in digits: by all the others, as it has no partner there.
    fn expects(&self, number: &Number) -> bool {
        rarity(number).is_none_or(|rarity| {
            let is_one_word = number.whole().is_some_and(|value| value <= ONE_WORD);
            let assumed = if is_one_word { ASSUMED_OFTEN } else { [ASSUMED_OFTEN, ASSUMED_SELDOM][rarity] };
            self.0[rarity].elsewhere(assumed) >= KEPT
        })
    }
}

/// Returns 0 for numbers that are often words, 1 for those that seldom are, nothing for those that never are.
fn rarity(number: &Number) -> Option<usize> {
    let value = number.digits.parse::<u64>().unwrap_or(u64::MAX);
    match value {
        _ if bare(value) <= OFTEN_WORDS || (number.is_in_date && value <= 31) => Some(0),
        _ if value < NEVER_WORDS => Some(1),
        _ => None,
    }
}
