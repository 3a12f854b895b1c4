//! Knowledge is what sentences of two languages that answer each other have in common, as far as texts have shown it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::candidates::Example;
use super::decode;
use super::lengths::Lengths;
use super::lexicon::Lexicon;
use super::shape::{Likely, SHAPES};
use super::steps::{StepCounts, Steps};
use super::structure::{Signs, Structure};
use super::text::Text;

/// Beads at least this probable teach words, each as far as it is probable.
const TEACHING: f64 = 0.3;

/// What is known of two languages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Knowledge {
    pub(super) lexicon: Lexicon,
    pub(super) lengths: Lengths,
    pub(super) structure: Structure,
    pub(super) steps: Steps,
}

/// Two texts to learn from, or a part of two.
pub(super) struct Lesson {
    pub(super) source: Text,
    pub(super) target: Text,
}

impl Knowledge {
    /// Returns what is known before anything is aligned: `lexicon`, how long sentences are, and what is usual.
    pub(super) fn new(lexicon: Lexicon, lessons: &[Lesson]) -> Knowledge {
        let sources: Vec<&Text> = lessons.iter().map(|lesson| &lesson.source).collect();
        let targets: Vec<&Text> = lessons.iter().map(|lesson| &lesson.target).collect();
        Knowledge {
            lexicon,
            lengths: Lengths::new(&all_lengths(&sources), &all_lengths(&targets)),
            structure: Structure::new(&sources, &targets),
            steps: Steps::new(&StepCounts::default()),
        }
    }

    /// Learns from the likely beads of each lesson. Words are learned afresh.
    pub(super) fn learn(&mut self, lessons: &[Lesson], likely: &[Vec<Likely>]) {
        let mut examples = Vec::new();
        let mut lengths = Vec::new();
        let mut signs = Signs::default();
        let mut steps = StepCounts::default();
        for (Lesson { source, target }, likely) in lessons.iter().zip(likely) {
            for bead in likely {
                let (sources, targets): (Range<usize>, Range<usize>) =
                    (bead.i - bead.m..bead.i, bead.j - bead.n..bead.j);
                let weight = bead.probability;
                if let Some(at) = SHAPES.iter().position(|&shape| shape == (bead.m, bead.n)) {
                    steps.shapes[at] += weight;
                }
                signs.add(source, target, sources.clone(), targets.clone(), weight);
                let sum = |lengths: &[f64]| lengths.iter().sum::<f64>();
                lengths.push((sum(&source.lengths[sources.clone()]), sum(&target.lengths[targets.clone()]), weight));
                if weight > TEACHING {
                    examples.push(Example { source: source.words(sources), target: target.words(targets), weight });
                }
            }
            decode::count_gaps(source.len(), target.len(), likely, &mut steps);
        }
        self.lexicon.learn(&examples);
        self.lengths.learn(&lengths);
        self.structure.learn(&signs);
        self.steps = Steps::new(&steps);
    }
}

fn all_lengths(texts: &[&Text]) -> Vec<f64> {
    texts.iter().flat_map(|text| text.lengths.iter().copied()).collect()
}
