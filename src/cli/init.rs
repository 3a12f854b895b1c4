use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::align::language_of;
use super::build::look_for;
use super::excerpts::printable;
use super::hosting::{Hosting, Wants};
use super::terminal::Terminal;
use super::verdict::Verdict;
use crate::ground::config::Config;
use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::ground::language::Language;
use crate::ground::theme::{DEFAULT, Source, Theme};
use crate::host::Served;
use crate::pipeline::{self, CONFIG, Project};
use crate::render::strings::tags;

/// The files of the site to start from. The texts carry names that do not tell their language: none is needed.
const FILES: [(&str, &str); 3] = [
    (CONFIG, include_str!("example/diglot.toml")),
    ("seeds/lighthouse-1.txt", include_str!("example/lighthouse-1.txt")),
    ("seeds/lighthouse-2.txt", include_str!("example/lighthouse-2.txt")),
];

/// Makes a bilingual site to start from, the files that its host wants, or those of its look
///
/// Writes two short texts, one the translation of the other, and a diglot.toml that explains itself. With --host, it writes
/// instead what a host wants of the project that is there: a workflow that builds and publishes, or how a server serves the
/// site. With --theme or --strings, it writes files of the theme to be changed. Nothing is ever overwritten: where one of the
/// files is there already, or a folder seeds with something in it, nothing is done.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder for it, which is made where it does not exist
    #[arg(value_name = "DIR", default_value = ".", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
    /// Writes what this host wants of the project, and says what to do next
    #[arg(long, value_name = "HOST", group = "what")]
    host: Option<Hosting>,
    /// Writes the templates and assets of the theme: those you keep take the place of diglot's own
    #[arg(long, group = "what")]
    theme: bool,
    /// Writes what pages say around the texts in this language, or in English to be translated
    #[arg(long, value_name = "LANGUAGE", group = "what", value_parser = language_of)]
    strings: Option<Language>,
}

impl Init {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let wants = match (self.host, &self.strings) {
            (None, Some(language)) => self.unless_there(strings(language))?,
            (None, None) if self.theme => self.unless_there(theme())?,
            (None, None) => self.example()?,
            (Some(host), _) => {
                let project = Project::new(&self.folder);
                let (config, faults) = pipeline::configure(&project)?;
                if Verdict::of(&faults, false) == Verdict::Wrong {
                    return refuse(&faults, terminal);
                }
                self.of_host(host, &project, &config)?
            }
        };
        for (name, text) in &wants.files {
            add(&self.folder.join(name), text)?;
        }
        let created: Vec<&str> = wants.files.iter().map(|(name, _)| name.as_str()).collect();
        terminal.tell(&json!({ "ok": true, "created": created, "next": wants.next }))?;
        terminal.say(&told(&created, &wants.next))?;
        Ok(Verdict::Fine)
    }

    fn example(&self) -> Result<Wants, Failure> {
        let in_the_way = in_the_way(&self.folder);
        if !in_the_way.is_empty() {
            let message = format!("in {}, there is already {}", self.folder.display(), in_the_way.join(" and "));
            return Err(Failure::new(message).hint("name another folder, as in `diglot init letters`"));
        }
        let folder = printable(&self.folder.to_string_lossy());
        let mut next = Vec::new();
        if folder != "." {
            next.push(format!("cd {}", quoted(&folder)));
        }
        next.push("diglot".to_owned());
        next.push("put your own texts into seeds/, each with its translation, under any name".to_owned());
        Ok(Wants { files: FILES.map(|(name, text)| (name.to_owned(), text.to_owned())).into(), next })
    }

    fn of_host(&self, host: Hosting, project: &Project, config: &Config) -> Result<Wants, Failure> {
        let config = is_there(&self.folder, CONFIG).then_some(config);
        self.unless_there(host.wants(config, || served(project))?)
    }

    fn unless_there(&self, wants: Wants) -> Result<Wants, Failure> {
        match wants.files.iter().find(|(name, _)| is_there(&self.folder, name)) {
            None => Ok(wants),
            Some((name, _)) => {
                let message = format!("in {}, there is already {name}", self.folder.display());
                Err(Failure::new(message).hint("move it away to have it made again; nothing was written"))
            }
        }
    }
}

/// Returns the files of the theme that make its look.
fn theme() -> Wants {
    let theme = Theme::embedded();
    let template =
        |(name, source): (&String, &Source)| (name.replacen(DEFAULT, "templates/", 1), source.text.to_string());
    let asset = |name: &String| Some((format!("assets/{name}"), theme.asset_text(name)?.to_owned()));
    let files = theme.templates.iter().map(template).chain(theme.assets.keys().filter_map(asset)).collect();
    let next = "change what you want, and remove the files that you leave as they are: diglot has its own";
    Wants { files, next: vec![next.to_owned()] }
}

/// Returns what pages say around the texts, in `language` or a wider one where the theme has it.
fn strings(language: &Language) -> Wants {
    let theme = Theme::embedded();
    let english = Language::english().tag().to_owned();
    let known =
        [english].into_iter().chain(tags(language)).filter_map(|tag| theme.strings.get(&tag)?.first()).next_back();
    let text = known.map(|source| source.text.to_string()).unwrap_or_default();
    let next = "say it in your words behind each `=`, and remove what you leave as it is";
    let file = (format!("templates/strings/{language}.ftl"), text);
    Wants { files: vec![file], next: vec![next.to_owned()] }
}

/// Returns the name of a folder as one writes it for a shell, where none of it is to mean something else.
fn quoted(folder: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+,@:".contains(letter);
    let folder = if folder.starts_with('-') { format!("./{folder}") } else { folder.to_owned() };
    match folder.chars().all(is_plain) {
        true => folder,
        false => format!("'{}'", folder.replace('\'', "'\\''")),
    }
}

fn is_there(folder: &Path, name: &str) -> bool {
    fs::symlink_metadata(folder.join(name)).is_ok()
}

fn in_the_way(folder: &Path) -> Vec<&'static str> {
    let is_empty = |name: &str| fs::read_dir(folder.join(name)).is_ok_and(|mut entries| entries.next().is_none());
    let config = is_there(folder, CONFIG).then_some("a diglot.toml");
    let seeds = (is_there(folder, "seeds") && !is_empty("seeds")).then_some("something called seeds");
    config.into_iter().chain(seeds).collect()
}

/// Says what is wrong with the configuration. What a host wants of a project depends on it.
fn refuse(faults: &[Diagnostic], terminal: &Terminal) -> Result<Verdict, Failure> {
    terminal.tell(&json!({ "ok": false, "diagnostics": Diagnostic::to_json(faults) }))?;
    terminal.warn_of(faults, None);
    Ok(Verdict::Wrong)
}

/// Returns what a host has to know of the site of `project`.
fn served(project: &Project) -> Result<Served, Failure> {
    look_for(&project.seeds)?;
    let (served, _) = pipeline::served(project)?;
    match served.versions.is_empty() {
        false => Ok(served),
        true => Err(Failure::new("there is no text yet, so the languages of the site are not known")
            .hint("put texts into seeds/ first; `diglot` says in which languages they are")),
    }
}

fn add(file: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("create the folder", folder, &error))?;
    }
    let written = File::create_new(file).and_then(|mut created| created.write_all(text.as_bytes()));
    written.map_err(|error| Failure::io("write", file, &error))
}

fn told(created: &[&str], next: &[String]) -> String {
    let written = match created {
        [] => "Nothing to write".to_owned(),
        created => format!("Written:\n{}", created.iter().map(|name| format!("  {name}\n")).collect::<String>()),
    };
    let next: String = next.iter().map(|step| format!("  {step}\n")).collect();
    format!("{}\n\nNext:\n{next}", written.trim_end())
}
