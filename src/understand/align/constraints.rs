//! Constraints are what an alignment must observe: sentences of both sides that are one bead, and places where a bead
//! begins.

use std::collections::BTreeSet;
use std::ops::Range;

/// What an alignment must observe. Each constraint lies before or behind each other on both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints(BTreeSet<Constraint>);

/// Where a bead begins on both sides, and where it ends; at the same place, if only that is known.
type Constraint = ((usize, usize), (usize, usize));

/// A part of two texts between two constraints, or one that is a bead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) source: Range<usize>,
    pub(super) target: Range<usize>,
    /// Whether it is one bead.
    pub(super) is_bead: bool,
}

impl Constraints {
    /// Demands that these sentences of source and target are one bead. Tells whether all that is demanded allows it;
    /// otherwise it is left aside.
    pub fn pin(&mut self, source: Range<usize>, target: Range<usize>) -> bool {
        let holds_both = source.start < source.end && target.start < target.end;
        holds_both && self.add(((source.start, target.start), (source.end, target.end)))
    }

    /// Demands that no bead reaches across the place before these sentences of source and target. Tells whether all that
    /// is demanded allows it; otherwise it is left aside.
    pub fn cut(&mut self, source: usize, target: usize) -> bool {
        self.add(((source, target), (source, target)))
    }

    /// Returns the places, before sentences of source and target, that no bead reaches across.
    pub fn places(&self) -> BTreeSet<(usize, usize)> {
        self.0.iter().flat_map(|&(start, end)| [start, end]).collect()
    }

    fn add(&mut self, new: Constraint) -> bool {
        let is_before = |one: Constraint, other: Constraint| one.1.0 <= other.0.0 && one.1.1 <= other.0.1;
        let before = self.0.range(..new).next_back().is_none_or(|before| is_before(*before, new));
        let behind = self.0.range(new..).next().is_none_or(|behind| is_before(new, *behind));
        self.0.contains(&new) || before && behind && self.0.insert(new)
    }

    /// Returns the parts of two texts of this size, in order. What reaches beyond the texts is left aside.
    pub(super) fn regions(&self, size: (usize, usize)) -> Vec<Region> {
        let mut regions = Vec::new();
        let mut from = (0, 0);
        let within = |&&(_, end): &&Constraint| end.0 <= size.0 && end.1 <= size.1;
        for &(start, end) in self.0.iter().filter(within).chain([&(size, size)]) {
            for (to, is_bead) in [(start, false), (end, true)] {
                if to != from {
                    regions.push(Region { source: from.0..to.0, target: from.1..to.1, is_bead });
                }
                from = to;
            }
        }
        regions
    }

    /// Returns the same with the sides swapped.
    pub(super) fn mirrored(&self) -> Constraints {
        let mirror = |(i, j): (usize, usize)| (j, i);
        Constraints(self.0.iter().map(|&(start, end)| (mirror(start), mirror(end))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_contradicts_is_not_admitted() {
        let mut constraints = Constraints::default();
        assert!(constraints.pin(2..4, 2..3) && constraints.cut(6, 6));
        for (source, target, admitted) in [
            (0..2, 0..2, true),
            (0..1, 3..4, false),
            (3..5, 2..3, false),
            (4..6, 3..6, true),
            (5..7, 5..7, false),
            (7..8, 5..6, false),
            (0..0, 0..1, false),
            (2..4, 2..3, true),
        ] {
            assert_eq!(constraints.clone().pin(source.clone(), target.clone()), admitted, "{source:?} {target:?}");
        }
        assert!(constraints.clone().cut(4, 3) && !constraints.clone().cut(3, 2) && constraints.clone().cut(6, 6));
    }

    #[test]
    fn regions_cover_both_texts() {
        let mut constraints = Constraints::default();
        assert!(constraints.pin(1..2, 1..3) && constraints.cut(4, 4) && constraints.cut(9, 9));
        let region = |source, target, is_bead| Region { source, target, is_bead };
        assert_eq!(
            constraints.regions((5, 5)),
            [region(0..1, 0..1, false), region(1..2, 1..3, true), region(2..4, 3..4, false), region(4..5, 4..5, false)]
        );
        assert_eq!(Constraints::default().regions((0, 0)), []);
    }
}
