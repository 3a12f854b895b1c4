//! What there is to serve, as far as a host has to know.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::ground::config::BaseUrl;
use crate::ground::language::Language;
use crate::ground::path::SitePath;

/// The name of the cookie in which the pages' scripts keep the language that a reader has chosen.
pub(super) const COOKIE: &str = "diglot_language";

/// A site as its host sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The address of its root, where that is known.
    pub base_url: Option<BaseUrl>,
    /// What is shown where nothing is found.
    pub not_found: SitePath,
    /// Its languages, in their order.
    pub versions: Vec<Version>,
}

/// The part of a site that is in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The language.
    pub language: Language,
    /// Its first page.
    pub home: SitePath,
    /// What is shown where nothing is found in it.
    pub not_found: SitePath,
}

impl Served {
    /// Returns the name of the host.
    pub(super) fn domain(&self) -> Option<&str> {
        self.base_url.as_ref().map(BaseUrl::host)
    }

    /// Returns the path of the site's root on its host, such as `/` or `/texts/`, as browsers send it.
    pub(super) fn root_as_sent(&self) -> &str {
        self.base_url.as_ref().map_or("/", BaseUrl::path)
    }

    /// Returns the path of the site's root as servers compare it: decoded.
    pub(super) fn root(&self) -> Cow<'_, str> {
        percent_decode_str(self.root_as_sent()).decode_utf8_lossy()
    }

    /// Returns the path of a file of the site on its host.
    pub(super) fn path(&self, path: &SitePath) -> String {
        format!("{}{}", self.root(), path.url())
    }

    /// Returns what browsers ask for, each with the first page that answers it: the tag of each language, and its first
    /// part where no other language has it. The longest come first, for they begin with the others.
    pub(super) fn wanted(&self) -> Vec<(String, &Version)> {
        let tag = |version: &Version| version.language.tag().to_lowercase();
        let mut wanted: Vec<(String, &Version)> = self.versions.iter().map(|version| (tag(version), version)).collect();
        for version in &self.versions {
            let primary = tag(version).split('-').next().unwrap_or_default().to_owned();
            if !wanted.iter().any(|(tag, _)| *tag == primary) {
                wanted.push((primary, version));
            }
        }
        wanted.sort_by_key(|(tag, _)| std::cmp::Reverse(tag.len()));
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::config;

    fn served(base_url: Option<&str>, tags: &[&str]) -> Served {
        let path = |path: String| SitePath::new(path).expect("a site path");
        let version = |tag: &&str| Version {
            language: Language::new(tag).expect("a language"),
            home: path(format!("{}/index.html", tag.to_lowercase())),
            not_found: path(format!("{}/404.html", tag.to_lowercase())),
        };
        let versions = tags.iter().map(version).collect();
        let base_url = base_url.map(|text| config::base_url(text).expect("an address"));
        Served { base_url, not_found: path("404.html".into()), versions }
    }

    #[test]
    fn a_language_answers_what_browsers_call_it() {
        let served = served(None, &["pt-BR", "pt-PT", "en", "zh-Hant"]);
        let wanted: Vec<(String, String)> =
            served.wanted().into_iter().map(|(tag, version)| (tag, version.home.url())).collect();
        let expected = [
            ("zh-hant", "zh-hant/"),
            ("pt-br", "pt-br/"),
            ("pt-pt", "pt-pt/"),
            ("en", "en/"),
            ("pt", "pt-br/"),
            ("zh", "zh-hant/"),
        ];
        assert_eq!(wanted, expected.map(|(tag, home)| (tag.to_owned(), home.to_owned())));
    }

    #[test]
    fn the_root_is_the_path_of_the_address() {
        let cases = [
            (None, "/"),
            (Some("https://example.org/"), "/"),
            (Some("https://example.org/texts/"), "/texts/"),
            (Some("https://example.org/a%C3%B1o/"), "/año/"),
        ];
        for (base_url, root) in cases {
            assert_eq!(served(base_url, &[]).root(), root);
        }
    }
}
