//! Numbers are the same in every language, however they are written: `1,000`, `1.000`, `1 000`, `١٬٠٠٠`, `XX`, `二十`; and
//! a date is its numbers: `22 June 1941`, `22.06.1941`, `22 de junio de 1941` and `1941年6月22日` are 22, 6 and 1941.
//!
//! Texts are paired and aligned by how numbers are spelt; the check asks what they mean too. Number words (`twenty`) are
//! not read: no library gives them for many languages. The aligner learns them as it learns all words.
//!
//! ```text
//! numerals    digits, Roman and Chinese numerals
//! months      the names of months
//! notation    how a number is spelt
//! fractions   fractions behind numbers, and alone
//! spelt       where numbers stand, and their digits
//! scales      words for powers of ten
//! reading     what the marks in a number may mean
//! number      a number and all that it may mean
//! times       hours and minutes
//! ```

mod numerals;
mod months;
mod notation;
mod fractions;
mod spelt;
mod scales;
mod reading;
mod number;
mod times;

pub(crate) use self::months::Months;
pub(crate) use self::notation::Notation;
pub(crate) use self::number::Number;
pub(crate) use self::numerals::{digit, roman};
pub(crate) use self::reading::Reading;
pub(crate) use self::scales::scale;
use self::spelt::BESIDE;
pub(crate) use self::spelt::spelt;
use crate::ground::language::Language;

/// Returns the numbers in `text`, which is in this language, in order, and what they may mean.
pub(crate) fn read(text: &str, language: &Language) -> Vec<Number> {
    let mut spelt = times::part(text, spelt(text, &Months::of(language)));
    spelt.extend(fractions::alone(text, &spelt));
    spelt.sort_by_key(|number| number.at.start);
    let mut numbers: Vec<Number> = spelt.into_iter().map(|number| Number::of(number, text, language)).collect();
    // A numeral may be the word for the scale of the number before it: 5百万.
    numbers.dedup_by(|next, number| next.at.start < number.at.end);
    times::find_afternoons(text, &mut numbers);
    find_days(&mut numbers);
    complete_ranges(text, &mut numbers);
    numbers
}

/// A greater number beside the name of a month is a year.
const LAST_DAY: u64 = 31;

/// Marks the days beside the names of months.
fn find_days(numbers: &mut [Number]) {
    for at in 1..numbers.len() {
        let is_near = numbers[at].at.start.checked_sub(numbers[at - 1].at.end).is_some_and(|gap| gap <= BESIDE);
        for (day, month) in [(at - 1, at), (at, at - 1)] {
            let is_dated = is_near && numbers[month].notation == Notation::Month;
            let day = &mut numbers[day];
            let is_number = day.notation == Notation::Digits && day.whole().is_some_and(|value| value <= LAST_DAY);
            day.is_day |= is_dated && is_number;
        }
    }
}

/// Adds what is meant by the end of a range that leaves out the digits it begins with: in 24–7 it is 27.
fn complete_ranges(text: &str, numbers: &mut [Number]) {
    for at in 1..numbers.len() {
        let [first, last] = &mut numbers[at - 1..=at] else { continue };
        let is_range = matches!(text.get(first.at.end..last.at.start), Some("-" | "–" | "‑"));
        let left_out = first.digits.len().saturating_sub(last.digits.len());
        let full = format!("{}{}", &first.digits[..left_out], last.digits);
        if is_range && left_out > 0 && full > first.digits && first.whole().and(last.whole()).is_some() {
            last.readings.push(Reading::whole(&full));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn digits(text: &str, language: &str) -> String {
        let language = Language::new(language).expect("a language");
        read(text, &language).into_iter().map(|number| number.digits).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_are_read_in_any_notation() {
        for (text, expected) in [
            ("1,000 and 1.000 and 1 000", "1000 1000 1000"),
            ("12,345,678.90", "1234567890"),
            ("on 06-02-41", "6 2 41"),
            ("am 12.10.1957.", "12 10 1957"),
            ("20th, 20º, 1er", "20 20 1"),
            ("A4 and MP3", ""),
            ("10x15, 0x1, nº25", "10 15 0 25"),
            ("ב1941, بـ25", "1941 25"),
            ("3.5 or 3,5", "35 35"),
            ("1990 200 people", "1990 200"),
            ("١٬٠٠٠", "1000"),
            ("于1957年", "1957"),
            ("007, 0", "7 0"),
            ("Louis XIV and the XXth century", "14 20"),
            ("一百二十人、二〇〇一年", "120 2001"),
            ("a mix of civil law, I may say", ""),
            ("2½ or 2 y 1/2 cups, 10² m", "2 2 10"),
            ("2 XX 1/2", "2"),
            ("3千五百人、5百万人", "3500 5"),
        ] {
            assert_eq!(digits(text, "en"), expected, "{text}");
        }
    }

    #[test]
    fn a_date_is_its_numbers_in_any_language() {
        for (language, text) in [
            ("en", "22 June 1941"),
            ("de", "am 22. Juni 1941"),
            ("de", "22.06.1941"),
            ("fr", "le 22 juin 1941"),
            ("es", "el 22 de junio de 1941"),
            ("pl", "22 czerwca 1941"),
            ("ru", "22 июня 1941"),
            ("fi", "22. kesäkuuta 1941"),
            ("zh", "1941年6月22日"),
            ("zh", "一九四一年六月二十二日"),
            ("en", "June 22, 1941"),
        ] {
            let mut parts: Vec<u64> =
                digits(text, language).split(' ').filter_map(|digits| digits.parse().ok()).collect();
            parts.sort_unstable();
            assert_eq!(parts, [6, 22, 1941], "{text}");
        }
        assert_eq!(digits("You may march on, if they march in August.", "en"), "");
        assert_eq!(digits("в июне 1941 года", "ru"), "6 1941");
    }

    proptest! {
        /// No two numbers share a character.
        #[test]
        fn numbers_stand_one_after_the_other(text in "([0-9]|1/2|XX|½|[ .,:/x-]|二十|[千万年]|٣|June| ){0,12}") {
            let language = Language::new("en").expect("a language");
            let spelt = spelt(&text, &Months::of(&language)).into_iter().map(|number| number.at);
            let read = read(&text, &language).into_iter().map(|number| number.at);
            for numbers in [spelt.collect::<Vec<_>>(), read.collect()] {
                let mut done = 0;
                for at in numbers {
                    prop_assert!(done <= at.start && at.start < at.end, "{text}");
                    prop_assert!(text.get(at.clone()).is_some());
                    done = at.end;
                }
            }
        }
    }
}
