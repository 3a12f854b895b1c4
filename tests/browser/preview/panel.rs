//! What a page of the preview keeps besides its place, and how what is shown over it goes away.

use std::fs;

use serde_json::Value;

use super::{Desk, ENGLISH, check_same_page, has, in_panel};
use crate::page::{Page, Reader};
use crate::site::Project;

#[test]
fn an_error_can_be_put_away() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    fs::create_dir(desk.project.path("templates")).expect("a folder");
    let errors = in_panel(".errors:not([hidden])");
    let away: [fn(&mut Page); 2] =
        [|page| page.press("Escape"), |page| page.value::<()>(&format!("{}.click()", in_panel(".errors > button")))];
    for (number, put_away) in away.into_iter().enumerate() {
        desk.project.write("templates/texts.html", format!("{{{{ nothing_{number} }}}}"));
        page.wait("the error", &format!("!!{errors} && {errors}.textContent.includes('nothing_{number}')"));
        put_away(&mut page);
        page.wait("the error is gone", &format!("!{errors}"));
    }
}

#[test]
fn names_in_an_error_are_code() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    desk.project.write("seeds/lamp.en.md", "---\ndate: soon\n---\nThe lamp is lit.\n");
    let words = in_panel(".errors h2");
    page.wait("the error", &format!("!!{words} && {words}.innerHTML.startsWith('<code>date</code> must be')"));
}

#[test]
fn what_is_selected_stays_so_when_something_is_written_before_it() {
    let desk = Desk::of(Project::pages());
    let Some(mut page) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    let last: String = page.value("[...document.querySelectorAll('.text .s[id]')].at(-1).textContent");
    page.value::<Value>("getSelection().selectAllChildren([...document.querySelectorAll('.text .s[id]')].at(-1))");
    let opening = page.value::<String>("document.querySelector('.text .s').textContent");
    desk.edit(ENGLISH, opening.trim(), &format!("A new sentence stands here before all others. {opening}"));
    page.wait("the new sentence", &has("A new sentence stands here"));
    assert_eq!(page.value::<String>("getSelection().toString()").trim(), last.trim());
    check_same_page(&mut page);
}

#[test]
fn what_a_reader_has_opened_stays_open() {
    let desk = Desk::of(Project::pages());
    let text =
        "A note about the lamp.\n\n<details><summary>More</summary><p>It is old.</p></details>\n\nThe lamp is lit.\n";
    desk.project.write("seeds/lamp.en.md", text);
    desk.preview.next();
    let Some(mut page) = desk.open(Reader::DESK, "/en/lamp/") else { return };
    page.value::<Value>("document.querySelector('details').open = true");
    desk.edit("seeds/lamp.en.md", "The lamp is lit.", "The lamp is lit again.");
    page.wait("the new words", &has("The lamp is lit again."));
    assert!(page.value::<bool>("document.querySelector('details').open"));
    assert!(page.value::<bool>("window.same === true"), "the page was loaded anew");
}

#[test]
fn a_picture_that_changes_is_shown_as_it_is_now() {
    let desk = Desk::of(Project::pages());
    fs::create_dir(desk.project.path("assets")).expect("a folder");
    let picture = |width: u32| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"9\"/>");
    desk.project.write("assets/lamp.svg", picture(10));
    desk.project.write("seeds/lamp.en.md", "A note about the lamp.\n\nThe lamp: ![lit](/assets/lamp.svg) is lit.\n");
    desk.preview.next();
    let Some(mut page) = desk.open(Reader::DESK, "/en/lamp/") else { return };
    page.wait("the picture", "document.querySelector('main img')?.naturalWidth === 10");
    desk.project.write("assets/lamp.svg", picture(20));
    page.wait("the new picture", "document.querySelector('main img')?.naturalWidth === 20");
    assert!(page.value::<bool>("window.same === true"), "the page was loaded anew");
}

/// Says that the tab is looked at, or not, as the browser would.
fn look(page: &mut Page, away: bool) {
    page.value::<Value>(&format!(
        "Object.defineProperty(document, 'hidden', {{ value: {away}, configurable: true }}),
            document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}))"
    ));
}

#[test]
fn a_tab_that_nobody_looks_at_holds_no_connection_and_hears_all_when_it_is_seen() {
    let desk = Desk::of(Project::pages());
    let Some(mut seen) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    let Some(mut hidden) = desk.open(Reader::DESK, "/en/harbour/") else { return };
    look(&mut hidden, true);
    let opening = seen.value::<String>("document.querySelector('.text .s').textContent");
    desk.edit(ENGLISH, opening.trim(), &format!("A new sentence stands here. {opening}"));
    seen.wait("the new sentence", &has("A new sentence stands here"));
    assert!(!hidden.value::<bool>(&has("A new sentence stands here")));
    look(&mut hidden, false);
    hidden.wait("the new sentence", &has("A new sentence stands here"));
    check_same_page(&mut hidden);
}
