//! Many names say the language in a way of their own: `sea_es.md`, `sea (Español).md`, `spanish/sea.md`. What such a part means, the
//! texts tell: it is none of the name where a text in another language is called the same without it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::ground::language::Language;
use crate::understand::names::comparable;
use crate::understand::{Settled, detect};

/// What folders are called that hold those of languages.
const AROUND_LANGUAGES: [&str; 3] = ["i18n", "locales", "translations"];
/// Scripts that tags of languages name.
const SCRIPTS: [&str; 4] = ["hans", "hant", "latn", "cyrl"];

/// Gives texts one key that are in several languages and called the same, but for what says just these languages.
pub(super) fn join_keys(settled: &mut [Option<Settled>]) {
    let languages: BTreeSet<Language> = settled.iter().flatten().map(|text| text.language.clone()).collect();
    let names: BTreeMap<Language, Names> =
        languages.into_iter().map(|language| (language.clone(), Names::of(&language))).collect();
    let rest = |text: &Settled| names[&text.language].without(&text.language, &text.key);
    let rests: Vec<Option<String>> = settled.par_iter().map(|text| text.as_ref().map(rest)).collect();
    let keys = || settled.iter().map(|text| text.as_ref().map(|text| &text.key));
    // Nearly always no name says more than was taken from it.
    if keys().eq(rests.iter().map(Option::as_ref)) {
        return;
    }
    let mut rests_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (key, rest) in keys().zip(&rests) {
        if let (Some(key), Some(rest)) = (key, rest) {
            rests_of.entry(key.clone()).or_default().insert(rest.clone());
        }
    }
    let mut called_alike: BTreeMap<String, Vec<&mut Settled>> = BTreeMap::new();
    for text in settled.iter_mut().flatten() {
        // Texts that are called the same stay so.
        let rests = &rests_of[&text.key];
        let rest = if rests.len() == 1 { rests.first() } else { None };
        called_alike.entry(rest.unwrap_or(&text.key).clone()).or_default().push(text);
    }
    for (key, texts) in called_alike {
        let languages: BTreeSet<&Language> = texts.iter().map(|text| &text.language).collect();
        if languages.len() > 1 && languages.len() == texts.len() {
            texts.into_iter().for_each(|text| text.key.clone_from(&key));
        }
    }
}

/// The names of a language in itself and in English, in the form in which names are compared.
struct Names([String; 2]);

impl Names {
    fn of(language: &Language) -> Names {
        let primary = Language::new(language.primary()).unwrap_or_else(|_| language.clone());
        Names([primary.endonym(), primary.english_name()].map(|name| comparable(&name)))
    }

    /// Returns `key` without what says that it is in `language`.
    fn without(&self, language: &Language, key: &str) -> String {
        let parts = key.split('/').filter(|part| !AROUND_LANGUAGES.contains(part));
        let rests = parts.map(|part| self.rest(language, part)).filter(|rest| !rest.is_empty());
        rests.collect::<Vec<_>>().join("/")
    }

    /// Returns the same of one part of a path.
    fn rest(&self, language: &Language, part: &str) -> String {
        let (mut rest, mut is_tagged) = (String::with_capacity(part.len()), false);
        for piece in part.split_inclusive(|character: char| !character.is_alphanumeric()) {
            let word = piece.trim_end_matches(|character: char| !character.is_alphanumeric());
            let is_tag = is_tag_of(language, word);
            let says_so = is_tag || (is_tagged && is_subtag(word)) || self.0.iter().any(|name| name == word);
            if !says_so {
                rest.push_str(piece);
            }
            is_tagged = is_tag;
        }
        if rest.len() < part.len() {
            rest = rest
                .trim_end_matches([' ', '_', '-', '.', '(', '['])
                .trim_start_matches([' ', '_', '-', '.', ')', ']'])
                .into();
        }
        rest
    }
}

/// Tells whether `word` is a tag of `language`, of two letters or three.
fn is_tag_of(language: &Language, word: &str) -> bool {
    matches!(word.len(), 2 | 3) && Language::new(word).is_ok_and(|tag| detect::alike(&tag, language))
}

/// Tells whether `word` names a region or a script, as it does behind the tag of a language. A part may be numbered there: `ii`.
fn is_subtag(word: &str) -> bool {
    let is_numeral = || word.bytes().all(|byte| b"ivx".contains(&byte));
    let is_region = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) && !is_numeral();
    is_region || SCRIPTS.contains(&word)
}
