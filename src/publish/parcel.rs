//! A parcel is one file as it is sent to a target: its bytes, their digest, and what the host is to say about it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::compress::{self, compress};
use crate::ground::destination::Encoding;
use crate::ground::headers::cache_control;
use crate::ground::path::SitePath;
use crate::ground::site::{Resource, Site};
use crate::write::manifest::Digest;

/// One file on its way to a target.
#[derive(Clone, Debug)]
pub struct Parcel<'a> {
    /// Where it lies in the site.
    pub path: &'a SitePath,
    /// The bytes as they are sent: compressed, where that was asked for.
    pub bytes: Cow<'a, [u8]>,
    /// The digest of these bytes.
    pub digest: Digest,
    /// What the host says about it.
    pub headers: Headers,
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

/// The turn of a file: what is referred to comes before what refers to it, and what tells others of pages comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Pictures, fonts, and everything else that pages show.
    Assets,
    /// Pages.
    Pages,
    /// Feeds, the sitemap, and what leads robots there.
    Feeds,
}

impl Turn {
    /// All turns in their order.
    pub const ALL: [Turn; 3] = [Turn::Assets, Turn::Pages, Turn::Feeds];

    /// Returns the turn of the file at `path`. A compressed version goes with the file it stands for.
    pub fn of(path: &SitePath) -> Turn {
        let name = compress::uncompressed(path.as_str());
        match name.rsplit('/').next() {
            Some("feed.xml" | "sitemap.xml" | "robots.txt") => Turn::Feeds,
            Some(name) if name.ends_with(".html") => Turn::Pages,
            _ => Turn::Assets,
        }
    }
}

/// Returns the files of `site` as they are sent to a target that keeps `headers`, or none, with texts compressed by
/// `encoding`.
pub fn parcels(site: &Site, headers: bool, encoding: Option<Encoding>) -> Vec<Parcel<'_>> {
    use rayon::prelude::*;
    let files: Vec<(&SitePath, &Resource)> = site.iter().collect();
    files.into_par_iter().map(|(path, file)| parcel(path, file, headers, encoding)).collect()
}

fn parcel<'a>(path: &'a SitePath, file: &'a Resource, headers: bool, encoding: Option<Encoding>) -> Parcel<'a> {
    let plain = Digest::of(&file.bytes);
    let encoding = encoding.filter(|_| compress::gains(path.as_str()));
    let headers = headers.then(|| Headers {
        media_type: file.media_type.to_owned(),
        cache_control: cache_control(path.as_str(), plain.as_str()).to_owned(),
        encoding: encoding.map(|encoding| encoding.name().to_owned()),
    });
    let (bytes, digest) = match encoding {
        None => (Cow::Borrowed(&file.bytes[..]), plain),
        Some(encoding) => {
            let bytes = compress(&file.bytes, encoding);
            let digest = Digest::of(&bytes);
            (Cow::Owned(bytes), digest)
        }
    };
    Parcel { path, bytes, digest, headers: headers.unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::headers::FOR_EVER;
    use crate::ground::immutable::fingerprinted;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a site path")
    }

    #[test]
    fn what_is_referred_to_goes_first() {
        let cases = [
            ("assets/logo.svg", Turn::Assets),
            ("en/index.html", Turn::Pages),
            ("404.html", Turn::Pages),
            ("en/index.html.br", Turn::Pages),
            ("en/feed.xml", Turn::Feeds),
            ("sitemap.xml.gz", Turn::Feeds),
            ("robots.txt", Turn::Feeds),
        ];
        for (text, turn) in cases {
            assert_eq!(Turn::of(&path(text)), turn, "{text}");
        }
    }

    #[test]
    fn a_name_that_holds_the_digest_is_kept_for_a_year() {
        let mut site = Site::default();
        let with = fingerprinted("assets/a.svg", b"<svg/>");
        for name in [with.as_str(), "assets/a.svg", "assets/a.deadbeef.svg"] {
            site.insert(path(name), "<svg/>");
        }
        let parcels = parcels(&site, true, None);
        let kept: Vec<bool> = parcels.iter().map(|parcel| parcel.headers.cache_control == FOR_EVER).collect();
        assert_eq!(kept.iter().filter(|kept| **kept).count(), 1);
        assert!(parcels.iter().all(|parcel| parcel.headers.media_type == "image/svg+xml; charset=utf-8"));
    }
}
