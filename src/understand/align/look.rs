//! A look at two texts: the likely beads between them, given what is known.

use super::evidence::Evidence;
use super::knowledge::Knowledge;
use super::lattice;
use super::shape::Likely;
use super::sketch::sketch;
use super::text::Text;

/// Returns the beads that are not wholly unlikely, ordered by their ends.
pub(super) fn look(knowledge: &Knowledge, source: &Text, target: &Text) -> Vec<Likely> {
    let evidence = Evidence::new(knowledge, source, target);
    let band = sketch(&evidence, &knowledge.steps);
    lattice::likely(&evidence, &band, &knowledge.steps)
}
