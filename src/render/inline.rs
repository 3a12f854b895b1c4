//! What stands inside the pages: style sheets, scripts and the icon. A page that needs nothing else is one request.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assets;
use super::embed::{SCRIPT_MARKUP, STYLE_MARKUP, compact, contained, data_address};
use super::policy::{self, Loaded};
use super::view::PageKind;
use crate::ground::theme::Theme;

/// Has the other language fetched as soon as the pointer rests on the toggle.
const SPECULATION: &str = r#"{"prefetch":[{"where":{"selector_matches":".languages a"},"eagerness":"moderate"}]}"#;

/// A text that stands inside pages, and what a policy calls it.
pub(crate) struct Piece {
    pub(crate) text: Arc<str>,
    pub(crate) hash: String,
}

impl Piece {
    fn new(text: String) -> Piece {
        Piece { hash: policy::hash(&text), text: text.into() }
    }
}

/// The parts of a theme that are inlined, as they stand in the pages.
pub(crate) struct Inline {
    /// The style sheet of each kind of page.
    pub(crate) styles: BTreeMap<PageKind, Piece>,
    /// The icon as a `data:` address.
    pub(crate) icon: Arc<str>,
    /// The script of pages that have a toggle.
    pub(crate) place_script: Option<Piece>,
    /// The script of the chooser.
    pub(crate) chooser_script: Option<Piece>,
    /// The rules for fetching the other language early.
    pub(crate) speculation: Piece,
    /// What pages load besides.
    pub(crate) loaded: Loaded,
}

impl Inline {
    pub(crate) fn new(theme: &Theme) -> Inline {
        let script = |name: &str| theme.asset_text(name).map(|script| contained(script.trim(), &SCRIPT_MARKUP));
        Inline {
            styles: PageKind::ALL.map(|kind| (kind, Piece::new(style_sheet(theme, kind)))).into(),
            icon: data_address(theme.asset_text("favicon.svg").unwrap_or_default()).into(),
            place_script: script("place.js")
                .zip(script("peek.js"))
                .map(|(place, peek)| Piece::new(format!("{place};{peek}"))),
            chooser_script: script("chooser.js").map(Piece::new),
            speculation: Piece::new(SPECULATION.to_owned()),
            loaded: Loaded::new(assets::files(theme).map(|(name, _)| name)),
        }
    }
}

/// Returns the style sheet of a kind of page: what is common to all, and what is named after the kind. Facing pages show
/// texts too.
fn style_sheet(theme: &Theme, kind: PageKind) -> String {
    let shows_texts = (kind == PageKind::Facing).then_some(PageKind::Texts.name());
    let names = [Some("style"), shows_texts, Some(kind.name())].into_iter().flatten();
    let sheets = names.filter_map(|name| theme.asset_text(&format!("{name}.css")));
    sheets.map(|sheet| contained(compact(sheet).trim(), &STYLE_MARKUP)).collect::<Vec<_>>().join("\n")
}
