//! A page is a view and the template that is filled with it: this file makes the view of each kind of page.

use std::sync::Arc;

use super::context::Context;
use super::frame::{self, Frame};
use super::head::{self, Described};
use super::inline::Inline;
use super::routes::Alternate;
use super::view::{FacingView, FacingWorkView, LinkView, View, WorkView};
use super::{facing, works};
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::ground::theme::Theme;
use crate::understand::Work;

/// How many characters of a text stand for it where no summary is stated: what search engines show.
const DESCRIPTION_LENGTH: usize = 155;

/// Makes the views of all pages of one site.
pub(crate) struct Maker<'a> {
    pub(crate) context: Context<'a>,
    inline: Inline,
}

/// A work and what a page shows of it.
type Shown<'a> = (&'a Work, WorkView);

impl<'a> Maker<'a> {
    pub(crate) fn new(context: Context<'a>, theme: &Theme) -> Maker<'a> {
        Maker { context, inline: Inline::new(theme) }
    }

    fn view(&self, frame: Frame<'_>) -> View {
        frame::view(&self.context, &self.inline, frame)
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
            works: works.into_iter().map(|(_, view)| view).collect(),
            json_ld: None,
        })
    }

    /// Returns the page of `work` in `language`, also where it has no text in it: then it says so.
    pub(crate) fn work(&self, language: &'a Language, work: &'a Work) -> View {
        let path = self.context.routes.work(language, work);
        let works = vec![(work, works::in_full(&self.context, work, language, &path, 1))];
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
        view.languages = shown
            .map(|shown| frame::language_view(&self.context, shown, false, Some(self.fixed_link(shown, &path))))
            .collect();
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
    pub(crate) fn facing(&self, [left, right]: [&'a Language; 2], works: &'a [Arc<Work>]) -> Option<(SitePath, View)> {
        let path = self.context.routes.facing(left, right, works.first()?);
        let level = level_for(works.len());
        let facing = |work: &Arc<Work>| facing::facing(&self.context, work, [left, right], &path, level);
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
    fn facing_links(&self, language: &Language, works: &[Shown<'_>], path: &SitePath) -> Vec<LinkView> {
        let languages = &self.context.library.languages;
        let place = |language: &Language| languages.iter().position(|other| other == language);
        let link = |other: &Language| {
            let (work, _) = works.iter().find(|(work, _)| works::faces(work, language, other))?;
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
        works: Vec<Shown<'a>>,
        alternates: Vec<Alternate<'a>>,
        default: SitePath,
    ) -> View {
        let site_title = self.context.title(language);
        let (title, description) = match works.as_slice() {
            [(work, view)] => (view.title.clone(), describe(work, view, language)),
            _ => (
                site_title.clone().unwrap_or_else(|| self.context.config.name_of(language)),
                self.context.description(language).unwrap_or_else(|| titles(&works)),
            ),
        };
        let is_here = works.iter().any(|(_, view)| view.html.is_some());
        let facing = self.facing_links(language, &works, &path);
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
            works: works.into_iter().map(|(_, view)| view).collect(),
        });
        view.page.facing = facing;
        view
    }

    fn described<'b>(&'b self, language: &'b Language, works: &'b [Shown<'a>]) -> Vec<Described<'b>> {
        let here = works.iter().filter(|(_, view)| view.html.is_some());
        here.map(|(work, view)| self.describe_work(language, work, view)).collect()
    }

    fn describe_work<'b>(&'b self, language: &'b Language, work: &'b Work, view: &'b WorkView) -> Described<'b> {
        let fragment = self.context.routes.fragment(work);
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

    /// Returns all works as `show` shows them: the newest first, then in the order of this language's alphabet.
    fn sorted(&self, language: &Language, show: impl Fn(&'a Work) -> WorkView) -> Vec<Shown<'a>> {
        let mut works: Vec<Shown<'a>> = self.context.library.works.iter().map(|work| (&**work, show(work))).collect();
        let compare = self.context.strings(language).compare();
        works.sort_by(|(left, left_view), (right, right_view)| {
            right.facts.date.cmp(&left.facts.date).then_with(|| compare(&left_view.title, &right_view.title))
        });
        works
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

/// Returns what a page with one work holds: its summary, else the opening of its text, else its title.
fn describe(work: &Work, view: &WorkView, language: &Language) -> String {
    let document = works::document_in(work, language).map(|(_, document)| document);
    let opening = || document.map(|document| works::opening(document, DESCRIPTION_LENGTH));
    view.summary.clone().or_else(opening).unwrap_or_else(|| view.title.clone())
}

fn titles(works: &[Shown<'_>]) -> String {
    let titles: Vec<&str> = works.iter().map(|(_, view)| view.title.as_str()).collect();
    works::shorten(&titles.join(" · "), DESCRIPTION_LENGTH)
}

/// Returns the path of an address: `/repo/` of `https://example.org/repo/`.
fn path_of_url(url: &str) -> &str {
    let host = url.find("://").map_or(0, |scheme| scheme + 3);
    url[host..].find('/').map_or("/", |path| &url[host + path..])
}
