//! Writing: only what changed, nothing that is not ours, never half a file.

mod together;
mod whole;

use std::fs;
use std::path::{Path, PathBuf};

use diglot::ground::diagnostic::Failure;
use diglot::ground::path::SitePath;
use diglot::ground::site::Site;
use diglot::write::output::Output;
use diglot::write::{Switch, Written, write};
use tempfile::TempDir;

use super::harness::{ENGLISH, Project, SPANISH, files};

const MANIFEST: &str = ".diglot-manifest";

/// A folder `project` with an `out` folder in it that sites are written to.
struct Disk {
    folder: TempDir,
    switch: Switch,
}

impl Disk {
    fn new() -> Disk {
        Disk::with(Switch::ByFile)
    }

    fn with(switch: Switch) -> Disk {
        let folder = TempDir::new().expect("a folder for temporary files");
        fs::create_dir_all(folder.path().join("project/seeds")).expect("a new folder");
        Disk { folder, switch }
    }

    /// Returns a disk for each way in which files come to their places: most promises are the same.
    fn each() -> [Disk; 2] {
        [Switch::ByFile, Switch::Whole].map(Disk::with)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("project").join(path)
    }

    fn claim(&self, out: &str) -> Result<Output, Failure> {
        Output::claim(&self.path(out), &self.path(""), &[&self.path("seeds")])
    }

    /// Writes a site of these files to `out`.
    fn write(&self, site: &[(&str, &str)]) -> Result<Written, Failure> {
        let mut value = Site::default();
        for (path, text) in site {
            value.insert(SitePath::new(*path).expect("a site path"), (*text).to_owned());
        }
        write(&value, &self.claim("out")?, self.switch)
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.path("out").join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a new folder");
        fs::write(file, text).expect("a file of the test");
    }

    /// Expects these files in `out`, beside the manifest, and no others.
    fn holds(&self, expected: &[(&str, &str)]) {
        let mut there = files(&self.path("out"));
        assert_eq!(there.remove(MANIFEST).is_some(), !expected.is_empty());
        let there: Vec<(&str, &str)> = there.iter().map(|(path, text)| (path.as_str(), text_of(text))).collect();
        assert_eq!(there, expected);
    }
}

fn text_of(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the test's own text")
}

fn names(paths: &[SitePath]) -> Vec<&str> {
    paths.iter().map(SitePath::as_str).collect()
}

fn failure<T>(result: Result<T, Failure>) -> String {
    let failure = result.err().expect("a failure");
    format!("{} ({})", failure.message, failure.hint.unwrap_or_default())
}

const EN: (&str, &str) = ("en/index.html", "English");
const ES: (&str, &str) = ("es/index.html", "Español");

#[test]
fn only_what_changed_is_written() {
    for disk in Disk::each() {
        let written = disk.write(&[EN, ES]).expect("a first build");
        assert_eq!((names(&written.written), written.unchanged), (vec!["en/index.html", "es/index.html"], 0));
        let before = identity(&disk.path("out/es/index.html"));
        let written = disk.write(&[("en/index.html", "More English"), ES]).expect("a second build");
        assert_eq!((names(&written.written), written.unchanged), (vec!["en/index.html"], 1));
        disk.holds(&[("en/index.html", "More English"), ES]);
        assert_eq!(identity(&disk.path("out/es/index.html")), before);

        let before = identity(&disk.path("out").join(MANIFEST));
        let written = disk.write(&[("en/index.html", "More English"), ES]).expect("a third build");
        assert_eq!((written.written, written.unchanged), (vec![], 2));
        assert_eq!(identity(&disk.path("out").join(MANIFEST)), before);
    }
}

/// What a rewritten file does not keep.
fn identity(file: &Path) -> (std::time::SystemTime, u64) {
    let found = fs::metadata(file).expect("a file");
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&found);
    #[cfg(not(unix))]
    let number = 0;
    (found.modified().expect("a time"), number)
}

#[test]
fn what_the_site_no_longer_has_is_removed_with_its_folder() {
    for disk in Disk::each() {
        disk.write(&[EN, ES, ("es/a/b/index.html", "b"), ("robots.txt", "")]).expect("a first build");
        disk.put("es/notes.txt", "mine");
        let written = disk.write(&[EN]).expect("a second build");
        assert_eq!(names(&written.removed), ["es/a/b/index.html", "es/index.html", "robots.txt"]);
        disk.holds(&[EN, ("es/notes.txt", "mine")]);
        assert!(!disk.path("out/es/a").exists());
    }
}

#[test]
fn what_diglot_did_not_write_is_never_touched() {
    for disk in Disk::each() {
        disk.put(".well-known/x", "mine");
        disk.write(&[EN, ES]).expect("a first build");
        disk.put("CNAME", "example.org");
        disk.put("en/old.html", "mine");
        disk.write(&[]).expect("a second build");
        disk.holds(&[(".well-known/x", "mine"), ("CNAME", "example.org"), ("en/old.html", "mine")]);
    }
}

#[test]
fn a_folder_of_someone_else_is_refused_until_it_is_empty() {
    for disk in Disk::each() {
        // Nearly every site has one that says no more.
        let robots = ("robots.txt", "User-agent: *\nAllow: /\n");
        disk.put("photos/quay.jpg", "theirs");
        disk.put(robots.0, robots.1);
        let theirs = files(&disk.path("out"));
        let told = failure(disk.write(&[EN, ES, robots]));
        assert!(told.contains("photos is in it") && told.contains("Nothing was changed"), "{told}");
        assert_eq!(files(&disk.path("out")), theirs);
        fs::remove_dir_all(disk.path("out/photos")).expect("a folder to remove");
        fs::remove_file(disk.path("out/robots.txt")).expect("a file to remove");
        disk.write(&[EN, ES, robots]).expect("a build into an empty folder");
        disk.holds(&[EN, ES, robots]);
    }
}

#[test]
fn what_is_in_the_way_is_named_before_anything_is_written() {
    let cases: [(&str, &str); 3] =
        [("es/index.html", "es/index.html"), ("es", "es (a file)"), ("es/index.html/x", "es/index.html (a folder)")];
    for (obstacle, named) in cases {
        let disk = Disk::new();
        disk.put(obstacle, "mine");
        let told = failure(disk.write(&[EN, ES]));
        assert!(told.contains(named) && told.contains("Nothing was changed"), "{told}");
        assert_eq!(files(&disk.path("out")).len(), 1, "nothing but {obstacle}");
    }
}

#[test]
fn a_file_of_the_site_may_become_a_folder_and_a_folder_a_file() {
    for disk in Disk::each() {
        let map = ("assets/map", "map");
        let maps = [("assets/map/more/two.txt", "two"), ("assets/map/one.txt", "one")];
        disk.write(&[map, EN]).expect("a first build");
        let written = disk.write(&[maps[0], maps[1], EN]).expect("a build with a folder");
        assert_eq!((names(&written.removed), written.written.len()), (vec!["assets/map"], 2));
        disk.holds(&[maps[0], maps[1], EN]);
        for (mine, named) in
            [("assets/map/mine.txt", "assets/map (a folder)"), ("assets/map/one.txt", "assets/map (a folder)")]
        {
            disk.put(mine, "mine");
            let told = failure(disk.write(&[map, EN]));
            assert!(told.contains(named) && told.contains("Nothing was changed"), "{told}");
            fs::remove_file(disk.path("out").join(mine)).expect("a file to remove");
        }
        let written = disk.write(&[map, EN]).expect("a build with a file");
        assert_eq!(names(&written.removed), ["assets/map/more/two.txt"]);
        disk.holds(&[map, EN]);
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(
                &fs::metadata(disk.path("out/assets/map")).expect("a file").permissions()
            ) & 0o111,
            0
        );
        disk.put("assets/map", "mine");
        assert!(failure(disk.write(&[maps[0], EN])).contains("assets/map (a file)"));
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_symbolic_link() {
    for disk in Disk::each() {
        disk.write(&[EN, ES]).expect("a first build");
        fs::rename(disk.path("out/es"), disk.path("elsewhere")).expect("a folder to move");
        std::os::unix::fs::symlink(disk.path("elsewhere"), disk.path("out/es")).expect("a link");
        let told = failure(disk.write(&[EN, ("es/index.html", "Más español")]));
        assert!(told.contains("es (a symbolic link)"), "{told}");
        disk.write(&[EN]).expect("a build without the page");
        assert_eq!(fs::read_to_string(disk.path("elsewhere/index.html")).expect("the page"), "Español");
    }
}

#[test]
fn a_folder_that_holds_the_same_site_without_a_manifest_is_taken_on() {
    for disk in Disk::each() {
        disk.put(EN.0, EN.1);
        disk.put(ES.0, ES.1);
        let written = disk.write(&[EN, ES]).expect("a first build");
        assert_eq!(written.unchanged, 2);
        disk.write(&[EN]).expect("a second build");
        disk.holds(&[EN]);
    }
}

#[test]
fn a_lost_or_damaged_manifest_loses_nothing() {
    for damaged in
        [None, Some(""), Some("\0\u{1}"), Some("<<<<<<< HEAD\n0123  en/index.html\n"), Some("x  ../../seeds")]
    {
        let disk = Disk::new();
        disk.write(&[EN, ES]).expect("a first build");
        match damaged {
            None => fs::remove_file(disk.path("out").join(MANIFEST)).expect("a manifest"),
            Some(damaged) => disk.put(MANIFEST, damaged),
        }
        disk.write(&[EN]).expect("the same page is no obstacle");
        disk.holds(&[EN, ES]);
        let told = failure(disk.write(&[EN, ("es/index.html", "Más español")]));
        assert!(told.contains("es/index.html"), "{told}");
        disk.holds(&[EN, ES]);
    }
}

#[test]
fn what_was_changed_by_hand_is_made_again_but_not_removed() {
    for disk in Disk::each() {
        disk.write(&[EN, ES]).expect("a first build");
        disk.put("en/index.html", "mine");
        disk.put("es/index.html", "mine");
        let written = disk.write(&[EN]).expect("a second build");
        assert_eq!((names(&written.restored), names(&written.kept)), (vec!["en/index.html"], vec!["es/index.html"]));
        disk.holds(&[EN, ("es/index.html", "mine")]);
    }
}

#[test]
fn a_site_that_cannot_be_written_changes_nothing() {
    let obstacles: [fn(&Disk); 2] =
        [|disk| disk.put(".diglot-new", "mine"), |disk| disk.put(".diglot-new/notes", "mine")];
    for obstacle in obstacles {
        let disk = Disk::new();
        disk.write(&[EN, ES]).expect("a first build");
        obstacle(&disk);
        let before = files(&disk.path("out"));
        let told = failure(disk.write(&[("en/index.html", "More English")]));
        assert!(told.contains(".diglot-new is in the way"), "{told}");
        assert_eq!(files(&disk.path("out")), before);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_cleared_through_a_symbolic_link() {
    let disk = Disk::new();
    fs::create_dir_all(disk.path("out")).expect("a new folder");
    fs::write(disk.path("seeds/1956"), "mine").expect("a file of the test");
    std::os::unix::fs::symlink(disk.path("seeds"), disk.path("out/.diglot-new")).expect("a link");
    failure(disk.write(&[EN]));
    assert!(disk.path("seeds/1956").exists());
}

/// What a killed build leaves: the manifest that it began with, some pages moved, some not.
#[test]
fn a_build_that_was_killed_is_completed_by_the_next() {
    for disk in Disk::each() {
        disk.write(&[EN, ES]).expect("a first build");
        let first = fs::read_to_string(disk.path("out").join(MANIFEST)).expect("a manifest");
        let next = [("en/index.html", "More English"), ("es/index.html", "Más español"), ("fr/index.html", "Français")];
        disk.write(&next).expect("a second build");
        let second = fs::read_to_string(disk.path("out").join(MANIFEST)).expect("a manifest");
        let unfinished = "# A build was not finished: a file is as it was before, or as it was to be.\n";
        disk.put(MANIFEST, &format!("{unfinished}{first}{second}"));
        disk.put("es/index.html", ES.1);
        disk.put(".diglot-new/..diglot", "");
        disk.put(".diglot-new/es/index.html", "Más espa");
        // In the place of a page that was never moved, somebody has put a file. The texts have changed meanwhile.
        disk.put("fr/index.html", "mine");
        let last = [("en/index.html", "Most English"), ES];
        let told = failure(disk.write(&[last[0], last[1], next[2]]));
        assert!(told.contains("fr/index.html"), "{told}");
        let written = disk.write(&last).expect("a third build");
        assert_eq!((names(&written.written), names(&written.kept)), (vec!["en/index.html"], vec!["fr/index.html"]));
        disk.holds(&[last[0], last[1], ("fr/index.html", "mine")]);
    }
}

#[cfg(unix)]
#[test]
fn files_keep_their_permissions_and_new_ones_have_the_usual() {
    use std::os::unix::fs::PermissionsExt as _;
    for disk in Disk::each() {
        disk.put(".usual", "");
        disk.write(&[EN, ES]).expect("a first build");
        let mode = |path: &str| fs::metadata(disk.path("out").join(path)).expect("a file").permissions().mode() & 0o777;
        assert_eq!((mode("en/index.html"), mode(MANIFEST)), (mode(".usual"), mode(".usual")));
        fs::set_permissions(disk.path("out/en/index.html"), fs::Permissions::from_mode(0o640)).expect("own file");
        disk.write(&[("en/index.html", "More English"), ES]).expect("a second build");
        assert_eq!(mode("en/index.html"), 0o640);
    }
}

/// The number of the user that no file is of.
#[cfg(unix)]
const NOBODY: u32 = 65_534;

/// Above a number of pages their folder is exchanged for a new one. What is true of few is true of many.
#[cfg(unix)]
#[test]
fn many_pages_change_at_once_and_nothing_else_does() {
    use std::os::unix::fs::PermissionsExt as _;
    for disk in Disk::each() {
        let paths: Vec<String> = (0..100).map(|number| format!("en/{number}/index.html")).collect();
        let site = |text: &'static str| -> Vec<(&str, &str)> {
            paths
                .iter()
                .map(|path| (path.as_str(), text))
                .chain([("en/same.html", "same"), ("es/a.html", "a")])
                .collect()
        };
        disk.write(&site("old")).expect("a first build");
        disk.put("en/7/notes.txt", "mine");
        disk.put("en/mine/deep/notes.txt", "mine");
        fs::write(disk.path("seeds/1956"), "mine").expect("a file of the test");
        for (link, target) in [("nowhere", "nowhere".into()), ("seeds", disk.path("seeds"))] {
            std::os::unix::fs::symlink(target, disk.path("out/en").join(link)).expect("a link");
        }
        fs::set_permissions(disk.path("out/en/8"), fs::Permissions::from_mode(0o750)).expect("own folder");
        // Only root can give away what is root's.
        let given = std::os::unix::fs::chown(disk.path("out/en/mine"), Some(NOBODY), Some(NOBODY)).is_ok();
        let untouched = ["en/same.html", "es/a.html", "en/7/notes.txt", "en/mine/deep/notes.txt"];
        let identities = || untouched.map(|path| identity(&disk.path("out").join(path)));
        let (before, folder) = (identities(), fs::metadata(disk.path("out")).expect("the folder"));
        let written = disk.write(&site("new")).expect("a second build");
        assert_eq!((written.written.len(), written.unchanged, written.removed.len()), (100, 2, 0));
        assert_eq!(identities(), before);
        let number = std::os::unix::fs::MetadataExt::ino;
        let is_same = number(&fs::metadata(disk.path("out")).expect("the folder")) == number(&folder);
        assert_eq!(is_same, disk.switch == Switch::ByFile);
        assert!(disk.path("seeds/1956").exists(), "what a link leads to is not part of the site");
        assert_eq!(fs::read_link(disk.path("out/en/seeds")).expect("a link"), disk.path("seeds"));
        assert_eq!(fs::read_link(disk.path("out/en/nowhere")).expect("a link").to_string_lossy(), "nowhere");
        let mode = fs::metadata(disk.path("out/en/8")).expect("a folder").permissions().mode() & 0o777;
        assert_eq!(mode, 0o750);
        let owner = fs::metadata(disk.path("out/en/mine")).map(|found| std::os::unix::fs::MetadataExt::uid(&found));
        assert_eq!(owner.expect("a folder") == NOBODY, given);
        for link in ["seeds", "nowhere"] {
            fs::remove_file(disk.path("out/en").join(link)).expect("own link");
        }
        let mut expected = site("new");
        expected.extend([("en/7/notes.txt", "mine"), ("en/mine/deep/notes.txt", "mine")]);
        expected.sort_unstable();
        disk.holds(&expected);
    }
}

#[test]
fn two_builds_do_not_write_to_one_folder() {
    let disk = Disk::new();
    let held = disk.claim("out").expect("a free folder");
    for spelling in ["out", "./out", "seeds/../out"] {
        let told = failure(disk.claim(spelling));
        assert!(told.contains(&format!("process {}", std::process::id())), "{told}");
    }
    disk.claim("another").expect("another folder");
    drop(held);
    disk.claim("out").expect("a free folder");
    assert!(!disk.path("out").exists(), "claiming touches nothing");
}

#[test]
fn folders_that_would_hurt_are_refused() {
    let disk = Disk::new();
    fs::write(disk.path("file"), "").expect("a file");
    let cases = [
        ("/", "is the root"),
        ("", "is the project's own folder"),
        ("..", "holds the project's own folder"),
        ("seeds", "where the site comes from"),
        ("seeds/site", "lies in"),
        ("new/../seeds/new/site", "lies in"),
        ("file", "is not a folder"),
    ];
    for (out, reason) in cases {
        let told = failure(disk.claim(out));
        assert!(told.contains(reason), "{out}: {told}");
    }
    assert_eq!(files(disk.folder.path()).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_refused() {
    let disk = Disk::new();
    fs::create_dir(disk.path("elsewhere")).expect("a new folder");
    std::os::unix::fs::symlink(disk.path("elsewhere"), disk.path("out")).expect("a link");
    std::os::unix::fs::symlink(disk.path("nowhere"), disk.path("dangling")).expect("a link");
    for out in ["out", "dangling"] {
        let told = failure(disk.claim(out));
        assert!(told.contains("is a symbolic link"), "{told}");
    }
}

#[test]
fn the_home_folder_is_refused() {
    Project::with_seeds().run(&["build", "--out", ".."]).failed().says("your home folder").has_no("../index.html");
}

#[test]
fn a_change_of_one_text_changes_its_page_only() {
    let built = Project::with_seeds().build().ok().has("site/en/index.html").has("site/es/index.html");
    let project = built.then();
    let before = identity(&project.path("site/index.html"));
    let built = project.change("seeds/1.txt", "lost its way", "lost its bearings").build().ok();
    let project = built.contains("site/en/index.html", "lost its bearings").then();
    assert_eq!(identity(&project.path("site/index.html")), before);
    project.remove("seeds/2.txt").build().ok().has("site/en/index.html").has_no("site/es/index.html");
}

#[test]
fn addresses_at_which_no_page_is_any_more_are_named() {
    let project = Project::new().file("diglot.toml", "pages = \"work\"\nbase_url = \"https://example.org/\"\n");
    let quay = project.file("seeds/quay.en.txt", ENGLISH).file("seeds/quay.es.txt", SPANISH).build().ok();
    assert_eq!(quay.stderr(), "");
    let moved = quay.then().remove("seeds/quay.en.txt").remove("seeds/quay.es.txt");
    let pier = moved.file("seeds/pier.en.txt", ENGLISH).file("seeds/pier.es.txt", SPANISH).build().ok();
    let pier = pier.says("there is no page any more at en-es/quay/, en/quay/, es/quay/\n").then();
    let listed = "slug = \"pier\"\nfiles = [\"pier.en.txt\", \"dock.es.txt\"]\n";
    let dock = pier.remove("seeds/pier.es.txt").file("seeds/dock.es.txt", SPANISH).file("seeds/dock.toml", listed);
    assert_eq!(dock.build().ok().stderr(), "");
}

#[test]
fn lost_texts_do_not_empty_the_site() {
    let built = Project::with_seeds().build().ok().then().remove("seeds/1.txt").remove("seeds/2.txt").build();
    built.wrong().says("there is no text to publish").has("site/en/index.html").has("site/es/index.html");
}

#[test]
fn the_same_seeds_make_the_same_bytes_in_any_folder() {
    let one = Project::with_seeds().build().ok().then();
    let other = Project::with_seeds().run(&["build", "--out", "deep/other"]).ok().then();
    super::harness::assert_same_tree(&other.path("deep/other"), &one.path("site"));
}

#[test]
fn a_file_in_place_of_a_folder_is_a_failure_of_the_machine() {
    let blocked = Project::with_seeds().file("blocked", "a file").run(&["build", "--out", "blocked/site"]);
    blocked.failed().says("blocked/site");
}
