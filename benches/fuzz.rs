//! Fuzzing on stable Rust: changes a corpus at random, hands it to a target, and checks what must hold of any input.
//!
//! `cargo bench --bench fuzz -- TARGET SECONDS [SEED]` runs one target and prints how many inputs it tried; without a
//! target it names them. A panic ends it and shows the seed of the input, with which it can be made again.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use diglot::ground::config::Config;
use diglot::ground::language::Language;
use diglot::ground::lock::Lock;
use diglot::pipeline::{Built, Project, build};
use diglot::read::{Format, Memory, Sources, read};
use diglot::understand::parse;

/// The texts that everything begins from: two reviews, CommonMark's own examples, and hostile texts.
const CORPUS: [&str; 5] = [
    include_str!("../src/cli/example/lighthouse-1.txt"),
    include_str!("../src/cli/example/lighthouse-2.txt"),
    include_str!("../tests/data/hostile/vectors.txt"),
    "+++\ntitle = \"A\"\ndate = 2020-01-02\nlanguage = \"en\"\n[subject]\nkind = \"film\"\nyear = 1957\n+++\n# A\n\nText. More *text*.\n",
    "---\ntitle: A\ntags: [a, b]\nsubject:\n  kind: film\n---\n> Quote\n\n- item <b>bold</b>\n\n| a |\n|---|\n| b |\n",
];

const SETTINGS: &str =
    "base_url = \"https://example.org/\"\nlanguages = [\"en\", \"es\"]\npages = \"work\"\nnames = { en = \"E\" }\n";
const LOCK: &str = "[[pin]]\nwork = \"a\"\nsentences.en = [\"x\"]\nsentences.es = [\"y\"]\n\n[[cut]]\nwork = \"a\"\nbefore.en = \"z\"\n";

/// Pieces that mean something to one reader or another.
const PIECES: [&[u8]; 24] = [
    b"\n",
    b"\n\n",
    b"---\n",
    b"+++\n",
    b"<",
    b"-->",
    b"<!--",
    b"&#",
    b"\"",
    b"[",
    b"](",
    b"*",
    b"`",
    b"> ",
    b"\xff",
    b"\xc3",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b". ",
    b"= ",
    b"{",
    b"\r",
    b"\xef\xb7\x90",
];

/// Numbers that look random and come again from the same seed (Marsaglia's xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    /// Returns a stretch of a text of the corpus, changed in some places.
    fn input(&mut self, corpus: &[&str]) -> Vec<u8> {
        let text = corpus[self.below(corpus.len())].as_bytes();
        let start = if self.below(2) == 0 { 0 } else { self.below(text.len()) };
        let end = (start + 1 + self.below(3_000)).min(text.len());
        let mut bytes = text[start..end].to_vec();
        for _ in 0..self.below(12) {
            let at = self.below(bytes.len() + 1);
            match self.below(4) {
                0 => drop(bytes.splice(at..at, PIECES[self.below(PIECES.len())].iter().copied())),
                1 => drop(bytes.drain(at..(at + self.below(20)).min(bytes.len()))),
                2 => drop(bytes.splice(at..at, PIECES[self.below(PIECES.len())].repeat(1 + self.below(200)))),
                _ if at < bytes.len() => bytes[at] = self.below(256) as u8,
                _ => {}
            }
        }
        bytes
    }
}

/// Reads one file of a seeds folder, as any.
fn sources(folder: &Path, name: &str, bytes: &[u8]) -> Sources {
    fs::write(folder.join(name), bytes).expect("a file");
    read(folder, "seeds", &Memory::default()).expect("a folder").0
}

/// Parses a text and checks that its sentences are in order, in the text, and whole.
fn parsed(folder: &Path, name: &str, bytes: &[u8]) {
    let english = Language::new("en").expect("a language");
    for seed in sources(folder, name, bytes).seeds {
        let (document, _) = parse::document(&seed, &english);
        let mut end = seed.body.start;
        for sentence in document.blocks.iter().flat_map(|block| &block.sentences) {
            assert!(document.text.get(sentence.span.clone()).is_some(), "a sentence within characters");
            // What a footnote says is read where it stands, wherever it is shown.
            assert!(seed.format != Format::PlainText || sentence.span.start >= end, "sentences in order");
            end = sentence.span.end;
        }
    }
}

/// Builds a project of two texts.
fn built(folder: &Path, one: &[u8], other: &[u8]) -> Built {
    let seeds = folder.join("seeds");
    fs::create_dir_all(&seeds).expect("a folder");
    fs::write(seeds.join("a.en.md"), one).expect("a file");
    fs::write(seeds.join("a.es.md"), other).expect("a file");
    build(&Project::new(folder)).expect("a project")
}

fn try_one(target: &str, folder: &Path, chance: &mut Chance) {
    let input = chance.input(&CORPUS);
    match target {
        "decode" => drop(sources(folder, "a.txt", &input)),
        "front-matter" => {
            let (fence, rest) = ([&b"+++\n"[..], b"---\n"][chance.below(2)], chance.input(&CORPUS[3..]));
            drop(sources(folder, "a.md", &[fence, &rest].concat()));
        }
        "plain-text" | "sentences" => parsed(folder, "a.txt", &input),
        "markdown" => parsed(folder, "a.md", &input),
        "html" => parsed(folder, "a.html", &input),
        "pairing" | "alignment" => {
            let other = chance.input(&CORPUS[..2]);
            // A text without a translation has no segments.
            for work in built(folder, &input, &other).library.works.iter().filter(|work| work.documents.len() > 1) {
                let first = work.segments.iter().map(|segment| segment.sentences[0].clone());
                let end = first.fold(0, |end, sentences| {
                    assert_eq!(sentences.start, end, "segments cover all sentences in order");
                    sentences.end
                });
                let count: usize = work.documents[0].blocks.iter().map(|block| block.sentences.len()).sum();
                assert_eq!(end, count, "no sentence is left out");
            }
        }
        "lock" => drop(Lock::parse("diglot.lock", String::from_utf8_lossy(&chance.input(&[LOCK])).into_owned())),
        "config" => drop(Config::parse("diglot.toml", &String::from_utf8_lossy(&chance.input(&[SETTINGS, CORPUS[3]])))),
        _ => unreachable!("the targets are known"),
    }
}

const TARGETS: [&str; 10] =
    ["decode", "front-matter", "plain-text", "sentences", "markdown", "html", "pairing", "alignment", "lock", "config"];

#[expect(clippy::print_stdout, reason = "it is run by hand, for what it prints")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let target = arguments.first().map(String::as_str).filter(|target| TARGETS.contains(target));
    let Some(target) = target else { return println!("fuzz TARGET SECONDS [SEED]; targets: {}", TARGETS.join(", ")) };
    let number = |at: usize| arguments.get(at).and_then(|number| number.parse::<u64>().ok());
    let (seconds, first) = (number(1).unwrap_or(10), number(2).unwrap_or(1));
    let folder = tempfile::tempdir().expect("a folder");
    let (start, mut tried) = (Instant::now(), 0);
    while start.elapsed() < Duration::from_secs(seconds) {
        let seed = first + tried;
        let ended = std::panic::catch_unwind(|| {
            try_one(target, folder.path(), &mut Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
        });
        assert!(ended.is_ok(), "{target} fails with the seed {seed}: cargo bench --bench fuzz -- {target} 1 {seed}");
        tried += 1;
    }
    println!("{target}: {tried} inputs in {seconds} s, none failed");
}
