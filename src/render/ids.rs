//! The ids that a text brings along: of its footnotes, its headings, its HTML. A page can show several texts, which may have
//! the same ones. So on a page each text has a prefix of its own for its ids, and for its links that lead to them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::ground::address::decoded;
use crate::understand::parse::ids::is_taken;

/// What stands before a name that pages need for themselves: the toggle would lead to the wrong place.
const FREE: &str = "id_";

/// Names of which no two are the same: how often each was taken. One that nobody has taken yet is left to who asks for it.
pub(crate) struct Names(pub(crate) BTreeMap<String, usize>);

impl Names {
    /// Takes `name` and returns it, or where somebody has it the first of `name-2`, `name-3` and so on that nobody has or is left.
    pub(crate) fn take(&mut self, name: &str) -> String {
        loop {
            let times = self.0.entry(name.to_owned()).or_default();
            *times += 1;
            let other = match *times {
                1 => return name.to_owned(),
                times => format!("{name}-{times}"),
            };
            if !self.0.contains_key(&other) {
                self.0.insert(other.clone(), 1);
                return other;
            }
        }
    }
}

/// The names that lead to a place in a document, on one page: the ids in its HTML, as they are written there, and those of its
/// headings, which pages add.
pub(crate) struct Ids {
    /// Each name with what it begins with on the page besides.
    starts: BTreeMap<String, String>,
    /// The ids of the document that the page has, or is still to have.
    names: RefCell<Names>,
}

impl Ids {
    /// Returns the ids of a document on a page, all its `names`, where they begin with `prefix`. Where that is nothing, a name that
    /// pages need for themselves begins with something else.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n String>, prefix: &str) -> Ids {
        let names: BTreeSet<&str> = names.into_iter().map(String::as_str).collect();
        let start = |name: &str| match prefix.is_empty() && is_taken(name) {
            true => free_start(name, |other| names.contains(other)),
            false => prefix.to_owned(),
        };
        let starts: BTreeMap<_, _> = names.iter().map(|&name| (name.to_owned(), start(name))).collect();
        let ids = starts.iter().map(|(name, start)| (format!("{start}{name}"), 0)).collect();
        Ids { starts, names: RefCell::new(Names(ids)) }
    }

    /// Returns the value that an attribute of the document's HTML has on the page, where it is another: an id, or a link to one. An id
    /// that is on the page already gets another name: links lead to the first.
    pub(crate) fn placed(&self, attribute: &str, value: &str) -> Option<String> {
        match (attribute, value.strip_prefix('#')) {
            ("id", _) => self.place(value),
            ("href", Some(name)) => Some(format!("#{}{name}", self.start(&decoded(name))?)),
            _ => None,
        }
    }

    /// Returns an element for each of these names, so that links to them lead to where it stands.
    pub(crate) fn anchors(&self, names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
        names.into_iter().filter_map(|name| self.place(name.as_ref())).map(|id| anchor(&id)).collect()
    }

    /// Returns `id`, with as many colons before it as it takes to be none of these ids. All of the text has been placed.
    pub(crate) fn unlike(&self, mut id: String) -> String {
        while self.names.borrow().0.contains_key(&id) {
            id.insert(0, ':');
        }
        id
    }

    /// Returns `prefix`, with as many colons behind it as it takes for none of these ids to begin with it.
    pub(crate) fn unbegun(&self, mut prefix: String) -> String {
        while self.names.borrow().0.keys().any(|id| id.starts_with(&prefix)) {
            prefix.push(':');
        }
        prefix
    }

    /// Returns the id that an element called `name` gets on the page, and takes it. None where the document has no such name.
    fn place(&self, name: &str) -> Option<String> {
        Some(self.names.borrow_mut().take(&format!("{}{name}", self.start(name)?)))
    }

    fn start(&self, name: &str) -> Option<&str> {
        self.starts.get(name).map(String::as_str)
    }
}

/// Returns an element for this id, so that links to it lead to where it stands.
pub(crate) fn anchor(id: &str) -> String {
    format!("<span id=\"{id}\"></span>")
}

/// Returns what `id` can begin with besides, so that nothing else is called so.
fn free_start(id: &str, is_there: impl Fn(&str) -> bool) -> String {
    let mut start = FREE.to_owned();
    while is_there(&format!("{start}{id}")) {
        start.push_str(FREE);
    }
    start
}
