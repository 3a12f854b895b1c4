//! A vocabulary is what one text shows of its names: how often it has each, how it is written, and whether the other text
//! has it too.

use std::collections::BTreeMap;

use super::likeness::Sounds;
use crate::check::bitext::near;
use crate::check::words::Word;

/// With so many segments' weight counts what is usual for all names of the text, beside what is known of a single one.
const ASSUMED: f64 = 2.0;

/// The names of one text. Names are told apart by their sounds.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// How often each name stands where no sentence begins.
    names: BTreeMap<String, usize>,
    /// How often each word stands with a capital, wherever it is.
    capitals: BTreeMap<String, usize>,
    /// How often each word stands in small letters.
    small: BTreeMap<String, usize>,
    /// How often each word with a capital is spelt in which way, with all other letters small.
    spellings: BTreeMap<String, BTreeMap<String, usize>>,
    /// The most frequent spelling of each, and how often it stands.
    usual: BTreeMap<String, (String, usize)>,
    /// In which segments each name stands, and how it is on the other side.
    kept: BTreeMap<String, Kept>,
    /// The same for all names together.
    total: Kept,
}

/// How the other side has a name.
#[derive(Clone, Copy, Default)]
struct Kept {
    /// In so many segments the name stands here.
    here: usize,
    /// In so many of them it sounds the same on the other side.
    same: usize,
    /// In so many of them something there is at least like it.
    like: usize,
}

impl Vocabulary {
    /// Reads one side of all pairs.
    pub(super) fn of(words: &[[Vec<Word>; 2]], side: usize) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for (at, sides) in words.iter().enumerate() {
            let mut here = vocabulary.count(&sides[side]);
            here.sort_unstable();
            here.dedup();
            if !here.is_empty() {
                let there = Sounds::of(around(words, at, 1 - side));
                here.into_iter().for_each(|sound| vocabulary.compare(sound, &there));
            }
        }
        for (sound, spellings) in &vocabulary.spellings {
            let usual = spellings.iter().max_by_key(|(_, count)| **count);
            let usual = usual.map(|(word, count)| (sound.clone(), (word.clone(), *count)));
            vocabulary.usual.extend(usual);
        }
        vocabulary
    }

    /// Counts the words of a segment and returns the names among them.
    fn count(&mut self, words: &[Word]) -> Vec<String> {
        let mut names = Vec::new();
        for word in words {
            let sound = word.sound().to_owned();
            let counts = if word.is_capitalised() { &mut self.capitals } else { &mut self.small };
            *counts.entry(sound.clone()).or_default() += 1;
            if word.is_capitalised() {
                let spellings = self.spellings.entry(sound.clone()).or_default();
                *spellings.entry(word.text.to_lowercase()).or_default() += 1;
            }
            if word.is_name() {
                *self.names.entry(sound.clone()).or_default() += 1;
                names.push(sound);
            }
        }
        names
    }

    fn compare(&mut self, sound: String, there: &Sounds) {
        let same = there.contain(&sound);
        let like = same || there.have_like(&sound);
        for kept in [self.kept.entry(sound).or_default(), &mut self.total] {
            kept.here += 1;
            kept.same += usize::from(same);
            kept.like += usize::from(like);
        }
    }

    /// Returns how often the name stands where no sentence begins.
    pub(super) fn names(&self, sound: &str) -> usize {
        self.names.get(sound).copied().unwrap_or(0)
    }

    /// Returns how often the word has a capital.
    pub(super) fn capitals(&self, sound: &str) -> usize {
        self.capitals.get(sound).copied().unwrap_or(0)
    }

    /// Returns how often the word stands in small letters.
    pub(super) fn small(&self, sound: &str) -> usize {
        self.small.get(sound).copied().unwrap_or(0)
    }

    /// Returns how often a word that sounds so is spelt as `word`, and the spelling that is the most frequent, with its count.
    pub(super) fn spellings(&self, sound: &str, word: &str) -> (usize, Option<(&str, usize)>) {
        let Some(spellings) = self.spellings.get(sound) else { return (0, None) };
        let usual = self.usual.get(sound).map(|(word, count)| (word.as_str(), *count));
        (spellings.get(&word.to_lowercase()).copied().unwrap_or(0), usual)
    }

    /// Returns how likely it is that the other side of a segment has the name, in whatever spelling, when in one segment
    /// it has not: by all its other segments, and by all names where there are few of them.
    pub(super) fn expected(&self, sound: &str) -> f64 {
        match self.kept.get(sound) {
            // Of a name that stands nowhere else nothing is known.
            Some(kept) if kept.here > 1 => self.share(sound, |kept| kept.like),
            _ => 0.0,
        }
    }

    /// Returns how likely it is that the other side has the name in the same spelling. Low for languages that inflect
    /// their names.
    pub(super) fn expected_same(&self, sound: &str) -> f64 {
        self.share(sound, |kept| kept.same)
    }

    fn share(&self, sound: &str, count: fn(&Kept) -> usize) -> f64 {
        let kept = self.kept.get(sound).copied().unwrap_or_default();
        let (others, there) = (kept.here.saturating_sub(1) as f64, count(&kept) as f64);
        let usual = count(&self.total) as f64 / self.total.here.max(1) as f64;
        (there + ASSUMED * usual) / (others + ASSUMED)
    }
}

/// Returns the sounds of what one side says in the pair `at` and beside it, where names may have moved to.
pub(super) fn around<'a>(words: &'a [[Vec<Word<'a>>; 2]], at: usize, side: usize) -> impl Iterator<Item = &'a str> {
    near(words, at).iter().flat_map(move |words| words[side].iter().map(Word::sound))
}
