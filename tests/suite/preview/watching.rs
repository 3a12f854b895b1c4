//! Every change is seen, however it is made, and nothing else is taken for one.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::harness::Project;
use crate::preview::serving::check_same_as_build;
use crate::previewed::{PATIENCE, Preview};

/// A work beside that of [`Project::with_seeds`].
const HARBOUR: [&str; 2] = [
    "# A quiet harbour\n\nThe boats came home before the storm, and nobody was missing that night.\n",
    "# Un puerto tranquilo\n\nLos barcos volvieron antes de la tormenta, y nadie faltó aquella noche.\n",
];

/// Waits until the page at `path` holds `words`.
fn wait_for(preview: &Preview, path: &str, words: &str) {
    preview.wait_for(&format!("{words} at {path}"), |preview| preview.get(path).text().contains(words));
}

fn check_every_change(arguments: &[&str]) {
    let project = Project::with_seeds().file("diglot.toml", "pages = \"work\"\n");
    let preview = project.preview(arguments);

    // The title is on the page, in the index and in the feed.
    project.edit("seeds/1.txt", "San Telmo", "St Elmo");
    wait_for(&preview, "/en/", "St Elmo");
    wait_for(&preview, "/en/feed.xml", "St Elmo");

    // Editors write a new file and give it the old one's name, or move the old one away first.
    fs::write(project.path("seeds/.1.txt.swp"), project.read("seeds/1.txt").replace("St Elmo", "Elmo"))
        .expect("a file");
    fs::rename(project.path("seeds/.1.txt.swp"), project.path("seeds/1.txt")).expect("a file");
    wait_for(&preview, "/en/", "of Elmo");
    let text = project.read("seeds/1.txt");
    fs::rename(project.path("seeds/1.txt"), project.path("seeds/1.txt~")).expect("a file");
    project.save("seeds/1.txt", text.replace("of Elmo", "of San Telmo"));
    fs::remove_file(project.path("seeds/1.txt~")).expect("a file");
    wait_for(&preview, "/en/", "of San Telmo");

    fs::create_dir_all(project.path("seeds/places/by/the/sea")).expect("folders");
    project.save("seeds/places/by/the/sea/harbour.en.md", HARBOUR[0]);
    project.save("seeds/places/by/the/sea/harbour.es.md", HARBOUR[1]);
    wait_for(&preview, "/en/harbour/", "before the storm");
    wait_for(&preview, "/es/harbour/", "antes de la tormenta");
    wait_for(&preview, "/es/", "Un puerto tranquilo");
    wait_for(&preview, "/es/feed.xml", "Un puerto tranquilo");

    project.save("seeds/places/by/the/sea/harbour.toml", "slug = \"port\"\n");
    wait_for(&preview, "/en/port/", "before the storm");
    preview.wait_for("the old address is gone", |preview| preview.get("/en/harbour/").status == 404);
    project.save("diglot.toml", "pages = \"work\"\ntitle = \"Places\"\n");
    wait_for(&preview, "/en/", "Places");

    fs::create_dir(project.path("assets")).expect("a folder");
    project.save("assets/logo.svg", "<svg/>");
    preview.wait_for("an asset", |preview| preview.get("/assets/logo.svg").status == 200);
    project.save("assets/style.css", "body { color: rebeccapurple }");
    wait_for(&preview, "/en/", "rebeccapurple");
    fs::create_dir(project.path("templates")).expect("a folder");
    project.save(
        "templates/index.html",
        "{% extends \"default/index.html\" %}{% block footer %}A new footer{% endblock %}",
    );
    wait_for(&preview, "/en/", "A new footer");
    fs::remove_dir_all(project.path("templates")).expect("a folder");
    preview.wait_for("the usual footer", |preview| !preview.get("/en/").text().contains("A new footer"));

    fs::rename(project.path("seeds/places"), project.path("seeds/moved")).expect("a folder");
    project.edit("seeds/moved/by/the/sea/harbour.en.md", "storm", "STORM");
    wait_for(&preview, "/en/port/", "STORM");
    fs::remove_dir_all(project.path("seeds/moved")).expect("a folder");
    preview.wait_for("the work is gone", |preview| preview.get("/en/port/").status == 404);
    check_same_as_build(&project, &preview, "/");
}

#[test]
fn every_change_is_seen() {
    check_every_change(&[]);
}

#[test]
fn every_change_is_seen_by_polling() {
    check_every_change(&["--poll"]);
}

#[cfg(unix)]
#[test]
fn the_folder_of_the_texts_may_be_a_link() {
    for arguments in [&[][..], &["--poll"]] {
        let project = Project::with_seeds();
        fs::rename(project.path("seeds"), project.path("../texts")).expect("a folder");
        std::os::unix::fs::symlink("../texts", project.path("seeds")).expect("a link");
        let preview = project.preview(arguments);
        project.edit("seeds/1.txt", "lighthouse", "LIGHTHOUSE");
        wait_for(&preview, "/en/", "LIGHTHOUSE");
    }
}

#[test]
fn a_lock_file_counts_as_soon_as_it_is_there() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    project.save("seeds/diglot.lock", "[[pin]]\nwork = \"none\"\nsentences.en = [\"Nothing\"]\n");
    preview.wait(|news| news["diagnostics"].to_string().contains("seeds/diglot.lock"));
}

#[test]
fn the_texts_may_go_and_come_back() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    for _ in 0..3 {
        fs::rename(project.path("seeds"), project.path("gone")).expect("a folder");
        preview.wait(|news| news["ok"] == false);
        assert_eq!(preview.get("/en/").status, 200, "the last good page stays");
        fs::rename(project.path("gone"), project.path("seeds")).expect("a folder");
        preview.wait(|news| news["ok"] == true);
    }
    fs::remove_dir_all(project.path("seeds")).expect("a folder");
    preview.wait(|news| news["ok"] == false);
    let project = Project::with_seeds_in(project);
    project.edit("seeds/1.txt", "lighthouse", "LIGHTHOUSE");
    wait_for(&preview, "/en/", "LIGHTHOUSE");
    check_same_as_build(&project, &preview, "/");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_stops_nothing() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    // A link that leads nowhere cannot be read by anybody, not even root.
    std::os::unix::fs::symlink("nowhere.txt", project.path("seeds/3.txt")).expect("a link");
    preview.wait(|news| news["diagnostics"].to_string().contains("seeds/3.txt"));
    project.save("seeds/3.txt.tmp", [0xff, 0xfe, 0x00]);
    project.edit("seeds/1.txt", "lighthouse", "LIGHTHOUSE");
    wait_for(&preview, "/en/", "LIGHTHOUSE");
    fs::remove_file(project.path("seeds/3.txt")).expect("a link");
    preview.wait(|news| news["ok"] == true);
}

#[test]
fn of_a_hundred_saves_in_a_second_the_last_is_shown() {
    let project = Project::with_seeds();
    let preview = project.preview(&[]);
    let text = project.read("seeds/1.txt");
    for number in 0..100 {
        project.save("seeds/1.txt", format!("{text}\n\nThis is save number {number} of them all.\n"));
        std::thread::sleep(Duration::from_millis(10));
    }
    wait_for(&preview, "/en/", "number 99 of");
    check_same_as_build(&project, &preview, "/");
}

#[test]
fn what_is_no_input_causes_no_build() {
    for arguments in [&["preview", "--port", "0"][..], &["preview", "--port", "0", "--poll"]] {
        let project = Project::with_seeds().folder("site").folder("assets").file("../archive/1999.txt", "Old.");
        #[cfg(unix)]
        std::os::unix::fs::symlink("../../archive", project.path("assets/archive")).expect("a link");
        let mut preview = project.command("", arguments).stdout(Stdio::piped()).spawn().expect("the program starts");
        let said = BufReader::new(preview.stdout.take().expect("piped")).lines();
        let (sender, news) = channel();
        std::thread::spawn(move || said.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let next = |begin: &str| {
            let lines = std::iter::repeat_with(|| news.recv_timeout(PATIENCE).expect("the preview says something"));
            lines.filter(|line| !line.is_empty()).find(|line| line.starts_with(begin)).expect("no end")
        };
        next("built in");
        project.save("notes.txt", "Not a seed.");
        project.save("seeds/.1.txt.swp", "Where an editor keeps its own.");
        project.save("../archive/1999.txt", "Where a link leads that is not followed.");
        assert!(project.command("", &["build"]).output().expect("a build").status.success());
        project.edit("seeds/1.txt", "lighthouse", "LIGHTHOUSE");
        let first = next("");
        preview.kill().and_then(|()| preview.wait()).expect("it was running");
        assert!(first.starts_with("seeds/1.txt: "), "{first}");
    }
}

/// Runs a preview where the system lets so many folders be watched. None where this system lets nobody set that limit.
#[cfg(target_os = "linux")]
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know what was not tested")]
fn with_limit(project: &Project, limit: usize) -> Option<Preview> {
    let program = assert_cmd::cargo::cargo_bin!("diglot");
    let set = format!("echo {limit} >/proc/sys/user/max_inotify_watches");
    let may = std::process::Command::new("unshare").args(["-Ur", "sh", "-c", &set]).output();
    if !may.is_ok_and(|set| set.status.success()) {
        eprintln!("not tried: how many folders are watched cannot be limited here");
        return None;
    }
    let mut command = std::process::Command::new("unshare");
    command.args(["-Ur", "sh", "-c", &format!("{set}; exec \"$0\" preview --json --port 0 2>../said")]).arg(program);
    command.current_dir(project.path(""));
    Some(Preview::start(command))
}

#[cfg(target_os = "linux")]
#[test]
fn where_too_many_folders_are_to_be_watched_it_says_so_and_misses_nothing() {
    // At the start, and when folders come later.
    for (limit, said_at_once) in [(1, true), (12, false)] {
        let project = Project::with_seeds().file("diglot.toml", "pages = \"work\"\n");
        let Some(preview) = with_limit(&project, limit) else { return };
        let said = || fs::read_to_string(project.path("../said")).unwrap_or_default();
        assert_eq!(said().contains("so they are looked at again and again"), said_at_once, "{}", said());
        for number in 0..20 {
            fs::create_dir(project.path(&format!("seeds/{number}"))).expect("a folder");
            project.save(&format!("seeds/{number}/harbour-{number}.en.md"), HARBOUR[0]);
        }
        for number in 0..20 {
            wait_for(&preview, &format!("/en/harbour-{number}/"), "before the storm");
        }
        assert!(said().contains("does not let so many folders be watched"), "{}", said());
        project.edit("seeds/19/harbour-19.en.md", "storm", "STORM");
        wait_for(&preview, "/en/harbour-19/", "STORM");
    }
}
