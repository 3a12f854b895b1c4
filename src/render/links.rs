//! The links of a text: those to other texts lead to their pages, and those that begin at the root of the site hold wherever it
//! lies.

use std::borrow::Cow;

use super::context::Context;
use crate::ground::address::Address;
use crate::ground::path::{SitePath, composed, percent_encode};
use crate::understand::{Document, Targets, Work};

/// The attributes that hold an address: of a link, of a picture or what plays, and of the picture that is seen until it does.
pub(crate) const ADDRESSES: [&str; 3] = ["href", "src", "poster"];

/// The links of one text on one page.
pub(crate) struct Links<'a> {
    context: &'a Context<'a>,
    targets: &'a Targets,
    /// The file of the text, for people.
    file: &'a str,
    page: &'a SitePath,
    /// What leads from the page to the root of the site: `../`.
    root: Cow<'a, str>,
}

impl<'a> Links<'a> {
    /// Returns the links of a `document` of `work` on a page.
    pub(crate) fn new(
        context: &'a Context<'a>,
        work: &'a Work,
        document: &'a Document,
        page: &'a SitePath,
    ) -> Links<'a> {
        Links { context, targets: &work.targets, file: &document.path, page, root: page.link_to_root().into() }
    }

    /// Returns the same links, of which those that leave the page begin with `root`.
    pub(crate) fn rooted_at(self, root: &'a str) -> Links<'a> {
        Links { root: root.into(), ..self }
    }

    /// Returns the value that an attribute of the text's HTML has on the page, where it is another.
    pub(crate) fn placed(&self, attribute: &str, value: &str) -> Option<String> {
        if ADDRESSES.contains(&attribute) { self.address(value) } else { None }
    }

    /// Returns the address on the page of what the text calls `address`, where it is another.
    fn address(&self, address: &str) -> Option<String> {
        let address = htmlize::unescape_attribute(address);
        let address = match address.strip_prefix('/') {
            Some(path) if path.starts_with('/') => return None,
            Some(path) => format!("{}{}", self.root, file(path)),
            None => self.text(&address)?,
        };
        // What was written in an attribute is not safe there once it has been read.
        Some(htmlize::escape_attribute(address).into_owned())
    }

    /// Returns the address on the page of another text, if `address` leads to one.
    fn text(&self, address: &str) -> Option<String> {
        let (target, place) = self.targets.find(self.file, address)?;
        let page = self.context.routes.work(&target.language, &target.slug);
        let fragment = self.context.routes.fragment(&target.slug, place);
        Some(match page == *self.page && !fragment.is_empty() {
            true => fragment,
            false => format!("{}{}{fragment}", self.root, page.link_from_root()),
        })
    }
}

/// Returns the link to a file, whose name is composed: where it names a folder, to the page in it.
fn file(link: &str) -> String {
    let address = Address::of(link);
    let path = match composed(&address.file()) {
        Cow::Owned(composed) => percent_encode(&composed).into(),
        Cow::Borrowed(_) => Cow::Borrowed(address.path),
    };
    format!("{}{}", page_in(&path), address.rest)
}

/// Returns what a host would send for `path`: where it is a folder, the page in it.
pub(super) fn page_in(path: &str) -> String {
    let name = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    format!("{path}{name}")
}
