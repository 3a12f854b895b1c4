//! Parsing finds the blocks of a seed and the sentences of each block.
//!
//! Each format becomes runs (`run`) of text that remember where every byte came from; runs are split into sentences. In
//! plain text that is all. In Markdown and HTML the sentences are marked (`marks`) in the text before it is rendered and
//! sanitised (`sanitise`), and the page is cut (`cut`) at the marks afterwards, so that no markup is ever guessed at. Notes
//! get a way back (`notes`), and its ids are collected (`ids`). What is markup to other generators only is named (`dialects`).
//! Nothing here touches the disk or fails: what is left out is reported.

mod cut;
mod dialects;
pub(crate) mod elements;
mod entities;
mod html;
pub(crate) mod ids;
pub(crate) mod links;
mod markdown;
mod marks;
pub(crate) mod notes;
mod plain;
mod run;
mod sanitise;
pub(crate) mod title;
mod tokens;

use std::ops::Range;

use crate::ground::diagnostic::Diagnostic;
use crate::ground::faults::Faults;
use crate::ground::language::Language;
use crate::read::{Format, Seed};
use crate::understand::Document;
use cut::Page;
pub(super) use cut::visible;

/// How far the text of a seed is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grain {
    /// Into sentences.
    Sentences,
    /// Into blocks, each of which stands as one sentence. Only the first is divided, which may open with the title. So is
    /// plain text, whose walls are broken between sentences.
    Blocks,
}

/// Returns `seed` as a document in `language`, and what had to be left out of it.
pub fn document(seed: &Seed, language: &Language, grain: Grain) -> (Document, Vec<Diagnostic>) {
    let text = seed.text.get();
    let body = seed.body_of(&text);
    let mut faults = Faults::below(&seed.path, &text, seed.body.start);
    let page = match seed.format {
        Format::PlainText => plain::page(body, language),
        Format::Markdown => markdown::page(body, language, grain, &mut faults),
        Format::Html => html::page(body, language, grain, &mut faults),
    };
    let ids = ids::of(&page, &mut faults);
    let Page { mut blocks, tail } = page;
    if seed.format != Format::PlainText {
        dialects::report(&blocks, body, &mut faults);
    }
    for sentence in blocks.iter_mut().flat_map(|block| &mut block.sentences) {
        let Range { start, end } = sentence.span;
        let end = body.ceil_char_boundary(end);
        sentence.span = seed.body.start + body.floor_char_boundary(start.min(end))..seed.body.start + end;
    }
    let (title, title_block) = title::of(&blocks, seed.format);
    let document = Document {
        path: seed.path.clone(),
        text,
        format: seed.format,
        language: language.clone(),
        draft: seed.facts.draft == Some(true),
        title,
        title_block,
        blocks,
        tail,
        ids,
    };
    (document, faults.into_diagnostics())
}

#[cfg(test)]
mod tests;
