//! A folder as a target.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::{FOLDER, Versions, built, count, large, project, site, with_mark};

const MANIFEST: &str = "../web/.diglot-published";

/// How many publishes are killed.
const KILLS: usize = 5;

#[test]
fn a_folder_gets_the_site_and_later_only_what_changed() {
    let ran = project(FOLDER).file("../web/mine.txt", "mine").run(&["publish"]).ok().prints("11 new");
    let (project, mut expected) = built(ran.then());
    expected.insert("mine.txt".into(), b"mine".into());
    assert_eq!(site(&project.path("../web")), expected);

    let manifest = project.read("../web/.diglot-published");
    let project = project.run(&["publish", "web"]).ok().prints("nothing to publish").then();
    assert_eq!(project.read("../web/.diglot-published"), manifest);

    let ran = project.change("seeds/1.txt", "lighthouse", "beacon").run(&["publish"]).ok();
    assert!(!ran.stdout().contains("new"), "{}", ran.stdout());
    let (project, mut expected) = built(ran.then());
    expected.insert("mine.txt".into(), b"mine".into());
    assert_eq!(site(&project.path("../web")), expected);
}

#[test]
fn what_was_written_is_read_back() {
    let without_address = FOLDER.replace("base_url", "# base_url");
    let ran = project(&without_address).run(&["publish", "--verify"]).ok().prints("10 files read back");
    ran.then().run(&["publish", "--verify"]).ok().prints("nothing is read back");
}

#[test]
fn that_it_is_published_is_said_before_the_server_is_waited_for() {
    let project = project(&FOLDER.replace("https://texts.example/", "http://127.0.0.1:9/texts/"));
    let mut command = project.command("", &["publish", "--verify"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut said = String::new();
    BufReader::new(child.stderr.take().expect("it is piped")).read_line(&mut said).expect("a line");
    child.kill().and_then(|()| child.wait().map(drop)).expect("it ends");
    assert!(said.starts_with("Published; waiting until http://127.0.0.1:9/texts/ serves it"), "{said}");
    let (project, expected) = built(project);
    assert_eq!(site(&project.path("../web")), expected);
}

#[test]
fn a_rehearsal_does_nothing() {
    let ran = project(FOLDER).run(&["publish", "--dry-run"]).ok().prints("11 new").prints("rehearsal");
    let ran = ran.has_no("../web/index.html").has_no("site").then().run(&["publish", "--dry-run", "--json"]).ok();
    assert_eq!(ran.json()["published"], false, "{}", ran.stdout());
    assert_eq!(ran.then().run(&["publish", "--json"]).ok().json()["published"], true);
}

#[test]
fn compressed_versions_that_go_are_no_loss() {
    let ran = project(FOLDER).run(&["publish", "--precompress"]).ok().has("../web/en/index.html.br");
    let ran = ran.then().run(&["publish"]).ok().has_no("../web/en/index.html.br");
    let (project, expected) = built(ran.then());
    assert_eq!(site(&project.path("../web")), expected);
}

#[test]
fn what_a_build_has_found_out_serves_a_publish() {
    let project = large(120, FOLDER).build().ok().then();
    let cache = fs::read(project.path(".diglot/cache")).expect("a build of many works leaves one");
    let project = project.run(&["publish"]).ok().then();
    assert_eq!(site(&project.path("../web")), site(&project.path("site")));
    assert!(fs::read(project.path(".diglot/cache")).is_ok_and(|after| after == cache), "it is only read");
}

#[test]
fn what_is_no_longer_part_of_the_site_goes() {
    let project = large(3, FOLDER).run(&["publish"]).ok().then();
    let project = project.remove("seeds/letter-1.en.txt").remove("seeds/letter-1.es.txt");
    let ran = project.file("../web/es/mine.html", "mine").run(&["publish", "--json"]).ok();
    let removed = ran.json()["plan"]["removed"].as_array().map(Vec::len);
    assert_eq!(removed, Some(3), "{}", ran.stdout());
    let (project, mut expected) = built(ran.then());
    expected.insert("es/mine.html".into(), b"mine".into());
    assert_eq!(site(&project.path("../web")), expected);
}

#[test]
fn what_somebody_changed_at_the_target_is_not_removed() {
    let project = large(3, FOLDER).run(&["publish"]).ok().then();
    let edited = "../web/es/letter-1/index.html";
    let project = project.file(edited, "mine").remove("../web/en/letter-1").file("../web/en/letter-1", "mine");
    let project = project.remove("seeds/letter-1.en.txt").remove("seeds/letter-1.es.txt");
    let ran = project.run(&["publish"]).ok().says("left alone");
    ran.contains(edited, "mine").contains("../web/en/letter-1", "mine");
}

#[test]
fn what_somebody_changed_at_the_target_is_not_replaced_unless_asked() {
    let project = project(FOLDER).run(&["publish"]).ok().then().file("../web/en/index.html", "mended by hand");
    let project = project.run(&["publish"]).ok().prints("nothing to publish").then();
    let before = site(&project.path("../web"));
    let ran = project.change("seeds/1.txt", "lighthouse", "beacon").run(&["publish"]).wrong();
    let ran = ran.says("changed is in the way: en/index.html").says("--overwrite");
    assert_eq!(site(&ran.project.path("../web")), before);
    let (project, expected) = built(ran.then().run(&["publish", "--overwrite"]).ok().then());
    assert_eq!(site(&project.path("../web")), expected);
}

#[test]
fn what_somebody_put_where_a_publish_died_is_theirs() {
    let project = project(FOLDER).run(&["publish"]).ok().then();
    let digest = "0".repeat(64);
    let arriving = |path: &str| format!("{{\"path\":\"{path}\",\"sha256\":\"{digest}\",\"state\":\"arriving\"}}\n");
    let lines: Vec<String> = project.read(MANIFEST).lines().map(|line| format!("{line}\n")).collect();
    let known = lines.into_iter().filter(|line| !line.contains("robots.txt")).collect::<String>();
    let manifest = known + &arriving("notes.txt") + &arriving("robots.txt");
    let project = project.file(MANIFEST, manifest).file("../web/notes.txt", "mine").file("../web/robots.txt", "mine");
    let ran = project.run(&["publish"]).wrong().says("in the way: robots.txt").says("--overwrite");
    let ran = ran.contains("../web/robots.txt", "mine").then().remove("../web/robots.txt").run(&["publish"]).ok();
    ran.says("notes.txt is no longer part").contains("../web/notes.txt", "mine").has("../web/robots.txt");
}

#[test]
fn what_others_put_there_is_not_replaced_unless_asked() {
    let project = project(FOLDER).file("../web/es/index.html", "mine").file("../web/es/other.html", "mine");
    let ran = project.run(&["publish"]).wrong().says("es/index.html").says("--overwrite").has_no("../web/index.html");
    let ran = ran.contains("../web/es/index.html", "mine").then().run(&["publish", "--overwrite"]).ok();
    let (project, mut expected) = built(ran.then());
    expected.insert("es/other.html".into(), b"mine".into());
    assert_eq!(site(&project.path("../web")), expected);
}

#[cfg(unix)]
#[test]
fn what_is_in_the_way_of_a_file_or_a_folder_stays() {
    let project = project(FOLDER).file("../web/en", "mine").file("../web/robots.txt/keep", "mine").folder("../else");
    std::os::unix::fs::symlink("../else", project.path("../web/es")).expect("a link");
    let ran = project.run(&["publish"]).wrong().says("in the way: en, es, robots.txt/keep").says("--overwrite");
    let ran = ran.has_no("../web/index.html").then().run(&["publish", "--overwrite"]).failed().says("is in the way");
    assert!(ran.project.path("../web/es").is_symlink());
    let ran = ran.contains("../web/en", "mine").contains("../web/robots.txt/keep", "mine");

    let project = ran.then().remove("../web/en").remove("../web/robots.txt");
    std::fs::remove_file(project.path("../web/es")).expect("a link");
    let (project, expected) = built(project.run(&["publish"]).ok().then());
    assert_eq!(site(&project.path("../web")), expected);
}

#[test]
fn a_file_of_the_site_may_become_a_folder_and_a_folder_a_file() {
    let project = project(FOLDER).file("assets/map", "map").run(&["publish"]).ok().then();
    let project = project.remove("assets/map").file("assets/map/one.txt", "map");
    let ran = project.run(&["publish"]).ok().prints("1 new").prints("1 removed");
    let project = ran.contains("../web/assets/map/one.txt", "map").then();
    let project = project.remove("assets/map").file("assets/map", "map");
    let ran = project.file("../web/assets/map/mine.txt", "mine").run(&["publish"]).wrong();
    let ran = ran.says("in the way: assets/map/mine.txt").has("../web/assets/map/one.txt");
    let ran = ran.then().remove("../web/assets/map/mine.txt").run(&["publish"]).ok().prints("1 removed");
    ran.contains("../web/assets/map", "map").then().run(&["publish"]).ok().prints("nothing to publish");
}

#[test]
fn a_site_that_lost_much_is_not_published_unless_asked() {
    let project = large(20, FOLDER).run(&["publish"]).ok().then();
    let before = site(&project.path("../web"));
    let lose = |project, number| {
        let lose = |language| format!("seeds/letter-{number}.{language}.txt");
        super::super::harness::Project::remove(project, &lose("en")).remove(&lose("es"))
    };
    let project = (0..10).fold(project, lose);
    let ran = project.run(&["publish"]).wrong().says("would go").says("--allow-deletes");
    assert_eq!(site(&ran.project.path("../web")), before);
    let ran = ran.then().run(&["publish", "--allow-deletes"]).ok();
    let (project, expected) = built(ran.then());
    assert_eq!(site(&project.path("../web")), expected);

    let ran =
        project.remove("seeds").folder("seeds").run(&["publish", "--allow-deletes"]).wrong().says("no text in seeds");
    assert_eq!(site(&ran.project.path("../web")), expected);
}

#[test]
fn after_a_failed_write_nothing_is_removed_and_the_next_publish_completes_it() {
    let project = large(3, FOLDER).run(&["publish"]).ok().then();
    let project = project.remove("seeds/letter-1.en.txt").remove("seeds/letter-1.es.txt");
    let project = project.change("seeds/letter-2.es.txt", "arde", "brilla");
    let in_the_way = "../web/es/letter-2/index.html";
    let project = project.remove(in_the_way).folder(&format!("{in_the_way}/folder"));
    let ran = project.run(&["publish"]).wrong().says("in the way: es/letter-2/index.html");
    let ran = ran.then().run(&["publish", "--overwrite"]).failed().has("../web/es/letter-1/index.html");
    let ran = ran.then().remove(in_the_way).run(&["publish"]).ok();
    let (project, expected) = built(ran.then());
    assert_eq!(site(&project.path("../web")), expected);
}

#[test]
fn texts_with_errors_are_not_published() {
    let ran = project(FOLDER).file("seeds/3.txt", b"\x00\x01\x02\xff\xfe\x00").run(&["publish", "--strict"]);
    ran.wrong().says("nothing was published").has_no("../web");
}

#[test]
fn the_folder_cannot_be_one_whose_loss_would_hurt() {
    let rsync = FOLDER.replace("folder", "rsync").replace("path", "destination");
    for config in [FOLDER, &rsync] {
        for path in [".", "..", "seeds", "seeds/web", "templates/"] {
            project(&config.replace("../web", path)).run(&["publish"]).failed().says("cannot write a site to");
        }
    }
}

#[test]
fn a_publish_that_is_killed_leaves_whole_pages_and_the_next_one_completes_it() {
    let mut project = with_mark(large(12, FOLDER)).run(&["publish"]).ok().then();
    for round in 0..KILLS {
        let old = site(&project.path("../web"));
        let mut versions = Versions::of(&old);
        let (changed, new) = built(project.file("assets/mark.svg", format!("<svg>{round}</svg>")));
        versions.add(&new);
        let web = changed.path("../web");
        let sent: Vec<&String> = new.keys().filter(|path| old.get(*path) != new.get(*path)).collect();
        let has_come = |path: &&&String| fs::read(web.join(path)).is_ok_and(|there| there == new[**path]);
        let mut child = changed.command("", &["publish", "--quiet"]).spawn().expect("the program starts");
        while sent.iter().filter(has_come).count() <= sent.len() * round / KILLS
            && child.try_wait().expect("it is ours").is_none()
        {
            thread::sleep(Duration::from_millis(1));
        }
        child.kill().and_then(|()| child.wait().map(drop)).expect("it ends");

        let mut there = site(&changed.path("../web"));
        there.retain(|path, _| !path.starts_with(".diglot-new"));
        versions.assert_whole(&there);
        project = changed.run(&["publish"]).ok().then();
        there = site(&project.path("../web"));
        // Who was killed when all was there left only this, and there was nothing to publish since.
        there.retain(|path, _| !path.starts_with(".diglot-new"));
        Versions::of(&new).assert_complete(&there);
    }
    count(&format!("kills: {KILLS} publishes to a folder, 0 broken states"));
    let (changed, _) = built(project.file("assets/mark.svg", "<svg/>"));
    changed.run(&["publish"]).ok().has_no("../web/.diglot-new");
}
