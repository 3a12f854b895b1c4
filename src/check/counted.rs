//! What partners count is the same on both sides: their units, shares of a hundred, and fractions.

use super::bitext::{Pair, Side};
use super::finding::{Draft, Finding};
use super::numbers::{Counted, Numbers};
use super::units::{self, Quantity};
use crate::ground::finding::Kind;
use crate::understand::numbers::{Notation, Number};

/// Finds what the numbers of `pair`, which are these, count otherwise than their partners.
pub(super) fn check(pair: &Pair, sides: &[Numbers; 2]) -> Vec<Finding> {
    let mut findings = units(pair, sides);
    for side in [0, 1] {
        findings.extend(shares(pair, side, sides));
        findings.extend(fractions(pair, side, sides));
    }
    findings
}

/// Finds numbers that have another unit on the other side.
fn units(pair: &Pair, sides: &[Numbers; 2]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for [left, right] in sides[0].partnered(&sides[1]) {
        if let (Some(one), Some(other)) = (&left.quantity, &right.quantity)
            && is_another(one, other)
        {
            let marks = [right, left].map(|counted| Some(counted.number.at.clone()));
            let is_money = one.is_money();
            let (one, other, number) =
                (one.unit.symbol, other.unit.symbol, &pair.sides[1].words[right.number.at.clone()]);
            let message = format!("`{other}` here is `{one}` on the other side, with the number `{number}`");
            let hint = if is_money { "look which of the two is right" } else { "convert the number, or keep the unit" };
            findings.push(Draft::new(Kind::Unit, message, hint).within(pair, 1, marks));
        }
    }
    findings
}

/// Finds numbers that are a share of a hundred here, and on the other side not.
fn shares(pair: &Pair, side: usize, sides: &[Numbers; 2]) -> Option<Finding> {
    let there = &pair.sides[1 - side];
    let is_share = |counted: &Counted| counted.quantity.as_ref().is_some_and(Quantity::is_share);
    // Three quarters and 0.75 are a share of one.
    let is_hundredth =
        |here: &Number, there: &Number| !here.readings.iter().any(|reading| there.readings.contains(reading));
    let mut partnered = sides[side].partnered(&sides[1 - side]);
    let [share, partner] =
        partnered.find(|[here, there]| is_share(here) && !is_hundredth(here.number, there.number))?;
    if units::may_have_share(&there.words, there.language().primary()) {
        return None;
    }
    let message =
        format!("`{}` here is a share of a hundred on the other side", &there.words[partner.number.at.clone()]);
    let draft = Draft::new(Kind::Unit, message, "set `%` behind the number, or say it in words");
    Some(draft.within(pair, 1 - side, [partner, share].map(|counted| Some(counted.number.at.clone()))))
}

/// Words for fractions, by what they begin with, or what is in them behind a hyphen here; no digit is a fraction by these. Of
/// other languages nothing is known.
const FRACTIONS: [(&str, &str); 12] = [
    ("en", "half halv quarter third fifth eighth"),
    ("es", "medi cuart terci quint octav"),
    ("fr", "demi quart tiers cinqui huiti"),
    ("de", "halb -einhalb anderthalb -drittel -viertel -fünftel achtel"),
    ("it", "mezz quart terz quint ottav"),
    ("pt", "mei quart terç quint oitav"),
    ("ca", "mig mitj quart terç cinqu"),
    ("nl", "half halv -enhalf -enhalve -ënhal anderhal -kwart derde vijfde achtste"),
    ("sv", "halv -kvart tredje fjärde femte åtton"),
    ("ru", "полов полтор треть трети четверт пят восьм"),
    ("zh", "-半 -分之"),
    ("ja", "-半 -分の"),
];

/// Tells whether `side` has a word for a fraction; also where it may, since its language's words for them are not known.
pub(super) fn may_have_fraction(side: &Side) -> bool {
    let language = side.language().primary();
    let lower = side.words.to_lowercase();
    let mut words = lower.split(|character: char| !character.is_alphabetic());
    let is_fraction = |word: &str, stem: &str| match stem.strip_prefix('-') {
        Some(stem) => word.contains(stem),
        None => word.starts_with(stem),
    };
    let stems = FRACTIONS.iter().find(|(known, _)| *known == language).map(|(_, stems)| stems);
    stems.is_none_or(|stems| words.any(|word| stems.split(' ').any(|stem| is_fraction(word, stem))))
}

/// Finds numbers that have a fraction here, and on the other side none, not even in words.
fn fractions(pair: &Pair, side: usize, sides: &[Numbers; 2]) -> Option<Finding> {
    let there = &pair.sides[1 - side];
    let numbers = &sides[1 - side];
    let measures = numbers.measures();
    let is_lost = |[one, partner]: &[&Counted; 2]| {
        let fraction = one.number.with_fraction();
        fraction.is_some_and(|fraction| !partner.number.readings.contains(fraction)) && !one.is_converted(&measures)
    };
    let [fraction, partner] = sides[side].partnered(numbers).find(is_lost)?;
    let has_fraction = |number: &Number| number.notation == Notation::Fraction || number.with_fraction().is_some();
    let has_another = numbers.all.iter().any(|counted| has_fraction(counted.number));
    if has_another || there.words.contains('/') || may_have_fraction(there) {
        return None;
    }
    let at = [partner, fraction].map(|counted| counted.number.at.clone());
    Some(Draft::another("number", 1.0, pair, 1 - side, at))
}

/// Tells whether two quantities with one number differ, since their units do.
fn is_another(one: &Quantity, other: &Quantity) -> bool {
    // A pound is money, or not.
    !one.has_unit_of(other) && !one.is_converted(other) && one.is_money() == other.is_money()
}
