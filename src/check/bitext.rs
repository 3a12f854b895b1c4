//! A bitext, as checks see it: two texts of one work, and their sentences segment by segment.

use std::cell::OnceCell;
use std::ops::Range;

use super::spot::{Mark, Spot};
use crate::ground::diagnostic::Place;
use crate::ground::language::Language;
use crate::ground::lines::Lines;
use crate::understand::{BlockKind, Document, Sentence, Work};

/// How many characters of context stand on either side of the words that a finding is about.
const CONTEXT: usize = 50;

/// In a longer sentence with markup, in bytes, no place is told: each would have to be counted from its beginning.
const LONGEST_SENTENCE: usize = 10_000;

/// A document as checks see it.
pub(super) struct Text<'a> {
    /// The document.
    pub(super) document: &'a Document,
    /// Its sentences in reading order.
    pub(super) sentences: Vec<&'a Sentence>,
    /// The kind of the block of each sentence.
    pub(super) kinds: Vec<BlockKind>,
    /// The number of the paragraph of each sentence, as the writer made them: paragraphs that only the page breaks are one.
    pub(super) paragraphs: Vec<usize>,
    /// How many bytes at the beginning of each sentence are in the seed as they are in its text.
    verbatim: Vec<OnceCell<usize>>,
    /// The lines of the seed, once something was found.
    lines: OnceCell<Lines>,
}

/// The sentences of a segment in one of its languages.
pub(super) struct Side<'a> {
    /// Where they come from.
    pub(super) text: &'a Text<'a>,
    /// Which sentences.
    pub(super) sentences: Range<usize>,
    /// Their words, with a space between sentences where the language has one.
    pub(super) words: String,
    /// Where each sentence begins in `words`.
    starts: Vec<usize>,
}

/// A segment in two languages.
pub(super) struct Pair<'a> {
    /// The slug of the work.
    pub(super) work: &'a str,
    /// The number of the segment in [`Work::segments`].
    pub(super) segment: usize,
    /// How sure it is that the two sides answer each other.
    pub(super) confidence: f64,
    /// The two sides.
    pub(super) sides: [Side<'a>; 2],
}

/// Two texts of one work, segment by segment.
pub(super) struct Bitext<'a> {
    /// The work.
    pub(super) work: &'a Work,
    /// The two texts.
    pub(super) texts: [&'a Text<'a>; 2],
    /// The segments in which at least one of the two has sentences.
    pub(super) pairs: Vec<Pair<'a>>,
}

impl<'a> Text<'a> {
    /// Returns `document` as checks see it.
    pub(super) fn new(document: &'a Document) -> Text<'a> {
        let mut text = Text {
            document,
            sentences: Vec::new(),
            kinds: Vec::new(),
            paragraphs: Vec::new(),
            verbatim: Vec::new(),
            lines: OnceCell::new(),
        };
        for block in &document.blocks {
            for (at, sentence) in block.sentences.iter().enumerate() {
                let paragraph = match (text.sentences.last(), text.paragraphs.last()) {
                    (Some(last), Some(&paragraph)) if at > 0 || !text.is_parted(last, sentence) => paragraph,
                    (_, Some(paragraph)) => paragraph + 1,
                    _ => 0,
                };
                text.paragraphs.push(paragraph);
                text.sentences.push(sentence);
                text.kinds.push(block.kind);
                text.verbatim.push(OnceCell::new());
            }
        }
        text
    }

    /// Tells whether the writer parted the two sentences, which stand in two blocks. In plain text a blank line does so,
    /// or markup for line breaks.
    fn is_parted(&self, last: &Sentence, next: &Sentence) -> bool {
        let between = self.document.text.get(last.span.end..next.span.start).unwrap_or("\n\n");
        !self.document.is_plain_text() || between.matches('\n').count() >= 2 || between.contains('<')
    }

    /// Returns the sentences of each paragraph.
    pub(super) fn paragraphs(&self) -> Vec<Range<usize>> {
        let mut end = 0;
        let range = |paragraph: &[usize]| {
            end += paragraph.len();
            end - paragraph.len()..end
        };
        self.paragraphs.chunk_by(|one, next| one == next).map(range).collect()
    }

    /// Returns these sentences as one side of a segment.
    pub(super) fn side(&'a self, sentences: Range<usize>) -> Side<'a> {
        let (mut words, mut starts) = (String::new(), Vec::new());
        for sentence in &self.sentences[sentences.clone()] {
            words.push_str(if words.is_empty() { "" } else { sentence.space(&self.document.language) });
            starts.push(words.len());
            words.push_str(sentence.text());
        }
        Side { text: self, sentences, words, starts }
    }

    /// Returns the place of `mark` for people.
    pub(super) fn spot(&self, mark: &Mark) -> Spot {
        let sentence = self.sentences[mark.sentence];
        let verbatim = *self.verbatim[mark.sentence].get_or_init(|| self.verbatim(sentence));
        let span = match mark.words.end <= verbatim {
            true => sentence.span.start + mark.words.start..sentence.span.start + mark.words.end,
            false => self.span(sentence, &mark.words),
        };
        let (excerpt, words) = excerpt(sentence.text(), &mark.words);
        Spot { mark: Some(mark.clone()), ..self.at(span, excerpt, words) }
    }

    /// Returns the place of `span`, bytes of the seed, for people.
    pub(super) fn raw_spot(&self, span: Range<usize>) -> Spot {
        let text = &self.document.text;
        let (excerpt, words) = excerpt(text, &span);
        self.at(span, excerpt, words)
    }

    /// Returns the place before the sentence of this number, where something is not that should be.
    pub(super) fn spot_before(&self, sentence: usize) -> Spot {
        let at = match (self.sentences.get(sentence), self.sentences.last()) {
            (Some(next), _) => next.span.start,
            (None, Some(last)) => last.span.end,
            (None, None) => return self.whole(),
        };
        self.at(at..at, String::new(), 0..0)
    }

    /// Returns the place of the whole text.
    pub(super) fn whole(&self) -> Spot {
        Spot {
            language: self.document.language.clone(),
            place: Place::file(self.document.path.clone()),
            lines: None,
            excerpt: String::new(),
            marked: 0..0,
            mark: None,
        }
    }

    fn at(&self, span: Range<usize>, excerpt: String, marked: Range<usize>) -> Spot {
        let text = &self.document.text;
        let lines = self.lines.get_or_init(|| Lines::of(text));
        let lines = [span.start, span.end].map(|at| lines.position(text, at));
        let place = Place::within(self.document.path.clone(), text, span);
        Spot { language: self.document.language.clone(), place, lines: Some(lines), excerpt, marked, mark: None }
    }

    /// Returns how many bytes at the beginning of `sentence` are in the seed as they are in its text, but for white space.
    fn verbatim(&self, sentence: &Sentence) -> usize {
        let raw = self.document.text.get(sentence.span.clone()).unwrap_or_default();
        let is_same = |(one, other): &(u8, u8)| one == other || (*one == b' ' && matches!(other, b'\n' | b'\t'));
        let common = sentence.text().bytes().zip(raw.bytes()).take_while(is_same).count();
        sentence.text().floor_char_boundary(common)
    }

    /// Returns the bytes of the seed where these bytes of the sentence's text come from; all of the sentence where markup
    /// or entities make that unclear, or would take long to look through.
    fn span(&self, sentence: &Sentence, words: &Range<usize>) -> Range<usize> {
        let Some(raw) = self.document.text.get(sentence.span.clone()) else { return sentence.span.clone() };
        let Some(wanted) = sentence.text().get(words.clone()).filter(|wanted| !wanted.is_empty()) else {
            return sentence.span.start..sentence.span.start;
        };
        if raw.len() > LONGEST_SENTENCE {
            return sentence.span.clone();
        }
        let earlier = sentence.text()[..words.start].matches(wanted).count();
        // White space may be written otherwise in the seed, each with as many bytes as a rule.
        let plain: String = raw.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect();
        match plain.match_indices(wanted).nth(earlier) {
            Some((at, _)) => sentence.span.start + at..sentence.span.start + at + wanted.len(),
            None => sentence.span.clone(),
        }
    }
}

/// Returns what stands around `words` in `text`, and where `words` stand in it.
fn excerpt(text: &str, words: &Range<usize>) -> (String, Range<usize>) {
    let (before, marked, after) = (&text[..words.start], &text[words.clone()], &text[words.end..]);
    let first = |text: &str, count: usize| text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    let start = before.char_indices().nth_back(CONTEXT - 1).map_or(0, |(at, _)| at);
    let shown = first(marked, 3 * CONTEXT);
    let end = if shown < marked.len() { 0 } else { first(after, CONTEXT) };
    let head = if start > 0 { "…" } else { "" };
    let tail = if shown < marked.len() || end < after.len() { "…" } else { "" };
    let flat = |part: &str| part.replace(char::is_whitespace, " ");
    let lead = head.to_owned() + &flat(&before[start..]);
    let marked = flat(&marked[..shown]);
    let range = lead.len()..lead.len() + marked.len();
    (lead + &marked + &flat(&after[..end]) + tail, range)
}

impl Side<'_> {
    /// Tells whether it has no sentence.
    pub(super) fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// Returns its language.
    pub(super) fn language(&self) -> &Language {
        &self.text.document.language
    }

    /// Returns the kind of the block that its first sentence stands in.
    pub(super) fn kind(&self) -> BlockKind {
        self.text.kinds[self.sentences.start]
    }

    /// Returns these bytes of `words` as a mark in one of its sentences.
    fn mark(&self, words: &Range<usize>) -> Mark {
        let at = self.starts.partition_point(|start| *start <= words.start) - 1;
        let sentence = self.sentences.start + at;
        let length = self.text.sentences[sentence].text().len();
        let within = |place: usize| (place - self.starts[at]).min(length);
        Mark { sentence, words: within(words.start)..within(words.end) }
    }

    /// Tells whether it is lines of code.
    pub(super) fn is_code(&self) -> bool {
        !self.is_empty() && self.sentences.clone().all(|sentence| self.text.kinds[sentence] == BlockKind::Code)
    }

    /// Returns the pieces of code in its sentences, as they are read.
    pub(super) fn code(&self) -> impl Iterator<Item = String> {
        let pieces = self.text.sentences[self.sentences.clone()]
            .iter()
            .flat_map(|sentence| sentence.html.split("<code>").skip(1));
        pieces.map(|piece| htmlize::unescape(piece.split("</code>").next().unwrap_or_default()).into_owned())
    }

    /// Tells whether these bytes of `words` begin a sentence, with a full stop behind them.
    pub(super) fn is_listed(&self, words: &Range<usize>) -> bool {
        self.starts.binary_search(&words.start).is_ok() && self.words[words.end..].starts_with('.')
    }

    /// Returns the place of these bytes of `words`.
    pub(super) fn spot(&self, words: Range<usize>) -> Spot {
        if self.is_empty() { self.text.spot_before(self.sentences.start) } else { self.text.spot(&self.mark(&words)) }
    }

    /// Returns the place of the whole side.
    pub(super) fn whole(&self) -> Spot {
        let sentences = &self.text.sentences[self.sentences.clone()];
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { return self.spot(0..0) };
        let (excerpt, _) = excerpt(&self.words, &(0..self.words.len()));
        self.text.at(first.span.start..last.span.end.max(first.span.start), excerpt, 0..0)
    }
}

impl Pair<'_> {
    /// Tells whether both sides have sentences.
    pub(super) fn is_whole(&self) -> bool {
        !self.sides.iter().any(Side::is_empty)
    }

    /// Returns the words of both sides.
    pub(super) fn words(&self) -> [&str; 2] {
        self.sides.each_ref().map(|side| side.words.as_str())
    }
}

impl<'a> Bitext<'a> {
    /// Returns the texts of these numbers of `work` beside each other.
    pub(super) fn new(work: &'a Work, texts: &'a [Text<'a>], numbers: [usize; 2]) -> Bitext<'a> {
        let mut pairs = Vec::new();
        for (at, segment) in work.segments.iter().enumerate() {
            let sides = numbers.map(|number| texts[number].side(segment.sentences[number].clone()));
            if !sides.iter().all(Side::is_empty) {
                let confidence = segment.confidence(numbers[0], numbers[1]);
                pairs.push(Pair { work: &work.slug, segment: at, confidence, sides });
            }
        }
        Bitext { work, texts: numbers.map(|number| &texts[number]), pairs }
    }

    /// Returns the languages of both texts.
    pub(super) fn languages(&self) -> [&'a Language; 2] {
        self.texts.map(|text| &text.document.language)
    }

    /// Returns the pairs of which both sides have sentences.
    pub(super) fn whole(&self) -> impl Iterator<Item = &Pair<'a>> {
        self.pairs.iter().filter(|pair| pair.is_whole())
    }

    /// Returns how sure it is that the two sides of a segment answer each other.
    pub(super) fn confidence(&self, segment: usize) -> f64 {
        let pair = self.pairs.binary_search_by_key(&segment, |pair| pair.segment);
        pair.map_or(1.0, |pair| self.pairs[pair].confidence)
    }

    /// Returns the pairs beside the one at `at`, as far as they are in its paragraph: no list item gives to another.
    pub(super) fn beside(&self, at: usize) -> impl Iterator<Item = usize> {
        let paragraph = |pair: usize, side: usize| {
            let side = &self.pairs[pair].sides[side];
            side.sentences.clone().next().map(|first| side.text.paragraphs[first])
        };
        let is_with = move |near: &usize| {
            (0..2).any(|side| paragraph(*near, side).is_some_and(|near| Some(near) == paragraph(at, side)))
        };
        let beside = [at.checked_sub(1), Some(at + 1).filter(|next| *next < self.pairs.len())];
        beside.into_iter().flatten().filter(is_with)
    }
}

/// Returns what `all` has for the pair at `at` and for those beside it.
pub(super) fn near<T>(all: &[T], at: usize) -> &[T] {
    &all[at.saturating_sub(1)..(at + 2).min(all.len())]
}
