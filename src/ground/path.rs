//! A site path is where a file lies in the site: relative, separated by `/`, and unable to leave its root. Files of a project
//! are named in the same way.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use super::diagnostic::{Diagnostic, Place};

/// A path inside the site, such as `es/index.html`. It never begins with `/`, and has no empty, `.` or `..` part, no
/// backslash and no control character, so joining it to a folder stays inside the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SitePath(Arc<str>);

/// The text is not a path inside a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidSitePath(pub String);

impl SitePath {
    /// Returns the path that `text` names.
    ///
    /// # Errors
    /// When `text` is empty or could lead out of the site.
    pub fn new(text: impl Into<String>) -> Result<SitePath, InvalidSitePath> {
        let text = text.into();
        let is_sound = |part: &str| !matches!(part, "" | "." | "..");
        match text.split('/').all(is_sound) && !text.contains(|c: char| matches!(c, '\\' | ':') || c.is_control()) {
            true => Ok(SitePath(text.into())),
            false => Err(InvalidSitePath(text)),
        }
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the path in the form that is the same for all paths that are one file where a file system tells neither
    /// case nor Unicode form (macOS, Windows): composed, and in lower case.
    pub fn folded(&self) -> String {
        composed(&composed(&self.0).to_lowercase()).into_owned()
    }

    /// Returns the folders that the path lies in, outermost first: `en/a/index.html` lies in `en` and `en/a`.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(at, _)| &self.0[..at])
    }

    /// Returns the address under the site's root as static hosts serve it: `es/index.html` is `es/`. Percent-encoded.
    pub fn url(&self) -> String {
        let folder = match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        };
        percent_encode(folder)
    }

    /// Returns the link that leads from the root of the site to this file, naming the file itself. Percent-encoded.
    pub fn link_from_root(&self) -> String {
        percent_encode(&self.0)
    }

    /// Returns the link that leads from this file to the root of the site: as many `../` as it lies in folders.
    pub fn link_to_root(&self) -> String {
        "../".repeat(self.folders().count())
    }

    /// Returns the link that leads from the page at `from` to this file, naming the file itself (`../es/index.html`),
    /// so that the same bytes work on a host, under a sub-path and from `file://`. Percent-encoded.
    pub fn relative_from(&self, from: &SitePath) -> String {
        let here: Vec<&str> = from.0.split('/').collect();
        let there: Vec<&str> = self.0.split('/').collect();
        let folders = here.len().min(there.len()) - 1;
        let shared = (0..folders).take_while(|&at| here[at] == there[at]).count();
        let up = "../".repeat(here.len() - 1 - shared);
        percent_encode(&(up + &there[shared..].join("/")))
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Returns a relative path of the system as text. It is composed: some systems and archives take letters and their accents apart,
/// and nobody types them so.
pub fn name_of(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    composed(&parts.join("/")).into_owned()
}

/// Tells of a file at `path`, as people call it, that is left out: another one has the same [name](name_of).
pub fn twin(path: impl Into<String>) -> Diagnostic {
    Diagnostic::error(
        "another file has the same name, with its accents written in another way: one of the two is left out",
    )
    .at(Place::file(path))
    .hint("rename or remove one of them")
}

/// Returns `text` in Unicode's composed form.
pub fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// Returns the path of what is called `link` in `folder`, without `.` and `..`, and composed. None where it leads out of all
/// folders.
pub fn resolved(folder: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|_| !folder.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(composed(&parts.join("/")).into_owned())
}

/// What stands for itself in a path (RFC 3986), beside letters and digits.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Percent-encodes everything but unreserved characters and `/`.
pub fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a site path")
    }

    #[test]
    fn a_path_cannot_leave_the_site() {
        for text in ["", "/", "/etc/passwd", "a//b", "../a", "a/..", "./a", "a\\b", "c:/a", "a/\n"] {
            assert!(SitePath::new(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn links_name_the_file_from_where_the_page_lies() {
        let cases = [
            ("es/index.html", "en/index.html", "../es/index.html"),
            ("es/index.html", "index.html", "es/index.html"),
            ("index.html", "en/a/index.html", "../../index.html"),
            ("en/a/index.html", "en/index.html", "a/index.html"),
            ("en/b/index.html", "en/a/index.html", "../b/index.html"),
            ("en/año.html", "en/index.html", "a%C3%B1o.html"),
        ];
        for (to, from, link) in cases {
            assert_eq!(path(to).relative_from(&path(from)), link, "{from} to {to}");
        }
    }

    #[test]
    fn folding_forgets_case_and_unicode_form() {
        let cases =
            [("es/Año.html", "ES/An\u{303}o.HTML", true), ("año.html", "ano.html", false), ("É", "e\u{301}", true)];
        for (one, other, same) in cases {
            assert_eq!(path(one).folded() == path(other).folded(), same, "{one} {other}");
        }
    }

    #[test]
    fn urls_name_folders_by_their_index() {
        assert_eq!(path("es/index.html").url(), "es/");
        assert_eq!(path("index.html").url(), "");
        assert_eq!(path("es/reindex.html").url(), "es/reindex.html");
    }
}
