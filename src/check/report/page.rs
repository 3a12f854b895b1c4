//! The page is the bitext to look at: the two texts beside each other, beads drawn between them and coloured by how sure
//! they are, and what was found beside the sentences it is about. It needs no script and loads nothing.

mod card;
mod fold;
mod map;
mod rows;

use serde_json::{Value, json};
use tera::{Context, Tera};

use super::{Checked, Report};
use crate::check::Coverage;
use crate::ground::diagnostic::Diagnostic;
use crate::ground::finding::Kind;
use crate::understand::{Document, Work};

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// The name of the template; its ending makes Tera escape what is put into it.
const NAME: &str = "report.html";

/// Returns the report as a page of HTML.
///
/// # Errors
/// When the page cannot be filled; that is a fault of diglot, and the message is for its authors.
pub fn page(report: &Report) -> Result<String, String> {
    let (clean, mut works): (Vec<&Checked>, Vec<&Checked>) =
        report.works.iter().partition(|checked| report.is_clean(checked));
    let weight = |checked: &Checked| checked.findings.iter().map(|finding| finding.weight).sum::<f64>();
    works.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    let page = json!({
        "style": STYLE,
        "findings": report.findings.len(),
        "kinds": report.kinds().into_iter().map(count).collect::<Vec<_>>(),
        "works": works.into_iter().map(view).collect::<Vec<_>>(),
        "clean": clean.iter().map(|checked| &checked.work.slug).collect::<Vec<_>>(),
        "diagnostics": report.diagnostics.iter().map(notice).collect::<Vec<_>>(),
    });
    let mut tera = Tera::new();
    tera.add_raw_template(NAME, TEMPLATE).map_err(|error| error.to_string())?;
    let context = Context::from_serialize(&page).map_err(|error| error.to_string())?;
    tera.render(NAME, &context).map_err(|error| error.to_string())
}

fn count((kind, count): (Kind, usize)) -> Value {
    json!({ "kind": kind.name(), "what": kind.description(), "count": count })
}

fn view(Checked { work, coverage, findings }: &Checked) -> Value {
    let folds = fold::folds(work, findings);
    let bitexts = (1..work.documents.len()).map(|other| {
        let prefix = format!("{}-{}", work.slug, work.documents[other].language);
        json!({
            "map": map::map(work, other, findings, &folds, &prefix),
            "stretches": rows::stretches(work, other, findings, &folds, &prefix),
            "sides": [document(&work.documents[0]), document(&work.documents[other])],
            "id": prefix,
        })
    });
    json!({
        "documents": work.documents.iter().map(document).collect::<Vec<_>>(),
        "shares": coverage.iter().map(|coverage| share(work, coverage)).collect::<Vec<_>>(),
        "cards": findings.iter().map(|finding| card::card(work, finding)).collect::<Vec<_>>(),
        "bitexts": bitexts.collect::<Vec<_>>(),
    })
}

fn document(document: &Document) -> Value {
    let language = &document.language;
    json!({
        "tag": language.tag(),
        "dir": language.direction().as_str(),
        "language": language.endonym(),
        "title": document.title,
    })
}

/// Returns what there is of a work in one language.
fn share(work: &Work, coverage: &Coverage) -> Value {
    let document = work.documents.iter().find(|document| document.language == coverage.language);
    json!({
        "name": coverage.language.endonym(),
        "file": document.map(|document| &document.path),
        "present": coverage.present,
        "all": coverage.all,
        "percent": coverage.present * 100 / coverage.all.max(1),
    })
}

fn notice(diagnostic: &Diagnostic) -> Value {
    json!({
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message,
        "place": diagnostic.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        "hint": diagnostic.hint,
    })
}
