//! Stated are the names and titles that the work file tells: they are spelt as it says.

use std::collections::BTreeMap;

use super::likeness::is_one_off;
use super::segment::Names;
use crate::check::bitext::Bitext;
use crate::check::finding::{Draft, Finding};
use crate::check::words::{Word, words};
use crate::ground::finding::Kind;
use crate::ground::language::{Language, Localized};

/// Finds names that are almost as the work file states them.
pub(super) fn unlike(names: &Names, stated: &BTreeMap<String, String>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for (name, sound) in stated {
        let slips = [0, 1].map(|side: usize| {
            let mut capitals = names.sides[side].iter().filter(|word| word.is_capitalised());
            capitals.find(|word| is_one_off(word.sound(), sound))
        });
        if let Some((side, word)) = slips.iter().enumerate().find_map(|(side, word)| Some((side, (*word)?))) {
            let message = format!("the name `{}` is `{name}` in the work file", word.text);
            let draft = Draft::new(Kind::Name, message, format!("write `{name}`, or mend the work file"));
            let mut marks = slips.map(|word| word.map(Word::range));
            marks.rotate_left(side);
            findings.push(draft.sure(0.8).within(names.pair(), side, marks));
        }
    }
    findings
}

/// Returns the names of persons that the work file states, word by word, and how they sound.
pub(super) fn people(bitext: &Bitext) -> BTreeMap<String, String> {
    let people = bitext.work.facts.subject.iter().flat_map(|subject| subject.people());
    let words = people.flat_map(|name| words(name));
    words.map(|word| (word.text.to_owned(), word.sound().to_owned())).collect()
}

/// Returns the titles that the work has in this language, and that of its subject.
pub(super) fn titles(bitext: &Bitext, language: &Language) -> Vec<String> {
    let own = bitext.work.facts.title.as_ref().and_then(|title| Localized::get(title, language)).cloned();
    let subject = bitext.work.facts.subject.as_ref().and_then(|subject| subject.title.clone());
    own.into_iter().chain(subject).collect()
}
