//! The score of two documents is how much their features speak for their being translations of each other: the logarithm
//! of a likelihood ratio, after Fellegi and Sunter (*A Theory for Record Linkage*, 1969).
//!
//! Three things are weighed: which features both have, against how many documents have them anyway; whether these stand
//! at the same places, which two texts about one subject do not show; and how long the texts are.

use super::features::{Feature, Kind, Profile};
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
/// How much of a feature's rarity counts. The features of a text are not independent, as the sum supposes: who mentions
/// Kalatozov also mentions Samoilova.
const RARITY: f64 = 0.5;
/// The place of a feature counts in full when it weighs at least so much.
const ENOUGH_WEIGHT: f64 = 2.0;
/// The spread of marks that answer each other, in parts of the document. Their order is kept better than that of names.
const MARK_SPREAD: f64 = 0.02;
/// How much a mark counts: its place says much of what the places of its neighbours say.
const MARK_WEIGHT: f64 = 0.5;
/// What a mark says that the other document does not have at all.
const MARK_MISSED: f64 = -0.7;
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

    /// Returns how much speaks for the two documents being translations of each other, in natural logarithms of
    /// likelihood ratios.
    pub(super) fn score(&self, one: &Profile, other: &Profile) -> f64 {
        let mut score = length_evidence(one.length, other.length);
        score += (mark_evidence(one, other) + mark_evidence(other, one)) / 2.0;
        let mut others = self.features(other).peekable();
        for feature in self.features(one) {
            while let Some(missing) = others.next_if(|other| other.id < feature.id) {
                score += self.missing(missing, self.indexes[0]);
            }
            score += match others.next_if(|other| other.id == feature.id) {
                Some(other) => self.shared(feature, other),
                None => self.missing(feature, self.indexes[1]),
            };
        }
        score + others.map(|missing| self.missing(missing, self.indexes[0])).sum::<f64>()
    }

    /// Returns what a feature says that both documents have.
    fn shared(&self, one: &Feature, other: &Feature) -> f64 {
        let feature = Feature { kind: one.kind.min(other.kind), ..*one };
        let weights = self.indexes.map(|index| self.weight(&feature, index.frequency(one.id), index));
        let weight = weights[0].min(weights[1]);
        // What every document has tells nothing by its place either.
        let telling = (weight / ENOUGH_WEIGHT).min(1.0);
        weight * RARITY + place_evidence(f64::from(one.position), f64::from(other.position)) * telling
    }

    /// Returns what a feature says that only one document has, if any document of the other language, in `index`, has it.
    fn missing(&self, feature: &Feature, index: &Index) -> f64 {
        let (kept, _) = expectation(feature.kind);
        if index.frequency(feature.id) > 0 { (1.0 - kept).ln() * RARITY } else { 0.0 }
    }
}

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
fn mark_evidence(one: &Profile, other: &Profile) -> f64 {
    let evidence = |(mark, places): (&char, &Vec<f32>)| -> f64 {
        let nearest = |others: &[f32]| places.iter().map(|place| nearest_evidence(*place, others)).sum();
        other.marks.get(mark).map_or(MARK_MISSED * places.len() as f64, |others| nearest(others))
    };
    one.marks.iter().map(evidence).sum::<f64>() * MARK_WEIGHT
}

/// Returns what a mark at `place` says where the other document has such marks at `others`, in order. The distance to the
/// nearest of n random places is distributed exponentially, with a mean of 1/2n; so is that to the counterpart, with a mean
/// of its spread. Whichever is nearer is found.
fn nearest_evidence(place: f32, others: &[f32]) -> f64 {
    let behind = others.partition_point(|other| *other < place);
    let neighbours = &others[behind.saturating_sub(1)..others.len().min(behind + 1)];
    let nearest = neighbours.iter().map(|other| f64::from((other - place).abs())).fold(1.0, f64::min);
    let rate = 2.0 * others.len() as f64;
    let near = (1.0 + 1.0 / (MARK_SPREAD * rate)) * (-nearest / MARK_SPREAD).exp();
    (FAITHFUL * near + (1.0 - FAITHFUL)).ln()
}

fn length_evidence(one: usize, other: usize) -> f64 {
    let ratio = (one.max(1) as f64 / other.max(1) as f64).ln();
    let (of_translations, of_any) = LENGTH_SPREAD;
    let log_density = |spread: f64| -(ratio / spread).powi(2) / 2.0 - spread.ln();
    (log_density(of_translations) - log_density(of_any)).clamp(-MOST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a text of some pages with so many quotation marks between two places.
    fn dialogue(marks: u16, from: f32, to: f32) -> Profile {
        let places = (0..marks).map(|at| from + (to - from) * f32::from(at) / f32::from(marks)).collect();
        Profile { marks: [('"', places)].into(), length: 40_000, ..Profile::default() }
    }

    #[test]
    fn marks_speak_for_a_text_that_has_them_at_the_same_places_however_many_they_are() {
        let index = Index::default();
        let between = Between { indexes: [&index; 2], same_script: true };
        let silent = Profile { length: 40_000, ..Profile::default() };
        for marks in [5, 20, 50, 500] {
            let [whole, first, second] =
                [(0.0, 1.0), (0.0, 0.4), (0.6, 1.0)].map(|(from, to)| dialogue(marks, from, to));
            assert!(between.score(&whole, &whole) > between.score(&silent, &silent), "{marks}");
            assert!(between.score(&first, &second) < between.score(&silent, &silent), "{marks}");
        }
    }
}
