//! Attributes in rendered HTML, found and changed without a tree.

use std::borrow::Cow;
use std::ops::Range;

/// Returns the length of the tag that `text` begins with: up to a `>` outside of quotes.
pub fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Returns the name of the element that `tag` opens or closes. Rendered HTML has it in small letters.
pub fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    &name[..end]
}

/// Tells whether there may be an attribute in `html`. In most sentences there is none, which is quickly seen.
pub fn has_attributes(html: &str) -> bool {
    memchr::memchr(b'=', html.as_bytes()).is_some()
}

/// Returns `html` with another value of each attribute where `value`, which is given its name and the value it has, returns one.
pub fn change<'a>(html: &'a str, mut value: impl FnMut(&str, &str) -> Option<String>) -> Cow<'a, str> {
    let (mut changed, mut done) = (String::new(), 0);
    for (name, at) in places(html) {
        if let Some(new) = value(name, &html[at.clone()]) {
            changed.extend([&html[done..at.start], &new]);
            done = at.end;
        }
    }
    if done == 0 { html.into() } else { (changed + &html[done..]).into() }
}

/// Returns the attributes in `html` that have a value: the name and the value of each, as they are written there.
pub fn attributes(html: &str) -> impl Iterator<Item = (&str, &str)> {
    places(html).map(|(name, at)| (name, &html[at]))
}

/// Returns the attributes in `html` that have a value: the name of each, and where its value stands. Rendered HTML has values between
/// double quotation marks, and none within.
fn places(html: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let find = |byte, from: usize| memchr::memchr(byte, &html.as_bytes()[from..]).map(|at| from + at);
    let mut next = Some(0).filter(|_| has_attributes(html)).and_then(|start| find(b'<', start));
    std::iter::from_fn(move || {
        loop {
            let from = next?;
            let at = from + memchr::memchr2(b'"', b'>', &html.as_bytes()[from..])?;
            if html.as_bytes()[at] == b'>' {
                next = find(b'<', at);
                continue;
            }
            let start = at + 1;
            let end = find(b'"', start)?;
            next = Some(end + 1);
            let name = html[from..at].trim_end_matches('=');
            return Some((&name[name.rfind(' ').map_or(0, |space| space + 1)..], start..end));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attribute_may_get_another_value() {
        let html = "\"a\" = <em>b</em> <a title=\"c > d=\" href=\"#e\" download>f=\"g\"</a><img alt=\"\" src=\"h\">=\"";
        let changed = change(html, |name, value| matches!(name, "href" | "src").then(|| format!("../{value}")));
        let seen: Vec<_> = attributes(html).collect();
        assert_eq!(seen, [("title", "c > d="), ("href", "#e"), ("alt", ""), ("src", "h")]);
        assert_eq!(changed, html.replace("#e", "../#e").replace("\"h\"", "\"../h\""));
        for html in ["", "a = b", "<a href=\"", "<a href=", "<"] {
            assert_eq!(change(html, |_, _| Some(String::new())), html);
        }
    }
}
