//! Dead links: what in a text leads nowhere on the site.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::context::Context;
use super::links::{LINK, PICTURE};
use super::{headings, ids};
use crate::ground::attributes::{change, has_attributes};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::theme::Theme;
use crate::understand::parse::ids::is_taken;
use crate::understand::parse::links::{FOREIGN_PICTURE_HINT, is_foreign};
use crate::understand::{Document, Work};

/// How the names of texts end. Those of HTML files could be pages too.
const TEXTS: [&str; 3] = [".md", ".markdown", ".txt"];

/// Returns which links and pictures in the texts of `work` lead nowhere.
pub(crate) fn links(context: &Context<'_>, theme: &Theme, work: &Work) -> Vec<Diagnostic> {
    (0..work.documents.len()).flat_map(|index| Known::new(context, theme, work, index).dead()).collect()
}

/// What the links of one text can lead to.
struct Known<'a> {
    context: &'a Context<'a>,
    theme: &'a Theme,
    work: &'a Work,
    /// Which of the work's documents the text is.
    index: usize,
    document: &'a Document,
    /// The names of places in the text, once one is asked for.
    names: OnceCell<BTreeSet<String>>,
}

impl<'a> Known<'a> {
    fn new(context: &'a Context<'a>, theme: &'a Theme, work: &'a Work, index: usize) -> Known<'a> {
        Known { context, theme, work, index, document: &work.documents[index], names: OnceCell::new() }
    }

    /// Returns the links and pictures that lead nowhere.
    fn dead(&self) -> Vec<Diagnostic> {
        let mut dead = Vec::new();
        for sentence in self.document.sentences().filter(|sentence| has_attributes(&sentence.html)) {
            for attribute in [LINK, PICTURE] {
                let mut from = sentence.span.start;
                let _ = change(&sentence.html, attribute, |address| {
                    let address = htmlize::unescape_attribute(address);
                    if let Some((message, hint)) = self.fault(&address, attribute == PICTURE) {
                        let written = self.written(from..sentence.span.end, &address);
                        from = written.as_ref().map_or(from, |written| written.end);
                        let span = written.unwrap_or_else(|| sentence.span.clone());
                        let place = Place::within(&self.document.path, &self.document.text, span);
                        dead.push(Diagnostic::warning(message).at(place).hint(hint));
                    }
                    None
                });
            }
        }
        dead
    }

    /// Returns where in this part of the text `address` stands, if it is written there as it is on the page.
    fn written(&self, part: Range<usize>, address: &str) -> Option<Range<usize>> {
        let start = part.start + self.document.text.get(part)?.find(address)?;
        Some(start..start + address.len())
    }

    fn names(&self) -> &BTreeSet<String> {
        self.names.get_or_init(|| {
            let mut names = ids::own(self.document);
            names.extend(headings::aliases(self.work, self.index, &names).into_values().flatten());
            names
        })
    }

    /// Returns what is wrong with an address in the text, of a picture or of a link, and what to do about it.
    fn fault(&self, address: &str, is_picture: bool) -> Option<(String, &'static str)> {
        let decoded = percent_decode_str(address).decode_utf8_lossy();
        let file = decoded.split(['?', '#']).next().unwrap_or_default();
        if let Some(name) = decoded.strip_prefix('#') {
            let is_there = name.is_empty() || name == "top" || is_taken(name) || self.names().contains(name);
            let message = || format!("nothing in this text is called `{name}`: this link leads nowhere");
            return (!is_there).then(|| (message(), "a heading is called by its words: `#early-life`"));
        }
        if let Some(name) = file.strip_prefix("/assets/") {
            let message = || format!("there is no `{name}` in assets/");
            return (!self.theme.assets.contains_key(name))
                .then(|| (message(), "put the file there, or mend its name"));
        }
        if is_foreign(address)
            || file.starts_with('/')
            || self.context.targets.find(&self.document.path, address).is_some()
        {
            return None;
        }
        let message = |what| format!("the site has no `{address}`: this {what}");
        match is_picture {
            true => (!file.contains("assets/")).then(|| (message("picture is not seen"), FOREIGN_PICTURE_HINT)),
            false => names_text(file)
                .then(|| (message("link leads nowhere"), "name the text from where this one lies: `../es/sea.md`")),
        }
    }
}

/// Tells whether `path` ends as the names of texts do.
fn names_text(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    TEXTS.iter().any(|ending| path.ends_with(ending))
}
