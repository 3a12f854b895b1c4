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

/// Returns the sitemap of these pages.
pub(crate) fn sitemap<'a>(urls: impl Iterator<Item = &'a str>) -> String {
    let mut xml = format!(
        "{HEAD}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    );
    xml.extend(urls);
    xml + "</urlset>\n"
}

/// Returns robots.txt, which lets everybody in and names the sitemap where there is one.
pub(crate) fn robots(sitemap: Option<&str>) -> String {
    let sitemap = sitemap.map(|address| format!("\nSitemap: {address}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
