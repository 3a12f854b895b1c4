//! A sentence is what stands between two full stops, as a careful reader would say. [`split`] finds the sentences of one
//! paragraph as byte spans.
//!
//! Unicode's rules (UAX #29, through ICU4X) say where a sentence may end in any script. They know no words, so each
//! place is judged once more by what stands left and right of the stop: abbreviations, initials, ordinals, ellipses,
//! quoted speech. The judgement is the same for all languages; only the lists differ, and they are data
//! (`abbreviations`, `words`).

mod abbreviations;
mod characters;
mod items;
mod sides;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use crate::ground::language::Language;
use abbreviations::{Known, Role};
use characters::{closes_only, find_stop, is_closing, is_european_text, is_ideograph, opens_only};
use sides::{Left, Next, Right, Word};

/// A word of this many letters before a stop is taken for a word, not an abbreviation, even if no capital follows.
/// Longer abbreviations are in the tables.
const SHORTEST_PLAIN_WORD: usize = 5;

/// Returns the byte spans of the sentences of `text`, one paragraph, in order.
///
/// The spans are trimmed of white space, do not overlap and hold every character that is not white space. A line break
/// is a space, but for one before an item of a list. Takes time linear in the length of `text`.
pub fn split(text: &str, language: &Language) -> Vec<Range<usize>> {
    let items = items::items(text);
    let text = unbroken(text);
    let splitter = Splitter { text: &text, language, abbreviations: abbreviations::of(language) };
    let mut places = splitter.places();
    places.extend(items.into_iter().map(|item| Place { stops: item..item, next: item }));
    places.sort_by_key(|place| place.next);
    let mut spans = Vec::new();
    let mut start = 0;
    for place in places {
        if splitter.ends(start, &place) {
            spans.extend(trimmed(&text, start..place.next));
            start = place.next;
        }
    }
    spans.extend(trimmed(&text, start..text.len()));
    spans
}

/// Returns `text` with its line breaks as spaces, every byte at its place: for Unicode's rules a line break would end a
/// sentence.
fn unbroken(text: &str) -> Cow<'_, str> {
    match text.bytes().any(items::is_break) {
        true => text.replace(['\n', '\r'], " ").into(),
        false => text.into(),
    }
}

fn trimmed(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let part = &text[span.clone()];
    let start = span.start + (part.len() - part.trim_start().len());
    let end = span.start + part.trim_end().len();
    (start < end).then_some(start..end)
}

/// A place where a sentence may end.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    /// The stops, as in `end ."`; without closing marks. Empty where only Unicode's rules or a list saw an end.
    stops: Range<usize>,
    /// Where the next sentence would begin.
    next: usize,
}

struct Splitter<'a> {
    text: &'a str,
    language: &'a Language,
    abbreviations: Known,
}

impl Splitter<'_> {
    /// Returns the places that Unicode's rules propose and those they hold back before small letters, digits and commas, in any
    /// order.
    fn places(&self) -> Vec<Place> {
        let (mut places, is_ordinary) = self.stops();
        if !self.is_plain(is_ordinary) {
            places.extend(self.proposed(&places));
        }
        places
    }

    /// Returns the places that Unicode's rules propose beside the `stops`.
    fn proposed(&self, stops: &[Place]) -> Vec<Place> {
        let mut scanned = stops.iter().map(|place| place.stops.start..place.next).peekable();
        let mut proposed = Vec::new();
        for at in SentenceSegmenter::new(SentenceBreakInvariantOptions::default()).segment_str(self.text) {
            // For Unicode's rules a mark that opens ends a sentence as well as one that closes.
            let at = if self.language.spaces_words() { at } else { self.text[..at].trim_end_matches(opens_only).len() };
            while scanned.next_if(|scan| scan.end < at).is_some() {}
            let within = scanned.peek().is_some_and(|scan| scan.start < at);
            if at > 0 && at < self.text.len() && !within && !self.glued(at) && !self.is_quoted(at) {
                proposed.push(Place { stops: at..at, next: at });
            }
        }
        proposed
    }

    /// Tells whether Unicode's rules have nothing to add to the [`stops`](Splitter::stops): words have spaces between
    /// them, every character is of those that European texts are made of, and what follows a stop is nothing rare.
    fn is_plain(&self, is_ordinary: bool) -> bool {
        is_ordinary && self.language.spaces_words() && is_european_text(self.text)
    }

    /// Returns every run of stops that white space or nothing follows, with the closing marks and lone stops that belong to it:
    /// `end . .`, `end." `, `fin. » `. Tells too whether white space, a letter or a digit follows each of all stops.
    fn stops(&self) -> (Vec<Place>, bool) {
        let (mut places, mut is_ordinary) = (Vec::new(), true);
        let mut at = 0;
        while let Some(found) = find_stop(&self.text[at..], self.abbreviations.words.stops) {
            let start = at + found;
            let stops = start..self.skip(start, |character| self.is_stop(character));
            let mut end = self.skip(stops.end, is_closing);
            is_ordinary &= self.is_ordinary(end);
            let mut next = self.skip(end, char::is_whitespace);
            let mut last = stops.end;
            while let Some(after) = self.straggler(next) {
                let end_of_stops = self.skip(next, |character| self.is_stop(character));
                last = if end_of_stops > next { end_of_stops } else { last };
                (end, next) = (after, self.skip(after, char::is_whitespace));
            }
            if end < next || next == self.text.len() {
                places.push(Place { stops: start..last, next });
            }
            at = next.max(stops.end);
        }
        (places, is_ordinary)
    }

    /// Tells whether what stands at `at`, behind a stop and closing marks, is nothing rare. Of another stop that is told where it
    /// is found itself.
    fn is_ordinary(&self, at: usize) -> bool {
        let next = self.text[at..].chars().next();
        next.is_none_or(|next| next.is_whitespace() || next.is_alphanumeric() || self.is_stop(next))
    }

    /// Returns the end of the stops or closing marks at `at`, where they stand alone between white space.
    fn straggler(&self, at: usize) -> Option<usize> {
        let end = match self.text[at..].chars().next()? {
            first if self.is_stop(first) => self.skip(self.skip(at, |next| self.is_stop(next)), is_closing),
            first if closes_only(first) => self.skip(at, |next| closes_only(next) || self.is_stop(next)),
            _ => return None,
        };
        let alone = self.text[end..].chars().next().is_none_or(char::is_whitespace);
        alone.then_some(end)
    }

    fn skip(&self, at: usize, wanted: impl Fn(char) -> bool) -> usize {
        self.text[at..].find(|character| !wanted(character)).map_or(self.text.len(), |length| at + length)
    }

    fn is_stop(&self, character: char) -> bool {
        characters::is_stop(character) || self.abbreviations.words.stops.contains(&character)
    }

    /// Tells whether a European stop stands before `at` without white space, as in `a.php?id=3`, `3.Final` or
    /// `J.K.ローリング`.
    fn glued(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches(is_closing);
        match self.language.spaces_words() {
            true => before.ends_with(|last| self.is_stop(last)) && !self.text[at..].starts_with(is_ideograph),
            false => before.ends_with('.') && !before.trim_end_matches('.').ends_with(is_ideograph),
        }
    }

    /// Tells whether a quotation ends before `at`, and the sentence that quotes it goes on, as in `「猫だ！」と言った。`
    fn is_quoted(&self, at: usize) -> bool {
        self.text[..at].ends_with(['」', '』'])
            && ["と", "って"].iter().any(|particle| self.text[at..].starts_with(particle))
    }

    /// Judges whether the sentence that began at `start` ends at `place`.
    fn ends(&self, start: usize, place: &Place) -> bool {
        if place.stops.is_empty() {
            return true;
        }
        let stops = &self.text[place.stops.clone()];
        let left = Left::of(&self.text[start..place.stops.start], &self.abbreviations);
        let right = Right::of(&self.text[place.next..]);
        let quoted = self.text[place.stops.end..place.next].contains(is_closing);
        match Stop::of(stops, self.abbreviations.words.stops) {
            Stop::Cry => !left.is_aside(quoted) && !right.continues(),
            Stop::Ellipsis => !right.continues(),
            Stop::Full if quoted => !left.is_aside(quoted) && !right.continues(),
            Stop::Full => self.full_stop_ends(&left, &right),
        }
    }

    fn full_stop_ends(&self, left: &Left, right: &Right) -> bool {
        let opens = || self.abbreviations.opens(right.opener);
        match left.kind {
            _ if self.is_joined(left, right) => false,
            Word::Plain => match right.kind {
                Next::Capital | Next::Other => true,
                Next::Small | Next::Digit | Next::Comma => left.letters >= SHORTEST_PLAIN_WORD,
            },
            Word::Nothing => matches!(right.kind, Next::Capital | Next::Other),
            Word::Abbreviation(Role::Binding) => false,
            Word::Abbreviation(Role::Numbering) => matches!(right.kind, Next::Capital) && right.numeral == 0,
            Word::Abbreviation(Role::Closing) => match right.kind {
                Next::Capital => right.numeral < 2,
                Next::Other => true,
                Next::Small | Next::Digit | Next::Comma => false,
            },
            Word::Abbreviation(Role::Doubtful) | Word::Initial | Word::Acronym => opens(),
            Word::Letter => left.after_number && matches!(right.kind, Next::Capital),
            Word::Number | Word::Numeral if left.alone => false,
            Word::Numeral => matches!(right.kind, Next::Other) || opens(),
            Word::Number => match right.kind {
                Next::Capital => left.letters > 2 || !self.abbreviations.words.ordinals || opens(),
                Next::Digit => left.letters > 3,
                Next::Other => true,
                Next::Small | Next::Comma => false,
            },
        }
    }

    /// Tells whether the words left and right of the stop are one abbreviation, as in `v. Chr.`
    fn is_joined(&self, left: &Left, right: &Right) -> bool {
        let joined = right.abbreviated.map(|next| format!("{}.{}", left.word, next.to_lowercase()));
        joined.and_then(|joined| self.abbreviations.role(&joined)).is_some()
    }
}

/// What kind of stop ends the sentence.
enum Stop {
    /// One full stop, or several that stand apart.
    Full,
    /// Dots that trail off.
    Ellipsis,
    /// A question or exclamation.
    Cry,
}

impl Stop {
    fn of(stops: &str, others: &[char]) -> Stop {
        if stops.contains(['!', '?', '‽', '؟']) || stops.contains(others) {
            Stop::Cry
        } else if stops.contains('…') || stops.contains("..") || stops.matches('.').count() > 2 {
            Stop::Ellipsis
        } else {
            Stop::Full
        }
    }
}

#[cfg(test)]
mod tests;
