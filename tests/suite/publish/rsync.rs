//! A place that rsync reaches, with a real daemon where rsync is installed.

use super::super::harness::{Project, Ran, missing};
use super::service::Service;
use super::{built, large, project, site};

/// Starts a daemon that serves the folder `../served` of a project for writing; none where rsync is not installed.
fn daemon(project: &Project) -> Option<Service> {
    let served = project.path("../served").display().to_string();
    std::fs::create_dir_all(&served).expect("a new folder");
    let config = format!("use chroot = no\nuid = 0\ngid = 0\n[texts]\npath = {served}\nread only = no\n");
    std::fs::write(project.path("../rsyncd.conf"), config).expect("a file");
    let config = format!("--config={}", project.path("../rsyncd.conf").display());
    Service::start("rsync", |port| {
        let port = format!("--port={port}");
        vec!["--daemon".to_owned(), "--no-detach".to_owned(), "--address=127.0.0.1".to_owned(), port, config]
    })
}

/// Returns how a project is published to the folder `film` of a daemon.
fn config(daemon: &Service) -> String {
    let destination = format!("rsync://127.0.0.1:{}/texts/film", daemon.port);
    format!("pages = \"work\"\n{}", to(&destination))
}

/// Returns how a project is published to a destination.
fn to(destination: &str) -> String {
    format!(
        "base_url = \"https://texts.example/\"\n[publish.host]\nkind = \"rsync\"\ndestination = \"{destination}\"\n"
    )
}

#[test]
fn a_daemon_gets_the_site_and_keeps_what_is_not_ours() {
    let project = large(3, "");
    let Some(daemon) = daemon(&project) else { return };
    let project = project.file("diglot.toml", config(&daemon)).file("../served/film/es/mine.html", "mine");
    let project = project.file("assets/quay[1]*.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    let ran = project.run(&["publish"]).ok();
    let (project, mut expected) = built(ran.then());
    expected.insert("es/mine.html".into(), b"mine".into());
    assert_eq!(site(&project.path("../served/film")), expected);

    let project = project.run(&["publish"]).ok().prints("nothing to publish").then();
    let project = project.remove("seeds/letter-1.en.txt").remove("seeds/letter-1.es.txt");
    let project = project.remove("assets/quay[1]*.svg").file("../served/film/assets/quay1x.svg", "mine");
    let project = project.change("seeds/letter-2.es.txt", "arde", "brilla").run(&["publish"]).ok().then();
    let (project, mut expected) = built(project);
    expected.extend(["es/mine.html", "assets/quay1x.svg"].map(|path| (path.into(), b"mine".into())));
    assert_eq!(site(&project.path("../served/film")), expected);

    let project = project.remove("../served/film/.diglot-published").change("seeds/letter-2.es.txt", "brilla", "luce");
    let ran = project.run(&["publish"]).wrong().says("es/letter-2/index.html").says("--overwrite");
    drop(daemon);
    ran.then().run(&["publish"]).failed().says("127.0.0.1");
}

#[cfg(unix)]
#[test]
fn what_lies_in_the_way_of_a_file_or_a_folder_stays_unless_it_may_go() {
    let project = large(3, "").file("../served/film/en", "mine").file("../served/film/robots.txt/keep", "mine");
    let project = project.folder("../served/else").file("../served/film/404.html", "mine");
    let Some(daemon) = daemon(&project) else { return };
    std::os::unix::fs::symlink("../else", project.path("../served/film/es")).expect("a link");
    let project = project.file("diglot.toml", config(&daemon));
    let ran = project.run(&["publish", "--dry-run"]).wrong().says("in the way: 404.html, en, es, robots.txt/keep");
    let ran = ran.then().run(&["publish"]).wrong().says("in the way: 404.html, en, es, robots.txt/keep");
    let ran = ran.contains("../served/film/en", "mine").contains("../served/film/404.html", "mine");
    assert!(ran.project.path("../served/film/es").is_symlink());

    let ran = ran.then().remove("../served/film/robots.txt").run(&["publish", "--overwrite"]).ok();
    let (project, expected) = built(ran.then());
    assert_eq!(site(&project.path("../served/film")), expected);
}

#[test]
fn a_file_of_the_site_may_become_a_folder_and_a_folder_a_file() {
    let project = project("").file("assets/map", "map");
    let Some(daemon) = daemon(&project) else { return };
    let project = project.file("diglot.toml", config(&daemon)).run(&["publish"]).ok().then();
    let project = project.remove("assets/map").file("assets/map/one.txt", "map").file("assets/map/more/[2] *.txt", "2");
    let ran = project.run(&["publish"]).ok().contains("../served/film/assets/map/one.txt", "map");
    let project = ran.then().remove("assets/map").file("assets/map", "map");
    let ran = project.file("../served/film/assets/map/mine.txt", "mine").run(&["publish"]).wrong();
    let ran = ran.says("in the way: assets/map/mine.txt").has("../served/film/assets/map/one.txt");
    let ran = ran.then().remove("../served/film/assets/map/mine.txt").run(&["publish"]).ok();
    let ran =
        ran.contains("../served/film/assets/map", "map").then().run(&["publish"]).ok().prints("nothing to publish");
    // No site has a file of such a name, but somebody else may.
    let project = ran.then().file("assets/plan", "plan").file("../served/film/assets/plan/10:30.txt", "mine");
    let ran = project.run(&["publish"]).wrong().says("in the way: assets/plan");
    let ran = ran
        .has("../served/film/assets/plan/10:30.txt")
        .then()
        .remove("../served/film/assets/plan/10:30.txt")
        .run(&["publish"]);
    ran.ok().contains("../served/film/assets/plan", "plan");
}

#[cfg(unix)]
#[test]
fn a_place_that_cannot_be_reached_is_no_empty_one() {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let rsync = std::env::split_paths(&path).map(|folder| folder.join("rsync")).find(|program| program.exists());
    let Some(rsync) = rsync.or_else(|| missing("rsync", "publishing with it")) else { return };
    let project = project(&to("nohost.invalid:/texts")).folder("../bin");
    std::os::unix::fs::symlink(rsync, project.path("../bin/rsync")).expect("a link");
    let mut command = project.command("", &["publish", "--dry-run"]);
    // There is no ssh there.
    let output = command.env("PATH", project.path("../bin")).output().expect("the program starts");
    Ran { project, output }.failed().says("cannot read from nohost.invalid:/texts/");
}
