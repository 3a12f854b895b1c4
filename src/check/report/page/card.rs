//! A card says one finding: what is wrong, where on both sides, and what to do.

use serde_json::{Value, json};

use crate::check::{Finding, Spot};
use crate::understand::Work;

/// Returns `finding` as the page shows it.
pub(super) fn card(work: &Work, finding: &Finding) -> Value {
    // Among several languages, the row is that of the language that the finding is about.
    let first = work.documents.first().map(|document| &document.language);
    let other =
        finding.spots.iter().map(|spot| &spot.language).find(|language| first.is_some_and(|first| first != *language));
    let other = other.or(work.documents.get(1).map(|document| &document.language));
    let anchor = finding.segment_id().zip(other).map(|(id, other)| format!("{}-{other}-{id}", work.slug));
    json!({
        "kind": finding.kind.name(),
        "what": finding.kind.description(),
        "severity": finding.severity.name(),
        "message": words(&finding.told()),
        "hint": words(&finding.hint),
        // The id of the row of its segment.
        "anchor": anchor,
        "spots": finding.spots.iter().map(spot).collect::<Vec<_>>(),
    })
}

/// Divides what is said at its backticks, between which words of a text are quoted.
fn words(said: &str) -> Vec<Value> {
    // A mark of code in the text itself would turn the rest inside out.
    if !said.matches('`').count().is_multiple_of(2) {
        return vec![json!({ "text": said, "is_quoted": false })];
    }
    let parts = said.split('`').enumerate().filter(|(_, text)| !text.is_empty());
    parts.map(|(at, text)| json!({ "text": text, "is_quoted": at % 2 == 1 })).collect()
}

fn spot(spot: &Spot) -> Value {
    let [before, marked, after] = spot.parts();
    json!({
        "tag": spot.language.tag(),
        "dir": spot.language.direction().as_str(),
        // Nothing for all of the file.
        "place": spot.lines.map(|[(line, column), _]| format!("{line}:{column}")).unwrap_or_default(),
        "file": spot.to_string(),
        "before": before,
        "marked": marked,
        "after": after,
    })
}
