//! Learning goes in rounds: the texts are looked at with what is known, what has become likely is learned, and they are
//! looked at again.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::knowledge::{Knowledge, Lesson};
use super::lexicon::Lexicon;
use super::look::look;
use super::pieces::{self, Piece};
use super::shape::Likely;
use super::text::Text;

/// How often is learned at most; the first rounds gain the most.
const ROUNDS: usize = 4;

/// The share of beads below which a change between two looks is little.
const SETTLED: f64 = 0.01;

/// The same once the words are known from another part of the texts.
const LATER_ROUNDS: usize = 2;

/// How many sentences of both sides of a long text are learned from: more of them change little but the time.
const SAMPLE: usize = 10_000;

/// How many sentences at either end of texts that nothing ties are looked at first. There, lengths alone may tell.
const STRETCH: usize = 1_500;

/// Returns what `texts` show, given the words that are known beforehand.
pub(super) fn learn(lexicon: Lexicon, texts: &[(Text, Text)]) -> Knowledge {
    let lessons = lessons(texts, &lexicon);
    let mut knowledge = Knowledge::new(lexicon, &lessons);
    study(&mut knowledge, &lessons, ROUNDS);
    if texts.iter().any(|(source, target)| !pieces::is_whole((source.len(), target.len()))) {
        let lessons = self::lessons(texts, &knowledge.lexicon);
        knowledge = Knowledge::new(knowledge.lexicon, &lessons);
        study(&mut knowledge, &lessons, LATER_ROUNDS);
    }
    knowledge
}

/// Learns in so many rounds, or in fewer where a look shows what the one before has shown.
fn study(knowledge: &mut Knowledge, lessons: &[Lesson], rounds: usize) {
    let mut before: Vec<Vec<Likely>> = Vec::new();
    for _ in 0..rounds {
        let likely: Vec<_> = lessons.par_iter().map(|lesson| look(knowledge, &lesson.source, &lesson.target)).collect();
        if is_settled(&before, &likely) {
            break;
        }
        knowledge.learn(lessons, &likely);
        before = likely;
    }
}

/// Tells whether two looks at the same texts differ by less than one bead in a hundred.
fn is_settled(before: &[Vec<Likely>], now: &[Vec<Likely>]) -> bool {
    let mut changes: BTreeMap<_, f64> = BTreeMap::new();
    for (looks, sign) in [(before, -1.0), (now, 1.0)] {
        for (lesson, look) in looks.iter().enumerate() {
            for Likely { i, j, m, n, probability } in look {
                *changes.entry((lesson, i, j, m, n)).or_default() += sign * probability;
            }
        }
    }
    let beads: f64 = now.iter().flatten().map(|bead| bead.probability).sum();
    changes.values().map(|change| change.abs()).sum::<f64>() < SETTLED * beads
}

/// Returns what is learned from: short texts, and parts of long ones.
fn lessons(texts: &[(Text, Text)], lexicon: &Lexicon) -> Vec<Lesson> {
    let lesson = |(source, target): &(Text, Text), piece: Piece| Lesson {
        source: source.slice(piece.source),
        target: target.slice(piece.target),
    };
    let parts = |pair: &(Text, Text)| -> Vec<Lesson> {
        parts(&pair.0, &pair.1, lexicon).into_iter().map(|piece| lesson(pair, piece)).collect()
    };
    texts.iter().flat_map(parts).collect()
}

/// Returns the parts of two texts that are learned from: pieces of all of it where it is known how they lie, else both
/// ends.
fn parts(source: &Text, target: &Text, lexicon: &Lexicon) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = pieces::pieces(source, target, lexicon);
    pieces.retain(|piece| piece.is_sure);
    let (rows, columns) = (source.len(), target.len());
    if pieces.is_empty() {
        let (height, width) = (STRETCH.min(rows / 2), STRETCH.min(columns / 2));
        let part = |source, target| Piece { source, target, is_sure: false };
        return vec![part(0..height, 0..width), part(rows - height..rows, columns - width..columns)];
    }
    let sentences: usize = pieces.iter().map(|piece| piece.source.len() + piece.target.len()).sum();
    pieces.into_iter().step_by(sentences.div_ceil(SAMPLE).max(1)).collect()
}
