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

/// In a longer line, the characters are counted up to each so many bytes.
const COUNTED: usize = 1_024;

/// Where the lines of a text begin, so that the places of many findings need not be counted from its beginning.
pub(super) struct Lines {
    starts: Vec<usize>,
    /// Bytes within long lines, and the characters of the line before each.
    counted: Vec<(usize, usize)>,
}

impl Lines {
    /// Returns the lines of `text`.
    pub(super) fn of(text: &str) -> Lines {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
        let mut counted = Vec::new();
        for (line, &start) in starts.iter().enumerate() {
            let end = starts.get(line + 1).map_or(text.len(), |next| next - 1);
            let (mut at, mut characters) = (start, 0);
            while end - at > COUNTED {
                let next = text.floor_char_boundary(at + COUNTED);
                characters += text[at..next].chars().count();
                at = next;
                counted.push((at, characters));
            }
        }
        Lines { starts, counted }
    }

    /// Returns line and column of this byte of the same `text`.
    pub(super) fn position(&self, text: &str, at: usize) -> (usize, usize) {
        let at = text.floor_char_boundary(at);
        let line = self.starts.partition_point(|start| *start <= at);
        let start = (self.starts[line - 1], 0);
        let counted = self.counted[..self.counted.partition_point(|(byte, _)| *byte <= at)].last();
        let (from, characters) = counted.copied().unwrap_or(start).max(start);
        (line, characters + text[from..at].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_characters_of_its_line_however_long_it_is() {
        let text = format!("Uno.\n{}\n{}fin", "é, ".repeat(1_000), "más ".repeat(2_000));
        let lines = Lines::of(&text);
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let before: Vec<&str> = text[..at].split('\n').collect();
            let column = before.last().map_or(0, |line| line.chars().count()) + 1;
            assert_eq!(lines.position(&text, at), (before.len(), column), "{at}");
        }
    }
}
