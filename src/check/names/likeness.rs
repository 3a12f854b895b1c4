//! How alike two names are: the same name in two languages, a slip of the pen, or two names. Names are compared by their
//! sounds, in small ASCII letters.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::ops::Bound;

use crate::understand::sound;

/// Shorter names have too many neighbours: Mary, Maria, Marie.
const SHORTEST: usize = 6;
/// A letter less is enough to tell a name from others where the rest of the text has it often.
pub(super) const SHORTEST_KNOWN: usize = 5;
/// In a name that is longer, two letters may be wrong.
const LONG: usize = 8;
/// As many letters at the end are inflection, and differ between languages: Moscow, Moscú; Rome, Roma.
const ENDING: usize = 2;

/// As many letters at the beginning must two names have in common, and half of the shorter one.
const BEGINNING: usize = 4;

/// Words, by their sounds.
pub(super) struct Sounds<'a> {
    all: BTreeSet<&'a str>,
    index: OnceCell<Index>,
}

/// Among so many words, each is looked at faster than an index of them is made.
const FEW: usize = 100;

impl<'a> Sounds<'a> {
    /// Returns these words.
    pub(super) fn of(words: impl IntoIterator<Item = &'a str>) -> Sounds<'a> {
        Sounds { all: words.into_iter().collect(), index: OnceCell::new() }
    }

    /// Tells whether it is one of them.
    pub(super) fn contain(&self, word: &str) -> bool {
        self.all.contains(word)
    }

    /// Tells whether one of them may be the same name in another language.
    pub(super) fn have_like(&self, word: &str) -> bool {
        let index = || self.index.get_or_init(|| Index::of(&self.all));
        self.contain(word)
            || match self.all.len() {
                0..=FEW => self.all.iter().any(|other| is_like(word, other)),
                _ => index().has_like(&self.all, word),
            }
    }
}

/// What two words have in common that are like each other but not the same.
struct Index {
    /// The beginnings of words that a longer one must have to be like them, and how long these are.
    beginnings: HashSet<String>,
    lengths: BTreeSet<usize>,
    /// The skeletons of words, with the letters that they begin with.
    skeletons: HashSet<(u8, String)>,
}

impl Index {
    fn of(words: &BTreeSet<&str>) -> Index {
        let beginnings: HashSet<String> = words.iter().filter_map(|word| beginning(word)).map(str::to_owned).collect();
        let lengths = beginnings.iter().map(String::len).collect();
        Index { beginnings, lengths, skeletons: words.iter().filter_map(|word| outline(word)).collect() }
    }

    /// Tells whether one of `words`, of which this is the index, is like `word` and not the same.
    fn has_like(&self, words: &BTreeSet<&str>, word: &str) -> bool {
        let longer = beginning(word).is_some_and(|beginning| {
            let next = words.range::<str, _>((Bound::Included(beginning), Bound::Unbounded)).next();
            next.is_some_and(|next| next.starts_with(beginning))
        });
        let mut beginnings = self.lengths.iter().map_while(|length| word.get(..*length));
        longer
            || beginnings.any(|beginning| self.beginnings.contains(beginning))
            || outline(word).is_some_and(|outline| self.skeletons.contains(&outline))
    }
}

/// Returns what a longer word must begin with to be like this one.
fn beginning(word: &str) -> Option<&str> {
    word.get(..BEGINNING.max(word.len().div_ceil(2)))
}

/// Returns the first letter of a word, and its skeleton where that tells anything.
fn outline(word: &str) -> Option<(u8, String)> {
    let skeleton = sound::skeleton(word);
    Some((*word.as_bytes().first()?, skeleton)).filter(|(_, skeleton)| skeleton.len() >= 2)
}

/// Tells whether two words may be one name in two languages.
fn is_like(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let shortest = one.len().min(other.len());
    if one == other || (common >= BEGINNING && common * 2 >= shortest) {
        return true;
    }
    if common == 0 {
        return false;
    }
    let skeleton = sound::skeleton(one);
    skeleton.len() >= 2 && skeleton == sound::skeleton(other)
}

/// Tells whether one name is probably a slip for the other, where one of them is known: one letter is wrong, or two in a
/// long name.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let shortest = one.len().min(other.len());
    shortest >= SHORTEST_KNOWN && distance(one, other) <= 1 + usize::from(shortest > LONG)
}

/// Tells whether one name is the other with one letter wrong, not at its end, though neither is short.
pub(super) fn is_one_off(one: &str, other: &str) -> bool {
    one != other && other.len() > SHORTEST && distance(one, other) == 1 && !differs_at_end(one, other)
}

/// Tells whether two words may differ by inflection only.
pub(super) fn differs_at_end(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    common + ENDING >= one.chars().count().min(other.chars().count())
}

/// Tells whether two words that differ at their end do so as forms of one name do: by letters that one of them has besides,
/// or by what follows from a vowel on.
pub(super) fn is_inflected(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let [one, other] = [one, other].map(|word| word.get(common..).unwrap_or_default());
    let is_vowel = |rest: &str| rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
    one.is_empty() || other.is_empty() || (is_vowel(one) && is_vowel(other))
}

/// Tells whether two names that are nowhere else differ as no two languages spell one name: in one consonant that stands
/// for another sound, or in two letters that have changed places.
pub(super) fn is_misspelt(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() < SHORTEST || one.len() != other.len() {
        return false;
    }
    let different: Vec<usize> = (0..one.len()).filter(|&at| one[at] != other[at]).collect();
    match different[..] {
        [at] => at > 0 && at + 1 < one.len() && differ_in_sound(one[at], other[at]),
        [at, next] => {
            let is_swap = next == at + 1 && one[at] == other[next] && one[next] == other[at];
            is_swap && at > 0 && next + ENDING < one.len()
        }
        _ => false,
    }
}

fn differ_in_sound(one: u8, other: u8) -> bool {
    let is_consonant = |letter: u8| letter.is_ascii_alphabetic() && !b"aeiou".contains(&letter);
    is_consonant(one) && is_consonant(other) && sound_class(one) != sound_class(other)
}

/// Returns a class of letters that languages write for one another in names. Coarser than the sounds themselves, since
/// Alexander is Alejandro, Philipp Filip, and nation nación.
fn sound_class(letter: u8) -> u8 {
    match letter {
        b'b' | b'f' | b'p' | b'v' => b'b',
        b'c' | b'd' | b'g' | b'h' | b'k' | b's' | b't' | b'x' | b'z' => b'k',
        b'l' | b'r' => b'l',
        b'm' | b'n' => b'n',
        other => other,
    }
}

fn distance(one: &str, other: &str) -> usize {
    if one.len().abs_diff(other.len()) > 2 { usize::MAX } else { strsim::damerau_levenshtein(one, other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_if_each_were_looked_at() {
        let words = [
            "moskou", "moskva", "moskvitians", "aleksander", "aleks", "aleiandro", "anna", "katerin", "katalina", "ko",
            "",
        ];
        for one in words {
            for other in words {
                let words = BTreeSet::from([other]);
                let has_like = one == other || Index::of(&words).has_like(&words, one);
                assert_eq!(has_like, is_like(one, other), "{one} and {other}");
            }
        }
    }
}
