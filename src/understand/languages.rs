//! Every seed gets a language: the one that is stated for it, else the one found in its text.
//!
//! Stated, the strongest first: front matter, `cranes.es.md`, `cranes/es.md`, `es/cranes.md`. A folder or a whole name
//! is a language only where the site has that language, its texts agree, or the same lies beside it in a language; and a
//! tag at the end of a name may be one by accident.

mod called;
mod candidate;
mod folders;
mod reports;
mod variants;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use self::candidate::Candidate;
use self::folders::Folders;
use self::variants::{has, matching};
use super::Settled;
use super::detect::{self, Finding};
use super::memory::Memory;
use super::names;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::fingerprint::Printed;
use crate::ground::language::Language;
use crate::read::Seed;

/// Returns for each of `seeds` its language and the rest of its name, or `None` and an error that says what to write.
/// With `configured` languages, every document is in one of them.
pub(super) fn settle(
    seeds: &[Arc<Printed<Seed>>],
    configured: &[Language],
    memory: &Memory,
) -> (Vec<Option<Settled>>, Vec<Diagnostic>) {
    let mut candidates: Vec<Candidate> =
        seeds.par_iter().map(|seed| Candidate::new(seed, configured, memory)).collect();
    if configured.is_empty() {
        look_again(&mut candidates, memory);
    }
    drop_accidents(&mut candidates, configured);
    let folders = Folders::of(&candidates, configured);
    let statements: Vec<Statement> =
        candidates.par_iter().map(|candidate| candidate.statement(&folders, configured)).collect();
    let of_site = |languages: BTreeSet<Language>| match configured {
        [] => languages.into_iter().collect(),
        _ => configured.to_vec(),
    };
    let variants: Vec<Language> = of_site(statements.iter().filter_map(|one| one.language.clone()).collect());
    let found = |(candidate, statement): (&Candidate, &Statement)| {
        statement.language.clone().or_else(|| candidate.finding.clone().language())
    };
    let found: Vec<Option<Language>> = candidates.iter().zip(&statements).map(found).collect();
    let around = around(&candidates, &found);
    let present: Vec<Language> = of_site(found.iter().flatten().cloned().collect());
    let mut diagnostics = Vec::new();
    let settled = candidates.iter().zip(statements).map(|(candidate, statement)| {
        let place = Place::file(&candidate.seed.path);
        match candidate.choose(
            statement.language.as_ref(),
            around.get(&*candidate.name.folders).copied(),
            configured,
            &variants,
            &present,
        ) {
            Ok((language, warning)) => {
                diagnostics.extend(warning.map(|warning| warning.at(place)));
                Some(Settled { language, key: statement.key, folder: statement.folder })
            }
            Err(error) => {
                diagnostics.push(error.at(place));
                None
            }
        }
    });
    let mut settled: Vec<Option<Settled>> = settled.collect();
    called::join_keys(&mut settled);
    (settled, diagnostics)
}

/// Returns the folders that hold several texts in a language, and none in another, with that language.
fn around<'a>(candidates: &'a [Candidate], found: &'a [Option<Language>]) -> BTreeMap<&'a [String], &'a Language> {
    let mut languages: BTreeMap<&[String], Vec<&Language>> = BTreeMap::new();
    for (candidate, language) in candidates.iter().zip(found) {
        languages.entry(&candidate.name.folders).or_default().extend(language);
    }
    let of_all = |(folder, languages): (_, Vec<&'a Language>)| match languages[..] {
        [first, _, ..] if languages.iter().all(|language| *language == first) => Some((folder, first)),
        _ => None,
    };
    languages.into_iter().filter_map(of_all).collect()
}

/// What a seed states, and its name without that.
struct Statement {
    language: Option<Language>,
    key: String,
    folder: String,
}

impl Candidate<'_> {
    /// Returns what the seed states, and its name without that, in a site with these languages where there are any.
    fn statement(&self, folders: &Folders, configured: &[Language]) -> Statement {
        let name = &self.name;
        let is_language = |end: usize| folders.are_languages.get(&name.folders[..=end]);
        let others = name.folders.iter().enumerate().filter(|&(at, _)| is_language(at).is_none());
        let mut parts: Vec<&str> = others.map(|(_, folder)| folder.as_str()).collect();
        let folder_name = parts.join("/");
        let whole = self.whole_name(folders, configured);
        if whole.is_none() {
            parts.push(&name.stem);
        }
        let folder = (0..name.folders.len()).rev().find_map(is_language).copied();
        let stated = self.seed.facts.language.as_ref().or(name.suffix.as_ref());
        let key = names::comparable(&parts.join("/"));
        Statement { language: stated.or(whole).or(folder).cloned(), key, folder: folder_name }
    }

    /// Returns the language that the whole name of the seed states.
    fn whole_name(&self, folders: &Folders, configured: &[Language]) -> Option<&Language> {
        let within = self.name.folders.as_slice();
        // A text of a word or two may be called `hi` by chance.
        let is_meant =
            self.finding != Finding::Unknown || folders.hold_languages.contains(within) || !configured.is_empty();
        let is_evident = |language: &Language| {
            has(configured, language) || folders.hold_sure_ones.contains(within) && !self.denies(language)
        };
        self.name.language.as_ref().filter(|language| is_meant && (self.agrees(language) || is_evident(language)))
    }

    /// Tells whether the text is surely not in the language that is `stated` for it.
    fn contradicts(&self, stated: &Language, found: &Language) -> bool {
        let is_mixed = || detect::has_letters_of(stated, found, self.seed.body_of(&self.seed.text.get()));
        detect::is_known(stated) && !detect::alike(stated, found) && !is_mixed()
    }

    /// Returns the language of the seed, for which this one is `stated`, with a warning where somebody should look, or the error
    /// why it has none. All texts `around` it are in that language, where they tell one; texts are stated to be in the `variants`, and
    /// `present` are the languages of the site.
    fn choose(
        &self,
        stated: Option<&Language>,
        around: Option<&Language>,
        configured: &[Language],
        variants: &[Language],
        present: &[Language],
    ) -> Result<(Language, Option<Diagnostic>), Diagnostic> {
        let (language, warning) = match (stated, &self.finding) {
            (Some(stated), Finding::Sure(found)) if self.contradicts(stated, found) => {
                (stated, Some(reports::disagreement(self.seed, stated, found)))
            }
            (Some(stated), _) => (stated, None),
            (None, Finding::Sure(found)) => (found, None),
            (None, Finding::Expected(found)) if !configured.is_empty() => (found, None),
            (None, Finding::Expected(found) | Finding::Likely(found)) => {
                (found, Some(reports::doubt(self.seed, found)))
            }
            (None, Finding::Unknown) => match around {
                Some(language) => (language, Some(reports::as_around(self.seed, language))),
                None => {
                    let text = self.seed.text.get();
                    let guess = detect::guess(self.seed.body_of(&text), configured);
                    return Err(reports::too_little(self.seed, guess.as_ref().or(present.first())));
                }
            },
        };
        let warning = warning.or_else(|| self.accident.as_ref().map(|tag| reports::accident(self.seed, tag, language)));
        match *matching(language, variants).as_slice() {
            [variant] => Ok((variant.clone(), warning)),
            [] if configured.is_empty() => Ok((language.clone(), warning)),
            [] => Err(reports::outside(language, configured)),
            ref several => Err(reports::ambiguous(self.seed, language, several)),
        }
    }
}

/// Looks again at the texts that are not surely in a language: those that some texts are surely in, or are stated to be
/// in, are expected of the others, and those that its own folders and name may stand for.
fn look_again(candidates: &mut [Candidate], memory: &Memory) {
    let sure = candidates.iter().filter_map(|candidate| match &candidate.finding {
        Finding::Sure(language) => Some(language.clone()),
        _ => None,
    });
    let stated = candidates.iter().filter_map(|candidate| candidate.seed.facts.language.clone());
    let expected: BTreeSet<Language> = sure.chain(stated).collect();
    let unsure = candidates.par_iter_mut().filter(|candidate| !matches!(candidate.finding, Finding::Sure(_)));
    unsure.for_each(|Candidate { seed, name, finding, .. }| {
        let named = name.folder_languages.iter().flatten().chain(&name.suffix);
        let expected: Vec<Language> = expected.iter().chain(named).cloned().collect();
        *finding = memory.finding(seed, &expected);
    });
}

/// Takes from the names the ends that are tags by accident. A tag that the text speaks against is one, as in `act.ii.md`,
/// unless it is a language of the site. Where those are not configured, it is none where the words of the text
/// tell another language, detection does not know it, and no other text has the same name apart from it.
fn drop_accidents(candidates: &mut [Candidate], configured: &[Language]) {
    let rest = |Candidate { name, .. }: &Candidate| (name.folders.clone(), name.stem.clone());
    let is_sound = |one: &&Candidate| one.name.suffix.as_ref().is_none_or(|tag| one.allows(tag));
    let sound = LazyCell::new(|| candidates.iter().filter(is_sound).map(rest).collect::<BTreeSet<_>>());
    let is_meant = |one: &Candidate, tag: &Language| match configured {
        _ if one.allows(tag) => true,
        [] => detect::is_known(tag) || sound.contains(&rest(one)) || !one.is_told(),
        _ => has(configured, tag),
    };
    let is_accident = |one: &Candidate| one.name.suffix.as_ref().is_some_and(|tag| !is_meant(one, tag));
    let accidents: Vec<bool> = candidates.iter().map(is_accident).collect();
    for (candidate, _) in candidates.iter_mut().zip(accidents).filter(|(_, is_accident)| *is_accident) {
        let is_open = configured.is_empty() && candidate.seed.facts.language.is_none();
        candidate.accident = candidate.name.drop_suffix().filter(|_| is_open);
    }
}
