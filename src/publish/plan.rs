//! A plan says what a publish will do, before it does anything: a pure function of the site, of what the manifest at the
//! target names, and of what was seen there. All rules that keep a target safe are here, once for every kind of target,
//! but two: what a folder or a branch is to remove, it leaves alone where somebody has changed it; and no folder or branch is
//! opened that the project itself is in.

use std::collections::{BTreeMap, BTreeSet};

use super::compress::uncompressed;
use super::manifest::{Entry, Manifest, State};
use super::parcel::{Parcel, Wave};
use crate::ground::diagnostic::{Diagnostic, first_few};
use crate::ground::digest::Digest;
use crate::ground::headers::FOR_EVER;
use crate::ground::immutable::is_fingerprinted;
use crate::ground::path::SitePath;

/// So many files may go without a question.
const FEW: usize = 20;
/// So may one in this many.
const SHARE: usize = 4;

/// How long a file with a fingerprint stays for pages that are open somewhere, in seconds: a week.
const STAY: i64 = 7 * 24 * 60 * 60;
/// It also stays until as many publishes have passed: those who publish once a month have readers with old pages too.
const PUBLISHES: u64 = 3;

/// How many files a refusal names.
const NAMED: usize = 8;

/// What was seen at a target at a path where a file, or a folder for it, is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The very bytes that are to be there.
    Same,
    /// Something else: with this digest, if it is a file.
    Other(Option<Digest>),
    /// Something else, of which the target does not tell the digest.
    Untold,
}

impl Seen {
    /// Returns what lies where the file of `parcel` is to be, when it has this digest; none if it is no file.
    pub(super) fn of(there: Option<Digest>, parcel: &Parcel) -> Seen {
        if there == Some(parcel.digest) { Seen::Same } else { Seen::Other(there) }
    }
}

/// What is given to a plan besides files.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Whether much of what is there may be removed.
    pub allow_deletes: bool,
    /// Whether files that diglot did not publish may be replaced, and what the manifest says of others is not believed.
    pub overwrite: bool,
    /// Whether the target keeps headers, which cannot be seen.
    pub headers: bool,
    /// Whether the target tells the digests of what lies there.
    pub digests: bool,
    /// The moment, in seconds since 1970.
    pub now: i64,
}

/// What a publish will do.
#[derive(Clone, Debug, Default)]
pub struct Plan<'a> {
    /// The files that are not there yet.
    pub new: Vec<&'a Parcel>,
    /// The files that are there with other bytes or headers.
    pub changed: Vec<&'a Parcel>,
    /// The files that go, each as the manifest has it.
    pub removed: Vec<(SitePath, Entry)>,
    /// What of the target lies where files of the site need a folder, or in a folder that has the name of one.
    pub in_the_way: BTreeSet<SitePath>,
    /// How many files are there as they should be.
    pub unchanged: usize,
    /// The files of which others may keep copies that are no longer right: those that change or go, here or in a publish
    /// before this one that did not end.
    pub purged: Vec<SitePath>,
    /// How many files of earlier publishes stay for pages that are open somewhere.
    pub staying: usize,
    /// The manifest while the plan is carried out: it names what was there and what will be.
    pub announced: Manifest,
    /// The manifest when it has been carried out.
    pub finished: Manifest,
    /// Whether there is something to do, if only to the manifest.
    pub is_needed: bool,
}

/// Returns the files of which it must be seen what lies at their paths: the manifest does not know, or is not believed, or
/// somebody may have changed what is to be replaced.
pub fn questions<'a>(parcels: &'a [Parcel], there: &Manifest, rules: Rules) -> Vec<&'a Parcel> {
    let is_sure =
        |parcel: &Parcel, entry: &Entry| entry.state.is_sure() && (entry.digest == parcel.digest || !rules.digests);
    let is_known = |parcel: &&Parcel| there.files.get(&parcel.path).is_some_and(|entry| is_sure(parcel, entry));
    parcels.iter().filter(|parcel| rules.overwrite || !is_known(parcel)).collect()
}

impl<'a> Plan<'a> {
    /// Returns the plan that makes `parcels` the site at a target whose manifest is `there`. `seen` answers the
    /// [`questions`].
    ///
    /// # Errors
    /// When the plan would do harm: nothing is to be published, too much would go, or files of others would be lost.
    pub fn new(
        parcels: &'a [Parcel],
        there: &Manifest,
        seen: &BTreeMap<SitePath, Seen>,
        rules: Rules,
    ) -> Result<Plan<'a>, Diagnostic> {
        if !rules.overwrite {
            refuse_foreign(there, seen)?;
        }
        let mut plan = Plan {
            announced: there.clone(),
            finished: Manifest { publish: there.publish + 1, ..Manifest::default() },
            ..Plan::default()
        };
        for parcel in parcels {
            plan.bring(parcel, there.files.get(&parcel.path), seen.get(&parcel.path).copied(), rules);
        }
        let wanted: BTreeSet<&SitePath> = parcels.iter().map(|parcel| &parcel.path).collect();
        plan.in_the_way = seen.keys().filter(|path| !wanted.contains(path)).cloned().collect();
        for (path, entry) in there.files.iter().filter(|(path, _)| !wanted.contains(path)) {
            plan.let_go(path, entry, rules.now);
        }
        if !rules.allow_deletes {
            refuse_loss(&plan, there, parcels.is_empty())?;
        }
        plan.is_needed = plan.announced.files != there.files || plan.finished.files != there.files;
        Ok(plan)
    }

    /// Plans for a file of the site, which the manifest may have `known`, and which may have been `seen` at the target.
    fn bring(&mut self, parcel: &'a Parcel, known: Option<&Entry>, seen: Option<Seen>, rules: Rules) {
        let (digest, headers) = (parcel.digest, parcel.headers.clone());
        let live = Entry { digest, before: Vec::new(), headers, state: State::Live };
        let needed = needed(parcel, known, seen, rules);
        let is_new = known.is_none() && seen.is_none();
        if !is_new && (needed.is_some() || known.is_some_and(|known| !known.state.is_sure())) {
            self.purged.push(parcel.path.clone());
        }
        match needed {
            None => self.unchanged += 1,
            Some(state) => {
                let before = known.map(|known| before(known, parcel)).unwrap_or_default();
                self.announced.files.insert(parcel.path.clone(), Entry { before, state, ..live.clone() });
                if is_new { &mut self.new } else { &mut self.changed }.push(parcel);
            }
        }
        self.finished.files.insert(parcel.path.clone(), live);
    }

    /// Plans for a file at the target that the site no longer has.
    fn let_go(&mut self, path: &SitePath, entry: &Entry, now: i64) {
        if !self.in_the_way.contains(path)
            && let Some(state) = stays(path, entry, self.finished.publish, now)
        {
            self.staying += 1;
            self.finished.files.insert(path.clone(), Entry { state, ..entry.clone() });
            return;
        }
        if entry.state != State::Arriving {
            self.announced.files.insert(path.clone(), Entry { state: State::Departing, ..entry.clone() });
        }
        self.purged.push(path.clone());
        self.removed.push((path.clone(), entry.clone()));
    }

    /// Returns the files to write, in the order in which that is to happen: first what pages refer to, last what refers
    /// to pages.
    pub fn writes(&self) -> impl Iterator<Item = Vec<&'a Parcel>> {
        let of_wave = |wave| self.new.iter().chain(&self.changed).filter(move |parcel| Wave::of(&parcel.path) == wave);
        Wave::ALL.map(|wave| of_wave(wave).copied().collect()).into_iter()
    }

    /// Returns how many bytes there are to send.
    pub fn bytes(&self) -> usize {
        self.new.iter().chain(&self.changed).map(|parcel| parcel.length).sum()
    }
}

/// Returns the state that is announced of a file that has to be written; none where it is there with its bytes and headers.
///
/// Its bytes are there where the manifest says so, and was not about to change that; else, and with `overwrite`, where they were
/// seen. Headers cannot be seen: they come with the bytes, but of a file that was about to be relabelled nobody knows its own.
fn needed(parcel: &Parcel, known: Option<&Entry>, seen: Option<Seen>, rules: Rules) -> Option<State> {
    let is_seen = seen == Some(Seen::Same);
    let Some(known) = known else {
        // Somebody else's file with the same bytes is ours from now on, to replace and to remove. It may have other headers.
        let is_adopted = is_seen && !rules.headers;
        return (!is_adopted).then_some(State::Arriving);
    };
    let is_believed = matches!(known.state, State::Live | State::Relabelled) && !rules.overwrite;
    let has_bytes = known.digest == parcel.digest && (is_believed || is_seen);
    let has_headers = known.headers == parcel.headers && known.state != State::Relabelled;
    match known.state {
        _ if has_bytes && has_headers => None,
        State::Live | State::Relabelled if has_bytes => Some(State::Relabelled),
        _ => Some(State::Arriving),
    }
}

/// Returns the digests of the bytes that the file of `parcel` may have until it has its own.
fn before(known: &Entry, parcel: &Parcel) -> Vec<Digest> {
    let digests = known.before.iter().chain([&known.digest]);
    digests.filter(|digest| **digest != parcel.digest).copied().collect()
}

/// Returns the state in which a file that the site no longer has stays at the target; none where it goes.
fn stays(path: &SitePath, entry: &Entry, publish: u64, now: i64) -> Option<State> {
    // Where its bytes are compressed, its name has the fingerprint of others; then its headers tell.
    if entry.headers.cache_control != FOR_EVER && !is_fingerprinted(path.as_str(), &entry.digest) {
        return None;
    }
    match entry.state {
        State::Retired { publish: since, at } => {
            let is_over = publish.saturating_sub(since) >= PUBLISHES && now.saturating_sub(at) >= STAY;
            (!is_over).then_some(entry.state)
        }
        _ => Some(State::Retired { publish, at: now }),
    }
}

fn refuse_foreign(there: &Manifest, seen: &BTreeMap<SitePath, Seen>) -> Result<(), Diagnostic> {
    let is_foreign = |path: &SitePath, seen: &Seen| match (seen, there.files.get(path)) {
        (Seen::Same, _) | (Seen::Untold, Some(_)) => false,
        (Seen::Other(digest), Some(entry)) => !digest.is_some_and(|digest| entry.wrote(&digest)),
        (_, None) => true,
    };
    let foreign = seen.iter().filter(|(path, seen)| is_foreign(path, seen));
    let foreign: Vec<&SitePath> = foreign.map(|(path, _)| path).collect();
    match foreign.is_empty() {
        true => Ok(()),
        false => Err(Diagnostic::error(format!(
            "at the target, what others put there or changed is in the way: {}",
            first_few(foreign.iter(), NAMED)
        ))
        .hint("move it away, or have it replaced with --overwrite; nothing was changed")),
    }
}

fn refuse_loss(plan: &Plan<'_>, there: &Manifest, is_empty: bool) -> Result<(), Diagnostic> {
    // What was only published beside a file is no loss of its own.
    let is_version = |path: &SitePath| {
        let file = SitePath::new(uncompressed(path.as_str()));
        file.is_ok_and(|file| file != *path && there.files.contains_key(&file))
    };
    let counts = |path: &SitePath, entry: &Entry| !matches!(entry.state, State::Retired { .. }) && !is_version(path);
    let live = there.files.iter().filter(|(path, entry)| counts(path, entry)).count();
    let gone = plan.removed.iter().filter(|(path, entry)| counts(path, entry));
    let gone: Vec<&SitePath> = gone.map(|(path, _)| path).collect();
    let message = match is_empty {
        true => format!("the site is empty, and {live} files at the target would go"),
        false if gone.len() > FEW && gone.len() * SHARE > live => {
            format!("{} of {live} files at the target would go: {}", gone.len(), first_few(gone.iter(), NAMED))
        }
        false => return Ok(()),
    };
    Err(Diagnostic::error(message).hint("if that is meant, say --allow-deletes; nothing was changed"))
}
