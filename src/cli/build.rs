use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Parser;
use jiff::Timestamp;

use super::cache;
use super::outline::Outline;
use super::progress::Progress;
use super::report::Report;
use super::terminal::Terminal;
use super::verdict::Verdict;
use crate::ground::diagnostic::{Diagnostic, Failure, Place, first_few};
use crate::ground::path::SitePath;
use crate::ground::site::Resource;
use crate::pipeline::{self, Cache, Project, Sink};
use crate::write::output::Output;
use crate::write::{Receipt, Switch, Writer, Written};

/// Builds the site
///
/// Reads the texts in seeds/ and writes the site to site/. Only files whose content changed are written, only files that
/// an earlier build wrote are removed, and a file of yours in site/ is never touched. When a text is wrong, the others
/// are still built; when the build fails, the last good site stays.
#[derive(Debug, Parser)]
pub(super) struct Build {
    /// The folder of the texts
    #[arg(long, value_name = "DIR", default_value = "seeds", value_hint = clap::ValueHint::DirPath)]
    seeds: PathBuf,
    /// The folder for the site
    #[arg(long, value_name = "DIR", default_value = "site", value_hint = clap::ValueHint::DirPath)]
    out: PathBuf,
    /// The address where the site will be, instead of the one in diglot.toml
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    base_url: Option<String>,
    /// Ends with exit code 1 on warnings too
    #[arg(long)]
    strict: bool,
    /// Builds the texts that are marked as drafts too
    #[arg(long)]
    drafts: bool,
    /// Makes all files new in one moment, by exchanging the whole folder of the site for another
    ///
    /// For a server that reads straight from the folder. It has to look the folder up by its name for each request, as web
    /// servers do: a process that has the folder open, or that it is mounted into, keeps the old one. The folder around it
    /// must be on the same file system and writable.
    #[arg(long)]
    atomic_tree: bool,
    /// Does everything again, and leaves nothing for the next build in the folder .diglot
    ///
    /// A build of a large project leaves what it found out in the folder .diglot, so that the next one does again only what
    /// depends on what has changed. It takes a text or a file of the site to be as it was while its times and length are;
    /// with this option all are read. The folder may be deleted at any time.
    #[arg(long)]
    no_cache: bool,
}

impl Build {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let mut report = Report::new(&self.out, self.strict);
        let progress = terminal.progress();
        let ended = self.build(&mut report, &progress);
        progress.finish();
        report.failure = ended.err();
        terminal.report(&report)?;
        Ok(report.verdict())
    }

    fn build(self, report: &mut Report, progress: &Progress) -> Result<(), Failure> {
        let start = Instant::now();
        look_for(&self.seeds)?;
        let root = Path::new(".");
        let inputs = [&self.seeds, Path::new("templates"), Path::new("assets")];
        let output = Output::claim(&self.out, root, &inputs)?;

        let project = Project {
            root: root.into(),
            seeds: self.seeds,
            base_url: self.base_url,
            drafts: self.drafts,
            epoch: epoch()?,
        };
        let switch = if self.atomic_tree { Switch::Whole } else { Switch::ByFile };
        let writer = Writer::open(&output, switch)?;
        let recall = || if self.no_cache { Cache::default() } else { cache::read(root) };
        let (made, cache) =
            pipeline::make(&project, &mut |stage| progress.enter(stage), &writer, &Outline::of, recall)?;
        if made.is_whole {
            report.pages = writer.pages();
        }
        let built = report.built.insert(made);
        report.diagnostics = std::mem::take(&mut built.diagnostics);
        // What is wrong with the templates is among the diagnostics, and the last good site stays.
        if built.is_whole && built.library.works.is_empty() {
            report.diagnostics.push(nothing_to_publish(&project.seeds, &self.out));
        } else if built.is_whole {
            progress.write();
            // What the cache says of a file that did not come to its place is not believed.
            let leave = || if self.no_cache { Ok(()) } else { cache::write(root, &cache, built.library.works.len()) };
            let (written, left) = rayon::join(|| writer.finish(), leave);
            let written = report.written.insert(written?);
            report.diagnostics.extend(told_of_edits(&self.out, written));
            report.diagnostics.extend(told_of_gone(&written.removed));
            report.diagnostics.extend(left.err().map(no_cache));
        }
        report.took = start.elapsed();
        Ok(())
    }
}

impl Sink for Writer<'_> {
    type Receipt = Receipt;

    fn put(&self, path: &SitePath, resource: &Resource) -> Result<Receipt, Failure> {
        Writer::put(self, path, &resource.bytes)
    }

    fn keep(&self, files: &[(SitePath, Receipt)]) -> bool {
        Writer::keep(self, files)
    }
}

/// Returns the moment that the environment states for what is built, as reproducible builds do.
pub(super) fn epoch() -> Result<Timestamp, Failure> {
    let stated = std::env::var_os("SOURCE_DATE_EPOCH").filter(|stated| !stated.is_empty());
    let Some(stated) = stated else { return Ok(Timestamp::UNIX_EPOCH) };
    let seconds = stated.to_str().and_then(|seconds| seconds.parse().ok());
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or_else(|| {
        Failure::new(format!("SOURCE_DATE_EPOCH is {}, which is not a moment", stated.display()))
            .hint("set it to a number of seconds since 1970, or leave it out")
    })
}

/// Fails where `seeds` is no folder, and says how to make one.
pub(super) fn look_for(seeds: &Path) -> Result<(), Failure> {
    let hint = "put your texts into the folder seeds, or let `diglot init` make an example to start from";
    let shown = seeds.display();
    match fs::metadata(seeds) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(Failure::new(format!("{shown} is not a folder")).hint(hint)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Failure::new(format!("there is no folder {shown} here")).hint(hint))
        }
        Err(error) => Err(Failure::io("read", seeds, &error)),
    }
}

/// An empty site would remove the last good one, which nobody wants who has lost the texts by mistake.
fn nothing_to_publish(seeds: &Path, out: &Path) -> Diagnostic {
    let message = format!("there is no text to publish in {}, so {} stays as it is", seeds.display(), out.display());
    Diagnostic::error(message).hint("put a text and its translation there, as .txt or .md files")
}

fn no_cache(failure: Failure) -> Diagnostic {
    Diagnostic::note(format!("the next build will do everything again: {}", failure.message))
        .hint(failure.hint.unwrap_or_else(|| "look at the folder .diglot, or give --no-cache".to_owned()))
}

/// How many addresses are named at which no page is any more.
const NAMED_ADDRESSES: usize = 8;

/// Tells of addresses that lead nowhere any more: others may link to them, and a file with a new name has a new one.
fn told_of_gone(removed: &[SitePath]) -> Option<Diagnostic> {
    let is_page = |path: &str| path == "index.html" || path.ends_with("/index.html");
    let pages = removed.iter().filter(|path| is_page(path.as_str()));
    let addresses: Vec<String> = pages.map(SitePath::url).collect();
    let named = first_few(addresses.iter(), NAMED_ADDRESSES);
    let gone = Diagnostic::note(format!("since the last build there is no page any more at {named}"));
    let hint =
        "whatever its files and titles are, a work keeps its address with `slug`, in front matter or a work file";
    (!addresses.is_empty()).then(|| gone.hint(hint))
}

fn told_of_edits(out: &Path, written: &Written) -> Vec<Diagnostic> {
    let tell =
        |path, message, hint| Diagnostic::note(message).at(Place::file(format!("{}/{path}", out.display()))).hint(hint);
    let restored = written.restored.iter().map(|path| {
        tell(
            path,
            "this file was changed by hand, and is now as the build makes it",
            "change templates/ or assets/ instead",
        )
    });
    let kept = written.kept.iter().map(|path| {
        tell(
            path,
            "this file is no longer part of the site, but was changed by hand: it is left alone",
            "delete it by hand",
        )
    });
    restored.chain(kept).collect()
}
