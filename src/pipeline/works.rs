//! Works on their way to files: each is opened, rendered, and let go.

use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::cache::{Kept, Past};
use super::{Keep, Made, Sink, serve};
use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::ground::fingerprint::Fingerprint;
use crate::ground::path::SitePath;
use crate::ground::site::{Clash, Site};
use crate::host;
use crate::render::{File, Part, Renderer};
use crate::understand::{Entry, Opener, Ready};

/// Opens all works of `entries`, and returns what `keep` keeps of each.
pub(super) fn open<W: Send>(
    entries: Vec<Entry>,
    opener: &Opener,
    keep: &Keep<W>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<W> {
    let ready = opener.learn(&entries);
    let open = |entry: Entry| {
        let opened = ready.open(&entry);
        (keep(&opened), opened.diagnostics.clone())
    };
    let opened: Vec<(W, Vec<Diagnostic>)> = entries.into_par_iter().map(open).collect();
    let (works, found): (Vec<W>, Vec<_>) = opened.into_iter().unzip();
    diagnostics.extend(found.into_iter().flatten());
    works
}

/// Makes the files of one site.
pub(super) struct Press<'a, S: Sink, W> {
    renderer: Renderer<'a>,
    epoch: Timestamp,
    sink: &'a S,
    keep: &'a Keep<'a, W>,
}

/// A work on its way to its files.
struct Job {
    entry: Entry,
    fed: bool,
    /// Stands for all that it is opened from.
    opened: Fingerprint,
    /// Stands for all that its files are made from.
    key: Fingerprint,
}

/// What is kept of a work that was printed.
struct Printed<R, W> {
    part: Result<Arc<Part>, Diagnostic>,
    files: Vec<(SitePath, R)>,
    kept: W,
    diagnostics: Vec<Diagnostic>,
}

impl<'a, S: Sink, W: Clone + Send + Sync> Press<'a, S, W> {
    /// Returns the press of the site of `renderer`, whose files go to `sink`. Of each work it keeps what `keep` returns.
    pub(super) fn new(renderer: Renderer<'a>, epoch: Timestamp, sink: &'a S, keep: &'a Keep<'a, W>) -> Press<'a, S, W> {
        Press { renderer, epoch, sink, keep }
    }

    /// Opens and renders all works of `entries`, and then what is made of them all. Works whose files lie where they belong,
    /// as `past` says, are left as they are; it becomes what there is now.
    pub(super) fn print(
        &self,
        entries: Vec<Entry>,
        opener: &Opener,
        past: &mut Past<S::Receipt, W>,
        made: &mut Made<W>,
    ) -> Result<(), Failure> {
        let printed = self.works(entries, opener, past)?;
        past.clear();
        let (mut parts, mut broken) = (Vec::with_capacity(printed.len()), None);
        for (key, Printed { part, files, kept, diagnostics }) in printed {
            match part {
                Ok(part) => {
                    if diagnostics.is_empty() {
                        past.insert(key, Kept { files, part: part.clone(), kept: kept.clone() });
                    }
                    parts.push(part);
                }
                Err(error) => broken = broken.or(Some(error)),
            }
            made.works.push(kept);
            made.diagnostics.extend(diagnostics);
        }
        match broken {
            None => self.whole(&parts, made),
            Some(broken) => {
                made.diagnostics.push(broken);
                Ok(())
            }
        }
    }

    /// Opens and renders the works of `entries` that are not there as `past` says. Returns all of them in their order, each with
    /// what stands for all that it is made from.
    #[expect(clippy::type_complexity, reason = "a pair needs no name")]
    fn works(
        &self,
        entries: Vec<Entry>,
        opener: &Opener,
        past: &Past<S::Receipt, W>,
    ) -> Result<Vec<(Fingerprint, Printed<S::Receipt, W>)>, Failure> {
        let fed = self.renderer.fed(&entries);
        let job = |(entry, fed): (Entry, bool)| {
            let opened = opener.key(&entry);
            let key = self.renderer.key(opened, fed);
            (past.get(&key).filter(|kept| self.sink.keep(&kept.files)), Job { entry, opened, fed, key })
        };
        let jobs: Vec<_> = entries.into_par_iter().zip(fed).map(job).collect();
        let ready = opener.learn(jobs.iter().filter(|(kept, _)| kept.is_none()).map(|(_, job)| &job.entry));
        let print = |(kept, job): (Option<&Kept<S::Receipt, W>>, Job)| {
            let key = job.key;
            let printed = kept.map_or_else(|| self.work(job, &ready), |kept| Ok(Printed::from(kept.clone())));
            printed.map(|printed| (key, printed))
        };
        jobs.into_par_iter().map(print).collect()
    }

    fn work(&self, job: Job, ready: &Ready) -> Result<Printed<S::Receipt, W>, Failure> {
        let (opened, fed) = (ready.open_known(&job.entry, job.opened), job.fed);
        drop(job);
        let (files, part) = match self.renderer.work(&opened, fed) {
            Ok(rendered) => {
                let put = |(path, resource): &File| Ok((path.clone(), self.sink.put(path, resource)?));
                let files: Result<Vec<_>, Failure> = rendered.files.iter().map(put).collect();
                (files?, Ok(rendered.part.clone()))
            }
            Err(broken) => (Vec::new(), Err(broken)),
        };
        Ok(Printed { part, files, kept: (self.keep)(&opened), diagnostics: opened.diagnostics.clone() })
    }

    /// Makes what is made of all works, which bring these parts.
    fn whole(&self, parts: &[Arc<Part>], made: &mut Made<W>) -> Result<(), Failure> {
        match self.renderer.whole(parts, self.epoch) {
            Ok((mut files, found)) => {
                made.diagnostics.extend(found);
                if let Some(host) = made.config.host {
                    files.extend(host::files(host, &serve(&made.languages, &made.config), &files));
                }
                made.is_whole = true;
                self.put(files, &mut made.diagnostics)
            }
            Err(broken) => {
                made.diagnostics.push(broken);
                Ok(())
            }
        }
    }

    /// Puts the files of the whole, without those that cannot lie beside each other on every disk.
    fn put(&self, files: Vec<File>, diagnostics: &mut Vec<Diagnostic>) -> Result<(), Failure> {
        let (site, clashes) = files.into_iter().collect::<Site>().without_clashes();
        diagnostics.extend(clashes.iter().map(clash));
        site.iter().try_for_each(|(path, resource)| self.sink.put(path, resource).map(drop))
    }
}

impl<R, W> From<Kept<R, W>> for Printed<R, W> {
    fn from(Kept { files, part, kept }: Kept<R, W>) -> Printed<R, W> {
        Printed { part: Ok(part), files, kept, diagnostics: Vec::new() }
    }
}

fn clash(Clash { kept, dropped }: &Clash) -> Diagnostic {
    Diagnostic::error(format!("`{dropped}` and `{kept}` are one file on some systems, so `{dropped}` is left out"))
        .hint("give one of the two works another slug, or the file another name")
}
