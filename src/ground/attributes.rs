//! Attributes in rendered HTML, found and changed without a tree.

use std::borrow::Cow;

/// All that stands before the id of an element.
pub const ID: &str = " id=\"";

/// All that stands before the id that a link leads to on its own page.
pub const LINK: &str = " href=\"#";

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

/// Returns `html` with another value of an attribute in each tag where `value` has one for that which is there.
/// `attribute` is all that stands before the value: ` id="`.
pub fn change<'a>(html: &'a str, attribute: &str, mut value: impl FnMut(&str) -> Option<String>) -> Cow<'a, str> {
    if !has_attributes(html) || !html.contains(attribute) {
        return Cow::Borrowed(html);
    }
    let (mut changed, mut rest) = (String::with_capacity(html.len()), html);
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        let (tag, behind) = from.split_at(tag_length(from));
        changed.push_str(before);
        // The values of other attributes hold no bare quotation marks.
        let old = tag.split_once(attribute).and_then(|(before, after)| Some((before, after.split_once('"')?)));
        match old.and_then(|(before, (old, after))| Some((before, value(old)?, after))) {
            Some((before, new, after)) => changed.extend([before, attribute, &new, "\"", after]),
            None => changed.push_str(tag),
        }
        rest = behind;
    }
    changed.push_str(rest);
    Cow::Owned(changed)
}
