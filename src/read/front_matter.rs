//! Front matter is the table of keys at the start of a text, below blank lines at most: TOML between lines of `+++`, YAML
//! between lines of `---`. It says of one document what a work file says of a work.

use std::ops::Range;
use std::sync::Arc;

use super::{Format, yaml};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::facts::Facts;
use crate::ground::faults::Faults;
use crate::ground::fields::Fields;
use crate::ground::lines::line_start;
use crate::ground::tree::Table;

/// A text taken apart.
#[derive(Debug)]
pub(super) struct Parted {
    /// What the front matter says.
    pub(super) facts: Facts,
    /// The bytes after the front matter.
    pub(super) body: Range<usize>,
    /// The keys of the front matter that speak to other programs.
    pub(super) foreign: Vec<String>,
    /// What is wrong in the front matter.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// How far the closing line is looked for, in bytes. No page of facts is longer; what ends later is text.
const MAX_LENGTH: usize = 64 * 1024;

/// What to do about a fence below which no key of its notation stands.
const NO_KEY_HINT: &str =
    "write a rule as `***`, and facts as keys: `title = \"…\"` between lines `+++`, `title: …` between lines `---`";

/// Takes `text`, the content of the file at `path`, apart.
///
/// Plain text has front matter only where nothing else can be meant: where it is closed, whole, and says a fact.
/// Everywhere else what cannot be understood is a diagnostic. Text that only looks like front matter, such as
/// Markdown that begins with a rule, stays text.
pub(super) fn part(path: &str, text: &Arc<str>, format: Format) -> Parted {
    let mut faults = Faults::new(path, text);
    let blank = text.len() - text.trim_start().len();
    let opening = line_start(text, blank);
    let Some(fence) = Fence::opening(&text[opening..]) else { return all_text(text, faults) };
    let start = line_end(text, opening);
    let closed = fence.closing(text, start);
    if format == Format::PlainText {
        let parted = closed.map(|(end, body)| (read(fence, text, start..end, &mut faults), body));
        return match parted {
            Some(((facts, foreign), body)) if !faults.is_broken() && facts != Facts::default() => {
                Parted { facts, body: body..text.len(), foreign, diagnostics: faults.into_diagnostics() }
            }
            _ => all_text(text, Faults::new(path, text)),
        };
    }
    let mark = fence.mark();
    let line = opening..opening + mark.len();
    match closed {
        _ if !fence.keys_begin(&text[start..closed.map_or(text.len(), |(end, _)| end)]) => {
            let message = format!("the line `{mark}` begins no front matter, since no key follows: all of it is text");
            faults.warning(&line, message, NO_KEY_HINT);
            all_text(text, faults)
        }
        None => {
            let hint = format!("put a line `{mark}` after the last key");
            faults.error(&line, "the front matter is not closed", hint);
            all_text(text, faults)
        }
        Some((end, body)) => {
            let (facts, foreign) = read(fence, text, start..end, &mut faults);
            Parted { facts, body: body..text.len(), foreign, diagnostics: faults.into_diagnostics() }
        }
    }
}

fn all_text(text: &str, faults: Faults) -> Parted {
    let (facts, foreign) = Default::default();
    Parted { facts, body: 0..text.len(), foreign, diagnostics: faults.into_diagnostics() }
}

/// Returns what the front matter says, also in the words of other generators, and its keys that speak to those alone.
fn read(fence: Fence, text: &str, span: Range<usize>, faults: &mut Faults) -> (Facts, Vec<String>) {
    let table = match fence {
        Fence::Toml => Table::from_toml(&text[span.clone()], span.start, faults),
        Fence::Yaml => yaml::table(&text[span.clone()], span.start, faults),
    };
    let (facts, foreign) = Fields::read(&table, "front matter", faults, |fields| {
        let usual = fields.language_at_best("lang");
        let language = fields.language("language").or(usual);
        fields.refuse("files", "list files in a work file, such as cranes.toml beside the texts");
        let facts = Facts::from_fields(fields);
        let summary = facts.summary.or(fields.localized_text("description"));
        let [title, summary] = [facts.title, summary].map(|said| said.map(|said| said.map(|text| unescaped(&text))));
        let each = |texts: Vec<String>| texts.iter().map(|text| unescaped(text)).collect();
        let [tags, author, translator] =
            [facts.tags, facts.author, facts.translator].map(|said| said.map(|said| said.map(each)));
        (Facts { language, title, summary, tags, author, translator, ..facts }, fields.foreign())
    });
    (facts.cautious(&table, faults.is_broken().then_some(&text[span])), foreign)
}

/// Returns `text` with the characters that HTML has names for: many generators put it into pages as it is.
fn unescaped(text: &str) -> String {
    htmlize::unescape_attribute(text).into_owned()
}

/// The line before and after front matter, which tells its notation.
#[derive(Clone, Copy, Debug)]
enum Fence {
    Toml,
    Yaml,
}

impl Fence {
    fn opening(text: &str) -> Option<Fence> {
        match text[..line_end(text, 0)].trim_end() {
            "+++" => Some(Fence::Toml),
            "---" => Some(Fence::Yaml),
            _ => None,
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Fence::Toml => "+++",
            Fence::Yaml => "---",
        }
    }

    /// Returns where the closing line begins and where it ends.
    fn closing(self, text: &str, start: usize) -> Option<(usize, usize)> {
        let mut at = start;
        while at < text.len() && at < MAX_LENGTH {
            let end = line_end(text, at);
            let line = text[at..end].trim_end();
            if line == self.mark() || (matches!(self, Fence::Yaml) && line == "...") {
                return Some((at, end));
            }
            at = end;
        }
        None
    }

    /// Tells whether the first line of `inner` that says something begins like a key, or no line says anything.
    fn keys_begin(self, inner: &str) -> bool {
        let mut lines = inner.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let word = |key: &str| !key.is_empty() && !key.trim_end().contains(char::is_whitespace);
        lines.next().is_none_or(|line| match self {
            Fence::Toml => line.starts_with('[') || line.split_once('=').is_some_and(|(key, _)| word(key)),
            Fence::Yaml => line
                .split_once(':')
                .is_some_and(|(key, rest)| word(key) && (rest.is_empty() || rest.starts_with(char::is_whitespace))),
        })
    }
}

/// Returns the end of the line that begins at `start`, its line feed included.
fn line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |newline| start + newline + 1)
}

#[cfg(test)]
mod tests;
