//! Every seed gets a language: the one that is stated for it, else the one found in its text.
//!
//! Stated, the strongest first: front matter, `cranes.es.md`, `cranes/es.md`, `es/cranes.md`. A folder or a whole name
//! is a language only where its texts agree, and so is a tag at the end of a name that may be one by accident.

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
    let names: Vec<Name> = seeds.par_iter().map(|seed| Name::new(&seed.name, configured)).collect();
    let findings = find_all(seeds, &names, configured, memory);
    let folders = language_folders(&names, &findings, seeds, configured);
    let suffixes = language_suffixes(&names, &findings, seeds, configured);
    let by_language = folders_by_language(&names, configured);
    let state = |at: usize| {
        state(&seeds[at], &names[at], suffixes[at].as_ref(), &findings[at], &folders, &by_language, configured)
    };
    let statements: Vec<_> = (0..seeds.len()).into_par_iter().map(state).collect();
    let variants: Vec<Language> = match configured {
        [] => statements
            .iter()
            .filter_map(|statement| statement.language.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        _ => configured.to_vec(),
    };
    let mut diagnostics = Vec::new();
    let settled = seeds.iter().zip(statements).zip(&findings).map(|((seed, statement), finding)| {
        match choose(&statement, finding, configured, &variants) {
            Ok((language, warning)) => {
                diagnostics.extend(warning.map(|warning| warning.at(Place::file(&seed.path))));
                Some(Settled { language, key: statement.key, folder: statement.folder })
            }
            Err(error) => {
                diagnostics.push(error.at(Place::file(&seed.path)));
                None
            }
        }
    });
    let settled = settled.collect();
    (settled, diagnostics)
}

/// What a seed states, and its name without that.
struct Statement {
    language: Option<Language>,
    /// The end of its name, where that is a tag by accident.
    accident: Option<Language>,
    key: String,
    folder: String,
}

/// Returns what each text tells of its language. Without configured languages, those that some texts are surely in, or
/// are stated to be in, are expected of the others; and always those that its own folders and name may stand for.
fn find_all(seeds: &[Arc<Printed<Seed>>], names: &[Name], configured: &[Language], memory: &Memory) -> Vec<Finding> {
    let find = |seed: &Printed<Seed>, expected: &[Language]| memory.finding(seed, expected);
    let mut findings: Vec<Finding> = seeds.par_iter().map(|seed| find(seed, configured)).collect();
    if configured.is_empty() {
        let sure = findings.iter().filter_map(|finding| match finding {
            Finding::Sure(language) => Some(language.clone()),
            _ => None,
        });
        let stated = seeds.iter().filter_map(|seed| seed.facts.language.clone());
        let expected: Vec<Language> = sure.chain(stated).collect::<BTreeSet<_>>().into_iter().collect();
        let unsure = findings.par_iter_mut().zip(seeds).zip(names);
        unsure.filter(|((finding, _), _)| !matches!(finding, Finding::Sure(_))).for_each(|((finding, seed), name)| {
            let named = name.folders.iter().filter_map(|folder| names::tag(folder, configured));
            let expected: Vec<Language> = expected.iter().cloned().chain(named).chain(name.suffix.clone()).collect();
            *finding = find(seed, &expected);
        });
    }
    findings
}

/// Returns the folders that are languages: they are called by a tag, and most texts below them are in that language or
/// too short to tell; or half of them, where one is surely in it.
fn language_folders(
    names: &[Name],
    findings: &[Finding],
    seeds: &[Arc<Printed<Seed>>],
    configured: &[Language],
) -> BTreeMap<Vec<String>, Language> {
    let mut votes: BTreeMap<(&[String], Language), Votes> = BTreeMap::new();
    for ((name, finding), seed) in names.iter().zip(findings).zip(seeds) {
        for end in 1..=name.folders.len() {
            let Some(language) = names::tag(&name.folders[end - 1], configured) else { continue };
            let allows = allows(seed, finding, &language);
            let votes = votes.entry((&name.folders[..end], language)).or_default();
            votes.allowing += usize::from(allows);
            votes.is_sure |= allows && (seed.facts.language.is_some() || matches!(finding, Finding::Sure(_)));
            votes.all += 1;
        }
    }
    let languages = votes.into_iter().filter(|(_, votes)| votes.are_enough());
    languages.map(|((folder, language), _)| (folder.to_vec(), language)).collect()
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
    fn are_enough(&self) -> bool {
        self.allowing * 2 + usize::from(self.is_sure) > self.all
    }
}

/// Returns the folders in which texts are called by several languages and nothing else, as `en.md` and `es.md` are.
fn folders_by_language<'a>(names: &'a [Name], configured: &[Language]) -> BTreeSet<&'a [String]> {
    let mut called: BTreeMap<&[String], BTreeSet<Language>> = BTreeMap::new();
    for name in names.iter().filter(|name| name.suffix.is_none()) {
        called.entry(&name.folders).or_default().extend(names::tag(&name.stem, configured));
    }
    called.into_iter().filter(|(_, languages)| languages.len() > 1).map(|(folder, _)| folder).collect()
}

/// Returns the languages at the ends of the names. A tag that the text speaks against is one by accident, as in
/// `act.ii.md`, unless it is a language of the site. Where those are not configured, it is none where the words of the text
/// tell another language, detection does not know it, and no other text has the same name apart from it.
fn language_suffixes(
    names: &[Name],
    findings: &[Finding],
    seeds: &[Arc<Printed<Seed>>],
    configured: &[Language],
) -> Vec<Option<Language>> {
    let rest = |at: usize| (names[at].folders.as_slice(), names[at].stem.as_str());
    let allows = |at: usize, tag: &Language| allows(&seeds[at], &findings[at], tag);
    let is_sound = |at: &usize| names[*at].suffix.as_ref().is_none_or(|tag| allows(*at, tag));
    let sound = LazyCell::new(|| (0..names.len()).filter(is_sound).map(rest).collect::<BTreeSet<_>>());
    let is_told = |seed: &Seed| detect::is_told_by_words(seed.body_of(&seed.text.get()));
    let is_meant = |at: usize, tag: &Language| match configured {
        _ if allows(at, tag) => true,
        [] => detect::is_known(tag) || sound.contains(&rest(at)) || !is_told(&seeds[at]),
        _ => !matching(tag, configured).is_empty(),
    };
    (0..names.len()).map(|at| names[at].suffix.clone().filter(|tag| is_meant(at, tag))).collect()
}

/// Tells whether what the seed states, else its text, allows `language`.
fn allows(seed: &Seed, finding: &Finding, language: &Language) -> bool {
    match &seed.facts.language {
        Some(stated) => detect::alike(stated, language),
        None => agrees(finding, language),
    }
}

/// Tells whether nothing in the text speaks against `language`.
fn agrees(finding: &Finding, language: &Language) -> bool {
    match finding {
        Finding::Sure(found) => detect::alike(found, language),
        Finding::Expected(found) | Finding::Likely(found) => {
            detect::alike(found, language) || !detect::is_known(language)
        }
        Finding::Unknown => true,
    }
}

fn state(
    seed: &Seed,
    name: &Name,
    suffix: Option<&Language>,
    finding: &Finding,
    folders: &BTreeMap<Vec<String>, Language>,
    by_language: &BTreeSet<&[String]>,
    configured: &[Language],
) -> Statement {
    let is_language = |end: usize| folders.get(&name.folders[..=end]);
    let others = name.folders.iter().enumerate().filter(|&(at, _)| is_language(at).is_none());
    let mut parts: Vec<&str> = others.map(|(_, folder)| folder.as_str()).collect();
    let folder_name = parts.join("/");
    let whole_stem = if suffix.is_some() { name.stem.clone() } else { name.whole_stem() };
    // A text of a word or two may be called `hi` by chance.
    let is_meant =
        *finding != Finding::Unknown || by_language.contains(name.folders.as_slice()) || !configured.is_empty();
    let stem = names::tag(&whole_stem, configured)
        .filter(|language| agrees(finding, language) && suffix.is_none() && is_meant);
    if stem.is_none() {
        parts.push(&whole_stem);
    }
    let folder = (0..name.folders.len()).rev().find_map(is_language).cloned();
    let language = seed.facts.language.as_ref().or(suffix).cloned().or(stem).or(folder);
    let is_open = seed.facts.language.is_none() && configured.is_empty();
    let accident = name.suffix.clone().filter(|_| is_open && suffix.is_none());
    Statement { language, accident, key: names::comparable(&parts.join("/")), folder: folder_name }
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

/// Tells whether the language is Bokmål, or Norwegian without saying which: detection says the one, writers the other.
fn is_norwegian(language: &Language) -> bool {
    matches!(language.primary(), "no" | "nb")
}

/// Returns the language of a seed, with a warning where somebody should look, or the error why it has none.
fn choose(
    statement: &Statement,
    finding: &Finding,
    configured: &[Language],
    variants: &[Language],
) -> Result<(Language, Option<Diagnostic>), Diagnostic> {
    let (language, warning) = match (&statement.language, finding) {
        (Some(stated), Finding::Sure(found)) if disagree(stated, found) => (stated, Some(disagreement(stated, found))),
        (Some(stated), _) => (stated, None),
        (None, Finding::Sure(found)) => (found, None),
        (None, Finding::Expected(found)) if !configured.is_empty() => (found, None),
        (None, Finding::Expected(found) | Finding::Likely(found)) => (found, Some(doubt(found))),
        (None, Finding::Unknown) => return Err(too_little(variants)),
    };
    let warning = warning.or_else(|| statement.accident.as_ref().map(|tag| accident(tag, language)));
    match *matching(language, variants).as_slice() {
        [variant] => Ok((variant.clone(), warning)),
        [] if configured.is_empty() => Ok((language.clone(), warning)),
        [] => Err(outside(language, configured)),
        ref several => Err(ambiguous(language, several)),
    }
}

fn disagree(stated: &Language, found: &Language) -> bool {
    detect::is_known(stated) && !detect::alike(stated, found)
}

fn disagreement(stated: &Language, found: &Language) -> Diagnostic {
    Diagnostic::warning(format!("this text is said to be in {}, but reads as {}", called(stated), called(found))).hint(
        format!(
            "if it is in {}, write `language = \"{}\"` in its front matter or change its name",
            called(found),
            found
        ),
    )
}

fn accident(tag: &Language, language: &Language) -> Diagnostic {
    Diagnostic::warning(format!(
        "this text was taken to be in {}, and the end of its name, `{tag}`, for no language",
        called(language)
    ))
    .hint(format!("if it is in {}, write `language = \"{tag}\"` in its front matter", called(tag)))
}

fn doubt(found: &Language) -> Diagnostic {
    Diagnostic::warning(format!("this text was taken to be in {}, which is not sure", called(found)))
        .hint(format!("write `language = \"{found}\"` in its front matter, or call the file `NAME.{found}.txt`"))
}

fn too_little(variants: &[Language]) -> Diagnostic {
    let example = variants.first().map_or("en", Language::tag);
    Diagnostic::error("there is too little text to tell its language")
        .hint(format!("write `language = \"{example}\"` in its front matter, or call the file `NAME.{example}.txt`"))
}

fn outside(language: &Language, configured: &[Language]) -> Diagnostic {
    let list: Vec<&str> = configured.iter().map(Language::tag).collect();
    Diagnostic::error(format!("this text is in {}, which is not a language of this site", called(language))).hint(format!(
        "add \"{language}\" to `languages` in diglot.toml, or, if it is in one of {}, write that as `language` in its \
         front matter",
        list.join(", ")
    ))
}

fn ambiguous(language: &Language, variants: &[&Language]) -> Diagnostic {
    let list: Vec<String> = variants.iter().map(|variant| format!("\"{variant}\"")).collect();
    Diagnostic::error(format!(
        "this text is in {}, but which of {} it is cannot be told",
        called(language),
        list.join(", ")
    ))
    .hint(format!("write `language = {}` in its front matter, or put it into a folder `{}`", list[0], variants[0]))
}

/// Returns the language's own name with its tag, as diagnostics say it.
fn called(language: &Language) -> String {
    format!("{} ({})", language.endonym(), language.tag())
}
