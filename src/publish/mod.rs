//! Publishing brings a site to where its readers are: it compares, says what it will do, and does it in an order in which
//! no reader ever meets a page that refers to what is not there.
//!
//! What is promised of every target:
//! - Only what changed is sent, and nothing where nothing changed. What changed is known from a manifest at the target.
//! - Assets go before pages, pages before feeds and the sitemap; what is no longer needed goes last, and only when all
//!   else has succeeded. A publish that stops anywhere leaves whole pages, and the next one completes it.
//! - What diglot did not publish is never deleted, and replaced only where that was asked for. So is what somebody has changed,
//!   at targets that tell digests.
//! - No secret is stored or printed.

pub mod plan;
pub mod parcel;
pub mod manifest;
mod compress;
mod store;
pub mod shelf;
mod target;
mod command;
mod folder;
mod git;
mod client;
mod bucket;
mod http;
mod rsync;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use self::bucket::Bucket;
use self::command::without_secrets;
use self::folder::Folder;
use self::git::{Git, History};
use self::manifest::{Entry, Manifest};
use self::parcel::Parcel;
use self::plan::{Plan, Rules, questions};
use self::rsync::Rsync;
use self::target::{Go, Target};
use crate::ground::config::BaseUrl;
use crate::ground::destination::{Destination, Place};
use crate::ground::diagnostic::{Diagnostic, Failure};
use crate::ground::path::SitePath;
use crate::ground::site::Resource;

/// How often a plan is made again because others publish to the same place, before that is called a failure.
const ATTEMPTS: usize = 8;

/// What to publish where.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The folder of the project.
    pub project: &'a Path,
    /// The folder of the texts.
    pub seeds: &'a Path,
    /// The place.
    pub destination: &'a Destination,
    /// Whether much of what is there may be removed.
    pub allow_deletes: bool,
    /// Whether files and commits that diglot did not make, or that somebody has changed, may be replaced.
    pub overwrite: bool,
    /// Whether the history of a branch is replaced by one commit.
    pub orphan: bool,
    /// Whether it ends with the plan.
    pub dry_run: bool,
    /// The address that the site will have.
    pub base_url: Option<&'a BaseUrl>,
    /// The moment, in seconds since 1970.
    pub now: i64,
}

/// What stopped a publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The plan would have done harm. Nothing was changed.
    Refused(Diagnostic),
    /// The machine, or the host, failed.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failed(failure)
    }
}

/// What a publish did.
pub struct Published<'a> {
    /// Files of earlier publishes that somebody else has changed since: they are left alone.
    pub edited: Vec<SitePath>,
    /// The files that were written.
    pub written: Vec<&'a Parcel>,
    target: Box<dyn Target>,
}

impl Published<'_> {
    /// Reads back what was written, over HTTP where the site's address is known.
    ///
    /// # Errors
    /// When a file is not at the target as it was sent, or is not served so, also after a while.
    pub fn verify(&mut self, base_url: Option<&BaseUrl>) -> Result<(), Failure> {
        let is_served = |parcel: &&&Parcel| base_url.is_some() && http::is_served(parcel);
        let (served, kept) = self.written.iter().partition::<Vec<&Parcel>, _>(is_served);
        let wrong = if kept.is_empty() { None } else { self.target.find_wrong(&kept)? };
        if let Some(path) = wrong {
            let failure = Failure::new(format!("{path} is not at the target as it was sent"));
            return Err(failure.hint("publish again with --overwrite, which looks at every file there"));
        }
        base_url.map_or(Ok(()), |base_url| http::verify(&served, base_url, http::LAG))
    }
}

/// Returns the place as a person knows it, without the names and passwords that an address may hold.
pub fn shown(place: &Place) -> String {
    match place {
        Place::Folder { path } => path.clone(),
        Place::Git { remote, branch, .. } => format!("the branch {branch} of {}", without_secrets(remote)),
        Place::Bucket(bucket) => bucket.to_string(),
        Place::Rsync { destination } => without_secrets(destination),
    }
}

/// Returns the files that `destination` wants besides those of the site.
pub fn extras(destination: &Destination) -> Vec<(SitePath, Resource)> {
    let Place::Git { cname, .. } = &destination.place else { return Vec::new() };
    // Without it, GitHub would run the files through a generator of its own.
    let mut extras = vec![Resource::at(".nojekyll", "")];
    extras.extend(cname.clone().map(|domain| Resource::at("CNAME", domain)));
    extras
}

/// Publishes a site, given as its `parcels`, and shows each plan before it is carried out. A plan is made again where others
/// were quicker.
///
/// # Errors
/// When the plan would do harm, and when the machine or the host fails. Nothing is deleted before all is written, but
/// what is in the way of that.
pub fn publish<'a>(
    parcels: &'a [Parcel],
    order: &Order<'_>,
    show: &mut dyn FnMut(&Plan<'_>),
) -> Result<Published<'a>, Stop> {
    let mut target = open(order)?;
    for _ in 0..ATTEMPTS {
        let Some(plan) = make_plan(parcels, target.as_mut(), order)? else { continue };
        show(&plan);
        if order.dry_run || !plan.is_needed {
            return Ok(Published { edited: Vec::new(), written: Vec::new(), target });
        }
        if let Some(edited) = carry_out(&plan, target.as_mut())? {
            return Ok(Published { edited, written: plan.writes().flatten().collect(), target });
        }
    }
    let failure = Failure::new("others publish to the same place all the time");
    Err(failure.hint("publish again when they have ended").into())
}

fn open(order: &Order<'_>) -> Result<Box<dyn Target>, Failure> {
    let (project, seeds) = (order.project, order.seeds);
    let inputs = [seeds, Path::new("templates"), Path::new("assets")];
    Ok(match &order.destination.place {
        Place::Folder { path } => Box::new(Folder::open(path, project, &inputs)?),
        Place::Git { remote, branch, .. } => {
            let history = match (order.orphan, order.overwrite) {
                (false, _) => History::Kept,
                (true, false) => History::OursReplaced,
                (true, true) => History::Replaced,
            };
            Box::new(Git::open(project, seeds, remote, branch, history)?)
        }
        Place::Bucket(bucket) => Box::new(Bucket::open(bucket, order.base_url)?),
        Place::Rsync { destination } => Box::new(Rsync::open(destination, project, &inputs)?),
    })
}

/// Returns the plan. Returns nothing where it would do harm because somebody else has begun to publish meanwhile: what
/// looks foreign then is theirs.
fn make_plan<'a>(parcels: &'a [Parcel], target: &mut dyn Target, order: &Order<'_>) -> Result<Option<Plan<'a>>, Stop> {
    let read = target.manifest()?;
    let there = Manifest::parse(read.as_deref())?;
    let rules = Rules {
        allow_deletes: order.allow_deletes,
        overwrite: order.overwrite,
        headers: target.keeps_headers(),
        digests: target.tells_digests(),
        now: order.now,
    };
    let questions = questions(parcels, &there, rules);
    let seen = if questions.is_empty() { BTreeMap::new() } else { target.look(&questions)? };
    match Plan::new(parcels, &there, &seen, rules) {
        Ok(plan) => Ok(Some(plan)),
        Err(_) if target.manifest()? != read => Ok(None),
        Err(refusal) => Err(Stop::Refused(refusal)),
    }
}

/// Carries out `plan`, and returns the files that were left alone. Returns nothing where somebody else was quicker.
///
/// Removing comes last: it is not reached when anything before has failed. Only what lies in the way goes first.
fn carry_out(plan: &Plan<'_>, target: &mut dyn Target) -> Result<Option<Vec<SitePath>>, Failure> {
    if target.begin(&plan.announced.to_bytes())? == Go::Again {
        return Ok(None);
    }
    let is_in_the_way = |(path, _): &(SitePath, Entry)| plan.in_the_way.contains(path);
    let (first, last): (Vec<_>, Vec<_>) = plan.removed.iter().cloned().partition(is_in_the_way);
    let mut edited = if first.is_empty() { Vec::new() } else { target.remove(&first)? };
    for parcels in plan.writes().filter(|parcels| !parcels.is_empty()) {
        target.write(&parcels)?;
    }
    target.purge(&plan.purged)?;
    if !last.is_empty() {
        edited.extend(target.remove(&last)?);
    }
    match target.finish(&plan.finished.to_bytes())? {
        Go::On => Ok(Some(edited)),
        Go::Again => Ok(None),
    }
}
