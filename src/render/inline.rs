//! What stands inside the pages: style sheets, scripts and the icon. A page that needs nothing else is one request.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::head;
use crate::ground::theme::Theme;

/// The kinds of page.
const KINDS: [&str; 5] = ["chooser", "texts", "index", "facing", "not-found"];

/// The assets that pages hold inside them; all others are files of the site.
pub(crate) const INLINED: [&str; 10] = [
    "style.css",
    "chooser.css",
    "texts.css",
    "index.css",
    "facing.css",
    "not-found.css",
    "place.js",
    "peek.js",
    "chooser.js",
    "favicon.svg",
];

/// Has the other language fetched as soon as the pointer rests on the toggle.
const SPECULATION: &str = r#"{"prefetch":[{"where":{"selector_matches":".languages a"},"eagerness":"moderate"}]}"#;

/// A text that stands inside pages, and what a policy calls it.
pub(crate) struct Piece {
    pub(crate) text: Arc<str>,
    pub(crate) hash: String,
}

impl Piece {
    fn new(text: String) -> Piece {
        Piece { hash: head::hash(&text), text: text.into() }
    }
}

/// The parts of a theme that are inlined, as they stand in the pages.
pub(crate) struct Inline {
    /// The style sheet of each kind of page.
    pub(crate) styles: BTreeMap<&'static str, Piece>,
    /// The icon as a `data:` address.
    pub(crate) icon: Arc<str>,
    /// The script of pages that have a toggle.
    pub(crate) place_script: Option<Piece>,
    /// The script of the chooser.
    pub(crate) chooser_script: Option<Piece>,
    /// The rules for fetching the other language early.
    pub(crate) speculation: Piece,
}

impl Inline {
    pub(crate) fn new(theme: &Theme) -> Inline {
        let script = |name: &str| theme.asset_text(name).map(|script| contained(script.trim()));
        Inline {
            styles: KINDS.iter().map(|kind| (*kind, Piece::new(style_sheet(theme, kind)))).collect(),
            icon: data_address(theme.asset_text("favicon.svg").unwrap_or_default()).into(),
            place_script: script("place.js")
                .zip(script("peek.js"))
                .map(|(place, peek)| Piece::new(format!("{place};{peek}"))),
            chooser_script: script("chooser.js").map(Piece::new),
            speculation: Piece::new(SPECULATION.to_owned()),
        }
    }
}

/// Returns the style sheet of a kind of page: what is common to all, and what is named after the kind. Facing pages show
/// texts too.
fn style_sheet(theme: &Theme, kind: &str) -> String {
    let kinds = if kind == "facing" { &["style", "texts", kind][..] } else { &["style", kind] };
    let sheets = kinds.iter().filter_map(|kind| theme.asset_text(&format!("{kind}.css")));
    sheets.map(|sheet| contained(&compact(sheet))).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// Returns a style sheet or script that cannot end the element it stands in: in its texts, `<\/` is another way to write
/// the same.
fn contained(code: &str) -> String {
    code.replace("</s", "<\\/s").replace("</S", "<\\/S")
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
