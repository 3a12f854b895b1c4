//! A page is a view and the template that is filled with it: this file makes the view of each kind of page.

use fluent_bundle::FluentArgs;

use super::engine::StringsByTag;
use super::head::{self, Described};
use super::routes::{Alternate, Routes};
use super::strings::Strings;
use super::view::{LanguageView, PageView, SiteView, View, WorkView};
use super::works;
use crate::ground::config::Config;
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::ground::theme::Theme;
use crate::understand::{Library, Work};

/// How many characters of a text stand for it where no summary is stated: what search engines show.
const DESCRIPTION_LENGTH: usize = 155;

/// The key that leads to the next language, held with Alt so that it is in nobody's way.
const TOGGLE_KEY: &str = "Alt+L";

/// Has the other language fetched as soon as the pointer rests on the toggle.
const SPECULATION: &str = r#"{"prefetch":[{"where":{"selector_matches":".languages a"},"eagerness":"moderate"}]}"#;

/// Makes the views of all pages of one site.
pub(crate) struct Maker<'a> {
    pub(crate) library: &'a Library,
    pub(crate) config: &'a Config,
    pub(crate) routes: Routes<'a>,
    strings: StringsByTag,
    style: String,
    icon: String,
    place_script: Option<String>,
    chooser_script: Option<String>,
}

/// What tells one page from another, before its works are put in.
struct Frame<'a> {
    kind: &'static str,
    path: SitePath,
    language: &'a Language,
    title: String,
    description: String,
    /// The versions of the page that are translations of each other.
    alternates: Vec<Alternate<'a>>,
    /// The version for readers of any other language.
    default: SitePath,
    noindex: bool,
    works: Vec<WorkView>,
    json_ld: Option<String>,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(library: &'a Library, config: &'a Config, theme: &Theme, strings: StringsByTag) -> Maker<'a> {
        let script = |name: &str| theme.asset_text(name).map(|script| script.trim().to_owned());
        Maker {
            library,
            config,
            routes: Routes::new(library, config),
            strings,
            style: compact(theme.asset_text("style.css").unwrap_or_default()),
            icon: data_address(theme.asset_text("favicon.svg").unwrap_or_default()),
            place_script: script("place.js"),
            chooser_script: script("chooser.js"),
        }
    }

    /// Returns the page at the root, where readers choose a language.
    pub(crate) fn chooser(&self) -> Option<View> {
        let language = self.library.languages.first()?;
        let path = self.routes.root();
        let mut view = self.view(Frame {
            kind: "chooser",
            language,
            title: self.site_title(language).unwrap_or_else(|| self.names().join(" · ")),
            description: localized(self.config.description.as_ref(), language)
                .unwrap_or_else(|| self.names().join(" · ")),
            alternates: self.routes.language_alternates(),
            default: path.clone(),
            noindex: false,
            works: Vec::new(),
            json_ld: None,
            path,
        });
        for entry in &mut view.languages {
            let target = self.library.languages.iter().find(|language| language.tag() == entry.lang);
            entry.href = target.map(|language| self.routes.language(language).relative_from(&self.routes.root()));
            entry.current = false;
        }
        Some(view)
    }

    /// Returns the page of `language` that holds all its works in full.
    pub(crate) fn edition(&self, language: &'a Language) -> View {
        let path = self.routes.language(language);
        let alone = self.library.works.len() == 1;
        let level = if alone { 1 } else { 2 };
        let works = self.sorted(language, |work| works::in_full(self, work, language, &path, level));
        self.texts(language, path, works, self.routes.language_alternates(), self.routes.root())
    }

    /// Returns the page of `language` that lists its works.
    pub(crate) fn index(&self, language: &'a Language) -> View {
        let path = self.routes.language(language);
        let works = self.sorted(language, |work| works::entry(self, work, language, &path));
        let title = self.site_title(language).unwrap_or_else(|| self.config.name_of(language));
        let description = localized(self.config.description.as_ref(), language);
        self.view(Frame {
            kind: "index",
            path,
            language,
            description: description.unwrap_or_else(|| titles(&works)),
            title,
            alternates: self.routes.language_alternates(),
            default: self.routes.root(),
            noindex: false,
            works,
            json_ld: None,
        })
    }

    /// Returns the page of `work` in `language`, also where it has no text in it: then it says so.
    pub(crate) fn work(&self, language: &'a Language, work: &'a Work) -> View {
        let path = self.routes.work(language, work);
        let works = vec![works::in_full(self, work, language, &path, 1)];
        let alternates = self.routes.work_alternates(work);
        let default = self.routes.work(self.default_language(work).unwrap_or(language), work);
        self.texts(language, path, works, alternates, default)
    }

    /// Returns the page that is shown when there is none: in `language`, or in all of them.
    pub(crate) fn not_found(&self, language: Option<&'a Language>) -> Option<View> {
        let speaker = language.or(self.library.languages.first())?;
        let path = self.routes.not_found(language);
        let mut view = self.view(Frame {
            kind: "not-found",
            language: speaker,
            title: self.say_plain(speaker, "not-found", &[]),
            description: self.say_plain(speaker, "not-found-text", &[]),
            alternates: Vec::new(),
            default: path.clone(),
            noindex: true,
            works: Vec::new(),
            json_ld: None,
            path: path.clone(),
        });
        let shown = self.library.languages.iter().filter(|shown| language.is_none_or(|language| language == *shown));
        view.languages =
            shown.map(|shown| self.language_view(shown, speaker, Some(self.fixed_link(shown, &path)))).collect();
        view.site.home = self.fixed_link(speaker, &path);
        Some(view)
    }

    /// Returns the link to the page of `language` from a page that is served at any depth: by its full path where the
    /// site's address is known.
    fn fixed_link(&self, language: &Language, from: &SitePath) -> String {
        let page = self.routes.language(language);
        match self.config.base_url.as_deref().map(path_of_url) {
            Some(base) => format!("{base}{}", page.url()),
            None => page.relative_from(from),
        }
    }

    /// Returns a page that shows `works` in full.
    fn texts(
        &self,
        language: &'a Language,
        path: SitePath,
        works: Vec<WorkView>,
        alternates: Vec<Alternate<'a>>,
        default: SitePath,
    ) -> View {
        let site_title = self.site_title(language);
        let (title, description) = match works.as_slice() {
            [work] => (work.title.clone(), self.describe(work, language)),
            _ => (
                site_title.clone().unwrap_or_else(|| self.config.name_of(language)),
                localized(self.config.description.as_ref(), language).unwrap_or_else(|| titles(&works)),
            ),
        };
        let is_here = works.iter().any(|work| work.html.is_some());
        self.view(Frame {
            kind: "texts",
            title,
            description,
            alternates,
            default,
            noindex: !is_here,
            json_ld: head::json_ld(&self.described(language, &works)),
            path,
            language,
            works,
        })
    }

    fn view(&self, frame: Frame<'_>) -> View {
        let language = frame.language;
        // A page that is not itself a version, such as the chooser, does not claim to have versions.
        let is_version = frame.alternates.iter().any(|alternate| alternate.path == frame.path);
        let alternates = match is_version {
            true => head::hreflang_set(&self.routes, &frame.alternates, &frame.default),
            false => Vec::new(),
        };
        let languages = self.toggle(&frame);
        let speculation = languages.iter().any(|language| language.href.is_some()).then(|| SPECULATION.to_owned());
        let script = match frame.kind {
            "chooser" => self.chooser_script.clone(),
            _ if speculation.is_some() => self.place_script.clone(),
            _ => None,
        };
        let scripts: Vec<&str> =
            [&script, &speculation, &frame.json_ld].into_iter().flatten().map(String::as_str).collect();
        let others = frame.alternates.iter().map(|alternate| alternate.language).filter(|other| *other != language);
        let page = PageView {
            kind: frame.kind,
            title: frame.title,
            description: frame.description,
            canonical: self.routes.absolute(&frame.path).filter(|_| !frame.noindex),
            alternates,
            noindex: frame.noindex,
            og_type: if frame.json_ld.is_some() { "article" } else { "website" },
            og_locale: language.og_locale(),
            og_locale_alternates: others.map(Language::og_locale).collect(),
            csp: head::policy(&[&self.style], &scripts),
            json_ld: frame.json_ld,
            speculation,
            script,
            facing: Vec::new(),
            pages: Vec::new(),
        };
        View {
            lang: language.tag().to_owned(),
            dir: language.direction().as_str(),
            site: self.site(language, &frame.path),
            page,
            languages,
            works: frame.works,
            facing: None,
        }
    }

    /// Returns the toggle: the language of the page and those that the page exists in. Empty where there is one only.
    fn toggle(&self, frame: &Frame<'_>) -> Vec<LanguageView> {
        let path_in = |language: &Language| frame.alternates.iter().find(|alternate| alternate.language == language);
        let shown: Vec<&Language> = self
            .library
            .languages
            .iter()
            .filter(|language| *language == frame.language || path_in(language).is_some())
            .collect();
        if shown.len() < 2 {
            return Vec::new();
        }
        let here = shown.iter().position(|language| *language == frame.language).unwrap_or(0);
        let next = shown[(here + 1) % shown.len()];
        let link = |language: &Language| path_in(language).map(|alternate| alternate.path.relative_from(&frame.path));
        let entry = |language: &&Language| {
            let mut view = self.language_view(language, frame.language, link(language));
            view.hint = (*language == next).then(|| self.say_plain(language, "toggle-key", &[("key", TOGGLE_KEY)]));
            view
        };
        shown.iter().map(entry).collect()
    }

    fn language_view(&self, language: &Language, here: &Language, href: Option<String>) -> LanguageView {
        let current = language == here;
        LanguageView {
            lang: language.tag().to_owned(),
            dir: language.direction().as_str(),
            name: self.config.name_of(language),
            href: href.filter(|_| !current),
            current,
            hint: None,
            site_title: self.site_title(language),
            site_description: localized(self.config.description.as_ref(), language),
            invitation: self.say_plain(language, "chooser", &[]),
        }
    }

    fn site(&self, language: &Language, path: &SitePath) -> SiteView {
        SiteView {
            title: self.site_title(language),
            description: localized(self.config.description.as_ref(), language),
            home: self.routes.language(language).relative_from(path),
            feed: Some(self.routes.feed(language).relative_from(path)),
            style: self.style.clone(),
            icon: self.icon.clone(),
        }
    }

    fn described<'b>(&'b self, language: &'b Language, works: &'b [WorkView]) -> Vec<Described<'b>> {
        let work_of = |view: &WorkView| self.library.works.iter().find(|work| work.slug == view.slug);
        let shown = works.iter().filter(|view| view.html.is_some());
        shown.filter_map(|view| Some(self.describe_work(language, work_of(view)?, view))).collect()
    }

    fn describe_work<'b>(&'b self, language: &'b Language, work: &'b Work, view: &'b WorkView) -> Described<'b> {
        let fragment = if self.routes.id_prefix(work).is_empty() { String::new() } else { format!("#{}", work.slug) };
        let url = |language: &Language| {
            self.routes.absolute(&self.routes.work(language, work)).map(|url| format!("{url}{fragment}"))
        };
        let others = work.documents.iter().map(|document| &document.language).filter(|other| *other != language);
        Described {
            title: &view.title,
            summary: view.summary.as_deref(),
            language: language.tag(),
            author: view.author.as_deref(),
            translator: view.translator.as_deref(),
            facts: &work.facts,
            url: url(language),
            translations: others.filter_map(|other| Some((other.tag(), url(other)?))).collect(),
        }
    }

    /// Returns what a page with one work holds: its summary, else the opening of its text, else its title.
    fn describe(&self, view: &WorkView, language: &Language) -> String {
        let work = self.library.works.iter().find(|work| work.slug == view.slug);
        let document = work.and_then(|work| works::document_in(work, language)).map(|(_, document)| document);
        let opening = || document.map(|document| works::opening(document, DESCRIPTION_LENGTH));
        view.summary.clone().or_else(opening).unwrap_or_else(|| view.title.clone())
    }

    /// Returns all works as `show` shows them: the newest first, then in the order of this language's alphabet.
    fn sorted(&self, language: &Language, show: impl Fn(&'a Work) -> WorkView) -> Vec<WorkView> {
        let mut views: Vec<WorkView> = self.library.works.iter().map(show).collect();
        let compare = self.strings(language).compare();
        let day = |view: &WorkView| view.date.as_ref().map(|date| date.iso.clone());
        views.sort_by(|left, right| day(right).cmp(&day(left)).then_with(|| compare(&left.title, &right.title)));
        views
    }

    /// Returns the language of `work` for readers of none of its languages: its original, else the site's first.
    fn default_language(&self, work: &'a Work) -> Option<&'a Language> {
        let mut languages = work.documents.iter().map(|document| &document.language);
        let original = languages.clone().find(|language| Some(*language) == work.facts.original.as_ref());
        original.or_else(|| languages.next())
    }

    /// Returns what leads from the page at `path` to the root of the site.
    pub(crate) fn root_from(&self, path: &SitePath) -> String {
        "../".repeat(path.as_str().matches('/').count())
    }

    /// Returns the strings of a language of the site.
    pub(crate) fn strings(&self, language: &Language) -> &Strings {
        &self.strings[language.tag()]
    }

    /// Returns the words of a message.
    pub(crate) fn say_plain(&self, language: &Language, id: &str, arguments: &[(&'static str, &str)]) -> String {
        let arguments: FluentArgs<'_> = arguments.iter().copied().collect();
        self.strings(language).say(id, &arguments).text
    }

    fn site_title(&self, language: &Language) -> Option<String> {
        localized(self.config.title.as_ref(), language)
    }

    fn names(&self) -> Vec<String> {
        self.library.languages.iter().map(|language| self.config.name_of(language)).collect()
    }
}

fn localized(fact: Option<&crate::ground::language::Localized<String>>, language: &Language) -> Option<String> {
    fact.and_then(|fact| fact.get(language)).cloned()
}

fn titles(works: &[WorkView]) -> String {
    works::shorten(&works.iter().map(|work| work.title.as_str()).collect::<Vec<_>>().join(" · "), DESCRIPTION_LENGTH)
}

/// Returns the path of an address: `/repo/` of `https://example.org/repo/`.
fn path_of_url(url: &str) -> &str {
    let host = url.find("://").map_or(0, |scheme| scheme + 3);
    url[host..].find('/').map_or("/", |path| &url[host + path..])
}

/// Returns a style sheet without its comments and indentation.
fn compact(css: &str) -> String {
    let mut without = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        without.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    without.push_str(rest);
    without.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Returns an SVG picture as an address that holds it.
fn data_address(svg: &str) -> String {
    let mut address = String::from("data:image/svg+xml,");
    for character in svg.trim().chars() {
        match character {
            '"' => address.push('\''),
            '#' => address.push_str("%23"),
            '%' => address.push_str("%25"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            ' ' | '\n' => address.push_str("%20"),
            other => address.push(other),
        }
    }
    address
}
