//! The ids that a text brings along: of its footnotes, its headings, its HTML. A page can show several texts, which may have
//! the same ones. So on a page each text has a prefix of its own for its ids, and for its links that lead to them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use crate::ground::attributes::{ID, LINK, change};
use crate::understand::Document;
use crate::understand::parse::ids::{PREFIX, is_taken};

/// The names that lead to a place in a document, on one page: the ids in its HTML, as they are written there, and those of its
/// headings, which pages add. The default one is for where there is no page.
#[derive(Default)]
pub(crate) struct Ids {
    /// Each name with what it begins with on the page besides.
    starts: BTreeMap<String, String>,
}

impl Ids {
    /// Returns the ids of `document` on a page where they begin with `prefix`. Where that is nothing, a name that pages need for
    /// themselves begins with something else.
    pub(crate) fn new(document: &Document, aliases: &BTreeMap<usize, Vec<String>>, prefix: &str) -> Ids {
        let names: BTreeSet<String> = own(document).chain(aliases.values().flatten().cloned()).collect();
        let start = |name: &str| match prefix.is_empty() && is_taken(name) {
            true => free_start(name, &names),
            false => prefix.to_owned(),
        };
        Ids { starts: names.iter().map(|name| (name.clone(), start(name))).collect() }
    }

    /// Returns a piece of the document's HTML as it stands on the page.
    pub(crate) fn placed<'a>(&self, html: &'a str) -> Cow<'a, str> {
        if self.starts.is_empty() || !html.contains(ID) && !html.contains(LINK) {
            return Cow::Borrowed(html);
        }
        let named = change(html, ID, |id| Some(format!("{}{id}", self.start(id)?)));
        let linked = change(&named, LINK, |link| {
            let name = percent_decode_str(link).decode_utf8_lossy();
            Some(format!("{}{link}", self.start(&name)?))
        });
        Cow::Owned(linked.into_owned())
    }

    /// Returns an element for each of these names, so that links to them lead to where it stands.
    pub(crate) fn anchors<'a>(&self, names: impl IntoIterator<Item = &'a String>) -> String {
        let anchor = |name: &String| format!("<span id=\"{}{name}\"></span>", self.start(name).unwrap_or_default());
        names.into_iter().map(anchor).collect()
    }

    /// Returns `id`, with as many colons before it as it takes to be none of these ids.
    pub(crate) fn unlike(&self, mut id: String) -> String {
        while self.any(|start, name| id.strip_prefix(start) == Some(name)) {
            id.insert(0, ':');
        }
        id
    }

    /// Returns `prefix`, with as many colons behind it as it takes for none of these ids to begin with it.
    pub(crate) fn unbegun(&self, mut prefix: String) -> String {
        while self.any(|start, name| format!("{start}{name}").starts_with(&prefix)) {
            prefix.push(':');
        }
        prefix
    }

    fn start(&self, name: &str) -> Option<&str> {
        self.starts.get(name).map(String::as_str)
    }

    fn any(&self, is_it: impl Fn(&str, &str) -> bool) -> bool {
        self.starts.iter().any(|(name, start)| is_it(start, name))
    }
}

/// Returns what `name` can begin with and be none of `names`.
fn free_start(name: &str, names: &BTreeSet<String>) -> String {
    let mut start = PREFIX.to_owned();
    while names.contains(&format!("{start}{name}")) {
        start.push_str(PREFIX);
    }
    start
}

/// Returns the ids in the HTML of `document`.
pub(crate) fn own(document: &Document) -> impl Iterator<Item = String> {
    pieces(document).flat_map(ids)
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
