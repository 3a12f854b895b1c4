//! Scales are words for powers of ten behind a number, by which languages count otherwise: 1.2 billion are 1.200 millones
//! and 12亿.

use crate::ground::language::Language;
use crate::understand::script::{self, Script};

/// The powers of ten, the languages in which words stand for them, all where none is named, and these words.
const SCALES: [(i32, &str, &str); 14] = [
    (2, "", "百"),
    (3, "", "thousand thousands tausend tsd mille mila tusen tuhat tuhatta duizend тысяча тысячи тысяч тыс 千"),
    (3, "es pt ca gl", "mil"),
    (4, "", "万 萬 만"),
    (5, "", "lakh lakhs लाख লাখ"),
    (
        6,
        "",
        "million millions mn mln mio millón millones millionen millioner milione milioni milhão milhões milió milions \
        miljon miljoner miljoen miljoona miljoonaa миллион миллиона миллионов млн",
    ),
    (7, "", "crore crores करोड़ কোটি"),
    (8, "", "亿 億 억"),
    (
        9,
        "",
        "bn milliard milliards milliarde milliarden milliarder mrd mld miliardo miliardi millardo millardos miljard miljarder \
        miljardi miljardia bilhão bilhões миллиард миллиарда миллиардов млрд",
    ),
    (9, "en", "billion billions"),
    (12, "de fr da no nb nn", "billion billions billionen billioner"),
    (
        12,
        "",
        "billón billones bilió bilions biljoen biljon biljoner biljoona biljoonaa триллион триллиона триллионов трлн",
    ),
    (12, "en", "trillion trillions"),
    (12, "pt", "trilhão trilhões"),
];

/// The longest of these words has so many letters.
const LONGEST: usize = 10;

/// At most so many of them make one scale; mil millones and 百万 are two.
const MOST: usize = 3;

/// Returns the power of ten that the words at the beginning of `after` stand for together, and how long they are.
pub(crate) fn scale(after: &str, language: &Language) -> Option<(i32, usize)> {
    let mut found = None;
    let mut rest = after;
    for _ in 0..MOST {
        let Some((power, length)) = first(rest, language) else { break };
        rest = &rest[length..];
        found = Some((found.map_or(0, |(sum, _)| sum) + power, after.len() - rest.len()));
    }
    found
}

/// Returns the power of the first word of `text` and where it ends.
fn first(text: &str, language: &Language) -> Option<(i32, usize)> {
    let word = text.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(text);
    let space = text.len() - word.len();
    let letters = word.chars().take(LONGEST + 1).take_while(|character| character.is_alphabetic());
    let narrow: usize = letters.map(char::len_utf8).sum();
    let lower = word[..narrow].to_lowercase();
    let is_here = |languages: &str| languages.is_empty() || languages.split(' ').any(|tag| tag == language.primary());
    let is_meant = |form: &&str| *form == lower || (form.starts_with(is_wide) && word.starts_with(*form));
    let forms = SCALES.iter().filter(|(_, languages, _)| is_here(languages));
    let mut forms = forms.filter_map(|(power, _, forms)| Some((*power, forms.split_whitespace().find(is_meant)?)));
    forms.next().map(|(power, form)| (power, space + if form.starts_with(is_wide) { form.len() } else { narrow }))
}

/// Tells whether a word that begins so may have more behind it: its script has no capitals, and perhaps no spaces.
fn is_wide(first: char) -> bool {
    script::of(first) != Some(Script::Cased)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_powers_of_ten_are_read_together() {
        for (language, after, expected) in [
            ("en", " million people", Some((6, 8))),
            ("en", " billion people", Some((9, 8))),
            ("fr", " billions d'euros", Some((12, 9))),
            ("es", " mil millones de euros", Some((9, 13))),
            ("sv", " mil norrut", None),
            ("de", " Mio. Einwohner", Some((6, 4))),
            ("zh", "百万人", Some((6, 6))),
            ("zh", "亿居民", Some((8, 3))),
            ("zh", "百百百百百人", Some((6, 9))),
            ("en", " millionaires", None),
            ("en", "th", None),
        ] {
            let language = Language::new(language).expect("a language");
            assert_eq!(scale(after, &language), expected, "{after}");
        }
        let forms = SCALES.iter().flat_map(|(_, _, forms)| forms.split_whitespace());
        assert_eq!(forms.map(|form| form.chars().count()).max(), Some(LONGEST));
    }
}
