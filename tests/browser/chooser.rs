//! The first page, `/`: a plain list of languages, which takes a reader on where it knows the way.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::page::{Page, Reader};
use crate::server::Server;
use crate::site::Project;
use crate::toggle::{language, link_to, place};

/// A reader of none of the site's languages.
const RUSSIAN: Reader = Reader { languages: "ru", ..Reader::DESK };

/// A reader of Mexican Spanish, who also reads English.
const MEXICAN: Reader = Reader { languages: "es-MX,en", ..Reader::DESK };

/// A reader of Spanish alone.
const SPANISH: Reader = Reader { languages: "es", ..Reader::DESK };

fn check_leads(reader: Reader, to: &str) {
    let Some(mut page) = reader.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.base());
    assert_eq!(place(&page.address()), server.url(to));
    assert_eq!(page.complaints(), Vec::<String>::new());
}

/// Returns the choices of the list.
fn choices(page: &mut Page) -> Value {
    page.value(
        "[...document.querySelectorAll('main a[hreflang]')].map(link => ({
            hreflang: link.hreflang,
            lang: (link.querySelector('[lang]') ?? link).closest('[lang]').lang,
            seen: link.checkVisibility(),
        }))",
    )
}

fn check_lists(page: &mut Page, address: &str) {
    page.open(address);
    assert_eq!(place(&page.address()), place(address));
    let both = ["en", "es"].map(|tag| json!({ "hreflang": tag, "lang": tag, "seen": true }));
    assert_eq!(choices(page), json!(both));
    let names: Vec<String> = page.value("[...document.querySelectorAll('main a[hreflang]')].map(a => a.textContent)");
    assert!(names[0].contains("English") && names[1].to_lowercase().contains("español"), "{names:?}");
    for tag in ["es", "en"] {
        page.open(address);
        page.follow(&format!("main a[hreflang='{tag}']"));
        assert_eq!(language(page), tag);
    }
}

#[test]
fn the_first_page_takes_a_reader_to_the_language_of_their_browser() {
    check_leads(MEXICAN, "es/");
    check_leads(SPANISH, "es/");
    check_leads(Reader { languages: "ru,fr,en-US,es", ..Reader::DESK }, "en/");
}

#[test]
fn a_reader_of_neither_language_stays_and_sees_the_list() {
    check_leads(RUSSIAN, "");
    let Some(mut page) = RUSSIAN.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.base());
    assert_eq!(place(&page.address()), server.base());
    assert_eq!(choices(&mut page).as_array().map(Vec::len), Some(2));
}

#[test]
fn the_first_page_is_a_plain_list_without_scripts() {
    let Some(mut page) = Reader { scripts: false, ..MEXICAN }.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    check_lists(&mut page, &server.base());
    check_lists(&mut page, &project.file("index.html"));
}

/// Chooses English against the browser's wish, then comes again.
fn check_choice_kept(first: &str) {
    let Some(mut page) = SPANISH.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    for base in [server.base(), project.file("")] {
        page.open(&format!("{base}{first}"));
        assert_eq!(language(&mut page), "es");
        page.follow(&link_to("en"));
        assert_eq!(language(&mut page), "en");
        // What one page of a disk stores, the browser tells to the next one a moment later: nobody is that quick.
        let comes_back = |_| {
            thread::sleep(Duration::from_millis(100));
            page.open(&format!("{base}index.html"));
            language(&mut page) == "en"
        };
        assert!((0..50).any(comes_back), "{base} forgets what was chosen");
    }
}

#[test]
fn a_choice_is_remembered_and_wins_over_the_browser() {
    check_choice_kept("index.html");
    check_choice_kept("es/index.html");
}

#[test]
fn a_choice_from_the_list_is_remembered() {
    let Some(mut page) = RUSSIAN.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.base());
    page.follow("main a[hreflang='es']");
    assert_eq!(cookie(&mut page), "diglot_language=es");
    page.open(&server.base());
    assert_eq!(place(&page.address()), server.url("es/"));
}

/// Returns what a server that negotiates at the root is told of the choice.
fn cookie(page: &mut Page) -> String {
    page.value("document.cookie")
}

#[test]
fn a_server_is_told_of_a_choice_and_of_nothing_else() {
    let Some(mut page) = SPANISH.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.base());
    assert_eq!((language(&mut page).as_str(), cookie(&mut page).as_str()), ("es", ""));
    page.follow(&link_to("en"));
    assert_eq!((language(&mut page).as_str(), cookie(&mut page).as_str()), ("en", "diglot_language=en"));
}

#[test]
fn only_the_first_page_leads_on() {
    let Some(mut page) = MEXICAN.sit_down() else { return };
    let project = Project::three_languages().build();
    let server = Server::start(&project.site(), "/");
    for path in project.html().iter().filter(|path| *path != "index.html") {
        page.open(&server.url(path));
        assert_eq!(page.address(), server.url(path));
    }
}

#[test]
fn back_leaves_the_site_and_does_not_bounce() {
    let Some(mut page) = MEXICAN.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let link = format!("<!doctype html><title>Elsewhere</title><a href='{}'>A site</a>", server.base());
    std::fs::write(elsewhere.path().join("index.html"), link).expect("a page");
    let other = Server::start(elsewhere.path(), "/");
    page.open(&other.base());
    page.follow("a");
    assert_eq!(place(&page.address()), server.url("es/"));
    page.back();
    assert_eq!(page.address(), other.base());
}

#[test]
fn the_first_page_leads_on_from_a_folder_on_the_disk() {
    let Some(mut page) = MEXICAN.sit_down() else { return };
    let project = Project::reviews().build();
    page.open(&project.file("index.html"));
    assert_eq!(page.address(), project.file("es/index.html"));
}
