//! The manifest at a target names the files that diglot published there, each with its digest and headers.
//!
//! It lies there as `.diglot-published`, one JSON object a line: the first says which publish it tells of, each other one
//! file. A line that makes no sense vouches for nothing and is passed over, so a damaged manifest can lead to a file
//! being kept, never to one being lost. Moments stand only here: the site's own bytes know no clock.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::parcel::Headers;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;

/// The name of the manifest at a target.
pub const NAME: &str = ".diglot-published";

/// The version of the format. A reader that finds another does not guess.
const VERSION: u32 = 1;

/// What diglot published at a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// How many publishes there were, this one included.
    pub publish: u64,
    /// The files, those among them that are about to be written or removed.
    pub files: BTreeMap<SitePath, Entry>,
}

/// One file at a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The digest of its bytes.
    pub digest: Digest,
    /// The digests of the bytes that it may have instead, where a publish has not come to its end.
    pub before: Vec<Digest>,
    /// What the host says about it.
    pub headers: Headers,
    /// Whether it is known to be there.
    pub state: State,
}

/// What is known of a file that the manifest names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is there, and part of the site.
    #[default]
    Live,
    /// It was about to get these bytes: it has them, or those before, or none.
    Arriving,
    /// It was about to be removed: it has these bytes, or none.
    Departing,
    /// It was about to get these headers; it has had these bytes before.
    Relabelled,
    /// It stays for readers whose pages are older than the site, if it has ever come.
    Retired {
        /// The publish that no longer had it.
        publish: u64,
        /// When that was, in seconds since 1970.
        at: i64,
    },
}

#[derive(Serialize, Deserialize)]
struct Head {
    diglot: u32,
    publish: u64,
}

#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    sha256: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    before: Vec<String>,
    #[serde(flatten)]
    headers: Headers,
    #[serde(default, skip_serializing_if = "is_live")]
    state: State,
}

fn is_live(state: &State) -> bool {
    *state == State::Live
}

impl State {
    /// Tells whether the file is there: no publish has begun to change it and not come to its end.
    pub fn is_sure(&self) -> bool {
        *self == State::Live
    }
}

impl Entry {
    /// Tells whether the file may have got the bytes with this digest from us.
    pub fn wrote(&self, digest: &Digest) -> bool {
        self.digest == *digest || self.before.contains(digest)
    }
}

impl Manifest {
    /// Reads what a target has under [`NAME`]. Nothing there means that nothing there is ours.
    ///
    /// # Errors
    /// When it comes from a diglot that knows more than this one.
    pub fn parse(bytes: Option<&[u8]>) -> Result<Manifest, Failure> {
        let text = String::from_utf8_lossy(bytes.unwrap_or_default());
        let mut lines = text.lines();
        let head = lines.next().and_then(|line| serde_json::from_str::<Head>(line).ok());
        if let Some(head) = head.as_ref().filter(|head| head.diglot != VERSION) {
            let message = format!("what lies at the target was published with a manifest of version {}", head.diglot);
            return Err(Failure::new(message).hint("publish with the diglot that made it, or a newer one"));
        }
        let files = lines.filter_map(entry).collect();
        Ok(Manifest { publish: head.map_or(0, |head| head.publish), files })
    }

    /// Returns the manifest as it lies at a target.
    pub fn to_bytes(&self) -> Vec<u8> {
        let head = Head { diglot: VERSION, publish: self.publish };
        let mut text = serde_json::to_string(&head).unwrap_or_default() + "\n";
        for (path, entry) in &self.files {
            let line = Line {
                path: path.to_string(),
                sha256: entry.digest.to_string(),
                before: entry.before.iter().map(Digest::to_string).collect(),
                headers: entry.headers.clone(),
                state: entry.state,
            };
            text += &serde_json::to_string(&line).unwrap_or_default();
            text.push('\n');
        }
        text.into_bytes()
    }
}

fn entry(line: &str) -> Option<(SitePath, Entry)> {
    let line: Line = serde_json::from_str(line).ok()?;
    let before = line.before.iter().filter_map(|digest| Digest::parse(digest)).collect();
    let entry = Entry { digest: Digest::parse(&line.sha256)?, before, headers: line.headers, state: line.state };
    Some((SitePath::new(line.path).ok()?, entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let headers = Headers { media_type: "text/html; charset=utf-8".into(), ..Headers::default() };
        let retired = State::Retired { publish: 2, at: 1_700_000_000 };
        let states = [State::Live, State::Arriving, State::Departing, State::Relabelled, retired];
        let entry = |(number, state): (usize, State)| {
            let path = SitePath::new(format!("año \"{number}\".html")).expect("a site path");
            let before = if state == State::Arriving { vec![Digest::of(b"before")] } else { Vec::new() };
            (path, Entry { digest: Digest::of(&[number as u8]), before, headers: headers.clone(), state })
        };
        Manifest { publish: 4, files: states.into_iter().enumerate().map(entry).collect() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for manifest in [Manifest::default(), manifest()] {
            assert_eq!(Manifest::parse(Some(&manifest.to_bytes())), Ok(manifest));
        }
        assert_eq!(Manifest::parse(None), Ok(Manifest::default()));
    }

    #[test]
    fn a_damaged_line_vouches_for_nothing() {
        let text = String::from_utf8(manifest().to_bytes()).expect("text");
        let damaged =
            text.replacen("año", "../año", 1) + "<<<<<<< HEAD\n{}\n{\"path\":\"/etc/passwd\",\"sha256\":\"0\"}\n";
        let read = Manifest::parse(Some(damaged.as_bytes())).expect("a manifest");
        assert_eq!(read.files.len(), manifest().files.len() - 1);
        assert!(read.files.keys().all(|path| manifest().files.contains_key(path)));
    }

    #[test]
    fn a_later_format_is_not_guessed() {
        assert!(Manifest::parse(Some(b"{\"diglot\":2,\"publish\":1}\n")).is_err());
    }
}
