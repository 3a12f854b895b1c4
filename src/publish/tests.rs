//! Publishing to a target in memory that fails where one wants it to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::command::{command, run};
use super::folder::Folder;
use super::git::{Git, History};
use super::manifest::{self, Entry, Manifest};
use super::parcel::Parcel;
use super::plan::{Plan, Rules, Seen, questions};
use super::shelf::Shelf;
use super::target::{Go, Target};
use super::{Order, Published, Stop, carry_out, make_plan};
use crate::ground::destination::{Destination, Encoding, Place};
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::immutable::fingerprinted;
use crate::ground::path::SitePath;
use crate::ground::site::Site;

/// How many pages the sites of these tests have, in two languages.
const PAGES: usize = 100;
const WEEK: i64 = 7 * 24 * 60 * 60;

/// A target that holds files in memory and refuses to do more than so many things.
#[derive(Clone, Default)]
struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    patience: Option<usize>,
    headers: bool,
    encoding: Option<Encoding>,
    writes: usize,
    /// What is kept nearer to readers, until it is told to drop it.
    copies: BTreeMap<String, Vec<u8>>,
    /// What somebody else publishes between the reading of the manifest and the look at the files.
    meanwhile: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    fn act(&mut self) -> Result<(), Failure> {
        self.writes += 1;
        match &mut self.patience {
            Some(0) => Err(Failure::new("refused")),
            Some(patience) => {
                *patience -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.act()?;
        self.files.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    /// Has readers ask for each file: what is not yet kept near them is so from now on.
    fn serve(&mut self) {
        for (path, bytes) in self.files.iter().filter(|(path, _)| *path != manifest::NAME) {
            self.copies.entry(path.clone()).or_insert_with(|| bytes.clone());
        }
    }
}

impl Target for Memory {
    fn keeps_headers(&self) -> bool {
        self.headers
    }

    fn tells_digests(&self) -> bool {
        true
    }

    fn manifest(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.files.get(manifest::NAME).cloned())
    }

    fn look(&mut self, questions: &[&Parcel]) -> Result<BTreeMap<SitePath, Seen>, Failure> {
        self.files.append(&mut self.meanwhile);
        let seen = |parcel: &&Parcel| {
            let there = self.files.get(parcel.path.as_str())?;
            Some((parcel.path.clone(), Seen::of(Some(Digest::of(there)), parcel)))
        };
        Ok(questions.iter().filter_map(seen).collect())
    }

    fn begin(&mut self, announced: &[u8]) -> Result<Go, Failure> {
        self.put(manifest::NAME, announced).map(|()| Go::On)
    }

    fn write(&mut self, parcels: &[&Parcel]) -> Result<(), Failure> {
        parcels.iter().try_for_each(|parcel| self.put(parcel.path.as_str(), &parcel.bytes()?))
    }

    fn purge(&mut self, paths: &[SitePath]) -> Result<(), Failure> {
        self.act()?;
        paths.iter().for_each(|path| drop(self.copies.remove(path.as_str())));
        Ok(())
    }

    fn remove(&mut self, files: &[(SitePath, Entry)]) -> Result<Vec<SitePath>, Failure> {
        let mut edited = Vec::new();
        for (path, entry) in files {
            self.act()?;
            match self.files.get(path.as_str()) {
                Some(there) if !entry.wrote(&Digest::of(there)) => edited.push(path.clone()),
                _ => drop(self.files.remove(path.as_str())),
            }
        }
        Ok(edited)
    }
}

/// Returns a site of pages that each show a picture of their version, and a feed. Every tenth page is of one version only.
fn site(version: &str) -> Site {
    let mut site = Site::default();
    let mut add = |path: String, text: String| drop(site.insert(SitePath::new(path).expect("a site path"), text));
    for number in 0..PAGES {
        let picture =
            fingerprinted(&format!("assets/{number}.svg"), format!("<svg>{version} {number}</svg>").as_bytes());
        add(picture.clone(), format!("<svg>{version} {number}</svg>"));
        let name = if number % 10 == 0 { format!("{version}-{number}") } else { number.to_string() };
        add(format!("en/{name}.html"), format!("<img src=\"{picture}\">"));
    }
    add("en/feed.xml".into(), version.into());
    site
}

const RULES: Rules = Rules { allow_deletes: false, overwrite: false, headers: false, digests: true, now: 0 };

/// Returns the files of `site` as they are sent.
fn parcels(site: &Site, headers: bool, encoding: Option<Encoding>) -> Vec<Parcel> {
    let shelf = Shelf::with(headers, encoding).expect("a temporary file");
    site.iter().try_for_each(|(path, file)| shelf.put(path, file)).expect("room");
    shelf.parcels()
}

/// Publishes `site` with `rules`, and returns how many files were new, changed, removed and staying.
fn publish(target: &mut Memory, site: &Site, rules: Rules) -> Result<[usize; 4], Failure> {
    let parcels = parcels(site, target.headers, target.encoding);
    let plan = plan(&parcels, target, rules);
    if plan.is_needed {
        carry_out(&plan, target)?;
    }
    Ok([plan.new.len(), plan.changed.len(), plan.removed.len(), plan.staying])
}

fn plan<'a>(parcels: &'a [Parcel], target: &mut dyn Target, rules: Rules) -> Plan<'a> {
    let there = Manifest::parse(target.manifest().expect("a target").as_deref()).expect("a manifest");
    let rules = Rules { headers: target.keeps_headers(), ..rules };
    let seen = target.look(&questions(parcels, &there, rules)).expect("a target");
    Plan::new(parcels, &there, &seen, rules).expect("a plan that does no harm")
}

/// Expects that every page is one of `old` or `new`, and that what it shows is there.
fn assert_whole(target: &Memory, sites: [&Site; 2]) {
    for (path, bytes) in target.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let site_path = SitePath::new(path.as_str()).expect("a site path");
        let versions = sites.map(|site| site.get(&site_path).map(|file| file.bytes.to_vec()));
        assert!(versions.contains(&Some(bytes.clone())), "{path} is of no version");
        let text = String::from_utf8_lossy(bytes).into_owned();
        let picture = text.split('"').nth(1).expect("a page shows a picture");
        assert!(target.files.contains_key(picture), "{path} shows {picture}, which is not there");
    }
}

#[test]
fn whichever_write_is_refused_the_site_is_whole_and_the_next_publish_completes_it() {
    let (old, new) = (site("old"), site("new"));
    let mut before = Memory::default();
    publish(&mut before, &old, RULES).expect("a publish");
    before.files.insert("mine.txt".into(), b"mine".to_vec());
    before.serve();
    let writes = {
        let mut target = before.clone();
        target.writes = 0;
        publish(&mut target, &new, RULES).expect("a publish");
        target.writes
    };
    assert!(writes > 200, "{writes}");
    for patience in 0..writes {
        let mut target = Memory { patience: Some(patience), ..before.clone() };
        publish(&mut target, &new, RULES).expect_err("a write is refused");
        assert_whole(&target, [&old, &new]);
        let has_all_new =
            new.iter().all(|(path, file)| target.files.get(path.as_str()).is_some_and(|there| **there == *file.bytes));
        let lost = before.files.keys().any(|path| !target.files.contains_key(path));
        assert!(!lost || has_all_new, "something was removed before all was written");

        target.serve();
        target.patience = None;
        publish(&mut target, &new, RULES).expect("a publish");
        assert_complete(&target, &new);
        assert_eq!(publish(&mut target, &new, RULES), Ok([0, 0, 0, PAGES]), "there is nothing left to do");
    }
}

/// Expects that a target holds `site`, pictures of earlier ones, and what is not ours, and that readers get no other files.
fn assert_complete(target: &Memory, site: &Site) {
    for (path, file) in site.iter() {
        assert_eq!(target.files.get(path.as_str()).map(Vec::as_slice), Some(&*file.bytes), "{path}");
    }
    let ours: BTreeSet<&str> = site.iter().map(|(path, _)| path.as_str()).chain(["mine.txt", manifest::NAME]).collect();
    let is_extra = |path: &&String| !ours.contains(path.as_str()) && !path.ends_with(".svg");
    assert_eq!(target.files.keys().filter(is_extra).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(target.files.get("mine.txt").map(Vec::as_slice), Some(b"mine".as_slice()));
    let old = target.copies.iter().filter(|(path, copy)| target.files.get(*path) != Some(copy));
    assert_eq!(old.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&String>::new(), "readers get old copies");
}

#[test]
fn whatever_is_published_after_failures_becomes_the_site() {
    let [old, new, other, last] = ["old", "new", "other", "last"].map(site);
    let mut before = Memory::default();
    before.files.insert("mine.txt".into(), b"mine".to_vec());
    publish(&mut before, &old, RULES).expect("a publish");
    for patience in (0..240).step_by(7) {
        let mut target = before.clone();
        // Some of the last ones end well: then these are other publishes.
        for (site, patience) in [(&new, patience), (&other, patience / 2)] {
            target.patience = Some(patience);
            let _ = publish(&mut target, site, RULES);
            target.serve();
        }
        target.patience = None;
        for site in [&last, &new] {
            publish(&mut target, site, RULES).expect("a publish");
            assert_complete(&target, site);
            assert_whole(&target, [site, site]);
        }
    }
}

#[test]
fn an_empty_site_is_not_published_unless_asked() {
    let empty = Site::default();
    let refused = |there: &Manifest, rules| Plan::new(&[], there, &BTreeMap::new(), rules).is_err();
    let mut target = Memory::default();
    publish(&mut target, &site("a"), RULES).expect("a publish");
    let there = Manifest::parse(target.manifest().expect("memory").as_deref()).expect("a manifest");
    assert!(refused(&there, RULES) && refused(&Manifest::default(), RULES));
    assert_eq!(publish(&mut target, &empty, Rules { allow_deletes: true, ..RULES }), Ok([0, 0, PAGES + 1, PAGES]));
}

#[test]
fn what_a_page_showed_stays_for_a_week_and_three_publishes() {
    let compressed = Memory { headers: true, encoding: Some(Encoding::Gzip), ..Memory::default() };
    for mut target in [Memory::default(), compressed] {
        let at = |target: &mut Memory, version: &str, now| {
            let [.., removed, staying] = publish(target, &site(version), Rules { now, ..RULES }).expect("a publish");
            (removed, staying)
        };
        let pages = PAGES / 10;
        assert_eq!(at(&mut target, "a", 0), (0, 0));
        assert_eq!(at(&mut target, "b", 0), (pages, PAGES));
        assert_eq!(at(&mut target, "b", 9 * WEEK), (0, PAGES), "there were not three publishes since");
        assert_eq!(at(&mut target, "c", 9 * WEEK), (pages, 2 * PAGES));
        assert_eq!(at(&mut target, "d", 9 * WEEK), (pages, 3 * PAGES));
        assert_eq!(at(&mut target, "e", 9 * WEEK), (pages + PAGES, 3 * PAGES), "those of a go");
        assert_eq!(at(&mut target, "f", 9 * WEEK + 1), (pages, 4 * PAGES), "b, c and d went in this week");
        assert_eq!(at(&mut target, "c", 9 * WEEK + 2), (pages, 4 * PAGES), "c is part of the site again");
    }
}

/// Returns a target with `site` that keeps headers, and with three pages that an older diglot gave another type.
fn with_older_headers(site: &Site) -> Memory {
    let mut target = Memory { headers: true, ..Memory::default() };
    publish(&mut target, site, RULES).expect("a publish");
    let manifest = String::from_utf8(target.files[manifest::NAME].clone()).expect("text");
    let older = manifest.replacen("text/html; charset=utf-8", "text/html", 3);
    target.files.insert(manifest::NAME.into(), older.into_bytes());
    target
}

#[test]
fn a_header_that_changed_is_seen() {
    let site = site("a");
    let mut target = with_older_headers(&site);
    assert_eq!(publish(&mut target, &site, RULES), Ok([0, 3, 0, 0]));
    assert_eq!(publish(&mut target, &site, RULES), Ok([0, 0, 0, 0]));
}

#[test]
fn a_header_that_was_about_to_change_is_sent_again() {
    let site = site("a");
    let mut target = with_older_headers(&site);
    target.patience = Some(2);
    publish(&mut target, &site, RULES).expect_err("the second file is refused");
    target.patience = None;
    assert_eq!(publish(&mut target, &site, RULES), Ok([0, 3, 0, 0]), "the bytes tell nothing of the headers");
}

#[test]
fn who_begins_to_publish_at_the_same_moment_is_nobody_foreign() {
    let mut other = Memory::default();
    publish(&mut other, &site("other"), RULES).expect("a publish");
    let own = site("own");
    let parcels = parcels(&own, false, None);
    let destination = Destination { place: Place::Folder { path: "web".into() }, precompress: false };
    let order = Order {
        project: Path::new("."),
        seeds: Path::new("seeds"),
        destination: &destination,
        allow_deletes: false,
        overwrite: false,
        orphan: false,
        dry_run: false,
        base_url: None,
        now: 0,
    };
    let mut target = Memory { meanwhile: other.files.clone(), ..Memory::default() };
    assert!(matches!(make_plan(&parcels, &mut target, &order), Ok(None)), "the plan is to be made again");
    assert!(matches!(make_plan(&parcels, &mut target, &order), Ok(Some(_))), "now the manifest knows the files");

    other.files.remove(manifest::NAME);
    let mut target = Memory { meanwhile: other.files, ..Memory::default() };
    assert!(
        matches!(make_plan(&parcels, &mut target, &order), Err(Stop::Refused(_))),
        "nobody says whose files these are"
    );
}

#[test]
fn what_somebody_changed_or_removed_at_the_target_is_sent_again_where_that_is_asked_for() {
    let site = site("a");
    let mut target = Memory::default();
    publish(&mut target, &site, RULES).expect("a publish");
    target.files.insert("en/1.html".into(), b"hacked".to_vec());
    target.files.remove("en/2.html");
    assert_eq!(publish(&mut target, &site, RULES), Ok([0, 0, 0, 0]), "the manifest is believed");
    assert_eq!(publish(&mut target, &site, Rules { overwrite: true, ..RULES }), Ok([0, 2, 0, 0]));
    assert_whole(&target, [&site, &site]);
    assert!(target.files.contains_key("en/2.html"));
}

#[test]
fn what_lies_there_otherwise_than_it_was_sent_is_found() {
    let site = site("a");
    let parcels = parcels(&site, false, None);
    let mut target = Memory::default();
    let plan = plan(&parcels, &mut target, RULES);
    carry_out(&plan, &mut target).expect("nothing is refused");
    let written = parcels.iter().collect();
    let mut published = Published { edited: Vec::new(), written, target: Box::new(target.clone()) };
    assert_eq!(published.verify(None), Ok(()));
    let page = target.files.get_mut("en/1.html").expect("a page");
    page.truncate(page.len() / 2);
    published.target = Box::new(target);
    let told = published.verify(None).expect_err("a page is cut off");
    assert!(told.message.contains("en/1.html"), "{}", told.message);
    assert!(told.hint.is_some_and(|hint| hint.contains("--overwrite")), "else the manifest would be believed");
}

#[test]
fn a_folder_and_a_branch_tell_what_lies_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for arguments in [&["init", "--quiet"][..], &["init", "--quiet", "--bare", "pages.git"]] {
        let ran = run(command("git", arguments).current_dir(folder.path()), Vec::new());
        assert!(ran.expect("git").success);
    }
    let targets: [Result<Box<dyn Target>, Failure>; 2] = [
        Folder::open("web", folder.path(), &[]).map(|folder| Box::new(folder) as _),
        Git::open(folder.path(), Path::new("seeds"), "./pages.git", "pages", History::Kept)
            .map(|git| Box::new(git) as _),
    ];
    let [sent, other] = ["sent", "other"].map(|version| parcels(&site(version), false, None));
    for mut target in targets.map(|target| target.expect("a target")) {
        let done = plan(&sent, target.as_mut(), RULES);
        carry_out(&done, target.as_mut()).expect("a publish");
        let mut published = Published { edited: Vec::new(), written: sent.iter().collect(), target };
        assert_eq!(published.verify(None), Ok(()));
        published.written = other.iter().collect();
        let told = published.verify(None).expect_err("nothing of it was sent");
        assert!(told.message.ends_with(" is not at the target as it was sent"), "{}", told.message);
    }
}
