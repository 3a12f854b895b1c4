//! The same bytes work at the root of a domain, under a sub-path and from a folder on the disk.

use std::path::Path;

use serde_json::Value;

use crate::page::{Page, Reader};
use crate::server::Server;
use crate::site::Project;
use crate::toggle::{language, link_to};

/// Returns every address that the page links to, as the browser resolves it.
const LINKS: &str = "[...document.querySelectorAll('a[href], link[href]')].map(link => link.href)";

/// Returns how the page looks: what a missing style sheet would change.
const LOOK: &str = "(() => {
    const look = element => {
        const style = getComputedStyle(element);
        const { left, width, height } = element.getBoundingClientRect();
        return [element.tagName, style.font, style.color, style.backgroundColor, left, width, height];
    };
    return [...document.querySelectorAll('body, header, main, nav.languages, h1, .text, .text p')].map(look);
})()";

/// Checks that every link to somewhere under `base` names something in `site`, and that none leads elsewhere.
fn check_links(page: &mut Page, base: &str, site: &Path) {
    let here = page.address();
    for link in page.value::<Vec<String>>(LINKS) {
        let outside = || panic!("{here} links to {link}, outside {base}");
        let address = link.split(['#', '?']).next().unwrap_or_default();
        if address.starts_with("data:") || address.starts_with("https:") {
            continue;
        }
        let path = address.strip_prefix(base).unwrap_or_else(outside);
        let file = site.join(path);
        let served = base.starts_with("http:") && (path.is_empty() || path.ends_with('/'));
        let file = if served { file.join("index.html") } else { file };
        assert!(file.is_file(), "{here} links to {link}, which is no file");
    }
}

/// Goes through all pages but those that say there is none, under `base`.
fn check_site(project: &Project, base: &str) {
    for scripts in [true, false] {
        let Some(mut page) = Reader { scripts, languages: "ru", ..Reader::DESK }.sit_down() else { return };
        for path in project.html().iter().filter(|path| !path.ends_with("404.html")) {
            page.open(&format!("{base}{path}"));
            check_links(&mut page, base, &project.site());
        }
        for path in project.texts().iter().filter(|path| path.starts_with("en/")) {
            page.open(&format!("{base}{path}"));
            if !page.value::<bool>("!!document.querySelector('nav.languages')") {
                continue; // The text has no translation.
            }
            page.follow(&link_to("es"));
            assert_eq!(language(&mut page), "es", "{path}");
            page.follow(&link_to("en"));
            assert_eq!(language(&mut page), "en", "{path}");
        }
        assert_eq!(page.complaints(), Vec::<String>::new());
        let elsewhere: Vec<_> = page.requests().into_iter().filter(|(url, _)| !url.starts_with(base)).collect();
        assert!(elsewhere.is_empty(), "{elsewhere:?}");
    }
}

#[test]
fn the_site_works_from_a_folder_on_the_disk() {
    for project in [Project::reviews(), Project::pages()] {
        let project = project.build();
        check_site(&project, &project.file(""));
    }
}

#[test]
fn the_site_works_at_the_root_of_a_domain() {
    for project in [Project::reviews(), Project::pages()] {
        let project = project.build();
        check_site(&project, &Server::start(&project.site(), "/").base());
    }
}

#[test]
fn the_site_works_under_a_sub_path() {
    for project in [Project::reviews(), Project::pages()] {
        let project = project.build();
        check_site(&project, &Server::start(&project.site(), "/repo/").base());
    }
}

#[test]
fn the_site_looks_the_same_wherever_it_lies() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::reviews().build();
    let (root, repo) = (Server::start(&project.site(), "/"), Server::start(&project.site(), "/repo/"));
    for path in project.texts() {
        let looks = [root.base(), repo.base(), project.file("")].map(|base| {
            page.open(&format!("{base}{path}"));
            page.value::<Value>(LOOK)
        });
        assert_eq!(looks[0], looks[1], "{path}");
        assert_eq!(looks[0], looks[2], "{path}");
    }
}
