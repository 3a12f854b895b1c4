//! Slips are names that are almost the same on both sides, or that have lost their capital.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::likeness::{SHORTEST_KNOWN, differs_at_end, is_inflected, is_misspelt, is_near};
use super::segment::{Names, Unmatched};
use crate::check::finding::{Draft, Finding};
use crate::check::words::Word;
use crate::ground::finding::Kind;

/// So likely must it be that both sides have a name in the same letters for a difference at its end to be a slip:
/// otherwise it may be inflection.
const SAME: f64 = 0.85;

/// A name and the slip for it have no more names than this between their places in the segment.
const NEAR: usize = 50;

/// Finds names that are almost the same on both sides.
pub(super) fn slips(names: &Names) -> Vec<Finding> {
    let (left, right) = (names.unmatched(0), names.unmatched(1));
    let mut findings = Vec::new();
    for (at, one) in left.iter().enumerate() {
        let others = right.iter().skip(at.saturating_sub(NEAR)).take(2 * NEAR);
        // Of two names that each stand on both sides, none is a slip for the other.
        for other in others.filter(|other| !(one.is_near && other.is_near)) {
            if let Some(wrong) = wrong_side(names, one, other) {
                findings.push(slip(names, [one, other], wrong));
            }
        }
    }
    findings
}

fn slip(names: &Names, words: [&Unmatched; 2], wrong: usize) -> Finding {
    let [here, there] = [wrong, 1 - wrong].map(|side| words[side].word.text);
    let message = format!("the name `{here}` is `{there}` on the other side");
    let draft = Draft::new(Kind::Name, message, "spell the name in one way, or as each language does throughout");
    let mut marks = words.map(|word| Some(word.word.range()));
    marks.rotate_left(wrong);
    draft.within(names.pair(), wrong, marks)
}

/// Returns the side whose name is a slip for the other, if one is.
fn wrong_side(names: &Names, one: &Unmatched, other: &Unmatched) -> Option<usize> {
    let known = |word: &Unmatched| [0, 1].map(|side| names.vocabularies[side].word(word.sound).names);
    let (ones, others) = (known(one), known(other));
    // Two spellings, each kept in its own text, are the two languages' own.
    let is_regular = ones[0] >= 2 && others[1] >= 2 && ones[1] == 0 && others[0] == 0;
    if is_regular || !(one.word.is_name() || other.word.is_name()) {
        return None;
    }
    let is_rare_slip = one.word.is_name() && other.word.is_name() && is_misspelt(one.sound, other.sound);
    // Either may be the name, and the other the slip for it.
    let slips = [is_slip(names, other, one, 0), is_slip(names, one, other, 1)];
    match slips.iter().position(|is_slip| *is_slip) {
        None if is_rare_slip => Some(if ones.iter().sum::<usize>() < others.iter().sum() { 0 } else { 1 }),
        wrong => wrong,
    }
}

/// Tells whether `word` on this side is a slip for `name`, which the other side has here and this text has elsewhere.
fn is_slip(names: &Names, name: &Unmatched, word: &Unmatched, side: usize) -> bool {
    let (here, there) = (&names.vocabularies[side], &names.vocabularies[1 - side]);
    let [name_known, word_known] = [name, word].map(|word| [here.word(word.sound), there.word(word.sound)]);
    let is_name = name_known.iter().any(|known| known.names > 0);
    // The text has the right spelling elsewhere, and more often.
    let is_rare = word_known[0].capitals <= name_known[0].capitals && word_known[1].capitals == 0;
    is_name
        && is_rare
        && word_known.iter().all(|known| known.small == 0)
        && is_near(name.sound, word.sound)
        && (!differs_at_end(name.sound, word.sound)
            || (!is_inflected(name.sound, word.sound) && is_same_everywhere(names, name, word, side)))
}

/// Tells whether the name is the same on both sides wherever else it stands, and the word is nowhere else.
fn is_same_everywhere(names: &Names, name: &Unmatched, word: &Unmatched, side: usize) -> bool {
    let (here, there) = (&names.vocabularies[side], &names.vocabularies[1 - side]);
    here.word(word.sound).capitals == 1 && there.expected_same(name.sound) >= SAME
}

/// As often must a text have a name in one spelling for another one that sounds the same to be a slip.
const USUAL: usize = 3;

/// And as often where the other side has that spelling too.
const USUAL_ON_BOTH: usize = 2;

/// Finds names that are spelt otherwise than in all the rest of their text, though they sound the same: a letter that is
/// not doubled, an accent left out.
pub(super) fn respelt(names: &Names) -> Vec<Finding> {
    let mut findings = Vec::new();
    for side in [0, 1] {
        let there = || names.sides[1 - side].iter().map(|word| word.text.to_lowercase()).collect::<HashSet<_>>();
        let words_there = LazyCell::new(there);
        for word in names.sides[side].iter().filter(|word| word.is_name() && !word.is_capitals()) {
            let sound = word.sound();
            let (count, usual) = names.vocabularies[side].word(sound).spellings(word.text);
            let (there, _) = names.vocabularies[1 - side].word(sound).spellings(word.text);
            let is_usual =
                |usual: &(&str, usize)| usual.1 >= USUAL || (usual.1 >= USUAL_ON_BOTH && words_there.contains(usual.0));
            // Nouns are inflected, and others are like them: Kopfe, Köpfe. A letter that is not doubled is a slip even so.
            let is_slip = |usual: &str| !names.has_capital_nouns(side) || are_doubled_otherwise(word.text, usual);
            let usual = usual.filter(|usual| count == 1 && there == 0 && is_usual(usual) && is_slip(usual.0));
            let Some((usual, _)) = usual.filter(|(usual, _)| usual.chars().count() >= SHORTEST_KNOWN) else { continue };
            let first = word.text.chars().take(1);
            let usual: String = first.chain(usual.chars().skip(1)).collect();
            let message = format!("the name `{}` is `{usual}` everywhere else", word.text);
            let draft = Draft::new(Kind::Name, message, format!("write `{usual}`")).sure(0.8);
            findings.push(draft.within(names.pair(), side, [Some(word.range()), None]));
        }
    }
    findings
}

/// Tells whether the only difference between two words is one letter that one of them has twice.
fn are_doubled_otherwise(one: &str, other: &str) -> bool {
    let letters = [one, other].map(|word| word.to_lowercase().chars().collect::<Vec<char>>());
    let lengths = letters.each_ref().map(Vec::len);
    let [one, other] = letters.map(|mut letters| {
        letters.dedup();
        letters
    });
    lengths[0].abs_diff(lengths[1]) == 1 && one == other
}

/// A word beside one of these is part of an address, a path, or the name of something in code.
const JOINING: [char; 10] = ['_', '.', '/', '-', '#', '\'', '@', ':', '=', '['];

/// Finds names that are written small, where both texts have them with a capital.
pub(super) fn small(names: &Names) -> Vec<Finding> {
    let mut findings = Vec::new();
    for side in [0, 1] {
        let there = LazyCell::new(|| names_by_letters(&names.sides[1 - side]));
        let here = &names.pair().sides[side];
        let own = LazyCell::new(|| names_by_letters(&names.sides[side]));
        // Where the name stands on this side too, the small word is another one.
        let is_other = |word: &Word| {
            let (before, after) = (&here.words[..word.at], &here.words[word.range().end..]);
            let rest = after.strip_prefix(JOINING);
            own.contains_key(word.text)
                || before.ends_with(JOINING)
                || rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
                || here.code().any(|code| code.contains(word.text))
        };
        let long = |word: &&Word| !word.is_capitalised() && word.text.chars().count() >= SHORTEST_KNOWN;
        for word in names.sides[side].iter().filter(|word| !here.is_code() && long(word)) {
            let sound = word.sound();
            let known = names.vocabularies[side].word(sound);
            let is_rare = known.small == 1 && known.names >= 2;
            if is_rare && let Some(counterpart) = there.get(word.text).filter(|_| !is_other(word)) {
                let message = format!("the name `{}` has no capital", word.text);
                let draft = Draft::new(Kind::Name, message, "write it with a capital").sure(0.7);
                findings.push(draft.within(names.pair(), side, [Some(word.range()), Some(counterpart.range())]));
            }
        }
    }
    findings
}

/// Returns the names among `words` by their letters, all of them small; the first of those that have the same.
fn names_by_letters<'a>(words: &'a [Word<'a>]) -> HashMap<String, &'a Word<'a>> {
    let names = words.iter().rev().filter(|word| word.is_name());
    names.map(|word| (word.text.to_lowercase(), word)).collect()
}
