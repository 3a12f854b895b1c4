//! YAML as a [tree](crate::ground::tree): the part of it that people write as front matter.
//!
//! Anchors, aliases and tags are faults: a page of facts needs none, and without them no file can grow while it is read.

use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, StrInput};

use crate::ground::faults::Faults;
use crate::ground::tree::{Entry, Node, Table, Value};

/// What stands in a line of front matter in YAML.
const FORM: &str = "a line is a comment (# …), or a key and its value (title: …)";

/// How deep collections may be nested. The deepest fact is a name in a list in the table of a subject.
const MAX_DEPTH: usize = 16;

/// Reads `yaml`, which begins at the byte `offset` of the file that `faults` is about, up to the first place where it is
/// broken. What is no table of keys is a fault.
pub(super) fn table(yaml: &str, offset: usize, faults: &mut Faults) -> Table {
    let mut reader = Reader { yaml, events: Parser::new_from_str_with_options(yaml, options()), offset, faults };
    while let Some((event, span)) = reader.next() {
        match event {
            Event::StreamStart | Event::DocumentStart(..) => continue,
            Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty() => break,
            Event::MappingStart(..) => return reader.mapping(),
            Event::StreamEnd => break,
            _ => {
                reader.faults.syntax(span, "broken YAML: this is not a table of keys", FORM);
                break;
            }
        }
    }
    Table::default()
}

fn options() -> Options {
    let mut options = granit_parser::options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    options.set_emit_comments(false);
    options
}

/// Turns events into nodes. When the events end, or the text is broken, every open collection ends with what it has.
struct Reader<'a, 'f> {
    yaml: &'a str,
    events: Parser<'a, StrInput<'a>>,
    offset: usize,
    faults: &'f mut Faults,
}

impl<'a> Reader<'a, '_> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        match self.events.next_event()? {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or_default();
                Some((event, range.start + self.offset..range.end + self.offset))
            }
            Err(error) => {
                let mut at = error.marker().byte_offset().unwrap_or_default();
                let mut message = format!("broken YAML: {}", error.info());
                // Of a tab the parser tells where the value above it begins.
                if let Some(tab) =
                    self.yaml.get(at..).and_then(|rest| rest.find('\t')).filter(|_| message.contains("tab"))
                {
                    at += tab;
                    message = "broken YAML: a tab stands where only spaces may".to_owned();
                }
                let at = at + self.offset;
                self.faults.syntax(at..at, message, FORM);
                None
            }
        }
    }

    fn mapping(&mut self) -> Table {
        let mut table = Table::default();
        while let Some((event, key_span)) = self.next() {
            if event == Event::MappingEnd {
                break;
            }
            let key = self.node(event, key_span.clone());
            let Some((event, span)) = self.next() else { break };
            let node = self.node(event, span);
            let (Value::Text(key) | Value::Plain(key)) = key.value else {
                self.faults.error(&key_span, "a key must be text", "put quotes around the text before the colon");
                continue;
            };
            match table.get(&key) {
                Some(_) => self.faults.error(&key_span, format!("`{key}` is there twice"), "keep one of them"),
                None => table.0.push(Entry { key, key_span, node }),
            }
        }
        table
    }

    fn sequence(&mut self) -> Vec<Node> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next() {
            if event == Event::SequenceEnd {
                break;
            }
            items.push(self.node(event, span));
        }
        items
    }

    fn node(&mut self, event: Event<'a>, span: Range<usize>) -> Node {
        if event.tag().is_some() {
            let hint = "put the value in quotes, or leave out the word after `!`";
            self.faults.error(&span, "a tag means nothing here", hint);
        }
        let value = match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) => Value::Plain(text.into_owned()),
            Event::Scalar(text, ..) => Value::Text(text.into_owned()),
            Event::SequenceStart(..) => Value::List(self.sequence()),
            Event::MappingStart(..) => Value::Table(self.mapping()),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let hint = "put the value in quotes if it is text that begins with `*`; else write it out";
                self.faults.error(&span, "references to other values are not followed here", hint);
                Value::Plain(String::new())
            }
            _ => Value::Plain(String::new()),
        };
        Node { value, span }
    }
}
