//! What stands inside the pages: style sheets, scripts and the icon. A page that needs nothing else is one request.

use std::collections::BTreeSet;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::assets::{self, OF_ELEMENTS, OF_LANGUAGES};
use super::embed::{SCRIPT_MARKUP, STYLE_MARKUP, compact, contained, data_address};
use super::policy::{Loaded, hash, policy};
use super::view::{PageKind, Shared};
use crate::ground::fingerprint::Fingerprint;
use crate::ground::language::Language;
use crate::ground::memo::Memo;
use crate::ground::theme::Theme;

/// Has the other language fetched as soon as the pointer rests on the toggle.
const SPECULATION: &str = r#"{"prefetch":[{"where":{"selector_matches":".languages a"},"eagerness":"moderate"}]}"#;

/// What stands inside a page besides its texts, and the policy that allows exactly that.
pub(crate) struct Insert {
    pub(crate) csp: Shared,
    pub(crate) style: Shared,
    /// Keeps the reader's place, or on the chooser goes on to the language that was chosen before.
    pub(crate) script: Option<Shared>,
    /// The rules for fetching the other language early.
    pub(crate) speculation: Option<Shared>,
}

/// The parts of a theme that are inlined, as they stand in the pages.
pub(crate) struct Inline<'a> {
    theme: &'a Theme,
    /// The languages of the site, without script and country.
    languages: BTreeSet<&'a str>,
    place: Option<Piece>,
    chooser: Option<Piece>,
    speculation: Piece,
    loaded: Loaded,
    /// The elements that have a sheet of their own, and what finds where one begins.
    elements: Vec<(&'a str, Finder<'static>)>,
    /// By the sheets of a page, and whether it has a toggle.
    inserts: Memo<Arc<Insert>>,
    /// The icon as a `data:` address.
    pub(crate) icon: Shared,
}

/// A text that stands inside pages, and what a policy calls it.
struct Piece {
    text: Shared,
    hash: String,
}

impl Piece {
    fn new(text: &str) -> Piece {
        Piece { text: Shared::new(text), hash: hash(text) }
    }
}

impl<'a> Inline<'a> {
    pub(crate) fn new(theme: &'a Theme, languages: &'a [Language]) -> Inline<'a> {
        let script = |name: &str| theme.asset_text(name).map(|script| contained(script.trim(), &SCRIPT_MARKUP));
        let place = script("place.js").zip(script("peek.js"));
        let names = theme.assets.keys().filter_map(|name| name.strip_prefix(OF_ELEMENTS)?.strip_suffix(".css"));
        Inline {
            theme,
            languages: languages.iter().map(Language::primary).collect(),
            place: place.map(|(place, peek)| Piece::new(&format!("{place};{peek}"))),
            chooser: script("chooser.js").map(|script| Piece::new(&script)),
            speculation: Piece::new(SPECULATION),
            loaded: Loaded::new(assets::files(theme).map(|(name, _)| name)),
            elements: names.map(|name| (name, Finder::new(&format!("<{name}")).into_owned())).collect(),
            inserts: Memo::new(),
            icon: Shared::new(&data_address(theme.asset_text("favicon.svg").unwrap_or_default())),
        }
    }

    /// Returns what stands inside the pages of this kind that have a toggle, or that have none, and that show these pieces of HTML.
    pub(crate) fn of<'h>(
        &self,
        kind: PageKind,
        is_toggled: bool,
        shown: impl Iterator<Item = &'h str> + Clone,
    ) -> Arc<Insert> {
        let is_shown = |(_, element): &&(&str, Finder<'_>)| shown.clone().any(|html| has_element(html, element));
        let elements: Vec<&str> = self.elements.iter().filter(is_shown).map(|(name, _)| *name).collect();
        let key = Fingerprint::of(&(kind.name(), is_toggled, &elements));
        self.inserts.get(key, || Arc::new(self.insert(kind, is_toggled, &elements)))
    }

    fn insert(&self, kind: PageKind, is_toggled: bool, elements: &[&str]) -> Insert {
        let style = Piece::new(&self.style_sheet(kind, elements));
        let script = if kind == PageKind::Chooser { &self.chooser } else { &self.place };
        let script = script.as_ref().filter(|_| is_toggled || kind == PageKind::Chooser);
        let speculation = Some(&self.speculation).filter(|_| is_toggled);
        let scripts: Vec<&str> = [script, speculation].into_iter().flatten().map(|piece| &*piece.hash).collect();
        Insert {
            csp: Shared::new(&policy(&style.hash, &scripts, self.loaded)),
            style: style.text,
            script: script.map(|piece| piece.text.clone()),
            speculation: speculation.map(|piece| piece.text.clone()),
        }
    }

    /// Returns the style sheet of a kind of page whose texts have these `elements`: what is common to all, what is named after the
    /// kind, after the elements, and after a language of the site, which any part of a page may be in. Facing pages show texts too.
    fn style_sheet(&self, kind: PageKind, elements: &[&str]) -> String {
        let shows_texts = (kind == PageKind::Facing).then_some(PageKind::Texts.name());
        let names = [Some("style"), shows_texts, Some(kind.name())].into_iter().flatten().map(str::to_owned);
        let names = names.chain(elements.iter().map(|element| format!("{OF_ELEMENTS}{element}")));
        let names = names.chain(self.languages.iter().map(|language| format!("{OF_LANGUAGES}{language}")));
        let sheets = names.filter_map(|name| self.theme.asset_text(&format!("{name}.css")));
        sheets.map(|sheet| contained(compact(sheet).trim(), &STYLE_MARKUP)).collect::<Vec<_>>().join("\n")
    }
}

/// Tells whether there is an element in `html` whose beginning this finds, and not that of one with a longer name.
fn has_element(html: &str, beginning: &Finder<'_>) -> bool {
    let mut ends = beginning.find_iter(html.as_bytes()).map(|at| at + beginning.needle().len());
    ends.any(|end| !html[end..].starts_with(|next: char| next.is_ascii_alphanumeric()))
}
