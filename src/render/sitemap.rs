//! The sitemap names every page with its versions in other languages (sitemaps.org, with `xhtml:link`).

use std::fmt::Write as _;

use quick_xml::escape::escape;
use serde::{Deserialize, Serialize};

use super::view::{AlternateView, View};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// What the sitemap says of pages that are versions of each other. It is kept of every work, so it takes little room.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The addresses of the pages.
    pages: Vec<Box<str>>,
    /// All their versions: on each line a language, a space, and an address.
    versions: Box<str>,
}

/// How many bytes a sitemap has around the addresses of a page and of each of its versions.
const AROUND_A_PAGE: usize = 64;
const AROUND_A_VERSION: usize = 50;

/// Adds the page with this view to `entries`, unless it is not for search engines, or has no address.
pub(crate) fn add(entries: &mut Vec<Entry>, view: &View) {
    let Some(page) = view.page.canonical.as_deref() else { return };
    let version = |alternate: &AlternateView| format!("{} {}\n", alternate.hreflang, alternate.href);
    let versions: String = view.page.alternates.iter().map(version).collect();
    match entries.last_mut().filter(|last| *last.versions == *versions) {
        Some(last) => last.pages.push(page.into()),
        None => entries.push(Entry { pages: vec![page.into()], versions: versions.into() }),
    }
}

impl Entry {
    /// Returns about how many bytes a sitemap has of it: what is escaped is longer.
    fn length(&self) -> usize {
        let versions = self.versions.len() + self.versions.lines().count() * AROUND_A_VERSION;
        self.pages.iter().map(|page| page.len() + versions + AROUND_A_PAGE).sum()
    }

    /// Returns each page as the sitemap has it.
    fn urls(&self) -> impl Iterator<Item = String> {
        let mut rest = String::new();
        for (language, address) in self.versions.lines().filter_map(|line| line.split_once(' ')) {
            let (language, address) = (escape(language), escape(address));
            // Writing to memory does not fail.
            let _ = writeln!(rest, "  <xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>");
        }
        self.pages.iter().map(move |page| format!(" <url>\n  <loc>{}</loc>\n{rest} </url>\n", escape(&**page)))
    }
}

/// How much one file of a sitemap may hold: pages, and bytes.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pages: usize,
    bytes: usize,
}

/// What sitemaps.org allows, and in bytes a little less, for what stands around the pages.
pub(crate) const LIMITS: Limits = Limits { pages: 50_000, bytes: 49_000_000 };

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Returns the sitemap of these pages as files, by name: `sitemap.xml`, which holds them all, or names the others where
/// they are too many for one. `address` says where a file of this name will be.
pub(crate) fn sitemap(entries: &[&Entry], limits: Limits, address: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let head = format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    let length: usize = entries.iter().map(|entry| entry.length()).sum();
    let (mut part, mut pages) = (String::with_capacity(limits.bytes.min(head.len() + length)) + &head, 0);
    let mut parts = Vec::new();
    for url in entries.iter().flat_map(|entry| entry.urls()) {
        if pages == limits.pages || (pages > 0 && part.len() + url.len() > limits.bytes) {
            parts.push(std::mem::replace(&mut part, head.clone()));
            pages = 0;
        }
        part.push_str(&url);
        pages += 1;
    }
    parts.push(part);
    parts.iter_mut().for_each(|part| part.push_str("</urlset>\n"));
    if let [_] = parts.as_slice() {
        return parts.into_iter().map(|part| ("sitemap.xml".to_owned(), part)).collect();
    }
    let numbered = parts.into_iter().enumerate();
    let mut files: Vec<_> = numbered.map(|(number, part)| (format!("sitemap-{}.xml", number + 1), part)).collect();
    let mut index = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for (name, _) in &files {
        // Writing to memory does not fail.
        let _ = writeln!(index, " <sitemap>\n  <loc>{}</loc>\n </sitemap>", escape(address(name)));
    }
    files.push(("sitemap.xml".to_owned(), index + "</sitemapindex>\n"));
    files
}

/// Returns robots.txt, which lets everybody in and names the sitemap where there is one.
pub(crate) fn robots(sitemap: Option<&str>) -> String {
    let sitemap = sitemap.map(|address| format!("\nSitemap: {address}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_that_is_too_long_is_divided() {
        let pages = ["1", "2", "3"].map(Box::from).into();
        let entry = Entry { pages, versions: "".into() };
        let files = |pages, bytes| {
            let files = sitemap(&[&entry], Limits { pages, bytes }, |name| format!("https://example.org/{name}"));
            let counted = files.iter().map(|(name, xml)| (name.clone(), xml.matches("<url>").count()));
            (counted.collect::<Vec<_>>(), files)
        };
        let named = |names: &[(&str, usize)]| -> Vec<(String, usize)> {
            names.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
        };
        assert_eq!(files(3, 1_000).0, named(&[("sitemap.xml", 3)]));
        let divided = named(&[("sitemap-1.xml", 2), ("sitemap-2.xml", 1), ("sitemap.xml", 0)]);
        let (counted, parts) = files(2, 1_000);
        assert_eq!(counted, divided);
        assert!(parts[2].1.contains("<loc>https://example.org/sitemap-2.xml</loc>"), "{}", parts[2].1);
        assert_eq!(files(3, 1).0.len(), 4);
    }
}
