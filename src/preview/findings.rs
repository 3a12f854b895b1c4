//! Findings are what `check` says of the texts. Checking is slower than building, so it is done work by work while nobody
//! waits, and only for works that are not what they were.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use serde::Serialize;

use crate::check::{self, Finding, Spot};
use crate::ground::config::Pages;
use crate::ground::finding::Kind;
use crate::ground::lock::Lock;
use crate::pipeline::Made;
use crate::understand::Work;

/// As many findings are listed; of a large project, those of the page come first, then the worst.
const LISTED: usize = 100;
/// While a large project is checked for the first time, what there is so far is shown after as many works.
const TOGETHER: usize = 100;

/// All findings of a project, ready to be shown: those of each work that has any, in the order of the works.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    works: Vec<Arc<[Shown]>>,
}

/// A finding, as the script of preview gets it. All of it is text.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Shown {
    what: &'static str,
    message: String,
    hint: String,
    spots: Vec<ShownSpot>,
    #[serde(skip)]
    weight: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct ShownSpot {
    lang: String,
    dir: &'static str,
    /// File, line and column.
    place: String,
    /// The address of the segment in the preview.
    href: String,
    before: String,
    marked: String,
    after: String,
}

/// What a tab lists of the findings.
#[derive(Serialize)]
struct List<'a> {
    count: usize,
    shown: Vec<&'a Shown>,
}

impl Findings {
    /// Returns the findings as JSON, with those of the page at `path` first.
    pub(super) fn json(&self, path: &str) -> String {
        let leads_here = |spot: &ShownSpot| spot.href.split('#').next() == Some(path);
        let is_here = |work: &&Arc<[Shown]>| work.iter().flat_map(|shown| &shown.spots).any(leads_here);
        let (here, elsewhere): (Vec<_>, Vec<_>) = self.works.iter().partition(is_here);
        let shown = worst_first(here).into_iter().chain(worst_first(elsewhere)).take(LISTED).collect();
        let count = self.works.iter().map(|work| work.len()).sum();
        serde_json::to_string(&List { count, shown }).unwrap_or_default()
    }

    /// Tells whether these are the same findings as `others`, of the same checks.
    pub(super) fn is_same(&self, others: &Findings) -> bool {
        let same = |(one, other): (&Arc<_>, &Arc<_>)| Arc::ptr_eq(one, other);
        self.works.len() == others.works.len() && self.works.iter().zip(&others.works).all(same)
    }
}

/// Returns the findings of `works`, the worst first.
fn worst_first(works: Vec<&Arc<[Shown]>>) -> Vec<&Shown> {
    let mut shown: Vec<&Shown> = works.into_iter().flat_map(|work| work.iter()).collect();
    shown.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    shown
}

/// Checks works one by one, and knows those that it has checked.
#[derive(Debug, Default)]
pub(super) struct Checker {
    known: BTreeMap<String, Checked>,
    /// Works that are to be checked, and whether one of the same slug is known.
    queue: VecDeque<(usize, bool)>,
    /// What holds for all works: the lock file, the kinds of finding that are not wanted, and where works are shown.
    rules: Option<Rules>,
}

#[derive(Debug, PartialEq)]
struct Rules {
    lock: Lock,
    silence: Vec<Kind>,
    /// What the addresses of works depend on besides the works themselves.
    pages: Pages,
    is_alone: bool,
    base: String,
}

#[derive(Debug)]
struct Checked {
    work: Arc<Work>,
    shown: Arc<[Shown]>,
}

impl Checked {
    fn is_of(&self, work: &Arc<Work>) -> bool {
        // Works that have not changed are shared between builds as a rule.
        Arc::ptr_eq(&self.work, work) || self.work == *work
    }
}

impl Checker {
    /// Has those works of `made` checked that are not known: first those that have changed, which somebody is writing.
    /// The site lies under `base`.
    pub(super) fn begin(&mut self, made: &Made, base: &str) {
        let works = &made.library.works;
        let (lock, silence) = (made.stated.lock.clone(), made.stated.config.silence.clone());
        let rules =
            Rules { lock, silence, pages: made.stated.config.pages, is_alone: works.len() == 1, base: base.to_owned() };
        if self.rules.as_ref() != Some(&rules) {
            self.known.clear();
            self.rules = Some(rules);
        }
        let slugs: BTreeSet<&str> = works.iter().map(|work| work.slug.as_str()).collect();
        self.known.retain(|slug, _| slugs.contains(slug.as_str()));
        self.queue.clear();
        for (at, work) in works.iter().enumerate() {
            match self.known.get(&work.slug) {
                Some(checked) if checked.is_of(work) => {}
                Some(_) => self.queue.push_front((at, true)),
                None => self.queue.push_back((at, false)),
            }
        }
    }

    /// Checks one work, and returns all findings so far where it is time to show them.
    pub(super) fn step(&mut self, made: &Made, base: &str) -> Option<Findings> {
        let (at, is_known) = self.queue.pop_front()?;
        let work = made.library.works.get(at)?;
        let findings = check::check_work(work, Some(&made.stated.lock), &made.stated.config.silence);
        let shown = findings.iter().map(|finding| shown(made, base, work, finding)).collect();
        self.known.insert(work.slug.clone(), Checked { work: work.clone(), shown });
        let is_time = is_known || self.queue.len().is_multiple_of(TOGETHER);
        is_time.then(|| self.findings(made))
    }

    /// Tells whether there is more to check.
    pub(super) fn is_busy(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Returns all findings so far.
    pub(super) fn findings(&self, made: &Made) -> Findings {
        let checked = made.library.works.iter().filter_map(|work| self.known.get(&work.slug));
        Findings { works: checked.map(|checked| checked.shown.clone()).filter(|shown| !shown.is_empty()).collect() }
    }
}

fn shown(made: &Made, base: &str, work: &Work, finding: &Finding) -> Shown {
    let spot = |spot: &Spot| {
        let [before, marked, after] = spot.parts().map(str::to_owned);
        ShownSpot {
            lang: spot.language.tag().to_owned(),
            dir: spot.language.direction().as_str(),
            place: spot.to_string(),
            href: format!("{base}{}", made.address(work, &spot.language, finding.segment)),
            before,
            marked,
            after,
        }
    };
    Shown {
        what: finding.kind.description(),
        message: finding.told(),
        hint: finding.hint.clone(),
        spots: finding.spots.iter().map(spot).collect(),
        weight: finding.weight,
    }
}
