//! Facing pages: a work in two languages side by side, a row for each pair of paragraphs.

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::Context;
use super::headings;
use super::html::escape;
use super::ids::{self, Ids};
use super::links::Links;
use super::view::{FacingWorkView, RowView};
use super::works;
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::understand::segments::UNCERTAIN;
use crate::understand::{BlockKind, Document, Segment, Work};

/// How the number before a note begins.
const NUMBER: &str = "<sup class=\"footnote-definition-label\">";

/// How many segments of a row the style sheet can light with their counterparts; those after share the last number.
const LIT: usize = 12;

/// Returns `work` as facing pages show it; none where its documents in the two do not answer each other.
pub(crate) fn facing(
    context: &Context<'_>,
    work: &Work,
    [left, right]: [&Language; 2],
    path: &SitePath,
    level: u8,
) -> Option<FacingWorkView> {
    if !works::faces(work, left, right) {
        return None;
    }
    let sides = [works::document_in(work, left)?, works::document_in(work, right)?];
    let id_prefix = context.routes.id_prefix(work);
    // Ids are unique on a page: the left column has them as the pages of one language do, and no slug is the tag of a language.
    let name_prefix = context.routes.name_prefix(&work.slug);
    let left_column = Column::new(work, sides[0], &name_prefix);
    let right_prefix = left_column.ids.unbegun(format!("{}:{name_prefix}", right.tag()));
    let columns = [left_column, Column::new(work, sides[1], &right_prefix)];
    let links = sides.map(|(_, document)| Links::new(context, document, path));
    let rows = rows(&columns, &work.segments);
    let row = |segments: Range<usize>| {
        let [left, right] = [0, 1].map(|side| {
            let id_prefix = (side == 0).then_some(id_prefix.as_str());
            links[side].placed(&columns[side].html(segments.clone(), id_prefix)).into_owned()
        });
        let confidence = |segment: &Segment| segment.confidence(columns[0].index, columns[1].index);
        let uncertain = work.segments[segments].iter().any(|segment| confidence(segment) < UNCERTAIN);
        RowView { left, right, uncertain }
    };
    let rows = rows.into_iter().map(row).filter(|row| !(row.left.is_empty() && row.right.is_empty())).collect();
    Some(FacingWorkView {
        id: columns[0].ids.unlike(context.routes.id(&work.slug)),
        level,
        left_title: works::title(work, left).0,
        right_title: works::title(work, right).0,
        rows,
    })
}

/// Returns the segments of each row. A row ends where a segment and a block of both columns end.
fn rows(columns: &[Column<'_>; 2], segments: &[Segment]) -> Vec<Range<usize>> {
    let begins_blocks =
        |segment: usize| columns.iter().all(|column| column.starts.binary_search(&column.range(segment).start).is_ok());
    let mut starts: Vec<usize> =
        (0..segments.len()).filter(|&segment| segment == 0 || begins_blocks(segment)).collect();
    starts.push(segments.len());
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// One document on facing pages.
struct Column<'a> {
    document: &'a Document,
    index: usize,
    segments: &'a [Segment],
    /// What leads to its headings, by their blocks.
    aliases: BTreeMap<usize, Vec<String>>,
    ids: Ids,
    /// The first sentence of each block, and the end of the text.
    starts: Vec<usize>,
}

impl<'a> Column<'a> {
    fn new(work: &'a Work, (index, document): (usize, &'a Document), id_prefix: &str) -> Column<'a> {
        let (mut starts, mut sentence) = (vec![0], 0);
        for block in &document.blocks {
            sentence += block.sentences.len();
            starts.push(sentence);
        }
        let own = ids::own(document);
        let aliases = headings::aliases(work, index, &own);
        let ids = Ids::new(own, &aliases, id_prefix);
        Column { document, index, segments: &work.segments, aliases, ids, starts }
    }

    /// Returns the sentences of a segment.
    fn range(&self, segment: usize) -> Range<usize> {
        self.segments[segment].sentences[self.index].clone()
    }

    /// Returns the blocks that these segments cover, wholly or in part.
    fn blocks(&self, segments: &Range<usize>) -> Range<usize> {
        let (start, end) = (self.range(segments.start).start, self.range(segments.end - 1).end);
        let first = self.starts.partition_point(|&block| block <= start).saturating_sub(1);
        first..self.starts.partition_point(|&block| block < end).max(first)
    }

    /// Returns which of these segments have some of the sentences of a block, and those of them that each has.
    fn spoken(&self, sentences: &Range<usize>, segments: &Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        let before = |is_before: &dyn Fn(&Range<usize>) -> bool| {
            let segments = &self.segments[segments.clone()];
            segments.partition_point(|segment| is_before(&segment.sentences[self.index]))
        };
        let first = segments.start + before(&|range| range.end <= sentences.start);
        let end = segments.start + before(&|range| range.start < sentences.end);
        (first..end).filter_map(|segment| Some((segment, overlap(&self.range(segment), sentences)?)))
    }

    /// Returns the blocks, and parts of blocks, that these segments cover, as HTML.
    fn html(&self, segments: Range<usize>, id_prefix: Option<&str>) -> String {
        let mut html = String::new();
        if let Some(prefix) = id_prefix {
            // Every id leads somewhere, also that of a passage which this language lacks.
            let lacking = segments.clone().filter(|&segment| self.range(segment).is_empty());
            html.extend(lacking.map(|segment| format!("<span id=\"{prefix}s{segment}\"></span>")));
        }
        for number in self.blocks(&segments) {
            let (block, sentences) = (&self.document.blocks[number], self.starts[number]..self.starts[number + 1]);
            let mut spoken = self.spoken(&sentences, &segments).peekable();
            if self.document.title_block == Some(number) || spoken.peek().is_none() {
                continue;
            }
            let [open, close] = tags(block.kind);
            html.push_str(open);
            if spoken.peek().is_some_and(|(_, part)| part.start == sentences.start) {
                html.push_str(&self.beginning(number));
            }
            for (segment, part) in spoken {
                let id = id_prefix.filter(|_| sentences.contains(&self.range(segment).start));
                let text = &block.sentences[part.start - sentences.start..part.end - sentences.start];
                html.push_str(&self.ids.placed(&text[0].gap));
                html.push_str(&open_segment(segment - segments.start, id.map(|prefix| format!("{prefix}s{segment}"))));
                for (at, sentence) in text.iter().enumerate() {
                    html.push_str(&self.ids.placed(if at == 0 { "" } else { &sentence.gap }));
                    html.push_str(&self.ids.placed(&sentence.html));
                }
                html.push_str("</span>");
            }
            html.push_str(close);
        }
        html
    }

    /// Returns what stands before the first sentence of a block: what leads to the places named in the markup before it,
    /// and the number of a note.
    fn beginning(&self, block: usize) -> String {
        let lead = &self.document.blocks[block].lead;
        let named = ids::ids(lead);
        let anchors = self.ids.anchors(named.iter().chain(self.aliases.get(&block).into_iter().flatten()));
        let number = lead.find(NUMBER).map(|at| &lead[at..]);
        let number = number.and_then(|number| Some(&number[..number.find("</sup>")? + "</sup>".len()]));
        match number {
            Some(number) => format!("{anchors}{number} "),
            None => anchors,
        }
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> Option<Range<usize>> {
    let both = one.start.max(other.start)..one.end.min(other.end);
    (!both.is_empty()).then_some(both)
}

/// Opens a segment. Those of the left column, which have an id, can be reached with the keyboard.
fn open_segment(number: usize, id: Option<String>) -> String {
    let class = number.min(LIT - 1) + 1;
    match id {
        Some(id) => format!("<span class=\"s n{class}\" id=\"{}\" tabindex=\"0\">", escape(&id)),
        None => format!("<span class=\"s n{class}\">"),
    }
}

/// Returns the tags of a block that stands on its own.
fn tags(kind: BlockKind) -> [&'static str; 2] {
    match kind {
        BlockKind::Paragraph | BlockKind::Cell => ["<p>", "</p>"],
        BlockKind::Heading(_) => ["<h3>", "</h3>"],
        BlockKind::Item => ["<p class=\"item\">", "</p>"],
        BlockKind::Quote => ["<blockquote><p>", "</p></blockquote>"],
        BlockKind::Code => ["<pre><code>", "</code></pre>"],
        BlockKind::Other => ["<div>", "</div>"],
    }
}
