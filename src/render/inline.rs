//! What stands inside the pages: style sheets, scripts and the icon. A page that needs nothing else is one request.

use std::collections::BTreeMap;

use super::assets;
use super::embed::{SCRIPT_MARKUP, STYLE_MARKUP, compact, contained, data_address};
use super::policy::{Loaded, hash, policy};
use super::view::{PageKind, Shared};
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
pub(crate) struct Inline {
    /// By the kind of page, and whether it has a toggle.
    inserts: BTreeMap<(PageKind, bool), Insert>,
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

impl Inline {
    pub(crate) fn new(theme: &Theme) -> Inline {
        let script = |name: &str| theme.asset_text(name).map(|script| contained(script.trim(), &SCRIPT_MARKUP));
        let place =
            script("place.js").zip(script("peek.js")).map(|(place, peek)| Piece::new(&format!("{place};{peek}")));
        let chooser = script("chooser.js").map(|script| Piece::new(&script));
        let (speculation, loaded) = (Piece::new(SPECULATION), Loaded::new(assets::files(theme).map(|(name, _)| name)));
        let sheets = sheets(theme);
        let inserts = |kind| {
            let style = Piece::new(&style_sheet(&sheets, kind));
            [false, true].map(|is_toggled| {
                let script = if kind == PageKind::Chooser { &chooser } else { &place };
                let script = script.as_ref().filter(|_| is_toggled || kind == PageKind::Chooser);
                let speculation = Some(&speculation).filter(|_| is_toggled);
                let scripts: Vec<&str> =
                    [script, speculation].into_iter().flatten().map(|piece| &*piece.hash).collect();
                let insert = Insert {
                    csp: Shared::new(&policy(&style.hash, &scripts, loaded)),
                    style: style.text.clone(),
                    script: script.map(|piece| piece.text.clone()),
                    speculation: speculation.map(|piece| piece.text.clone()),
                };
                ((kind, is_toggled), insert)
            })
        };
        Inline {
            inserts: PageKind::ALL.into_iter().flat_map(inserts).collect(),
            icon: Shared::new(&data_address(theme.asset_text("favicon.svg").unwrap_or_default())),
        }
    }

    /// Returns what stands inside the pages of this kind that have a toggle, or that have none.
    pub(crate) fn of(&self, kind: PageKind, is_toggled: bool) -> &Insert {
        &self.inserts[&(kind, is_toggled)]
    }
}

/// The name of the style sheet that all kinds of pages have in common.
const COMMON: &str = "style";

/// Returns the style sheets of a theme by their names, as they stand in pages.
fn sheets(theme: &Theme) -> BTreeMap<&'static str, String> {
    let names = PageKind::ALL.map(PageKind::name).into_iter().chain([COMMON]);
    let sheets = names.filter_map(|name| Some((name, theme.asset_text(&format!("{name}.css"))?)));
    sheets.map(|(name, sheet)| (name, contained(compact(sheet).trim(), &STYLE_MARKUP))).collect()
}

/// Returns the style sheet of a kind of page: what is common to all, and what is named after the kind. Facing pages show
/// texts too.
fn style_sheet(sheets: &BTreeMap<&str, String>, kind: PageKind) -> String {
    let shows_texts = (kind == PageKind::Facing).then_some(PageKind::Texts.name());
    let names = [Some(COMMON), shows_texts, Some(kind.name())].into_iter().flatten();
    names.filter_map(|name| sheets.get(name)).map(String::as_str).collect::<Vec<_>>().join("\n")
}
