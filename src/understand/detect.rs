//! Detection finds the language of a text from the text itself.
//!
//! Where a text has letters of several scripts, those of quotations and terms are left out: names and terms are written in Latin
//! letters everywhere, and any script is quoted. Where the words tell (`words`), that is all. Else it asks whatlang (trigrams and
//! alphabets, after Cavnar and Trenkle, *N-Gram-Based Text Categorization*, 1994), and believes it only where it calls itself
//! reliable and the text has words of that language (`usual`): it takes each text for one in a language that it knows. It does not
//! know what file names or front matter state.

mod code;
mod letters;
mod prose;
mod usual;
mod words;

use std::cell::LazyCell;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use whatlang::{Detector, Info, Lang};

use self::letters::{Own, has_letters, is_latin};
use self::prose::Source;
pub use self::prose::prose;
use crate::ground::language::Language;

/// How many bytes of prose settle the easy cases. Detection takes time in proportion to the text.
const SHORT_SAMPLE: usize = 600;
/// How many bytes of prose settle the others. More changes nothing.
const LONG_SAMPLE: usize = 2_000;
/// How many letters are too few: that is a title. Letters of scripts that write syllables or words count thrice.
const FEWEST_LETTERS: usize = 24;
/// How many letters are a text, whose likeliest language may be taken where nothing is reliable.
const ENOUGH_LETTERS: usize = 200;

/// What a text tells of its language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// It is surely this one.
    Sure(Language),
    /// The text alone leaves doubt and is likelier in another, but of those expected it is this one.
    Expected(Language),
    /// This language is the likeliest, but perhaps only the one that is most like that of the text.
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
/// `expected` if one of those is in doubt; a text that is reliably in none of them is never forced into them.
pub fn detect(text: &str, expected: &[Language]) -> Finding {
    let source = Source::of(text);
    let short = source.sample(SHORT_SAMPLE);
    let long = LazyCell::new(|| source.sample(LONG_SAMPLE));
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
    if let Some(language) = reliable(Detector::new().detect(&short).as_ref(), &short) {
        return Finding::Sure(language);
    }
    let long = own.letters(&long);
    let likeliest = Detector::new().detect(&long);
    if let Some(language) = reliable(likeliest.as_ref(), &long) {
        return Finding::Sure(language);
    }
    let is_likely = likeliest.as_ref().is_some_and(Info::is_reliable) || has_letters(&long, ENOUGH_LETTERS);
    let likeliest = likeliest.map(|info| info.lang());
    let expected = reliable(likeliest.and_then(|likeliest| in_doubt(&long, expected, likeliest)).as_ref(), &long);
    match (expected, likeliest.and_then(language_of)) {
        (Some(language), likeliest) if likeliest.as_ref() == Some(&language) => Finding::Sure(language),
        (Some(language), _) => Finding::Expected(language),
        (None, Some(language)) if is_likely => Finding::Likely(language),
        _ if own != Own::Others => with_code(text).map_or(Finding::Unknown, Finding::Likely),
        _ => Finding::Unknown,
    }
}

/// Returns the language of a text whose prose is too little, if it has code beside it: names in that and remarks tell something.
fn with_code(text: &str) -> Option<Language> {
    let sample = &text[..text.floor_char_boundary(LONG_SAMPLE)];
    if code::ends(sample).is_empty() { None } else { reliable(Detector::new().detect(sample).as_ref(), sample) }
}

/// Returns what `text` is in of the languages `expected`: none of them, if it is reliably rather in the `likeliest` of all.
fn in_doubt(text: &str, expected: &[Language], likeliest: Lang) -> Option<Info> {
    let expected = known(expected);
    let beside = Detector::with_allowlist([expected.as_slice(), &[likeliest]].concat()).detect(text)?;
    if beside.is_reliable() {
        return Some(beside).filter(|info| expected.contains(&info.lang()));
    }
    Detector::with_allowlist(expected).detect(text)
}

/// Returns the likeliest language of `text`, of those `among` where there are any; none of one that says nearly nothing.
pub fn guess(text: &str, among: &[Language]) -> Option<Language> {
    let sample = Source::of(text).sample(LONG_SAMPLE);
    let text = Own::of(&sample, || &sample, among).letters(&sample);
    if !has_letters(&text, FEWEST_LETTERS / 2) {
        return None;
    }
    let detector = if among.is_empty() { Detector::new() } else { Detector::with_allowlist(known(among)) };
    detector.detect(&text).and_then(|info| language_of(info.lang()))
}

/// Tells whether `text`, which reads as one in the language `found`, may well be in `stated`: it has letters of its own, and what is
/// in Latin ones may be terms and quotations.
pub fn has_letters_of(stated: &Language, found: &Language, text: &str) -> bool {
    let own = || Own::Others.letters(&Source::of(text).sample(LONG_SAMPLE)).into_owned();
    !is_latin(stated) && is_latin(found) && has_letters(&own(), FEWEST_LETTERS)
}

/// Tells whether the words of `text` tell its language. Where they do not, it may be one that is like the language found.
pub fn is_told_by_words(text: &str) -> bool {
    let source = Source::of(text);
    [SHORT_SAMPLE, LONG_SAMPLE].iter().any(|&limit| words::told(&source.sample(limit)).is_some())
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

/// Returns what stands for the languages that detection has one name for.
fn family(language: &Language) -> &str {
    match language.primary() {
        "nb" | "nn" => "no",
        "bs" => "hr",
        "ms" => "id",
        primary => primary,
    }
}

/// Returns the language that was found in `prose`, if that is reliable.
fn reliable(found: Option<&Info>, prose: &str) -> Option<Language> {
    let language = found.filter(|info| info.is_reliable()).and_then(|info| language_of(info.lang()));
    language.filter(|language| usual::bear_out(language.tag(), prose))
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

#[cfg(test)]
mod tests;
