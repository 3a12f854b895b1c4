//! Merging makes one set of facts for a work of what its work file and its documents' front matter say.
//!
//! The work file wins. What front matter says in words (a title, a summary, tags) belongs to its document's language; what
//! it says of the work (a date, a film) is said once and holds for all languages.

use std::collections::BTreeMap;

use super::Settled;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::facts::Facts;
use crate::ground::language::{Language, Localized};
use crate::read::Seed;

/// The front matter of one document.
pub(super) struct Source<'a> {
    path: &'a str,
    language: &'a Language,
    facts: &'a Facts,
}

impl<'a> Source<'a> {
    /// Returns what the front matter of `seed` says.
    pub(super) fn new(seed: &'a Seed, settled: &'a Settled) -> Source<'a> {
        Source { path: &seed.path, language: &settled.language, facts: &seed.facts }
    }
}

/// Returns the facts of a work, and a warning for each that two documents state differently.
pub(super) fn facts(work_file: Option<&Facts>, sources: &[Source]) -> (Facts, Vec<Diagnostic>) {
    let stated = work_file.cloned().unwrap_or_default();
    let mut merged = stated.clone();
    for source in sources {
        let (own, language) = (source.facts, source.language);
        merged = Facts {
            title: join(merged.title.clone(), in_language(&own.title, language)),
            summary: join(merged.summary.clone(), in_language(&own.summary, language)),
            tags: join(merged.tags.clone(), in_language(&own.tags, language)),
            translator: join(merged.translator.clone(), in_language(&own.translator, language)),
            ..merged.or(own.clone())
        };
    }
    merged.author = stated.author.clone().or_else(|| authors(sources));
    merged.language = None;
    merged.draft = stated.draft;
    (merged, disagreements(&stated, sources))
}

/// Returns the authors that the documents name: the same for all languages, unless they are named differently, as names are
/// in another script.
fn authors(sources: &[Source]) -> Option<Localized<Vec<String>>> {
    let named: Vec<_> =
        sources.iter().filter_map(|source| Some((source.language, source.facts.author.as_ref()?))).collect();
    let (_, first) = *named.first()?;
    if named.iter().all(|(_, author)| *author == first) {
        return Some(first.clone());
    }
    named
        .into_iter()
        .fold(None, |merged, (language, author)| join(merged, in_language(&Some(author.clone()), language)))
}

/// Returns `fact` as said in `language` alone, unless it says for itself what it is in each language.
fn in_language<T: Clone>(fact: &Option<Localized<T>>, language: &Language) -> Option<Localized<T>> {
    Some(match fact.clone()? {
        Localized::Same(value) => Localized::Each(BTreeMap::from([(language.clone(), value)])),
        each => each,
    })
}

/// Returns what the two say together; where both speak, `first` wins.
fn join<T>(first: Option<Localized<T>>, second: Option<Localized<T>>) -> Option<Localized<T>> {
    match (first, second) {
        (Some(Localized::Each(first)), Some(Localized::Each(second))) => {
            let mut each = second;
            each.extend(first);
            Some(Localized::Each(each))
        }
        (first, second) => first.or(second),
    }
}

/// Warns of what is one for all languages, but stated differently by two documents and not settled by the work file.
fn disagreements(stated: &Facts, sources: &[Source]) -> Vec<Diagnostic> {
    let mut warnings = differing(stated, sources, "date", |facts| facts.date);
    warnings.extend(differing(stated, sources, "order", |facts| facts.order));
    warnings.extend(differing(stated, sources, "slug", |facts| facts.slug.clone()));
    warnings.extend(differing(stated, sources, "original", |facts| facts.original.clone()));
    warnings.extend(differing(stated, sources, "subject", |facts| facts.subject.clone()));
    warnings.extend(differing(stated, sources, "rating", |facts| facts.rating.clone()));
    warnings.extend(differing(stated, sources, "paragraphs", |facts| facts.paragraphs));
    warnings
}

fn differing<T: PartialEq>(
    stated: &Facts,
    sources: &[Source],
    key: &str,
    fact: impl Fn(&Facts) -> Option<T>,
) -> Vec<Diagnostic> {
    let mut said = sources.iter().filter_map(|source| Some((source, fact(source.facts)?)));
    let Some((first, value)) = said.next().filter(|_| fact(stated).is_none()) else { return Vec::new() };
    let others = said.filter(|(_, other)| *other != value);
    others
        .map(|(other, _)| {
            Diagnostic::warning(format!("the `{key}` here is another than in {}, a translation of it", first.path))
                .at(Place::file(other.path))
                .hint(format!("write `{key}` once: in one of the two, or in a work file"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::config::Paragraphs;
    use crate::ground::facts::Rating;

    #[test]
    fn what_is_one_for_all_languages_is_stated_alike() {
        let rating = |value: &str| Some(Rating { value: value.into(), best: "5".into() });
        let one = Facts { rating: rating("3"), paragraphs: Some(Paragraphs::default()), ..Facts::default() };
        let other = Facts { rating: rating("5"), ..one.clone() };
        let languages = ["en", "es"].map(|tag| Language::new(tag).expect("a language"));
        let sources = [
            Source { path: "seeds/1.txt", language: &languages[0], facts: &one },
            Source { path: "seeds/2.txt", language: &languages[1], facts: &other },
        ];
        let warnings = |stated: Option<&Facts>| -> Vec<String> {
            facts(stated, &sources).1.into_iter().map(|warning| warning.message).collect()
        };
        assert_eq!(warnings(None), ["the `rating` here is another than in seeds/1.txt, a translation of it"]);
        assert_eq!(warnings(Some(&one)), [""; 0], "the work file wins");
    }
}
