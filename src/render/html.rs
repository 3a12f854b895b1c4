//! The text of a document as HTML: its own markup, with an element around each segment and a mark at each paragraph.

use super::ids::anchor;
use super::markup::{closing, looks, opening};
use super::nesting::Nesting;
use super::text::{Passage, Text};
use crate::ground::attributes::tag_length;
use crate::understand::{BlockKind, Document};

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
    let document = text.document;
    let (mut html, mut nesting) = (String::with_capacity(document.text.len() * 5 / 4), Nesting::default());
    for (number, block) in document.blocks.iter().enumerate() {
        if mark.is_some() {
            nesting.pass(&block.lead);
        }
        if document.title_block == Some(number) {
            html.push_str(&text.markup(opening(block)[0]));
            continue;
        }
        // The mark of a paragraph looks the same in all of them. Within a link it would end that.
        let (lead, looks) = block.lead.split_at(looks(&block.lead));
        html.push_str(&text.markup(behind_title(document, number, lead)));
        html.push_str(&text.anchors(number));
        let mark = mark.filter(|_| block.kind == BlockKind::Paragraph && !nesting.is_within("a"));
        html.extend(mark.and_then(|mark| marked(text, number, mark)));
        html.push_str(&text.markup(looks));
        text.write(number, &mut html, |passage| opened(text, passage));
    }
    // Other languages may go on behind the end.
    let end = document.blocks.len();
    let behind = text.segments.partition_point(|segment| segment.sentences[text.index].start < text.starts[end]);
    html.extend((behind..text.segments.len()).map(|segment| anchor(&text.segment_id(segment))));
    html + &text.markup(behind_title(document, end, &document.tail))
}

/// Returns the inline HTML of the block that is shown as the title, where there is one. The attributes of its own element are
/// those of an element within.
pub(crate) fn title(text: &Text<'_>) -> Option<String> {
    let title = text.document.title_block?;
    let [_, tag, inside] = opening(&text.document.blocks[title]);
    let attributes = tag.find(' ').map(|at| tag[at..].trim_end_matches('>'));
    let mut html = attributes.map_or_else(String::new, |attributes| text.markup(&format!("<span{attributes}>")));
    html.push_str(&text.markup(inside));
    text.write(title, &mut html, |passage| opened(text, passage));
    let behind = text.before(title + 1);
    html.push_str(&text.markup(&behind[..closing(behind).start]));
    html.push_str(attributes.map_or("", |_| "</span>"));
    Some(html)
}

/// Returns the markup before a block, or behind the last, without the tag that closes a title that was left out.
fn behind_title<'m>(document: &Document, block: usize, markup: &'m str) -> &'m str {
    match document.title_block {
        Some(title) if title + 1 == block => &markup[closing(markup).end..],
        _ => markup,
    }
}

/// Opens the element of a passage. Where a segment begins without one, its id stands in an empty element, so that every id leads
/// somewhere.
fn opened(text: &Text<'_>, passage: &Passage<'_>) -> String {
    let id = passage.begins.then(|| text.segment_id(passage.segment));
    match (passage.is_element, id) {
        (true, Some(id)) => format!("<span class=\"s\" id=\"{id}\">"),
        (true, None) => "<span class=\"s\">".to_owned(),
        (false, id) => id.map_or_else(String::new, |id| anchor(&id)),
    }
}

/// Returns the link to the counterpart of a paragraph; none where no words of it are translated: pictures are the same there.
fn marked(text: &Text<'_>, block: usize, mark: &Mark) -> Option<String> {
    let is_shared = |passage: &Passage<'_>| {
        let there = &text.segments[passage.segment].sentences[mark.document];
        passage.sentences.iter().any(|sentence| has_words(&sentence.html)) && !there.is_empty()
    };
    let Mark { href, hreflang, label, .. } = mark;
    let id = text.segment_id(text.passages(block).find(is_shared)?.segment);
    Some(format!("<a class=\"mark\" href=\"{href}#{id}\" hreflang=\"{hreflang}\" aria-label=\"{label}\"></a>"))
}

/// Tells whether there are words in `html`, outside of its tags.
fn has_words(mut html: &str) -> bool {
    while let Some(tag) = html.trim_start().strip_prefix('<') {
        html = &tag[tag_length(tag)..];
    }
    !html.trim().is_empty()
}
