//! A bitext is a text beside its translation. Here the documents of each work are laid beside each other.

use std::collections::BTreeMap;

use super::align::{self, Alignment, Side};
use super::{Segment, Work, corrections, paragraphs, segments};
use crate::ground::config::{Config, Paragraphs};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::language::Language;
use crate::ground::lock::Lock;

/// Aligns the sentences of every work, and breaks walls of text where all its documents can be broken.
///
/// Each document is aligned with the first of its work. All pairs of the same two languages are aligned together, since
/// what one of them shows of their words helps the others. What the lock file says of beads wins; where it does not fit
/// the texts, that is reported.
pub(super) fn align(works: &mut [Work], config: &Config, lock: Option<&Lock>) -> Vec<Diagnostic> {
    if !config.align {
        works.iter_mut().for_each(|work| break_walls(work, config.paragraphs));
        return Vec::new();
    }
    let mut alignments = align_all(works);
    let mut diagnostics = Vec::new();
    if let Some(lock) = lock {
        for (work, alignments) in works.iter().zip(&mut alignments) {
            diagnostics.extend(corrections::correct(work, alignments, lock));
        }
        diagnostics.extend(corrections::homeless(works, lock));
    }
    for (work, alignments) in works.iter_mut().zip(alignments) {
        work.segments = segments::segments(&alignments);
        break_walls(work, config.paragraphs);
    }
    diagnostics
}

/// Returns for each work the alignments of its first document with each of the others.
fn align_all(works: &[Work]) -> Vec<Vec<Alignment>> {
    let mut pairs: BTreeMap<(Language, Language), Vec<(usize, usize)>> = BTreeMap::new();
    for (number, work) in works.iter().enumerate() {
        for (other, document) in work.documents.iter().enumerate().skip(1) {
            let languages = (work.documents[0].language.clone(), document.language.clone());
            pairs.entry(languages).or_default().push((number, other));
        }
    }
    let mut alignments: Vec<Vec<Alignment>> = works.iter().map(|_| Vec::new()).collect();
    for members in pairs.values() {
        let side = |&(number, other): &(usize, usize)| {
            let documents = &works[number].documents;
            (Side::from(&documents[0]), Side::from(&documents[other]))
        };
        let sides: Vec<(Side, Side)> = members.iter().map(side).collect();
        for (&(number, other), alignment) in members.iter().zip(align::align(&sides)) {
            let aligned = &mut alignments[number];
            aligned.resize_with(aligned.len().max(other), Alignment::default);
            aligned[other - 1] = alignment;
        }
    }
    alignments
}

/// Breaks walls of text where `paragraphs` and the work want it: between segments, and between sentences in documents that
/// are not aligned.
fn break_walls(work: &mut Work, paragraphs: Paragraphs) {
    if work.facts.paragraphs.unwrap_or(paragraphs) != Paragraphs::Auto {
        return;
    }
    match work.documents.as_mut_slice() {
        documents if work.segments.is_empty() => documents.iter_mut().for_each(paragraphs::reflow_single),
        documents => {
            let starts = |segment: &Segment| segment.sentences.iter().map(|range| range.start).collect();
            paragraphs::reflow(documents, &work.segments.iter().map(starts).collect::<Vec<_>>());
        }
    }
}
