//! The summary is what a person reads at the end of a build: what there is now, how sure it is, and what comes next.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::excerpts::{noun, printable};
use super::outline::{DocumentOutline, Outline};
use super::report::Report;
use super::style::{BOLD, DIM, PLAIN};
use crate::ground::diagnostic::Severity;
use crate::ground::word_list::WordList;
use crate::pipeline::Made;
use crate::understand::Pairing;
use crate::write::Written;

/// Up to as many works are named one by one; more are counted.
const NAMED: usize = 6;
/// Below this confidence, in per cent, a pair that was found by content is worth a look.
const SURE: u8 = 90;
/// A title is cut after as many characters, so that a line stays a line.
const TITLE: usize = 48;

/// Returns the summary of a build that did not fail. Styled.
pub(super) fn summary(report: &Report) -> String {
    let Some(built) = &report.built else { return String::new() };
    let mut text = head(report, built);
    text += &works(&built.library.works);
    if !built.stated.word_lists.is_empty() {
        text += &(built.stated.word_lists.iter().map(|list| words(list)).collect::<String>() + "\n");
    }
    if let Some(written) = &report.written {
        text += &files(report, written);
    }
    text += &attention(report);
    text + &match report.written {
        Some(_) => next(report, built),
        None => format!("{BOLD}{}/{PLAIN}  stays as it was\n", out(report)),
    }
}

fn head(report: &Report, built: &Made<Outline>) -> String {
    let names: Vec<String> =
        built.library.languages.iter().map(|tag| printable(&built.stated.config.name_of(tag))).collect();
    let mut counts = counted(built.library.works.len(), "work", "works");
    if built.is_whole {
        counts += &format!(", {}", counted(report.pages.len(), "page", "pages"));
    }
    match names.is_empty() {
        true => String::new(),
        false => format!("{BOLD}{}{PLAIN}  {DIM}{counts}{PLAIN}\n\n", names.join(" · ")),
    }
}

fn works(works: &[Outline]) -> String {
    match works.len() {
        0 => String::new(),
        1..=NAMED => {
            let files = Files::of(works);
            works.iter().map(|work| named(work, &files)).collect::<String>() + "\n"
        }
        _ => tally(works) + "\n",
    }
}

/// How the files of works are called in few words: by their names, and by their paths where several have a name.
struct Files<'a>(BTreeMap<&'a str, usize>);

impl<'a> Files<'a> {
    fn of(works: &'a [Outline]) -> Files<'a> {
        let mut names = BTreeMap::new();
        for document in works.iter().flat_map(|work| &work.documents) {
            *names.entry(name(&document.path)).or_default() += 1;
        }
        Files(names)
    }

    /// Returns the files of a work, which answer each other.
    fn of_work(&self, work: &Outline) -> String {
        let file = |document: &DocumentOutline| {
            let name = name(&document.path);
            printable(if self.0.get(name) > Some(&1) { &document.path } else { name })
        };
        work.documents.iter().map(file).collect::<Vec<_>>().join(" ↔ ")
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn named(work: &Outline, files: &Files) -> String {
    let titles: Vec<String> = work.documents.iter().map(|document| title(&document.title)).collect();
    let how = match work.pairing {
        Pairing::Single => "in one language only".to_owned(),
        Pairing::Stated => "as its work file says".to_owned(),
        Pairing::Named => "by name".to_owned(),
        Pairing::Content(percent) => format!("by content, {percent} %"),
    };
    format!("  {}\n  {DIM}{}  {how}{PLAIN}\n", titles.join(" · "), files.of_work(work))
}

/// Returns how many pairs of words a list adds to what the texts show.
fn words(list: &WordList) -> String {
    format!(
        "  {DIM}{}  {}{PLAIN}\n",
        printable(&list.path),
        counted(list.entries.len(), "pair of words", "pairs of words")
    )
}

/// Returns how many works were paired in which way, and of those paired by content the least sure.
fn tally(works: &[Outline]) -> String {
    let count = |is: fn(&Pairing) -> bool| works.iter().filter(|work| is(&work.pairing)).count();
    let ways = [
        (count(|pairing| matches!(pairing, Pairing::Content(_))), "paired by content"),
        (count(|pairing| matches!(pairing, Pairing::Named)), "paired by name"),
        (count(|pairing| matches!(pairing, Pairing::Stated)), "paired by a work file"),
        (count(|pairing| matches!(pairing, Pairing::Single)), "in one language only"),
    ];
    let mut text = String::new();
    for (count, way) in ways.into_iter().filter(|(count, _)| *count > 0) {
        let _ = writeln!(text, "  {:>7} {way}", grouped(count));
    }
    let mut unsure: Vec<(u8, &Outline)> =
        works.iter().filter_map(by_content).filter(|(percent, _)| *percent < SURE).collect();
    unsure.sort_by_key(|(percent, _)| *percent);
    let files = Files::of(works);
    for (percent, work) in unsure.into_iter().take(NAMED) {
        let _ = writeln!(text, "  {DIM}{percent:>5} % {}{PLAIN}", files.of_work(work));
    }
    text
}

fn by_content(work: &Outline) -> Option<(u8, &Outline)> {
    match work.pairing {
        Pairing::Content(percent) => Some((percent, work)),
        _ => None,
    }
}

fn files(report: &Report, written: &Written) -> String {
    let (new, old, removed) = (written.written.len(), written.unchanged, written.removed.len());
    let mut counts = match (new, old) {
        (0, _) => format!("{}, nothing to write", counted(old, "file", "files")),
        (_, 0) => format!("{} written", counted(new, "file", "files")),
        _ => format!("{}, {} written", counted(new + old, "file", "files"), grouped(new)),
    };
    if removed > 0 {
        counts += &format!(", {} removed", grouped(removed));
    }
    format!("{BOLD}{}/{PLAIN}  {counts} {DIM}in {}{PLAIN}\n", out(report), seconds(report.took))
}

fn attention(report: &Report) -> String {
    let count = |severity| report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning].map(|severity| (severity, count(severity)));
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> =
        counts.map(|(severity, count)| format!("{} {}", grouped(count), noun(severity, count))).collect();
    match told.is_empty() {
        true => String::new(),
        false => format!("Needs attention: {}, listed above\n", told.join(" and ")),
    }
}

fn next(report: &Report, built: &Made<Outline>) -> String {
    let publish = match &built.stated.config.base_url {
        Some(base_url) => format!(" Publish the folder as {BOLD}{}{PLAIN}", printable(base_url.as_str())),
        None => String::new(),
    };
    format!("\nOpen {BOLD}{}/index.html{PLAIN} in a browser.{publish}\n", out(report))
}

fn out(report: &Report) -> String {
    printable(report.out.to_string_lossy().trim_end_matches('/'))
}

fn title(title: &str) -> String {
    let title = printable(title);
    match title.char_indices().nth(TITLE) {
        Some((end, _)) => title[..end].trim_end().to_owned() + "…",
        None => title,
    }
}

/// Returns how many there are, in words.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// Returns a time as people read it.
pub(super) fn seconds(took: Duration) -> String {
    match took.as_secs_f64() {
        short if short < 0.0995 => format!("{:.0} ms", short * 1000.0),
        long => format!("{long:.1} s"),
    }
}

/// Returns the number with a comma after every three digits, as English writes it.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let place = |(at, digit): (usize, char)| {
        let comma = (at > 0 && (digits.len() - at).is_multiple_of(3)).then_some(',');
        comma.into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_for_people() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (50_000, "50,000"), (1_234_567, "1,234,567")];
        for (number, expected) in cases {
            assert_eq!(grouped(number), expected);
        }
        for (took, expected) in [(41, "41 ms"), (99, "99 ms"), (100, "0.1 s"), (12_345, "12.3 s")] {
            assert_eq!(seconds(Duration::from_millis(took)), expected);
        }
    }

    #[test]
    fn long_titles_are_cut() {
        assert_eq!(title("Cuando pasan las cigüeñas"), "Cuando pasan las cigüeñas");
        assert_eq!(title(&"ñandú ".repeat(20)), format!("{}…", "ñandú ".repeat(8).trim_end()));
    }
}
