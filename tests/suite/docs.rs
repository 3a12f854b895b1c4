//! What the documents say of the program is still true.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the repository")
}

#[test]
fn every_field_that_a_template_sees_is_described() {
    let described = read("docs/templates.md");
    let view = read("src/render/view.rs");
    let fields =
        view.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": ")).map(|(field, _)| field);
    let missing: Vec<&str> = fields.filter(|field| !described.contains(&format!("| `{field}` |"))).collect();
    assert_eq!(missing, Vec::<&str>::new(), "docs/templates.md");
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
fn every_dependency_is_justified() {
    let architecture = read("ARCHITECTURE.md");
    let manifest: toml::Table = read("Cargo.toml").parse().expect("a manifest");
    for kind in ["dependencies", "dev-dependencies"] {
        for name in manifest[kind].as_table().expect("dependencies").keys() {
            assert!(architecture.contains(name.as_str()), "ARCHITECTURE.md does not say what {name} is for");
        }
    }
}
