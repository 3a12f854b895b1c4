//! Works on their way to files: each is opened, rendered, and let go.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cache::{Kept, Lists, Past};
use super::made::{Keep, Sink};
use super::told::Told;
use crate::ground::config::{Config, Pages};
use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::ground::fingerprint::Fingerprint;
use crate::ground::language::Language;
use crate::ground::path::SitePath;
use crate::host::{self, Served};
use crate::render::{Basis, File, Part, Rendered, Renderer, Routes, lost};
use crate::understand::{Entry, Opener, Ready};

/// What was made of all works.
pub(super) struct Impression<R, W> {
    /// What is kept of each work, in their order.
    pub(super) works: Vec<W>,
    /// What to leave for the next build.
    pub(super) past: Past<R, W>,
    /// Whether all files of the site were made.
    pub(super) is_whole: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Opens all works of `entries`, and keeps of each what `keep` returns.
pub(super) fn open<R, W: Send>(entries: Vec<Entry>, opener: &Opener, keep: &Keep<W>) -> Impression<R, W> {
    let ready = opener.learn(&entries);
    let open = |entry: Entry| {
        let opened = ready.open(&entry);
        (keep(&opened), opened.diagnostics.clone())
    };
    let (works, found): (Vec<W>, Vec<_>) = entries.into_par_iter().map(open).unzip();
    Impression { works, past: Past::default(), is_whole: false, diagnostics: found.concat() }
}

/// Makes the files of one site.
pub(super) struct Press<'a, S: Sink, W> {
    pub(super) renderer: Renderer<'a>,
    pub(super) languages: &'a [Language],
    pub(super) config: &'a Config,
    /// The moment that undated works are given in feeds.
    pub(super) epoch: Timestamp,
    /// Where the files go.
    pub(super) sink: &'a S,
    /// What is kept of each work.
    pub(super) keep: &'a Keep<'a, W>,
}

/// A work on its way to its files.
pub(super) struct Job<R, W> {
    pub(super) entry: Entry,
    fed: bool,
    /// Stands for all that it is opened from.
    opened: Fingerprint,
    /// Stands for all that its files are made from.
    key: Fingerprint,
    /// What is known of it, where its files lie where they belong.
    kept: Option<Kept<R, W>>,
}

/// Returns what there is to do for each of `entries`, given what the build before has kept. What is kept in vain is let go.
pub(super) fn jobs<S: Sink, W: Clone + Send + Sync>(
    entries: Vec<Entry>,
    opener: &Opener,
    basis: &Basis,
    past: FxHashMap<Fingerprint, Kept<S::Receipt, W>>,
    sink: &S,
) -> Vec<Job<S::Receipt, W>> {
    let fed = basis.fed(&entries);
    let job = |(entry, fed): (Entry, bool)| {
        let opened = opener.key(&entry);
        let key = basis.key(opened, fed);
        let kept = past.get(&key).filter(|kept| sink.keep(&kept.files)).cloned();
        Job { entry, fed, opened, key, kept }
    };
    entries.into_par_iter().zip(fed).map(job).collect()
}

impl<R, W> Job<R, W> {
    /// Returns the work where it has to be opened.
    pub(super) fn to_do(&self) -> Option<&Entry> {
        self.kept.is_none().then_some(&self.entry)
    }
}

/// A work that was printed.
struct Done<R, W> {
    part: Result<Arc<Part>, Diagnostic>,
    files: Vec<(SitePath, R)>,
    kept: W,
    diagnostics: Vec<Diagnostic>,
    /// The diagnostics as they are kept, where all can be.
    told: Option<Vec<Told>>,
}

/// What is made of all works.
struct Whole<R> {
    /// Stands for all that the lists of works are made from.
    key: Fingerprint,
    /// The lists, without files where they are kept.
    lists: Arc<Rendered>,
    kept: Lists<R>,
    /// All files, the lists among them.
    files: Vec<File>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a, S: Sink, W: Clone + Send + Sync> Press<'a, S, W> {
    /// Opens and renders the works of `jobs` that are to do, and then what is made of them all; of that, the `lists` of the build
    /// before may lie where they belong.
    pub(super) fn print(
        &self,
        jobs: Vec<Job<S::Receipt, W>>,
        ready: &Ready,
        lists: Lists<S::Receipt>,
    ) -> Result<Impression<S::Receipt, W>, Failure> {
        let print = |job: Job<S::Receipt, W>| {
            let Job { entry, fed, opened, key, kept } = job;
            let done = match kept {
                Some(kept) => Done::again(kept, &entry),
                None => self.work(&entry, ready, opened, fed)?,
            };
            // The others are let go, with what is in memory of their texts.
            let asking = done.part.as_ref().is_ok_and(|part| part.asks_for_places()).then(|| Box::new(entry));
            Ok((key, asking, done))
        };
        let done: Vec<_> = jobs.into_par_iter().map(print).collect::<Result<_, Failure>>()?;
        let parts: Result<Vec<_>, Diagnostic> = done.iter().map(|(_, _, done)| done.part.clone()).collect();
        let mut all = Impression { works: Vec::new(), past: Past::default(), is_whole: false, diagnostics: Vec::new() };
        let mut brought = Vec::new();
        for (key, asking, Done { part, files, kept, diagnostics, told }) in done {
            if let (Ok(part), Some(told)) = (&part, told) {
                all.past.works.insert(key, Kept { files, part: part.clone(), told, kept: kept.clone() });
            }
            brought.extend(part.map(|part| (asking, part)));
            all.works.push(kept);
            all.diagnostics.extend(diagnostics);
        }
        all.diagnostics.extend(lost(&brought));
        match parts.and_then(|parts| self.whole(&parts, lists)) {
            Ok(whole) => self.finish(whole, &mut all)?,
            Err(broken) => all.diagnostics.push(broken),
        }
        Ok(all)
    }

    /// Opens and renders the work with this entry. The fingerprint `opened` stands for it, and `fed` says whether a feed shows it.
    fn work(
        &self,
        entry: &Entry,
        ready: &Ready,
        opened: Fingerprint,
        fed: bool,
    ) -> Result<Done<S::Receipt, W>, Failure> {
        let opened = ready.open_known(entry, opened);
        let mut diagnostics = opened.diagnostics.clone();
        let (files, part) = match self.renderer.work(&opened, fed) {
            Ok(rendered) => {
                let put = |(path, resource): &File| Ok((path.clone(), self.sink.put(path, resource)?));
                let files: Result<Vec<_>, Failure> = rendered.files.iter().map(put).collect();
                diagnostics.extend(rendered.diagnostics.iter().cloned());
                (files?, Ok(rendered.part.clone()))
            }
            Err(broken) => (Vec::new(), Err(broken)),
        };
        let told = diagnostics.iter().map(|diagnostic| Told::of(diagnostic, entry)).collect();
        Ok(Done { part, files, kept: (self.keep)(&opened), diagnostics, told })
    }

    /// Makes what is made of all works, which bring these `parts`. Lists that lie where they belong since the build before, as
    /// `last` says, are not made again.
    fn whole(&self, parts: &[Arc<Part>], last: Lists<S::Receipt>) -> Result<Whole<S::Receipt>, Diagnostic> {
        let key = self.renderer.lists_key(parts);
        let kept = last.filter(|(known, kept)| *known == key && self.sink.keep(&kept.files));
        let lists = match &kept {
            Some((_, kept)) => Arc::new(Rendered { part: kept.part.clone(), ..Rendered::default() }),
            None => self.renderer.lists(parts, key)?,
        };
        let (mut files, diagnostics) = self.renderer.whole(parts, &lists, self.epoch)?;
        if let Some(host) = self.config.host {
            files.extend(host::files(host, &serve(self.languages, self.config), &files));
        }
        Ok(Whole { key, lists, kept, files, diagnostics })
    }

    /// Puts the files of the whole, and adds it to `all`.
    fn finish(&self, whole: Whole<S::Receipt>, all: &mut Impression<S::Receipt, W>) -> Result<(), Failure> {
        let Whole { key, lists, kept, files, diagnostics } = whole;
        all.is_whole = true;
        all.diagnostics.extend(diagnostics);
        let receipts = self.put(files, &mut all.diagnostics)?;
        let listed: BTreeSet<&SitePath> = lists.files.iter().map(|(path, _)| path).collect();
        let files: Vec<_> = receipts.into_iter().filter(|(path, _)| listed.contains(path)).collect();
        // Of an edition there may be something to say each time: how large it is.
        let is_worth = self.config.pages == Pages::Work && files.len() == lists.files.len();
        let new = || is_worth.then(|| (key, Kept { part: lists.part.clone(), kept: (), files, told: Vec::new() }));
        all.past.lists = kept.or_else(new);
        Ok(())
    }

    /// Puts the files of the whole, without those that cannot lie beside each other on every disk.
    fn put(&self, files: Vec<File>, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<(SitePath, S::Receipt)>, Failure> {
        let put = |(path, resource): File| Ok((path.clone(), self.sink.put(&path, &resource)?));
        without_clashes(files, diagnostics).into_par_iter().map(put).collect()
    }
}

impl<R, W> Done<R, W> {
    /// Returns the work with this entry as it was printed before.
    fn again(Kept { files, part, told, kept }: Kept<R, W>, entry: &Entry) -> Done<R, W> {
        let diagnostics = Told::again(&told, entry);
        Done { part: Ok(part), files, kept, diagnostics, told: Some(told) }
    }
}

/// Returns what a host has to know of a site in these languages.
pub(super) fn serve(languages: &[Language], config: &Config) -> Served {
    let routes = Routes::new(languages, 0, config);
    let version = |language: &Language| host::Version {
        language: language.clone(),
        home: routes.language(language),
        not_found: routes.not_found(Some(language)),
    };
    let versions = languages.iter().map(version).collect();
    Served { base_url: config.base_url.clone(), not_found: routes.not_found(None), versions }
}

/// Returns `files` without those of which a file system might hold only an earlier one: they differ only in case or Unicode form,
/// or one of them is a folder of the other. So people may call their assets.
fn without_clashes(files: Vec<File>, diagnostics: &mut Vec<Diagnostic>) -> Vec<File> {
    // By their folded paths: the files, and one file in each folder.
    let (mut taken, mut folders) = (BTreeMap::<String, File>::new(), BTreeMap::<String, SitePath>::new());
    let mut sound = |file: &File| {
        let folded = file.0.folded();
        let above = || folded.match_indices('/').map(|(at, _)| &folded[..at]);
        let earlier = taken.get(&folded).or_else(|| above().find_map(|folder| taken.get(folder)));
        // An asset can have the name with a fingerprint that it would be given.
        if earlier == Some(file) {
            return false;
        }
        if let Some(kept) = earlier.map(|(path, _)| path).or_else(|| folders.get(&folded)) {
            diagnostics.push(clash(kept, &file.0));
            return false;
        }
        folders.extend(above().map(|folder| (folder.to_owned(), file.0.clone())));
        taken.insert(folded.clone(), file.clone());
        true
    };
    files.into_iter().filter(|file| sound(file)).collect()
}

fn clash(kept: &SitePath, dropped: &SitePath) -> Diagnostic {
    Diagnostic::error(format!("`{dropped}` and `{kept}` are one file on some systems, so `{dropped}` is left out"))
        .hint("give one of the two another name")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::site::Resource;

    #[test]
    fn of_files_that_no_disk_can_hold_together_one_is_left_out() {
        type Case<'a> = (&'a [&'a str], &'a [[&'a str; 2]]);
        let cases: [Case<'_>; 6] = [
            (&["en/a.html", "en/b.html", "es/a.html"], &[]),
            (&["assets/Map.svg", "assets/map.svg"], &[["assets/Map.svg", "assets/map.svg"]]),
            (&["assets/map.svg", "assets/map.svg"], &[["assets/map.svg", "assets/map.svg"]]),
            (&["assets/a\u{f1}o", "assets/an\u{303}o"], &[["assets/a\u{f1}o", "assets/an\u{303}o"]]),
            (&["assets/map", "assets/map/three.svg"], &[["assets/map", "assets/map/three.svg"]]),
            (&["assets/MAP/three.svg", "assets/map"], &[["assets/MAP/three.svg", "assets/map"]]),
        ];
        let path = |name: &str| SitePath::new(name).expect("a site path");
        for (names, expected) in cases {
            let files = names
                .iter()
                .enumerate()
                .map(|(number, name)| (path(name), Resource::new(&path(name), number.to_string())));
            let mut told = Vec::new();
            let sound = without_clashes(files.collect(), &mut told);
            assert_eq!(
                told,
                expected.iter().map(|[kept, dropped]| clash(&path(kept), &path(dropped))).collect::<Vec<_>>()
            );
            assert_eq!(sound.len(), names.len() - expected.len(), "{names:?}");
        }
    }

    #[test]
    fn the_same_file_twice_is_one() {
        let (path, file) = Resource::at("assets/map.svg", "map");
        let mut told = Vec::new();
        assert_eq!(
            without_clashes(vec![(path.clone(), file.clone()), (path.clone(), file.clone())], &mut told),
            [(path, file)]
        );
        assert_eq!(told, []);
    }
}
