//! Detection finds the language of a text from the text itself.
//!
//! Where a text has letters of several scripts, those of quotations and terms are left out: names and terms are written in Latin
//! letters everywhere, and any script is quoted. Where the words tell (`words`), that is all. Else it asks whatlang (trigrams and
//! alphabets, after Cavnar and Trenkle, *N-Gram-Based Text Categorization*, 1994), and believes it only where it calls itself
//! reliable. It does not know what file names or front matter state.

mod code;
mod words;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::sync::LazyLock;

use icu_locale::subtags;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use whatlang::{Detector, Info, Lang};

use super::script::{self, Script};
use crate::ground::language::Language;

/// How many bytes of prose settle the easy cases. Detection takes time in proportion to the text.
const SHORT_SAMPLE: usize = 600;
/// How many bytes of prose settle the others. More changes nothing.
const LONG_SAMPLE: usize = 2_000;
/// How many letters are too few: that is a title. Letters of scripts that write syllables or words count thrice.
const FEWEST_LETTERS: usize = 24;
/// How many letters are a text, whose likeliest language may be taken where nothing is reliable.
const ENOUGH_LETTERS: usize = 200;
/// From this part of the letters on, those that are not Latin may be the text's own: technical texts may have three Latin letters
/// for each of their own.
const OTHER_LETTERS: f64 = 0.25;
/// From this part on, they are.
const MOST_LETTERS: f64 = 0.5;
/// From this part of the Latin words on that begin with a small letter, they are no names and terms, but the text's own.
const SMALL_WORDS: f64 = 0.65;
/// The script of most languages.
const LATIN: subtags::Script = subtags::script!("Latn");
/// How long a tag or an entity can be. What is longer is a `<` or a `&` of the text.
const LONGEST_MARKUP: usize = 200;
/// What no reader of a page sees, and code, however long it is: how it begins behind a `<`, and how it ends.
const HIDDEN: [(&str, &str); 4] = [("!--", "-->"), ("script", "</script"), ("style", "</style"), ("code", "</code")];

/// What a text tells of its language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// It is surely this one.
    Sure(Language),
    /// The text alone leaves doubt and is likelier in another, but of those expected it is this one.
    Expected(Language),
    /// There is much text, and this language is the likeliest.
    Likely(Language),
    /// The text is too short, or no language's.
    Unknown,
}

impl Finding {
    /// Returns the language that the text is in, be it only likely.
    pub fn language(self) -> Option<Language> {
        match self {
            Finding::Sure(language) | Finding::Expected(language) | Finding::Likely(language) => Some(language),
            Finding::Unknown => None,
        }
    }
}

/// Returns the language of `text`, which may hold the markup of HTML and code. Where the text alone leaves doubt, it is one of
/// `expected` if one of those fits; a text that is reliably in another language is never forced into them.
pub fn detect(text: &str, expected: &[Language]) -> Finding {
    let short = sample(text, SHORT_SAMPLE);
    let long = LazyCell::new(|| sample(text, LONG_SAMPLE));
    let own = Own::of(&short, || &long, expected);
    if own != Own::Others
        && let Some(tag) = words::told(&short).or_else(|| words::told(&long))
    {
        return language_with(tag).map_or(Finding::Unknown, Finding::Sure);
    }
    let short = own.letters(&short);
    if !has_letters(&short, FEWEST_LETTERS) {
        return Finding::Unknown;
    }
    if let Some(language) = reliable(Detector::new().detect(&short).as_ref()) {
        return Finding::Sure(language);
    }
    let long = own.letters(&long);
    let likeliest = Detector::new().detect(&long);
    if let Some(language) = reliable(likeliest.as_ref()) {
        return Finding::Sure(language);
    }
    let likeliest = likeliest.and_then(|info| language_of(info.lang()));
    let expected = reliable(Detector::with_allowlist(known(expected)).detect(&long).as_ref());
    match (expected, likeliest) {
        (Some(language), likeliest) if likeliest.as_ref() == Some(&language) => Finding::Sure(language),
        (Some(language), _) => Finding::Expected(language),
        (None, Some(language)) if has_letters(&long, ENOUGH_LETTERS) => Finding::Likely(language),
        _ if own != Own::Others => with_code(text).map_or(Finding::Unknown, Finding::Likely),
        _ => Finding::Unknown,
    }
}

/// Returns the language of a text whose prose is too little, if it has code beside it: names in that and remarks tell something.
fn with_code(text: &str) -> Option<Language> {
    let sample = &text[..text.floor_char_boundary(LONG_SAMPLE)];
    if code::ends(sample).is_empty() { None } else { reliable(Detector::new().detect(sample).as_ref()) }
}

/// Returns the likeliest language of `text`, of those `among` where there are any; none of one that says nearly nothing.
pub fn guess(text: &str, among: &[Language]) -> Option<Language> {
    let sample = sample(text, LONG_SAMPLE);
    let text = Own::of(&sample, || &sample, among).letters(&sample);
    if !has_letters(&text, FEWEST_LETTERS / 2) {
        return None;
    }
    let detector = if among.is_empty() { Detector::new() } else { Detector::with_allowlist(known(among)) };
    detector.detect(&text).and_then(|info| language_of(info.lang()))
}

/// Tells whether the words of `text` tell its language. Where they do not, it may be one that is like the language found.
pub fn is_told_by_words(text: &str) -> bool {
    [SHORT_SAMPLE, LONG_SAMPLE].iter().any(|&limit| words::told(&sample(text, limit)).is_some())
}

/// Tells whether texts in `language` can be recognised.
pub fn is_known(language: &Language) -> bool {
    static FAMILIES: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| KNOWN.iter().map(|(_, language)| family(language)).collect());
    FAMILIES.contains(family(language))
}

/// Tells whether texts in the two languages may be told to be in one of them: they are the same language, in whatever
/// script and region, or written so alike that detection has one name for them.
pub fn alike(one: &Language, other: &Language) -> bool {
    family(one) == family(other) || matches!((one.tag(), other.tag()), ("sr-Latn", "hr") | ("hr", "sr-Latn"))
}

/// Tells which of two languages a text is in.
#[derive(Debug)]
pub struct Between {
    detector: Detector,
    languages: [Vec<Lang>; 2],
}

/// What a text tells of which language it is in, of two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// The number of the language, 0 or 1.
    pub language: usize,
    /// How sure that is, in 0..1.
    pub sure: f64,
    /// Whether the letters alone tell, since the other language has none of them.
    pub by_script: bool,
}

impl Between {
    /// Returns what tells these languages apart, if detection knows both and they are not alike.
    pub fn new(languages: [&Language; 2]) -> Option<Between> {
        let known = languages.map(|language| known(std::slice::from_ref(language)));
        let are_apart = !alike(languages[0], languages[1]) && known.iter().all(|known| !known.is_empty());
        are_apart.then(|| Between { detector: Detector::with_allowlist(known.concat()), languages: known })
    }

    /// Returns which of the two languages `text` is in.
    pub fn tell(&self, text: &str) -> Option<Told> {
        let info = self.detector.detect(&Own::of(text, || text, &[]).letters(text))?;
        let language = self.languages.iter().position(|langs| langs.contains(&info.lang()))?;
        let script = info.script();
        let is_written_so = |lang: &Lang| match lang {
            Lang::Jpn if script == whatlang::Script::Mandarin => true,
            lang => script.langs().contains(lang),
        };
        let by_script = !self.languages[1 - language].iter().any(is_written_so);
        Some(Told { language, sure: info.confidence(), by_script })
    }
}

/// Returns the words of `text` without tags, code and addresses.
pub fn prose(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    add_prose(&mut prose, text, usize::MAX);
    prose
}

/// Returns what stands for the languages that detection has one name for.
fn family(language: &Language) -> &str {
    match language.primary() {
        "nb" | "nn" => "no",
        "bs" => "hr",
        "ms" => "id",
        primary => primary,
    }
}

fn reliable(info: Option<&Info>) -> Option<Language> {
    info.filter(|info| info.is_reliable()).and_then(|info| language_of(info.lang()))
}

/// The languages that the detector knows, by its ISO 639-3 codes and by their BCP 47 tags.
static KNOWN: LazyLock<Vec<(Lang, Language)>> = LazyLock::new(|| {
    let named = |lang: &Lang| Some((*lang, Language::new(lang.code()).ok()?));
    Lang::all().iter().filter_map(named).collect()
});

fn language_of(lang: Lang) -> Option<Language> {
    KNOWN.iter().find(|(known, _)| *known == lang).map(|(_, language)| language.clone())
}

fn language_with(tag: &str) -> Option<Language> {
    KNOWN.iter().find(|(_, language)| language.tag() == tag).map(|(_, language)| language.clone())
}

fn known(languages: &[Language]) -> Vec<Lang> {
    let is_expected = |language| languages.iter().any(|one| alike(one, language));
    KNOWN.iter().filter(|(_, language)| is_expected(language)).map(|(lang, _)| *lang).collect()
}

/// Returns about `limit` bytes of the text's prose: half from the start, half from the middle where it is long.
fn sample(text: &str, limit: usize) -> String {
    let mut sample = String::with_capacity(limit + LONGEST_MARKUP);
    let middle = visible(text, text.floor_char_boundary(text.len() / 2));
    if middle <= limit {
        add_prose(&mut sample, text, limit);
    } else {
        add_prose(&mut sample, text, limit / 2);
        add_prose(&mut sample, text[middle..].split_once(char::is_whitespace).map_or("", |(_, rest)| rest), limit);
        if sample.len() < limit / 2 {
            add_prose(&mut sample, text, limit);
        }
    }
    sample
}

/// Returns the first place from `at` on that is in nothing hidden.
fn visible(text: &str, at: usize) -> usize {
    let end = |(begin, end): &(&str, &str)| {
        let mut before = text[..at].rmatch_indices('<').map(|(start, _)| start);
        let start = before.find(|&start| begins(&text[start + 1..], begin))?;
        Some(start + find_end(&text[start..], end)?)
    };
    let at = HIDDEN.iter().filter_map(end).fold(at, usize::max);
    // Whether a fence opens or closes, only those before it tell.
    let behind = |end: usize, (&start, &code_end): (&usize, &usize)| if start < end { end } else { code_end };
    let code_end = code::ends(text).range(..at).fold(0, behind);
    at.max(code_end)
}

/// Adds the words at the start of `text` to `sample` until it has `limit` bytes, without tags, code and addresses.
fn add_prose(sample: &mut String, text: &str, limit: usize) {
    let (mut rest, mut endless) = (text, Vec::new());
    let code_ends = LazyCell::new(|| code::ends(text));
    while !rest.is_empty() && sample.len() < limit {
        // What has no end here has none further on: it is looked for once.
        let hidden = hidden_until(rest).filter(|end| !endless.contains(end));
        let hidden = hidden.and_then(|end| {
            let length = find_end(rest, end);
            endless.extend(length.is_none().then_some(end));
            length
        });
        let code = || {
            let start = text.len() - rest.len();
            rest.starts_with('`').then(|| code_ends.get(&start))?.map(|end| end - start)
        };
        let markup = hidden.or_else(|| markup(rest)).or_else(code);
        let length = markup.unwrap_or_else(|| prose_length(rest, limit - sample.len()));
        match markup {
            None => sample.push_str(&rest[..length]),
            // A language may be written in them.
            Some(_) if rest.starts_with('&') => sample.push_str(&htmlize::unescape(&rest[..length])),
            Some(_) if sample.ends_with(' ') => {}
            Some(_) => sample.push(' '),
        }
        rest = &rest[length..];
    }
    sample.push(' ');
}

/// Returns the length of `text`, which begins with no markup, up to where some might begin; hardly more than `limit`.
fn prose_length(text: &str, limit: usize) -> usize {
    let within = &text[..text.ceil_char_boundary(limit)];
    let begins = |(at, byte): (usize, u8)| match byte {
        b'<' | b'&' => at > 0,
        b'`' => at > 0 && within.as_bytes()[at - 1] != b'`',
        b'h' | b'w' => at > 0 && markup(&text[at..]).is_some(),
        _ => false,
    };
    within.bytes().enumerate().position(begins).unwrap_or(within.len())
}

/// Returns the length of the tag, entity or address that `text` begins with.
fn markup(text: &str) -> Option<usize> {
    let within = |end: char| {
        let near = &text[..text.floor_char_boundary(LONGEST_MARKUP.min(text.len()))];
        near.find(end).map(|at| at + end.len_utf8())
    };
    let second = || text[1..].chars().next();
    match text.as_bytes().first()? {
        b'<' if second().is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!')) => within('>'),
        b'&' if second().is_some_and(|next| next.is_ascii_alphabetic() || next == '#') => within(';')
            .filter(|&length| text[1..length - 1].chars().all(|one| one.is_ascii_alphanumeric() || one == '#')),
        b'h' if text.starts_with("http://") || text.starts_with("https://") => word_length(text),
        b'w' if text.starts_with("www.") => word_length(text),
        _ => None,
    }
}

/// Returns what ends the hidden part that `text` begins with.
fn hidden_until(text: &str) -> Option<&'static str> {
    let behind = text.strip_prefix('<')?;
    HIDDEN.iter().find(|(begin, _)| begins(behind, begin)).map(|(_, end)| *end)
}

/// Returns the place of `end`, in letters of either case.
fn find_end(text: &str, end: &str) -> Option<usize> {
    text.as_bytes().windows(end.len()).position(|part| part.eq_ignore_ascii_case(end.as_bytes()))
}

/// Tells whether `text` begins with `name`, in letters of either case, and not with a longer one.
fn begins(text: &str, name: &str) -> bool {
    let bytes = text.as_bytes();
    let is_longer = name.ends_with(char::is_alphabetic) && bytes.get(name.len()).is_some_and(u8::is_ascii_alphanumeric);
    bytes.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes())) && !is_longer
}

fn word_length(text: &str) -> Option<usize> {
    Some(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Which letters of a text are its own, and not those of quotations and terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Own {
    All,
    Latin,
    Others,
}

impl Own {
    /// Judges by a short sample, and where that has other letters than Latin ones, by a `long` one: it may be a quotation itself.
    /// In doubt, a text is in letters in which one of the `expected` languages is written.
    fn of<'t>(short: &str, long: impl FnOnce() -> &'t str, expected: &[Language]) -> Own {
        if other_letters(short) < OTHER_LETTERS {
            return Own::All;
        }
        let long = long();
        let is_latin = |language: &Language| language.script() == Some(LATIN);
        let are_expected = expected.is_empty() || !expected.iter().all(is_latin);
        match other_letters(long) {
            MOST_LETTERS.. => Own::Others,
            OTHER_LETTERS.. if are_expected && small_words(long) < SMALL_WORDS => Own::Others,
            _ => Own::Latin,
        }
    }

    /// Returns `text` with no other letters than these.
    fn letters(self, text: &str) -> Cow<'_, str> {
        let is_own = |letter: &char| !letter.is_alphabetic() || script::is_latin(*letter) == (self == Own::Latin);
        if self == Own::All { text.into() } else { text.chars().filter(is_own).collect::<String>().into() }
    }
}

/// Returns which part of the words of `text` in Latin letters begin with a small one.
fn small_words(text: &str) -> f64 {
    let words = text.split(|character: char| !script::is_latin(character)).filter(|word| !word.is_empty());
    let (mut small, mut all) = (0, 0);
    for word in words {
        small += usize::from(word.starts_with(char::is_lowercase));
        all += 1;
    }
    small as f64 / all.max(1) as f64
}

/// Returns how large a part of the letters of `text` the larger group is of those that are not Latin: letters of alphabets, or
/// syllables and words.
fn other_letters(text: &str) -> f64 {
    // Nearly all letters that are not Latin begin with other bytes; with these begin marks and signs.
    if text.bytes().all(|byte| byte < 0xCD || byte == 0xE2) {
        return 0.0;
    }
    let (mut latin, mut of_alphabets, mut syllables) = (0, 0, 0);
    for letter in text.chars().filter(|character| character.is_alphabetic()) {
        match weight(letter) {
            1 if script::is_latin(letter) => latin += 1,
            1 => of_alphabets += 1,
            weight => syllables += weight,
        }
    }
    of_alphabets.max(syllables) as f64 / (latin + of_alphabets + syllables).max(1) as f64
}

/// Tells whether `text` has so many letters.
fn has_letters(text: &str, enough: usize) -> bool {
    let mut letters = 0;
    text.chars().filter(|character| character.is_alphabetic()).any(|letter| {
        letters += weight(letter);
        letters >= enough
    })
}

/// Returns how many letters one letter says as much as.
fn weight(letter: char) -> usize {
    if script::of(letter).is_some_and(Script::has_syllables) { 3 } else { 1 }
}

#[cfg(test)]
mod tests;
