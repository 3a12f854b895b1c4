//! Fuzzing on stable Rust: changes a corpus at random, hands it to a target, and checks what must hold of any input.
//!
//! `cargo bench --bench fuzz -- TARGET SECONDS [SEED]` runs one target, and prints how many inputs it tried and which took
//! longest; without a target it names them. A failure ends it and shows the seed of the input, with which it can be made
//! again.

mod chance;

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use chance::Chance;
use diglot::ground::config::Config;
use diglot::ground::language::Language;
use diglot::ground::lock::Lock;
use diglot::pipeline::{Built, Project, build};
use diglot::preview::{self, News};
use diglot::read::{Format, Memory, Sources, read};
use diglot::understand::parse;

/// The texts that everything begins from: two reviews, CommonMark's own examples, hostile texts, and facts in both notations.
const CORPUS: [&str; 6] = [
    include_str!("../src/cli/example/lighthouse-1.txt"),
    include_str!("../src/cli/example/lighthouse-2.txt"),
    include_str!("../tests/data/commonmark/spec.txt"),
    include_str!("../tests/data/hostile/vectors.txt"),
    "+++\ntitle = \"A\"\ndate = 2020-01-02\nlanguage = \"en\"\n[subject]\nkind = \"film\"\nyear = 1957\n+++\n# A\n\nText. More *text*.\n",
    "---\ntitle: A\ntags: [a, b]\nsubject:\n  kind: film\n---\n> Quote\n\n- item <b>bold</b>\n\n| a |\n|---|\n| b |\n",
];
const REVIEWS: &[&str] = CORPUS.split_at(2).0;
const FACTS: &[&str] = CORPUS.split_at(4).1;

const SETTINGS: &str =
    "base_url = \"https://example.org/\"\nlanguages = [\"en\", \"es\"]\npages = \"work\"\nnames = { en = \"E\" }\n";
const LOCK: &str = "[[pin]]\nwork = \"a\"\nsentences.en = [\"x\"]\nsentences.es = [\"y\"]\n\n[[cut]]\nwork = \"a\"\nbefore.en = \"z\"\n";
const REQUESTS: &[&str] = &[
    "/en/index.html",
    "/en/../../seeds/a.en.md",
    "/%2e%2e/%2e%2e/diglot.toml?x=1",
    "/en/%00%ff\\..\\secret",
    "/.diglot/preview.js?version=18446744073709551616",
    "http://localhost/en/",
    "//localhost:80/../etc/passwd",
    "* HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\nTransfer-Encoding: chunked",
];

/// Pieces that mean something to one reader or another.
const PIECES: [&[u8]; 28] = [
    b"\n", b"\n\n", b"---\n", b"+++\n", b"<", b"-->", b"<!--", b"&#", b"\"", b"[", b"](", b"*", b"`", b"> ", b"\xff",
    b"\xc3", b"\0", b"\xef\xbb\xbf", b"\xe2\x80\xae", b". ", b"= ", b"{", b"\r", b"\xef\xb7\x90", b"%2e%2e/", b"../",
    b"%", b"//",
];

/// Returns a stretch of a text of the corpus, changed in some places.
fn input(chance: &mut Chance, corpus: &[&str]) -> Vec<u8> {
    let text = chance.pick(corpus).as_bytes();
    let start = if chance.below(2) == 0 { 0 } else { chance.below(text.len()) };
    let end = (start + 1 + chance.below(3_000)).min(text.len());
    let mut bytes = text[start..end].to_vec();
    for _ in 0..chance.below(12) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(4) {
            0 => drop(bytes.splice(at..at, chance.pick(&PIECES).iter().copied())),
            1 => drop(bytes.drain(at..(at + chance.below(20)).min(bytes.len()))),
            2 => drop(bytes.splice(at..at, chance.pick(&PIECES).repeat(1 + chance.below(200)))),
            _ if at < bytes.len() => bytes[at] = chance.below(256) as u8,
            _ => {}
        }
    }
    bytes
}

fn text(chance: &mut Chance, corpus: &[&str]) -> String {
    String::from_utf8_lossy(&input(chance, corpus)).into_owned()
}

/// A target: what is done with the input that chance makes, in a folder for its files.
type Target = fn(&Path, &mut Chance);

const TARGETS: [(&str, Target); 11] = [
    ("decode", |folder, chance| decoded(folder, "a.txt", &input(chance, &CORPUS))),
    ("front-matter", |folder, chance| {
        let fence = *chance.pick(&["+++\n", "---\n"]);
        decoded(folder, "a.md", &[fence.as_bytes(), &input(chance, FACTS)].concat());
    }),
    ("plain-text", |folder, chance| parsed(folder, "a.txt", &input(chance, &CORPUS))),
    ("sentences", |folder, chance| parsed(folder, "a.txt", &input(chance, REVIEWS))),
    ("markdown", |folder, chance| parsed(folder, "a.md", &input(chance, &CORPUS))),
    ("html", |folder, chance| parsed(folder, "a.html", &input(chance, &CORPUS))),
    ("pairing", |folder, chance| paired(folder, &input(chance, &CORPUS), &input(chance, &CORPUS))),
    ("alignment", |folder, chance| aligned(folder, &input(chance, REVIEWS), &input(chance, REVIEWS))),
    ("lock", |_, chance| drop(Lock::parse("diglot.lock", text(chance, &[LOCK])))),
    ("config", |_, chance| drop(Config::parse("diglot.toml", &text(chance, &[SETTINGS, FACTS[0]])))),
    ("request", |folder, chance| requested(folder, &input(chance, REQUESTS))),
];

/// Reads one file of a seeds folder, as any.
fn sources(folder: &Path, name: &str, bytes: &[u8]) -> Sources {
    fs::write(folder.join(name), bytes).expect("a file");
    let (sources, diagnostics) = read(folder, "seeds", &Memory::default(), &|_| ()).expect("a folder");
    assert!(sources.seeds.len() == 1 || !diagnostics.is_empty(), "a file is read, or it is said why not");
    sources
}

fn decoded(folder: &Path, name: &str, bytes: &[u8]) {
    for seed in sources(folder, name, bytes).seeds {
        assert!(seed.text.get().get(seed.body.clone()).is_some(), "a body within characters");
    }
}

/// Parses a text and checks that its sentences are in order, in the text, and whole, and that nothing of it runs.
fn parsed(folder: &Path, name: &str, bytes: &[u8]) {
    let english = Language::new("en").expect("a language");
    for seed in sources(folder, name, bytes).seeds {
        let (document, _) = parse::document(&seed, &english, parse::Grain::Sentences);
        let mut end = seed.body.start;
        for sentence in document.blocks.iter().flat_map(|block| &block.sentences) {
            assert!(document.text.get(sentence.span.clone()).is_some(), "a sentence within characters");
            // What a footnote says is read where it stands, wherever it is shown.
            assert!(seed.format != Format::PlainText || sentence.span.start >= end, "sentences in order");
            end = sentence.span.end;
            let html = sentence.html.to_ascii_lowercase();
            assert!(!html.contains("<script") && !html.contains("<iframe"), "markup that runs");
        }
    }
}

/// Builds a project of two texts.
fn built(folder: &Path, names: [&str; 2], texts: [&[u8]; 2]) -> Built {
    let seeds = folder.join("seeds");
    fs::create_dir_all(&seeds).expect("a folder");
    for (name, text) in names.iter().zip(texts) {
        fs::write(seeds.join(name), text).expect("a file");
    }
    build(&Project::new(folder)).expect("a project")
}

/// Builds two texts whose names say nothing, and checks that no page of theirs is made twice.
fn paired(folder: &Path, one: &[u8], other: &[u8]) {
    let built = built(folder, ["1.md", "2.md"], [one, other]);
    let documents: usize = built.made.library.works.iter().map(|work| work.documents.len()).sum();
    assert!(documents <= 2, "a text belongs to one work");
}

/// Builds two texts that are translations by their names, and checks that their segments cover them.
fn aligned(folder: &Path, one: &[u8], other: &[u8]) {
    let built = built(folder, ["a.en.md", "a.es.md"], [one, other]);
    // A text without a translation has no segments.
    for work in built.made.library.works.iter().filter(|work| work.documents.len() > 1) {
        for (number, document) in work.documents.iter().enumerate() {
            let end =
                work.segments.iter().map(|segment| segment.sentences[number].clone()).fold(0, |end, sentences| {
                    assert_eq!(sentences.start, end, "segments cover all sentences in order");
                    sentences.end
                });
            let count: usize = document.blocks.iter().map(|block| block.sentences.len()).sum();
            assert_eq!(end, count, "no sentence is left out");
        }
    }
}

/// What stands in a file beside the site, and must not be served.
const SECRET: &[u8] = b"swordfish";

/// Asks a preview for a path, and checks that it answers, and with nothing but the site.
fn requested(folder: &Path, path: &[u8]) {
    static PORT: OnceLock<u16> = OnceLock::new();
    let port = *PORT.get_or_init(|| served(folder));
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("the preview lives on");
    let request = [b"GET ", path, b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"].concat();
    // It may refuse a request before it has read all of it, and wait for more where the path announces more.
    let _ = stream.set_read_timeout(Some(Duration::from_secs(1))).and_then(|()| stream.write_all(&request));
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.starts_with(b"HTTP/1.1 "), "an answer to {}", request.escape_ascii());
    assert!(!answer.windows(SECRET.len()).any(|window| window == SECRET), "only the site is served");
}

/// Starts a preview of a project and returns its port.
fn served(folder: &Path) -> u16 {
    let site = built(folder, ["a.en.md", "a.es.md"], [REVIEWS[0].as_bytes(), REVIEWS[1].as_bytes()]).site;
    assert!(site.is_some_and(|site| !site.is_empty()), "there is something to serve");
    for place in [folder.join("secret"), folder.join("seeds/secret")] {
        fs::write(place, SECRET).expect("a file");
    }
    let project = Project::new(folder);
    let (sender, port) = channel();
    std::thread::spawn(move || {
        let options =
            preview::Options { project, port: Some(0), host: None, allowed: Vec::new(), poll: false, follow: false };
        preview::preview(options, &mut |news| {
            if let News::Open(addresses) = news {
                let _ = sender.send(addresses.root.split([':', '/']).nth(4).and_then(|port| port.parse().ok()));
            }
        })
    });
    port.recv().expect("the preview begins").expect("a port")
}

#[expect(clippy::print_stdout, reason = "it is run by hand, for what it prints")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let asked = arguments.first().and_then(|asked| TARGETS.iter().find(|(name, _)| name == asked));
    let Some((name, target)) = asked else {
        return println!("fuzz TARGET SECONDS [SEED]; targets: {}", TARGETS.map(|(name, _)| name).join(", "));
    };
    let number = |at: usize| arguments.get(at).and_then(|number| number.parse::<u64>().ok());
    let (seconds, first) = (number(1).unwrap_or(10), number(2).unwrap_or(1));
    let folder = tempfile::tempdir().expect("a folder");
    let (start, mut tried, mut longest) = (Instant::now(), 0, (Duration::ZERO, first));
    while start.elapsed() < Duration::from_secs(seconds) {
        let seed = first + tried;
        let begun = Instant::now();
        let ended = std::panic::catch_unwind(|| target(folder.path(), &mut Chance(seed)));
        assert!(ended.is_ok(), "{name} fails with the seed {seed}: cargo bench --bench fuzz -- {name} 1 {seed}");
        longest = longest.max((begun.elapsed(), seed));
        tried += 1;
    }
    let (time, seed) = longest;
    println!("{name}: {tried} inputs in {seconds} s, none failed; the longest took {time:.1?}, with the seed {seed}");
}
