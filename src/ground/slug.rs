//! A slug is a part of an address that can be read: lower-case ASCII letters and digits, with hyphens between words.

use any_ascii::any_ascii;

/// No derived slug is longer, in characters: an address should be read at a glance.
const LONGEST: usize = 60;

/// What stands beside works in the folder of a language.
pub const RESERVED: [&str; 6] = ["404", "assets", "feed", "index", "page", "sitemap"];

/// Tells whether no work can have this slug, in any site.
pub fn is_reserved(slug: &str) -> bool {
    RESERVED.contains(&slug)
}

/// Returns `text` in lower-case ASCII with hyphens between its words, cut between words.
pub fn slug_of(text: &str) -> String {
    let text = any_ascii(text).to_ascii_lowercase().replace(['\'', '’'], "");
    let mut slug = String::new();
    for word in text.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(LONGEST)]);
        } else if slug.len() + 1 + word.len() <= LONGEST {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}
