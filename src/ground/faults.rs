//! Faults are what is wrong in one file, collected while it is taken apart: in the order of their places, and no more than
//! help.

use std::ops::Range;
use std::sync::Arc;

use super::diagnostic::{Diagnostic, Place, Severity};
use super::lines::line_start;

/// What is wrong in one file, as far as it has been read.
#[derive(Clone, Debug)]
pub struct Faults {
    path: String,
    text: Arc<str>,
    /// Where the part begins that is taken apart: spans count from there.
    start: usize,
    found: Vec<(usize, Diagnostic)>,
    broken: Vec<Range<usize>>,
    unnamed: usize,
    /// How grave the gravest is that is not named.
    gravest: Severity,
}

/// How many faults of one file are named; the rest is counted. More do not help, and in a file that is not meant to be
/// read each line could be one.
pub const MAX_FAULTS: usize = 20;

impl Faults {
    /// Returns the empty list of faults of the file at `path` with the content `text`.
    pub fn new(path: impl Into<String>, text: &Arc<str>) -> Faults {
        Faults::below(path, text, 0)
    }

    /// Returns the same for the part of the file that begins at the byte `start`: spans count from there.
    pub fn below(path: impl Into<String>, text: &Arc<str>, start: usize) -> Faults {
        let (path, text) = (path.into(), text.clone());
        Faults { path, text, start, found: Vec::new(), broken: Vec::new(), unnamed: 0, gravest: Severity::Note }
    }

    /// Adds that the notation itself is broken at `span`; `form` says what a sound line is. What else is found wrong there
    /// follows from it and is not added.
    pub fn syntax(&mut self, span: Range<usize>, message: impl Into<String>, form: &str) {
        let quoted = with_quotes(&self.text, self.start + span.start);
        let hint = quoted.map(|quoted| format!("if this is text, put it in quotes: {quoted}"));
        self.add(span.clone(), Diagnostic::error(message).hint(hint.unwrap_or_else(|| form.to_owned())));
        if self.broken.len() < MAX_FAULTS {
            self.broken.push(span);
        }
    }

    /// Adds an error at `span`, and what would be right.
    pub fn error(&mut self, span: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.add(span.clone(), Diagnostic::error(message).hint(hint));
    }

    /// Adds a warning at `span`, and what would be right.
    pub fn warning(&mut self, span: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.add(span.clone(), Diagnostic::warning(message).hint(hint));
    }

    /// Adds `diagnostic` with the place `span`, unless the notation itself is broken there.
    pub fn add(&mut self, span: Range<usize>, diagnostic: Diagnostic) {
        self.add_with(span, diagnostic, |fault| fault);
    }

    /// Adds `diagnostic` with a hint, which is looked for only where the fault is named: there may be a hundred thousand, and
    /// to find out what was meant takes time.
    pub fn add_hinted(&mut self, span: &Range<usize>, diagnostic: Diagnostic, hint: impl FnOnce() -> String) {
        self.add_with(span.clone(), diagnostic, |fault| fault.hint(hint()));
    }

    /// Adds `diagnostic` about the file as a whole.
    pub fn of_file(&mut self, diagnostic: Diagnostic) {
        self.found.push((0, diagnostic.at(Place::file(&self.path))));
    }

    fn add_with(&mut self, span: Range<usize>, diagnostic: Diagnostic, whole: impl FnOnce(Diagnostic) -> Diagnostic) {
        let follows = self.broken.iter().any(|broken| broken.start <= span.end && span.start <= broken.end);
        if follows {
            return;
        }
        if !self.has_room() {
            self.unnamed += 1;
            self.gravest = self.gravest.max(diagnostic.severity);
            return;
        }
        let span = self.start + span.start..self.start + span.end;
        let place = Place::within(self.path.clone(), &self.text, span.clone());
        self.found.push((span.start, whole(diagnostic).at(place)));
    }

    /// Tells whether one more fault is named.
    pub fn has_room(&self) -> bool {
        self.found.len() < MAX_FAULTS
    }

    /// Tells whether the notation itself is broken somewhere.
    pub fn is_broken(&self) -> bool {
        !self.broken.is_empty()
    }

    /// Returns the faults in the order of their places.
    pub fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|(start, _)| *start);
        let mut diagnostics: Vec<Diagnostic> = self.found.into_iter().map(|(_, diagnostic)| diagnostic).collect();
        if self.unnamed > 0 {
            let message = format!("{} more faults in this file are not named here", self.unnamed);
            let more = Diagnostic { severity: self.gravest, ..Diagnostic::note(message) };
            diagnostics.push(more.at(Place::file(self.path)));
        }
        diagnostics
    }
}

/// Returns the line at a place of `text` with its value in quotes, where the value begins like words.
fn with_quotes(text: &str, at: usize) -> Option<String> {
    let at = text.floor_char_boundary(at);
    let start = line_start(text, at);
    let line = text[start..].lines().next().filter(|line| !line.starts_with('\t'))?;
    let (key, value) = line.split_at(line.find(['=', ':'])? + 1);
    let value = value.trim();
    (value.starts_with(char::is_alphabetic) && !value.contains(['"', '\\']))
        .then(|| format!("{} \"{value}\"", key.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_faults_than_help_are_counted_and_get_no_hints() {
        let mut faults = Faults::new("seeds/a.toml", &Arc::from("files = []"));
        let mut made = 0;
        for _ in 0..1_000 {
            faults.add_hinted(&(8..10), Diagnostic::warning("there is no such text"), || {
                made += 1;
                "name another".to_owned()
            });
        }
        let diagnostics = faults.into_diagnostics();
        assert_eq!((made, diagnostics.len()), (MAX_FAULTS, MAX_FAULTS + 1));
        let more = diagnostics.last().expect("one more");
        assert_eq!(more.message, format!("{} more faults in this file are not named here", 1_000 - MAX_FAULTS));
        assert_eq!(more.severity, Severity::Warning);
    }
}
