//! The whole folder of the site is exchanged in one moment.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

#[cfg(unix)]
use super::NOBODY;
use super::{Disk, EN, ES, failure, fs, identity};
use crate::harness::Project;
use diglot::write::Switch;

/// The place beside the site where files wait.
const PLACE: &str = ".diglot-new-out";

/// Returns what is left when the system stops a build that exchanges the whole: all of it is `mine`.
fn leave(disk: &Disk) {
    fs::create_dir_all(disk.path(PLACE).join("site/en")).expect("a new folder");
    for file in ["..diglot", "site/en/index.html"] {
        fs::write(disk.path(PLACE).join(file), "mine").expect("a file of the test");
    }
}

#[test]
fn readers_meet_no_old_page_after_a_new_one() {
    let disk = Disk::with(Switch::Whole);
    let site = |version: &'static str| [("en/a.html", version), ("es/b.html", version), ("index.html", version)];
    let versions: Vec<&'static str> = (10..50).map(|version| &*version.to_string().leak()).collect();
    disk.write(&site(versions[0])).expect("a first build");
    let over = AtomicBool::new(false);
    let read = || {
        let paths = ["index.html", "es/b.html", "en/a.html"].map(|path| disk.path("out").join(path));
        let mut last = String::new();
        while !over.load(Ordering::Relaxed) {
            for path in &paths {
                let version = fs::read_to_string(path).expect("a page is never missing");
                assert!(version >= last, "{version} after {last}");
                last = version;
            }
        }
    };
    thread::scope(|scope| {
        let readers = [scope.spawn(read), scope.spawn(read)];
        let written = versions[1..].iter().try_for_each(|version| disk.write(&site(version)).map(drop));
        over.store(true, Ordering::Relaxed);
        for reader in readers {
            reader.join().expect("a reader sees one version after the other");
        }
        written.expect("builds");
    });
}

#[cfg(unix)]
#[test]
fn the_folder_is_exchanged_where_something_changed_and_only_there() {
    let disk = Disk::with(Switch::Whole);
    let folder = || identity(&disk.path("out")).1;
    disk.write(&[EN, ES]).expect("a first build");
    let first = folder();
    disk.write(&[EN, ES]).expect("the same again");
    assert_eq!(folder(), first);
    disk.write(&[EN]).expect("a build of less");
    assert_ne!(folder(), first);
    disk.holds(&[EN]);
}

#[test]
fn nothing_is_left_beside_the_site() {
    for [killed, next] in [[Switch::Whole, Switch::Whole], [Switch::Whole, Switch::ByFile]] {
        let mut disk = Disk::with(killed);
        disk.write(&[EN, ES]).expect("a first build");
        assert!(!disk.path(PLACE).exists());
        leave(&disk);
        disk.switch = next;
        disk.write(&[EN]).expect("a second build");
        assert!(!disk.path(PLACE).exists());
        disk.holds(&[EN]);
    }
}

#[test]
fn what_is_in_the_way_beside_the_site_is_named() {
    let mut disk = Disk::with(Switch::Whole);
    disk.write(&[EN, ES]).expect("a first build");
    fs::create_dir(disk.path(PLACE)).expect("a new folder");
    fs::write(disk.path(PLACE).join("notes"), "mine").expect("a file of the test");
    let told = failure(disk.write(&[EN]));
    assert!(told.contains(".diglot-new-out is in the way"), "{told}");
    disk.holds(&[EN, ES]);
    disk.switch = Switch::ByFile;
    disk.write(&[EN]).expect("it is not in the way of files");
    disk.holds(&[EN]);
    assert!(disk.path(PLACE).join("notes").exists());
}

#[cfg(unix)]
#[test]
fn what_the_system_says_of_the_place_is_told() {
    // Its own name is one that the system takes, and that of the place beside it is too long.
    let out = "s".repeat(250);
    let ran = Project::with_seeds().run(&["build", "--atomic-tree", "--out", &out]).failed().says("name too long");
    assert!(!ran.stderr().contains("in the way"), "{}", ran.stderr());
    ran.then().run(&["build", "--out", &out]).ok().has(&format!("{out}/index.html"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_keeps_no_later_build_from_its_work() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    use std::os::unix::process::CommandExt as _;
    let project = Project::with_seeds().build().ok().then();
    let site = project.path("site");
    // Nothing keeps root from writing, so then another user builds.
    let is_root = fs::metadata(&site).expect("a folder").uid() == 0;
    let build = |project: &Project, text: &str, arguments: &[&str]| {
        fs::write(project.path("seeds/1.txt"), format!("The lamp\n\nThe lamp {text} and nobody knows why."))
            .expect("a seed");
        let mut command = project.command("", arguments);
        if is_root {
            for entry in walkdir::WalkDir::new(project.path("..")) {
                chown(entry.expect("an entry").path(), Some(NOBODY), Some(NOBODY)).expect("a file of ours");
            }
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().expect("the program starts").status.code()
    };
    let mode = |mode| fs::set_permissions(site.join("en"), fs::Permissions::from_mode(mode)).expect("a folder of ours");
    mode(0o555);
    assert_eq!(build(&project, "is lit", &["build"]), Some(2));
    assert_eq!(build(&project, "is lit", &["build", "--atomic-tree"]), Some(0));
    assert_eq!(fs::metadata(site.join("en")).expect("a folder").permissions().mode() & 0o777, 0o555);
    mode(0o755);
    assert_eq!(build(&project, "is out", &["build"]), Some(0));
    assert!(project.read("site/en/index.html").contains("The lamp is out"));
}

#[test]
fn a_build_exchanges_the_whole_where_that_is_asked_for() {
    let build = |project: Project| project.run(&["build", "--atomic-tree"]).ok();
    let project = build(Project::with_seeds()).has("site/en/index.html").then().file("site/CNAME", "example.org");
    let project = project.change("seeds/1.txt", "lost its way", "lost its bearings").remove("seeds/2.txt");
    let built = build(project).contains("site/en/index.html", "lost its bearings").has_no("site/es/index.html");
    built.contains("site/CNAME", "example.org").has_no(".diglot-new-site");
}
