//! The elements that are open somewhere in the HTML of a document: what a part of it has to be put into to be shown by itself.

use std::iter::successors;
use std::rc::Rc;

use crate::ground::attributes::{name_of, tag_length};
use crate::understand::parse::elements;

/// How many bytes of tags may be repeated around each part of a text, so that a page grows no faster than its text, however deep
/// that is nested.
const REPEATED: usize = 500;

/// What stands before the id of an element.
const ID: &str = " id=\"";

/// What stands before the number that a list begins with, and before that of an item which has one of its own.
const START: &str = " start=\"";
const VALUE: &str = " value=\"";

/// The innermost of the open elements. Each knows the one around it.
#[derive(Clone, Default)]
pub(crate) struct Nesting<'a>(Option<Rc<Element<'a>>>);

struct Element<'a> {
    name: &'a str,
    tag: &'a str,
    /// The number of the next item, where this is a list.
    next: i64,
    around: Nesting<'a>,
}

impl<'a> Nesting<'a> {
    /// Goes on to the end of `markup`.
    pub(crate) fn pass(&mut self, markup: &'a str) {
        let mut rest = markup;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            let (tag, behind) = rest[at..].split_at(tag_length(&rest[at..]));
            let name = name_of(tag);
            if tag.starts_with("</") {
                *self = self.around();
            } else if !name.is_empty() && !elements::is_void(name) {
                if let Some(list) = self.0.clone().filter(|_| name == "li") {
                    let number = number(tag, VALUE).unwrap_or(list.next);
                    *self = list.around.with(list.name, list.tag, number.saturating_add(1));
                }
                *self = self.with(name, tag, number(tag, START).unwrap_or(1));
            }
            rest = behind;
        }
    }

    fn with(&self, name: &'a str, tag: &'a str, next: i64) -> Nesting<'a> {
        Nesting(Some(Rc::new(Element { name, tag, next, around: self.clone() })))
    }

    fn around(&self) -> Nesting<'a> {
        self.0.as_ref().map(|element| element.around.clone()).unwrap_or_default()
    }

    /// Returns the elements, the innermost first.
    fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        successors(self.0.as_deref(), |element| element.around.0.as_deref())
    }

    /// Tells whether an element of this name is open.
    pub(crate) fn is_within(&self, name: &str) -> bool {
        self.elements().any(|element| element.name == name)
    }

    /// Tells whether what stands here may be shown apart from what stands before it. A list that is divided has its numbers
    /// still, unless it counts down; an item or a heading without its beginning, a table without its head, what opens at a click
    /// and what plays would be others.
    pub(crate) fn can_be_divided(&self) -> bool {
        let has_to_be_whole = |element: &Element| {
            matches!(element.name, "audio" | "details" | "li" | "table" | "video")
                || elements::heading(element.name).is_some()
                || element.name == "ol" && element.tag.contains(" reversed")
        };
        !self.elements().any(has_to_be_whole)
            && self.elements().map(|element| element.tag.len()).sum::<usize>() <= REPEATED
    }

    /// Returns the tags that open the elements again: lists go on counting, and an id stays with what had it first.
    pub(crate) fn opened(&self) -> String {
        let tags: Vec<String> = self.elements().map(Element::opened).collect();
        tags.into_iter().rev().collect()
    }

    /// Returns the tags that close the elements.
    pub(crate) fn closed(&self) -> String {
        self.elements().map(|element| format!("</{}>", element.name)).collect()
    }
}

impl Element<'_> {
    fn opened(&self) -> String {
        let tag = without(self.tag, ID);
        match without(&tag, START).strip_prefix("<ol") {
            Some(rest) => format!("<ol{START}{}\"{rest}", self.next),
            None => tag,
        }
    }
}

/// Returns the value of an attribute that is a number. `attribute` is all that stands before it.
fn number(tag: &str, attribute: &str) -> Option<i64> {
    let (_, value) = tag.split_once(attribute)?;
    value.split_once('"')?.0.parse().ok()
}

fn without(tag: &str, attribute: &str) -> String {
    let found = tag.split_once(attribute).and_then(|(before, value)| Some((before, value.split_once('"')?.1)));
    found.map_or_else(|| tag.to_owned(), |(before, after)| format!("{before}{after}"))
}

/// Divides markup behind the tags at its beginning that close elements.
pub(crate) fn split_closing(markup: &str) -> (&str, &str) {
    let mut rest = markup;
    while rest.trim_start().starts_with("</") {
        rest = rest.trim_start();
        rest = &rest[tag_length(rest)..];
    }
    markup.split_at(markup.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_text_stands_in_the_elements_that_it_stood_in() {
        for (before, opened, closed, can_be_divided) in [
            ("", "", "", true),
            ("<p>One.</p><hr /><img src=\"a.png\">", "", "", true),
            ("<blockquote id=\"said\" class=\"old\"><p>", "<blockquote class=\"old\"><p>", "</p></blockquote>", true),
            ("<div><p title=\"a > b\">One.</p>", "<div>", "</div>", true),
            ("<ul><li>One</li>", "<ul>", "</ul>", true),
            ("<ol><li>One</li><li>Two</li>", "<ol start=\"3\">", "</ol>", true),
            ("<ol start=\"5\"><li>Five</li>", "<ol start=\"6\">", "</ol>", true),
            ("<ol class=\"a\"><li><ul><li>One</li></ul></li>", "<ol start=\"2\" class=\"a\">", "</ol>", true),
            ("<ol><li>One</li><li value=\"7\">Seven</li>", "<ol start=\"8\">", "</ol>", true),
            ("<ol start=\"9223372036854775807\"><li>Last</li>", "<ol start=\"9223372036854775807\">", "</ol>", true),
            ("<ol reversed=\"\"><li>Two</li>", "<ol start=\"2\" reversed=\"\">", "</ol>", false),
            ("<ol><li>One<ul>", "<ol start=\"2\"><li><ul>", "</ul></li></ol>", false),
            ("<table><tbody><tr><td>One</td>", "<table><tbody><tr>", "</tr></tbody></table>", false),
            ("<h2>One<div>", "<h2><div>", "</div></h2>", false),
            ("<details><summary>One</summary>", "<details>", "</details>", false),
            ("<video><source src=\"a.mp4\"><p>No video?</p>", "<video>", "</video>", false),
        ] {
            let mut nesting = Nesting::default();
            nesting.pass(before);
            let found = (&*nesting.opened(), &*nesting.closed(), nesting.can_be_divided());
            assert_eq!(found, (opened, closed, can_be_divided), "{before}");
        }
    }

    #[test]
    fn what_stands_deep_is_not_divided() {
        for (depth, can_be_divided) in [(5, true), (100, false)] {
            let mut nesting = Nesting::default();
            let markup = "<blockquote>".repeat(depth);
            nesting.pass(&markup);
            assert_eq!(nesting.can_be_divided(), can_be_divided, "{depth}");
        }
    }

    #[test]
    fn what_closes_stands_before_what_opens() {
        let (closing, opening) = split_closing("</p>\n</div>\n<hr />\n<p>One.</p>");
        assert_eq!((closing, opening), ("</p>\n</div>", "\n<hr />\n<p>One.</p>"));
        assert_eq!(split_closing("<p>"), ("", "<p>"));
    }
}
