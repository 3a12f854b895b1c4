//! A project in a folder of its own, and the real program run on it: build, look, change, build again.
//!
//! ```text
//! Project::new().file("seeds/a.txt", "…").build().ok().has("site/en/index.html").then().remove("seeds/a.txt").build()
//! ```
//!
//! The program sees nothing of the machine's environment, and its home is the folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A short text in English, and its translation in [`SPANISH`].
pub(crate) const ENGLISH: &str = include_str!("../../src/cli/example/lighthouse-1.txt");
/// The Spanish translation of [`ENGLISH`].
pub(crate) const SPANISH: &str = include_str!("../../src/cli/example/lighthouse-2.txt");

/// A project in a folder that is removed at the end. Paths are relative to it.
pub(crate) struct Project {
    home: TempDir,
}

/// A run of the program that has ended.
pub(crate) struct Ran {
    pub(crate) project: Project,
    pub(crate) output: Output,
}

impl Project {
    /// Makes an empty project.
    pub(crate) fn new() -> Project {
        let home = TempDir::new().expect("a folder for temporary files");
        fs::create_dir(home.path().join("project")).expect("a new folder");
        Project { home }
    }

    /// Makes a project with a text and its translation.
    pub(crate) fn with_seeds() -> Project {
        Project::with_seeds_in(Project::new())
    }

    /// Adds a text and its translation.
    pub(crate) fn with_seeds_in(project: Project) -> Project {
        project.file("seeds/1.txt", ENGLISH).file("seeds/2.txt", SPANISH)
    }

    /// Returns where a path of the project is on the disk.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.home.path().join("project").join(path)
    }

    /// Writes a file, and the folders around it.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Project {
        let file = self.path(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a new folder");
        fs::write(file, content).expect("a file of the test");
        self
    }

    /// Makes an empty folder.
    pub(crate) fn folder(self, path: &str) -> Project {
        fs::create_dir_all(self.path(path)).expect("a new folder");
        self
    }

    /// Removes a file, or a folder with all that is in it.
    pub(crate) fn remove(self, path: &str) -> Project {
        let path = self.path(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("a file to remove");
        self
    }

    /// Replaces words in a file.
    pub(crate) fn change(self, path: &str, from: &str, to: &str) -> Project {
        let text = self.read(path);
        assert!(text.contains(from), "{from} is not in {path}");
        self.file(path, text.replace(from, to))
    }

    /// Returns the text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Builds the site.
    pub(crate) fn build(self) -> Ran {
        self.run(&["build"])
    }

    /// Runs the program with these arguments in the folder of the project.
    pub(crate) fn run(self, arguments: &[&str]) -> Ran {
        self.run_in("", arguments)
    }

    /// Runs the program in a folder of the project.
    pub(crate) fn run_in(self, folder: &str, arguments: &[&str]) -> Ran {
        let output = self.command(folder, arguments).output().expect("the program starts");
        Ran { project: self, output }
    }

    /// Returns the command that runs the program in a folder of the project.
    pub(crate) fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("diglot"));
        command.args(arguments).current_dir(self.path(folder)).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.home.path());
        command.env("TMPDIR", self.home.path());
        command
    }
}

impl Ran {
    /// Goes on with the project.
    pub(crate) fn then(self) -> Project {
        self.project
    }

    /// Expects that all is well.
    pub(crate) fn ok(self) -> Ran {
        self.ended(0)
    }

    /// Expects that something is wrong with the texts.
    pub(crate) fn wrong(self) -> Ran {
        self.ended(1)
    }

    /// Expects that the command line was wrong or the machine failed.
    pub(crate) fn failed(self) -> Ran {
        self.ended(2)
    }

    fn ended(self, code: i32) -> Ran {
        assert_eq!(self.output.status.code(), Some(code), "{}\n{}", self.stdout(), self.stderr());
        self
    }

    /// Returns what the program printed.
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    /// Returns what the program said about it.
    pub(crate) fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// Returns the JSON object that the program printed, and nothing else.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.stderr(), "", "with --json, all is in the object");
        serde_json::from_str(&self.stdout()).unwrap_or_else(|error| panic!("{error}: {}", self.stdout()))
    }

    /// Expects words on standard output.
    pub(crate) fn prints(self, words: &str) -> Ran {
        assert!(self.stdout().contains(words), "{words:?} is not in\n{}", self.stdout());
        self
    }

    /// Expects words on standard error.
    pub(crate) fn says(self, words: &str) -> Ran {
        assert!(self.stderr().contains(words), "{words:?} is not in\n{}", self.stderr());
        self
    }

    /// Expects that the program printed and said nothing.
    pub(crate) fn silently(self) -> Ran {
        assert_eq!((self.stdout().as_str(), self.stderr().as_str()), ("", ""));
        self
    }

    /// Expects a file or folder.
    pub(crate) fn has(self, path: &str) -> Ran {
        assert!(
            self.project.path(path).exists(),
            "there is no {path} among {:?}",
            files(&self.project.path("")).keys()
        );
        self
    }

    /// Expects that there is no such file or folder.
    pub(crate) fn has_no(self, path: &str) -> Ran {
        assert!(!self.project.path(path).exists(), "there is {path}");
        self
    }

    /// Expects words in a file.
    pub(crate) fn contains(self, path: &str, words: &str) -> Ran {
        let text = self.project.read(path);
        assert!(text.contains(words), "{words:?} is not in {path}:\n{text}");
        self
    }
}

/// Returns all files below a folder with their content, by their paths separated by `/`.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, shown)) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry of a folder").path();
            let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
            match path.is_dir() && !path.is_symlink() {
                true => folders.push((path, format!("{shown}{name}/"))),
                false => drop(files.insert(format!("{shown}{name}"), fs::read(&path).unwrap_or_default())),
            }
        }
    }
    files
}

/// Expects that two folders hold the same files with the same bytes, none more and none less.
pub(crate) fn assert_same_tree(actual: &Path, expected: &Path) {
    let (actual, expected) = (files(actual), files(expected));
    let missing = expected.keys().filter(|path| !actual.contains_key(*path)).map(|path| format!("missing: {path}"));
    let extra = actual.keys().filter(|path| !expected.contains_key(*path)).map(|path| format!("extra: {path}"));
    let both = actual.iter().filter_map(|(path, bytes)| Some((path, bytes, expected.get(path)?)));
    let different = both.filter(|(_, bytes, expected)| bytes != expected);
    let different =
        different.map(|(path, bytes, expected)| format!("different: {path}\n{}", difference(bytes, expected)));
    let findings: Vec<String> = missing.chain(extra).chain(different).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// Returns the first line that differs, from where it differs.
fn difference(actual: &[u8], expected: &[u8]) -> String {
    let same = actual.iter().zip(expected).take_while(|(one, other)| one == other).count();
    let line = actual[..same].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let from = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(&bytes[same.saturating_sub(40)..]).into_owned();
        text.chars().take(120).collect::<String>()
    };
    format!("  line {line}, is:        {:?}\n  line {line}, should be: {:?}", from(actual), from(expected))
}

/// Says that `program` is not installed, so that `what` is not tested. Returns nothing.
///
/// # Panics
/// Where the environment says with `DIGLOT_SERVERS=required` that all programs have to be there.
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know what was not tested")]
pub(crate) fn missing<T>(program: &str, what: &str) -> Option<T> {
    assert_ne!(std::env::var("DIGLOT_SERVERS").as_deref(), Ok("required"), "{program} is not installed");
    eprintln!("{program} is not installed: {what} is not tested");
    None
}
