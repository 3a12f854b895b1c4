//! Texts that change while a site is made of them: nothing may be made of half of what they were.

use diglot::ground::diagnostic::Failure;
use diglot::ground::path::SitePath;
use diglot::ground::site::Resource;
use diglot::pipeline::{self, Cache, Sink, Stage};
use rayon::ThreadPoolBuilder;

use super::harness::{ENGLISH, Project, SPANISH};

/// Takes files and puts them nowhere.
struct Nowhere;

impl Sink for Nowhere {
    type Receipt = ();

    fn put(&self, _: &SitePath, _: &Resource) -> Result<(), Failure> {
        Ok(())
    }
}

/// Returns a project of a text in two languages, which comes after one that takes all the room there is in memory.
fn project() -> Project {
    let draft = format!("---\ndraft: true\n---\n{}", "The ferry left at seven.\n\n".repeat(1_000_000));
    Project::new().file("seeds/a.en.md", draft).file("seeds/z.en.md", ENGLISH).file("seeds/z.es.md", SPANISH)
}

/// Makes the site of `project`. Once all texts have been read and before there are pages, the English one becomes `text`.
fn make(project: &Project, text: &str) -> Result<(), Failure> {
    make_and_change(project, Stage::Rendering, text)
}

/// Makes the site of `project`. At the beginning of the stage `when`, its English text becomes `text`.
fn make_and_change(project: &Project, when: Stage, text: &str) -> Result<(), Failure> {
    let mut change = |stage| {
        if stage == when {
            std::fs::write(project.path("seeds/z.en.md"), text).expect("a file of the test");
        }
    };
    let root = pipeline::Project::new(project.path(""));
    // Several threads would not read the texts in their order.
    let thread = ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    thread.install(|| pipeline::make(&root, &mut change, &Nowhere, &|_| (), Cache::default)).map(drop)
}

#[test]
fn a_text_that_was_let_go_and_is_another_when_it_is_read_again_ends_the_build() {
    let project = project();
    assert!(make(&project, ENGLISH).is_ok());
    let failure = make(&project, SPANISH).expect_err("it changed");
    assert!(failure.message.ends_with("z.en.md changed while its site was made"), "{failure:?}");
}

#[test]
fn broken_templates_do_not_hide_that_a_text_changed() {
    let project = project().file("templates/texts.html", "{% if %}");
    let failure = make(&project, SPANISH).expect_err("it changed");
    assert!(failure.message.ends_with("z.en.md changed while its site was made"), "{failure:?}");
}

#[test]
fn which_language_a_text_is_in_is_found_out_while_it_is_read_for_the_first_time() {
    let draft = |text: &str| format!("---\ndraft: true\n---\n{text}");
    let project = project().file("seeds/0.en.md", "# Fog\n\nNobody on the quay saw the ferry.\n");
    let project = project.file("seeds/z.en.md", draft(ENGLISH)).file("seeds/z.es.md", draft(SPANISH));
    assert!(make_and_change(&project, Stage::Understanding, SPANISH).is_ok(), "nobody asks for a draft again");
}
