mod project;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::terminal::Terminal;
use super::verdict::Verdict;
use crate::ground::diagnostic::{Failure, Severity};
use crate::ground::language::Language;
use crate::read;
use crate::understand::align::{self, Side, format};
use crate::understand::detect::{self, Finding};
use crate::understand::parse;

/// Aligns two texts sentence by sentence
///
/// Says which sentences of two texts in different languages are translations of each other. Needs no dictionary and asks
/// for no language: it learns from the two texts alone.
#[derive(Debug, Args)]
pub(super) struct Align {
    /// The first text
    #[arg(value_name = "A", required_unless_present = "all", value_hint = clap::ValueHint::FilePath)]
    source: Option<PathBuf>,
    /// The second text
    #[arg(value_name = "B", required_unless_present = "all", value_hint = clap::ValueHint::FilePath)]
    target: Option<PathBuf>,
    /// Instead of two texts, takes all works of the project, each pair of their languages
    #[arg(long, conflicts_with_all = ["source", "target", "lines"])]
    all: bool,
    /// With --all, the folder of the texts
    #[arg(long, value_name = "DIR", default_value = "seeds", value_hint = clap::ValueHint::DirPath)]
    seeds: PathBuf,
    /// Takes every line that is not blank as one sentence, as it is
    #[arg(long)]
    lines: bool,
    /// With --lines, the paragraph that each line belongs to: two files with a number a line
    #[arg(long, num_args = 2, value_names = ["A.par", "B.par"], requires = "lines", value_hint = clap::ValueHint::FilePath)]
    paragraphs: Vec<PathBuf>,
    /// How the alignment is written: beads, or tmx with --all
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Lines such as `[0]:[0,1]`: the sentences of A and of B, counted from 0
    Beads,
    /// A table: the text of A, the text of B, the confidence
    Tsv,
    /// A translation memory, TMX 1.4
    Tmx,
    /// All of it
    Json,
}

impl Align {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let (text, diagnostics) = match (&self.source, &self.target) {
            (Some(source), Some(target)) => (two(&self, source, target)?, Vec::new()),
            _ => project::all(self.seeds, self.format.unwrap_or(Format::Tmx))?,
        };
        terminal.tell_of(&diagnostics);
        terminal.give(&text)?;
        let is_wrong = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        Ok(if is_wrong { Verdict::Wrong } else { Verdict::Fine })
    }
}

/// Returns the alignment that the arguments ask for, as text.
fn two(args: &Align, source: &Path, target: &Path) -> Result<String, Failure> {
    let (source, source_language) = side(args, source, 0)?;
    let (target, target_language) = side(args, target, 1)?;
    let sides = [(source, target)];
    let alignment = align::align(&sides).pop().unwrap_or_default();
    let [(source, target)] = &sides;
    let pair = format::Pair {
        source_language: tag(&source_language),
        target_language: tag(&target_language),
        source,
        target,
        alignment: &alignment,
    };
    Ok(match args.format.unwrap_or(Format::Beads) {
        Format::Beads => format::beads(&alignment),
        Format::Tsv => format::tsv(&pair),
        Format::Tmx => format::tmx(&[pair]),
        Format::Json => format::json(&pair),
    })
}

fn side(args: &Align, path: &Path, which: usize) -> Result<(Side, Option<Language>), Failure> {
    if !args.lines {
        return document(path);
    }
    let text = text(path)?;
    let mut side = Side::of_lines(&text);
    if let Some(path) = args.paragraphs.get(which) {
        side.blocks = blocks(path, side.sentences.len())?;
    }
    Ok((side, language(&text)))
}

/// Returns the paragraphs' numbers: one for each sentence.
fn blocks(path: &Path, sentences: usize) -> Result<Vec<usize>, Failure> {
    let text = text(path)?;
    let hint = "write the number of its paragraph for each sentence, one a line";
    let numbers: Result<Vec<usize>, _> = text.split_whitespace().map(str::parse).collect();
    let numbers =
        numbers.map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())).hint(hint))?;
    match numbers.len() == sentences {
        true => Ok(numbers),
        false => {
            let found = numbers.len();
            let message = format!("{} has {found} numbers for {sentences} sentences", path.display());
            Err(Failure::new(message).hint(hint))
        }
    }
}

fn text(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
}

/// Returns the sentences of a text as the site would have them.
fn document(path: &Path) -> Result<(Side, Option<Language>), Failure> {
    let Some(seed) = read::read_file_alone(path)? else { return Ok((Side::default(), None)) };
    let found = seed.facts.language.clone().or_else(|| language(&seed.text[seed.body.clone()]));
    // English rules cut the sentences of a text whose language is not known.
    let rules = found.clone().or_else(|| Language::new("en").ok());
    let side = rules.map(|language| Side::from(&parse::document(&seed, &language).0)).unwrap_or_default();
    Ok((side, found))
}

fn language(text: &str) -> Option<Language> {
    match detect::detect(text, &[]) {
        Finding::Sure(language) | Finding::Likely(language) => Some(language),
        Finding::Unknown => None,
    }
}

fn tag(language: &Option<Language>) -> &str {
    language.as_ref().map_or("und", Language::tag)
}
