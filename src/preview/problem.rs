//! A problem is an error as the page shows it: what is wrong, where, and the words in question.

use serde::Serialize;

use crate::ground::diagnostic::{Diagnostic, Failure, Place, Severity};

/// How many characters of a line are shown on each side of the words in question. Texts often have a paragraph in a line.
const AROUND: usize = 90;

/// An error, as the script of preview gets it. All of it is text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    message: String,
    hint: Option<String>,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    /// The line before the words in question, these words, and the rest of the line.
    source: Option<[String; 3]>,
}

impl Problem {
    /// Returns the errors among `diagnostics`.
    pub(super) fn all(diagnostics: &[Diagnostic]) -> Vec<Problem> {
        diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).map(Problem::of).collect()
    }

    fn of(diagnostic: &Diagnostic) -> Problem {
        let place = diagnostic.place.as_ref();
        let (line, column) = place.and_then(Place::line_and_column).unzip();
        Problem {
            message: diagnostic.message.clone(),
            hint: diagnostic.hint.clone(),
            file: place.map(|place| place.path.clone()),
            line,
            column,
            source: place.and_then(source),
        }
    }
}

impl From<&Failure> for Problem {
    fn from(failure: &Failure) -> Problem {
        let (message, hint) = (failure.message.clone(), failure.hint.clone());
        Problem { message, hint, file: None, line: None, column: None, source: None }
    }
}

/// Returns the line that a place begins in, in three parts.
fn source(place: &Place) -> Option<[String; 3]> {
    let (line, span) = place.line()?;
    let (before, marked, after) = (&line[..span.start], &line[span.clone()], &line[span.end..]);
    let before_start = before.char_indices().rev().nth(AROUND).map(|(at, _)| at);
    let before = before_start.map_or(before.to_owned(), |at| format!("…{}", &before[at..]));
    Some([before, cut(marked), cut(after)])
}

/// Returns the beginning of a long text.
fn cut(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn check(text: &str, marked: &str, expected: [&str; 3]) {
        let at = text.find(marked).expect("the words are in the text");
        let text: Arc<str> = text.into();
        let place = Place::within("a.txt", &text, at..at + marked.len());
        assert_eq!(source(&place), Some(expected.map(str::to_owned)));
    }

    #[test]
    fn the_line_is_shown_around_the_words() {
        check("one\ntwo ño three\nfour", "ño", ["two ", "ño", " three"]);
        check("one\ntwo\nthree", "two\nth", ["", "two", ""]);
        check("one\n", "\n", ["one", "", ""]);
        let long = "ñ".repeat(200);
        let cut = "ñ".repeat(90);
        check(&format!("{long}X{long}"), "X", [&format!("…ñ{cut}"), "X", &format!("{cut}…")]);
    }
}
