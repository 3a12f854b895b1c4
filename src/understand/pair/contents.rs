//! Contents are matched by what survives translation, and where that leaves doubt, by their sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::assign::{self, Candidate};
use super::features::{Feature, Profile};
use super::groups::Groups;
use super::index::Index;
use super::score::Between;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::language::Language;
use crate::understand::Text;
use crate::understand::agreement::DIFFERING;

/// A pair is worth naming as the best candidate when it is at least so sure.
const WORTH_NAMING: f64 = 0.05;

/// Texts of so many letters do not agree by chance. Of shorter ones lengths alone may seem to.
const LONG: usize = 5_000;
/// Texts are translations of each other where so much of them agrees. Of 175 translations of literary works, five of six that are
/// longer than that and say nothing else reach it; of 320 pairs of two works, none does.
const AGREEING: f64 = 0.85;
/// Of so many documents of a language it is found how frequent features are.
pub(super) const SAMPLE: usize = 128;
/// How often one document is looked at so, and how many pairs are in all.
const LOOKS: u8 = 3;
const MOST_LOOKS: usize = 32;

/// Finds the profile of a text, with sounds or without.
pub(super) type Profiler<'a> = dyn Fn(&Text, bool) -> Arc<Profile> + Sync + 'a;
/// Finds which share of the sentences of two texts answer each other, in 0..1.
pub(super) type Comparer<'a> = dyn Fn([&Text; 2]) -> f64 + Sync + 'a;

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
pub(super) fn match_contents(groups: &mut Groups, profile: &Profiler, agreement: &Comparer) -> Vec<Diagnostic> {
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
            let weigh = |feature: &Feature, frequency| between.weight(feature, frequency, between.indexes[1]);
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
