//! A work is made of documents that belong together, of what is known of it, and of a slug. Here the library is put
//! together; each step is a function of its own in a module of its own.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::languages::{self, Text};
use super::pair::{self, Group};
use super::{Document, Library, Pairing, Work};
use super::{bitext, merge, parse, slugs, work_files};
use crate::ground::config::Config;
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::language::Language;
use crate::read::{Seed, Sources, WorkFile};

/// Returns the library that `sources` hold, and what is wrong with them. Drafts are left out unless `drafts` says
/// otherwise: a work file makes a draft of its work, front matter of its document. Every seed is in a work of the library
/// or named by a diagnostic.
pub fn understand(sources: &Sources, config: &Config, drafts: bool) -> (Library, Vec<Diagnostic>) {
    let (texts, documents, mut diagnostics) = parse_all(&sources.seeds, config);
    let languages = languages_of(&documents, config);

    let (stated, reports) = work_files::listed(sources, &texts);
    diagnostics.extend(reports);
    let keys: Vec<&str> = texts.iter().map(|text| text.settled.key.as_str()).collect();
    let (groups, reports) = pair::pair(&documents, &keys, &stated);
    diagnostics.extend(reports);
    let (attached, reports) = work_files::attach(&sources.work_files, &stated, &groups, &texts, &documents);
    diagnostics.extend(reports);

    let mut documents: Vec<Option<Document>> = documents.into_iter().map(Some).collect();
    let (mut works, mut claims) = (Vec::new(), Vec::new());
    for (at, group) in groups.iter().enumerate() {
        let work_file = attached.get(&at).map(|&at| &sources.work_files[at]);
        let members = chosen(group, work_file, &texts, drafts, &mut diagnostics);
        if members.is_empty() {
            continue;
        }
        claims.push(slugs::Claim::new(&members, work_file, &texts));
        works.push(assemble(group, &members, work_file, &texts, &mut documents, &languages, &mut diagnostics));
    }
    diagnostics.extend(slugs::assign(&mut works, &claims, &languages));
    works.sort_by(|one, other| (Reverse(one.facts.date), &one.slug).cmp(&(Reverse(other.facts.date), &other.slug)));
    diagnostics.extend(bitext::align(&mut works, config, sources.lock.as_ref()));
    (Library { languages, works: works.into_iter().map(Arc::new).collect() }, diagnostics)
}

/// Finds the language of every seed and parses those that have one.
fn parse_all<'a>(seeds: &'a [Seed], config: &Config) -> (Vec<Text<'a>>, Vec<Document>, Vec<Diagnostic>) {
    let (settled, mut diagnostics) = languages::settle(seeds, &config.languages);
    let texts: Vec<Text> =
        seeds.iter().zip(settled).filter_map(|(seed, settled)| Some(Text { seed, settled: settled? })).collect();
    let parsed: Vec<(Document, Vec<Diagnostic>)> =
        texts.par_iter().map(|text| parse::document(text.seed, &text.settled.language)).collect();
    let (documents, reports): (Vec<_>, Vec<_>) = parsed.into_iter().unzip();
    diagnostics.extend(reports.into_iter().flatten());
    (texts, documents, diagnostics)
}

/// Returns the configured languages, else those of the documents, that with the most documents first.
fn languages_of(documents: &[Document], config: &Config) -> Vec<Language> {
    if !config.languages.is_empty() {
        return config.languages.clone();
    }
    let mut counts: BTreeMap<&Language, usize> = BTreeMap::new();
    for document in documents {
        *counts.entry(&document.language).or_default() += 1;
    }
    let mut languages: Vec<_> = counts.into_iter().collect();
    languages.sort_by_key(|&(language, count)| (Reverse(count), language));
    languages.into_iter().map(|(language, _)| language.clone()).collect()
}

/// Returns the documents of `group` that are not drafts, and notes those that are.
fn chosen(
    group: &Group,
    work_file: Option<&WorkFile>,
    texts: &[Text],
    drafts: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let draft_work = work_file.is_some_and(|work_file| work_file.facts.draft == Some(true));
    let is_draft = |&document: &usize| !drafts && (draft_work || texts[document].seed.facts.draft == Some(true));
    let (left_out, chosen): (Vec<usize>, Vec<usize>) = group.documents.iter().copied().partition(is_draft);
    diagnostics.extend(left_out.into_iter().map(|document| {
        Diagnostic::note("this text is a draft and is left out").at(Place::file(&texts[document].seed.path))
    }));
    chosen
}

/// Makes the work of the documents `members`. Its slug is still to be given.
fn assemble(
    group: &Group,
    members: &[usize],
    work_file: Option<&WorkFile>,
    texts: &[Text],
    documents: &mut [Option<Document>],
    languages: &[Language],
    diagnostics: &mut Vec<Diagnostic>,
) -> Work {
    let sources: Vec<merge::Source> =
        members.iter().map(|&at| merge::Source::new(texts[at].seed, &texts[at].settled)).collect();
    let (facts, reports) = merge::facts(work_file.map(|work_file| &work_file.facts), &sources);
    diagnostics.extend(reports);
    let mut documents: Vec<Document> = members.iter().filter_map(|&at| documents[at].take()).collect();
    documents.sort_by_key(|document| languages.iter().position(|language| language == &document.language));
    for document in &mut documents {
        if let Some(title) = facts.title.as_ref().and_then(|title| title.get(&document.language)) {
            document.title.clone_from(title);
        }
    }
    let pairing = if documents.len() > 1 { group.pairing.clone() } else { Pairing::Single };
    Work { slug: String::new(), facts, documents, pairing, segments: Vec::new() }
}
