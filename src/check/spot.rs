//! A spot is a place in one of the texts as people see it: with its line, and with the words around it.

use std::fmt;
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
    /// Line and column where it begins and where it ends, from 1; columns count characters. None for all of a file.
    pub lines: Option<[(usize, usize); 2]>,
    /// The words and some of those around them. Empty where something is missing.
    pub excerpt: String,
    /// The bytes of `excerpt` that the finding is about. Empty for all of it.
    pub marked: Range<usize>,
    /// The words themselves, where they are those of a sentence.
    pub(super) mark: Option<Mark>,
}

impl Spot {
    /// Returns the excerpt in three parts: what stands before what the finding is about, this, and the rest.
    pub fn parts(&self) -> [&str; 3] {
        let Range { start, end } = self.marked;
        [0..start, start..end, end..self.excerpt.len()].map(|part| self.excerpt.get(part).unwrap_or_default())
    }
}

impl fmt::Display for Spot {
    /// Writes the place as editors open it: `seeds/a.txt:3:14`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lines {
            Some([(line, column), _]) => write!(formatter, "{}:{line}:{column}", self.place.path),
            None => formatter.write_str(&self.place.path),
        }
    }
}

/// Words of one sentence: what a finding is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// The number of the sentence in its document.
    pub(super) sentence: usize,
    /// The bytes of its text.
    pub(super) words: Range<usize>,
}
