//! Stretches of a long text in which nothing was found are folded.

use crate::check::Finding;
use crate::understand::Work;

/// As many segments around a finding are shown, so that one sees what goes before.
const AROUND: usize = 1;

/// A bitext with up to so many segments is shown whole.
const WHOLE: usize = 60;

/// Of a bitext with more segments than this, folded stretches are counted and left out: the page would be too heavy to
/// open, and the texts themselves are at hand.
const MOST: usize = 5_000;

/// How the row of a segment is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    Open,
    Folded,
    LeftOut,
}

/// Returns how the row of each segment of `work` is shown.
pub(super) fn folds(work: &Work, findings: &[&Finding]) -> Vec<Fold> {
    let elsewhere = match work.segments.len() {
        few if few <= WHOLE => Fold::Open,
        many if many <= MOST => Fold::Folded,
        _ => Fold::LeftOut,
    };
    let mut folds = vec![elsewhere; work.segments.len()];
    for segment in findings.iter().filter_map(|finding| finding.segment) {
        let end = (segment + AROUND + 1).min(folds.len());
        folds[segment.saturating_sub(AROUND)..end].fill(Fold::Open);
    }
    folds
}
