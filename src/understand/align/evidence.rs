//! Evidence: how much likelier the sentences of a bead are together than each alone.

use std::ops::Range;

use super::lattice::WIDEST;
use super::lengths::Lengths;
use super::lexicon::{Lexicon, NULL};
use super::structure::Structure;
use super::text::Text;

/// The score of a sentence without words in a bead of several: such scraps are mostly left over on one side.
const WORDLESS: f64 = -4.0;

/// How far words are believed: they are not independent of each other as the model supposes, so that without this the
/// confidences are too high.
const TRUST: f64 = 0.7;

/// What all pairs of two languages have in common.
pub(super) struct Model {
    pub(super) lexicon: Lexicon,
    pub(super) lengths: Lengths,
    pub(super) structure: Structure,
}

/// What the words of one source sentence say of the target sentences in a range.
#[derive(Default)]
pub(super) struct Row {
    first: usize,
    /// Where the entries of each target sentence start.
    starts: Vec<(u32, u32)>,
    /// For words of the target sentence: place, and how much likelier it is.
    forward: Vec<(u16, f32)>,
    /// For words of the source sentence: the same.
    backward: Vec<(u16, f32)>,
}

/// Scores the beads of one pair.
pub(super) struct Evidence<'a> {
    model: &'a Model,
    source: &'a Text,
    target: &'a Text,
    source_parts: Parts,
    target_parts: Parts,
    scratch: &'a mut Scratch,
}

/// Room that is used again for every pair.
pub(super) struct Scratch {
    /// How much likelier each target word is, for the row being made.
    mass: Vec<f32>,
    /// The first link of each target word in `chain`: place in the source sentence, how much likelier, next link.
    heads: Vec<u32>,
    chain: Vec<(u16, f32, u32)>,
    /// Sums by place in a sentence, and the places that have one.
    sums: Vec<f64>,
    touched: Vec<u16>,
}

impl Scratch {
    pub(super) fn new(target_words: usize) -> Scratch {
        Scratch {
            mass: vec![0.0; target_words],
            heads: vec![NOWHERE; target_words],
            chain: Vec::new(),
            sums: vec![0.0; 1 << 16],
            touched: Vec::new(),
        }
    }

    fn gather(&mut self, place: u16, ratio: f32) {
        if self.sums[usize::from(place)] == 0.0 {
            self.touched.push(place);
        }
        self.sums[usize::from(place)] += f64::from(ratio);
    }

    fn gathered(&mut self, factor: f64) -> f64 {
        let sums = &mut self.sums;
        log_product(self.touched.drain(..).map(|place| std::mem::take(&mut sums[usize::from(place)])), factor)
    }
}

/// What is summed up of a few neighbouring sentences of one side.
#[derive(Clone, Copy, Default)]
struct Part {
    words: f64,
    /// The probability that a word of the other side has nothing to do with what is known of these words, and its
    /// logarithm.
    unknown: f64,
    unknown_ln: f64,
    length: f64,
    /// The log density of the length when the sentences stand alone.
    alone: f64,
}

/// The parts of one side, by first sentence and count.
struct Parts(Vec<[Part; WIDEST]>);

impl Parts {
    fn new(text: &Text, known: &[f64], alone: impl Fn(f64, usize) -> (f64, f64)) -> Parts {
        let sentences: Vec<(f64, f64, f64)> = text
            .words
            .iter()
            .zip(&text.lengths)
            .map(|(words, &length)| (words.len() as f64, words.iter().map(|&word| known[word as usize]).sum(), length))
            .collect();
        let parts = |at: usize| {
            let mut parts = [Part::default(); WIDEST];
            let (mut words, mut known, mut length) = (0.0, 0.0, 0.0);
            for (count, sentence) in sentences[at..].iter().take(WIDEST).enumerate() {
                words += sentence.0;
                known += sentence.1;
                length += sentence.2;
                let unknown = NULL + (1.0 - NULL) * (1.0 - known / f64::max(words, 1.0));
                let (length, alone) = alone(length, count + 1);
                parts[count] = Part { words, unknown, unknown_ln: unknown.ln(), length, alone };
            }
            parts
        };
        Parts((0..sentences.len()).map(parts).collect())
    }

    fn get(&self, first: usize, count: usize) -> Part {
        self.0[first][count - 1]
    }
}

const NOWHERE: u32 = u32::MAX;

impl<'a> Evidence<'a> {
    pub(super) fn new(model: &'a Model, source: &'a Text, target: &'a Text, scratch: &'a mut Scratch) -> Evidence<'a> {
        let lexicon = &model.lexicon;
        let source_alone = |length, count| model.lengths.source_alone(length, count);
        let target_alone = |length, count| model.lengths.target_alone(length, count);
        let source_parts = Parts::new(source, &lexicon.known_sources, source_alone);
        let target_parts = Parts::new(target, &lexicon.known_targets, target_alone);
        Evidence { model, source, target, source_parts, target_parts, scratch }
    }

    /// Returns what the words of source sentence `i` say of the target sentences in `columns`.
    pub(super) fn row(&mut self, i: usize, columns: Range<usize>, mut row: Row) -> Row {
        row.first = columns.start;
        row.starts.clear();
        row.forward.clear();
        row.backward.clear();
        self.spread(i);
        for j in columns {
            row.starts.push((row.forward.len() as u32, row.backward.len() as u32));
            self.meet(j, &mut row);
        }
        row.starts.push((row.forward.len() as u32, row.backward.len() as u32));
        for &word in &self.source.words[i] {
            for link in &self.model.lexicon.links[word as usize] {
                self.scratch.mass[link.target as usize] = 0.0;
                self.scratch.heads[link.target as usize] = NOWHERE;
            }
        }
        self.scratch.chain.clear();
        row
    }

    /// Notes for each target word what the words of source sentence `i` say of it.
    fn spread(&mut self, i: usize) {
        let lexicon = &self.model.lexicon;
        let Scratch { mass, heads, chain, .. } = &mut *self.scratch;
        for (place, &word) in self.source.words[i].iter().enumerate().take(usize::from(u16::MAX)) {
            for link in &lexicon.links[word as usize] {
                let target = link.target as usize;
                mass[target] += (link.forward / lexicon.target_shares[target]) as f32;
                let likelier = (link.backward / lexicon.source_shares[word as usize]) as f32;
                chain.push((place as u16, likelier, heads[target]));
                heads[target] = chain.len() as u32 - 1;
            }
        }
    }

    /// Adds to `row` what was noted of the words of target sentence `j`.
    fn meet(&mut self, j: usize, row: &mut Row) {
        for (place, &word) in self.target.words[j].iter().enumerate().take(usize::from(u16::MAX)) {
            let mut next = self.scratch.heads[word as usize];
            if next != NOWHERE {
                row.forward.push((place as u16, self.scratch.mass[word as usize]));
            }
            while next != NOWHERE {
                let (place, likelier, after) = self.scratch.chain[next as usize];
                self.scratch.gather(place, likelier);
                next = after;
            }
        }
        let Scratch { sums, touched, .. } = &mut *self.scratch;
        row.backward
            .extend(touched.drain(..).map(|place| (place, std::mem::take(&mut sums[usize::from(place)]) as f32)));
    }

    /// Returns the score of the bead that joins source sentences from `i`, whose rows are given, with targets `j..end`.
    pub(super) fn bead(&mut self, rows: &[Row], i: usize, j: usize, end: usize) -> f64 {
        let (m, n) = (rows.len(), end - j);
        let source = self.source_parts.get(i, m);
        let target = self.target_parts.get(j, n);
        let lengths = self.model.lengths.score((source.length, source.alone), (target.length, target.alone));
        let structure = self.model.structure.score(self.source, self.target, i..i + m, j..end);
        let wordless = wordless(self.source, i..i + m) + wordless(self.target, j..end);
        lengths + structure + WORDLESS * wordless + TRUST * self.words(rows, j, end, source, target)
    }

    fn words(&mut self, rows: &[Row], j: usize, end: usize, source: Part, target: Part) -> f64 {
        if source.words == 0.0 || target.words == 0.0 {
            return 0.0;
        }
        let mut score = target.words * source.unknown_ln + source.words * target.unknown_ln;
        let factor = (1.0 - NULL) / (source.words * source.unknown);
        if let [row] = rows {
            let entries = &row.forward[row.starts[j - row.first].0 as usize..row.starts[end - row.first].0 as usize];
            score += log_product(entries.iter().map(|&(_, ratio)| f64::from(ratio)), factor);
        } else {
            for column in j..end {
                for row in rows {
                    let at = column - row.first;
                    for &(place, ratio) in &row.forward[row.starts[at].0 as usize..row.starts[at + 1].0 as usize] {
                        self.scratch.gather(place, ratio);
                    }
                }
                score += self.scratch.gathered(factor);
            }
        }
        let factor = (1.0 - NULL) / (target.words * target.unknown);
        for row in rows {
            let at = j - row.first;
            if end - j == 1 {
                let entries = &row.backward[row.starts[at].1 as usize..row.starts[at + 1].1 as usize];
                score += log_product(entries.iter().map(|&(_, ratio)| f64::from(ratio)), factor);
                continue;
            }
            for &(place, ratio) in &row.backward[row.starts[at].1 as usize..row.starts[end - row.first].1 as usize] {
                self.scratch.gather(place, ratio);
            }
            score += self.scratch.gathered(factor);
        }
        score * 0.5
    }
}

/// Returns how many of several sentences are without words.
fn wordless(text: &Text, range: Range<usize>) -> f64 {
    if range.len() == 1 { 0.0 } else { text.wordless[range].iter().filter(|&&is| is).count() as f64 }
}

/// Returns the sum of ln(1 + ratio · factor), with few logarithms.
fn log_product(ratios: impl Iterator<Item = f64>, factor: f64) -> f64 {
    let (mut sum, mut product) = (0.0, 1.0f64);
    for ratio in ratios {
        product *= 1.0 + ratio * factor;
        if product > 1e200 {
            sum += product.ln();
            product = 1.0;
        }
    }
    sum + product.ln()
}
