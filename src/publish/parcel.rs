//! A parcel is one file as it is sent to a target: its bytes, their digest, and what the host is to say about it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::compress;
use super::store::Store;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;

/// One file on its way to a target.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Where it lies in the site.
    pub path: SitePath,
    /// How many bytes there are.
    pub length: usize,
    /// The digest of the bytes as they are sent: compressed, where that was asked for.
    pub digest: Digest,
    /// What the host says about it.
    pub headers: Headers,
    /// Where its bytes are in the `store`.
    pub(super) at: u64,
    pub(super) store: Arc<Store>,
}

impl Parcel {
    /// Returns the bytes as they are sent.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        self.store.read(self.at, self.length)
    }
}

/// What a host says about a file. Empty for targets that keep nothing but bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headers {
    /// `Content-Type`.
    #[serde(rename = "type", default, skip_serializing_if = "String::is_empty")]
    pub media_type: String,
    /// `Cache-Control`.
    #[serde(rename = "cache", default, skip_serializing_if = "String::is_empty")]
    pub cache_control: String,
    /// `Content-Encoding`, where the bytes are compressed.
    #[serde(rename = "encoding", default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

/// The wave of a file: what is referred to comes before what refers to it, and what tells others of pages comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wave {
    /// Pictures, fonts, and everything else that pages show.
    Assets,
    /// Pages.
    Pages,
    /// Feeds, the sitemap, and what leads robots there.
    Feeds,
}

impl Wave {
    /// All waves in their order.
    pub const ALL: [Wave; 3] = [Wave::Assets, Wave::Pages, Wave::Feeds];

    /// Returns the wave of the file at `path`. A compressed version goes with the file it stands for.
    pub fn of(path: &SitePath) -> Wave {
        let name = compress::uncompressed(path.as_str());
        match name.rsplit('/').next() {
            Some("feed.xml" | "sitemap.xml" | "robots.txt") => Wave::Feeds,
            Some(name) if is_part_of_sitemap(name) => Wave::Feeds,
            Some(name) if name.ends_with(".html") => Wave::Pages,
            _ => Wave::Assets,
        }
    }
}

/// Tells whether `name` is that of a part of a divided sitemap: `sitemap-2.xml`.
fn is_part_of_sitemap(name: &str) -> bool {
    let number = name.strip_prefix("sitemap-").and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a site path")
    }

    #[test]
    fn what_is_referred_to_goes_first() {
        let cases = [
            ("assets/logo.svg", Wave::Assets),
            ("en/index.html", Wave::Pages),
            ("404.html", Wave::Pages),
            ("en/index.html.br", Wave::Pages),
            ("en/feed.xml", Wave::Feeds),
            ("sitemap.xml.gz", Wave::Feeds),
            ("sitemap-1.xml", Wave::Feeds),
            ("sitemap-12.xml.br", Wave::Feeds),
            ("assets/sitemap-old.xml", Wave::Assets),
            ("robots.txt", Wave::Feeds),
        ];
        for (text, wave) in cases {
            assert_eq!(Wave::of(&path(text)), wave, "{text}");
        }
    }
}
