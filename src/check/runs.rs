//! A run is one thing that is wrong again and again: segment after segment of a chapter that is not translated, or each heading
//! of a text whose levels are shifted. One finding says all of it.

use std::collections::HashMap;

use super::finding::{Again, Finding};
use crate::ground::finding::Kind;
use crate::ground::language::Language;

/// So many segments on, a row still goes on: code stands between, or a name, which need no translation.
const NEAR: usize = 3;

/// What the findings of a run have in common: their kind, the languages of their places, and what they say.
type Key = (Kind, Vec<Language>, Option<String>);

/// Returns `findings`, which stand in the order of the text, with those of each run as one, at the place of its first.
pub(super) fn joined(findings: Vec<Finding>) -> Vec<Finding> {
    let mut runs: HashMap<Key, usize> = HashMap::new();
    let mut all: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let Some(key) = key(&finding) else {
            all.push(finding);
            continue;
        };
        let at = runs.entry(key).or_insert(all.len());
        match all.get_mut(*at) {
            Some(run) if !is_row(run.kind) || is_next(run, &finding) => add(run, finding),
            _ => {
                *at = all.len();
                all.push(finding);
            }
        }
    }
    all
}

/// Tells whether a run of this kind is a row of segments, and not what is wrong anywhere in the text.
fn is_row(kind: Kind) -> bool {
    matches!(kind, Kind::Missing | Kind::Untranslated)
}

/// Returns what runs of the kind of `finding` have in common, if there are any.
fn key(finding: &Finding) -> Option<Key> {
    let message = match finding.kind {
        // A row is one, however it is known of each that it is not translated.
        kind if is_row(kind) => None,
        Kind::Heading | Kind::ListMarker => Some(finding.message.clone()),
        _ => return None,
    };
    let languages = finding.spots.iter().map(|spot| spot.language.clone()).collect();
    Some((finding.kind, languages, message))
}

/// Tells whether the segment of `finding` follows the last of `run`.
fn is_next(run: &Finding, finding: &Finding) -> bool {
    let last = run.again.last().map(|again| again.segment).or(run.segment);
    last.zip(finding.segment).is_some_and(|(last, next)| next <= last + NEAR)
}

/// Adds the place of `finding` to `run`.
fn add(run: &mut Finding, finding: Finding) {
    run.weight = run.weight.max(finding.weight);
    let place = finding.segment.zip(finding.spots.into_iter().next());
    run.again.extend(place.map(|(segment, spot)| Again { segment, spot }));
}
