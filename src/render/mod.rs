//! Rendering turns a library into a site: it decides which pages there are, and fills the templates.

pub mod view;
mod routes;
mod strings;
mod bounds;
mod engine;
mod context;
mod html;
mod headings;
mod works;
mod facing;
mod head;
mod inline;
mod frame;
mod page;
mod feed;
mod sitemap;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use self::context::Context;
use self::engine::Engine;
use self::inline::INLINED;
use self::page::Maker;
pub(crate) use self::routes::Routes;
use self::sitemap::Entry;
use self::strings::Strings;
use self::view::View;
use crate::ground::config::{Config, Pages};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::path::SitePath;
use crate::ground::site::Site;
use crate::ground::theme::Theme;
use crate::understand::{Library, Work};

/// Above this size in bytes a page that holds all works is a burden to its readers.
const LARGE_PAGE: usize = 2_000_000;

/// Returns the whole site of `library`, and what its readers or authors should know of it.
///
/// `epoch` is the moment that undated works are given in feeds.
///
/// # Errors
/// When a template does not work: then there is no site.
pub fn render(
    library: &Library,
    config: &Config,
    theme: &Theme,
    epoch: Timestamp,
) -> Result<(Site, Vec<Diagnostic>), Diagnostic> {
    let mut diagnostics = Vec::new();
    let strings: BTreeMap<String, Strings> = library
        .languages
        .iter()
        .map(|language| {
            let (strings, found) = Strings::new(theme, language);
            diagnostics.extend(found);
            (language.tag().to_owned(), strings)
        })
        .collect();
    let strings = Arc::new(strings);
    let engine = Engine::new(theme, strings.clone())?;
    let maker = Maker::new(Context::new(library, config, strings), theme);
    let mut renderer = Renderer { engine, maker, site: Site::default(), sitemap: Vec::new() };
    renderer.pages()?;
    renderer.feeds(epoch);
    renderer.assets(theme);
    renderer.files_for_robots();
    diagnostics.extend(advice(&renderer.site, library, config));
    Ok((renderer.site, diagnostics))
}

struct Renderer<'a> {
    engine: Engine<'a>,
    maker: Maker<'a>,
    site: Site,
    sitemap: Vec<Entry>,
}

impl Renderer<'_> {
    fn pages(&mut self) -> Result<(), Diagnostic> {
        let (library, pages) = (self.maker.context.library, self.maker.context.config.pages);
        if let Some(chooser) = self.maker.chooser() {
            self.page(self.maker.context.routes.root(), "chooser.html", &chooser)?;
        }
        for language in &library.languages {
            let (template, view) = match pages {
                Pages::Edition => ("texts.html", self.maker.edition(language)),
                Pages::Work => ("index.html", self.maker.index(language)),
            };
            self.page(self.maker.context.routes.language(language), template, &view)?;
            for work in library.works.iter().filter(|_| pages == Pages::Work) {
                self.page(
                    self.maker.context.routes.work(language, work),
                    "texts.html",
                    &self.maker.work(language, work),
                )?;
            }
        }
        self.facing_pages()?;
        for language in library.languages.iter().map(Some).chain([None]) {
            if let Some(view) = self.maker.not_found(language) {
                self.page(self.maker.context.routes.not_found(language), "not-found.html", &view)?;
            }
        }
        Ok(())
    }

    /// Adds the pages on which each pair of languages face each other.
    fn facing_pages(&mut self) -> Result<(), Diagnostic> {
        let library = self.maker.context.library;
        let works: Vec<&[Arc<Work>]> = match self.maker.context.config.pages {
            Pages::Edition => vec![&library.works],
            Pages::Work => library.works.iter().map(std::slice::from_ref).collect(),
        };
        for (number, left) in library.languages.iter().enumerate() {
            for right in &library.languages[number + 1..] {
                for (path, view) in
                    works.iter().filter_map(|works| self.maker.facing([left, right], works)).collect::<Vec<_>>()
                {
                    self.page(path, "facing.html", &view)?;
                }
            }
        }
        Ok(())
    }

    fn page(&mut self, path: SitePath, template: &str, view: &View) -> Result<(), Diagnostic> {
        let html = self.engine.render(template, view)?;
        if let Some(address) = view.page.canonical.clone() {
            let day = view.works.iter().filter_map(|work| work.date.as_ref()).map(|date| date.iso.clone()).max();
            self.sitemap.push(Entry { address, day, alternates: view.page.alternates.clone() });
        }
        self.site.insert(path, html);
        Ok(())
    }

    fn feeds(&mut self, epoch: Timestamp) {
        for language in &self.maker.context.library.languages {
            self.site
                .insert(self.maker.context.routes.feed(language), feed::feed(&self.maker.context, language, epoch));
        }
    }

    /// Adds the theme's assets that are files. A name that is no site path cannot be reached and is left out.
    fn assets(&mut self, theme: &Theme) {
        for (name, bytes) in theme.assets.iter().filter(|(name, _)| !INLINED.contains(&name.as_str())) {
            if let Ok(path) = SitePath::new(format!("assets/{name}")) {
                self.site.insert(path, bytes.to_vec());
            }
        }
    }

    fn files_for_robots(&mut self) {
        let sitemap = fixed("sitemap.xml");
        let address = self.maker.context.routes.absolute(&sitemap);
        self.site.insert(fixed("robots.txt"), sitemap::robots(address.as_deref()));
        if address.is_some() {
            self.site.insert(sitemap, sitemap::sitemap(&self.sitemap));
        }
    }
}

fn fixed(name: &str) -> SitePath {
    SitePath::new(name).expect("the name is a sound path")
}

/// Returns what to know of a site that is built as it should be.
fn advice(site: &Site, library: &Library, config: &Config) -> Vec<Diagnostic> {
    let mut advice = Vec::new();
    if config.base_url.is_none() && !library.works.is_empty() {
        let message = "the site's address is not known, so the pages do not name their versions in other languages to search engines";
        advice.push(Diagnostic::note(message).hint("set base_url in diglot.toml, or give --base-url"));
    }
    if config.pages == Pages::Edition {
        let large =
            site.iter().filter(|(path, file)| file.bytes.len() > LARGE_PAGE && path.as_str().ends_with(".html"));
        advice.extend(large.map(|(path, file)| {
            let megabytes = file.bytes.len() as f64 / 1e6;
            Diagnostic::warning(format!("the page {path} has {megabytes:.1} MB, which is slow to load"))
                .hint("set pages = \"work\" in diglot.toml to give each work a page of its own")
        }));
    }
    advice
}
