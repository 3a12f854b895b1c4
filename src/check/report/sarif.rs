//! The report for code hosts.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::{Value, json};

use super::Report;
use crate::check::{Finding, Spot};
use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::finding::Kind;
use crate::ground::lines::LinesOfTexts;
use crate::ground::lock::{self, LOCK};
use crate::ground::path::percent_encode;

/// Where the format is described.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The rule of what is wrong with the texts by themselves.
const TEXT_RULE: &str = "text";

/// Returns the report in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0), as code hosts read it.
/// Columns count Unicode code points. A finding keeps its fingerprint while its words stay, wherever they move.
pub fn sarif(report: &Report) -> Value {
    let found: BTreeSet<Kind> = report.findings.iter().map(|finding| finding.kind).collect();
    let rules = found.iter().map(|kind| rule(kind.name(), kind.description(), &silencing(*kind)));
    let text_rule = rule(TEXT_RULE, "A text could not be understood as it is", "Mend the text where it says so.");
    let rules: Vec<Value> = rules.chain([text_rule]).collect();
    let mut lines = LinesOfTexts::default();
    let text_results = report.diagnostics.iter().map(|diagnostic| text_result(diagnostic, &mut lines));
    let results = report.findings.iter().map(result).chain(text_results);
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "diglot",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn rule(name: &str, description: &str, help: &str) -> Value {
    json!({ "id": name, "shortDescription": { "text": description }, "help": { "text": help } })
}

fn silencing(kind: Kind) -> String {
    let name = kind.name();
    format!(
        "Where it is right as it is: silence = [\"{name}\"] for the segment in {LOCK}, or under [check] in diglot.toml."
    )
}

fn result(finding: &Finding) -> Value {
    let mut spots = finding.spots.iter();
    let first: Vec<Value> = spots.next().map(|spot| location(&spot.place, spot.lines)).into_iter().collect();
    let counterparts = spots.map(|spot| (spot, format!("its counterpart in {}", spot.language)));
    let again = finding.again.iter().map(|again| (&again.spot, "the same again".to_owned()));
    let related: Vec<Value> = counterparts.chain(again).enumerate().map(related).collect();
    let marked: String = finding.spots.iter().map(|spot| spot.excerpt.as_str()).collect();
    json!({
        "ruleId": finding.kind.name(),
        "level": finding.severity.name(),
        "message": { "text": format!("{}; {}.", finding.told(), finding.hint) },
        "locations": first,
        "relatedLocations": related,
        "rank": (finding.weight * 1000.0).round() / 10.0,
        "partialFingerprints": {
            "diglot/v1": lock::hash(&format!("{} {} {marked}", finding.kind.name(), finding.message)),
        },
    })
}

fn text_result(diagnostic: &Diagnostic, lines: &mut LinesOfTexts) -> Value {
    let hint = diagnostic.hint.iter().map(|hint| format!("; {hint}")).collect::<String>();
    let mut ends = |(text, span): &(_, Range<usize>)| [span.start, span.end].map(|at| lines.position(text, at));
    let location_of = |place: &Place| location(place, place.excerpt.as_ref().map(&mut ends));
    json!({
        "ruleId": TEXT_RULE,
        "level": diagnostic.severity.name(),
        "message": { "text": format!("{}{hint}.", diagnostic.message) },
        "locations": diagnostic.place.iter().map(location_of).collect::<Vec<_>>(),
    })
}

fn location(place: &Place, lines: Option<[(usize, usize); 2]>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": percent_encode(&place.path) } });
    if let Some([(line, column), (end_line, end_column)]) = lines {
        physical["region"] = json!({
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        });
        if let Some(words) = words(place) {
            physical["region"]["snippet"] = json!({ "text": words });
        }
    }
    json!({ "physicalLocation": physical })
}

fn related((at, (spot, message)): (usize, (&Spot, String))) -> Value {
    let mut location = location(&spot.place, spot.lines);
    location["id"] = json!(at);
    location["message"] = json!({ "text": message });
    location
}

/// Returns the words of the text at `place`, if it has any.
fn words(place: &Place) -> Option<&str> {
    let (text, span) = place.excerpt.as_ref()?;
    text.get(span.clone()).filter(|words| !words.is_empty())
}
