//! The pipeline: read, understand, render. Open this file first.
//!
//! ```text
//! seeds/ ──read──▶ Sources ──understand──▶ Library ──render──▶ Site
//! ```
//!
//! It never writes: what is done with the [`Site`] is for its caller to say.

mod cache;
mod memory;
mod texts;
mod works;
mod workshop;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::ground::config::Config;
use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::ground::fingerprint::Printed;
use crate::ground::language::Language;
use crate::ground::lock::{LOCK, Lock};
use crate::ground::path::SitePath;
use crate::ground::site::{Resource, Site};
use crate::ground::theme::Theme;
use crate::ground::word_list::WordList;
use crate::host::{self, Served};
use crate::read;
use crate::render::{Basis, Renderer, Routes};
use crate::understand::{self, Catalogue, Library, Opened, Opener, Teaching, Work};
use cache::Past;
use memory::Memory;
use texts::{Texts, read_texts};
use works::{Job, Press};

pub use self::cache::Cache;
pub use self::texts::{CONFIG, configure};
pub use self::workshop::Workshop;

/// How many bytes of text are few enough that each is parsed once. Of more texts, documents are let go between their uses.
const SHORT: usize = 1_000_000;

/// What to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The folder of `diglot.toml`, `templates/` and `assets/`.
    pub root: PathBuf,
    /// The folder of the texts.
    pub seeds: PathBuf,
    /// The address of the site, where it is not the configuration's.
    pub base_url: Option<String>,
    /// Whether texts that are not ready are built too.
    pub drafts: bool,
    /// The moment that undated works are given in feeds: nothing asks the clock, so that the same seeds make the same
    /// bytes.
    pub epoch: Timestamp,
}

/// What a project states beside its texts.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its configuration.
    pub config: Config,
    /// What people have decided of segments. Empty where there is no lock file.
    pub lock: Lock,
    /// Words that translate each other, as people say.
    pub word_lists: Vec<Arc<Printed<WordList>>>,
}

/// What was made of a project. The files of its site went elsewhere as they were made, where anybody asked for them.
#[derive(Clone, Debug)]
pub struct Made<W = Arc<Work>> {
    /// Its works, or what was kept of each.
    pub library: Library<W>,
    /// What it was made with.
    pub stated: Stated,
    /// Whether all files of the site were made. They were not where the templates do not work.
    pub is_whole: bool,
    /// Whether works were aligned with what was learned from texts that have changed since. Only in a [`Workshop`].
    pub is_behind: bool,
    /// What there is to say of the texts, in the order of the stages.
    pub diagnostics: Vec<Diagnostic>,
}

/// A site, and what was found on the way to it.
#[derive(Clone, Debug)]
pub struct Built {
    /// The files of the site. No two of them are one on any file system. None where the templates do not work.
    pub site: Option<Site>,
    /// What it was made from.
    pub made: Made,
}

/// What was made, and what to leave of it for the next build.
pub type Outcome<R, W> = (Made<W>, Cache<R, W>);

/// Takes the files of a site as they are made, in any order and from several threads.
pub trait Sink: Sync {
    /// What is remembered of a file that lies where it belongs.
    type Receipt: Clone + Send + Sync;

    /// Takes a file.
    ///
    /// # Errors
    /// When the machine refuses it.
    fn put(&self, path: &SitePath, resource: &Resource) -> Result<Self::Receipt, Failure>;

    /// Tells whether all these files lie where they belong since an earlier build, so that nobody need put them. If so they are
    /// taken to be put. A sink that begins anew each time has nothing to add.
    fn keep(&self, files: &[(SitePath, Self::Receipt)]) -> bool {
        files.is_empty()
    }
}

/// Says what is kept of a work that was opened.
type Keep<'a, W> = dyn Fn(&Opened) -> W + Sync + 'a;

/// The stages of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files become texts.
    Reading,
    /// Texts become works.
    Understanding,
    /// Works become pages.
    Rendering,
}

impl Project {
    /// Returns the project in the folder `root`, with everything at its usual place.
    pub fn new(root: impl Into<PathBuf>) -> Project {
        let root = root.into();
        Project { seeds: root.join("seeds"), root, base_url: None, drafts: false, epoch: Timestamp::UNIX_EPOCH }
    }

    /// Returns the folder of the texts as a person would name it: below the project where it lies there.
    fn shown_seeds(&self) -> String {
        let shown = self.seeds.strip_prefix(&self.root).unwrap_or(&self.seeds);
        let parts: Vec<_> = shown.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/").replace("//", "/")
    }
}

/// Builds the site of `project`.
///
/// # Errors
/// When the machine refuses to read the project. What is wrong with the texts is among the diagnostics of [`Made`].
pub fn build(project: &Project) -> Result<Built, Failure> {
    collect(project, &Memory::default(), Teaching::Anew)
}

/// Builds the site of `project`, remembering it in `memory`.
fn collect(project: &Project, memory: &Memory, teaching: Teaching) -> Result<Built, Failure> {
    let sink = Collected::default();
    let (keep, past) = (|opened: &Opened| opened.work.clone(), &mut Past::default());
    let texts = read_texts(project, None, &memory.files)?;
    let made = make_with(texts, memory, teaching, &mut |_| (), &sink, &keep, past)?;
    let files = sink.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Built { site: made.is_whole.then(|| files.into_iter().collect()), made })
}

/// The files of a site, in any order.
#[derive(Default)]
struct Collected(Mutex<Vec<(SitePath, Resource)>>);

impl Sink for Collected {
    type Receipt = ();

    fn put(&self, path: &SitePath, resource: &Resource) -> Result<(), Failure> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((path.clone(), resource.clone()));
        Ok(())
    }
}

/// Makes the files of the site of `project` and gives them to `sink`. Calls `enter` at the beginning of each stage, and
/// keeps of each work what `keep` returns. What the cache that `recall` returns has of an earlier build is not made again.
///
/// A work is opened, rendered and let go, so that only as much of the site is in memory as is being made.
///
/// # Errors
/// As [`build`], and where `sink` fails.
pub fn make<S: Sink, W: Clone + Send + Sync>(
    project: &Project,
    enter: &mut dyn FnMut(Stage),
    sink: &S,
    keep: &(dyn Fn(&Opened) -> W + Sync),
    recall: impl FnOnce() -> Cache<S::Receipt, W> + Send,
) -> Result<Outcome<S::Receipt, W>, Failure> {
    enter(Stage::Reading);
    let files = read::Memory::default();
    let (texts, Cache { mut understanding, mut past }) = rayon::join(|| read_texts(project, None, &files), recall);
    let texts = texts?;
    if texts.length() <= SHORT {
        understanding.keep_documents();
    }
    let memory = Memory { files, understanding, ..Memory::default() };
    let made = make_with(texts, &memory, Teaching::Anew, enter, sink, keep, &mut past)?;
    Ok((made, Cache { understanding: memory.understanding, past }))
}

fn make_with<S: Sink, W: Clone + Send + Sync>(
    texts: Texts,
    memory: &Memory,
    teaching: Teaching,
    enter: &mut dyn FnMut(Stage),
    sink: &S,
    keep: &Keep<W>,
    past: &mut Past<S::Receipt, W>,
) -> Result<Made<W>, Failure> {
    enter(Stage::Understanding);
    let project = texts.project;
    let (gathered, theme) = rayon::join(|| gather(texts, memory), || Theme::load(&project.root));
    let Gathered { catalogue, stated, mut diagnostics } = gathered;
    enter(Stage::Rendering);
    let (theme, found) = theme?;
    diagnostics.extend(found);
    let (opener, found) = open(&catalogue, &stated, teaching, memory);
    diagnostics.extend(found);
    let Catalogue { languages, entries, .. } = catalogue;
    let basis = Basis::new(&languages, entries.len(), &stated.config, &theme, opener.targets());
    let Past { works, lists } = std::mem::take(past);
    let jobs = works::jobs(entries, &opener, &basis, works, sink);
    let learn = || opener.learn(jobs.iter().filter_map(Job::to_do));
    let printed = match rayon::join(learn, || Renderer::new(basis, &memory.rendered)) {
        (ready, Ok((renderer, found))) => {
            diagnostics.extend(found);
            let press =
                Press { renderer, languages: &languages, config: &stated.config, epoch: project.epoch, sink, keep };
            press.print(jobs, &ready, lists)?
        }
        (_, Err(broken)) => {
            diagnostics.push(broken);
            works::open(jobs.into_iter().map(|job| job.entry).collect(), &opener, keep)
        }
    };
    memory.files.check()?;
    opener.hand_on();
    let is_behind = opener.is_behind();
    *past = printed.past;
    diagnostics.extend(printed.diagnostics);
    let library = Library { languages, works: printed.works };
    Ok(Made { library, stated, is_whole: printed.is_whole, is_behind, diagnostics })
}

impl Made {
    /// Returns the address, below the site's root, of `work` in `language`, or of a segment of it.
    pub fn address(&self, work: &Work, language: &Language, segment: Option<usize>) -> String {
        let routes = self.routes();
        let fragment = match segment {
            Some(segment) => format!("#{}s{segment}", routes.id_prefix(work)),
            None => routes.fragment(&work.slug, None),
        };
        routes.work(language, work).url() + &fragment
    }

    /// Returns the address, below the site's root, of the page of `language`.
    pub fn address_of(&self, language: &Language) -> String {
        self.routes().language(language).url()
    }

    fn routes(&self) -> Routes<'_> {
        Routes::new(&self.library.languages, self.library.works.len(), &self.stated.config)
    }
}

/// Reads and understands the texts of `project`, and calls `enter` at the beginning of each stage. Translations are
/// aligned, also where the configuration wants no alignment for the site, of which nothing is made.
///
/// # Errors
/// As [`build`].
pub fn understand_in_stages(project: &Project, enter: &mut dyn FnMut(Stage)) -> Result<Made, Failure> {
    let memory = Memory::default();
    enter(Stage::Reading);
    let texts = read_texts(project, Some(true), &memory.files)?;
    enter(Stage::Understanding);
    let Gathered { catalogue, stated, mut diagnostics } = gather(texts, &memory);
    let (opener, found) = open(&catalogue, &stated, Teaching::Anew, &memory);
    diagnostics.extend(found);
    let Catalogue { languages, entries, .. } = catalogue;
    let opened = works::open::<(), _>(entries, &opener, &|opened| opened.work.clone());
    memory.files.check()?;
    diagnostics.extend(opened.diagnostics);
    let library = Library { languages, works: opened.works };
    Ok(Made { library, stated, is_whole: false, is_behind: false, diagnostics })
}

/// Returns what the host of the site of `project` has to know of it, and what there is to say of the texts.
///
/// # Errors
/// As [`build`].
pub fn served(project: &Project) -> Result<(Served, Vec<Diagnostic>), Failure> {
    let memory = Memory::default();
    let texts = read_texts(project, None, &memory.files)?;
    let Gathered { catalogue, stated, diagnostics } = gather(texts, &memory);
    memory.files.check()?;
    Ok((serve(&catalogue.languages, &stated.config), diagnostics))
}

/// Returns what a host has to know of a site in these languages.
fn serve(languages: &[Language], config: &Config) -> Served {
    let routes = Routes::new(languages, 0, config);
    let version = |language: &Language| host::Version {
        language: language.clone(),
        home: routes.language(language),
        not_found: routes.not_found(Some(language)),
    };
    let versions = languages.iter().map(version).collect();
    Served { base_url: config.base_url.clone(), not_found: routes.not_found(None), versions }
}

/// What is known of a project before a work is opened.
#[derive(Debug)]
struct Gathered {
    catalogue: Catalogue,
    stated: Stated,
    diagnostics: Vec<Diagnostic>,
}

/// Finds out which works there are in the texts of a project.
fn gather(texts: Texts, memory: &Memory) -> Gathered {
    let Texts { project, config, mut sources, mut diagnostics } = texts;
    let (catalogue, found) = understand::catalogue(&sources, &config, project.drafts, &memory.understanding);
    diagnostics.extend(found);
    let lock = sources.lock.take().unwrap_or_else(|| Lock::empty(format!("{}/{LOCK}", project.shown_seeds())));
    Gathered { catalogue, stated: Stated { config, lock, word_lists: sources.word_lists }, diagnostics }
}

/// Returns the opener of the works of `catalogue`, and what is wrong with what is stated of them.
fn open<'a>(
    catalogue: &Catalogue,
    stated: &'a Stated,
    teaching: Teaching,
    memory: &'a Memory,
) -> (Opener<'a>, Vec<Diagnostic>) {
    let Stated { config, lock, word_lists } = stated;
    Opener::new(catalogue, config, lock, word_lists, teaching, &memory.understanding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_named_from_the_project() {
        let cases =
            [(".", "seeds", "seeds"), ("/p", "/p/seeds", "seeds"), ("/p", "/texts", "/texts"), (".", "../t", "../t")];
        for (root, seeds, shown) in cases {
            let project = Project { seeds: seeds.into(), ..Project::new(root) };
            assert_eq!(project.shown_seeds(), shown);
        }
    }
}
