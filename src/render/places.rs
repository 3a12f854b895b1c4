//! Places are what links lead to within texts. Whether one of another text is there is known once all works are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::ground::diagnostic::{Diagnostic, first_few};
use crate::ground::faults::Faults;
use crate::ground::meant::nearest;
use crate::ground::slug::slug_of;
use crate::understand::Entry;
use crate::understand::parse::ids::is_taken;
use crate::understand::parse::notes::FROM_NOTE;
use crate::understand::targets::Target;

/// The places of one text, and those that it leads to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Places {
    /// The text, as others lead to it.
    pub(crate) text: Target,
    /// The path of its file, for people.
    pub(crate) path: String,
    /// What its places are called, each on a line: those of all texts are in memory at once.
    pub(crate) names: Box<str>,
    /// Its links to places that are named with their text.
    pub(crate) calls: Vec<Call>,
}

/// A link to a place of a text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Call {
    /// Where it stands.
    pub(crate) span: Range<usize>,
    /// The text that it leads to.
    pub(crate) to: Target,
    /// What the place is called.
    pub(crate) name: String,
}

/// How many places of a text are named to whoever missed one.
const NAMED_PLACES: usize = 8;

/// Returns which links lead to a place that the text they name with it lacks, given the places of all texts, each with the entry of
/// its work where it leads to any.
pub(crate) fn lost<'a>(texts: impl Iterator<Item = (Option<&'a Entry>, &'a Places)> + Clone) -> Vec<Diagnostic> {
    let called: BTreeSet<&Target> = texts.clone().flat_map(|(_, text)| &text.calls).map(|call| &call.to).collect();
    let known = texts.clone().filter(|(_, text)| called.contains(&text.text));
    let known = known.map(|(_, text)| (&text.text, (&text.path, text.names.lines().collect::<BTreeSet<_>>())));
    let known: BTreeMap<_, _> = known.collect();
    let fault = |call: &Call| {
        let (path, names) = known.get(&call.to)?;
        (!names.contains(&*call.name)).then(|| missing(path, &call.name, names))
    };
    let lost = texts.filter_map(|(entry, text)| {
        let lost: Vec<_> = text.calls.iter().filter_map(|call| Some((&call.span, fault(call)?))).collect();
        let member = entry?.members.iter().find(|member| member.language == text.text.language);
        let mut faults = Faults::new(&text.path, &member.filter(|_| !lost.is_empty())?.seed.text.get());
        lost.into_iter().for_each(|(span, (message, hint))| faults.warning(span, message, hint));
        Some(faults.into_diagnostics())
    });
    lost.flatten().collect()
}

/// Returns that nothing in `text` is called `name` but has these `names`, and what to do about it.
pub(crate) fn missing(text: &str, name: &str, names: &BTreeSet<&str>) -> (String, String) {
    // Notes are called by their numbers, and what leads back from them is not the author's.
    let is_of_note = |name: &str| name.starts_with(FROM_NOTE) || names.contains(&*format!("{FROM_NOTE}{name}"));
    let all: Vec<&str> = names.iter().copied().filter(|name| !is_of_note(name)).collect();
    let other = names.get(&*slug_of(name)).copied().or_else(|| nearest(name, &all));
    let other = other.map(|other| format!(", but `{other}` is")).unwrap_or_default();
    let there = || first_few(all.iter().map(|name| format!("`#{name}`")), NAMED_PLACES);
    let hint = match all.is_empty() {
        true => "a heading below the title is called by its words: `#early-life`".to_owned(),
        false => format!("it has {}", there()),
    };
    (format!("nothing in {text} is called `{name}`{other}: this link leads nowhere"), hint)
}

/// Tells whether pages have a place of this name, whatever the text.
pub(crate) fn is_of_pages(name: &str) -> bool {
    name == "top" || is_taken(name)
}
