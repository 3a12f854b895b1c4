//! What there was to say of a work is kept with it, and said again in each build that leaves the work as it is.

use std::ops::Range;

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

    /// Returns the diagnostic, given the entry of the work as it is.
    pub(super) fn again(self, entry: &Entry) -> Diagnostic {
        let Told { severity, message, hint, place } = self;
        let in_text = |(text, span): (usize, Option<Range<usize>>)| {
            let seed = &entry.members.get(text)?.seed;
            Some(match span {
                Some(span) => Place::within(&seed.path, &seed.text.get(), span),
                None => Place::file(&seed.path),
            })
        };
        Diagnostic { severity, message, hint, place: place.and_then(in_text) }
    }
}
