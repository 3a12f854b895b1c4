//! The page is the bitext to look at: the two texts beside each other, beads drawn between them and coloured by how sure
//! they are, and what was found beside the sentences it is about. It needs no script and loads nothing.

mod card;
mod map;
mod rows;

use serde::Serialize;
use tera::{Context, Tera};

use super::Report;
use crate::check::{Coverage, Finding};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::finding::Kind;
use crate::ground::language::Language;
use crate::understand::{Document, Work};
use card::{Card, card};
use map::Map;
use rows::Stretch;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// The name of the template; its ending makes Tera escape what is put into it.
const NAME: &str = "report.html";

#[derive(Serialize)]
struct Page {
    style: &'static str,
    findings: usize,
    kinds: Vec<Count>,
    works: Vec<WorkView>,
    clean: Vec<String>,
    diagnostics: Vec<Notice>,
}

/// How many findings there are of a kind.
#[derive(Serialize)]
struct Count {
    kind: &'static str,
    what: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct WorkView {
    slug: String,
    titles: Vec<Title>,
    shares: Vec<Share>,
    cards: Vec<Card>,
    bitexts: Vec<BitextView>,
}

/// What there is of a work in one language.
#[derive(Serialize)]
struct Share {
    name: String,
    /// The file, where there is one.
    file: Option<String>,
    present: usize,
    all: usize,
    percent: usize,
}

#[derive(Serialize)]
struct Title {
    tag: String,
    dir: &'static str,
    text: String,
}

#[derive(Serialize)]
struct SideView {
    tag: String,
    dir: &'static str,
    name: String,
}

/// One pair of languages of a work.
#[derive(Serialize)]
struct BitextView {
    id: String,
    map: Map,
    stretches: Vec<Stretch>,
    /// The language of either side.
    sides: [SideView; 2],
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
    let mut found = report.by_work();
    let mut views: Vec<(f64, WorkView)> = Vec::new();
    let mut clean = Vec::new();
    for (work, coverage) in works {
        let findings = found.remove(work.slug.as_str()).unwrap_or_default();
        let is_whole = coverage.iter().all(|coverage| coverage.present == coverage.all);
        match findings.is_empty() && is_whole && report.library.works.len() > 1 {
            true => clean.push(work.slug.clone()),
            false => views.push((findings.iter().map(|finding| finding.weight).sum(), view(work, coverage, &findings))),
        }
    }
    views.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let page = Page {
        style: STYLE,
        findings: report.findings.len(),
        kinds: report.kinds().into_iter().map(count).collect(),
        works: views.into_iter().map(|(_, view)| view).collect(),
        clean,
        diagnostics: report.diagnostics.iter().map(notice).collect(),
    };
    let mut tera = Tera::new();
    tera.add_raw_template(NAME, TEMPLATE).map_err(|error| error.to_string())?;
    let context = Context::from_serialize(&page).map_err(|error| error.to_string())?;
    tera.render(NAME, &context).map_err(|error| error.to_string())
}

fn count((kind, count): (Kind, usize)) -> Count {
    Count { kind: kind.name(), what: kind.description(), count }
}

fn view(work: &Work, coverage: &[Coverage], findings: &[&Finding]) -> WorkView {
    let title = |document: &Document| Title {
        tag: document.language.tag().to_owned(),
        dir: document.language.direction().as_str(),
        text: document.title.clone(),
    };
    let bitexts = (1..work.documents.len()).map(|other| {
        let prefix = format!("{}-{}", work.slug, work.documents[other].language);
        let stretches = rows::stretches(work, other, findings, &prefix);
        let rows = stretches.iter().flat_map(Stretch::ids).collect();
        let map = Map::new(work, other, findings, &prefix, &rows);
        BitextView { map, stretches, sides: [side(work, 0), side(work, other)], id: prefix }
    });
    WorkView {
        slug: work.slug.clone(),
        titles: work.documents.iter().map(title).collect(),
        shares: coverage.iter().map(|coverage| share(work, coverage)).collect(),
        cards: findings.iter().map(|finding| card(work, finding)).collect(),
        bitexts: bitexts.collect(),
    }
}

fn share(work: &Work, coverage: &Coverage) -> Share {
    let document = work.documents.iter().find(|document| document.language == coverage.language);
    Share {
        name: coverage.language.endonym(),
        file: document.map(|document| document.path.clone()),
        present: coverage.present,
        all: coverage.all,
        percent: coverage.present * 100 / coverage.all.max(1),
    }
}

fn side(work: &Work, number: usize) -> SideView {
    let language: &Language = &work.documents[number].language;
    SideView { tag: language.tag().to_owned(), dir: language.direction().as_str(), name: language.endonym() }
}

fn notice(diagnostic: &Diagnostic) -> Notice {
    Notice {
        severity: diagnostic.severity.name(),
        message: diagnostic.message.clone(),
        place: diagnostic.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        hint: diagnostic.hint.clone(),
    }
}
