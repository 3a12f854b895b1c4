//! French is written with spaces at which no line ends: within guillemets, and before what stands high.

use std::borrow::Cow;

use crate::ground::attributes::{name_of, tag_length};
use crate::ground::language::Language;

/// What has such a space before it.
const HIGH: [char; 5] = ['»', ':', ';', '!', '?'];

/// Elements whose words are written for machines.
const CODE: [&str; 4] = ["code", "kbd", "pre", "samp"];

/// Returns a piece of HTML whose words are in `language`, with spaces that are not broken where French has them; code stays as it is.
pub(crate) fn unbroken<'h>(html: &'h str, language: &Language) -> Cow<'h, str> {
    if language.primary() != "fr" || !html.contains(HIGH) && !html.contains('«') {
        return html.into();
    }
    let (mut set, mut rest, mut depth) = (String::with_capacity(html.len() + 8), html, 0usize);
    while !rest.is_empty() {
        let (words, from) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        let (tag, behind) = from.split_at(tag_length(from));
        if depth == 0 {
            set_words(words, &mut set)
        } else {
            set.push_str(words)
        }
        set.push_str(tag);
        depth = match (CODE.contains(&name_of(tag)), tag.starts_with("</")) {
            (false, _) => depth,
            (true, false) => depth + 1,
            (true, true) => depth.saturating_sub(1),
        };
        rest = behind;
    }
    set.into()
}

/// Writes words that stand in no code behind what is `set` already.
fn set_words(words: &str, set: &mut String) {
    let mut characters = words.chars().peekable();
    while let Some(character) = characters.next() {
        let is_kept = set.ends_with('«') || characters.peek().is_some_and(|next| HIGH.contains(next));
        set.push(if is_kept && matches!(character, ' ' | '\n') { '\u{A0}' } else { character });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_ends_within_guillemets_or_before_what_stands_high() {
        for (language, written, shown) in [
            ("fr", "Il dit : « Oui ! » ; puis rien.", "Il dit\u{A0}: «\u{A0}Oui\u{A0}!\u{A0}»\u{A0}; puis rien."),
            ("fr", "«\nQuoi ?", "«\u{A0}Quoi\u{A0}?"),
            (
                "fr-CA",
                "« <em>Non</em> » <b title=\"a : b\">ici</b>",
                "«\u{A0}<em>Non</em>\u{A0}» <b title=\"a : b\">ici</b>",
            ),
            ("fr", "<code>a ? b : c</code> : oui", "<code>a ? b : c</code>\u{A0}: oui"),
            ("fr", "Sans rien.", "Sans rien."),
            ("de", "Er sagte »ja« und »nein« : so", "Er sagte »ja« und »nein« : so"),
        ] {
            let language = Language::new(language).expect("a language");
            assert_eq!(unbroken(written, &language), shown);
        }
    }
}
