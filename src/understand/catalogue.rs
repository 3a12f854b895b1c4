//! A catalogue says which works there are before any of them is opened: their slugs, which texts belong to each, and what
//! is stated of it. Texts are read for it only as far as their names say too little.

use std::collections::BTreeSet;

use super::Text;
use super::languages;
use super::memory::Memory;
use super::pair::{self, Group};
use super::{Catalogue, Entry, Member, Pairing, courses, merge, order, slugs, work_files};
use crate::ground::config::Config;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::language::Language;
use crate::read::{Sources, WorkFile};

/// Returns the catalogue of the works that `sources` hold, and what is wrong with them. Drafts are left out unless
/// `drafts` says otherwise: a work file makes a draft of its work, front matter of its document. Every seed is in a work
/// or named by a diagnostic.
pub fn catalogue(sources: &Sources, config: &Config, drafts: bool, memory: &Memory) -> (Catalogue, Vec<Diagnostic>) {
    let (settled, mut diagnostics) = languages::settle(&sources.seeds, &config.languages, memory);
    let texts: Vec<Text> = sources
        .seeds
        .iter()
        .zip(settled)
        .filter_map(|(seed, settled)| Some(Text { seed, settled: settled? }))
        .collect();
    let (stated, reports) = work_files::listed(sources, &texts);
    diagnostics.extend(reports);
    let profile = |text: &Text, with_sounds| memory.profile(text.seed, text.language(), with_sounds);
    let agreement = |texts: [&Text; 2]| memory.agreement(texts.map(|text| (&**text.seed, text.language())));
    let (groups, reports) = pair::pair(&texts, &stated, &profile, &agreement);
    diagnostics.extend(reports);
    let (attached, reports) = work_files::attach(&sources.work_files, &stated, &groups, &texts);
    diagnostics.extend(reports);

    let (mut shown, mut has_drafts) = (Vec::new(), false);
    for (at, group) in groups.iter().enumerate() {
        let work_file = attached.get(&at).map(|&at| &sources.work_files[at]);
        let members = chosen(group, work_file, &texts, drafts, &mut diagnostics);
        has_drafts |= members.len() < group.documents.len();
        if !members.is_empty() {
            shown.push((group, work_file, members));
        }
    }
    let languages = languages_of(shown.iter().flat_map(|(.., members)| members).map(|&at| &texts[at]), config);
    let mut entries = Vec::new();
    for (group, work_file, members) in &shown {
        entries.push(entry(group, members, *work_file, &texts, &languages, &mut diagnostics));
    }
    let named = shown.iter().map(|(_, work_file, members)| slugs::Named::new(members, *work_file, &texts));
    let claims = slugs::claims(&named.collect::<Vec<_>>());
    diagnostics.extend(slugs::assign(&mut entries, &claims, &languages, memory));
    let folders = shown.iter().zip(&claims).map(|((.., members), claim)| folder(claim, &texts[members[0]]));
    let folders: Vec<String> = folders.collect();
    let paths = claims.into_iter().map(|claim| claim.path).zip(folders);
    let entries = courses::joined(order::sorted(entries.into_iter().zip(paths)));
    (Catalogue { languages, entries, has_drafts }, diagnostics)
}

/// Returns the configured languages, else those of the texts that are shown, by their tags: addresses follow the order of
/// languages, and must not change with how many texts each has.
fn languages_of<'a>(texts: impl Iterator<Item = &'a Text<'a>>, config: &Config) -> Vec<Language> {
    if !config.languages.is_empty() {
        return config.languages.clone();
    }
    let found: BTreeSet<&Language> = texts.map(Text::language).collect();
    found.into_iter().cloned().collect()
}

/// Returns the texts of `group` that are not drafts, and notes those that are.
fn chosen(
    group: &Group,
    work_file: Option<&WorkFile>,
    texts: &[Text],
    drafts: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let draft_work = work_file.is_some_and(|work_file| work_file.facts.draft == Some(true));
    let is_draft = |&text: &usize| !drafts && (draft_work || texts[text].seed.facts.draft == Some(true));
    let (left_out, chosen): (Vec<usize>, Vec<usize>) = group.documents.iter().copied().partition(is_draft);
    diagnostics.extend(
        left_out.into_iter().map(|text| {
            Diagnostic::note("this text is a draft and is left out").at(Place::file(&texts[text].seed.path))
        }),
    );
    chosen
}

/// Makes the entry of the texts `members`. Its slug is still to be given.
fn entry(
    group: &Group,
    members: &[usize],
    work_file: Option<&WorkFile>,
    texts: &[Text],
    languages: &[Language],
    diagnostics: &mut Vec<Diagnostic>,
) -> Entry {
    let sources: Vec<merge::Source> =
        members.iter().map(|&at| merge::Source::new(texts[at].seed, &texts[at].settled)).collect();
    let (facts, reports) = merge::facts(work_file.map(|work_file| &work_file.facts), &sources);
    diagnostics.extend(reports);
    let member = |&at: &usize| Member { seed: texts[at].seed.clone(), language: texts[at].language().clone() };
    let mut members: Vec<Member> = members.iter().map(member).collect();
    members.sort_by_key(|member| languages.iter().position(|language| language == &member.language));
    let pairing = if members.len() > 1 { group.pairing.clone() } else { Pairing::Single };
    Entry { slug: String::new(), facts, members, pairing, steps: Default::default() }
}

/// Returns the folder that a work lies in: of the path that its files have in common, else of its `first` text.
fn folder(claim: &slugs::Claim, first: &Text) -> String {
    let path = claim.path.as_ref().map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder));
    path.unwrap_or(&first.settled.folder).to_owned()
}
