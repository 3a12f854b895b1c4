//! The workbench builds the project again when it has changed, and puts on the stage what came of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch::Sender;

use super::findings::Checker;
use super::problem::Problem;
use super::stage::Stage;
use crate::ground::config::BaseUrl;
use crate::ground::diagnostic::{Diagnostic, Failure, Severity};
use crate::pipeline::{Built, CONFIG, Made, Project, Workshop};
use crate::understand::Library;

/// A project, what was built of it last, and where that is shown.
pub(super) struct Workbench {
    /// The folder of the texts, as the author named it.
    seeds: PathBuf,
    workshop: Workshop,
    stage: Sender<Arc<Stage>>,
    made: Option<Made>,
    checker: Checker,
    /// Whether what is on the stage was made with a sound configuration.
    is_sound: bool,
    /// When the last build ended.
    ended: Instant,
}

/// How long nobody must have written before what takes long is done.
const QUIET: Duration = Duration::from_millis(1500);

/// How a build ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The files and folders whose change it answers. Empty where it is not known which, as at first.
    pub causes: BTreeSet<PathBuf>,
    /// How many files of the site are not what they were. None where the site stays as it was because of errors.
    pub changed: Option<usize>,
    /// What there is to say of the texts.
    pub diagnostics: Vec<Diagnostic>,
    /// What stopped the build.
    pub failure: Option<Failure>,
    /// How long it took.
    pub took: Duration,
}

impl Workbench {
    pub(super) fn new(project: Project, stage: Sender<Arc<Stage>>) -> Workbench {
        let (seeds, workshop) = (project.seeds.clone(), Workshop::new(project));
        Workbench {
            seeds,
            workshop,
            stage,
            made: None,
            checker: Checker::default(),
            is_sound: false,
            ended: Instant::now(),
        }
    }

    /// Builds the project and shows it. After an error that takes away what could be seen, the last good site stays.
    pub(super) fn build(&mut self, causes: BTreeSet<PathBuf>) -> Outcome {
        let start = Instant::now();
        let (changed, diagnostics, failure) = match self.workshop.build(&causes) {
            Ok(built) => {
                let (changed, diagnostics) = self.show(built);
                self.workshop.sweep();
                (changed, diagnostics, None)
            }
            Err(failure) => {
                self.put_up(self.on_stage(), vec![Problem::from(&failure)]);
                (None, Vec::new(), Some(failure))
            }
        };
        self.ended = Instant::now();
        Outcome { causes, changed, diagnostics, failure, took: start.elapsed() }
    }

    fn show(&mut self, Built { site, mut made }: Built) -> (Option<usize>, Vec<Diagnostic>) {
        let mut diagnostics = std::mem::take(&mut made.diagnostics);
        if made.library.works.is_empty() {
            diagnostics.push(nothing_to_show(&self.seeds));
        }
        let problems = Problem::all(&diagnostics);
        let Some(site) = site.filter(|_| !self.takes_away(&made.library, &diagnostics)) else {
            if *self.on_stage().problems != *problems {
                self.put_up(self.on_stage(), problems);
            }
            return (None, diagnostics);
        };
        let base = made.stated.config.base_url.as_ref().map_or("/", BaseUrl::path);
        let (stage, changed) = self.on_stage().show(site, base);
        if changed > 0 || *stage.problems != *problems {
            self.put_up(stage, problems);
        }
        self.is_sound = !diagnostics.iter().any(is_of_configuration);
        self.checker.begin(&made, &self.base());
        self.made = Some(made);
        (Some(changed), diagnostics)
    }

    /// Tells whether what is on the stage is better than a site of `library`, because of an error that has come since: in the
    /// configuration, which concerns every page, or in a text that was there and cannot be read any more.
    fn takes_away(&self, library: &Library, diagnostics: &[Diagnostic]) -> bool {
        let Some(shown) = self.made.as_ref().filter(|_| self.is_sound) else { return false };
        let is_lost = |path: &str| has_document(&shown.library, path) && !has_document(library, path);
        let mut errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        errors.any(|error| is_of_configuration(error) || error.place.as_ref().is_some_and(|place| is_lost(&place.path)))
    }

    /// Does a little of what there is to do beside building, and returns in how long there is more; none where there is no more.
    pub(super) fn idle(&mut self) -> Option<Duration> {
        if self.check() {
            return Some(Duration::ZERO);
        }
        if !self.workshop.is_behind() {
            return None;
        }
        let wait = QUIET.saturating_sub(self.ended.elapsed());
        match wait.is_zero().then(|| self.workshop.catch_up()) {
            Some(Ok(Some(built))) => {
                self.show(built);
                self.workshop.sweep();
            }
            // The next build says what is wrong.
            Some(Err(_)) => self.ended = Instant::now(),
            Some(Ok(None)) | None => {}
        }
        Some(wait)
    }

    /// Checks one more work, and tells whether there is more to check.
    fn check(&mut self) -> bool {
        let Some(made) = &self.made else { return false };
        let base = self.base();
        let findings = match self.checker.is_busy() {
            true => self.checker.step(made, &base),
            // Works may have gone.
            false => Some(self.checker.findings(made)),
        };
        let stage = self.on_stage();
        if let Some(findings) = findings.filter(|findings| !findings.is_same(&stage.findings)) {
            self.stage.send_replace(Arc::new(stage.with_findings(findings)));
        }
        self.checker.is_busy()
    }

    /// Returns the path that the site lies under.
    pub(super) fn base(&self) -> String {
        self.stage.borrow().base.to_string()
    }

    /// Returns the name of each language, and the address of its page below the site's root.
    pub(super) fn languages(&self) -> Vec<(String, String)> {
        let languages = self.made.iter().flat_map(|made| made.library.languages.iter().map(move |tag| (made, tag)));
        languages.map(|(made, tag)| (made.stated.config.name_of(tag), made.address_of(tag))).collect()
    }

    fn on_stage(&self) -> Stage {
        Stage::clone(&self.stage.borrow())
    }

    fn put_up(&self, stage: Stage, problems: Vec<Problem>) {
        self.stage.send_replace(Arc::new(stage.with_problems(problems)));
    }
}

fn is_of_configuration(error: &Diagnostic) -> bool {
    error.severity == Severity::Error && error.place.as_ref().is_some_and(|place| place.path == CONFIG)
}

fn has_document(library: &Library, path: &str) -> bool {
    library.works.iter().flat_map(|work| &work.documents).any(|document| document.path == path)
}

fn nothing_to_show(seeds: &Path) -> Diagnostic {
    Diagnostic::error(format!("there is no text to show in {}", seeds.display()))
        .hint("put a text and its translation there, as .txt or .md files")
}
