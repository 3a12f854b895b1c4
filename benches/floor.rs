//! The floor is the least that a generator must do for a workload: read each text, parse its Markdown, fill one small
//! template, write the page into a folder of its own. Nothing is kept, known, checked or linked. What diglot takes is
//! told as a multiple of it.
//!
//! ```text
//! cargo bench --bench floor -- generate DIR WORKS [telling|silent] [align]
//! cargo bench --bench floor -- run DIR OUT THREADS
//! ```
#![expect(clippy::print_stdout, reason = "a bench is run to be read")]

mod workload;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use tera::{Context, Tera};

use workload::Names;

const TEMPLATE: &str = "<!doctype html>\n<html lang=\"{{ lang }}\">\n<head>\n<meta charset=\"utf-8\">\n\
    <title>{{ title }}</title>\n</head>\n<body>\n<main>\n{{ body | safe }}\n</main>\n</body>\n</html>\n";

fn main() -> ExitCode {
    // Cargo adds `--bench` to the arguments of a bench.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["generate", folder, works, options @ ..] => {
            let names = if options.contains(&"silent") { Names::Silent } else { Names::Telling };
            workload::write(Path::new(folder), works.parse().unwrap_or(0), names, options.contains(&"align"))
        }
        ["run", folder, out, threads] => run(Path::new(folder), Path::new(out), threads.parse().unwrap_or(1)),
        _ => {
            println!("usage: floor generate DIR WORKS [telling|silent] [align] | floor run DIR OUT THREADS");
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path, out: &Path, threads: usize) -> std::io::Result<()> {
    let start = Instant::now();
    let mut tera = Tera::new();
    tera.add_raw_template("page.html", TEMPLATE).map_err(std::io::Error::other)?;
    let mut files = Vec::new();
    for entry in fs::read_dir(folder.join("seeds"))? {
        files.push(entry?.path());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(std::io::Error::other)?;
    pool.install(|| files.par_iter().try_for_each(|file| page(&tera, file, out)))?;
    println!("floor: {} pages, {threads} threads, {:.3} s", files.len(), start.elapsed().as_secs_f64());
    Ok(())
}

fn page(tera: &Tera, file: &PathBuf, out: &Path) -> std::io::Result<()> {
    let text = fs::read_to_string(file)?;
    let mut body = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut body, Parser::new_ext(&text, Options::all()));
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let (stem, lang) = name.rsplit_once('.').unwrap_or((&name, "en"));
    let title = text.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
    let mut context = Context::new();
    context.insert("lang", lang);
    context.insert("title", &title);
    context.insert("body", &body);
    let html = tera.render("page.html", &context).map_err(std::io::Error::other)?;
    let folder = out.join(lang).join(stem);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), html)
}
