//! A course is what its author has numbered: the works of one folder that have an `order`, of one day or without one. Readers go
//! through it from text to text.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Entry, Steps};

/// Returns `works`, which stand in their order, each with the folder that it lies in, with the steps from each to those beside it.
pub(super) fn joined(mut works: Vec<(Entry, String)>) -> Vec<Entry> {
    walk(works.iter_mut(), |entry| &mut entry.steps[0]);
    walk(works.iter_mut().rev(), |entry| &mut entry.steps[1]);
    works.into_iter().map(|(entry, _)| entry).collect()
}

/// Passes the works of each course, and leads back from each to the last that was passed in each language.
fn walk<'e>(works: impl Iterator<Item = &'e mut (Entry, String)>, steps: impl Fn(&mut Entry) -> &mut Steps) {
    let mut courses: BTreeMap<(&str, Option<Date>), Steps> = BTreeMap::new();
    for (entry, folder) in works.filter(|(entry, _)| entry.facts.order.is_some()) {
        let passed = courses.entry((folder, entry.facts.date)).or_default();
        steps(entry).clone_from(passed);
        passed.extend(entry.members.iter().map(|member| (member.language.clone(), entry.slug.clone())));
    }
}
