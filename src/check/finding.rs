//! A finding is one thing in a translation that somebody should look at: what, where on both sides, and what to do.

use std::ops::Range;

use super::bitext::Pair;
use super::spot::Spot;
use crate::ground::diagnostic::Severity;
use crate::ground::finding::Kind;

/// One thing in a translation that somebody should look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// How grave it is.
    pub severity: Severity,
    /// The slug of the work.
    pub work: String,
    /// The number of the segment in the work, from 0, where it lies in one.
    pub segment: Option<usize>,
    /// What is wrong: one sentence without a full stop.
    pub message: String,
    /// What to do about it: one sentence without a full stop.
    pub hint: String,
    /// Where it is: first the place to look at, then its counterpart in each other language that it was compared with.
    pub spots: Vec<Spot>,
    /// Where the same is wrong again, behind the first place.
    pub again: Vec<Again>,
    /// How much it matters and how sure it is, in 0..1. The worst come first, to a tenth.
    pub weight: f64,
}

/// A further place where something is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Again {
    /// The number of the segment in the work.
    pub segment: usize,
    /// The place.
    pub spot: Spot,
}

impl Finding {
    /// Returns what is wrong, with how often and up to which line.
    pub fn told(&self) -> String {
        let Some(last) = self.again.last() else { return self.message.clone() };
        let places = self.again.len() + 1;
        let line = last.spot.lines.map(|[(line, _), _]| format!(", the last in line {line}")).unwrap_or_default();
        format!("{}: {places} places{line}", self.message)
    }

    /// Returns the numbers of all segments that it is about.
    pub(super) fn segments(&self) -> impl Iterator<Item = usize> {
        self.segment.into_iter().chain(self.again.iter().map(|again| again.segment))
    }

    /// Returns the id of the segment, as it stands in links.
    pub fn segment_id(&self) -> Option<String> {
        self.segment.map(|segment| format!("s{segment}"))
    }

    /// Returns the file and the bytes to look at.
    pub(super) fn place(&self) -> Option<(&str, Option<(usize, usize)>)> {
        let place = &self.spots.first()?.place;
        Some((&place.path, place.excerpt.as_ref().map(|(_, span)| (span.start, span.end))))
    }

    /// Adds what says the same, with its counterparts in languages that have none yet.
    pub(super) fn join(&mut self, other: Finding) {
        self.weight = self.weight.max(other.weight);
        for spot in other.spots {
            if self.spots.iter().all(|known| known.language != spot.language) {
                self.spots.push(spot);
            }
        }
    }
}

/// How much the findings of a kind matter where they are sure, in 0..1: what changes the meaning before what looks wrong.
pub(super) fn gravity(kind: Kind) -> f64 {
    match kind {
        Kind::Missing | Kind::Untranslated | Kind::UntranslatedWork | Kind::Changed => 1.0,
        Kind::Number | Kind::Name => 0.9,
        Kind::NameMissing | Kind::Unit | Kind::BrokenSentence => 0.8,
        Kind::Link | Kind::Image | Kind::Code => 0.7,
        Kind::Length | Kind::Quotation | Kind::Residue => 0.6,
        Kind::Bracket | Kind::Heading | Kind::ListMarker => 0.5,
        Kind::DoubledWord | Kind::Spacing => 0.4,
    }
}

fn severity(kind: Kind) -> Severity {
    match kind {
        Kind::Length | Kind::Spacing | Kind::ListMarker => Severity::Note,
        _ => Severity::Warning,
    }
}

/// A finding before it is known which work and segment it belongs to.
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) message: String,
    pub(super) hint: String,
    /// How sure it is, in 0..1.
    pub(super) sure: f64,
}

impl Draft {
    /// Returns a draft that is as sure as its rule can be.
    pub(super) fn new(kind: Kind, message: impl Into<String>, hint: impl Into<String>) -> Draft {
        Draft { kind, message: message.into(), hint: hint.into(), sure: 1.0 }
    }

    /// Returns the finding that the number or month which stands here in `side` of `pair` is another one on the other side.
    pub(super) fn another(noun: &str, sure: f64, pair: &Pair, side: usize, at: [Range<usize>; 2]) -> Finding {
        let [here, there] = [&pair.sides[side].words[at[0].clone()], &pair.sides[1 - side].words[at[1].clone()]];
        let message = format!("`{here}` here is `{there}` on the other side");
        let draft = Draft::new(Kind::Number, message, format!("look which of the two {noun}s is right"));
        draft.sure(sure).within(pair, side, at.map(Some))
    }

    /// Returns the draft, only as sure as this.
    pub(super) fn sure(self, sure: f64) -> Draft {
        Draft { sure, ..self }
    }

    /// Returns the finding in `pair`; the place to look at is in `side`. Both places are bytes of the words of their
    /// sides; nothing stands for the whole side.
    pub(super) fn within(self, pair: &Pair, side: usize, marks: [Option<Range<usize>>; 2]) -> Finding {
        let [mark, counterpart] = marks;
        let spot = |side: usize, mark: Option<Range<usize>>| match mark {
            Some(mark) => pair.sides[side].spot(mark),
            None => pair.sides[side].whole(),
        };
        let spots = vec![spot(side, mark), spot(1 - side, counterpart)];
        self.of(pair, spots)
    }

    /// Returns the finding in `pair` at these places.
    pub(super) fn of(self, pair: &Pair, spots: Vec<Spot>) -> Finding {
        self.at(pair.work, Some(pair.segment), spots, pair.confidence)
    }

    /// Returns the finding at these places.
    pub(super) fn at(self, work: &str, segment: Option<usize>, spots: Vec<Spot>, confidence: f64) -> Finding {
        let Draft { kind, message, hint, sure } = self;
        let weight = gravity(kind) * sure * confidence.clamp(0.0, 1.0);
        let (work, severity) = (work.to_owned(), severity(kind));
        Finding { kind, severity, work, segment, message, hint, spots, again: Vec::new(), weight }
    }
}
