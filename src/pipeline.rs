//! The pipeline: read, understand, render. Open this file first.
//!
//! ```text
//! seeds/ ──read──▶ Sources ──understand──▶ Library ──render──▶ Site
//! ```
//!
//! It never writes: what is done with the [`Site`](crate::ground::site::Site) is for its caller to say.

mod made;
mod texts;
mod gathered;
mod told;
mod works;
mod cache;
mod memory;
mod workshop;

use std::sync::{Mutex, PoisonError};

use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::ground::fingerprint::Printed;
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::ground::site::Resource;
use crate::ground::theme::Theme;
use crate::host::Served;
use crate::read::{self, Seed};
use crate::render::{Basis, Renderer};
use crate::understand::{Catalogue, Library, Opened, Teaching};
use cache::Past;
use gathered::{Gathered, gather, open};
use made::Keep;
use memory::Memory;
use texts::{Texts, read_texts};
use works::{Job, Press, serve};

pub use self::cache::Cache;
pub use self::made::{Built, Made, Project, Sink, Stage, Stated};
pub use self::texts::configure;
pub use self::workshop::Workshop;
pub use crate::ground::config::CONFIG;

/// How many bytes of text are few enough that each is parsed once where it is paired and aligned: those of a thousand works. Of
/// more texts, documents are let go between their uses.
const SHORT: usize = 10_000_000;

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
    let run = Run { memory, teaching, sink: &sink, keep: &|opened| opened.work.clone() };
    let texts = read_texts(project, None, &memory.files, &|_, _| ())?;
    let (made, _) = run.make(texts, Past::default(), &mut |_| ())?;
    let files = sink.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Built { site: made.is_whole.then(|| files.into_iter().collect()), made })
}

/// What was made, and what to leave of it for the next build.
pub type Outcome<R, W> = (Made<W>, Cache<R, W>);

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
    let Cache { files, mut understanding, past } = recall();
    let files = read::Memory::lasting(files);
    // What a text that is let go tells of its language is found out while it is at hand.
    let told = |seed: &Printed<Seed>, languages: &[Language]| drop(understanding.finding(seed, languages));
    let texts = read_texts(project, None, &files, &told)?;
    if texts.config.align && texts.length() <= SHORT {
        understanding.keep_documents();
    }
    let memory = Memory { files, understanding, ..Memory::default() };
    let run = Run { memory: &memory, teaching: Teaching::Anew, sink, keep };
    let (made, past) = run.make(texts, past, enter)?;
    Ok((made, Cache { files: memory.files.known(), understanding: memory.understanding, past }))
}

/// What was made, and what was printed of it.
type WithPast<R, W> = (Made<W>, Past<R, W>);

/// How a site is made: with what is remembered, and for whom.
struct Run<'a, S, W> {
    memory: &'a Memory,
    teaching: Teaching,
    /// Where the files go.
    sink: &'a S,
    /// What is kept of each work.
    keep: &'a Keep<'a, W>,
}

impl<S: Sink, W: Clone + Send + Sync> Run<'_, S, W> {
    /// Makes the site of `texts`, given what was printed in a build before. Returns too what was printed in this one.
    fn make(
        &self,
        texts: Texts,
        past: Past<S::Receipt, W>,
        enter: &mut dyn FnMut(Stage),
    ) -> Result<WithPast<S::Receipt, W>, Failure> {
        let Run { memory, teaching, sink, keep } = *self;
        enter(Stage::Understanding);
        let project = texts.project;
        let (gathered, theme) = rayon::join(|| gather(texts, memory), || Theme::load(&project.root, &memory.assets));
        let Gathered { catalogue, stated, mut diagnostics } = gathered;
        enter(Stage::Rendering);
        let (theme, found) = theme?;
        diagnostics.extend(found);
        let (opener, found) = open(&catalogue, &stated, teaching, memory);
        diagnostics.extend(found);
        let Catalogue { languages, entries, .. } = catalogue;
        let basis = Basis::new(&languages, entries.len(), &stated.config, &theme);
        let jobs = works::jobs(entries, &opener, &basis, past.works, sink);
        let learn = || opener.learn(jobs.iter().filter_map(Job::to_do));
        let (ready, renderer) = rayon::join(learn, || Renderer::new(basis, &memory.rendered));
        let printed = match renderer {
            Ok((renderer, found)) => {
                diagnostics.extend(found);
                let (languages, config, epoch) = (&*languages, &stated.config, project.epoch);
                Press { renderer, languages, config, epoch, sink, keep }.print(jobs, &ready, past.lists)?
            }
            Err(broken) => {
                diagnostics.push(broken);
                works::open(jobs.into_iter().map(|job| job.entry).collect(), &opener, keep)
            }
        };
        memory.files.check()?;
        opener.hand_on();
        let is_behind = opener.is_behind();
        diagnostics.extend(printed.diagnostics);
        let library = Library { languages, works: printed.works };
        Ok((Made { library, stated, is_whole: printed.is_whole, is_behind, diagnostics }, printed.past))
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
    let texts = read_texts(project, Some(true), &memory.files, &|_, _| ())?;
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
    let texts = read_texts(project, None, &memory.files, &|_, _| ())?;
    let Gathered { catalogue, stated, diagnostics } = gather(texts, &memory);
    memory.files.check()?;
    Ok((serve(&catalogue.languages, &stated.config), diagnostics))
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
