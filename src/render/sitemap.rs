//! The sitemap names every page with its versions in other languages (sitemaps.org, with `xhtml:link`).

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::view::AlternateView;

/// A page of the sitemap: its address, the day of its last change, and its versions.
pub(crate) struct Entry {
    pub(crate) address: String,
    pub(crate) day: Option<String>,
    pub(crate) alternates: Vec<AlternateView>,
}

/// Returns the sitemap of these pages.
pub(crate) fn sitemap(entries: &[Entry]) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::from(&b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"[..]), b' ', 1);
    // Writing to memory does not fail.
    let _ = xml
        .create_element("urlset")
        .with_attributes([
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ])
        .write_inner_content(|xml| entries.iter().try_for_each(|entry| url(xml, entry)));
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn url(xml: &mut Writer<Vec<u8>>, entry: &Entry) -> std::io::Result<()> {
    xml.create_element("url")
        .write_inner_content(|xml| {
            xml.create_element("loc").write_text_content(BytesText::new(&entry.address))?;
            if let Some(day) = &entry.day {
                xml.create_element("lastmod").write_text_content(BytesText::new(day))?;
            }
            for alternate in &entry.alternates {
                xml.create_element("xhtml:link")
                    .with_attributes([
                        ("rel", "alternate"),
                        ("hreflang", alternate.hreflang.as_str()),
                        ("href", alternate.href.as_str()),
                    ])
                    .write_empty()?;
            }
            Ok(())
        })
        .map(drop)
}

/// Returns robots.txt, which lets everybody in and names the sitemap where there is one.
pub(crate) fn robots(sitemap: Option<&str>) -> String {
    let sitemap = sitemap.map(|address| format!("\nSitemap: {address}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
