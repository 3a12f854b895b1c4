//! The assets of a theme: those that pages hold inside them, and those that are files of the site, some of them also under names with
//! fingerprints.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;

use super::calls::calls;
use super::view::PageKind;
use crate::ground::fingerprint::Fingerprint;
use crate::ground::immutable::fingerprinted;
use crate::ground::path::SitePath;
use crate::ground::theme::Theme;

/// What pages hold inside them besides their style sheets.
const INLINED: [&str; 4] = ["place.js", "peek.js", "chooser.js", "favicon.svg"];

/// The folder of style sheets that stand in the pages whose texts have the element that each is named after.
pub(crate) const OF_ELEMENTS: &str = "elements/";

/// The folder of style sheets that stand in the pages of sites in the language that each is named after.
pub(crate) const OF_LANGUAGES: &str = "languages/";

fn is_inlined(name: &str) -> bool {
    let is_of_kind = |sheet: &str| PageKind::ALL.iter().any(|kind| kind.name() == sheet);
    let is_of_few = |sheet: &str| [OF_ELEMENTS, OF_LANGUAGES].iter().any(|folder| sheet.starts_with(folder));
    let is_style = |sheet: &str| sheet == "style" || is_of_few(sheet) || is_of_kind(sheet);
    INLINED.contains(&name) || name.strip_suffix(".css").is_some_and(is_style)
}

/// Returns the assets of a theme that are files of the site, by name.
pub(crate) fn files(theme: &Theme) -> impl Iterator<Item = (&str, &Bytes)> {
    let assets = theme.assets.iter().map(|(name, asset)| (name.as_str(), &***asset));
    assets.filter(|(name, _)| !is_inlined(name))
}

/// Tells whether a theme has an asset `name` that is a file of the site.
pub(crate) fn has_file(theme: &Theme, name: &str) -> bool {
    theme.assets.contains_key(name) && !is_inlined(name)
}

/// Returns what pages show of the assets of a theme: the name of each, and what stands for its content where that is inside pages or
/// makes the name under which they link it.
pub(crate) fn shown(theme: &Theme) -> impl Iterator<Item = (&str, Option<Fingerprint>)> {
    let is_linked = linked(theme);
    theme
        .assets
        .iter()
        .map(move |(name, asset)| (name.as_str(), (is_inlined(name) || is_linked(name)).then(|| asset.fingerprint())))
}

/// Tells which names templates may link assets by. Where a template computes a name, it may be any. The templates are read once
/// somebody asks.
fn linked(theme: &Theme) -> impl Fn(&str) -> bool {
    let called = LazyCell::new(|| {
        let texts = theme.templates.values().map(|template| &*template.text);
        let called = |text| calls(text, "asset", "name").into_iter().map(move |name| name.map(|name| &text[name]));
        texts.flat_map(called).collect::<BTreeSet<Option<&str>>>()
    });
    move |name| called.contains(&None) || called.contains(&Some(name))
}

/// Where the assets that templates link lie under names with fingerprints.
#[derive(Debug)]
pub(crate) struct Assets(BTreeMap<String, SitePath>);

impl Assets {
    pub(crate) fn new(theme: &Theme) -> Assets {
        let path = |name: &str, bytes: &[u8]| SitePath::new(format!("assets/{}", fingerprinted(name, bytes))).ok();
        let is_linked = linked(theme);
        let linked = files(theme).filter(|(name, _)| is_linked(name));
        Assets(linked.filter_map(|(name, bytes)| Some((name.to_owned(), path(name, bytes)?))).collect())
    }

    /// Returns the link to the asset `name` from a page whose link to the root of the site is `root`.
    pub(crate) fn link(&self, name: &str, root: &str) -> Option<String> {
        self.0.get(name).map(|path| format!("{root}{}", path.link_from_root()))
    }

    /// Returns the assets of their `theme` that are files of the site, each under its own name, and those that are linked under the
    /// other too. A name that is no site path cannot be reached and is left out.
    pub(crate) fn files(&self, theme: &Theme) -> impl Iterator<Item = (SitePath, Bytes)> {
        let own = |name: &str| SitePath::new(format!("assets/{name}")).ok();
        let named = files(theme).filter_map(move |(name, bytes)| Some((own(name)?, bytes.clone())));
        let linked =
            self.0.iter().filter_map(|(name, path)| Some((path.clone(), Bytes::clone(theme.assets.get(name)?))));
        named.chain(linked)
    }
}
