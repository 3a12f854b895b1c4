//! The configuration says what cannot be found out: `diglot.toml`, all of it optional.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;

use super::diagnostic::Diagnostic;
use super::fields::Fields;
use super::language::{Language, Localized};
use super::tree::{Faults, Table};

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

impl Pages {
    /// The names of the values, as they are written.
    pub const NAMES: [(&str, Pages); 2] = [("edition", Pages::Edition), ("work", Pages::Work)];
}

impl Paragraphs {
    /// The names of the values, as they are written.
    pub const NAMES: [(&str, Paragraphs); 2] = [("auto", Paragraphs::Auto), ("source", Paragraphs::Source)];
}

impl Config {
    /// Returns what `text`, the content of the file at `path`, means. What is wrong in it is a diagnostic, and the
    /// rest counts.
    pub fn parse(path: &str, text: &str) -> (Config, Vec<Diagnostic>) {
        let mut faults = Faults::new(path, &Arc::from(text));
        let table = Table::from_toml(text, 0, &mut faults);
        let config = Fields::read(&table, path, &mut faults, Config::from_fields);
        (config, faults.into_diagnostics())
    }

    fn from_fields(fields: &mut Fields) -> Config {
        Config {
            base_url: fields.checked("base_url", base_url),
            languages: fields.languages("languages").unwrap_or_default(),
            title: fields.localized_text("title"),
            description: fields.localized_text("description"),
            author: fields.localized_text("author"),
            pages: fields.choice("pages", &Pages::NAMES).unwrap_or_default(),
            paragraphs: fields.choice("paragraphs", &Paragraphs::NAMES).unwrap_or_default(),
            names: fields.by_language("names").unwrap_or_default(),
        }
    }

    /// Returns the name of `language` for its readers: the project's own, else its endonym.
    pub fn name_of(&self, language: &Language) -> String {
        self.names.get(language).cloned().unwrap_or_else(|| language.endonym())
    }
}

/// Returns `text` as the address of a site's root: absolute, normalised, with a slash at the end.
///
/// # Errors
/// When it is no address that pages can be served under; the diagnostic has no place.
pub fn base_url(text: &str) -> Result<String, Diagnostic> {
    let wrong = |reason: &str| {
        let message = format!("`{}` cannot be the address of a site: {reason}", text.escape_debug());
        Diagnostic::error(message)
            .hint("write the whole address of the site's root, such as https://example.org/texts/")
    };
    let mut url = Url::parse(text).map_err(|error| wrong(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("it does not begin with https:// or http://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("it holds a user name"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("it has a part after `?` or `#`"));
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url.into())
}
