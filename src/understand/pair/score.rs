//! The score of two documents is how much their features speak for their being translations of each other: the logarithm
//! of a likelihood ratio, after Fellegi and Sunter (*A Theory for Record Linkage*, 1969).
//!
//! Three things are weighed: which features both have, against how many documents have them anyway; whether these stand
//! at the same places, which two texts about one subject do not show; and how long the texts are.

use super::features::{Feature, Kind, Mark, Profile};
use super::index::Index;

/// How many documents' worth of belief the prior frequencies of features have. In a library of few documents they decide.
const PRIOR_DOCUMENTS: f64 = 12.0;
/// Of places that answer each other, so many do so closely; the others were moved by the translator, or are another
/// mention of the same name.
const FAITHFUL: f64 = 0.75;
/// The spread of places that answer each other, in parts of the document.
const PLACE_SPREAD: f64 = 0.05;
/// The spread of the logarithm of the ratio of two translations' lengths, and of any two documents'.
const LENGTH_SPREAD: (f64, f64) = (0.25, 0.8);
/// No single fact counts for more than this, for or against.
const MOST: f64 = 6.0;

/// The two languages whose documents are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Between<'a> {
    /// The documents of the first and of the second language.
    pub(super) indexes: [&'a Index; 2],
    /// Whether the two are written in the same script.
    pub(super) same_script: bool,
}

/// How much speaks for two documents being translations of each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Score {
    /// The sum of all evidence, in natural logarithms of likelihood ratios.
    pub(super) total: f64,
    /// How many features both have.
    pub(super) shared: usize,
    /// What the places of the features say: below 0, the texts have them in different orders.
    pub(super) places: f64,
    /// What the marks of punctuation say.
    pub(super) marks: f64,
}

impl Between<'_> {
    /// Returns the features of `profile` that count here.
    pub(super) fn features<'a>(&self, profile: &'a Profile) -> impl Iterator<Item = &'a Feature> {
        let same_script = self.same_script;
        profile.features.iter().filter(move |feature| feature.kind.counts(same_script))
    }

    /// Returns how much it tells that a document has `feature`, as `frequency` documents of `index` have.
    pub(super) fn weight(&self, feature: &Feature, frequency: usize, index: &Index) -> f64 {
        let (kept, prior) = expectation(feature.kind);
        let chance = (frequency as f64 + PRIOR_DOCUMENTS * prior) / (index.documents() as f64 + PRIOR_DOCUMENTS);
        (kept / chance).ln().clamp(0.0, MOST)
    }

    /// Returns how much speaks for the two documents being translations of each other.
    pub(super) fn score(&self, one: &Profile, other: &Profile) -> Score {
        let mut score = Score { total: length_evidence(one.length, other.length), ..Score::default() };
        let mut others = self.features(other).peekable();
        for feature in self.features(one) {
            while others.next_if(|other| other.id < feature.id).is_some_and(|missing| score.miss(missing, self, 0)) {}
            match others.next_if(|other| other.id == feature.id) {
                Some(other) => score.share(feature, other, self),
                None => drop(score.miss(feature, self, 1)),
            }
        }
        others.for_each(|missing| drop(score.miss(missing, self, 0)));
        score.marks = (mark_evidence(one, other) + mark_evidence(other, one)) / 2.0;
        score.total += score.marks;
        score
    }
}

impl Score {
    fn share(&mut self, one: &Feature, other: &Feature, between: &Between) {
        let [first, second] = between.indexes;
        let kind = if one.kind == other.kind { one.kind } else { one.kind.min(other.kind) };
        let feature = Feature { kind, ..*one };
        let weight = between.weight(&feature, first.frequency(one.id), first);
        let weight = weight.min(between.weight(&feature, second.frequency(one.id), second));
        let place = place_evidence(f64::from(one.position), f64::from(other.position));
        // What every document has tells nothing by its place either.
        let telling = (weight / 2.0).min(1.0);
        self.total += weight * RARITY + place * telling;
        self.places += place * telling;
        self.shared += usize::from(weight > 0.5);
    }

    /// Counts a feature that only one document has, if documents of the other language, at `language`, have it at all.
    fn miss(&mut self, feature: &Feature, between: &Between, language: usize) -> bool {
        if between.indexes[language].frequency(feature.id) > 0 {
            let (kept, _) = expectation(feature.kind);
            self.total += (1.0 - kept).ln() * RARITY;
        }
        true
    }
}

/// How much of a feature's rarity counts. The features of a text are not independent, as the sum supposes: who mentions
/// Kalatozov also mentions Samoilova.
const RARITY: f64 = 0.5;

/// Returns how often a translation has a feature of this kind, and how often any other document has it.
fn expectation(kind: Kind) -> (f64, f64) {
    match kind {
        Kind::LongNumber => (0.8, 0.02),
        Kind::ShortNumber => (0.7, 0.06),
        Kind::Name => (0.5, 0.03),
        Kind::Word => (0.2, 0.05),
        Kind::Sound(..=3) => (0.2, 0.15),
        Kind::Sound(4) => (0.2, 0.06),
        Kind::Sound(5) => (0.2, 0.02),
        Kind::Sound(_) => (0.2, 0.01),
    }
}

/// Returns what the places of a feature in two documents say: near each other, they speak for a translation. The distance
/// of two random places is distributed as a triangle.
fn place_evidence(one: f64, other: f64) -> f64 {
    let distance = (one - other).abs().min(0.98);
    let chance = 2.0 * (1.0 - distance);
    let near = 2.0 * (-(distance / PLACE_SPREAD).powi(2) / 2.0).exp() / (PLACE_SPREAD * std::f64::consts::TAU.sqrt());
    ((FAITHFUL * near + (1.0 - FAITHFUL) * chance) / chance).ln()
}

/// Returns what the marks of `one` say: where `other` has the same mark near the same place, they speak for a translation.
/// The distance to the nearest of n random places is distributed exponentially, with a mean of 1/2n.
fn mark_evidence(one: &Profile, other: &Profile) -> f64 {
    let evidence = |mark: &Mark| {
        let same = other.marks.iter().filter(|candidate| candidate.mark == mark.mark);
        let (mut count, mut nearest) = (0, 1.0f64);
        for candidate in same {
            count += 1;
            nearest = nearest.min(f64::from((candidate.position - mark.position).abs()));
        }
        if count == 0 {
            return MARK_MISSED;
        }
        let rate = 2.0 * f64::from(count);
        let chance = rate * (-rate * nearest).exp();
        let near = 2.0 * (-(nearest / MARK_SPREAD).powi(2) / 2.0).exp() / (MARK_SPREAD * std::f64::consts::TAU.sqrt());
        ((FAITHFUL * near + (1.0 - FAITHFUL) * chance) / chance).ln().clamp(-2.0, 3.0)
    };
    one.marks.iter().map(evidence).sum::<f64>() * MARK_WEIGHT
}

const MARK_MISSED: f64 = -0.7;
const MARK_SPREAD: f64 = 0.02;
const MARK_WEIGHT: f64 = 0.5;

fn length_evidence(one: usize, other: usize) -> f64 {
    let ratio = (one.max(1) as f64 / other.max(1) as f64).ln();
    let (of_translations, of_any) = LENGTH_SPREAD;
    let log_density = |spread: f64| -(ratio / spread).powi(2) / 2.0 - spread.ln();
    (log_density(of_translations) - log_density(of_any)).clamp(-MOST, MOST)
}
