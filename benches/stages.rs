//! Times each stage of a build on a workload, on one thread and on two: `cargo bench --bench stages -- [WORKS] [telling]`.
//!
//! Each row is the least of a few runs, as throughput: megabytes of text a second, and microseconds a text. The last
//! column says how much two threads gain over one.
#![expect(clippy::print_stdout, reason = "a bench is run to be read")]

mod workload;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use diglot::ground::config::Config;
use diglot::ground::language::Language;
use diglot::ground::theme::Theme;
use diglot::pipeline::{Project, Workshop};
use diglot::read::{self, Seed, Sources};
use diglot::understand::align::{Side, align};
use diglot::understand::{Document, detect, parse, sentences, understand};
use diglot::write::Switch;
use diglot::write::output::Output;
use diglot::{render, write};
use jiff::Timestamp;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use workload::Names;

/// How many works are timed where nothing is asked for.
const WORKS: usize = 500;
/// How often each stage is run; the least time counts.
const RUNS: usize = 3;

fn main() {
    let works = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(WORKS);
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let project = folder.path().join("project");
    let names = if std::env::args().any(|argument| argument == "telling") { Names::Telling } else { Names::Silent };
    workload::write(&project, works, names, true).expect("a workload");
    let bench = Bench::new(&project);
    println!("{works} works, {} texts, {:.1} MB", bench.sources.seeds.len(), bench.bytes as f64 / 1e6);
    println!("{:24} {:>9} {:>9} {:>11} {:>11} {:>6}", "stage", "s, 1 thr.", "s, 2 thr.", "µs a text", "MB/s", "gain");
    bench.run("read", || {
        drop(black_box(read::read(&project.join("seeds"), "seeds", &read::Memory::default(), &|_| ())))
    });
    bench.run("language", || {
        bench.each(|seed| drop(black_box(detect::detect(&seed.text.get(), &bench.config.languages))));
    });
    bench.run("parse and sentences", || {
        bench.each(|seed| drop(black_box(parse::document(seed, &bench.language(seed), parse::Grain::Sentences))))
    });
    bench.run("  of it sentences", || {
        bench.each(|seed| {
            let language = bench.language(seed);
            seed.text.get().split("\n\n").for_each(|paragraph| drop(black_box(sentences::split(paragraph, &language))));
        })
    });
    let unaligned = Config { align: false, ..bench.config.clone() };
    bench.run("understand, not aligned", || drop(black_box(understand(&bench.sources, &unaligned, false))));
    let (library, _) = understand(&bench.sources, &unaligned, false);
    let sides = |documents: &[Document]| (Side::from(&documents[0]), Side::from(&documents[1]));
    let pairs: Vec<(Side, Side)> =
        library.works.iter().filter(|work| work.documents.len() == 2).map(|work| sides(&work.documents)).collect();
    bench.run("align", || drop(black_box(align(&pairs))));
    let (library, _) = understand(&bench.sources, &bench.config, false);
    let theme = Theme::embedded();
    bench.run("render", || drop(black_box(render::render(&library, &bench.config, &theme, Timestamp::UNIX_EPOCH))));
    let (site, _) = render::render(&library, &bench.config, &theme, Timestamp::UNIX_EPOCH).expect("a site");
    let out = folder.path().join("site");
    bench.run("write, new", || {
        let _ = std::fs::remove_dir_all(&out);
        write::write(&site, &Output::claim(&out, &project, &[]).expect("a folder"), Switch::ByFile).expect("a site");
    });
    bench.run("write, unchanged", || {
        write::write(&site, &Output::claim(&out, &project, &[]).expect("a folder"), Switch::ByFile).expect("a site");
    });
    again(&project);
}

/// Times a workshop that builds again after one text was changed.
fn again(project: &Path) {
    let text = project.join("diglot.toml");
    let config = std::fs::read_to_string(&text).expect("a configuration").replace("align = true", "align = false");
    std::fs::write(&text, config).expect("a configuration");
    let seeds = std::fs::read_dir(project.join("seeds")).expect("a workload");
    let seed = seeds.flatten().map(|entry| entry.path()).min().expect("a text");
    let mut workshop = Workshop::new(Project::new(project));
    // Files that were changed a moment ago are read again in any case.
    std::thread::sleep(Duration::from_secs(3));
    workshop.build(&BTreeSet::new()).expect("a build");
    let edited = BTreeSet::from([seed.clone()]);
    let mut least = f64::MAX;
    for run in 0..RUNS {
        let text = std::fs::read_to_string(&seed).expect("a text");
        std::fs::write(&seed, format!("{text}\nOnce more, for the {run}th time.\n")).expect("a text");
        let start = Instant::now();
        workshop.build(&edited).expect("a build");
        least = least.min(start.elapsed().as_secs_f64());
    }
    println!("again after one edit, not aligned: {:.1} ms", least * 1e3);
}

/// A workload that was read.
struct Bench {
    sources: Sources,
    config: Config,
    bytes: usize,
}

impl Bench {
    fn new(project: &Path) -> Bench {
        let text = std::fs::read_to_string(project.join("diglot.toml")).expect("a configuration");
        let (config, _) = Config::parse("diglot.toml", &text);
        let (sources, _) =
            read::read(&project.join("seeds"), "seeds", &read::Memory::default(), &|_| ()).expect("a workload");
        let bytes = sources.seeds.iter().map(|seed| seed.text.length()).sum();
        Bench { sources, config, bytes }
    }

    fn language(&self, seed: &Seed) -> Language {
        self.config.languages[usize::from([" el ", " la "].iter().any(|article| seed.text.get().contains(article)))]
            .clone()
    }

    fn each(&self, work: impl Fn(&Seed) + Sync) {
        self.sources.seeds.par_iter().for_each(|seed| work(seed));
    }

    fn run(&self, name: &str, mut stage: impl FnMut() + Send) {
        let mut least = [f64::MAX; 2];
        for (threads, least) in [1, 2].into_iter().zip(&mut least) {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            for _ in 0..RUNS {
                let start = Instant::now();
                pool.install(&mut stage);
                *least = least.min(start.elapsed().as_secs_f64());
            }
        }
        let [one, two] = least;
        let texts = self.sources.seeds.len() as f64;
        let (each, speed) = (one / texts * 1e6, self.bytes as f64 / 1e6 / two);
        println!("{name:24} {one:9.3} {two:9.3} {each:11.1} {speed:11.1} {:6.2}", one / two);
    }
}
