//! Has the crate built again when a file is added to the embedded theme or taken from it, gives the program a name that says
//! what it was made of, and says how to link it.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// What the program is made of, beside what is fetched as `Cargo.lock` says.
const SOURCES: [&str; 6] = ["Cargo.lock", "Cargo.toml", "assets", "build.rs", "src", "templates"];

fn main() {
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        take_in(Path::new(source), &mut hasher);
    }
    println!("cargo::rustc-env=DIGLOT_SOURCES={:016x}", hasher.finish());
    let cfg = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    // A C library that is linked in starts such a program wrongly.
    let is_dynamic = cfg("FEATURE").split(',').all(|feature| feature != "crt-static");
    if cfg("OS") == "linux" && cfg("ENV") == "gnu" && is_dynamic {
        // A program that may lie anywhere in memory has its tables mended at each start, here 50,000 addresses. Two texts are
        // read and paired in that time.
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Takes in the name and the bytes of the file at `path`, or of each file below it.
fn take_in(path: &Path, hasher: &mut DefaultHasher) {
    match fs::read_dir(path) {
        Ok(entries) => {
            let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            entries.sort();
            entries.iter().for_each(|entry| take_in(entry, hasher));
        }
        Err(_) => (path, fs::read(path).unwrap_or_default()).hash(hasher),
    }
}
