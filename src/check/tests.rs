//! What the check promises: it finds what is wrong, and is silent where two languages only differ.

mod quantities;
mod dates;
mod measures;
mod names;
mod marks;
mod coverage;
mod slips;
mod structure;
mod lock;
mod properties;

use super::*;
use crate::ground::facts::Facts;
use crate::ground::fingerprint::Printed;
use crate::ground::language::Language;
use crate::read::{Format, Seed};
use crate::understand::{Pairing, Segment, Targets, parse};

/// Returns the work that these texts make. Their sentences answer each other one by one, the rest of longer texts belongs to
/// the last of the shortest.
fn work<const TEXTS: usize>(format: Format, texts: [(&str, &str); TEXTS]) -> Work {
    let document = |(tag, text): (&str, &str)| {
        let language = Language::new(tag).expect("a language");
        let (path, name) = (format!("seeds/{tag}.txt"), format!("{tag}.txt"));
        let (text, body) = (text.into(), 0..text.len());
        parse::document(
            &Seed { path, name, format, text, body, facts: Facts::default() },
            &language,
            parse::Grain::Sentences,
        )
        .0
    };
    let documents: Vec<_> = texts.into_iter().map(document).collect();
    let counts: Vec<usize> = documents.iter().map(|document| document.sentences().count()).collect();
    let least = counts.iter().copied().min().unwrap_or(0);
    let range = |at: usize, count: usize| at..if at + 1 == least { count } else { at + 1 };
    let segment = |at: usize| {
        let sentences = counts.iter().map(|count| range(at, *count)).collect();
        Segment { sentences, confidences: vec![1.0; TEXTS] }
    };
    let (slug, facts) = ("work".to_owned(), Facts::default());
    let (segments, targets) = ((0..least).map(segment).collect(), Printed::new(Targets::default()));
    Work { slug, facts, documents, pairing: Pairing::Stated, segments, targets, steps: Default::default() }
}

fn library(work: Work) -> Library {
    let languages = work.documents.iter().map(|document| document.language.clone()).collect();
    Library { languages, works: vec![work.into()] }
}

/// Returns what is found, as `kind: the words in question`, in the order of the kinds.
fn found(work: Work) -> Vec<String> {
    let mut findings = check(&library(work), None, &[]);
    findings.sort_by_key(|finding| finding.kind);
    let shown = |finding: &Finding| {
        let spot = finding.spots.first().expect("a place");
        let (text, span) = spot.place.excerpt.as_ref().expect("a span");
        format!("{}: {}", finding.kind.name(), text[span.clone()].trim())
    };
    findings.iter().map(shown).collect()
}

fn expect(english: &str, spanish: &str, expected: &[&str]) {
    expect_in("es", english, spanish, expected);
}

fn expect_in(tag: &str, english: &str, other: &str, expected: &[&str]) {
    assert_eq!(found(work(Format::PlainText, [("en", english), (tag, other)])), expected, "{english}\n{other}");
}

fn expect_markdown(english: &str, spanish: &str, expected: &[&str]) {
    assert_eq!(found(work(Format::Markdown, [("en", english), ("es", spanish)])), expected, "{english}\n{spanish}");
}
