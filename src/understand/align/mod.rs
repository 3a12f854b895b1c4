//! An alignment says which sentences of two documents answer each other. It is found from the texts alone: no
//! dictionary, no model, no knowledge of the languages.
//!
//! Every way to cut two texts into beads has a probability: how usual its steps are, times how much likelier the
//! sentences of each bead are together than alone, by their lengths, their words, and the signs at their edges. The
//! words are first only those that are written alike; then a lexicon is learned from the beads that are sure, and all
//! is done again. What is uncertain stays uncertain: a bead's confidence is its probability given both texts.
//!
//! ```text
//! words, marks, text   what is read of a sentence
//! cognates, lexicon    which words answer each other
//! lengths, structure   what else sentences have in common
//! evidence             the three together, for one bead
//! anchors, band        where to look
//! lattice, decode      all paths, and the best
//! learning             the rounds
//! ```

mod text;
mod words;
mod marks;
mod cognates;
mod lexicon;
mod lengths;
mod structure;
mod evidence;
mod anchors;
mod band;
mod lattice;
mod decode;
mod learning;
pub mod format;

use std::ops::Range;

use super::{BlockKind, Document};

/// One document as the aligner sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The text of each sentence, without markup.
    pub sentences: Vec<String>,
    /// The number of the block of each sentence; empty where blocks are unknown.
    pub blocks: Vec<usize>,
    /// The kind of the block of each sentence; empty where unknown.
    pub kinds: Vec<BlockKind>,
}

impl From<&Document> for Side {
    fn from(document: &Document) -> Side {
        let mut side = Side::default();
        for (number, block) in document.blocks.iter().enumerate() {
            for sentence in &block.sentences {
                side.sentences.push(sentence.text.clone());
                side.blocks.push(number);
                side.kinds.push(block.kind);
            }
        }
        side
    }
}

impl Side {
    /// Returns the side whose sentences are the lines of `text`; blank lines are kept out.
    pub fn of_lines(text: &str) -> Side {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Side { sentences: lines.map(str::to_owned).collect(), ..Side::default() }
    }
}

/// Which sentences of two documents answer each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// The beads in order; they cover every sentence of both sides once.
    pub beads: Vec<Bead>,
}

/// Sentences of both sides that answer each other, or a sentence of one side that nothing answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// The sentences of the source.
    pub source: Range<usize>,
    /// The sentences of the target.
    pub target: Range<usize>,
    /// How sure it is that these sentences, and no others, answer each other, in 0..1.
    pub confidence: f64,
}

/// What is known beforehand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// For each pair what its alignment must observe. May be shorter than the pairs.
    pub constraints: Vec<Constraints>,
}

/// What an alignment must observe. What contradicts itself or the order of the texts is left aside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// Sentences, source and target, that must be in one bead.
    pub pins: Vec<(usize, usize)>,
    /// Places, before these sentences of source and target, that no bead may reach across.
    pub cuts: Vec<(usize, usize)>,
}

/// Aligns pairs of documents, all in the same two languages: what one pair shows of their words helps the others.
pub fn align(pairs: &[(Side, Side)]) -> Vec<Alignment> {
    align_with(pairs, &Hints::default())
}

/// Aligns pairs of documents as [`align`] does, given what is known beforehand.
pub fn align_with(pairs: &[(Side, Side)], hints: &Hints) -> Vec<Alignment> {
    // The sums of the lattice depend a little on which side is the first. So that swapping the sides mirrors the
    // result exactly, the texts decide which it is.
    let differing = pairs.iter().find(|(source, target)| source.sentences != target.sentences);
    if differing.is_none_or(|(source, target)| source.sentences < target.sentences) {
        return learning::align(pairs, hints);
    }
    let pairs: Vec<(Side, Side)> = pairs.iter().map(|(source, target)| (target.clone(), source.clone())).collect();
    learning::align(&pairs, &hints.mirrored()).into_iter().map(Alignment::mirrored).collect()
}

impl Hints {
    fn mirrored(&self) -> Hints {
        let mirror = |pairs: &[(usize, usize)]| pairs.iter().map(|&(source, target)| (target, source)).collect();
        let constraints =
            self.constraints.iter().map(|one| Constraints { pins: mirror(&one.pins), cuts: mirror(&one.cuts) });
        Hints { constraints: constraints.collect() }
    }
}

impl Alignment {
    fn mirrored(mut self) -> Alignment {
        for bead in &mut self.beads {
            std::mem::swap(&mut bead.source, &mut bead.target);
        }
        // Where both sides have sentences that nothing answers, those of the source come first.
        let matched = |bead: &Bead| !bead.source.is_empty() && !bead.target.is_empty();
        for gap in self.beads.chunk_by_mut(|one, other| !matched(one) && !matched(other)) {
            gap.sort_by_key(|bead| bead.source.is_empty());
            let start = gap.iter().map(|bead| bead.source.start).min().unwrap_or(0);
            let end = gap.iter().map(|bead| bead.source.end).max().unwrap_or(0);
            let first = gap.iter().map(|bead| bead.target.start).min().unwrap_or(0);
            for bead in gap {
                match (bead.source.is_empty(), bead.target.is_empty()) {
                    (true, false) => bead.source = end.max(start)..end.max(start),
                    (false, true) => bead.target = first..first,
                    _ => {}
                }
            }
        }
        self
    }
}
