//! Prints how many planted slips `check` finds, and how much it says of texts without any:
//! `DIGLOT_GOLD=folder cargo bench --bench slips`.
//!
//! The folder holds gold alignments, as for the bench `gold`. Of each set a work of two plain texts is made; then slips
//! of one sort are planted into its translation, some sentences apart, and the texts are read, aligned and checked as any
//! others. A slip is found when a finding of its kind lies in its sentence, which none does before. What is found before
//! anything is planted is mostly wrong, and is counted as if all of it were; only what gold itself has no counterpart for
//! is rightly `missing`.
#![expect(clippy::print_stdout, reason = "a bench is run to be read")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use diglot::check::{self, Finding};
use diglot::ground::config::Config;
use diglot::ground::facts::Facts;
use diglot::ground::finding::Kind;
use diglot::ground::fingerprint::Printed;
use diglot::ground::language::Language;
use diglot::read::{Format, Seed, Sources};
use diglot::understand::{self, detect};

/// Of all the sentences that a slip can be planted into, one in so many is spoilt at a time, so that the text as a whole
/// stays one to learn from; and so many times, each time others.
const ONE_IN: usize = 16;
const ROUNDS: usize = 4;

/// A sort of slips: what it is called, the kinds of finding that name it, and how it is planted into a sentence that
/// translates another. Nothing where it cannot be.
struct Slip {
    name: &'static str,
    kinds: &'static [Kind],
    plant: fn(source: &str, target: &str, turn: usize) -> Option<String>,
}

const SLIPS: [Slip; 11] = [
    Slip { name: "number changed", kinds: &[Kind::Number, Kind::Unit, Kind::ListMarker], plant: number_changed },
    Slip { name: "number removed", kinds: &[Kind::Number, Kind::ListMarker], plant: number_removed },
    Slip { name: "name misspelt", kinds: &[Kind::Name], plant: name_misspelt },
    Slip { name: "name without capital", kinds: &[Kind::Name], plant: name_small },
    Slip { name: "name replaced", kinds: &[Kind::NameMissing, Kind::Name], plant: name_replaced },
    Slip { name: "segment missing", kinds: &[Kind::Missing, Kind::Length], plant: |_, _, _| Some(String::new()) },
    Slip { name: "not translated", kinds: &[Kind::Untranslated], plant: |source, _, _| Some(source.to_owned()) },
    Slip { name: "quotation mark lost", kinds: &[Kind::Quotation], plant: quotation },
    Slip {
        name: "bracket lost",
        kinds: &[Kind::Bracket],
        plant: |_, target, _| without(target, &['(', ')', '（', '）']),
    },
    Slip { name: "word doubled", kinds: &[Kind::DoubledWord], plant: doubled },
    Slip { name: "space before a stop", kinds: &[Kind::Spacing], plant: spaced },
];

/// Sentences, each with the number of its paragraph.
type Sentences = Vec<(String, usize)>;

/// A gold set: the sentences of both sides with their paragraphs, and the beads.
struct Gold {
    name: String,
    sides: [Sentences; 2],
    beads: Vec<[Vec<usize>; 2]>,
}

fn main() {
    let Some(folder) = std::env::var_os("DIGLOT_GOLD").map(PathBuf::from) else {
        println!("set DIGLOT_GOLD to a folder with gold alignments to measure the check");
        return;
    };
    let golds: Vec<Gold> = sets(&folder).iter().map(|set| gold(&folder, set)).collect();
    println!("{:32} {:>9} {:>9} {:>13}", "clean texts", "segments", "findings", "in 100 segments");
    let clean: Vec<Checked> = golds.iter().map(clean).collect();
    println!("\n{:32} {:>9} {:>9} {:>13}", "planted slips", "planted", "found", "recall");
    for slip in &SLIPS {
        let mut total = [0, 0];
        for (gold, clean) in golds.iter().zip(&clean) {
            let [planted, found] = try_slip(gold, clean, slip);
            total = [total[0] + planted, total[1] + found];
        }
        let recall = total[1] as f64 / f64::max(total[0] as f64, 1.0);
        println!("{:32} {:9} {:9} {recall:13.2}", slip.name, total[0], total[1]);
    }
}

/// The findings in a work, and where the sentences of gold stand in its two texts.
struct Checked {
    findings: Vec<Finding>,
    texts: [String; 2],
    places: [Vec<Range<usize>>; 2],
    segments: usize,
}

impl Checked {
    /// Tells whether something of these kinds is found in the sentences of `bead`.
    fn finds(&self, kinds: &[Kind], bead: &[Vec<usize>; 2]) -> bool {
        self.findings.iter().any(|finding| kinds.contains(&finding.kind) && self.is_in(finding, bead))
    }

    fn is_in(&self, finding: &Finding, bead: &[Vec<usize>; 2]) -> bool {
        finding.spots.iter().any(|spot| {
            let side = usize::from(spot.place.path == self.texts[1]);
            let span = spot.place.excerpt.as_ref().map_or(0..0, |(_, span)| span.clone());
            let is_touched = |place: &Range<usize>| span.start <= place.end && place.start <= span.end;
            !span.is_empty() && bead[side].iter().any(|at| is_touched(&self.places[side][*at]))
        })
    }
}

/// Checks the texts of `gold` as they are, and prints what is found.
fn clean(gold: &Gold) -> Checked {
    let checked = check(gold, &gold.sides);
    let is_rightly_missing = |finding: &&Finding| {
        let mut alone = gold.beads.iter().filter(|bead| bead.iter().any(Vec::is_empty));
        finding.kind == Kind::Missing && alone.any(|bead| checked.is_in(finding, bead))
    };
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for finding in checked.findings.iter().filter(|finding| !is_rightly_missing(finding)) {
        *kinds.entry(finding.kind).or_default() += 1;
    }
    let findings: usize = kinds.values().sum();
    let share = 100.0 * findings as f64 / checked.segments.max(1) as f64;
    let listed: Vec<String> = kinds.iter().map(|(kind, count)| format!("{} {count}", kind.name())).collect();
    println!("{:32} {:9} {findings:9} {share:13.1}   {}", gold.name, checked.segments, listed.join(", "));
    checked
}

/// Plants slips of one sort into `gold`, and returns how many, and how many of them are found.
fn try_slip(gold: &Gold, clean: &Checked, slip: &Slip) -> [usize; 2] {
    let mut turn = 0;
    let spoilt = gold.beads.iter().filter(|bead| !clean.finds(slip.kinds, bead)).filter_map(|bead| {
        let ([source], [target]) = (&bead[0][..], &bead[1][..]) else { return None };
        let sentence = &gold.sides[1][*target].0;
        let wrong =
            (slip.plant)(&gold.sides[0][*source].0, sentence, turn / ONE_IN).filter(|wrong| wrong != sentence)?;
        turn += 1;
        Some((bead, *target, wrong))
    });
    let spoilt: Vec<(&[Vec<usize>; 2], usize, String)> = spoilt.collect();
    let mut total = [0, 0];
    for round in 0..ROUNDS.min(spoilt.len()) {
        let planted: Vec<_> = spoilt.iter().skip(round * ONE_IN / ROUNDS).step_by(ONE_IN).collect();
        let mut sides = gold.sides.clone();
        for (_, target, wrong) in &planted {
            sides[1][*target].0.clone_from(wrong);
        }
        let checked = check(gold, &sides);
        let found = planted.iter().filter(|(bead, ..)| checked.finds(slip.kinds, bead)).count();
        total = [total[0] + planted.len(), total[1] + found];
    }
    total
}

/// Checks two texts with these sentences.
fn check(gold: &Gold, sides: &[Sentences; 2]) -> Checked {
    let mut sources = Sources::default();
    let places = [0, 1].map(|side| {
        let language = language(&gold.sides[side]);
        let (text, places) = joined(&sides[side], if language.spaces_words() { " " } else { "" });
        let name = format!("work.{}.txt", language.tag());
        let (path, body, text) = (name.clone(), 0..text.len(), text.into());
        let (format, facts) = (Format::PlainText, Facts::default());
        sources.seeds.push(Printed::new(Seed { path, name, format, text, body, facts }));
        places
    });
    let (library, diagnostics) = understand::understand(&sources, &Config::default(), false);
    let work = library.works.first().expect("a work");
    assert_eq!(work.documents.len(), 2, "{}: {diagnostics:?}", gold.name);
    let texts = [0, 1].map(|side| sources.seeds[side].path.clone());
    Checked { findings: check::check_work(work, None, &[]), texts, places, segments: work.segments.len() }
}

fn language(sentences: &Sentences) -> Language {
    let whole: String = sentences.iter().map(|(sentence, _)| format!("{sentence}\n")).collect();
    detect::detect(&whole, &[]).language().expect("a text in a known language")
}

/// Returns the text that these sentences make, paragraph by paragraph, and where each of them stands.
fn joined(sentences: &Sentences, between: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for (at, (sentence, paragraph)) in sentences.iter().enumerate() {
        let parted = at > 0 && sentences[at - 1].1 != *paragraph;
        text += if parted {
            "\n\n"
        } else if text.is_empty() {
            ""
        } else {
            between
        };
        places.push(text.len()..text.len() + sentence.len());
        text += sentence;
    }
    (text, places)
}

fn number_changed(_: &str, target: &str, turn: usize) -> Option<String> {
    let at = target.rfind(|c: char| c.is_ascii_digit())?;
    let digit = (target.as_bytes()[at] - b'0' + 1 + (turn % 8) as u8) % 10;
    Some(format!("{}{digit}{}", &target[..at], &target[at + 1..]))
}

fn number_removed(_: &str, target: &str, _: usize) -> Option<String> {
    let end = target.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = target[..end].trim_end_matches(|c: char| c.is_ascii_digit() || ".,".contains(c)).len();
    Some(format!("{}{}", target[..start].trim_end(), &target[end..]))
}

/// Returns where a name stands in `target` that `source` has in the same letters: a word of five letters or more with a
/// capital, where no sentence begins.
fn name(source: &str, target: &str) -> Option<Range<usize>> {
    let is_name = |text: &str, at: usize, word: &str| {
        let before = text[..at].trim_end_matches(' ');
        word.chars().count() >= 5
            && word.starts_with(char::is_uppercase)
            && word.contains(char::is_lowercase)
            && before.len() < at
            && before.ends_with(|c: char| c.is_lowercase() || c == ',')
    };
    let mut names = words(target).filter(|range| is_name(target, range.start, &target[range.clone()]));
    names.find(|range| words(source).any(|other| source[other] == target[range.clone()]))
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphabetic()).map(move |word| start(word)..start(word) + word.len())
}

/// Misspells a name in turn as people do: another letter, one too few, two in the wrong order, one twice.
fn name_misspelt(source: &str, target: &str, turn: usize) -> Option<String> {
    let range = name(source, target)?;
    let mut letters: Vec<char> = target[range.clone()].chars().collect();
    let at = 1 + (turn / 4) % (letters.len() - 2);
    match turn % 4 {
        0 => letters[at] = neighbour(letters[at]),
        1 => drop(letters.remove(at)),
        2 => letters.swap(at, at + 1),
        _ => letters.insert(at, letters[at]),
    }
    let wrong: String = letters.into_iter().collect();
    Some(format!("{}{wrong}{}", &target[..range.start], &target[range.end..]))
}

/// Returns the letter to the right on the keyboard.
fn neighbour(letter: char) -> char {
    let rows = "qwertyuiop asdfghjkl zxcvbnm";
    let next = rows.chars().skip_while(|c| *c != letter).nth(1);
    next.filter(|c| *c != ' ').unwrap_or('e')
}

fn name_small(source: &str, target: &str, _: usize) -> Option<String> {
    let range = name(source, target)?;
    Some(format!("{}{}{}", &target[..range.start], target[range.clone()].to_lowercase(), &target[range.end..]))
}

fn name_replaced(source: &str, target: &str, turn: usize) -> Option<String> {
    let range = name(source, target)?;
    let pronoun = ["ella", "esto", "eso", "otro"][turn % 4];
    Some(format!("{}{pronoun}{}", &target[..range.start], &target[range.end..]))
}

fn quotation(_: &str, target: &str, _: usize) -> Option<String> {
    without(target, &['"', '“', '”', '«', '»', '「', '」'])
}

/// Returns `text` without the last of the marks in it, of which there are two.
fn without(text: &str, marks: &[char]) -> Option<String> {
    let (at, mark) = text.rmatch_indices(marks).next().filter(|_| text.matches(marks).count() == 2)?;
    Some(format!("{}{}", &text[..at], &text[at + mark.len()..]))
}

fn doubled(_: &str, target: &str, turn: usize) -> Option<String> {
    let all: Vec<Range<usize>> = words(target).filter(|word| word.len() > 1).collect();
    let word = all.get(turn % all.len().max(1))?.clone();
    let is_ascii = target[word.clone()].is_ascii();
    is_ascii.then(|| format!("{} {}", &target[..word.end], &target[word.start..]))
}

fn spaced(_: &str, target: &str, _: usize) -> Option<String> {
    target.strip_suffix('.').filter(|rest| rest.ends_with(char::is_alphabetic)).map(|rest| format!("{rest} ."))
}

/// Returns the folders that hold gold, in the order of their names.
fn sets(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    let own = folder.join("gold.txt").is_file().then(|| folder.to_owned());
    own.into_iter().chain(folders.iter().flat_map(|folder| sets(folder))).collect()
}

fn gold(folder: &Path, set: &Path) -> Gold {
    let read = |name: &str| fs::read_to_string(set.join(name)).unwrap_or_default();
    let side = |name: &str| -> Sentences {
        let paragraphs: Vec<usize> =
            read(&format!("{name}.par")).split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let lines: Vec<String> = read(&format!("{name}.txt")).lines().map(|line| line.trim().to_owned()).collect();
        let paragraph = |at: usize| paragraphs.get(at).copied().unwrap_or(at);
        lines.into_iter().enumerate().map(|(at, line)| (line, paragraph(at))).collect()
    };
    let indices =
        |side: &str| side.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    let beads = read("gold.txt")
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(a, b)| [indices(a), indices(b)])
        .collect();
    let name = set.strip_prefix(folder).unwrap_or(set).display().to_string();
    Gold { name, sides: [side("src"), side("tgt")], beads }
}
