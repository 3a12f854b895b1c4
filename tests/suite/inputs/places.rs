//! Things among the seeds that are no files: links, pipes, devices. None is opened that could hang or lead outside.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Case, check};

const TEXT: &str = "The ferry left at seven in the morning, and nobody on the quay waved.";

fn link(name: &str, to: &'static str) -> Case {
    Case::new(name, move |project: &Path| symlink(to, project.join("seeds/odd.txt")).expect("a link"))
}

fn pipe(name: &str, at: &'static str) -> Case {
    Case::new(name, move |project: &Path| {
        let place = project.join(at);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a new folder");
        assert!(Command::new("mkfifo").arg(place).status().expect("mkfifo").success());
    })
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        link("a link to nowhere", "nowhere.txt").wrong("this link cannot be followed"),
        link("a link to itself", "odd.txt").wrong("this link cannot be followed"),
        link("a link outside", "/etc/passwd").wrong("this link leads out of seeds").hides("root:"),
        link("a link to a device", "/dev/zero").wrong("this link leads out of seeds"),
        link("a link to what one types", "/dev/stdin").wrong("odd.txt"),
        link("a link to the memory of the process", "/proc/self/mem").wrong("odd.txt"),
        link("a link to a neighbour", "fair.en.txt").shows("lost its way"),
        Case::new("a loop of folders", |project: &Path| symlink("..", project.join("seeds/a")).expect("a link"))
            .wrong("this link leads out of seeds"),
        Case::new("a folder in itself", |project: &Path| symlink(".", project.join("seeds/a")).expect("a link"))
            .tells("this link leads back to seeds"),
        Case::new("two links that lead to each other", |project: &Path| {
            symlink("b", project.join("seeds/a")).expect("a link");
            symlink("a", project.join("seeds/b")).expect("a link");
        })
        .wrong("this link cannot be followed"),
        pipe("a pipe", "seeds/odd.txt").tells("this is not a regular file; it is not opened"),
        pipe("a pipe for a work file", "seeds/fair.toml").tells("this is not a regular file; it is not opened"),
        pipe("a pipe for the lock file", "seeds/diglot.lock").tells("this is not a regular file; it is not opened"),
        pipe("a pipe for the configuration", "diglot.toml").fails("diglot.toml"),
        pipe("a pipe for a template", "templates/texts.html").tells("this is not a regular file; it is not opened"),
        pipe("a pipe for an asset", "assets/a.png").tells("this is not a regular file; it is not opened"),
        pipe("a pipe for strings", "templates/strings/en.ftl").tells("this is not a regular file; it is not opened"),
        pipe("a pipe for the cache", ".diglot/cache"),
        Case::new("a folder for the configuration", |project: &Path| {
            fs::create_dir(project.join("diglot.toml")).expect("a new folder");
        })
        .fails("diglot.toml"),
        Case::new("a device", |project: &Path| {
            let place = project.join("seeds/odd.txt");
            let device = Command::new("mknod").arg(&place).args(["c", "1", "5"]).stderr(Stdio::null()).status();
            // Only the system's administrator may make one.
            if !device.expect("mknod").success() {
                assert!(Command::new("mkfifo").arg(place).status().expect("mkfifo").success());
            }
        })
        .tells("this is not a regular file; it is not opened"),
        Case::new("a socket", |project: &Path| {
            drop(std::os::unix::net::UnixListener::bind(project.join("seeds/odd.txt")).expect("a socket"));
        })
        .tells("this is not a regular file; it is not opened"),
        Case::new("a link to an asset outside", |project: &Path| {
            fs::create_dir(project.join("assets")).expect("a new folder");
            symlink("/etc/passwd", project.join("assets/odd.css")).expect("a link");
        })
        .tells("this is a link; it is not followed")
        .hides("root:"),
        Case::new("a loop of templates", |project: &Path| {
            fs::create_dir(project.join("templates")).expect("a new folder");
            symlink(".", project.join("templates/again")).expect("a link");
        })
        .tells("templates/again"),
        Case::new("a device for an asset", |project: &Path| {
            fs::create_dir(project.join("assets")).expect("a new folder");
            symlink("/dev/zero", project.join("assets/odd.css")).expect("a link");
        })
        .tells("this is a link; it is not followed"),
        pipe("a pipe for all templates", "templates").tells("this is not a folder; it is not opened"),
        Case::file("a file for all assets", "assets", "mine").tells("this is not a folder; it is not opened"),
        Case::new("templates that lead nowhere", |project: &Path| {
            symlink("nowhere", project.join("templates")).expect("a link");
        })
        .fails("cannot read templates/"),
        Case::new("templates that are elsewhere", |project: &Path| {
            fs::create_dir(project.join("mine")).expect("a new folder");
            symlink("mine", project.join("templates")).expect("a link");
        }),
        Case::new("a file that may run", |project: &Path| {
            let file = project.join("seeds/odd.txt");
            fs::write(&file, TEXT).expect("a file of the test");
            fs::set_permissions(&file, fs::Permissions::from_mode(0o777)).expect("own file");
        })
        .shows("on the quay waved"),
    ]
}

#[test]
fn what_is_no_file_is_not_opened() {
    check(cases());
}
