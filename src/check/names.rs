//! Names survive a translation: in the same letters, in the spelling of the other language, or in another script. What is
//! almost the same name is a slip; what is spelt otherwise as a rule is the other language's own spelling.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bitext::{Bitext, Side};
use super::finding::{Draft, Finding};
use super::words::{Word, words};
use crate::ground::finding::Kind;
use crate::ground::language::{Language, Localized};
use crate::understand::sound;

/// Shorter names have too many neighbours: Mary, Maria, Marie.
const SHORTEST: usize = 6;
/// Two of a name's letters are enough to tell it from others where the rest of the text has it often.
const SHORTEST_KNOWN: usize = 5;
/// How likely it must be that the other side has a name too, by the rule of succession over all other segments with it:
/// otherwise a pronoun does as well.
const EXPECTED: f64 = 0.9;
/// Languages in which a capital makes no name, since every noun has one.
const CAPITAL_NOUNS: [&str; 2] = ["de", "lb"];
/// As many letters at the end are inflection, and differ between languages: Moscow, Moscú; Rome, Roma.
const ENDING: usize = 2;
/// From as many words on, a run of capitals is a name or a title rather than an abbreviation.
const RUN: usize = 2;

/// The names of one text.
#[derive(Default)]
struct Vocabulary {
    /// How often each name stands where no sentence begins, by its sound.
    names: BTreeMap<String, usize>,
    /// How often each word stands in small letters, by its sound.
    small: BTreeMap<String, usize>,
    /// How many segments hold the name, and how many of them hold it on the other side too.
    kept: BTreeMap<String, (usize, usize)>,
}

impl Vocabulary {
    fn names(&self, sound: &str) -> usize {
        self.names.get(sound).copied().unwrap_or(0)
    }

    fn small(&self, sound: &str) -> usize {
        self.small.get(sound).copied().unwrap_or(0)
    }
}

/// Finds names that differ or are missing.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let vocabularies = [0, 1].map(|side| vocabulary(bitext, side));
    let stated = stated(bitext);
    let titles = [0, 1].map(|side| titles(bitext, &bitext.texts[side].document.language));
    let mut findings = Vec::new();
    for (at, pair) in bitext.pairs.iter().enumerate() {
        let sides = [0, 1].map(|side| words(&pair.sides[side].words));
        let all = Names { bitext, at, sides: &sides, vocabularies: &vocabularies };
        if !pair.sides.iter().any(Side::is_empty) {
            findings.extend(all.slips());
            findings.extend(all.small());
            findings.extend(all.lost());
            findings.extend((0..2).flat_map(|side| all.capitals(side, &titles[side])));
        }
        findings.extend(all.unlike(&stated));
    }
    findings
}

fn is_name(word: &Word) -> bool {
    word.is_capitalised() && !word.is_first
}

fn vocabulary(bitext: &Bitext, side: usize) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for (at, pair) in bitext.pairs.iter().enumerate() {
        let mut here: Vec<String> = Vec::new();
        for word in words(&pair.sides[side].words) {
            let sound = word.sound();
            if is_name(&word) {
                here.push(sound.clone());
                *vocabulary.names.entry(sound).or_default() += 1;
            } else if !word.is_capitalised() {
                *vocabulary.small.entry(sound).or_default() += 1;
            }
        }
        here.sort_unstable();
        here.dedup();
        let near: Vec<String> = bitext.around(at, 1 - side).flat_map(sounds).collect();
        for sound in here {
            let kept = near.contains(&sound);
            let (all, both) = vocabulary.kept.entry(sound).or_default();
            (*all, *both) = (*all + 1, *both + usize::from(kept));
        }
    }
    vocabulary
}

fn sounds(text: &str) -> Vec<String> {
    words(text).iter().map(Word::sound).collect()
}

/// One segment's names, and what the texts as a whole know of them.
struct Names<'a> {
    bitext: &'a Bitext<'a>,
    at: usize,
    sides: &'a [Vec<Word<'a>>; 2],
    vocabularies: &'a [Vocabulary; 2],
}

impl Names<'_> {
    /// Returns the names of one side that do not stand on the other, in this pair or beside it.
    fn lone(&self, side: usize) -> Vec<(&Word<'_>, String)> {
        let near: Vec<String> = self.bitext.around(self.at, 1 - side).flat_map(sounds).collect();
        let names = self.sides[side].iter().filter(|word| is_name(word)).map(|word| (word, word.sound()));
        names.filter(|(_, sound)| !near.contains(sound)).collect()
    }

    /// Returns the names of one side that do not stand on the other in this pair, and whether they stand beside it.
    fn unmatched(&self, side: usize) -> Vec<(&Word<'_>, String, bool)> {
        let here: Vec<String> = self.sides[1 - side].iter().map(Word::sound).collect();
        let near: Vec<String> = self.bitext.around(self.at, 1 - side).flat_map(sounds).collect();
        let names = self.sides[side].iter().filter(|word| is_name(word)).map(|word| (word, word.sound()));
        names
            .filter(|(_, sound)| !here.contains(sound))
            .map(|(word, sound)| {
                let is_near = near.contains(&sound);
                (word, sound, is_near)
            })
            .collect()
    }

    fn finding(&self, draft: Draft, side: usize, marks: [Option<Range<usize>>; 2]) -> Finding {
        draft.within(&self.bitext.work.slug, &self.bitext.pairs[self.at], side, marks)
    }

    /// Finds names that are almost the same on both sides.
    fn slips(&self) -> Vec<Finding> {
        let (left, right) = (self.unmatched(0), self.unmatched(1));
        let mut findings = Vec::new();
        for (one, one_sound, one_near) in &left {
            // Of two names that each stand on both sides, none is a slip for the other.
            let candidates = right.iter().filter(|(_, _, near)| !(*one_near && *near));
            for (other, other_sound, _) in candidates.filter(|(_, other, _)| self.is_slip(one_sound, other)) {
                // The side whose text has its spelling elsewhere, or that the other text has too, is the right one.
                let known = |sound: &str| self.vocabularies[0].names(sound) + self.vocabularies[1].names(sound);
                let wrong = if known(one_sound) < known(other_sound) { 0 } else { 1 };
                let message = format!("the name `{}` is `{}` on the other side", one.text, other.text);
                let draft =
                    Draft::new(Kind::Name, message, "spell the name in one way, or as each language does throughout");
                let marks = if wrong == 0 { [one, other] } else { [other, one] };
                findings.push(self.finding(draft, wrong, marks.map(|word| Some(word.range()))));
            }
        }
        findings
    }

    fn is_slip(&self, one: &str, other: &str) -> bool {
        let known = |sound: &str| [0, 1].map(|side| self.vocabularies[side].names(sound));
        let (ones, others) = (known(one), known(other));
        // Two spellings, each kept in its own text, are the two languages' own.
        let is_regular = ones[0] >= 2 && others[1] >= 2 && ones[1] == 0 && others[0] == 0;
        let is_known = ones[1] > others[1] || others[0] > ones[0];
        !is_regular && (has_wrong_consonant(one, other) || (is_known && is_near(one, other)))
    }

    /// Finds names that are written small, where both texts have them with a capital.
    fn small(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for side in [0, 1] {
            for word in self.sides[side].iter().filter(|word| !word.is_capitalised()) {
                let sound = word.sound();
                let vocabulary = &self.vocabularies[side];
                let counterpart =
                    self.sides[1 - side].iter().find(|other| is_name(other) && other.text.to_lowercase() == word.text);
                let is_rare = vocabulary.small(&sound) == 1 && vocabulary.names(&sound) >= 2;
                if let (Some(counterpart), true, true) =
                    (counterpart, is_rare, word.text.chars().count() >= SHORTEST_KNOWN)
                {
                    let draft = Draft::new(
                        Kind::Name,
                        format!("the name `{}` has no capital", word.text),
                        "write it with a capital",
                    );
                    findings.push(self.finding(draft.sure(0.7), side, [Some(word.range()), Some(counterpart.range())]));
                }
            }
        }
        findings
    }

    /// Finds names that the other side has everywhere else.
    fn lost(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        let has_names = |side: &usize| {
            let language = &self.bitext.texts[*side].document.language;
            !CAPITAL_NOUNS.contains(&language.primary())
        };
        for side in [0, 1].into_iter().filter(has_names) {
            for (word, sound) in self.lone(side) {
                let (all, both) = self.vocabularies[side].kept.get(&sound).copied().unwrap_or_default();
                let is_expected = (both + 1) as f64 >= EXPECTED * (all.max(1) + 1) as f64;
                let has_like = self.sides[1 - side].iter().any(|other| is_like(&sound, &other.sound()));
                if word.text.chars().count() >= SHORTEST_KNOWN && is_expected && !has_like {
                    let message = format!("the name `{}` has no counterpart, as it has everywhere else", word.text);
                    let draft =
                        Draft::new(Kind::NameMissing, message, "name it on the other side, if the sense needs it");
                    findings.push(self.finding(draft.sure(0.7), side, [Some(word.range()), None]));
                }
            }
        }
        findings
    }

    /// Finds runs of capitals without counterpart: names and titles, as texts without italics write them.
    fn capitals(&self, side: usize, titles: &[String]) -> Vec<Finding> {
        let words = &self.sides[side];
        let all_capitals = words.iter().filter(|word| word.is_capitals()).count() * 2 > words.len();
        let there = &self.sides[1 - side];
        if all_capitals || there.iter().all(|word| word.text.chars().all(|c| !c.is_lowercase())) {
            return Vec::new();
        }
        let mut findings = Vec::new();
        for run in runs(words, &self.bitext.pairs[self.at].sides[side].words) {
            let near: Vec<String> = self.bitext.around(self.at, 1 - side).flat_map(sounds).collect();
            let is_kept = run.iter().any(|word| near.iter().any(|other| is_like(&word.sound(), other)));
            let has_capitals = runs(there, &self.bitext.pairs[self.at].sides[1 - side].words).next().is_some();
            let range = run[0].at..run[run.len() - 1].range().end;
            let written = &self.bitext.pairs[self.at].sides[side].words[range.clone()];
            let title = titles.iter().find(|title| resembles(&run, title));
            let is_title = titles.iter().any(|title| title.to_lowercase().contains(&written.to_lowercase()));
            match title {
                Some(title) if !is_title => {
                    let message = format!("the name `{written}` has no counterpart, and is nearly the title `{title}`");
                    let draft = Draft::new(Kind::NameMissing, message, format!("write `{title}`"));
                    findings.push(self.finding(draft, side, [Some(range), None]));
                }
                None if !is_kept && !has_capitals => {
                    let message = format!("the name `{written}` has no counterpart");
                    let draft = Draft::new(Kind::NameMissing, message, "look what it stands for on the other side");
                    findings.push(self.finding(draft.sure(0.6), side, [Some(range), None]));
                }
                _ => {}
            }
        }
        findings
    }

    /// Finds names that are almost as the work file states them.
    fn unlike(&self, stated: &[String]) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        let written: Vec<Vec<(&Word, String)>> = [0, 1]
            .map(|side| {
                self.sides[side].iter().filter(|word| word.is_capitalised()).map(|word| (word, word.sound())).collect()
            })
            .into();
        for name in stated {
            let sound = sound::folded(name);
            let slips = |side: usize| -> Option<&Word> {
                let is_slip = |written: &&(&Word, String)| {
                    written.1 != sound
                        && sound.len() > SHORTEST
                        && distance(&written.1, &sound) == 1
                        && !differs_at_end(&written.1, &sound)
                };
                written[side].iter().find(is_slip).map(|(word, _)| *word)
            };
            let slips = [slips(0), slips(1)];
            if let Some(side) = slips.iter().position(Option::is_some) {
                let shown = slips[side].map_or("", |word| word.text);
                let message = format!("the name `{shown}` is `{name}` in the work file");
                let draft = Draft::new(Kind::Name, message, format!("write `{name}`, or mend the work file"));
                let mut marks = slips.map(|word| word.map(Word::range));
                marks.rotate_left(side);
                findings.push(self.finding(draft.sure(0.8), side, marks));
            }
        }
        findings
    }
}

/// Returns the runs of words in capitals.
fn runs<'a>(words: &'a [Word<'a>], text: &'a str) -> impl Iterator<Item = Vec<&'a Word<'a>>> {
    let follows = |one: &Word, other: &Word| text[one.range().end..other.at].chars().all(|c| c == ' ' || c == '-');
    let runs = words.chunk_by(move |one, other| one.is_capitals() && other.is_capitals() && follows(one, other));
    runs.filter(|run| run.len() >= RUN && run[0].is_capitals()).map(|run| run.iter().collect())
}

/// Tells whether a run of capitals has words of `title`, and is about as long.
fn resembles(run: &[&Word], title: &str) -> bool {
    let title = words(title);
    let shared =
        run.iter().filter(|word| title.iter().any(|other| other.text.to_lowercase() == word.text.to_lowercase()));
    let letters = |words: usize| words > SHORTEST_KNOWN;
    shared.map(|word| word.text.chars().count()).any(letters) && title.len().abs_diff(run.len()) <= RUN
}

/// Returns the names of persons that the work file states, word by word.
fn stated(bitext: &Bitext) -> Vec<String> {
    let Some(subject) = &bitext.work.facts.subject else { return Vec::new() };
    let people = [&subject.director, &subject.cinematography, &subject.cast, &subject.writer];
    let mut names: Vec<String> = people
        .into_iter()
        .flatten()
        .flat_map(|name| words(name).into_iter().map(|word| word.text.to_owned()).collect::<Vec<_>>())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns the titles that the work has in this language, and that of its subject.
fn titles(bitext: &Bitext, language: &Language) -> Vec<String> {
    let own = bitext.work.facts.title.as_ref().and_then(|title| Localized::get(title, language)).cloned();
    let subject = bitext.work.facts.subject.as_ref().and_then(|subject| subject.title.clone());
    own.into_iter().chain(subject).collect()
}

/// Tells whether two names differ in one consonant that no two languages write for one sound, and in nothing else.
fn has_wrong_consonant(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len() < SHORTEST || one.len() != other.len() {
        return false;
    }
    let different: Vec<usize> = (0..one.len()).filter(|&at| one[at] != other[at]).collect();
    match different.as_slice() {
        [at] => {
            *at > 0
                && at + 1 < one.len()
                && sound_class(one[*at]) != sound_class(other[*at])
                && is_consonant(one[*at])
                && is_consonant(other[*at])
        }
        _ => false,
    }
}

fn is_consonant(letter: char) -> bool {
    letter.is_ascii_alphabetic() && !"aeiou".contains(letter)
}

/// Returns a class of letters that languages write for one another in names. Coarser than the sounds themselves, since
/// Alexander is Alejandro, Philipp Filip, and nation nación.
fn sound_class(letter: char) -> char {
    match letter {
        'b' | 'f' | 'p' | 'v' => 'b',
        'c' | 'd' | 'g' | 'h' | 'k' | 's' | 't' | 'x' | 'z' => 'k',
        'l' | 'r' => 'l',
        'm' | 'n' => 'n',
        other => other,
    }
}

/// Tells whether one name is probably a slip for the other, where one of them is known: one edit, or two in a long one,
/// and not only at the end.
fn is_near(one: &str, other: &str) -> bool {
    let shortest = one.len().min(other.len());
    shortest >= SHORTEST_KNOWN && distance(one, other) <= 1 + usize::from(shortest > 8) && !differs_at_end(one, other)
}

/// Tells whether two words may differ by inflection only.
fn differs_at_end(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    common + ENDING >= one.chars().count().min(other.chars().count())
}

fn distance(one: &str, other: &str) -> usize {
    if one.len().abs_diff(other.len()) > 2 { usize::MAX } else { strsim::damerau_levenshtein(one, other) }
}

/// Tells whether two words may be one name in two languages.
fn is_like(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let shortest = one.len().min(other.len());
    let skeletons = (sound::skeleton(one), sound::skeleton(other));
    one == other
        || (common >= 4 && common * 2 >= shortest)
        || (skeletons.0.len() >= 2 && skeletons.0 == skeletons.1 && one.bytes().next() == other.bytes().next())
}
