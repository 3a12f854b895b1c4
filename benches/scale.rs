//! Prints how long texts and large libraries are aligned: `cargo bench --bench scale [-- SENTENCES]`.
//!
//! The texts are made up: words of two alphabets that share no letter, as frequent as words are (Zipf), translated one
//! by one with some lost and some added; sentences are split and joined, and a passage is missing on each side. Either
//! every sixth sentence has a name or number that both sides write alike, or nothing is. Each size is measured beside
//! one a tenth as large: linear growth is a ratio of about 10.
#![expect(clippy::print_stdout, reason = "a bench is run to be read")]

mod chance;

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::time::Instant;

use chance::Chance;
use diglot::understand::align::{Alignment, Side, align};

/// How many sentences a side the largest text has, if nothing else is asked for.
const SENTENCES: usize = 100_000;

/// How many works the library has, and how many sentences each.
const WORKS: usize = 10_000;
const SENTENCES_OF_A_WORK: usize = 40;

/// How many different words there are.
const WORDS: usize = 20_000;

/// Returns a share of one: from 0 up to 1.
fn share(chance: &mut Chance) -> f64 {
    (chance.next() >> 11) as f64 / (1u64 << 53) as f64
}

fn word(chance: &mut Chance, letters: &[u8], length: usize) -> String {
    (0..length).map(|_| char::from(*chance.pick(letters))).collect()
}

/// Two languages: the words of each, which translate each other by number, and how frequent they are.
struct Languages {
    words: [Vec<String>; 2],
    /// For each word the sum of the shares up to it.
    sums: Vec<f64>,
}

impl Languages {
    fn new(chance: &mut Chance) -> Languages {
        let mut words = [Vec::new(), Vec::new()];
        let mut sums = Vec::new();
        let mut sum = 0.0;
        for rank in 0..WORDS {
            let length = 2 + rank.checked_ilog2().unwrap_or(0) as usize / 2 + chance.below(4);
            words[0].push(word(chance, b"aeilmnorst", length));
            let other = (length + chance.below(3)).saturating_sub(1).max(2);
            words[1].push(word(chance, b"bcdghkpuvw", other));
            sum += 1.0 / (rank as f64 + 2.7);
            sums.push(sum);
        }
        Languages { words, sums }
    }

    fn word(&self, chance: &mut Chance) -> usize {
        let share = share(chance) * self.sums[WORDS - 1];
        self.sums.partition_point(|&sum| sum < share).min(WORDS - 1)
    }

    fn sentence(&self, chance: &mut Chance) -> Vec<usize> {
        let length = 3 + chance.below(12) + chance.below(12);
        (0..length).map(|_| self.word(chance)).collect()
    }

    fn translate(&self, sentence: &[usize], chance: &mut Chance) -> Vec<usize> {
        let mut translated = Vec::new();
        for &word in sentence {
            match chance.below(12) {
                0 => {}
                1 => translated.extend([word, self.word(chance)]),
                2 if !translated.is_empty() => translated.insert(translated.len() - 1, word),
                3 => translated.push(self.word(chance)),
                _ => translated.push(word),
            }
        }
        translated
    }

    fn write(&self, side: usize, words: &[usize], name: &str) -> String {
        let words: Vec<&str> = words.iter().map(|&word| self.words[side][word].as_str()).collect();
        format!("{}{name}.", words.join(" "))
    }
}

/// A text, its translation, and the beads that are right.
#[derive(Default)]
struct Bitext {
    source: Vec<String>,
    target: Vec<String>,
    beads: Vec<(Range<usize>, Range<usize>)>,
}

impl Bitext {
    /// Makes up a text of about as many sentences.
    fn new(languages: &Languages, chance: &mut Chance, sentences: usize, anchored: bool) -> Bitext {
        let mut bitext = Bitext::default();
        let lost = sentences * 3 / 10..sentences * 3 / 10 + sentences / 50;
        let added = sentences * 6 / 10..sentences * 6 / 10 + sentences * 3 / 200;
        for at in 0..sentences {
            let words = languages.sentence(chance);
            let name = match chance.below(12) {
                0 if anchored => format!(" {}", capitalised(&word(chance, b"aeikmnorst", 7))),
                1 if anchored => format!(" {}", 1000 + chance.below(100_000)),
                _ => String::new(),
            };
            let counts = match (lost.contains(&at), added.contains(&at), chance.below(50)) {
                (true, _, _) => (1, 0),
                (_, true, _) => (0, 1),
                (_, _, 0) => (1, 2),
                (_, _, 1) => (2, 1),
                (_, _, 2) => (1, 0),
                (_, _, 3) => (0, 1),
                _ => (1, 1),
            };
            bitext.add(languages, chance, &words, &name, counts);
        }
        bitext
    }

    fn add(&mut self, languages: &Languages, chance: &mut Chance, words: &[usize], name: &str, counts: (usize, usize)) {
        let starts = (self.source.len(), self.target.len());
        let translated = languages.translate(words, chance);
        for (side, words, count) in [(0, words, counts.0), (1, translated.as_slice(), counts.1)] {
            let middle = if count == 2 { words.len() / 2 } else { words.len() };
            let sentences = [&words[..middle], &words[middle..]].into_iter().take(count).enumerate();
            for (part, words) in sentences {
                let sentence = languages.write(side, words, if part == 0 { name } else { "" });
                if side == 0 { self.source.push(sentence) } else { self.target.push(sentence) }
            }
        }
        let ends = (self.source.len(), self.target.len());
        self.beads.push((starts.0..ends.0, starts.1..ends.1));
    }

    fn sides(&self) -> (Side, Side) {
        let side = |sentences: &[String]| Side { sentences: sentences.to_vec(), ..Side::default() };
        (side(&self.source), side(&self.target))
    }

    /// Returns which share of the beads with both sides was found.
    fn found(&self, alignment: &Alignment) -> f64 {
        let is_pair = |bead: &&(Range<usize>, Range<usize>)| !bead.0.is_empty() && !bead.1.is_empty();
        let found: BTreeSet<[usize; 4]> =
            alignment.beads.iter().map(|bead| key(&(bead.source.clone(), bead.target.clone()))).collect();
        let right = self.beads.iter().filter(is_pair).filter(|bead| found.contains(&key(bead))).count();
        right as f64 / self.beads.iter().filter(is_pair).count().max(1) as f64
    }
}

fn key(bead: &(Range<usize>, Range<usize>)) -> [usize; 4] {
    [bead.0.start, bead.0.end, bead.1.start, bead.1.end]
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let sentences: usize = asked.unwrap_or(SENTENCES);
    let mut chance = Chance(1);
    let languages = Languages::new(&mut chance);
    println!("{:36} {:>8} {:>8} {:>7} {:>8} {:>6}", "text", "s", "CPU s", "right", "MiB more", "growth");
    for anchored in [true, false] {
        let mut before = None;
        for sentences in [sentences / 10, sentences] {
            let bitext = Bitext::new(&languages, &mut chance, sentences, anchored);
            let name = format!("{sentences} sentences{}", if anchored { "" } else { ", nothing alike" });
            let sides = [bitext.sides()];
            before = Some(measure(&name, before, || align(&sides), |found| bitext.found(&found[0])));
        }
    }
    let mut before = None;
    for works in [WORKS / 10, WORKS] {
        let bitexts: Vec<Bitext> =
            (0..works).map(|_| Bitext::new(&languages, &mut chance, SENTENCES_OF_A_WORK, true)).collect();
        let sides: Vec<(Side, Side)> = bitexts.iter().map(Bitext::sides).collect();
        let name = format!("{works} works of {SENTENCES_OF_A_WORK} sentences");
        let right = |found: &Vec<Alignment>| {
            bitexts.iter().zip(found).map(|(bitext, found)| bitext.found(found)).sum::<f64>() / works as f64
        };
        before = Some(measure(&name, before, || align(&sides), |found| right(&found)));
    }
}

/// Runs `align`, prints a row, and returns the CPU time; `before` is that of the row that growth is measured from.
fn measure<T>(name: &str, before: Option<f64>, align: impl Fn() -> T, right: impl Fn(T) -> f64) -> f64 {
    let (memory, cpu, start) = (memory(), cpu(), Instant::now());
    let found = align();
    let seconds = start.elapsed().as_secs_f64();
    let spent = self::cpu() - cpu;
    let growth = before.map_or(String::new(), |before| format!("{:6.1}", spent / before.max(1e-9)));
    let more = self::memory() - memory;
    println!("{name:36} {seconds:8.2} {spent:8.2} {:7.4} {more:8.0} {growth}", right(found));
    spent
}

/// Returns the most memory that this process has had, in MiB, where the system tells.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().split(' ').next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Returns the seconds that this process has computed, on all cores, where the system tells.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: f64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    ticks / 100.0
}
