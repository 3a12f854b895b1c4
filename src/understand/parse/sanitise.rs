//! Sanitising lets raw HTML pass through an allow-list: prose stays, nothing that runs, frames, styles or loads remains.
//!
//! The sanitiser proper is ammonia. It parses as browsers do, and so takes worse than linear time on tags nested deep or
//! crosswise; therefore [`tidied`] first makes the tags few on top of each other and properly nested, in linear time.
//! That step keeps every word, and every [mark](super::marks).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::tokens::{Token, TokenKind, tokens};
use super::{elements, links, marks};
use crate::ground::diagnostic::Diagnostic;

/// Elements within elements that a page may have. Writers stay below twenty; at a hundred the sanitiser is still fast.
pub(super) const DEPTH: usize = 100;

/// Attributes of one tag that are looked at, and its bytes; a tag with more loses all. No honest tag has that many.
const ATTRIBUTES: usize = 32;
const TAG: usize = 8_192;

/// Entities in one stretch of text. The sanitiser takes quadratic time on more; a comment, which it removes, divides them.
const REFERENCES: usize = 32;

/// The ways of aligning a table's cell that Markdown writes as a style.
const ALIGNMENTS: &[&str] = &["text-align: left", "text-align: center", "text-align: right"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from_iter(elements::ALLOWED.iter().copied()))
        .add_generic_attributes(["class", "dir", "id"])
        .add_tag_attributes("td", ["style"])
        .add_tag_attributes("th", ["style"])
        .add_tag_attributes("ol", ["reversed", "type"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("audio", ["loop", "preload", "src"])
        .add_tag_attributes("video", ["height", "loop", "muted", "playsinline", "poster", "preload", "src", "width"])
        .add_tag_attributes("source", ["src", "type"])
        .add_tag_attributes("track", ["default", "kind", "label", "src", "srclang"])
        // Readers say when something plays.
        .set_tag_attribute_value("audio", "controls", "")
        .set_tag_attribute_value("video", "controls", "")
        .url_schemes(HashSet::from_iter(links::HARMLESS.iter().copied()))
        .link_rel(None)
        .attribute_filter(filter_attribute);
    builder
});

/// HTML that has only what a page may have, and is well-formed.
pub(super) struct Clean {
    pub(super) html: String,
    /// Whether it was nested too deep to keep all of it.
    pub(super) flattened: bool,
    /// Whether there are marks directly in a table, from where all text was moved.
    pub(super) loose: bool,
}

/// Returns `html` with only what a page may have.
pub(super) fn clean(html: &str) -> Clean {
    let Tidy { html, flattened, loose, .. } = tidied(html);
    Clean { html: SANITISER.clean(&html).to_string(), flattened, loose }
}

/// Returns the warning that elements stood too deep in each other.
pub(super) fn too_deep() -> Diagnostic {
    Diagnostic::warning(format!("markup nested deeper than {DEPTH} levels was left out; its words are kept"))
        .hint("nest lists, quotations and elements less deep")
}

/// Tells whether the sanitiser takes the attribute `name` away for what `value` could do, or load from another host; a
/// writer should be told.
pub(super) fn is_dangerous(name: &str, value: &str) -> bool {
    let is_address =
        matches!(name, "href" | "src" | "cite" | "action" | "formaction" | "xlink:href" | "poster" | "background");
    let is_style = name == "style" && !ALIGNMENTS.contains(&value);
    name.starts_with("on")
        || matches!(name, "autoplay" | "srcdoc" | "srcset")
        || is_style
        || is_foreign_file(name, value)
        || is_address && !links::is_harmless(value)
}

/// Tells whether the attribute `name` has a page load a file, `value`, from another host.
pub(super) fn is_foreign_file(name: &str, value: &str) -> bool {
    matches!(name, "poster" | "src") && links::is_foreign(value)
}

fn filter_attribute<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    match attribute {
        "class" if is_heading(element) => Some(value.into()),
        "class" => {
            let kept: Vec<&str> = value.split_whitespace().filter(|class| is_own_class(class)).collect();
            (!kept.is_empty()).then(|| kept.join(" ").into())
        }
        name if is_foreign_file(name, value) => None,
        "style" => ALIGNMENTS.contains(&value).then_some(value.into()),
        _ => Some(value.into()),
    }
}

/// Tells whether `class` is one that Markdown itself writes.
fn is_own_class(class: &str) -> bool {
    class.starts_with("language-") || class.starts_with("footnote-")
}

fn is_heading(name: &str) -> bool {
    elements::heading(name).is_some()
}

/// Returns `html` with only allowed elements, properly nested, none deeper than [`DEPTH`].
fn tidied(html: &str) -> Tidy {
    let mut tidy = Tidy { html: String::with_capacity(html.len()), ..Tidy::default() };
    let mut done = 0;
    let tokens = tokens(html);
    let silent = silent(&tokens);
    for (at, token) in tokens.into_iter().enumerate() {
        tidy.text(&html[done..token.span.start]);
        let written = &html[token.span.clone()];
        done = token.span.end;
        match token.kind {
            _ if silent.contains(&at) => {}
            TokenKind::Open(name, attributes) => {
                let bare = format!("<{name}>");
                let written = anchor(&name, &attributes, written);
                tidy.open(name, if attributes.len() > ATTRIBUTES || written.len() > TAG { &bare } else { &written });
            }
            TokenKind::Close(name) => tidy.close(&name),
            TokenKind::Remark => {}
            TokenKind::Hidden(_) => tidy.text(&written.replace(|character| !marks::is_mark(character), "")),
        }
    }
    tidy.text(&html[done..]);
    tidy.close_to(0);
    tidy
}

/// What plays, among tokens: where its tags and those of its files are, and whether any of these is on another host or the site's own.
#[derive(Default)]
struct Player {
    tags: Vec<usize>,
    has_foreign: bool,
    has_own: bool,
}

/// Returns which of `tokens` are of players that have files on other hosts only: nothing would play.
fn silent(tokens: &[Token]) -> BTreeSet<usize> {
    let is_player = |name: &str| matches!(name, "audio" | "video");
    let (mut ended, mut open) = (Vec::new(), Vec::<Player>::new());
    for (at, token) in tokens.iter().enumerate() {
        match &token.kind {
            TokenKind::Open(name, attributes) if is_player(name) || matches!(name.as_str(), "source" | "track") => {
                open.extend(is_player(name).then(Player::default));
                let Some(player) = open.last_mut() else { continue };
                player.tags.push(at);
                let source = attributes.iter().find(|(key, _)| key == "src" && name != "track");
                let is_foreign = source.map(|(_, address)| links::is_foreign(address));
                player.has_foreign |= is_foreign == Some(true);
                player.has_own |= is_foreign == Some(false);
            }
            TokenKind::Close(name) if is_player(name) => {
                let Some(mut player) = open.pop() else { continue };
                player.tags.push(at);
                ended.push(player);
            }
            _ => {}
        }
    }
    let silent = ended.into_iter().chain(open).filter(|player| player.has_foreign && !player.has_own);
    silent.flat_map(|player| player.tags).collect()
}

/// Returns a start tag with an id where it names a place as was done of old, and as word processors do: `<a name="_ftn1">`.
fn anchor<'w>(name: &str, attributes: &[(String, String)], written: &'w str) -> Cow<'w, str> {
    let value = |key: &str| attributes.iter().find(|(attribute, _)| attribute == key).map(|(_, value)| value);
    match (value("name"), value("id")) {
        (Some(place), None) if name == "a" && !place.is_empty() && !place.contains(char::is_whitespace) => {
            format!("<a id=\"{}\"{}", htmlize::escape_attribute(place), &written["<a".len()..]).into()
        }
        _ => written.into(),
    }
}

/// The state of [`tidied`]. Whatever is written is well-formed up to the elements that are open.
#[derive(Default)]
struct Tidy {
    html: String,
    open: Vec<String>,
    /// Start tags that were left out as too deep, by name: their end tags go with them.
    dropped: BTreeMap<String, usize>,
    flattened: bool,
    loose: bool,
}

impl Tidy {
    /// Adds text. Outside the cells of a table, where a browser would move it elsewhere, it ends the table.
    fn text(&mut self, text: &str) {
        if !text.trim_matches(|character: char| character.is_whitespace() || marks::is_mark(character)).is_empty() {
            self.leave_frame();
        }
        self.loose |= self.is_in_frame() && text.contains(marks::is_mark);
        let mut done = 0;
        for (count, (at, sign)) in text.match_indices(['&', '<']).enumerate() {
            self.html.push_str(&text[done..at]);
            self.html.push_str(if count % REFERENCES == REFERENCES - 1 { "<!---->" } else { "" });
            // What looks like a tag here was not one: it may not become one later.
            self.html.push_str(if sign == "<" { "&lt;" } else { "&" });
            done = at + 1;
        }
        self.html.push_str(&text[done..]);
    }

    fn open(&mut self, name: String, written: &str) {
        if !elements::is_allowed(&name) {
            return self.divide(&name);
        }
        match elements::is_table_part(&name) {
            true if !self.open.iter().any(|open| open == "table") => return self.divide(&name),
            true => {}
            false => self.leave_frame(),
        }
        self.imply_end(&name);
        if elements::is_void(&name) {
            self.html.push_str(written);
        } else if self.open.len() < DEPTH {
            self.html.push_str(written);
            self.open.push(name);
        } else {
            self.flattened = true;
            self.divide(&name);
            *self.dropped.entry(name).or_default() += 1;
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(count) = self.dropped.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            return self.divide(name);
        }
        match self.reach(|open| open == name, name) {
            Some(at) => self.close_to(at),
            None => self.divide(name),
        }
    }

    /// Tells whether what comes is directly in a table, between its rows or cells.
    fn is_in_frame(&self) -> bool {
        self.open.last().is_some_and(|name| elements::is_table_frame(name))
    }

    /// Ends the table around, if what comes is directly in it and may not be.
    fn leave_frame(&mut self) {
        while self.is_in_frame() {
            let table = self.open.iter().rposition(|open| open == "table").unwrap_or(0);
            self.close_to(table);
        }
    }

    /// Ends the elements that the start of `name` ends without saying so.
    fn imply_end(&mut self, name: &str) {
        let ended = match name {
            "li" => self.reach(|open| open == "li", name),
            "dd" | "dt" => self.reach(|open| matches!(open, "dd" | "dt"), name),
            "a" => self.reach(|open| open == "a", name),
            name if is_heading(name) => self.reach(is_heading, name),
            "td" | "th" => self.reach(|open| matches!(open, "td" | "th" | "caption" | "colgroup"), name),
            "tr" => self.reach(|open| matches!(open, "tr" | "caption" | "colgroup"), name),
            "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => {
                self.reach(|open| matches!(open, "tbody" | "thead" | "tfoot" | "caption" | "colgroup" | "tr"), name)
            }
            _ => None,
        };
        if let Some(at) = ended {
            self.close_to(at);
        }
        let paragraph = (!elements::is_inline(name)).then(|| self.reach(|open| open == "p", "p")).flatten();
        if let Some(at) = paragraph {
            self.close_to(at);
        }
    }

    /// Returns the lowest open element that is `wanted` and that `name` can reach: tags in a cell do not end what is
    /// outside its table, a list item not the one around its list.
    fn reach(&self, wanted: impl Fn(&str) -> bool, name: &str) -> Option<usize> {
        let is_wall = |open: &str| match name {
            "li" => matches!(open, "ol" | "ul" | "td" | "th" | "caption" | "table"),
            "dd" | "dt" => matches!(open, "dl" | "td" | "th" | "caption" | "table"),
            "tbody" | "thead" | "tfoot" | "caption" | "colgroup" | "tr" | "td" | "th" | "table" => open == "table",
            _ => matches!(open, "td" | "th" | "caption" | "table"),
        };
        let mut lowest = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            if wanted(open) {
                lowest = Some(at);
                // A row ends the row before it, a section both the row and the section.
                if !matches!(name, "tbody" | "thead" | "tfoot" | "caption" | "colgroup") {
                    break;
                }
            } else if is_wall(open) {
                break;
            }
        }
        lowest
    }

    fn close_to(&mut self, depth: usize) {
        for name in self.open.drain(depth..).rev() {
            // A paragraph of which nothing is left but marks is none.
            let nothing = |character: char| character.is_ascii_whitespace() || marks::is_mark(character);
            let before = self.html.trim_end_matches(nothing).strip_suffix("<p>");
            if let Some(before) = before.map(str::len).filter(|_| name == "p") {
                let marks: String =
                    self.html[before..].chars().filter(|character| marks::is_mark(*character)).collect();
                self.html.truncate(before);
                self.html.push_str(&marks);
                continue;
            }
            self.html.push_str("</");
            self.html.push_str(&name);
            self.html.push('>');
        }
    }

    /// Puts a space where a tag that divides text was left out, so that words do not grow together.
    fn divide(&mut self, name: &str) {
        if !elements::is_inline(name) && !self.is_in_frame() {
            self.html.push(' ');
        }
    }
}
