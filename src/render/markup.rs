//! The markup between blocks: tags that are found and changed without a tree.

use std::borrow::Cow;
use std::ops::Range;

use crate::ground::attributes::{has_attributes, name_of, tag_length};
use crate::understand::parse::elements;
use crate::understand::{Block, BlockKind, Document};

/// Returns markup between blocks as pages show it: headings so many levels lower, and no styles.
pub(crate) fn styled(markup: &str, heading_shift: u8) -> Cow<'_, str> {
    match lower_headings(markup, heading_shift) {
        Cow::Borrowed(markup) => with_classes(markup),
        Cow::Owned(markup) => with_classes(&markup).into_owned().into(),
    }
}

/// Lowers the headings in `markup` by so many levels, but not below the sixth.
fn lower_headings(markup: &str, by: u8) -> Cow<'_, str> {
    if memchr::memchr(b'h', markup.as_bytes()).is_none() {
        return markup.into();
    }
    let mut lowered = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        let name = start + if rest[start..].starts_with("</") { 2 } else { 1 };
        let digit = rest[name..].strip_prefix('h').and_then(|digit| digit.chars().next()?.to_digit(10));
        let (written, read) = match digit.filter(|level| (1..=6).contains(level)) {
            Some(level) => (format!("h{}", (level + u32::from(by)).min(6)), name + 2),
            None => (String::new(), name),
        };
        lowered.push_str(&rest[..name]);
        lowered.push_str(&written);
        rest = &rest[read..];
    }
    (lowered + rest).into()
}

/// Makes a class of the alignment of table cells: the page's policy allows no style but its own sheet.
fn with_classes(markup: &str) -> Cow<'_, str> {
    const ALIGNED: &str = " style=\"text-align: ";
    let is_aligned = has_attributes(markup) && markup.contains(ALIGNED);
    if is_aligned { markup.replace(ALIGNED, " class=\"").into() } else { markup.into() }
}

/// Returns by how many levels the headings of `document` must be lowered to stand below a title of `level`.
pub(crate) fn shift_below(document: &Document, level: u8) -> u8 {
    let blocks = document.blocks.iter().enumerate().filter(|(index, _)| document.title_block != Some(*index));
    let levels = blocks.filter_map(|(_, block)| match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    });
    levels.min().map_or(0, |highest| (level + 1).saturating_sub(highest))
}

/// Returns the markup before the element of a title or heading, the tag that opens it, and what stands in it before its words.
pub(crate) fn opening(block: &Block) -> [&str; 3] {
    let name = if matches!(block.kind, BlockKind::Heading(_)) { "<h" } else { "<" };
    let (before, rest) = block.lead.split_at(block.lead[..looks(&block.lead)].rfind(name).unwrap_or(block.lead.len()));
    let (tag, inside) = rest.split_at(tag_length(rest));
    [before, tag, inside]
}

/// Returns where the tags at the end of `lead` begin that say how all of the block behind them looks.
pub(crate) fn looks(lead: &str) -> usize {
    let (mut begin, mut done) = (0, 0);
    while let Some(at) = memchr::memchr(b'<', &lead.as_bytes()[done..]) {
        let (start, tag) = (done + at, &lead[done + at..]);
        done = start + tag_length(tag);
        match !tag.starts_with("</") && elements::is_look(name_of(tag)) {
            true if at > 0 => begin = start,
            true => {}
            false => begin = done,
        }
    }
    if done < lead.len() { lead.len() } else { begin }
}

/// Returns where the tag is that closes the element of a title, in the markup behind its words.
pub(crate) fn closing(behind: &str) -> Range<usize> {
    let tags = ["</h", "</p"].iter().filter_map(|name| behind.find(name));
    tags.min().map_or(0..0, |start| start..start + tag_length(&behind[start..]))
}
