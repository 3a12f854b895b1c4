//! Rendering turns a library into a site: it decides which pages there are, and fills the templates.

pub mod view;
mod routes;
pub(crate) mod strings;
mod tongue;
mod bounds;
mod stretches;
mod calls;
mod stopped;
mod said;
mod assets;
mod report;
mod engine;
mod basis;
mod context;
mod markup;
mod ids;
mod headings;
mod french;
mod links;
mod text;
mod html;
mod places;
mod dead;
mod works;
mod nesting;
mod facing;
mod policy;
mod schema;
mod embed;
mod inline;
mod frame;
mod page;
mod index;
mod feed;
mod sitemap;
mod advice;

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use self::advice::advice;
pub use self::basis::Basis;
use self::basis::FED;
use self::context::Context;
use self::engine::Engine;
use self::feed::Item;
use self::frame::Page;
use self::headings::Named;
use self::index::Index;
use self::page::Shown;
use self::places::Places;
pub(crate) use self::routes::Routes;
use self::routes::pairs;
use self::said::Said;
use self::stopped::stopped;
use self::strings::Strings;
use self::tongue::Tongue;
use self::view::FacingWorkView;
use crate::ground::config::{Config, Pages};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::fingerprint::{Fingerprint, Printed};
use crate::ground::language::Language;
use crate::ground::memo::Memo;
use crate::ground::path::SitePath;
use crate::ground::site::{Resource, Site};
use crate::ground::theme::Theme;
use crate::understand::{Entry, Library, Opened, Work};

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
    let memory = Memory::default();
    let basis = Basis::new(&library.languages, library.works.len(), config, theme);
    let (renderer, mut diagnostics) = Renderer::new(basis, &memory)?;
    let works = library.works.par_iter().map(|work| renderer.pages_of(work, true)).collect::<Result<Vec<_>, _>>()?;
    diagnostics.extend(works.iter().flat_map(|work| work.diagnostics.iter().cloned()));
    let (files, parts): (Vec<_>, Vec<_>) = works.into_iter().map(|work| (work.files, work.part)).unzip();
    let (whole, found) = renderer.whole(&parts, &*renderer.lists(&parts, renderer.lists_key(&parts))?, epoch)?;
    diagnostics.extend(found);
    Ok((files.into_iter().flatten().chain(whole).collect(), diagnostics))
}

/// What rendering remembers of works, and of pages that are made of all works. The default one remembers nothing.
pub type Memory = Memo<Result<Arc<Rendered>, Diagnostic>>;

/// Returns which links from text to text lead to a place that is not there, given what all works bring, each with its entry where it
/// [asks](Part::asks_for_places) for places.
pub fn lost(works: &[(Option<Box<Entry>>, Arc<Part>)]) -> Vec<Diagnostic> {
    places::lost(works.iter().flat_map(|(entry, part)| part.places.iter().map(move |text| (entry.as_deref(), text))))
}

impl Part {
    /// Tells whether a text of the work leads to a place in another one.
    pub fn asks_for_places(&self) -> bool {
        self.places.iter().any(|text| !text.calls.is_empty())
    }
}

/// Renders the works of one site, and then what is made of them all. Whatever it returns depends only on what it was made
/// with and what it is given.
pub struct Renderer<'a> {
    engine: Engine<'a>,
    context: Context<'a>,
    memory: &'a Memory,
}

/// A file of the site.
pub type File = (SitePath, Resource);

/// What is made of a work, or of all works, at a time.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// Its pages, or other files.
    pub files: Vec<File>,
    /// What it brings to what is made of all works.
    pub part: Arc<Part>,
    /// What in the texts of the work leads nowhere.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a work brings to what is made of all works. Lists of works bring to the sitemap what it says of them, and no more.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Part {
    /// What the sitemap says of its own pages.
    listed: Vec<sitemap::Entry>,
    /// The work on the page of each language.
    shown: Vec<Arc<Printed<Shown>>>,
    /// The work on the facing pages of each two languages that hold all works.
    faced: Vec<Option<Arc<FacingWorkView>>>,
    /// The work in the feed of each language.
    items: Vec<Option<Item>>,
    /// The places of its texts, and what they lead to.
    places: Vec<Places>,
}

/// Pages that are filled, and what the sitemap says of them.
type Filled = (Vec<File>, Vec<sitemap::Entry>);

impl<'a> Renderer<'a> {
    /// Returns the renderer of a site, and what is wrong with the strings of the theme.
    ///
    /// # Errors
    /// When a template does not work.
    pub fn new(basis: Basis<'a>, memory: &'a Memory) -> Result<(Renderer<'a>, Vec<Diagnostic>), Diagnostic> {
        let Basis { languages, config, theme, .. } = basis;
        let mut diagnostics = Vec::new();
        let (said, mut tongues) = (Said::new(theme), BTreeMap::new());
        for language in languages {
            let (strings, found) = Strings::new(theme, language, config.names.get(language));
            diagnostics.extend(found);
            tongues.insert(language.tag().to_owned(), Tongue::new(language, languages, config, strings, said.ids()));
        }
        let tongues = Arc::new(tongues);
        let engine = Engine::new(theme, tongues.clone())?;
        diagnostics.extend([said.unsaid(&tongues), said.unknown(), stopped(theme, config.base_url.as_ref())].concat());
        let context = Context::new(basis, tongues);
        Ok((Renderer { engine, context, memory }, diagnostics))
    }

    /// Returns what the opened work brings to the site; `fed` says whether a feed shows it.
    ///
    /// # Errors
    /// When a template does not work.
    pub fn work(&self, opened: &Opened, fed: bool) -> Result<Arc<Rendered>, Diagnostic> {
        self.memory.get(self.context.basis.key(opened.key, fed), || self.pages_of(&opened.work, fed).map(Arc::new))
    }

    fn pages_of(&self, work: &Work, fed: bool) -> Result<Rendered, Diagnostic> {
        let (context, languages, work) = (&self.context, self.context.basis.languages, &Named::new(work));
        let shown = languages.iter().map(|language| Printed::new(page::shown(context, language, work))).collect();
        let items = languages.iter().filter(|_| fed).map(|language| feed::item(context, work, language)).collect();
        let faced = pairs(languages).map(|pair| (pair, facing::facing(context, pair, work).map(Arc::new)));
        let (faced, (files, listed)) = match context.basis.config.pages {
            Pages::Edition => (faced.map(|(_, faced)| faced).collect(), Filled::default()),
            Pages::Work => {
                let texts = languages.iter().map(|language| page::work(context, language, work));
                let facing = |(pair, faced): (_, Option<_>)| {
                    page::facing(context, pair, faced.into_iter().collect(), &work.slug)
                };
                (Vec::new(), self.fill(texts.chain(faced.filter_map(facing)))?)
            }
        };
        let (diagnostics, places) = dead::links(context, work);
        let part = Arc::new(Part { listed, shown, faced, items, places });
        Ok(Rendered { files, part, diagnostics })
    }

    /// Returns the files that are made of all `works`, the newest first, with these [`lists`](Renderer::lists) of them; and what
    /// there is to know of them.
    ///
    /// # Errors
    /// When a template does not work.
    pub fn whole(
        &self,
        works: &[Arc<Part>],
        lists: &Rendered,
        epoch: Timestamp,
    ) -> Result<(Vec<File>, Vec<Diagnostic>), Diagnostic> {
        let Basis { config, theme, fingerprint, .. } = self.context.basis;
        let (own, listed) = self.own_pages(works)?;
        let files = lists.files.iter().cloned().chain(own).chain(self.feeds(works, epoch));
        let of_works = works.iter().flat_map(|work| &work.listed);
        let listed: Vec<&sitemap::Entry> = listed.iter().chain(&lists.part.listed).chain(of_works).collect();
        let for_robots = self.memory.get(Fingerprint::of(&(fingerprint, "robots", &listed)), || {
            Ok(Arc::new(Rendered { files: self.files_for_robots(&listed), ..Rendered::default() }))
        })?;
        let assets = self.engine.assets().files(theme).map(|(path, bytes)| file(path, bytes));
        let files: Vec<File> = files.chain(for_robots.files.iter().cloned()).chain(assets).collect();
        let advice = advice(&files, works.len(), config);
        Ok((files, advice))
    }

    /// Returns the pages that the site has once: the chooser, facing pages of all works, and those that are shown when there is none.
    fn own_pages(&self, works: &[Arc<Part>]) -> Result<Filled, Diagnostic> {
        let (context, languages) = (&self.context, self.context.basis.languages);
        let facing = pairs(languages).enumerate().filter_map(|(number, pair)| {
            let faced = works.iter().filter_map(|work| work.faced.get(number)?.clone()).collect();
            page::facing(context, pair, faced, "")
        });
        let not_found = languages.iter().map(Some).chain([None]);
        let not_found = not_found.filter_map(|language| page::not_found(context, language));
        self.fill(page::chooser(context).into_iter().chain(facing).chain(not_found))
    }

    /// Returns the feeds of all languages.
    fn feeds(&self, works: &[Arc<Part>], epoch: Timestamp) -> impl Iterator<Item = File> {
        self.context.basis.languages.iter().enumerate().map(move |(number, language)| {
            let items = works.iter().filter_map(|work| work.items.get(number)?.as_ref()).take(FED);
            let feed = feed::feed(&self.context, language, &items.collect::<Vec<_>>(), epoch);
            file(self.context.routes.feed(language), feed)
        })
    }

    /// Returns what stands for all that the lists of these works are made from.
    pub fn lists_key(&self, works: &[Arc<Part>]) -> Fingerprint {
        let shown = works.iter().flat_map(|work| &work.shown);
        let prints: Vec<Fingerprint> = shown.map(|shown| shown.fingerprint()).collect();
        Fingerprint::of(&(self.context.basis.fingerprint, "lists", prints))
    }

    /// Returns the lists of these works, whose [`key`](Renderer::lists_key) is known: the pages of all languages, which are their
    /// editions, or the indexes of their works.
    ///
    /// # Errors
    /// When a template does not work.
    pub fn lists(&self, works: &[Arc<Part>], key: Fingerprint) -> Result<Arc<Rendered>, Diagnostic> {
        self.memory.get(key, || {
            let shown = |number: usize| works.iter().map(move |work| &**work.shown[number]);
            let languages = 0..self.context.basis.languages.len();
            let (files, listed) = match self.context.basis.config.pages {
                Pages::Edition => {
                    self.editions(&languages.map(|number| shown(number).collect()).collect::<Vec<_>>())?
                }
                Pages::Work => {
                    let listed = |number| shown(number).map(|shown| shown.view.clone()).collect();
                    let listed = languages.map(listed).collect();
                    Index::divide(listed, |index| self.indexes(index))?
                }
            };
            let part = Arc::new(Part { listed, ..Part::default() });
            Ok(Arc::new(Rendered { files, part, ..Rendered::default() }))
        })
    }

    /// Returns the editions of all languages, which are made at the same time.
    fn editions(&self, works: &[Vec<&Shown>]) -> Result<Filled, Diagnostic> {
        let languages = self.context.basis.languages;
        let has_text = |works: &[&Shown]| works.iter().any(|work| work.is_in_full());
        let with_texts = languages.iter().zip(works).filter(|(_, works)| has_text(works));
        let with_texts: Vec<&Language> = with_texts.map(|(language, _)| language).collect();
        let edition =
            |(language, works): (_, &Vec<_>)| self.fill([page::edition(&self.context, language, works, &with_texts)]);
        let filled = languages.par_iter().zip(works).map(edition).collect::<Result<Vec<_>, _>>()?;
        let (files, listed): (Vec<_>, Vec<_>) = filled.into_iter().unzip();
        Ok((files.concat(), listed.concat()))
    }

    /// Returns the pages of the indexes of all languages, and the size of the largest.
    fn indexes(&self, index: &Index) -> Result<(Filled, usize), Diagnostic> {
        let pages = (0..self.context.basis.languages.len())
            .flat_map(|place| (1..=index.pages()).map(move |number| page::index(&self.context, place, index, number)));
        // One after the other: while a page is filled, the template engine has a copy of all that it lists.
        let (files, listed) = self.fill(pages)?;
        let largest = files.iter().map(|(_, file)| file.bytes.len()).max().unwrap_or_default();
        Ok(((files, listed), largest))
    }

    /// Fills the templates of `pages`, one after the other.
    fn fill(&self, pages: impl IntoIterator<Item = Page>) -> Result<Filled, Diagnostic> {
        let (mut files, mut listed) = Filled::default();
        for (path, view) in pages {
            files.push(file(path, self.engine.render(&view)?));
            sitemap::add(&mut listed, &view);
        }
        Ok((files, listed))
    }

    fn files_for_robots(&self, listed: &[&sitemap::Entry]) -> Vec<File> {
        let address = |name: &str| self.context.routes.absolute(&fixed(name));
        let sitemap = address("sitemap.xml");
        let mut files = vec![Resource::at("robots.txt", sitemap::robots(sitemap.as_deref()))];
        if sitemap.is_some() {
            let parts = sitemap::sitemap(listed, sitemap::LIMITS, |name| address(name).unwrap_or_default());
            files.extend(parts.into_iter().map(|(name, xml)| file(fixed(&name), xml)));
        }
        files
    }
}

fn file(path: SitePath, bytes: impl Into<Bytes>) -> File {
    let resource = Resource::new(&path, bytes);
    (path, resource)
}

fn fixed(name: &str) -> SitePath {
    SitePath::new(name).expect("the name is a sound path")
}
