//! Characters that nobody sees, and that change what is seen around them.

/// Tells whether `character` turns the direction of what stands after it, until another one ends it: embeddings,
/// overrides and isolates (Unicode Standard Annex 9). The marks of a direction are not among them: they turn nothing.
pub fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Tells whether `character` has no width and no part in how words are written. Joiners are not among them: Persian,
/// the scripts of India and emoji need them.
pub fn has_no_width(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
}

/// Tells whether XML 1.0 can hold `character`; the others it cannot, not even escaped.
pub fn is_held_by_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | ' '..) && !matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// Returns `text` with everything replaced that could steer a terminal, turn the text around or hide in it: what is
/// shown is then what is there.
pub fn printable(text: &str) -> String {
    let unseen = |character: char| character.is_control() || turns_direction(character) || has_no_width(character);
    text.chars().map(|character| if unseen(character) { char::REPLACEMENT_CHARACTER } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_what_is_there() {
        assert_eq!(printable("a\u{202e}txt.exe\u{1b}[31m\u{200b}\n"), "a\u{fffd}txt.exe\u{fffd}[31m\u{fffd}\u{fffd}");
        for needed in ["ñandú « café »", "نیم\u{200c}فاصله", "👩\u{200d}💻", "\u{200f}שלום"] {
            assert_eq!(printable(needed), needed);
        }
    }
}
