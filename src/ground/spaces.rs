//! Spaces are what parts words, however many there are and of whatever kind.

/// Returns the words of `text` with single spaces between them.
pub fn with_single_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
