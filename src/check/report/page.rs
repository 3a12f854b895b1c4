//! The page is the bitext to look at: the two texts beside each other, beads drawn between them and coloured by how sure
//! they are, and what was found beside the sentences it is about. It needs no script and loads nothing.

mod map;
mod rows;

use serde::Serialize;
use tera::{Context, Tera};

use super::Report;
use super::json::severity;
use crate::check::{Coverage, Finding, Spot};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::understand::Work;
use map::Map;
use rows::Row;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// The name of the template; its ending makes Tera escape what is put into it.
const NAME: &str = "report.html";

#[derive(Serialize)]
struct Page {
    style: &'static str,
    findings: usize,
    works: Vec<WorkView>,
    clean: Vec<String>,
    diagnostics: Vec<Notice>,
}

#[derive(Serialize)]
struct WorkView {
    slug: String,
    titles: Vec<Title>,
    cards: Vec<Card>,
    bitexts: Vec<BitextView>,
}

#[derive(Serialize)]
struct Title {
    tag: String,
    dir: &'static str,
    text: String,
    file: String,
    percent: Option<usize>,
}

/// One pair of languages of a work.
#[derive(Serialize)]
struct BitextView {
    id: String,
    left: usize,
    right: usize,
    map: Map,
    rows: Vec<Row>,
}

/// A finding.
#[derive(Clone, Serialize)]
struct Card {
    kind: &'static str,
    what: &'static str,
    severity: &'static str,
    message: String,
    hint: String,
    segment: Option<String>,
    anchor: Option<String>,
    spots: Vec<SpotView>,
}

#[derive(Clone, Serialize)]
struct SpotView {
    tag: String,
    dir: &'static str,
    place: String,
    before: String,
    marked: String,
    after: String,
}

#[derive(Serialize)]
struct Notice {
    severity: &'static str,
    message: String,
    place: String,
    hint: Option<String>,
}

/// Returns the report as a page of HTML.
///
/// # Errors
/// When the page cannot be filled; that is a fault of diglot, and the message is for its authors.
pub fn page(report: &Report) -> Result<String, String> {
    let works = report.library.works.iter().zip(report.coverage);
    let mut views: Vec<(f64, WorkView)> = Vec::new();
    let mut clean = Vec::new();
    for (work, coverage) in works {
        let findings: Vec<&Finding> = report.findings.iter().filter(|finding| finding.work == work.slug).collect();
        match findings.is_empty() && report.library.works.len() > 1 {
            true => clean.push(work.slug.clone()),
            false => views.push((findings.iter().map(|finding| finding.weight).sum(), view(work, coverage, &findings))),
        }
    }
    views.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let page = Page {
        style: STYLE,
        findings: report.findings.len(),
        works: views.into_iter().map(|(_, view)| view).collect(),
        clean,
        diagnostics: report.diagnostics.iter().map(notice).collect(),
    };
    let mut tera = Tera::new();
    tera.add_raw_template(NAME, TEMPLATE).map_err(|error| error.to_string())?;
    let context = Context::from_serialize(&page).map_err(|error| error.to_string())?;
    tera.render(NAME, &context).map_err(|error| error.to_string())
}

fn view(work: &Work, coverage: &[Coverage], findings: &[&Finding]) -> WorkView {
    let title = |(document, coverage): (&crate::understand::Document, &Coverage)| Title {
        tag: document.language.tag().to_owned(),
        dir: document.language.direction().as_str(),
        text: document.title.clone(),
        file: document.path.clone(),
        percent: (coverage.all > 0).then(|| coverage.present * 100 / coverage.all),
    };
    let bitexts = (1..work.documents.len()).map(|other| {
        let prefix = format!("{}-{}", work.slug, work.documents[other].language);
        BitextView {
            left: 0,
            right: other,
            map: Map::new(work, other, findings, &prefix),
            rows: rows::rows(work, other, findings, &prefix),
            id: prefix,
        }
    });
    WorkView {
        slug: work.slug.clone(),
        titles: work.documents.iter().zip(coverage).map(title).collect(),
        cards: findings.iter().map(|finding| card(work, finding)).collect(),
        bitexts: bitexts.collect(),
    }
}

fn card(work: &Work, finding: &Finding) -> Card {
    // Among several languages, the row is that of the language that the finding is about.
    let languages = finding.spots.iter().map(|spot| &spot.language);
    let other =
        languages.into_iter().find(|language| work.documents.first().is_some_and(|first| &&first.language != language));
    let other = other.or(work.documents.get(1).map(|document| &document.language));
    let anchor = finding.segment_id().zip(other).map(|(id, other)| format!("{}-{other}-{id}", work.slug));
    Card {
        kind: finding.kind.name(),
        what: finding.kind.description(),
        severity: severity(finding.severity),
        message: finding.message.clone(),
        hint: finding.hint.clone(),
        segment: finding.segment_id(),
        anchor,
        spots: finding.spots.iter().map(spot).collect(),
    }
}

fn spot(spot: &Spot) -> SpotView {
    let part = |range: std::ops::Range<usize>| spot.excerpt.get(range).unwrap_or_default().to_owned();
    SpotView {
        tag: spot.language.tag().to_owned(),
        dir: spot.language.direction().as_str(),
        place: in_words(&spot.place),
        before: part(0..spot.marked.start),
        marked: part(spot.marked.clone()),
        after: part(spot.marked.end..spot.excerpt.len()),
    }
}

fn notice(diagnostic: &Diagnostic) -> Notice {
    Notice {
        severity: severity(diagnostic.severity),
        message: diagnostic.message.clone(),
        place: diagnostic.place.as_ref().map(in_words).unwrap_or_default(),
        hint: diagnostic.hint.clone(),
    }
}

fn in_words(place: &Place) -> String {
    match place.line_and_column() {
        Some((line, column)) => format!("{}:{line}:{column}", place.path),
        None => place.path.clone(),
    }
}
