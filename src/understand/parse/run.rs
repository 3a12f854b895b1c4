//! A run is the text of one block, without markup, in which every byte knows where it came from.

use std::ops::Range;

use super::Grain;
use crate::ground::language::Language;
use crate::understand::{BlockKind, sentences};

/// A place in the pieces that a page is rendered from: a byte of the text of one part (of one Markdown event, say).
/// Offset [`Spot::END`] is behind a part that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) part: usize,
    pub(super) offset: usize,
}

impl Spot {
    pub(super) const END: usize = usize::MAX;

    pub(super) fn new(part: usize, offset: usize) -> Spot {
        Spot { part, offset }
    }

    /// Returns the spots before and behind `part` as a whole.
    pub(super) fn around(part: usize) -> Range<Spot> {
        Spot::new(part, 0)..Spot::new(part, Spot::END)
    }
}

/// The text of one block.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) kind: BlockKind,
    /// The text, with a placeholder for what is neither text nor markup, such as an image.
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// A stretch of a run with its origin. An exact piece has the same bytes there; of another only the ends are known.
#[derive(Clone, Debug)]
struct Piece {
    start: usize,
    at: Range<Spot>,
    source: Range<usize>,
    exact: bool,
}

/// A sentence of a run: where it is in the text of the run, in the parts, and in the source.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) text: Range<usize>,
    pub(super) at: Range<Spot>,
    pub(super) source: Range<usize>,
}

impl Run {
    pub(super) fn new(kind: BlockKind) -> Run {
        Run { kind, text: String::new(), pieces: Vec::new() }
    }

    /// Adds `text`, which stands at `at` and comes from the bytes `source`.
    pub(super) fn push(&mut self, text: &str, at: Range<Spot>, source: Range<usize>) {
        let within = at.start.part == at.end.part && at.end.offset - at.start.offset == text.len();
        let exact = within && source.len() == text.len();
        let start = self.text.len();
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(last) if exact && last.exact && last.at.end == at.start && last.source.end == source.start => {
                last.at.end = at.end;
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece { start, at, source, exact }),
        }
    }

    /// Returns the sentences in order. Those that share a piece that cannot be divided are one.
    pub(super) fn sentences(&self, language: &Language, grain: Grain) -> Vec<Placed> {
        let spans = match (self.kind, grain) {
            (BlockKind::Code | BlockKind::Other, _) | (_, Grain::Blocks) => whole(&self.text),
            (_, Grain::Sentences) => sentences::split(&self.text, language),
        };
        let mut placed: Vec<Placed> = Vec::with_capacity(spans.len());
        for span in spans {
            let next = self.place(span);
            match placed.last_mut() {
                Some(last) if last.at.end > next.at.start || last.source.end > next.source.start => {
                    last.text.end = next.text.end;
                    last.at.end = next.at.end;
                    last.source.end = next.source.end.max(last.source.end);
                }
                _ => placed.push(next),
            }
        }
        placed
    }

    fn place(&self, text: Range<usize>) -> Placed {
        let (first, last) = (self.piece(text.start), self.piece(text.end.saturating_sub(1)));
        let (mut at, mut source) = (first.at.start..last.at.end, first.source.start..last.source.end);
        if first.exact {
            at.start.offset += text.start - first.start;
            source.start += text.start - first.start;
        }
        if last.exact {
            at.end.offset = last.at.start.offset + (text.end - last.start);
            source.end = last.source.start + (text.end - last.start);
        }
        Placed { text, at, source }
    }

    /// Returns the piece that holds the byte at `offset`. A run with a sentence has a piece.
    fn piece(&self, offset: usize) -> &Piece {
        &self.pieces[self.pieces.partition_point(|piece| piece.start <= offset).saturating_sub(1)]
    }
}

fn whole(text: &str) -> Vec<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    if start < end { std::iter::once(start..end).collect() } else { Vec::new() }
}

/// Runs as they are found: the one being filled, and those before it.
#[derive(Debug, Default)]
pub(super) struct Runs {
    done: Vec<Run>,
    open: Option<Run>,
}

impl Runs {
    /// Adds `text` to the open run; opens one of this kind where there is none.
    pub(super) fn push(&mut self, kind: BlockKind, text: &str, at: Range<Spot>, source: Range<usize>) {
        self.open.get_or_insert_with(|| Run::new(kind)).push(text, at, source);
    }

    /// Ends the open run: a block begins or ends here.
    pub(super) fn end(&mut self) {
        self.done.extend(self.open.take());
    }

    /// Returns all runs in order.
    pub(super) fn finish(mut self) -> Vec<Run> {
        self.end();
        self.done
    }
}
