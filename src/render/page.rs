//! A page is a view and the template that is filled with it: this file makes the view of each kind of page.

use std::collections::BTreeMap;

use super::context::Context;
use super::head::{self, Described};
use super::routes::Alternate;
use super::view::{FacingView, FacingWorkView, LanguageView, LinkView, PageView, SiteView, View, WorkView};
use super::{facing, works};
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::ground::theme::Theme;
use crate::understand::Work;

/// How many characters of a text stand for it where no summary is stated: what search engines show.
const DESCRIPTION_LENGTH: usize = 155;

/// The key that leads to the next language, held with Alt so that it is in nobody's way.
const TOGGLE_KEY: &str = "Alt+L";

/// The kinds of page.
const KINDS: [&str; 5] = ["chooser", "texts", "index", "facing", "not-found"];

/// Has the other language fetched as soon as the pointer rests on the toggle.
const SPECULATION: &str = r#"{"prefetch":[{"where":{"selector_matches":".languages a"},"eagerness":"moderate"}]}"#;

/// Makes the views of all pages of one site.
pub(crate) struct Maker<'a> {
    pub(crate) context: Context<'a>,
    /// The style sheet of each kind of page.
    styles: BTreeMap<&'static str, String>,
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
    pub(crate) fn new(context: Context<'a>, theme: &Theme) -> Maker<'a> {
        let script = |name: &str| theme.asset_text(name).map(|script| script.trim().to_owned());
        Maker {
            context,
            styles: KINDS.iter().map(|kind| (*kind, style_sheet(theme, kind))).collect(),
            icon: data_address(theme.asset_text("favicon.svg").unwrap_or_default()),
            place_script: script("place.js").zip(script("peek.js")).map(|(place, peek)| format!("{place};{peek}")),
            chooser_script: script("chooser.js"),
        }
    }

    /// Returns the page at the root, where readers choose a language.
    pub(crate) fn chooser(&self) -> Option<View> {
        let language = self.context.library.languages.first()?;
        let path = self.context.routes.root();
        let mut view = self.view(Frame {
            kind: "chooser",
            language,
            title: self.context.title(language).unwrap_or_else(|| self.context.names().join(" · ")),
            description: self.context.description(language).unwrap_or_else(|| self.context.names().join(" · ")),
            alternates: self.context.routes.language_alternates(),
            default: path.clone(),
            noindex: false,
            works: Vec::new(),
            json_ld: None,
            path,
        });
        for entry in &mut view.languages {
            let target = self.context.library.languages.iter().find(|language| language.tag() == entry.lang);
            entry.href = target
                .map(|language| self.context.routes.language(language).relative_from(&self.context.routes.root()));
            entry.current = false;
        }
        Some(view)
    }

    /// Returns the page of `language` that holds all its works in full.
    pub(crate) fn edition(&self, language: &'a Language) -> View {
        let path = self.context.routes.language(language);
        let level = level_for(self.context.library.works.len());
        let works = self.sorted(language, |work| works::in_full(&self.context, work, language, &path, level));
        self.texts(language, path, works, self.context.routes.language_alternates(), self.context.routes.root())
    }

    /// Returns the page of `language` that lists its works.
    pub(crate) fn index(&self, language: &'a Language) -> View {
        let path = self.context.routes.language(language);
        let works = self.sorted(language, |work| works::entry(&self.context, work, language, &path));
        let title = self.context.title(language).unwrap_or_else(|| self.context.config.name_of(language));
        let description = self.context.description(language);
        self.view(Frame {
            kind: "index",
            path,
            language,
            description: description.unwrap_or_else(|| titles(&works)),
            title,
            alternates: self.context.routes.language_alternates(),
            default: self.context.routes.root(),
            noindex: false,
            works,
            json_ld: None,
        })
    }

    /// Returns the page of `work` in `language`, also where it has no text in it: then it says so.
    pub(crate) fn work(&self, language: &'a Language, work: &'a Work) -> View {
        let path = self.context.routes.work(language, work);
        let works = vec![works::in_full(&self.context, work, language, &path, 1)];
        let alternates = self.context.routes.work_alternates(work);
        let default = self.context.routes.work(self.default_language(work).unwrap_or(language), work);
        self.texts(language, path, works, alternates, default)
    }

    /// Returns the page that is shown when there is none: in `language`, or in all of them.
    pub(crate) fn not_found(&self, language: Option<&'a Language>) -> Option<View> {
        let speaker = language.or(self.context.library.languages.first())?;
        let path = self.context.routes.not_found(language);
        let mut view = self.view(Frame {
            kind: "not-found",
            language: speaker,
            title: self.context.say(speaker, "not-found", &[]),
            description: self.context.say(speaker, "not-found-text", &[]),
            alternates: Vec::new(),
            default: path.clone(),
            noindex: true,
            works: Vec::new(),
            json_ld: None,
            path: path.clone(),
        });
        let shown =
            self.context.library.languages.iter().filter(|shown| language.is_none_or(|language| language == *shown));
        view.languages =
            shown.map(|shown| self.language_view(shown, false, Some(self.fixed_link(shown, &path)))).collect();
        view.site.home = self.fixed_link(speaker, &path);
        Some(view)
    }

    /// Returns the link to the page of `language` from a page that is served at any depth: by its full path where the
    /// site's address is known.
    fn fixed_link(&self, language: &Language, from: &SitePath) -> String {
        let page = self.context.routes.language(language);
        match self.context.config.base_url.as_deref().map(path_of_url) {
            Some(base) => format!("{base}{}", page.url()),
            None => page.relative_from(from),
        }
    }

    /// Returns the page on which `left` and `right` face each other in `works`; none where no work has both.
    pub(crate) fn facing(&self, [left, right]: [&'a Language; 2], works: &'a [Work]) -> Option<(SitePath, View)> {
        let path = self.context.routes.facing(left, right, works.first()?);
        let level = level_for(works.len());
        let facing = |work| facing::facing(&self.context, work, [left, right], &path, level);
        let alternate = |language| Alternate { language, path: self.context.routes.work(language, &works[0]) };
        let alternates = [left, right].map(alternate).into();
        let works: Vec<FacingWorkView> = works.iter().filter_map(facing).collect();
        let names = [left, right].map(|language| self.context.strings(left).language_name(language));
        let names = self.context.strings(left).list(&names);
        let title = match works.as_slice() {
            [] => return None,
            [work] => format!("{} · {}", work.left_title, work.right_title),
            _ => self.context.say(left, "facing-title", &[("languages", &names)]),
        };
        let mut view = self.view(Frame {
            kind: "facing",
            language: left,
            description: self.context.say(left, "facing-title", &[("languages", &names)]),
            title,
            alternates,
            default: path.clone(),
            noindex: true,
            works: Vec::new(),
            json_ld: None,
            path: path.clone(),
        });
        let [left_link, right_link] = [left, right].map(|language| works::language_link(&self.context, language, left));
        view.facing = Some(FacingView { left: left_link, right: right_link, works });
        Some((path, view))
    }

    /// Returns the links from the page at `path` to those where `language` and another face each other in `works`.
    fn facing_links(&self, language: &Language, works: &[&Work], path: &SitePath) -> Vec<LinkView> {
        let languages = &self.context.library.languages;
        let place = |language: &Language| languages.iter().position(|other| other == language);
        let has = |work: &Work, language: &Language| works::document_in(work, language).is_some();
        let link = |other: &Language| {
            let work = works.iter().find(|work| has(work, language) && has(work, other))?;
            let [left, right] = if place(language) < place(other) { [language, other] } else { [other, language] };
            let href = self.context.routes.facing(left, right, work).relative_from(path);
            Some(LinkView { href, ..works::language_link(&self.context, other, language) })
        };
        languages.iter().filter(|other| *other != language).filter_map(link).collect()
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
        let site_title = self.context.title(language);
        let (title, description) = match works.as_slice() {
            [work] => (work.title.clone(), self.describe(work, language)),
            _ => (
                site_title.clone().unwrap_or_else(|| self.context.config.name_of(language)),
                self.context.description(language).unwrap_or_else(|| titles(&works)),
            ),
        };
        let is_here = works.iter().any(|work| work.html.is_some());
        let shown: Vec<&Work> = works.iter().filter_map(|view| self.work_of(view)).collect();
        let facing = self.facing_links(language, &shown, &path);
        let mut view = self.view(Frame {
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
        });
        view.page.facing = facing;
        view
    }

    fn view(&self, frame: Frame<'_>) -> View {
        let language = frame.language;
        // A page that is not itself a version, such as the chooser, does not claim to have versions.
        let is_version = frame.alternates.iter().any(|alternate| alternate.path == frame.path);
        let alternates = match is_version {
            true => head::hreflang_set(&self.context.routes, &frame.alternates, &frame.default),
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
        let style = self.styles[frame.kind].clone();
        let page = PageView {
            kind: frame.kind,
            title: frame.title,
            description: frame.description,
            canonical: self.context.routes.absolute(&frame.path).filter(|_| !frame.noindex),
            alternates,
            noindex: frame.noindex,
            og_type: if frame.json_ld.is_some() { "article" } else { "website" },
            og_locale: language.og_locale(),
            og_locale_alternates: others.map(Language::og_locale).collect(),
            csp: head::policy(&[&style], &scripts),
            style,
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
            .context
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
            let current = *language == frame.language && frame.kind != "facing";
            let mut view = self.language_view(language, current, link(language));
            view.hint = (*language == next).then(|| self.context.say(language, "toggle-key", &[("key", TOGGLE_KEY)]));
            view
        };
        shown.iter().map(entry).collect()
    }

    fn language_view(&self, language: &Language, current: bool, href: Option<String>) -> LanguageView {
        LanguageView {
            lang: language.tag().to_owned(),
            dir: language.direction().as_str(),
            name: self.context.config.name_of(language),
            href: href.filter(|_| !current),
            current,
            hint: None,
            site_title: self.context.title(language),
            site_description: self.context.description(language),
            invitation: self.context.say(language, "chooser", &[]),
        }
    }

    fn site(&self, language: &Language, path: &SitePath) -> SiteView {
        SiteView {
            title: self.context.title(language),
            description: self.context.description(language),
            home: self.context.routes.language(language).relative_from(path),
            feed: Some(self.context.routes.feed(language).relative_from(path)),
            icon: self.icon.clone(),
        }
    }

    fn described<'b>(&'b self, language: &'b Language, works: &'b [WorkView]) -> Vec<Described<'b>> {
        let shown = works.iter().filter(|view| view.html.is_some());
        shown.filter_map(|view| Some(self.describe_work(language, self.work_of(view)?, view))).collect()
    }

    /// Returns the work that `view` shows.
    fn work_of(&self, view: &WorkView) -> Option<&'a Work> {
        self.context.library.works.iter().find(|work| work.slug == view.slug)
    }

    fn describe_work<'b>(&'b self, language: &'b Language, work: &'b Work, view: &'b WorkView) -> Described<'b> {
        let fragment =
            if self.context.routes.id_prefix(work).is_empty() { String::new() } else { format!("#{}", work.slug) };
        let url = |language: &Language| {
            self.context
                .routes
                .absolute(&self.context.routes.work(language, work))
                .map(|url| format!("{url}{fragment}"))
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
        let document =
            self.work_of(view).and_then(|work| works::document_in(work, language)).map(|(_, document)| document);
        let opening = || document.map(|document| works::opening(document, DESCRIPTION_LENGTH));
        view.summary.clone().or_else(opening).unwrap_or_else(|| view.title.clone())
    }

    /// Returns all works as `show` shows them: the newest first, then in the order of this language's alphabet.
    fn sorted(&self, language: &Language, show: impl Fn(&'a Work) -> WorkView) -> Vec<WorkView> {
        let mut views: Vec<WorkView> = self.context.library.works.iter().map(show).collect();
        let compare = self.context.strings(language).compare();
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
}

/// Returns the level of the titles of so many works on one page: the page has a title of its own above many.
fn level_for(works: usize) -> u8 {
    if works == 1 { 1 } else { 2 }
}

fn titles(works: &[WorkView]) -> String {
    works::shorten(&works.iter().map(|work| work.title.as_str()).collect::<Vec<_>>().join(" · "), DESCRIPTION_LENGTH)
}

/// Returns the path of an address: `/repo/` of `https://example.org/repo/`.
fn path_of_url(url: &str) -> &str {
    let host = url.find("://").map_or(0, |scheme| scheme + 3);
    url[host..].find('/').map_or("/", |path| &url[host + path..])
}

/// Returns the style sheet of a kind of page: what is common to all, and what is named after the kind.
fn style_sheet(theme: &Theme, kind: &str) -> String {
    let sheet = |name: &str| compact(theme.asset_text(name).unwrap_or_default());
    [sheet("style.css"), sheet(&format!("{kind}.css"))].join("\n").trim_end().to_owned()
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
