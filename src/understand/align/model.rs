//! A model is what a library shows of two languages. It is learned once, from a bounded part of the library, and then
//! aligns each pair by itself.

use std::ops::Range;

use rayon::prelude::*;

use super::cognates::cognates;
use super::constraints::{Constraints, Region};
use super::knowledge::Knowledge;
use super::learning;
use super::lexicon::Lexicon;
use super::listed;
use super::look::look;
use super::pieces::pieces;
use super::text::Text;
use super::words::{Reader, Vocabulary};
use super::{Alignment, Bead, Side, decode};
use crate::ground::fingerprint::Fingerprint;
use crate::understand::numbers::Months;

/// Stands for the way of aligning: what was aligned by another one is out of date.
const VERSION: u32 = 2;

/// How sure a bead is that is demanded.
const CERTAIN: f64 = 1.0;

/// How sure the beads beside a demand are at least: that they end there is certain, so they are never merged across.
const BESIDE: f64 = 0.5;

/// What is known of two languages, the source's and the target's.
#[derive(Debug)]
pub struct Model {
    source: Language,
    target: Language,
    knowledge: Knowledge,
    /// Whether source and target are swapped within.
    is_mirrored: bool,
    fingerprint: Fingerprint,
}

/// How one of the two languages is read.
#[derive(Debug)]
struct Language {
    reader: Reader,
    vocabulary: Vocabulary,
}

impl Language {
    /// Returns the reader of a side that is in the same language.
    fn of(side: Option<&Side>) -> Language {
        let months = side.and_then(|side| side.language.as_ref()).map(Months::of).unwrap_or_default();
        Language { reader: Reader::new(months), vocabulary: Vocabulary::default() }
    }

    /// Returns the numbers of the words of a phrase, if all of them occur in the texts.
    fn phrase(&self, phrase: &str) -> Option<Vec<u32>> {
        let mut words = Vec::new();
        self.reader.read(phrase, |word| words.push(self.vocabulary.get(&word)));
        words.into_iter().collect()
    }

    /// Reads a text to learn from.
    fn learn(&mut self, side: &Side) -> Text {
        let Language { reader, vocabulary } = self;
        Text::read(side, reader, |word| vocabulary.add(word))
    }

    /// Reads a text whose words may be unknown.
    fn read(&self, side: &Side) -> Text {
        let mut strange = Vocabulary::default();
        let known = self.vocabulary.len() as u32;
        Text::read(side, &self.reader, |word| match self.vocabulary.get(&word) {
            Some(number) => number,
            None => known + strange.add(word),
        })
    }
}

impl Model {
    /// Learns from pairs of documents in the same two languages, given words of the two that translate each other.
    pub fn learn(pairs: &[(Side, Side)], words: &[[&str; 2]]) -> Model {
        // The sums of the lattice depend a little on which side is the first. So that swapping the sides mirrors the
        // result exactly, the texts decide which it is.
        let differing = pairs.iter().find(|(source, target)| source.sentences != target.sentences);
        let is_mirrored = differing.is_some_and(|(source, target)| source.sentences > target.sentences);
        let fingerprint = Fingerprint::of(&(VERSION, pairs, words));
        let first = pairs.first().map(|(source, target)| (Some(source), Some(target))).unwrap_or_default();
        let (one, other) = if is_mirrored { (first.1, first.0) } else { first };
        let (mut source, mut target) = (Language::of(one), Language::of(other));
        let mut texts = Vec::with_capacity(pairs.len());
        for (one, other) in pairs {
            let (one, other) = if is_mirrored { (other, one) } else { (one, other) };
            texts.push((source.learn(one), target.learn(other)));
        }
        // What one of the texts never says proves nothing, and would make of each word without its translation a sign that
        // sentences do not belong together.
        let phrases: Vec<(Vec<u32>, Vec<u32>)> = words
            .iter()
            .map(|[one, other]| if is_mirrored { [other, one] } else { [one, other] })
            .filter_map(|[one, other]| Some((source.phrase(one)?, target.phrase(other)?)))
            .collect();
        let mut known = cognates(&source.vocabulary, &target.vocabulary);
        listed::add(&mut known, &phrases);
        let counts = |vocabulary: &Vocabulary, text: fn(&(Text, Text)) -> &Text| {
            let mut counts = vec![0u32; vocabulary.len()];
            texts.iter().flat_map(|pair| text(pair).all_words()).for_each(|&word| counts[word as usize] += 1);
            counts
        };
        let (sources, targets) =
            (counts(&source.vocabulary, |pair| &pair.0), counts(&target.vocabulary, |pair| &pair.1));
        let lexicon = Lexicon::beforehand(&sources, &targets, &known);
        let knowledge = learning::learn(lexicon, &texts);
        Model { source, target, knowledge, is_mirrored, fingerprint }
    }

    /// Returns what stands for this model: two models with the same align every pair in the same way.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Aligns two documents. What comes out depends on the model and on what is given, on nothing else.
    pub fn align(&self, source: &Side, target: &Side, constraints: &Constraints) -> Alignment {
        let constraints = if self.is_mirrored { constraints.mirrored() } else { constraints.clone() };
        let (source, target) = if self.is_mirrored { (target, source) } else { (source, target) };
        let (source, target) = (self.source.read(source), self.target.read(target));
        let mut beads = Vec::new();
        for region in constraints.regions((source.len(), target.len())) {
            let mut aligned = Alignment { beads: self.align_region(&source, &target, region) };
            if !constraints.is_empty() {
                let last = aligned.beads.len().saturating_sub(1);
                for bead in aligned.beads.iter_mut().enumerate().filter(|(at, _)| *at == 0 || *at == last) {
                    bead.1.confidence = bead.1.confidence.max(BESIDE);
                }
            }
            // Each region by itself: what is mirrored is put in order, and must not pass a cut.
            beads.extend(if self.is_mirrored { aligned.mirrored().beads } else { aligned.beads });
        }
        Alignment { beads }
    }

    fn align_region(&self, source: &Text, target: &Text, region: Region) -> Vec<Bead> {
        let Region { source: rows, target: columns, is_bead } = region;
        if is_bead {
            return vec![Bead { source: rows, target: columns, confidence: CERTAIN }];
        }
        let (source, target) = (source.slice(rows.clone()), target.slice(columns.clone()));
        let pieces = pieces(&source, &target, &self.knowledge.lexicon);
        let align = |(sources, targets): (Range<usize>, Range<usize>)| {
            let (source, target) = (source.slice(sources.clone()), target.slice(targets.clone()));
            let likely = look(&self.knowledge, &source, &target);
            let beads = decode::decode(source.len(), target.len(), &likely);
            let start = (rows.start + sources.start, columns.start + targets.start);
            beads.into_iter().map(move |bead| bead.shifted(start)).collect::<Vec<Bead>>()
        };
        let beads: Vec<Vec<Bead>> = pieces.into_par_iter().map(|piece| align((piece.source, piece.target))).collect();
        beads.concat()
    }
}
