//! The repository's own site: what is committed is what a build makes.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

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

/// What a first view may weigh: its HTML as a host sends it, and the scripts in it, in bytes.
const PAGE: usize = 6_000;
const SCRIPTS: usize = 1_500;

#[test]
fn a_first_view_is_light() {
    for page in ["site/en/index.html", "site/es/index.html"] {
        let html = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect("a page");
        let mut sent = GzEncoder::new(Vec::new(), Compression::best());
        sent.write_all(&html).expect("room in memory");
        let sent = sent.finish().expect("room in memory").len();
        assert!(sent <= PAGE, "{page} has {sent} bytes");

        let html = String::from_utf8(html).expect("text");
        let scripts = html.split("<script>").skip(1).filter_map(|rest| rest.split_once("</script>"));
        let scripts: usize = scripts.map(|(script, _)| script.len()).sum();
        assert!((1..=SCRIPTS).contains(&scripts), "{page} has scripts of {scripts} bytes");
    }
}
