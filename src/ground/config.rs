//! The configuration says what cannot be found out: `diglot.toml`, all of it optional.

use std::collections::BTreeMap;

use super::language::{Language, Localized};

/// What `diglot.toml` means. Never changed once it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The address of the site's root, with its scheme and a slash at the end.
    pub base_url: Option<String>,
    /// The languages of the site in the order of the toggle. Empty: those that are found.
    pub languages: Vec<Language>,
    /// The site's title.
    pub title: Option<Localized<String>>,
    /// What the site is, in a sentence.
    pub description: Option<Localized<String>>,
    /// Who publishes the site.
    pub author: Option<Localized<String>>,
    /// How works become pages.
    pub pages: Pages,
    /// How long paragraphs of plain text are shown.
    pub paragraphs: Paragraphs,
    /// Names of languages, where the project wants others than their usual endonyms.
    pub names: BTreeMap<Language, String>,
}

/// How works become pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pages {
    /// One page per language holds all works.
    #[default]
    Edition,
    /// A page per language and work, and an index per language.
    Work,
}

/// How long paragraphs of plain text are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paragraphs {
    /// A wall of text is broken between sentences.
    #[default]
    Auto,
    /// As the text has them.
    Source,
}

impl Config {
    /// Returns the name of `language` for its readers: the project's own, else its endonym.
    pub fn name_of(&self, language: &Language) -> String {
        self.names.get(language).cloned().unwrap_or_else(|| language.endonym())
    }
}
