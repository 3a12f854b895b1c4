//! Agreement is how far two texts answer each other, sentence by sentence. It tells translations where they have neither
//! numbers nor names in common, as in literature.

use super::Document;
use super::align::{Side, align};

/// How many bytes of the longer of two texts are aligned first, which is enough to see that most are no translation; and how many
/// to be sure.
const GLANCE: usize = 6_000;
const LOOK: usize = 16_000;

/// Below this, texts are no translations of each other.
pub(super) const DIFFERING: f64 = 0.3;
/// Above this, so much agrees that they may be.
const ENOUGH: f64 = 0.5;
/// By so much more a translation agrees than the same sentences in another order.
const AHEAD: f64 = 0.25;

/// Returns the share of the sentences of both texts that answer each other, as sure as that is, in 0..1. Of long texts
/// their beginnings count, as much of either as of the other. Texts whose sentences agree in any order, as those of verse of one
/// form do, have at most half in common.
pub(super) fn agreement(one: &Document, other: &Document) -> f64 {
    let sides = [one, other].map(Side::from);
    let glance = answered(&beginnings(GLANCE, &sides));
    if glance < DIFFERING { glance } else { of_sides(&sides) }
}

fn of_sides(sides: &[Side; 2]) -> f64 {
    let (one, other) = beginnings(LOOK, sides);
    let turned = turned(&other);
    let agreement = answered(&(one.clone(), other));
    let is_form = agreement > ENOUGH && answered(&(one, turned)) > agreement - AHEAD;
    if is_form { ENOUGH } else { agreement }
}

/// Returns the beginnings of two sides, of so many bytes of the longer.
fn beginnings(bytes: usize, sides: &[Side; 2]) -> (Side, Side) {
    let longest = sides.iter().map(length).max().unwrap_or_default();
    let share = (bytes as f64 / longest.max(1) as f64).min(1.0);
    sides.each_ref().map(|side| beginning(side, share)).into()
}

/// Returns the share of the sentences of two sides that are in beads with each other, as sure as these are.
fn answered(pair: &(Side, Side)) -> f64 {
    let (mut answered, mut all) = (0.0, 0.0);
    for bead in align(std::slice::from_ref(pair)).iter().flat_map(|alignment| &alignment.beads) {
        let sentences = (bead.source.len() + bead.target.len()) as f64;
        all += sentences;
        if !bead.source.is_empty() && !bead.target.is_empty() {
            answered += sentences * bead.confidence;
        }
    }
    answered / f64::max(all, 1.0)
}

/// Returns a side whose last two thirds stand before its first.
fn turned(side: &Side) -> Side {
    let mut turned = side.clone();
    let third = side.len() / 3;
    turned.sentences.rotate_left(third);
    turned.blocks.rotate_left(third.min(side.blocks.len()));
    turned.kinds.rotate_left(third.min(side.kinds.len()));
    turned
}

/// Returns how many bytes the sentences of a side have.
fn length(side: &Side) -> usize {
    side.sentences.iter().map(String::len).sum()
}

/// Returns the sentences of a side that begin in the first `share` of it.
fn beginning(side: &Side, share: f64) -> Side {
    let (room, mut before) = (length(side) as f64 * share, 0.0);
    let begins = |sentence: &&String| {
        let begins = before < room;
        before += sentence.len() as f64;
        begins
    };
    let sentences: Vec<String> = side.sentences.iter().take_while(begins).cloned().collect();
    let blocks = side.blocks.iter().take(sentences.len()).copied().collect();
    let kinds = side.kinds.iter().take(sentences.len()).copied().collect();
    Side { language: side.language.clone(), sentences, blocks, kinds }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of everyday, in English and Spanish, none of which looks like its translation.
    const WORDS: [[&str; 2]; 40] = [
        ["sea", "mar"],
        ["night", "noche"],
        ["house", "casa"],
        ["boy", "muchacho"],
        ["walked", "anduvo"],
        ["slowly", "despacio"],
        ["through", "por"],
        ["window", "ventana"],
        ["saw", "vio"],
        ["nobody", "nadie"],
        ["bread", "pan"],
        ["milk", "leche"],
        ["dog", "perro"],
        ["old", "viejo"],
        ["woman", "mujer"],
        ["laughed", "riendo"],
        ["because", "porque"],
        ["rain", "lluvia"],
        ["fell", "caía"],
        ["upon", "sobre"],
        ["street", "calle"],
        ["without", "sin"],
        ["money", "dinero"],
        ["went", "fue"],
        ["home", "hogar"],
        ["again", "otra vez"],
        ["cold", "frío"],
        ["hands", "manos"],
        ["under", "bajo"],
        ["table", "mesa"],
        ["slept", "dormía"],
        ["little", "pequeño"],
        ["bird", "pájaro"],
        ["sang", "cantaba"],
        ["tree", "árbol"],
        ["morning", "mañana"],
        ["door", "puerta"],
        ["opened", "abrió"],
        ["dark", "oscuro"],
        ["shoes", "zapatos"],
    ];

    /// Returns a story of so many sentences, told in English and in Spanish.
    fn story(seed: u64, sentences: usize) -> [Side; 2] {
        let mut state = seed;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut texts = [String::new(), String::new()];
        for _ in 0..sentences {
            for _ in 0..4 + next(14) {
                let word = WORDS[next(40) as usize];
                (0..2).for_each(|side| texts[side] += &format!("{} ", word[side]));
            }
            texts.iter_mut().for_each(|text| *text += "\n");
        }
        texts.map(|text| Side::of_lines(&text))
    }

    #[test]
    fn a_story_agrees_with_its_translation_though_no_word_is_alike_and_with_no_other_story() {
        for seed in 1..5 {
            let ([english, spanish], [_, other]) = (story(seed, 120), story(seed + 10, 120));
            let (right, wrong) = (of_sides(&[english.clone(), spanish]), of_sides(&[english, other]));
            assert!(right > 0.9 && wrong < 0.5, "{seed}: {right} {wrong}");
        }
    }

    #[test]
    fn of_a_long_text_its_beginning_is_compared_with_that_of_the_other() {
        let ([english, mut spanish], [_, other]) = (story(1, 600), story(2, 200));
        spanish.sentences.truncate(400);
        spanish.sentences.extend(other.sentences);
        assert!(of_sides(&[english, spanish]) > 0.85);
    }

    #[test]
    fn verse_of_one_form_is_no_translation_for_that() {
        let verse = |seed, side: usize| {
            let stories = story(seed, 400);
            let words: Vec<&str> = stories[side].sentences.iter().flat_map(|line| line.split(' ')).collect();
            let line = |words: &[&str]| Side::of_lines(&format!("{}.", words.join(" "))).sentences.concat();
            let sentences: Vec<String> = words.chunks_exact(6).take(160).map(line).collect();
            let blocks = (0..sentences.len()).map(|line| line / 4).collect();
            Side { sentences, blocks, ..Side::default() }
        };
        let agreement = of_sides(&[verse(1, 0), verse(2, 1)]);
        assert!(agreement <= 0.5, "{agreement}");
    }
}
