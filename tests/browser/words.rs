//! The words of a seed reach the page unchanged, in order, once.

use std::fs;
use std::path::Path;

use crate::page::{Page, Reader};
use crate::server::Server;
use crate::site::{Project, text_files};

/// Returns the texts of the page as a reader sees them, blocks apart, without what the page adds: marks that lead to
/// another language and whatever is in one.
const TEXT: &str = "(() => {
    const added = 'a[hreflang], button, script, style, summary, [aria-hidden=true]';
    const foreign = element => element.closest('[lang]').lang !== document.documentElement.lang;
    const block = element => getComputedStyle(element).display.startsWith('inline') ? block(element.parentElement) : element;
    let [text, last] = ['', null];
    for (const root of document.querySelectorAll('main .text')) {
        const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (nodes.nextNode()) {
            const parent = nodes.currentNode.parentElement;
            if (parent.closest(added) || foreign(parent)) continue;
            if (block(parent) !== last) text += ' ';
            last = block(parent);
            text += nodes.currentNode.data;
        }
    }
    return text;
})()";

/// Returns the words of plain text without the line breaks that some reviews are dumped with.
fn words(text: &str) -> Vec<String> {
    let text = ["<br />", "<br/>", "<br>"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, " "));
    text.split_whitespace().map(str::to_owned).collect()
}

fn seed_words(folder: &str, name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
    words(&fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn page_words(page: &mut Page) -> Vec<String> {
    words(&page.value::<String>(TEXT))
}

fn check_reviews(project: Project, scripts: bool) {
    let Some(mut page) = Reader { scripts, ..Reader::DESK }.sit_down() else { return };
    let project = project.build();
    let server = Server::start(&project.site(), "/");
    let names = text_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"));
    let names: Vec<_> = names.iter().map(|path| path.file_name().expect("a file").to_string_lossy()).collect();
    for (name, tag) in names.iter().zip(["es", "en"]) {
        page.open(&server.url(&format!("{tag}/index.html")));
        assert_eq!(page_words(&mut page), seed_words("seeds", name), "{name}");
    }
}

#[test]
fn a_review_is_on_its_page_word_for_word() {
    check_reviews(Project::reviews(), true);
    check_reviews(Project::reviews(), false);
}

#[test]
fn a_bare_review_is_on_its_page_word_for_word() {
    check_reviews(Project::bare(), true);
}

#[test]
fn a_text_with_a_title_is_on_its_page_word_for_word() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::three_languages().build();
    let server = Server::start(&project.site(), "/");
    for (name, tag) in [("harbour", "en"), ("harbour", "es"), ("harbour", "ar"), ("bread", "es"), ("letter", "en")] {
        page.open(&server.url(&format!("{tag}/{name}/index.html")));
        let seed = seed_words("tests/browser/works", &format!("{name}.{tag}.txt"));
        let text = page_words(&mut page);
        // The first line may have become the heading of the page.
        let heading = words(&page.value::<String>("document.querySelector('h1').textContent"));
        let with_heading = [heading, text.clone()].concat();
        assert!(text == seed || with_heading == seed, "{name} in {tag}:\n{text:?}\nis not\n{seed:?}");
    }
}
