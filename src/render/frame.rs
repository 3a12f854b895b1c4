//! What every page has around its works: the head, the toggle, the site's title.

use std::sync::Arc;

use super::context::Context;
use super::routes::{Alternates, Routes};
use super::view::{AlternateView, FacingView, LanguageView, PageKind, PageView, SiteView, View, WorkView};
use crate::ground::config::BaseUrl;
use crate::ground::language::Language;
use crate::ground::path::SitePath;

/// A page whose template is still to be filled: where it lies, and what the template sees.
pub(crate) type Page = (SitePath, View);

/// What tells one page from another.
pub(crate) struct Frame<'a> {
    pub(crate) kind: PageKind,
    pub(crate) path: SitePath,
    pub(crate) language: &'a Language,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) alternates: Alternates<'a>,
    pub(crate) works: Vec<Arc<WorkView>>,
    pub(crate) facing: Option<FacingView>,
    pub(crate) json_ld: Option<String>,
}

impl Frame<'_> {
    /// Returns the page, with all that stands around its works.
    pub(crate) fn page(self, context: &Context<'_>) -> Page {
        let language = self.language;
        let (site, languages) = (site(context, &self), languages(context, &self));
        let alternates = hreflang_set(&context.routes, &self);
        let insert = context.inline.of(self.kind, self.has_toggle() && !languages.is_empty(), self.shown());
        let is_translated = self.is_translated();
        let others = self.alternates.pages.iter().map(|(language, _)| *language);
        let others = others.filter(|other| is_translated && *other != language);
        let noindex = self.is_passed_over();
        let page = PageView {
            kind: self.kind,
            title: self.title,
            description: self.description,
            canonical: context.routes.absolute(&self.path).filter(|_| !noindex),
            alternates,
            noindex,
            og_type: if self.json_ld.is_some() && self.works.len() == 1 { "article" } else { "website" },
            og_locale: context.tongue(language).og_locale.clone(),
            og_locale_alternates: others.map(|other| context.tongue(other).og_locale.clone()).collect(),
            csp: insert.csp.clone(),
            style: insert.style.clone(),
            json_ld: self.json_ld,
            speculation: insert.speculation.clone(),
            script: insert.script.clone(),
            facing: Vec::new(),
            total: 0,
            pages: Vec::new(),
            previous: None,
            next: None,
        };
        let view = View {
            lang: language.tag().to_owned(),
            dir: context.tongue(language).direction,
            site,
            page,
            languages,
            works: self.works,
            facing: self.facing,
        };
        (self.path, view)
    }

    /// Returns the titles and texts that the page shows, as HTML.
    fn shown(&self) -> impl Iterator<Item = &str> + Clone {
        let works = self.works.iter().flat_map(|work| [Some(&*work.title_html), work.html.as_deref()]);
        let rows = self.facing.iter().flat_map(|facing| &facing.works).flat_map(|work| &work.rows);
        works.flatten().chain(rows.flat_map(|row| [&*row.left, &*row.right]))
    }

    /// Tells whether the page has a toggle. One that has none lists languages to choose from.
    fn has_toggle(&self) -> bool {
        !matches!(self.kind, PageKind::Chooser | PageKind::NotFound)
    }

    /// Tells whether the page is itself one of its alternates: the chooser does not claim to have versions.
    fn is_version(&self) -> bool {
        self.alternates.pages.iter().any(|(_, path)| *path == self.path)
    }

    /// Tells whether search engines are asked to pass the page over: what it shows is on others, or nowhere.
    fn is_passed_over(&self) -> bool {
        match self.kind {
            PageKind::Texts => self.works.iter().all(|work| work.html.is_none()),
            kind => matches!(kind, PageKind::Facing | PageKind::NotFound),
        }
    }

    /// Tells whether the alternates are translations of the page. A later page of an index may list other works than its
    /// counterpart; then the toggle leads to the first page.
    fn is_translated(&self) -> bool {
        match self.kind {
            PageKind::Index => self.is_version(),
            kind => kind != PageKind::NotFound,
        }
    }
}

/// Returns the `hreflang` set of a page: every version, itself included, and `x-default`, all absolute. Empty where it has no
/// other version, or the site's address is not known.
fn hreflang_set(routes: &Routes<'_>, frame: &Frame<'_>) -> Vec<AlternateView> {
    let Alternates { pages, default } = &frame.alternates;
    if !frame.is_version() || pages.len() < 2 {
        return Vec::new();
    }
    let versions = pages.iter().map(|(language, path)| (language.tag(), path));
    versions
        .chain(default.iter().map(|path| ("x-default", path)))
        .filter_map(|(tag, path)| Some(AlternateView { hreflang: tag.to_owned(), href: routes.absolute(path)? }))
        .collect()
}

/// Returns the languages that the page leads to. On a toggle the page's own is one of them; where there is no other, there is no
/// toggle.
fn languages(context: &Context<'_>, frame: &Frame<'_>) -> Vec<LanguageView> {
    let alternates = &frame.alternates.pages;
    let path_in = |language: &Language| alternates.iter().find(|(other, _)| *other == language).map(|(_, path)| path);
    let shown: Vec<&Language> = context
        .basis
        .languages
        .iter()
        .filter(|language| *language == frame.language || path_in(language).is_some())
        .collect();
    if frame.has_toggle() && shown.len() < 2 {
        return Vec::new();
    }
    let here = shown.iter().position(|language| *language == frame.language).unwrap_or(0);
    let next = shown[(here + 1) % shown.len()];
    let is_translated = frame.is_translated();
    let entry = |language: &&Language| {
        let tongue = context.tongue(language);
        let current = *language == frame.language && frame.has_toggle() && frame.kind != PageKind::Facing;
        LanguageView {
            lang: language.tag().to_owned(),
            dir: tongue.direction,
            name: tongue.name.clone(),
            href: path_in(language).filter(|_| !current).map(|path| link(context, frame, path)),
            translation: is_translated && !current,
            current,
            hint: (*language == next && frame.has_toggle()).then(|| tongue.hint.clone()),
            site_title: context.title(language),
            site_description: context.description(language),
            invitation: tongue.invitation.clone(),
        }
    };
    shown.iter().map(entry).collect()
}

fn site(context: &Context<'_>, frame: &Frame<'_>) -> SiteView {
    let (routes, language) = (&context.routes, frame.language);
    SiteView {
        title: context.title(language),
        description: context.description(language),
        home: link(context, frame, &routes.language(language)),
        root: root_of_host(context, frame).map_or_else(|| frame.path.link_to_root(), str::to_owned),
        feed: link(context, frame, &routes.feed(language)),
        icon: context.inline.icon.clone(),
    }
}

/// Returns the link from the page to the file at `path`.
fn link(context: &Context<'_>, frame: &Frame<'_>, path: &SitePath) -> String {
    match root_of_host(context, frame) {
        Some(root) => format!("{root}{}", path.url()),
        None => path.relative_from(&frame.path),
    }
}

/// Returns what the links of the page begin with: where the site begins on its host, if that is known, for the page for what is
/// not found, which is served at any depth. All others have relative links.
fn root_of_host<'a>(context: &'a Context<'_>, frame: &Frame<'_>) -> Option<&'a str> {
    let base = context.basis.config.base_url.as_ref().filter(|_| frame.kind == PageKind::NotFound);
    base.map(BaseUrl::path)
}
