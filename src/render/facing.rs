//! Facing pages: a work in two languages side by side, a row for each pair of paragraphs.

use std::ops::Range;

use super::context::Context;
use super::headings::Named;
use super::ids;
use super::nesting::{Nesting, split_closing};
use super::text::{Passage, Text};
use super::view::{FacingWorkView, RowView, WorkView};
use super::works;
use crate::ground::language::Language;
use crate::understand::align::UNCERTAIN;
use crate::understand::{Segment, parse};

/// How many segments of a row the style sheet can light with their counterparts; those after share the last number.
const LIT: usize = 12;

/// Returns `work` as facing pages show it; none where its documents in the two do not answer each other.
pub(crate) fn facing(context: &Context<'_>, [left, right]: [&Language; 2], work: &Named<'_>) -> Option<FacingWorkView> {
    if !works::faces(work, left, right) {
        return None;
    }
    let [left_index, right_index] = [works::document_in(work, left)?.0, works::document_in(work, right)?.0];
    let (path, level) = (&context.routes.facing(left, right, &work.slug), context.title_level());
    // The headings of both texts begin below the title on the right, which is of the second level: they stand side by side.
    let text = |index| Text::new(context, work, index, path, level.max(2));
    let [left_text, right_text] = [left_index, right_index].map(text);
    // Ids are unique on a page: the left column has them as the pages of one language do, and no slug is the tag of a language.
    let prefix = left_text.ids.unbegun(format!("{}:{}", right.tag(), context.routes.name_prefix(&work.slug)));
    let columns = [Column::new(left_text, true), Column::new(right_text.prefixed(&prefix), false)];
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
        level,
        left_title: works::title(work, left).0,
        right_title: works::title(work, right).0,
        right_translator: works::translator(context, work, right),
        work: WorkView { summary: None, ..works::entry(context, work, left, path) },
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
    /// The elements that each block, and the end of the text, stands in and that began before it.
    around: Vec<Nesting<'a>>,
}

impl<'a> Column<'a> {
    fn new(text: Text<'a>, has_ids: bool) -> Column<'a> {
        let (mut around, mut nesting) = (Vec::new(), Nesting::default());
        for block in 0..text.starts.len() {
            let (closing, opening) = split_closing(text.before(block));
            nesting.pass(closing);
            around.push(nesting.clone());
            nesting.pass(opening);
        }
        Column { text, has_ids, around }
    }

    /// Tells whether a block begins with a segment, and may stand apart from the one before it.
    fn can_begin_row(&self, segment: usize) -> bool {
        let block = self.text.starts.binary_search(&self.text.range(segment).start);
        block.is_ok_and(|block| self.around[block].can_be_divided())
    }

    /// Returns the blocks that the segments of a row cover.
    fn blocks(&self, segments: &Range<usize>) -> Range<usize> {
        let block = |sentence| self.text.starts.partition_point(|&start| start < sentence);
        block(self.text.range(segments.start).start)..block(self.text.range(segments.end - 1).end)
    }

    /// Returns the blocks that the segments of a row cover, as HTML, in the elements that they stand in.
    fn html(&self, segments: &Range<usize>) -> String {
        // Every id leads somewhere, also that of a passage which this language lacks.
        let lacking = segments.clone().filter(|&segment| self.has_ids && self.text.range(segment).is_empty());
        let mut html: String = lacking.map(|segment| ids::anchor(&self.text.segment_id(segment))).collect();
        let (blocks, title): (Vec<usize>, _) = (self.blocks(segments).collect(), self.text.document.title_block);
        if let Some(title) = title.filter(|title| blocks.contains(title)) {
            let pieces = self.text.document.blocks[title].pieces();
            html.extend(pieces.map(|(piece, _)| self.text.ids.anchors(parse::ids::ids(piece))));
        }
        for run in blocks.split(|&block| title == Some(block)) {
            for (at, &block) in run.iter().enumerate() {
                html.push_str(&if at == 0 { self.opened(block) } else { self.text.markup(self.text.before(block)) });
                html.push_str(&self.text.anchors(block));
                self.text.write(block, &mut html, |passage| self.opened_passage(passage, segments));
            }
            html.extend(run.last().map(|&block| self.closed(block)));
        }
        html
    }

    /// Opens a passage in a row. Those of the left column have an id where their segment begins, and where there are several
    /// segments in the row, they can be reached with the keyboard to see what answers them.
    fn opened_passage(&self, passage: &Passage<'_>, row: &Range<usize>) -> String {
        let has_id = self.has_ids && passage.begins && !passage.sentences.is_empty();
        let id = has_id.then(|| self.text.segment_id(passage.segment));
        if !passage.is_element {
            return id.map_or_else(String::new, |id| ids::anchor(&id));
        }
        let class = (passage.segment - row.start).min(LIT - 1) + 1;
        let id = id.map(|id| format!(" id=\"{id}\"{}", if row.len() > 1 { " tabindex=\"0\"" } else { "" }));
        format!("<span class=\"s n{class}\"{}>", id.unwrap_or_default())
    }

    /// Returns the tags that open all that a block stands in, and what else stands before it there.
    fn opened(&self, block: usize) -> String {
        let (_, opening) = split_closing(self.text.before(block));
        self.text.markup(&(self.around[block].opened() + opening.trim_start()))
    }

    /// Returns the tags that close all that a block stands in, and behind the last what else stands at the end of the text.
    fn closed(&self, block: usize) -> String {
        if block + 1 == self.text.document.blocks.len() {
            return self.text.markup(self.text.document.tail.trim_end());
        }
        let (closing, _) = split_closing(self.text.before(block + 1));
        self.text.markup(closing) + &self.around[block + 1].closed()
    }
}
