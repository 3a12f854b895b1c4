//! A report is what there is to say at the end of a build, for people (see `summary`) and here for machines.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use super::outline::{DocumentOutline, Outline};
use super::verdict::Verdict;
use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::ground::path::SitePath;
use crate::pipeline::Made;
use crate::understand::Pairing;
use crate::write::Written;

/// What a build did and found.
#[derive(Debug)]
pub(super) struct Report {
    /// Where the site is.
    pub(super) out: PathBuf,
    /// Whether warnings count as errors.
    pub(super) strict: bool,
    /// What was built, unless the machine failed before.
    pub(super) built: Option<Made<Outline>>,
    /// The pages of the site, in the order of their paths.
    pub(super) pages: Vec<SitePath>,
    /// What was written, unless there was nothing to write or the machine failed.
    pub(super) written: Option<Written>,
    /// What there is to say of the texts and of the folder of the site.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What stopped the build.
    pub(super) failure: Option<Failure>,
    /// How long it took. Only for people: it differs from build to build.
    pub(super) took: Duration,
}

impl Report {
    pub(super) fn new(out: &Path, strict: bool) -> Report {
        let (out, pages, diagnostics, took) = (out.to_owned(), Vec::new(), Vec::new(), Duration::ZERO);
        Report { out, strict, built: None, pages, written: None, diagnostics, failure: None, took }
    }

    /// Returns how the build ended.
    pub(super) fn verdict(&self) -> Verdict {
        match &self.failure {
            Some(_) => Verdict::Failed,
            None => Verdict::of(&self.diagnostics, self.strict),
        }
    }

    /// Returns the report as one JSON object. All its keys are always there.
    pub(super) fn to_json(&self) -> Value {
        let built = self.built.as_ref();
        let languages: Vec<Value> = built.map_or_else(Vec::new, |built| {
            let name = |tag| built.stated.config.name_of(tag);
            built.library.languages.iter().map(|tag| json!({ "tag": tag.tag(), "name": name(tag) })).collect()
        });
        let works: Vec<Value> = built.map_or_else(Vec::new, |built| built.library.works.iter().map(work).collect());
        let written = self.written.clone().unwrap_or_default();
        json!({
            "ok": self.verdict() == Verdict::Fine,
            "languages": languages,
            "works": works,
            "pages": paths(&self.pages),
            "diagnostics": Diagnostic::to_json(&self.diagnostics),
            "failure": self.failure.as_ref().map(failure),
            "out": self.out.to_string_lossy(),
            "files": {
                "written": paths(&written.written),
                "unchanged": written.unchanged,
                "removed": paths(&written.removed),
                "restored": paths(&written.restored),
                "kept": paths(&written.kept),
            },
        })
    }
}

/// Returns the paths as they are told.
pub(super) fn paths(paths: &[SitePath]) -> Vec<&str> {
    paths.iter().map(SitePath::as_str).collect()
}

fn work(work: &Outline) -> Value {
    let (by, confidence) = match work.pairing {
        Pairing::Single => (None, None),
        Pairing::Stated => (Some("work file"), None),
        Pairing::Named => (Some("name"), None),
        Pairing::Content(percent) => (Some("content"), Some(f64::from(percent) / 100.0)),
    };
    let documents: Vec<Value> = work.documents.iter().map(document).collect();
    json!({ "slug": work.slug, "paired_by": by, "confidence": confidence, "documents": documents })
}

fn document(document: &DocumentOutline) -> Value {
    json!({ "language": document.language, "title": document.title, "file": document.path })
}

/// Returns what stopped a command.
pub(super) fn failure(failure: &Failure) -> Value {
    json!({ "message": failure.message, "hint": failure.hint })
}

/// Returns the report of a command that has nothing to say but that it failed.
pub(super) fn failed(stopped: &Failure) -> Value {
    json!({ "ok": false, "failure": failure(stopped) })
}
