//! Quotation marks and brackets are opened and closed on each side, and kept by a translation. Apostrophes are none.
//!
//! Which mark opens and which closes depends on the language (“English”, „deutsch“, ”svenska”, »dansk«, «español»), so
//! marks of one family are counted: an even number is in order.

use std::ops::Range;

use super::bitext::{Bitext, Side, Text, near};
use super::finding::{Draft, Finding};
use super::habit::Habit;
use super::lone::Lone;
use super::spot::Mark;
use crate::ground::finding::Kind;
use crate::understand::BlockKind;

/// Marks that are opened and closed by one another, and what it is if they are not.
const FAMILIES: [(Kind, &[char]); 9] = [
    (Kind::Quotation, &['"', '＂']),
    (Kind::Quotation, &['“', '”', '„', '‟']),
    (Kind::Quotation, &['«', '»']),
    (Kind::Quotation, &['「', '」']),
    (Kind::Quotation, &['『', '』']),
    (Kind::Bracket, &['(', ')', '（', '）']),
    (Kind::Bracket, &['[', ']', '［', '］']),
    (Kind::Bracket, &['{', '}']),
    (Kind::Bracket, &['【', '】']),
];

/// Returns what a mark is called whose findings are of this kind.
fn noun(kind: Kind) -> &'static str {
    if kind == Kind::Quotation { "quotation mark" } else { "bracket" }
}

/// In this share of the segments where one side has marks, the other must have them too for a translation that keeps
/// them. Others use dashes for speech, or italics.
const KEPT: f64 = 0.95;

/// As many segments with marks on both sides are assumed besides those that are there: with no other evidence, a
/// translation keeps its marks.
const ASSUMED: (f64, f64) = (2.0, 2.0);

/// Marks of a paragraph, by the number of their family.
type Marks = [Vec<(Mark, char)>; FAMILIES.len()];

/// Finds marks that are opened and not closed in a paragraph of `lone`, or the reverse.
pub(super) fn unclosed(lone: &Lone) -> Vec<Finding> {
    let text = lone.text;
    let paragraphs = text.paragraphs();
    let all: Vec<Marks> = paragraphs.iter().map(|paragraph| marks(text, paragraph.clone())).collect();
    let is_odd = |paragraph: usize, family: usize| all[paragraph][family].len() % 2 == 1;
    let mut findings = Vec::new();
    for (number, (kind, _)) in FAMILIES.into_iter().enumerate() {
        let goes_on = |next: &usize| is_odd(*next, number) || begins_with_dash(text, &paragraphs[*next]);
        for at in (0..all.len()).filter(|at| is_odd(*at, number)) {
            // A quotation over many paragraphs opens each of them, and only the last one closes it; or only the first opens
            // it, and others say something between.
            let behind = (at + 1..all.len()).take_while(goes_on).any(|next| is_odd(next, number));
            let before = || (0..at).rev().take_while(goes_on).any(|next| is_odd(next, number));
            let odd = odd(text, &all[at][number]);
            let is_other = |other: &usize| *other != number && FAMILIES[*other].0 == kind && is_odd(at, *other);
            let other = (0..FAMILIES.len()).find(is_other);
            let is_second = other.is_some_and(|other| other < number);
            if !behind && !before() && !is_second && !is_no_pair(text, odd) && !is_so_there(lone, odd, kind) {
                let message = match other {
                    Some(_) => format!("the {} `{}` is paired with another kind of mark", noun(kind), odd.1),
                    None => format!("the {} `{}` has no partner in its paragraph", noun(kind), odd.1),
                };
                let draft = Draft::new(kind, message, "close it, or take it away");
                findings.push(lone.finding(draft, &odd.0));
            }
        }
    }
    findings
}

/// Tells whether a paragraph begins with the dash of speech: in French, a quotation goes on through those that do.
fn begins_with_dash(text: &Text, paragraph: &Range<usize>) -> bool {
    text.sentences[paragraph.start].text().starts_with(['—', '–', '―'])
}

/// Tells whether the other side has a lone mark too: then it is part of how the text is written.
fn is_so_there(lone: &Lone, (mark, _): &(Mark, char), kind: Kind) -> bool {
    let there = lone.counterpart(mark.sentence);
    there.is_some_and(|(_, side)| paired(&side.words).filter(|(_, mark)| is_of(*mark, kind)).count() % 2 == 1)
}

/// Returns the marks in these sentences.
fn marks(text: &Text, sentences: Range<usize>) -> Marks {
    let mut marks = Marks::default();
    for sentence in sentences.filter(|sentence| text.kinds[*sentence] != BlockKind::Code) {
        for (at, c) in paired(text.sentences[sentence].text()) {
            if let Some(family) = family(c) {
                marks[family].push((Mark { sentence, words: at..at + c.len_utf8() }, c));
            }
        }
    }
    marks
}

/// Returns the number of the family of `mark`, if it is one.
fn family(mark: char) -> Option<usize> {
    // Nearly all characters of a text are none.
    if mark.is_ascii_alphanumeric() || mark == ' ' {
        return None;
    }
    FAMILIES.iter().position(|(_, marks)| marks.contains(&mark))
}

/// Returns the marks in `words`, a sentence, that another one closes or opens. Left out are those of inches, of a Hebrew
/// abbreviation, of a list at its beginning, and of a smiley that stands apart.
fn paired(words: &str) -> impl Iterator<Item = (usize, char)> {
    let mut is_open = false;
    words.char_indices().filter(|(_, mark)| family(*mark).is_some()).filter(move |&(at, mark)| {
        let (before, after) = (&words[..at], &words[at + mark.len_utf8()..]);
        let is_paired = match mark {
            '"' => (is_open || !is_inches(before)) && !is_gershayim(before, after),
            ')' | '）' => !is_smiley(before) && !is_label(before),
            _ => true,
        };
        is_open ^= mark == '"' && is_paired;
        is_paired
    })
}

/// Tells whether a mark behind `before` stands for inches or seconds, where no quotation is open: 12" records.
fn is_inches(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit())
}

/// Tells whether a mark between these is part of a Hebrew abbreviation: ד"ר.
fn is_gershayim(before: &str, after: &str) -> bool {
    let is_hebrew = |c: char| ('\u{590}'..='\u{5FF}').contains(&c);
    before.ends_with(is_hebrew) && after.starts_with(is_hebrew)
}

/// Returns the mark that has probably no partner: one that stands beside no word, else the last one that opens, else the last.
fn odd<'a>(text: &Text, found: &'a [(Mark, char)]) -> &'a (Mark, char) {
    let beside = |mark: &Mark| {
        let words = text.sentences[mark.sentence].text();
        let before = words[..mark.words.start].chars().next_back();
        let after = words[mark.words.end..].chars().next();
        let is_gap = |c: Option<char>| c.is_none_or(char::is_whitespace);
        (is_gap(before), is_gap(after))
    };
    let stray = found.iter().rev().find(|(mark, _)| beside(mark) == (true, true));
    let is_opening = |mark: &Mark, at: usize| at.is_multiple_of(2) && beside(mark).0;
    let run = found.iter().enumerate();
    let unbalanced = run
        .clone()
        .zip(run.skip(1))
        .find(|((at, (mark, _)), (_, (next, _)))| is_opening(mark, *at) && beside(next).0 && !beside(next).1);
    stray.or(unbalanced.map(|((_, first), _)| first)).unwrap_or(&found[found.len() - 1])
}

/// Tells whether the mark, which has no partner, may be one that needs none: of a label within a sentence, or of a smiley behind
/// a word. With a partner both are brackets: (see a), (namely:).
fn is_no_pair(text: &Text, (mark, character): &(Mark, char)) -> bool {
    let words = text.sentences[mark.sentence].text();
    let before = &words[..mark.words.start];
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(character, ')' | '）') && (is_label(last) || before_eyes(before).is_some())
}

/// The label of an item of a list has at most so many characters: `iii)`.
const LONGEST_LABEL: usize = 3;

/// Tells whether `text` is the label of an item of a list.
fn is_label(text: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&text.chars().take(LONGEST_LABEL + 1).count())
        && text.chars().all(char::is_alphanumeric)
}

/// Tells whether `before` ends with the eyes of a smiley.
fn is_smiley(before: &str) -> bool {
    before_eyes(before).is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
}

/// Returns what stands before the eyes that `before` ends with, if they may be those of a smiley.
fn before_eyes(before: &str) -> Option<&str> {
    before.strip_suffix('-').unwrap_or(before).strip_suffix([':', ';', '='])
}

/// What stands in marks must have as many words to be a quotation or an insertion. Single words are set in them, or not,
/// as each language likes.
const FEWEST_WORDS: usize = 3;

/// In this share or more, a translation keeps the marks around single words too. It takes at least
/// [`ENOUGH`] other segments to tell.
const ALWAYS_KEPT: f64 = 0.98;
const ENOUGH: usize = 5;

/// Finds quotations and brackets that only one side has.
pub(super) fn lost(bitext: &Bitext) -> Vec<Finding> {
    let mut findings = Vec::new();
    for kind in [Kind::Quotation, Kind::Bracket] {
        let counts: Vec<[usize; 2]> =
            bitext.pairs.iter().map(|pair| pair.sides.each_ref().map(|side| count(side, kind))).collect();
        // One side may add marks that the other language does not want, and keep all that it finds.
        let habits = [0, 1].map(|side| habit(&counts, side));
        for (at, pair) in bitext.pairs.iter().enumerate() {
            let side = usize::from(counts[at][1] == 0);
            let there = &pair.sides[1 - side];
            if is_lost(&counts, at, side)
                && is_expected(habits[1 - side], longest(&there.words, kind))
                && pair.is_whole()
                && !(kind == Kind::Quotation && has_emphasis(&pair.sides[side]))
            {
                let message = format!("the {}s are lost on this side", noun(kind));
                let draft = Draft::new(kind, message, "set them as on the other side");
                let first = there.words.char_indices().find(|(_, c)| is_of(*c, kind));
                let mark = first.map(|(from, c)| from..from + c.len_utf8());
                findings.push(draft.sure(0.6).within(pair, side, [None, mark]));
            }
        }
    }
    findings
}

/// Returns the habit of having marks where this side has them.
fn habit(counts: &[[usize; 2]], side: usize) -> Habit {
    let here = counts.iter().filter(|counts| counts[side] >= 2);
    here.map(|counts| counts[1 - side] >= 2).collect()
}

/// Tells whether marks around so many words, which are lost in one segment, should be there.
fn is_expected(habit: Habit, words: usize) -> bool {
    let is_always_kept = habit.occasions > ENOUGH && habit.elsewhere((0.0, 0.0)) >= ALWAYS_KEPT;
    is_always_kept || (habit.elsewhere(ASSUMED) >= KEPT && words >= FEWEST_WORDS)
}

/// Tells whether this side of the pair has no marks and the other has, and they have not moved to a neighbour.
fn is_lost(counts: &[[usize; 2]], at: usize, side: usize) -> bool {
    let sum = |side: usize| near(counts, at).iter().map(|counts| counts[side]).sum::<usize>();
    let there = counts[at][1 - side];
    counts[at][side] == 0 && there >= 2 && there.is_multiple_of(2) && sum(side) + 2 <= sum(1 - side)
}

/// Tells whether words of `side` are set off by their letters: titles are, where another language quotes them.
fn has_emphasis(side: &Side) -> bool {
    let is_set_off = |at: usize| ["<em>", "<i>", "<cite>"].iter().any(|tag| side.text.sentences[at].html.contains(tag));
    side.sentences.clone().any(is_set_off)
}

/// Returns how many words the longest quotation or bracket in `words` has.
fn longest(words: &str, kind: Kind) -> usize {
    let inside = words.split(|c| is_of(c, kind)).skip(1).step_by(2);
    inside
        .map(|inside| inside.split_whitespace().count().max(inside.chars().filter(|c| !c.is_ascii()).count() / 3))
        .max()
        .unwrap_or(0)
}

/// Single marks are quotation marks only in pairs around words; they are counted so that a change of style is no loss.
const SINGLE: [char; 6] = ['‘', '’', '‹', '›', '‚', '\''];

fn count(side: &Side, kind: Kind) -> usize {
    let sentences = side.sentences.clone().map(|sentence| side.text.sentences[sentence].text());
    let found = sentences.map(|words| paired(words).filter(|(_, mark)| is_of(*mark, kind)).count()).sum();
    let singles = || {
        let opening =
            side.words.match_indices(SINGLE).filter(|(at, _)| !side.words[..*at].ends_with(char::is_alphanumeric));
        if opening.count() > 0 && side.words.matches(SINGLE).count() >= 2 { 2 } else { 0 }
    };
    if kind == Kind::Quotation && found == 0 { singles() } else { found }
}

fn is_of(character: char, kind: Kind) -> bool {
    family(character).is_some_and(|family| FAMILIES[family].0 == kind)
}
