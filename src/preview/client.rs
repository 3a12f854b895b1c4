//! The script that pages of the preview load: it morphs the page when it changes, and shows what is wrong.
//!
//! `idiomorph.min.js` is idiomorph 0.8.0 as published, under the Zero-Clause BSD licence.

const IDIOMORPH: &str = include_str!("client/idiomorph.min.js");
const PANEL: &str = include_str!("client/panel.js");
const STYLE: &str = include_str!("client/panel.css");
const TAB: &str = include_str!("client/tab.js");

/// Returns the whole script. What it defines is seen by nothing else on the page.
pub(super) fn script() -> String {
    let style = serde_json::Value::from(STYLE);
    format!("(() => {{\nconst script = document.currentScript, style = {style};\n{IDIOMORPH}\n{PANEL}\n{TAB}\n}})();\n")
}
