//! HTML fragments, and the HTML blocks in Markdown: which of their bytes are text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cut::{self, Page};
use super::run::{Runs, Spot};
use super::tokens::{Token, TokenKind, tokens};
use super::{Grain, elements, entities, links, marks, sanitise};
use crate::ground::faults::Faults;
use crate::ground::language::Language;
use crate::understand::BlockKind;

/// Stands in a run for an image or another thing that is neither text nor markup.
pub(super) const OBJECT: &str = "\u{FFFC}";

/// Open elements that are remembered to know what a text is; deeper ones do not change it.
const REMEMBERED: usize = sanitise::DEPTH;

/// Returns the page that the HTML fragment `body` makes. What is left out of it is a fault.
pub(super) fn page(body: &str, language: &Language, grain: Grain, faults: &mut Faults) -> Page {
    let body = marks::guard(body);
    let mut reader = Reader::new(faults);
    reader.read(&body, 0, |offset| offset, BlockKind::Paragraph);
    let runs = reader.runs.finish();
    let (planned, places) = marks::plan(&runs, language, grain);
    let marked = marks::insert(&body, places.into_iter().map(|(spot, mark)| (spot.offset, mark)));
    cut::sanitised(&marked, &planned, faults)
}

/// Reads raw HTML, one part after the other, into runs.
pub(super) struct Reader<'f> {
    pub(super) runs: Runs,
    open: Vec<String>,
    faults: &'f mut Faults,
    reported: BTreeSet<String>,
}

impl Reader<'_> {
    /// Returns a reader that has read nothing. What will be left out is a fault.
    pub(super) fn new(faults: &mut Faults) -> Reader<'_> {
        Reader { runs: Runs::default(), open: Vec::new(), faults, reported: BTreeSet::new() }
    }

    fn report(&mut self, span: &Range<usize>, message: String, hint: &str) {
        if !self.reported.contains(&message) {
            self.faults.warning(span, message.as_str(), hint);
            self.reported.insert(message);
        }
    }

    /// Reads `html`, which is the part of this number; `source` tells where its bytes come from, and `kind` what its text
    /// is where no element says.
    pub(super) fn read(&mut self, html: &str, part: usize, source: impl Fn(usize) -> usize, kind: BlockKind) {
        let mut done = 0;
        for Token { kind: token, span } in tokens(html) {
            self.text(html, done..span.start, part, &source, kind);
            done = span.end;
            let origin = source(span.start)..source(span.end);
            self.review(&token, &origin);
            if token == TokenKind::Remark && !html[span.clone()].ends_with('>') {
                let message = "this comment does not end, so the text after it is left out";
                self.report(&origin, message.to_owned(), "end it with `-->`");
            }
            let at = Spot::new(part, span.start)..Spot::new(part, span.end);
            match token {
                TokenKind::Open(name, _) => self.open(&name, at, origin, kind),
                TokenKind::Close(name) => self.close(&name),
                TokenKind::Remark | TokenKind::Hidden(_) => {}
            }
        }
        self.text(html, done..html.len(), part, &source, kind);
    }

    /// Reports what the sanitiser will not let pass.
    pub(super) fn review(&mut self, token: &TokenKind, origin: &Range<usize>) {
        let prose = "pages hold prose: no scripts, styles, frames or forms";
        let (what, hint) = match token {
            TokenKind::Hidden(name) if !elements::is_allowed(name) => {
                (format!("the element <{name}> is left out"), prose)
            }
            TokenKind::Open(name, _) if !elements::is_allowed(name) => match elements::is_void(name) {
                true => (format!("the element <{name}> is left out"), prose),
                false => (format!("the tag <{name}> is left out; its text is kept"), prose),
            },
            TokenKind::Open(name, attributes) => {
                let Some((attribute, value)) =
                    attributes.iter().find(|(name, value)| sanitise::is_dangerous(name, value))
                else {
                    return;
                };
                let hint = match sanitise::is_foreign_file(attribute, value) {
                    true => links::FOREIGN_FILE_HINT,
                    false => "only harmless attributes and addresses are kept",
                };
                (format!("the attribute {attribute} of <{name}> is left out"), hint)
            }
            _ => return,
        };
        self.report(origin, what, hint);
    }

    fn open(&mut self, name: &str, at: Range<Spot>, origin: Range<usize>, kind: BlockKind) {
        match name {
            "br" => self.runs.push(self.kind(kind), " ", at, origin),
            name if elements::is_object(name) => self.runs.push(self.kind(kind), OBJECT, at, origin),
            name if elements::is_inline(name) => {}
            name => {
                self.runs.end();
                if !elements::is_void(name) && self.open.len() < REMEMBERED {
                    self.open.push(name.to_owned());
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        if !elements::is_inline(name) {
            self.runs.end();
            if let Some(at) = self.open.iter().rposition(|open| open == name) {
                self.open.truncate(at);
            }
        }
    }

    fn kind(&self, kind: BlockKind) -> BlockKind {
        self.open.iter().rev().find_map(|name| elements::kind(name)).unwrap_or(kind)
    }

    fn text(&mut self, html: &str, span: Range<usize>, part: usize, source: &impl Fn(usize) -> usize, kind: BlockKind) {
        let kind = self.kind(kind);
        for (stretch, character) in entities::stretches(&html[span.clone()]) {
            let (start, end) = (span.start + stretch.start, span.start + stretch.end);
            let mut push = |text: &str, start: usize, end: usize| {
                let origin = source(start)..source(end - 1) + 1;
                self.runs.push(kind, text, Spot::new(part, start)..Spot::new(part, end), origin);
            };
            match character {
                Some(character) => push(&character, start, end),
                None => lines(&html[start..end]).for_each(|line| {
                    push(&html[start + line.start..start + line.end], start + line.start, start + line.end);
                }),
            }
        }
    }
}

/// Returns the lines of `text` and the breaks between them: in a quotation they are apart in the source.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').flat_map(move |line| {
        let end = start + line.len();
        let words = start..start + line.trim_end_matches('\n').len();
        start = end;
        [words.clone(), words.end..end].into_iter().filter(|span| !span.is_empty())
    })
}
