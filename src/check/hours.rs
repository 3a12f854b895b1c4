//! A number up to 24 may be an hour, which languages count to 12 or to 24. Where it counts things, it is none: 8 eggs.

use crate::ground::language::Language;
use crate::understand::numbers::Number;

/// Words before an hour, by language. Of other languages nothing is known.
const BEFORE_HOURS: [(&str, &str); 10] = [
    ("en", "about after and around at before between by from is or past since till to until was"),
    ("es", "a antes de desde entre es hasta las o sobre son y"),
    ("fr", "après avant de dès depuis entre est et ou pour vers à"),
    ("de", "ab bis gegen ist nach oder seit und um von vor war zwischen"),
    ("it", "alle dalle e fra le o ore per sono tra verso"),
    ("pt", "as até das de e entre ou são às"),
    ("ca", "a de des entre i les o són"),
    ("nl", "en is na of om rond tot tussen van vanaf voor was"),
    ("sv", "efter eller från före kl klockan mellan och omkring runt till vid är"),
    ("ru", "было в до и или к между около от после с"),
];

/// What stands behind an hour and is no thing.
const BEHIND_HOURS: [&str; 3] = ["Uhr", "o'clock", "o’clock"];

/// What zones of time are called.
const ZONES: [&str; 22] = [
    "UTC", "GMT", "BST", "CET", "CEST", "EET", "EEST", "MSK", "IST", "CST", "HKT", "JST", "KST", "AEST", "AEDT", "EST",
    "EDT", "CDT", "MST", "MDT", "PST", "PDT",
];

/// Tells whether the two sides tell the time of two zones, so that days and hours differ.
pub(super) fn are_in_two_zones<'a>(sides: [&'a str; 2]) -> bool {
    let zone = |words: &'a str| words.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| ZONES.contains(word));
    matches!(sides.map(zone), [Some(one), Some(other)] if one != other)
}

/// Tells whether `number` of `words` counts what the word behind it names, and does not tell the hour.
pub(super) fn counts_things(number: &Number, words: &str, language: &Language) -> bool {
    let (before, after) = (&words[..number.at.start], &words[number.at.end..]);
    let is_thing =
        |next: &str| next.starts_with(char::is_alphabetic) && !BEHIND_HOURS.iter().any(|word| next.starts_with(word));
    let is_followed = after.strip_prefix(' ').is_some_and(is_thing);
    let bare = before.trim_end();
    let last = bare.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let is_parted = bare.len() < before.len() && last.is_empty();
    let hours = BEFORE_HOURS.iter().find(|(known, _)| *known == language.primary());
    let may_be_hour = hours.is_none_or(|(_, hours)| hours.split(' ').any(|word| word == last));
    is_followed && !is_parted && !number.is_in_date && !may_be_hour
}
