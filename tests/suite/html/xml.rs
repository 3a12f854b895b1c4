//! The XML files of a site: feeds and sitemap.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An XML element with its attributes and the text directly in it.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// Its name with its prefix.
    pub(crate) name: String,
    /// How deep it stands; the root at 0.
    pub(crate) depth: usize,
    /// Its attributes.
    pub(crate) attributes: BTreeMap<String, String>,
    /// The text in it.
    pub(crate) text: String,
}

/// Returns all elements in document order.
///
/// # Errors
/// When it is not well-formed, says which way.
pub(crate) fn parse(xml: &str) -> Result<Vec<Node>, String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_comments = true;
    let (mut nodes, mut open): (Vec<Node>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().map_err(|error| format!("byte {}: {error}", reader.error_position()))?;
        match event {
            Event::Start(start) => {
                nodes.push(node(&start, open.len())?);
                open.push(nodes.len() - 1);
            }
            Event::Empty(start) => nodes.push(node(&start, open.len())?),
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => add_text(&mut nodes, &open, &text)?,
            Event::CData(text) => add_text(&mut nodes, &open, &text)?,
            Event::GeneralRef(reference) => add_text(&mut nodes, &open, resolve(&reference)?)?,
            Event::Eof => break,
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    match nodes.iter().filter(|node| node.depth == 0).count() {
        1 if open.is_empty() => Ok(nodes),
        1 => Err("an element is not closed".to_owned()),
        roots => Err(format!("{roots} root elements")),
    }
}

fn node(start: &BytesStart<'_>, depth: usize) -> Result<Node, String> {
    let name = start.name().as_ref().to_owned();
    let mut attributes = BTreeMap::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("<{name}>: {error}"))?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| format!("<{name}>: {error}"))?;
        attributes.insert(attribute.key.as_ref().to_owned(), value.into_owned());
    }
    Ok(Node { name, depth, attributes, text: String::new() })
}

/// Returns what an entity stands for. Of characters named by number it is enough to know that there is one.
fn resolve(entity: &str) -> Result<&str, String> {
    let known = quick_xml::escape::resolve_predefined_entity(entity);
    known.or(entity.starts_with('#').then_some("_")).ok_or_else(|| format!("&{entity}; is no entity of XML"))
}

fn add_text(nodes: &mut [Node], open: &[usize], text: &str) -> Result<(), String> {
    match open.last() {
        Some(&at) => nodes[at].text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(format!("text outside the root: {text}")),
    }
    Ok(())
}
