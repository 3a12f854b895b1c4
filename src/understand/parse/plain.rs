//! Plain text is text: no character of it is markup. Only what review sites leave in their dumps is known: entities, and
//! line breaks written as `<br>`.

use std::ops::Range;

use super::cut::Page;
use super::run::{Run, Spot};
use super::{Grain, entities, marks};
use crate::ground::language::Language;
use crate::understand::paragraphs::BREAK;
use crate::understand::{Block, BlockKind, Sentence};

/// What stands before the first paragraph and behind the last.
const OPEN: &str = "<p>";
const CLOSE: &str = "</p>\n";

/// Attributes of a `<br>` that are looked through, in bytes.
const LONGEST_BREAK: usize = 64;

/// Returns the page that the plain text `body` makes: a paragraph for each that is set apart by blank lines or by two or
/// more `<br>`.
pub(super) fn page(body: &str, language: &Language) -> Page {
    let mut blocks: Vec<Block> = Vec::new();
    for paragraph in paragraphs(&marks::guard(body)) {
        let sentences = sentences(&paragraph, language);
        if !sentences.is_empty() {
            let lead = if blocks.is_empty() { OPEN } else { BREAK };
            blocks.push(Block { kind: BlockKind::Paragraph, lead: lead.to_owned(), sentences });
        }
    }
    let tail = if blocks.is_empty() { String::new() } else { CLOSE.to_owned() };
    Page { blocks, tail }
}

fn sentences(paragraph: &Run, language: &Language) -> Vec<Sentence> {
    let mut done = None;
    let mut sentences = Vec::new();
    for placed in paragraph.sentences(language, Grain::Sentences) {
        let text = &paragraph.text[placed.text.clone()];
        let gap = done.map_or("", |done| &paragraph.text[done..placed.text.start]).to_owned();
        sentences.push(Sentence { gap, ..Sentence::new(placed.source, entities::escape(text).into_owned()) });
        done = Some(placed.text.end);
    }
    sentences
}

fn paragraphs(body: &str) -> Vec<Run> {
    let mut paragraphs = vec![Run::new(BlockKind::Paragraph)];
    let mut at = 0;
    while at < body.len() {
        let end = match Space::at(body, at) {
            Some(space) => {
                if space.divides() {
                    paragraphs.push(Run::new(BlockKind::Paragraph));
                } else if let Some(run) = paragraphs.last_mut() {
                    let text = if space.breaks == 0 { &body[at..space.end] } else { " " };
                    push(run, text, at..space.end);
                }
                space.end
            }
            None => {
                let length = body[at..].char_indices().skip(1).find(|&(_, c)| c.is_whitespace() || c == '<');
                let end = length.map_or(body.len(), |(length, _)| at + length);
                if let Some(run) = paragraphs.last_mut() {
                    words(run, body, at..end);
                }
                end
            }
        };
        at = end;
    }
    paragraphs
}

/// Adds the words in `span` with their entities resolved.
fn words(run: &mut Run, body: &str, span: Range<usize>) {
    for (stretch, character) in entities::stretches(&body[span.clone()]) {
        let source = span.start + stretch.start..span.start + stretch.end;
        push(run, character.as_deref().unwrap_or(&body[source.clone()]), source);
    }
}

fn push(run: &mut Run, text: &str, source: Range<usize>) {
    run.push(text, Spot::new(0, source.start)..Spot::new(0, source.end), source);
}

/// White space and line breaks, as far as they go on.
struct Space {
    end: usize,
    lines: usize,
    breaks: usize,
}

impl Space {
    fn at(body: &str, start: usize) -> Option<Space> {
        let mut space = Space { end: start, lines: 0, breaks: 0 };
        while let Some(next) = body[space.end..].chars().next() {
            let rest = &body[space.end..];
            match next {
                '<' => {
                    let Some(length) = line_break(rest) else { break };
                    space.end += length;
                    space.breaks += 1;
                    continue;
                }
                '\r' if rest.starts_with("\r\n") => {}
                '\r' | '\n' | '\u{2029}' => space.lines += 1,
                next if next.is_whitespace() => {}
                _ => break,
            }
            space.end += next.len_utf8();
        }
        (space.end > start).then_some(space)
    }

    fn divides(&self) -> bool {
        self.lines >= 2 || self.breaks >= 2
    }
}

/// Returns the length of the `<br>`, in any spelling, that `text` begins with.
fn line_break(text: &str) -> Option<usize> {
    let name = text.get(1..3)?;
    let rest = text.get(3..)?;
    if !text.starts_with('<')
        || !name.eq_ignore_ascii_case("br")
        || !rest.starts_with(['>', '/', ' ', '\t', '\n', '\r'])
    {
        return None;
    }
    let end = rest.bytes().take(LONGEST_BREAK).position(|byte| matches!(byte, b'<' | b'>'))?;
    rest[end..].starts_with('>').then_some(3 + end + 1)
}
