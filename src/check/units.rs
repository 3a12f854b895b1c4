//! Units of measure: what a number counts, by symbol or by word in the languages where we know the words.
//!
//! A number that is converted with its unit is right: 10 km are about 6 miles. The same number with another unit is not.

use std::collections::BTreeMap;

use Dimension::{Area, Data, Energy, Frequency, Length, Mass, Money, Power, Share, Speed, Temperature, Volume};

use crate::understand::numbers::{Number, Reading};

/// What a unit measures. Units of one dimension can be converted, but for money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Temperature,
    Power,
    Energy,
    Data,
    Frequency,
    Share,
    Money,
}

/// A unit of measure.
#[derive(Debug)]
pub(super) struct Unit {
    /// Its symbol.
    pub(super) symbol: &'static str,
    dimension: Dimension,
    /// How many of the dimension's first unit it is.
    size: f64,
    /// How it is written, with spaces between.
    forms: &'static str,
}

const fn unit(symbol: &'static str, dimension: Dimension, size: f64, forms: &'static str) -> Unit {
    Unit { symbol, dimension, size, forms }
}

#[rustfmt::skip]
const UNITS: [Unit; 52] = [
    unit("m", Length, 1.0, "m м meter meters metre metres metro metros metri mètre mètres метр метра метров 米 メートル"),
    unit("km", Length, 1000.0, "km км kilometer kilometers kilometre kilometres kilómetro kilómetros kilomètre kilomètres \
        chilometro chilometri quilômetro quilômetros quilómetro quilómetros километр километра километров كيلومتر كيلومترا 公里 千米 キロメートル"),
    unit("cm", Length, 0.01, "cm см centimeter centimeters centimetre centimetres centímetro centímetros centimètre centimètres \
        zentimeter centimetro centimetri сантиметр сантиметра сантиметров 厘米 センチ"),
    unit("mm", Length, 0.001, "mm мм millimeter millimeters millimetre millimetres milímetro milímetros millimètre millimètres 毫米 ミリ"),
    unit("mi", Length, 1609.344, "mi mile miles milla millas meile meilen milles miglio miglia milha milhas миля мили миль 英里 マイル"),
    unit("yd", Length, 0.9144, "yd yard yards yarda yardas ярд ярда ярдов 码 ヤード"),
    unit("ft", Length, 0.3048, "ft foot feet pie pies fuß pied pieds piede piedi pé pés фут фута футов 英尺 フィート"),
    unit("in", Length, 0.0254, "inch inches pulgada pulgadas zoll pouce pouces pollice pollici polegada polegadas дюйм дюйма дюймов 英寸 インチ"),
    unit("m²", Area, 1.0, "m² м² quadratmeter 平方米 平方メートル"),
    unit("km²", Area, 1e6, "km² км² quadratkilometer 平方公里 平方キロメートル"),
    unit("cm²", Area, 1e-4, "cm² см²"),
    unit("mi²", Area, 2.59e6, "mi² sqmi 平方英里"),
    unit("yd²", Area, 0.8361, "yd² sqyd"),
    unit("ft²", Area, 0.0929, "ft² sqft quadratfuß 平方英尺"),
    unit("ha", Area, 1e4, "ha hectare hectares hectárea hectáreas hektar ettaro ettari hectar гектар гектара гектаров 公顷 ヘクタール"),
    unit("ac", Area, 4046.856, "acre acres acri акр акра акров 英亩 エーカー"),
    unit("m³", Volume, 1000.0, "m³ м³ kubikmeter 立方米 立方メートル"),
    unit("ft³", Volume, 28.317, "ft³ 立方英尺"),
    unit("l", Volume, 1.0, "l L л liter liters litre litres litro litros litri литр литра литров 升 リットル"),
    unit("ml", Volume, 0.001, "ml мл milliliter milliliters millilitre millilitres mililitro mililitros 毫升 ミリリットル"),
    unit("cl", Volume, 0.01, "cl cL centiliter centiliters centilitre centilitres centilitro centilitros centilitri"),
    unit("dl", Volume, 0.1, "dl dL дл deciliter deciliters decilitre decilitres decilitro decilitros decilitri"),
    unit("gal", Volume, 3.785, "gal gallon gallons galón galones gallone gallonen gallon галлон галлона галлонов 加仑 ガロン"),
    unit("kg", Mass, 1.0, "kg кг kilo kilos kilogram kilograms kilogramme kilogrammes kilogramo kilogramos kilogramm chilo chili \
        quilo quilos килограмм килограмма килограммов 公斤 千克 キログラム"),
    unit("g", Mass, 0.001, "g г gram grams gramme grammes gramo gramos gramm grammo grammi grama gramas грамм грамма граммов 克 グラム"),
    unit("mg", Mass, 1e-6, "mg мг milligram milligrams miligramo miligramos milligramme milligrammes 毫克"),
    unit("t", Mass, 1000.0, "tonne tonnes tonelada toneladas tonnen тонна тонны тонн 吨 トン"),
    unit("lb", Mass, 0.45359, "lb lbs pound pounds libra libras livres pfund libbra libbre фунт фунта фунтов 磅 ポンド"),
    unit("oz", Mass, 0.02835, "oz ounce ounces onza onzas once onces unze unzen oncia once унция унции унций 盎司 オンス"),
    unit("km/h", Speed, 1.0, "km/h kmh км/ч"),
    unit("mph", Speed, 1.609_344, "mph"),
    unit("m/s", Speed, 3.6, "m/s м/с"),
    unit("°C", Temperature, 1.0, "°C ºC ℃"),
    unit("°F", Temperature, 1.8, "°F ºF ℉"),
    unit("kW", Power, 1.0, "kW кВт"),
    unit("MW", Power, 1000.0, "MW МВт"),
    unit("hp", Power, 0.7457, "hp CV PS"),
    unit("kWh", Energy, 1.0, "kWh"),
    unit("MWh", Energy, 1000.0, "MWh"),
    unit("kB", Data, 0.001, "kB KB ko"),
    unit("MB", Data, 1.0, "MB Mo МБ"),
    unit("GB", Data, 1000.0, "GB Go ГБ"),
    unit("TB", Data, 1e6, "TB To ТБ"),
    unit("kHz", Frequency, 0.001, "kHz кГц"),
    unit("MHz", Frequency, 1.0, "MHz МГц"),
    unit("GHz", Frequency, 1000.0, "GHz ГГц"),
    unit("%", Share, 1.0, "% ٪ ％ percent prozent procent процент процента процентов パーセント"),
    unit("€", Money, 1.0, "€ euro euros евро 欧元 ユーロ"),
    unit("$", Money, 1.0, "$ dollar dollars dólar dólares dollaro dollari доллар доллара долларов 美元 ドル"),
    unit("£", Money, 1.0, "£ 英镑"),
    unit("¥", Money, 1.0, "¥ ￥ yen yens yenes yuan yuanes иена иены иен 日元 円"),
    unit("₽", Money, 1.0, "₽ ruble rubles rouble roubles rublo rublos rubel рубль рубля рублей"),
];

/// Words of two parts for a share, and the part of one that Chinese has before the number.
const SHARES: [&str; 7] = ["per cent", "por ciento", "pour cent", "per cento", "por cento", "por cien", "百分之"];
/// In these languages the words for a share are known: those of [`SHARES`] and of the unit `%`.
const SHARE_LANGUAGES: [&str; 12] = ["en", "es", "fr", "de", "it", "pt", "ca", "nl", "sv", "ru", "zh", "ja"];

/// Degrees, as words, before the name of their scale.
const DEGREES: [&str; 13] = [
    "degree",
    "degrees",
    "grado",
    "grados",
    "degré",
    "degrés",
    "grad",
    "gradi",
    "grau",
    "graus",
    "градус",
    "градуса",
    "градусов",
];

/// The marks that make a unit of area or volume of one of length, and the words that do, before it or behind.
const POWERS: [(&str, &str); 2] = [
    ("²", "square sq cuadrado cuadrados cuadradas carrés quadrati quadrate quadrados quadrat квадратных"),
    ("³", "cubic cu cúbicos cubes cubi kubik кубических"),
];

/// How far a converted number may be off by rounding: as a share, and in degrees Celsius.
const ROUNDED: f64 = 0.12;
const ROUNDED_DEGREES: f64 = 2.0;

/// A number and what it counts.
#[derive(Debug)]
pub(super) struct Quantity {
    /// What it counts.
    pub(super) unit: &'static Unit,
    /// What the number may be, as a mark in it may group digits or begin decimals.
    values: Vec<f64>,
}

impl Quantity {
    /// Returns the quantity of a number of `words`, where it has a unit.
    pub(super) fn of(words: &str, number: &Number) -> Option<Quantity> {
        let unit = beside(&words[..number.at.start], &words[number.at.end..])?;
        Some(Quantity { unit, values: number.readings.iter().map(Reading::value).collect() })
    }

    /// Tells whether both have one unit.
    pub(super) fn has_unit_of(&self, other: &Quantity) -> bool {
        self.unit.symbol == other.unit.symbol
    }

    /// Tells whether both measure the same, in two units.
    pub(super) fn is_comparable(&self, other: &Quantity) -> bool {
        self.unit.dimension == other.unit.dimension && self.unit.dimension != Money && !self.has_unit_of(other)
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
        match self.dimension {
            Temperature => (one - other).abs() <= ROUNDED_DEGREES,
            _ => (one - other).abs() <= ROUNDED * one.abs().max(other.abs()),
        }
    }

    /// Returns the least amount that is the same as `amount` but for rounding.
    fn least_near(&self, amount: f64) -> f64 {
        match self.dimension {
            Temperature => amount - ROUNDED_DEGREES,
            _ => amount - ROUNDED * amount.abs(),
        }
    }
}

/// The quantities of one side by their units, to be compared with many others.
pub(super) struct Measures<'a>(BTreeMap<&'static str, (&'a Quantity, Vec<f64>)>);

impl<'a> Measures<'a> {
    /// Returns these quantities by their units.
    pub(super) fn of(quantities: &'a [Option<Quantity>]) -> Measures<'a> {
        let mut measures = BTreeMap::new();
        for quantity in quantities.iter().flatten() {
            let (_, amounts) = measures.entry(quantity.unit.symbol).or_insert_with(|| (quantity, Vec::new()));
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
    named(run).or_else(|| is_share().then(|| named("%")).flatten())
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
    let is_wide = |form: &str| form.starts_with(|c: char| ('\u{3040}'..='\u{9fff}').contains(&c));
    let is_it = |form: &str| match form.chars().count() {
        _ if is_wide(form) => run.starts_with(form),
        0..3 => form == run,
        _ => form == lower || form == run,
    };
    UNITS.iter().find(|unit| unit.forms.split_whitespace().any(is_it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::numbers::{self, Months};

    /// Returns the quantity of the first number in `text`.
    fn found(text: &str) -> Option<Quantity> {
        let numbers = numbers::read(text, &Months::default());
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
            ("5 square", ""),
            ("5 Mb", ""),
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
