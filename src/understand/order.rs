//! Works stand in one order wherever they are listed, and in all languages: the newest first, those of one day or of none as they
//! are numbered, and then by their names.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorPreferences};
use rayon::prelude::*;

use super::Entry;

/// Returns works in their order, each with its folder. It comes with that and with the path that its files have in common, if they
/// have one; else its slug is its name.
pub(super) fn sorted(works: impl Iterator<Item = (Entry, (Option<String>, String))>) -> Vec<(Entry, String)> {
    let named = works.map(|(entry, (path, folder))| (sortable(path.as_ref().unwrap_or(&entry.slug)), entry, folder));
    let (mut named, compare) = (named.collect::<Vec<_>>(), comparison());
    named.par_sort_by(|(one_name, one, _), (other_name, other, _)| {
        let by_rank = one.facts.rank().cmp(&other.facts.rank());
        by_rank.then_with(|| compare(one_name, other_name)).then_with(|| one.slug.cmp(&other.slug))
    });
    named.into_iter().map(|(_, entry, folder)| (entry, folder)).collect()
}

/// Returns a path as it is sorted: what lies in a folder together. Of all that has a place in the alphabet, a tab comes first.
fn sortable(path: &str) -> String {
    path.replace('/', "\t")
}

/// Returns how names are sorted: as the alphabet of no language in particular has it, and numbers by what they count.
fn comparison() -> impl Fn(&str, &str) -> Ordering {
    let mut preferences = CollatorPreferences::default();
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let collator = Collator::try_new(preferences, CollatorOptions::default()).ok();
    move |one, other| collator.as_ref().map_or_else(|| one.cmp(other), |collator| collator.compare(one, other))
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
        found.sort_by(|one, other| comparison()(&sortable(one), &sortable(other)));
        assert_eq!(found, sorted);
    }
}
