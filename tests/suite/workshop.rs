//! The workshop: whatever happens to a project between two builds, the second makes what a first one would.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use diglot::ground::config::Config;
use diglot::ground::fingerprint::Fingerprint;
use diglot::ground::theme::Theme;
use diglot::pipeline::{self, Project, Workshop};
use diglot::render::Basis;
use proptest::prelude::*;
use tempfile::TempDir;

use super::align::{KÖY, VILLAGE, WORDS};
use super::harness::{ENGLISH, SPANISH};

const TEXTS: [&str; 6] = [
    ENGLISH,
    SPANISH,
    "# The harbour\n\nNobody knew in 1956 where the boats had gone. We waited *for an hour* and went home.\n",
    "# El puerto\n\nNadie sabía en 1956 adónde habían ido los barcos. Esperamos *una hora* y volvimos a casa.\n",
    "---\ntitle: Notes\ndate: 2024-05-01\nlanguage: en\n---\nA note about the lighthouse, and about nothing else.\n",
    "",
];

const CONFIGS: [&str; 4] = [
    "",
    "base_url = 'https://example.org/'\npages = 'work'\n",
    "pages = 'work'\nalign = false\nlanguages = ['es', 'en']\n",
    "title = { en = 'Letters', es = 'Cartas' }\nparagraphs = 'source'\n",
];

const FILES: [&str; 7] = ["a.txt", "b.txt", "c.en.md", "c.es.md", "en/d.md", "es/d.md", "e.md"];

const TEMPLATES: [&str; 3] = [
    "{% extends \"default/texts.html\" %}{% block footer %}<p>{{ works | length }}</p>{% endblock %}",
    "{{ nothing.there }}",
    "{% extends \"default/texts.html\" %}",
];

/// What an author does between two builds.
#[derive(Clone, Debug)]
enum Edit {
    Write(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    /// Moves the folder `en` away, or back.
    Move(bool),
    /// Leaves a file that is no text.
    Litter,
    Configure(usize),
    Template(usize),
    Title(usize, &'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let (file, text) = (0..FILES.len(), 0..TEXTS.len());
    prop_oneof![
        6 => (file.clone(), text).prop_map(|(file, text)| Edit::Write(file, text)),
        1 => file.clone().prop_map(Edit::Remove),
        1 => (file.clone(), file.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => prop::bool::ANY.prop_map(Edit::Move),
        1 => Just(Edit::Litter),
        1 => (0..CONFIGS.len()).prop_map(Edit::Configure),
        1 => (0..TEMPLATES.len()).prop_map(Edit::Template),
        1 => (file, prop::sample::select(vec!["One", "Two"])).prop_map(|(file, title)| Edit::Title(file, title)),
    ]
}

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        let folder = TempDir::new().expect("a folder for temporary files");
        fs::create_dir_all(folder.path().join("templates")).expect("a folder");
        for name in ["seeds/en", "seeds/es"] {
            fs::create_dir_all(folder.path().join(name)).expect("a folder");
        }
        Desk { folder }
    }

    fn project(&self) -> Project {
        Project::new(self.folder.path())
    }

    fn put(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).expect("a file of the test");
    }

    /// Returns the paths that a watch would name.
    fn carry_out(&self, edit: &Edit) -> BTreeSet<PathBuf> {
        let put = |path: &str, text: &str| {
            let file = self.folder.path().join(path);
            let _ = fs::create_dir_all(file.parent().expect("a folder around it"));
            self.put(path, text);
            vec![file]
        };
        let rename = |from: &str, to: &str| {
            let [from, to] = [from, to].map(|name| self.folder.path().join("seeds").join(name));
            let _ = fs::rename(&from, &to);
            vec![from, to]
        };
        let touched = match edit {
            Edit::Write(file, text) => put(&format!("seeds/{}", FILES[*file]), TEXTS[*text]),
            Edit::Remove(file) => {
                let file = self.folder.path().join("seeds").join(FILES[*file]);
                let _ = fs::remove_file(&file);
                vec![file]
            }
            Edit::Rename(from, to) => rename(FILES[*from], FILES[*to]),
            Edit::Move(true) => rename("en", "moved"),
            Edit::Move(false) => rename("moved", "en"),
            Edit::Litter => put("seeds/picture.bin", ""),
            Edit::Configure(config) => put("diglot.toml", CONFIGS[*config]),
            Edit::Template(template) => put("templates/texts.html", TEMPLATES[*template]),
            Edit::Title(file, title) => {
                put(&format!("seeds/{}", FILES[*file]), &format!("---\ntitle: {title}\n---\n{}", TEXTS[*file % 4]))
            }
        };
        touched.into_iter().collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_site_is_that_of_a_first_build(
        edits in prop::collection::vec((edit(), prop::bool::weighted(0.7)), 1..9)
    ) {
        let desk = Desk::new();
        desk.put("seeds/a.txt", ENGLISH);
        let mut workshop = Workshop::new(desk.project());
        for (edit, is_told) in &edits {
            let mut changed = desk.carry_out(edit);
            if !is_told {
                changed.clear();
            }
            let mut again = workshop.build(&changed).expect("a build");
            while workshop.is_behind() {
                again = workshop.catch_up().expect("a build").unwrap_or(again);
            }
            workshop.sweep();
            let first = pipeline::build(&desk.project()).expect("a build");
            prop_assert_eq!(again.site, first.site);
            prop_assert_eq!(again.made.library, first.made.library);
            prop_assert_eq!(again.made.diagnostics, first.made.diagnostics);
        }
    }
}

#[test]
fn what_did_not_change_is_the_same_in_memory() {
    let desk = Desk::new();
    desk.put("diglot.toml", CONFIGS[2]);
    for (file, text) in [("c.en.md", 2), ("c.es.md", 3), ("a.txt", 0), ("b.txt", 1)] {
        desk.put(&format!("seeds/{file}"), TEXTS[text]);
    }
    let mut workshop = Workshop::new(desk.project());
    let before = workshop.build(&BTreeSet::new()).expect("a build");
    desk.put("seeds/c.en.md", &TEXTS[2].replace("an hour", "two hours"));
    let after = workshop.build(&BTreeSet::new()).expect("a build");
    let (before, after) = (before.site.expect("a site"), after.site.expect("a site"));
    let works: Vec<_> = after.iter().filter(|(path, _)| path.as_str().matches('/').count() == 2).collect();
    assert_eq!(works.len(), 4, "two works in two languages");
    for (path, page) in works {
        let is_shared = before.get(path).is_some_and(|old| std::ptr::eq(&*old.bytes, &*page.bytes));
        assert_eq!(is_shared, !path.as_str().contains("/el-puerto/"), "{path}");
    }
}

#[test]
fn a_word_list_that_is_written_aligns_the_texts_anew() {
    let desk = Desk::new();
    desk.put("seeds/village.en.txt", VILLAGE);
    desk.put("seeds/village.tr.txt", KÖY);
    let mut workshop = Workshop::new(desk.project());
    let before = workshop.build(&BTreeSet::new()).expect("a build");
    desk.put("seeds/words.en-tr.tsv", WORDS);
    let (after, first) =
        (workshop.build(&BTreeSet::new()).expect("a build"), pipeline::build(&desk.project()).expect("a build"));
    assert_ne!(after.made.library, before.made.library);
    assert_eq!((after.made.library, after.site), (first.made.library, first.site));
}

#[test]
fn an_edit_of_a_text_that_is_learned_from_leaves_other_works_alone_until_there_is_time() {
    let desk = Desk::new();
    desk.put("diglot.toml", CONFIGS[1]);
    for number in 0..40 {
        desk.put(&format!("seeds/w{number}.en.txt"), &format!("Letter {number}\n\n{ENGLISH}"));
        desk.put(&format!("seeds/w{number}.es.txt"), &format!("Carta {number}\n\n{SPANISH}"));
    }
    let mut workshop = Workshop::new(desk.project());
    let before = workshop.build(&BTreeSet::new()).expect("a build");
    assert!(!workshop.is_behind());
    desk.put("seeds/w7.en.txt", &format!("Letter 7\n\nThis is new.\n\n{ENGLISH}"));
    let edited = BTreeSet::from([desk.folder.path().join("seeds/w7.en.txt")]);
    let at_once = workshop.build(&edited).expect("a build");
    workshop.sweep();
    let (before, at_once) = (before.made.library.works, at_once.made.library.works);
    let others: Vec<_> = before.iter().zip(&at_once).filter(|(before, after)| Arc::ptr_eq(before, after)).collect();
    assert_eq!(others.len(), before.len() - 1);
    let mut caught_up = None;
    while workshop.is_behind() {
        caught_up = workshop.catch_up().expect("a build");
    }
    let (caught_up, first) = (caught_up.expect("a site"), pipeline::build(&desk.project()).expect("a build"));
    assert_eq!((caught_up.site, caught_up.made.library), (first.site, first.made.library));
}

#[test]
fn only_what_pages_show_of_the_configuration_has_them_made_again() {
    let theme = Theme::embedded();
    let key = |text: &str| {
        let (config, diagnostics) = Config::parse("diglot.toml", text);
        assert_eq!(diagnostics, []);
        Basis::new(&[], 1, &config, &theme).key(Fingerprint::of("a work"), true)
    };
    for text in
        ["[check]\nsilence = [\"length\"]", "[publish.web]\nkind = \"folder\"\npath = \"web\"", "host = \"apache\""]
    {
        assert_eq!(key(text), key(""), "{text}");
    }
    for text in [
        "base_url = \"https://example.org/\"",
        "title = \"T\"",
        "description = \"D\"",
        "author = \"A\"",
        "pages = \"work\"",
        "names = { es = \"Castellano\" }",
    ] {
        assert_ne!(key(text), key(""), "{text}");
    }
}
