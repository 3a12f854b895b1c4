//! The stage is what readers of the preview see at one time: the site, which of its files changed when, and what is wrong.
//!
//! It is a value, and requests are answered from it alone. Nothing is read from a disk for a request, so none can lead out
//! of the site.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::edit;
use super::findings::Findings;
use super::problem::Problem;
use crate::ground::path::SitePath;
use crate::ground::site::{Resource, Site};

/// Of a build that changes more pages than these, none is the one that somebody is writing.
const WRITTEN_AT_ONCE: usize = 64;

/// What readers of the preview see.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    /// Rises with every change. Pages carry it, so that a tab knows what it has missed.
    pub(super) version: u64,
    /// What is wrong, so that the site is older than the texts.
    pub(super) problems: Arc<[Problem]>,
    /// What there is to check.
    pub(super) findings: Arc<Findings>,
    /// The path that the site lies under: `/` or `/repo/`.
    pub(super) base: Arc<str>,
    site: Arc<Site>,
    /// The version of all files that have not changed since the start.
    first: u64,
    /// The versions in which files changed, came or went.
    changed: Arc<BTreeMap<SitePath, u64>>,
    /// For each page, by its path below the folder of its language, the segment that was edited last.
    edits: BTreeMap<String, Edit>,
}

#[derive(Clone, Debug)]
struct Edit {
    version: u64,
    segment: String,
}

/// What is found for the path of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A file of the site.
    File(&'a SitePath, &'a Resource),
    /// A folder, whose address ends with a slash: here it is.
    Folder(String),
    /// Nothing, and the page that says so, where there is one.
    Nothing(Option<(&'a SitePath, &'a Resource)>),
    /// A path that is not under the site's own.
    Outside,
}

impl Stage {
    /// Returns an empty stage. Versions begin after `first`: no two runs should share any.
    pub(super) fn new(first: u64) -> Stage {
        Stage {
            version: first,
            problems: Arc::new([]),
            findings: Arc::default(),
            base: "/".into(),
            site: Arc::default(),
            first,
            changed: Arc::default(),
            edits: BTreeMap::new(),
        }
    }

    /// Returns the stage that shows `site`, which lies under `base`, and how many of its files have changed.
    pub(super) fn show(&self, site: Site, base: &str) -> (Stage, usize) {
        let version = self.version + 1;
        let differing = differing(&self.site, &site);
        let mut stage = Stage { version, site: Arc::new(site), base: base.into(), ..self.clone() };
        if differing.is_empty() {
            return (stage, 0);
        }
        if self.site.is_empty() {
            stage.first = version;
        } else {
            stage.edits.extend(self.edits_of(&stage, &differing));
            Arc::make_mut(&mut stage.changed).extend(differing.iter().map(|path| (path.clone(), version)));
        }
        (stage, differing.len())
    }

    /// Returns the stage with these problems in place of those before.
    pub(super) fn with_problems(self, problems: Vec<Problem>) -> Stage {
        Stage { version: self.version + 1, problems: problems.into(), ..self }
    }

    /// Returns the stage with these findings in place of those before.
    pub(super) fn with_findings(self, findings: Findings) -> Stage {
        Stage { version: self.version + 1, findings: Arc::new(findings), ..self }
    }

    /// Returns which segments were edited between this stage and `later`, in which the files `differing` are others.
    fn edits_of(&self, later: &Stage, differing: &[SitePath]) -> BTreeMap<String, Edit> {
        let pages: Vec<&SitePath> = differing.iter().filter(|path| path.as_str().ends_with(".html")).collect();
        if pages.len() > WRITTEN_AT_ONCE {
            return BTreeMap::new();
        }
        let edit = |path: &&SitePath| {
            let (old, new) = (self.site.get(path)?, later.site.get(path)?);
            let segment = edit::edited(&String::from_utf8_lossy(&old.bytes), &String::from_utf8_lossy(&new.bytes))?;
            Some((below_language(path)?.to_owned(), Edit { version: later.version, segment }))
        };
        // Facing pages come before those of their languages in the order of paths; the last, which is more exact, counts.
        pages.iter().filter_map(edit).collect()
    }

    /// Finds what the path of a request, as it was sent, stands for.
    pub(super) fn find(&self, path: &str) -> Found<'_> {
        let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return Found::Nothing(self.not_found("")) };
        let base = percent_decode_str(&self.base).decode_utf8_lossy();
        if format!("{decoded}/") == base {
            return Found::Folder(self.base.to_string());
        }
        let Some(path) = decoded.strip_prefix(&*base) else { return Found::Outside };
        if let Some((path, resource)) = self.file(&index_of(path)) {
            return Found::File(path, resource);
        }
        match self.file(&format!("{path}/index.html")) {
            Some((index, _)) => Found::Folder(format!("{}{}", self.base, index.url())),
            None => Found::Nothing(self.not_found(path)),
        }
    }

    /// Returns the version of what stands at `path`, as it was sent.
    pub(super) fn version_of(&self, path: &str) -> u64 {
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let asked = decoded.strip_prefix(&*percent_decode_str(&self.base).decode_utf8_lossy()).map(index_of);
        let asked = asked.and_then(|asked| SitePath::new(asked).ok()).map(|asked| self.version_of_file(&asked));
        match self.find(path) {
            Found::File(path, _) => self.version_of_file(path),
            Found::Nothing(page) => {
                asked.into_iter().chain(page.map(|(page, _)| self.version_of_file(page))).max().unwrap_or(self.first)
            }
            // The site may have moved away from there.
            Found::Outside => self.version,
            Found::Folder(_) => self.first,
        }
    }

    /// Returns the files below `assets/` that changed after `version`, by their addresses.
    pub(super) fn assets_since(&self, version: u64) -> Vec<String> {
        let newer = self.changed.iter().filter(|(_, changed)| **changed > version).map(|(path, _)| path);
        let assets = newer.filter(|path| path.as_str().starts_with("assets/"));
        assets.map(|path| format!("{}{}", self.base, path.url())).collect()
    }

    /// Returns the segment that was edited after `version` on the page at `path` or its counterparts.
    pub(super) fn edit_since(&self, path: &str, version: u64) -> Option<&str> {
        let Found::File(page, _) = self.find(path) else { return None };
        let edit = self.edits.get(below_language(page)?)?;
        (edit.version > version).then_some(edit.segment.as_str())
    }

    /// Tells whether nothing stands at `path`.
    pub(super) fn lacks(&self, path: &str) -> bool {
        !matches!(self.find(path), Found::File(..))
    }

    fn version_of_file(&self, path: &SitePath) -> u64 {
        self.changed.get(path).copied().unwrap_or(self.first)
    }

    fn file(&self, path: &str) -> Option<(&SitePath, &Resource)> {
        self.site.entry(&SitePath::new(path).ok()?)
    }

    /// Returns the page that a static host would choose for `path`: the nearest above it.
    fn not_found(&self, path: &str) -> Option<(&SitePath, &Resource)> {
        let folders = path.match_indices('/').map(|(at, _)| &path[..=at]).rev();
        folders.chain([""]).find_map(|folder| self.file(&format!("{folder}404.html")))
    }
}

/// Returns what a path that ends with a slash stands for.
fn index_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// Returns the part of a page's path that all its languages share.
pub(super) fn below_language(path: &SitePath) -> Option<&str> {
    path.as_str().split_once('/').map(|(_, below)| below)
}

/// Returns the files that are in one site only, or not the same in both. Both are gone through once, side by side: a large
/// site has more files than there is time to look each of them up.
fn differing(old: &Site, new: &Site) -> Vec<SitePath> {
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    let mut differing = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return differing,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((old, _)), Some((new, _))) => old.cmp(new),
        };
        let before = if order.is_le() { old.next() } else { None };
        let after = if order.is_ge() { new.next() } else { None };
        let is_same = before.zip(after).is_some_and(|((_, before), (_, after))| is_same(before, after));
        if !is_same {
            differing.extend(before.or(after).map(|(path, _)| path.clone()));
        }
    }
}

/// Tells whether two files are the same. Those that have not changed are shared between builds as a rule.
fn is_same(one: &Resource, other: &Resource) -> bool {
    std::ptr::eq(&*one.bytes, &*other.bytes) || one == other
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        let mut site = Site::default();
        for (path, content) in files {
            site.insert(SitePath::new(*path).expect("a site path"), (*content).to_owned());
        }
        site
    }

    const FILES: [(&str, &str); 6] = [
        ("404.html", "none"),
        ("en/404.html", "none in English"),
        ("en/index.html", "<span class=\"s\" id=\"s0\">One.</span>"),
        ("es/index.html", "<span class=\"s\" id=\"s0\">Uno.</span>"),
        ("index.html", "chooser"),
        ("assets/año.css", "a{}"),
    ];

    fn check(base: &str, path: &str, expected: &str) {
        let (stage, _) = Stage::new(0).show(site(&FILES), base);
        let found = match stage.find(path) {
            Found::File(path, _) => path.to_string(),
            Found::Folder(address) => format!("to {address}"),
            Found::Nothing(page) => format!("404 {}", page.map_or("", |(path, _)| path.as_str())),
            Found::Outside => "outside".to_owned(),
        };
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn paths_lead_where_a_static_host_leads() {
        let cases = [
            ("/", "index.html"),
            ("/en/", "en/index.html"),
            ("/en", "to /en/"),
            ("/en/index.html", "en/index.html"),
            ("/assets/a%C3%B1o.css", "assets/año.css"),
            ("/en/none", "404 en/404.html"),
            ("/en/none/at/all/", "404 en/404.html"),
            ("/es/none", "404 404.html"),
            ("/none", "404 404.html"),
            ("/assets", "404 404.html"),
            ("//en/", "404 404.html"),
            ("/en/../es/", "404 en/404.html"),
            ("/en/%2e%2e/es/", "404 en/404.html"),
            ("/%ff", "404 404.html"),
        ];
        for (path, expected) in cases {
            check("/", path, expected);
        }
        for (path, expected) in
            [("/a%20b/en/", "en/index.html"), ("/a%20b", "to /a%20b/"), ("/", "outside"), ("/en/", "outside")]
        {
            check("/a%20b/", path, expected);
        }
    }

    #[test]
    fn each_file_has_the_version_of_its_last_change() {
        let (first, _) = Stage::new(10).show(site(&FILES), "/");
        let mut files = FILES;
        files[2].1 = "<span class=\"s\" id=\"s0\">Two.</span>";
        files[5].1 = "b{}";
        let (second, changed) = first.show(site(&files), "/");
        assert_eq!((changed, second.version_of("/en/"), second.version_of("/es/")), (2, 12, 11));
        assert_eq!(second.assets_since(11), ["/assets/a%C3%B1o.css"]);
        assert_eq!(second.edit_since("/es/", 11), Some("s0"), "the other language follows");
        assert_eq!(second.edit_since("/es/", 12), None);
        let (third, changed) = second.show(site(&files[3..]), "/");
        assert_eq!((changed, third.version_of("/en/"), third.lacks("/en/")), (3, 13, true));
    }
}
