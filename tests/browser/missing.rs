//! The pages that say there is none: in the language of the folder, wherever in it the reader went astray.

use crate::page::{Page, Reader};
use crate::server::Server;
use crate::site::Project;
use crate::toggle::language;

/// Addresses where there is nothing, and the language in which that is said. The first and third lie where a site that
/// does not know its own address can still lead back from.
const ASTRAY: [(&str, &str); 5] = [
    ("en/missing", "en"),
    ("en/deep/missing", "en"),
    ("es/missing.html", "es"),
    ("es/very/deep/missing/", "es"),
    ("es/index.html/missing", "es"),
];

/// Goes astray and follows every link from there.
fn check_way_back(page: &mut Page, server: &Server, path: &str) {
    let address = server.url(path);
    page.open(&address);
    assert_eq!(page.status(), 404, "{path}");
    let links: Vec<String> = page.value("[...document.querySelectorAll('a[href]')].map(link => link.href)");
    let away: Vec<&String> = links.iter().filter(|link| link.split('#').next() != Some(&address)).collect();
    assert!(!away.is_empty(), "{path}: there is no way back");
    for link in away {
        page.open(link);
        assert_eq!(page.status(), 200, "{path} links to {link}");
        assert!(link.starts_with(&server.base()), "{path} links to {link}");
    }
}

fn check_missing(prefix: &'static str, with_address: bool, astray: &[(&str, &str)]) {
    let Some(mut page) = Reader { languages: "ru", ..Reader::DESK }.sit_down() else { return };
    let project = Project::pages();
    let server = Server::start(&project.site(), prefix);
    let _project = if with_address { project.build_for(&server.base()) } else { project.build() };
    for (path, tag) in astray {
        page.open(&server.url(path));
        assert_eq!(language(&mut page), *tag, "{path}");
        check_way_back(&mut page, &server, path);
    }
}

#[test]
fn who_goes_astray_is_told_so_in_their_language_and_finds_back() {
    check_missing("/", false, &[ASTRAY[0], ASTRAY[2]]);
}

#[test]
fn who_goes_astray_finds_back_in_a_site_that_knows_its_address() {
    check_missing("/", true, &ASTRAY);
}

#[test]
fn who_goes_astray_under_a_sub_path_finds_back_in_a_site_that_knows_its_address() {
    check_missing("/repo/", true, &ASTRAY);
}

#[test]
fn outside_the_languages_it_is_said_in_all_of_them() {
    let Some(mut page) = Reader { languages: "ru", ..Reader::DESK }.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    for path in ["missing", "deep/missing"] {
        check_way_back(&mut page, &server, path);
        page.open(&server.url(path));
        let title: String = page.value("document.querySelector('.site-title').textContent");
        assert_eq!(title, "Film, Twice Told", "{path}");
        for tag in ["en", "es"] {
            let said: bool = page.value(&format!(
                "[...document.querySelectorAll('main :not(a)')].some(element =>
                    element.closest('[lang]').lang === '{tag}' && element.textContent.trim().length > 20)"
            ));
            assert!(said, "{path} says nothing in {tag}");
            assert!(page.value::<bool>(&format!("!!document.querySelector(\"main a[hreflang='{tag}']\")")), "{path}");
        }
    }
}
