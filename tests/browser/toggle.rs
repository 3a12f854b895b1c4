//! The language toggle: plain links, near the top, one click.

use serde_json::{Value, json};

use crate::page::{Page, Reader};
use crate::server::Server;
use crate::site::Project;

/// Returns the selector of the toggle's link to `language`.
pub(crate) fn link_to(language: &str) -> String {
    format!("nav.languages a[hreflang='{language}']")
}

/// Returns the language that the page says it is in.
pub(crate) fn language(page: &mut Page) -> String {
    page.value("document.documentElement.lang")
}

/// Returns the address without its fragment, and without the name that a folder's page has anyway.
pub(crate) fn place(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    address.trim_end_matches("index.html").to_owned()
}

/// Follows the toggle from `from` to `to` and back, one click each.
fn check_there_and_back(page: &mut Page, server: &Server, [from, to]: [&str; 2], rest: &str) {
    page.open(&server.url(&format!("{from}/{rest}")));
    assert_eq!(language(page), from);
    for language_of_link in [to, from] {
        page.follow(&link_to(language_of_link));
        assert_eq!(language(page), language_of_link);
        assert_eq!(place(&page.address()), place(&server.url(&format!("{language_of_link}/{rest}"))));
    }
}

fn check_toggle(reader: Reader) {
    let Some(mut page) = reader.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    for pair in [["en", "es"], ["es", "en"]] {
        check_there_and_back(&mut page, &server, pair, "index.html");
    }
}

#[test]
fn one_click_leads_to_the_other_language_and_one_back() {
    check_toggle(Reader::DESK);
    check_toggle(Reader::PHONE);
}

#[test]
fn one_click_suffices_without_scripts_too() {
    check_toggle(Reader { scripts: false, ..Reader::DESK });
    check_toggle(Reader { scripts: false, ..Reader::PHONE });
}

#[test]
fn the_crossfade_does_not_hold_the_toggle_up() {
    check_toggle(Reader { still: false, ..Reader::DESK });
}

#[test]
fn pages_fade_into_each_other_for_who_likes_motion() {
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    for still in [false, true] {
        let Some(mut page) = (Reader { still, ..Reader::DESK }).sit_down() else { return };
        page.on_arrival("addEventListener('pagereveal', event => window.fades = !!event.viewTransition)");
        page.open(&server.url("en/index.html"));
        page.follow(&link_to("es"));
        assert_eq!(page.value::<Option<bool>>("window.fades"), Some(!still));
    }
}

#[test]
fn a_work_on_a_page_of_its_own_leads_to_its_translation() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::three_languages().build();
    let server = Server::start(&project.site(), "/");
    for [from, to] in [["en", "es"], ["es", "ar"], ["ar", "en"]] {
        check_there_and_back(&mut page, &server, [from, to], "harbour/index.html");
    }
}

/// Returns what the toggle tells a machine: its label, what is current, and its links.
fn toggle(page: &mut Page) -> Value {
    page.value(
        "(() => {
            const nav = document.querySelector('nav.languages');
            const name = element => element.querySelector('[lang]') ?? element;
            const said = element => ({ lang: name(element).lang, text: name(element).textContent.trim() });
            return {
                label: nav.getAttribute('aria-label') !== '',
                items: nav.querySelectorAll('ul > li').length,
                current: [...nav.querySelectorAll('[aria-current]')]
                    .map(element => ({ ...said(element), current: element.getAttribute('aria-current') })),
                links: [...nav.querySelectorAll('a')].map(link => ({
                    ...said(link),
                    hreflang: link.hreflang,
                    alternate: link.relList.contains('alternate'),
                })),
            };
        })()",
    )
}

fn link(tag: &str, name: &str) -> Value {
    json!({ "lang": tag, "text": name, "hreflang": tag, "alternate": true })
}

#[test]
fn each_language_stands_in_the_toggle_under_its_own_name() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::three_languages().build();
    let server = Server::start(&project.site(), "/");
    let names = [("en", "English"), ("es", "Español"), ("ar", "العربية")];
    for (here, name) in names {
        page.open(&server.url(&format!("{here}/harbour/index.html")));
        let others: Vec<Value> =
            names.iter().filter(|(tag, _)| *tag != here).map(|(tag, name)| link(tag, name)).collect();
        let expected = json!({
            "label": true,
            "items": 3,
            "current": [{ "lang": here, "text": name, "current": "true" }],
            "links": others,
        });
        assert_eq!(toggle(&mut page), expected, "{here}");
    }
}

#[test]
fn the_toggle_is_seen_at_320_pixels() {
    for reader in [Reader::SMALL, Reader { scripts: false, ..Reader::SMALL }] {
        let Some(mut page) = reader.sit_down() else { return };
        let project = Project::three_languages().build();
        let server = Server::start(&project.site(), "/");
        for (from, to) in [("en", "ar"), ("ar", "es"), ("es", "en")] {
            page.open(&server.url(&format!("{from}/harbour/index.html")));
            let seen: bool = page.value(
                "[...document.querySelectorAll('nav.languages li > *')].every(element => {
                    const box = element.getBoundingClientRect();
                    return box.width > 0 && box.left >= 0 && box.right <= 320 && box.top >= 0 && box.bottom <= 568;
                })",
            );
            assert!(seen, "{from}");
            page.follow(&link_to(to));
            assert_eq!(language(&mut page), to);
        }
    }
}

#[test]
fn the_toggle_of_four_languages_leaves_the_title_free_on_a_phone() {
    let Some(mut page) = Reader::SMALL.sit_down() else { return };
    let project = Project::three_languages();
    project.write(
        "diglot.toml",
        "pages = \"work\"\nlanguages = [\"en\", \"es\", \"ar\", \"pt\"]\n[title]\nen = \"The harbour\"\n",
    );
    project.write("seeds/harbour.pt.md", "# O porto\n\nA cidade antiga dorme. O mar está quieto.\n");
    let project = project.build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("en/harbour/index.html"));
    let [bottom, title, left, right]: [f64; 4] = page.value(
        "(([toggle, title]) => [toggle.bottom, title.top, toggle.left, toggle.right])(
            ['nav.languages', '.site-title a'].map(name => document.querySelector(name).getBoundingClientRect()))",
    );
    assert!(bottom <= title && left >= 0.0 && right <= 320.0, "{bottom} {title} {left} {right}");
    page.follow(&link_to("pt"));
    assert_eq!(language(&mut page), "pt");
}

#[test]
fn every_page_says_which_language_it_is_in_and_which_way_it_runs() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::three_languages().build();
    let server = Server::start(&project.site(), "/");
    for path in project.html().iter().filter(|path| path.contains('/')) {
        page.open(&server.url(path));
        let folder = path.split(['/', '-']).next().unwrap_or_default();
        let expected = (folder.to_owned(), if folder == "ar" { "rtl" } else { "ltr" }.to_owned());
        let said: (String, String) =
            page.value("[document.documentElement.lang, getComputedStyle(document.documentElement).direction]");
        assert_eq!(said, expected, "{path}");
    }
}

/// A text that a language lacks: no toggle and no head offers a translation that does not exist; the page in that
/// language says what is missing, in its own words, and leads to the text there is.
fn check_missing_translation(project: Project, from: &str, missing: &str, to: &str) {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = project.build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url(from));
    if from.contains("letter") {
        let offered: Vec<String> =
            page.value("[...document.querySelectorAll('link[hreflang], nav a')].map(link => link.hreflang)");
        assert!(!offered.contains(&to.to_owned()), "{from} offers a translation into {to} that does not exist");
    }
    page.open(&server.url(missing));
    assert_eq!((language(&mut page).as_str(), page.status()), (to, 200), "{from}");
    let link = "main a[hreflang='en'][lang='en'], main a[hreflang='en']:has([lang='en'])";
    page.value::<Value>(&format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", json!(link)));
    page.follow(link);
    assert_eq!((language(&mut page).as_str(), page.status()), ("en", 200));
    assert!(page.value::<bool>("document.querySelector('main').textContent.includes('the plum tree in your garden')"));
}

#[test]
fn a_page_says_which_of_its_texts_are_not_translated() {
    check_missing_translation(Project::edition(), "en/index.html", "es/index.html", "es");
}

#[test]
fn an_untranslated_text_never_leads_to_a_missing_page() {
    check_missing_translation(Project::pages(), "en/letter/index.html", "es/letter/index.html", "es");
}
