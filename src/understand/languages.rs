//! Every seed gets a language: the one that is stated for it, else the one found in its text.
//!
//! Stated, the strongest first: front matter, `cranes.es.md`, `cranes/es.md`, `es/cranes.md`. A folder or a whole name
//! is a language only where the site has that language, its texts agree, or the same lies beside it in a language; and a
//! tag at the end of a name may be one by accident.

mod reports;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Settled;
use super::detect::{self, Finding};
use super::memory::Memory;
use super::names::{self, Name};
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
    let present: Vec<Language> = of_site(candidates.iter().zip(&statements).filter_map(found).collect());
    let mut diagnostics = Vec::new();
    let settled = candidates.iter().zip(statements).map(|(candidate, statement)| {
        let place = Place::file(&candidate.seed.path);
        match candidate.choose(statement.language.as_ref(), configured, &variants, &present) {
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
    let settled = settled.collect();
    (settled, diagnostics)
}

/// A seed whose language is sought.
struct Candidate<'a> {
    seed: &'a Printed<Seed>,
    name: Name,
    /// What the text tells.
    finding: Finding,
    /// The end of the name, where that is a tag by accident and nothing else states the language.
    accident: Option<Language>,
}

/// What a seed states, and its name without that.
struct Statement {
    language: Option<Language>,
    key: String,
    folder: String,
}

impl<'a> Candidate<'a> {
    fn new(seed: &'a Printed<Seed>, configured: &[Language], memory: &Memory) -> Candidate<'a> {
        let (name, finding) = (Name::new(&seed.name, configured), memory.finding(seed, configured));
        Candidate { seed, name, finding, accident: None }
    }

    /// Tells whether what the seed states, else its text, allows `language`.
    fn allows(&self, language: &Language) -> bool {
        match &self.seed.facts.language {
            Some(stated) => detect::alike(stated, language),
            None => self.agrees(language),
        }
    }

    /// Tells whether nothing in the text speaks against `language`.
    fn agrees(&self, language: &Language) -> bool {
        match &self.finding {
            Finding::Sure(found) => detect::alike(found, language),
            Finding::Expected(found) | Finding::Likely(found) => {
                detect::alike(found, language) || !detect::is_known(language)
            }
            Finding::Unknown => true,
        }
    }

    /// Tells whether it is stated to be in `language`, or its text surely is.
    fn is_surely_in(&self, language: &Language) -> bool {
        let is_sure = self.seed.facts.language.is_some() || matches!(self.finding, Finding::Sure(_));
        is_sure && self.allows(language)
    }

    /// Tells whether the words of the text tell its language.
    fn is_told(&self) -> bool {
        detect::is_told_by_words(self.seed.body_of(&self.seed.text.get()))
    }

    /// Returns what the seed states, and its name without that, in a site with these languages where there are any.
    fn statement(&self, folders: &Folders, configured: &[Language]) -> Statement {
        let name = &self.name;
        let is_language = |end: usize| folders.are_languages.get(&name.folders[..=end]);
        let others = name.folders.iter().enumerate().filter(|&(at, _)| is_language(at).is_none());
        let mut parts: Vec<&str> = others.map(|(_, folder)| folder.as_str()).collect();
        let folder_name = parts.join("/");
        // A text of a word or two may be called `hi` by chance.
        let is_meant = self.finding != Finding::Unknown
            || folders.hold_languages.contains(name.folders.as_slice())
            || !configured.is_empty();
        let is_evident =
            |language: &Language| has(configured, language) || folders.hold_sure_ones.contains(name.folders.as_slice());
        let is_whole = |language: &Language| is_meant && (self.agrees(language) || is_evident(language));
        let whole = name.language.clone().filter(is_whole);
        if whole.is_none() {
            parts.push(&name.stem);
        }
        let folder = (0..name.folders.len()).rev().find_map(is_language).copied().cloned();
        let stated = self.seed.facts.language.as_ref().or(name.suffix.as_ref()).cloned();
        let key = names::comparable(&parts.join("/"));
        Statement { language: stated.or(whole).or(folder), key, folder: folder_name }
    }

    /// Returns the language of the seed, for which this one is `stated`, with a warning where somebody should look, or the error
    /// why it has none. Texts are stated to be in the `variants`, and `present` are the languages of the site.
    fn choose(
        &self,
        stated: Option<&Language>,
        configured: &[Language],
        variants: &[Language],
        present: &[Language],
    ) -> Result<(Language, Option<Diagnostic>), Diagnostic> {
        let (language, warning) = match (stated, &self.finding) {
            (Some(stated), Finding::Sure(found)) if disagree(stated, found) => {
                (stated, Some(reports::disagreement(self.seed, stated, found)))
            }
            (Some(stated), _) => (stated, None),
            (None, Finding::Sure(found)) => (found, None),
            (None, Finding::Expected(found)) if !configured.is_empty() => (found, None),
            (None, Finding::Expected(found) | Finding::Likely(found)) => {
                (found, Some(reports::doubt(self.seed, found)))
            }
            (None, Finding::Unknown) => {
                let text = self.seed.text.get();
                let guess = |among| detect::guess(self.seed.body_of(&text), among);
                let guess = guess(present).or_else(|| guess(configured));
                return Err(reports::too_little(self.seed, guess.as_ref().or(present.first())));
            }
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

/// What folders say of languages.
struct Folders<'a> {
    /// Those that are languages: they are called by a tag, and the site has that language; or most texts below them are in
    /// it or too short to tell; or half of them, where one is surely in it; or they lie [`beside`] such a folder.
    are_languages: Tagged<'a>,
    /// Those in which texts are called by several languages and nothing else, as `en.md` and `es.md` are.
    hold_languages: BTreeSet<&'a [String]>,
    /// Those in which one text at least is surely in the language that it is called by.
    hold_sure_ones: BTreeSet<&'a [String]>,
}

impl<'a> Folders<'a> {
    fn of(candidates: &'a [Candidate], configured: &[Language]) -> Folders<'a> {
        let mut votes: BTreeMap<(&[String], &Language), Votes> = BTreeMap::new();
        let mut called: BTreeMap<&[String], BTreeSet<&Language>> = BTreeMap::new();
        let mut hold_sure_ones = BTreeSet::new();
        for candidate in candidates {
            let Name { folders, language, .. } = &candidate.name;
            for (folder, language) in candidate.name.tagged_folders() {
                votes.entry((folder, language)).or_default().add(candidate, language);
            }
            called.entry(folders).or_default().extend(language);
            let is_sure = language.as_ref().is_some_and(|language| candidate.is_surely_in(language));
            hold_sure_ones.extend(is_sure.then_some(folders.as_slice()));
        }
        let is_language =
            |(_, language): &(_, &Language), votes: &Votes| has(configured, language) || votes.are_enough();
        let (languages, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
            votes.into_iter().partition(|(folder, votes)| is_language(folder, votes));
        let (mut are_languages, others): (Tagged, Tagged) =
            (languages.into_keys().collect(), others.into_keys().collect());
        are_languages.extend(beside(&are_languages, others, candidates));
        let several = called.into_iter().filter(|(_, languages)| languages.len() > 1);
        let hold_languages = several.map(|(folder, _)| folder).collect();
        Folders { are_languages, hold_languages, hold_sure_ones }
    }
}

/// Folders that are called by tags.
type Tagged<'a> = BTreeMap<&'a [String], &'a Language>;

/// Returns those of `others` that are evidently languages, since folders beside them are: a text has the same name there, or
/// detection does not know the language, and the words of no text below tell another.
fn beside<'a>(languages: &Tagged<'a>, mut others: Tagged<'a>, candidates: &'a [Candidate]) -> Tagged<'a> {
    let in_languages = candidates.iter().flat_map(|one| {
        let folders = one.name.tagged_folders().map(|(folder, _)| folder);
        folders.filter(|folder| languages.contains_key(folder)).map(|folder| one.name.without(folder))
    });
    let names = LazyCell::new(|| in_languages.collect::<BTreeSet<_>>());
    others.retain(|folder, language| {
        let is_below = |one: &&Candidate| one.name.folders.starts_with(folder);
        let around = &folder[..folder.len() - 1];
        let is_beside = |other: &&[String]| other.len() == folder.len() && other.starts_with(around);
        let is_unknown = !detect::is_known(language) && languages.keys().any(is_beside);
        candidates.iter().filter(is_below).any(|one| names.contains(&one.name.without(folder)))
            || is_unknown && !candidates.iter().filter(is_below).any(Candidate::is_told)
    });
    others
}

/// What the texts of a folder say of the language that it is called by.
#[derive(Default)]
struct Votes {
    /// How many allow it.
    allowing: usize,
    /// Whether one of them is surely in it.
    is_sure: bool,
    all: usize,
}

impl Votes {
    fn add(&mut self, candidate: &Candidate, language: &Language) {
        self.allowing += usize::from(candidate.allows(language));
        self.is_sure |= candidate.is_surely_in(language);
        self.all += 1;
    }

    fn are_enough(&self) -> bool {
        self.allowing * 2 + usize::from(self.is_sure) > self.all
    }
}

/// Returns those of `variants` that `language` can mean: itself, else those that say more or less than it, as `pt-BR`
/// says more than `pt`.
fn matching<'a>(language: &Language, variants: &'a [Language]) -> Vec<&'a Language> {
    if let Some(same) = variants.iter().find(|variant| *variant == language) {
        return vec![same];
    }
    let one = language.id();
    let compatible = |variant: &&Language| {
        let other = variant.id();
        let same_script = one.script.is_none() || other.script.is_none() || one.script == other.script;
        let same_region = one.region.is_none() || other.region.is_none() || one.region == other.region;
        let same_language = one.language == other.language || is_norwegian(language) && is_norwegian(variant);
        same_language && same_script && same_region
    };
    variants.iter().filter(compatible).collect()
}

/// Tells whether a site with the `configured` languages has `language`.
fn has(configured: &[Language], language: &Language) -> bool {
    !matching(language, configured).is_empty()
}

/// Tells whether the language is Bokmål, or Norwegian without saying which: detection says the one, writers the other.
fn is_norwegian(language: &Language) -> bool {
    matches!(language.primary(), "no" | "nb")
}

fn disagree(stated: &Language, found: &Language) -> bool {
    detect::is_known(stated) && !detect::alike(stated, found)
}
