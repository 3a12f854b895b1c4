//! Sentences are whole: none begins in the middle, behind a full stop that parts it from its beginning.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bitext::{Bitext, Pair, Side, Text};
use super::finding::{Draft, Finding};
use super::spot::Mark;
use super::words::{Word, words};
use crate::ground::finding::Kind;
use crate::understand::BlockKind;

/// As many words show where a sentence begins.
const SHOWN_WORDS: usize = 4;

/// A place where a sentence begins in the middle.
struct Beginning {
    mark: Mark,
    message: String,
}

/// Finds sentences that begin in the middle: with a small letter or a comma, behind a full stop.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let stopped = [0, 1].map(|side| Stopped::of(bitext.texts[side]));
    let mut findings = Vec::new();
    for pair in &bitext.pairs {
        for side in [0, 1] {
            let (here, there) = (&pair.sides[side], &pair.sides[1 - side]);
            let begins_so = there.sentences.clone().any(|number| beginning(there, number).is_some());
            for number in here.sentences.clone().filter(|_| !begins_so) {
                let behind = beginning(here, number).filter(|_| is_behind_a_stop(here, number));
                let found = behind.into_iter().chain(stopped[side].inside(here.text, number));
                findings.extend(found.map(|beginning| finding(pair, side, beginning)));
            }
        }
    }
    findings
}

fn finding(pair: &Pair, side: usize, Beginning { mark, message }: Beginning) -> Finding {
    let (here, there) = (&pair.sides[side], &pair.sides[1 - side]);
    let is_split = here.sentences.len() >= there.sentences.len() && !there.is_empty();
    let hint = match is_split {
        true => "the other side says it in one sentence: join the two, or give this one a beginning and a verb",
        false => "join it with the sentence before, or give it a beginning and a verb of its own",
    };
    let spots = vec![here.text.spot(&mark), there.whole()];
    Draft::new(Kind::BrokenSentence, message, hint).of(pair, spots)
}

fn first_words(text: &str) -> Range<usize> {
    0..words(text).get(SHOWN_WORDS - 1).map_or(text.len(), |word| word.range().end)
}

/// Returns how the sentence of this number begins in the middle, if it does.
fn beginning(side: &Side, number: usize) -> Option<Beginning> {
    let sentence = &side.text.sentences[number];
    let text = sentence.text();
    let first = text.chars().next().filter(|_| !begins_with_thing(&sentence.html))?;
    let letter = text.chars().find(|c| c.is_alphanumeric())?;
    let how = match first {
        ',' | ';' | ')' if text[1..].starts_with(char::is_alphanumeric) => return None,
        ',' | ';' | ')' | '，' | '、' => format!("with `{first}`"),
        _ if first.is_lowercase() && first == letter && is_word(text) && has_capitals(text) => SMALL.to_owned(),
        _ => return None,
    };
    let mark = Mark { sentence: number, words: first_words(text) };
    Some(Beginning { mark, message: format!("{MIDDLE}, {how}") })
}

/// Tells whether an image, code or a link is the first of what a reader sees of `html`: that begins as it likes.
fn begins_with_thing(html: &str) -> bool {
    let is_thing = |rest: &str| ["<img ", "<code>", "<a "].iter().any(|tag| rest.starts_with(tag));
    let mut rest = html.trim_start();
    while rest.starts_with('<') && !is_thing(rest) {
        rest = rest.split_once('>').map_or("", |(_, rest)| rest).trim_start();
    }
    is_thing(rest)
}

/// Tells whether a sentence is in a script with capitals, so that it should begin with one. In others, Latin letters are those of
/// names.
fn has_capitals(text: &str) -> bool {
    !words(text).iter().any(Word::is_uncased)
}

const MIDDLE: &str = "this sentence begins in the middle of one, behind a full stop";
const SMALL: &str = "with a small letter";

/// Tells whether `text` begins with a word as people write it, not with `iPhone`, `e.g.`, an address or an item's letter.
fn is_word(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let word = first.trim_end_matches([',', '.', ';', ':', '!', '?']);
    word.chars().all(char::is_lowercase)
}

/// Tells whether the sentence before, in the same paragraph, ends with a full stop.
fn is_behind_a_stop(side: &Side, number: usize) -> bool {
    let text = side.text;
    let Some(before) = number.checked_sub(1) else { return false };
    let is_prose = matches!(text.kinds[number], BlockKind::Paragraph | BlockKind::Quote);
    let ending = text.sentences[before].text().trim_end_matches(['"', '”', '»', ')', ' ']);
    is_prose
        && text.paragraphs[before] == text.paragraphs[number]
        && ending.ends_with(['.', '。'])
        && !ending.ends_with("..")
}

/// How often a text has each word without a stop behind it: what has always one may be an abbreviation.
struct Stopped<'a>(BTreeMap<&'a str, usize>);

impl<'a> Stopped<'a> {
    fn of(text: &'a Text) -> Stopped<'a> {
        let mut unstopped: BTreeMap<&str, usize> = BTreeMap::new();
        for sentence in &text.sentences {
            for word in words(sentence.text()) {
                if !sentence.text()[word.range().end..].starts_with('.') {
                    *unstopped.entry(word.text).or_default() += 1;
                }
            }
        }
        Stopped(unstopped)
    }

    /// Returns where a small letter stands behind a full stop inside the sentence of this number. That the text was not
    /// divided there is because the word before is short, as abbreviations are.
    fn inside(&self, text: &Text, number: usize) -> Option<Beginning> {
        let sentence = text.sentences[number].text();
        let is_prose = matches!(text.kinds[number], BlockKind::Paragraph | BlockKind::Quote);
        // The description of an image begins as it likes.
        let has_image = text.sentences[number].html.contains("<img ");
        let words = if is_prose && !has_image && sentence.contains(". ") { words(sentence) } else { Vec::new() };
        let parted = words.windows(3).find(|words| {
            let [before, last, next] = words else { return false };
            let is_plain = sentence[before.range().end..last.at].chars().all(|c| c == ' ' || c == ',');
            let is_stop = &sentence[last.range().end..next.at] == ". ";
            is_stop
                && is_plain
                && !next.is_capitalised()
                && has_capitals(sentence)
                && next.text.chars().count() >= 2
                && self.is_word(last.text)
        })?;
        let from = parted[2].at;
        let mark = Mark { sentence: number, words: from..from + first_words(&sentence[from..]).end };
        Some(Beginning { mark, message: format!("{MIDDLE}, {SMALL}") })
    }

    /// Tells whether the text has this word without a stop too, in small letters as it stands.
    fn is_word(&self, word: &str) -> bool {
        let is_small = word.chars().all(char::is_lowercase) && word.chars().count() >= 2;
        is_small && self.0.get(word).is_some_and(|count| *count >= 2)
    }
}
