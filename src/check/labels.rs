//! Labels are letters with a number behind them, `GPLv2`, `A4`, `SHA-1`, and versions, `1.7.2.2`. They are the same in every
//! language.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bitext::{Bitext, Pair};
use super::finding::{Draft, Finding};

/// Finds labels that are the same but for their numbers: `GPLv2` and `GPLv3`, `A4` and `A5`. What is of another version
/// throughout is so once.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let mut said = BTreeSet::new();
    let findings = bitext.whole().flat_map(differing);
    findings.filter(|finding| said.insert(finding.message.clone())).collect()
}

/// Finds labels of `pair` that differ.
fn differing(pair: &Pair) -> Vec<Finding> {
    let texts = pair.words();
    let found = texts.map(labels_in);
    let written =
        [0, 1].map(|side: usize| -> BTreeSet<&str> { found[side].iter().map(|at| &texts[side][at.clone()]).collect() });
    let stem = |label: &str| label.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let mut others: BTreeMap<String, &Range<usize>> = BTreeMap::new();
    for at in found[1].iter().filter(|at| !written[0].contains(&texts[1][(*at).clone()])) {
        others.entry(stem(&texts[1][at.clone()])).or_insert(at);
    }
    let mut findings = Vec::new();
    for left in found[0].iter().filter(|at| !written[1].contains(&texts[0][(*at).clone()])) {
        if let Some(right) = others.remove(&stem(&texts[0][left.clone()])) {
            findings.push(Draft::another("number", 1.0, pair, 1, [right.clone(), left.clone()]));
        }
    }
    findings
}

/// Returns where labels stand in `text`.
pub(super) fn labels_in(text: &str) -> Vec<Range<usize>> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut labels: Vec<Range<usize>> = Vec::new();
    // Where capitals stand that a hyphen stands behind.
    let mut joined = None;
    for run in runs(text, |c| c.is_ascii_alphanumeric()) {
        let word = &text[run.clone()];
        let start = joined.filter(|(_, end)| end + 1 == run.start).map_or(run.start, |(start, _)| start);
        let is_named = start < run.start || word.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_named && word.ends_with(|c: char| c.is_ascii_digit()) {
            labels.push(start..run.end);
        }
        let is_name = word.bytes().all(|byte| byte.is_ascii_uppercase()) && text[run.end..].starts_with('-');
        joined = is_name.then_some((run.start, run.end));
    }
    let versions = runs(text, |c| c.is_ascii_digit() || c == '.').filter_map(|run| version(text, run));
    let versions: Vec<Range<usize>> = versions.collect();
    labels.retain(|label| {
        let next = versions.partition_point(|version| version.end <= label.start);
        versions.get(next).is_none_or(|version| label.end <= version.start)
    });
    labels.extend(versions);
    labels.sort_by_key(|label| label.start);
    labels
}

/// A version has at least so many parts.
const PARTS: usize = 3;

/// Returns where a version stands in this run of digits and stops.
fn version(text: &str, run: Range<usize>) -> Option<Range<usize>> {
    let version = text[run.clone()].trim_start_matches('.');
    let start = run.end - version.len();
    let version = version.trim_end_matches('.');
    let parts: Vec<&str> = version.split('.').collect();
    // Behind a letter, or a hyphen that stands behind one, stands no date and no large number: v2.7.14, git-1.7.12.
    let is_glued = || text[..start].trim_end_matches('-').ends_with(char::is_alphabetic);
    let is_date = parts.len() == PARTS && matches!(parts[PARTS - 1].len(), 2 | 4);
    let is_version = parts.len() >= PARTS
        && parts.iter().all(|part| !part.is_empty())
        && (is_glued() || !(is_date || are_groups(&parts)));
    is_version.then(|| start..start + version.len())
}

/// Tells whether these may be the groups of digits of a large number: 1.250.000.
fn are_groups(parts: &[&str]) -> bool {
    !parts[0].starts_with('0') && parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3)
}

/// Returns where the longest runs of characters of a kind stand in `text`.
fn runs(text: &str, is_of_kind: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(&is_of_kind)?;
        at = text[start..].find(|c| !is_of_kind(c)).map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}
