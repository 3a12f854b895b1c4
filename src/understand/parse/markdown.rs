//! Markdown: the parser's events become runs, get marks where sentences begin and end, and are rendered.
//!
//! Without raw HTML the page is what pulldown-cmark renders, byte for byte, save for links and attributes that could
//! run a program, for markup nested past all reason, and for the way back from notes.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};

use super::cut::{self, Page};
use super::html::{OBJECT, Reader};
use super::marks::{self, Mark};
use super::run::{Run, Spot};
use super::tokens::{TokenKind, tokens};
use super::{Grain, elements, links, notes, sanitise};
use crate::ground::address::Address;
use crate::ground::faults::Faults;
use crate::ground::language::Language;
use crate::ground::markdown;
use crate::ground::site::media_type;
use crate::understand::BlockKind;

/// Stands in a run for the number of a footnote: like a closing mark, it belongs to the stop before it.
const FOOTNOTE: &str = "⸩";

/// The attributes that a heading may be given, beside its id and classes.
const HEADING_ATTRIBUTES: &[&str] = &["dir", "lang", "title"];

type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Returns the page that the Markdown text `body` makes. What is left out of it is a fault.
pub(super) fn page(body: &str, language: &Language, grain: Grain, faults: &mut Faults) -> Page {
    let body = marks::guard(body);
    let (events, lines) = harmless(&body, faults);
    let runs = runs(&body, &events, &lines, faults);
    let (planned, places) = marks::plan(&runs, language, grain);
    let raw = events.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let mut rendered = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut rendered, marked(events, places).into_iter());
    let mut page = if raw { cut::sanitised(&rendered, &planned, faults) } else { cut::page(&rendered, &planned) };
    if body.contains("[^") {
        notes::lead_back(&mut page);
    }
    page
}

/// Returns the events of `body` without what is dangerous or nested too deep, and the lines of the HTML blocks among them.
/// An HTML block is one event.
fn harmless<'a>(body: &'a str, faults: &mut Faults) -> (Events<'a>, BTreeMap<usize, Lines>) {
    let mut guard = Guard { open: Vec::new(), depth: 0, links: 0, pictures: Vec::new(), faults, deep: false };
    let mut events: Events = Vec::new();
    let mut lines: BTreeMap<usize, Lines> = BTreeMap::new();
    let mut block = String::new();
    for (mut event, span) in markdown::parser(body).into_offset_iter() {
        if let Event::Html(line) = &event {
            lines.entry(events.len()).or_default().push(block.len(), &span);
            block.push_str(line);
            continue;
        }
        if !block.is_empty() {
            events.push((Event::Html(std::mem::take(&mut block).into()), span.clone()));
        }
        if guard.pass(&mut event, &span) {
            events.push((event, span));
        }
    }
    (events, lines)
}

/// Decides which events pass.
struct Guard<'f> {
    /// For each open element, whether it passed.
    open: Vec<bool>,
    /// How many of them did.
    depth: usize,
    /// How many links are open.
    links: usize,
    /// For each open picture, what ends it where it becomes something else.
    pictures: Vec<Option<Event<'static>>>,
    faults: &'f mut Faults,
    deep: bool,
}

impl Guard<'_> {
    /// Tells whether `event`, which it may change, belongs on the page.
    fn pass(&mut self, event: &mut Event, span: &Range<usize>) -> bool {
        let (passes, end) = match event {
            Event::Start(tag) => (self.opens(tag, span), tag.to_end()),
            Event::End(end) => (self.closes(), *end),
            _ => return true,
        };
        if passes && end == TagEnd::Image {
            self.place_picture(event, span);
        }
        match event {
            Event::Start(Tag::Link { .. }) => self.links += usize::from(passes),
            Event::End(TagEnd::Link) => self.links = self.links.saturating_sub(usize::from(passes)),
            _ => {}
        }
        if !passes && is_block(&end) {
            // The words around it are still apart.
            *event = Event::SoftBreak;
            return true;
        }
        passes
    }

    fn opens(&mut self, tag: &mut Tag, span: &Range<usize>) -> bool {
        let passes = self.depth < sanitise::DEPTH && !self.refuses(tag, span);
        if self.depth >= sanitise::DEPTH && !std::mem::replace(&mut self.deep, true) {
            self.faults.add(span.clone(), sanitise::too_deep());
        }
        self.open.push(passes);
        self.depth += usize::from(passes);
        self.strip_heading(tag, span);
        passes
    }

    fn closes(&mut self) -> bool {
        if self.open.pop() == Some(false) {
            return false;
        }
        self.depth = self.depth.saturating_sub(1);
        true
    }

    fn refuses(&mut self, tag: &Tag, span: &Range<usize>) -> bool {
        let (Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = tag else { return false };
        if links::is_executable(dest_url) {
            let message = "a link that could run a program is left out; its text is kept";
            self.faults.warning(span, message, "link to http:, https:, mailto: or a file");
            return true;
        }
        let is_link = matches!(tag, Tag::Link { .. }) || links::is_foreign(dest_url);
        let is_within = self.links > 0 && is_link;
        if is_within {
            let message =
                "a picture on another host becomes a link, and a link within a link is left out; its text is kept";
            self.faults.warning(span, message, links::FOREIGN_FILE_HINT);
        }
        is_within
    }

    /// Makes of the picture that begins or ends with `event` what it is: a link to it where it is on another host, as a page loads
    /// nothing from elsewhere, and what plays it where it is sound or video, as other programs write these too.
    fn place_picture(&mut self, event: &mut Event, span: &Range<usize>) {
        let Event::Start(Tag::Image { link_type, dest_url, title, id }) = event else {
            if let Some(end) = self.pictures.pop().flatten() {
                *event = end;
            }
            return;
        };
        let end = if links::is_foreign(dest_url) {
            self.faults.warning(span, "a picture on another host becomes a link to it", links::FOREIGN_FILE_HINT);
            let (link_type, dest_url, title, id) = (*link_type, dest_url.clone(), title.clone(), id.clone());
            *event = Event::Start(Tag::Link { link_type, dest_url, title, id });
            Some(Event::End(TagEnd::Link))
        } else if let Some(player) = player(dest_url).filter(|_| self.pictures.iter().all(Option::is_some)) {
            let [source, title] = [dest_url, title].map(|value| htmlize::escape_attribute(&**value));
            let title = if title.is_empty() { String::new() } else { format!(" title=\"{title}\"") };
            *event = Event::InlineHtml(format!("<{player} src=\"{source}\"{title}>").into());
            Some(Event::InlineHtml(format!("</{player}>").into()))
        } else {
            None
        };
        self.pictures.push(end);
    }

    /// Takes from the heading `tag` attributes that could run a program.
    fn strip_heading(&mut self, tag: &mut Tag, span: &Range<usize>) {
        if let Tag::Heading { attrs, .. } = tag {
            let count = attrs.len();
            attrs.retain(|(name, _)| HEADING_ATTRIBUTES.contains(&name.to_ascii_lowercase().as_str()));
            if attrs.len() < count {
                let hint = "a heading may have an id, classes, lang, dir and title";
                self.faults.warning(span, "attributes of a heading are left out", hint);
            }
        }
    }
}

/// Returns the element that plays the file at `address`, where it is sound or video.
fn player(address: &str) -> Option<&'static str> {
    let (kind, _) = media_type(Address::of(address).path).split_once('/')?;
    ["audio", "video"].into_iter().find(|player| *player == kind)
}

fn is_block(end: &TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Returns the texts of the blocks of `events`. What of the raw HTML will be left out is a fault.
fn runs(body: &str, events: &Events, lines: &BTreeMap<usize, Lines>, faults: &mut Faults) -> Vec<Run> {
    let mut reader = Reader::new(faults);
    let mut kinds = Vec::new();
    let mut picture: Option<(usize, usize, usize)> = None;
    for (part, (event, span)) in events.iter().enumerate() {
        if let Some((first, start, depth)) = picture.take() {
            picture = match event {
                Event::Start(_) => Some((first, start, depth + 1)),
                Event::End(_) if depth > 0 => Some((first, start, depth - 1)),
                Event::End(_) => {
                    let at = Spot::new(first, 0)..Spot::new(part, Spot::END);
                    reader.runs.push(kind_of(&kinds), OBJECT, at, start..span.end);
                    None
                }
                _ => Some((first, start, depth)),
            };
            continue;
        }
        let kind = kind_of(&kinds);
        let mut push = |text: &str, at| reader.runs.push(kind, text, at, span.clone());
        match event {
            Event::Start(Tag::Image { .. }) => picture = Some((part, span.start, 0)),
            Event::Start(tag) if is_block(&tag.to_end()) => {
                reader.runs.end();
                kinds.push(block_kind(tag));
            }
            Event::End(end) if is_block(end) => {
                reader.runs.end();
                kinds.pop();
            }
            Event::Start(_) | Event::End(_) => {}
            Event::Text(text) if body[span.clone()] == **text => {
                push(text, Spot::new(part, 0)..Spot::new(part, text.len()))
            }
            Event::Text(text) | Event::Code(text) => push(text, Spot::around(part)),
            Event::SoftBreak | Event::HardBreak => push(" ", Spot::around(part)),
            Event::FootnoteReference(_) => push(FOOTNOTE, Spot::around(part)),
            Event::InlineHtml(html) => inline_html(&mut reader, html, kind, part, span),
            Event::Html(html) => {
                let source = |offset| lines.get(&part).map_or(span.start, |lines| lines.source(offset));
                reader.read(html, part, source, kind);
                reader.runs.end();
            }
            Event::Rule => reader.runs.end(),
            Event::InlineMath(text) | Event::DisplayMath(text) => push(text, Spot::around(part)),
            Event::TaskListMarker(_) => {}
        }
    }
    reader.runs.finish()
}

fn inline_html(reader: &mut Reader, html: &str, kind: BlockKind, part: usize, span: &Range<usize>) {
    for token in tokens(html) {
        reader.review(&token.kind, span);
        match &token.kind {
            TokenKind::Open(name, _) if elements::is_object(name) => {
                reader.runs.push(kind, OBJECT, Spot::around(part), span.clone())
            }
            TokenKind::Open(name, _) if name == "br" || !elements::is_inline(name) => {
                reader.runs.push(kind, " ", Spot::around(part), span.clone());
            }
            _ => {}
        }
    }
}

fn kind_of(kinds: &[Option<BlockKind>]) -> BlockKind {
    kinds.iter().rev().find_map(|kind| *kind).unwrap_or(BlockKind::Paragraph)
}

/// Returns the kind of block that the text in `tag` is, where the tag says so.
fn block_kind(tag: &Tag) -> Option<BlockKind> {
    Some(match tag {
        Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
        Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => BlockKind::Item,
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::TableCell => BlockKind::Cell,
        Tag::CodeBlock(_) => BlockKind::Code,
        Tag::FootnoteDefinition(_) => BlockKind::Paragraph,
        _ => return None,
    })
}

/// Where the lines of an HTML block come from: in a quotation or a list they are apart in the source.
#[derive(Debug, Default)]
struct Lines {
    /// For each line its offset in the block and its bytes in the source.
    starts: Vec<(usize, Range<usize>)>,
}

impl Lines {
    fn push(&mut self, offset: usize, source: &Range<usize>) {
        self.starts.push((offset, source.clone()));
    }

    fn source(&self, offset: usize) -> usize {
        let line = self.starts.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        self.starts.get(line).map_or(0, |(start, source)| (source.start + offset - start).min(source.end))
    }
}

/// Returns `events` with `marks` at their spots.
fn marked<'a>(events: Events<'a>, marks: Vec<(Spot, Mark)>) -> Vec<Event<'a>> {
    let mut marks = marks.into_iter().peekable();
    let mut marked = Vec::with_capacity(events.len());
    for (part, (event, _)) in events.into_iter().enumerate() {
        let mut here = Vec::new();
        while let Some((spot, mark)) = marks.next_if(|(spot, _)| spot.part == part) {
            here.push((spot.offset, mark));
        }
        if here.is_empty() {
            marked.push(event);
            continue;
        }
        let insert = |text: CowStr| CowStr::from(marks::insert(&text, here.iter().copied()));
        match event {
            Event::Text(text) => marked.push(Event::Text(insert(text))),
            Event::Html(html) => marked.push(Event::Html(insert(html))),
            event => {
                let (before, behind): (Vec<_>, Vec<_>) = here.into_iter().partition(|(offset, _)| *offset == 0);
                let alone = |marks: Vec<_>| Event::InlineHtml(CowStr::from(marks::insert("", marks.into_iter())));
                marked.extend([alone(before), event, alone(behind)]);
            }
        }
    }
    marked
}
