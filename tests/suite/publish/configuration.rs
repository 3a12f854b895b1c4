//! Which target is meant, and what is wrong with how it is described.

use super::super::harness::Project;
use super::{FOLDER, project};

#[test]
fn the_only_target_is_meant_where_none_is_named() {
    let two = format!("{FOLDER}[publish.stage]\nkind = \"folder\"\npath = \"../stage\"\n");
    project(FOLDER).run(&["publish"]).ok().has("../web/index.html");
    project(&two).run(&["publish"]).failed().says("stage, web").has_no("../web");
    project(&two).run(&["publish", "stage"]).ok().has("../stage/index.html").has_no("../web");
    project(&two).run(&["publish", "stgae"]).failed().says("did you mean `stage`?");
    Project::with_seeds().run(&["publish"]).failed().says("no target").says("[publish.web]");
}

#[test]
fn what_is_wrong_with_a_target_is_said_at_its_place() {
    let cases = [
        ("[publish.web]\npath = \"../web\"", "`kind` is missing"),
        ("[publish.web]\nkind = \"foldr\"", "did you mean `folder`?"),
        ("[publish.web]\nkind = \"folder\"", "`path` is missing"),
        ("[publish.web]\nkind = \"folder\"\npath = \"~/web\"", "`~/web` is not expanded"),
        ("[publish.web]\nkind = \"s3\"", "`bucket` is missing"),
        ("[publish.web]\nkind = \"rsync\"\ndestination = \"--server\"", "`destination` cannot begin with `-`"),
        ("[publish.web]\nkind = \"rsync\"\ndestination = \"~/web\"", "`~/web` is not expanded"),
        ("[publish.web]\nkind = \"rsync\"\ndestination = \"host:\\ttexts\"", "`destination` holds control characters"),
        ("[publish.web]\nkind = \"git\"\nbranch = \"--force\"", "`branch` cannot begin with `-`"),
        ("[publish.web]\nkind = \"git\"\ncname = \"https://a.example\"", "cannot be a domain"),
        ("[publish.web]\nkind = \"s3\"\nbucket = \"b\"\nendpoint = \"s3.example.org\"", "write the whole address"),
        ("publish = \"web\"", "`publish` must be a table"),
        ("[publish]\nkind = \"folder\"", "`publish.kind` must be a table"),
    ];
    for (config, expected) in cases {
        project(config).run(&["build"]).wrong().says("diglot.toml").says(expected);
    }
    for target in ["kind = \"ftp\"", "kind = \"folder\""] {
        let ran =
            project(&format!("[publish.web]\n{target}\n")).run(&["publish"]).wrong().says("nothing was published");
        assert!(!ran.stderr().contains("names no target"), "{}", ran.stderr());
    }
    let misspelt = format!("{FOLDER}precompres = true\n");
    project(&misspelt).run(&["build"]).ok().says("did you mean `precompress`?");
}

#[test]
fn a_mistake_in_the_table_of_another_target_hinders_nobody() {
    let two = |other: &str| project(&format!("{FOLDER}[publish.stage]\n{other}\n"));
    for other in ["kind = \"ftp\"", "kind = \"git\"\nremote = 7", "kind = \"folder\"", "kind = \"git\"\nbranhc = \"x\""]
    {
        let ran = two(other).run(&["publish", "web", "--strict"]).ok().has("../web/index.html");
        ran.then().run(&["publish", "stage", "--strict"]).wrong().says("nothing was published");
    }
    two("kind = \"ftp\"").run(&["publish"]).wrong().says("nothing was published").has_no("../web");
    project(&format!("pages = \"x\"\n{FOLDER}")).run(&["publish", "web"]).wrong().says("`pages` cannot be `x`");
}

#[test]
fn a_storage_account_that_is_not_named_is_asked_for() {
    let azure = "base_url = \"https://texts.example/\"\n[publish.az]\nkind = \"azure\"\nbucket = \"texts\"\n";
    project(azure).run(&["publish"]).failed().says("cannot open az://texts").says("`account` of the target");
}

#[test]
fn a_target_that_is_open_to_the_world_needs_an_address() {
    for target in
        ["kind = \"git\"", "kind = \"rsync\"\ndestination = \"example.org:/texts\"", "kind = \"s3\"\nbucket = \"b\""]
    {
        let ran = project(&format!("[publish.web]\n{target}\n")).run(&["publish"]).wrong();
        ran.says("needs the address that the site will have").says("base_url");
    }
}
