//! A sentence is what stands between two full stops, as a careful reader would say. [`split`] finds the sentences of one
//! paragraph as byte spans.
//!
//! Unicode's rules (UAX #29, through ICU4X) say where a sentence may end in any script. They know no words, so each
//! place is judged once more by what stands left and right of the stop: abbreviations, initials, ordinals, ellipses,
//! quoted speech. The judgement is the same for all languages; only the word lists differ, and they are
//! data (`abbreviations`).

mod abbreviations;
mod characters;

use std::borrow::Cow;
use std::ops::Range;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use crate::ground::language::Language;
use abbreviations::{Known, Role};
use characters::{closes_only, is_closing, is_dash, is_ideograph, is_mark, is_opening, is_quote, is_stop};
use characters::{find_stop, is_european_text, opens_only};

/// Words before a stop that are looked at, in bytes: no abbreviation is longer, and the work stays linear.
const LONGEST_WORD: usize = 48;

/// A word of this many letters before a stop is taken for a word, not an abbreviation, even if no capital follows.
/// Longer abbreviations are in the tables.
const SHORTEST_PLAIN_WORD: usize = 5;

/// Returns the byte spans of the sentences of `text`, one paragraph, in order.
///
/// The spans are trimmed of white space, do not overlap and hold every character that is not white space. A line break
/// is a space. Takes time linear in the length of `text`.
pub fn split(text: &str, language: &Language) -> Vec<Range<usize>> {
    let text = unbroken(text);
    let splitter = Splitter { text: &text, language, abbreviations: abbreviations::of(language) };
    let mut spans = Vec::new();
    let mut start = 0;
    for place in splitter.places() {
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
    match text.contains(['\n', '\r']) {
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
    /// The stops, as in `end ."`; without closing marks. Empty where only Unicode's rules saw an end.
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
    /// Returns the places that Unicode's rules propose and those they hold back before small letters, digits and commas.
    fn places(&self) -> Vec<Place> {
        let (mut places, is_ordinary) = self.stops();
        if !self.is_plain(is_ordinary) {
            places.extend(self.proposed(&places));
            places.sort_by_key(|place| place.next);
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
            let glued = self.language.spaces_words() && self.glued(at);
            if at > 0 && at < self.text.len() && !within && !glued && !self.is_quoted(at) {
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
        while let Some(found) = find_stop(&self.text[at..]) {
            let start = at + found;
            let stops = start..self.skip(start, is_stop);
            let mut end = self.skip(stops.end, is_closing);
            is_ordinary &= self.is_ordinary(end);
            let mut next = self.skip(end, char::is_whitespace);
            let mut last = stops.end;
            while let Some(after) = self.straggler(next) {
                last = if self.text[next..].starts_with(is_stop) { self.skip(next, is_stop) } else { last };
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
        next.is_none_or(|next| next.is_whitespace() || next.is_alphanumeric() || is_stop(next))
    }

    /// Returns the end of the stops or closing marks at `at`, where they stand alone between white space.
    fn straggler(&self, at: usize) -> Option<usize> {
        let end = match self.text[at..].chars().next()? {
            first if is_stop(first) => self.skip(self.skip(at, is_stop), is_closing),
            first if closes_only(first) => self.skip(at, |character| closes_only(character) || is_stop(character)),
            _ => return None,
        };
        let alone = self.text[end..].chars().next().is_none_or(char::is_whitespace);
        alone.then_some(end)
    }

    fn skip(&self, at: usize, wanted: impl Fn(char) -> bool) -> usize {
        self.text[at..].find(|character| !wanted(character)).map_or(self.text.len(), |length| at + length)
    }

    /// Tells whether a European stop stands before `at` without white space, as in `a.php?id=3` or `3.Final`.
    fn glued(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches(is_closing);
        before.ends_with(is_stop) && !self.text[at..].starts_with(is_ideograph)
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
        match Stop::of(stops) {
            Stop::Cry => !left.is_aside(quoted) && !right.continues(),
            Stop::Ellipsis => !right.continues(),
            Stop::Full if quoted => !left.is_aside(quoted) && !right.continues(),
            Stop::Full => self.full_stop_ends(&left, &right),
        }
    }

    fn full_stop_ends(&self, left: &Left, right: &Right) -> bool {
        match left.kind {
            Word::Plain => match right.kind {
                Next::Capital | Next::Other => true,
                Next::Small | Next::Digit | Next::Comma => left.letters >= SHORTEST_PLAIN_WORD,
            },
            Word::Nothing => matches!(right.kind, Next::Capital | Next::Other),
            Word::Abbreviation(Role::Binding) => false,
            Word::Abbreviation(Role::Numbering) => matches!(right.kind, Next::Capital) && !right.is_numeral,
            Word::Abbreviation(Role::Closing) => matches!(right.kind, Next::Capital | Next::Other),
            Word::Initial | Word::Acronym => self.abbreviations.lists.opens(right.opener),
            Word::Letter => left.after_number && matches!(right.kind, Next::Capital),
            Word::Number if left.alone => false,
            Word::Number => match right.kind {
                Next::Capital => {
                    left.letters > 2
                        || !self.abbreviations.lists.ordinals
                        || self.abbreviations.lists.opens(right.opener)
                }
                Next::Digit => left.letters > 3,
                Next::Other => true,
                Next::Small | Next::Comma => false,
            },
        }
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
    fn of(stops: &str) -> Stop {
        if stops.contains(['!', '?', '‽', '؟', '՞', '\u{37e}']) {
            Stop::Cry
        } else if stops.contains('…') || stops.contains("..") || stops.matches('.').count() > 2 {
            Stop::Ellipsis
        } else {
            Stop::Full
        }
    }
}

/// What stands before a stop.
struct Left {
    kind: Word,
    /// Letters or digits of the word.
    letters: usize,
    /// Whether the sentence holds nothing else so far.
    alone: bool,
    /// Whether a number stands before the word.
    after_number: bool,
    /// Whether an opening bracket stands right before the stop, as in `(?)`.
    bracketed: bool,
}

/// The kinds of words before a full stop.
enum Word {
    Nothing,
    Plain,
    Abbreviation(Role),
    /// One capital: `J`.
    Initial,
    /// One small letter: `s`.
    Letter,
    /// Letters with stops between: `U.S`.
    Acronym,
    /// Digits, or a Roman numeral that begins the sentence.
    Number,
}

impl Left {
    fn of(sentence: &str, abbreviations: &Known) -> Left {
        let sentence = sentence.trim();
        let bracketed = sentence.ends_with(['(', '[', '¿', '¡']);
        let near = &sentence[sentence.floor_char_boundary(sentence.len().saturating_sub(LONGEST_WORD))..];
        let near = near.trim_end_matches(is_closing);
        let parts = |character: char| character.is_whitespace() || is_opening(character) || is_dash(character);
        let word_start = near.rfind(parts).map_or(0, |at| at + near[at..].chars().next().map_or(0, char::len_utf8));
        let word = elided(&near[word_start..]);
        let before = near[..word_start].trim_end();
        let alone = sentence.len() <= LONGEST_WORD && !before.contains(char::is_alphanumeric);
        let letters = word.chars().filter(|character| character.is_alphanumeric()).count();
        let kind = Word::of(word, letters, alone, abbreviations);
        Left { kind, letters, alone, after_number: before.ends_with(|c: char| c.is_numeric()), bracketed }
    }

    /// Tells whether the stop is an aside of the writer's, as in `the best (?) film`.
    fn is_aside(&self, quoted: bool) -> bool {
        quoted && self.bracketed
    }
}

impl Word {
    fn of(word: &str, letters: usize, alone: bool, abbreviations: &Known) -> Word {
        let lower = word.to_lowercase();
        let role = abbreviations.role(&lower);
        let mut characters = word.chars().filter(|&character| !is_mark(character));
        match (role, characters.next(), letters) {
            (_, None, _) | (_, _, 0) => Word::Nothing,
            (Some(Role::Binding), ..) => Word::Abbreviation(Role::Binding),
            (_, Some(first), 1) if first.is_uppercase() && abbreviations.lists.pronouns.contains(&word) => Word::Plain,
            (_, Some(first), 1) if first.is_uppercase() => Word::Initial,
            (Some(role), ..) => Word::Abbreviation(role),
            (_, Some(first), 1) if first.is_lowercase() => Word::Letter,
            _ if word.chars().all(|character| character.is_numeric() || matches!(character, '.' | '§')) => {
                Word::Number
            }
            _ if alone && is_numeral(word) => Word::Number,
            _ if is_acronym(word) => Word::Acronym,
            _ => Word::Plain,
        }
    }
}

/// What stands after a stop.
struct Right<'a> {
    kind: Next,
    /// The first word, unless it is an initial or an abbreviation itself.
    opener: &'a str,
    /// Whether the first word is a Roman numeral.
    is_numeral: bool,
    /// Whether a dash stands before it.
    dashed: bool,
}

/// How the text goes on after a stop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Capital,
    Small,
    Digit,
    Comma,
    Other,
}

impl Right<'_> {
    fn of(text: &str) -> Right<'_> {
        let near = &text[..text.floor_char_boundary(LONGEST_WORD)];
        let opened = near.trim_start_matches(|character| is_opening(character) || is_quote(character));
        let bare = opened.trim_start_matches(|character: char| is_dash(character) || character.is_whitespace());
        let bare = bare.trim_start_matches(|character| is_opening(character) || is_quote(character));
        let kind = match bare.chars().next() {
            Some(',' | ';' | ':' | '،' | '؛') => Next::Comma,
            Some(first) if first.is_uppercase() => Next::Capital,
            Some(first) if first.is_lowercase() => Next::Small,
            Some(first) if first.is_numeric() => Next::Digit,
            _ => Next::Other,
        };
        let end = bare.find(|character: char| !character.is_alphanumeric()).unwrap_or(bare.len());
        let (word, rest) = bare.split_at(end);
        let opener = if rest.starts_with('.') { "" } else { word };
        Right { kind, opener, is_numeral: is_numeral(word), dashed: opened.starts_with(is_dash) }
    }

    /// Tells whether the text goes on as within a sentence.
    fn continues(&self) -> bool {
        matches!(self.kind, Next::Small | Next::Comma) || self.dashed && self.kind != Next::Capital
    }
}

/// Returns `word` without an article or preposition that an apostrophe joins to it: `M` of `l'M`, `Or` of `d'Or`.
fn elided(word: &str) -> &str {
    match word.char_indices().rfind(|(_, character)| matches!(character, '\'' | '’')) {
        Some((at, apostrophe)) if at <= 5 => &word[at + apostrophe.len_utf8()..],
        _ => word,
    }
}

/// Tells whether `word` is letters with stops between, few at a time: `U.S`, `EE.UU`, `z.B`, `т.д`.
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let letters = part.chars().filter(|character| character.is_alphabetic()).count();
            (1..=2).contains(&letters) && part.chars().count() == letters
        })
}

fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|character| matches!(character, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

#[cfg(test)]
mod tests;
