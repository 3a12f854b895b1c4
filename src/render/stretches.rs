//! The text of a template in stretches: what it writes as it stands, and the code between. Read as Tera reads it.

use std::ops::Range;

/// A stretch of a template. Comments are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// What stands in the pages as it stands here.
    Text(Range<usize>),
    /// What stands between two pairs of brackets.
    Code(Range<usize>),
}

/// Returns the stretches of the template `text` in order. What never ends, ends with it.
pub(super) fn stretches(text: &str) -> Vec<Stretch> {
    let (mut stretches, mut at) = (Vec::new(), 0);
    loop {
        let open = opening(text, at);
        stretches.push(Stretch::Text(at..open));
        let inside = text.len().min(open + 2);
        at = match &text.as_bytes()[open..inside] {
            [] => return stretches,
            b"{#" => behind(text, inside, "#}").1,
            b"{{" => code(text, inside, "}}", &mut stretches),
            _ => match tag(&text[inside..], "raw") {
                Some(length) => raw(text, inside + length, &mut stretches),
                None => code(text, inside, "%}", &mut stretches),
            },
        };
    }
}

/// Returns the bytes of some code that do not stand in quotes, and where they are.
pub(super) fn unquoted(code: &str) -> impl Iterator<Item = (usize, u8)> {
    let (mut quote, mut is_escaped) = (None, false);
    code.bytes().enumerate().filter(move |&(_, byte)| match quote {
        Some(_) if is_escaped => {
            is_escaped = false;
            false
        }
        Some(open) => {
            is_escaped = byte == b'\\';
            quote = quote.filter(|_| byte != open);
            false
        }
        None => {
            quote = Some(byte).filter(|byte| matches!(byte, b'"' | b'\'' | b'`'));
            quote.is_none()
        }
    })
}

/// Returns where the first bracket behind `from` opens code or a comment, or the end of the template.
fn opening(text: &str, from: usize) -> usize {
    let mut braces = text[from..].match_indices('{').map(|(at, _)| from + at);
    braces.find(|at| text[at + 1..].starts_with(['{', '%', '#'])).unwrap_or(text.len())
}

/// Returns where `close` begins and ends behind `from`.
fn behind(text: &str, from: usize, close: &str) -> (usize, usize) {
    text[from..].find(close).map_or((text.len(), text.len()), |at| (from + at, from + at + close.len()))
}

/// Adds the code that begins at `start`, and returns where the template goes on.
fn code(text: &str, start: usize, close: &str, stretches: &mut Vec<Stretch>) -> usize {
    let rest = &text[start..];
    let end = unquoted(rest).find(|(at, _)| rest.as_bytes()[*at..].starts_with(close.as_bytes()));
    let end = end.map_or(text.len(), |(at, _)| start + at);
    stretches.push(Stretch::Code(start..end));
    text.len().min(end + close.len())
}

/// Adds the text that begins at `start` and is to be taken as it is, and returns where the template goes on.
fn raw(text: &str, start: usize, stretches: &mut Vec<Stretch>) -> usize {
    let mut tags = text[start..].match_indices("{%").map(|(at, open)| (start + at, start + at + open.len()));
    let end = tags.find_map(|(open, inside)| Some((open, inside + tag(&text[inside..], "endraw")?)));
    let (end, next) = end.unwrap_or((text.len(), text.len()));
    stretches.push(Stretch::Text(start..end));
    next
}

/// Returns the length of the tag `name` that `code` begins with, up to its closing bracket.
fn tag(code: &str, name: &str) -> Option<usize> {
    let inside = code.strip_prefix('-').unwrap_or(code).trim_ascii_start().strip_prefix(name)?.trim_ascii_start();
    let behind = inside.strip_prefix('-').unwrap_or(inside).strip_prefix("%}")?;
    Some(code.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_text_and_code() {
        let cases = [
            ("<p>{{ a }} {%- if b -%}c{% endif %}", "<p>[ a ] [- if b -]c[ endif ]"),
            ("a{# {{ b }} #}c{# d", "ac"),
            ("{{ \"{#\" }}a{{ '}}' ~ \"\\\"}}\" }}b", "[ \"{#\" ]a[ '}}' ~ \"\\\"}}\" ]b"),
            ("{%- raw -%}{{ a }} {# {% b %}{% endraw %}c{{ d }}", "{{ a }} {# {% b %}c[ d ]"),
            ("{% raw %}{{ a }}", "{{ a }}"),
            ("{ a } {é} {{ é", "{ a } {é} [ é]"),
            ("{% rawish %}{", "[ rawish ]{"),
        ];
        for (template, expected) in cases {
            let shown = |stretch| match stretch {
                Stretch::Text(range) => template[range].to_owned(),
                Stretch::Code(range) => format!("[{}]", &template[range]),
            };
            assert_eq!(stretches(template).into_iter().map(shown).collect::<String>(), expected, "{template}");
        }
    }
}
