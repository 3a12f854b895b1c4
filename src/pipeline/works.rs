//! Works on their way to files: each is opened, rendered, and let go.

use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::{Made, Sink, serve};
use crate::ground::config::Config;
use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::ground::site::{Clash, Resource, Site};
use crate::ground::theme::Theme;
use crate::host;
use crate::render::{self, Part, Rendered, Renderer};
use crate::understand::{Entry, Opened, Opener};

/// Opens all works of `entries`, and returns what `keep` keeps of each.
pub(super) fn open<W: Send>(
    entries: Vec<Entry>,
    opener: &Opener,
    keep: &(dyn Fn(&Opened) -> W + Sync),
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<W> {
    let open = |entry: Entry| {
        let opened = opener.open(&entry);
        (keep(&opened), opened.diagnostics.clone())
    };
    let opened: Vec<(W, Vec<Diagnostic>)> = entries.into_par_iter().map(open).collect();
    let (works, found): (Vec<W>, Vec<_>) = opened.into_iter().unzip();
    diagnostics.extend(found.into_iter().flatten());
    works
}

/// Makes the files of one site.
pub(super) struct Press<'a> {
    renderer: Renderer<'a>,
    epoch: Timestamp,
}

/// What is kept of a work that was printed.
struct Printed<W> {
    part: Result<Arc<Part>, Diagnostic>,
    kept: W,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Press<'a> {
    /// Returns the press of a site with so many works, and what is wrong with the strings of the theme.
    ///
    /// # Errors
    /// When a template does not work.
    pub(super) fn new(
        languages: &'a [Language],
        works: usize,
        config: &'a Config,
        theme: &'a Theme,
        epoch: Timestamp,
        memory: &'a render::Memory,
    ) -> Result<(Press<'a>, Vec<Diagnostic>), Diagnostic> {
        let (renderer, diagnostics) = Renderer::new(languages, works, config, theme, memory)?;
        Ok((Press { renderer, epoch }, diagnostics))
    }

    /// Opens and renders all works of `entries`, and then what is made of them all. The files go to `sink`.
    pub(super) fn print<W: Send>(
        &self,
        entries: Vec<Entry>,
        opener: &Opener,
        sink: &Sink,
        keep: &(dyn Fn(&Opened) -> W + Sync),
        made: &mut Made<W>,
    ) -> Result<(), Failure> {
        let fed = self.renderer.fed(&entries);
        let print = |(entry, fed): (Entry, bool)| self.work(entry, fed, opener, sink, keep);
        let printed: Result<Vec<Printed<W>>, Failure> = entries.into_par_iter().zip(fed).map(print).collect();
        let mut parts = Vec::new();
        let mut broken = None;
        for Printed { part, kept, diagnostics } in printed? {
            made.works.push(kept);
            made.diagnostics.extend(diagnostics);
            match part {
                Ok(part) => parts.push(part),
                Err(error) => broken = broken.or(Some(error)),
            }
        }
        match broken.map_or_else(|| self.renderer.whole(&parts, self.epoch), Err) {
            Ok((mut files, found)) => {
                made.diagnostics.extend(found);
                if let Some(host) = made.config.host {
                    files.extend(host::files(host, &serve(&made.languages, &made.config), &files));
                }
                made.is_whole = true;
                self.put(files, sink, &mut made.diagnostics)
            }
            Err(broken) => {
                made.diagnostics.push(broken);
                Ok(())
            }
        }
    }

    fn work<W>(
        &self,
        entry: Entry,
        fed: bool,
        opener: &Opener,
        sink: &Sink,
        keep: &(dyn Fn(&Opened) -> W + Sync),
    ) -> Result<Printed<W>, Failure> {
        let opened = opener.open(&entry);
        drop(entry);
        let part = match self.renderer.work(&opened, fed) {
            Ok(rendered) => {
                let Rendered { files, part } = &*rendered;
                files.iter().try_for_each(|(path, resource)| sink(path, resource))?;
                Ok(part.clone())
            }
            Err(broken) => Err(broken),
        };
        Ok(Printed { part, kept: keep(&opened), diagnostics: opened.diagnostics.clone() })
    }

    /// Gives the files of the whole to `sink`, without those that cannot lie beside each other on every disk.
    fn put(
        &self,
        files: Vec<(SitePath, Resource)>,
        sink: &Sink,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<(), Failure> {
        let (site, clashes) = files.into_iter().collect::<Site>().without_clashes();
        diagnostics.extend(clashes.iter().map(clash));
        site.iter().try_for_each(|(path, resource)| sink(path, resource))
    }
}

fn clash(Clash { kept, dropped }: &Clash) -> Diagnostic {
    Diagnostic::error(format!("`{dropped}` and `{kept}` are one file on some systems, so `{dropped}` is left out"))
        .hint("give one of the two works another slug, or the file another name")
}
