//! A title is what a document is called. Where nobody states it, the text says it: by a heading, by a short first line
//! that stands alone, or by its opening words.
//!
//! The name of a file is never a title, however readable: it may be a number or a hash, and where it is words they are
//! often in another language than the text (`the-cranes-are-flying.es.txt`), which the page would declare as its own.

use crate::read::Format;
use crate::understand::{Block, BlockKind};

/// A first paragraph of plain text that is longer, in characters, is no title.
const LONGEST_LINE: usize = 80;

/// Opening words that serve as a title end near this many characters: what fits one line of a contents list.
const OPENING: usize = 60;

/// Returns the title of a document with these blocks where nobody states it, and the block that already shows it, if one does.
pub(super) fn of(blocks: &[Block], format: Format) -> (String, Option<usize>) {
    match title_block(blocks, format) {
        Some(at) => (blocks[at].text(), Some(at).filter(|&at| at == 0 || blocks[at].kind == BlockKind::Heading(1))),
        None => (opening(blocks), None),
    }
}

/// Returns the block that already shows the `stated` title, if one does. A heading that says something else is a part of the text.
pub(in crate::understand) fn stated(blocks: &[Block], format: Format, stated: &str) -> Option<usize> {
    title_block(blocks, format).filter(|&at| says_same(&blocks[at].text(), stated))
}

/// Returns the block that looks like the title: the first heading, or the short first line of plain text.
fn title_block(blocks: &[Block], format: Format) -> Option<usize> {
    match format {
        Format::PlainText => (blocks.len() > 1 && is_line(&blocks[0].text())).then_some(0),
        Format::Markdown | Format::Html => {
            blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading(_)) && !block.text().is_empty())
        }
    }
}

fn is_line(text: &str) -> bool {
    let closed = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』']);
    let ended = closed.ends_with(['.', '…', ':', ';', ',', '。', '．', '।', '۔']);
    text.chars().count() <= LONGEST_LINE && !ended && text.chars().any(char::is_alphabetic)
}

/// Tells whether two titles have the same letters and digits.
fn says_same(left: &str, right: &str) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    letters(left) == letters(right)
}

/// Returns the words that the text opens with, up to a natural break.
fn opening(blocks: &[Block]) -> String {
    let sentences = blocks.iter().flat_map(|block| &block.sentences).map(|sentence| sentence.text());
    match sentences.into_iter().find(|text| text.chars().any(char::is_alphanumeric)) {
        Some(sentence) => shortened(sentence),
        None => "…".to_owned(),
    }
}

/// Returns `sentence` as a title: whole without its full stop if it is short, else cut before a word with `…`.
fn shortened(sentence: &str) -> String {
    let whole = sentence.strip_suffix(['.', '。']).filter(|rest| !rest.ends_with('.')).unwrap_or(sentence);
    let Some((limit, _)) = sentence.char_indices().nth(OPENING) else { return whole.to_owned() };
    let head = &sentence[..limit];
    let phrase = head.rfind([',', ';', ':', '，', '、', '；', '：', '–', '—']).filter(|&at| at > limit / 2);
    let cut = phrase.unwrap_or_else(|| word_end(sentence, limit));
    let title = sentence[..cut]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '—' | '('));
    format!("{title}…")
}

/// Returns the end of the last whole word before `limit`; `limit` itself where little would be left, as of a text without spaces.
pub(crate) fn word_end(text: &str, limit: usize) -> usize {
    match text[limit..].starts_with(char::is_whitespace) {
        true => limit,
        false => text[..limit].rfind(char::is_whitespace).filter(|&at| at > limit / 3).unwrap_or(limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_words_end_at_a_natural_break() {
        for (sentence, title) in [
            ("Short and whole.", "Short and whole"),
            ("Is it over?", "Is it over?"),
            ("It was over...", "It was over..."),
            (
                "1956 was the 20th Congress of the Communist Party and Soviet Prime Minister Krushchev spoke.",
                "1956 was the 20th Congress of the Communist Party and Soviet…",
            ),
            (
                "Durante la guerra de los pueblos del norte, Stalin usó el género de la guerra.",
                "Durante la guerra de los pueblos del norte…",
            ),
            (
                "这部电影讲述了战争期间一对恋人的故事，他们在莫斯科相爱，后来男主角上了前线，女主角留在后方等待他回来，最后战争终于结束了。",
                "这部电影讲述了战争期间一对恋人的故事，他们在莫斯科相爱，后来男主角上了前线，女主角留在后方等待他回来…",
            ),
        ] {
            assert_eq!(shortened(sentence), title);
        }
    }
}
