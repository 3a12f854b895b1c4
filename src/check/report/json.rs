//! The report for programs: one JSON object.

use serde_json::{Value, json};

use super::Report;
use crate::check::{Again, Coverage, Finding, Spot};
use crate::ground::diagnostic::Diagnostic;

/// Returns the report as one JSON object. All its keys are always there.
pub fn json(report: &Report) -> Value {
    let works = report.works.iter().map(|checked| {
        json!({
            "slug": checked.work.slug,
            "coverage": checked.coverage.iter().map(share).collect::<Vec<_>>(),
            "findings": checked.findings.iter().copied().map(finding).collect::<Vec<_>>(),
        })
    });
    json!({
        "findings": report.findings.len(),
        "works": works.collect::<Vec<_>>(),
        "diagnostics": Diagnostic::to_json(report.diagnostics),
    })
}

fn share(coverage: &Coverage) -> Value {
    json!({ "language": coverage.language.tag(), "segments": coverage.present, "of": coverage.all })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "kind": finding.kind.name(),
        "severity": finding.severity.name(),
        "segment": finding.segment_id(),
        "message": finding.told(),
        "hint": finding.hint,
        "weight": (finding.weight * 1000.0).round() / 1000.0,
        "places": finding.spots.iter().map(spot).collect::<Vec<_>>(),
        "again": finding.again.iter().map(again).collect::<Vec<_>>(),
    })
}

fn again(again: &Again) -> Value {
    let (line, column) = again.spot.lines.map(|[start, _]| start).unzip();
    json!({ "segment": format!("s{}", again.segment), "line": line, "column": column })
}

fn spot(spot: &Spot) -> Value {
    let [_, marked, _] = spot.parts();
    let (line, column) = spot.lines.map(|[start, _]| start).unzip();
    json!({
        "language": spot.language.tag(),
        "file": spot.place.path,
        "line": line,
        "column": column,
        "excerpt": spot.excerpt,
        "marked": marked,
    })
}
