//! Lines are where those of a text begin, found once, so that the places of many findings need not be counted from its beginning.

use std::collections::BTreeMap;
use std::iter::once;
use std::sync::Arc;

/// Returns where the line begins that this byte of `text` is in.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Returns where the line ends that this byte of `text` is in.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}

/// In a longer line, the characters are counted up to each so many bytes.
const COUNTED: usize = 1_024;

/// The lines of one text.
pub struct Lines {
    starts: Vec<usize>,
    /// Bytes within long lines, and the characters of the line before each.
    counted: Vec<(usize, usize)>,
}

impl Lines {
    /// Returns the lines of `text`.
    pub fn of(text: &str) -> Lines {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts: Vec<usize> = once(0).chain(starts).collect();
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

    /// Returns line and column of this byte of the same `text`, both from 1; the column counts characters.
    pub fn position(&self, text: &str, at: usize) -> (usize, usize) {
        let at = text.floor_char_boundary(at);
        let line = self.starts.partition_point(|start| *start <= at);
        let start = (self.starts[line - 1], 0);
        let counted = self.counted[..self.counted.partition_point(|(byte, _)| *byte <= at)].last();
        let (from, characters) = counted.copied().unwrap_or(start).max(start);
        (line, characters + text[from..at].chars().count() + 1)
    }
}

/// The lines of several texts, by where these lie in memory.
#[derive(Default)]
pub struct LinesOfTexts(BTreeMap<*const u8, (Arc<str>, Lines)>);

impl LinesOfTexts {
    /// Returns line and column of this byte of `text`.
    pub fn position(&mut self, text: &Arc<str>, at: usize) -> (usize, usize) {
        let (text, lines) = self.0.entry(text.as_ptr()).or_insert_with(|| (text.clone(), Lines::of(text)));
        lines.position(text, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_lines_of_its_own_and_columns_count_characters() {
        let texts: [Arc<str>; 2] = ["uno\ndos ño x".into(), "x\n\nx".into()];
        let mut lines = LinesOfTexts::default();
        let mut ends = || texts.each_ref().map(|text| lines.position(text, text.len() - 1));
        assert_eq!([ends(), ends()], [[(2, 8), (3, 1)]; 2]);
    }

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
