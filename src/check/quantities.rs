//! Numbers, dates and units are the same on both sides, however they are written.
//!
//! Digits are compared without the marks that group them, since which mark begins the decimals depends on the language.
//! Small numbers may be words, so a number that only one side has is a finding only where this text does not write such
//! numbers so.

use std::ops::Range;

use super::bitext::{Bitext, Pair, Side};
use super::finding::{Draft, Finding};
use super::units::{self, Quantity};
use crate::ground::finding::Kind;
use crate::understand::numbers::{self, Months, Notation, Number};

/// Numbers up to this are often words in the other language, and so are those that are them with zeros: "twenty", "cien",
/// "two dozen", "mille". Those in between are words more seldom, from [`NEVER_WORDS`] on hardly ever.
const OFTEN_WORDS: u64 = 12;
const NEVER_WORDS: u64 = 100;

/// In this share the other side must have numbers in digits for one without counterpart to be a finding.
const KEPT: f64 = 0.9;
/// Before a text has shown what it does, so many numbers are assumed, and so many of them kept in digits: of those that
/// are often words, and of those that seldom are.
const ASSUMED_OFTEN: (f64, f64) = (2.0, 0.0);
const ASSUMED_SELDOM: (f64, f64) = (4.0, 4.0);

/// From this year to that, a number of four digits may be written by its last two: the 1940s are the forties.
const YEARS: std::ops::RangeInclusive<u64> = 1000..=2999;

/// How many zeros a scale word stands for at least: thousand, or 万 with one of the digits before it.
const SCALE: usize = 3;

/// Finds numbers and units that differ.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let months = [0, 1].map(|side| Months::of(&bitext.texts[side].document.language));
    let found = |pair: &Pair| [0, 1].map(|side| numbers::read(&pair.sides[side].words, &months[side]));
    let sides: Vec<[Vec<Number>; 2]> = bitext.pairs.iter().map(found).collect();
    let partners: Vec<[Vec<Option<usize>>; 2]> = sides.iter().map(matched).collect();
    let kept = [0, 1].map(|side| Kept::of(&sides, &partners, side));
    let mut findings = Vec::new();
    for (at, pair) in bitext.pairs.iter().enumerate() {
        if pair.sides.iter().any(Side::is_empty) {
            continue;
        }
        let matched = &partners[at];
        let lone = |side: usize| -> Vec<&Number> {
            let numbers = sides[at][side].iter().zip(&matched[side]);
            let lone = numbers.filter(|(_, partner)| partner.is_none()).map(|(number, _)| number);
            let lone = lone.filter(|number| matches!(number.notation, Notation::Digits | Notation::Month));
            let lone = lone.filter(|number| !is_converted(number, pair, side, &sides[at][1 - side]));
            lone.filter(|number| !is_elsewhere(number, bitext, at, 1 - side, &months[1 - side])).collect()
        };
        findings.extend(differing(bitext, pair, [lone(0), lone(1)], &kept));
        findings.extend(labels(bitext, pair));
        findings.extend(units(bitext, pair, &sides[at], &matched[0]));
        findings.extend((0..2).filter_map(|side| shares(bitext, pair, side, &sides[at], &matched[side])));
    }
    findings
}

/// Returns for each number of both sides its partner on the other.
fn matched(sides: &[Vec<Number>; 2]) -> [Vec<Option<usize>>; 2] {
    let mut partners = [vec![None; sides[0].len()], vec![None; sides[1].len()]];
    for same in [|one: &Number, other: &Number| one.digits == other.digits, is_alike] {
        for (left, number) in sides[0].iter().enumerate() {
            let free = |right: &usize| partners[1][*right].is_none();
            let partner = (0..sides[1].len()).filter(free).find(|&right| same(number, &sides[1][right]));
            if let (None, Some(right)) = (partners[0][left], partner) {
                partners[0][left] = Some(right);
                partners[1][right] = Some(left);
            }
        }
    }
    // What one side says twice, the other may say once; not so in dates and the numbers of sections.
    for side in [0, 1] {
        for at in (0..sides[side].len()).filter(|at| !sides[side][*at].is_in_date) {
            let again = sides[1 - side].iter().position(|other| is_alike(&sides[side][at], other));
            partners[side][at] = partners[side][at].or(again);
        }
    }
    partners
}

/// Tells whether two numbers may be written forms of one: a year and its last digits, millions in digits and in words,
/// hours counted to 12 and to 24.
fn is_alike(one: &Number, other: &Number) -> bool {
    let (Ok(left), Ok(right)) = (one.digits.parse::<u64>(), other.digits.parse::<u64>()) else {
        return one.digits == other.digits;
    };
    let (small, large) = (left.min(right), left.max(right));
    let short = if left < right { &one.digits } else { &other.digits };
    let is_year = YEARS.contains(&large) && small < 100 && large % 100 == small && short.len() == 2;
    let (bare_small, bare_large) = (bare(small), bare(large));
    let zeros = digits(large).saturating_sub(digits(small));
    let is_scaled = bare_small == bare_large && zeros >= SCALE;
    let is_hour = one.is_in_date && other.is_in_date && large == small + 12 && large <= 24;
    let is_decimal = bare_small == bare_large && (one.has_decimals || other.has_decimals);
    is_year || is_scaled || is_hour || is_decimal || large == small
}

fn bare(mut number: u64) -> u64 {
    while number > 0 && number.is_multiple_of(10) {
        number /= 10;
    }
    number
}

fn digits(number: u64) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Tells whether the number stands on that side of this pair as one Roman letter, or in the pair before or behind.
fn is_elsewhere(number: &Number, bitext: &Bitext, at: usize, side: usize, months: &Months) -> bool {
    bitext.around(at, side).any(|words| {
        numbers::read(words, months).iter().any(|other| is_alike(number, other))
            || roman_letters(words).any(|digits| digits == number.digits)
    })
}

/// Returns the digits of the Roman numerals of one letter, which may as well be names, or "I".
fn roman_letters(words: &str) -> impl Iterator<Item = &'static str> {
    let runs = words.split(|c: char| !c.is_alphanumeric());
    runs.filter_map(|run| match run {
        "I" => Some("1"),
        "V" => Some("5"),
        "X" => Some("10"),
        _ => None,
    })
}

fn differing(bitext: &Bitext, pair: &Pair, lone: [Vec<&Number>; 2], kept: &[Kept; 2]) -> Vec<Finding> {
    let written = |side: usize, number: &Number| pair.sides[side].words[number.at.clone()].to_owned();
    let work = &bitext.work.slug;
    let mut findings = Vec::new();
    let mut paired = [vec![false; lone[0].len()], vec![false; lone[1].len()]];
    for (at, left) in lone[0].iter().enumerate() {
        let is_measured = |right: &Number| match [quantity(pair, 0, left), quantity(pair, 1, right)] {
            [Some(one), Some(other)] => one.is_comparable(&other),
            _ => false,
        };
        let free = |&(at, right): &(usize, &&Number)| !paired[1][at] && (is_instead(left, right) || is_measured(right));
        let Some((other, right)) = lone[1].iter().enumerate().find(free) else { continue };
        (paired[0][at], paired[1][other]) = (true, true);
        let message = format!("`{}` here is `{}` on the other side", written(1, right), written(0, left));
        let draft = Draft::new(Kind::Number, message, "look which of the two numbers is right");
        findings.push(draft.within(work, pair, 1, [Some(right.at.clone()), Some(left.at.clone())]));
    }
    for side in [0, 1] {
        let unpaired = lone[side].iter().zip(&paired[side]).filter(|(_, paired)| !**paired).map(|(number, _)| number);
        // What is read as a month may be another word: it tells nothing where it stands alone.
        let unpaired = unpaired.filter(|number| number.notation == Notation::Digits);
        for number in unpaired.filter(|number| kept[side].expects(number)) {
            let message = format!("the number `{}` has no counterpart", written(side, number));
            let draft =
                Draft::new(Kind::Number, message, "add it on the other side, or look whether it is words there");
            findings.push(draft.sure(0.8).within(work, pair, side, [Some(number.at.clone()), None]));
        }
    }
    findings
}

/// Tells whether one number probably stands where the other should: it is about as long, or almost the same.
fn is_instead(one: &Number, other: &Number) -> bool {
    let months = [one, other].map(|number| number.notation == Notation::Month);
    if months[0] != months[1] {
        return one.is_in_date && other.is_in_date;
    }
    months[0] || one.digits.len() == other.digits.len() || strsim::levenshtein(&one.digits, &other.digits) == 1
}

/// How the numbers of one side that may be words are written on the other: how many there are, and how many of them are
/// in digits there too. First those that often are words, then those that seldom are.
struct Kept([(f64, f64); 2]);

impl Kept {
    fn of(sides: &[[Vec<Number>; 2]], partners: &[[Vec<Option<usize>>; 2]], side: usize) -> Kept {
        let mut kept = [(0.0, 0.0); 2];
        for (numbers, partners) in sides.iter().zip(partners) {
            let written = numbers[side].iter().zip(&partners[side]);
            for (number, partner) in written.filter(|(number, _)| number.notation == Notation::Digits) {
                if let Some(rarity) = rarity(number) {
                    kept[rarity].0 += 1.0;
                    kept[rarity].1 += f64::from(u8::from(partner.is_some()));
                }
            }
        }
        Kept(kept)
    }

    /// Tells whether the other side should have this number in digits: by all the others, as it has no partner there.
    fn expects(&self, number: &Number) -> bool {
        rarity(number).is_none_or(|rarity| {
            let (all, there) = self.0[rarity];
            let (assumed, assumed_there) = [ASSUMED_OFTEN, ASSUMED_SELDOM][rarity];
            there + assumed_there >= KEPT * ((all - 1.0).max(0.0) + assumed)
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

/// Finds labels that are the same but for their numbers: `GPLv2` and `GPLv3`, `A4` and `A5`.
fn labels(bitext: &Bitext, pair: &Pair) -> Vec<Finding> {
    let found = [0, 1].map(|side: usize| labels_in(&pair.sides[side].words));
    let texts = [0, 1].map(|side: usize| pair.sides[side].words.as_str());
    let is_there = |side: usize, label: &str| found[side].iter().any(|at| &texts[side][at.clone()] == label);
    let stem = |label: &str| label.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let mut findings = Vec::new();
    for left in found[0].iter().filter(|at| !is_there(1, &texts[0][(*at).clone()])) {
        let label = &texts[0][left.clone()];
        let is_other = |at: &&Range<usize>| {
            stem(&texts[1][(*at).clone()]) == stem(label) && !is_there(0, &texts[1][(*at).clone()])
        };
        if let Some(right) = found[1].iter().find(is_other) {
            let message = format!("`{}` here is `{label}` on the other side", &texts[1][right.clone()]);
            let draft = Draft::new(Kind::Number, message, "look which of the two numbers is right");
            findings.push(draft.within(&bitext.work.slug, pair, 1, [Some(right.clone()), Some(left.clone())]));
        }
    }
    findings
}

/// Returns where letters with digits behind them stand in `text`.
fn labels_in(text: &str) -> Vec<Range<usize>> {
    let mut labels = Vec::new();
    let mut at = 0;
    for run in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        if run.starts_with(|c: char| c.is_ascii_alphabetic()) && run.ends_with(|c: char| c.is_ascii_digit()) {
            labels.push(at..at + run.len());
        }
        at += run.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    labels
}

/// Finds numbers that have another unit on the other side.
fn units(bitext: &Bitext, pair: &Pair, sides: &[Vec<Number>; 2], partners: &[Option<usize>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (left, right) in sides[0].iter().zip(partners).filter_map(|(left, at)| Some((left, &sides[1][(*at)?]))) {
        if let [Some(one), Some(other)] = [quantity(pair, 0, left), quantity(pair, 1, right)]
            && is_another(&one, &other)
        {
            let (one, other, number) = (one.unit.symbol, other.unit.symbol, &pair.sides[1].words[right.at.clone()]);
            let message = format!("`{other}` here is `{one}` on the other side, with the number `{number}`");
            let draft = Draft::new(Kind::Unit, message, "convert the number, or keep the unit");
            let marks = [Some(right.at.clone()), Some(left.at.clone())];
            findings.push(draft.within(&bitext.work.slug, pair, 1, marks));
        }
    }
    findings
}

/// Finds numbers that are a share of a hundred here, and on the other side not.
fn shares(
    bitext: &Bitext,
    pair: &Pair,
    side: usize,
    sides: &[Vec<Number>; 2],
    partners: &[Option<usize>],
) -> Option<Finding> {
    let there = &pair.sides[1 - side];
    let language = there.text.document.language.primary();
    let is_share = |number: &Number| quantity(pair, side, number).is_some_and(|quantity| quantity.is_share());
    let mut numbers =
        sides[side].iter().zip(partners).filter_map(|(number, at)| Some((number, &sides[1 - side][(*at)?])));
    let (number, partner) = numbers.find(|(number, _)| is_share(number))?;
    if units::may_have_share(&there.words, language) {
        return None;
    }
    let message = format!("`{}` here is a share of a hundred on the other side", &there.words[partner.at.clone()]);
    let draft = Draft::new(Kind::Unit, message, "set `%` behind the number, or say it in words");
    let marks = [Some(partner.at.clone()), Some(number.at.clone())];
    Some(draft.within(&bitext.work.slug, pair, 1 - side, marks))
}

/// Tells whether two quantities with one number differ, since their units do.
fn is_another(one: &Quantity, other: &Quantity) -> bool {
    // A pound is money, or not.
    !one.has_unit_of(other) && !one.is_converted(other) && one.is_money() == other.is_money()
}

/// Tells whether the number is converted on the other side, which has those numbers.
fn is_converted(number: &Number, pair: &Pair, side: usize, there: &[Number]) -> bool {
    let here = quantity(pair, side, number);
    let mut there = there.iter().filter_map(|other| quantity(pair, 1 - side, other));
    here.is_some_and(|here| there.any(|there| here.is_converted(&there)))
}

fn quantity(pair: &Pair, side: usize, number: &Number) -> Option<Quantity> {
    Quantity::of(&pair.sides[side].words, &number.at)
}
