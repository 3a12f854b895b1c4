//! What the documents say of the program is still true.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the repository")
}

#[test]
fn what_a_template_sees_is_described_field_by_field() {
    let (described, view) = (read("docs/templates.md"), read("src/render/view.rs"));
    let (_, described) = described.split_once("## What a template sees").expect("the chapter");
    let rows = |table| names(table, |line| line.strip_prefix("| `")?.split_once("` |"));
    let fields = |body| names(body, |line| line.strip_prefix("    pub ")?.split_once(": "));
    let described: BTreeSet<Vec<&str>> = described.split("\n\n").map(rows).filter(|rows| !rows.is_empty()).collect();
    let seen: BTreeSet<Vec<&str>> = view.split("\n}\n").map(fields).filter(|fields| !fields.is_empty()).collect();
    assert_eq!(described, seen, "docs/templates.md and src/render/view.rs");
}

/// Returns what stands first in each line that `cut` cuts in two.
fn names<'t>(text: &'t str, cut: impl Fn(&'t str) -> Option<(&'t str, &'t str)>) -> Vec<&'t str> {
    text.lines().filter_map(cut).map(|(name, _)| name).collect()
}

#[test]
fn every_key_is_described() {
    let described = read("docs/texts.md");
    for source in ["src/ground/config.rs", "src/ground/facts.rs", "src/read/front_matter.rs", "src/read/work_file.rs"] {
        let source = read(source);
        let keys: Vec<&str> = source.split("fields").filter_map(asked).collect();
        assert!(!keys.is_empty());
        for key in keys {
            assert!(described.contains(&format!("`{key}`")), "docs/texts.md says nothing of `{key}`");
        }
    }
}

/// Returns the key that is asked for by what follows `fields`.
fn asked(call: &str) -> Option<&str> {
    let (method, rest) = call.trim_start().strip_prefix('.')?.split_once("(\"")?;
    let is_call = method.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    rest.split('"').next().filter(|_| is_call)
}

#[test]
fn every_template_is_described() {
    let described = read("docs/templates.md");
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")).expect("the theme") {
        let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
        assert!(described.contains(&format!("`{name}`")) || name == "strings", "{name}");
    }
}

#[test]
fn each_dependency_is_justified_and_nothing_else() {
    let (architecture, manifest) = (read("ARCHITECTURE.md"), read("Cargo.toml"));
    let (_, chapter) = architecture.split_once("## Dependencies").expect("the chapter");
    let manifest: toml::Table = manifest.parse().expect("a manifest");
    let named = |kind: &str| manifest[kind].as_table().expect("dependencies").keys().cloned().collect::<BTreeSet<_>>();
    // What is no crate says in brackets what it is.
    let cells = names(chapter, |line| line.strip_prefix("| ")?.split_once(" | "));
    let crates = cells.iter().skip(1).filter(|cell| !cell.contains('(')).flat_map(|cell| cell.split(", "));
    assert_eq!(crates.map(str::to_owned).collect::<BTreeSet<_>>(), named("dependencies"));

    let tests = names(chapter, |line| line.strip_prefix("For tests: ")?.split_once('.')).concat();
    let tests = tests.split(", ").map(|name| name.split(" (").next().unwrap_or(name).to_owned());
    let own: BTreeSet<String> = named("dev-dependencies").difference(&named("dependencies")).cloned().collect();
    assert_eq!(tests.collect::<BTreeSet<_>>(), own);
}
