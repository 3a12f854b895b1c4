//! Shapes of beads: how many sentences of each side they hold.

/// The most sentences of one side that a bead may hold.
pub(super) const WIDEST: usize = 5;

/// The most source sentences that a bead holds with more than one of the target.
pub(super) const WIDEST_OF_SEVERAL: usize = 3;

/// The shapes of beads with both sides that are tried, source and target.
pub(super) const SHAPES: [(usize, usize); 14] =
    [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (1, 5), (5, 1), (3, 3), (2, 4)];

/// A bead with both sides and its probability: it ends before sentence `i` of the source and `j` of the target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likely {
    pub(super) i: usize,
    pub(super) j: usize,
    pub(super) m: usize,
    pub(super) n: usize,
    pub(super) probability: f64,
}
