//! Rendering turns a library into a site: it decides which pages there are, and fills the templates.

/// Stand-in for rendering.
pub fn render(
    library: &crate::understand::Library,
    config: &crate::ground::config::Config,
    _theme: &crate::ground::theme::Theme,
) -> (crate::ground::site::Site, Vec<crate::ground::diagnostic::Diagnostic>) {
    use crate::ground::{diagnostic::Diagnostic, path::SitePath, site::Site};
    let mut site = Site::default();
    let mut diagnostics = Vec::new();
    for document in library.works.iter().flat_map(|work| &work.documents) {
        if let Ok(path) = SitePath::new(format!("{}/index.html", document.language)) {
            site.insert(path, format!("<!doctype html>\n<p>{}\n", document.text));
        }
    }
    if let Ok(path) = SitePath::new("index.html") {
        site.insert(path, "<!doctype html>\n");
    }
    if config.base_url.is_none() {
        diagnostics.push(
            Diagnostic::note("base_url is not set, so pages cannot name each other as alternates")
                .hint("set base_url in diglot.toml once you know where the site will be"),
        );
    }
    (site, diagnostics)
}
