//! An address is what a link leads to or a picture lies at, as its author wrote it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// The parts of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The file or the page. Empty where it is that of the link itself.
    pub path: &'a str,
    /// All that stands behind it.
    pub rest: &'a str,
    /// The name of a place in it, where there is one.
    pub place: Option<&'a str>,
}

impl Address<'_> {
    /// Takes `address` apart.
    pub fn of(address: &str) -> Address<'_> {
        let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        let place = rest.split_once('#').map(|(_, place)| place).filter(|place| !place.is_empty());
        Address { path, rest, place }
    }

    /// Returns the file or the page as people call it.
    pub fn file(&self) -> Cow<'_, str> {
        decoded(self.path)
    }
}

/// Returns an address, or a part of it, as people call it.
pub fn decoded(address: &str) -> Cow<'_, str> {
    percent_decode_str(address).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        for (address, path, rest, place) in [
            ("../es/el%20mar.md#olas", "../es/el%20mar.md", "#olas", Some("olas")),
            ("sea.md?x=%23#a?b#c", "sea.md", "?x=%23#a?b#c", Some("a?b#c")),
            ("sea.md?x", "sea.md", "?x", None),
            ("sea.md#", "sea.md", "#", None),
            ("#olas", "", "#olas", Some("olas")),
            ("", "", "", None),
        ] {
            assert_eq!(Address::of(address), Address { path, rest, place }, "{address}");
        }
        assert_eq!(Address::of("a%20b.md?%20").file(), "a b.md");
    }
}
