//! Prose is what of a text tells its language: its words, without tags, code and addresses.

use std::collections::BTreeMap;
use std::ops::Range;

use super::code;

/// How long a tag or an entity can be. What is longer is a `<` or a `&` of the text.
const LONGEST_MARKUP: usize = 200;
/// What no reader of a page sees, and code, however long it is: how it begins behind a `<`, and how it ends.
const HIDDEN: [(&str, &str); 4] = [("!--", "-->"), ("script", "</script"), ("style", "</style"), ("code", "</code")];
/// From so many places a sample is taken.
const PLACES: usize = 6;

/// Returns all words of `text` without tags, code and addresses.
pub fn prose(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    Source::of(text).add(&mut prose, 0, usize::MAX);
    prose
}

/// A text, and where code in it ends.
pub(super) struct Source<'a> {
    text: &'a str,
    code_ends: BTreeMap<usize, usize>,
}

impl<'a> Source<'a> {
    pub(super) fn of(text: &'a str) -> Source<'a> {
        Source { text, code_ends: code::ends(text) }
    }

    /// Returns about `limit` bytes of the text's prose, from the middle of each of so many equal parts of it: what only stands
    /// at its beginning, such as an epigraph, says nothing of the language of a long text.
    pub(super) fn sample(&self, limit: usize) -> String {
        let mut sample = String::with_capacity(limit + LONGEST_MARKUP);
        let mut at = 0;
        for place in 0..PLACES {
            let middle = self.text.len() * (2 * place + 1) / (2 * PLACES);
            let start = self.text.floor_char_boundary(middle.saturating_sub(limit / (2 * PLACES)));
            if start > at {
                let word = start + self.text[start..].find(char::is_whitespace).unwrap_or(0);
                at = self.visible(at..word);
            }
            at = self.add(&mut sample, at, limit * (place + 1) / PLACES);
        }
        if sample.len() < limit / 2 {
            // What was passed over may be most of what there is.
            let mut beginning = String::new();
            self.add(&mut beginning, 0, limit);
            let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).count();
            return if letters(&beginning) > letters(&sample) { beginning } else { sample };
        }
        sample
    }

    /// Returns the first place from the end of `before` on that is in no tag and in nothing hidden, if those begin in that range.
    fn visible(&self, before: Range<usize>) -> usize {
        let (text, at) = (self.text, before.end);
        let end = |(begin, end): &(&str, &str)| {
            let mut starts =
                memchr::memrchr_iter(b'<', &text.as_bytes()[before.clone()]).map(|start| before.start + start);
            let start = starts.find(|&start| begins(&text[start + 1..], begin))?;
            Some(start + find_end(&text[start..], end)?)
        };
        let tag = memchr::memrchr(b'<', &text.as_bytes()[before.clone()]).map(|start| before.start + start);
        let tag_end = tag.and_then(|start| Some(start + markup(&text[start..])?));
        let at = HIDDEN.iter().filter_map(end).chain(tag_end).fold(at, usize::max);
        // Whether a fence opens or closes, only those before it tell.
        let behind = |end: usize, (&start, &code_end): (&usize, &usize)| if start < end { end } else { code_end };
        let code_end = self.code_ends.range(before.start..at).fold(before.start, behind);
        at.max(code_end)
    }

    /// Adds the words from `start` on to `sample` until it has `limit` bytes, and returns where they end.
    fn add(&self, sample: &mut String, start: usize, limit: usize) -> usize {
        let (mut rest, mut endless) = (&self.text[start..], Vec::new());
        while !rest.is_empty() && sample.len() < limit {
            // What has no end here has none further on: it is looked for once.
            let hidden = hidden_until(rest).filter(|end| !endless.contains(end));
            let hidden = hidden.and_then(|end| {
                let length = find_end(rest, end);
                endless.extend(length.is_none().then_some(end));
                length
            });
            let code = || {
                let start = self.text.len() - rest.len();
                self.code_ends.get(&start).map(|end| end - start)
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
        self.text.len() - rest.len()
    }
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
