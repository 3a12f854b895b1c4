//! Every page is valid, every link leads somewhere, and what a page says to machines is true.

mod links;
mod parse;
mod xml;
#[path = "../browser/site.rs"]
#[expect(dead_code, reason = "the browser tests ask more of a project than these")]
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use links::{Target, resolve};
use parse::{Document, Element};
use site::Project;

/// Attributes that hold the ids of other elements of the page.
const REFERENCES: [&str; 5] = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget"];

/// A built site as it lies on the disk.
struct Site<'a> {
    /// Its pages by their paths.
    pages: BTreeMap<String, Document>,
    /// All its files.
    files: BTreeSet<String>,
    /// Where it will be served, where that is known.
    base: Option<&'a str>,
    folder: &'a Path,
}

/// Returns everything that is wrong with the site in `folder`, made for the address `base`.
pub(crate) fn faults(folder: &Path, base: Option<&str>) -> Vec<String> {
    let files = files(folder);
    let read = |path: &String| Document::parse(&fs::read_to_string(folder.join(path)).expect("a page in UTF-8"));
    let html = files.iter().filter(|path| path.ends_with(".html"));
    let pages = html.map(|path| (path.clone(), read(path))).collect();
    let site = Site { pages, files, base, folder };
    let mut faults = Vec::new();
    for (path, page) in &site.pages {
        let of_page = [errors(page), ids(page), head(page), policy(page), data(page), site.links(path, page)];
        faults.extend(of_page.concat().iter().map(|fault| format!("{path}: {fault}")));
    }
    faults.extend(site.alternates());
    faults.extend(site.feeds());
    faults.extend(site.sitemap());
    faults
}

fn files(folder: &Path) -> BTreeSet<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable site"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|file| file.path().strip_prefix(folder).expect("a file of the site").display().to_string()).collect()
}

fn errors(page: &Document) -> Vec<String> {
    page.errors.clone()
}

/// Ids are unique, and what names one names one that is there.
fn ids(page: &Document) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let ids = page.elements.iter().filter_map(|element| element.get("id"));
    let twice: Vec<String> = ids.filter(|id| !seen.insert(*id)).map(|id| format!("id {id} twice")).collect();
    let references = page.elements.iter().flat_map(|element| REFERENCES.map(|name| element.get(name)));
    let references = references.flatten().flat_map(str::split_whitespace);
    let dangling = references.filter(|id| !seen.contains(id)).map(|id| format!("no element has the id {id}"));
    twice.into_iter().chain(dangling).collect()
}

/// The page says its language and title, has one main part, and nothing changes what its links mean.
fn head(page: &Document) -> Vec<String> {
    let language = page.all("html").next().and_then(|html| html.get("lang")).unwrap_or_default();
    let charset = page.all("meta").filter_map(|meta| meta.get("charset")).next().unwrap_or_default();
    let viewport = page.all("meta").any(|meta| meta.get("name") == Some("viewport"));
    let titles: Vec<&Element> = page.all("title").collect();
    let checks = [
        (diglot::ground::language::Language::new(language).is_err(), format!("html lang is {language:?}")),
        (!charset.eq_ignore_ascii_case("utf-8"), format!("the charset is {charset:?}")),
        (!viewport, "no viewport".to_owned()),
        (titles.len() != 1 || titles[0].text.trim().is_empty(), "no title".to_owned()),
        (page.all("main").count() != 1, format!("{} main elements", page.all("main").count())),
        (page.all("base").count() != 0, "a base element".to_owned()),
    ];
    checks.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
}

/// The content security policy knows every script and style by its hash, and nothing else; nothing else is scripted.
fn policy(page: &Document) -> Vec<String> {
    let is_policy = |meta: &&Element| meta.has("http-equiv", "Content-Security-Policy");
    let Some(policy) = page.all("meta").find(is_policy).and_then(|meta| meta.get("content")) else {
        return vec!["no content security policy".to_owned()];
    };
    let allowed = |name: &str| -> BTreeSet<String> {
        let directives = policy.split(';').map(str::split_whitespace);
        let directive = directives.filter_map(|mut words| (words.next() == Some(name)).then_some(words)).next();
        directive.into_iter().flatten().map(str::to_owned).collect()
    };
    let mut faults = Vec::new();
    for (name, element) in [("script-src", "script"), ("style-src", "style")] {
        let allowed = allowed(name);
        let inline = page.all(element).filter(|element| element.get("src").is_none() && is_executed(element));
        let hashes: BTreeSet<String> = inline.map(|element| hash(&element.text)).collect();
        let missing = hashes.iter().filter(|hash| !allowed.contains(*hash));
        faults.extend(missing.map(|hash| format!("{name} lacks {hash}")));
        let idle = allowed.iter().filter(|source| source.starts_with("'sha") && !hashes.contains(*source));
        faults.extend(idle.map(|hash| format!("{name} has {hash} for nothing on the page")));
        let loose = allowed.iter().filter(|source| source.starts_with("'unsafe") || **source == "*");
        faults.extend(loose.map(|source| format!("{name} allows {source}")));
    }
    let attributes =
        page.elements.iter().flat_map(|element| element.attributes.iter().map(move |each| (element, each)));
    let scripted = attributes.filter(|(_, (name, _))| name == "style" || name.starts_with("on"));
    faults.extend(scripted.map(|(element, (name, _))| format!("<{} {name}>", element.name)));
    faults
}

/// Returns the hash of an inline script or style as a policy has it.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Tells whether a browser runs or obeys the content, so that the policy must know it. Other data is only read.
fn is_executed(element: &Element) -> bool {
    matches!(element.get("type"), None | Some("" | "module" | "text/javascript" | "speculationrules" | "text/css"))
}

/// Data in the page is JSON; that for search engines says what its words mean.
fn data(page: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    for script in page.all("script") {
        let kind = script.get("type").unwrap_or_default();
        if !matches!(kind, "application/ld+json" | "speculationrules" | "application/json") {
            continue;
        }
        match serde_json::from_str::<serde_json::Value>(&script.text) {
            Err(error) => faults.push(format!("{kind}: {error}")),
            Ok(value) if kind == "application/ld+json" && !value.to_string().contains("\"@context\"") => {
                faults.push(format!("{kind}: no @context"));
            }
            Ok(_) => {}
        }
    }
    faults
}

impl Site<'_> {
    /// Every link leads to a file and a place in it, and nothing is loaded from elsewhere.
    fn links(&self, path: &str, page: &Document) -> Vec<String> {
        let links = page.elements.iter().filter_map(|element| Some((element, element.get("href")?)));
        let loads = page.elements.iter().filter_map(|element| Some((element, element.get("src")?)));
        let mut faults: Vec<String> = links.chain(loads).filter_map(|(_, href)| self.dangling(path, href)).collect();
        let parts = page.elements.iter().filter_map(|element| {
            let loaded = ["stylesheet", "icon", "preload", "modulepreload", "manifest"];
            let is_loaded = element.name == "link" && loaded.iter().any(|rel| element.has("rel", rel));
            if is_loaded { element.get("href") } else { element.get("src") }
        });
        // What is in the address itself is not loaded at all.
        let is_own =
            |address: &str| address.starts_with("data:") || self.base.is_some_and(|base| address.starts_with(base));
        let is_foreign = |address: &str| address.contains("://") && !is_own(address);
        faults.extend(parts.filter(|part| is_foreign(part)).map(|part| format!("loads {part} from elsewhere")));
        faults
    }

    /// Returns what is wrong with a link from `path`.
    fn dangling(&self, path: &str, href: &str) -> Option<String> {
        let (file, fragment) = match resolve(path, href, self.base) {
            Err(fault) => return Some(fault),
            Ok(Target::Outside) => return None,
            Ok(Target::Inside(file, fragment)) => (file, fragment.filter(|fragment| !fragment.is_empty())),
        };
        if !self.files.contains(&file) {
            return Some(format!("{href} leads to {file}, which is no file"));
        }
        let fragment = fragment?;
        let is_there = |page: &Document| page.elements.iter().any(|element| element.get("id") == Some(&fragment));
        let is_missing = self.pages.get(&file).is_none_or(|page| !is_there(page));
        is_missing.then(|| format!("{href} leads to #{fragment}, which is not in {file}"))
    }

    /// Returns the page that `href` names.
    fn page_at(&self, path: &str, href: &str) -> String {
        match resolve(path, href, self.base) {
            Ok(Target::Inside(file, _)) => file,
            other => format!("{href} ({other:?})"),
        }
    }

    /// Returns the translations that the head of the page names: language tag and page.
    fn set(&self, path: &str) -> Vec<(String, String)> {
        let Some(page) = self.pages.get(path) else { return Vec::new() };
        // A feed may say its language too; it has a media type.
        let links = page.all("link").filter(|link| link.has("rel", "alternate") && link.get("type").is_none());
        let pair = |link: &Element| Some((link.get("hreflang")?.to_owned(), self.page_at(path, link.get("href")?)));
        links.filter_map(pair).collect()
    }

    /// Every member of a set of translations names the same set: itself, all others, and a page for everybody else.
    fn alternates(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (path, page) in &self.pages {
            let set = self.set(path);
            let language = page.all("html").next().and_then(|html| html.get("lang")).unwrap_or_default();
            let tags: BTreeSet<&str> = set.iter().map(|(tag, _)| tag.as_str()).collect();
            if set.is_empty() {
                continue;
            }
            if tags.len() != set.len() {
                faults.push(format!("{path}: hreflang names a language twice"));
            }
            if !tags.contains("x-default") {
                faults.push(format!("{path}: hreflang has no x-default"));
            }
            let own = |(tag, page): &(String, String)| page == path && (tag == language || tag == "x-default");
            if !set.iter().any(own) {
                faults.push(format!("{path}: hreflang does not name the page itself as {language}"));
            }
            let sorted = |mut set: Vec<(String, String)>| (set.sort(), set).1;
            // The page for everybody else need not be a translation, and then has no set of its own.
            let is_apart = |(tag, other): &(String, String)| tag == "x-default" && self.set(other).is_empty();
            let others = set.iter().filter(|pair| !is_apart(pair) && sorted(self.set(&pair.1)) != sorted(set.clone()));
            faults.extend(others.map(|(tag, other)| format!("{path}: {other} ({tag}) names other translations")));
            if page.all("meta").any(|meta| meta.get("name") == Some("robots") && meta.has("content", "noindex")) {
                faults.push(format!("{path}: hreflang on a page that is not to be found"));
            }
        }
        faults
    }

    /// There is a feed per language, each well-formed and in its language.
    fn feeds(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for path in self.files.iter().filter(|path| path.ends_with("feed.xml")) {
            let nodes = match self.xml(path) {
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
                Ok(nodes) => nodes,
            };
            let language = path.split('/').next().unwrap_or_default();
            let (name, said) = (&nodes[0].name, nodes[0].attributes.get("xml:lang"));
            if name != "feed" || said.map(String::as_str) != Some(language) {
                faults.push(format!("{path}: <{name}> in {said:?}"));
            }
            let mut seen = BTreeSet::new();
            let ids = nodes.iter().filter(|node| node.name == "id").map(|node| node.text.trim());
            faults.extend(ids.filter(|id| !seen.insert(*id)).map(|id| format!("{path}: id {id:?} twice")));
            let contents = nodes.iter().filter(|node| node.name == "content");
            faults.extend(contents.flat_map(|content| self.in_feed(path, content)));
        }
        faults
    }

    /// Every link in a text of a feed leads to a file and a place in it, as seen from where the text says it is.
    fn in_feed(&self, path: &str, content: &xml::Node) -> Vec<String> {
        let base = content.attributes.get("xml:base").map_or("", String::as_str);
        let (page, text) = (self.page_at(path, base), Document::parse(&content.text));
        let links = text.elements.iter().filter_map(|element| element.get("href").or(element.get("src")));
        links.filter_map(|href| self.dangling(&page, href)).map(|fault| format!("{path}: {fault}")).collect()
    }

    /// The sitemap names each page that is to be found, with the translations that its head names.
    fn sitemap(&self) -> Vec<String> {
        if !self.files.contains("sitemap.xml") {
            // Without an address there can be none: it must name whole addresses.
            return self.base.map(|_| "there is no sitemap.xml".to_owned()).into_iter().collect();
        }
        let nodes = match self.xml("sitemap.xml") {
            Err(fault) => return vec![fault],
            Ok(nodes) => nodes,
        };
        let mut faults = Vec::new();
        let mut listed: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        let mut page = String::new();
        for node in &nodes {
            match node.name.as_str() {
                "loc" => {
                    page = self.page_at("sitemap.xml", node.text.trim());
                    faults.extend(self.dangling("sitemap.xml", node.text.trim()));
                    listed.insert(page.clone(), Vec::new());
                }
                "xhtml:link" => {
                    let get = |name: &str| node.attributes.get(name).cloned().unwrap_or_default();
                    let pair = (get("hreflang"), self.page_at("sitemap.xml", &get("href")));
                    listed.entry(page.clone()).or_default().push(pair);
                }
                _ => {}
            }
        }
        for (path, document) in &self.pages {
            let is_hidden =
                document.all("meta").any(|meta| meta.get("name") == Some("robots") && meta.has("content", "noindex"));
            let (mut head, mut map) = (self.set(path), listed.get(path).cloned().unwrap_or_default());
            head.sort();
            map.sort();
            if is_hidden && listed.contains_key(path) {
                faults.push(format!("sitemap.xml: {path} is not to be found"));
            }
            if head != map {
                faults.push(format!("sitemap.xml: {path} has {map:?}, its head has {head:?}"));
            }
        }
        faults
    }

    fn xml(&self, path: &str) -> Result<Vec<xml::Node>, String> {
        let content = fs::read_to_string(self.folder.join(path)).map_err(|error| format!("{path}: {error}"))?;
        xml::parse(&content).map_err(|fault| format!("{path}: {fault}"))
    }
}

fn check(project: Project) {
    let project = project.build();
    assert_eq!(faults(&project.site(), None), Vec::<String>::new());
}

fn check_for(project: Project, base: &str) {
    let project = project.build_for(base);
    assert_eq!(faults(&project.site(), Some(base)), Vec::<String>::new());
}

#[test]
fn the_reviews_make_a_valid_site() {
    check(Project::bare());
    check_for(Project::reviews(), "https://example.org/");
}

#[test]
fn several_works_make_a_valid_site() {
    check(Project::edition());
    check(Project::pages());
    check_for(Project::edition(), "https://example.org/repo/");
    check_for(Project::pages(), "https://example.org/repo/");
}

#[test]
fn an_index_of_several_pages_makes_a_valid_site() {
    check_for(Project::long_index(), "https://example.org/repo/");
}

#[test]
fn three_languages_make_a_valid_site() {
    check(Project::three_languages());
    check_for(Project::three_languages(), "https://example.org/repo/");
}

/// A page without fault but for `body` and what is added to its head.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width'>\
         <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src {}\"><title>A page</title>\
         {head}</head><body><main>{body}</main></body></html>",
        hash("let a;")
    )
}

#[test]
fn what_is_wrong_is_found() {
    let script = "<script>let a;</script>";
    let cases = [
        ("", "", ""),
        ("", "<p><div></div></p>", "line 1: No <p> tag to close"),
        ("", "<p id=a></p><p id=a></p>", "id a twice"),
        ("", "<p aria-labelledby=b></p>", "no element has the id b"),
        ("", "<a href=other.html>x</a>", "other.html leads to other.html, which is no file"),
        ("", "<a href=#here>x</a>", "#here leads to #here, which is not in index.html"),
        ("", "<a href=/>x</a>", "/ begins at the root of the host"),
        ("", "<img src=https://example.org/a.png alt=a>", "loads https://example.org/a.png from elsewhere"),
        ("<link rel=icon href=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\">", "", ""),
        ("", "<p style='color: red'></p>", "<p style>"),
        ("<style>p {}</style>", "", "style-src lacks 'sha256-"),
        ("<script type=application/ld+json>{</script>", "", "application/ld+json: EOF"),
        ("<base href=/>", "", "a base element"),
        ("<link rel=alternate hreflang=en href=index.html>", "", "hreflang has no x-default"),
        ("<link rel=alternate hreflang=es href=index.html>", "", "hreflang does not name the page itself as en"),
    ];
    for (head, body, expected) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("index.html"), page(head, &format!("{body}{script}"))).expect("a page");
        let found = faults(folder.path(), None);
        match expected {
            "" => assert_eq!(found, Vec::<String>::new()),
            expected => assert!(found.iter().any(|fault| fault.contains(expected)), "{head}{body}: {found:?}"),
        }
    }
}

#[test]
fn what_is_wrong_with_feeds_is_found() {
    let cases = [
        ("<feed xml:lang='en'><id>a</id></feed>", None),
        ("<feed xml:lang='es'></feed>", Some("en/feed.xml: <feed> in Some(\"es\")")),
        ("<feed xml:lang='en'><title></feed>", Some("en/feed.xml: byte")),
        ("<feed xml:lang='en'>&nbsp;</feed>", Some("en/feed.xml: &nbsp; is no entity of XML")),
        ("<feed xml:lang='en'><id>a</id><id>a</id></feed>", Some("en/feed.xml: id \"a\" twice")),
    ];
    for (feed, expected) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("en")).expect("a folder");
        fs::write(folder.path().join("en/feed.xml"), feed).expect("a feed");
        let found = faults(folder.path(), None);
        match expected {
            None => assert_eq!(found, Vec::<String>::new(), "{feed}"),
            Some(expected) => assert!(found.iter().any(|fault| fault.starts_with(expected)), "{feed}: {found:?}"),
        }
    }
}
