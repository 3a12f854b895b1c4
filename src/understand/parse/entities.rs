//! Entities are characters written as `&name;` or `&#number;`.

use std::borrow::Cow;
use std::ops::Range;

/// Longer than any entity's name (`&CounterClockwiseContourIntegral;`).
const LONGEST: usize = 40;

/// Returns `text` as stretches: literal ones without a text of their own, and entities with what they stand for.
///
/// Only whole entities with their semicolon count: `AT&T` and `?a=1&copy=2` are literal.
pub(super) fn stretches(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    let mut stretches = Vec::new();
    let mut literal = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find('&') {
        let start = at + found;
        at = start + 1;
        if let Some((length, character)) = entity(&text[start..]) {
            at = start + length;
            stretches.extend((literal < start).then_some((literal..start, None)));
            stretches.push((start..at, Some(character)));
            literal = at;
        }
    }
    stretches.extend((literal < text.len()).then_some((literal..text.len(), None)));
    stretches
}

/// Returns the length of the entity that `text` begins with, and what it stands for.
fn entity(text: &str) -> Option<(usize, String)> {
    let near = &text.as_bytes()[..text.len().min(LONGEST)];
    let length = near.iter().position(|&byte| byte == b';')? + 1;
    let named = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    if !near[1..length - 1].iter().all(named) {
        return None;
    }
    let written = &text[..length];
    let character = htmlize::unescape(written);
    (character != written && !character.ends_with(';') || written == "&semi;").then(|| (length, character.into_owned()))
}

/// Returns `text` with all entities resolved, as a browser does.
pub(super) fn unescape(text: String) -> String {
    htmlize::unescape(text).into_owned()
}

/// Returns `text` as it is written in HTML. Only `&`, `<` and `>` need to be.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    htmlize::escape_text(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_entities_are_resolved_once() {
        for (text, resolved) in [
            ("&amp;&quot;&#39;&nbsp;&hellip;&#x1F600;", "&\"'\u{a0}…😀"),
            ("AT&T ?a=1&copy=2 &notanentity; &; & a &amp", "AT&T ?a=1&copy=2 &notanentity; &; & a &amp"),
            ("&amp;lt;br&gt;", "&lt;br>"),
            ("&notit; &semi;", "&notit; ;"),
            ("&é; &&amp;", "&é; &&"),
        ] {
            let found: String = stretches(text)
                .into_iter()
                .map(|(span, character)| character.unwrap_or_else(|| text[span].to_owned()))
                .collect();
            assert_eq!(found, resolved, "{text}");
        }
    }
}
