//! Works stand in one order wherever they are listed, and in all languages: the newest first, those of one day or of none as they
//! are numbered, and then by their names.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorPreferences};
use rayon::prelude::*;

use super::Entry;

/// Sorts works, each with the path that its files have in common, if they have one; else its slug is its name.
pub(super) fn sort(works: &mut [(Entry, Option<String>)]) {
    let compare = comparison();
    works.par_sort_by(|one, other| {
        let by_rank = one.0.facts.rank().cmp(&other.0.facts.rank());
        by_rank.then_with(|| compare(name(one), name(other))).then_with(|| one.0.slug.cmp(&other.0.slug))
    });
}

fn name((entry, path): &(Entry, Option<String>)) -> &str {
    path.as_ref().unwrap_or(&entry.slug)
}

/// Returns how two paths are sorted: as the alphabet of no language in particular has it, numbers by what they count, and what
/// lies in a folder together.
fn comparison() -> impl Fn(&str, &str) -> Ordering {
    let mut preferences = CollatorPreferences::default();
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let collator = Collator::try_new(preferences, CollatorOptions::default()).ok();
    // Of all that has a place in the alphabet, a tab comes first.
    let sorted = |path: &str| path.replace('/', "\t");
    move |one, other| match &collator {
        Some(collator) => collator.compare(&sorted(one), &sorted(other)),
        None => one.cmp(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_sorted_as_a_person_would_lay_them_out() {
        let sorted = [
            "2-first/1-intro",
            "2-first/10-end",
            "2-first-aid/1-start",
            "10-last",
            "appendix",
            "course",
            "course/lesson-2",
            "course/lesson-10",
            "course 2/lesson-1",
            "épreuve",
            "lesson2",
            "lesson10",
            "zebra",
            "журавли",
        ];
        let mut found = sorted;
        found.reverse();
        found.sort_by(|one, other| comparison()(one, other));
        assert_eq!(found, sorted);
    }
}
