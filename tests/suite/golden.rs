//! The repository's own site: what is committed is what a build makes.

use std::fs;
use std::path::Path;

use super::harness::{Project, assert_same_tree, files};

#[test]
fn the_committed_site_is_what_a_build_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut project = Project::new();
    for (name, bytes) in files(&root.join("seeds")) {
        project = project.file(&format!("seeds/{name}"), bytes);
    }
    if let Ok(config) = fs::read(root.join("diglot.toml")) {
        project = project.file("diglot.toml", config);
    }
    let project = project.build().ok().then();
    assert_same_tree(&project.path("site"), &root.join("site"));
}
