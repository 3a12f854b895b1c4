//! The shelf holds the files of a site as they are sent, from when they are made until they are, so that a site need not fit
//! into memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::compress::{compress, gains, versions};
use super::parcel::{Headers, Parcel};
use super::store::Store;
use crate::ground::destination::{Destination, Encoding, Place};
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::headers::cache_control;
use crate::ground::path::SitePath;
use crate::ground::site::Resource;

/// The files of a site on their way to a target.
#[derive(Debug)]
pub struct Shelf {
    store: Arc<Store>,
    /// Whether the target keeps headers.
    headers: bool,
    /// How texts are compressed.
    encoding: Option<Encoding>,
    /// Whether compressed versions lie beside the files that gain by them.
    precompress: bool,
    parcels: Mutex<BTreeMap<SitePath, Parcel>>,
}

impl Shelf {
    /// Returns an empty shelf for what is sent to `destination`.
    ///
    /// # Errors
    /// When there is no place for temporary files.
    pub fn new(destination: &Destination) -> Result<Shelf, Failure> {
        let shelf = match &destination.place {
            Place::Bucket(bucket) => Shelf::with(true, bucket.encoding)?,
            _ => Shelf::with(false, None)?,
        };
        Ok(Shelf { precompress: destination.precompress, ..shelf })
    }

    /// Returns an empty shelf for a target that keeps `headers`, or none, with texts compressed by `encoding`.
    pub(super) fn with(headers: bool, encoding: Option<Encoding>) -> Result<Shelf, Failure> {
        let store = Arc::new(Store::new()?);
        Ok(Shelf { store, headers, encoding, precompress: false, parcels: Mutex::default() })
    }

    /// Puts a file of the site there, in the place of another with its path.
    ///
    /// # Errors
    /// When there is no room.
    pub fn put(&self, path: &SitePath, file: &Resource) -> Result<(), Failure> {
        if self.precompress {
            for (path, bytes) in versions(path, &file.bytes) {
                self.put_one(&path, &Resource::new(&path, bytes))?;
            }
        }
        self.put_one(path, file)
    }

    fn put_one(&self, path: &SitePath, file: &Resource) -> Result<(), Failure> {
        let plain = Digest::of(&file.bytes);
        let encoding = self.encoding.filter(|_| gains(path.as_str()));
        // What cannot be compressed is sent as it is.
        let compressed =
            encoding.and_then(|encoding| Some((Cow::from(compress(&file.bytes, encoding)?), Some(encoding))));
        let (bytes, encoding) = compressed.unwrap_or((Cow::from(&*file.bytes), None));
        let headers = self.headers.then(|| Headers {
            media_type: file.media_type.to_owned(),
            cache_control: cache_control(path.as_str(), &plain).to_owned(),
            encoding: encoding.map(|encoding| encoding.name().to_owned()),
        });
        let digest = if encoding.is_some() { Digest::of(&bytes) } else { plain };
        let parcel = Parcel {
            path: path.clone(),
            length: bytes.len(),
            digest,
            headers: headers.unwrap_or_default(),
            at: self.store.append(&bytes)?,
            store: self.store.clone(),
        };
        self.parcels.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), parcel);
        Ok(())
    }

    /// Returns the parcels, in the order of their paths.
    pub fn parcels(self) -> Vec<Parcel> {
        self.parcels.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }
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
    fn a_name_that_holds_the_digest_is_kept_for_a_year() {
        let shelf = Shelf::with(true, None).expect("a temporary file");
        let with = fingerprinted("assets/a.svg", b"<svg/>");
        for name in [with.as_str(), "assets/a.svg", "assets/a.deadbeef.svg"] {
            shelf.put(&path(name), &Resource::new(&path(name), "<svg/>")).expect("room");
        }
        let parcels = shelf.parcels();
        let kept: Vec<bool> = parcels.iter().map(|parcel| parcel.headers.cache_control == FOR_EVER).collect();
        assert_eq!(kept.iter().filter(|kept| **kept).count(), 1);
        assert!(parcels.iter().all(|parcel| parcel.headers.media_type == "image/svg+xml; charset=utf-8"));
    }
}
