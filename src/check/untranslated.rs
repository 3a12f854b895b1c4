//! Untranslated is what is still in the other language: told by detection, by being the same on both sides, or by words that
//! only the other text has elsewhere.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use super::bitext::{Bitext, Pair, Side};
use super::finding::{Draft, Finding};
use super::words::{Word, words};
use crate::ground::finding::Kind;
use crate::ground::language::Language;
use crate::understand::detect::{self, Between};
use crate::understand::script::Script;
use crate::understand::{BlockKind, Work, script};

/// Fewer letters than this tell no language, and may be the same in both: a name, "Ha ha!", "OK".
const FEWEST_LETTERS: usize = 24;
/// Fewer words than this are a name.
const FEWEST_WORDS: usize = 4;
/// From this share of common words on, two sentences are the same text.
const SAME: f64 = 0.8;
/// A short sentence that both sides have is untranslated where it has so many words that are common in one text, each in
/// so many of its segments, and that the other text has nowhere else.
const TELLING_WORDS: usize = 2;
const COMMON: usize = 3;
/// Shorter ones may be a name or an exclamation.
const FEWEST_WORDS_OF_SENTENCE: usize = 3;
/// Of a sentence of so many words, few need be known: it is hardly a saying of a third language where so many stand elsewhere
/// in one text, one of them at least in that text alone.
const ENOUGH_WORDS: usize = 4;
const KNOWN_WORDS: usize = 2;
/// What a sentence ends with.
const STOPS: [char; 9] = ['.', '!', '?', '…', '。', '！', '？', '؟', '।'];
/// As sure of its language must detection be. It is asked about two languages only, of which one is unlikely from the
/// outset.
const SURE: f64 = 0.95;
/// Letters of a sentence whose language is asked for. Of fewer, detection between two languages errs too often.
const ENOUGH_LETTERS: usize = 50;

/// Of the letters of a translation, at least this share is of its own script, however many terms are between them; with fewer
/// of them, a sentence was forgotten beside one that was translated.
const OWN_SHARE: f64 = 0.5;
/// A character that is a syllable or a word stands for so many letters.
const LETTERS_OF_SYLLABLE: usize = 3;
/// What stands in addresses, code and the names of people on the net, and in no word.
const IN_TERMS: [char; 18] =
    ['/', '@', '_', '.', '=', '#', ':', '|', '&', '(', ')', '<', '>', '[', ']', '{', '}', '\\'];

/// Finds segments that are still in the other language.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let languages = bitext.languages();
    if detect::alike(languages[0], languages[1]) {
        return Vec::new();
    }
    let between = Between::new(languages);
    let usage = LazyCell::new(|| [0, 1].map(|side| usage(bitext, side)));
    let mut findings = Vec::new();
    for pair in &bitext.pairs {
        if pair.sides.iter().any(Side::is_code) {
            continue;
        }
        let foreign = (0..2).find_map(|side| Some((side, foreign(bitext.work, pair, side, between.as_ref())?)));
        let (side, message) = match foreign {
            Some((side, language)) => (side, format!("this is still in {}", language.english_name())),
            None => match same_in_both(pair, between.as_ref(), &usage) {
                Some(side) => (side, "both sides are the same text".to_owned()),
                None => continue,
            },
        };
        let draft =
            Draft::new(Kind::Untranslated, message, format!("translate it to {}", languages[side].english_name()));
        findings.push(draft.within(pair, side, [None, None]));
    }
    findings
}

/// Returns the side that is to be translated, where both sides of `pair` are the same text.
fn same_in_both(pair: &Pair, between: Option<&Between>, usage: &impl Deref<Target = [Usage; 2]>) -> Option<usize> {
    let told = || between?.tell(&own_words(&pair.sides[1].words));
    if is_same(pair) {
        return Some(told().map_or(1, |told| 1 - told.language));
    }
    if !is_one_sentence(pair) {
        return None;
    }
    let by_script = told().filter(|told| told.by_script).map(|told| 1 - told.language);
    by_script.or_else(|| (0..2).find(|&side| is_foreign_to(side, pair, usage)))
}

/// Returns the language that this side of `pair` is surely in and should not be: that of the other side, or of another text
/// of `work` if that is likelier. Names, terms and code tell nothing.
fn foreign<'a>(work: &'a Work, pair: &Pair, side: usize, between: Option<&Between>) -> Option<&'a Language> {
    let [own, other] = [side, 1 - side].map(|side| pair.sides[side].language());
    let prose = own_words(&prose(&pair.sides[side]));
    let words: Vec<&str> = prose.split_whitespace().filter(|word| !is_term(word)).collect();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii_uppercase()).count();
    let small = words.iter().filter(|word| !word.starts_with(char::is_uppercase));
    let is_enough = words.iter().map(|word| letters(word)).sum::<usize>() >= ENOUGH_LETTERS
        && small.clone().map(|word| letters(word)).sum::<usize>() >= FEWEST_LETTERS;
    let latin = small.flat_map(|word| word.chars()).filter(|c| script::is_latin(*c)).count();
    if !is_enough || is_in_own_letters(&prose, latin, &pair.sides[1 - side].words) {
        return None;
    }
    let text = words.join(" ");
    let is_surely_second =
        |between: &Between| between.tell(&text).is_some_and(|told| told.language == 1 && told.sure >= SURE);
    let told = between?.tell(&text)?;
    if told.language == side || told.sure < SURE {
        return None;
    }
    let languages = work.documents.iter().map(|document| &document.language);
    let mut foreign = languages.clone().find(|language| *language == other)?;
    for language in languages.filter(|language| ![own, other].contains(language)) {
        if Between::new([foreign, language]).is_some_and(|between| is_surely_second(&between)) {
            foreign = language;
        }
    }
    let is_sure = || Between::new([own, foreign]).is_some_and(|between| is_surely_second(&between));
    (foreign == other || is_sure()).then_some(foreign)
}

/// Returns the words of `side` without markup and code.
fn prose(side: &Side) -> String {
    let sentences = &side.text.sentences[side.sentences.clone()];
    sentences.iter().map(|sentence| detect::prose(&sentence.html)).collect()
}

/// Tells whether enough of `prose`, beside so many Latin letters of words that are no names, is in letters of another script,
/// of which the other side's `words` have fewer.
fn is_in_own_letters(prose: &str, latin: usize, words: &str) -> bool {
    let weight = |c| if script::of(c).is_some_and(Script::has_syllables) { LETTERS_OF_SYLLABLE } else { 1 };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic() && !script::is_latin(*c)).map(weight).sum();
    let own = usize::saturating_sub(letters(prose), letters(words));
    own > 0 && own as f64 >= OWN_SHARE * (own + latin) as f64
}

/// Tells whether `word` is the name of something in code, an address or the like, which is the same in all languages.
fn is_term(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_humped =
        || bare.chars().zip(bare.chars().skip(1)).any(|(one, next)| one.is_lowercase() && next.is_uppercase());
    word.starts_with('@') || word.ends_with("?:") || bare.contains(IN_TERMS) || is_humped()
}

/// Returns `words` without what stands in quotation marks: titles and sayings are often kept as they are.
fn own_words(words: &str) -> String {
    let parts = words.split(['"', '“', '”', '„', '«', '»', '「', '」']);
    parts.step_by(2).collect::<Vec<_>>().join(" ")
}

/// Tells whether both sides have nearly the same words, most of which are no names.
fn is_same(pair: &Pair) -> bool {
    let own = pair.words().map(own_words);
    let words = [0, 1].map(|side: usize| {
        let words = own[side].split_whitespace().filter(|word| !is_term(word));
        let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        words.filter(|word| word.starts_with(char::is_lowercase)).collect::<Vec<_>>()
    });
    let letters = words[0].iter().map(|word| word.chars().count()).sum::<usize>();
    let there: HashSet<&str> = words[1].iter().copied().collect();
    let common = words[0].iter().filter(|word| there.contains(*word)).count();
    letters >= FEWEST_LETTERS
        && words[0].len() >= FEWEST_WORDS
        && common as f64 >= SAME * words[0].len().max(words[1].len()) as f64
}

/// Tells whether both sides are one sentence of a paragraph, letter by letter, without markup and quotation; with a name only
/// where it has enough other words.
fn is_one_sentence(pair: &Pair) -> bool {
    let is_plain = |side: &Side| {
        let text = side.text;
        let is_prose = |at: usize| text.kinds[at] == BlockKind::Paragraph && !text.sentences[at].html.contains('<');
        side.sentences.len() == 1 && is_prose(side.sentences.start)
    };
    let [left, right] = &pair.sides;
    if left.words != right.words || !left.words.ends_with(STOPS) || !pair.sides.iter().all(is_plain) {
        return false;
    }
    let words = words(&left.words);
    let is_enough = || match words.iter().skip(1).any(Word::is_capitalised) {
        true => small_words(&left.words).len() >= ENOUGH_WORDS,
        false => words.len() >= FEWEST_WORDS_OF_SENTENCE,
    };
    own_words(&left.words) == left.words
        && words.first().is_some_and(|first| first.is_uncased() || (first.is_capitalised() && is_enough()))
}

/// Returns the words of `text` that are no names, in small letters.
fn small_words(text: &str) -> HashSet<String> {
    let words = words(text).into_iter().enumerate().filter(|(at, word)| *at == 0 || !word.is_capitalised());
    words.map(|(_, word)| word.text.to_lowercase()).collect()
}

/// In how many segments of a text that differ from their counterparts each word stands, in small letters.
type Usage = HashMap<String, usize>;

fn usage(bitext: &Bitext, side: usize) -> Usage {
    let mut usage = Usage::new();
    for pair in bitext.pairs.iter().filter(|pair| pair.sides[0].words != pair.sides[1].words) {
        let words: HashSet<String> =
            words(&pair.sides[side].words).iter().map(|word| word.text.to_lowercase()).collect();
        words.into_iter().for_each(|word| *usage.entry(word).or_default() += 1);
    }
    usage
}

/// Tells whether the sentence that both sides have is in the language of the other side, as its words show.
fn is_foreign_to(side: usize, pair: &Pair, usage: &[Usage; 2]) -> bool {
    let words = small_words(&pair.sides[side].words);
    let count = |side: usize, word: &String| usage[side].get(word).copied().unwrap_or(0);
    let telling =
        |often: usize| words.iter().filter(|word| count(side, word) == 0 && count(1 - side, word) >= often).count();
    let known = words.iter().filter(|word| count(1 - side, word) > 0).count();
    let is_at_home = words.iter().any(|word| count(side, word) > 0 && count(1 - side, word) == 0);
    let is_told = words.len() >= ENOUGH_WORDS && known >= KNOWN_WORDS && telling(1) > 0;
    !is_at_home && (is_told || telling(COMMON) >= TELLING_WORDS)
}
