//! Seeds are not trusted: hostile texts, wherever an author can put one, run nothing and fetch nothing; and the policy of
//! the pages alone would have stopped each.

use crate::page::{Page, Reader};
use crate::server::Server;
use crate::site::Project;

/// How many vectors one project holds: each makes two files, and a page shows them all.
const TOGETHER: usize = 30;

/// Set by whatever gets to run.
const HIT: &str = "typeof hit !== 'undefined' && hit === 1";

/// Lets everything happen that waits for a reader: focus, pointers, links to nowhere else.
const PROVOKE: &str = "(async () => {
    for (const element of document.querySelectorAll('main *, body > *:not(header):not(footer)')) {
        for (const kind of ['focus', 'mouseover', 'pointerover', 'toggle', 'load', 'error', 'input', 'animationstart']) {
            element.dispatchEvent(new Event(kind));
        }
    }
    for (const link of document.querySelectorAll('main a[href]')) {
        if (!/^(https?|file|mailto):/.test(link.href)) link.click();
    }
    await new Promise(done => setTimeout(done, 30));
})()";

fn vectors() -> Vec<String> {
    let unescape = |line: &str| {
        let marked = line.replace("\\\\", "\u{1}").replace("\\n", "\n").replace("\\t", "\t").replace("\\f", "\u{c}");
        marked.replace('\u{1}', "\\")
    };
    let lines = include_str!("../data/hostile/vectors.txt").lines();
    lines.filter(|line| !line.starts_with("# One")).map(unescape).collect()
}

/// Makes a project in which each vector is a plain text, Markdown, HTML, a title, facts, a link, a picture and a name.
fn project(vectors: &[String], pages: &str) -> Project {
    let project = Project::edition();
    let quoted = |text: &str| serde_json::to_string(text).expect("JSON of a text").replace('\u{7f}', "");
    let first = vectors.first().map(|vector| quoted(vector)).unwrap_or_default();
    project.write(
        "diglot.toml",
        format!("pages = \"{pages}\"\ntitle = {first}\ndescription = {first}\nauthor = {first}\n"),
    );
    for (number, vector) in vectors.iter().enumerate() {
        let (fact, end) = (quoted(vector), "The harbour was empty that morning, and nobody knew why.");
        let facts = format!(
            "title = {fact}\nsummary = {fact}\nauthor = {fact}\ntags = [{fact}]\n\n[subject]\nkind = \"film\"\ntitle = {fact}\n\
             director = {fact}\n"
        );
        let link = format!("[x](<{0}>) ![x](<{0}>)", vector.replace(['<', '>', '\n'], ""));
        project.write(&format!("seeds/m{number}.en.md"), format!("+++\n{facts}+++\n{vector}\n\n{link}\n\n{end}\n"));
        project.write(&format!("seeds/h{number}.en.html"), format!("<p>{end}</p>{vector}"));
        let name: String =
            vector.chars().filter(|character| !matches!(character, '/' | '\n' | '\t' | '\u{c}')).collect();
        let name: String = name.chars().take(40).collect();
        project.write(&format!("seeds/t{number} {name}.en.txt"), format!("{vector}\n\n{end}\n"));
    }
    project
}

fn provoke(page: &mut Page, address: &str) -> bool {
    page.open(address);
    page.value::<Option<bool>>(PROVOKE);
    page.value(HIT)
}

/// Returns the requests that left the site at `base`.
fn left(page: &Page, base: &str) -> Vec<String> {
    let own = |url: &String| url.starts_with(base) || url.starts_with("about:");
    page.sent().into_iter().filter(|url| !own(url)).collect()
}

#[test]
fn hostile_texts_run_nothing_and_fetch_nothing() {
    let vectors = vectors();
    assert!(vectors.len() >= 200, "{} vectors", vectors.len());
    for (number, vectors) in vectors.chunks(TOGETHER).enumerate() {
        let pages = if number == 0 { "work" } else { "edition" };
        let project = project(vectors, pages).build_of_what_is_right("https://example.org/");
        let server = Server::start(&project.site(), "/");
        let Some(mut page) = Reader::DESK.sit_down() else { return };
        for path in project.html() {
            assert!(!provoke(&mut page, &server.url(&path)), "something ran on {path} of {vectors:?}");
        }
        for path in ["en/feed.xml", "sitemap.xml"] {
            assert!(!provoke(&mut page, &server.url(path)), "something ran in {path} of {vectors:?}");
        }
        assert_eq!(left(&page, &server.base()), Vec::<String>::new(), "{vectors:?}");
    }
}

/// The sanitiser is passed by: the raw vectors are put into a built page, below its policy.
#[test]
fn the_policy_alone_stops_hostile_texts() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::edition().build();
    let built = std::fs::read_to_string(project.site().join("en/index.html")).expect("a built page");
    let server = Server::start(&project.site(), "/");
    let raw = |vector: &str| {
        std::fs::write(project.site().join("en/raw.html"), built.replacen("<main", &format!("{vector}<main"), 1))
            .expect("a page");
    };
    for vector in vectors() {
        raw(&vector);
        // A page may lead elsewhere, which no policy in it can forbid; nothing is to run there or here.
        if vector.contains("http-equiv=refresh") {
            continue;
        }
        assert!(!provoke(&mut page, &server.url("en/raw.html")), "the policy lets {vector:?} run");
        assert_eq!(left(&page, &server.base()), Vec::<String>::new(), "the policy lets {vector:?} out");
    }
    let policy = built.find("<meta http-equiv=\"Content-Security-Policy\"").expect("the page's policy");
    let end = policy + built[policy..].find('>').expect("the end of the policy") + 1;
    let open = format!("{}{}", &built[..policy], &built[end..]).replacen("<main", "<img src=x onerror=hit=1><main", 1);
    std::fs::write(project.site().join("en/raw.html"), open).expect("a page");
    assert!(provoke(&mut page, &server.url("en/raw.html")), "without a policy it runs: the test can tell");
}
