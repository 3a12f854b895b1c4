//! What there was to say of a work is kept with it, and said again in each build that leaves the work as it is.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ground::diagnostic::{Diagnostic, Place, Severity};
use crate::understand::Entry;

/// A diagnostic of a work, without the text that it speaks of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Told {
    severity: Severity,
    message: String,
    hint: Option<String>,
    /// Which text of the work it speaks of, and which bytes of that.
    place: Option<(usize, Option<Range<usize>>)>,
}

impl Told {
    /// Returns what is to be kept of `diagnostic`; nothing if it speaks of something else than the texts of the work with this
    /// entry, of which may be something else to say when that has changed.
    pub(super) fn of(diagnostic: &Diagnostic, entry: &Entry) -> Option<Told> {
        let Diagnostic { severity, message, place, hint } = diagnostic.clone();
        let in_text = |Place { path, excerpt }: Place| {
            let text = entry.members.iter().position(|member| member.seed.path == path)?;
            Some((text, excerpt.map(|(_, span)| span)))
        };
        let place = match place {
            None => None,
            Some(place) => Some(in_text(place)?),
        };
        Some(Told { severity, message, hint, place })
    }

    /// Returns the diagnostics, given the entry of the work as it is.
    pub(super) fn again(told: &[Told], entry: &Entry) -> Vec<Diagnostic> {
        // A text that was let go is read once for all of them.
        let texts: Vec<OnceCell<Arc<str>>> = entry.members.iter().map(|_| OnceCell::new()).collect();
        let place = |(text, span): &(usize, Option<Range<usize>>)| {
            let (seed, content) = (&entry.members.get(*text)?.seed, texts.get(*text)?);
            Some(match span {
                Some(span) => Place::within(&seed.path, content.get_or_init(|| seed.text.get()), span.clone()),
                None => Place::file(&seed.path),
            })
        };
        let again = |told: &Told| Diagnostic {
            severity: told.severity,
            message: told.message.clone(),
            place: told.place.as_ref().and_then(place),
            hint: told.hint.clone(),
        };
        told.iter().map(again).collect()
    }
}
