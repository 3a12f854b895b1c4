//! Findings are what `check` says of the texts. Checking is slower than building, so it is done work by work while nobody
//! waits, and only for works that are not what they were.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::check::{self, Finding, Spot};
use crate::ground::finding::Kind;
use crate::ground::lock::Lock;
use crate::pipeline::Built;
use crate::understand::Work;

/// As many findings are listed; of a large project, those of the page come first.
const LISTED: usize = 100;

/// All findings of a project, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Findings {
    all: Vec<Shown>,
}

/// A finding, as the script of preview gets it. All of it is text.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Shown {
    kind: &'static str,
    what: &'static str,
    message: String,
    hint: String,
    spots: Vec<ShownSpot>,
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
        let is_here = |shown: &&Shown| shown.spots.iter().any(|spot| spot.href.split('#').next() == Some(path));
        let (here, elsewhere): (Vec<&Shown>, Vec<&Shown>) = self.all.iter().partition(is_here);
        let shown = here.into_iter().chain(elsewhere).take(LISTED).collect();
        serde_json::to_string(&List { count: self.all.len(), shown }).unwrap_or_default()
    }
}

/// Checks works one by one, and knows those that it has checked.
#[derive(Debug, Default)]
pub(super) struct Checker {
    known: BTreeMap<String, Checked>,
    queue: VecDeque<usize>,
    /// What holds for all works: the lock file and the kinds of finding that are not wanted.
    rules: Option<(Lock, Vec<Kind>)>,
}

#[derive(Debug)]
struct Checked {
    work: Arc<Work>,
    findings: Vec<Finding>,
}

impl Checked {
    fn is_of(&self, work: &Arc<Work>) -> bool {
        // Works that have not changed are shared between builds as a rule.
        Arc::ptr_eq(&self.work, work) || self.work == *work
    }
}

impl Checker {
    /// Has all works of `built` checked that are not known.
    pub(super) fn begin(&mut self, built: &Built) {
        let rules = (built.lock.clone(), built.config.silence.clone());
        if self.rules.as_ref() != Some(&rules) {
            self.known.clear();
            self.rules = Some(rules);
        }
        self.queue = (0..built.library.works.len()).collect();
    }

    /// Looks at one work, and returns all findings when that was the last.
    pub(super) fn step(&mut self, built: &Built, base: &str) -> Option<Findings> {
        let work = built.library.works.get(self.queue.pop_front()?)?;
        if !self.known.get(&work.slug).is_some_and(|checked| checked.is_of(work)) {
            let findings = check::check_work(work, Some(&built.lock), &built.config.silence);
            self.known.insert(work.slug.clone(), Checked { work: work.clone(), findings });
        }
        self.queue.is_empty().then(|| self.all(built, base))
    }

    /// Tells whether there is more to check.
    pub(super) fn is_busy(&self) -> bool {
        !self.queue.is_empty()
    }

    fn all(&mut self, built: &Built, base: &str) -> Findings {
        let works = &built.library.works;
        let slugs: BTreeSet<&str> = works.iter().map(|work| work.slug.as_str()).collect();
        self.known.retain(|slug, _| slugs.contains(slug.as_str()));
        let checked = works.iter().filter_map(|work| Some((work, self.known.get(&work.slug)?)));
        let found = checked.flat_map(|(work, checked)| checked.findings.iter().map(move |finding| (work, finding)));
        let mut found: Vec<(&Arc<Work>, &Finding)> = found.collect();
        found.sort_by(|(_, one), (_, other)| other.weight.total_cmp(&one.weight));
        Findings { all: found.into_iter().map(|(work, finding)| shown(built, base, work, finding)).collect() }
    }
}

fn shown(built: &Built, base: &str, work: &Work, finding: &Finding) -> Shown {
    let spot = |spot: &Spot| {
        let part = |range: Range<usize>| spot.excerpt.get(range).unwrap_or_default().to_owned();
        ShownSpot {
            lang: spot.language.tag().to_owned(),
            dir: spot.language.direction().as_str(),
            place: match spot.place.line_and_column() {
                Some((line, column)) => format!("{}:{line}:{column}", spot.place.path),
                None => spot.place.path.clone(),
            },
            href: format!("{base}{}", built.address(work, &spot.language, finding.segment)),
            before: part(0..spot.marked.start),
            marked: part(spot.marked.clone()),
            after: part(spot.marked.end..spot.excerpt.len()),
        }
    };
    Shown {
        kind: finding.kind.name(),
        what: finding.kind.description(),
        message: finding.message.clone(),
        hint: finding.hint.clone(),
        spots: finding.spots.iter().map(spot).collect(),
    }
}
