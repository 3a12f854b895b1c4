//! What templates say: the messages of strings that they name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::calls::calls;
use super::strings::{STAND_IN, message_ids, place_of};
use super::tongue::{Tongue, Tongues};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::meant::did_you_mean;
use crate::ground::theme::{DEFAULT, Source, Theme};

/// What the templates of a theme say.
pub(super) struct Said<'a> {
    theme: &'a Theme,
    /// The ids of messages, and where each is named first.
    messages: BTreeMap<&'a str, (&'a Source, Range<usize>)>,
}

impl<'a> Said<'a> {
    /// Returns what the templates of `theme` say.
    pub(super) fn new(theme: &'a Theme) -> Said<'a> {
        let mut messages = BTreeMap::new();
        for source in theme.templates.values() {
            for range in calls(&source.text, "say", "id").into_iter().flatten() {
                messages.entry(&source.text[range.clone()]).or_insert((source, range));
            }
        }
        Said { theme, messages }
    }

    /// Returns the ids of the messages.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.messages.keys().copied()
    }

    /// Returns a warning for each message that a template says and a language cannot, as no strings have it.
    pub(super) fn unsaid(&self, tongues: &Tongues) -> Vec<Diagnostic> {
        let warn = |tag: &str, id: &str, (source, range): &(&Source, Range<usize>)| {
            Diagnostic::warning(format!(
                "the strings for {tag} lack `{id}`, and no others have it: pages show its name"
            ))
            .at(Place::within(&source.path, &source.text, range.clone()))
            .hint(format!("add it in templates/strings/{tag}.ftl"))
        };
        let of_language = |(tag, tongue): (&String, &Tongue)| -> Vec<Diagnostic> {
            let unsaid = self.messages.iter().filter(|(id, _)| !tongue.strings.has(id));
            unsaid.map(|(id, place)| warn(tag, id, place)).collect()
        };
        tongues.iter().flat_map(of_language).collect()
    }

    /// Returns a warning for each message of a project's strings that nothing says, where another was probably meant.
    pub(super) fn unknown(&self) -> Vec<Diagnostic> {
        // Those of the binary come first.
        let first = self.theme.strings.get(STAND_IN).and_then(|sources| sources.first());
        let first: Vec<String> = first.into_iter().flat_map(|source| message_ids(&source.text)).collect();
        let known: Vec<&str> = first.iter().map(String::as_str).chain(self.messages.keys().copied()).collect();
        let unknown = |source: &Source| -> Vec<Diagnostic> {
            let ids = message_ids(&source.text).into_iter().filter(|id| !known.contains(&id.as_str()));
            let warn = |id: String| {
                let warning = Diagnostic::warning(format!("no page says `{id}`")).at(place_of(source, &id));
                Some(warning.hint(did_you_mean(&id, &known)?))
            };
            ids.filter_map(warn).collect()
        };
        let own = self.theme.strings.values().flatten().filter(|source| !source.path.starts_with(DEFAULT));
        own.flat_map(unknown).collect()
    }
}
