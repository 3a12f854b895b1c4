//! Slips of the hand that each text shows by itself: words written twice, spaces before stops, stops that stand alone,
//! markup that is left in the text.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::bitext::{Side, Text};
use super::finding::{Draft, Finding};
use super::lone::Lone;
use super::spot::Mark;
use super::words::{Word, words};
use crate::ground::finding::Kind;
use crate::ground::spaces::with_single_spaces;
use crate::understand::{BlockKind, Sentence};

/// Words that a language may have twice in a row: "had had", "vous vous", "die die Tür". Where the other side has a word
/// twice too, any may be; and in all other languages, some of which double words to change their meaning.
const TWICE: [(&str, &[&str]); 9] = [
    ("en", &["had", "that", "is", "so", "very", "bye", "no", "ha", "in"]),
    ("fr", &["nous", "vous", "si", "très"]),
    ("de", &["die", "der", "das", "den", "dem", "sie", "in", "ja", "sehr"]),
    ("es", &["no", "sí", "que", "casi", "muy", "ya"]),
    ("it", &["si", "no", "più", "così", "piano"]),
    ("pt", &["que", "não", "se", "sim", "nos", "vos"]),
    ("nl", &["die", "dat", "is", "ja", "haar"]),
    ("pl", &["na", "się"]),
    ("ru", &["да", "нет", "что", "как"]),
];

/// Languages that set a space before `:`, `;`, `!`, `?` and inside «». A full stop or a comma has none in any.
const SPACED: [&str; 3] = ["fr", "br", "co"];

/// In this share of its sentences or more, a text that has spaces before stops has them on purpose: it is tokenised.
const ON_PURPOSE: f64 = 0.3;

/// Elements whose tags are markup residue where a reader sees them.
const TAGS: [&str; 23] = [
    "br", "p", "i", "b", "em", "strong", "u", "s", "div", "span", "a", "ul", "ol", "li", "font", "center", "h1", "h2",
    "h3", "img", "hr", "sup", "sub",
];

/// Entities that stand in a text by mistake.
const ENTITIES: [&str; 8] = ["&nbsp;", "&amp;", "&quot;", "&lt;", "&gt;", "&#39;", "&apos;", "&#x27;"];

/// Finds words that are written twice in a row.
pub(super) fn doubled(lone: &Lone) -> Vec<Finding> {
    let mut findings = Vec::new();
    let language = lone.text.document.language.primary();
    let Some((_, twice)) = TWICE.iter().find(|(tag, _)| *tag == language) else { return findings };
    for (number, sentence) in prose(lone) {
        let words = words(sentence);
        let is_slip = |pair: &&[Word]| is_doubled(&pair[0], &pair[1], sentence, twice);
        let has_counterpart =
            LazyCell::new(|| lone.counterpart(number).is_some_and(|(_, side)| has_doubled(&side.words)));
        for pair in words.windows(2).filter(is_slip) {
            if !*has_counterpart {
                let mark = Mark { sentence: number, words: pair[0].at..pair[1].range().end };
                let draft =
                    Draft::new(Kind::DoubledWord, format!("`{}` is written twice", pair[1].text), "write it once");
                findings.push(lone.finding(draft, &mark));
            }
        }
    }
    findings
}

/// Shorter sentences are said twice for emphasis, in characters: Run! Run!
const LONGEST_CRY: usize = 15;

/// Finds sentences that are written twice in a row, where the other side says them once.
pub(super) fn repeated(lone: &Lone) -> Vec<Finding> {
    let text = |number: usize| lone.text.sentences[number].text();
    let is_twice = |number: &usize| {
        let segments = [number - 1, *number].map(|number| lone.counterpart(number).map(|(segment, _)| segment));
        text(number - 1) == text(*number) && segments[0].is_some() && segments[0] == segments[1]
    };
    // The answer for the segment that was asked for last.
    let mut known = None;
    let mut says_once = |number: &usize| {
        let Some((segment, side)) = lone.counterpart(*number) else { return false };
        if known.is_none_or(|(known, _)| known != segment) {
            let sentences = &side.text.sentences[side.sentences.clone()];
            let differ = sentences.windows(2).all(|pair| pair[0].text() != pair[1].text());
            known = Some((segment, !sentences.is_empty() && differ));
        }
        known.is_some_and(|(_, once)| once)
    };
    let numbers = prose(lone).map(|(number, _)| number).filter(|number| *number > 0);
    let long = numbers.filter(|number| text(*number).chars().count() > LONGEST_CRY);
    let repeated = long.filter(is_twice).filter(|number| says_once(number));
    let finding = |number: usize| {
        let mark = Mark { sentence: number, words: 0..text(number).len() };
        lone.finding(Draft::new(Kind::DoubledWord, "this sentence is written twice", "write it once"), &mark)
    };
    repeated.map(finding).collect()
}

fn has_doubled(text: &str) -> bool {
    let words = words(text);
    words.windows(2).any(|pair| pair[0].text.to_lowercase() == pair[1].text.to_lowercase())
}

fn is_doubled(one: &Word, other: &Word, text: &str, twice: &[&str]) -> bool {
    let between = &text[one.range().end..other.at];
    let before = text[..one.at].chars().next_back();
    let rest = &text[other.range().end..];
    let is_file = rest.starts_with('.') && rest[1..].starts_with(char::is_alphanumeric);
    let is_whole = |beside: Option<char>| beside.is_none_or(|c| !matches!(c, '-' | '\'' | '’' | '_' | '/' | '@'));
    let small = other.text.to_lowercase();
    between == " "
        && one.text.to_lowercase() == small
        && !other.is_capitalised()
        && small.chars().count() >= 2
        && is_whole(before)
        && is_whole(rest.chars().next())
        && !is_file
        && !twice.contains(&small.as_str())
}

/// The sentences that are text, as people see them.
fn prose<'a>(lone: &'a Lone<'a>) -> impl Iterator<Item = (usize, &'a str)> {
    let text = lone.text;
    let is_prose = move |number: &usize| text.kinds[*number] != BlockKind::Code;
    (0..text.sentences.len()).filter(is_prose).map(move |number| (number, text.sentences[number].text()))
}

/// What is wrong with a stop, and what to do about it.
const ALONE: [&str; 2] = ["a stop stands alone behind another", "take it away"];
const SPACE: [&str; 2] = ["a space stands before the stop", "close the space"];

/// Finds spaces before stops, and stops that stand alone.
pub(super) fn spacing(lone: &Lone) -> Vec<Finding> {
    let text = lone.text;
    let mut found: Vec<(Mark, [&str; 2])> = Vec::new();
    for (number, sentence) in prose(lone) {
        let line_starts = LazyCell::new(|| line_starts(text, number));
        let spaced_there = LazyCell::new(|| lone.counterpart(number).map(|(_, side)| spaced(side)).unwrap_or_default());
        for (at, space) in sentence.match_indices(' ') {
            if let Some(length) = stop(&sentence[at + space.len()..], text.document.language.primary()) {
                // Behind a dash it is the dash that has the space.
                let is_among =
                    |stops: &BTreeSet<char>| sentence[at + space.len()..].starts_with(|stop| stops.contains(&stop));
                let is_behind_dash = sentence[..at].ends_with(['—', '–', '-']);
                if is_behind_dash || is_among(&line_starts) || is_set_apart(sentence, at) || is_among(&spaced_there) {
                    continue;
                }
                let alone = sentence[..at].ends_with(['.', '!', '?', '…', ',']);
                let mark = Mark { sentence: number, words: at..at + space.len() + length };
                found.push((mark, if alone { ALONE } else { SPACE }));
            }
        }
        let is_stop = !sentence.is_empty() && sentence.chars().all(|c| matches!(c, '.' | ',' | ';' | ':'));
        let is_behind = number > 0 && text.paragraphs[number - 1] == text.paragraphs[number];
        if is_stop && is_behind && sentence.len() < 3 {
            found.push((Mark { sentence: number, words: 0..sentence.len() }, ALONE));
        }
    }
    let is_convention = found.len() as f64 > ON_PURPOSE * text.sentences.len() as f64 && found.len() > 3;
    if is_convention {
        return Vec::new();
    }
    let report =
        |(mark, [message, hint]): (Mark, [&str; 2])| lone.finding(Draft::new(Kind::Spacing, message, hint), &mark);
    found.into_iter().map(report).collect()
}

/// Tells whether the stop behind the space at `at` is one of several that all stand apart, `. . .`, or between two numbers:
/// `3 : 1`.
fn is_set_apart(sentence: &str, at: usize) -> bool {
    let (before, after) = (&sentence[..at], &sentence[at..]);
    let is_digit = |character: char| character.is_ascii_digit();
    let is_ratio = after.starts_with(" : ") && after[" : ".len()..].starts_with(is_digit) && before.ends_with(is_digit);
    let dots = before.rsplit(' ').take(2).take_while(|part| *part == ".").count()
        + after.split(' ').skip(1).take(3).take_while(|part| *part == ".").count();
    is_ratio || dots > 2
}

/// Returns the characters that the lines of a sentence begin with: no space stands before them, but the end of a line.
fn line_starts(text: &Text, number: usize) -> BTreeSet<char> {
    let raw = text.document.text.get(text.sentences[number].span.clone()).unwrap_or_default();
    raw.lines().skip(1).filter_map(|line| line.trim_start().chars().next()).collect()
}

/// Returns the stops that have a space before them in `side` though its language sets none: it is code, and has them on both
/// sides.
fn spaced(side: &Side) -> BTreeSet<char> {
    if SPACED.contains(&side.language().primary()) {
        return BTreeSet::new();
    }
    let stops = side.words.split(' ').skip(1).filter_map(|word| word.chars().next());
    stops.filter(|stop| matches!(stop, ';' | ':' | '!' | '?')).collect()
}

/// Returns the length of the stop that `text` begins with, if no space may stand before it in this language. What goes on
/// with a letter or a digit is a name or a number (`.net`, `.5`), with another stop an ellipsis or a smiley.
fn stop(text: &str, language: &str) -> Option<usize> {
    let stop = text.chars().next()?;
    let rest = &text[stop.len_utf8()..];
    let is_wrong = match stop {
        '.' | ',' => true,
        ';' | ':' | '!' | '?' => !SPACED.contains(&language),
        _ => false,
    };
    let ends = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»' | '\''));
    (is_wrong && ends).then_some(stop.len_utf8())
}

/// Finds markup that is left in a text: in plain text also where the page leaves it out.
pub(super) fn residue(lone: &Lone) -> Vec<Finding> {
    let document = lone.text.document;
    if document.is_plain_text() {
        return runs(&document.text).into_iter().map(|span| raw(lone, span)).collect();
    }
    let mut findings = Vec::new();
    for (number, sentence) in prose(lone).filter(|(_, sentence)| sentence.contains(['<', '&'])) {
        let Sentence { html, span, .. } = lone.text.sentences[number];
        // Who writes a backslash before the `<` means it.
        let is_meant = html.contains("<code") || document.text.get(span.clone()).is_some_and(|raw| raw.contains("\\<"));
        for span in runs(sentence).into_iter().filter(|_| !is_meant) {
            findings.push(lone.finding(draft(&sentence[span.clone()]), &Mark { sentence: number, words: span }));
        }
    }
    findings
}

fn draft(markup: &str) -> Draft {
    let shown: String = with_single_spaces(markup).chars().take(40).collect();
    Draft::new(Kind::Residue, format!("`{shown}` is markup that is left in the text"), "take it out of the text")
}

fn raw(lone: &Lone, span: Range<usize>) -> Finding {
    let sentences = &lone.text.sentences;
    let sentence =
        sentences.partition_point(|sentence| sentence.span.end <= span.start).min(sentences.len().saturating_sub(1));
    let spot = lone.text.raw_spot(span.clone());
    lone.at(draft(&lone.text.document.text[span]), spot, sentence)
}

/// Returns where markup stands in `text`; what only white space parts is one.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(['<', '&']) {
        let Some(length) = markup(&text[at..]) else { continue };
        match runs.last_mut() {
            Some(last) if text[last.end.min(at)..at].trim().is_empty() => last.end = at + length,
            _ => runs.push(at..at + length),
        }
    }
    runs
}

/// How long a tag may be, in bytes.
const LONGEST_TAG: usize = 300;

/// Returns the length of the tag or entity that `text` begins with.
fn markup(text: &str) -> Option<usize> {
    if text.starts_with('&') {
        return ENTITIES.iter().find(|entity| text.starts_with(**entity)).map(|entity| entity.len());
    }
    let inside = &text[1..];
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let is_tag = TAGS.contains(&name[..length].to_ascii_lowercase().as_str())
        && name[length..].starts_with(['>', '/', ' ', '\t', '\n']);
    let end = text.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?;
    (is_tag && !text[1..end].contains('<')).then_some(end + 1)
}
