//! Names survive a translation: in the same letters, in the spelling of the other language, or in another script. What is
//! almost the same name is a slip; what is spelt otherwise as a rule is the other language's own spelling.

mod likeness;
mod vocabulary;
mod segment;
mod slips;
mod lost;
mod stated;

use super::bitext::Bitext;
use super::finding::Finding;
use super::words::{Word, words};
use segment::Names;
use vocabulary::Vocabulary;

/// Finds names that differ or are missing.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let words: Vec<[Vec<Word>; 2]> = bitext.pairs.iter().map(|pair| pair.words().map(words)).collect();
    let vocabularies = [0, 1].map(|side| Vocabulary::of(&words, side));
    let people = stated::people(bitext);
    let titles = bitext.languages().map(|language| stated::titles(bitext, language));
    let mut findings = Vec::new();
    for (at, pair) in bitext.pairs.iter().enumerate() {
        let names = Names { bitext, at, words: &words, sides: &words[at], vocabularies: &vocabularies };
        if pair.is_whole() {
            findings.extend(slips::slips(&names));
            findings.extend(slips::respelt(&names));
            findings.extend(slips::small(&names));
            findings.extend(lost::lost(&names));
            findings.extend((0..2).flat_map(|side| lost::capitals(&names, side, &titles[side])));
        }
        findings.extend(stated::unlike(&names, &people));
    }
    findings
}
