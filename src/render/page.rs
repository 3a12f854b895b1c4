//! A page is a view, and the template of its kind that is filled with it: this file makes the views of all kinds.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::frame::{Frame, Page};
use super::headings::Named;
use super::index::{self, Index};
use super::routes::Alternates;
use super::schema::{self, Described};
use super::view::{FacingView, FacingWorkView, LinkView, PageKind, WorkView};
use super::works;
use crate::ground::config::Pages;
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::understand::{Steps, Work};

/// How many characters of a text stand for it where no summary is stated: what search engines show.
const DESCRIPTION_LENGTH: usize = 155;

/// A work as the pages of one language that show several works show it.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// In full, or as an index lists it.
    pub(crate) view: Arc<WorkView>,
    /// What a page holds that shows it alone, in a sentence or two.
    description: String,
    /// What machines are told of it, where it is shown in full: a JSON object.
    node: Option<String>,
    /// The languages it can be read beside this one.
    facing: Vec<Language>,
}

impl Shown {
    /// Tells whether the work has a text here.
    pub(crate) fn is_in_full(&self) -> bool {
        self.view.html.is_some()
    }
}

/// Returns the page at the root, where readers choose a language.
pub(crate) fn chooser(context: &Context<'_>) -> Option<Page> {
    let language = context.basis.languages.first()?;
    let names: Vec<&str> = context.basis.languages.iter().map(|language| &*context.tongue(language).name).collect();
    let names = names.join(" · ");
    let frame = Frame {
        kind: PageKind::Chooser,
        path: context.routes.root(),
        language,
        title: context.title(language).unwrap_or_else(|| names.clone()),
        description: context.description(language).unwrap_or(names),
        alternates: context.routes.language_alternates(),
        works: Vec::new(),
        facing: None,
        json_ld: None,
    };
    Some(frame.page(context))
}

/// Returns `work` as the page of `language` shows it: in full, or as an index does.
pub(crate) fn shown(context: &Context<'_>, language: &Language, work: &Named<'_>) -> Shown {
    match context.basis.config.pages {
        Pages::Edition => in_full(context, language, work),
        Pages::Work => Shown {
            view: Arc::new(works::entry(context, work, language, &context.routes.language(language))),
            description: String::new(),
            node: None,
            facing: Vec::new(),
        },
    }
}

fn in_full(context: &Context<'_>, language: &Language, work: &Named<'_>) -> Shown {
    let view = works::in_full(context, work, language);
    let others = context.basis.languages.iter().filter(|other| *other != language);
    Shown {
        description: describe(work, &view, language),
        node: view.html.as_ref().map(|_| schema::node(&describe_work(context, language, work, &view))),
        facing: others.filter(|other| works::faces(work, language, other)).cloned().collect(),
        view: Arc::new(view),
    }
}

/// Returns the page of `language` that holds all its works in full. Its versions are those in the languages that have a text.
pub(crate) fn edition(context: &Context<'_>, language: &Language, works: &[&Shown], with_texts: &[&Language]) -> Page {
    let mut alternates = context.routes.language_alternates();
    alternates.pages.retain(|(language, _)| with_texts.contains(language));
    texts(context, language, works, "", alternates)
}

/// Returns the page `number` of the index in the language at `place`.
pub(crate) fn index(context: &Context<'_>, place: usize, index: &Index, number: usize) -> Page {
    let language = &context.basis.languages[place];
    let (first, path) = (context.routes.language(language), context.routes.index(language, number));
    let up = "../".repeat(path.folders().count() - first.folders().count());
    let works = index.page(place, number);
    let description = context.description(language).filter(|_| number == 1);
    let frame = Frame {
        kind: PageKind::Index,
        path,
        language,
        title: index_title(context, language, number),
        description: description.unwrap_or_else(|| titles(works)),
        alternates: context.routes.index_alternates(number),
        works: index.listed(place, number, &up),
        facing: None,
        json_ld: None,
    };
    let (path, mut view) = frame.page(context);
    let link = |other: usize| {
        let href = context.routes.index(language, other).relative_from(&path);
        let shown = context.strings(language).number(other);
        index::link(other, number, shown, href, index.page(place, other).first())
    };
    view.page.total = index.count();
    view.page.pages = (1..=index.pages()).filter(|_| index.pages() > 1).map(link).collect();
    (path, view)
}

fn index_title(context: &Context<'_>, language: &Language, number: usize) -> String {
    if number == 1 {
        return context.site_title(language);
    }
    let page = context.say(language, "page", &[("number", &context.strings(language).number(number))]);
    match context.title(language) {
        Some(_) => page,
        None => format!("{} · {page}", context.tongue(language).name),
    }
}

/// Returns the page of `work` in `language`, also where it has no text in it: then it says so.
pub(crate) fn work(context: &Context<'_>, language: &Language, work: &Named<'_>) -> Page {
    let shown = in_full(context, language, work);
    let (path, mut view) = texts(context, language, &[&shown], &work.slug, context.routes.work_alternates(work));
    let step = |steps: &Steps| Some(context.routes.work(language, steps.get(language)?).relative_from(&path));
    [view.page.previous, view.page.next] = work.steps.each_ref().map(step);
    (path, view)
}

/// Returns the page that is shown when there is none: in `language`, or in all of them.
pub(crate) fn not_found(context: &Context<'_>, language: Option<&Language>) -> Option<Page> {
    let speaker = language.or(context.basis.languages.first())?;
    let mut alternates = context.routes.language_alternates();
    alternates.pages.retain(|(other, _)| language.is_none_or(|language| language == *other));
    let frame = Frame {
        kind: PageKind::NotFound,
        path: context.routes.not_found(language),
        language: speaker,
        title: context.say(speaker, "not-found", &[]),
        description: context.say(speaker, "not-found-text", &[]),
        alternates,
        works: Vec::new(),
        facing: None,
        json_ld: None,
    };
    Some(frame.page(context))
}

/// Returns the page on which `left` and `right` face each other in `works`; none where there are no such works.
/// Where each work has a page of its own, it is that with this slug.
pub(crate) fn facing(
    context: &Context<'_>,
    [left, right]: [&Language; 2],
    works: Vec<Arc<FacingWorkView>>,
    slug: &str,
) -> Option<Page> {
    if works.is_empty() {
        return None;
    }
    let names = [left, right].map(|language| context.name_in(left, "facing-title", language));
    let names = context.strings(left).list(&names);
    let description = context.say(left, "facing-title", &[("languages", &names)]);
    let column = |language| works::language_link(context, language, left, String::new());
    let frame = Frame {
        kind: PageKind::Facing,
        path: context.routes.facing(left, right, slug),
        language: left,
        title: match works.as_slice() {
            [work] => format!("{} · {}", work.left_title, work.right_title),
            _ => description.clone(),
        },
        description,
        alternates: context.routes.facing_alternates([left, right], slug),
        works: Vec::new(),
        facing: Some(FacingView { left: column(left), right: column(right), works }),
        json_ld: None,
    };
    Some(frame.page(context))
}

/// Returns the links from the page at `path` to those where `language` and another face each other in `works`.
fn facing_links(
    context: &Context<'_>,
    language: &Language,
    works: &[&Shown],
    slug: &str,
    path: &SitePath,
) -> Vec<LinkView> {
    let languages = context.basis.languages;
    let place = |language: &Language| languages.iter().position(|other| other == language);
    let faces = |other: &&Language| works.iter().any(|shown| shown.facing.contains(other));
    let link = |other: &Language| {
        let [left, right] = if place(language) < place(other) { [language, other] } else { [other, language] };
        let href = context.routes.facing(left, right, slug).relative_from(path);
        works::language_link(context, other, language, href)
    };
    languages.iter().filter(faces).map(link).collect()
}

/// Returns a page that shows `works` in full: all, or where each has a page of its own that with this slug.
fn texts(context: &Context<'_>, language: &Language, works: &[&Shown], slug: &str, alternates: Alternates<'_>) -> Page {
    let views: Vec<_> = works.iter().map(|shown| shown.view.clone()).collect();
    let (title, description) = match works {
        [shown] => (shown.view.title.clone(), shown.description.clone()),
        _ => (context.site_title(language), context.description(language).unwrap_or_else(|| titles(&views))),
    };
    let nodes: Vec<&str> = works.iter().filter_map(|shown| shown.node.as_deref()).collect();
    let frame = Frame {
        kind: PageKind::Texts,
        path: context.routes.work(language, slug),
        language,
        title,
        description,
        alternates,
        works: views,
        facing: None,
        json_ld: schema::json_ld(&nodes),
    };
    let (path, mut view) = frame.page(context);
    view.page.facing = facing_links(context, language, works, slug, &path);
    (path, view)
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
        language,
        view,
        facts: &work.facts,
        url: url(language),
        translations: others.filter_map(|other| Some((other.tag(), url(other)?))).collect(),
    }
}

/// Returns what a page with one work holds: its summary, else the opening of its text, else its title.
fn describe(work: &Work, view: &WorkView, language: &Language) -> String {
    let document = works::document_in(work, language).map(|(_, document)| document);
    let opening = || Some(works::opening(document?, DESCRIPTION_LENGTH)).filter(|opening| !opening.is_empty());
    view.summary.clone().or_else(opening).unwrap_or_else(|| view.title.clone())
}

/// Returns the titles of as many works as a description can name.
fn titles(works: &[Arc<WorkView>]) -> String {
    let titles: Vec<&str> = works.iter().take(DESCRIPTION_LENGTH).map(|work| work.title.as_str()).collect();
    works::shorten(&titles.join(" · "), DESCRIPTION_LENGTH)
}
