//! Assets that templates link by name, under names with fingerprints.

use std::collections::BTreeMap;

use super::inline::INLINED;
use crate::ground::immutable::fingerprinted;
use crate::ground::path::SitePath;
use crate::ground::theme::Theme;

/// How a template asks for the link to an asset.
const CALL: &str = "asset(";

/// Where the assets of a theme lie under names with fingerprints. Empty where no template asks for one: then nobody needs
/// a second copy of each.
#[derive(Debug)]
pub(crate) struct Assets(BTreeMap<String, SitePath>);

impl Assets {
    pub(crate) fn new(theme: &Theme) -> Assets {
        if !theme.templates.values().any(|template| template.text.contains(CALL)) {
            return Assets(BTreeMap::new());
        }
        let files = theme.assets.iter().filter(|(name, _)| !INLINED.contains(&name.as_str()));
        let path = |name: &str, bytes: &[u8]| SitePath::new(format!("assets/{}", fingerprinted(name, bytes))).ok();
        Assets(files.filter_map(|(name, bytes)| Some((name.clone(), path(name, bytes)?))).collect())
    }

    /// Returns the link to the asset `name` from a page whose link to the root of the site is `root`.
    pub(crate) fn link(&self, name: &str, root: &str) -> Option<String> {
        self.0.get(name).map(|path| format!("{root}{}", path.link_from_root()))
    }

    /// Returns the names of all assets with the paths that links lead to.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &SitePath)> {
        self.0.iter()
    }
}
