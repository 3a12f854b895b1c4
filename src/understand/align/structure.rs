//! Structure: blocks mostly begin at the same places in both texts, sentences that answer each other begin and end with
//! like marks, and headings answer headings.
//!
//! How far this holds is learned from each library: every kind of sign is a table of how much likelier two signs are
//! together than by chance, from what is usual in translations and what the beads show.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::marks::KINDS;
use super::text::Text;

/// How many beads the usual values weigh as much as.
const PRIOR: f64 = 20.0;

/// How strongly blocks, beginnings and ends go together in the usual translation, in 0..1.
const BLOCKS: f64 = 0.7;
const BEGINNINGS: f64 = 0.3;
const ENDS: f64 = 0.5;

/// How often a block begins inside a bead, beside anywhere.
const INSIDE: f64 = 0.2;

/// The score of a bead that joins blocks of different kinds.
const OTHER_KIND: f64 = -2.0;

/// The signs at the edges of beads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Structure {
    /// Whether a block begins between two beads.
    breaks: Coupling<2>,
    /// How the first sentence begins.
    starts: Coupling<KINDS>,
    /// How the last sentence ends.
    ends: Coupling<KINDS>,
    /// Inside a bead, for the source and for the target, by whether a block begins there.
    inside: [[f64; 2]; 2],
}

/// Counts of the signs of [`Structure`].
#[derive(Clone, Debug, Default)]
pub(super) struct Signs {
    breaks: [[f64; 2]; 2],
    starts: [[f64; KINDS]; KINDS],
    ends: [[f64; KINDS]; KINDS],
    inside: [[f64; 2]; 2],
}

/// How much likelier two signs are together than by chance, as a logarithm.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "[f64; N]: Serialize, [[f64; N]; N]: Serialize",
    deserialize = "[f64; N]: Deserialize<'de>, [[f64; N]; N]: Deserialize<'de>"
))]
struct Coupling<const N: usize> {
    scores: [[f64; N]; N],
    source: [f64; N],
    target: [f64; N],
    /// How strongly signs of both sides go together in the usual translation, in 0..1.
    usual: f64,
}

impl<const N: usize> Coupling<N> {
    /// Returns how strongly the signs of sources and targets go together, given those of each text.
    fn of<T: Copy + Into<usize>>(sources: &[&Text], targets: &[&Text], signs: fn(&Text) -> &[T], usual: f64) -> Self {
        let shares = |texts: &[&Text]| shares(texts.iter().flat_map(|text| signs(text)).map(|&sign| sign.into()));
        let (source, target) = (shares(sources), shares(targets));
        let mut coupling = Coupling { scores: [[0.0; N]; N], source, target, usual };
        coupling.learn(&[[0.0; N]; N]);
        coupling
    }

    fn learn(&mut self, counts: &[[f64; N]; N]) {
        let all: f64 = counts.iter().flatten().sum();
        let agreed: f64 = (0..N).map(|at| self.source[at].min(self.target[at])).sum();
        for (a, counts) in counts.iter().enumerate() {
            for (b, count) in counts.iter().enumerate() {
                let (source, target) = (self.source[a], self.target[b]);
                let apart =
                    (source - self.target[a]).max(0.0) * (target - self.source[b]).max(0.0) / (1.0 - agreed).max(1e-9);
                let coupled = if a == b { source.min(target) } else { apart };
                let expected = self.usual * coupled + (1.0 - self.usual) * source * target;
                self.scores[a][b] = ratio((count + PRIOR * expected) / (all + PRIOR), source * target);
            }
        }
    }
}

fn shares<const N: usize>(signs: impl Iterator<Item = usize>) -> [f64; N] {
    let mut counts = [0.0; N];
    signs.for_each(|sign| counts[sign] += 1.0);
    let all = counts.iter().sum::<f64>().max(1.0);
    counts.map(|count| count / all)
}

impl Structure {
    /// Returns what is usual, given how often each sign occurs.
    pub(super) fn new(sources: &[&Text], targets: &[&Text]) -> Structure {
        let mut structure = Structure {
            breaks: Coupling::of(sources, targets, |text| text.breaks.get(1..).unwrap_or_default(), BLOCKS),
            starts: Coupling::of(sources, targets, |text| &text.starts, BEGINNINGS),
            ends: Coupling::of(sources, targets, |text| &text.ends, ENDS),
            inside: [[0.0; 2]; 2],
        };
        structure.learn(&Signs::default());
        structure
    }

    /// Learns from counted signs.
    pub(super) fn learn(&mut self, signs: &Signs) {
        self.breaks.learn(&signs.breaks);
        self.starts.learn(&signs.starts);
        self.ends.learn(&signs.ends);
        for (side, alone) in [self.breaks.source, self.breaks.target].into_iter().enumerate() {
            let all: f64 = signs.inside[side].iter().sum();
            let begins = (signs.inside[side][1] + PRIOR * alone[1] * INSIDE) / (all + PRIOR);
            self.inside[side] = [ratio(1.0 - begins, alone[0]), ratio(begins, alone[1])];
        }
    }

    /// Returns how much likelier the signs of a bead are than those of its sentences alone, as a logarithm.
    pub(super) fn score(&self, source: &Text, target: &Text, sources: Range<usize>, targets: Range<usize>) -> f64 {
        let mut score = 0.5
            * (self.at(source, target, sources.start, targets.start)
                + self.at(source, target, sources.end, targets.end));
        for (side, text, range) in [(0, source, &sources), (1, target, &targets)] {
            score +=
                (range.start + 1..range.end).map(|at| self.inside[side][usize::from(text.breaks[at])]).sum::<f64>();
        }
        score +=
            self.starts.scores[usize::from(source.starts[sources.start])][usize::from(target.starts[targets.start])];
        score += self.ends.scores[usize::from(source.ends[sources.end - 1])][usize::from(target.ends[targets.end - 1])];
        score + kinds_score(source.kinds[sources.start], target.kinds[targets.start])
    }

    fn at(&self, source: &Text, target: &Text, i: usize, j: usize) -> f64 {
        match (begins(source, i), begins(target, j)) {
            (Some(source), Some(target)) => self.breaks.scores[usize::from(source)][usize::from(target)],
            _ => 0.0,
        }
    }
}

/// Tells whether a block begins at a place between two sentences.
fn begins(text: &Text, at: usize) -> Option<bool> {
    if at == 0 { None } else { text.breaks.get(at).copied() }
}

/// Returns all that the score of a bead asks of a sentence that is alone on its side.
pub(super) fn signs(text: &Text, at: usize) -> impl Ord + use<> {
    ([begins(text, at), begins(text, at + 1)], text.starts[at], text.ends[at], text.kinds[at])
}

impl Signs {
    /// Counts the signs of a bead.
    pub(super) fn add(
        &mut self,
        source: &Text,
        target: &Text,
        sources: Range<usize>,
        targets: Range<usize>,
        weight: f64,
    ) {
        if sources.end < source.breaks.len() && targets.end < target.breaks.len() {
            self.breaks[usize::from(source.breaks[sources.end])][usize::from(target.breaks[targets.end])] += weight;
        }
        self.starts[usize::from(source.starts[sources.start])][usize::from(target.starts[targets.start])] += weight;
        self.ends[usize::from(source.ends[sources.end - 1])][usize::from(target.ends[targets.end - 1])] += weight;
        for (side, text, range) in [(0, source, sources), (1, target, targets)] {
            for at in range.start + 1..range.end {
                self.inside[side][usize::from(text.breaks[at])] += weight;
            }
        }
    }
}

fn ratio(share: f64, independent: f64) -> f64 {
    const LITTLE: f64 = 1e-3;
    ((share + LITTLE) / (independent + LITTLE)).ln()
}

/// Blocks of different kinds are rarely translations of each other.
fn kinds_score(source: u8, target: u8) -> f64 {
    match (source, target) {
        (0, _) | (_, 0) => 0.0,
        _ if source == target => 0.0,
        _ => OTHER_KIND,
    }
}
