//! The ids that a text brings along: of its footnotes, its headings, its HTML. A page can show several texts, which may have
//! the same ones. So on a page each text has a prefix of its own for its ids, and for its links that lead to them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use crate::ground::attributes::{ID, LINK, change, has_attributes};
use crate::understand::parse::ids::{free_start, is_taken};

/// Names of which no two are the same.
#[derive(Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
    /// The last number that a name was told apart by.
    numbers: BTreeMap<String, usize>,
}

impl Names {
    /// Returns names that are taken.
    pub(crate) fn new(taken: BTreeSet<String>) -> Names {
        Names { taken, numbers: BTreeMap::new() }
    }

    /// Takes `name` and returns it, or where somebody has it the first of `name-2`, `name-3` and so on that nobody has.
    pub(crate) fn take(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        let number = self.numbers.entry(name.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let other = format!("{name}-{number}");
            if self.taken.insert(other.clone()) {
                return other;
            }
        }
    }
}

/// The names that lead to a place in a document, on one page: the ids in its HTML, as they are written there, and those of its
/// headings, which pages add. The default one is for where there is no page.
#[derive(Default)]
pub(crate) struct Ids {
    /// Each name with what it begins with on the page besides.
    starts: BTreeMap<String, String>,
    /// The ids that the page has by now.
    placed: RefCell<BTreeSet<String>>,
    /// These, and those that are still to come.
    names: RefCell<Names>,
}

impl Ids {
    /// Returns the ids of a document on a page where they begin with `prefix`: its `own`, and the `aliases` of its headings. Where
    /// the prefix is nothing, a name that pages need for themselves begins with something else.
    pub(crate) fn new(own: &BTreeSet<String>, aliases: &BTreeMap<usize, Vec<String>>, prefix: &str) -> Ids {
        let names: BTreeSet<&str> = own.iter().chain(aliases.values().flatten()).map(String::as_str).collect();
        let start = |name: &str| match prefix.is_empty() && is_taken(name) {
            true => free_start(name, |other| names.contains(other)),
            false => prefix.to_owned(),
        };
        let starts: BTreeMap<_, _> = names.iter().map(|&name| (name.to_owned(), start(name))).collect();
        let ids = starts.iter().map(|(name, start)| format!("{start}{name}")).collect();
        Ids { starts, placed: RefCell::default(), names: RefCell::new(Names::new(ids)) }
    }

    /// Returns a piece of the document's HTML as it stands on the page. An id that is on the page already gets another name: links
    /// lead to the first.
    pub(crate) fn placed<'a>(&self, html: &'a str) -> Cow<'a, str> {
        if self.starts.is_empty() || !has_attributes(html) {
            return Cow::Borrowed(html);
        }
        let named = change(html, ID, |id| self.place(id));
        let linked = change(&named, LINK, |link| {
            let name = percent_decode_str(link).decode_utf8_lossy();
            Some(format!("{}{link}", self.start(&name)?))
        });
        Cow::Owned(linked.into_owned())
    }

    /// Returns an element for each of these names, so that links to them lead to where it stands.
    pub(crate) fn anchors<'a>(&self, names: impl IntoIterator<Item = &'a String>) -> String {
        names.into_iter().filter_map(|name| self.place(name)).map(|id| anchor(&id)).collect()
    }

    /// Returns `id`, with as many colons before it as it takes to be none of these ids. All of the text has been placed.
    pub(crate) fn unlike(&self, mut id: String) -> String {
        while self.placed.borrow().contains(&id) {
            id.insert(0, ':');
        }
        id
    }

    /// Returns `prefix`, with as many colons behind it as it takes for none of these ids to begin with it.
    pub(crate) fn unbegun(&self, mut prefix: String) -> String {
        while self.starts.iter().any(|(name, start)| format!("{start}{name}").starts_with(&prefix)) {
            prefix.push(':');
        }
        prefix
    }

    /// Returns the id that an element called `name` gets on the page, and takes it. None where the document has no such name.
    fn place(&self, name: &str) -> Option<String> {
        let mut id = format!("{}{name}", self.start(name)?);
        let mut placed = self.placed.borrow_mut();
        if !placed.insert(id.clone()) {
            id = self.names.borrow_mut().take(&id);
            placed.insert(id.clone());
        }
        Some(id)
    }

    fn start(&self, name: &str) -> Option<&str> {
        self.starts.get(name).map(String::as_str)
    }
}

/// Returns an element for this id, so that links to it lead to where it stands.
pub(crate) fn anchor(id: &str) -> String {
    format!("<span id=\"{id}\"></span>")
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
