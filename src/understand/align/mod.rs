//! An alignment says which sentences of two documents answer each other. It is found from the texts alone: no
//! dictionary, no model, no knowledge of the languages is needed, though a word list is used where a person gives one.
//!
//! Every way to cut two texts into beads has a probability: how usual its steps are, times how much likelier the
//! sentences of each bead are together than alone, by their lengths, their words, and the signs at their edges. The
//! words are first only those that are written alike; then a lexicon is learned from the beads that are sure, and all
//! is done again. What is uncertain stays uncertain: a bead's confidence is its probability given both texts.
//!
//! ```text
//! lists, maximum       how much of one kind is kept
//! words, marks, text   what is read of a sentence
//! cognates, listed     which words answer each other beforehand
//! candidates           which may, since they come together
//! lexicon              and which do, by what the texts show
//! lengths, structure   what else sentences have in common
//! steps                how paths go on, whatever the sentences say
//! knowledge            the four together
//! extract, evidence    what of it concerns one pair, and how its beads score
//! alike                which sentences need not be scored again
//! sketch, band         where in the lattice to look
//! lattice, decode      all paths, and the best
//! anchors, pieces      where long texts are cut
//! sample               which pairs of a library are learned from
//! learning             the rounds
//! language, learned    what they come to; once more for a text that has much to add
//! model                all of it, from one side or the other
//! constraints          what people demand
//! ```

mod shape;
mod lists;
mod maximum;
mod words;
mod marks;
mod text;
mod cognates;
mod listed;
mod candidates;
mod lexicon;
mod lengths;
mod structure;
mod steps;
mod knowledge;
mod extract;
mod alike;
mod evidence;
mod band;
mod sketch;
mod lattice;
mod decode;
mod look;
mod anchors;
mod pieces;
mod learning;
mod language;
mod learned;
mod constraints;
mod sample;
mod model;

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::constraints::Constraints;
pub use self::model::Model;
pub use self::sample::{Content, sample};
use super::{BlockKind, Document};
use crate::ground::language::Language;

/// One document as the aligner sees it.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Side {
    /// The language, where it is known; it tells the names of months.
    pub language: Option<Language>,
    /// The text of each sentence, without markup.
    pub sentences: Vec<String>,
    /// The number of the block of each sentence; empty where blocks are unknown.
    pub blocks: Vec<usize>,
    /// The kind of the block of each sentence; empty where unknown.
    pub kinds: Vec<BlockKind>,
}

impl From<&Document> for Side {
    fn from(document: &Document) -> Side {
        let mut side = Side { language: Some(document.language.clone()), ..Side::default() };
        for (number, block) in document.blocks.iter().enumerate() {
            for sentence in &block.sentences {
                side.sentences.push(sentence.text().to_owned());
                side.blocks.push(number);
                side.kinds.push(block.kind);
            }
        }
        side
    }
}

impl Side {
    /// Returns how many sentences there are.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Tells whether there are no sentences.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// Returns the side whose sentences are the lines of `text`; blank lines are kept out.
    pub fn of_lines(text: &str) -> Side {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Side { sentences: lines.map(str::to_owned).collect(), ..Side::default() }
    }
}

/// Below this confidence a bead is more likely wrong than right.
pub const UNCERTAIN: f64 = 0.5;

/// Which sentences of two documents answer each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    /// The beads in order; they cover every sentence of both sides once.
    pub beads: Vec<Bead>,
}

/// Sentences of both sides that answer each other, or a sentence of one side that nothing answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bead {
    /// The sentences of the source.
    pub source: Range<usize>,
    /// The sentences of the target.
    pub target: Range<usize>,
    /// How sure it is that these sentences, and no others, answer each other, in 0..1.
    pub confidence: f64,
}

/// Aligns pairs of documents, all in the same two languages: what one pair shows of their words helps the others.
pub fn align(pairs: &[(Side, Side)]) -> Vec<Alignment> {
    let contents: Vec<Content> = pairs.iter().map(|(source, target)| Content::of(source, target)).collect();
    let lessons: Vec<(Side, Side)> = sample(&contents).into_iter().map(|pair| pairs[pair].clone()).collect();
    let model = Model::learn(&lessons, &[]);
    pairs.par_iter().map(|(source, target)| model.align(source, target, &Constraints::default())).collect()
}

impl Bead {
    /// Returns the bead so many sentences further on.
    fn shifted(self, (i, j): (usize, usize)) -> Bead {
        let Bead { source, target, confidence } = self;
        Bead { source: source.start + i..source.end + i, target: target.start + j..target.end + j, confidence }
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
