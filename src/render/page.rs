//! A page is a view and the template that is filled with it: this file makes the view of each kind of page.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::frame::{self, Frame};
use super::index::{self, Index};
use super::routes::Alternate;
use super::schema::{self, Described};
use super::view::{FacingView, FacingWorkView, LinkView, PageKind, View, WorkView};
use super::works;
use crate::ground::config::Pages;
use crate::ground::facts::Rank;
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::understand::Work;

/// How many characters of a text stand for it where no summary is stated: what search engines show.
const DESCRIPTION_LENGTH: usize = 155;

/// A work as the pages of one language that show several works show it.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// In full, or as an index lists it.
    pub(crate) view: Arc<WorkView>,
    /// What stands for its text where no summary is stated.
    description: String,
    /// What machines are told of it, where it is shown in full: a JSON object.
    node: Option<String>,
    /// The languages it can be read beside this one.
    facing: Vec<Language>,
    rank: Rank,
}

impl Shown {
    /// Tells whether the work has a text here.
    pub(crate) fn is_in_full(&self) -> bool {
        self.view.html.is_some()
    }
}

/// Returns the page at the root, where readers choose a language.
pub(crate) fn chooser(context: &Context<'_>) -> Option<View> {
    let language = context.languages.first()?;
    let path = context.routes.root();
    Some(frame::view(
        context,
        Frame {
            kind: PageKind::Chooser,
            language,
            title: context.title(language).unwrap_or_else(|| context.names().join(" · ")),
            description: context.description(language).unwrap_or_else(|| context.names().join(" · ")),
            alternates: context.routes.language_alternates(),
            default: path.clone(),
            noindex: false,
            works: Vec::new(),
            json_ld: None,
            path,
        },
    ))
}

/// Returns `work` as the page of `language` shows it: in full, or as an index does.
pub(crate) fn shown(context: &Context<'_>, language: &Language, work: &Work) -> Shown {
    match context.config.pages {
        Pages::Edition => show(context, language, work, works::in_full(context, work, language)),
        Pages::Work => Shown {
            view: Arc::new(works::entry(context, work, language, &context.routes.language(language))),
            description: String::new(),
            node: None,
            facing: Vec::new(),
            rank: work.facts.rank(),
        },
    }
}

fn show(context: &Context<'_>, language: &Language, work: &Work, view: WorkView) -> Shown {
    let others = context.languages.iter().filter(|other| *other != language);
    Shown {
        description: describe(work, &view, language),
        node: view.html.as_ref().map(|_| schema::node(&describe_work(context, language, work, &view))),
        facing: others.filter(|other| works::faces(work, language, other)).cloned().collect(),
        rank: work.facts.rank(),
        view: Arc::new(view),
    }
}

/// Returns the page of `language` that holds all its works in full, and where it lies. Its versions are those in the languages
/// that have a text.
pub(crate) fn edition(
    context: &Context<'_>,
    language: &Language,
    works: &[&Shown],
    with_texts: &[&Language],
) -> (SitePath, View) {
    let path = context.routes.language(language);
    let (mut alternates, default) = (context.routes.language_alternates(), context.routes.root());
    alternates.retain(|alternate| with_texts.contains(&alternate.language));
    (path.clone(), texts(context, language, path, works, "", alternates, default))
}

/// Returns the page `number` of the index in the language at `place`, and where it lies.
pub(crate) fn index(context: &Context<'_>, place: usize, index: &Index, number: usize) -> (SitePath, View) {
    let language = &context.languages[place];
    let path = context.routes.index(language, number);
    let works = index.page(place, number);
    let first = context.routes.language(language);
    let up = "../".repeat(path.folders().count() - first.folders().count());
    let description = context.description(language).filter(|_| number == 1);
    let alternates = match index.is_translated(number) {
        true => context.routes.index_alternates(number),
        false => context.routes.language_alternates(),
    };
    let mut view = frame::view(
        context,
        Frame {
            kind: PageKind::Index,
            title: index_title(context, language, number),
            description: description.unwrap_or_else(|| titles(works.iter().map(|work| &**work))),
            alternates,
            default: context.routes.root(),
            noindex: false,
            works: index.listed(place, number, &up),
            json_ld: None,
            path: path.clone(),
            language,
        },
    );
    view.page.total = index.count();
    let link = |other: usize| {
        let href = context.routes.index(language, other).relative_from(&path);
        let shown = context.strings(language).number(other);
        index::link(other, number, shown, href, index.page(place, other).first().map(|work| &**work))
    };
    view.page.pages = (1..=index.pages()).filter(|_| index.pages() > 1).map(link).collect();
    (path, view)
}

fn index_title(context: &Context<'_>, language: &Language, number: usize) -> String {
    let shown = context.strings(language).number(number);
    let page = || context.say(language, "page", &[("number", &shown)]);
    match (context.title(language), number) {
        (Some(title), 1) => title,
        (Some(_), _) => page(),
        (None, 1) => context.tongue(language).name.clone(),
        (None, _) => format!("{} · {}", context.tongue(language).name, page()),
    }
}

/// Returns the page of `work` in `language`, also where it has no text in it: then it says so.
pub(crate) fn work(context: &Context<'_>, language: &Language, work: &Work) -> View {
    let path = context.routes.work(language, &work.slug);
    let shown = show(context, language, work, works::in_full(context, work, language));
    let alternates = context.routes.work_alternates(work);
    let default = context.routes.work(default_language(work).unwrap_or(language), &work.slug);
    texts(context, language, path, &[&shown], &work.slug, alternates, default)
}

/// Returns the page that is shown when there is none: in `language`, or in all of them.
pub(crate) fn not_found(context: &Context<'_>, language: Option<&Language>) -> Option<View> {
    let speaker = language.or(context.languages.first())?;
    let path = context.routes.not_found(language);
    let mut alternates = context.routes.language_alternates();
    alternates.retain(|alternate| language.is_none_or(|language| language == alternate.language));
    Some(frame::view(
        context,
        Frame {
            kind: PageKind::NotFound,
            language: speaker,
            title: context.say(speaker, "not-found", &[]),
            description: context.say(speaker, "not-found-text", &[]),
            alternates,
            default: path.clone(),
            noindex: true,
            works: Vec::new(),
            json_ld: None,
            path,
        },
    ))
}

/// Returns the page on which `left` and `right` face each other in `works`; none where there are no such works.
/// Where each work has a page of its own, it is that with this slug.
pub(crate) fn facing(
    context: &Context<'_>,
    [left, right]: [&Language; 2],
    works: Vec<Arc<FacingWorkView>>,
    slug: &str,
) -> Option<(SitePath, View)> {
    if works.is_empty() {
        return None;
    }
    let path = context.routes.facing(left, right, slug);
    let alternate = |language| Alternate { language, path: context.routes.work(language, slug) };
    let alternates = [left, right].map(alternate).into();
    let names = [left, right].map(|language| context.name_in(left, language));
    let names = context.strings(left).list(&names);
    let description = context.say(left, "facing-title", &[("languages", &names)]);
    let title = match works.as_slice() {
        [work] => format!("{} · {}", work.left_title, work.right_title),
        _ => description.clone(),
    };
    let mut view = frame::view(
        context,
        Frame {
            kind: PageKind::Facing,
            language: left,
            description,
            title,
            alternates,
            default: path.clone(),
            noindex: true,
            works: Vec::new(),
            json_ld: None,
            path: path.clone(),
        },
    );
    let [left_link, right_link] = [left, right].map(|language| works::language_link(context, language, left));
    view.facing = Some(FacingView { left: left_link, right: right_link, works });
    Some((path, view))
}

/// Returns the links from the page at `path` to those where `language` and another face each other in `works`.
fn facing_links(
    context: &Context<'_>,
    language: &Language,
    works: &[&Shown],
    slug: &str,
    path: &SitePath,
) -> Vec<LinkView> {
    let languages = context.languages;
    let place = |language: &Language| languages.iter().position(|other| other == language);
    let faces = |other: &&Language| works.iter().any(|shown| shown.facing.contains(other));
    let link = |other: &Language| {
        let [left, right] = if place(language) < place(other) { [language, other] } else { [other, language] };
        let href = context.routes.facing(left, right, slug).relative_from(path);
        LinkView { href, ..works::language_link(context, other, language) }
    };
    languages.iter().filter(faces).map(link).collect()
}

/// Returns a page that shows `works` in full: all, or where each has a page of its own that with this slug.
fn texts<'a>(
    context: &Context<'_>,
    language: &'a Language,
    path: SitePath,
    works: &[&Shown],
    slug: &str,
    alternates: Vec<Alternate<'a>>,
    default: SitePath,
) -> View {
    let (title, description) = match works {
        [shown] => (shown.view.title.clone(), shown.description.clone()),
        _ => (
            context.site_title(language),
            context.description(language).unwrap_or_else(|| titles(works.iter().map(|shown| &*shown.view))),
        ),
    };
    let is_here = works.iter().any(|shown| shown.is_in_full());
    let facing = facing_links(context, language, works, slug, &path);
    let mut view = frame::view(
        context,
        Frame {
            kind: PageKind::Texts,
            title,
            description,
            alternates,
            default,
            noindex: !is_here,
            json_ld: schema::json_ld(&works.iter().filter_map(|shown| shown.node.as_deref()).collect::<Vec<_>>()),
            path,
            language,
            works: works.iter().map(|shown| shown.view.clone()).collect(),
        },
    );
    view.page.facing = facing;
    view
}

fn describe_work<'a>(
    context: &Context<'_>,
    language: &'a Language,
    work: &'a Work,
    view: &'a WorkView,
) -> Described<'a> {
    let fragment = context.routes.fragment(&work.slug, None);
    let url = |language: &Language| {
        context.routes.absolute(&context.routes.work(language, &work.slug)).map(|url| format!("{url}{fragment}"))
    };
    let others = work.documents.iter().map(|document| &document.language).filter(|other| *other != language);
    Described {
        title: &view.title,
        summary: view.summary.as_deref(),
        language: language.tag(),
        author: view.author.as_deref(),
        translator: view.translator.as_deref(),
        tags: &view.tags,
        facts: &work.facts,
        url: url(language),
        translations: others.filter_map(|other| Some((other.tag(), url(other)?))).collect(),
    }
}

/// Returns works in the order of a page in the language at `place`: by their rank, then in the order of its alphabet.
pub(crate) fn sorted<'s>(
    context: &Context<'_>,
    place: usize,
    works: impl Iterator<Item = &'s Shown>,
) -> Vec<&'s Shown> {
    let compare = context.strings(&context.languages[place]).compare();
    let mut works: Vec<&Shown> = works.collect();
    works.sort_by(|left, right| left.rank.cmp(&right.rank).then_with(|| compare(&left.view.title, &right.view.title)));
    works
}

/// Returns the language of `work` for readers of none of its languages: its original, else the site's first.
fn default_language(work: &Work) -> Option<&Language> {
    let mut languages = work.documents.iter().map(|document| &document.language);
    let original = languages.clone().find(|language| Some(*language) == work.facts.original.as_ref());
    original.or_else(|| languages.next())
}

/// Returns what a page with one work holds: its summary, else the opening of its text, else its title.
fn describe(work: &Work, view: &WorkView, language: &Language) -> String {
    let document = works::document_in(work, language).map(|(_, document)| document);
    let opening = || document.map(|document| works::opening(document, DESCRIPTION_LENGTH));
    view.summary.clone().or_else(opening).unwrap_or_else(|| view.title.clone())
}

/// Returns the titles of as many works as a description can name.
fn titles<'w>(works: impl Iterator<Item = &'w WorkView>) -> String {
    let titles: Vec<&str> = works.take(DESCRIPTION_LENGTH).map(|work| work.title.as_str()).collect();
    works::shorten(&titles.join(" · "), DESCRIPTION_LENGTH)
}
