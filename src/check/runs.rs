//! A run is one thing that is wrong again and again: segment after segment of a chapter that is not translated, or each heading
//! of a text whose levels are shifted. One finding says all of it.

use std::collections::HashMap;

use super::finding::{Again, Finding};
use crate::ground::finding::Kind;

/// Returns `findings`, which stand in the order of the text, with those of each run as one, at the place of its first.
pub(super) fn joined(findings: Vec<Finding>) -> Vec<Finding> {
    let mut runs: HashMap<_, usize> = HashMap::new();
    let mut all: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let message = match finding.kind {
            // A row is one, however it is known of each that it is not translated.
            Kind::Missing | Kind::Untranslated => None,
            Kind::Heading | Kind::ListMarker => Some(finding.message.clone()),
            _ => {
                all.push(finding);
                continue;
            }
        };
        let path = finding.place().map(|(path, _)| path.to_owned());
        let is_row = message.is_none();
        let at = runs.entry((finding.kind, path, message)).or_insert(all.len());
        match all.get_mut(*at) {
            Some(run) if !is_row || is_next(run, &finding) => add(run, finding),
            _ => {
                *at = all.len();
                all.push(finding);
            }
        }
    }
    all
}

/// So many segments on, a row still goes on: code stands between, or a name, which need no translation.
const NEAR: usize = 3;

/// Tells whether the segment of `finding` follows the last of `run`.
fn is_next(run: &Finding, finding: &Finding) -> bool {
    let last = run.again.last().map(|again| again.segment).or(run.segment);
    last.zip(finding.segment).is_some_and(|(last, next)| next <= last + NEAR)
}

fn add(run: &mut Finding, finding: Finding) {
    run.weight = run.weight.max(finding.weight);
    let place = finding.segment.zip(finding.spots.into_iter().next());
    run.again.extend(place.map(|(segment, spot)| Again { segment, spot }));
}
