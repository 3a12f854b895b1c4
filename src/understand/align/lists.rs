//! Lists of which there are many, such as the words of each sentence: one after the other in one place.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Lists by number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Lists<T> {
    items: Vec<T>,
    /// Where each list ends.
    ends: Vec<u32>,
}

impl<T> Lists<T> {
    /// Returns how many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the items of all lists.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }

    /// Returns them to be changed.
    pub(super) fn items_mut(&mut self) -> &mut [T] {
        &mut self.items
    }

    /// Returns the items of a list; none of one that is not there.
    pub(super) fn of(&self, list: usize) -> &[T] {
        &self.items[self.range(list)]
    }

    /// Returns them to be changed.
    pub(super) fn of_mut(&mut self, list: usize) -> &mut [T] {
        let range = self.range(list);
        &mut self.items[range]
    }

    /// Returns the items of neighbouring lists.
    pub(super) fn span(&self, lists: Range<usize>) -> &[T] {
        &self.items[self.start(lists.start)..self.start(lists.end)]
    }

    /// Returns where the items of a list stand among all.
    pub(super) fn range(&self, list: usize) -> Range<usize> {
        self.start(list)..self.start(list + 1)
    }

    /// Adds a list.
    pub(super) fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(self.items.len() as u32);
    }

    fn start(&self, list: usize) -> usize {
        let Some(before) = list.checked_sub(1) else { return 0 };
        self.ends.get(before).map_or(self.items.len(), |&end| end as usize)
    }
}

impl<T> Default for Lists<T> {
    fn default() -> Lists<T> {
        Lists { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T, I: IntoIterator<Item = T>> FromIterator<I> for Lists<T> {
    fn from_iter<L: IntoIterator<Item = I>>(lists: L) -> Lists<T> {
        let mut all = Lists::default();
        lists.into_iter().for_each(|list| all.push(list));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_is_found_again() {
        let lists: Lists<i32> = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        assert_eq!([0, 1, 2, 3, 9].map(|list| lists.of(list)), [&[1, 2][..], &[], &[3], &[], &[]]);
        assert_eq!((lists.span(0..3), lists.span(1..3), lists.range(2)), (lists.items(), &[3][..], 2..3));
    }
}
