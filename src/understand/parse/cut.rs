//! Cutting divides rendered HTML, which is well-formed, at its [marks] into blocks and sentences.
//!
//! A sentence begins and ends where no inline element is open but one that stands around all of a block, and its HTML is
//! balanced: where a mark stands inside another element, the cut moves out of it, and sentences that then overlap are one. So
//! are those that the sanitiser put into another order, as it puts text in a table before the table. So nothing that wraps a sentence can break the markup, and
//! putting all parts together again gives the HTML as it was.

use std::borrow::Cow;
use std::ops::Range;

use super::marks::{self, Mark, Planned};
use super::sanitise::{self, Clean};
use super::{elements, entities};
use crate::ground::attributes::{name_of, tag_length};
use crate::ground::faults::Faults;
use crate::understand::{Block, BlockKind, Sentence};

/// The blocks of a page and the markup behind the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) tail: String,
}

/// Returns the page that `marked` makes once it is sanitised. It is a fault to be nested too deep to keep all of it.
///
/// Marks are text, and text that stands loose in a table is put before the table. A page that they would change so is one
/// block without them.
pub(super) fn sanitised(marked: &str, planned: &[Planned], faults: &mut Faults) -> Page {
    let Clean { html, flattened, loose } = sanitise::clean(marked);
    if flattened {
        faults.of_file(sanitise::too_deep());
    }
    let plain = || sanitise::clean(&marks::removed(marked)).html;
    match loose.then(plain).filter(|plain| *plain != marks::removed(&html)) {
        Some(plain) => whole(plain, planned),
        None => page(&html, planned),
    }
}

/// Returns the page that is one block, of all that is `planned`.
fn whole(html: String, planned: &[Planned]) -> Page {
    match (planned.first(), planned.last()) {
        (Some(first), Some(last)) if !visible(&html).is_empty() => {
            let sentences = vec![Sentence::new(first.source.start..last.source.end, html)];
            let block = Block { kind: BlockKind::Other, lead: String::new(), sentences };
            Page { blocks: vec![block], tail: String::new() }
        }
        _ => Page { blocks: Vec::new(), tail: html },
    }
}

/// Returns the page that `marked` makes, whose marks number the sentences in `planned`.
pub(super) fn page(marked: &str, planned: &[Planned]) -> Page {
    let tree = Tree::of(marked);
    let mut regions: Vec<Region> = Vec::with_capacity(planned.len());
    let run = |stretch: &Stretch| planned.get(stretch.number).map(|plan| plan.run);
    for stretches in tree.stretches.chunk_by(|one, other| run(one) == run(other)) {
        let home = tree.home(stretches);
        for stretch in stretches {
            let Some(plan) = planned.get(stretch.number) else { continue };
            // A title is told by its sentences, with all their markup.
            let home = if matches!(plan.kind, BlockKind::Heading(_)) { 0 } else { home };
            let mut region = tree.region(stretch, plan, home);
            if tree.html[region.span.clone()].trim().is_empty() {
                // The sanitiser left nothing of it.
                continue;
            }
            while let Some(last) = regions.pop_if(|last| !last.is_before(&region)) {
                region = tree.joined(&last, &region);
            }
            regions.push(region);
        }
    }
    blocks(&tree.html, regions)
}

fn blocks(html: &str, regions: Vec<Region>) -> Page {
    let mut page = Page::default();
    let (mut done, mut last) = (0, None);
    for Region { span, parent, run, kind, source } in regions {
        let between = html[done..span.start].to_owned();
        let mut sentence = Sentence::new(source, html[span.clone()].to_owned());
        match page.blocks.last_mut() {
            Some(block) if last == Some((run, parent)) => {
                sentence.gap = between;
                block.sentences.push(sentence);
            }
            _ => page.blocks.push(Block { kind, lead: between, sentences: vec![sentence] }),
        }
        (done, last) = (span.end, Some((run, parent)));
    }
    page.tail = html[done..].to_owned();
    page
}

/// An element of the page: its bytes with its tags, and the element around it.
#[derive(Debug)]
struct Element {
    parent: usize,
    depth: usize,
    inline: bool,
    /// Whether it may stand around all sentences of a block.
    look: bool,
    span: Range<usize>,
}

/// What two marks enclose: the bytes and the elements they stand in.
#[derive(Debug)]
struct Stretch {
    number: usize,
    span: Range<usize>,
    first: usize,
    last: usize,
}

/// A sentence to be: balanced HTML directly in the element `parent`.
#[derive(Debug)]
struct Region {
    span: Range<usize>,
    parent: usize,
    run: usize,
    kind: BlockKind,
    source: Range<usize>,
}

impl Region {
    /// Tells whether this region ends before `next` begins, on the page and in the text.
    fn is_before(&self, next: &Region) -> bool {
        self.span.end <= next.span.start && self.source.end <= next.source.start
    }
}

/// The elements of a page without its marks.
#[derive(Debug)]
struct Tree {
    html: String,
    /// In the order in which they begin. The first stands for the page itself.
    elements: Vec<Element>,
    /// How many of the elements before each are not inline, without the first, and of all.
    blocks_before: Vec<usize>,
    stretches: Vec<Stretch>,
}

impl Tree {
    fn of(marked: &str) -> Tree {
        let root = Element { parent: 0, depth: 0, inline: false, look: false, span: 0..marked.len() };
        let html = String::with_capacity(marked.len());
        let tree = Tree { html, elements: vec![root], blocks_before: vec![0], stretches: Vec::new() };
        let mut tree = Builder { tree, here: 0, started: None }.read(marked);
        let counts = tree.elements.iter().scan(0, |count, element| {
            *count += usize::from(element.depth > 0 && !element.inline);
            Some(*count)
        });
        tree.blocks_before.extend(counts);
        tree
    }

    /// Returns the innermost element around several sentences of one run, if they can be cut in it; else the page.
    fn home(&self, stretches: &[Stretch]) -> usize {
        let [first, _, ..] = stretches else { return 0 };
        let around = |one: usize, other: usize| self.balanced(0..0, one, other).1;
        let home = stretches.iter().fold(first.first, |home, next| around(around(home, next.first), next.last));
        let mut inline = std::iter::successors(Some(home), |&at| Some(self.elements[at].parent))
            .map(|at| &self.elements[at])
            .take_while(|element| element.inline);
        if inline.all(|element| element.look) { home } else { 0 }
    }

    /// Returns the smallest balanced region that holds `stretch` and in whose parent no inline element is open but `home`.
    fn region(&self, stretch: &Stretch, plan: &Planned, home: usize) -> Region {
        let (mut first, mut last) = (stretch.first, stretch.last);
        let mut span = stretch.span.clone();
        while self.elements[first].inline && first != home {
            span.start = self.climb(&mut first).start;
        }
        while self.elements[last].inline && last != home {
            span.end = self.climb(&mut last).end;
        }
        let (span, parent) = self.balanced(span, first, last);
        let kind =
            if stretch.first == stretch.last || !self.holds_blocks(&span) { plan.kind } else { BlockKind::Other };
        Region { span, parent, run: plan.run, kind, source: plan.source.clone() }
    }

    /// Returns the smallest balanced region that holds both.
    fn joined(&self, one: &Region, other: &Region) -> Region {
        let first = if other.span.start < one.span.start { other } else { one };
        let last = if other.span.end > one.span.end { other } else { one };
        let (span, parent) = self.balanced(first.span.start..last.span.end, first.parent, last.parent);
        let kind = if one.run == other.run { one.kind } else { BlockKind::Other };
        let source = one.source.start.min(other.source.start)..one.source.end.max(other.source.end);
        Region { span, parent, run: one.run, kind, source }
    }

    /// Widens `span`, which begins in the element `first` and ends in `last`, until both are one. Returns it with that
    /// element.
    fn balanced(&self, mut span: Range<usize>, mut first: usize, mut last: usize) -> (Range<usize>, usize) {
        while first != last {
            if self.elements[first].depth >= self.elements[last].depth {
                span.start = self.climb(&mut first).start;
            } else {
                span.end = self.climb(&mut last).end;
            }
        }
        (span, first)
    }

    /// Goes from an element to the one around it; returns the bytes of the element that was left.
    fn climb(&self, at: &mut usize) -> Range<usize> {
        let element = &self.elements[*at];
        *at = element.parent;
        element.span.clone()
    }

    /// Tells whether an element that is not inline begins in `span`.
    fn holds_blocks(&self, span: &Range<usize>) -> bool {
        let before =
            |place: usize| self.blocks_before[self.elements.partition_point(|element| element.span.start < place)];
        before(span.start) < before(span.end)
    }
}

/// A tree while marked HTML is read.
struct Builder {
    tree: Tree,
    /// The element that is open.
    here: usize,
    /// The number of the stretch that has begun, and where and in which element it did.
    started: Option<(usize, usize, usize)>,
}

impl Builder {
    fn read(mut self, marked: &str) -> Tree {
        let mut rest = marked;
        while let Some(at) = marks::find(rest, b'<') {
            self.tree.html.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = match marks::read(rest) {
                Some((mark, length)) => {
                    self.mark(mark);
                    length
                }
                None => self.markup(rest),
            };
            rest = &rest[length..];
        }
        self.tree.html.push_str(rest);
        self.end();
        self.tree
    }

    fn mark(&mut self, mark: Mark) {
        self.end();
        if let Mark::Start(number) = mark {
            self.started = Some((number, self.tree.html.len(), self.here));
        }
    }

    /// Ends the stretch that began last, if it has not ended.
    fn end(&mut self) {
        if let Some((number, start, first)) = self.started.take() {
            self.tree.stretches.push(Stretch { number, span: start..self.tree.html.len(), first, last: self.here });
        }
    }

    /// Reads the tag, or the lone `<`, that `rest` begins with; returns its length.
    fn markup(&mut self, rest: &str) -> usize {
        let tree = &mut self.tree;
        let start = tree.html.len();
        let length = tag_length(rest);
        let tag = &rest[..length];
        tree.html.push_str(tag);
        let name = name_of(tag);
        if tag.starts_with("</") {
            let element = &mut tree.elements[self.here];
            if self.here > 0 {
                element.span.end = tree.html.len();
                self.here = element.parent;
            }
        } else if !name.is_empty() && !tag.ends_with("/>") && !elements::is_void(name) {
            let depth = tree.elements[self.here].depth + 1;
            let span = start..usize::MAX;
            let (inline, look) = (elements::is_inline(name), elements::is_look(name));
            tree.elements.push(Element { parent: self.here, depth, inline, look, span });
            self.here = tree.elements.len() - 1;
        }
        length
    }
}

/// Returns the words of `html` as a reader sees them: without tags and footnote numbers, pictures by their alternative
/// text, white space as single spaces.
pub(in crate::understand) fn visible(html: &str) -> Cow<'_, str> {
    if is_words(html) {
        return html.into();
    }
    let mut text = Words { text: String::with_capacity(html.len()), apart: false };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push(&rest[..at]);
        rest = &rest[at..];
        let tag = &rest[..tag_length(rest)];
        let skipped = match name_of(tag) {
            "sup" if tag.contains("footnote-") => rest.find("</sup>").unwrap_or(tag.len()),
            _ => tag.len(),
        };
        text.push(replacement(tag));
        rest = &rest[skipped..];
    }
    text.push(rest);
    entities::unescape(text.text).into()
}

/// Tells whether `html` is just what a reader sees.
fn is_words(html: &str) -> bool {
    let holds = |byte: u8| html.as_bytes().contains(&byte);
    !holds(b'<') && !holds(b'&') && !html.starts_with(char::is_whitespace) && single_spaced(html) == html.len()
}

/// Returns what a reader sees of `tag` itself.
fn replacement(tag: &str) -> &str {
    match name_of(tag) {
        "img" => tag.split_once(" alt=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(alt, _)| alt),
        name if elements::is_inline(name) && name != "br" => "",
        _ => " ",
    }
}

/// A text as it grows, with single spaces between its words and none at its ends.
struct Words {
    text: String,
    /// Whether white space has come since the last word.
    apart: bool,
}

impl Words {
    fn push(&mut self, piece: &str) {
        let mut rest = piece;
        loop {
            let words = rest.trim_start();
            self.apart |= words.len() < rest.len();
            if words.is_empty() {
                return;
            }
            if std::mem::take(&mut self.apart) && !self.text.is_empty() {
                self.text.push(' ');
            }
            let (words, behind) = words.split_at(single_spaced(words));
            self.text.push_str(words);
            rest = behind;
        }
    }
}

/// Returns how many bytes of `text`, which begins with a word, have single spaces between their words and none behind the
/// last: nearly always all. Looks at bytes, since few of them begin white space.
fn single_spaced(text: &str) -> usize {
    let ends = |(at, byte): (usize, u8)| match byte {
        b' ' => !text[at + 1..].starts_with(|next: char| !next.is_whitespace()),
        b'\t'..=b'\r' => true,
        0xC2 | 0xE1..=0xE3 => text[at..].starts_with(char::is_whitespace),
        _ => false,
    };
    text.bytes().enumerate().position(ends).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_see_single_spaces_whatever_stands_in_the_text() {
        for space in ('\0'..'\u{3100}').filter(|character| character.is_whitespace()) {
            let html = format!("{space}The  <em>fer{space}ry</em>{space} {space}left<br>at{space}noon{space} ");
            assert_eq!(visible(&html), "The fer ry left at noon", "{space:?}");
        }
        assert_eq!(visible("qué &amp; «más»"), "qué & «más»");
    }
}
