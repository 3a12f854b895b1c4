//! The text of a document as HTML: its own markup, with an element around each segment and a mark at each paragraph.

use std::ops::Range;

use super::ids::anchor;
use super::markup::{closing, looks, opening};
use super::text::Text;
use crate::understand::{Block, BlockKind, Segment};

/// A link to the same paragraph in another language.
pub(crate) struct Mark {
    /// Which of the work's documents the counterpart is.
    pub(crate) document: usize,
    /// The page of the counterpart, relative, without a fragment.
    pub(crate) href: String,
    /// The language of the counterpart.
    pub(crate) hreflang: String,
    /// The name of the link for those who do not see it, escaped for an attribute.
    pub(crate) label: String,
}

/// Returns the HTML of the whole text without the block that is shown as its title; `mark` leads from paragraphs to their
/// counterparts.
pub(crate) fn body(text: &Text<'_>, mark: Option<&Mark>) -> String {
    let (document, mut writer) = (text.document, Writer::new(text));
    writer.html.reserve(document.text.len() * 5 / 4);
    for (index, block) in document.blocks.iter().enumerate() {
        if document.title_block == Some(index) {
            writer.skip(block);
        } else {
            writer.block(index, block, mark);
        }
    }
    while writer.range().is_some() {
        writer.anchor();
    }
    writer.markup(&document.tail);
    writer.html
}

/// Returns the inline HTML of the block that is shown as the title, where there is one. The attributes of its own element are those
/// of an element within.
pub(crate) fn title(text: &Text<'_>) -> Option<String> {
    let (document, mut writer) = (text.document, Writer::new(text));
    let at = document.title_block?;
    let block = &document.blocks[at];
    let behind = document.blocks.get(at + 1).map_or(&document.tail, |next| &next.lead);
    document.blocks[..at].iter().for_each(|block| writer.pass(block));
    let [_, tag, inside] = opening(block);
    let attributes = tag.find(' ').map(|at| tag[at..].trim_end_matches('>'));
    if let Some(attributes) = attributes {
        writer.markup(&format!("<span{attributes}>"));
    }
    writer.markup(inside);
    writer.sentences(block);
    writer.markup(&behind[..closing(behind).start]);
    if attributes.is_some() {
        writer.markup("</span>");
    }
    Some(writer.html)
}

struct Writer<'a> {
    text: &'a Text<'a>,
    html: String,
    /// The number of the next sentence, through all blocks.
    sentence: usize,
    /// The first segment that has not begun yet.
    segment: usize,
    /// Whether the tag that closes a title that was left out is still to come.
    skipping: bool,
}

impl<'a> Writer<'a> {
    fn new(text: &'a Text<'a>) -> Writer<'a> {
        Writer { text, html: String::new(), sentence: 0, segment: 0, skipping: false }
    }

    fn block(&mut self, index: usize, block: &Block, mark: Option<&Mark>) {
        // The mark of a paragraph looks the same in all of them.
        let (lead, looks) = block.lead.split_at(looks(&block.lead));
        self.markup(lead);
        self.html.push_str(&self.text.anchors(index));
        if let Some(mark) = mark.filter(|_| block.kind == BlockKind::Paragraph) {
            self.mark(block, mark);
        }
        self.html.push_str(&self.text.markup(looks));
        self.sentences(block);
    }

    /// Leaves out a title, with the element around it.
    fn skip(&mut self, block: &Block) {
        let [before, ..] = opening(block);
        self.markup(before);
        self.skipping = true;
        self.pass(block);
    }

    /// Goes on behind a block without a word.
    fn pass(&mut self, block: &Block) {
        self.sentence += block.sentences.len();
        while self.starts_before(self.sentence) {
            self.segment += 1;
        }
    }

    /// Writes markup that stands between blocks.
    fn markup(&mut self, markup: &str) {
        let from = if self.skipping { closing(markup).end } else { 0 };
        self.skipping = false;
        self.html.push_str(&self.text.markup(&markup[from..]));
    }

    /// Writes the sentences of a block, each run of one segment in an element of its own.
    fn sentences(&mut self, block: &Block) {
        let mut open = false;
        for sentence in &block.sentences {
            let begins = self.starts_before(self.sentence + 1);
            if open && begins {
                self.html.push_str("</span>");
                open = false;
            }
            self.html.push_str(&self.text.words(&sentence.gap));
            open |= self.open(begins, open, block.kind);
            self.html.push_str(&self.text.words(&sentence.html));
            self.sentence += 1;
        }
        if open {
            self.html.push_str("</span>");
        }
    }

    /// Opens the element of the segment that the next sentence belongs to, and tells whether it did. Segments without
    /// a sentence in this language get an empty element, so that every id leads somewhere.
    fn open(&mut self, begins: bool, open: bool, kind: BlockKind) -> bool {
        while self.starts_before(self.sentence) {
            self.anchor();
        }
        while begins && self.range().is_some_and(|range| range.is_empty()) {
            self.anchor();
        }
        match (begins, open) {
            // What is kept whole may be anything, also what must not stand in a span.
            (true, _) if kind == BlockKind::Other => {
                self.anchor();
                false
            }
            (true, _) => {
                self.html.push_str(&format!("<span class=\"s\" id=\"{}\">", self.id()));
                self.segment += 1;
                true
            }
            (false, false) if self.segment > 0 && kind != BlockKind::Other => {
                self.html.push_str("<span class=\"s\">");
                true
            }
            _ => false,
        }
    }

    fn anchor(&mut self) {
        self.html.push_str(&anchor(&self.id()));
        self.segment += 1;
    }

    /// Writes the link to the counterpart of a paragraph, whose first sentence comes next. Where none of it is translated, there is
    /// nothing to lead to.
    fn mark(&mut self, block: &Block, mark: &Mark) {
        let (segments, document) = (self.text.segments, self.text.index);
        let end = self.sentence + block.sentences.len();
        let first = segments.partition_point(|segment| segment.sentences[document].end <= self.sentence);
        let mut of_block = segments[first..].iter().take_while(|segment| segment.sentences[document].start < end);
        let is_shared = |segment: &Segment| {
            [document, mark.document].iter().all(|&document| !segment.sentences[document].is_empty())
        };
        if let Some(at) = of_block.position(is_shared) {
            self.html.push_str(&format!(
                "<a class=\"mark\" href=\"{}#{}\" hreflang=\"{}\" aria-label=\"{}\"></a>",
                mark.href,
                self.text.segment_id(first + at),
                mark.hreflang,
                mark.label
            ));
        }
    }

    fn id(&self) -> String {
        self.text.segment_id(self.segment)
    }

    /// Returns the sentences of the next segment in this document.
    fn range(&self) -> Option<Range<usize>> {
        let segment = self.text.segments.get(self.segment)?;
        segment.sentences.get(self.text.index).cloned()
    }

    fn starts_before(&self, sentence: usize) -> bool {
        self.range().is_some_and(|range| range.start < sentence)
    }
}
