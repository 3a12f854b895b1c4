//! What every page has around its works: the head, the toggle, the site's title.

use std::sync::Arc;

use super::context::Context;
use super::head;
use super::inline::Inline;
use super::routes::Alternate;
use super::view::{LanguageView, PageView, SiteView, View, WorkView};
use crate::ground::language::Language;
use crate::ground::path::SitePath;

/// What tells one page from another, before its works are put in.
pub(crate) struct Frame<'a> {
    pub(crate) kind: &'static str,
    pub(crate) path: SitePath,
    pub(crate) language: &'a Language,
    pub(crate) title: String,
    pub(crate) description: String,
    /// The versions of the page that are translations of each other.
    pub(crate) alternates: Vec<Alternate<'a>>,
    /// The version for readers of any other language.
    pub(crate) default: SitePath,
    pub(crate) noindex: bool,
    pub(crate) works: Vec<Arc<WorkView>>,
    pub(crate) json_ld: Option<String>,
}

/// Returns the view of a page.
pub(crate) fn view(context: &Context<'_>, inline: &Inline, frame: Frame<'_>) -> View {
    let language = frame.language;
    // A page that is not itself a version, such as the chooser, does not claim to have versions.
    let is_version = frame.alternates.iter().any(|alternate| alternate.path == frame.path);
    let alternates = match is_version {
        true => head::hreflang_set(&context.routes, &frame.alternates, &frame.default),
        false => Vec::new(),
    };
    // A later page of an index may list other works than its counterpart; then the toggle leads to the first page.
    let translated = is_version || frame.kind != "index";
    let languages = toggle(context, &frame, translated);
    let speculation = languages.iter().any(|language| language.href.is_some()).then_some(&inline.speculation);
    let script = match frame.kind {
        "chooser" => inline.chooser_script.as_ref(),
        _ if speculation.is_some() => inline.place_script.as_ref(),
        _ => None,
    };
    let json_ld = frame.json_ld.as_deref().map(head::hash);
    let pieces = [script, speculation].into_iter().flatten().map(|piece| piece.hash.as_str());
    let scripts: Vec<&str> = pieces.chain(json_ld.as_deref()).collect();
    let others = frame.alternates.iter().map(|alternate| alternate.language);
    let others = others.filter(|other| translated && *other != language);
    let style = &inline.styles[frame.kind];
    let page = PageView {
        kind: frame.kind,
        title: frame.title,
        description: frame.description,
        canonical: context.routes.absolute(&frame.path).filter(|_| !frame.noindex),
        alternates,
        noindex: frame.noindex,
        og_type: if frame.json_ld.is_some() { "article" } else { "website" },
        og_locale: context.tongue(language).og_locale.clone(),
        og_locale_alternates: others.map(|other| context.tongue(other).og_locale.clone()).collect(),
        csp: head::policy(&style.hash, &scripts, inline.loaded),
        style: style.text.clone(),
        json_ld: frame.json_ld,
        speculation: speculation.map(|piece| piece.text.clone()),
        script: script.map(|piece| piece.text.clone()),
        facing: Vec::new(),
        total: 0,
        pages: Vec::new(),
    };
    View {
        lang: language.tag().to_owned(),
        dir: context.tongue(language).direction,
        site: site(context, inline, language, &frame.path),
        page,
        languages,
        works: frame.works,
        facing: None,
    }
}

/// Returns the toggle: the language of the page and those that the page exists in. Empty where there is one only.
fn toggle(context: &Context<'_>, frame: &Frame<'_>, translated: bool) -> Vec<LanguageView> {
    let path_in = |language: &Language| frame.alternates.iter().find(|alternate| alternate.language == language);
    let shown: Vec<&Language> = context
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
        let mut view = language_view(context, language, current, link(language));
        view.translation = translated && !current;
        view.hint = (*language == next).then(|| context.tongue(language).hint.clone());
        view
    };
    shown.iter().map(entry).collect()
}

/// Returns `language` as the toggle shows it.
pub(crate) fn language_view(
    context: &Context<'_>,
    language: &Language,
    current: bool,
    href: Option<String>,
) -> LanguageView {
    let tongue = context.tongue(language);
    LanguageView {
        lang: language.tag().to_owned(),
        dir: tongue.direction,
        name: tongue.name.clone(),
        href: href.filter(|_| !current),
        current,
        translation: false,
        hint: None,
        site_title: context.title(language),
        site_description: context.description(language),
        invitation: tongue.invitation.clone(),
    }
}

fn site(context: &Context<'_>, inline: &Inline, language: &Language, path: &SitePath) -> SiteView {
    SiteView {
        title: context.title(language),
        description: context.description(language),
        home: context.routes.language(language).relative_from(path),
        root: path.link_to_root(),
        feed: Some(context.routes.feed(language).relative_from(path)),
        icon: inline.icon.clone(),
    }
}
