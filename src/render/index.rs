//! An index lists the works of a language. Where one page would be a burden to its readers it is divided into several,
//! which hold the same works in every language.

use std::sync::Arc;

use super::advice::LARGE_PAGE;
use super::view::{PageLinkView, WorkView};
use super::works;

/// What the theme writes around the words of a work at least, in bytes; by it the number of pages is guessed at first.
const MARKUP: usize = 40;

/// How many characters of a work's title say where a page begins.
const GUIDE_LENGTH: usize = 24;

/// The works of all languages, and how they are divided.
pub(crate) struct Index {
    /// The works of each language, in its order.
    works: Vec<Vec<Arc<WorkView>>>,
    /// How many of them a page lists.
    share: usize,
}

impl Index {
    /// Returns the index with the fewest pages of which none is a burden to its readers, as far as works can be divided. `make`
    /// makes the pages, and returns them with the size of the largest.
    ///
    /// # Errors
    /// When `make` fails.
    pub(crate) fn divide<P, E>(
        works: Vec<Vec<Arc<WorkView>>>,
        mut make: impl FnMut(&Index) -> Result<(P, usize), E>,
    ) -> Result<P, E> {
        let count = works.first().map_or(0, Vec::len).max(1);
        let pages = works.iter().map(|works| guess(works)).max().unwrap_or_default().div_ceil(LARGE_PAGE).max(1);
        let mut index = Index { works, share: count.div_ceil(pages) };
        loop {
            let (made, largest) = make(&index)?;
            if largest <= LARGE_PAGE || index.share == 1 {
                return Ok(made);
            }
            let pages = (index.pages() * largest).div_ceil(LARGE_PAGE);
            index.share = count.div_ceil(pages).min(index.share - 1);
        }
    }

    /// Returns how many pages there are in each language.
    pub(crate) fn pages(&self) -> usize {
        self.count().div_ceil(self.share).max(1)
    }

    /// Returns how many works are listed in each language.
    pub(crate) fn count(&self) -> usize {
        self.works.first().map_or(0, Vec::len)
    }

    /// Returns the works on the page `number`, counted from 1, of a language.
    pub(crate) fn page(&self, language: usize, number: usize) -> &[Arc<WorkView>] {
        self.works[language].chunks(self.share).nth(number - 1).unwrap_or_default()
    }

    /// Returns the works on the page `number` of a language with links that lead `up` from it first: they are known as
    /// they are from the first page.
    pub(crate) fn listed(&self, language: usize, number: usize, up: &str) -> Vec<Arc<WorkView>> {
        let moved = |work: &Arc<WorkView>| match up {
            "" => work.clone(),
            up => Arc::new(from_below(work, up)),
        };
        self.page(language, number).iter().map(moved).collect()
    }
}

/// Returns `work` with links from a page below the one that it was made for.
fn from_below(work: &WorkView, up: &str) -> WorkView {
    let mut work = work.clone();
    work.href.insert_str(0, up);
    for link in &mut work.elsewhere {
        link.href.insert_str(0, up);
    }
    work
}

/// Returns how large the list of `works` is at least, in bytes.
fn guess(works: &[Arc<WorkView>]) -> usize {
    let words =
        |work: &WorkView| work.title_html.len() + work.href.len() + work.summary.as_ref().map_or(0, String::len);
    works.iter().map(|work| MARKUP + words(work)).sum()
}

/// Returns the page `number` as the list of pages shows it on the page `here`.
pub(crate) fn link(
    number: usize,
    here: usize,
    shown: String,
    href: String,
    first: Option<&Arc<WorkView>>,
) -> PageLinkView {
    let relation = match number {
        _ if number + 1 == here => Some("prev"),
        _ if number == here + 1 => Some("next"),
        _ => None,
    };
    PageLinkView {
        number: shown,
        href,
        current: number == here,
        relation,
        first: first.map(|work| works::shorten(&work.title, GUIDE_LENGTH)).unwrap_or_default(),
        first_lang: first.and_then(|work| work.title_lang.clone()),
    }
}
