//! Folders are called by languages, or by words that only look like tags: what lies in them and beside them tells.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::candidate::Candidate;
use super::variants::has;
use crate::ground::language::Language;
use crate::understand::detect;
use crate::understand::names::Name;

/// What folders say of languages.
pub(super) struct Folders<'a> {
    /// Those that are languages: they are called by a tag, and the site has that language; or most texts below them are in
    /// it or too short to tell; or half of them, where one is surely in it; or they lie [`beside`] such a folder.
    pub(super) are_languages: BTreeMap<&'a [String], &'a Language>,
    /// Those in which texts are called by several languages and nothing else, as `en.md` and `es.md` are.
    pub(super) hold_languages: BTreeSet<&'a [String]>,
    /// Those in which one text at least is surely in the language that it is called by.
    pub(super) hold_sure_ones: BTreeSet<&'a [String]>,
}

impl<'a> Folders<'a> {
    /// Returns what the folders of `candidates` say, in a site with the `configured` languages where there are any.
    pub(super) fn of(candidates: &'a [Candidate<'a>], configured: &[Language]) -> Folders<'a> {
        let mut tagged: BTreeMap<&[String], Tagged> = BTreeMap::new();
        let mut called: BTreeMap<&[String], BTreeSet<&Language>> = BTreeMap::new();
        let mut hold_sure_ones = BTreeSet::new();
        for candidate in candidates {
            let Name { folders, language, .. } = &candidate.name;
            for (folder, language) in candidate.name.tagged_folders() {
                let tagged = tagged.entry(folder).or_insert_with(|| Tagged { language, below: Vec::new() });
                tagged.below.push(candidate);
            }
            called.entry(folders).or_default().extend(language);
            let is_sure = language.as_ref().is_some_and(|language| candidate.is_surely_in(language));
            hold_sure_ones.extend(is_sure.then_some(folders.as_slice()));
        }
        let is_language = |tagged: &Tagged| has(configured, tagged.language) || tagged.is_borne_out();
        let (mut languages, others): (AllTagged, AllTagged) =
            tagged.into_iter().partition(|(_, tagged)| is_language(tagged));
        let beside = beside(&languages, others);
        languages.extend(beside);
        let several = called.into_iter().filter(|(_, languages)| languages.len() > 1);
        Folders {
            are_languages: languages.into_iter().map(|(folder, tagged)| (folder, tagged.language)).collect(),
            hold_languages: several.map(|(folder, _)| folder).collect(),
            hold_sure_ones,
        }
    }
}

/// A folder that is called by the tag of a language, and the texts below it.
struct Tagged<'a> {
    language: &'a Language,
    below: Vec<&'a Candidate<'a>>,
}

type AllTagged<'a> = BTreeMap<&'a [String], Tagged<'a>>;

impl Tagged<'_> {
    /// Returns the names of the texts below without `folder`, which is this one.
    fn names(&self, folder: &[String]) -> impl Iterator<Item = String> {
        self.below.iter().map(move |one| one.name.without(folder))
    }

    /// Tells whether enough of the texts below are in the language, or too short to tell.
    fn is_borne_out(&self) -> bool {
        let allowing = self.below.iter().filter(|one| one.allows(self.language)).count();
        let is_sure = self.below.iter().any(|one| one.is_surely_in(self.language));
        allowing * 2 + usize::from(is_sure) > self.below.len()
    }

    /// Tells whether half of the texts below or more are surely in another language.
    fn is_denied(&self) -> bool {
        self.below.iter().filter(|one| one.denies(self.language)).count() * 2 >= self.below.len()
    }
}

/// Returns those of `others` that are evidently languages, since folders beside them are: a text has the same name there, or
/// detection does not know the language. Those are none of which half of the texts or more deny it.
fn beside<'a>(languages: &AllTagged<'a>, mut others: AllTagged<'a>) -> AllTagged<'a> {
    let in_languages = languages.iter().flat_map(|(folder, tagged)| tagged.names(folder));
    let names = LazyCell::new(|| in_languages.collect::<BTreeSet<_>>());
    let around = |folder: &'a [String]| &folder[..folder.len() - 1];
    let with_languages: BTreeSet<&[String]> = languages.keys().map(|folder| around(folder)).collect();
    others.retain(|folder, tagged| {
        let is_unknown = !detect::is_known(tagged.language) && with_languages.contains(around(folder));
        !tagged.is_denied() && (is_unknown || tagged.names(folder).any(|name| names.contains(&name)))
    });
    others
}
