//! A text on a page: what its ids, its links and its headings are there, and what its blocks have of each segment.

use std::borrow::Cow;
use std::mem::take;
use std::ops::Range;

use super::context::Context;
use super::french::unbroken;
use super::headings::{Aliases, Named};
use super::ids::Ids;
use super::links::Links;
use super::markup::{shift_below, styled};
use crate::ground::attributes::change;
use crate::ground::path::SitePath;
use crate::understand::{BlockKind, Document, Segment, Sentence};

/// The text of one document on one page.
pub(crate) struct Text<'a> {
    pub(crate) document: &'a Document,
    /// Which of the work's documents it is.
    pub(crate) index: usize,
    /// The beads of the work.
    pub(crate) segments: &'a [Segment],
    /// The first sentence of each block, and the end of the text.
    pub(crate) starts: Vec<usize>,
    /// What the ids of the segments begin with.
    id_prefix: String,
    pub(crate) ids: Ids,
    /// The ids that lead to headings, by their blocks.
    aliases: Option<&'a Aliases>,
    links: Links<'a>,
    /// By how many levels headings are lowered, so that they stand below the title.
    heading_shift: u8,
}

/// What a block has of one segment.
pub(crate) struct Passage<'a> {
    pub(crate) segment: usize,
    /// Its sentences here; none where the language lacks the segment, and others have it before the next of its sentences.
    pub(crate) sentences: &'a [Sentence],
    /// Whether the segment begins here.
    pub(crate) begins: bool,
    /// Whether an element stands around it. What is kept whole may be anything, also what must not stand in a span.
    pub(crate) is_element: bool,
}

impl<'a> Text<'a> {
    /// Returns the document `index` of `work` on `page`, where its headings stand below a title of this level.
    pub(crate) fn new(
        context: &'a Context<'a>,
        work: &'a Named<'a>,
        index: usize,
        page: &'a SitePath,
        level: u8,
    ) -> Text<'a> {
        let document = &work.documents[index];
        let mut starts = vec![0];
        for block in &document.blocks {
            starts.push(starts[starts.len() - 1] + block.sentences.len());
        }
        Text {
            document,
            index,
            segments: &work.segments,
            starts,
            id_prefix: context.routes.id_prefix(&work.slug),
            ids: Ids::new(work.places(index), &context.routes.name_prefix(&work.slug)),
            aliases: Some(work.aliases(index)),
            links: Links::new(context, work, document, page),
            heading_shift: shift_below(document, level),
        }
    }

    /// Returns the text with `prefix` before its ids.
    pub(crate) fn prefixed(self, prefix: &str) -> Text<'a> {
        let aliases = self.aliases.into_iter().flat_map(Aliases::values).flatten();
        Text { ids: Ids::new(self.document.ids.iter().chain(aliases), prefix), ..self }
    }

    /// Returns the text by itself, with nothing in it that leads to its places; links that leave the page begin with `root`.
    pub(crate) fn alone(self, root: &'a str) -> Text<'a> {
        Text { segments: &[], aliases: None, links: self.links.rooted_at(root), ..self }
    }

    /// Returns the id of a segment.
    pub(crate) fn segment_id(&self, segment: usize) -> String {
        format!("{}s{segment}", self.id_prefix)
    }

    /// Returns the sentences of a segment.
    pub(crate) fn range(&self, segment: usize) -> Range<usize> {
        self.segments[segment].sentences[self.index].clone()
    }

    /// Returns the passages of a block, all of it in one where nothing is aligned.
    pub(crate) fn passages(&self, number: usize) -> impl Iterator<Item = Passage<'a>> {
        let (block, of_block) = (&self.document.blocks[number], self.starts[number]..self.starts[number + 1]);
        let unaligned = Passage { segment: 0, sentences: &block.sentences, begins: false, is_element: false };
        let is_before = |range: &Range<usize>| range.start < of_block.start && range.end <= of_block.start;
        let first = self.segments.partition_point(|segment| is_before(&segment.sentences[self.index]));
        let passage = move |(segment, range): (usize, &Range<usize>)| {
            let [start, end] =
                [range.start, range.end].map(|at| at.clamp(of_block.start, of_block.end) - of_block.start);
            let begins = range.start >= of_block.start;
            let is_element = start < end && block.kind != BlockKind::Other;
            Passage { segment, sentences: &block.sentences[start..end], begins, is_element }
        };
        // Skipped before all else: what is made of each would be made of all that stand before.
        let segments = self.segments.iter().enumerate().skip(first);
        let ranges = segments.map(|(number, segment)| (number, &segment.sentences[self.index]));
        let passages = ranges.take_while(move |(_, range)| range.start < of_block.end).map(passage);
        Some(unaligned).filter(|_| self.segments.is_empty()).into_iter().chain(passages)
    }

    /// Writes the sentences of a block, each of its passages behind what `opened` returns. That stands next to the words, behind
    /// what parts them from the words before.
    pub(crate) fn write(&self, block: usize, html: &mut String, opened: impl Fn(&Passage<'_>) -> String) {
        let (mut before, is_code) = (String::new(), self.document.blocks[block].kind == BlockKind::Code);
        for passage in self.passages(block) {
            before.push_str(&opened(&passage));
            for sentence in passage.sentences {
                html.extend([&self.words(&sentence.gap), &*take(&mut before)]);
                let words = self.words(&sentence.html);
                html.push_str(&if is_code { words } else { unbroken(&words, &self.document.language) });
            }
            html.push_str(if passage.is_element { "</span>" } else { "" });
        }
    }

    /// Returns the markup before a block, or behind the last.
    pub(crate) fn before(&self, block: usize) -> &'a str {
        self.document.blocks.get(block).map_or(&self.document.tail, |block| &block.lead)
    }

    /// Returns markup that stands between blocks as it is on the page.
    pub(crate) fn markup(&self, markup: &str) -> String {
        self.words(&styled(markup, self.heading_shift)).into_owned()
    }

    /// Returns what stands in a block as it is on the page.
    pub(crate) fn words<'h>(&self, html: &'h str) -> Cow<'h, str> {
        change(html, |name, value| self.ids.placed(name, value).or_else(|| self.links.placed(name, value)))
    }

    /// Returns what leads to a block that is a heading.
    pub(crate) fn anchors(&self, block: usize) -> String {
        self.ids.anchors(self.aliases.and_then(|aliases| aliases.get(&block)).into_iter().flatten())
    }
}
