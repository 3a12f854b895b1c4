use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::excerpts::printable;
use super::style::{BOLD, DIM, MARKED, PLAIN, YELLOW};
use super::terminal::{Terminal, plain};
use super::verdict::Verdict;
use crate::check::report::{self, Report};
use crate::check::{self, Coverage, Finding, Spot};
use crate::ground::diagnostic::{Diagnostic, Failure, Severity};
use crate::ground::lock::{LOCK, Lock};
use crate::pipeline::{self, CONFIG, Made, Project, Stated};
use crate::read::read_text;
use crate::understand::Library;
use crate::write;

/// Says what is wrong with the translations
///
/// Compares the texts of each work segment by segment, and each text with itself: what is missing or not translated,
/// numbers, names, quotations and lengths that differ, broken sentences, slips of the hand. Kinds of finding that are not
/// wanted are named in diglot.toml: check = { silence = ["length"] }. Findings alone end with exit code 0, with --strict
/// they end with 1.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The works to check, by their slugs; all of them if none is named
    #[arg(value_name = "WORK")]
    works: Vec<String>,
    /// The folder of the texts
    #[arg(long, value_name = "DIR", default_value = "seeds", value_hint = clap::ValueHint::DirPath)]
    seeds: PathBuf,
    /// How the findings are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The file to write them to, instead of the terminal
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Ends with exit code 1 when there are findings, or warnings about the texts
    #[arg(long)]
    strict: bool,
    /// Confirms the segments as they are now, in the lock file: from then on, check names those that change
    #[arg(long, conflicts_with_all = ["output", "strict"])]
    confirm: bool,
    /// Checks the texts that are marked as drafts too
    #[arg(long)]
    drafts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in a terminal
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// A page to look at
    Html,
}

impl Check {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        super::build::look_for(&self.seeds)?;
        let project = Project { seeds: self.seeds.clone(), drafts: self.drafts, ..Project::new(".") };
        let progress = terminal.progress();
        let understood = pipeline::understand_in_stages(&project, &mut |stage| progress.enter(stage));
        progress.finish();
        let Made { library, stated: Stated { config, lock, .. }, diagnostics, .. } = understood?;
        let library = self.chosen(library)?;
        if self.confirm {
            return self.confirm(&library, &lock, diagnostics, terminal);
        }
        let findings = check::check(&library, Some(&lock), &config.silence);
        let report = Report::new(&library, &findings, &diagnostics);
        let format = if terminal.is_json() && self.format == Format::Text { Format::Json } else { self.format };
        let written = match format {
            Format::Text => text(&report),
            Format::Json => format!("{:#}\n", report::json(&report)),
            Format::Sarif => format!("{:#}\n", report::sarif(&report)),
            Format::Html => report::page(&report).map_err(Failure::new)?,
        };
        if format == Format::Text {
            terminal.tell_of(&diagnostics);
        }
        match &self.output {
            Some(file) => {
                write_to(file, &plain(&written), &self.seeds)?;
                terminal.tell(&report::json(&report))?;
            }
            None if format == Format::Text => terminal.give(&written)?,
            None => terminal.give_raw(&written)?,
        }
        Ok(self.verdict(&findings, &diagnostics))
    }

    fn verdict(&self, findings: &[Finding], diagnostics: &[Diagnostic]) -> Verdict {
        if self.strict && !findings.is_empty() { Verdict::Wrong } else { Verdict::of(diagnostics, self.strict) }
    }

    /// Returns the library with the works that were asked for.
    fn chosen(&self, mut library: Library) -> Result<Library, Failure> {
        let slugs: Vec<String> = library.works.iter().map(|work| work.slug.clone()).collect();
        if let Some(unknown) = self.works.iter().find(|work| !slugs.contains(work)) {
            let failure = Failure::new(format!("there is no work `{}`", printable(unknown)));
            let known: Vec<String> = slugs.iter().take(NAMED).map(|slug| printable(slug)).collect();
            return Err(failure.hint(format!("the works are {}", known.join(", "))));
        }
        library.works.retain(|work| self.works.is_empty() || self.works.contains(&work.slug));
        Ok(library)
    }

    /// Writes the lock file, unless what is wrong would be lost or hidden by it.
    fn confirm(
        &self,
        library: &Library,
        lock: &Lock,
        mut diagnostics: Vec<Diagnostic>,
        terminal: &Terminal,
    ) -> Result<Verdict, Failure> {
        // What the file says and nobody understands would not be written again, and what it says of a work that is now called something
        // else would be there twice; so a warning is enough.
        let is_of_lock = |wrong: &Diagnostic| wrong.place.as_ref().is_some_and(|place| place.path == lock.path);
        let is_unfit = |wrong: &Diagnostic| wrong.severity >= Severity::Warning && is_of_lock(wrong);
        let is_sound = self.verdict(&[], &diagnostics) == Verdict::Fine && !diagnostics.iter().any(is_unfit);
        let works: Vec<_> = library.works.iter().filter(|work| is_sound && work.documents.len() > 1).collect();
        let segments: usize = works.iter().map(|work| work.segments.len()).sum();
        if is_sound {
            write_confirmed(&self.seeds, lock, &check::confirm(library, lock, &self.works))?;
        } else {
            let stays = Diagnostic::error(format!("nothing is confirmed, and {} stays as it is", lock.path));
            diagnostics.push(stays.hint("mend what is wrong first, then run diglot check --confirm again"));
        }
        terminal.warn_of(&diagnostics, None);
        terminal.tell(&json!({
            "ok": is_sound,
            "confirmed": segments,
            "file": lock.path,
            "diagnostics": Diagnostic::to_json(&diagnostics),
        }))?;
        if !is_sound {
            return Ok(Verdict::Wrong);
        }
        let (path, plural) = (printable(&lock.path), if works.len() == 1 { "work" } else { "works" });
        terminal.say(&format!("{segments} segments of {} {plural} are confirmed in {path}\n", works.len()))?;
        Ok(Verdict::Fine)
    }
}

/// Writes the `confirmed` lock file into the folder `seeds`, unless somebody has changed it since it was read: what they decided
/// would be lost.
fn write_confirmed(seeds: &Path, read: &Lock, confirmed: &Lock) -> Result<(), Failure> {
    let _alone = write::lock::take_folder(seeds)?;
    let file = seeds.join(LOCK);
    let text = if file.exists() { read_text(&file)?.0 } else { String::new() };
    if text != *read.text {
        let changed = Failure::new(format!("{} has changed meanwhile, so nothing is confirmed", read.path));
        return Err(changed.hint("run diglot check --confirm again"));
    }
    write::write_file(seeds, LOCK, confirmed.to_string().as_bytes())
}

/// As many works are named when one was asked for that is not there.
const NAMED: usize = 8;

/// Writes a report to `file`, which must not be what a site is made from.
fn write_to(file: &Path, content: &str, seeds: &Path) -> Result<(), Failure> {
    let failure = |error| Failure::io("write", file, &error);
    let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let place = file.canonicalize().or_else(|_| folder.canonicalize()).map_err(failure)?;
    let inputs = [seeds, Path::new("templates"), Path::new("assets"), Path::new(CONFIG)];
    if inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| place.starts_with(input))) {
        let message = format!("the site is made from {}, so no report is written there", file.display());
        let failure = Failure::new(message);
        return Err(failure.hint("name another place for the report, as in --output findings.json"));
    }
    fs::write(file, content).map_err(failure)
}

/// Returns the findings as people read them, by work, the worst first. Styled.
fn text(report: &Report) -> String {
    let mut text = String::new();
    for checked in report.works.iter().filter(|checked| !report.is_clean(checked)) {
        let (slug, shares) = (printable(&checked.work.slug), shares(&checked.coverage));
        text += &format!("{BOLD}{slug}{PLAIN}  {DIM}{shares}{PLAIN}\n\n");
        text.extend(checked.findings.iter().copied().map(one));
    }
    text + &total(report)
}

fn shares(coverage: &[Coverage]) -> String {
    let share = |coverage: &Coverage| match coverage.present {
        0 => format!("{} nothing", coverage.language),
        present => format!("{} {present} of {} segments", coverage.language, coverage.all),
    };
    coverage.iter().map(share).collect::<Vec<_>>().join(" · ")
}

fn one(finding: &Finding) -> String {
    let mut text = String::new();
    let segment = finding.segment_id().map(|id| format!(" {DIM}{id}{PLAIN}")).unwrap_or_default();
    let first = finding.spots.first().map(place).unwrap_or_default();
    text += &format!("{first}: {YELLOW}{}{PLAIN}: {}{segment}\n", finding.kind.name(), printable(&finding.told()));
    let places = finding.spots.iter().enumerate().map(|(at, spot)| {
        let other = if at == 0 { String::new() } else { format!("  {DIM}{}{PLAIN}", place(spot)) };
        format!("    {DIM}{:>5}{PLAIN} {}{other}\n", spot.language.tag(), excerpt(spot))
    });
    text.extend(places);
    text + &format!("      {DIM}= {}{PLAIN}\n\n", printable(&finding.hint))
}

fn place(spot: &Spot) -> String {
    printable(&spot.to_string())
}

fn excerpt(spot: &Spot) -> String {
    if spot.excerpt.is_empty() {
        return format!("{DIM}nothing{PLAIN}");
    }
    let [before, marked, after] = spot.parts().map(printable);
    format!("{before}{MARKED}{marked}{PLAIN}{after}")
}

/// Returns the last line: how much was found, and of which kinds, the most frequent first.
fn total(report: &Report) -> String {
    let works = report.works.len();
    let works = if works == 1 { "1 work".to_owned() } else { format!("{works} works") };
    let kinds: Vec<String> =
        report.kinds().into_iter().map(|(kind, count)| format!("{count} {}", kind.name())).collect();
    let kinds = kinds.join(" · ");
    match report.findings.len() {
        0 => format!("nothing found in {works}\n"),
        1 => format!("1 finding in {works}: {kinds}\n"),
        many => format!("{many} findings in {works}: {kinds}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decided_meanwhile_is_not_lost() {
        let seeds = tempfile::tempdir().expect("a folder");
        let confirmed = |work: &str| {
            let text = format!(
                "[[segment]]\nwork = \"{work}\"\nconfirmed = true\nsentences.en = [\"One.\"]\nsentences.es = [\"Uno.\"]\n"
            );
            Lock::parse("seeds/diglot.lock", text).0
        };
        let there = || fs::read_to_string(seeds.path().join(LOCK)).expect("the lock file");
        let nothing = Lock::empty("seeds/diglot.lock".to_owned());
        write_confirmed(seeds.path(), &nothing, &confirmed("sea")).expect("nothing has changed");
        let failure = write_confirmed(seeds.path(), &nothing, &confirmed("storm")).expect_err("it is there now");
        assert!(failure.message.contains("has changed meanwhile") && there().contains("sea"), "{}", there());
        let read = Lock::parse("seeds/diglot.lock", there()).0;
        write_confirmed(seeds.path(), &read, &confirmed("storm")).expect("nothing has changed");
        assert!(there().contains("storm"), "{}", there());
    }
}
