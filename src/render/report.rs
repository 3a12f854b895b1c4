//! What is wrong with templates, as the template engine says it, becomes a diagnostic with its place.

use std::ops::Range;

use tera::{Error, ErrorKind};

use super::stretches::{Stretch, stretches};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::meant::did_you_mean;
use crate::ground::spaces::with_single_spaces;
use crate::ground::theme::{DEFAULT, Theme};

/// What to do about most faults in templates.
const FIELDS: &str = "the fields a template can use are described in docs/templates.md";

/// How Tera says that it was told of a template that is not there.
const UNKNOWN_TEMPLATE: &str = "Unknown template `";

/// How the engine says that it was told of an asset that is not there.
pub(super) const NO_ASSET: &str = "there is no asset";

/// Returns what is wrong with the templates of `theme`.
pub(super) fn diagnostic(theme: &Theme, error: &Error) -> Diagnostic {
    let report = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            Some(at(theme, report.filename(), report.message(), |_| Some(report.span().range.clone())))
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("{UNKNOWN_TEMPLATE}{parent}`");
            Some(at(theme, current, &message, |source| named(source, parent)))
        }
        ErrorKind::Msg(text) => Reported::first(text)
            .map(|report| at(theme, report.template, report.message, |source| report.range(source))),
        _ => None,
    };
    let other = || format!("the templates do not work: {}", with_single_spaces(&error.to_string()));
    report.unwrap_or_else(|| Diagnostic::error(other()).hint(FIELDS))
}

/// Returns that the template `name` does not work, at the bytes of its text that `range` returns.
fn at(theme: &Theme, name: &str, message: &str, range: impl Fn(&str) -> Option<Range<usize>>) -> Diagnostic {
    let message = with_single_spaces(message);
    let diagnostic = Diagnostic::error(format!("the template does not work: {message}")).hint(hint(theme, &message));
    let source = theme.templates.get(name);
    match source.and_then(|source| Some((source, range(&source.text)?))) {
        Some((source, range)) => diagnostic.at(Place::within(&source.path, &source.text, range)),
        None => diagnostic,
    }
}

/// Returns what to do about the fault that `message` tells.
fn hint(theme: &Theme, message: &str) -> String {
    if message.starts_with(NO_ASSET) {
        return "put the file there, or mend its name".to_owned();
    }
    let unknown = message.strip_prefix(UNKNOWN_TEMPLATE).and_then(|name| name.strip_suffix('`'));
    let names = theme.templates.keys().flat_map(|name| [name, name.trim_start_matches(DEFAULT)]);
    let meant = unknown.and_then(|unknown| did_you_mean(unknown, &names.collect::<Vec<_>>()));
    meant.unwrap_or_else(|| FIELDS.to_owned())
}

/// Returns where the code of a template names another one.
fn named(source: &str, other: &str) -> Option<Range<usize>> {
    stretches(source).into_iter().find_map(|stretch| match stretch {
        Stretch::Code(code) => {
            source[code.clone()].find(other).map(|at| code.start + at..code.start + at + other.len())
        }
        Stretch::Text(_) => None,
    })
}

/// What Tera says of a fault that it finds when it has read all templates: then there are only words, drawn for a terminal.
struct Reported<'a> {
    message: &'a str,
    template: &'a str,
    /// Counted from 1, in characters.
    line: usize,
    column: usize,
}

impl<'a> Reported<'a> {
    /// Returns the first of the reports in `text`.
    fn first(text: &'a str) -> Option<Reported<'a>> {
        let (_, report) = text.split_once("error: ")?;
        let (message, rest) = report.split_once("--> ")?;
        let mut place = rest.lines().next()?.rsplitn(3, ':');
        let (column, line, template) = (place.next()?, place.next()?, place.next()?);
        Some(Reported { message: message.trim(), template, line: line.parse().ok()?, column: column.parse().ok()? })
    }

    /// Returns the bytes of the word that it is about in `source`, the text of its template.
    fn range(&self, source: &str) -> Option<Range<usize>> {
        let line = source.split_inclusive('\n').nth(self.line.checked_sub(1)?)?;
        let start = line.as_ptr() as usize - source.as_ptr() as usize;
        let (at, _) = line.char_indices().nth(self.column.checked_sub(1)?)?;
        let length = line[at..].find(|character: char| !character.is_alphanumeric() && character != '_');
        Some(start + at..start + at + length.unwrap_or(line.len() - at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_drawn_for_a_terminal_is_read() {
        let text = "error: Unknown filter `año`\n --> a.html:2:4\n  |\n2 | {{ é | año }}\n\nerror: Unknown test `b`\n --> a.html:3:1\n";
        let report = Reported::first(text).expect("a report");
        assert_eq!((report.message, report.template), ("Unknown filter `año`", "a.html"));
        let source = "é\né| año }}\n";
        assert_eq!(report.range(source).map(|range| &source[range]), Some("año"));
    }
}
