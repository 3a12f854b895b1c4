//! Partners are numbers of two sides that may be one, however they are written. Each is looked for among those only that
//! have something in common with it, so that time grows with their number and no faster.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use crate::understand::numbers::{Notation, Number, Reading};

/// From this year to that, a number of four digits may be written by its last two: the 1940s are the forties.
const YEARS: RangeInclusive<u64> = 1000..=2999;

/// So many years lie between the calendars of two languages: the Buddhist one of Thai is ahead, the solar one of Persian
/// behind, by one more from the spring on.
const CALENDARS: [u64; 3] = [543, 621, 622];

/// So many zeros a word stands for in most languages, or a multiple of it: thousand, million. In others, some words stand
/// for more, though for no multiple: 万, lakh.
const SCALE: u32 = 3;
/// A hundredth may have a name of its own: 0.50 euros are 50 cents.
const HUNDREDTH: u32 = 2;

/// The numbers of one side, and their partners.
pub(super) struct Table<'a> {
    /// The numbers, in order.
    pub(super) numbers: &'a [Number],
    /// Which number of the other side each of them is, as far as one may be.
    pub(super) partners: Vec<Option<usize>>,
    kinds: Vec<Alike<'a>>,
    by_trait: HashMap<Trait<'a>, Vec<usize>>,
}

/// Numbers that are the same in all that is compared.
struct Alike<'a> {
    number: &'a Number,
    all: Vec<usize>,
    /// So many of them, the first ones, were taken as partners.
    taken: usize,
}

/// What two numbers have in common that may be one.
#[derive(PartialEq, Eq, Hash)]
enum Trait<'a> {
    /// The digits of a reading.
    Digits(&'a str),
    /// The last two digits of a year.
    Year(u64),
    /// A year, or what it is in another calendar.
    Counted(u64),
    /// An hour, counted to 12.
    Hour(u64),
}

impl<'a> Table<'a> {
    /// Returns the table of these numbers, none of which has a partner yet.
    fn of(numbers: &'a [Number]) -> Table<'a> {
        let mut table =
            Table { numbers, partners: vec![None; numbers.len()], kinds: Vec::new(), by_trait: HashMap::new() };
        let mut known: HashMap<_, usize> = HashMap::new();
        for (at, number) in numbers.iter().enumerate() {
            let time = (number.is_in_date, number.is_afternoon, number.is_day, is_month(number));
            let compared = (&number.digits, &number.readings, number.scale, time);
            let kind = *known.entry(compared).or_insert_with(|| table.add(number));
            table.kinds[kind].all.push(at);
        }
        table
    }

    fn add(&mut self, number: &'a Number) -> usize {
        let kind = self.kinds.len();
        self.kinds.push(Alike { number, all: Vec::new(), taken: 0 });
        for shared in traits(number) {
            self.by_trait.entry(shared).or_default().push(kind);
        }
        kind
    }

    /// Tells whether one of them may be `number`.
    pub(super) fn has(&self, number: &Number) -> bool {
        self.alike(number, is_alike).next().is_some()
    }

    /// Tells whether one of them that has no partner may be `number`.
    pub(super) fn has_stray(&self, number: &Number) -> bool {
        let mut alike = self.alike(number, is_alike).flat_map(|kind| &self.kinds[kind].all);
        alike.any(|at| self.partners[*at].is_none())
    }

    /// Returns the first number that may be `number`, whether or not it has a partner.
    fn first(&self, number: &Number) -> Option<usize> {
        self.alike(number, is_alike).map(|kind| self.kinds[kind].all[0]).min()
    }

    /// Takes the first number not yet taken that is so like `number`.
    fn take(&mut self, number: &Number, is_like: fn(&Number, &Number) -> bool) -> Option<usize> {
        let free = |kind: usize| Some((*self.kinds[kind].all.get(self.kinds[kind].taken)?, kind));
        let (at, kind) = self.alike(number, is_like).filter_map(free).min()?;
        self.kinds[kind].taken += 1;
        Some(at)
    }

    fn alike<'b>(
        &'b self,
        number: &'b Number,
        is_like: fn(&Number, &Number) -> bool,
    ) -> impl Iterator<Item = usize> + 'b {
        let shared = traits(number).filter_map(|shared| self.by_trait.get(&shared)).flatten().copied();
        shared.filter(move |kind| is_like(number, self.kinds[*kind].number))
    }
}

fn traits(number: &Number) -> impl Iterator<Item = Trait<'_>> {
    let digits = number.readings.iter().map(|reading| Trait::Digits(reading.digits.as_str()));
    let whole = number.whole();
    let full = whole.filter(|value| YEARS.contains(value)).into_iter();
    let counted = full.flat_map(|year| [0].into_iter().chain(CALENDARS).map(move |years| Trait::Counted(year - years)));
    let year = whole.filter(|value| YEARS.contains(value) || (10..100).contains(value));
    let hour = whole.filter(|value| *value <= 24);
    let year = year.map(|value| Trait::Year(value % 100));
    digits.chain(year).chain(counted).chain(hour.map(|value| Trait::Hour(value % 12)))
}

/// Returns the tables of the numbers of both sides, with their partners.
pub(super) fn matched(sides: [&[Number]; 2]) -> [Table<'_>; 2] {
    let mut tables = sides.map(Table::of);
    for side in [0, 1] {
        join_parts(&mut tables, side);
    }
    for is_like in [is_same_month, is_same, is_alike] {
        for (left, number) in sides[0].iter().enumerate() {
            if tables[0].partners[left].is_none()
                && let Some(right) = tables[1].take(number, is_like)
            {
                tables[0].partners[left] = Some(right);
                tables[1].partners[right] = Some(left);
            }
        }
    }
    // What one side says twice, the other may say once; not so the names of months, nor where the other says another number.
    let lone = tables.each_ref().map(|table| {
        let numbers = table.numbers.iter().zip(&table.partners).filter(|(_, partner)| partner.is_none());
        numbers.flat_map(|(number, _)| places(number)).collect::<BTreeSet<Place>>()
    });
    for side in [0, 1] {
        for (at, number) in sides[side].iter().enumerate().filter(|(_, number)| !is_month(number)) {
            if tables[side].partners[at].is_none() && !places(number).any(|place| lone[1 - side].contains(&place)) {
                let there = &tables[1 - side];
                let is_part =
                    |said: usize| there.partners[said].is_some_and(|twin| are_parts(number, &sides[side][twin]));
                tables[side].partners[at] = there.first(number).filter(|said| !is_part(*said));
            }
        }
    }
    tables
}

/// Where one number may stand instead of another.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// In a date, a range or the number of a section, however long it is.
    Date,
    /// Among those that have so many digits, more than one.
    Digits(usize),
}

/// Returns where `number` may stand instead of another.
fn places(number: &Number) -> impl Iterator<Item = Place> + use<> {
    let digits = number.digits.len();
    let is_long = number.notation == Notation::Digits && digits > 1;
    let date = number.is_in_date.then_some(Place::Date);
    date.into_iter().chain(is_long.then_some(Place::Digits(digits)))
}

/// Between the two numbers of a section that the other side parts by a mark stand so many bytes: 12(3), 12 (3); and so many
/// between an hour and its minutes: 19 Uhr 30, 23 часа 45.
const WITHIN_SECTION: usize = 2;
const WITHIN_TIME: usize = 12;

/// Gives numbers of `side` that stand close together the number of the other side as partner that is written as both, with
/// a mark between them: 12(3) is 12.3, 119:105 is 119,105, and 20 h 05 is 8.05.
fn join_parts(tables: &mut [Table; 2], side: usize) {
    let sides = tables.each_ref().map(|table| table.numbers);
    let is_parted = |number: &&Number| number.readings.iter().any(Reading::has_decimals);
    let wholes: HashMap<&str, &Number> =
        sides[1 - side].iter().filter(is_parted).map(|number| (number.digits.as_str(), number)).collect();
    for pair in sides[side].windows(2).take_while(|_| !wholes.is_empty()) {
        let Some(whole) = joined(&pair[0], &pair[1]).find_map(|digits| wholes.get(digits.as_str())) else { continue };
        let Some(whole) = tables[1 - side].take(whole, is_same) else { continue };
        for part in pair {
            let part = tables[side].take(part, is_same);
            tables[1 - side].partners[whole] = part.or(tables[1 - side].partners[whole]);
            part.into_iter().for_each(|part| tables[side].partners[part] = Some(whole));
        }
    }
}

/// Returns the digits of the numbers that two numbers may be in one, with a mark between them.
fn joined(one: &Number, other: &Number) -> impl Iterator<Item = String> + use<> {
    let gap = other.at.start.checked_sub(one.at.end);
    let parts = one.whole().zip(other.whole());
    let is_section = gap.is_some_and(|gap| gap <= WITHIN_SECTION);
    let section = parts.filter(|_| is_section).map(|(one, other)| format!("{one}{other}"));
    let is_time = |&(hour, minutes): &(u64, u64)| hour <= 24 && minutes < 60;
    let time = parts.filter(is_time).filter(|_| gap.is_some_and(|gap| gap <= WITHIN_TIME));
    let hours = |hour: u64| [Some(hour), hour.checked_sub(12), Some(hour + 12)].into_iter().flatten();
    let time =
        time.into_iter().flat_map(move |(hour, minutes)| hours(hour).map(move |hour| format!("{hour}{minutes:02}")));
    section.into_iter().chain(time)
}

/// Tells whether two numbers are one, and one of them is the name of a month. Of the numbers of a date such as 2020-05-06
/// any may be the month, so its name comes first.
fn is_same_month(one: &Number, other: &Number) -> bool {
    (is_month(one) || is_month(other)) && is_same(one, other)
}

/// Tells whether two numbers have the same digits and may mean the same.
fn is_same(one: &Number, other: &Number) -> bool {
    let has_same_digits = one.digits == other.digits && !are_parts(one, other);
    let has_same_scale = one.scale.zip(other.scale).is_none_or(|(one, other)| one == other);
    has_same_digits && has_same_scale && beside(one, other).iter().any(|reading| beside(other, one).contains(reading))
}

/// Returns what `one` may mean beside `other`: where both have a fraction, neither is without.
fn beside<'a>(one: &'a Number, other: &Number) -> &'a [Reading] {
    let have_fractions = one.with_fraction().and(other.with_fraction()).is_some();
    if have_fractions { &one.readings[..1] } else { &one.readings }
}

/// Tells whether two numbers are two parts of a date: a day is no month, though both may be the fifth.
fn are_parts(one: &Number, other: &Number) -> bool {
    (one.is_day && is_month(other)) || (is_month(one) && other.is_day)
}

fn is_month(number: &Number) -> bool {
    number.notation == Notation::Month
}

/// Tells whether two numbers may be written forms of one: a year and its last digits, millions in digits and in words,
/// hours counted to 12 and to 24.
fn is_alike(one: &Number, other: &Number) -> bool {
    let are_hours = (one.is_in_date && other.is_in_date) || one.is_afternoon || other.is_afternoon;
    let right = beside(other, one);
    let mut readings = beside(one, other).iter().flat_map(|left| right.iter().map(move |right| (left, right)));
    let may_be_one = readings.any(|(left, right)| is_scaled(left, right, [one.scale, other.scale]))
        || matches!((one.whole(), other.whole()), (Some(left), Some(right)) if is_year(left, right) || {
            are_hours && is_hour(left, right)
        });
    may_be_one && !are_parts(one, other)
}

/// Tells whether two readings are one number, with the powers of ten that stand behind them. Where that is not known of both,
/// they may differ by what a word may stand for; by any power where only one of them has a word for ten thousand or the like.
fn is_scaled(one: &Reading, other: &Reading, scales: [Option<i32>; 2]) -> bool {
    if let [Some(left), Some(right)] = scales {
        return one.digits == other.digits && one.exponent + left == other.exponent + right;
    }
    let has_odd_scale = scales.iter().flatten().any(|power| !power.unsigned_abs().is_multiple_of(SCALE));
    let zeros = one.exponent.abs_diff(other.exponent);
    let less = if one.exponent < other.exponent { one } else { other };
    let is_scale = zeros.is_multiple_of(SCALE)
        || has_odd_scale
        || (!less.is_doubtful && (zeros > SCALE || (zeros == HUNDREDTH && less.has_decimals())));
    one.digits == other.digits && is_scale
}

/// Tells whether one is a year and the other its last two digits, or the same year in another calendar.
fn is_year(one: u64, other: u64) -> bool {
    let (less, year) = (one.min(other), one.max(other));
    let is_shortened = (10..100).contains(&less) && year % 100 == less;
    let is_counted = YEARS.contains(&less) && CALENDARS.contains(&(year - less));
    YEARS.contains(&year) && (is_shortened || is_counted)
}

/// Tells whether one is an hour counted to 12 and the other the same counted to 24.
pub(super) fn is_hour(one: u64, other: u64) -> bool {
    one.abs_diff(other) == 12 && one.max(other) <= 24
}
