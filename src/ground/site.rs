//! A site is its files, as a value: what build writes, preview serves and publish uploads.

use std::collections::BTreeMap;

use super::path::SitePath;

/// Every file of a site in path order. Never touches the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    files: BTreeMap<SitePath, Resource>,
}

/// The content of one file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The bytes as they are written and served.
    pub bytes: Vec<u8>,
    /// The media type, with its charset where it is text.
    pub media_type: &'static str,
}

impl Site {
    /// Adds a file, and returns the one that was there.
    pub fn insert(&mut self, path: SitePath, bytes: impl Into<Vec<u8>>) -> Option<Resource> {
        let media_type = media_type(path.as_str());
        self.files.insert(path, Resource { bytes: bytes.into(), media_type })
    }

    /// Returns the file at `path`.
    pub fn get(&self, path: &SitePath) -> Option<&Resource> {
        self.files.get(path)
    }

    /// Returns all files in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&SitePath, &Resource)> {
        self.files.iter()
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

/// Returns the media type that the extension of `path` stands for.
pub fn media_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
