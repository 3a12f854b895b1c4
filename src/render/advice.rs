//! Advice on a site that is built as it should be: what it lacks, and what burdens its readers.

use crate::ground::config::{Config, Pages};
use crate::ground::diagnostic::Diagnostic;
use crate::ground::path::SitePath;
use crate::ground::site::Resource;

/// Above this size in bytes a page is a burden to its readers.
pub(super) const LARGE_PAGE: usize = 2_000_000;

/// Returns what to know of a site with these files and so many works.
pub(super) fn advice(files: &[(SitePath, Resource)], works: usize, config: &Config) -> Vec<Diagnostic> {
    let mut advice = Vec::new();
    if config.base_url.is_none() && works > 0 {
        let message = "the site's address is not known, so the pages do not name their versions in other languages to search engines";
        advice.push(Diagnostic::note(message).hint("set base_url in diglot.toml, or give --base-url"));
    }
    if config.pages == Pages::Edition {
        let is_large =
            |path: &SitePath, file: &Resource| file.bytes.len() > LARGE_PAGE && path.as_str().ends_with(".html");
        advice.extend(files.iter().filter(|(path, file)| is_large(path, file)).map(|(path, file)| {
            let megabytes = file.bytes.len() as f64 / 1e6;
            Diagnostic::warning(format!("the page {path} has {megabytes:.1} MB, which is slow to load"))
                .hint(match works {
                    1 => "divide the text into several, such as one for each chapter, and set pages = \"work\" in diglot.toml",
                    _ => "set pages = \"work\" in diglot.toml to give each work a page of its own",
                })
        }));
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_a_large_page_smaller_depends_on_what_is_on_it() {
        let large = || Resource::at("en/index.html", vec![b'x'; LARGE_PAGE + 1]);
        let hint = |works| advice(&[large()], works, &Config::default()).pop().and_then(|warning| warning.hint);
        assert!(hint(1).is_some_and(|hint| hint.starts_with("divide the text")));
        assert!(hint(2).is_some_and(|hint| hint.starts_with("set pages")));
    }
}
