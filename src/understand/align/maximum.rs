//! The greatest value up to an index.

/// A Fenwick tree of maxima: for each index a value, and what has it.
pub(super) struct Maximum<V>(Vec<Option<(V, usize)>>);

impl<V: PartialOrd + Copy> Maximum<V> {
    /// Returns the tree of so many indices without a value.
    pub(super) fn new(size: usize) -> Maximum<V> {
        Maximum(vec![None; size + 1])
    }

    /// Puts a value, which `what` has, to an index.
    pub(super) fn raise(&mut self, index: usize, value: V, what: usize) {
        let mut at = index + 1;
        while let Some(most) = self.0.get_mut(at) {
            if most.is_none_or(|(most, _)| value > most) {
                *most = Some((value, what));
            }
            at += at & at.wrapping_neg();
        }
    }

    /// Returns the greatest value before an index, and what has it.
    pub(super) fn before(&self, end: usize) -> Option<(V, usize)> {
        let (mut greatest, mut at): (Option<(V, usize)>, usize) = (None, end);
        while at > 0 {
            if let Some((value, what)) = self.0[at]
                && greatest.is_none_or(|(most, _)| value > most)
            {
                greatest = Some((value, what));
            }
            at &= at - 1;
        }
        greatest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_before_an_index_is_found() {
        let mut tree = Maximum::new(5);
        assert_eq!(tree.before(5), None);
        for (what, (index, value)) in [(3, 1.0), (1, 0.5), (4, 0.9), (0, -1.0)].into_iter().enumerate() {
            tree.raise(index, value, what);
        }
        let found: Vec<Option<usize>> = (0..=5).map(|end| tree.before(end).map(|(_, what)| what)).collect();
        assert_eq!(found, [None, Some(3), Some(1), Some(1), Some(0), Some(0)]);
    }
}
