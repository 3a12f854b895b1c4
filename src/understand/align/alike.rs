//! Alike are sentences of a text with the same traits. What a score asks of no more than these, it need be asked but once
//! for each pair of traits, not for each pair of sentences.

use std::collections::BTreeMap;

/// The sentences of one side in classes of those that are alike.
pub(super) struct Classes {
    /// The class of each sentence.
    numbers: Vec<usize>,
    /// The first sentence of each class.
    firsts: Vec<usize>,
}

impl Classes {
    /// Returns the classes of the sentences with these traits.
    pub(super) fn of<T: Ord>(traits: impl Iterator<Item = T>) -> Classes {
        let mut classes = Classes { numbers: Vec::new(), firsts: Vec::new() };
        let mut known = BTreeMap::new();
        for (at, traits) in traits.enumerate() {
            let number = *known.entry(traits).or_insert(classes.firsts.len());
            if number == classes.firsts.len() {
                classes.firsts.push(at);
            }
            classes.numbers.push(number);
        }
        classes
    }
}

/// The scores of all pairs of sentences of two sides.
pub(super) struct Table {
    sources: Classes,
    /// For each class of source sentences the scores with each target sentence.
    rows: Vec<Vec<f32>>,
}

impl Table {
    /// Returns the table of `score`, which takes a sentence of each side and is the same for those that are alike.
    pub(super) fn new(sources: Classes, targets: Classes, score: impl Fn(usize, usize) -> f64) -> Table {
        let row = |&source: &usize| -> Vec<f32> {
            let scores: Vec<f32> = targets.firsts.iter().map(|&target| score(source, target) as f32).collect();
            targets.numbers.iter().map(|&number| scores[number]).collect()
        };
        Table { rows: sources.firsts.iter().map(row).collect(), sources }
    }

    /// Returns the scores of a source sentence with each target sentence.
    pub(super) fn row(&self, source: usize) -> &[f32] {
        &self.rows[self.sources.numbers[source]]
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn sentences_that_are_alike_are_scored_once() {
        let asked = Cell::new(0);
        let score = |source: usize, target: usize| {
            asked.set(asked.get() + 1);
            (10 * source + target) as f64
        };
        let table = Table::new(Classes::of([7, 9, 7].into_iter()), Classes::of("aaba".chars()), score);
        assert_eq!(
            [0, 1, 2].map(|source| table.row(source).to_vec()),
            [[0.0, 0.0, 2.0, 0.0], [10.0, 10.0, 12.0, 10.0], [0.0, 0.0, 2.0, 0.0]]
        );
        assert_eq!(asked.get(), 4);
    }
}
