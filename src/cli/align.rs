mod format;
mod project;

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use self::format::{Format, Written};
use super::terminal::Terminal;
use super::verdict::Verdict;
use crate::ground::diagnostic::{Diagnostic, Failure, Severity};
use crate::ground::language::Language;
use crate::ground::word_list::WordList;
use crate::read;
use crate::understand::align::{Constraints, Model, Side};
use crate::understand::detect;
use crate::understand::parse;

/// Aligns two texts sentence by sentence
///
/// Says which sentences of two texts in different languages are translations of each other. Needs no dictionary and asks
/// for no language: it learns from the two texts alone. Words that they cannot show may be given with --words; a project
/// keeps such a list beside its texts, under a name like words.en-es.tsv.
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
    /// The language of A, as a tag such as en or pt-BR, instead of the one that is found
    #[arg(long, value_name = "TAG", conflicts_with = "all", value_parser = language_of)]
    from: Option<Language>,
    /// The language of B
    #[arg(long, value_name = "TAG", conflicts_with = "all", value_parser = language_of)]
    to: Option<Language>,
    /// Takes every line that is not blank as one sentence, as it is
    #[arg(long)]
    lines: bool,
    /// With --lines, the paragraph that each line belongs to: two files with a number a line
    #[arg(long, num_args = 2, value_names = ["A.par", "B.par"], requires = "lines", value_hint = clap::ValueHint::FilePath)]
    paragraphs: Vec<PathBuf>,
    /// A list of words that translate each other: a word, a tab and its translation a line, those of A first unless the name
    /// of the list says otherwise (words.en-es.tsv)
    #[arg(long, value_name = "FILE", conflicts_with = "all", value_hint = clap::ValueHint::FilePath)]
    words: Option<PathBuf>,
    /// How the alignment is written: beads, or tmx with --all; json with --json
    #[arg(long, value_enum)]
    format: Option<Format>,
}

impl Align {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let format = self.format.or(terminal.is_json().then_some(Format::Json));
        let (written, diagnostics) = match (&self.source, &self.target) {
            (Some(source), Some(target)) => two(&self, source, target, format.unwrap_or(Format::Beads))?,
            _ => project::all(self.seeds, format.unwrap_or(Format::Tmx))?,
        };
        let is_wrong = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        if let Written::Json(alignment) = &written
            && terminal.is_json()
        {
            let told = Diagnostic::to_json(&diagnostics);
            terminal.tell(&json!({ "ok": !is_wrong, "alignment": alignment, "diagnostics": told }))?;
        } else {
            terminal.tell_of(&diagnostics);
            terminal.give(&written.to_string())?;
        }
        Ok(if is_wrong { Verdict::Wrong } else { Verdict::Fine })
    }
}

/// Returns the alignment that the arguments ask for, and what is wrong with the files.
fn two(args: &Align, source: &Path, target: &Path, format: Format) -> Result<(Written, Vec<Diagnostic>), Failure> {
    let paragraphs = |which| args.paragraphs.get(which);
    let (source, mut diagnostics) = side(source, paragraphs(0), args.lines, args.from.as_ref())?;
    let (target, found) = side(target, paragraphs(1), args.lines, args.to.as_ref())?;
    diagnostics.extend(found);
    let sides = [(source, target)];
    let [(source, target)] = &sides;
    let (list, found) = args.words.as_deref().map(read::read_word_list).transpose()?.unwrap_or_default();
    diagnostics.extend(found);
    let words = words(&list, [source, target]);
    let alignment = Model::learn(&sides, &words).align(source, target, &Constraints::default());
    let pair = format::Pair { source, target, alignment: &alignment };
    let written = match format {
        Format::Beads => Written::Text(format::beads(&alignment)),
        Format::Tsv => Written::Text(format::tsv(&pair)),
        Format::Tmx => Written::Text(format::tmx(&[pair])),
        Format::Json => Written::Json(format::json(&pair)),
    };
    Ok((written, diagnostics))
}

/// Returns the words of a list, those of the first side first.
fn words<'a>(list: &'a WordList, sides: [&Side; 2]) -> Vec<[&'a str; 2]> {
    let [source, target] = sides.map(|side| side.language.as_ref());
    list.between(source, target).map_or_else(|| list.pairs().collect(), Iterator::collect)
}

/// Reads one of the two texts; `stated` is its language where the arguments say so. Returns too what is wrong with it.
fn side(
    path: &Path,
    paragraphs: Option<&PathBuf>,
    lines: bool,
    stated: Option<&Language>,
) -> Result<(Side, Vec<Diagnostic>), Failure> {
    if !lines {
        return document(path, stated);
    }
    let (text, diagnostics) = read::read_text(path)?;
    let mut side = Side { language: stated.cloned().or_else(|| language(&text)), ..Side::of_lines(&text) };
    if let Some(path) = paragraphs {
        side.blocks = blocks(path, side.sentences.len())?;
    }
    Ok((side, diagnostics))
}

/// Returns the paragraphs' numbers: one for each sentence.
fn blocks(path: &Path, sentences: usize) -> Result<Vec<usize>, Failure> {
    let (text, _) = read::read_text(path)?;
    let fault = |message: String| {
        Failure::new(format!("{}{message}", path.display()))
            .hint("write the number of its paragraph for each sentence, one a line")
    };
    let lines = text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty());
    let number = |(at, line): (usize, &str)| {
        line.parse().map_err(|_| fault(format!(":{}: `{}` is not a number", at + 1, line.escape_debug())))
    };
    let numbers: Vec<usize> = lines.map(number).collect::<Result<_, _>>()?;
    match numbers.len() == sentences {
        true => Ok(numbers),
        false => Err(fault(format!(": there are {} numbers of paragraphs, and {sentences} sentences", numbers.len()))),
    }
}

/// Returns the sentences of a text as the site would have them, and what is wrong with it.
fn document(path: &Path, stated: Option<&Language>) -> Result<(Side, Vec<Diagnostic>), Failure> {
    let (seed, mut diagnostics) = read::read_file_alone(path)?;
    let Some(seed) = seed else { return Ok((Side::default(), diagnostics)) };
    let stated = stated.or(seed.facts.language.as_ref()).cloned();
    let found = stated.or_else(|| language(seed.body_of(&seed.text.get())));
    // English rules cut the sentences of a text whose language is not known.
    let rules = found.clone().or_else(|| Language::new("en").ok());
    let parsed = rules.map(|language| parse::document(&seed, &language, parse::Grain::Sentences));
    let (side, left_out) = parsed.map(|(document, found)| (Side::from(&document), found)).unwrap_or_default();
    diagnostics.extend(left_out);
    Ok((Side { language: found, ..side }, diagnostics))
}

fn language(text: &str) -> Option<Language> {
    detect::detect(text, &[]).language()
}

/// Reads the tag of a language, where there may be such a language.
pub(super) fn language_of(tag: &str) -> Result<Language, String> {
    let unknown = || format!("no language has the tag `{}`; write one such as en or pt-BR", tag.escape_debug());
    let language = Language::written(tag).map_err(|_| unknown())?;
    if language.may_exist() { Ok(language) } else { Err(language.correction().unwrap_or_else(unknown)) }
}
