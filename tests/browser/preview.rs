//! The preview in a browser: open pages follow what an author does to the project, without losing the reader's place.

mod panel;

use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use walkdir::WalkDir;

use crate::page::{Page, Reader};
use crate::previewed::Preview;
use crate::site::Project;

/// A project, its preview, and a reader of it.
struct Desk {
    project: Project,
    preview: Preview,
}

impl Desk {
    fn of(project: Project) -> Desk {
        let preview = Preview::start(project.preview());
        Desk { project, preview }
    }

    /// Opens a page of the preview in a window of its own, and marks it, so that it can be told from the page loaded anew.
    fn open(&self, reader: Reader, path: &str) -> Option<Page> {
        let mut page = reader.sit_down()?;
        page.open(&format!("http://localhost:{}{path}", self.preview.port));
        // Who comes before the first build has ended gets a page that becomes the site by being loaded anew.
        page.wait("the site", "!!document.querySelector('main') && !!document.querySelector('diglot-preview')");
        page.value::<bool>("window.same = true");
        Some(page)
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.project.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(text.contains(from), "{from} is not in {name}");
        self.project.write(name, text.replacen(from, to, 1));
    }

    /// Checks that what is served is what a fresh build writes.
    fn check_same_as_build(self) {
        let fresh = self.project.build_with_drafts();
        for entry in WalkDir::new(fresh.site()).into_iter().map(|entry| entry.expect("a readable site")) {
            let path =
                entry.path().strip_prefix(fresh.site()).expect("a file of the site").to_string_lossy().into_owned();
            if entry.file_type().is_file() && !path.starts_with('.') {
                let answer = self.preview.get(&format!("/{path}"));
                assert!(
                    answer.plain() == fs::read(entry.path()).expect("a file"),
                    "{path} is served as\n{}",
                    answer.text()
                );
            }
        }
    }
}

/// Returns an expression that tells whether `words` are on the page.
fn has(words: &str) -> String {
    format!("!!document.body?.textContent.includes({words:?})")
}

/// Returns an expression that finds something in the panel of preview.
fn in_panel(selector: &str) -> String {
    format!("document.querySelector('diglot-preview').shadowRoot.querySelector({selector:?})")
}

/// Checks that the page was not loaded anew, and is to the letter what it would be then.
fn check_same_page(page: &mut Page) {
    assert!(page.value::<bool>("window.same === true"), "the page was loaded anew");
    assert_eq!(page.complaints(), Vec::<String>::new());
    let difference: Option<(String, String)> = page.value(
        "fetch(location.href).then(answer => answer.text()).then(text => {
            document.querySelectorAll('.peek').forEach(peek => peek.remove());
            document.querySelectorAll('[aria-expanded]').forEach(mark => mark.removeAttribute('aria-expanded'));
            const fresh = new DOMParser().parseFromString(text.replace(/<style[^]*?<.style>/g, ''), 'text/html');
            const parts = page => [page.title, page.documentElement.lang, page.body.className, page.body.innerHTML];
            const [is, be] = [parts(document).join(' '), parts(fresh).join(' ')];
            const at = [...is].findIndex((letter, at) => letter !== be[at]);
            return is === be ? null : [is.slice(at, at + 200), be.slice(at, at + 200)];
        })",
    );
    assert_eq!(difference, None);
}

/// The text of a work that is long enough to be scrolled.
const ENGLISH: &str = "seeds/harbour.en.txt";
const SPANISH: &str = "seeds/harbour.es.txt";

/// Returns the last words of a text, which are far down its page.
fn last_sentence(project: &Project, name: &str) -> String {
    let text = fs::read_to_string(project.path(name)).expect("a text");
    text.trim_end().rsplit(". ").next().expect("a sentence").to_owned()
}

#[test]
fn open_pages_of_both_languages_follow_what_is_written() {
    let desk = Desk::of(Project::pages());
    let Some(mut english) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    let Some(mut index) = desk.open(Reader::DESK, "/en/") else { return };
    let Some(mut facing) = desk.open(Reader::DESK, "/en-es/harbour/") else { return };
    let Some(mut spanish) = desk.open(Reader::DESK, "/es/harbour/") else { return };
    let title = english.value::<String>("document.querySelector('h1').textContent");
    desk.edit(ENGLISH, &title, "A harbour by another name");
    for page in [&mut english, &mut index, &mut facing] {
        page.wait("the new title", &has("A harbour by another name"));
    }
    english.wait("the title of the window", "document.title.includes('A harbour by another name')");
    let last = last_sentence(&desk.project, SPANISH);
    desk.edit(SPANISH, &last, "Así termina todo. Fin.");
    for page in [&mut spanish, &mut facing] {
        page.wait("the new end", &has("Así termina todo."));
    }
    for page in [&mut english, &mut index, &mut facing, &mut spanish] {
        check_same_page(page);
    }
    desk.check_same_as_build();
}

#[test]
fn a_page_keeps_its_scroll_focus_and_peeks() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader { height: 400, ..Reader::PHONE }, "/en/harbour/") else { return };
    let mark = "document.querySelectorAll('.mark')[3]";
    page.value::<Value>(&format!("{mark}.scrollIntoView({{ block: 'center' }})"));
    page.click(".text > p:nth-of-type(4) .mark");
    page.wait("the peek", "!!document.querySelector('.peek')");
    page.value::<Value>(&format!("{mark}.focus()"));
    let top = format!("{mark}.getBoundingClientRect().top");
    let before: f64 = page.value(&top);
    // A sentence before what the reader sees: all numbers change, and so does the height of what is above.
    let opening = page.value::<String>("document.querySelector('.text .s').textContent");
    desk.edit(
        ENGLISH,
        opening.trim(),
        &format!("A new sentence stands here before all others, and it is long. {opening}"),
    );
    page.wait("the new sentence", &has("A new sentence stands here"));
    let after: f64 = page.value(&top);
    assert!((before - after).abs() < 2.0, "the text moved from {before} to {after}");
    assert!(page.value::<bool>(&format!("document.activeElement === {mark}")));
    assert!(page.value::<bool>(&format!("{mark}.parentElement.nextElementSibling.className === 'peek'")));
    check_same_page(&mut page);
}

#[test]
fn an_open_peek_shows_what_is_written_on_the_other_side() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    page.click(".mark");
    page.wait("the peek", "!!document.querySelector('.peek')");
    let word = page.value::<String>("document.querySelector('.peek').textContent.trim().split(' ')[0]");
    desk.edit(SPANISH, &format!("{word} "), "Palabra ");
    page.wait("the new word", "document.querySelector('.peek').textContent.includes('Palabra')");
    check_same_page(&mut page);
}

#[test]
fn texts_come_and_go() {
    let desk = Desk::of(Project::pages());
    let Some(mut index) = desk.open(Reader::DESK, "/en/") else { return };
    let Some(mut work) = desk.open(Reader::DESK, "/en/bread/") else { return };
    desk.project.write(
        "seeds/sea.en.md",
        "# The sea at night\n\nThe sea was quiet, and the boats lay still until the morning came.\n",
    );
    index.wait("the new work", &has("The sea at night"));
    fs::remove_file(desk.project.path("seeds/bread.en.txt")).expect("a seed");
    fs::remove_file(desk.project.path("seeds/bread.es.txt")).expect("a seed");
    work.wait("the page is gone", "document.body?.className === 'not-found'");
    let status = work.value::<u64>("fetch(location.href).then(answer => answer.status)");
    assert_eq!(status, 404);
    desk.check_same_as_build();
}

#[test]
fn a_style_sheet_is_swapped() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    fs::create_dir(desk.project.path("assets")).expect("a folder");
    for colour in ["rgb(1, 2, 3)", "rgb(4, 5, 6)"] {
        desk.project.write("assets/texts.css", format!("main {{ color: {colour} }}"));
        page.wait("the colour", &format!("getComputedStyle(document.querySelector('main')).color === {colour:?}"));
    }
    check_same_page(&mut page);
    fs::remove_dir_all(desk.project.path("assets")).expect("a folder");
    page.wait(
        "the old colour",
        "getComputedStyle(document.querySelector('main')).color === getComputedStyle(document.body).color",
    );
    check_same_page(&mut page);
    desk.check_same_as_build();
}

#[test]
fn an_error_is_shown_over_the_last_good_page_until_it_is_mended() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    fs::create_dir(desk.project.path("templates")).expect("a folder");
    let broken = "{% extends \"default/texts.html\" %}\n{% block main %}<b id=\"in\"><img src=x onerror=\"window.run = 1\">{{ nothing }}{% endblock %}";
    let errors = in_panel(".errors:not([hidden])");
    for (name, content, place) in [
        ("templates/texts.html", broken, "templates/texts.html:2:"),
        ("diglot.toml", "pages = \"work\"\nlanguages = [\n", "diglot.toml:2"),
        ("seeds/sea.md", "+++\ntitle = <b>\n+++\nThe sea was quiet that night.\n", "seeds/sea.md:2:"),
    ] {
        let before = fs::read(desk.project.path(name)).ok();
        desk.project.write(name, content);
        page.wait("the error", &format!("!!{errors}"));
        let shown = page.value::<String>(&format!("{errors}.textContent"));
        assert!(shown.contains(place), "{place} is not in {shown}");
        assert!(page.value::<bool>(&format!("!!{}", in_panel(".errors pre mark"))), "{name}");
        assert!(page.value::<bool>("document.querySelectorAll('main p').length > 1"), "the page stays");
        assert!(page.value::<bool>(&format!("!{} && !window.run", in_panel("b, img"))), "what is shown is text");
        match before {
            Some(before) => desk.project.write(name, before),
            None => fs::remove_file(desk.project.path(name)).expect("a file"),
        }
        page.wait("the error is gone", &format!("!{errors}"));
    }
    check_same_page(&mut page);
    desk.check_same_as_build();
}

#[test]
fn a_hundred_saves_and_saves_by_renaming_end_in_what_was_saved_last() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    let text = fs::read_to_string(desk.project.path(ENGLISH)).expect("a text");
    for number in 0..100 {
        let saved = format!("{text}\n\nThis is save number {number} of them all.\n");
        match number % 2 {
            0 => fs::write(desk.project.path(ENGLISH), saved).expect("a file"),
            _ => desk.project.write(ENGLISH, saved),
        }
        thread::sleep(Duration::from_millis(10));
    }
    page.wait("the last save", &has("number 99 of"));
    check_same_page(&mut page);
    desk.check_same_as_build();
}

/// Whether the words are in the window.
fn seen(words: &str) -> String {
    format!(
        "[...document.querySelectorAll('.s')].some(segment => {{
            const {{ top, bottom }} = segment.getBoundingClientRect();
            return segment.textContent.includes({words:?}) && bottom > 0 && top < innerHeight;
        }})"
    )
}

#[test]
fn a_page_scrolls_to_what_is_edited_in_either_language() {
    let desk = Desk::of(Project::reviews());
    let small = Reader { height: 300, ..Reader::PHONE };
    let Some(mut english) = desk.open(small, "/en/") else { return };
    let Some(mut spanish) = desk.open(small, "/es/") else { return };
    let words: String = english.value(
        "[...document.querySelectorAll('.s[id]')].findLast(({ textContent }) => textContent.length > 80).textContent",
    );
    desk.edit(&english_seed(&desk.project), words.trim(), "This is the new end of it all.");
    english.wait("the new end", &seen("the new end of it all"));
    let find = "[...document.querySelectorAll('.s[id]')].find(({ textContent }) => textContent.includes('the new end of it all'))";
    let id: String = english.value(&format!("{find}.id"));
    let counterpart = format!("document.getElementById({id:?}).getBoundingClientRect()");
    spanish.wait("its counterpart", &format!("{counterpart}.bottom > 0 && {counterpart}.top < innerHeight"));
    check_same_page(&mut english);
    check_same_page(&mut spanish);
}

#[test]
fn a_reader_who_scrolls_is_left_alone() {
    let desk = Desk::of(Project::reviews());
    let Some(mut page) = desk.open(Reader { height: 300, ..Reader::PHONE }, "/en/") else { return };
    let words: String = page.value(
        "[...document.querySelectorAll('.s[id]')].findLast(({ textContent }) => textContent.length > 80).textContent",
    );
    page.press("PageDown");
    let before: f64 = page.value("scrollY");
    desk.edit(&english_seed(&desk.project), words.trim(), "This is the new end of it all.");
    page.wait("the new end", &has("the new end of it all"));
    assert_eq!(page.value::<f64>("scrollY"), before);
}

/// Returns the seed of the review in English.
fn english_seed(project: &Project) -> String {
    let seeds = fs::read_dir(project.path("seeds")).expect("seeds").flatten();
    let names = seeds.map(|entry| entry.file_name().to_string_lossy().into_owned());
    format!("seeds/{}", names.into_iter().find(|name| name.starts_with("001")).expect("a seed"))
}

#[test]
fn findings_are_a_quiet_count_that_opens_a_list_of_places() {
    let desk = Desk::of(Project::bare());
    let Some(mut page) = desk.open(Reader::DESK, "/en/") else { return };
    let (count, list) = (in_panel(".count:not([hidden])"), in_panel(".list:not([hidden])"));
    page.wait("the count", &format!("!!{count}"));
    assert!(page.value::<String>(&format!("{count}.textContent")).ends_with("findings"));
    assert!(page.value::<bool>(&format!("!{list}")), "it is quiet");
    page.value::<Value>(&format!("{count}.click()"));
    assert!(page.value::<bool>(&format!("!!{list}")));
    let sides: Vec<String> = page
        .value(&format!("[...{list}.querySelector('article').querySelectorAll('a [lang]')].map(side => side.lang)"));
    assert!(sides.len() == 2 && sides[0] != sides[1], "{sides:?}");
    let link = "a[href^=\"/en/#s\"]";
    let place: String = page.value(&format!("{list}.querySelector({link:?}).hash.slice(1)"));
    page.value::<Value>(&format!("{list}.querySelector({link:?}).click()"));
    page.wait("the place", &format!("document.querySelector(':target')?.id === {place:?}"));
    assert!(page.value::<bool>("window.same === true"), "the place is on this page");
}

#[test]
fn a_draft_says_that_it_is_one() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader::DESK, "/en/letter/") else { return };
    let text = fs::read_to_string(desk.project.path("seeds/letter.en.txt")).expect("a text");
    desk.project.write("seeds/letter.en.txt", format!("---\ndraft: true\n---\n{text}"));
    page.wait("the label", "!!document.querySelector('.draft')?.checkVisibility()");
    check_same_page(&mut page);
    desk.check_same_as_build();
}

#[test]
fn a_page_says_that_the_preview_has_ended_and_goes_on_with_the_next() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader::DESK, "/en/letter/") else { return };
    let (notice, port) = (in_panel(".stopped:not([hidden])"), desk.preview.port);
    assert!(page.value::<bool>(&format!("!{notice}")), "it is running");
    let Desk { project, preview } = desk;
    drop(preview);
    page.wait("the notice", &format!("!!{notice}"));
    project.write("seeds/letter.en.txt", "A letter\n\nWhat was written while nobody showed it.\n");
    let desk = Desk { preview: Preview::start(project.preview_at(port)), project };
    page.wait("what was written meanwhile", &has("while nobody showed it"));
    page.wait("the end of the notice", &format!("!{notice}"));
    desk.check_same_as_build();
}
