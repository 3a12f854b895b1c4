//! An Atom feed per language (RFC 4287).

use jiff::Timestamp;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use serde::{Deserialize, Serialize};

use super::context::{Context, localized};
use super::headings::Named;
use super::text::Text;
use super::{html, works};
use crate::ground::config::{BaseUrl, Pages};
use crate::ground::digest::Digest;
use crate::ground::language::Language;
use crate::ground::slug::slug_of;
use crate::ground::unseen::is_held_by_xml;

/// A work as a feed shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Item {
    title: String,
    id: String,
    /// The day of publication, where it is known.
    date: Option<String>,
    authors: Vec<String>,
    href: String,
    summary: Option<String>,
    tags: Vec<String>,
    /// Where the links within the text lead from: the page of the work.
    base: String,
    html: String,
}

/// Returns `work` as the feed of `language` shows it; none where it lacks the language.
pub(crate) fn item(context: &Context<'_>, work: &Named<'_>, language: &Language) -> Option<Item> {
    let (index, _) = works::document_in(work, language)?;
    let routes = &context.routes;
    let page = routes.work(language, &work.slug);
    let address = routes.absolute(&page);
    let base = address.clone().unwrap_or_else(|| page.relative_from(&routes.feed(language)));
    // Its place on a page of several works, also while it is the only one: it is the same entry when another is added.
    let place = match context.basis.config.pages {
        Pages::Edition => address.map(|address| format!("{address}#{}", routes.id(&work.slug))),
        Pages::Work => address,
    };
    let root = context.basis.config.base_url.as_ref().map_or_else(|| page.link_to_root(), BaseUrl::to_string);
    let text = Text::new(context, work, index, &page, 0).alone(&root);
    Some(Item {
        title: works::title(work, language).0,
        id: identity(context, &format!("{}:{}", work.slug, language.tag()), place),
        date: work.facts.date.map(|date| format!("{date}T00:00:00Z")),
        authors: localized(work.facts.author.as_ref(), language).unwrap_or_default(),
        href: format!("{base}{}", routes.fragment(&work.slug, None)),
        summary: localized(work.facts.summary.as_ref(), language),
        tags: localized(work.facts.tags.as_ref(), language).unwrap_or_default(),
        html: xml_text(&html::body(&text, None)),
        base,
    })
}

/// Returns the feed of `language` with these items, the newest first; `epoch` is the moment of what has no date.
pub(crate) fn feed(context: &Context<'_>, language: &Language, items: &[&Item], epoch: Timestamp) -> Vec<u8> {
    let undated = &epoch.to_string();
    let moment = |item: &Item| item.date.clone().unwrap_or_else(|| undated.clone());
    let updated = items.iter().map(|item| moment(item)).max().unwrap_or_else(|| undated.clone());

    let mut xml = Writer::new_with_indent(Vec::from(&b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"[..]), b' ', 1);
    // Writing to memory does not fail.
    let _ = xml
        .create_element("feed")
        .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language.tag())])
        .write_inner_content(|xml| {
            let page = context.routes.language(language);
            let feed = context.routes.feed(language);
            let title = context.site_title(language);
            text(xml, "title", &title)?;
            text(xml, "id", &identity(context, language.tag(), context.routes.absolute(&feed)))?;
            text(xml, "updated", &updated)?;
            author(xml, localized(context.basis.config.author.as_ref(), language).as_ref().unwrap_or(&title))?;
            link(
                xml,
                "self",
                "application/atom+xml",
                &context.routes.absolute(&feed).unwrap_or_else(|| "feed.xml".to_owned()),
            )?;
            link(
                xml,
                "alternate",
                "text/html",
                &context.routes.absolute(&page).unwrap_or_else(|| page.relative_from(&feed)),
            )?;
            items.iter().try_for_each(|item| entry(xml, item, &moment(item)))
        });
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

type Xml = Writer<Vec<u8>>;

fn entry(xml: &mut Xml, item: &Item, updated: &str) -> std::io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", &item.title)?;
        text(xml, "id", &item.id)?;
        text(xml, "updated", updated)?;
        item.authors.iter().try_for_each(|name| author(xml, name))?;
        link(xml, "alternate", "text/html", &item.href)?;
        if let Some(summary) = &item.summary {
            text(xml, "summary", summary)?;
        }
        for tag in &item.tags {
            xml.create_element("category").with_attribute(("term", &*xml_text(tag))).write_empty()?;
        }
        xml.create_element("content")
            .with_attributes([("type", "html"), ("xml:base", &item.base)])
            .write_text_content(BytesText::new(&item.html))?;
        Ok(())
    })?;
    Ok(())
}

/// Returns the address where it is known, else a name of its own that does not change.
fn identity(context: &Context<'_>, name: &str, address: Option<String>) -> String {
    let site = context.basis.config.title.as_ref().and_then(|title| title.get(&context.basis.languages[0]));
    address.unwrap_or_else(|| urn(site.map_or("site", String::as_str), name))
}

/// Returns the name of what is called `name` in `site`. What cannot be read off it whole is told by a fingerprint.
fn urn(site: &str, name: &str) -> String {
    let full = format!("{site} {name}");
    let slug = slug_of(&full);
    match slug.ends_with(&name.to_ascii_lowercase().replace(':', "-")) {
        true => format!("urn:diglot:{slug}"),
        false => format!("urn:diglot:{slug}-{:.16}", Digest::of(full.as_bytes())),
    }
}

fn author(xml: &mut Xml, name: &str) -> std::io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", name)).map(drop)
}

fn text(xml: &mut Xml, element: &str, words: &str) -> std::io::Result<()> {
    xml.create_element(element).write_text_content(BytesText::new(&xml_text(words))).map(drop)
}

fn link(xml: &mut Xml, relation: &str, media_type: &str, href: &str) -> std::io::Result<()> {
    xml.create_element("link")
        .with_attributes([("rel", relation), ("type", media_type), ("href", href)])
        .write_empty()
        .map(drop)
}

/// Returns `words` without the characters that XML cannot hold.
fn xml_text(words: &str) -> String {
    words.chars().filter(|&character| is_held_by_xml(character)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_off_its_urn_or_told_by_a_fingerprint() {
        assert_eq!(urn("The Library", "garden-tools:pt-BR"), "urn:diglot:the-library-garden-tools-pt-br");
        let long = "A site whose title is as long as an identifier can be, or longer";
        for [one, other] in
            [["garden:en", "garden:es"], ["garden:en", "tools:en"], ["a_b:en", "a-b:en"], ["año:en", "ano:en"]]
        {
            assert_ne!(urn(long, one), urn(long, other));
            assert_ne!(urn("Site", one), urn("Site", other));
        }
    }

    #[test]
    fn a_feed_holds_no_character_that_xml_cannot() {
        assert_eq!(xml_text("a\u{fffe}b\u{ffff}c\u{1}d\re\n\tf🎬"), "abcde\n\tf🎬");
    }
}
