//! Publishing: what a target holds before, while and after it was published to.

mod folder;
mod git;
mod rsync;
mod bucket;
mod configuration;
mod hosts;
mod servers;
mod service;

use std::collections::BTreeMap;
use std::path::Path;

use super::harness::{Project, files};

/// What diglot keeps for itself, in a site or at a target.
const OURS: [&str; 2] = [".diglot-manifest", ".diglot-published"];

const FOLDER: &str = "base_url = \"https://texts.example/\"\n[publish.web]\nkind = \"folder\"\npath = \"../web\"\n";

/// Returns a project with a text and its translation that is published as `config` says.
fn project(config: &str) -> Project {
    Project::with_seeds().file("diglot.toml", config)
}

/// Returns a project with a page for each of `works` works in two languages, published as `config` says.
fn large(works: usize, config: &str) -> Project {
    let project = Project::new().file("diglot.toml", format!("pages = \"work\"\n{config}"));
    (0..works).fold(project, |project, number| {
        project
            .file(&format!("seeds/letter-{number}.en.txt"), format!("Letter number {number}\n\nThe lamp is lit."))
            .file(&format!("seeds/letter-{number}.es.txt"), format!("Carta número {number}\n\nLa lámpara arde."))
    })
}

/// Returns the files of a site below `folder`.
fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files(folder);
    files.retain(|path, _| !OURS.contains(&path.as_str()) && !path.starts_with(".git/"));
    files
}

/// Returns the files that the project's texts make.
fn built(project: Project) -> (Project, BTreeMap<String, Vec<u8>>) {
    let project = project.build().ok().then();
    let files = site(&project.path("site"));
    (project, files)
}
