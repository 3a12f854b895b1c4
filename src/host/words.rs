//! Filling the words of a site into the file of a host.

use super::served::{COOKIE, Served};
use crate::ground::headers::{ALWAYS, FOR_EVER, REVALIDATE};
use crate::ground::site::MEDIA_TYPES;

/// How a media type says that it is text.
const CHARSET: &str = "; charset=utf-8";

/// Returns `template` with a word in place of each `<<name>>`: those of `words`, and those that all files share.
pub(super) fn fill(template: &str, served: &Served, words: &[(&str, String)]) -> String {
    let tags: Vec<String> = served.wanted().into_iter().map(|(tag, _)| tag).collect();
    let shared = [
        ("root", served.root().into_owned()),
        ("root_as_sent", served.root_as_sent().to_owned()),
        ("not_found", served.path(&served.not_found)),
        ("domain", served.domain().unwrap_or("example.org").to_owned()),
        ("site", name(served)),
        ("tags", tags.join("|")),
        ("cookie", COOKIE.to_owned()),
        ("for_ever", FOR_EVER.to_owned()),
        ("revalidate", REVALIDATE.to_owned()),
    ];
    words
        .iter()
        .chain(&shared)
        .fold(template.to_owned(), |text, (name, word)| text.replace(&format!("<<{name}>>"), word))
}

/// Returns a name for the site that may stand in variables, so that one server can serve several.
fn name(served: &Served) -> String {
    let address = format!("{}{}", served.domain().unwrap_or_default(), served.root());
    let name = address.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
    format!("diglot_{}", name.trim_matches('_')).trim_end_matches('_').to_owned()
}

/// Returns what `line` makes of each header that goes with every file.
pub(super) fn always(line: impl Fn(&str, &str) -> String) -> String {
    ALWAYS.iter().map(|(name, value)| line(name, value)).collect()
}

/// Returns what `line` makes of each extension of names and its media type, without a charset.
pub(super) fn types(line: impl Fn(&str, &str) -> String) -> String {
    MEDIA_TYPES.iter().map(|(extension, media_type)| line(extension, media_type.trim_end_matches(CHARSET))).collect()
}

/// Returns the extensions of text, each with its media type without the charset.
pub(super) fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    MEDIA_TYPES.iter().filter_map(|(extension, media_type)| Some((*extension, media_type.strip_suffix(CHARSET)?)))
}
