//! A card says one finding: what is wrong, where on both sides, and what to do.

use serde::Serialize;

use crate::check::{Finding, Spot};
use crate::understand::Work;

/// A finding.
#[derive(Clone, Serialize)]
pub(super) struct Card {
    kind: &'static str,
    what: &'static str,
    severity: &'static str,
    message: Vec<Words>,
    hint: Vec<Words>,
    /// The id of the row of its segment.
    anchor: Option<String>,
    spots: Vec<SpotView>,
}

/// A stretch of what is said, and whether it is quoted from a text.
#[derive(Clone, Serialize)]
struct Words {
    text: String,
    is_quoted: bool,
}

#[derive(Clone, Serialize)]
struct SpotView {
    tag: String,
    dir: &'static str,
    /// Where it is for people: `line 3, 14`. All of the file where nothing.
    place: String,
    file: String,
    before: String,
    marked: String,
    after: String,
}

/// Returns `finding` as the page shows it.
pub(super) fn card(work: &Work, finding: &Finding) -> Card {
    // Among several languages, the row is that of the language that the finding is about.
    let languages = finding.spots.iter().map(|spot| &spot.language);
    let other =
        languages.into_iter().find(|language| work.documents.first().is_some_and(|first| &&first.language != language));
    let other = other.or(work.documents.get(1).map(|document| &document.language));
    let anchor = finding.segment_id().zip(other).map(|(id, other)| format!("{}-{other}-{id}", work.slug));
    Card {
        kind: finding.kind.name(),
        what: finding.kind.description(),
        severity: finding.severity.name(),
        message: words(&finding.told()),
        hint: words(&finding.hint),
        anchor,
        spots: finding.spots.iter().map(spot).collect(),
    }
}

/// Divides what is said at its backticks.
fn words(said: &str) -> Vec<Words> {
    // A mark of code in the text itself would turn the rest inside out.
    if !said.matches('`').count().is_multiple_of(2) {
        return vec![Words { text: said.to_owned(), is_quoted: false }];
    }
    let parts = said.split('`').enumerate().filter(|(_, text)| !text.is_empty());
    parts.map(|(at, text)| Words { text: text.to_owned(), is_quoted: at % 2 == 1 }).collect()
}

fn spot(spot: &Spot) -> SpotView {
    let [before, marked, after] = spot.parts().map(str::to_owned);
    SpotView {
        tag: spot.language.tag().to_owned(),
        dir: spot.language.direction().as_str(),
        place: spot.lines.map(|[(line, column), _]| format!("{line}:{column}")).unwrap_or_default(),
        file: spot.to_string(),
        before,
        marked,
        after,
    }
}
