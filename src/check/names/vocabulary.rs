//! A vocabulary is what one text shows of its names: how often it has each, how it is written, and whether the other text
//! has it too.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::Sounds;
use crate::check::bitext::near;
use crate::check::habit::Habit;
use crate::check::words::Word;

/// With so many segments' weight counts what is usual for all names of the text, beside what is known of a single one.
const ASSUMED: f64 = 2.0;

/// The words of one text that may be names, told apart by their sounds.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: BTreeMap<String, Known>,
    /// What is said of a word that the text does not have.
    unknown: Known,
    /// How the other side has all names together.
    kept: Kept,
}

/// What a text shows of one word.
#[derive(Default)]
pub(super) struct Known {
    /// How often it is a name, by a capital where no sentence begins.
    pub(super) names: usize,
    /// How often it stands with a capital, wherever it is.
    pub(super) capitals: usize,
    /// How often it stands in small letters.
    pub(super) small: usize,
    /// How often it is spelt in which way where it has a capital, with all other letters small.
    spellings: BTreeMap<String, usize>,
    /// The most frequent spelling, and how often it stands.
    usual: Option<(String, usize)>,
    kept: Kept,
}

/// How the other side has a name, in the segments where it stands here.
#[derive(Clone, Copy, Default)]
struct Kept {
    /// So that it sounds the same.
    same: Habit,
    /// So that something is at least like it.
    like: Habit,
}

impl Vocabulary {
    /// Reads one side of all pairs.
    pub(super) fn of(words: &[[Vec<Word>; 2]], side: usize) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for (at, sides) in words.iter().enumerate() {
            sides[side].iter().for_each(|word| vocabulary.count(word));
            let names: BTreeSet<&str> = sides[side].iter().filter(|word| word.is_name()).map(Word::sound).collect();
            if !names.is_empty() {
                let there = Sounds::of(around(words, at, 1 - side));
                names.into_iter().for_each(|sound| vocabulary.compare(sound, &there));
            }
        }
        for known in vocabulary.words.values_mut() {
            let usual = known.spellings.iter().max_by_key(|(_, count)| **count);
            known.usual = usual.map(|(word, count)| (word.clone(), *count));
        }
        vocabulary
    }

    fn count(&mut self, word: &Word) {
        let known = self.words.entry(word.sound().to_owned()).or_default();
        known.names += usize::from(word.is_name());
        match word.is_capitalised() {
            true => {
                known.capitals += 1;
                *known.spellings.entry(word.text.to_lowercase()).or_default() += 1;
            }
            false => known.small += 1,
        }
    }

    fn compare(&mut self, sound: &str, there: &Sounds) {
        let same = there.contain(sound);
        let like = same || there.have_like(sound);
        let known = self.words.get_mut(sound).map(|known| &mut known.kept);
        for kept in known.into_iter().chain([&mut self.kept]) {
            kept.same.add(same);
            kept.like.add(like);
        }
    }

    /// Returns what the text shows of the word that sounds so.
    pub(super) fn word(&self, sound: &str) -> &Known {
        self.words.get(sound).unwrap_or(&self.unknown)
    }

    /// Returns how likely it is that the other side of a segment has the name, in whatever spelling, when in one segment
    /// it has not: by all its other segments, and by all names where there are few of them.
    pub(super) fn expected(&self, sound: &str) -> f64 {
        // Of a name that stands nowhere else nothing is known.
        let is_known = self.word(sound).kept.like.occasions > 1;
        if is_known { self.share(sound, |kept| kept.like) } else { 0.0 }
    }

    /// Returns how likely it is that the other side has the name in the same spelling. Low for languages that inflect
    /// their names.
    pub(super) fn expected_same(&self, sound: &str) -> f64 {
        self.share(sound, |kept| kept.same)
    }

    fn share(&self, sound: &str, habit: fn(&Kept) -> Habit) -> f64 {
        let all = habit(&self.kept);
        let usual = all.kept as f64 / all.occasions.max(1) as f64;
        habit(&self.word(sound).kept).elsewhere((ASSUMED, ASSUMED * usual))
    }
}

impl Known {
    /// Returns how often it is spelt as `word`, and the spelling that is the most frequent, with its count.
    pub(super) fn spellings(&self, word: &str) -> (usize, Option<(&str, usize)>) {
        let usual = self.usual.as_ref().map(|(word, count)| (word.as_str(), *count));
        (self.spellings.get(&word.to_lowercase()).copied().unwrap_or(0), usual)
    }
}

/// Returns the sounds of what one side says in the pair `at` and beside it, where names may have moved to.
pub(super) fn around<'a>(words: &'a [[Vec<Word<'a>>; 2]], at: usize, side: usize) -> impl Iterator<Item = &'a str> {
    near(words, at).iter().flat_map(move |words| words[side].iter().map(Word::sound))
}
