//! What is built upon: where it comes from, under which licences, and how much of it there is.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// The licences that may be distributed with a program under MIT or Apache-2.0 without more than their notice.
const LICENCES: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// Some say it otherwise.
const OTHERS: [&str; 4] = ["CDLA-Permissive-2.0", "Unlicense", "MIT-0", "Apache-2.0/MIT"];

/// How many packages the program is made of, on any system. More is a decision, and is written in ARCHITECTURE.md.
const MOST: usize = 390;

fn packages() -> Vec<Value> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let metadata: Value = serde_json::from_slice(&cargo.stdout).expect("cargo speaks JSON");
    let packages = metadata["packages"].as_array().expect("packages").clone();
    packages.into_iter().filter(|package| package["name"] != "diglot").collect()
}

/// Tells whether one of the alternatives of `expression` is allowed in all its parts.
fn is_allowed(expression: &str) -> bool {
    let known = |licence: &str| LICENCES.contains(&licence) || OTHERS.contains(&licence);
    let plain = expression.replace(['(', ')'], "");
    known(expression)
        || plain
            .split(" OR ")
            .flat_map(|part| part.split('/'))
            .any(|part| part.split(" AND ").all(|part| known(part.trim())))
}

#[test]
fn everything_comes_from_the_registry_under_a_known_licence() {
    let mut wrong = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap_or_default();
        let source = package["source"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        if source != "registry+https://github.com/rust-lang/crates.io-index" {
            wrong.push(format!("{name} comes from {source:?}"));
        }
        if !is_allowed(licence) {
            wrong.push(format!("{name} is under {licence:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_not_more_packages_than_are_written_down() {
    let packages = packages();
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for package in &packages {
        *versions.entry(package["name"].as_str().unwrap_or_default()).or_default() += 1;
    }
    let twice: Vec<_> = versions.iter().filter(|(_, count)| **count > 1).collect();
    #[expect(clippy::print_stdout, reason = "the count, for whoever asks with --nocapture")]
    {
        println!("{} packages on all systems, in more than one version: {twice:?}", packages.len());
    }
    assert!(packages.len() <= MOST, "{} packages", packages.len());
}
