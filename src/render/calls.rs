//! The calls of functions in the text of a template: what they name is known before a page is filled.

use std::ops::Range;

/// Returns for each call of `function` in the template `text` where the value of its argument `name` stands; none for one whose
/// value is not written out.
pub(super) fn calls(text: &str, function: &str, name: &str) -> impl Iterator<Item = Option<Range<usize>>> {
    text.match_indices(function).filter_map(move |(at, _)| {
        let before = &text[..at];
        let is_comment = before.rfind("{#") > before.rfind("#}");
        let is_other = before.ends_with(|character: char| character.is_alphanumeric() || character == '_');
        let behind = text[at + function.len()..].trim_start().strip_prefix('(')?;
        let arguments = || arguments(text, text.len() - behind.len()).into_iter();
        (!is_comment && !is_other).then(|| arguments().find_map(|argument| literal(text, argument, name)))
    })
}

/// Returns the arguments of a call that begin at `start`. One that never ends has none.
fn arguments(text: &str, mut start: usize) -> Vec<Range<usize>> {
    let (mut arguments, mut depth, mut quote) = (Vec::new(), 0, None);
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match (quote, byte) {
            (Some(open), close) if open == close => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => depth += 1,
            (None, b')') if depth == 0 => {
                arguments.push(start..at);
                return arguments;
            }
            (None, b')' | b']' | b'}') => depth -= 1,
            (None, b',') if depth == 0 => {
                arguments.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    Vec::new()
}

/// Returns where the value of the argument stands, if it is called `name` and its value is a text in quotes.
fn literal(text: &str, argument: Range<usize>, name: &str) -> Option<Range<usize>> {
    let (key, value) = text[argument.clone()].split_once('=')?;
    let value = value.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    let words = value.trim_end().strip_prefix(quote)?.strip_suffix(quote)?;
    let start = argument.end - value.len() + 1;
    (key.trim() == name && !words.contains(quote)).then_some(start..start + words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_names_what_it_is_for_unless_that_is_computed() {
        let cases = [
            ("{{ say(id=\"a\") }} {# say(id=\"b\") #} {{ say(lang=x, id=\"c\", plain=true) }}", "a c"),
            ("{{ say(id='a') }} {{ say (\n  id = `b`, n=f(x, id=1)) }} {{ say(id=\"a, (b)\") }}", "a b a, (b)"),
            ("{{ say(id=a) }} {{ say(id=\"a\" ~ \"b\") }} {{ say(other=\"a\") }} {{ say(id=\"a", "? ? ? ?"),
            ("{{ essay(id=\"a\") }} say id=\"a\"", ""),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> =
                calls(text, "say", "id").map(|range| range.map_or("?", |range| &text[range])).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
