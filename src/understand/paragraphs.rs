//! A wall of text is a paragraph that nobody set apart: in plain text it is shown in paragraphs of a few sentences.
//!
//! [`reflow`] breaks only between sentences, and all documents of a work at the same places, so that their paragraphs
//! answer each other. Words and sentences stay as they are.

use std::ops::Range;

use super::{Block, BlockKind, Document};
use crate::read::Format;

/// A paragraph of more characters is a wall: at 65 characters a line it fills a laptop's screen.
const WALL: usize = 1_200;

/// The characters that a paragraph made from a wall comes near to: a few sentences, eight to ten lines.
const TARGET: f64 = 600.0;

/// What stands between two paragraphs of plain text.
pub(crate) const BREAK: &str = "</p>\n<p>";

/// Breaks the walls of `documents`, which are translations of each other, into paragraphs of equal length as near as
/// sentences allow.
///
/// `cuts` are the places where a break may be: for each, per document, the number of the sentence that would begin the
/// new paragraph, counted through all blocks; rising from cut to cut. A break that one document has is a break for all
/// where there is a wall. Only plain text is changed.
pub fn reflow(documents: &mut [Document], cuts: &[Vec<usize>]) {
    let outlines: Vec<Outline> = documents.iter().map(Outline::of).collect();
    let points = points(&outlines, cuts);
    let chosen = chosen(&outlines, &points);
    for (number, document) in documents.iter_mut().enumerate() {
        let breaks: Vec<usize> = chosen.iter().map(|&point| points[point].sentences[number]).collect();
        break_at(document, &breaks);
    }
}

/// Breaks the walls of a document that stands alone; a break may be before any sentence.
pub fn reflow_single(document: &mut Document) {
    let cuts: Vec<Vec<usize>> = (1..document.sentences().count()).map(|sentence| vec![sentence]).collect();
    reflow(std::slice::from_mut(document), &cuts);
}

/// What matters of a document here.
struct Outline {
    /// Characters before each sentence, and in all.
    offsets: Vec<usize>,
    /// Whether each sentence begins a block.
    begins: Vec<bool>,
    /// The sentences of each wall, in order.
    walls: Vec<Range<usize>>,
}

impl Outline {
    fn of(document: &Document) -> Outline {
        let mut outline = Outline { offsets: vec![0], begins: Vec::new(), walls: Vec::new() };
        let mut offset = 0;
        for (number, block) in document.blocks.iter().enumerate() {
            let (start, before) = (outline.begins.len(), offset);
            for (at, sentence) in block.sentences.iter().enumerate() {
                offset += sentence.text().chars().count();
                outline.offsets.push(offset);
                outline.begins.push(at == 0);
            }
            if is_breakable(document, number) && offset - before > WALL {
                outline.walls.push(start..outline.begins.len());
            }
        }
        outline
    }

    fn len(&self) -> usize {
        self.begins.len()
    }

    fn length(&self, sentences: Range<usize>) -> usize {
        self.offsets[sentences.end] - self.offsets[sentences.start]
    }

    /// Tells whether a block begins at `sentence`, or the document ends there.
    fn breaks(&self, sentence: usize) -> bool {
        self.begins.get(sentence).copied().unwrap_or(true)
    }
}

fn is_breakable(document: &Document, block: usize) -> bool {
    document.format == Format::PlainText
        && document.title_block != Some(block)
        && document.blocks[block].kind == BlockKind::Paragraph
}

/// A place where a break may be, or the beginning or the end.
struct Point {
    /// Per document the sentence that follows.
    sentences: Vec<usize>,
    /// The characters before it, as the mean of all documents.
    offset: f64,
    /// Whether every document has a break there already.
    common: bool,
    /// Whether some document has.
    present: bool,
}

fn points(outlines: &[Outline], cuts: &[Vec<usize>]) -> Vec<Point> {
    let ends = outlines.iter().map(Outline::len).collect();
    let mut points = vec![point(outlines, vec![0; outlines.len()])];
    let mut last = points[0].sentences.clone();
    for cut in cuts {
        let rises =
            cut.len() == outlines.len() && cut.iter().zip(&last).all(|(next, last)| next >= last) && *cut != last;
        if rises && cut.iter().zip(outlines).all(|(&sentence, outline)| sentence < outline.len()) {
            points.push(point(outlines, cut.clone()));
            last.clone_from(cut);
        }
    }
    points.push(point(outlines, ends));
    points
}

fn point(outlines: &[Outline], sentences: Vec<usize>) -> Point {
    let places = || outlines.iter().zip(&sentences);
    let sum: usize = places().map(|(outline, &sentence)| outline.offsets[sentence]).sum();
    let common = places().all(|(outline, &sentence)| outline.breaks(sentence));
    let present = places().any(|(outline, &sentence)| outline.breaks(sentence));
    Point { offset: sum as f64 / outlines.len().max(1) as f64, common, present, sentences }
}

/// Returns the points, by their number, where the walls are broken.
fn chosen(outlines: &[Outline], points: &[Point]) -> Vec<usize> {
    let mut chosen = Vec::new();
    let common: Vec<usize> = (0..points.len()).filter(|&at| points[at].common).collect();
    for pair in common.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let within = |outline: &Outline, number: usize| {
            let (start, end) = (points[from].sentences[number], points[to].sentences[number]);
            let wall = outline.walls.partition_point(|wall| wall.end <= start);
            outline.walls.get(wall).is_some_and(|wall| wall.start < end)
        };
        if !outlines.iter().enumerate().any(|(number, outline)| within(outline, number)) {
            continue;
        }
        let present: Vec<usize> = (from..=to).filter(|&at| points[at].present).collect();
        for part in present.windows(2) {
            chosen.extend((part[0] != from).then_some(part[0]));
            if longest(outlines, &points[part[0]], &points[part[1]]) > WALL {
                chosen.extend(evened(&points[part[0]..=part[1]]).into_iter().map(|at| at + part[0]));
            }
        }
    }
    chosen
}

/// Returns the characters from one point to the next in the document that has most.
fn longest(outlines: &[Outline], from: &Point, to: &Point) -> usize {
    let lengths = outlines.iter().zip(from.sentences.iter().zip(&to.sentences));
    lengths.map(|(outline, (&start, &end))| outline.length(start..end.max(start))).max().unwrap_or(0)
}

/// Returns which of the inner `points` divide the stretch most evenly: the sum of squared distances of all paragraphs
/// from [`TARGET`] is least, so none is tiny. Only points within a few paragraphs are compared.
fn evened(points: &[Point]) -> Vec<usize> {
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..points.len() {
        let mut found = (f64::INFINITY, end - 1);
        for start in (0..end).rev() {
            let length = points[end].offset - points[start].offset;
            if length > 3.0 * TARGET && start + 1 < end {
                break;
            }
            let cost = best[start].0 + (length - TARGET).powi(2);
            if cost < found.0 {
                found = (cost, start);
            }
        }
        best.push(found);
    }
    let mut at = best[points.len() - 1].1;
    let mut chosen = Vec::new();
    while at > 0 {
        chosen.push(at);
        at = best[at].1;
    }
    chosen.reverse();
    chosen
}

/// Begins a new paragraph at each of the sentences `breaks`, in order, that stands inside a paragraph of plain text.
fn break_at(document: &mut Document, breaks: &[usize]) {
    let breakable: Vec<bool> = (0..document.blocks.len()).map(|block| is_breakable(document, block)).collect();
    let mut broken: Vec<Block> = Vec::with_capacity(document.blocks.len() + breaks.len());
    let mut number = 0;
    for (block, breakable) in std::mem::take(&mut document.blocks).into_iter().zip(breakable) {
        let Block { kind, lead, sentences } = block;
        broken.push(Block { kind, lead, sentences: Vec::new() });
        for mut sentence in sentences {
            let inside = broken.last().is_some_and(|block| !block.sentences.is_empty());
            if breakable && inside && breaks.binary_search(&number).is_ok() {
                sentence.gap.clear();
                broken.push(Block { kind, lead: BREAK.to_owned(), sentences: Vec::new() });
            }
            if let Some(block) = broken.last_mut() {
                block.sentences.push(sentence);
            }
            number += 1;
        }
    }
    document.blocks = broken;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::facts::Facts;
    use crate::ground::language::Language;
    use crate::read::Seed;
    use crate::understand::parse;

    const SPANISH: &str = include_str!("../../seeds/000_8df367a205094866.txt");
    const ENGLISH: &str = include_str!("../../seeds/001_f00311a8449180ba.txt");

    fn document(text: &str, tag: &str) -> Document {
        let seed = Seed {
            path: "seeds/a.txt".to_owned(),
            name: "a.txt".to_owned(),
            format: Format::PlainText,
            text: text.into(),
            body: 0..text.len(),
            facts: Facts::default(),
        };
        parse::document(&seed, &Language::new(tag).expect("a language"), parse::Grain::Sentences).0
    }

    fn lengths(document: &Document) -> Vec<usize> {
        let length = |block: &Block| block.sentences.iter().map(|sentence| sentence.text().chars().count()).sum();
        document.blocks.iter().map(length).collect()
    }

    /// Returns a sentence of `length` characters.
    fn sentence(length: usize) -> String {
        format!("S{}. ", "o".repeat(length - 2))
    }

    #[test]
    fn a_wall_becomes_paragraphs_of_a_few_sentences() {
        for (text, tag) in [(SPANISH, "es"), (ENGLISH, "en")] {
            let mut document = document(text, tag);
            let before: Vec<_> = document.sentences().map(|sentence| sentence.span.clone()).collect();
            reflow_single(&mut document);
            let after: Vec<_> = document.sentences().map(|sentence| sentence.span.clone()).collect();
            assert_eq!(before, after);
            assert!(document.blocks.len() >= 5, "{:?}", lengths(&document));
            assert!(lengths(&document).iter().all(|length| (350..=900).contains(length)), "{:?}", lengths(&document));
            assert!(document.blocks[1..].iter().all(|block| block.lead == BREAK && block.sentences[0].gap.is_empty()));
        }
    }

    #[test]
    fn what_is_no_wall_stays() {
        for text in
            [ENGLISH[..1000].to_owned(), format!("{}\n\n{}", &ENGLISH[..900], &ENGLISH[900..1800]), String::new()]
        {
            let mut document = document(&text, "en");
            let before = document.clone();
            reflow_single(&mut document);
            assert_eq!(document, before);
        }
    }

    #[test]
    fn no_paragraph_is_tiny() {
        for (sentences, expected) in [
            (vec![100; 13], vec![700, 600]),
            (vec![1250, 20, 30], vec![1300]),
            (vec![600, 600, 40], vec![600, 640]),
            (vec![3000], vec![3000]),
            (vec![500, 2000, 500], vec![500, 2000, 500]),
        ] {
            let text: String = sentences.iter().map(|&length| sentence(length)).collect();
            let mut document = document(&text, "en");
            reflow_single(&mut document);
            let mut lengths = lengths(&document);
            lengths.sort_by(|left, right| right.cmp(left));
            let mut expected = expected;
            expected.sort_by(|left, right| right.cmp(left));
            assert_eq!(lengths, expected, "{sentences:?}");
        }
    }

    #[test]
    fn translations_break_at_the_same_places() {
        let left: String = (0..12).map(|_| sentence(150)).collect();
        let right = (0..6).map(|_| sentence(260)).collect::<String>()
            + "\n\n"
            + &(0..6).map(|_| sentence(20)).collect::<String>();
        let mut documents = [document(&left, "en"), document(&right, "es")];
        let cuts: Vec<Vec<usize>> = (1..12).map(|at| vec![at, at]).collect();
        reflow(&mut documents, &cuts);
        let starts =
            |document: &Document| -> Vec<usize> { document.blocks.iter().map(|block| block.sentences.len()).collect() };
        assert_eq!(starts(&documents[0]), starts(&documents[1]));
        assert_eq!(starts(&documents[0]), [3, 3, 6]);
    }

    #[test]
    fn cuts_that_make_no_sense_are_passed_over() {
        let text: String = (0..20).map(|_| sentence(150)).collect();
        let mut documents = [document(&text, "en"), document("Short.", "es")];
        reflow(&mut documents, &[vec![5], vec![9, 0], vec![4, 0], vec![99, 0], vec![12, 9], vec![]]);
        assert_eq!((lengths(&documents[0]), lengths(&documents[1])), (vec![9 * 150, 11 * 150], vec![6]));
        reflow(&mut [], &[]);
    }
}
