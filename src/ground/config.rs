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

impl Config {
    /// Stand-in for the reader of `diglot.toml`.
    pub fn parse(path: &str, text: &str) -> (Config, Vec<super::diagnostic::Diagnostic>) {
        use super::diagnostic::{Diagnostic, Place};
        let mut config = Config::default();
        let mut diagnostics = Vec::new();
        let text: std::sync::Arc<str> = text.into();
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                let error: toml::de::Error = error;
                let span = error.span().unwrap_or(0..0);
                diagnostics.push(Diagnostic::error(error.message().to_owned()).at(Place::within(path, &text, span)));
                return (config, diagnostics);
            }
        };
        for (key, value) in &table {
            match (key.as_str(), value.as_str()) {
                ("base_url", Some(url)) if url.starts_with("http") => {
                    config.base_url = Some(format!("{}/", url.trim_end_matches('/')));
                }
                ("base_url", _) => diagnostics.push(
                    Diagnostic::error("base_url is not an address")
                        .at(Place::file(path))
                        .hint("write it whole, as in \"https://example.org/\""),
                ),
                ("languages" | "title" | "description" | "author" | "pages" | "paragraphs" | "names", _) => {}
                _ => {
                    let at = text.find(key.as_str()).unwrap_or(0);
                    diagnostics.push(
                        Diagnostic::warning(format!("`{key}` is not a key of diglot.toml"))
                            .at(Place::within(path, &text, at..at + key.len()))
                            .hint("did you mean `title`?"),
                    );
                }
            }
        }
        (config, diagnostics)
    }
}
