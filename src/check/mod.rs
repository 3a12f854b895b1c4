//! Checking finds what is wrong with a translation: what is missing, differs, or is broken on one side.
//!
//! It compares the two sides of each segment, and looks at each text by itself. It needs no dictionary and no model: what
//! is usual it learns from the rest of the text, and where a difference may be one of language it is silent. Each finding
//! has its places in the seeds; [report] says them in the formats of others. Nothing here touches the disk.

mod spot;
mod finding;
mod bitext;
mod lone;
mod words;
mod habit;
mod coverage;
mod untranslated;
mod length;
mod units;
mod numbers;
mod partners;
mod counted;
mod hours;
mod number_words;
mod labels;
mod quantities;
mod months;
mod names;
mod marks;
mod structure;
mod items;
mod broken;
mod typography;
mod stale;
mod runs;
pub mod report;

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use bitext::{Bitext, Text};
use lone::Lone;
use stale::Decided;

pub use coverage::Coverage;
pub use finding::{Again, Finding};
pub use spot::Spot;
pub use stale::confirm;

use crate::ground::finding::Kind;
use crate::ground::lock::Lock;
use crate::understand::{Library, Work};

/// Below this confidence two sides may not be each other's translation, so that what differs tells nothing.
const UNCERTAIN: f64 = 0.3;

/// Returns what is wrong with the works of `library`: by work in their order, the worst first. Findings of the kinds in
/// `silence`, and those that `lock` silences for a segment, are left out.
pub fn check(library: &Library, lock: Option<&Lock>, silence: &[Kind]) -> Vec<Finding> {
    let is_wanted = !silence.contains(&Kind::UntranslatedWork);
    let works = library.works.par_iter();
    let found = works.flat_map_iter(|work| {
        let lacking = coverage::lacking(work, &library.languages).filter(|_| is_wanted);
        lacking.into_iter().chain(check_work(work, lock, silence))
    });
    found.collect()
}

/// Returns what is wrong with the texts that `work` has, as [`check`] does.
pub fn check_work(work: &Work, lock: Option<&Lock>, silence: &[Kind]) -> Vec<Finding> {
    let texts: Vec<Text> = work.documents.iter().map(Text::new).collect();
    let bitexts: Vec<Bitext> = (1..texts.len()).map(|other| Bitext::new(work, &texts, [0, other])).collect();
    let mut findings: Vec<Finding> = bitexts.iter().flat_map(compare).collect();
    for (number, text) in texts.iter().enumerate() {
        let bitext = bitexts.get(number.saturating_sub(1)).map(|bitext| (bitext, usize::from(number > 0)));
        findings.extend(alone(&Lone { work: &work.slug, text, bitext }));
    }
    let decided = lock.map(|lock| Decided::of(work, lock));
    let silenced = decided.as_ref().map(Decided::silenced).unwrap_or_default();
    findings.extend(decided.iter().flat_map(|decided| decided.changed(&texts)));
    findings.retain(|finding| {
        let is_silenced = |segment: usize| silenced.contains(&(segment, finding.kind));
        !silence.contains(&finding.kind) && !finding.segment.is_some_and(is_silenced)
    });
    in_order(findings)
}

/// Finds what differs between the two sides.
fn compare(bitext: &Bitext) -> Vec<Finding> {
    let checks = [
        coverage::missing,
        untranslated::check,
        length::check,
        quantities::check,
        labels::check,
        months::check,
        names::check,
        marks::lost,
        structure::check,
        items::check,
        broken::check,
    ];
    let mut findings: Vec<Finding> = checks.iter().flat_map(|check| check(bitext)).collect();
    let confidence = |finding: &Finding| finding.segment.map_or(1.0, |segment| bitext.confidence(segment));
    // What is said about two sides that may not belong together is noise; that a side is missing is said all the same.
    findings.retain(|finding| finding.kind == Kind::Missing || confidence(finding) >= UNCERTAIN);
    let untranslated: BTreeSet<Option<usize>> =
        findings.iter().filter(|finding| finding.kind == Kind::Untranslated).map(|finding| finding.segment).collect();
    // Once a segment is to be translated anew, whatever else differs in it is of no use.
    findings.retain(|finding| finding.kind == Kind::Untranslated || !untranslated.contains(&finding.segment));
    findings
}

/// Finds what is wrong with a text by itself.
fn alone(lone: &Lone) -> Vec<Finding> {
    let checks = [marks::unclosed, typography::doubled, typography::repeated, typography::spacing, typography::residue];
    checks.iter().flat_map(|check| check(lone)).collect()
}

/// Returns the findings with the worst first, equal ones in the order of the text.
fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|one, other| (one.place(), one.kind).cmp(&(other.place(), other.kind)));
    let mut findings = runs::joined(same_as_one(findings));
    // Hundredths of a weight tell nothing: what is as grave is read in the order of the text.
    let weight = |finding: &Finding| (finding.weight * 10.0).round();
    findings.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    findings
}

/// Returns the findings with those that say the same of one place as one, with all of its counterparts: with three languages,
/// what is wrong with the first is found beside each of the others.
fn same_as_one(findings: Vec<Finding>) -> Vec<Finding> {
    let mut said: HashMap<_, usize> = HashMap::new();
    let mut all: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let place = finding.place().map(|(path, span)| (path.to_owned(), span));
        let at = *said.entry((finding.kind, finding.message.clone(), place)).or_insert(all.len());
        match all.get_mut(at) {
            Some(known) => known.join(finding),
            None => all.push(finding),
        }
    }
    all
}

#[cfg(test)]
mod tests;
