//! Bad and odd inputs: a table of what may lie in a project's folder, and what is promised of each.
//!
//! Whatever the input, the other texts are built, the whole site is valid, and nothing that is printed can steer a
//! terminal or turn its text around. What each case promises beside that stands with it.

mod encodings;
mod names;
mod texts;
mod markup;
mod front_matter;
mod settings;
mod templates;
#[cfg(unix)]
mod places;
mod large;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use diglot::ground::unseen::{has_no_width, turns_direction};
use rayon::prelude::*;

use super::harness::{ENGLISH, Project, SPANISH, files};

/// The address of the sites.
const BASE: &str = "https://example.org/";

/// How many seconds a build may take before it is called endless. All but the largest take less than one.
const PATIENCE: &str = "60";

/// What the texts that lie beside each input say, in both languages.
const NEIGHBOURS: [&str; 2] = ["lost its way in the fog", "perdió el rumbo"];

/// One input, and what is promised of it.
struct Case {
    name: String,
    put: Box<dyn Fn(&Path) + Send + Sync>,
    end: i32,
    says: Vec<String>,
    shows: Vec<String>,
    hides: Vec<String>,
    may_lack_a_site: bool,
    keeps_odd_characters: bool,
}

impl Case {
    /// An input that `put` brings into the folder of the project. All is well with it, as long as nothing else is said.
    fn new(name: impl Into<String>, put: impl Fn(&Path) + Send + Sync + 'static) -> Case {
        let (says, shows, hides) = Default::default();
        let (may_lack_a_site, keeps_odd_characters) = (false, false);
        Case {
            name: name.into(),
            put: Box::new(put),
            end: 0,
            says,
            shows,
            hides,
            may_lack_a_site,
            keeps_odd_characters,
        }
    }

    /// A file of the project.
    fn file(name: &str, path: &str, content: impl Into<Vec<u8>>) -> Case {
        let (path, content) = (PathBuf::from(path), content.into());
        Case::new(name, move |project| {
            let file = project.join(&path);
            fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a new folder");
            fs::write(file, &content).expect("a file of the test");
        })
    }

    /// A text among the seeds, in plain text.
    fn text(name: &str, content: impl Into<Vec<u8>>) -> Case {
        Case::file(name, "seeds/odd.txt", content)
    }

    /// A text among the seeds, in Markdown.
    fn markdown(name: &str, content: impl Into<Vec<u8>>) -> Case {
        Case::file(name, "seeds/odd.en.md", content)
    }

    /// A text among the seeds, in HTML.
    fn html(name: &str, content: impl Into<Vec<u8>>) -> Case {
        Case::file(name, "seeds/odd.en.html", content)
    }

    /// It is an error: the build tells of it in these words and ends with 1.
    fn wrong(mut self, words: &str) -> Case {
        self.end = 1;
        self.tells(words)
    }

    /// The machine fails: the build tells of it in these words and ends with 2.
    fn fails(mut self, words: &str) -> Case {
        self.end = 2;
        self.tells(words)
    }

    /// The build tells of it in these words.
    fn tells(mut self, words: &str) -> Case {
        self.says.push(words.to_owned());
        self
    }

    /// A page has these characters.
    fn shows(mut self, words: &str) -> Case {
        self.shows.push(words.to_owned());
        self
    }

    /// No file of the site has these characters.
    fn hides(mut self, words: &str) -> Case {
        self.hides.push(words.to_owned());
        self
    }

    /// Where it is an error there is no site, and what was there stays.
    fn or_no_site(mut self) -> Case {
        self.may_lack_a_site = self.end != 0;
        self
    }

    /// It holds characters that no page should hold: nothing of a text is lost, so the page has them too.
    fn keeps_odd_characters(mut self) -> Case {
        self.keeps_odd_characters = true;
        self
    }

    /// Builds it, and returns every promise that is not kept.
    fn broken_promises(&self) -> Vec<String> {
        let project = Project::new().file("seeds/fair.en.txt", ENGLISH).file("seeds/fair.es.txt", SPANISH);
        (self.put)(&project.path(""));
        let run = bounded(&project.command("", &["build", "--base-url", BASE])).output().expect("the program starts");
        let mut broken = self.said(&run);
        broken.extend(self.made(&project.path("site")));
        broken.iter().map(|promise| format!("{}: {promise}", self.name)).collect()
    }

    fn said(&self, run: &Output) -> Vec<String> {
        let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        let told = format!("{out}{err}");
        let mut broken: Vec<String> = self
            .says
            .iter()
            .filter(|words| !told.contains(*words))
            .map(|words| format!("not told: {words:?}"))
            .collect();
        if run.status.code() != Some(self.end) {
            broken.push(format!("ended with {} and not {}", run.status, self.end));
        }
        let steers = |character: char| {
            (character.is_control() && character != '\n') || turns_direction(character) || has_no_width(character)
        };
        broken.extend(told.chars().find(|character| steers(*character)).map(|odd| format!("{odd:?} is printed")));
        if !broken.is_empty() {
            broken.push(format!("the build says:\n{told}"));
        }
        broken
    }

    fn made(&self, site: &Path) -> Vec<String> {
        if !site.exists() {
            return if self.end < 2 && !self.may_lack_a_site {
                vec!["there is no site".to_owned()]
            } else {
                Vec::new()
            };
        }
        let mut broken = super::html::faults(site, Some(BASE));
        broken.retain(|fault| !(self.keeps_odd_characters && fault.contains("Bad character")));
        let made: String = files(site).values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
        let shown = self.shows.iter().map(String::as_str).chain(NEIGHBOURS);
        broken.extend(shown.filter(|words| !made.contains(*words)).map(|words| format!("{words:?} is on no page")));
        let hidden = self.hides.iter().filter(|words| made.contains(*words));
        broken.extend(hidden.map(|words| format!("{words:?} is in the site")));
        broken
    }
}

/// Returns `command` with an end in case it has none: what hangs is killed, and no end is promised to be that.
fn bounded(command: &Command) -> Command {
    let mut bounded = Command::new("timeout");
    bounded.args(["--signal=KILL", PATIENCE]).arg(command.get_program()).args(command.get_args()).env_clear();
    bounded.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    bounded.current_dir(command.get_current_dir().expect("a project has a folder"));
    bounded
}

/// Builds all `cases`, each in a folder of its own.
fn check(cases: Vec<Case>) {
    let broken: Vec<String> = cases.par_iter().flat_map_iter(Case::broken_promises).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn there_are_enough_of_them() {
    let groups = [
        ("encodings", encodings::cases().len()),
        ("names", names::cases().len()),
        ("texts", texts::cases().len()),
        ("markup", markup::cases().len()),
        ("front matter", front_matter::cases().len()),
        ("settings", settings::cases().len()),
        ("templates", templates::cases().len()),
        #[cfg(unix)]
        ("places", places::cases().len()),
        ("large", large::cases().len()),
    ];
    let count: usize = groups.iter().map(|(_, count)| count).sum();
    #[expect(clippy::print_stdout, reason = "the count, for whoever asks with --nocapture")]
    {
        println!("{count} inputs: {groups:?}");
    }
    assert!(count >= 150, "{count} inputs");
}
