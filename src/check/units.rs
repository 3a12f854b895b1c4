//! Units of measure: what a number counts, by symbol or by word in the languages where we know the words.
//!
//! A number that is converted with its unit is right: 10 km are about 6 miles. The same number with another unit is not.

mod forms;

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use self::forms::Dimension::{Money, Share, Temperature, Time};
use self::forms::{BY_HOUR, BY_SECOND, DEGREES, PER, POWERS, SHARE_LANGUAGES, SHARES, UNITS, Unit};
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

/// Between two quantities that belong together stands a word of at most so many letters: 1 hora y 45 minutos.
const LONGEST_AND: usize = 3;
/// So many are often a word: two days.
const FEW: RangeInclusive<f64> = 1.0..=12.0;

/// A number and what it counts.
#[derive(Debug)]
pub(super) struct Quantity {
    /// What it counts.
    pub(super) unit: &'static Unit,
    /// What the number may be, as a mark in it may group digits or begin decimals.
    values: Vec<f64>,
    /// Whether it is two quantities taken together: 1 h 45 min.
    is_sum: bool,
}

impl Quantity {
    /// Returns the quantity of a number of `words`, where it has a unit.
    pub(super) fn of(words: &str, number: &Number) -> Option<Quantity> {
        let unit = beside(&words[..number.at.start], &words[number.at.end..])?;
        let times = 10.0_f64.powi(number.scale.unwrap_or(0));
        let values = number.readings.iter().map(|reading| reading.value() * times).collect();
        Some(Quantity { unit, values, is_sum: false })
    }

    /// Returns what this quantity and the one of the next number, which is in a smaller unit, make together. Behind hours, a
    /// number without unit counts minutes.
    pub(super) fn with_next(
        &self,
        words: &str,
        [own, next]: [&Number; 2],
        smaller: Option<&Quantity>,
    ) -> Option<Quantity> {
        let (_, between) = first_run(words.get(own.at.end..next.at.start)?.trim_start());
        let between = between.trim_matches(|c: char| c.is_whitespace() || c == ',');
        let minutes = || named("min").filter(|_| self.unit.symbol == "h" && between.is_empty());
        let unit = smaller.map_or_else(minutes, |smaller| Some(smaller.unit))?;
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

    /// Tells whether it is a few of another unit, one of these: 48 hours are two days.
    pub(super) fn is_few_of(&self, units: &[&'static Unit]) -> bool {
        let other =
            units.iter().filter(|unit| unit.dimension == self.unit.dimension && unit.symbol != self.unit.symbol);
        let is_few = |amount: f64, size: f64| {
            let few = (amount / size).round();
            FEW.contains(&few) && self.unit.is_near(amount, few * size)
        };
        other.into_iter().any(|unit| self.in_base().any(|amount| is_few(amount, unit.size)))
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

/// Returns the units that `words` name by a word, each once.
pub(super) fn named_in(words: &str) -> Vec<&'static Unit> {
    let runs = words.split(|c: char| !c.is_alphabetic()).filter(|run| run.chars().count() > LONGEST_SYMBOL);
    let wide = FORMS.wide.iter().filter(|(form, _)| words.contains(form)).map(|(_, unit)| *unit);
    let units: BTreeMap<&str, &Unit> = runs.filter_map(named).chain(wide).map(|unit| (unit.symbol, unit)).collect();
    units.into_values().collect()
}

/// Returns the unit that stands before or behind a number.
fn beside(before: &str, after: &str) -> Option<&'static Unit> {
    let currency = before.trim_end().chars().next_back().filter(|c| "€$£¥￥₽".contains(*c));
    if let Some(currency) = currency {
        return named(currency.encode_utf8(&mut [0; 4]));
    }
    let after = after.strip_prefix([' ', '\u{a0}', '\u{202f}', '\u{2009}', '-']).unwrap_or(after);
    let (run, rest) = first_run(after);
    if DEGREES.contains(&run.to_lowercase().as_str()) {
        return named(scale(first_run(rest.trim_start()).0)?);
    }
    let powered = match power(run) {
        Some(mark) => Some((first_run(rest.trim_start_matches(['.', ' ', '\u{a0}'])).0, mark)),
        None => power(first_run(rest.trim_start()).0).map(|mark| (run, mark)),
    };
    if let Some((unit, mark)) = powered {
        return named(&format!("{}{mark}", named(unit)?.symbol));
    }
    let is_share = || SHARES.iter().any(|share| begins_with(after, share));
    match named(run) {
        Some(unit) => whole(unit, rest.trim_start()),
        None => is_share().then(|| named("%")).flatten(),
    }
}

/// Returns `unit`, or the one that it is a part of where `behind` says so: kilometres per hour. None where that is not known.
fn whole(unit: &'static Unit, behind: &str) -> Option<&'static Unit> {
    let is_by = |words: &[&str]| words.iter().any(|words| begins_with(behind, words));
    let is_unit = |behind: &str| named(first_run(behind).0).is_some();
    match unit.symbol {
        "km" if is_by(&BY_HOUR) => named("km/h"),
        "mi" if is_by(&BY_HOUR) => named("mph"),
        "m" if is_by(&BY_SECOND) => named("m/s"),
        _ => Some(unit).filter(|_| !PER.iter().filter_map(|words| behind.strip_prefix(words)).any(is_unit)),
    }
}

/// Returns the mark of the power that `word` raises a unit to.
fn power(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    POWERS.iter().find(|(_, words)| words.split(' ').any(|power| power == word)).map(|(mark, _)| *mark)
}

/// Tells whether `text` begins with `small`, in whatever letters.
fn begins_with(text: &str, small: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    small.chars().all(|letter| letters.next() == Some(letter))
}

fn first_run(text: &str) -> (&str, &str) {
    let is_part = |c: char| c.is_alphabetic() || "°º℃℉%€$£¥￥₽/²³٪％".contains(c);
    text.split_at(text.find(|c| !is_part(c)).unwrap_or(text.len()))
}

/// Returns the symbol of the scale of degrees that has this name.
fn scale(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    match name.chars().next()? {
        'c' | 'ц' => Some("°C"),
        'f' | 'ф' => Some("°F"),
        _ => None,
    }
}

/// Returns the unit that is written so. Symbols keep their case; where no spaces stand between words, more may follow.
fn named(run: &str) -> Option<&'static Unit> {
    if run.is_empty() {
        return None;
    }
    let lower = run.to_lowercase();
    let in_small = || FORMS.narrow.get(lower.as_str()).filter(|_| lower.chars().count() > LONGEST_SYMBOL);
    // Of two that begin the same the longer is meant: 公里 and 公里/小时.
    let wide = || FORMS.wide.iter().filter(|(form, _)| run.starts_with(form)).max_by_key(|(form, _)| form.len());
    FORMS.narrow.get(run).or_else(in_small).or_else(|| wide().map(|(_, unit)| unit)).copied()
}

/// What is longer, in letters, may be written with capitals too.
const LONGEST_SYMBOL: usize = 2;

/// The units by how they are written, with spaces around and without.
struct Forms {
    narrow: HashMap<&'static str, &'static Unit>,
    wide: Vec<(&'static str, &'static Unit)>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let forms = UNITS.iter().flat_map(|unit| unit.forms.split_whitespace().map(move |form| (form, unit)));
    let is_wide = |form: &str| form.starts_with(|c: char| ('\u{3040}'..='\u{9fff}').contains(&c));
    let (wide, narrow): (Vec<_>, Vec<_>) = forms.partition(|(form, _)| is_wide(form));
    Forms { narrow: narrow.into_iter().collect(), wide }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::language::Language;
    use crate::understand::numbers;

    /// Returns the quantity of the first number in `text`.
    fn found(text: &str) -> Option<Quantity> {
        let numbers = numbers::read(text, &Language::new("en").expect("a language"));
        Quantity::of(text, numbers.first().expect("a number"))
    }

    fn quantity(text: &str) -> Quantity {
        found(text).expect("a unit")
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
    fn what_is_converted_may_be_rounded() {
        for (one, other) in [
            ("10 km", "6 miles"),
            ("20 °C", "68 °F"),
            ("20 grados centígrados", "70 °F"),
            ("5 kg", "11 lb"),
            ("1.5 km", "1,500 m"),
            ("100 km/h", "60 mph"),
            ("350 °F", "180 °C"),
            ("400 °F", "200 °C"),
            ("2 weeks", "14 Tage"),
            ("48 hours", "2 días"),
            ("11 stone", "70 kg"),
            ("850 sq ft", "79 m²"),
        ] {
            assert!(quantity(one).is_converted(&quantity(other)), "{one} = {other}");
            assert!(quantity(other).is_converted(&quantity(one)), "{other} = {one}");
        }
        for (one, other) in [("10 km", "10 miles"), ("20 °C", "20 °F"), ("5 kg", "5 km"), ("5 €", "5 $")] {
            assert!(!quantity(one).is_converted(&quantity(other)), "{one} ≠ {other}");
        }
    }
}
