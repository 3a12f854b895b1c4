//! A text on a page: what its ids, its links and its headings are there.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::context::Context;
use super::headings;
use super::ids::Ids;
use super::links::Links;
use super::markup::{shift_below, styled};
use crate::ground::path::SitePath;
use crate::understand::{Document, Segment, Work};

/// The text of one document on one page.
pub(crate) struct Text<'a> {
    pub(crate) document: &'a Document,
    /// Which of the work's documents it is.
    pub(crate) index: usize,
    /// The beads of the work.
    pub(crate) segments: &'a [Segment],
    /// What the ids of the segments begin with.
    id_prefix: String,
    pub(crate) ids: Ids,
    /// The ids that lead to headings, by their blocks.
    aliases: BTreeMap<usize, Vec<String>>,
    links: Links<'a>,
    /// By how many levels headings are lowered, so that they stand below the title.
    heading_shift: u8,
}

impl<'a> Text<'a> {
    /// Returns the document `index` of `work` on `page`, where its ids begin with `prefix`, and its headings stand below a title of
    /// this level.
    pub(crate) fn new(
        context: &'a Context<'a>,
        work: &'a Work,
        index: usize,
        page: &'a SitePath,
        prefix: &str,
        level: u8,
    ) -> Text<'a> {
        let document = &work.documents[index];
        let aliases = headings::aliases(work, index);
        Text {
            document,
            index,
            segments: &work.segments,
            id_prefix: context.routes.id_prefix(&work.slug),
            ids: Ids::new(&document.ids, &aliases, prefix),
            aliases,
            links: Links::new(context, work, document, page),
            heading_shift: shift_below(document, level),
        }
    }

    /// Returns the text by itself, with nothing in it that leads to its places; links that leave the page begin with `root`.
    pub(crate) fn alone(self, root: &'a str) -> Text<'a> {
        Text { segments: &[], aliases: BTreeMap::new(), links: self.links.rooted_at(root), ..self }
    }

    /// Returns the id of a segment.
    pub(crate) fn segment_id(&self, segment: usize) -> String {
        format!("{}s{segment}", self.id_prefix)
    }

    /// Returns markup that stands between blocks as it is on the page.
    pub(crate) fn markup(&self, markup: &str) -> String {
        self.words(&styled(markup, self.heading_shift)).into_owned()
    }

    /// Returns what stands in a block as it is on the page.
    pub(crate) fn words<'h>(&self, html: &'h str) -> Cow<'h, str> {
        match self.ids.placed(html) {
            Cow::Borrowed(html) => self.links.placed(html),
            Cow::Owned(html) => self.links.placed(&html).into_owned().into(),
        }
    }

    /// Returns what leads to a block that is a heading.
    pub(crate) fn anchors(&self, block: usize) -> String {
        self.ids.anchors(self.aliases.get(&block).into_iter().flatten())
    }
}
