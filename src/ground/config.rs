//! The configuration says what cannot be found out: `diglot.toml`, all of it optional.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use url::{ParseError, Url};

use super::destination::{self, Destination};
use super::diagnostic::Diagnostic;
use super::faults::Faults;
use super::fields::Fields;
use super::finding::Kind;
use super::language::{Language, Localized};
use super::tree::Table;

/// The name of the configuration in a project's folder.
pub const CONFIG: &str = "diglot.toml";

/// What `diglot.toml` means. Never changed once it is made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// The address of the site's root.
    pub base_url: Option<BaseUrl>,
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
    /// Whether the site shows which sentences answer each other. Without it, there are no facing pages, and the toggle
    /// leads to the top of the other page.
    pub align: bool,
    /// Names of languages, where the project wants others than their usual endonyms.
    pub names: BTreeMap<Language, String>,
    /// The host whose own files are made with the site.
    pub host: Option<Host>,
    /// The kinds of finding that `check` keeps silent about.
    pub silence: Vec<Kind>,
    /// Where the site is published, by the names that the project gives to these places.
    pub publish: BTreeMap<String, Destination>,
}

impl Default for Config {
    /// Returns what an empty file means.
    fn default() -> Config {
        Config::parse("", "").0
    }
}

/// How works become pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pages {
    /// One page per language holds all works.
    #[default]
    Edition,
    /// A page per language and work, and an index per language.
    Work,
}

/// How long paragraphs of plain text are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Paragraphs {
    /// A wall of text is broken between sentences.
    #[default]
    Auto,
    /// As the text has them.
    Source,
}

/// The hosts that look for files of their own among those of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Host {
    /// Netlify reads `_headers` and `_redirects`.
    Netlify,
    /// Cloudflare reads `_headers`.
    Cloudflare,
    /// Apache reads `.htaccess`.
    Apache,
}

impl Host {
    /// The names of the values, as they are written.
    pub const NAMES: [(&str, Host); 3] =
        [("netlify", Host::Netlify), ("cloudflare", Host::Cloudflare), ("apache", Host::Apache)];
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
            align: fields.truth("align").unwrap_or(true),
            names: fields.by_language("names").unwrap_or_default(),
            host: fields.choice("host", &Host::NAMES),
            silence: fields
                .table("check", "the table `check`", CHECK_HINT, |fields| fields.choices("silence", Kind::NAMES))
                .unwrap_or_default(),
            publish: fields.named_tables("publish", destination::HINT, Destination::from_fields),
        }
    }

    /// Returns the name of `language` for its readers: the project's own, else its endonym.
    pub fn name_of(&self, language: &Language) -> String {
        self.names.get(language).cloned().unwrap_or_else(|| language.endonym())
    }
}

/// What the table `check` looks like.
const CHECK_HINT: &str = "such as check = { silence = [\"length\"] }";

/// The address of a site's root: absolute, normalised, with a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// Returns the whole address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Returns the name of the host.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Returns the path on the host, as links have it: `/texts/` of `https://example.org/texts/`.
    pub fn path(&self) -> &str {
        self.0.path()
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Returns the address of a site's root that `text` is.
///
/// # Errors
/// When it is no address that pages can be served under; the diagnostic has no place.
pub fn base_url(text: &str) -> Result<BaseUrl, Diagnostic> {
    let wrong = |reason: &str| {
        let message = format!("`{}` cannot be the address of a site: {reason}", text.escape_debug());
        Diagnostic::error(message)
            .hint("write the whole address of the site's root, such as https://example.org/texts/")
    };
    let elsewhere = || wrong("it does not begin with https:// or http://");
    let mut url = Url::parse(text).map_err(|error| match error {
        ParseError::RelativeUrlWithoutBase => elsewhere(),
        _ => wrong(&error.to_string()),
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(elsewhere());
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
    if let Some(odd) = percent_decode_str(url.path()).decode_utf8_lossy().chars().find(|letter| !is_plain(*letter)) {
        return Err(wrong(&format!("`{}` in its path can mean something else to servers", odd.escape_debug())));
    }
    Ok(BaseUrl(url))
}

/// Tells whether a letter of a path stands for itself wherever servers are told of the path: in patterns too, where a full stop
/// stands for itself among others.
fn is_plain(letter: char) -> bool {
    match letter.is_ascii() {
        true => letter.is_ascii_alphanumeric() || "/-._~@".contains(letter),
        false => letter != char::REPLACEMENT_CHARACTER && !letter.is_whitespace() && !letter.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ground::diagnostic::Place;

    fn language(tag: &str) -> Language {
        Language::new(tag).expect("a language")
    }

    fn each(texts: [(&str, &str); 2]) -> Option<Localized<String>> {
        Some(Localized::Each(texts.map(|(tag, text)| (language(tag), text.to_owned())).into()))
    }

    #[test]
    fn every_key_has_its_meaning() {
        let text = r#"
            base_url = "https://Example.org/texts"
            languages = ["en", "es-419"]
            author = "Two Reviewers"
            pages = "work"
            paragraphs = "source"
            align = false
            host = "apache"
            title = { en = "Film, Twice Told", es = "Cine contado dos veces" }
            [description]
            en = "Reviews"
            es = "Reseñas"
            [names]
            es = "Castellano"
            [check]
            silence = ["length", "name-missing"]
            [publish.web]
            kind = "folder"
            path = "/var/www/texts"
            precompress = true
        "#;
        let web =
            Destination { place: destination::Place::Folder { path: "/var/www/texts".into() }, precompress: true };
        let config = Config {
            base_url: base_url("https://example.org/texts/").ok(),
            languages: vec![language("en"), language("es-419")],
            title: each([("en", "Film, Twice Told"), ("es", "Cine contado dos veces")]),
            description: each([("en", "Reviews"), ("es", "Reseñas")]),
            author: Some(Localized::Same("Two Reviewers".into())),
            pages: Pages::Work,
            paragraphs: Paragraphs::Source,
            align: false,
            names: BTreeMap::from([(language("es"), "Castellano".into())]),
            host: Some(Host::Apache),
            silence: vec![Kind::Length, Kind::NameMissing],
            publish: BTreeMap::from([("web".into(), web)]),
        };
        assert_eq!(Config::parse("diglot.toml", text), (config, vec![]));
        let (config, diagnostics) = Config::parse("diglot.toml", "");
        assert_eq!((config.pages, config.align, diagnostics), (Pages::Edition, true, vec![]));
        assert_eq!(Config::parse("diglot.toml", "\u{feff}pages = 'work'\r\n").0.pages, Pages::Work);
    }

    #[test]
    fn every_fault_is_named_and_the_rest_counts() {
        let text = "base_url = 'example.org'\nlanguages = ['en', 'xx1', 'EN', 7, 'es', 'jp']\npages = 'works'\nparagraphs = 'none'\nnames = 'Castellano'\nbaseurl = 1\n[colours]\nto = 'x'\n[title]\nen = 3\nes = 'Cine'\n";
        let (config, diagnostics) = Config::parse("diglot.toml", text);
        let shown = diagnostics.iter().map(|diagnostic| {
            let place = diagnostic.place.as_ref().and_then(Place::line_and_column).unwrap_or_default();
            format!(
                "{}:{} {} ({})",
                place.0,
                place.1,
                diagnostic.message,
                diagnostic.hint.as_deref().unwrap_or_default()
            )
        });
        let expected = [
            "1:12 `example.org` cannot be the address of a site: it does not begin with https:// or http:// (write the whole address of the site's root, such as https://example.org/texts/)",
            "2:20 `languages` must be the tag of a language, not `xx1` (write its BCP 47 tag, such as en, es or pt-BR)",
            "2:27 `languages` names `en` twice (name it once)",
            "2:33 `languages` must be the tag of a language, not `7` (write its BCP 47 tag, such as en, es or pt-BR)",
            "2:42 `jp` in `languages` is the tag of no language (if Japanese is meant, write `ja`)",
            "3:9 `pages` cannot be `works` (did you mean `work`?)",
            "4:14 `paragraphs` cannot be `none` (it can be `auto` or `source`)",
            "5:9 `names` must be a table, not `Castellano` (give one for each language, such as { es = \"Castellano\" })",
            "6:1 diglot.toml has no key `baseurl` (did you mean `base_url`?)",
            "7:2 diglot.toml has no table `colours` (its keys are `base_url`, `languages`, `title`, `description`, `author`, `pages`, `paragraphs`, `align`, `names`, `host`, `check` and `publish`)",
            "10:6 `title` must be text, not `3` (put it in quotes)",
        ];
        assert_eq!(shown.collect::<Vec<_>>(), expected);
        assert_eq!(config.languages, [language("en"), language("es"), language("jp")]);
        assert_eq!(config.title, Some(Localized::Each(BTreeMap::from([(language("es"), "Cine".into())]))));
    }

    #[test]
    fn a_base_url_is_whole_and_ends_with_a_slash() {
        let cases = [
            ("https://example.org", "https://example.org/"),
            ("http://localhost:1111/repo", "http://localhost:1111/repo/"),
            ("https://example.org/a/../b/", "https://example.org/b/"),
            ("https://example.org/~me/v1.0/@texts/", "https://example.org/~me/v1.0/@texts/"),
            ("https://españa.example/año", "https://xn--espaa-rta.example/a%C3%B1o/"),
        ];
        for (written, url) in cases {
            assert_eq!(base_url(written).map(|base_url| base_url.to_string()), Ok(url.to_owned()));
        }
        for written in [
            "",
            "/texts/",
            "https://",
            "ftp://example.org/",
            "mailto:a@example.org",
            "javascript:alert(1)",
            "https://me:secret@example.org/",
            "https://example.org/?page=1",
            "https://example.org/#top",
            "https://exa mple.org/",
            "https://example.org/a;b/",
            "https://example.org/$x/",
            "https://example.org/a(b)/",
            "https://example.org/my%20texts/",
            "https://example.org/%ff/",
        ] {
            assert!(base_url(written).is_err(), "{written}");
        }
    }

    proptest! {
        #[test]
        fn no_configuration_panics(text in "((title|languages|base_url|names|pages)( = )?[\\[\\]{}'\"=,a-z0-9:/\n]{0,12}\n|\\PC{0,10}\n){0,6}") {
            let _ = Config::parse("diglot.toml", &text);
        }
    }
}
