//! Pairing finds which documents are translations of each other: those that a work file lists, then those with equal
//! names apart from the language, then those whose contents match. A group never has two documents of one language.
//!
//! Contents are matched by what survives translation (`features`), found through an index of rare features (`index`),
//! compared (`score`), and assigned one to one for each pair of languages (`assign`); the pairs of all languages are
//! then joined, the surest first. Of those that are not sure, the likeliest are aligned, since in texts of some length the
//! sentences of others do not answer each other. What is not sure then stays single and is reported.

pub(crate) mod sound;
mod features;
mod index;
mod score;
mod assign;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use self::assign::Candidate;
pub(super) use self::features::Profile;
use self::index::Index;
use self::score::Between;
use super::Pairing;
use super::Text;
use super::agreement::DIFFERING;
use super::names::comparable;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::language::Language;

/// A pair is worth naming as the best candidate when it is at least so sure.
const WORTH_NAMING: f64 = 0.05;

/// Texts of so many letters do not agree by chance. Of shorter ones lengths alone may seem to.
const LONG: usize = 5_000;
/// Texts are translations of each other where so much of them agrees. Of 175 translations of literary works, five of six that are
/// longer than that and say nothing else reach it; of 320 pairs of two works, none does.
const AGREEING: f64 = 0.85;
/// Of so many documents of a language it is found how frequent features are.
const SAMPLE: usize = 128;
/// How often one document is looked at so, and how many pairs are in all.
const LOOKS: u8 = 3;
const MOST_LOOKS: usize = 32;

/// Documents that are translations of each other, at most one per language.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// The documents by their places in the list that was given, ascending.
    pub(super) documents: Vec<usize>,
    /// How they were found to belong together.
    pub(super) pairing: Pairing,
}

/// Finds the profile of a text, with sounds or without.
pub(super) type Profiler<'a> = dyn Fn(&Text, bool) -> Arc<Profile> + Sync + 'a;
/// Finds which share of the sentences of two texts answer each other, in 0..1.
pub(super) type Comparer<'a> = dyn Fn([&Text; 2]) -> f64 + Sync + 'a;

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

/// The groups in the making: each document's group is called by its first document.
struct Groups<'a> {
    documents: &'a [Text<'a>],
    group_of: Vec<usize>,
    members: BTreeMap<usize, Group>,
    closed: BTreeSet<usize>,
    left_out: BTreeSet<usize>,
}

impl<'a> Groups<'a> {
    fn new(documents: &'a [Text<'a>]) -> Groups<'a> {
        let single = |document| (document, Group { documents: vec![document], pairing: Pairing::Single });
        Groups {
            documents,
            group_of: (0..documents.len()).collect(),
            members: (0..documents.len()).map(single).collect(),
            closed: BTreeSet::new(),
            left_out: BTreeSet::new(),
        }
    }

    /// Tells whether another document may join that of `document`.
    fn is_open(&self, document: usize) -> bool {
        !self.closed.contains(&self.group_of[document]) && !self.left_out.contains(&document)
    }

    fn has(&self, document: usize, language: &Language) -> bool {
        self.group(document).documents.iter().any(|&member| self.documents[member].language() == language)
    }

    fn in_language(&self, language: &Language) -> impl Iterator<Item = usize> {
        (0..self.documents.len()).filter(move |&document| self.documents[document].language() == language)
    }

    /// Returns the documents in `language` that may still be joined by one in `other`, ascending.
    fn open(&self, language: &Language, other: &Language) -> Vec<usize> {
        self.in_language(language).filter(|&document| self.is_open(document) && !self.has(document, other)).collect()
    }

    fn group(&self, document: usize) -> &Group {
        &self.members[&self.group_of[document]]
    }

    fn state(&mut self, listed: &[usize]) {
        for pair in listed.windows(2) {
            self.join(pair[0], pair[1], Pairing::Stated);
        }
        self.closed.extend(listed.first().map(|&document| self.group_of[document]));
    }

    /// Joins documents of one name, and reports every second one of a language, which is left out.
    fn name(&mut self, named: &[usize]) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for &document in &named[1..] {
            let twin = self
                .group(named[0])
                .documents
                .iter()
                .find(|&&member| self.documents[member].language() == self.documents[document].language());
            match twin {
                Some(&twin) => {
                    diagnostics.push(twins(&self.documents[twin], &self.documents[document]));
                    self.left_out.insert(document);
                }
                None => self.join(named[0], document, Pairing::Named),
            }
        }
        diagnostics
    }

    /// Tells whether the groups of the two documents can be one: they share no language.
    fn can_join(&self, one: usize, other: usize) -> bool {
        let languages =
            |document| self.group(document).documents.iter().map(|&member| self.documents[member].language());
        self.group_of[one] != self.group_of[other]
            && self.is_open(one)
            && self.is_open(other)
            && !languages(one).any(|language| self.has(other, language))
    }

    fn join(&mut self, one: usize, other: usize, pairing: Pairing) {
        let (kept, gone) = (self.group_of[one].min(self.group_of[other]), self.group_of[one].max(self.group_of[other]));
        let Some(joined) = self.members.remove(&gone) else { return };
        let Some(group) = self.members.get_mut(&kept) else { return };
        for &document in &joined.documents {
            self.group_of[document] = kept;
        }
        group.documents.extend(joined.documents);
        group.documents.sort_unstable();
        group.pairing = weaker(weaker(group.pairing.clone(), joined.pairing), pairing);
    }

    /// Joins the documents of `candidates`, the surest first. Returns those that can be joined no more.
    fn join_all(&mut self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        candidates.sort_by(Candidate::by_confidence);
        let can_not = |candidate: &Candidate| {
            let can_join = self.can_join(candidate.first, candidate.second);
            if can_join {
                let percent = (candidate.confidence * 100.0) as u8;
                self.join(candidate.first, candidate.second, Pairing::Content(percent));
            }
            !can_join
        };
        candidates.into_iter().filter(can_not).collect()
    }

    fn finish(mut self) -> Vec<Group> {
        for document in &self.left_out {
            self.members.remove(document);
        }
        self.members.into_values().collect()
    }
}

/// Returns the pairing that says less: a chain is as sure as its weakest link.
fn weaker(one: Pairing, other: Pairing) -> Pairing {
    match (one, other) {
        (Pairing::Content(one), Pairing::Content(other)) => Pairing::Content(one.min(other)),
        (Pairing::Content(confidence), _) | (_, Pairing::Content(confidence)) => Pairing::Content(confidence),
        (Pairing::Named, _) | (_, Pairing::Named) => Pairing::Named,
        (Pairing::Stated, _) | (_, Pairing::Stated) => Pairing::Stated,
        (Pairing::Single, Pairing::Single) => Pairing::Single,
    }
}

/// The documents of one language that are compared with those of another: the open ones, which may have their counterpart there,
/// and as many others as tell how frequent features are.
struct Compared {
    documents: Vec<usize>,
    /// How many of them, the first, are open.
    open: usize,
}

impl Compared {
    /// Returns the documents in `language` to compare, given the `open` ones. Which of the others are among them depends on their
    /// contents only, so that an edit elsewhere changes nothing.
    fn new(groups: &Groups, language: &Language, open: Vec<usize>) -> Compared {
        let mut others: Vec<usize> =
            groups.in_language(language).filter(|document| open.binary_search(document).is_err()).collect();
        others.sort_by_cached_key(|&document| groups.documents[document].seed.fingerprint());
        let others = others.into_iter().take(SAMPLE.saturating_sub(open.len()));
        Compared { open: open.len(), documents: open.into_iter().chain(others).collect() }
    }
}

/// The profiles of the documents that are compared.
type Profiles = BTreeMap<usize, Arc<Profile>>;

/// Joins what matches by content, the surest first, and reports documents that are alone but have a candidate.
fn match_contents(groups: &mut Groups, profile: &Profiler, agreement: &Comparer) -> Vec<Diagnostic> {
    let languages: BTreeSet<&Language> = groups.documents.iter().map(Text::language).collect();
    let languages: Vec<&Language> = languages.into_iter().collect();
    let mut compared = Vec::new();
    for (at, &one) in languages.iter().enumerate() {
        for &two in &languages[at + 1..] {
            let [firsts, seconds] = [groups.open(one, two), groups.open(two, one)];
            if !firsts.is_empty() && !seconds.is_empty() {
                let sides = [Compared::new(groups, one, firsts), Compared::new(groups, two, seconds)];
                compared.push((sides, one.script() == two.script()));
            }
        }
    }
    let documents: BTreeSet<usize> =
        compared.iter().flat_map(|(sides, _)| sides).flat_map(|side| side.documents.iter().copied()).collect();
    let with_sounds = languages.iter().any(|language| language.script() != languages[0].script());
    let profile = |document: usize| (document, profile(&groups.documents[document], with_sounds));
    let profiles: Profiles = documents.into_par_iter().map(profile).collect();
    let (mut sure, mut unsure) = (Vec::new(), Vec::new());
    for (sides, same_script) in compared {
        let (taken, rest) = match_languages(groups, &profiles, sides, same_script);
        sure.extend(taken);
        unsure.extend(rest);
    }
    unsure.extend(groups.join_all(sure));
    let (sure, unsure) = match_sentences(groups, &profiles, unsure, agreement);
    groups.join_all(sure);
    report(groups, unsure)
}

/// Looks at the sentences of the likeliest `candidates`, where their documents are long enough. Returns those that answer each
/// other, and the candidates that may be right still.
fn match_sentences(
    groups: &Groups,
    profiles: &Profiles,
    mut candidates: Vec<Candidate>,
    agreement: &Comparer,
) -> (Vec<Candidate>, Vec<Candidate>) {
    candidates.sort_by(Candidate::by_evidence);
    let mut looks = vec![0; groups.documents.len()];
    let mut room = MOST_LOOKS;
    let is_worth = |Candidate { first, second, .. }: &Candidate| {
        let is_worth = room > 0
            && groups.can_join(*first, *second)
            && [*first, *second].iter().all(|&document| profiles[&document].length >= LONG && looks[document] < LOOKS);
        if is_worth {
            room -= 1;
            [*first, *second].iter().for_each(|&document| looks[document] += 1);
        }
        is_worth
    };
    let (mut looked_at, mut unsure): (Vec<_>, Vec<_>) = candidates.into_iter().partition(is_worth);
    looked_at.par_iter_mut().for_each(|candidate| {
        candidate.confidence = agreement([candidate.first, candidate.second].map(|at| &groups.documents[at]));
    });
    let (sure, rest): (Vec<_>, Vec<_>) = looked_at.into_iter().partition(|candidate| candidate.confidence >= AGREEING);
    unsure.extend(rest.into_iter().filter(|candidate| candidate.confidence >= DIFFERING));
    (sure, unsure)
}

/// Matches the documents of two languages with each other.
fn match_languages(
    groups: &Groups,
    profiles: &Profiles,
    [firsts, seconds]: [Compared; 2],
    same_script: bool,
) -> (Vec<Candidate>, Vec<Candidate>) {
    let index = |side: &Compared| Index::new(side.documents.iter().map(|at| &*profiles[at]), side.open);
    let indexes = [index(&firsts), index(&seconds)];
    let between = Between { indexes: [&indexes[0], &indexes[1]], same_script };
    let candidates: Vec<Candidate> = (firsts.documents[..firsts.open].par_iter())
        .flat_map_iter(|&document| {
            let weigh = |feature: &features::Feature, frequency| between.weight(feature, frequency, between.indexes[1]);
            let found = between.indexes[1].candidates(between.features(&profiles[&document]), weigh);
            found.into_iter().map(move |at| (document, at))
        })
        .map(|(document, at)| (document, seconds.documents[at]))
        .filter(|&(document, other)| groups.can_join(document, other))
        .map(|(document, other)| {
            let score = between.score(&profiles[&document], &profiles[&other]);
            Candidate { first: document, second: other, score, confidence: 0.0 }
        })
        .collect();
    assign::assign(candidates, seconds.documents.len().max(firsts.documents.len()))
}

/// Warns of every document that is alone and has a candidate that was not sure enough.
fn report(groups: &Groups, mut unsure: Vec<Candidate>) -> Vec<Diagnostic> {
    unsure.retain(|candidate| candidate.confidence >= WORTH_NAMING);
    unsure.sort_by(Candidate::by_confidence);
    let mut named = BTreeSet::new();
    let mut warnings = Vec::new();
    for candidate in unsure {
        let is_alone = |document: usize| groups.group(document).documents.len() == 1 && groups.is_open(document);
        let [first, second] = [candidate.first, candidate.second];
        if (is_alone(first) || is_alone(second)) && !named.contains(&first) && !named.contains(&second) {
            named.extend([first, second]);
            warnings.push(uncertain(&groups.documents[first], &groups.documents[second], candidate.confidence));
        }
    }
    warnings
}

fn uncertain(one: &Text, other: &Text, confidence: f64) -> Diagnostic {
    let percent = (confidence * 100.0).floor();
    Diagnostic::warning(format!(
        "this text may be a translation of {}, but that is not sure ({percent} %)",
        other.seed.path
    ))
    .at(Place::file(&one.seed.path))
    .hint(format!(
        "if it is, write a work file into the folder of all texts with `files = [\"{}\", \"{}\"]`, or give both the \
             same name apart from the language",
        one.seed.name, other.seed.name
    ))
}

fn twins(one: &Text, other: &Text) -> Diagnostic {
    let hint = match comparable(&one.seed.path) == comparable(&other.seed.path) {
        true => {
            "rename one of them: neither capitals nor forms of Unicode tell names apart, and on some disks no files"
        }
        false => "remove or rename one of them, or say in its front matter that its `language` is another",
    };
    Diagnostic::error(format!(
        "{} has the same name and language as {}: one of them is left out",
        other.seed.path, one.seed.path
    ))
    .at(Place::file(&other.seed.path))
    .hint(hint)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::ground::facts::Facts;
    use crate::ground::fingerprint::Printed;
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
