//! Telling what a publish will do.

use serde_json::{Value, json};

use super::excerpts::printable;
use super::style::{DIM, PLAIN};
use super::summary::{counted, grouped};
use crate::publish::parcel::Parcel;
use crate::publish::plan::Plan;

/// How many files of each kind are named to a person.
const NAMED: usize = 5;

/// Returns the plan for a person. Styled.
pub(super) fn told(plan: &Plan<'_>) -> String {
    if !plan.is_needed {
        return format!("  {}, nothing to publish\n", counted(plan.unchanged, "file", "files"));
    }
    let mut text = line("new", &paths(&plan.new)) + &line("changed", &paths(&plan.changed));
    text += &line("removed", &removed(plan));
    if plan.staying > 0 {
        text += &format!("  {:>7} stay for readers of older pages\n", grouped(plan.staying));
    }
    text + &format!("  {:>7} unchanged\n  {} to send\n", grouped(plan.unchanged), bytes(plan.bytes()))
}

/// Returns the plan for a machine.
pub(super) fn to_json(plan: &Plan<'_>) -> Value {
    json!({
        "new": paths(&plan.new),
        "changed": paths(&plan.changed),
        "removed": removed(plan),
        "unchanged": plan.unchanged,
        "staying": plan.staying,
        "bytes": plan.bytes(),
    })
}

fn paths<'a>(parcels: &[&'a Parcel]) -> Vec<&'a str> {
    parcels.iter().map(|parcel| parcel.path.as_str()).collect()
}

fn removed<'a>(plan: &'a Plan<'_>) -> Vec<&'a str> {
    plan.removed.iter().map(|(path, _)| path.as_str()).collect()
}

fn line(what: &str, paths: &[&str]) -> String {
    if paths.is_empty() {
        return String::new();
    }
    let named: Vec<String> = paths.iter().take(NAMED).map(|path| printable(path)).collect();
    let more = if paths.len() > NAMED { " …" } else { "" };
    format!("  {:>7} {what}  {DIM}{}{more}{PLAIN}\n", grouped(paths.len()), named.join("  "))
}

fn bytes(count: usize) -> String {
    match count {
        0..1_000 => format!("{count} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", count as f64 / 1e3),
        _ => format!("{:.1} MB", count as f64 / 1e6),
    }
}
