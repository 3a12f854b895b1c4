//! Publishing: what a target holds before, while and after it was published to.

mod folder;
mod git;
mod rsync;
mod bucket;
mod clouds;
mod configuration;
mod hosts;
mod servers;
mod faults;
mod service;
mod store;
mod google;
mod wire;

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

/// Has each page of a text, and each pair of them, show a picture whose address changes with it.
fn with_mark(project: Project) -> Project {
    let template = "{% extends \"default/base.html\" %}{% block footer %}<img src=\"{{ asset(name=\"mark.svg\") }}\" alt=\"\">{% endblock %}";
    let project = project.file("templates/texts.html", template).file("templates/facing.html", template);
    project.file("assets/mark.svg", "<svg>0</svg>")
}

/// What each file of a target may hold: its bytes in one version of the site or another.
struct Versions(BTreeMap<String, Vec<Vec<u8>>>);

impl Versions {
    fn of(files: &BTreeMap<String, Vec<u8>>) -> Versions {
        let mut versions = Versions(BTreeMap::new());
        versions.add(files);
        versions
    }

    fn add(&mut self, files: &BTreeMap<String, Vec<u8>>) {
        for (path, bytes) in files {
            self.0.entry(path.clone()).or_default().push(bytes.clone());
        }
    }

    /// Expects that each file is of a version, or a picture of an earlier one, and that what pages show is there.
    fn assert_whole(&self, there: &BTreeMap<String, Vec<u8>>) {
        for (path, bytes) in there.iter().filter(|(path, _)| !path.starts_with("assets/mark.")) {
            assert!(self.0.get(path).is_some_and(|versions| versions.contains(bytes)), "{path} is of no version");
            for asset in references(bytes) {
                assert!(there.contains_key(&asset), "{path} refers to {asset}, which is not there");
            }
        }
    }

    /// Expects the files of the only version, and besides them only pictures of earlier ones.
    fn assert_complete(&self, there: &BTreeMap<String, Vec<u8>>) {
        self.assert_whole(there);
        let missing: Vec<&String> = self.0.keys().filter(|path| !there.contains_key(*path)).collect();
        assert_eq!(missing, Vec::<&String>::new());
    }
}

/// Returns the names of fingerprinted assets that a page refers to.
fn references(page: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(page).into_owned();
    let parts = text.split("assets/mark.").skip(1);
    parts.filter_map(|rest| Some(format!("assets/mark.{}.svg", rest.split_once(".svg")?.0))).collect()
}

/// Says how often a promise was put to the test: whoever runs the long tests wants to know.
#[expect(clippy::print_stdout, reason = "the number is what the test is for")]
fn count(words: &str) {
    println!("{words}");
}
