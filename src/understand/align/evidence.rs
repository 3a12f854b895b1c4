//! Evidence: how much likelier the sentences of a bead are together than each alone.

use std::collections::VecDeque;
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
struct Row {
    source: usize,
    first: usize,
    /// Where the entries of each target sentence start.
    starts: Vec<(u32, u32)>,
    /// For words of the target sentence: place, and how much likelier it is.
    forward: Vec<(u16, f32)>,
    /// For words of the source sentence: the same.
    backward: Vec<(u16, f32)>,
    /// How much likelier the source sentence is given each target sentence and those after it, by their count.
    given: Vec<[f64; WIDEST]>,
}

impl Row {
    fn forward(&self, column: usize) -> &[(u16, f32)] {
        let at = column - self.first;
        &self.forward[self.starts[at].0 as usize..self.starts[at + 1].0 as usize]
    }

    fn backward(&self, columns: Range<usize>) -> &[(u16, f32)] {
        let (start, end) = (columns.start - self.first, columns.end - self.first);
        &self.backward[self.starts[start].1 as usize..self.starts[end].1 as usize]
    }
}

/// Scores the beads of one pair.
pub(super) struct Evidence<'a> {
    model: &'a Model,
    source: &'a Text,
    target: &'a Text,
    source_parts: Parts,
    target_parts: Parts,
}

/// Room that is used again for every row.
pub(super) struct Scratch {
    /// How much likelier each target word is, for the row being made.
    mass: Vec<f32>,
    /// For each target word the number of its last link in `chain`, from 1: place in the source sentence, how much
    /// likelier, the link before. 0 is none, so that a large empty room costs nothing.
    heads: Vec<u32>,
    chain: Vec<(u16, f32, u32)>,
    sums: Sums,
}

impl Scratch {
    pub(super) fn new(target_words: usize) -> Scratch {
        let sums = Sums { sums: vec![0.0; 1 << 16], touched: Vec::new() };
        Scratch { mass: vec![0.0; target_words], heads: vec![0; target_words], chain: Vec::new(), sums }
    }
}

/// Sums by place in a sentence, and the places that have one.
struct Sums {
    sums: Vec<f64>,
    touched: Vec<u16>,
}

impl Sums {
    fn gather(&mut self, entries: &[(u16, f32)]) {
        for &(place, ratio) in entries {
            let sum = &mut self.sums[usize::from(place)];
            if *sum == 0.0 {
                self.touched.push(place);
            }
            *sum += f64::from(ratio);
        }
    }

    fn take(&mut self) -> impl Iterator<Item = (u16, f64)> {
        let sums = &mut self.sums;
        self.touched.drain(..).map(|place| (place, std::mem::take(&mut sums[usize::from(place)])))
    }
}

/// What is summed up of a few neighbouring sentences of one side.
#[derive(Clone, Copy, Default)]
struct Part {
    words: f64,
    /// The logarithm of the probability that a word of the other side has nothing to do with what is known of these
    /// words, and what each of them makes of the rest.
    unknown_ln: f64,
    factor: f64,
    /// The length, and the inverse of its density when the sentences stand alone.
    length: (f64, f64),
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
                let factor = (1.0 - NULL) / (words * unknown);
                parts[count] = Part { words, unknown_ln: unknown.ln(), factor, length: alone(length, count + 1) };
            }
            parts
        };
        Parts((0..sentences.len()).map(parts).collect())
    }

    fn get(&self, first: usize, count: usize) -> Part {
        self.0[first][count - 1]
    }
}

impl<'a> Evidence<'a> {
    pub(super) fn new(model: &'a Model, source: &'a Text, target: &'a Text) -> Evidence<'a> {
        let lexicon = &model.lexicon;
        let source_alone = |length, count| model.lengths.source_alone(length, count);
        let target_alone = |length, count| model.lengths.target_alone(length, count);
        let source_parts = Parts::new(source, &lexicon.known_sources, source_alone);
        let target_parts = Parts::new(target, &lexicon.known_targets, target_alone);
        Evidence { model, source, target, source_parts, target_parts }
    }

    /// Returns room for the rows of this pair.
    pub(super) fn scratch(&self) -> Scratch {
        Scratch::new(self.model.lexicon.known_targets.len())
    }
}

/// The evidence of a few neighbouring source sentences.
///
/// What words say of a bead is a sum over its target sentences, each given all its source sentences, and over its source
/// sentences, each given all its target sentences. Many beads have these terms in common, so they are kept.
pub(super) struct Rows<'a> {
    evidence: &'a Evidence<'a>,
    scratch: &'a mut Scratch,
    rows: VecDeque<Row>,
    spare: Vec<Row>,
    /// How much likelier each target sentence is given the last source sentences, by their count.
    given: Vec<[f64; WIDEST]>,
}

/// A term that is not yet known.
const UNKNOWN: f64 = f64::NAN;

impl<'a> Rows<'a> {
    pub(super) fn new(evidence: &'a Evidence<'a>, scratch: &'a mut Scratch) -> Rows<'a> {
        Rows { evidence, scratch, rows: VecDeque::new(), spare: Vec::new(), given: Vec::new() }
    }

    /// Adds source sentence `i` as the last, with the target sentences that its beads can reach.
    pub(super) fn push_back(&mut self, i: usize, columns: Range<usize>) {
        let row = self.row(i, columns);
        self.rows.push_back(row);
        if self.rows.len() > WIDEST {
            self.spare.extend(self.rows.pop_front());
        }
        self.forget();
    }

    /// Adds source sentence `i` as the first.
    pub(super) fn push_front(&mut self, i: usize, columns: Range<usize>) {
        let row = self.row(i, columns);
        self.rows.push_front(row);
    }

    /// Lets source sentence `end` and those after it go.
    pub(super) fn truncate(&mut self, end: usize) {
        while self.rows.back().is_some_and(|row| row.source >= end) {
            self.spare.extend(self.rows.pop_back());
        }
        self.forget();
    }

    fn forget(&mut self) {
        let first = self.rows.front().map_or(0, |row| row.first);
        let end = self.rows.back().map_or(0, |row| row.first + row.given.len());
        self.given.clear();
        self.given.resize(end.saturating_sub(first), [UNKNOWN; WIDEST]);
    }

    /// Returns what the words of source sentence `i` say of the target sentences in `columns`.
    fn row(&mut self, i: usize, columns: Range<usize>) -> Row {
        let mut row = self.spare.pop().unwrap_or_default();
        (row.source, row.first) = (i, columns.start);
        row.starts.clear();
        row.forward.clear();
        row.backward.clear();
        row.given.clear();
        row.given.resize(columns.len(), [UNKNOWN; WIDEST]);
        self.spread(i);
        for j in columns {
            row.starts.push((row.forward.len() as u32, row.backward.len() as u32));
            self.meet(j, &mut row);
        }
        row.starts.push((row.forward.len() as u32, row.backward.len() as u32));
        for &word in &self.evidence.source.words[i] {
            for link in &self.evidence.model.lexicon.links[word as usize] {
                self.scratch.mass[link.target as usize] = 0.0;
                self.scratch.heads[link.target as usize] = 0;
            }
        }
        self.scratch.chain.clear();
        row
    }

    /// Notes for each target word what the words of source sentence `i` say of it.
    fn spread(&mut self, i: usize) {
        let lexicon = &self.evidence.model.lexicon;
        let Scratch { mass, heads, chain, .. } = &mut *self.scratch;
        for (place, &word) in self.evidence.source.words[i].iter().enumerate().take(usize::from(u16::MAX)) {
            for link in &lexicon.links[word as usize] {
                let target = link.target as usize;
                mass[target] += (link.forward / lexicon.target_shares[target]) as f32;
                let likelier = (link.backward / lexicon.source_shares[word as usize]) as f32;
                chain.push((place as u16, likelier, heads[target]));
                heads[target] = chain.len() as u32;
            }
        }
    }

    /// Adds to `row` what was noted of the words of target sentence `j`.
    fn meet(&mut self, j: usize, row: &mut Row) {
        let Scratch { mass, heads, chain, sums } = &mut *self.scratch;
        for (place, &word) in self.evidence.target.words[j].iter().enumerate().take(usize::from(u16::MAX)) {
            let mut next = heads[word as usize];
            if next != 0 {
                row.forward.push((place as u16, mass[word as usize]));
            }
            while next != 0 {
                let (place, likelier, after) = chain[next as usize - 1];
                sums.gather(&[(place, likelier)]);
                next = after;
            }
        }
        row.backward.extend(sums.take().map(|(place, sum)| (place, sum as f32)));
    }

    /// Returns the score of the bead that joins the last `m` source sentences with targets `j..end`.
    pub(super) fn bead(&mut self, m: usize, j: usize, end: usize) -> f64 {
        let Evidence { model, source, target, source_parts, target_parts } = self.evidence;
        let i = self.rows[self.rows.len() - m].source;
        let (source_part, target_part) = (source_parts.get(i, m), target_parts.get(j, end - j));
        let lengths = model.lengths.score(source_part.length, target_part.length);
        let structure = model.structure.score(source, target, i..i + m, j..end);
        let wordless = wordless(source, i..i + m) + wordless(target, j..end);
        lengths + structure + WORDLESS * wordless + TRUST * self.words(m, j..end, source_part, target_part)
    }

    fn words(&mut self, m: usize, targets: Range<usize>, source: Part, target: Part) -> f64 {
        if source.words == 0.0 || target.words == 0.0 {
            return 0.0;
        }
        let mut score = target.words * source.unknown_ln + source.words * target.unknown_ln;
        for column in targets.clone() {
            score += self.target_given(m, column, source.factor);
        }
        for row in self.rows.len() - m..self.rows.len() {
            score += self.source_given(row, targets.clone(), target.factor);
        }
        score * 0.5
    }

    /// Returns how much likelier the known words of a target sentence are given the last `m` source sentences.
    fn target_given(&mut self, m: usize, column: usize, factor: f64) -> f64 {
        let known = &mut self.given[column - self.rows[0].first][m - 1];
        if known.is_nan() {
            let sums = &mut self.scratch.sums;
            self.rows.range(self.rows.len() - m..).for_each(|row| sums.gather(row.forward(column)));
            *known = log_product(sums.take(), factor);
        }
        *known
    }

    /// Returns how much likelier the known words of a source sentence are given target sentences.
    fn source_given(&mut self, row: usize, targets: Range<usize>, factor: f64) -> f64 {
        let row = &mut self.rows[row];
        let (at, n) = (targets.start - row.first, targets.len());
        if row.given[at][n - 1].is_nan() {
            let sums = &mut self.scratch.sums;
            sums.gather(row.backward(targets));
            row.given[at][n - 1] = log_product(sums.take(), factor);
        }
        row.given[at][n - 1]
    }
}

/// Returns how many of several sentences are without words.
fn wordless(text: &Text, range: Range<usize>) -> f64 {
    if range.len() == 1 { 0.0 } else { text.wordless[range].iter().filter(|&&is| is).count() as f64 }
}

/// Returns the sum of ln(1 + ratio · factor), with few logarithms.
fn log_product(ratios: impl Iterator<Item = (u16, f64)>, factor: f64) -> f64 {
    let (mut sum, mut product) = (0.0, 1.0f64);
    for (_, ratio) in ratios {
        product *= 1.0 + ratio * factor;
        if product > 1e200 {
            sum += product.ln();
            product = 1.0;
        }
    }
    if product > 1.0 { sum + product.ln() } else { sum }
}
