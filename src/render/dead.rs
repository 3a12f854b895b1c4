//! Dead links: what in a text leads nowhere on the site.

use std::collections::BTreeSet;
use std::ops::Range;

use super::assets;
use super::context::Context;
use super::headings::Named;
use super::links::{ADDRESSES, page_in};
use super::places::{Call, Places, is_of_pages, missing};
use crate::ground::address::{Address, decoded};
use crate::ground::attributes::attributes;
use crate::ground::diagnostic::Diagnostic;
use crate::ground::faults::Faults;
use crate::ground::path::resolved;
use crate::understand::parse::links::{FOREIGN_FILE_HINT, is_foreign};
use crate::understand::targets::{Target, names_text};
use crate::understand::{Document, Work};

/// Returns which links and pictures in the texts of `work` lead nowhere, as far as it can tell, and the places of its texts.
pub(crate) fn links(context: &Context<'_>, work: &Named<'_>) -> (Vec<Diagnostic>, Vec<Places>) {
    let (mut dead, mut places) = (Vec::new(), Vec::new());
    for (index, document) in work.documents.iter().enumerate() {
        let names = work.places(index).map(String::as_str).collect();
        let (found, calls) = Known { context, work, document, names: &names }.dead();
        dead.extend(found);
        let names = names.into_iter().collect::<Vec<_>>().join("\n").into();
        let text = Target { slug: work.slug.clone(), language: document.language.clone() };
        places.push(Places { text, path: document.path.clone(), names, calls });
    }
    (dead, places)
}

/// What the links of one text can lead to.
struct Known<'a> {
    context: &'a Context<'a>,
    work: &'a Work,
    document: &'a Document,
    /// What its own places are called.
    names: &'a BTreeSet<&'a str>,
}

/// What is wrong with an address, and what to do about it.
struct Fault {
    message: String,
    hint: String,
}

impl Known<'_> {
    /// Returns the links and pictures that lead nowhere, and the links to places that are named with their text.
    fn dead(&self) -> (Vec<Diagnostic>, Vec<Call>) {
        let mut calls = Vec::new();
        let mut dead = Faults::new(&self.document.path, &self.document.text);
        for sentence in self.document.sentences() {
            // Where the next address may stand as it is on the page; none once one was written in another way. A picture in a link
            // stands before the address of that.
            let mut from = ADDRESSES.map(|_| Some(sentence.span.start));
            for (attribute, value) in attributes(&sentence.html) {
                let Some(kind) = ADDRESSES.iter().position(|address| *address == attribute) else { continue };
                let (address, from) = (htmlize::unescape_attribute(value), &mut from[kind]);
                let (fault, call) = (self.fault(&address, attribute != "href"), self.call(&address));
                if fault.is_none() && call.is_none() {
                    continue;
                }
                let written = |address: &str| self.written((*from)?..sentence.span.end, address);
                let written = written(&address).or_else(|| written(&decoded(&address)));
                *from = written.as_ref().map(|written| written.end);
                let span = written.unwrap_or_else(|| sentence.span.clone());
                calls.extend(call.map(|(to, name)| Call { span: span.clone(), to, name }));
                if let Some(Fault { message, hint }) = fault {
                    dead.warning(&span, message, hint);
                }
            }
        }
        (dead.into_diagnostics(), calls)
    }

    /// Returns the text that an address names, and the place in it, if it names both.
    fn call(&self, address: &str) -> Option<(Target, String)> {
        let name = decoded(Address::of(address).place.filter(|name| !is_of_pages(name))?);
        let (to, _) = self.work.targets.find(&self.document.path, address)?;
        Some((to, name.into_owned()))
    }

    /// Returns where in this part of the text `address` stands, if it is written there as it is on the page.
    fn written(&self, part: Range<usize>, address: &str) -> Option<Range<usize>> {
        let (start, text) = (part.start, self.document.text.get(part)?);
        // It may be the end of another one, which has it behind a name.
        let begins =
            |at: usize| !text[..at].ends_with(|before: char| before.is_alphanumeric() || "/.#%-_".contains(before));
        let (at, _) = text.match_indices(address).find(|(at, _)| begins(*at))?;
        Some(start + at..start + at + address.len())
    }

    /// Returns what is wrong with the address of a picture or of a link in the text.
    fn fault(&self, address: &str, is_shown: bool) -> Option<Fault> {
        let parts = Address::of(address);
        if let ("", Some(name)) = (parts.path, parts.place) {
            return self.place(&decoded(name));
        }
        if is_foreign(address) || self.work.targets.find(&self.document.path, address).is_some() {
            return None;
        }
        let (file, routes) = (parts.file(), &self.context.routes);
        let page = routes.work(&self.document.language, &self.work.slug);
        let folder = page.folders().last().filter(|_| !file.starts_with('/'));
        let path = resolved(folder.unwrap_or_default(), &page_in(&file));
        if let Some(name) = path.as_deref().and_then(|path| path.strip_prefix("assets/")) {
            return self.asset(name);
        }
        let asset = folder.and_then(|_| self.asset_meant(&file));
        let is_text = || names_text(&file) && (folder.is_some() || self.is_seen_from_above(parts.path));
        if !(is_shown || asset.is_some() || is_text() || path.is_some_and(|path| routes.lacks(&path))) {
            return None;
        }
        let what = if is_shown { "file is not seen" } else { "link leads nowhere" };
        let hint = match asset {
            Some(name) => format!("write `/assets/{name}`"),
            None if is_shown => FOREIGN_FILE_HINT.to_owned(),
            None => "name the text from where this one lies: `../es/sea.md`".to_owned(),
        };
        Some(Fault { message: format!("the site has no `{}`: this {what}", decoded(address)), hint })
    }

    /// Returns what is wrong with a link to the place in the text that is called `name`.
    fn place(&self, name: &str) -> Option<Fault> {
        if is_of_pages(name) || self.names.contains(name) {
            return None;
        }
        let (message, hint) = missing("this text", name, self.names);
        Some(Fault { message, hint })
    }

    /// Returns what is wrong with an address of the asset `name`.
    fn asset(&self, name: &str) -> Option<Fault> {
        let (message, hint) = (format!("there is no `{name}` in assets/"), "put the file there, or mend its name");
        (!assets::has_file(self.context.basis.theme, name)).then(|| Fault { message, hint: hint.to_owned() })
    }

    /// Returns the name of the asset that `file` would be, were it named from the root.
    fn asset_meant<'f>(&self, file: &'f str) -> Option<&'f str> {
        let below = file.split_once("/assets/").map(|(_, name)| name);
        file.strip_prefix("assets/").or(below).filter(|name| assets::has_file(self.context.basis.theme, name))
    }

    /// Tells whether `path`, which begins at a root, leads to a text from a folder that this one lies in.
    fn is_seen_from_above(&self, path: &str) -> bool {
        let file = &self.document.path;
        let mut folders = file.match_indices('/').map(|(at, _)| &file[..=at]).chain([""]);
        folders.any(|folder| self.work.targets.find(folder, path.trim_start_matches('/')).is_some())
    }
}
