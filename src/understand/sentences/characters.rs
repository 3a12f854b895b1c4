//! What characters are to a sentence: they end it, open or close something in it, or join its parts.

use crate::understand::script::{self, Script};

pub(super) fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‽' | '؟')
}

/// Returns the place of the first stop in `text`, or of one of `others`. Looks at bytes first, since most are of letters.
pub(super) fn find_stop(text: &str, others: &[char]) -> Option<usize> {
    if !others.is_empty() {
        return text.find(|character| is_stop(character) || others.contains(&character));
    }
    let begins = |(at, byte): (usize, u8)| match byte {
        b'.' | b'!' | b'?' => true,
        // The others begin with these bytes.
        0xD8 | 0xE2 => text[at..].starts_with(is_stop),
        _ => false,
    };
    text.bytes().enumerate().position(begins)
}

/// Tells whether all of `text` [is European](is_european).
pub(super) fn is_european_text(text: &str) -> bool {
    let begins = |(at, byte): (usize, u8)| match byte {
        0..0xC0 => true,
        _ => text[at..].starts_with(is_european),
    };
    text.bytes().enumerate().all(begins)
}

/// Tells whether a character is one of the Latin, Greek and Cyrillic texts, and none that Unicode's rules end a sentence
/// at unless it is a stop, nor one that they look through, such as a combining accent.
pub(super) fn is_european(character: char) -> bool {
    match character {
        '\u{85}' | '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' => false,
        '\0'..='\u{52F}' | '‐'..='‣' | '…' | '€' => true,
        _ => false,
    }
}

pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '―')
}

pub(super) fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '¿' | '¡' | '«' | '‹' | '“' | '‘' | '„' | '‚' | '»' | '›' | '”')
        || is_quote(character)
}

pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

pub(super) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '*' | '_')
}

/// Marks that close a quotation or a bracket when they stand right after a stop.
pub(super) fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '“' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']' | '}' | '*' | '_' | '⸩')
        || matches!(character, '」' | '』' | '】' | '》' | '〉' | '）')
}

/// Marks that close even where white space stands before them: `fin. »`.
pub(super) fn closes_only(character: char) -> bool {
    matches!(character, '»' | '›' | '”' | ')' | ']' | '}')
}

/// Marks that open a quotation or a bracket where words have no spaces between them.
pub(super) fn opens_only(character: char) -> bool {
    matches!(character, '「' | '『' | '【' | '《' | '〈' | '〔' | '（' | '［' | '“' | '‘')
}

pub(super) fn is_mark(character: char) -> bool {
    !character.is_alphanumeric()
}

pub(super) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Tells whether a letter is a small one of a script that begins sentences with capitals. Georgian has them for titles only.
pub(super) fn is_small(character: char) -> bool {
    character.is_lowercase() && !matches!(character, '\u{10D0}'..='\u{10FF}')
}

/// Tells whether a letter is a syllable or a word.
pub(super) fn is_syllable(character: char) -> bool {
    script::of(character).is_some_and(Script::has_syllables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_by_bytes_is_what_its_characters_say() {
        for character in ('\0'..'\u{3100}').chain('\u{FDD0}'..='\u{FFFD}') {
            let text = format!("é{character}—");
            assert_eq!(find_stop(&text, &[]), text.find(is_stop), "{character:?}");
            assert_eq!(is_european_text(&text), text.chars().all(is_european), "{character:?}");
        }
    }
}
