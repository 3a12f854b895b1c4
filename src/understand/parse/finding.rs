//! A finding is something that had to be left out of a page, with the bytes of the seed's body it stood in.

use std::ops::Range;
use std::sync::Arc;

use crate::ground::diagnostic::{Diagnostic, Place};
use crate::read::Seed;

/// What was found, where in the body of the seed, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) message: String,
    pub(super) span: Option<Range<usize>>,
    pub(super) hint: &'static str,
}

impl Finding {
    /// Returns the finding as a warning at its place in `seed`, which has this text.
    pub(super) fn diagnostic(self, seed: &Seed, text: &Arc<str>) -> Diagnostic {
        let place = match self.span {
            Some(span) => {
                let span = seed.body.start + span.start..seed.body.start + span.end;
                Place::within(seed.path.clone(), text, span)
            }
            None => Place::file(seed.path.clone()),
        };
        Diagnostic::warning(self.message).at(place).hint(self.hint)
    }
}
