//! Reports say findings in the formats of others: JSON for programs, SARIF for code hosts, a page for people.

mod json;
mod sarif;
mod page;

pub use json::json;
pub use page::page;
pub use sarif::sarif;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Coverage, Finding};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::finding::Kind;
use crate::understand::Library;

/// What a check found, and what it looked at.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The works that were checked.
    pub library: &'a Library,
    /// What is wrong with them, by work.
    pub findings: &'a [Finding],
    /// What is wrong with the texts by themselves, so that they could not be understood.
    pub diagnostics: &'a [Diagnostic],
    /// What share of each work exists in each language, for each work.
    pub coverage: &'a [Vec<Coverage>],
}

impl<'a> Report<'a> {
    /// Returns the findings by the slugs of their works.
    fn by_work(&self) -> BTreeMap<&'a str, Vec<&'a Finding>> {
        let mut works: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in self.findings {
            works.entry(&finding.work).or_default().push(finding);
        }
        works
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
