//! The direction of imports: which room may use which, and that only the terminal prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::harness::files;

/// Which rooms (or single modules of a room) a room may import, beside what lies inside it.
const ALLOWED: &[(&str, &[&str])] = &[
    ("ground", &[]),
    ("read", &["ground"]),
    ("understand", &["ground", "read::Seed", "read::Format", "read::WorkFile", "read::Sources"]),
    ("render", &["ground", "understand"]),
    ("write", &["ground::site", "ground::path", "ground::digest", "ground::diagnostic", "ground::regular"]),
    ("check", &["ground", "understand"]),
    ("host", &["ground"]),
    ("pipeline", &["ground", "read", "understand", "render", "host"]),
    ("publish", &["ground", "write"]),
    // Preview shows what check finds in each work.
    ("preview", &["ground", "pipeline", "check", "understand::Work", "understand::Library"]),
    ("cli", &["ground", "read", "understand", "render", "write", "check", "host", "pipeline", "publish", "preview"]),
    ("lib", &[]),
    ("main", &[]),
];

/// Rooms whose `mod.rs` imports its children, and never the reverse.
const ONE_WAY: &[&str] = &["render", "host", "write", "publish", "pipeline", "preview", "cli"];

/// The one that calls what lies there: a workshop is the pipeline again and again, and nothing in the pipeline knows of it.
const ABOVE: &str = "pipeline::workshop";

/// What prints. Only the terminal may use it; the bar is drawn by the progress bar's library.
const PRINTS: &[&str] = &["io::stdout", "io::stderr", "anstream::", "print!(", "println!(", "dbg!("];
const PRINTERS: &[&str] = &["cli/terminal.rs"];

/// A source file: its path below `src/`, and its code without comments and tests.
struct Source {
    path: String,
    code: String,
}

impl Source {
    /// Returns the path of its module: `write/mod.rs` is `write`, `write/lock.rs` is `write::lock`.
    fn module(&self) -> String {
        let path = self.path.trim_end_matches(".rs");
        path.strip_suffix("/mod").unwrap_or(path).replace('/', "::")
    }

    fn room(&self) -> String {
        self.module().split("::").next().unwrap_or_default().to_owned()
    }

    /// Returns the modules that it names with `crate::` or `super::`, as paths from the crate's root.
    fn imports(&self) -> Vec<String> {
        let mut imports = Vec::new();
        for (at, _) in self.code.match_indices("crate::") {
            imports.extend(leaves(&self.code[at + "crate::".len()..]));
        }
        let module = self.module();
        let is_first = |at: &usize| !self.code[..*at].ends_with("super::") && !self.code[..*at].ends_with("crate::");
        let starts = self.code.match_indices("super::").map(|(at, _)| at).filter(is_first);
        for at in starts {
            let mut folder: Vec<&str> = module.split("::").collect();
            let mut rest = &self.code[at..];
            while let Some(further) = rest.strip_prefix("super::") {
                folder.pop();
                rest = further;
            }
            let leaves = leaves(rest);
            imports.extend(leaves.iter().map(|leaf| [folder.join("::"), leaf.clone()].join("::")));
        }
        imports.into_iter().map(|import| import.trim_start_matches("::").to_owned()).collect()
    }
}

/// Returns the paths that a use tree names: `a::{b::C, d}` names `a::b::C` and `a::d`.
fn leaves(tree: &str) -> Vec<String> {
    let end = tree.find(|character: char| !(character.is_alphanumeric() || "_:".contains(character)));
    let (path, rest) = tree.split_at(end.unwrap_or(tree.len()));
    let Some(group) = (path.is_empty() || path.ends_with("::")).then(|| rest.strip_prefix('{')).flatten() else {
        return vec![path.trim_end_matches(':').to_owned()];
    };
    let mut depth = 0;
    let is_end = |character: char| {
        depth += i32::from(character == '{') - i32::from(character == '}');
        depth < 0
    };
    let inside = &group[..group.find(is_end).unwrap_or(group.len())];
    let mut leaves_below = Vec::new();
    let mut depth = 0;
    let at_comma = |character: char| {
        depth += i32::from(character == '{') - i32::from(character == '}');
        depth == 0 && character == ','
    };
    for part in inside.split(at_comma).map(str::trim).filter(|part| !part.is_empty()) {
        leaves_below.extend(leaves(part).into_iter().map(|leaf| format!("{path}{leaf}")));
    }
    leaves_below
}

/// Returns all modules of the crate, without their comments and tests.
fn sources() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let is_source = |path: &String| path.ends_with(".rs") && !path.ends_with("/tests.rs");
    let paths: Vec<String> = files(&folder).into_keys().filter(is_source).collect();
    let read = |path: String| {
        let text = fs::read_to_string(folder.join(&path)).expect("a source is text");
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        Source { path, code: lines.collect::<Vec<_>>().join("\n") }
    };
    paths.into_iter().map(read).collect()
}

fn is_within(import: &str, module: &str) -> bool {
    import == module || import.strip_prefix(module).is_some_and(|rest| rest.starts_with("::"))
}

#[test]
fn rooms_import_only_what_the_design_allows() {
    let rooms: BTreeSet<&str> = ALLOWED.iter().map(|(room, _)| *room).collect();
    let mut wrong = Vec::new();
    for source in sources() {
        let room = source.room();
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{} is in no room of the design", source.path));
            continue;
        };
        for import in source.imports() {
            let foreign = rooms.contains(import.split("::").next().unwrap_or_default()) && !is_within(&import, &room);
            if foreign && !allowed.iter().any(|allowed| is_within(&import, allowed)) {
                wrong.push(format!("{} imports {import}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_module_of_the_ground_imports_only_those_declared_above_it() {
    let sources = sources();
    let ground = sources.iter().find(|source| source.path == "ground/mod.rs").expect("the ground");
    let layers: Vec<&str> = ground.code.lines().filter_map(|line| line.strip_prefix("pub mod ")).collect();
    let level = |module: &str| layers.iter().position(|layer| layer.trim_end_matches(';') == module);
    let mut wrong = Vec::new();
    for source in sources.iter().filter(|source| source.room() == "ground" && source.path != "ground/mod.rs") {
        let module = source.module();
        let own = module.split("::").nth(1).unwrap_or_default();
        let Some(own_level) = level(own) else {
            wrong.push(format!("{} is not declared in ground/mod.rs", source.path));
            continue;
        };
        for import in source.imports().iter().filter(|import| is_within(import, "ground")) {
            let other = import.split("::").nth(1).unwrap_or_default();
            if other != own && level(other).is_some_and(|level| level > own_level) {
                wrong.push(format!("{} imports {import}, which is declared below it", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn children_do_not_import_what_lies_in_their_mod() {
    let sources = sources();
    let modules: BTreeSet<String> = sources.iter().map(Source::module).collect();
    let mut wrong = Vec::new();
    for source in sources.iter().filter(|source| ONE_WAY.contains(&source.room().as_str())) {
        let (room, module) = (source.room(), source.module());
        for import in source.imports().iter().filter(|import| module != room && is_within(import, &room)) {
            if module != ABOVE && !modules.iter().any(|module| *module != room && is_within(import, module)) {
                wrong.push(format!("{} imports {import} from its mod.rs", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_two_modules_of_a_room_import_each_other() {
    let sources = sources();
    let modules: BTreeSet<String> = sources.iter().map(Source::module).collect();
    let within =
        |import: &str| modules.iter().filter(|module| is_within(import, module)).max_by_key(|module| module.len());
    let mut edges = BTreeSet::new();
    for source in sources.iter().filter(|source| source.module().contains("::")) {
        let (room, from) = (source.room(), source.module());
        let inside = source.imports().into_iter().filter(|import| is_within(import, &room));
        let others = inside.filter_map(|import| within(&import).cloned()).filter(|to| *to != from && *to != room);
        edges.extend(others.map(|to| (from.clone(), to)));
    }
    // Whoever imports nothing that is left cannot be in a circle, and leaves.
    loop {
        let importers: BTreeSet<String> = edges.iter().map(|(from, _)| from.clone()).collect();
        let before = edges.len();
        edges.retain(|(_, to)| importers.contains(to));
        if edges.len() == before {
            break;
        }
    }
    assert!(edges.is_empty(), "a circle: {edges:#?}");
}

#[test]
fn only_the_terminal_prints() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !PRINTERS.contains(&source.path.as_str())) {
        let found = PRINTS.iter().filter(|prints| source.code.contains(**prints));
        wrong.extend(found.map(|prints| format!("{} uses {prints}", source.path)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn use_trees_are_taken_apart() {
    let cases: [(&str, &[&str]); 4] = [
        ("ground::site::Site;", &["ground::site::Site"]),
        ("read;", &["read"]),
        (
            "ground::{path, site::{Site, Resource},\n    facts};",
            &["ground::path", "ground::site::Site", "ground::site::Resource", "ground::facts"],
        ),
        ("write::write(&site)", &["write::write"]),
    ];
    for (tree, expected) in cases {
        assert_eq!(leaves(tree), expected, "{tree}");
    }
    let source = |path: &str, code: &str| Source { path: path.into(), code: code.into() };
    let cases = [
        ("write/lock.rs", "use super::manifest::Manifest;", "write::manifest::Manifest"),
        ("write/mod.rs", "use super::render::render;", "render::render"),
        ("understand/align/mod.rs", "use super::Document;", "understand::Document"),
        ("understand/align/cost.rs", "use super::super::{Document};", "understand::Document"),
    ];
    for (path, code, expected) in cases {
        assert_eq!(source(path, code).imports(), [expected], "{path}");
    }
}
