//! Alignment finds which sentences of two documents answer each other.

use std::ops::Range;

use super::{BlockKind, Document};

/// One document as the aligner sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The text of each sentence.
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

/// Which sentences of two documents answer each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// The beads in order; they cover every sentence of both sides once.
    pub beads: Vec<Bead>,
}

/// Sentences of both sides that answer each other, or sentences of one side that nothing answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// The sentences of the source.
    pub source: Range<usize>,
    /// The sentences of the target.
    pub target: Range<usize>,
    /// How sure it is that these sentences, and no others, answer each other, in 0..1.
    pub confidence: f64,
}

/// Stand-in.
pub fn align(pairs: &[(Side, Side)]) -> Vec<Alignment> {
    pairs
        .iter()
        .map(|(left, right)| {
            let (l, r) = (left.sentences.len(), right.sentences.len());
            let n = l.min(r).max(1);
            let beads = (0..n)
                .map(|i| Bead {
                    source: i * l / n..(i + 1) * l / n,
                    target: i * r / n..(i + 1) * r / n,
                    confidence: 0.6,
                })
                .collect();
            Alignment { beads }
        })
        .collect()
}
