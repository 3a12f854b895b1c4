//! The pipeline: read, understand, render. Open this file first.
//!
//! ```text
//! seeds/ ──read──▶ Sources ──understand──▶ Library ──render──▶ Site
//! ```
//!
//! It never writes: what is done with the [`Site`] is for its caller to say.

mod workshop;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::ground::config::{self, Config};
use crate::ground::diagnostic::{Diagnostic, Failure, Place};
use crate::ground::language::Language;
use crate::ground::lock::{LOCK, Lock};
use crate::ground::site::{Clash, Site};
use crate::ground::theme::Theme;
use crate::read;
use crate::render::{self, Routes};
use crate::understand::{self, Library, Work};

pub use self::workshop::Workshop;

/// The name of the configuration in a project's folder.
pub const CONFIG: &str = "diglot.toml";

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

/// What was built, and what was found on the way.
#[derive(Clone, Debug)]
pub struct Built {
    /// The files of the site. No two of them are one on any file system. None where the templates do not work.
    pub site: Option<Site>,
    /// The works it was made from.
    pub library: Library,
    /// The configuration it was made with.
    pub config: Config,
    /// What people have decided of segments. Empty where there is no lock file.
    pub lock: Lock,
    /// What there is to say of the texts, in the order of the stages.
    pub diagnostics: Vec<Diagnostic>,
}

/// The texts of a project, understood.
#[derive(Clone, Debug)]
pub struct Understood {
    /// The works.
    pub library: Library,
    /// The configuration.
    pub config: Config,
    /// What people have decided of segments. Empty where there is no lock file.
    pub lock: Lock,
    /// What there is to say of the texts, in the order of the stages.
    pub diagnostics: Vec<Diagnostic>,
}

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
/// When the machine refuses to read the project. What is wrong with the texts is among the diagnostics of [`Built`].
pub fn build(project: &Project) -> Result<Built, Failure> {
    build_in_stages(project, &mut |_| ())
}

/// Builds the site of `project`, and calls `enter` at the beginning of each stage.
///
/// # Errors
/// As [`build`].
pub fn build_in_stages(project: &Project, enter: &mut dyn FnMut(Stage)) -> Result<Built, Failure> {
    enter(Stage::Reading);
    let (config, found) = configure(project)?;
    let Understood { library, config, lock, mut diagnostics } = understand(project, config, found, enter)?;

    enter(Stage::Rendering);
    let (theme, found) = Theme::load(&project.root)?;
    diagnostics.extend(found);
    let site = match render::render(&library, &config, &theme, project.epoch) {
        Ok((site, found)) => {
            diagnostics.extend(found);
            let (site, clashes) = site.without_clashes();
            diagnostics.extend(clashes.iter().map(clash));
            Some(site)
        }
        Err(broken) => {
            diagnostics.push(broken);
            None
        }
    };
    Ok(Built { site, library, config, lock, diagnostics })
}

impl Built {
    /// Returns the address, below the site's root, of `work` in `language`, or of a segment of it.
    pub fn address(&self, work: &Work, language: &Language, segment: Option<usize>) -> String {
        let routes = Routes::new(&self.library, &self.config);
        let fragment = match segment {
            Some(segment) => format!("#{}s{segment}", routes.id_prefix(work)),
            None => routes.fragment(work),
        };
        routes.work(language, work).url() + &fragment
    }

    /// Returns the address, below the site's root, of the page of `language`.
    pub fn address_of(&self, language: &Language) -> String {
        Routes::new(&self.library, &self.config).language(language).url()
    }
}

/// Reads and understands the texts of `project`, and calls `enter` at the beginning of each stage. Translations are
/// aligned, also where the configuration wants no alignment for the site.
///
/// # Errors
/// As [`build`].
pub fn understand_in_stages(project: &Project, enter: &mut dyn FnMut(Stage)) -> Result<Understood, Failure> {
    enter(Stage::Reading);
    let (config, diagnostics) = configure(project)?;
    understand(project, Config { align: true, ..config }, diagnostics, enter)
}

fn understand(
    project: &Project,
    config: Config,
    mut diagnostics: Vec<Diagnostic>,
    enter: &mut dyn FnMut(Stage),
) -> Result<Understood, Failure> {
    let (sources, found) = read::read(&project.seeds, &project.shown_seeds())?;
    diagnostics.extend(found);

    enter(Stage::Understanding);
    let (library, found) = understand::understand(&sources, &config, project.drafts);
    diagnostics.extend(found);
    let lock = sources.lock.unwrap_or_else(|| Lock::empty(format!("{}/{LOCK}", project.shown_seeds())));
    Ok(Understood { library, config, lock, diagnostics })
}

/// Reads the configuration, which need not be there, and gives the address of the command line precedence.
fn configure(project: &Project) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let (mut config, diagnostics) = match read_config(&project.root.join(CONFIG))? {
        Some(Ok(text)) => Config::parse(CONFIG, &text),
        Some(Err(diagnostic)) => (Config::default(), vec![diagnostic]),
        None => (Config::default(), Vec::new()),
    };
    if let Some(stated) = &project.base_url {
        let base_url = config::base_url(stated)
            .map_err(|wrong| Failure { message: format!("--base-url: {}", wrong.message), hint: wrong.hint })?;
        config.base_url = Some(base_url);
    }
    Ok((config, diagnostics))
}

fn read_config(file: &Path) -> Result<Option<Result<String, Diagnostic>>, Failure> {
    if fs::metadata(file).is_ok_and(|found| !found.is_file()) {
        // Whoever opens a pipe waits until somebody writes to it.
        return Err(Failure::new(format!("{CONFIG} is no file")).hint("move it away"));
    }
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::io("read", file, &error)),
    };
    Ok(Some(String::from_utf8(bytes).map_err(|_| {
        let message = "the configuration is not UTF-8 and is passed over";
        Diagnostic::error(message).at(Place::file(CONFIG)).hint("save it as UTF-8")
    })))
}

fn clash(Clash { kept, dropped }: &Clash) -> Diagnostic {
    Diagnostic::error(format!("`{dropped}` and `{kept}` are one file on some systems, so `{dropped}` is left out"))
        .hint("give one of the two works another slug, or the file another name")
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
