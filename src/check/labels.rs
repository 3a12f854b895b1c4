//! Labels are letters with a number behind them: `GPLv2`, `A4`. They are the same in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bitext::{Bitext, Pair};
use super::finding::{Draft, Finding};

/// Finds labels that are the same but for their numbers: `GPLv2` and `GPLv3`, `A4` and `A5`.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let whole = bitext.pairs.iter().filter(|pair| pair.is_whole());
    whole.flat_map(|pair| differing(bitext, pair)).collect()
}

/// Finds labels of `pair` that differ.
fn differing(bitext: &Bitext, pair: &Pair) -> Vec<Finding> {
    let found = [0, 1].map(|side: usize| labels_in(&pair.sides[side].words));
    let texts = [0, 1].map(|side: usize| pair.sides[side].words.as_str());
    let written =
        [0, 1].map(|side: usize| -> BTreeSet<&str> { found[side].iter().map(|at| &texts[side][at.clone()]).collect() });
    let stem = |label: &str| label.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let mut others: BTreeMap<String, &Range<usize>> = BTreeMap::new();
    for at in found[1].iter().filter(|at| !written[0].contains(&texts[1][(*at).clone()])) {
        others.entry(stem(&texts[1][at.clone()])).or_insert(at);
    }
    let mut findings = Vec::new();
    for left in found[0].iter().filter(|at| !written[1].contains(&texts[0][(*at).clone()])) {
        if let Some(right) = others.get(&stem(&texts[0][left.clone()])).copied() {
            let at = [right.clone(), left.clone()];
            findings.push(Draft::another("number", pair, 1, &at).within(&bitext.work.slug, pair, 1, at.map(Some)));
        }
    }
    findings
}

/// Returns where letters with digits behind them stand in `text`.
fn labels_in(text: &str) -> Vec<Range<usize>> {
    let mut labels = Vec::new();
    let mut at = 0;
    for run in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        if run.starts_with(|c: char| c.is_ascii_alphabetic()) && run.ends_with(|c: char| c.is_ascii_digit()) {
            labels.push(at..at + run.len());
        }
        at += run.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    labels
}
