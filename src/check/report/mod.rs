//! Reports say findings in the formats of others: JSON for programs, SARIF for code hosts, a page for people.

mod json;
mod sarif;
mod page;

pub use json::json;
pub use page::page;
pub use sarif::sarif;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::coverage::coverage;
use super::{Coverage, Finding};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::finding::Kind;
use crate::understand::{Library, Work};

/// What a check found, and what it looked at.
#[derive(Debug)]
pub struct Report<'a> {
    /// The works that were checked.
    pub works: Vec<Checked<'a>>,
    /// What is wrong with them, by work.
    pub findings: &'a [Finding],
    /// What is wrong with the texts by themselves, so that they could not be understood.
    pub diagnostics: &'a [Diagnostic],
}

/// A work that was checked.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The work.
    pub work: &'a Work,
    /// What share of it exists in each language.
    pub coverage: Vec<Coverage>,
    /// What is wrong with it, the worst first.
    pub findings: Vec<&'a Finding>,
}

impl<'a> Report<'a> {
    /// Returns the report of the works of `library`, in which this was found.
    pub fn new(library: &'a Library, findings: &'a [Finding], diagnostics: &'a [Diagnostic]) -> Report<'a> {
        let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            found.entry(&finding.work).or_default().push(finding);
        }
        let checked = |work: &'a Arc<Work>| {
            let findings = found.get(work.slug.as_str()).cloned().unwrap_or_default();
            Checked { work, coverage: coverage(work, &library.languages), findings }
        };
        Report { works: library.works.par_iter().map(checked).collect(), findings, diagnostics }
    }

    /// Tells whether there is nothing to say of a work. Of one that is alone there is.
    pub fn is_clean(&self, checked: &Checked) -> bool {
        let is_whole = checked.coverage.iter().all(|coverage| coverage.present == coverage.all);
        checked.findings.is_empty() && is_whole && self.works.len() > 1
    }

    /// Returns how many findings there are of each kind, the most frequent first.
    pub fn kinds(&self) -> Vec<(Kind, usize)> {
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        for finding in self.findings {
            *counts.entry(finding.kind).or_default() += 1;
        }
        let mut kinds: Vec<(Kind, usize)> = counts.into_iter().collect();
        kinds.sort_by_key(|(_, count)| Reverse(*count));
        kinds
    }
}
