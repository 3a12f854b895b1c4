//! A spot is a place in one of the texts as people see it: with the words around it.

use std::ops::Range;

use crate::ground::diagnostic::Place;
use crate::ground::language::Language;

/// A place in one of the texts, with the words around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The language of the text.
    pub language: Language,
    /// The file, and the bytes in it.
    pub place: Place,
    /// The words and some of those around them. Empty where something is missing.
    pub excerpt: String,
    /// The bytes of `excerpt` that the finding is about. Empty for all of it.
    pub marked: Range<usize>,
    /// The words themselves, where they are those of a sentence.
    pub(super) mark: Option<Mark>,
}

/// Words of one sentence: what a finding is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// The number of the sentence in its document.
    pub(super) sentence: usize,
    /// The bytes of its text.
    pub(super) words: Range<usize>,
}
