//! Ids that a text gives its elements stand on pages that have ids of their own. What is one of these gets another name,
//! with the links of the text that lead to it: the toggle would lead to the wrong place.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cut::Page;
use crate::ground::address::decoded;
use crate::ground::attributes;
use crate::ground::faults::Faults;

/// What stands before a name that is taken.
const PREFIX: &str = "id_";

const HINT: &str = "give it another name";

/// Gives the ids of `page` names that are free, and returns them. What was not free is a fault, and so is what comes twice: that
/// is told apart on pages.
pub(super) fn settle(page: &mut Page, faults: &mut Faults) -> BTreeSet<String> {
    let (mut names, mut twice) = (BTreeSet::new(), BTreeSet::new());
    each_piece(page, |html, span| {
        change(html, |attribute, id| {
            if attribute == "id" && !names.insert(id.to_owned()) && twice.insert(id.to_owned()) {
                let message = format!("the id `{id}` comes twice: links lead to the first");
                faults.warning(span, message, HINT);
            }
            None
        });
    });
    if !names.iter().any(|id| is_taken(id)) {
        return names;
    }
    let mut renamed = BTreeMap::new();
    each_piece(page, |html, span| {
        change(html, |attribute, id| {
            if attribute != "id" {
                return None;
            }
            let is_new = is_taken(id) && !renamed.contains_key(id);
            if is_new {
                let name = free_start(id, |name| names.contains(name)) + id;
                names.insert(name.clone());
                let message = format!("the id `{id}` is one that pages need for themselves: it becomes `{name}`");
                faults.warning(span, message, HINT);
                renamed.insert(id.to_owned(), name);
            }
            renamed.get(id).cloned()
        });
    });
    each_piece(page, |html, _| {
        change(html, |attribute, value| {
            let id = value.strip_prefix('#').filter(|_| attribute == "href")?;
            Some(format!("#{}", renamed.get(&*decoded(id))?))
        });
    });
    names.retain(|id| !renamed.contains_key(id));
    names
}

/// Returns what `id` can begin with besides, so that nothing else is called so.
pub(crate) fn free_start(id: &str, is_there: impl Fn(&str) -> bool) -> String {
    let mut start = PREFIX.to_owned();
    while is_there(&format!("{start}{id}")) {
        start.push_str(PREFIX);
    }
    start
}

/// Tells whether `id` is one of a segment, `s12` or `slug-s12`, or of the text's frame.
pub(crate) fn is_taken(id: &str) -> bool {
    let number = id.rsplit('-').next().and_then(|last| last.strip_prefix('s')).unwrap_or_default();
    id == "main" || !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())
}

/// Calls `visit` for each piece of HTML of the page, with the bytes of the sentence that it belongs to or stands before.
fn each_piece(page: &mut Page, mut visit: impl FnMut(&mut String, &Range<usize>)) {
    let mut last = 0..0;
    for block in &mut page.blocks {
        last = block.sentences.first().map_or(last, |sentence| sentence.span.clone());
        visit(&mut block.lead, &last);
        for sentence in &mut block.sentences {
            last = sentence.span.clone();
            visit(&mut sentence.gap, &last);
            visit(&mut sentence.html, &last);
        }
    }
    visit(&mut page.tail, &last);
}

/// Replaces the values of attributes in `html` where `value` has others for their names and values.
fn change(html: &mut String, value: impl FnMut(&str, &str) -> Option<String>) {
    if let Cow::Owned(changed) = attributes::change(html, value) {
        *html = changed;
    }
}
