//! Facing pages: a work in two languages side by side, a row for each pair of paragraphs.

use std::ops::Range;

use super::context::Context;
use super::ids;
use super::nesting::{Nesting, split_closing};
use super::text::Text;
use super::view::{FacingWorkView, RowView};
use super::works;
use crate::ground::language::Language;
use crate::understand::align::UNCERTAIN;
use crate::understand::{BlockKind, Segment, Work};

/// The level of the titles of both columns, which all headings of the texts stand below.
const TITLE_LEVEL: u8 = 2;

/// How many segments of a row the style sheet can light with their counterparts; those after share the last number.
const LIT: usize = 12;

/// Returns `work` as facing pages show it; none where its documents in the two do not answer each other.
pub(crate) fn facing(context: &Context<'_>, [left, right]: [&Language; 2], work: &Work) -> Option<FacingWorkView> {
    if !works::faces(work, left, right) {
        return None;
    }
    let [left_index, right_index] = [works::document_in(work, left)?.0, works::document_in(work, right)?.0];
    let path = &context.routes.facing(left, right, &work.slug);
    // Ids are unique on a page: the left column has them as the pages of one language do, and no slug is the tag of a language.
    let name_prefix = context.routes.name_prefix(&work.slug);
    let left_text = Text::new(context, work, left_index, path, &name_prefix, TITLE_LEVEL);
    let right_prefix = left_text.ids.unbegun(format!("{}:{name_prefix}", right.tag()));
    let right_text = Text::new(context, work, right_index, path, &right_prefix, TITLE_LEVEL);
    let columns = [Column::new(left_text, true), Column::new(right_text, false)];
    let rows = rows(&columns, &work.segments);
    let row = |segments: Range<usize>| {
        let [left, right] = columns.each_ref().map(|column| column.html(&segments));
        let confidence = |segment: &Segment| segment.confidence(left_index, right_index);
        let uncertain = work.segments[segments].iter().any(|segment| confidence(segment) < UNCERTAIN);
        RowView { left, right, uncertain }
    };
    let rows = rows.into_iter().map(row).filter(|row| !(row.left.is_empty() && row.right.is_empty())).collect();
    Some(FacingWorkView {
        id: columns[0].text.ids.unlike(context.routes.id(&work.slug)),
        level: context.title_level(),
        left_title: works::title(work, left).0,
        right_title: works::title(work, right).0,
        rows,
    })
}

/// Returns the segments of each row. A row ends where a segment and a block of both columns end, but not within what has to
/// stay whole.
fn rows(columns: &[Column<'_>; 2], segments: &[Segment]) -> Vec<Range<usize>> {
    let begins = |segment: usize| columns.iter().all(|column| column.can_begin_row(segment));
    let mut starts: Vec<usize> = (0..segments.len()).filter(|&segment| segment == 0 || begins(segment)).collect();
    starts.push(segments.len());
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// One document on facing pages.
struct Column<'a> {
    text: Text<'a>,
    /// Whether its segments have ids: no two on a page have the same.
    has_ids: bool,
    /// The first sentence of each block, and the end of the text.
    starts: Vec<usize>,
    /// The elements that each of these stands in and that began before it.
    around: Vec<Nesting<'a>>,
}

impl<'a> Column<'a> {
    fn new(text: Text<'a>, has_ids: bool) -> Column<'a> {
        let document = text.document;
        let (mut starts, mut sentence) = (vec![0], 0);
        let (mut around, mut nesting) = (Vec::new(), Nesting::default());
        for block in &document.blocks {
            sentence += block.sentences.len();
            starts.push(sentence);
        }
        for markup in document.blocks.iter().map(|block| &block.lead).chain([&document.tail]) {
            let (closing, opening) = split_closing(markup);
            nesting.pass(closing);
            around.push(nesting.clone());
            nesting.pass(opening);
        }
        Column { text, has_ids, starts, around }
    }

    /// Tells whether a block begins with a segment, and may stand apart from the one before it.
    fn can_begin_row(&self, segment: usize) -> bool {
        let block = self.starts.binary_search(&self.range(segment).start);
        block.is_ok_and(|block| self.around[block].can_be_divided())
    }

    /// Returns the sentences of a segment.
    fn range(&self, segment: usize) -> Range<usize> {
        self.text.segments[segment].sentences[self.text.index].clone()
    }

    /// Returns the blocks that the segments of a row cover.
    fn blocks(&self, segments: &Range<usize>) -> Range<usize> {
        let block = |sentence| self.starts.partition_point(|&start| start < sentence);
        block(self.range(segments.start).start)..block(self.range(segments.end - 1).end)
    }

    /// Returns which of these segments have some of the sentences of a block, and those of them that each has.
    fn spoken(&self, sentences: &Range<usize>, segments: &Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        let before = |is_before: &dyn Fn(&Range<usize>) -> bool| {
            let segments = &self.text.segments[segments.clone()];
            segments.partition_point(|segment| is_before(&segment.sentences[self.text.index]))
        };
        let first = segments.start + before(&|range| range.end <= sentences.start);
        let end = segments.start + before(&|range| range.start < sentences.end);
        (first..end).filter_map(|segment| Some((segment, overlap(&self.range(segment), sentences)?)))
    }

    /// Returns the blocks that the segments of a row cover, as HTML, in the elements that they stand in.
    fn html(&self, segments: &Range<usize>) -> String {
        // Every id leads somewhere, also that of a passage which this language lacks.
        let lacking = segments.clone().filter(|&segment| self.has_ids && self.range(segment).is_empty());
        let mut html: String = lacking.map(|segment| ids::anchor(&self.text.segment_id(segment))).collect();
        let (blocks, title): (Vec<usize>, _) = (self.blocks(segments).collect(), self.text.document.title_block);
        if let Some(title) = title.filter(|title| blocks.contains(title)) {
            html.push_str(&self.text.ids.anchors(&ids::ids(&self.text.document.blocks[title].lead)));
        }
        for run in blocks.split(|&block| title == Some(block)) {
            for (at, &block) in run.iter().enumerate() {
                html.push_str(&if at == 0 { self.opened(block) } else { self.text.markup(self.before(block)) });
                self.write(block, segments, &mut html);
            }
            html.extend(run.last().map(|&block| self.closed(block)));
        }
        html
    }

    /// Writes the sentences of a block, those of each segment in an element of their own.
    fn write(&self, number: usize, segments: &Range<usize>, html: &mut String) {
        let (block, sentences) = (&self.text.document.blocks[number], self.starts[number]..self.starts[number + 1]);
        html.push_str(&self.text.anchors(number));
        for (segment, part) in self.spoken(&sentences, segments) {
            let begins = sentences.contains(&self.range(segment).start);
            let id = (self.has_ids && begins).then(|| self.text.segment_id(segment));
            let text = &block.sentences[part.start - sentences.start..part.end - sentences.start];
            // What is kept whole may be anything, also what must not stand in a span.
            let is_whole = block.kind == BlockKind::Other;
            let opened = match (is_whole, id) {
                (false, id) => open_segment(segment, segments, id),
                (true, id) => id.map_or_else(String::new, |id| ids::anchor(&id)),
            };
            for (at, sentence) in text.iter().enumerate() {
                html.push_str(&self.text.words(&sentence.gap));
                html.push_str(if at == 0 { &opened } else { "" });
                html.push_str(&self.text.words(&sentence.html));
            }
            html.push_str(if is_whole { "" } else { "</span>" });
        }
    }

    /// Returns the tags that open all that a block stands in, and what else stands before it there.
    fn opened(&self, block: usize) -> String {
        let (_, opening) = split_closing(self.before(block));
        self.text.markup(&(self.around[block].opened() + opening.trim_start()))
    }

    /// Returns the tags that close all that a block stands in.
    fn closed(&self, block: usize) -> String {
        let (closing, _) = split_closing(self.before(block + 1));
        self.text.markup(closing) + &self.around[block + 1].closed()
    }

    /// Returns the markup before a block, or behind the last.
    fn before(&self, block: usize) -> &'a str {
        self.text.document.blocks.get(block).map_or(&self.text.document.tail, |block| &block.lead)
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> Option<Range<usize>> {
    let both = one.start.max(other.start)..one.end.min(other.end);
    (!both.is_empty()).then_some(both)
}

/// Opens a segment of the row of these segments. Those of the left column have an id, and where there are several of them in the
/// row, they can be reached with the keyboard to see what answers them.
fn open_segment(segment: usize, row: &Range<usize>, id: Option<String>) -> String {
    let class = (segment - row.start).min(LIT - 1) + 1;
    let id = id.map(|id| format!(" id=\"{id}\"{}", if row.len() > 1 { " tabindex=\"0\"" } else { "" }));
    format!("<span class=\"s n{class}\"{}>", id.unwrap_or_default())
}
