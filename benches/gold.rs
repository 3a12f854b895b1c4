//! Prints how well the aligner does on gold alignments: `DIGLOT_GOLD=folder cargo bench --bench gold`.
//!
//! The folder holds, at any depth, folders with `src.txt` and `tgt.txt` (one sentence a line), `gold.txt` (a bead a
//! line, `[0]:[0,1]`) and, where known, `src.par` and `tgt.par` (the paragraph of each line). Each is aligned alone. A
//! bead is right when it is a gold bead (strict), or shares a link with one (lax); precision is over all beads
//! proposed, recall over the gold beads with both sides.
#![expect(clippy::print_stdout, reason = "a bench is run to be read")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use diglot::understand::align::{Alignment, Side, align};
use diglot::understand::detect::detect;

type Bead = (Vec<usize>, Vec<usize>);

/// Beads at least this confident are counted for the calibration.
const CONFIDENT: f64 = 0.9;

#[derive(Clone, Copy, Default)]
struct Score {
    proposed: [f64; 3],
    found: [f64; 3],
    confident: [f64; 2],
}

fn main() {
    let Some(folder) = std::env::var_os("DIGLOT_GOLD") else {
        println!("set DIGLOT_GOLD to a folder with gold alignments to measure the aligner");
        return;
    };
    println!(
        "{:32} {:>6} {:>6} {:>6}  {:>6} {:>6} {:>6}  {:>11} {:>7}",
        "set", "P", "R", "F1", "lax P", "R", "F1", "≥ 0.9 right", "s"
    );
    let mut all = Score::default();
    for set in sets(Path::new(&folder)) {
        let name = set.strip_prefix(&folder).unwrap_or(&set).display().to_string();
        let (source, target) = (side(&set, "src"), side(&set, "tgt"));
        let start = Instant::now();
        let alignment = align(&[(source, target)]).pop().unwrap_or_default();
        let seconds = start.elapsed().as_secs_f64();
        let gold = beads(&fs::read_to_string(set.join("gold.txt")).unwrap_or_default());
        let score = score(&gold, &alignment);
        all.add(&score);
        print_row(&name, &score, seconds);
    }
    print_row("all beads together", &all, 0.0);
}

fn print_row(name: &str, score: &Score, seconds: f64) {
    let ([strict, lax, proposed], [found, found_lax, gold]) = (score.proposed, score.found);
    let row = |right: f64, found: f64| {
        let (precision, recall) = (right / proposed.max(1.0), found / gold.max(1.0));
        format!("{precision:6.3} {recall:6.3} {:6.3}", 2.0 * precision * recall / (precision + recall).max(1e-9))
    };
    let calibration = score.confident[0] / score.confident[1].max(1.0);
    println!("{name:32} {}  {}  {calibration:11.3} {seconds:7.2}", row(strict, found), row(lax, found_lax));
}

/// Returns the folders that hold gold, in the order of their names.
fn sets(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let own = folder.join("gold.txt").is_file().then(|| folder.to_owned());
    own.into_iter().chain(folders.iter().flat_map(|folder| sets(folder))).collect()
}

fn side(set: &Path, name: &str) -> Side {
    let read = |ending: &str| fs::read_to_string(set.join(format!("{name}.{ending}"))).unwrap_or_default();
    let blocks = read("par").split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let text = read("txt");
    let language = detect(&text, &[]).language();
    Side { language, blocks, ..Side::of_lines(&text) }
}

fn beads(text: &str) -> Vec<Bead> {
    let numbers = |side: &str| {
        side.split(|digit: char| !digit.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
    };
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(source, target)| (numbers(source), numbers(target)))
        .collect()
}

fn score(gold: &[Bead], alignment: &Alignment) -> Score {
    let mine: Vec<Bead> =
        alignment.beads.iter().map(|bead| (bead.source.clone().collect(), bead.target.clone().collect())).collect();
    let both = |beads: &[Bead]| -> Vec<Bead> {
        beads.iter().filter(|(source, target)| !source.is_empty() && !target.is_empty()).cloned().collect()
    };
    let mut score = Score { proposed: hits(gold, &mine), found: hits(&both(&mine), &both(gold)), confident: [0.0; 2] };
    for (bead, found) in alignment.beads.iter().zip(&mine).filter(|(bead, _)| bead.confidence >= CONFIDENT) {
        debug_assert!(bead.confidence <= 1.0);
        score.confident[1] += 1.0;
        score.confident[0] += f64::from(u8::from(gold.contains(found)));
    }
    score
}

/// Returns how many of the tried beads are strictly right, laxly right, and tried at all.
fn hits(reference: &[Bead], tried: &[Bead]) -> [f64; 3] {
    let exact: BTreeSet<&Bead> = reference.iter().collect();
    let mut links: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (source, target) in reference {
        for &i in source {
            links.entry(i).or_default().extend(target);
        }
    }
    let linked = |(source, target): &Bead| {
        source.iter().filter_map(|i| links.get(i)).any(|links| target.iter().any(|j| links.contains(j)))
    };
    let mut hits = [0.0; 3];
    for bead in tried {
        let strict = exact.contains(bead);
        hits[0] += f64::from(u8::from(strict));
        hits[1] += f64::from(u8::from(strict || linked(bead)));
        hits[2] += 1.0;
    }
    hits
}

impl Score {
    fn add(&mut self, other: &Score) {
        for (sum, value) in self.proposed.iter_mut().zip(other.proposed) {
            *sum += value;
        }
        for (sum, value) in self.found.iter_mut().zip(other.found) {
            *sum += value;
        }
        for (sum, value) in self.confident.iter_mut().zip(other.confident) {
            *sum += value;
        }
    }
}
