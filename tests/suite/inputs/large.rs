//! Inputs past all reason. They take minutes in a debug build, so they run when asked for:
//! `cargo test --release --test suite -- --ignored inputs::large`.

use std::fs;
use std::path::Path;

use super::{Case, check};

const SENTENCE: &str = "The ferry left at seven in the morning, and nobody on the quay waved. ";
const MANY: usize = 100_000_000;

/// A text that is made when it is needed: all of them together would fill the memory.
fn large(name: &str, file: &'static str, content: fn() -> Vec<u8>) -> Case {
    Case::new(name, move |project: &Path| {
        fs::write(project.join("seeds").join(file), content()).expect("a file of the test");
    })
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        large("100 MB in one line", "odd.txt", || SENTENCE.repeat(MANY / SENTENCE.len()).into()).shows("quay waved"),
        large("100 MB in one word", "odd.en.txt", || vec![b'a'; MANY]).shows("aaaa"),
        large("one million lines", "odd.txt", || SENTENCE.replace(". ", ".\n").repeat(1_000_000).into())
            .shows("quay waved"),
        large("one million paragraphs", "odd.en.txt", || "The ferry left.\n\n".repeat(1_000_000).into()).shows("ferry"),
        large("100 MB of Markdown", "odd.en.md", || {
            "*The* ferry [left](https://a.b) at `7`.\n\n".repeat(MANY / 41).into()
        })
        .shows("ferry"),
        large("100 MB of zeros", "odd.txt", || vec![0; MANY]).wrong("byte 0 is zero"),
    ]
}

#[test]
#[ignore = "takes minutes and gigabytes"]
fn size_alone_stops_nothing() {
    check(cases());
}
