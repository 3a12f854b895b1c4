//! What characters are to a sentence: they end it, open or close something in it, or join its parts.

pub(super) fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‽' | '؟')
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

pub(super) fn is_mark(character: char) -> bool {
    !character.is_alphanumeric()
}

pub(super) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
