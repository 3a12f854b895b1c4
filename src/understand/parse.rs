//! Parsing finds the blocks of a seed and the sentences of each block.

use super::{Block, BlockKind, Document, Sentence};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::language::Language;
use crate::read::Seed;

/// Returns the document that `seed` is in `language`.
pub(super) fn document(seed: &Seed, language: &Language) -> (Document, Vec<Diagnostic>) {
    let mut sentences = Vec::new();
    let mut start = seed.body.start;
    for part in seed.text[seed.body.clone()].split_inclusive(". ") {
        let span = start..start + part.trim_end().len();
        let text = part.trim_end().to_owned();
        sentences.push(Sentence { span, html: text.clone(), text, gap: " ".to_owned() });
        start += part.len();
    }
    let stated = seed.facts.title.as_ref().and_then(|title| title.get(language)).cloned();
    let title = stated
        .unwrap_or_else(|| sentences.first().map(|first| first.text.chars().take(60).collect()).unwrap_or_default());
    let block = Block { kind: BlockKind::Paragraph, lead: "<p>".to_owned(), sentences };
    let document = Document {
        path: seed.path.clone(),
        text: seed.text.clone(),
        language: language.clone(),
        title,
        blocks: vec![block],
        tail: "</p>".to_owned(),
    };
    (document, Vec::new())
}
