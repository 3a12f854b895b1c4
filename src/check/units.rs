//! Units of measure: what a number counts, by symbol or by word in the languages where we know the words.
//!
//! A number that is converted with its unit is right: 10 km are about 6 miles. The same number with another unit is not.

mod forms;
mod written;

use std::collections::BTreeMap;

use self::forms::Dimension::{Money, Share, Temperature, Time};
use self::forms::{SHARE_LANGUAGES, SHARES, UNITS, Unit};
pub(super) use self::written::named_in;
use self::written::{beside, first_run, named};
use crate::ground::language::Language;
use crate::understand::numbers::Number;

/// How far a converted number may be off by rounding: as a share, and in degrees Celsius, for the weather and for an oven.
const ROUNDED: f64 = 0.12;
const ROUNDED_DEGREES: f64 = 2.0;
const ROUNDED_HEAT: f64 = 5.0;
/// From so many degrees on it is heat.
const HEAT: f64 = 100.0;
/// Hours and minutes are hardly rounded, up to so many seconds.
const ROUNDED_HOURS: f64 = 0.03;
const DAY: f64 = 86_400.0;

/// Behind a million stands such a word before the unit: 2 millones de euros.
const OF: [&str; 6] = ["de ", "d'", "d’", "di ", "of ", "von "];
/// Between two quantities that belong together stands a word of at most so many letters: 1 hora y 45 minutos.
const LONGEST_AND: usize = 3;
/// So many are often a word: two days.
const FEW: f64 = 12.0;
/// And so many parts of one.
const QUARTERS: f64 = 4.0;

/// A number and what it counts.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    /// What it counts.
    pub(super) unit: &'static Unit,
    /// What the number may be, as a mark in it may group digits or begin decimals.
    values: Vec<f64>,
    /// Whether it is two quantities taken together: 1 h 45 min.
    is_sum: bool,
}

impl Quantity {
    /// Returns the quantity of a number of `words`, which are in this language, where it has a unit.
    pub(super) fn of(words: &str, number: &Number, language: &Language) -> Option<Quantity> {
        let after = &words[number.at.end..];
        let behind_of = || OF.iter().find_map(|of| after.trim_start().strip_prefix(of));
        let after = number.scale.and_then(|_| behind_of()).unwrap_or(after);
        let unit = beside(&words[..number.at.start], after, language)?;
        let times = 10.0_f64.powi(number.scale.unwrap_or(0));
        let values = number.readings.iter().map(|reading| reading.value() * times).collect();
        Some(Quantity { unit, values, is_sum: false })
    }

    /// Returns what this quantity and the one of the next number, which is in a smaller unit, make together. A number without
    /// unit counts minutes behind hours, and inches behind feet.
    pub(super) fn with_next(
        &self,
        words: &str,
        [own, next]: [&Number; 2],
        smaller: Option<&Quantity>,
    ) -> Option<Quantity> {
        let (_, between) = first_run(words.get(own.at.end..next.at.start)?.trim_start());
        let between = between.trim_matches(|c: char| c.is_whitespace() || c == ',');
        let unnamed = || match self.unit.symbol {
            "h" if between.is_empty() => named("min"),
            "ft" if between.is_empty() => named("inch"),
            _ => None,
        };
        let unit = smaller.map_or_else(unnamed, |smaller| Some(smaller.unit))?;
        let is_part = unit.dimension == self.unit.dimension && unit.size < self.unit.size && !self.is_money();
        let is_beside = between.chars().count() <= LONGEST_AND && between.chars().all(char::is_alphabetic);
        let rest = next.readings.first()?.value() * unit.size / self.unit.size;
        let values = self.values.iter().map(|value| value + rest).collect();
        (is_part && is_beside).then_some(Quantity { unit: self.unit, values, is_sum: true })
    }

    /// Tells whether both have one unit.
    pub(super) fn has_unit_of(&self, other: &Quantity) -> bool {
        self.unit.symbol == other.unit.symbol
    }

    /// Tells whether both measure the same, in two units.
    pub(super) fn is_comparable(&self, other: &Quantity) -> bool {
        let is_otherwise = !self.has_unit_of(other) || self.is_sum != other.is_sum;
        self.unit.dimension == other.unit.dimension && !self.is_money() && is_otherwise
    }

    /// Tells whether it is a few of another unit, one of these: 48 hours are two days; and where the words may have fractions,
    /// whether it is a few quarters: 45 minutes are three of an hour, and 75 % of the whole.
    pub(super) fn may_be_in_words(&self, units: &[&'static Unit], have_fractions: bool) -> bool {
        let is_other = |unit: &&&Unit| unit.dimension == self.unit.dimension && unit.symbol != self.unit.symbol;
        let parts = if have_fractions { QUARTERS } else { 1.0 };
        let is_few = |amount: f64, size: f64| {
            let few = (amount / size * parts).round() / parts;
            (1.0 / parts..=FEW).contains(&few) && self.unit.is_near(amount, few * size)
        };
        (have_fractions && self.is_share())
            || units.iter().filter(is_other).any(|unit| self.in_base().any(|amount| is_few(amount, unit.size)))
    }

    /// Tells whether one is the other in another unit, as people round it.
    pub(super) fn is_converted(&self, other: &Quantity) -> bool {
        let is_near = |one: f64| other.in_base().any(|other| self.unit.is_near(one, other));
        self.is_comparable(other) && self.in_base().any(is_near)
    }

    /// Tells whether it is money.
    pub(super) fn is_money(&self) -> bool {
        self.unit.dimension == Money
    }

    /// Tells whether it is a share of a hundred.
    pub(super) fn is_share(&self) -> bool {
        self.unit.dimension == Share
    }

    fn in_base(&self) -> impl Iterator<Item = f64> {
        let zero = if self.unit.symbol == "°F" { 32.0 } else { 0.0 };
        self.values.iter().map(move |value| match self.unit.dimension {
            Temperature => (value - zero) / self.unit.size,
            _ => value * self.unit.size,
        })
    }
}

impl Unit {
    /// Tells whether two amounts in its dimension's first unit are the same but for rounding.
    fn is_near(&self, one: f64, other: f64) -> bool {
        (one - other).abs() <= self.rounded(one.abs().max(other.abs()))
    }

    /// Returns the least amount that is the same as `amount` but for rounding.
    fn least_near(&self, amount: f64) -> f64 {
        amount - self.rounded(amount.abs())
    }

    /// Returns how far an amount may be off.
    fn rounded(&self, amount: f64) -> f64 {
        match self.dimension {
            Temperature if amount >= HEAT => ROUNDED_HEAT,
            Temperature => ROUNDED_DEGREES,
            Time if amount < DAY => ROUNDED_HOURS * amount,
            _ => ROUNDED * amount,
        }
    }
}

/// The quantities of one side by their units, to be compared with many others.
pub(super) struct Measures<'a>(BTreeMap<(&'static str, bool), (&'a Quantity, Vec<f64>)>);

impl<'a> Measures<'a> {
    /// Returns these quantities by their units.
    pub(super) fn of(quantities: impl IntoIterator<Item = &'a Quantity>) -> Measures<'a> {
        let mut measures = BTreeMap::new();
        for quantity in quantities {
            let key = (quantity.unit.symbol, quantity.is_sum);
            let (_, amounts) = measures.entry(key).or_insert_with(|| (quantity, Vec::new()));
            amounts.extend(quantity.in_base());
        }
        measures.values_mut().for_each(|(_, amounts)| amounts.sort_by(f64::total_cmp));
        Measures(measures)
    }

    /// Tells whether one of them is `quantity` in another unit, as people round it.
    pub(super) fn have_converted(&self, quantity: &Quantity) -> bool {
        let mut comparable = self.0.values().filter(|(other, _)| quantity.is_comparable(other));
        comparable.any(|(_, amounts)| quantity.in_base().any(|amount| has_near(amounts, quantity.unit, amount)))
    }
}

/// Tells whether one of the `amounts`, which are sorted, is the same as `amount` but for rounding.
fn has_near(amounts: &[f64], unit: &Unit, amount: f64) -> bool {
    let at = amounts.partition_point(|other| *other < unit.least_near(amount));
    amounts.get(at).is_some_and(|other| unit.is_near(amount, *other))
}

/// Tells whether `words`, which are in this language, say somewhere that they count in hundreds; also where they may,
/// since the language's words for it are not known.
pub(super) fn may_have_share(words: &str, language: &str) -> bool {
    let lower = words.to_lowercase();
    let forms = UNITS.iter().find(|unit| unit.dimension == Share).map_or("", |unit| unit.forms);
    !SHARE_LANGUAGES.contains(&language) || forms.split_whitespace().chain(SHARES).any(|form| lower.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::numbers;

    /// Returns the quantity of the first number in `text`.
    fn found(text: &str) -> Option<Quantity> {
        found_in("en", text)
    }

    fn found_in(tag: &str, text: &str) -> Option<Quantity> {
        let language = Language::new(tag).expect("a language");
        let numbers = numbers::read(text, &language);
        Quantity::of(text, numbers.first().expect("a number"), &language)
    }

    #[test]
    fn units_are_known_by_symbol_and_by_word() {
        for (text, symbol) in [
            ("10 km", "km"),
            ("10-kilometre run", "km"),
            ("10 Kilometer weit", "km"),
            ("10公里外", "km"),
            ("20 millas de", "mi"),
            ("20 по", ""),
            ("30 degrees Celsius", "°C"),
            ("30 grados Fahrenheit", "°F"),
            ("30 degrees", ""),
            ("7 in the morning", ""),
            ("5 por ciento", "%"),
            ("5%", "%"),
            ("webpack 4 %{#id}%", ""),
            ("$ 5", "$"),
            ("850 sq. ft.", "ft²"),
            ("850 square feet", "ft²"),
            ("79 metros cuadrados", "m²"),
            ("79 m cuadrados", "m²"),
            ("79 м²", "m²"),
            ("5 cubic feet", "ft³"),
            ("5 square meals", ""),
            ("100 kilómetros por hora", "km/h"),
            ("10 miles by the coast", "mi"),
            ("16 km por la costa", "km"),
            ("16 км в глубь", "km"),
            ("130 kilometres per hour", "km/h"),
            ("3 mètres par seconde", "m/s"),
            ("9 euros per kilo", ""),
            ("350公里/小时", "km/h"),
            ("500ミリリットル", "ml"),
            ("500 mètres cubes", "m³"),
            ("5 square", ""),
            ("5 Mb", ""),
            ("40 kW", "kW"),
            ("5分钟", "min"),
            ("12 ميلًا", "mi"),
        ] {
            assert_eq!(found(text).map_or("", |quantity| quantity.unit.symbol), symbol, "{text}");
        }
    }

    #[test]
    fn some_words_are_units_in_their_own_language_only() {
        for (tag, text, symbol) in [
            ("fr", "il y a 1 an", "yr"),
            ("en", "in 1945 an army", ""),
            ("es", "hace 1 mes", "mo"),
            ("fr", "en 1945 mes amis", ""),
            ("ca", "fa 12 dies", "d"),
            ("de", "seit 1990 dies geschah", ""),
            ("en", "12 any time", ""),
            ("en", "the 3 Once Upon a Time books", ""),
            ("en", "the 3 pies are in the oven", ""),
            ("es", "unos 3 Pies", "ft"),
            ("en", "3 Go home", ""),
        ] {
            assert_eq!(found_in(tag, text).map_or("", |quantity| quantity.unit.symbol), symbol, "{text}");
        }
    }
}
