//! Two machines that share nothing but the seeds make the same bytes.

use std::fs;
use std::process::Command;
use std::time::{Duration, SystemTime};

use super::harness::{ENGLISH, Project, SPANISH, assert_same_tree, missing};

/// What differs between one machine and another.
struct Machine {
    folder: &'static str,
    environment: [(&'static str, &'static str); 4],
    umask: &'static str,
    backwards: bool,
    age: Duration,
    /// What its clock says when the build begins; empty for what the clock of this machine says.
    clock: &'static str,
}

const HERE: Machine = Machine {
    folder: "here",
    environment: [("LC_ALL", "C"), ("LANG", "C"), ("TZ", "UTC"), ("RAYON_NUM_THREADS", "1")],
    umask: "022",
    backwards: false,
    age: Duration::ZERO,
    clock: "",
};

const ELSEWHERE: Machine = Machine {
    folder: "deep/in/año nuevo/elsewhere",
    environment: [
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANG", "ar_EG.UTF-8"),
        ("TZ", "Pacific/Kiritimati"),
        ("RAYON_NUM_THREADS", "7"),
    ],
    umask: "077",
    backwards: true,
    age: Duration::from_secs(40 * 365 * 24 * 60 * 60),
    clock: "2051-07-08 09:10:11",
};

fn seeds() -> Vec<(String, String)> {
    let works = (0..12).flat_map(|number| {
        let text = |name: &str, text: &str| (format!("seeds/{name}{number}.md"), format!("# {number}\n\n{text}"));
        [text("I", ENGLISH), text("ı", SPANISH)]
    });
    let settings = "pages = \"work\"\nbase_url = \"https://example.org/\"\ntitle = \"Letters\"\n";
    works.chain([("diglot.toml".to_owned(), settings.to_owned())]).collect()
}

/// Builds the same seeds on a machine of this kind, in a folder of the project.
fn build(project: &Project, machine: &Machine) {
    let folder = project.path(machine.folder);
    let mut seeds = seeds();
    if machine.backwards {
        seeds.reverse();
    }
    for (name, text) in seeds {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
        fs::write(&file, text).expect("a file of the test");
        let then = SystemTime::now() - machine.age;
        fs::File::options().write(true).open(&file).and_then(|file| file.set_modified(then)).expect("own file");
    }
    let program = project.command("", &[]);
    let clock = Some(machine.clock).filter(|clock| !clock.is_empty() && can_turn_clocks());
    let clock = clock.map(|clock| format!("faketime '{clock}'")).unwrap_or_default();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("umask {}; exec {clock} \"$0\" build", machine.umask)]).arg(program.get_program());
    shell
        .current_dir(&folder)
        .env_clear()
        .envs(machine.environment)
        .env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let run = shell.output().expect("a shell");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// Tells whether a program can be made to see another clock; says so where it cannot.
fn can_turn_clocks() -> bool {
    let now = Command::new("faketime").args([ELSEWHERE.clock, "date", "+%F %H"]).output();
    let can =
        now.is_ok_and(|now| now.status.success() && ELSEWHERE.clock.as_bytes().starts_with(now.stdout.trim_ascii()));
    can || missing::<()>("faketime", "a build by another clock").is_some()
}

#[cfg(unix)]
#[test]
fn two_machines_make_the_same_bytes() {
    let project = Project::new();
    build(&project, &HERE);
    build(&project, &ELSEWHERE);
    let site = |machine: &Machine| project.path(machine.folder).join("site");
    assert_same_tree(&site(&ELSEWHERE), &site(&HERE));
    assert!(super::harness::files(&site(&HERE)).len() > 40);
}
