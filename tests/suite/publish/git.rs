//! A branch as a target, with real repositories.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::super::harness::Project;
use super::{built, large, project, site};

const PAGES: &str = "base_url = \"https://texts.example/\"\n[publish.pages]\nkind = \"git\"\n";

/// Runs git in a folder, and returns what it printed.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.args([
        "-c",
        "user.name=Somebody",
        "-c",
        "user.email=somebody@example.org",
        "-c",
        "init.defaultBranch=main",
    ]);
    let output = command.args(arguments).current_dir(folder).output().expect("git is installed");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Makes the project a repository whose remote is the bare repository `../remote.git`.
fn with_remote(project: Project) -> Project {
    git(&project.path(""), &["init", "--quiet"]);
    git(&project.path(""), &["init", "--quiet", "--bare", "../remote.git"]);
    git(&project.path(""), &["remote", "add", "origin", "../remote.git"]);
    project
}

fn commits(project: &Project) -> usize {
    commits_of(project, "gh-pages")
}

fn commits_of(project: &Project, branch: &str) -> usize {
    git(&project.path("../remote.git"), &["rev-list", "--count", branch]).parse().expect("a number")
}

/// Returns the files of the branch.
fn branch(project: &Project, clone: &str) -> BTreeMap<String, Vec<u8>> {
    git(&project.path(".."), &["clone", "--quiet", "--branch", "gh-pages", "remote.git", clone]);
    site(&project.path(&format!("../{clone}")))
}

/// Commits a file to the branch, as somebody else would.
fn commit(project: &Project, clone: &str, path: &str, content: &str) {
    branch(project, clone);
    let folder = project.path(&format!("../{clone}"));
    std::fs::write(folder.join(path), content).expect("a file");
    git(&folder, &["add", path]);
    git(&folder, &["commit", "--quiet", "-m", "by hand"]);
    git(&folder, &["push", "--quiet"]);
}

#[test]
fn a_branch_gets_the_site_and_the_work_tree_is_not_touched() {
    let project = with_remote(project(&format!("{PAGES}cname = \"texts.example\"\n"))).file("draft.txt", "staged");
    git(&project.path(""), &["add", "draft.txt"]);
    let before = git(&project.path(""), &["status", "--porcelain"]);
    let ran = project.run(&["publish"]).ok();
    assert_eq!(git(&ran.project.path(""), &["status", "--porcelain"]), before);
    assert_eq!(git(&ran.project.path(""), &["branch", "--list"]), "");
    let (project, mut expected) = built(ran.then());
    expected.insert(".nojekyll".into(), Vec::new());
    expected.insert("CNAME".into(), b"texts.example".into());
    assert_eq!(branch(&project, "clone"), expected);

    let project = project.run(&["publish"]).ok().prints("nothing to publish").then();
    assert_eq!(commits(&project), 1);
    let project = project.change("seeds/1.txt", "lighthouse", "beacon").run(&["publish"]).ok().then();
    assert_eq!(commits(&project), 2, "history is kept");
    let project = project.change("seeds/1.txt", "beacon", "light").run(&["publish", "--orphan"]).ok().then();
    assert_eq!(commits(&project), 1, "history is squashed");
}

#[test]
fn what_is_called_as_the_branch_elsewhere_in_the_remote_is_not_taken_for_it() {
    let project = with_remote(project(PAGES));
    let remote = project.path("../remote.git");
    let tree = git(&remote, &["hash-object", "-t", "tree", "-w", "/dev/null"]);
    let elsewhere = git(&remote, &["commit-tree", "-m", "by hand", &tree]);
    git(&remote, &["update-ref", "refs/backup/refs/heads/gh-pages", &elsewhere]);
    let project = project.run(&["publish"]).ok().then();
    let project = project.change("seeds/1.txt", "lighthouse", "beacon").run(&["publish"]).ok().then();
    assert_eq!(commits(&project), 2);
}

#[test]
fn what_others_commit_is_kept() {
    check_kept(5);
}

#[test]
#[ignore = "takes minutes"]
fn what_others_commit_twenty_times_is_kept() {
    check_kept(20);
    super::count("git: 20 of 20 commits of others kept, and CNAME");
}

fn check_kept(rounds: usize) {
    let mut project = with_remote(project(PAGES)).run(&["publish"]).ok().then();
    commit(&project, "host", "CNAME", "texts.example");
    for round in 0..rounds {
        commit(&project, &format!("hand-{round}"), &format!("by-hand-{round}.txt"), "mine");
        let text = format!("The lamp of round {round} is lit.");
        project = project.file("seeds/1.txt", format!("The lighthouse\n\n{text}")).run(&["publish"]).ok().then();
    }
    let (project, mut expected) = built(project);
    expected.insert(".nojekyll".into(), Vec::new());
    expected.insert("CNAME".into(), b"texts.example".into());
    expected.extend((0..rounds).map(|round| (format!("by-hand-{round}.txt"), b"mine".to_vec())));
    assert_eq!(branch(&project, "after"), expected);
    assert_eq!(commits(&project), 1 + 1 + 2 * rounds);
}

#[test]
fn what_others_committed_goes_for_no_file_or_folder_unless_asked() {
    let project = with_remote(project(PAGES)).file("../by-hand/en", "mine").file("../by-hand/robots.txt/keep", "mine");
    let by_hand = project.path("../by-hand");
    git(&by_hand, &["init", "--quiet"]);
    git(&by_hand, &["add", "."]);
    git(&by_hand, &["commit", "--quiet", "-m", "by hand"]);
    git(&by_hand, &["push", "--quiet", "../remote.git", "HEAD:gh-pages"]);
    let ran = project.run(&["publish"]).wrong().says("in the way: en, robots.txt/keep").says("--overwrite");
    let ran = ran.then().run(&["publish", "--dry-run"]).wrong().says("in the way: en, robots.txt/keep");
    assert_eq!(branch(&ran.project, "before").len(), 2);

    let (project, mut expected) = built(ran.then().run(&["publish", "--overwrite"]).ok().then());
    expected.insert(".nojekyll".into(), Vec::new());
    assert_eq!(branch(&project, "after"), expected);
}

#[test]
fn a_file_of_the_site_may_become_a_folder_and_a_folder_a_file() {
    let project = with_remote(project(PAGES)).file("assets/map", "map").run(&["publish"]).ok().then();
    let project = project.remove("assets/map").file("assets/map/one.txt", "map");
    let project = project.run(&["publish"]).ok().prints("1 new").prints("1 removed").then();
    assert_eq!(branch(&project, "folder").get("assets/map/one.txt"), Some(&b"map".to_vec()));
    let project = project.remove("assets/map").file("assets/map", "map");
    let project = project.run(&["publish"]).ok().prints("1 new").prints("1 removed").then();
    assert_eq!(branch(&project, "file").get("assets/map"), Some(&b"map".to_vec()));

    commit(&project, "hand", "assets/map", "mine");
    let project = project.remove("assets/map").file("assets/map/one.txt", "map");
    project.run(&["publish"]).wrong().says("changed is in the way: assets/map");
}

#[test]
fn what_others_changed_is_neither_removed_nor_replaced_unless_asked() {
    let project = with_remote(large(3, PAGES)).run(&["publish"]).ok().then();
    let edited = ["es/letter-1/index.html", "es/letter-2/index.html"];
    edited.iter().for_each(|path| commit(&project, &path.replace('/', "-"), path, "mine"));
    let project = project.remove("seeds/letter-1.en.txt").remove("seeds/letter-1.es.txt");
    let project = project.change("seeds/letter-2.es.txt", "arde", "brilla");
    let ran = project.run(&["publish"]).wrong().says("changed is in the way: es/letter-2/index.html");
    let ran = ran.then().run(&["publish", "--overwrite"]).ok().says("es/letter-1/index.html is no longer part");
    let (project, mut expected) = built(ran.then());
    expected.extend([(".nojekyll".into(), Vec::new()), (edited[0].into(), b"mine".to_vec())]);
    assert_eq!(branch(&project, "after"), expected);
}

#[test]
fn a_history_that_others_wrote_too_is_not_replaced_unless_asked() {
    let project = with_remote(project(PAGES)).run(&["publish"]).ok().then();
    commit(&project, "host", "CNAME", "texts.example");
    let project = project.change("seeds/1.txt", "lighthouse", "beacon");
    let ran = project.run(&["publish", "--orphan", "--dry-run"]).failed().says("by hand").says("--overwrite");
    let ran = ran.then().run(&["publish", "--orphan"]).failed().says("diglot did not make the commit");
    assert_eq!(commits(&ran.project), 2);
    let ran = ran.then().run(&["publish", "--orphan", "--overwrite"]).ok();
    assert_eq!(commits(&ran.project), 1);
    let ran = ran.then().change("seeds/1.txt", "beacon", "light").run(&["publish", "--orphan"]).ok();
    assert_eq!(branch(&ran.project, "after").get("CNAME").map(Vec::as_slice), Some(b"texts.example".as_slice()));
}

#[test]
fn the_branch_of_the_sources_is_no_target() {
    let sources = format!("{PAGES}branch = \"sources\"\n");
    let project = with_remote(project(&sources));
    let root = project.path("");
    git(&root, &["checkout", "--quiet", "-b", "sources"]);
    let project = project.run(&["publish"]).failed().says("is checked out").says("gh-pages").then();

    // Texts that are on the branch longer than the configuration.
    git(&root, &["add", "seeds"]);
    git(&root, &["commit", "--quiet", "-m", "texts"]);
    git(&root, &["push", "--quiet", "origin", "sources"]);
    git(&root, &["checkout", "--quiet", "-b", "other"]);
    let spellings = ["seeds", "./seeds", "seeds/../seeds/"].map(str::to_owned);
    let absolute = project.path("seeds").to_string_lossy().into_owned();
    let project = spellings.into_iter().chain([absolute]).fold(project, |project, seeds| {
        project.run(&["publish", "--overwrite", "--seeds", &seeds]).failed().says("it holds seeds/1.txt").then()
    });
    git(&root, &["add", "diglot.toml"]);
    git(&root, &["commit", "--quiet", "-m", "configuration"]);
    git(&root, &["push", "--quiet", "origin", "HEAD:sources"]);
    let project = project.run(&["publish", "--dry-run"]).failed().says("it holds diglot.toml").then();
    let project = project.run(&["publish", "--orphan", "--overwrite"]).failed().says("it holds diglot.toml").then();
    assert_eq!(commits_of(&project, "sources"), 2);

    // The same name at a remote that has no sources.
    git(&root, &["checkout", "--quiet", "sources"]);
    git(&root, &["init", "--quiet", "--bare", "../else.git"]);
    let elsewhere = project.file("diglot.toml", format!("{sources}remote = \"../else.git\"\n"));
    elsewhere.run(&["publish"]).ok();
}

#[test]
fn a_project_in_a_folder_of_its_repository_knows_its_own_branch() {
    let texts = format!("{PAGES}branch = \"sources\"\n");
    let project = project(&texts);
    let root = project.path("..");
    git(&root, &["init", "--quiet"]);
    git(&root, &["init", "--quiet", "--bare", "remote.git"]);
    git(&root, &["remote", "add", "origin", "./remote.git"]);
    git(&root, &["add", "."]);
    git(&root, &["commit", "--quiet", "-m", "all"]);
    git(&root, &["push", "--quiet", "origin", "HEAD:sources"]);
    let ran = project.run(&["publish"]).failed().says("it holds diglot.toml");
    ran.then().file("diglot.toml", PAGES).run(&["publish"]).ok();
}

#[test]
fn pushes_that_race_leave_one_whole_site() {
    check_pushes(5);
}

#[test]
#[ignore = "takes minutes"]
fn twenty_pushes_that_race_leave_one_whole_site() {
    check_pushes(20);
    super::count("git: 20 races, 0 mixed sites");
}

fn check_pushes(rounds: usize) {
    let first = with_remote(project(PAGES)).run(&["publish"]).ok().then();
    let remote = first.path("../remote.git").to_string_lossy().into_owned();
    let config = format!("{PAGES}remote = \"{remote}\"\n");
    let mut second = project(&config).run(&["publish", "--overwrite"]).failed().says("git repository").then();
    git(&second.path(""), &["init", "--quiet"]);
    let mut first = first;
    for round in 0..rounds {
        first = first.file("seeds/1.txt", format!("The lighthouse\n\nThe first lamp of round {round} is lit."));
        second = second.file("seeds/1.txt", format!("The lighthouse\n\nThe second lamp of round {round} is lit."));
        let one = first.command("", &["publish", "--json"]).spawn().expect("the program starts");
        let other = second.command("", &["publish", "--json"]).spawn().expect("the program starts");
        for publish in [one, other] {
            let output = publish.wait_with_output().expect("it ends");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        }
        let there = branch(&first, &format!("race-{round}"));
        let sites = [built(first), built(second)].map(|(project, mut files)| {
            files.insert(".nojekyll".into(), Vec::new());
            (project, files)
        });
        assert!(sites.iter().any(|(_, files)| *files == there), "the branch holds a mixture in round {round}");
        [first, second] = sites.map(|(project, _)| project);
    }
    assert_eq!(commits(&first), 1 + 2 * rounds);
}

/// Has git run `command` in a repository, as the file `hook` of it.
#[cfg(unix)]
fn with_hook(project: Project, hook: &str, command: &str) -> Project {
    use std::os::unix::fs::PermissionsExt as _;

    let project = project.file(hook, format!("#!/bin/sh\n{command}\n"));
    std::fs::set_permissions(project.path(hook), std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    project
}

#[cfg(unix)]
#[test]
fn what_the_project_does_before_its_own_pushes_is_not_done_for_a_site() {
    let project = with_remote(project(PAGES));
    git(&project.path(""), &["add", "."]);
    git(&project.path(""), &["commit", "--quiet", "-m", "all"]);
    let project = with_hook(project, ".git/hooks/pre-push", "git diff --quiet || exit 1");
    project.run(&["publish"]).ok();
}

#[test]
fn a_branch_that_the_remote_cannot_have_is_no_race() {
    let project = with_remote(project(&format!("{PAGES}branch = \"pages/site\"\n")));
    let root = project.path("");
    git(&root, &["commit", "--quiet", "--allow-empty", "-m", "another"]);
    git(&root, &["push", "--quiet", "origin", "HEAD:pages"]);
    let ran = project.run(&["publish"]).failed().says("cannot push to origin: ").says("pages");
    assert!(!ran.stderr().contains("others publish"), "{}", ran.stderr());
}

#[test]
fn a_remote_that_is_a_folder_counts_from_the_project() {
    let project = project(&format!("{PAGES}remote = \"./pages.git\"\n"));
    for folder in ["..", "."] {
        git(&project.path(folder), &["init", "--quiet", "--bare", "pages.git"]);
    }
    git(&project.path(".."), &["init", "--quiet"]);
    let project = project.run(&["publish"]).ok().then();
    git(&project.path("pages.git"), &["rev-parse", "gh-pages"]);
}

#[cfg(unix)]
#[test]
fn what_is_published_and_then_not_found_there_is_told_as_published() {
    let project = with_remote(project(PAGES));
    let project = with_hook(project, "../remote.git/hooks/post-receive", "git update-ref -d refs/heads/gh-pages");
    let ran = project.run(&["publish", "--verify", "--json"]).failed();
    let told = ran.json();
    assert_eq!((&told["published"], &told["verified"]), (&true.into(), &0.into()), "{told}");
    assert_eq!(told["failure"]["message"], ".nojekyll is not at the target as it was sent");
    let ran = ran.then().run(&["publish", "--verify", "--quiet"]).failed().says(".nojekyll is not");
    assert!(ran.stdout().is_empty() && !ran.stderr().contains("Published"), "{}", ran.stderr());
}

#[test]
fn a_missing_remote_is_said_so() {
    let project = project(PAGES).run(&["publish"]).failed().says("git init").then();
    git(&project.path(""), &["init", "--quiet"]);
    project.run(&["publish"]).failed().says("no remote `origin`").says("git remote add origin");
}

#[test]
fn no_secret_of_an_address_is_told() {
    for password in ["s3cret", "it's/s3cret", "s3cret@home"] {
        let project = project(&format!("{PAGES}remote = \"http://me:{password}@127.0.0.1:9/texts.git\"\n"));
        git(&project.path(""), &["init", "--quiet"]);
        let ran = project.run(&["publish"]).failed().says("texts.git");
        assert!(!format!("{}{}", ran.stdout(), ran.stderr()).contains("s3cret"), "{}{}", ran.stdout(), ran.stderr());
        let ran = ran.then().run(&["publish", "--json"]).failed();
        assert!(!ran.stdout().contains("s3cret"), "{}", ran.stdout());
    }
}
