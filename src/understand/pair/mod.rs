//! Pairing finds which documents are translations of each other: those that a work file lists, then those with equal
//! names apart from the language, then those whose contents match. A group never has two documents of one language.
//!
//! Contents are matched (`contents`) by what survives translation (`features`), found through an index of rare features
//! (`index`), compared (`score`), and assigned one to one for each pair of languages (`assign`); the pairs of all languages are
//! then joined (`groups`), the surest first. Of those that are not sure, the likeliest are aligned, since in texts of some length
//! the sentences of others do not answer each other. What is not sure then stays single and is reported.

pub(crate) mod sound;
mod features;
mod index;
mod score;
mod assign;
mod groups;
mod contents;

use std::collections::BTreeMap;

use self::contents::{Comparer, Profiler, match_contents};
pub(super) use self::features::Profile;
pub(super) use self::groups::Group;
use self::groups::Groups;
use super::Text;
use crate::ground::diagnostic::Diagnostic;

/// Returns the groups that `documents` form, in the order of their first documents. `stated` are the documents of each
/// work file that lists them; nothing is added to those. `profile` is only asked where names do not tell, and `agreement` where
/// profiles do not either.
pub(super) fn pair(
    documents: &[Text],
    stated: &BTreeMap<usize, Vec<usize>>,
    profile: &Profiler,
    agreement: &Comparer,
) -> (Vec<Group>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut groups = Groups::new(documents);
    for listed in stated.values() {
        groups.state(listed);
    }
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (document, text) in documents.iter().enumerate().filter(|&(document, _)| groups.is_open(document)) {
        by_key.entry(&text.settled.key).or_default().push(document);
    }
    for named in by_key.into_values() {
        diagnostics.extend(groups.name(&named));
    }
    diagnostics.extend(match_contents(&mut groups, profile, agreement));
    (groups.finish(), diagnostics)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::contents::SAMPLE;
    use super::*;
    use crate::ground::facts::Facts;
    use crate::ground::fingerprint::Printed;
    use crate::ground::language::Language;
    use crate::read::{Format, Seed};
    use crate::understand::Settled;

    #[test]
    fn texts_that_are_not_translated_yet_have_no_more_than_a_sample_of_the_others_looked_at() {
        let seed = |name: &str| {
            let (path, facts) = (name.to_owned(), Facts::default());
            Printed::new(Seed {
                path,
                name: name.to_owned(),
                format: Format::PlainText,
                text: name.into(),
                body: 0..0,
                facts,
            })
        };
        let named = (0..500).flat_map(|number| ["en", "es"].map(|tag| (number.to_string(), tag)));
        let alone = [("harbour", "en"), ("huerta", "es")].map(|(name, tag)| (name.to_owned(), tag));
        let texts: Vec<(String, &str)> = named.chain(alone).collect();
        let seeds: Vec<_> = texts.iter().map(|(name, _)| seed(name)).collect();
        let settled = |(key, tag): &(String, &str)| Settled {
            language: Language::new(tag).expect("a language"),
            key: key.clone(),
            folder: String::new(),
        };
        let documents: Vec<Text> =
            seeds.iter().zip(&texts).map(|(seed, text)| Text { seed, settled: settled(text) }).collect();
        let looks = AtomicUsize::new(0);
        let profile = |_: &Text, _| {
            looks.fetch_add(1, Ordering::Relaxed);
            Arc::default()
        };
        let (groups, _) = pair(&documents, &BTreeMap::new(), &profile, &|_| 0.0);
        assert_eq!(groups.len(), 502);
        assert_eq!(looks.into_inner(), 2 * SAMPLE);
    }
}
