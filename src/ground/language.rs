//! A language is a BCP 47 tag, with what a page must know of it: its own name, its direction, how it joins words.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use icu_locale::names::{DisplayNamesPreferences, LanguageIdentifierDisplayName};
use icu_locale::subtags::Script;
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};
use serde::{Deserialize, Serialize};
use writeable::TryWriteable;

/// A language as its canonical BCP 47 tag, such as `es` or `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Language(String);

/// Which way a line of text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// From left to right.
    #[serde(rename = "ltr")]
    LeftToRight,
    /// From right to left.
    #[serde(rename = "rtl")]
    RightToLeft,
}

/// The text is not the tag of a language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InvalidLanguage(pub String);

impl fmt::Display for InvalidLanguage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not the BCP 47 tag of a language, such as en, es or pt-BR", self.0.escape_debug())
    }
}

impl std::error::Error for InvalidLanguage {}

impl Language {
    /// Returns the language that `tag` names, in canonical form (`ES` is `es`, `iw` is `he`).
    ///
    /// # Errors
    /// When `tag` is not well-formed BCP 47, or is the undetermined language.
    pub fn new(tag: &str) -> Result<Language, InvalidLanguage> {
        let invalid = || InvalidLanguage(tag.to_owned());
        let mut locale = Locale::from(LanguageIdentifier::try_from_str(tag).map_err(|_| invalid())?);
        LocaleCanonicalizer::new_common().canonicalize(&mut locale);
        let id = locale.id;
        if id.language.is_unknown() { Err(invalid()) } else { Ok(Language(id.to_string())) }
    }

    /// Returns the language that a person wrote the tag of: `_` is as good as a hyphen, as in `pt_BR`.
    ///
    /// # Errors
    /// As those of [`Language::new`].
    pub fn written(tag: &str) -> Result<Language, InvalidLanguage> {
        Language::new(&tag.replace('_', "-"))
    }

    /// Returns English.
    pub fn english() -> Language {
        Language("en".to_owned())
    }

    /// Returns the tag, as it stands in `lang` and `hreflang`.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// Returns the primary language without script and region: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Returns the tag as ICU4X reads it.
    pub fn id(&self) -> LanguageIdentifier {
        LanguageIdentifier::try_from_str(&self.0).unwrap_or(LanguageIdentifier::UNKNOWN)
    }

    /// Returns the language's name in itself, with a capital as a label has it (`Español`); the tag where unknown.
    pub fn endonym(&self) -> String {
        let preferences = DisplayNamesPreferences::from(Locale::from(self.id()));
        // The small set of names has those of languages in themselves; a few rare ones are in the large set only.
        [LanguageIdentifierDisplayName::try_new_tiny, LanguageIdentifierDisplayName::try_new_heavy]
            .into_iter()
            .filter_map(|load| load(preferences, self.id(), Default::default()).ok())
            .find_map(|name| name.as_borrowed().try_write_to_string().ok().map(|name| capitalise(&name)))
            .unwrap_or_else(|| self.0.clone())
    }

    /// Returns the language's name in `other`, as it stands inside a sentence; its own name where `other` has none for it.
    pub fn name_in(&self, other: &Language) -> String {
        let preferences = DisplayNamesPreferences::from(Locale::from(other.id()));
        // The small set of names has those that are often said; the others are in the large set only.
        [LanguageIdentifierDisplayName::try_new_light, LanguageIdentifierDisplayName::try_new_heavy]
            .into_iter()
            .filter_map(|load| load(preferences, self.id(), Default::default()).ok())
            .find_map(|name| name.as_borrowed().try_write_to_string().ok().map(|name| name.into_owned()))
            .unwrap_or_else(|| self.endonym())
    }

    /// Returns the language's name in English, the language of diagnostics.
    pub fn english_name(&self) -> String {
        self.name_in(&Language::english())
    }

    /// Tells whether there may be such a language. All that have tags of two letters have a name; of those with three, there are
    /// more than anybody has named.
    pub fn may_exist(&self) -> bool {
        /// What is known of each tag of two letters that was asked about.
        static KNOWN: [OnceLock<bool>; 26 * 26] = [const { OnceLock::new() }; 26 * 26];
        let has_name = |primary: Language| primary.english_name() != primary.primary();
        let number = |letter: u8| usize::from(letter.saturating_sub(b'a')).min(25);
        match *self.primary().as_bytes() {
            [first, second] => *KNOWN[number(first) * 26 + number(second)]
                .get_or_init(|| Language::new(self.primary()).is_ok_and(has_name)),
            _ => true,
        }
    }

    /// Returns what to write instead of a tag that is of no language, where that can be told.
    pub fn correction(&self) -> Option<String> {
        self.meant().map(|meant| format!("if {} is meant, write `{meant}`", meant.english_name()))
    }

    /// Returns the language that was meant by a tag that is none, but names a territory: Japanese by `jp`.
    fn meant(&self) -> Option<Language> {
        let mut id = LanguageIdentifier::UNKNOWN;
        id.region = Some(self.primary().parse().ok()?);
        LocaleExpander::new_extended().maximize(&mut id);
        // Of what is no territory either, English is said.
        Language::new(id.language.as_str()).ok().filter(|language| language.primary() != "en")
    }

    /// Returns which way its text runs.
    pub fn direction(&self) -> Direction {
        match LocaleDirectionality::new_extended().is_right_to_left(&self.id()) {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        }
    }

    /// Returns the likely language and territory as Open Graph writes them: `es_ES`.
    pub fn og_locale(&self) -> String {
        let id = self.maximized();
        match id.region {
            Some(region) => format!("{}_{region}", id.language),
            None => id.language.to_string(),
        }
    }

    /// Returns the likely territory in small letters, as the names of hosts end: `es`, `ua` of `uk`.
    pub fn territory(&self) -> Option<String> {
        self.maximized().region.map(|region| region.as_str().to_ascii_lowercase())
    }

    /// Returns the script that it is written in, the likely one where its tag does not say.
    pub fn script(&self) -> Option<Script> {
        self.maximized().script
    }

    fn maximized(&self) -> LanguageIdentifier {
        let mut id = self.id();
        LocaleExpander::new_extended().maximize(&mut id);
        id
    }

    /// Tells whether its script puts spaces between words. Where it does not, words must be found by segmentation.
    pub fn spaces_words(&self) -> bool {
        !matches!(self.primary(), "zh" | "ja" | "th" | "lo" | "km" | "my" | "yue" | "bo")
    }

    /// Tells whether sentences have spaces between them: Thai has them there and nowhere else.
    pub fn spaces_sentences(&self) -> bool {
        !matches!(self.primary(), "zh" | "ja" | "yue")
    }
}

impl Direction {
    /// Returns the value of the `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A fact that is either the same in every language or said in each of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Localized<T> {
    /// One value for all languages.
    Same(T),
    /// A value per language; some may be missing.
    Each(BTreeMap<Language, T>),
}

impl<T> Localized<T> {
    /// Returns the value for `language`: its own, else that of the same primary language.
    pub fn get(&self, language: &Language) -> Option<&T> {
        match self {
            Localized::Same(value) => Some(value),
            Localized::Each(values) => values.get(language).or_else(|| {
                values.iter().find(|(other, _)| other.primary() == language.primary()).map(|(_, value)| value)
            }),
        }
    }

    /// Returns what `change` makes of each value.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Localized<U> {
        match self {
            Localized::Same(value) => Localized::Same(change(value)),
            Localized::Each(values) => {
                Localized::Each(values.into_iter().map(|(language, value)| (language, change(value))).collect())
            }
        }
    }
}

fn capitalise(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::new(tag).expect("a language")
    }

    #[test]
    fn tags_become_canonical() {
        for (written, canonical) in [("ES", "es"), ("pt-br", "pt-BR"), ("iw", "he"), ("zh-hant-tw", "zh-Hant-TW")] {
            assert_eq!(language(written).tag(), canonical);
        }
        for written in ["", "und", "español", "e", "000_8df367"] {
            assert!(Language::new(written).is_err(), "{written:?}");
        }
    }

    #[test]
    fn languages_name_themselves() {
        let names = [
            ("en", "English"),
            ("es", "Español"),
            ("fr", "Français"),
            ("de", "Deutsch"),
            ("ru", "Русский"),
            ("ar", "العربية"),
            ("he", "עברית"),
            ("zh", "中文"),
            ("ja", "日本語"),
            ("ca", "Català"),
        ];
        for (tag, name) in names {
            assert_eq!(language(tag).endonym(), name);
        }
        for (tag, name) in
            [("es", "Spanish"), ("pt-BR", "Brazilian Portuguese"), ("vi", "Vietnamese"), ("gl", "Galician")]
        {
            assert_eq!(language(tag).english_name(), name);
        }
    }

    #[test]
    fn a_territory_tells_which_language_was_meant() {
        for (written, meant) in [("jp", "ja"), ("cz", "cs"), ("gr", "el"), ("ua", "uk"), ("dk", "da"), ("cn", "zh")] {
            assert_eq!((language(written).may_exist(), language(written).meant()), (false, Some(language(meant))));
        }
        assert_eq!((language("xx").may_exist(), language("xx").meant()), (false, None));
        for tag in ["en", "es-MX", "gl", "nds", "grc", "yi", "cim", "tlh", "qaa", "art"] {
            assert!(language(tag).may_exist(), "{tag}");
        }
    }

    #[test]
    fn directions_and_territories() {
        assert_eq!(language("ar").direction(), Direction::RightToLeft);
        assert_eq!(language("es").direction(), Direction::LeftToRight);
        assert_eq!(language("es").og_locale(), "es_ES");
        assert_eq!(language("en").og_locale(), "en_US");
        assert_eq!(language("pt-PT").og_locale(), "pt_PT");
        assert_eq!(language("uk").territory().as_deref(), Some("ua"));
    }
}
