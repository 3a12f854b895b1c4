//! The ids that a text gives its elements. Pages have ids of their own, and tell those of a text apart from these.

use std::collections::BTreeSet;

use super::cut::Page;
use crate::ground::attributes::attributes;
use crate::ground::faults::Faults;
use crate::understand::Block;

/// Returns the ids of `page`. It is a fault where one comes twice, or is one that pages need for themselves.
pub(super) fn of(page: &Page, faults: &mut Faults) -> BTreeSet<String> {
    let (mut names, mut twice) = (BTreeSet::new(), BTreeSet::new());
    let last = page.blocks.last().and_then(|block| block.sentences.last());
    let last = last.map_or(0..0, |sentence| sentence.span.clone());
    let pieces = page.blocks.iter().flat_map(Block::pieces).chain([(&*page.tail, &last)]);
    for (id, span) in pieces.flat_map(|(html, span)| ids(html).map(move |id| (id, span))) {
        let fault = match names.insert(id.to_owned()) {
            true => is_taken(id).then_some("is one that pages need for themselves: there it gets another name"),
            false => twice.insert(id).then_some("comes twice: links lead to the first"),
        };
        if let Some(fault) = fault {
            faults.warning(span, format!("the id `{id}` {fault}"), "give it another name");
        }
    }
    names
}

/// Returns the ids in a piece of HTML, as they are written there.
pub(crate) fn ids(html: &str) -> impl Iterator<Item = &str> {
    attributes(html).filter(|(attribute, _)| *attribute == "id").map(|(_, id)| id)
}

/// Tells whether `id` is one of a segment, `s12` or `slug-s12`, or of the text's frame.
pub(crate) fn is_taken(id: &str) -> bool {
    let number = id.rsplit('-').next().and_then(|last| last.strip_prefix('s')).unwrap_or_default();
    id == "main" || !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())
}
