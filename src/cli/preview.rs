use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use clap::{ArgAction, Args};
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use serde_json::json;

use super::build::{epoch, look_for};
use super::excerpts::printable;
use super::progress::Progress;
use super::report;
use super::style::{BOLD, DIM, PLAIN, YELLOW};
use super::summary::{counted, seconds};
use super::terminal::Terminal;
use super::verdict::Verdict;
use crate::ground::diagnostic::{Diagnostic, Failure, Severity};
use crate::pipeline::Project;
use crate::preview::{self, Addresses, News, Options, Outcome, PORT, Polling};

const EXAMPLES: &str = "Examples:
  diglot preview --open         show the site of this folder in a browser
  diglot preview letters        show the site of the folder letters
  diglot preview --host         show it to a phone in the same network too
  diglot preview --poll         where changes are not noticed, as in some containers and network folders";

/// As many changed files are named; more are counted.
const NAMED: usize = 3;

/// Shows the site while you write
///
/// Builds the site into memory and serves it, drafts included, until Ctrl-C. Open pages follow each save: in all languages,
/// in place, at the sentence that was edited. What is wrong is shown over the page, and what `diglot check` finds in
/// a corner of it. Nothing is written to site/.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Preview {
    /// The folder of the project
    #[arg(value_name = "DIR", default_value = ".", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
    /// The folder of the texts, instead of seeds/ in the project
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    seeds: Option<PathBuf>,
    /// The port, instead of 4848 or a free one
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Opens the site in a browser
    #[arg(long)]
    open: bool,
    /// Shows the site to everybody in the network, at this address of yours or at all of them
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, require_equals = true, default_missing_value = "0.0.0.0")]
    host: Option<IpAddr>,
    /// Answers to this name too, such as that of a tunnel
    #[arg(long, value_name = "NAME", action = ArgAction::Append, value_parser = host)]
    allow_host: Vec<String>,
    /// Looks for changes again and again instead of waiting to be told of them
    #[arg(long)]
    poll: bool,
    /// Whether pages scroll to the sentence that was edited
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_value = "true", default_missing_value = "true", action = ArgAction::Set)]
    follow: bool,
}

/// Reads the name of a host, which may have a port.
fn host(name: &str) -> Result<String, String> {
    preview::host_of(name).ok_or_else(|| "write the name of a host, such as preview.example".to_owned())
}

impl Preview {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let seeds = self.seeds.unwrap_or_else(|| self.folder.join("seeds"));
        look_for(&seeds)?;
        let project = Project { seeds, drafts: true, epoch: epoch()?, ..Project::new(self.folder) };
        let (root, told, notes) = (project.root.clone(), Told::default(), BTreeSet::new());
        let mut teller = Teller { terminal, progress: Some(terminal.progress()), root, open: self.open, told, notes };
        let options = Options {
            project,
            port: self.port,
            host: self.host,
            allowed: self.allow_host,
            poll: self.poll,
            follow: self.follow,
        };
        let ended: Result<Infallible, Failure> = preview::preview(options, &mut |news| teller.tell(&news));
        teller.progress.take().into_iter().for_each(Progress::finish);
        match ended? {}
    }
}

/// Tells the author what happens.
struct Teller<'a> {
    terminal: &'a Terminal,
    /// Until there is something to tell.
    progress: Option<Progress>,
    root: PathBuf,
    /// Whether a browser is to be opened.
    open: bool,
    told: Told,
    /// What the notes say that were told once, and of which files: they stay true while errors come and go, and texts change.
    notes: BTreeSet<Said>,
}

/// The message of a diagnostic, and the path of its file.
type Said = (String, Option<String>);

fn said(diagnostic: &Diagnostic) -> Said {
    (diagnostic.message.clone(), diagnostic.place.as_ref().map(|place| place.path.clone()))
}

/// What was wrong last time, so that nothing is told twice.
#[derive(Debug, Default, PartialEq)]
struct Told {
    diagnostics: Vec<Diagnostic>,
    failure: Option<Failure>,
}

impl Told {
    fn is_wrong(&self) -> bool {
        self.failure.is_some() || Verdict::of(&self.diagnostics, false) == Verdict::Wrong
    }
}

impl Teller<'_> {
    /// Tells `news`. Where nobody can read it any more, there is nobody to tell that either.
    fn tell(&mut self, news: &News<'_>) {
        let _ = match news {
            News::Opening(address) => self.opening(address),
            News::Open(addresses) => self.open(addresses),
            News::Polling(polling) => self.polling(polling),
            News::Built(outcome) => self.built(outcome),
        };
    }

    fn opening(&self, address: &str) -> Result<(), Failure> {
        self.progress.iter().for_each(|progress| progress.build(address));
        Ok(())
    }

    fn open(&mut self, addresses: &Addresses) -> Result<(), Failure> {
        self.progress.take().into_iter().for_each(Progress::finish);
        if addresses.was_taken {
            let message = format!("port {PORT} is taken, so this preview is at another one");
            self.terminal.tell_of(&[Diagnostic::note(message).hint("--port names one")]);
        }
        self.terminal.tell_next(&json!({
            "ok": true,
            "address": addresses.root,
            "languages": addresses.languages.iter().map(|(_, address)| address).collect::<Vec<_>>(),
            "network": addresses.network,
        }))?;
        self.terminal.say(&welcome(addresses))?;
        if let Some(network) = &addresses.network {
            let message = "everybody in this network can read the site, and its drafts";
            self.terminal.tell_of(&[Diagnostic::warning(message).hint("without --host, only this machine can")]);
            self.terminal.say(&phone(network))?;
        }
        if self.open && open::that_detached(&addresses.root).is_err() {
            self.terminal.tell_of(&[Diagnostic::warning("no browser could be opened")]);
        }
        Ok(())
    }

    fn polling(&self, polling: &Polling) -> Result<(), Failure> {
        let message = match polling {
            Polling::Wanted => return Ok(()),
            Polling::LimitReached => "the system does not let so many folders be watched".to_owned(),
            Polling::Unavailable(reason) => format!("the system does not tell of changes ({reason})"),
        };
        let mut warning = Diagnostic::warning(format!("{message}, so they are looked at again and again"));
        if *polling == Polling::LimitReached {
            warning = warning.hint("on Linux, `sysctl fs.inotify.max_user_watches=524288` raises the limit");
        }
        self.terminal.tell_of(&[warning]);
        Ok(())
    }

    fn built(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        let told = Told { diagnostics: outcome.diagnostics.clone(), failure: outcome.failure.clone() };
        self.terminal.tell_next(&json!({
            "ok": !told.is_wrong(),
            "changed": outcome.changed,
            "diagnostics": Diagnostic::to_json(&outcome.diagnostics),
            "failure": outcome.failure.as_ref().map(report::failure),
        }))?;
        // A second look that finds nothing is not worth a word.
        if !outcome.causes.is_empty() || outcome.changed.is_some_and(|changed| changed > 0) {
            self.terminal.say(&line(outcome, &self.root))?;
        }
        if told != self.told {
            let is_new = |diagnostic: &&Diagnostic| !self.notes.contains(&said(diagnostic));
            let new: Vec<Diagnostic> = told.diagnostics.iter().filter(is_new).cloned().collect();
            self.terminal.warn_of(&new, told.failure.as_ref());
            self.notes.extend(new.iter().filter(|diagnostic| diagnostic.severity == Severity::Note).map(said));
            if self.told.is_wrong() && !told.is_wrong() {
                self.terminal.say("All is well again.\n")?;
            }
            self.told = told;
        }
        Ok(())
    }
}

fn welcome(addresses: &Addresses) -> String {
    let width = addresses.languages.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let mut text = match addresses.languages.is_empty() {
        true => format!("{BOLD}{}{PLAIN}\n", addresses.root),
        false => String::new(),
    };
    for (name, address) in &addresses.languages {
        let gap = " ".repeat(width - name.chars().count());
        let _ = writeln!(text, "{}{gap}  {BOLD}{address}{PLAIN}", printable(name));
    }
    text + &format!("{DIM}Ctrl-C ends the preview{PLAIN}\n\n")
}

/// Returns an address as a picture for the camera of a phone.
fn phone(address: &str) -> String {
    // Terminals are dark as a rule, and cameras want the dark of the code dark.
    let picture = QrCode::new(address)
        .map(|code| code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build());
    format!("{}\nFor a phone: {BOLD}{address}{PLAIN}\n\n", picture.unwrap_or_default())
}

/// Returns what a build did, in a line.
fn line(outcome: &Outcome, root: &Path) -> String {
    let Some(changed) = outcome.changed else {
        return format!("{}{YELLOW}the site stays as it was{PLAIN}\n", causes(outcome, root));
    };
    let changed = counted(changed, "file changed", "files changed");
    match outcome.causes.is_empty() {
        true => format!("{DIM}built in {}{PLAIN}\n", seconds(outcome.took)),
        false => format!("{}{changed} {DIM}in {}{PLAIN}\n", causes(outcome, root), seconds(outcome.took)),
    }
}

fn causes(outcome: &Outcome, root: &Path) -> String {
    let root = std::path::absolute(root).unwrap_or_default();
    let shown = |path: &PathBuf| printable(&path.strip_prefix(&root).unwrap_or(path).to_string_lossy());
    let mut named: Vec<String> = outcome.causes.iter().take(NAMED).map(shown).collect();
    match outcome.causes.len() - named.len() {
        0 => {}
        more => named.push(format!("{more} more")),
    }
    if named.is_empty() { String::new() } else { format!("{}: ", named.join(", ")) }
}
