//! The sitemap names every page with its versions in other languages (sitemaps.org, with `xhtml:link`).

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::view::View;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// Returns what the sitemap says of the page with this view; nothing where it is not for search engines, or has no
/// address.
pub(crate) fn url(view: &View) -> Option<String> {
    let mut url = format!(" <url>\n  <loc>{}</loc>\n", escape(view.page.canonical.as_deref()?));
    // Writing to memory does not fail.
    if let Some(day) = view.works.iter().filter_map(|work| work.date.as_ref()).map(|date| &date.iso).max() {
        let _ = writeln!(url, "  <lastmod>{day}</lastmod>");
    }
    for alternate in &view.page.alternates {
        let (language, href) = (escape(&alternate.hreflang), escape(&alternate.href));
        let _ = writeln!(url, "  <xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{href}\"/>");
    }
    Some(url + " </url>\n")
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
pub(crate) fn sitemap(urls: &[&str], limits: Limits, address: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let head = format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    let (mut parts, mut rest) = (Vec::new(), urls);
    loop {
        let (here, after) = rest.split_at(share(rest, limits));
        parts.push([&[&*head], here, &["</urlset>\n"]].concat().concat());
        if after.is_empty() {
            break;
        }
        rest = after;
    }
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

/// Returns how many of these pages the next file holds.
fn share(urls: &[&str], limits: Limits) -> usize {
    let mut bytes = 0;
    let fits = |url: &&&str| {
        bytes += url.len();
        bytes <= limits.bytes
    };
    urls.iter().take(limits.pages).take_while(fits).count().max(1).min(urls.len())
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
        let urls = [" <url>1</url>\n", " <url>2</url>\n", " <url>3</url>\n"];
        let files = |pages, bytes| {
            let files = sitemap(&urls, Limits { pages, bytes }, |name| format!("https://example.org/{name}"));
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
