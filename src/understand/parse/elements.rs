//! What is known of HTML elements by their names. Data only.

use crate::understand::BlockKind;

/// Tells whether `name` says only how the text in it looks, so that it may stand around several sentences as well as one, and
/// around links.
pub(crate) fn is_look(name: &str) -> bool {
    matches!(name, "b" | "cite" | "del" | "em" | "i" | "ins" | "mark" | "s" | "small" | "span" | "strong" | "u")
}

/// Tells whether `name` stands within a line of text. Everything else divides the text around it.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.binary_search(&name).is_ok()
}

const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "area", "audio", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del",
    "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "map", "mark", "nobr", "q", "rp", "rt", "rtc",
    "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "track", "tt", "u",
    "var", "video", "wbr",
];

/// Tells whether `name` shows or plays something that stands in the text like a word.
pub(super) fn is_object(name: &str) -> bool {
    matches!(name, "audio" | "img" | "video")
}

/// Tells whether `name` has no content and no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.binary_search(&name).is_ok()
}

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Tells whether `name` is a part of a table, which HTML allows nowhere else.
pub(super) fn is_table_part(name: &str) -> bool {
    matches!(name, "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr")
}

/// Tells whether text in `name`, directly, would be moved before the table by a browser.
pub(super) fn is_table_frame(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "tfoot" | "thead" | "tr" | "colgroup")
}

/// Tells whether the content of `name` is not meant for readers.
pub(super) fn is_hidden(name: &str) -> bool {
    matches!(name, "script" | "style" | "head")
}

/// Tells whether a page may have the element `name`.
pub(super) fn is_allowed(name: &str) -> bool {
    ALLOWED.binary_search(&name).is_ok()
}

/// The elements of prose: none that runs, loads a frame, takes input or styles the page.
pub(super) const ALLOWED: &[&str] = &[
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption",
    "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "ins", "kbd", "li",
    "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "rtc", "ruby", "s", "samp", "section", "small", "source", "span",
    "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track",
    "tt", "u", "ul", "var", "video", "wbr",
];

/// Returns the kind of block that the text in `name` is, where the name says so.
pub(super) fn kind(name: &str) -> Option<BlockKind> {
    if let Some(level) = heading(name) {
        return Some(BlockKind::Heading(level));
    }
    Some(match name {
        "li" | "dd" | "dt" => BlockKind::Item,
        "blockquote" => BlockKind::Quote,
        "td" | "th" => BlockKind::Cell,
        "pre" => BlockKind::Code,
        _ => return None,
    })
}

/// Returns the level of the heading `name`, if it is one.
pub(crate) fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_looked_up_in_their_order() {
        for names in [INLINE, VOID, ALLOWED] {
            assert!(names.is_sorted_by(|name, next| name < next), "{names:?}");
        }
    }
}
