//! An abbreviation carries a full stop without ending a sentence. What it does with its sentence is known per language, from
//! lists (`words`). A language without lists has the common ones.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::words::{COMMON, LANGUAGES, Words};
use crate::ground::language::Language;

/// What an abbreviation does with the sentence it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It never ends it.
    Binding,
    /// It ends it only before a word that often opens one.
    Doubtful,
    /// It ends it before a capital, unless that is a numeral.
    Numbering,
    /// It ends it before a capital, be that a numeral of one letter, which is mostly a word: `no. I came`.
    Closing,
}

/// What the abbreviations of a language do.
#[derive(Debug, Default)]
struct Roles {
    whole: FxHashMap<&'static str, Role>,
    /// Those that are the end of a word, as `str` is in `Bahnhofstr.`
    endings: Vec<(&'static str, Role)>,
}

impl Roles {
    /// Returns those of `words`; what they do not have does as the common ones do.
    fn of(words: &Words) -> Roles {
        let mut roles = Roles::default();
        for words in [&COMMON, words] {
            for (role, list) in lists(words) {
                for word in list.split_whitespace() {
                    match word.strip_prefix('-') {
                        Some(ending) => roles.endings.push((ending, role)),
                        None => _ = roles.whole.insert(word, role),
                    }
                }
            }
        }
        roles
    }
}

fn lists(words: &Words) -> [(Role, &'static str); 4] {
    [
        (Role::Binding, words.binding),
        (Role::Doubtful, words.doubtful),
        (Role::Numbering, words.numbering),
        (Role::Closing, words.closing),
    ]
}

/// The words of a language, and what its abbreviations do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) words: &'static Words,
    roles: &'static Roles,
}

impl Known {
    /// Returns what the abbreviation `word` (small letters, no last stop) does.
    pub(super) fn role(&self, word: &str) -> Option<Role> {
        let ending = || self.roles.endings.iter().find(|(ending, _)| word.ends_with(ending)).map(|(_, role)| *role);
        self.roles.whole.get(word).copied().or_else(ending)
    }

    /// Tells whether `word`, with a capital, likely opens a sentence.
    pub(super) fn opens(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        word.starts_with(char::is_uppercase) && self.words.openers.split_whitespace().any(|opener| opener == lower)
    }

    /// Tells whether `word`, one capital, is no initial.
    pub(super) fn is_pronoun(&self, word: &str) -> bool {
        self.words.pronouns.split_whitespace().any(|pronoun| pronoun == word)
    }
}

/// What the abbreviations of each language do, and behind them those of any other. Each is found out when it is wanted.
static ROLES: LazyLock<Vec<OnceLock<Roles>>> =
    LazyLock::new(|| (0..=LANGUAGES.len()).map(|_| OnceLock::new()).collect());

/// Returns what is known of `language`.
pub(super) fn of(language: &Language) -> Known {
    let primary = match language.primary() {
        "nb" | "nn" => "no",
        "gl" | "ast" => "es",
        "bs" => "hr",
        "sr" if language.tag().contains("Latn") => "hr",
        "be" => "ru",
        "mk" => "bg",
        "mr" | "ne" => "hi",
        primary => primary,
    };
    let at = LANGUAGES.iter().position(|(tag, _)| *tag == primary);
    let words = at.map_or(&COMMON, |at| &LANGUAGES[at].1);
    Known { words, roles: ROLES[at.unwrap_or(LANGUAGES.len())].get_or_init(|| Roles::of(words)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_written_as_it_is_looked_up_and_has_one_role() {
        for (tag, words) in LANGUAGES.iter().chain([&("", COMMON)]) {
            let mut seen = Vec::new();
            for word in lists(words).iter().flat_map(|(_, list)| list.split_whitespace()) {
                assert!(!seen.contains(&word), "{tag}: {word} has two roles");
                assert!(word == word.to_lowercase() && !word.ends_with('.'), "{tag}: {word}");
                seen.push(word);
            }
        }
    }
}
