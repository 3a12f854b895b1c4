//! A slug is the last part of a work's address: stated, or made from a name or a title. No two works have the same. All are in
//! small ASCII letters, so that case and Unicode form tell none apart.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::memory::Memory;
use super::names::without_ending;
use super::script;
use super::{Entry, Member, Text};
use crate::ground::diagnostic::{Diagnostic, Place, first_few};
use crate::ground::language::Language;
use crate::ground::slug::{RESERVED, is_reserved, slug_of};
use crate::read::WorkFile;

/// Names that tell nothing: the folder around them does.
const EMPTY_NAMES: [&str; 7] = ["_index", "index", "readme", "text", "work", "document", "untitled"];

/// What the files of a work say of its slug.
pub(super) struct Named<'a> {
    /// The slug that is stated, and the file that states it.
    stated: Option<(&'a str, &'a str)>,
    /// Paths to make it from, the best first: that of the work file, and the one that the texts have in common.
    paths: Vec<&'a str>,
}

/// What a work would like its slug to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Claim<'a> {
    stated: Option<(&'a str, &'a str)>,
    /// The slug that its files are called by, where they have a name that can be read.
    name: Option<String>,
    /// The path that its files have in common, as far as it tells something.
    pub(super) path: Option<String>,
}

impl<'a> Named<'a> {
    /// Returns what the files of the work of the documents `members` say.
    pub(super) fn new(members: &[usize], work_file: Option<&'a WorkFile>, texts: &'a [Text<'a>]) -> Named<'a> {
        let in_work_file =
            work_file.and_then(|work_file| Some((work_file.facts.slug.as_deref()?, work_file.path.as_str())));
        let mut seeds = members.iter().map(|&at| texts[at].seed);
        let in_documents = || seeds.find_map(|seed| Some((seed.facts.slug.as_deref()?, seed.path.as_str())));
        let mut keys: Vec<&str> = members.iter().map(|&at| texts[at].settled.key.as_str()).collect();
        keys.dedup();
        let common = if keys.len() == 1 { keys.first().copied() } else { None };
        let of_work_file = work_file.map(|work_file| {
            // Beside one text and called as that is, it says the language, which is no part of the work's name.
            let beside = members.iter().find(|&&at| without_ending(&texts[at].seed.name) == work_file.name);
            beside.map_or(work_file.name.as_str(), |&at| &texts[at].settled.key)
        });
        let paths = of_work_file.into_iter().chain(common).collect();
        Named { stated: in_work_file.or_else(in_documents), paths }
    }
}

/// Returns the claims of all works.
pub(super) fn claims<'a>(works: &[Named<'a>]) -> Vec<Claim<'a>> {
    let usual = usual(works);
    let claim = |work: &Named<'a>| {
        let telling = || work.paths.iter().filter_map(|path| telling(path, usual));
        let mut names = telling().map(|path| slug_of(last(path)));
        let name = names.find(|name| is_readable(name));
        Claim { stated: work.stated, name, path: telling().next().map(str::to_owned) }
    };
    works.iter().map(claim).collect()
}

/// Fewer works of one name are no custom.
const FEWEST_USUAL: usize = 4;

/// Returns the name that most works have, each in a folder of its own.
fn usual<'a>(works: &[Named<'a>]) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in works.iter().filter_map(|work| work.paths.first()).filter(|path| path.contains('/')) {
        *counts.entry(last(path)).or_default() += 1;
    }
    let is_usual = |count: usize| count >= FEWEST_USUAL && count * 2 > works.len();
    counts.into_iter().find(|(_, count)| is_usual(*count)).map(|(name, _)| name)
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Gives every work its slug: those that state one first. Reports two works that state the same.
pub(super) fn assign(
    works: &mut [Entry],
    claims: &[Claim],
    languages: &[Language],
    memory: &Memory,
) -> Vec<Diagnostic> {
    let reserved = RESERVED
        .iter()
        .map(|name| (*name).to_owned())
        .chain(languages.iter().map(|language| language.tag().to_lowercase()));
    let mut taken: BTreeMap<String, Taken> = reserved.map(|name| (name, Taken::default())).collect();
    let mut diagnostics = Vec::new();
    for (work, claim) in works.iter_mut().zip(claims) {
        let Some((stated, path)) = claim.stated else { continue };
        if let Some(owner) = taken.get(stated) {
            diagnostics.push(taken_twice(stated, owner.by.as_deref(), path));
        }
        work.slug = unique(stated, &mut taken, Some(path));
    }
    // For their titles, texts are read.
    let named = |(work, claim): (&Entry, &Claim)| match claim.stated {
        Some(_) => None,
        None => Some(claim.name.clone().unwrap_or_else(|| slug_of_title(work, memory))),
    };
    let named: Vec<Option<String>> = works.par_iter().zip(claims).map(named).collect();
    let mut numbered = Vec::new();
    for (work, name) in works.iter_mut().zip(named) {
        let Some(name) = name else { continue };
        work.slug = unique(&name, &mut taken, None);
        let is_shared = work.slug != name && !name.is_empty() && !is_reserved(&name);
        numbered.extend(is_shared.then(|| work.slug.clone()));
    }
    diagnostics.extend((!numbered.is_empty()).then(|| told_of_numbers(&numbered)));
    diagnostics
}

/// How many works are named that have a number in their address.
const NAMED_WORKS: usize = 8;

/// Tells of slugs that have a number: with another work before it, one would have another.
fn told_of_numbers(slugs: &[String]) -> Diagnostic {
    let named = first_few(slugs.iter(), NAMED_WORKS);
    Diagnostic::note(format!("what others are called too has a number in its address, which may change: {named}"))
        .hint("say `slug` in the front matter or the work file of those that are to keep theirs")
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

/// Returns the path up to its last part that tells something, as the `usual` name of works in folders does not.
fn telling<'a>(mut path: &'a str, usual: Option<&str>) -> Option<&'a str> {
    let is_usual = |path: &str| path.contains('/') && usual == Some(last(path));
    while is_usual(path) || EMPTY_NAMES.contains(&last(path).to_lowercase().as_str()) {
        path = path.rsplit_once('/')?.0;
    }
    Some(path)
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
