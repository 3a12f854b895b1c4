//! What of a work is there on both sides: segments without counterpart, and what share of it exists in each language.

use super::bitext::{Bitext, Side, Text};
use super::finding::{Draft, Finding};
use super::spot::Spot;
use crate::ground::finding::Kind;
use crate::ground::language::Language;
use crate::understand::{Segment, Sentence, Work};

/// What share of a work exists in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The language.
    pub language: Language,
    /// How many segments have text in it.
    pub present: usize,
    /// How many segments the work has.
    pub all: usize,
}

/// Returns what share of `work` exists in each of `languages`: nothing in those that it has no text in.
pub(super) fn coverage(work: &Work, languages: &[Language]) -> Vec<Coverage> {
    // What has no word, such as a stray mark, needs no translation.
    let has_words = |sentence: &Sentence| sentence.text().contains(char::is_alphanumeric);
    let texts: Vec<Vec<bool>> =
        work.documents.iter().map(|document| document.sentences().map(has_words).collect()).collect();
    let sides = |segment: &Segment| -> Vec<bool> {
        texts.iter().zip(&segment.sentences).map(|(text, range)| text[range.clone()].contains(&true)).collect()
    };
    // A text without translation has no segments: its sentences stand for them.
    let segments: Vec<Vec<bool>> = match texts.as_slice() {
        [text] => text.iter().map(|has_words| vec![*has_words]).collect(),
        _ => work.segments.iter().map(sides).collect(),
    };
    let whole: Vec<&Vec<bool>> = segments.iter().filter(|sides| sides.contains(&true)).collect();
    let present = |language: &Language| {
        let number = work.documents.iter().position(|document| &document.language == language);
        number.map_or(0, |number| whole.iter().filter(|sides| sides[number]).count())
    };
    let one =
        |language: &Language| Coverage { language: language.clone(), present: present(language), all: whole.len() };
    languages.iter().map(one).collect()
}

/// Finds the languages of the site that `work` has no text in.
pub(super) fn lacking(work: &Work, languages: &[Language]) -> Option<Finding> {
    let has_text = |language: &Language| work.documents.iter().any(|document| &document.language == language);
    let lacking: Vec<String> =
        languages.iter().filter(|language| !has_text(language)).map(Language::english_name).collect();
    if lacking.is_empty() {
        return None;
    }
    let document = work.documents.first()?;
    let spot = Spot { excerpt: document.title.clone(), ..Text::new(document).whole() };
    let draft = Draft::new(
        Kind::UntranslatedWork,
        format!("this has no text in {}", lacking.join(", ")),
        "translate it, or leave such works out with silence = [\"untranslated-work\"] under [check] in diglot.toml",
    );
    Some(draft.at(&work.slug, None, vec![spot], 1.0))
}

/// Finds segments that one side lacks.
pub(super) fn missing(bitext: &Bitext) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in &bitext.pairs {
        let Some(empty) = pair.sides.iter().position(Side::is_empty) else { continue };
        let there = &pair.sides[1 - empty];
        if !there.words.chars().any(char::is_alphanumeric) {
            // Stray marks have their own findings.
            continue;
        }
        let language = bitext.languages()[empty];
        let draft = Draft::new(
            Kind::Missing,
            format!("this has no counterpart in {}", language.english_name()),
            "translate it, or pin it in the lock file to the sentence that says it",
        );
        findings.push(draft.within(pair, 1 - empty, [None, None]));
    }
    findings
}
