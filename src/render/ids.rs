//! The ids that a text brings along: of its footnotes, its headings, its HTML. A page can show several texts, which may have
//! the same ones. So on a page each text has a prefix of its own for its ids, and for its links that lead to them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use crate::ground::attributes::{ID, LINK, change};
use crate::understand::Document;

/// The names that lead to a place in a document, on one page.
pub(crate) struct Ids {
    /// The ids in its HTML, as they are written there.
    own: BTreeSet<String>,
    /// Those of its headings, which pages add.
    aliases: BTreeSet<String>,
    prefix: String,
}

impl Ids {
    /// Returns the ids of `document` on a page where they begin with `prefix`.
    pub(crate) fn new(document: &Document, aliases: &BTreeMap<usize, Vec<String>>, prefix: &str) -> Ids {
        let own = if prefix.is_empty() { BTreeSet::new() } else { pieces(document).flat_map(ids).collect() };
        Ids { own, aliases: aliases.values().flatten().cloned().collect(), prefix: prefix.to_owned() }
    }

    /// Returns a piece of the document's HTML as it stands on the page.
    pub(crate) fn placed<'a>(&self, html: &'a str) -> Cow<'a, str> {
        if self.prefix.is_empty() || !html.contains(ID) && !html.contains(LINK) {
            return Cow::Borrowed(html);
        }
        let named = change(html, ID, |id| self.own.contains(id).then(|| format!("{}{id}", self.prefix)));
        let leads_here = |link: &str| {
            let name = percent_decode_str(link).decode_utf8_lossy();
            self.own.contains(name.as_ref()) || self.aliases.contains(name.as_ref())
        };
        let linked = change(&named, LINK, |link| leads_here(link).then(|| format!("{}{link}", self.prefix)));
        Cow::Owned(linked.into_owned())
    }

    /// Returns an element for each of these names, so that links to them lead to where it stands.
    pub(crate) fn anchors<'a>(&self, names: impl IntoIterator<Item = &'a String>) -> String {
        names.into_iter().map(|name| format!("<span id=\"{}{name}\"></span>", self.prefix)).collect()
    }
}

/// Returns the ids in a piece of HTML, as they are written there.
pub(crate) fn ids(html: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let _ = change(html, ID, |id| {
        ids.push(id.to_owned());
        None
    });
    ids
}

fn pieces(document: &Document) -> impl Iterator<Item = &str> {
    let blocks = document.blocks.iter().flat_map(|block| {
        let sentences = block.sentences.iter().flat_map(|sentence| [&*sentence.gap, &*sentence.html]);
        std::iter::once(&*block.lead).chain(sentences)
    });
    blocks.chain(std::iter::once(&*document.tail))
}
