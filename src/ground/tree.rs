//! A tree is what a file of keys says, whatever its notation: tables, lists and scalars, each with its place.
//!
//! A tree knows nothing of the keys it should have; [`fields`](super::fields) does.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::faults::{Faults, MAX_FAULTS};
use super::lines::{line_end, line_start};

/// A value and the bytes of the file where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it says.
    pub value: Value,
    /// The bytes it was read from.
    pub span: Range<usize>,
}

/// The kinds of value that a file of keys can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, unmistakably.
    Text(String),
    /// A scalar of YAML without quotes: text, number, or date, as the key wants it.
    Plain(String),
    /// A number, boolean or date of TOML, as it is written.
    Bare(String),
    /// A list.
    List(Vec<Node>),
    /// A table of keys.
    Table(Table),
}

/// Keys and their values in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(pub Vec<Entry>);

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The bytes of the key.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Node {
    /// Returns what is written here, where it is neither a list nor a table.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Plain(text) | Value::Bare(text) => Some(text),
            Value::List(_) | Value::Table(_) => None,
        }
    }
}

impl Table {
    /// Returns the value of `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// Returns the key `key` with its place and value.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.key == key)
    }

    /// Reads `toml`, which begins at the byte `offset` of the file that `faults` is about. What is broken is a fault, and
    /// its lines are left out; the rest counts.
    pub fn from_toml(toml: &str, offset: usize, faults: &mut Faults) -> Table {
        // The parser goes on after a wrong value, but not after a broken line. So such lines are blanked, and it begins
        // again. What it then finds before them comes of the blanking, such as a list that has lost its end.
        let mut text = toml.to_owned();
        let mut known_before = 0;
        loop {
            let (table, errors) = DeTable::parse_recoverable(&text);
            let placed = errors.iter().map(|error| (error.span().unwrap_or(toml.len()..toml.len()), error.message()));
            let mut new: Vec<_> = placed.filter(|(span, _)| span.start >= known_before).collect();
            new.sort_by_key(|(span, _)| span.start);
            let mut sound = text.clone();
            let mut blank_to = 0;
            for (span, message) in new.into_iter().take(MAX_FAULTS) {
                if span.start < blank_to {
                    continue;
                }
                faults.syntax(span.start + offset..span.end + offset, format!("broken TOML: {message}"), FORM);
                blank_to = blank_lines(&mut sound, span);
            }
            let first_change = text.bytes().zip(sound.bytes()).position(|(old, new)| old != new);
            let Some(first_change) = first_change.filter(|_| faults.has_room()) else {
                return toml_table(table.get_ref(), offset);
            };
            known_before = first_change;
            text = sound;
        }
    }
}

/// What stands in a line of TOML.
const FORM: &str = "a line is a comment (# …), the name of a table ([check]), or a key and its value (title = \"…\")";

/// Puts spaces in place of the lines that `span` touches, and returns where they end. No other byte moves.
fn blank_lines(text: &mut String, span: Range<usize>) -> usize {
    let first = text.floor_char_boundary(span.start);
    let last = text.floor_char_boundary(span.end.saturating_sub(1).max(span.start));
    let (start, end) = (line_start(text, first), line_end(text, last));
    let blank = text[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
    text.replace_range(start..end, &blank);
    end + 1
}

fn toml_table(table: &DeTable<'_>, offset: usize) -> Table {
    let entries = table.iter().filter_map(|(key, value)| {
        let span = value.span();
        let node = toml_node(value.get_ref(), span.start + offset..span.end + offset, offset);
        let key_span = key.span().start + offset..key.span().end + offset;
        // The parser puts an empty span where it made up a value to go on.
        (!span.is_empty()).then(|| Entry { key: key.get_ref().to_string(), key_span, node })
    });
    Table(entries.collect())
}

fn toml_node(value: &DeValue<'_>, span: Range<usize>, offset: usize) -> Node {
    let value = match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Bare(
            i64::from_str_radix(number.as_str(), number.radix())
                .map_or(number.to_string(), |number| number.to_string()),
        ),
        DeValue::Float(number) => Value::Bare(number.to_string()),
        DeValue::Boolean(truth) => Value::Bare(truth.to_string()),
        DeValue::Datetime(date) => Value::Bare(date.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| {
                    let span = item.span();
                    toml_node(item.get_ref(), span.start + offset..span.end + offset, offset)
                })
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(toml_table(table, offset)),
    };
    Node { value, span }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::ground::diagnostic::Diagnostic;

    /// Reads `toml` after some bytes of another notation; returns the keys that count, and the faults with their spans.
    fn read(toml: &str) -> (Vec<String>, Vec<(String, Range<usize>)>) {
        let text: Arc<str> = format!("+++\n{toml}").into();
        let mut faults = Faults::new("seeds/a.md", &text);
        let table = Table::from_toml(toml, 4, &mut faults);
        let keys = table.0.iter().map(|entry| text[entry.key_span.clone()].to_owned()).collect();
        let place = |diagnostic: Diagnostic| {
            let (_, span) = diagnostic.place.expect("a place").excerpt.expect("a span");
            (diagnostic.message, span.start - 4..span.end - 4)
        };
        (keys, faults.into_diagnostics().into_iter().map(place).collect())
    }

    #[test]
    fn what_is_broken_is_left_out_and_the_rest_counts() {
        let cases: [(&str, &str, &[usize]); 12] = [
            ("", "", &[]),
            ("a = 1\nb = 'x'\n", "a b", &[]),
            ("slug 'x'\ndraft = true\n", "draft", &[5]),
            ("slug 'x'\r\ndate = 1957-02-30\r\nx = 1", "x", &[5, 17]),
            ("a = 1\na = 2\na = 3\n= 4\nb = 1", "a b", &[6, 12, 18]),
            ("título = 'x'\nb = 1", "b", &[1]),
            ("a = “x”\nb = 1\n", "b", &[4]),
            ("a = 'x\nb = 1\n", "b", &[6]),
            ("[a\nb = 1\n", "b", &[2]),
            ("a = [1,\n2,\nb = 1\n", "a", &[11]),
            ("a = 1\nb = \"\"\"\nc = 1\n", "a b", &[20]),
            ("a = { b = 1\nc = 1\n", "a", &[12]),
        ];
        for (toml, keys, starts) in cases {
            let (found, faults) = read(toml);
            let found_starts: Vec<usize> = faults.iter().map(|(_, span)| span.start).collect();
            assert_eq!((found.join(" ").as_str(), found_starts.as_slice()), (keys, starts), "{toml}");
        }
    }

    #[test]
    fn a_file_that_is_no_table_is_a_few_faults() {
        let (_, faults) = read(&"Once upon a time.\n".repeat(50));
        assert_eq!(faults.len(), MAX_FAULTS);
    }

    proptest! {
        #[test]
        fn no_toml_panics(lines in prop::collection::vec(prop_oneof![
            "[ -~]{0,20}",
            "\\PC{0,8}",
            "\\[{0,2}[a-b]{0,2}(\\.[a-b])?\\]{0,2}( ?= ?[\\[\\]{}'\"a-b0-9,.:é-]{0,10})?",
        ], 0..10)) {
            let toml = lines.join("\n");
            for (_, span) in read(&toml).1 {
                prop_assert!(span.start <= span.end && span.end <= toml.len());
            }
        }
    }
}
