//! What a text is made of besides words is the same on both sides: links, images, code, headings, list markers.

use std::ops::Range;

use super::bitext::{Bitext, Pair, Side};
use super::finding::{Draft, Finding};
use crate::ground::finding::Kind;
use crate::understand::BlockKind;

/// How long an inline piece of code may be that is compared, in characters: longer ones hold words that are translated.
const LONGEST_CODE: usize = 40;

/// Finds links, images, code and headings that differ.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, pair) in bitext.pairs.iter().enumerate() {
        if pair.sides.iter().any(Side::is_empty) {
            continue;
        }
        for (kind, noun, list) in [
            (Kind::Link, "link", links as fn(&Side) -> Vec<String>),
            (Kind::Image, "image", images),
            (Kind::Code, "code", code),
        ] {
            findings.extend(lost(bitext, at, kind, noun, list));
        }
        findings.extend(heading(bitext, pair));
        findings.extend(marker(bitext, pair));
    }
    findings
}

fn lost(bitext: &Bitext, at: usize, kind: Kind, noun: &str, list: fn(&Side) -> Vec<String>) -> Vec<Finding> {
    let pair = &bitext.pairs[at];
    let here = [0, 1].map(|side: usize| list(&pair.sides[side]));
    let near = &bitext.pairs[at.saturating_sub(1)..(at + 2).min(bitext.pairs.len())];
    let mut findings = Vec::new();
    for side in [0, 1] {
        let there: Vec<String> = near.iter().flat_map(|pair| list(&pair.sides[1 - side])).collect();
        // Addresses differ by language as a rule; only that there are as many of them can be expected.
        let is_fewer = kind == Kind::Code || here[side].len() > here[1 - side].len();
        for target in here[side].iter().filter(|target| is_fewer && !there.contains(target)) {
            let message = format!("the {noun} `{target}` has no counterpart");
            let draft = Draft::new(kind, message, "set it on the other side too");
            let mark = pair.sides[side].words.find(target.as_str()).map(|from| from..from + target.len());
            findings.push(draft.within(&bitext.work.slug, pair, side, [mark, None]));
        }
    }
    findings
}

fn links(side: &Side) -> Vec<String> {
    let is_own = |target: &String| !target.starts_with('#');
    attributes(side, "<a ", "href=\"").into_iter().filter(is_own).map(|target| without_language(&target)).collect()
}

fn images(side: &Side) -> Vec<String> {
    attributes(side, "<img ", "src=\"").into_iter().map(|target| without_language(&target)).collect()
}

/// Returns an address without the parts that name a language: `/en/`, `es.`, `.fr.`
fn without_language(target: &str) -> String {
    let is_tag = |part: &&str| part.len() == 2 && part.chars().all(|c| c.is_ascii_lowercase());
    let parts = target.split_inclusive(['/', '.']);
    parts.filter(|part| !is_tag(&part.trim_end_matches(['/', '.']))).collect()
}

fn attributes(side: &Side, tag: &str, attribute: &str) -> Vec<String> {
    let mut found = Vec::new();
    for number in side.sentences.clone() {
        for (_, rest) in split_at_each(&side.text.sentences[number].html, tag) {
            let inside = &rest[..rest.find('>').unwrap_or(rest.len())];
            let value = inside.split_once(attribute).and_then(|(_, value)| value.split('"').next());
            found.extend(value.map(str::to_owned));
        }
    }
    found
}

fn code(side: &Side) -> Vec<String> {
    let mut found = Vec::new();
    for number in side.sentences.clone() {
        for (_, rest) in split_at_each(&side.text.sentences[number].html, "<code>") {
            let inside = &rest[..rest.find("</code>").unwrap_or(rest.len())];
            let plain = inside.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            let is_short = plain.chars().count() <= LONGEST_CODE && !plain.contains(['<', '\n']);
            if is_short && plain.split_whitespace().count() <= 2 {
                found.push(plain);
            }
        }
    }
    found
}

fn split_at_each<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    text.match_indices(mark).map(move |(at, _)| (at, &text[at + mark.len()..]))
}

fn heading(bitext: &Bitext, pair: &Pair) -> Option<Finding> {
    let level = |side: &Side| match side.text.kinds[side.sentences.start] {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let levels = [level(&pair.sides[0]), level(&pair.sides[1])];
    let marked = bitext.texts.iter().all(|text| !text.document.is_plain_text());
    let message = match levels {
        _ if levels[0] == levels[1] || !marked => return None,
        [Some(left), Some(right)] => format!("this heading has level {right} here and {left} on the other side"),
        [None, _] => "this is a heading here and none on the other side".to_owned(),
        [_, None] => "this is no heading here and one on the other side".to_owned(),
    };
    let draft = Draft::new(Kind::Heading, message, "make it a heading of one level on both sides");
    Some(draft.within(&bitext.work.slug, pair, 1, [None, None]))
}

/// Finds list items whose numbers differ, or that only one side marks.
fn marker(bitext: &Bitext, pair: &Pair) -> Option<Finding> {
    let markers = [0, 1].map(|side: usize| marker_of(&pair.sides[side].words));
    let message = match &markers {
        [Some((one, _)), Some((other, _))] if one != other => {
            format!("the list marker `{one}` here is `{other}` there")
        }
        [Some((one, _)), None] if is_counted(one) => format!("the list marker `{one}` is missing on the other side"),
        [None, Some((other, _))] if is_counted(other) => {
            format!("the list marker `{other}` is missing on the other side")
        }
        _ => return None,
    };
    let side = usize::from(markers[1].is_some());
    let draft = Draft::new(Kind::ListMarker, message, "mark the item as on the other side");
    let [left, right] = markers.map(|marker| marker.map(|(_, range)| range));
    let marks = if side == 0 { [left, right] } else { [right, left] };
    Some(draft.sure(0.7).within(&bitext.work.slug, pair, side, marks))
}

/// Tells whether the marker is a number or a letter. A dash may be speech, and a dot a list in one text only.
fn is_counted(marker: &str) -> bool {
    marker.ends_with(')') && marker.chars().next().is_some_and(|c| c.is_ascii_digit() || c.is_ascii_lowercase())
}

/// Returns the list marker that `words` begin with: `1.`, `a)`, `(iv)`.
fn marker_of(words: &str) -> Option<(String, Range<usize>)> {
    let first = words.split_whitespace().next()?;
    let inside = first.trim_start_matches('(').strip_suffix([')', '.'])?;
    let is_short = inside.len() <= 3 && !inside.is_empty();
    let is_number = inside.chars().all(|c| c.is_ascii_digit());
    let is_letter = first.ends_with(')') && inside.chars().all(|c| c.is_ascii_lowercase());
    let has_text = words.len() > first.len();
    (is_short && has_text && (is_number || is_letter)).then(|| (first.to_owned(), 0..first.len()))
}
