use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::build::{epoch, look_for};
use super::cache;
use super::excerpts::printable;
use super::outline::Outline;
use super::plan;
use super::report;
use super::style::{BOLD, PLAIN};
use super::summary::counted;
use super::terminal::Terminal;
use super::verdict::Verdict;
use crate::ground::config::{BaseUrl, Config};
use crate::ground::destination::{self, Destination, Place};
use crate::ground::diagnostic::{self, Diagnostic, Failure};
use crate::ground::meant::did_you_mean;
use crate::ground::path::SitePath;
use crate::ground::site::Resource;
use crate::pipeline::{self, CONFIG, Project, Sink};
use crate::publish::parcel::Parcel;
use crate::publish::shelf::Shelf;
use crate::publish::{self, Order, Published, Stop};
use crate::write::Receipt;

const EXAMPLES: &str = "
  diglot publish              publish to the only target of diglot.toml
  diglot publish web          publish to the target [publish.web]
  diglot publish --dry-run    say what would be done, and do nothing
  diglot publish --verify     read back what was written, and compare";

/// Publishes the site to static hosting
///
/// Builds the site, compares it with what is at the target, shows what is new, changed and removed, and makes it so. Targets
/// are tables in diglot.toml, such as [publish.web] with kind = "folder" and path = "/var/www/texts"; the kinds are folder,
/// git, s3, gcs, azure and rsync. Passwords and keys come from the environment or from the files of the host's own tools.
/// What diglot did not publish is never deleted.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:{EXAMPLES}"))]
pub(super) struct Publish {
    /// The name of the target in diglot.toml; not needed where there is only one
    target: Option<String>,
    /// Shows what would be done, and does nothing
    #[arg(long)]
    dry_run: bool,
    /// Reads every changed file back and compares it, over HTTP where the site's address is known
    #[arg(long)]
    verify: bool,
    /// Publishes also where much of what is at the target would be removed
    #[arg(long)]
    allow_deletes: bool,
    /// Replaces files at the target that diglot did not publish, and those that somebody has changed or removed since
    ///
    /// Without it, folders and branches keep what somebody has changed, and nothing is published where that is to be replaced. In
    /// buckets, and with rsync, such changes are not seen: they are lost when the file changes in the site.
    #[arg(long)]
    overwrite: bool,
    /// Replaces the history of a git branch by one commit, where diglot made all of it; else with --overwrite
    #[arg(long)]
    orphan: bool,
    /// Publishes compressed versions (.gz, .br, .zst) beside the files that gain by it
    #[arg(long)]
    precompress: bool,
    /// The folder of the texts
    #[arg(long, value_name = "DIR", default_value = "seeds", value_hint = clap::ValueHint::DirPath)]
    seeds: PathBuf,
    /// The address where the site will be, instead of the one in diglot.toml
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    base_url: Option<String>,
    /// Publishes nothing when there are warnings
    #[arg(long)]
    strict: bool,
}

impl Sink for Shelf {
    type Receipt = ();

    fn put(&self, path: &SitePath, resource: &Resource) -> Result<(), Failure> {
        Shelf::put(self, path, resource)
    }
}

/// What there is to say at the end.
#[derive(Default)]
struct Account {
    diagnostics: Vec<Diagnostic>,
    plan: Option<Value>,
    /// The files that were left alone, where it is published.
    edited: Option<Vec<SitePath>>,
    /// How many files were read back and found to be right.
    verified: usize,
}

impl Publish {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let mut account = Account::default();
        let ended = self.publish(terminal, &mut account);
        let verdict = match &ended {
            Err(_) => Verdict::Failed,
            Ok(()) => Verdict::of(&account.diagnostics, self.strict),
        };
        terminal.tell(&account.to_json(verdict, ended.as_ref().err()))?;
        if !terminal.is_json() {
            terminal.tell_of(&account.diagnostics);
            ended?;
        }
        Ok(verdict)
    }

    fn publish(&self, terminal: &Terminal, account: &mut Account) -> Result<(), Failure> {
        look_for(&self.seeds)?;
        let project = Project {
            root: ".".into(),
            seeds: self.seeds.clone(),
            base_url: self.base_url.clone(),
            drafts: false,
            epoch: epoch()?,
        };
        let (config, found) = pipeline::configure(&project)?;
        account.diagnostics = found;
        let (name, mut destination) = match choose(&config, self.target.as_deref()) {
            // What is wrong with a target is said already, and such a target is not among those that are known.
            Err(_) if Verdict::of(&account.diagnostics, false) == Verdict::Wrong => {
                account.diagnostics.push(nothing_published());
                return Ok(());
            }
            chosen => chosen?,
        };
        destination.precompress |= self.precompress;
        let shelf = Shelf::new(&destination)?;
        let progress = terminal.progress();
        // What a build has found out of the texts holds here too; what it says of files does not.
        let recall = || cache::read::<Receipt, Outline>(&project.root).elsewhere();
        let made = pipeline::make(&project, &mut |stage| progress.enter(stage), &shelf, &|_| (), recall);
        progress.finish();
        let (made, _) = made?;
        account.diagnostics = made.diagnostics;
        if self.target.is_some() {
            account.diagnostics.retain(|diagnostic| !is_of_another(diagnostic, &name));
        }
        account.diagnostics.extend(wants_address(&config, &name, &destination));
        if !made.is_whole || Verdict::of(&account.diagnostics, self.strict) == Verdict::Wrong {
            account.diagnostics.push(nothing_published());
            return Ok(());
        }
        let parcels = match made.library.works.is_empty() {
            true => Vec::new(),
            false => {
                publish::extras(&destination).iter().try_for_each(|(path, file)| shelf.put(path, file))?;
                shelf.parcels()
            }
        };
        terminal.say(&format!(
            "{BOLD}{}{PLAIN}  {}\n",
            printable(&name),
            printable(&publish::shown(&destination.place))
        ))?;
        self.carry_out(&parcels, &destination, config.base_url.as_ref(), terminal, account)
    }

    fn carry_out(
        &self,
        parcels: &[Parcel],
        destination: &Destination,
        base_url: Option<&BaseUrl>,
        terminal: &Terminal,
        account: &mut Account,
    ) -> Result<(), Failure> {
        let order = Order {
            project: Path::new("."),
            seeds: &self.seeds,
            destination,
            allow_deletes: self.allow_deletes,
            overwrite: self.overwrite,
            orphan: self.orphan,
            dry_run: self.dry_run,
            base_url,
            now: Timestamp::now().as_second(),
        };
        let mut needed = false;
        let ended = publish::publish(parcels, &order, &mut |plan| {
            needed = plan.is_needed;
            account.plan = Some(plan::to_json(plan));
            // Who does not read the plan has lost no part of the publish.
            let _ = terminal.say(&plan::told(plan));
        });
        match ended {
            Ok(mut published) => {
                account.diagnostics.extend(published.edited.iter().map(left_alone));
                account.edited = (!self.dry_run).then(|| std::mem::take(&mut published.edited));
                if self.verify && !published.written.is_empty() {
                    read_back(&mut published, base_url, terminal)?;
                    account.verified = published.written.len();
                } else if self.verify && !self.dry_run {
                    terminal.say("Nothing was sent, so nothing is read back\n")?;
                }
                terminal.say(&end(account.verified, needed, self.dry_run))
            }
            Err(Stop::Refused(refusal)) => {
                account.diagnostics.push(refusal);
                Ok(())
            }
            Err(Stop::Failed(failure)) => Err(failure),
        }
    }
}

impl Account {
    fn to_json(&self, verdict: Verdict, failure: Option<&Failure>) -> Value {
        json!({
            "ok": verdict == Verdict::Fine,
            "plan": self.plan,
            "published": self.edited.is_some(),
            "verified": self.verified,
            "edited": self.edited.as_deref().map(report::paths),
            "diagnostics": Diagnostic::to_json(&self.diagnostics),
            "failure": failure.map(report::failure),
        })
    }
}

/// Reads back what was published, and says so first where that may take a host's time.
fn read_back(published: &mut Published<'_>, base_url: Option<&BaseUrl>, terminal: &Terminal) -> Result<(), Failure> {
    let Some(base_url) = base_url else { return published.verify(None) };
    terminal
        .remark(&format!("Published; waiting until {base_url} serves it, which takes some hosts a minute or two\n"));
    let progress = terminal.progress();
    progress.wait(base_url.as_str());
    let ended = published.verify(Some(base_url));
    progress.finish();
    ended
}

/// Returns the target that is meant, with its name.
fn choose(config: &Config, wanted: Option<&str>) -> Result<(String, Destination), Failure> {
    let targets = &config.publish;
    let meant = match wanted {
        Some(name) => targets.get_key_value(name),
        None => targets.first_key_value().filter(|_| targets.len() == 1),
    };
    if let Some((name, destination)) = meant {
        return Ok((name.clone(), destination.clone()));
    }
    let names: Vec<&str> = targets.keys().map(String::as_str).collect();
    let listed = format!("the targets of {CONFIG} are {}", names.join(", "));
    Err(match wanted {
        _ if names.is_empty() => Failure::new(format!("{CONFIG} names no target to publish to")).hint(
            "add one, such as [publish.web] with kind = \"folder\" and path = \"/var/www/texts\"; docs/publish.md has all kinds",
        ),
        Some(name) => Failure::new(format!("there is no target `{}`", name.escape_debug()))
            .hint(did_you_mean(name, &names).unwrap_or(listed)),
        None => Failure::new("there are several targets, and none is named").hint(listed),
    })
}

/// Returns an error where the site's address is not known, and the target is open to the world: without it, the pages
/// cannot name their versions in other languages, and nothing can be found at the "not found" pages.
fn wants_address(config: &Config, name: &str, destination: &Destination) -> Option<Diagnostic> {
    let is_needed = config.base_url.is_none() && !matches!(destination.place, Place::Folder { .. });
    is_needed.then(|| {
        Diagnostic::error(format!("the target `{name}` needs the address that the site will have"))
            .at(diagnostic::Place::file(CONFIG))
            .hint("set base_url, such as base_url = \"https://example.org/texts/\", or give --base-url")
    })
}

/// Tells whether `diagnostic` is about another target than `name`: whoever publishes there is told.
fn is_of_another(diagnostic: &Diagnostic, name: &str) -> bool {
    let place = diagnostic.place.as_ref().filter(|place| place.path == CONFIG);
    place.is_some_and(|place| destination::is_of_another(place, name))
}

fn nothing_published() -> Diagnostic {
    Diagnostic::note("nothing was published").hint("mend what is listed above, and publish again")
}

fn left_alone(path: &SitePath) -> Diagnostic {
    Diagnostic::note(format!("{path} is no longer part of the site, but was changed at the target: it is left alone"))
        .hint("delete it there by hand")
}

fn end(verified: usize, needed: bool, dry_run: bool) -> String {
    match (needed, dry_run) {
        (false, _) => String::new(),
        (true, true) => "Nothing was done: this was a rehearsal\n".to_owned(),
        (true, false) if verified > 0 => format!("Published, and {} read back\n", counted(verified, "file", "files")),
        (true, false) => "Published\n".to_owned(),
    }
}
