//! A model is what a library shows of two languages. It is learned once, from a bounded part of the library, and then
//! aligns each pair by itself.

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::constraints::{Constraints, Region};
use super::knowledge::Knowledge;
use super::learned::Learned;
use super::look::look;
use super::pieces::pieces;
use super::text::Text;
use super::{Alignment, Bead, Side, decode};

/// How sure a bead is that is demanded.
const CERTAIN: f64 = 1.0;

/// What is known of two languages, the source's and the target's.
#[derive(Debug, Serialize, Deserialize)]
pub struct Model {
    learned: Learned,
    /// Whether source and target are swapped within.
    is_mirrored: bool,
}

impl Model {
    /// Learns from pairs of documents in the same two languages, given words of the two that translate each other.
    pub fn learn(pairs: &[(Side, Side)], words: &[[&str; 2]]) -> Model {
        // The sums of the lattice depend a little on which side is the first. So that swapping the sides mirrors the
        // result exactly, the texts decide which it is.
        let differing = pairs.iter().find(|(source, target)| source.sentences != target.sentences);
        let is_mirrored = differing.is_some_and(|(source, target)| source.sentences > target.sentences);
        let pairs_within: Vec<[&Side; 2]> = pairs.iter().map(|(one, other)| within(is_mirrored, one, other)).collect();
        let words_within = words.iter().map(|&[one, other]| within(is_mirrored, one, other));
        let learned = Learned::new(&pairs_within, words_within);
        Model { learned, is_mirrored }
    }

    /// Aligns two documents. What comes out depends on the model and on what is given, on nothing else.
    pub fn align(&self, source: &Side, target: &Side, constraints: &Constraints) -> Alignment {
        let constraints = if self.is_mirrored { constraints.mirrored() } else { constraints.clone() };
        let [source, target] = within(self.is_mirrored, source, target);
        let texts = self.learned.read(source, target);
        let adapted = self.learned.adapted((source, target), &texts);
        let texts = adapted.as_ref().map_or(texts, |adapted| adapted.read(source, target));
        let knowledge = &adapted.as_ref().unwrap_or(&self.learned).knowledge;
        let mut beads = Vec::new();
        for region in constraints.regions((texts.0.len(), texts.1.len())) {
            let aligned = Alignment { beads: align_region(knowledge, &texts, region) };
            // Each region by itself: what is mirrored is put in order, and must not pass a cut.
            beads.extend(if self.is_mirrored { aligned.mirrored() } else { aligned }.beads);
        }
        Alignment { beads }
    }
}

/// Returns what belongs to the source and to the target in the order in which they are looked at.
fn within<T>(is_mirrored: bool, source: T, target: T) -> [T; 2] {
    if is_mirrored { [target, source] } else { [source, target] }
}

fn align_region(knowledge: &Knowledge, (source, target): &(Text, Text), region: Region) -> Vec<Bead> {
    let Region { source: rows, target: columns, is_bead } = region;
    if is_bead {
        return vec![Bead { source: rows, target: columns, confidence: CERTAIN }];
    }
    let (source, target) = (source.slice(rows.clone()), target.slice(columns.clone()));
    let pieces = pieces(&source, &target, &knowledge.lexicon);
    let align = |(sources, targets): (Range<usize>, Range<usize>)| {
        let (source, target) = (source.slice(sources.clone()), target.slice(targets.clone()));
        let likely = look(knowledge, &source, &target);
        let beads = decode::decode(source.len(), target.len(), &likely);
        let start = (rows.start + sources.start, columns.start + targets.start);
        beads.into_iter().map(move |bead| bead.shifted(start)).collect::<Vec<Bead>>()
    };
    let beads: Vec<Vec<Bead>> = pieces.into_par_iter().map(|piece| align((piece.source, piece.target))).collect();
    beads.concat()
}
