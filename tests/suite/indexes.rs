//! Indexes of so many works, or of works of which so much is said, that one page would be a burden.

use super::harness::{Project, Ran};

/// What nobody should have to load at once, in bytes.
const BURDEN: usize = 2_000_000;

const CONFIG: &str = "pages = \"work\"\nbase_url = \"https://example.org/books\"\nlanguages = [\"en\", \"es\"]\n";

/// Has the index say the summary of each work five times.
const ABOUT: &str =
    "{% if not work.html %}{% for time in range(end=5) %}<p>{{ work.summary }}</p>{% endfor %}{% endif %}";

/// Titles of works in English and Spanish, of each of which the index says 300 kB.
const TITLES: [[&str; 2]; 10] = [
    ["Éclairs", "Los petisús"],
    ["Zebras", "Las cebras"],
    ["Eagles", "Nidos de águila"],
    ["Elks", "Ñus y alces"],
    ["Bread", "Obleas"],
    ["Ants", "Hormigas"],
    ["Rivers", "Ríos"],
    ["Rain", "Riadas"],
    ["Wolves", "Lobos"],
    ["Page", "La página"],
];

/// Makes a project of the works of [`TITLES`]; `facts` says more of the one with this number.
fn library(facts: impl Fn(usize) -> String) -> Project {
    let mut project = Project::new().file("diglot.toml", CONFIG).file("templates/about.html", ABOUT);
    let summary = "word ".repeat(12_000);
    for (number, titles) in TITLES.iter().enumerate() {
        for (tag, title) in ["en", "es"].iter().zip(titles) {
            let text = format!("+++\nsummary = \"{summary}\"\n{}\n+++\n# {title}\n\n{title}.\n", facts(number));
            project = project.file(&format!("seeds/w{number}.{tag}.md"), text);
        }
    }
    project
}

/// Returns the pages of the index in `language`, in their order, as each leads to the next.
fn pages(ran: &Ran, language: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut path = format!("site/{language}/index.html");
    loop {
        let page = ran.project.read(&path);
        let next = page.split("<link rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let folder = path.rsplit_once('/').expect("a folder").0.to_owned();
        let next = next.map(|next| match next.strip_prefix("../") {
            Some(next) => format!("{}/{next}", folder.rsplit_once('/').expect("a folder").0),
            None => format!("{folder}/{next}"),
        });
        pages.push((path, page));
        match next {
            Some(next) => path = next,
            None => return pages,
        }
    }
}

/// Returns the titles that a page of an index lists.
fn titles(page: &str) -> Vec<&str> {
    let headings = page.split("<h2><a href=\"").skip(1);
    let titles =
        headings.filter_map(|rest| rest.split_once('>')?.1.trim_start_matches("<bdi lang=\"en\">").split('<').next());
    titles.collect()
}

#[test]
fn chapters_stand_as_they_are_numbered() {
    let chapters =
        [("c10", "The end", "Al fin", ""), ("c2", "Wolves", "Lobos", ""), ("last", "Preface", "Antes", "order = 1")];
    let mut project = Project::new().file("diglot.toml", CONFIG);
    for (name, english, spanish, facts) in chapters {
        for (tag, title) in [("en", english), ("es", spanish)] {
            let text = format!("+++\n{facts}\n+++\n# {title}\n\n{title}.\n");
            project = project.file(&format!("seeds/{name}.{tag}.md"), text);
        }
    }
    let ran = project.file("seeds/c3.en.md", "# Bears\n\nBears.\n").build().ok();
    let orders = [("en", ["Preface", "Wolves", "Bears", "The end"]), ("es", ["Antes", "Lobos", "Bears", "Al fin"])];
    for (language, order) in orders {
        assert_eq!(titles(&pages(&ran, language)[0].1), order, "what is not translated stands in its place");
        let feed = ran.project.read(&format!("site/{language}/feed.xml"));
        let places = order.iter().filter_map(|title| feed.find(&format!("<title>{title}</title>")));
        assert!(places.is_sorted(), "{feed}");
    }
}

#[test]
fn a_long_index_is_divided_into_pages_that_list_the_same_works() {
    let ran = library(|_| String::new()).build().ok();
    for (place, language) in ["en", "es"].into_iter().enumerate() {
        let pages = pages(&ran, language);
        assert_eq!(pages.len(), 2, "{language}");
        let listed: Vec<&str> = pages.iter().flat_map(|(_, page)| titles(page)).collect();
        assert_eq!(listed, TITLES.map(|titles| titles[place]));
        for (path, page) in &pages {
            assert!(page.len() < BURDEN, "{path}: {}", page.len());
            assert!(page.contains(["10 texts", "10 textos"][place]), "{path}");
        }
        assert_eq!(pages[1].0, format!("site/{language}/page/2/index.html"));
        assert!(pages[1].1.contains("<link rel=\"prev\" href=\"../../index.html\">"), "{language}");
    }
    // The work that is called like the folder of the pages lies beside it.
    let ran = ran.has("site/en/page-2/index.html");
    ran.contains("site/en/page/2/index.html", "<h2><a href=\"../../page-2/index.html\">Page</a></h2>");
}

#[test]
fn later_pages_are_versions_of_each_other() {
    const VERSION: &str = "<link rel=\"alternate\" hreflang=\"es\" href=\"https://example.org/books/es/page/2/\">";
    let ran = library(|_| String::new()).build().ok();
    let page = "site/en/page/2/index.html";
    let ran = ran.contains(page, VERSION);
    ran.contains(page, "href=\"../../../es/page/2/index.html\" rel=\"alternate\" hreflang=\"es\"")
        .contains("site/sitemap.xml", "hreflang=\"es\" href=\"https://example.org/books/es/page/2/\"");
}

#[test]
fn a_theme_that_says_more_of_each_work_gets_more_pages() {
    let index = "{% extends \"default/index.html\" %}{% block main %}{{ super() }}\
        {% for work in works %}{{ work.summary }}{{ work.summary }}{{ work.summary }}{% endfor %}{% endblock %}";
    let ran = library(|_| String::new()).file("templates/index.html", index).build().ok();
    let pages = pages(&ran, "en");
    assert_eq!(pages.iter().map(|(_, page)| titles(page).len()).sum::<usize>(), TITLES.len());
    assert!(pages.iter().all(|(_, page)| page.len() < BURDEN));
}

#[test]
fn a_feed_holds_the_newest_works_only() {
    let mut project = Project::new().file("diglot.toml", CONFIG);
    for number in 0..60 {
        let text = format!(
            "+++\ndate = 2001-01-01\ntitle = \"Letter {number}\"\n+++\nA letter of this day, the {number}th.\n"
        );
        let text = text.replace("2001-01-01", &format!("20{number:02}-01-01"));
        project = project.file(&format!("seeds/letter{number}.en.md"), text);
    }
    let ran = project.build().ok();
    let feed = ran.project.read("site/en/feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 50);
    assert!(feed.contains("Letter 59<") && feed.contains("Letter 10<") && !feed.contains("Letter 9<"));
}
