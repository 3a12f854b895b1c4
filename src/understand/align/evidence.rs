//! Evidence: how much likelier the sentences of a bead are together than each alone.

use std::collections::VecDeque;
use std::ops::Range;

use super::alike::{Classes, Table};
use super::extract::Extract;
use super::knowledge::Knowledge;
use super::lexicon::NULL;
use super::shape::WIDEST;
use super::structure;
use super::text::Text;

/// The score of a sentence without words in a bead of several: such scraps are mostly left over on one side.
const WORDLESS: f64 = -4.0;

/// How far words are believed: they are not independent of each other as the model supposes, so that without this the
/// confidences are too high.
const TRUST: f64 = 0.7;

/// What the words of one source sentence say of the target sentences in a range.
#[derive(Default)]
struct Row {
    source: usize,
    first: usize,
    /// Where the words of each target sentence start in `forward`.
    starts: Vec<usize>,
    /// How much likelier each word of the target sentences is.
    forward: Vec<f32>,
    /// For each target sentence, how much likelier each word of the source sentence is.
    backward: Vec<f32>,
    /// How much likelier the source sentence is given each target sentence and those after it, by their count.
    given: Vec<[f64; WIDEST]>,
}

impl Row {
    fn forward(&self, column: usize) -> &[f32] {
        let at = column - self.first;
        &self.forward[self.starts[at]..self.starts[at + 1]]
    }

    fn backward(&self, column: usize) -> &[f32] {
        let words = self.backward.len() / self.given.len();
        &self.backward[(column - self.first) * words..][..words]
    }
}

/// Scores the beads of one pair.
pub(super) struct Evidence<'a> {
    knowledge: &'a Knowledge,
    extract: Extract,
    source: Text,
    target: Text,
    source_parts: Parts,
    target_parts: Parts,
}

/// Room that is used again for every row.
struct Scratch {
    /// How much likelier each target word is, for the row being made.
    mass: Vec<f32>,
    /// For each target word the number of its last link in `chain`, from 1: place in the source sentence, how much
    /// likelier, the link before. 0 is none.
    heads: Vec<u32>,
    chain: Vec<(u32, f32, u32)>,
    /// How often each target word comes in the sentence that is being met, and which do.
    times: Vec<u32>,
    distinct: Vec<u32>,
    /// What several sentences say of each word of another.
    sums: Vec<f32>,
}

impl Scratch {
    fn new(words: usize) -> Scratch {
        let (mass, heads, times) = (vec![0.0; words], vec![0; words], vec![0; words]);
        Scratch { mass, heads, chain: Vec::new(), times, distinct: Vec::new(), sums: Vec::new() }
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
        let sentence = |at: usize| {
            let words = text.words(at..at + 1);
            (words.len() as f64, words.iter().map(|&word| known[word as usize]).sum::<f64>(), text.lengths[at])
        };
        let sentences: Vec<(f64, f64, f64)> = (0..text.len()).map(sentence).collect();
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
    pub(super) fn new(knowledge: &'a Knowledge, source: &Text, target: &Text) -> Evidence<'a> {
        let (extract, source, target) = Extract::new(&knowledge.lexicon, source, target);
        let source_alone = |length, count| knowledge.lengths.source_alone(length, count);
        let target_alone = |length, count| knowledge.lengths.target_alone(length, count);
        let source_parts = Parts::new(&source, &extract.known_sources, source_alone);
        let target_parts = Parts::new(&target, &extract.known_targets, target_alone);
        Evidence { knowledge, extract, source, target, source_parts, target_parts }
    }

    /// Returns for each pair of sentences, row by row of source sentences, about how they score as a bead: of the words
    /// only what those of the source say of those of the target.
    pub(super) fn matches(&self) -> Vec<f32> {
        // The target sentences that each word stands in, once for each time.
        let mut places = vec![Vec::new(); self.extract.known_targets.len()];
        for j in 0..self.target.len() {
            self.target.words(j..j + 1).iter().for_each(|&word| places[word as usize].push(j));
        }
        let (lengths, structure) = (self.lengths(), self.structure());
        let words: Vec<f32> = self.target_parts.0.iter().map(|parts| parts[0].words as f32).collect();
        let mut mass = vec![0.0f32; self.extract.known_targets.len()];
        let mut touched = Vec::new();
        let mut scores = Vec::with_capacity(self.source.len() * self.target.len());
        for i in 0..self.source.len() {
            let part = self.source_parts.get(i, 1);
            let (strange, factor) = ((TRUST * part.unknown_ln) as f32, part.factor as f32);
            let first = scores.len();
            let wordless = lengths.row(i).iter().zip(structure.row(i)).zip(&words);
            scores.extend(wordless.map(|((lengths, structure), words)| lengths + structure + strange * words));
            for near in self.source.words(i..i + 1).iter().flat_map(|&word| self.extract.links(word)) {
                if mass[near.target as usize] == 0.0 {
                    touched.push(near.target);
                }
                mass[near.target as usize] += near.forward;
            }
            for word in touched.drain(..) {
                let mass = std::mem::take(&mut mass[word as usize]);
                let score = TRUST as f32 * (1.0 + mass * factor).ln();
                places[word as usize].iter().for_each(|&j| scores[first + j] += score);
            }
        }
        scores
    }

    /// Returns what the lengths of each pair of sentences say.
    fn lengths(&self) -> Table {
        let traits = |text: &Text| Classes::of(text.lengths.iter().map(|length| length.to_bits()));
        let length = |parts: &Parts, at| parts.get(at, 1).length;
        let (sources, targets) = (&self.source_parts, &self.target_parts);
        let score = |i, j| self.knowledge.lengths.score(length(sources, i), length(targets, j));
        Table::new(traits(&self.source), traits(&self.target), score)
    }

    /// Returns what the signs at the edges of each pair of sentences say.
    fn structure(&self) -> Table {
        let traits = |text: &Text| Classes::of((0..text.len()).map(|at| structure::signs(text, at)));
        let score = |i, j| self.knowledge.structure.score(&self.source, &self.target, i..i + 1, j..j + 1);
        Table::new(traits(&self.source), traits(&self.target), score)
    }

    /// Returns how many sentences both sides have.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.source.len(), self.target.len())
    }
}

/// The evidence of a few neighbouring source sentences.
///
/// What words say of a bead is a sum over its target sentences, each given all its source sentences, and over its source
/// sentences, each given all its target sentences. Many beads have these terms in common, so they are kept.
pub(super) struct Rows<'a> {
    evidence: &'a Evidence<'a>,
    scratch: Scratch,
    rows: VecDeque<Row>,
    /// How much likelier each target sentence is given the last source sentences, by their count.
    given: Vec<[f64; WIDEST]>,
}

/// A term that is not yet known.
const UNKNOWN: f64 = f64::NAN;

impl<'a> Rows<'a> {
    pub(super) fn new(evidence: &'a Evidence<'a>) -> Rows<'a> {
        let scratch = Scratch::new(evidence.extract.known_targets.len());
        Rows { evidence, scratch, rows: VecDeque::new(), given: Vec::new() }
    }

    /// Adds source sentence `i` as the last, with the target sentences that its beads can reach.
    pub(super) fn push(&mut self, i: usize, columns: Range<usize>) {
        let spare = if self.rows.len() == WIDEST { self.rows.pop_front() } else { None };
        let row = self.row(spare.unwrap_or_default(), i, columns);
        let end = row.first + row.given.len();
        self.rows.push_back(row);
        let first = self.rows.front().map_or(0, |row| row.first);
        self.given.clear();
        self.given.resize(end.saturating_sub(first), [UNKNOWN; WIDEST]);
    }

    /// Returns what the words of source sentence `i` say of the target sentences in `columns`.
    fn row(&mut self, mut row: Row, i: usize, columns: Range<usize>) -> Row {
        (row.source, row.first) = (i, columns.start);
        row.starts.clear();
        row.forward.clear();
        row.backward.clear();
        row.given.clear();
        row.given.resize(columns.len(), [UNKNOWN; WIDEST]);
        self.spread(i);
        for j in columns {
            row.starts.push(row.forward.len());
            self.meet(j, &mut row);
        }
        row.starts.push(row.forward.len());
        for &word in self.evidence.source.words(i..i + 1) {
            for link in self.evidence.extract.links(word) {
                self.scratch.mass[link.target as usize] = 0.0;
                self.scratch.heads[link.target as usize] = 0;
            }
        }
        self.scratch.chain.clear();
        row
    }

    /// Notes for each target word what the words of source sentence `i` say of it.
    fn spread(&mut self, i: usize) {
        let Scratch { mass, heads, chain, .. } = &mut self.scratch;
        for (place, &word) in self.evidence.source.words(i..i + 1).iter().enumerate() {
            for link in self.evidence.extract.links(word) {
                let target = link.target as usize;
                mass[target] += link.forward;
                chain.push((place as u32, link.backward, heads[target]));
                heads[target] = chain.len() as u32;
            }
        }
    }

    /// Adds to `row` what was noted of the words of target sentence `j`.
    fn meet(&mut self, j: usize, row: &mut Row) {
        let Scratch { mass, heads, chain, times, distinct, .. } = &mut self.scratch;
        for &word in self.evidence.target.words(j..j + 1) {
            row.forward.push(mass[word as usize]);
            if heads[word as usize] == 0 {
                continue;
            }
            if times[word as usize] == 0 {
                distinct.push(word);
            }
            times[word as usize] += 1;
        }
        let start = row.backward.len();
        row.backward.resize(start + self.evidence.source.words(row.source..row.source + 1).len(), 0.0);
        let backward = &mut row.backward[start..];
        // A word that comes again and again is met once, or two sentences of nothing else would take quadratic time.
        for word in distinct.drain(..) {
            let times = std::mem::take(&mut times[word as usize]) as f32;
            let mut next = heads[word as usize];
            while next != 0 {
                let (place, likelier, before) = chain[next as usize - 1];
                backward[place as usize] += likelier * times;
                next = before;
            }
        }
    }

    /// Returns the score of the bead that joins the last `m` source sentences with targets `j..end`.
    pub(super) fn bead(&mut self, m: usize, j: usize, end: usize) -> f64 {
        let Evidence { knowledge, source, target, source_parts, target_parts, .. } = self.evidence;
        let i = self.rows[self.rows.len() - m].source;
        let (source_part, target_part) = (source_parts.get(i, m), target_parts.get(j, end - j));
        let lengths = knowledge.lengths.score(source_part.length, target_part.length);
        let structure = knowledge.structure.score(source, target, i..i + m, j..end);
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
            let rows = self.rows.range(self.rows.len() - m..);
            *known = log_product(sum(&mut self.scratch.sums, rows.map(|row| row.forward(column))), factor);
        }
        *known
    }

    /// Returns how much likelier the known words of a source sentence are given target sentences.
    fn source_given(&mut self, row: usize, targets: Range<usize>, factor: f64) -> f64 {
        let row = &mut self.rows[row];
        let (at, n) = (targets.start - row.first, targets.len());
        if row.given[at][n - 1].is_nan() {
            let ratios = sum(&mut self.scratch.sums, targets.map(|column| row.backward(column)));
            row.given[at][n - 1] = log_product(ratios, factor);
        }
        row.given[at][n - 1]
    }
}

/// Returns how many of several sentences are without words.
fn wordless(text: &Text, range: Range<usize>) -> f64 {
    if range.len() == 1 { 0.0 } else { text.wordless[range].iter().filter(|&&is| is).count() as f64 }
}

/// Returns the sums of lists of the same length, in `room`.
fn sum<'a>(room: &'a mut Vec<f32>, lists: impl Iterator<Item = &'a [f32]>) -> &'a [f32] {
    room.clear();
    for list in lists {
        if room.is_empty() {
            room.extend_from_slice(list);
        } else {
            room.iter_mut().zip(list).for_each(|(sum, term)| *sum += term);
        }
    }
    room
}

/// Returns the sum of ln(1 + ratio · factor), with few logarithms.
fn log_product(ratios: &[f32], factor: f64) -> f64 {
    let (mut sum, mut product) = (0.0, 1.0f64);
    let (fours, rest) = ratios.as_chunks::<4>();
    let likelier = |ratio: f32| 1.0 + f64::from(ratio) * factor;
    for four in fours {
        let [a, b, c, d] = four.map(likelier);
        product *= (a * b) * (c * d);
        if product > 1e200 {
            sum += product.ln();
            product = 1.0;
        }
    }
    product *= rest.iter().map(|&ratio| likelier(ratio)).product::<f64>();
    if product > 1.0 { sum + product.ln() } else { sum }
}
