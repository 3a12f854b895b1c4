//! Rendering turns a library into a site: it decides which pages there are, and fills the templates.

pub mod view;
mod routes;
mod strings;
mod tongue;
mod bounds;
mod calls;
mod assets;
mod engine;
mod context;
mod markup;
mod ids;
mod headings;
mod links;
mod text;
mod html;
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

use self::advice::{LARGE_PAGE, advice};
use self::context::Context;
use self::engine::Engine;
use self::feed::Item;
use self::index::Index;
use self::page::Shown;
pub(crate) use self::routes::Routes;
use self::routes::pairs;
use self::strings::Strings;
use self::view::{FacingWorkView, View};
use crate::ground::config::{Config, Pages};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::fingerprint::{Fingerprint, Printed};
use crate::ground::language::Language;
use crate::ground::memo::Memo;
use crate::ground::path::SitePath;
use crate::ground::site::{Resource, Site};
use crate::ground::theme::Theme;
use crate::understand::{Entry, Library, Opened, Targets, Work};

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
    let targets = Targets::from(library);
    let basis = Basis::new(&library.languages, library.works.len(), config, theme, &targets);
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

/// What every page of a site is made with. It tells which pages would be the same again, before a template is read.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    languages: &'a [Language],
    works: usize,
    config: &'a Config,
    theme: &'a Theme,
    targets: &'a Targets,
    /// Stands for all of it that pages show. What texts link to is among what each work is made from.
    fingerprint: Fingerprint,
}

impl<'a> Basis<'a> {
    /// Returns the basis of a site with so many works.
    pub fn new(
        languages: &'a [Language],
        works: usize,
        config: &'a Config,
        theme: &'a Theme,
        targets: &'a Targets,
    ) -> Basis<'a> {
        // A new key has to say whether pages show it. What is left out is shown in the works, or not at all.
        let Config {
            base_url,
            title,
            description,
            author,
            pages,
            names,
            languages: _,
            paragraphs: _,
            align: _,
            host: _,
            silence: _,
            publish: _,
        } = config;
        let shown = (base_url, title, description, author, pages, names);
        // Of how many works there are, a page shows only whether it is the only one.
        let fingerprint = Fingerprint::of(&(languages, works == 1, shown, theme));
        Basis { languages, works, config, theme, targets, fingerprint }
    }

    /// Returns for each of `entries`, the newest first, whether a feed shows it.
    pub fn fed(&self, entries: &[Entry]) -> Vec<bool> {
        let mut room = vec![feed::CAPACITY; self.languages.len()];
        let is_fed = |entry: &Entry| {
            let has = |language: &Language| entry.members.iter().any(|member| member.language == *language);
            let places = self.languages.iter().zip(&mut room).filter(|(language, room)| **room > 0 && has(language));
            places.map(|(_, room)| *room -= 1).count() > 0
        };
        entries.iter().map(is_fed).collect()
    }

    /// Returns what stands for all that [`Renderer::work`] makes the pages of a work from; `opened` stands for the work.
    pub fn key(&self, opened: Fingerprint, fed: bool) -> Fingerprint {
        Fingerprint::of(&(self.fingerprint, opened, fed))
    }
}

/// Renders the works of one site, and then what is made of them all. Whatever it returns depends only on what it was made
/// with and what it is given.
pub struct Renderer<'a> {
    basis: Basis<'a>,
    engine: Engine<'a>,
    context: Context<'a>,
    memory: &'a Memory,
}

/// A file of the site.
pub type File = (SitePath, Resource);

/// What a work brings to the site, or a page that is made of all works.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// Its own pages.
    pub files: Vec<File>,
    /// What it brings to the pages that are made of all works.
    pub part: Arc<Part>,
    /// What in its texts leads nowhere.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a work brings to the pages that are made of all works.
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
}

impl<'a> Renderer<'a> {
    /// Returns the renderer of a site, and what is wrong with the strings of the theme.
    ///
    /// # Errors
    /// When a template does not work.
    pub fn new(basis: Basis<'a>, memory: &'a Memory) -> Result<(Renderer<'a>, Vec<Diagnostic>), Diagnostic> {
        let Basis { languages, theme, .. } = basis;
        let mut diagnostics = Vec::new();
        let mut strings = BTreeMap::new();
        for language in languages {
            let (own, found) = Strings::new(theme, language);
            diagnostics.extend(found);
            strings.insert(language.tag().to_owned(), own);
        }
        let strings = Arc::new(strings);
        let engine = Engine::new(theme, strings.clone())?;
        diagnostics.extend(engine.unsaid(&strings));
        let context = Context::new(basis, strings);
        Ok((Renderer { basis, engine, context, memory }, diagnostics))
    }

    /// Returns what the opened work brings to the site; `fed` says whether a feed shows it.
    ///
    /// # Errors
    /// When a template does not work.
    pub fn work(&self, opened: &Opened, fed: bool) -> Result<Arc<Rendered>, Diagnostic> {
        self.memory.get(self.basis.key(opened.key, fed), || self.pages_of(&opened.work, fed).map(Arc::new))
    }

    fn pages_of(&self, work: &Work, fed: bool) -> Result<Rendered, Diagnostic> {
        let languages = self.context.languages;
        let shown = languages.iter().map(|language| Printed::new(page::shown(&self.context, language, work))).collect();
        let (mut files, mut part) = (Vec::new(), Part { shown, ..Part::default() });
        if fed {
            part.items = languages.iter().map(|language| feed::item(&self.context, work, language)).collect();
        }
        match self.context.config.pages {
            Pages::Edition => {
                let faced = |pair| facing::facing(&self.context, pair, work).map(Arc::new);
                part.faced = pairs(languages).map(faced).collect();
            }
            Pages::Work => {
                for language in languages {
                    let path = self.context.routes.work(language, &work.slug);
                    self.page(&mut files, &mut part.listed, path, &page::work(&self.context, language, work))?;
                }
                for pair in pairs(languages) {
                    let works = facing::facing(&self.context, pair, work).into_iter().map(Arc::new).collect();
                    if let Some((path, view)) = page::facing(&self.context, pair, works, &work.slug) {
                        self.page(&mut files, &mut part.listed, path, &view)?;
                    }
                }
            }
        }
        let diagnostics = dead::links(&self.context, work);
        Ok(Rendered { files, part: Arc::new(part), diagnostics })
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
        let (mut files, mut listed) = (Vec::new(), Vec::new());
        let context = &self.context;
        if let Some(chooser) = page::chooser(&self.context) {
            self.page(&mut files, &mut listed, context.routes.root(), &chooser)?;
        }
        files.extend(lists.files.iter().cloned());
        for (number, language) in context.languages.iter().enumerate() {
            let items = works.iter().filter_map(|work| work.items.get(number)?.as_ref()).take(feed::CAPACITY);
            let feed = feed::feed(context, language, &items.collect::<Vec<_>>(), epoch);
            files.push(file(context.routes.feed(language), feed));
        }
        let is_edition = context.config.pages == Pages::Edition;
        for (number, pair) in pairs(context.languages).enumerate().filter(|_| is_edition) {
            let faced = works.iter().filter_map(|work| work.faced.get(number)?.clone()).collect();
            if let Some((path, view)) = page::facing(&self.context, pair, faced, "") {
                self.page(&mut files, &mut listed, path, &view)?;
            }
        }
        for language in context.languages.iter().map(Some).chain([None]) {
            if let Some(view) = page::not_found(&self.context, language) {
                self.page(&mut files, &mut listed, context.routes.not_found(language), &view)?;
            }
        }
        let of_works = works.iter().flat_map(|work| &work.listed);
        let listed: Vec<&sitemap::Entry> = listed.iter().chain(&lists.part.listed).chain(of_works).collect();
        let for_robots = self.memory.get(Fingerprint::of(&(self.basis.fingerprint, "robots", &listed)), || {
            Ok(Arc::new(Rendered { files: self.files_for_robots(&listed), ..Rendered::default() }))
        })?;
        files.extend(for_robots.files.iter().cloned());
        files.extend(self.engine.assets().files(self.context.theme).map(|(path, bytes)| file(path, bytes)));
        let advice = advice(&files, works.len(), context.config);
        Ok((files, advice))
    }

    /// Returns what stands for all that the lists of these works are made from.
    pub fn lists_key(&self, works: &[Arc<Part>]) -> Fingerprint {
        let languages = 0..self.context.languages.len();
        let shown = |number: usize| works.iter().map(move |work| &work.shown[number]);
        let prints: Vec<Fingerprint> = languages.flat_map(shown).map(|shown| shown.fingerprint()).collect();
        Fingerprint::of(&(self.basis.fingerprint, "lists", prints))
    }

    /// Returns the lists of these works, whose [`key`](Renderer::lists_key) is known: the pages of all languages, which are their
    /// editions, or the indexes of their works.
    ///
    /// # Errors
    /// When a template does not work.
    pub fn lists(&self, works: &[Arc<Part>], key: Fingerprint) -> Result<Arc<Rendered>, Diagnostic> {
        self.memory.get(key, || {
            let languages = 0..self.context.languages.len();
            let shown = |number: usize| works.iter().map(move |work| &*work.shown[number]);
            let sort = |number| page::sorted(&self.context, number, shown(number).map(|shown| &**shown));
            let sorted: Vec<Vec<&Shown>> = languages.into_par_iter().map(sort).collect();
            let rendered = match self.context.config.pages {
                Pages::Edition => self.editions(&sorted)?,
                Pages::Work => {
                    let listed = |works: Vec<&Shown>| works.into_iter().map(|shown| shown.view.clone()).collect();
                    let listed = sorted.into_iter().map(listed).collect();
                    Index::divide(listed, LARGE_PAGE, |index| self.indexes(index))?
                }
            };
            Ok(Arc::new(rendered))
        })
    }

    fn editions(&self, works: &[Vec<&Shown>]) -> Result<Rendered, Diagnostic> {
        let languages = self.context.languages;
        let editions = languages.iter().zip(works);
        let with_texts = editions.filter(|(_, works)| works.iter().any(|work| work.is_in_full()));
        let with_texts: Vec<&Language> = with_texts.map(|(language, _)| language).collect();
        let editions = languages.par_iter().zip(works);
        self.pages(editions.map(|(language, works)| page::edition(&self.context, language, works, &with_texts)))
    }

    /// Returns the pages of the indexes of all languages, and the size of the largest.
    fn indexes(&self, index: &Index) -> Result<(Rendered, usize), Diagnostic> {
        let (languages, pages) = (self.context.languages.len(), index.pages());
        // One after the other: while a page is filled, the template engine has a copy of all that it lists.
        let all = (0..languages * pages).into_par_iter().with_min_len(languages * pages);
        let rendered = self.pages(all.map(|at| page::index(&self.context, at / pages, index, at % pages + 1)))?;
        let largest = rendered.files.iter().map(|(_, file)| file.bytes.len()).max();
        Ok((rendered, largest.unwrap_or_default()))
    }

    /// Returns pages that are made at the same time.
    fn pages(&self, pages: impl IndexedParallelIterator<Item = (SitePath, View)>) -> Result<Rendered, Diagnostic> {
        let render = |(path, view): (SitePath, View)| {
            let (mut files, mut listed) = (Vec::new(), Vec::new());
            self.page(&mut files, &mut listed, path, &view)?;
            Ok((files, listed))
        };
        let (files, listed): (Vec<_>, Vec<_>) = pages.map(render).collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        let part = Part { listed: listed.concat(), ..Part::default() };
        Ok(Rendered { files: files.into_iter().flatten().collect(), part: Arc::new(part), ..Rendered::default() })
    }

    /// Adds the page at `path` to `files`, and what the sitemap says of it to `listed`.
    fn page(
        &self,
        files: &mut Vec<File>,
        listed: &mut Vec<sitemap::Entry>,
        path: SitePath,
        view: &View,
    ) -> Result<(), Diagnostic> {
        let html = self.engine.render(&format!("{}.html", view.page.kind.name()), view)?;
        sitemap::add(listed, view);
        files.push(file(path, html));
        Ok(())
    }

    fn files_for_robots(&self, listed: &[&sitemap::Entry]) -> Vec<File> {
        let address = |name: &str| self.context.routes.absolute(&fixed(name));
        let mut files = vec![file(fixed("robots.txt"), sitemap::robots(address("sitemap.xml").as_deref()))];
        if address("sitemap.xml").is_some() {
            let parts = sitemap::sitemap(listed, sitemap::LIMITS, |name| address(name).unwrap_or_default());
            files.extend(parts.into_iter().map(|(name, xml)| file(fixed(&name), xml)));
        }
        files
    }
}

fn file(path: SitePath, bytes: impl Into<Bytes>) -> (SitePath, Resource) {
    let resource = Resource::new(&path, bytes);
    (path, resource)
}

fn fixed(name: &str) -> SitePath {
    SitePath::new(name).expect("the name is a sound path")
}
