//! The rounds: aligning with what is known, learning from what became sure, and aligning again.

use rayon::prelude::*;

use super::band::{Band, Strip};
use super::cognates::cognates;
use super::evidence::{Evidence, Model};
use super::lattice::{self, Likely, SHAPES, StepCounts, Steps};
use super::lengths::Lengths;
use super::lexicon::{Example, Lexicon};
use super::structure::{Signs, Structure};
use super::text::Text;
use super::words::Vocabulary;
use super::{Alignment, Bead, Constraints, Hints, Side, decode};

/// How often is learned; the first rounds gain the most.
const ROUNDS: usize = 4;

/// The same for libraries of more sentences than this, where the first round has seen enough.
const ROUNDS_OF_MANY: usize = 2;
const MANY: usize = 10_000;

/// Beads at least this probable are learned from, each as far as it is probable.
const LEARNED: f64 = 0.3;

/// How often a strip is widened at most; each time it is four times as wide.
const WIDENINGS: usize = 4;

/// How many of the shapes of beads are tried before anything is learned: those of up to four sentences.
const FIRST_SHAPES: usize = 6;

/// How many in the strip of a long text, where only the way is to be found: one sentence with one.
const STRIP_SHAPES: usize = 1;

/// Where less than this share of a text is aligned, the strip is laid anew with what was learned.
const FOUND: f64 = 0.6;

/// A pair, or a part of one between two cuts.
struct Piece {
    source: Text,
    target: Text,
    pins: Vec<(usize, usize)>,
}

/// Aligns pairs of documents in the same two languages.
pub(super) fn align(pairs: &[(Side, Side)], hints: &Hints) -> Vec<Alignment> {
    let (mut sources, mut targets) = (Vocabulary::default(), Vocabulary::default());
    let mut pieces = Vec::new();
    let mut owners = Vec::new();
    for (number, (source, target)) in pairs.iter().enumerate() {
        let (source, target) = (Text::read(source, &mut sources), Text::read(target, &mut targets));
        let constraints = hints.constraints.get(number).cloned().unwrap_or_default();
        for (start, piece) in cut(source, target, &constraints) {
            owners.push((number, start));
            pieces.push(piece);
        }
    }
    let mut alignments = vec![Alignment::default(); pairs.len()];
    for ((number, start), beads) in owners.into_iter().zip(align_pieces(&pieces, &sources, &targets)) {
        alignments[number].beads.extend(beads.into_iter().map(|bead| shifted(bead, start)));
    }
    alignments
}

fn shifted(bead: Bead, (i, j): (usize, usize)) -> Bead {
    let Bead { source, target, confidence } = bead;
    Bead { source: source.start + i..source.end + i, target: target.start + j..target.end + j, confidence }
}

/// Cuts a pair where it must be; each piece with where it starts.
fn cut(source: Text, target: Text, constraints: &Constraints) -> Vec<((usize, usize), Piece)> {
    let end = (source.len(), target.len());
    let mut cuts: Vec<(usize, usize)> = constraints.cuts.clone();
    cuts.sort_unstable();
    let mut pieces = Vec::new();
    let mut from = (0, 0);
    for to in cuts.into_iter().chain([end]) {
        let inside = to.0 <= end.0 && to.1 <= end.1 && to.1 >= from.1;
        if !inside || (to == from && end != from) {
            continue;
        }
        let within = |&&(i, j): &&(usize, usize)| i >= from.0 && i < to.0 && j >= from.1 && j < to.1;
        let pins = constraints.pins.iter().filter(within).map(|&(i, j)| (i - from.0, j - from.1)).collect();
        let piece = Piece { source: source.slice(from.0..to.0), target: target.slice(from.1..to.1), pins };
        pieces.push((from, piece));
        from = to;
    }
    pieces
}

fn align_pieces(pieces: &[Piece], sources: &Vocabulary, targets: &Vocabulary) -> Vec<Vec<Bead>> {
    let mut learner = Learner::new(pieces, sources, targets);
    let mut likely = learner.look(&vec![None; pieces.len()]);
    let sentences: usize = pieces.iter().map(|piece| piece.source.len() + piece.target.len()).sum();
    for _ in 0..if sentences > MANY { ROUNDS_OF_MANY } else { ROUNDS } {
        learner.learn(&likely);
        let before: Vec<Option<Vec<Likely>>> = likely.into_iter().map(Some).collect();
        likely = learner.look(&before);
    }
    pieces
        .iter()
        .zip(&likely)
        .map(|(piece, likely)| decode::decode(piece.source.len(), piece.target.len(), likely))
        .collect()
}

/// All pieces, and what is known of their languages so far.
struct Learner<'a> {
    pieces: &'a [Piece],
    cognates: Vec<Vec<(u32, f64)>>,
    source_lengths: Vec<f64>,
    target_lengths: Vec<f64>,
    model: Model,
    steps: Steps,
}

impl<'a> Learner<'a> {
    fn new(pieces: &'a [Piece], sources: &Vocabulary, targets: &Vocabulary) -> Learner<'a> {
        let cognates = cognates(sources, targets);
        let source_lengths: Vec<f64> = pieces.iter().flat_map(|piece| piece.source.lengths.iter().copied()).collect();
        let target_lengths: Vec<f64> = pieces.iter().flat_map(|piece| piece.target.lengths.iter().copied()).collect();
        let source_texts: Vec<&Text> = pieces.iter().map(|piece| &piece.source).collect();
        let target_texts: Vec<&Text> = pieces.iter().map(|piece| &piece.target).collect();
        let model = Model {
            lexicon: Lexicon::of_cognates(sources, targets, &cognates),
            lengths: Lengths::new(&source_lengths, &target_lengths),
            structure: Structure::new(&source_texts, &target_texts),
        };
        let steps = Steps::new(&StepCounts::default());
        Learner { pieces, cognates, source_lengths, target_lengths, model, steps }
    }

    /// Returns the likely beads of every piece, given those that were found before.
    fn look(&self, before: &[Option<Vec<Likely>>]) -> Vec<Vec<Likely>> {
        self.pieces
            .par_iter()
            .zip(before)
            .map(|(piece, before)| {
                let evidence = Evidence::new(&self.model, &piece.source, &piece.target);
                let likely = self.look_at(&evidence, piece, &piece.pins, before.as_deref());
                match likely.is_empty() && !piece.pins.is_empty() {
                    // Pins that no path can observe are left aside.
                    true => self.look_at(&evidence, piece, &[], before.as_deref()),
                    false => likely,
                }
            })
            .collect()
    }

    fn look_at(
        &self,
        evidence: &Evidence,
        piece: &Piece,
        pins: &[(usize, usize)],
        before: Option<&[Likely]>,
    ) -> Vec<Likely> {
        let (source, target) = (piece.source.len(), piece.target.len());
        let found =
            |likely: &[Likely]| likely.iter().map(|bead| bead.probability * bead.m.min(bead.n) as f64).sum::<f64>();
        match before {
            Some(before) if found(before) >= FOUND * source.min(target) as f64 => {
                lattice::likely(evidence, &Band::around(source, target, before).pinned(pins), &self.steps)
            }
            _ => self.look_widely(evidence, piece, pins),
        }
    }

    fn look_widely(&self, evidence: &Evidence, piece: &Piece, pins: &[(usize, usize)]) -> Vec<Likely> {
        let mut strip = Strip::first(&piece.source, &piece.target, &self.model.lexicon);
        let shapes = if strip.is_whole() { FIRST_SHAPES } else { STRIP_SHAPES };
        let mut likely = Vec::new();
        for _ in 0..WIDENINGS {
            likely = lattice::likely(evidence, &strip.band().pinned(pins).of_shapes(shapes), &self.steps);
            if !strip.widen(&likely) {
                break;
            }
        }
        likely
    }

    fn learn(&mut self, likely: &[Vec<Likely>]) {
        let mut words = Vec::new();
        let mut lengths = Vec::new();
        let mut signs = Signs::default();
        let mut steps = StepCounts::default();
        for (Piece { source, target, .. }, likely) in self.pieces.iter().zip(likely) {
            for bead in likely {
                let (sources, targets) = (bead.i - bead.m..bead.i, bead.j - bead.n..bead.j);
                let weight = bead.probability;
                if let Some(at) = SHAPES.iter().position(|&shape| shape == (bead.m, bead.n)) {
                    steps.shapes[at] += weight;
                }
                signs.add(source, target, sources.clone(), targets.clone(), weight);
                let sum = |lengths: &[f64]| lengths.iter().sum::<f64>();
                lengths.push((sum(&source.lengths[sources.clone()]), sum(&target.lengths[targets.clone()]), weight));
                if weight > LEARNED {
                    words.push((source.words[sources].concat(), target.words[targets].concat(), weight));
                }
            }
            decode::count_gaps(source.len(), target.len(), likely, &mut steps);
        }
        let examples: Vec<Example> =
            words.iter().map(|(source, target, weight)| Example { source, target, weight: *weight }).collect();
        self.model.lexicon.forget(&self.cognates);
        self.model.lexicon.learn(&examples);
        self.model.lengths.learn(&self.source_lengths, &self.target_lengths, &lengths);
        self.model.structure.learn(&signs);
        self.steps = Steps::new(&steps);
    }
}
