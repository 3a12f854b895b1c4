//! A cache is what one build leaves for the next, which may be another process: what was found out of each text, and which
//! works need not be opened again because their files lie where they belong.
//!
//! It is keyed by content, so it is never wrong, only of no use. Of one that is damaged, or that another version of diglot
//! wrote, nothing is believed.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::told::Told;
use crate::ground::fingerprint::{Fingerprint, Passing};
use crate::ground::path::SitePath;
use crate::read;
use crate::render::Part;
use crate::understand;

/// What a build leaves for the next; `R` says that a file lies where it belongs, and `W` is what is kept of each work. The
/// default one is that of no build.
#[derive(Debug, Serialize, Deserialize)]
pub struct Cache<R, W> {
    pub(super) files: read::Known,
    pub(super) understanding: understand::Memory,
    pub(super) past: Past<R, W>,
}

/// What was printed in a build. The default one is that of no build.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Past<R, W> {
    /// The works, by what stands for all that each is made from.
    pub(super) works: FxHashMap<Fingerprint, Kept<R, W>>,
    /// The lists of all works.
    pub(super) lists: Lists<R>,
}

/// The pages that list all works, by what stands for all that they are made from; none where they have to be made again in
/// any case.
pub(super) type Lists<R> = Option<(Fingerprint, Kept<R, ()>)>;

impl<R, W> Default for Past<R, W> {
    fn default() -> Past<R, W> {
        Past { works: FxHashMap::default(), lists: None }
    }
}

/// What was printed: a work, or the lists of all works.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept<R, W> {
    /// Its own pages.
    pub(super) files: Vec<(SitePath, R)>,
    /// What it brings to the pages that are made of all works.
    pub(super) part: Arc<Part>,
    /// What there was to say of it.
    pub(super) told: Vec<Told>,
    pub(super) kept: W,
}

impl<R, W> Default for Cache<R, W> {
    fn default() -> Cache<R, W> {
        let files = read::Known::default();
        Cache { files, understanding: understand::Memory::lasting(), past: Past::default() }
    }
}

impl<R, W> Cache<R, W> {
    /// Returns what it knows of the texts, for files that go to another place.
    pub fn elsewhere<R2, W2>(self) -> Cache<R2, W2> {
        Cache { files: self.files, understanding: self.understanding, past: Past::default() }
    }
}

impl<R: Serialize + DeserializeOwned, W: Serialize + DeserializeOwned> Cache<R, W> {
    /// Writes the cache to `to`; `version` stands for the program that will read it.
    ///
    /// # Errors
    /// When `to` cannot take it.
    pub fn write(&self, version: &str, to: &mut impl Write) -> io::Result<()> {
        let mut body = BufWriter::new(Passing::new(to));
        if let Err(error) = postcard::to_io(self, &mut body) {
            // It does not say why; what is left to be written does.
            return Err(body.flush().err().unwrap_or_else(|| io::Error::other(error)));
        }
        let (to, fingerprint) = body.into_inner()?.end();
        to.write_all(seal(version, fingerprint).as_bytes())?;
        to.flush()
    }

    /// Returns the cache that the program `version` wrote as these bytes; that of no build if they are anything else.
    pub fn from_bytes(version: &str, bytes: &[u8]) -> Cache<R, W> {
        let length = seal(version, Fingerprint::of_bytes(&[])).len();
        let parts = bytes.len().checked_sub(length).map(|end| bytes.split_at(end));
        let sound = parts.filter(|(body, sealed)| *sealed == seal(version, Fingerprint::of_bytes(body)).as_bytes());
        sound.and_then(|(body, _)| postcard::from_bytes(body).ok()).unwrap_or_default()
    }
}

/// Returns what stands behind the body of a cache, which is as long whatever the body.
fn seal(version: &str, body: Fingerprint) -> String {
    format!("\ndiglot cache, {version}, {body:?}\n")
}
