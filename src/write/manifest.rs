//! A manifest names the files of a folder that diglot wrote, each with a digest of the bytes it wrote.
//!
//! It lies in the folder as `.diglot-manifest`, one `DIGEST  PATH` a line in path order, as `sha256sum --check` reads it.
//! A line that makes no sense vouches for nothing and is passed over, so a manifest that was damaged, or that git merged
//! badly, can lead to a file being kept, never to one being lost.

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;
use crate::ground::regular;

/// The name of the manifest in the folder of the site.
pub const NAME: &str = ".diglot-manifest";

const HEAD: &str = "# The files in this folder that diglot wrote. It changes and removes no others.";
const UNFINISHED: &str = "# A build was not finished: a file is as it was before, or as it was to be.";

/// The files of a folder that diglot wrote. While a build is under way, a path can have two digests: that of the bytes
/// it had and that of those it is to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    files: BTreeMap<SitePath, Vec<Digest>>,
    unfinished: bool,
}

impl Manifest {
    /// Returns the manifest of a finished build.
    pub(super) fn of(digests: impl IntoIterator<Item = (SitePath, Digest)>) -> Manifest {
        let files = digests.into_iter().map(|(path, digest)| (path, vec![digest]));
        Manifest { files: files.collect(), unfinished: false }
    }

    /// Returns what this manifest and `next` name, as the manifest of a build under way.
    pub(super) fn with(&self, next: &Manifest) -> Manifest {
        let mut files = self.files.clone();
        for (path, digests) in &next.files {
            let named = files.entry(path.clone()).or_default();
            named.extend(digests.iter().filter(|digest| !self.wrote(path, digest)).cloned());
        }
        Manifest { files, unfinished: true }
    }

    /// Reads the manifest of `folder`. Without one, nothing there is ours.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Manifest, Failure> {
        let file = folder.join(NAME);
        match regular::read(&file) {
            Ok(bytes) => Ok(Manifest::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Manifest::default()),
            Err(error) => Err(Failure::io("read", &file, &error)),
        }
    }

    fn parse(text: &str) -> Manifest {
        let named = |line: &str| {
            let (digest, path) = line.split_once("  ")?;
            Some((SitePath::new(path).ok()?, Digest::parse(digest)?))
        };
        let lines: Vec<(SitePath, Digest)> = text.par_lines().filter_map(named).collect();
        let mut manifest = Manifest { unfinished: text.lines().any(|line| line == UNFINISHED), ..Manifest::default() };
        for (path, digest) in lines {
            manifest.files.entry(path).or_default().push(digest);
        }
        manifest
    }

    /// Returns the paths in order.
    pub fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.files.keys()
    }

    /// Tells whether diglot wrote a file at `path`.
    pub fn names(&self, path: &SitePath) -> bool {
        self.files.contains_key(path)
    }

    /// Tells whether diglot wrote the bytes with this digest at `path`.
    pub fn wrote(&self, path: &SitePath, digest: &Digest) -> bool {
        self.files.get(path).is_some_and(|digests| digests.contains(digest))
    }

    /// Tells whether `last` names all bytes that this manifest names for `path`.
    pub(super) fn is_known_to(&self, last: &Manifest, path: &SitePath) -> bool {
        self.files.get(path).is_some_and(|digests| digests.iter().all(|digest| last.wrote(path, digest)))
    }

    /// Tells whether the build that wrote it did not come to its end.
    pub fn is_unfinished(&self) -> bool {
        self.unfinished
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{HEAD}")?;
        if self.unfinished {
            writeln!(formatter, "{UNFINISHED}")?;
        }
        for (path, digests) in &self.files {
            for digest in digests {
                writeln!(formatter, "{digest}  {path}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a site path")
    }

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        Manifest::of(files.iter().map(|(at, bytes)| (path(at), Digest::of(bytes.as_bytes()))))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let old = manifest(&[("en/index.html", "old"), ("año nuevo.html", "x")]);
        let under_way = old.with(&manifest(&[("en/index.html", "new"), ("es/index.html", "new")]));
        for manifest in [Manifest::default(), old, under_way] {
            assert_eq!(Manifest::parse(&manifest.to_string()), manifest);
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = std::process::Command::new("mkfifo").arg(folder.path().join(NAME)).status();
        assert!(made.expect("mkfifo").success());
        let failure = Manifest::read(folder.path()).expect_err("it is a pipe");
        assert!(failure.message.ends_with("it is not a regular file"), "{failure}");
    }

    #[test]
    fn a_damaged_line_vouches_for_nothing() {
        let sound = manifest(&[("a.html", "a"), ("b.html", "b")]);
        let text = sound.to_string();
        let digest = "0".repeat(64);
        let cases = [
            text.replace("a.html", "../a.html"),
            text.replace("  a.html", " a.html"),
            text.replacen(|character: char| character.is_ascii_digit(), "x", 1),
            format!("<<<<<<< HEAD\n{}\n{digest}  /etc/passwd\n{digest}\n\0\n>>>>>>> other", text.replace("a.html", "")),
        ];
        for damaged in cases {
            assert!(Manifest::parse(&damaged).paths().all(|path| sound.names(path)), "{damaged}");
        }
        assert!(Manifest::parse(&format!("=======\n{text}")).wrote(&path("a.html"), &Digest::of(b"a")));
    }
}
