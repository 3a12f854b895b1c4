//! An extract of the lexicon: the words of one pair, numbered anew, and the links between them.

use super::lexicon::Lexicon;
use super::lists::Lists;
use super::text::Text;

/// A link to a target word: how much likelier each of the two words is where the other one stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    pub(super) target: u32,
    pub(super) forward: f32,
    pub(super) backward: f32,
}

/// The part of the lexicon that the words of one pair need.
#[derive(Debug, Default)]
pub(super) struct Extract {
    /// For each source word its links.
    links: Lists<Near>,
    /// For each source word, the share of its translations that is known.
    pub(super) known_sources: Vec<f64>,
    /// For each target word, the same.
    pub(super) known_targets: Vec<f64>,
}

/// No number.
const NONE: u32 = u32::MAX;

/// The words of one side: their numbers here by their numbers in the lexicon, and the other way round.
struct Numbers {
    here: Vec<u32>,
    there: Vec<u32>,
}

impl Numbers {
    fn new(text: &Text, words: usize) -> Numbers {
        let mut numbers = Numbers { here: vec![NONE; words], there: Vec::new() };
        for &word in text.all_words() {
            if numbers.here.len() <= word as usize {
                numbers.here.resize(word as usize + 1, NONE);
            }
            let here = &mut numbers.here[word as usize];
            if *here == NONE {
                *here = numbers.there.len() as u32;
                numbers.there.push(word);
            }
        }
        numbers
    }
}

impl Extract {
    /// Returns the extract for two texts, and the texts with its numbers for words.
    pub(super) fn new(lexicon: &Lexicon, source: &Text, target: &Text) -> (Extract, Text, Text) {
        let sources = Numbers::new(source, lexicon.links.len());
        let targets = Numbers::new(target, lexicon.known_targets.len());
        let known = |shares: &[f64], words: &[u32]| {
            words.iter().map(|&word| shares.get(word as usize).copied().unwrap_or(0.0)).collect()
        };
        let mut extract = Extract {
            known_sources: known(&lexicon.known_sources, &sources.there),
            known_targets: known(&lexicon.known_targets, &targets.there),
            ..Extract::default()
        };
        for &word in &sources.there {
            let near = lexicon.links.of(word as usize).iter().map(|link| Near {
                target: targets.here[link.target as usize],
                forward: (link.forward / lexicon.target_shares[link.target as usize]) as f32,
                backward: (link.backward / lexicon.source_shares[word as usize]) as f32,
            });
            // What is no likelier beside a word than elsewhere says nothing of it, and common words have many such links.
            extract.links.push(near.filter(|near| near.target != NONE && near.forward.max(near.backward) > 1.0));
        }
        let renumber = |text: &Text, numbers: &Numbers| text.clone().renumbered(|word| numbers.here[word as usize]);
        (extract, renumber(source, &sources), renumber(target, &targets))
    }

    /// Returns the links of a source word.
    pub(super) fn links(&self, word: u32) -> &[Near] {
        self.links.of(word as usize)
    }
}
