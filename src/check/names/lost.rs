//! Lost are names that the other side should have and has not.

use std::cell::LazyCell;

use super::likeness::{SHORTEST_KNOWN, Sounds};
use super::segment::{Names, Unmatched};
use super::vocabulary::around;
use crate::check::finding::{Draft, Finding};
use crate::check::words::Word;
use crate::ground::finding::Kind;

/// How likely it must be that the other side has a name too. Otherwise a pronoun does as well. Of texts without slips, it
/// finds names left out on purpose in one of 200 segments, in the freest one in 20.
const EXPECTED: f64 = 0.85;

/// A word that is written small more often than this, for each time that it is a name, may be no name. Some are always
/// small in addresses and the like.
const SMALL: f64 = 0.2;

/// Finds names that the other side has everywhere else.
pub(super) fn lost(names: &Names) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for side in [0, 1].into_iter().filter(|side| !names.has_capital_nouns(*side)) {
        let there = LazyCell::new(|| Sounds::of(names.sides[1 - side].iter().map(Word::sound)));
        let is_missed = |name: &&Unmatched| is_expected(names, side, name) && !there.have_like(name.sound);
        for Unmatched { word, .. } in names.unmatched(side).iter().filter(is_missed) {
            let message = format!("the name `{}` has no counterpart, as it has everywhere else", word.text);
            let draft = Draft::new(Kind::NameMissing, message, "name it on the other side, if the sense needs it");
            findings.push(draft.sure(0.7).within(names.pair(), side, [Some(word.range()), None]));
        }
    }
    findings
}

/// Tells whether the other side should have the name.
fn is_expected(names: &Names, side: usize, name: &Unmatched) -> bool {
    let known = names.vocabularies[side].word(name.sound);
    name.word.is_name()
        && !name.has_moved
        && name.word.text.chars().count() >= SHORTEST_KNOWN
        && known.small as f64 <= SMALL * known.names as f64
        && names.vocabularies[side].expected(name.sound) >= EXPECTED
}

/// From as many words on, a run of capitals is a name or a title rather than an abbreviation.
const RUN: usize = 2;

/// Finds runs of capitals without counterpart: names and titles, as texts without italics write them. `titles` are those
/// that the work has in the language of this side.
pub(super) fn capitals(names: &Names, side: usize, titles: &[String]) -> Vec<Finding> {
    let words = &names.sides[side];
    let all_capitals = words.iter().filter(|word| word.is_capitals()).count() * 2 > words.len();
    let there = &names.sides[1 - side];
    if all_capitals || there.iter().all(|word| word.text.chars().all(|c| !c.is_lowercase())) {
        return Vec::new();
    }
    let texts = names.pair().words();
    let near = LazyCell::new(|| Sounds::of(around(names.words, names.at, 1 - side)));
    let has_capitals = runs(there, texts[1 - side]).next().is_some();
    let mut findings = Vec::new();
    for run in runs(words, texts[side]) {
        let range = run[0].at..run[run.len() - 1].range().end;
        let written = &texts[side][range.clone()];
        let is_kept = || run.iter().any(|word| near.have_like(word.sound()));
        let is_title = titles.iter().any(|title| title.to_lowercase().contains(&written.to_lowercase()));
        let draft = match titles.iter().find(|title| resembles(run, title)) {
            Some(title) if !is_title => {
                let message = format!("the name `{written}` has no counterpart, and is nearly the title `{title}`");
                Draft::new(Kind::NameMissing, message, format!("write `{title}`"))
            }
            None if !has_capitals && !is_kept() => {
                let message = format!("the name `{written}` has no counterpart");
                Draft::new(Kind::NameMissing, message, "look what it stands for on the other side").sure(0.6)
            }
            _ => continue,
        };
        findings.push(draft.within(names.pair(), side, [Some(range), None]));
    }
    findings
}

/// Returns the runs of words in capitals.
fn runs<'a>(words: &'a [Word<'a>], text: &'a str) -> impl Iterator<Item = &'a [Word<'a>]> {
    let follows = |one: &Word, other: &Word| text[one.range().end..other.at].chars().all(|c| c == ' ' || c == '-');
    let runs = words.chunk_by(move |one, other| one.is_capitals() && other.is_capitals() && follows(one, other));
    runs.filter(|run| run.len() >= RUN && run[0].is_capitals())
}

/// Tells whether a run of capitals has words of `title`, and is about as long.
fn resembles(run: &[Word], title: &str) -> bool {
    let title = crate::check::words::words(title);
    let shared =
        run.iter().filter(|word| title.iter().any(|other| other.text.to_lowercase() == word.text.to_lowercase()));
    let letters = |words: usize| words > SHORTEST_KNOWN;
    shared.map(|word| word.text.chars().count()).any(letters) && title.len().abs_diff(run.len()) <= RUN
}
