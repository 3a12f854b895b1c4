//! The first few of many in an order, without putting all of them in it.

use std::cmp::Ordering;

/// Keeps the first `most` of `items` in an order that tells all of them apart, and puts those in it.
pub(super) fn keep_first<T>(items: &mut Vec<T>, most: usize, order: impl Fn(&T, &T) -> Ordering) {
    if items.len() > most {
        items.select_nth_unstable_by(most, &order);
        items.truncate(most);
    }
    items.sort_unstable_by(order);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_kept_in_order() {
        for most in 0..9 {
            let mut numbers = vec![5, 3, 8, 1, 7, 2, 6];
            keep_first(&mut numbers, most, Ord::cmp);
            assert_eq!(numbers, [1, 2, 3, 5, 6, 7, 8][..most.min(7)]);
        }
    }
}
