//! What else runs while a build has the folder of the site.

use std::path::Path;

use diglot::write::output::Output;

use crate::harness::{Project, files};
use crate::previewed::Preview;

const CONFIG: &str =
    "[publish.web]\nkind = \"folder\"\npath = \"../web\"\n[publish.same]\nkind = \"folder\"\npath = \"site\"\n";

#[test]
fn a_site_that_is_being_built_can_be_previewed_checked_and_published_elsewhere() {
    let project = Project::with_seeds().file("diglot.toml", CONFIG).build().ok().then();
    let project = project.change("seeds/1.txt", "lost its way", "lost its bearings");
    let before = files(&project.path("site"));
    let command = |arguments: &[&str], temporary: &Path| {
        let mut command = project.command("", arguments);
        command.env("TMPDIR", temporary);
        command
    };
    // A service of the system has a folder of its own for temporary files.
    let (temporary, other) = (std::env::temp_dir(), project.path(""));
    let run = |arguments: &[&str], temporary: &Path| {
        let output = command(arguments, temporary).output().expect("the program starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let claim = Output::claim(&project.path("site"), &project.path(""), &[&project.path("seeds")]);
    let build_under_way = claim.expect("a free folder");

    let preview = Preview::start(command(&["preview", "--json", "--port", "0"], &temporary));
    assert!(preview.get("/en/").text().contains("lost its bearings"));
    assert_eq!(run(&["check", "--quiet"], &temporary).0, Some(0));
    assert_eq!(run(&["publish", "web"], &temporary).0, Some(0));
    assert!(project.read("../web/en/index.html").contains("lost its bearings"));
    for arguments in [["build", "--quiet"], ["build", "--atomic-tree"], ["publish", "same"]] {
        for temporary in [&temporary, &other] {
            let (code, said) = run(&arguments, temporary);
            assert!(code == Some(2) && said.contains("another diglot"), "{arguments:?} {temporary:?}: {said}");
        }
    }
    assert_eq!(files(&project.path("site")), before);
    drop(build_under_way);
    project.build().ok().contains("site/en/index.html", "lost its bearings");
}

#[test]
fn a_preview_goes_on_through_builds() {
    let project = Project::with_seeds();
    let preview = Preview::start(project.command("", &["preview", "--json", "--port", "0"]));
    let shown = preview.get("/es/").text();
    let built = project.build().ok().then().run(&["build", "--atomic-tree", "--base-url", "https://example.org"]).ok();
    assert_eq!(preview.get("/es/").text(), shown, "what a build writes is nothing that a preview reads");
    drop(built);
}
