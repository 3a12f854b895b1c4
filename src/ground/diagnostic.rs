//! A diagnostic tells a person what is wrong, where, and what to do about it.
//!
//! Two kinds of trouble are kept apart. A [`Diagnostic`] is about the texts: it is collected, the rest is still built,
//! and the command ends with exit code 1. A [`Failure`] is about the machine (a full disk, a folder that cannot be
//! read): it ends the command with exit code 2. Nothing here prints.

use std::fmt;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::lines::{LinesOfTexts, line_end, line_start};

/// One finding about the input, for people: a message, where known a place, and a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong: one sentence without a full stop.
    pub message: String,
    /// Where it is wrong.
    pub place: Option<Place>,
    /// What to do about it: one sentence without a full stop.
    pub hint: Option<String>,
}

/// How grave a [`Diagnostic`] is, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Built as well as it could be, but somebody should look.
    Warning,
    /// This text, or this part of it, could not be built.
    Error,
}

impl Severity {
    /// Returns the severity as a word.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A file, and where known the bytes in it, that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path as a person would type it: relative to the project, separated by `/`.
    pub path: String,
    /// The decoded text of the file and the byte range in it.
    pub excerpt: Option<(Arc<str>, Range<usize>)>,
}

impl Place {
    /// Returns the place that is a whole file.
    pub fn file(path: impl Into<String>) -> Place {
        Place { path: path.into(), excerpt: None }
    }

    /// Returns the place of `span` (bytes) in `text`, the content of the file at `path`.
    pub fn within(path: impl Into<String>, text: &Arc<str>, span: Range<usize>) -> Place {
        Place { path: path.into(), excerpt: Some((text.clone(), span)) }
    }

    /// Returns line and column, both from 1; the column counts characters, not bytes.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        let (text, span) = self.excerpt.as_ref()?;
        let before = &text[..text.floor_char_boundary(span.start)];
        let line = before.matches('\n').count() + 1;
        Some((line, before[line_start(text, before.len())..].chars().count() + 1))
    }

    /// Returns the line that the place begins in, and the bytes of it that lie in the place.
    pub fn line(&self) -> Option<(&str, Range<usize>)> {
        let (text, span) = self.excerpt.as_ref()?;
        let start = text.floor_char_boundary(span.start);
        let (first, last) = (line_start(text, start), line_end(text, start));
        let end = text.ceil_char_boundary(span.end.max(start)).min(last);
        Some((&text[first..last], start - first..end - first))
    }
}

/// A place as editors open it: `seeds/a.txt:3:14`.
impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line_and_column() {
            Some((line, column)) => write!(formatter, "{}:{line}:{column}", self.path),
            None => formatter.write_str(&self.path),
        }
    }
}

impl Diagnostic {
    /// Returns an error with this message.
    pub fn error(message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, message)
    }

    /// Returns a warning with this message.
    pub fn warning(message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, message)
    }

    /// Returns a note with this message.
    pub fn note(message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Note, message)
    }

    fn new(severity: Severity, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity, message: message.into(), place: None, hint: None }
    }

    /// Adds the place.
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    /// Adds what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// Returns diagnostics for programs. All keys are always there.
    pub fn to_json(diagnostics: &[Diagnostic]) -> Vec<Value> {
        let mut lines = LinesOfTexts::default();
        let to_json = |diagnostic: &Diagnostic| {
            let place = diagnostic.place.as_ref();
            let excerpt = place.and_then(|place| place.excerpt.as_ref());
            let (line, column) = excerpt.map(|(text, span)| lines.position(text, span.start)).unzip();
            json!({
                "severity": diagnostic.severity.name(),
                "message": diagnostic.message,
                "file": place.map(|place| &place.path),
                "line": line,
                "column": column,
                "hint": diagnostic.hint,
            })
        };
        diagnostics.iter().map(to_json).collect()
    }
}

/// The machine failed: a message that names the file, and a hint where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What could not be done, with the path and the system's reason.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Failure {
    /// Returns a failure with this message.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), hint: None }
    }

    /// Returns the failure to do `action` (as in "cannot ACTION PATH: REASON") with the file at `path`.
    pub fn io(action: &str, path: &Path, error: &io::Error) -> Failure {
        let hint = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("make room there, and do it again"),
            ErrorKind::PermissionDenied => Some("look at its permissions, and at those of the folder that it lies in"),
            ErrorKind::ReadOnlyFilesystem => Some("what lies there can only be read: choose another place"),
            ErrorKind::InvalidFilename => Some("shorten its name: disks take 255 bytes, and some are added to it"),
            _ => None,
        };
        let message = format!("cannot {action} {}: {error}", path.display());
        Failure { message, hint: hint.map(str::to_owned) }
    }

    /// Adds what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Returns the first `most` of `names` in a row, and how many more there are.
pub fn first_few<N: fmt::Display>(names: impl ExactSizeIterator<Item = N>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let named = names.take(most).map(|name| name.to_string()).collect::<Vec<_>>().join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text: Arc<str> = "uno\ndos ño x".into();
        let at = text.find('x').expect("there is an x");
        assert_eq!(Place::within("a.txt", &text, at..at + 1).line_and_column(), Some((2, 8)));
    }
}
