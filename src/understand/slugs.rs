//! A slug is the last part of a work's address: stated, or made from a name or a title. No two works have the same. All are in
//! small ASCII letters, so that case and Unicode form tell none apart.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::memory::Memory;
use super::script;
use super::{Entry, Member, Text};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::language::Language;
use crate::ground::slug::{TAKEN, slug_of};
use crate::read::WorkFile;

/// Names that tell nothing: the folder around them does.
const EMPTY_NAMES: [&str; 6] = ["index", "readme", "text", "work", "document", "untitled"];

/// What a work would like its slug to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Claim {
    /// The slug that is stated, and the file that states it.
    stated: Option<(String, String)>,
    /// Names to make it from, the best first.
    names: Vec<String>,
}

impl Claim {
    /// Returns what the work of the documents `members` would like its slug to be.
    pub(super) fn new(members: &[usize], work_file: Option<&WorkFile>, texts: &[Text]) -> Claim {
        let in_work_file =
            work_file.and_then(|work_file| Some((work_file.facts.slug.clone()?, work_file.path.clone())));
        let in_documents = || {
            members
                .iter()
                .map(|&at| texts[at].seed)
                .find_map(|seed| Some((seed.facts.slug.clone()?, seed.path.clone())))
        };
        let mut keys: Vec<&str> = members.iter().map(|&at| texts[at].settled.key.as_str()).collect();
        keys.dedup();
        let common = if keys.len() == 1 { keys.first().copied() } else { None };
        let names = work_file.map(|work_file| work_file.name.as_str()).into_iter().chain(common);
        let names = names.filter_map(telling).map(slug_of).filter(|name| is_readable(name)).collect();
        Claim { stated: in_work_file.or_else(in_documents), names }
    }
}

/// Gives every work its slug: those that state one first. Reports two works that state the same.
pub(super) fn assign(
    works: &mut [Entry],
    claims: &[Claim],
    languages: &[Language],
    memory: &Memory,
) -> Vec<Diagnostic> {
    let reserved = TAKEN
        .iter()
        .map(|name| (*name).to_owned())
        .chain(languages.iter().map(|language| language.tag().to_lowercase()));
    let mut taken: BTreeMap<String, Taken> = reserved.map(|name| (name, Taken::default())).collect();
    let mut diagnostics = Vec::new();
    for (work, claim) in works.iter_mut().zip(claims) {
        let Some((stated, path)) = &claim.stated else { continue };
        if let Some(owner) = taken.get(stated) {
            diagnostics.push(taken_twice(stated, owner.by.as_deref(), path));
        }
        work.slug = unique(stated, &mut taken, Some(path));
    }
    for (work, claim) in works.iter_mut().zip(claims).filter(|(_, claim)| claim.stated.is_none()) {
        let slug = claim.names.first().cloned().unwrap_or_else(|| slug_of_title(work, memory));
        work.slug = unique(&slug, &mut taken, None);
    }
    diagnostics
}

/// A slug that is taken.
#[derive(Default)]
struct Taken {
    /// The file that states it, where one does.
    by: Option<String>,
    /// How often it was wanted again.
    again: usize,
}

/// Returns `slug`, or `slug-2` and so on where it is taken, and takes it.
fn unique(slug: &str, taken: &mut BTreeMap<String, Taken>, path: Option<&str>) -> String {
    let slug = if slug.is_empty() { "work" } else { slug };
    let mut candidate = slug.to_owned();
    while taken.contains_key(&candidate) {
        let first = taken.entry(slug.to_owned()).or_default();
        first.again += 1;
        candidate = format!("{slug}-{}", first.again + 1);
    }
    taken.insert(candidate.clone(), Taken { by: path.map(str::to_owned), again: 0 });
    candidate
}

/// Returns the slug made from the title in the original language, else in the first of the site's that is written in Latin
/// letters, as an address is.
fn slug_of_title(work: &Entry, memory: &Memory) -> String {
    let title_of = |member: &Member| -> Arc<str> {
        match work.facts.title.as_ref().and_then(|title| title.get(&member.language)) {
            Some(stated) => stated.as_str().into(),
            None => memory.title(&member.seed, &member.language),
        }
    };
    let original = work.members.iter().find(|member| Some(&member.language) == work.facts.original.as_ref());
    let titles = || work.members.iter().map(title_of);
    let title = original.map(title_of).or_else(|| titles().find(|title| is_latin(title))).or_else(|| titles().next());
    slug_of(&title.unwrap_or_default())
}

/// Tells whether `title` has letters, and all are Latin.
fn is_latin(title: &str) -> bool {
    let mut letters = title.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(script::is_latin)
}

/// Returns the last part of a name that tells something.
fn telling(name: &str) -> Option<&str> {
    name.rsplit('/').find(|part| !EMPTY_NAMES.contains(&part.to_lowercase().as_str()))
}

/// Tells whether `slug` is made of words: not a number, not a hash.
fn is_readable(slug: &str) -> bool {
    let has_word = slug.split('-').any(|word| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let digits = slug.bytes().filter(u8::is_ascii_digit).count();
    has_word && digits * 2 <= slug.len()
}

fn taken_twice(slug: &str, owner: Option<&str>, path: &str) -> Diagnostic {
    let (message, hint) = match owner {
        Some(owner) => {
            (format!("the slug \"{slug}\" is stated here and in {owner}"), "give each work a slug of its own")
        }
        None => {
            (format!("the slug \"{slug}\" is the name of something else in the site"), "write another, or leave it out")
        }
    };
    Diagnostic::error(message).at(Place::file(path)).hint(hint)
}
