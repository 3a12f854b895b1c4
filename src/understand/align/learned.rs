//! What is learned of two languages, from a part of a library, and then from a text that has much to add to it.

use serde::{Deserialize, Serialize};

use super::Side;
use super::cognates::cognates;
use super::knowledge::Knowledge;
use super::language::Language;
use super::learning;
use super::lexicon::Lexicon;
use super::listed::{self, Said};
use super::text::Text;

/// Two texts in which this many words are strange, on both sides together, teach them. It takes some 10,000 characters a
/// side where every tenth word is strange. Below it, a text shows too little of its words to be worth the time.
const STRANGE: usize = 300;

/// Words that are less likely to translate each other than this, by what is known, are left for a text to show.
const LEAST: f64 = 0.1;

/// Two languages: how each is read, its words, and what they have in common.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Learned {
    source: Language,
    target: Language,
    pub(super) knowledge: Knowledge,
}

impl Learned {
    /// Learns from pairs of documents, given words of the two languages that translate each other.
    pub(super) fn new<'a>(pairs: &[[&Side; 2]], words: impl Iterator<Item = [&'a str; 2]>) -> Learned {
        let nothing = Side::default();
        let [mut source, mut target] = pairs.first().copied().unwrap_or([&nothing; 2]).map(Language::of);
        let texts: Vec<(Text, Text)> =
            pairs.iter().map(|[one, other]| (source.learn(one), target.learn(other))).collect();
        // What one of the texts never says proves nothing, and would make of each word without its translation a sign that
        // sentences do not belong together.
        let phrases = words.filter_map(|[one, other]| Some((source.phrase(one)?, target.phrase(other)?)));
        let said: Vec<Said> = phrases.flat_map(|(one, other)| listed::phrases(&one, &other)).collect();
        Learned::from_texts(source, target, &texts, &said)
    }

    /// Learns from texts, given their words and what is said of them beforehand.
    fn from_texts(source: Language, target: Language, texts: &[(Text, Text)], said: &[Said]) -> Learned {
        let mut known = cognates(source.vocabulary(), target.vocabulary());
        listed::add(&mut known, said);
        let sources = counts(source.vocabulary().len(), texts.iter().map(|pair| &pair.0));
        let targets = counts(target.vocabulary().len(), texts.iter().map(|pair| &pair.1));
        let knowledge = learning::learn(Lexicon::beforehand(&sources, &targets, &known), texts);
        Learned { source, target, knowledge }
    }

    /// Reads two documents.
    pub(super) fn read(&self, source: &Side, target: &Side) -> (Text, Text) {
        (self.source.read(source), self.target.read(target))
    }

    /// Learns from two documents that were not learned from, where they have much to add: their own words, which are written
    /// alike or which what is known says translate each other, and then all that the two show. What else is known speaks of
    /// other texts, and is forgotten.
    pub(super) fn adapted(&self, (source, target): (&Side, &Side), texts: &(Text, Text)) -> Option<Learned> {
        if self.source.strange(&texts.0) + self.target.strange(&texts.1) < STRANGE {
            return None;
        }
        let (mut one, mut other) = (Language::of(source), Language::of(target));
        let texts = [(one.learn(source), other.learn(target))];
        let said = self.said(&one, &other);
        Some(Learned::from_texts(one, other, &texts, &said))
    }

    /// Returns what is known of the words of two vocabularies, by their numbers in these.
    fn said(&self, source: &Language, target: &Language) -> Vec<Said> {
        let mut here: Vec<Option<u32>> = vec![None; self.target.vocabulary().len()];
        for (number, there) in target.vocabulary().numbers_in(self.target.vocabulary()).enumerate() {
            there.into_iter().for_each(|there| here[there as usize] = Some(number as u32));
        }
        let mut said = Vec::new();
        for (number, there) in source.vocabulary().numbers_in(self.source.vocabulary()).enumerate() {
            for link in there.into_iter().flat_map(|there| self.knowledge.lexicon.links.of(there as usize)) {
                let weight = (link.forward * link.backward).sqrt();
                let target = here[link.target as usize].filter(|_| weight >= LEAST);
                said.extend(target.map(|target| (number as u32, target, weight)));
            }
        }
        said
    }
}

/// Returns how often each word comes in texts.
fn counts<'a>(words: usize, texts: impl Iterator<Item = &'a Text>) -> Vec<u32> {
    let mut counts = vec![0u32; words];
    texts.flat_map(Text::all_words).for_each(|&word| counts[word as usize] += 1);
    counts
}
