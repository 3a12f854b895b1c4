//! An Atom feed per language (RFC 4287).

use std::collections::BTreeMap;

use jiff::Timestamp;
use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::context::Context;
use super::html::{self, Placement};
use super::works;
use crate::ground::language::Language;
use crate::ground::slug::slug_of;
use crate::understand::{Document, Work};

/// How many works a feed holds: the newest.
const CAPACITY: usize = 50;

/// Returns the feed of `language`; `epoch` is the moment of what has no date.
pub(crate) fn feed(context: &Context<'_>, language: &Language, epoch: Timestamp) -> Vec<u8> {
    let undated = &epoch.to_string();
    let mut works: Vec<(&Work, &Document)> = context
        .library
        .works
        .iter()
        .filter_map(|work| Some((&**work, works::document_in(work, language)?.1)))
        .collect();
    works.sort_by_key(|(work, _)| std::cmp::Reverse(work.facts.date));
    works.truncate(CAPACITY);
    let updated = works.iter().map(|(work, _)| moment(work, undated)).max().unwrap_or_else(|| undated.clone());

    let mut xml = Writer::new_with_indent(Vec::from(&b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"[..]), b' ', 1);
    // Writing to memory does not fail.
    let _ = xml
        .create_element("feed")
        .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language.tag())])
        .write_inner_content(|xml| {
            let page = context.routes.language(language);
            let feed = context.routes.feed(language);
            let title = context.config.title.as_ref().and_then(|title| title.get(language)).cloned();
            text(xml, "title", &title.unwrap_or_else(|| context.config.name_of(language)))?;
            text(xml, "id", &identity(context, language.tag(), context.routes.absolute(&feed)))?;
            text(xml, "updated", &updated)?;
            author(xml, context.config.author.as_ref().and_then(|author| author.get(language)), context, language)?;
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
            works.iter().try_for_each(|(work, document)| entry(xml, context, work, document, undated))
        });
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

type Xml = Writer<Vec<u8>>;

fn entry(xml: &mut Xml, context: &Context<'_>, work: &Work, document: &Document, undated: &str) -> std::io::Result<()> {
    let language = &document.language;
    let page = context.routes.work(language, work);
    let fragment = context.routes.fragment(work);
    let address = context.routes.absolute(&page).map(|url| url + &fragment);
    let relative = page.relative_from(&context.routes.feed(language)) + &fragment;
    let root = context.config.base_url.clone().unwrap_or_else(|| "../".to_owned());
    let placement = Placement {
        segments: &[],
        document: 0,
        id_prefix: "",
        aliases: &BTreeMap::new(),
        heading_shift: 0,
        root: &root,
        mark: None,
    };
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", &works::title(work, language).0)?;
        text(xml, "id", &identity(context, &format!("{}:{}", work.slug, language.tag()), address.clone()))?;
        text(xml, "updated", &moment(work, undated))?;
        if let Some(author) = work.facts.author.as_ref().and_then(|author| author.get(language)) {
            xml.create_element("author").write_inner_content(|xml| text(xml, "name", author))?;
        }
        link(xml, "alternate", "text/html", address.as_ref().unwrap_or(&relative))?;
        if let Some(summary) = works::summary(work, language) {
            text(xml, "summary", &summary)?;
        }
        xml.create_element("content")
            .with_attribute(("type", "html"))
            .write_text_content(BytesText::new(&without_controls(&html::body(document, &placement))))?;
        Ok(())
    })?;
    Ok(())
}

/// Returns the address where it is known, else a name of its own that does not change.
fn identity(context: &Context<'_>, name: &str, address: Option<String>) -> String {
    let site = context.config.title.as_ref().and_then(|title| title.get(&context.library.languages[0]));
    let site = site.map_or("site", String::as_str);
    address.unwrap_or_else(|| format!("urn:diglot:{}", slug_of(&format!("{site} {name}"))))
}

fn moment(work: &Work, undated: &str) -> String {
    work.facts.date.map_or_else(|| undated.to_owned(), |date| format!("{date}T00:00:00Z"))
}

fn author(xml: &mut Xml, stated: Option<&String>, context: &Context<'_>, language: &Language) -> std::io::Result<()> {
    let title = context.config.title.as_ref().and_then(|title| title.get(language)).cloned();
    let name = stated.cloned().or(title).unwrap_or_else(|| context.config.name_of(language));
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", &name)).map(drop)
}

fn text(xml: &mut Xml, element: &str, words: &str) -> std::io::Result<()> {
    xml.create_element(element).write_text_content(BytesText::new(&without_controls(words))).map(drop)
}

fn link(xml: &mut Xml, relation: &str, media_type: &str, href: &str) -> std::io::Result<()> {
    xml.create_element("link")
        .with_attributes([("rel", relation), ("type", media_type), ("href", href)])
        .write_empty()
        .map(drop)
}

/// Returns `words` without the control characters that XML cannot hold.
fn without_controls(words: &str) -> String {
    words.chars().filter(|&character| !character.is_control() || matches!(character, '\n' | '\t')).collect()
}
