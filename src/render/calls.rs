//! The calls of functions in the text of a template: what they name is known before a page is filled.

use std::ops::Range;

use super::stretches::{Stretch, stretches, unquoted};

/// Returns for each call of `function` in the template `text` where the value of its argument `name` stands; none for one whose
/// value is not written out. Takes linear time.
pub(super) fn calls(text: &str, function: &str, name: &str) -> Vec<Option<Range<usize>>> {
    let mut calls = Vec::new();
    for stretch in stretches(text) {
        if let Stretch::Code(code) = stretch {
            let moved = |value: Range<usize>| code.start + value.start..code.start + value.end;
            calls.extend(calls_in(&text[code.clone()], function, name).into_iter().map(|value| value.map(moved)));
        }
    }
    calls
}

/// A bracket that is open.
struct Open {
    is_call: bool,
    /// Where the argument begins that is open too.
    argument: usize,
    value: Option<Range<usize>>,
}

fn calls_in(code: &str, function: &str, name: &str) -> Vec<Option<Range<usize>>> {
    let (mut calls, mut open) = (Vec::new(), Vec::<Open>::new());
    for (at, byte) in unquoted(code) {
        if matches!(byte, b',' | b')' | b']' | b'}')
            && let Some(call) = open.last_mut().filter(|open| open.is_call)
        {
            call.value = call.value.take().or_else(|| literal(code, call.argument..at, name));
            call.argument = at + 1;
        }
        match byte {
            b'(' | b'[' | b'{' => {
                let is_call = byte == b'(' && is_named(&code[..at], function);
                open.push(Open { is_call, argument: at + 1, value: None });
            }
            b')' | b']' | b'}' => calls.extend(open.pop().filter(|open| open.is_call).map(|call| call.value)),
            _ => {}
        }
    }
    calls
}

/// Tells whether the last word of `code` is the name of the function.
fn is_named(code: &str, function: &str) -> bool {
    let before = code.trim_end().strip_suffix(function);
    before.is_some_and(|before| !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
}

/// Returns where the value of the argument stands, if it is called `name` and its value is a text in quotes.
fn literal(code: &str, argument: Range<usize>, name: &str) -> Option<Range<usize>> {
    let (key, value) = code[argument.clone()].split_once('=')?;
    let value = value.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    let words = value.trim_end().strip_prefix(quote)?.strip_suffix(quote)?;
    let start = argument.end - value.len() + 1;
    (key.trim() == name && !words.contains([quote, '\\'])).then_some(start..start + words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_names_what_it_is_for_unless_that_is_computed() {
        let cases = [
            ("{{ say(id=\"a\") }} {# say(id=\"b\") #} {{ say(lang=x, id=\"c\", plain=true) }}", "a c"),
            ("{{ say(id='a') }} {{ say (\n  id = `b`, n=f(x, id=1)) }} {{ say(id=\"a, (b)\") }}", "a b a, (b)"),
            ("{{ say(id=a) }} {{ say(id=\"a\" ~ \"b\") }} {{ say(other=\"a\") }} {{ say(id=\"a\\\"\") }}", "? ? ? ?"),
            ("{{ essay(id=\"a\") }} say id=\"a\" {{ \"say(id='a')\" }} say(id=\"a\")", ""),
            ("{{ \"{#\" }}{% set x = [say(id=\"a\")] %}{% raw %}{{ say(id=\"b\") }}{% endraw %}", "a"),
            ("{{ say(names=say(id=\"a\"), id=\"b\") }}", "a b"),
        ];
        for (text, expected) in cases {
            let calls = calls(text, "say", "id").into_iter();
            let found: Vec<&str> = calls.map(|value| value.map_or("?", |value| &text[value])).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
