//! Routes say which pages a site has and where they lie. They are the only place that knows the URL space.

use std::collections::BTreeSet;

use crate::ground::config::{Config, Pages};
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::understand::Work;
use crate::understand::parse::ids::is_taken;

/// The folder of the pages of an index after its first. No work has this slug.
const PAGE: &str = "page";

/// The URL space of one site.
pub(crate) struct Routes<'a> {
    languages: &'a [Language],
    works: usize,
    config: &'a Config,
    /// The folders that several languages or pairs of them would have.
    shared: BTreeSet<String>,
}

/// Where the languages of a page lead: to its versions, which are translations of each other, or to first pages.
pub(crate) struct Alternates<'a> {
    pub(crate) pages: Vec<(&'a Language, SitePath)>,
    /// The version for readers of any other language, where there is one.
    pub(crate) default: Option<SitePath>,
}

impl<'a> Routes<'a> {
    /// Returns the routes of a site with so many works.
    pub(crate) fn new(languages: &'a [Language], works: usize, config: &'a Config) -> Routes<'a> {
        Routes { languages, works, config, shared: shared(languages) }
    }

    /// Returns where the chooser lies.
    pub(crate) fn root(&self) -> SitePath {
        page(&["index.html"])
    }

    /// Returns where the page of `language` lies: the edition, or the index of its works.
    pub(crate) fn language(&self, language: &Language) -> SitePath {
        page(&[&folder(language), "index.html"])
    }

    /// Returns where the page of the index of `language` with this number lies, counted from 1.
    pub(crate) fn index(&self, language: &Language, number: usize) -> SitePath {
        match number {
            1 => self.language(language),
            _ => page(&[&folder(language), PAGE, &number.to_string(), "index.html"]),
        }
    }

    /// Returns where the work with this slug is shown in `language`, also when it has no text in it.
    pub(crate) fn work(&self, language: &Language, slug: &str) -> SitePath {
        match self.config.pages {
            Pages::Edition => self.language(language),
            Pages::Work => page(&[&folder(language), slug, "index.html"]),
        }
    }

    /// Returns where `left` and `right` face each other: all works, or that with this slug where each has a page of its own.
    pub(crate) fn facing(&self, left: &Language, right: &Language, slug: &str) -> SitePath {
        let pair = self.pair(left, right);
        match self.config.pages {
            Pages::Edition => page(&[&pair, "index.html"]),
            Pages::Work => page(&[&pair, slug, "index.html"]),
        }
    }

    /// Returns the folder in which `left` and `right` face each other: both names with a hyphen between them. Where a language or
    /// another pair would have the same folder there are two hyphens, as in no language.
    fn pair(&self, left: &Language, right: &Language) -> String {
        let pair = joined(left, right);
        match self.shared.contains(&pair) {
            true => format!("{}--{}", folder(left), folder(right)),
            false => pair,
        }
    }

    /// Returns where the feed of `language` lies.
    pub(crate) fn feed(&self, language: &Language) -> SitePath {
        page(&[&folder(language), "feed.xml"])
    }

    /// Returns where the page lies that is shown when there is none: that of a language, or of the whole site.
    pub(crate) fn not_found(&self, language: Option<&Language>) -> SitePath {
        match language {
            Some(language) => page(&[&folder(language), "404.html"]),
            None => page(&["404.html"]),
        }
    }

    /// Returns the versions of the language pages, one per language.
    pub(crate) fn language_alternates(&self) -> Alternates<'a> {
        self.index_alternates(1)
    }

    /// Returns the versions of the page of the index with this number, one per language.
    pub(crate) fn index_alternates(&self, number: usize) -> Alternates<'a> {
        let pages = self.languages.iter().map(|language| (language, self.index(language, number)));
        Alternates { pages: pages.collect(), default: Some(self.root()) }
    }

    /// Returns the versions of the page of `work`: only languages in which it has a text. Readers of any other get its original, or
    /// the first of them.
    pub(crate) fn work_alternates<'w>(&self, work: &'w Work) -> Alternates<'w> {
        let languages = work.documents.iter().map(|document| &document.language);
        let pages: Vec<_> = languages.map(|language| (language, self.work(language, &work.slug))).collect();
        let original = pages.iter().find(|(language, _)| Some(*language) == work.facts.original.as_ref());
        let default = original.or(pages.first()).map(|(_, path)| path.clone());
        Alternates { pages, default }
    }

    /// Returns where the languages of the page lead on which these two face each other: to the pages that show one of them.
    pub(crate) fn facing_alternates<'l>(&self, pair: [&'l Language; 2], slug: &str) -> Alternates<'l> {
        Alternates { pages: pair.map(|language| (language, self.work(language, slug))).into(), default: None }
    }

    /// Returns the id of the work with this slug on its page: the slug, after a colon where that could be the id of something else.
    pub(crate) fn id(&self, slug: &str) -> String {
        match is_taken(slug) {
            true => format!(":{slug}"),
            false => slug.to_owned(),
        }
    }

    /// Tells whether each work has the page that it is on to itself.
    pub(crate) fn are_alone(&self) -> bool {
        self.config.pages == Pages::Work || self.works == 1
    }

    /// Returns the start of the ids of the segments of the work with this slug on its page: nothing where it has the page to
    /// itself.
    pub(crate) fn id_prefix(&self, slug: &str) -> String {
        match self.are_alone() {
            true => String::new(),
            false => format!("{slug}-"),
        }
    }

    /// Returns the start of the names that the text of the work with this slug brings along, on its page: nothing where it has the
    /// page to itself. Else it has a colon, as no slug and no id of a segment has.
    pub(crate) fn name_prefix(&self, slug: &str) -> String {
        match self.are_alone() {
            true => String::new(),
            false => format!("{slug}:"),
        }
    }

    /// Returns what leads to the work with this slug on its page, or to what its text calls `name`: nothing where the page begins
    /// with it.
    pub(crate) fn fragment(&self, slug: &str, name: Option<&str>) -> String {
        match name {
            Some(name) => format!("#{}{name}", self.name_prefix(slug)),
            None if self.are_alone() => String::new(),
            None => format!("#{}", self.id(slug)),
        }
    }

    /// Tells whether `path` lies where this site alone has pages, in the folder of a language or of a pair, and is none of them.
    /// It does not know which works there are, nor how many pages an index has.
    pub(crate) fn lacks(&self, path: &str) -> bool {
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
        let (own, rest) = path.split_once('/').unwrap_or((path, ""));
        let mut owned = pairs(self.languages).map(|[left, right]| self.pair(left, right));
        let is_own = self.languages.iter().any(|language| folder(language) == own) || owned.any(|pair| pair == own);
        let is_page = rest.ends_with(".html") || !rest.contains('.');
        let is_known = match self.config.pages {
            Pages::Edition => rest.is_empty(),
            Pages::Work => {
                !rest.contains(['/', '.']) || rest.strip_prefix(PAGE).is_some_and(|rest| rest.starts_with('/'))
            }
        };
        is_own && is_page && !is_known && rest != "404.html"
    }

    /// Returns the absolute address of `path`, where the site's own address is known.
    pub(crate) fn absolute(&self, path: &SitePath) -> Option<String> {
        self.config.base_url.as_ref().map(|base| format!("{base}{}", path.url()))
    }
}

/// Returns each two of `languages`, in their order.
pub(crate) fn pairs(languages: &[Language]) -> impl Iterator<Item = [&Language; 2]> {
    let behind = |number: usize| languages[number + 1..].iter();
    languages.iter().enumerate().flat_map(move |(number, left)| behind(number).map(move |right| [left, right]))
}

fn folder(language: &Language) -> String {
    language.tag().to_ascii_lowercase()
}

/// Returns the folder of a pair of languages, if no other has it.
fn joined(left: &Language, right: &Language) -> String {
    format!("{}-{}", folder(left), folder(right))
}

/// Returns the folders that several of `languages` and of their pairs would have: `pt-br` where there are `pt`, `br` and `pt-BR`.
fn shared(languages: &[Language]) -> BTreeSet<String> {
    let pairs = pairs(languages).map(|[left, right]| joined(left, right));
    let mut folders = BTreeSet::new();
    languages.iter().map(folder).chain(pairs).filter(|folder| !folders.insert(folder.clone())).collect()
}

/// Joins parts that are language folders, slugs and fixed names, none of which can lead out of the site.
fn page(parts: &[&str]) -> SitePath {
    SitePath::new(parts.join("/")).expect("tags, slugs and fixed names are sound parts of a path")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pair_has_the_folder_of_a_language_or_of_another_pair() {
        let cases = [
            ("en es", "en-es"),
            ("pt br pt-BR", "pt--br pt-pt-br br-pt-br"),
            ("pt pt-BR fr br-FR", "pt-pt-br pt-fr pt--br-fr pt-br--fr pt-br-br-fr fr-br-fr"),
        ];
        for (tags, expected) in cases {
            let languages: Vec<Language> = tags.split(' ').map(|tag| Language::new(tag).expect("a language")).collect();
            let config = Config::default();
            let routes = Routes::new(&languages, 2, &config);
            let folders: Vec<String> = pairs(&languages).map(|[left, right]| routes.pair(left, right)).collect();
            assert_eq!(folders.join(" "), expected, "{tags}");
        }
    }
}
