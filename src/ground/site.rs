//! A site is its files, as a value: what build writes, preview serves and publish uploads.

use std::collections::BTreeMap;

use bytes::Bytes;
use rayon::prelude::*;

use super::path::SitePath;

/// Every file of a site in path order. Never touches the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    files: BTreeMap<SitePath, Resource>,
}

/// The content of one file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The bytes as they are written and served. Sites that have a file in common may share it.
    pub bytes: Bytes,
    /// The media type, with its charset where it is text.
    pub media_type: &'static str,
}

impl Resource {
    /// Returns the content of the file at `path`, whose name says what it is.
    pub fn new(path: &SitePath, bytes: impl Into<Bytes>) -> Resource {
        Resource { bytes: bytes.into(), media_type: media_type(path.as_str()) }
    }

    /// Returns the content of a file that always has this name, with its path.
    pub fn at(name: &'static str, bytes: impl Into<Bytes>) -> (SitePath, Resource) {
        let path = SitePath::new(name).expect("the name is a sound path");
        let resource = Resource::new(&path, bytes);
        (path, resource)
    }
}

impl Site {
    /// Adds a file, and returns the one that was there.
    pub fn insert(&mut self, path: SitePath, bytes: impl Into<Bytes>) -> Option<Resource> {
        let resource = Resource::new(&path, bytes);
        self.files.insert(path, resource)
    }

    /// Returns the file at `path`.
    pub fn get(&self, path: &SitePath) -> Option<&Resource> {
        self.files.get(path)
    }

    /// Returns the file at `path` with the path that the site itself holds.
    pub fn entry(&self, path: &SitePath) -> Option<(&SitePath, &Resource)> {
        self.files.get_key_value(path)
    }

    /// Returns all files in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&SitePath, &Resource)> {
        self.files.iter()
    }

    /// Returns all files in path order, to be looked at by several threads.
    pub fn par_iter(&self) -> impl ParallelIterator<Item = (&SitePath, &Resource)> {
        self.files.par_iter()
    }

    /// Returns how many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Tells whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl FromIterator<(SitePath, Resource)> for Site {
    fn from_iter<T: IntoIterator<Item = (SitePath, Resource)>>(files: T) -> Site {
        Site { files: files.into_iter().collect() }
    }
}

/// What the extensions of names mean: the media type, with its charset where it is text.
pub const MEDIA_TYPES: [(&str, &str); 38] = [
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/x-icon"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("aac", "audio/aac"),
    ("ogg", "audio/ogg"),
    ("oga", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("flac", "audio/flac"),
    ("wav", "audio/wav"),
    ("weba", "audio/webm"),
    ("mp4", "video/mp4"),
    ("m4v", "video/mp4"),
    ("mov", "video/quicktime"),
    ("ogv", "video/ogg"),
    ("webm", "video/webm"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("epub", "application/epub+zip"),
];

/// Returns the media type that the extension of `path` stands for.
pub fn media_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let found = MEDIA_TYPES.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
    found.map_or("application/octet-stream", |(_, media_type)| media_type)
}
