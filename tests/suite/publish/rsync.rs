//! A place that rsync reaches, with a real daemon where rsync is installed.

use super::super::harness::Project;
use super::service::Service;
use super::{built, large, site};

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

#[test]
fn a_daemon_gets_the_site_and_keeps_what_is_not_ours() {
    let project = large(3, "");
    let Some(daemon) = daemon(&project) else { return };
    let config = format!(
        "pages = \"work\"\nbase_url = \"https://texts.example/\"\n[publish.host]\nkind = \"rsync\"\ndestination = \"rsync://127.0.0.1:{}/texts/film\"\n",
        daemon.port
    );
    let project = project.file("diglot.toml", config).file("../served/film/es/mine.html", "mine");
    let ran = project.run(&["publish"]).ok();
    let (project, mut expected) = built(ran.then());
    expected.insert("es/mine.html".into(), b"mine".into());
    assert_eq!(site(&project.path("../served/film")), expected);

    let project = project.run(&["publish"]).ok().prints("nothing to publish").then();
    let project = project.remove("seeds/letter-1.en.txt").remove("seeds/letter-1.es.txt");
    let project = project.change("seeds/letter-2.es.txt", "arde", "brilla").run(&["publish"]).ok().then();
    let (project, mut expected) = built(project);
    expected.insert("es/mine.html".into(), b"mine".into());
    assert_eq!(site(&project.path("../served/film")), expected);

    let project = project.remove("../served/film/.diglot-published").change("seeds/letter-2.es.txt", "brilla", "luce");
    let ran = project.run(&["publish"]).wrong().says("es/letter-2/index.html").says("--overwrite");
    drop(daemon);
    ran.then().run(&["publish"]).failed().says("127.0.0.1");
}
