//! A work file speaks of one work. Which one it lists in `files`, or its name says, or the names of people and things in
//! it do, which occur in the work's texts.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Text;
use super::names::{comparable, without_ending};
use super::pair::Group;
use super::script;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::facts::Facts;
use crate::ground::language::Localized;
use crate::read::{Sources, WorkFile};

/// Shorter words of a title are articles.
const SHORTEST_WORD: usize = 4;
/// As many letters of a name must be the same: what follows differs between languages and cases.
const PREFIX: usize = 5;
/// Fewer words in common are chance.
const FEWEST_WORDS: usize = 2;
/// The best work must have this many times the evidence of the second.
const MARGIN: f64 = 1.5;

/// Returns the documents that each work file lists, by the work files' places; and what is wrong with the lists.
pub(super) fn listed(sources: &Sources, texts: &[Text]) -> (BTreeMap<usize, Vec<usize>>, Vec<Diagnostic>) {
    if sources.work_files.is_empty() {
        return Default::default();
    }
    let place: BTreeMap<&str, usize> =
        texts.iter().enumerate().map(|(at, text)| (text.seed.name.as_str(), at)).collect();
    let mut owners: BTreeMap<usize, &WorkFile> = BTreeMap::new();
    let (mut listed, mut diagnostics) = (BTreeMap::new(), Vec::new());
    for (at, work_file) in sources.work_files.iter().enumerate().filter(|(_, work_file)| !work_file.files.is_empty()) {
        let mut documents: Vec<usize> = Vec::new();
        for (file, span) in &work_file.files {
            // A text that could not be read, or has no language, was reported for that.
            let Some(&document) = place.get(file.as_str()) else { continue };
            let language = |document: usize| &texts[document].settled.language;
            let place = || Place::within(&work_file.path, &work_file.text, span.clone());
            if let Some(owner) = owners.get(&document) {
                diagnostics.push(listed_twice(file, owner).at(place()));
            } else if let Some(&twin) = documents.iter().find(|&&one| language(one) == language(document)) {
                diagnostics.push(one_language(&texts[twin], &texts[document]).at(place()));
            } else {
                owners.insert(document, work_file);
                documents.push(document);
            }
        }
        listed.insert(at, documents);
    }
    (listed, diagnostics)
}

/// Returns for each group that has one the place of its work file; and a warning for each work file that fits none.
pub(super) fn attach(
    work_files: &[WorkFile],
    listed: &BTreeMap<usize, Vec<usize>>,
    groups: &[Group],
    texts: &[Text],
) -> (BTreeMap<usize, usize>, Vec<Diagnostic>) {
    if work_files.is_empty() {
        return Default::default();
    }
    let mut attached = Attached::default();
    let group_of: BTreeMap<usize, usize> = groups
        .iter()
        .enumerate()
        .flat_map(|(at, group)| group.documents.iter().map(move |&document| (document, at)))
        .collect();
    for (&work_file, documents) in listed {
        if let Some(group) = documents.first().and_then(|document| group_of.get(document)) {
            attached.insert(*group, work_file);
        }
    }
    attach_by_name(&mut attached, work_files, groups, texts);
    attach_by_facts(&mut attached, work_files, groups, texts);
    attach_leftovers(&mut attached, work_files, groups, texts);
    let unattached = (0..work_files.len()).filter(|at| !attached.work_files.contains(at) && !listed.contains_key(at));
    let warning = |at| match attached.seconds.get(&at) {
        Some(&first) => is_second(&work_files[at], &work_files[first]),
        None => fits_nothing(&work_files[at]),
    };
    let warnings = unattached.map(warning).collect();
    (attached.groups, warnings)
}

/// Which group has which work file.
#[derive(Default)]
struct Attached {
    groups: BTreeMap<usize, usize>,
    work_files: BTreeSet<usize>,
    /// Work files that are called as a text of a work is which another has been attached to, and that other.
    seconds: BTreeMap<usize, usize>,
}

impl Attached {
    fn insert(&mut self, group: usize, work_file: usize) {
        if !self.groups.contains_key(&group) && self.work_files.insert(work_file) {
            self.groups.insert(group, work_file);
        }
    }

    fn free_groups<'a>(&self, groups: &'a [Group]) -> Vec<(usize, &'a Group)> {
        groups.iter().enumerate().filter(|(at, _)| !self.groups.contains_key(at)).collect()
    }

    /// Returns the work files that still look for their work. Those that list files do not.
    fn free_work_files<'a>(&self, work_files: &'a [WorkFile]) -> Vec<(usize, &'a WorkFile)> {
        let is_settled = |at: &usize| self.work_files.contains(at) || self.seconds.contains_key(at);
        let is_free = |at: &usize, work_file: &WorkFile| !is_settled(at) && work_file.files.is_empty();
        work_files.iter().enumerate().filter(|(at, work_file)| is_free(at, work_file)).collect()
    }
}

fn attach_by_name(attached: &mut Attached, work_files: &[WorkFile], groups: &[Group], texts: &[Text]) {
    let free = attached.free_groups(groups);
    let documents =
        || free.iter().flat_map(|(at, group)| group.documents.iter().map(|&document| (*at, &texts[document])));
    let keys = documents().map(|(at, text)| (text.settled.key.clone(), at));
    // One may also lie beside a text and be called as that is, its language included.
    let whole_names = documents().map(|(at, text)| (comparable(without_ending(&text.seed.name)), at));
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for (name, at) in keys.chain(whole_names) {
        by_name.entry(name).or_insert(at);
    }
    for (at, work_file) in attached.free_work_files(work_files) {
        let Some(&group) = by_name.get(&comparable(&work_file.name)) else { continue };
        match attached.groups.get(&group) {
            Some(&first) => drop(attached.seconds.insert(at, first)),
            None => attached.insert(group, at),
        }
    }
}

/// Attaches work files whose names of people and things occur in the texts of one work more than in those of any other.
fn attach_by_facts(attached: &mut Attached, work_files: &[WorkFile], groups: &[Group], texts: &[Text]) {
    let work_files = attached.free_work_files(work_files);
    let words: Vec<BTreeSet<String>> =
        work_files.iter().map(|(_, work_file)| words_of_facts(&work_file.facts)).collect();
    let sought: BTreeSet<&str> = words.iter().flatten().map(String::as_str).collect();
    if sought.is_empty() {
        return;
    }
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let free = attached.free_groups(groups);
    let words_of = |&(at, group): &(usize, &Group)| (at, words_of_group(group, texts, &sought));
    let words_of_groups: Vec<_> = free.par_iter().map(words_of).collect();
    for (at, words) in words_of_groups {
        words.into_iter().for_each(|word| found.entry(word).or_default().push(at));
    }
    let mut best: Vec<(f64, usize, usize)> = Vec::new();
    for ((at, _), words) in work_files.iter().zip(&words) {
        best.extend(best_group(words, &found, free.len()).map(|(score, group)| (score, *at, group)));
    }
    best.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    for (_, work_file, group) in best {
        attached.insert(group, work_file);
    }
}

/// Returns the group that has most of `words`, rare ones counting more, if it is clearly the best.
fn best_group(words: &BTreeSet<String>, found: &BTreeMap<&str, Vec<usize>>, groups: usize) -> Option<(f64, usize)> {
    let mut scores: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for with_word in words.iter().filter_map(|word| found.get(word.as_str())) {
        let weight = ((groups as f64 + 1.0) / (with_word.len() as f64 + 0.5)).ln().max(0.0);
        for &group in with_word {
            let (score, count) = scores.entry(group).or_default();
            (*score, *count) = (*score + weight, *count + 1);
        }
    }
    let mut ranked: Vec<(f64, usize)> = scores
        .into_iter()
        .filter(|(_, (_, count))| *count >= FEWEST_WORDS)
        .map(|(group, (score, _))| (score, group))
        .collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    match ranked.as_slice() {
        [best] => Some(*best),
        [best, second, ..] if best.0 > MARGIN * second.0 => Some(*best),
        _ => None,
    }
}

/// Returns the words of all names and titles in `facts`, in the form in which they are compared.
fn words_of_facts(facts: &Facts) -> BTreeSet<String> {
    let titles: Vec<&String> = match &facts.title {
        Some(Localized::Same(title)) => vec![title],
        Some(Localized::Each(titles)) => titles.values().collect(),
        None => Vec::new(),
    };
    let subject = facts.subject.iter().flat_map(|subject| subject.people().chain(&subject.title));
    titles.into_iter().chain(subject).flat_map(|text| words(text)).collect()
}

/// Returns which of the words that are `sought` stand somewhere in the texts of a group, be it in markup.
fn words_of_group<'a>(group: &Group, texts: &[Text], sought: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for seed in group.documents.iter().map(|&document| texts[document].seed) {
        let text = seed.text.get();
        found.extend(words(seed.body_of(&text)).filter_map(|word| sought.get(word.as_str()).copied()));
    }
    found
}

/// Returns the beginnings of the longer words of `text` in lower-case ASCII.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter_map(|word| {
        let word = script::romanised(word);
        (word.len() >= SHORTEST_WORD).then(|| word[..word.len().min(PREFIX)].to_owned())
    })
}

/// Attaches, in every folder, the last work file to the last work, if there is one of each.
fn attach_leftovers(attached: &mut Attached, work_files: &[WorkFile], groups: &[Group], texts: &[Text]) {
    let mut folders: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, work_file) in attached.free_work_files(work_files) {
        let folder = work_file.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(comparable(folder)).or_default().0.push(at);
    }
    for (at, group) in attached.free_groups(groups) {
        let in_folders: BTreeSet<String> =
            group.documents.iter().map(|&document| comparable(&texts[document].settled.folder)).collect();
        for folder in in_folders {
            folders.entry(folder).or_default().1.push(at);
        }
    }
    for (work_files, groups) in folders.into_values() {
        if let ([work_file], [group]) = (work_files.as_slice(), groups.as_slice()) {
            attached.insert(*group, *work_file);
        }
    }
}

fn listed_twice(file: &str, owner: &WorkFile) -> Diagnostic {
    Diagnostic::error(format!("\"{file}\" is listed here and in {}", owner.path))
        .hint("a text belongs to one work only")
}

fn one_language(twin: &Text, text: &Text) -> Diagnostic {
    let (one, other) = (&twin.seed.name, &text.seed.name);
    Diagnostic::error(format!("{one} and {other} are both in {}", text.settled.language))
        .hint("a work has one text per language; if a language is wrong, write `language` in the text's front matter")
}

fn is_second(work_file: &WorkFile, first: &WorkFile) -> Diagnostic {
    Diagnostic::warning(format!("the work that this speaks of has {}; this one is left out", first.path))
        .at(Place::file(&work_file.path))
        .hint("put all that there is to say of the work into one of them")
}

fn fits_nothing(work_file: &WorkFile) -> Diagnostic {
    Diagnostic::warning("no text was found that this work file speaks of")
        .at(Place::file(&work_file.path))
        .hint("list the texts in it: `files = [\"NAME.txt\", …]`")
}
