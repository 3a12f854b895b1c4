//! Requests for the objects of a bucket, and what is told when one fails.

use std::sync::Arc;

use object_store::path::Path;
use object_store::{
    Attribute, Attributes, Error, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, PutPayload, UpdateVersion,
};

use crate::ground::diagnostic::Failure;
use crate::publish::client::cause;
use crate::publish::parcel::Parcel;

/// The objects of a bucket, or of a folder in it.
#[derive(Clone)]
pub(super) struct Objects {
    pub(super) store: Arc<dyn ObjectStore>,
    /// How people call the bucket.
    pub(super) label: String,
    /// The folder; empty for all of the bucket.
    pub(super) prefix: String,
}

impl Objects {
    /// Returns where the file at `path` lies in the bucket.
    pub(super) fn location(&self, path: &str) -> Result<Path, Failure> {
        // `Path::from` would encode characters that may stand in names as they are.
        Path::parse(format!("{}/{path}", self.prefix))
            .map_err(|_| Failure::new(format!("the store cannot hold a file called {path}")).hint("rename it"))
    }

    /// Returns the bytes of an object with its tag; none where it is not there.
    pub(super) async fn get(&self, path: &str) -> Result<Option<(Vec<u8>, UpdateVersion)>, Failure> {
        let location = self.location(path)?;
        let read = async {
            let found = self.store.get(&location).await?;
            let version = UpdateVersion { e_tag: found.meta.e_tag.clone(), version: found.meta.version.clone() };
            Ok((found.bytes().await?.to_vec(), version))
        };
        match read.await {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failure("read", path, &error)),
        }
    }

    /// Puts down the file of `parcel`, with its headers.
    pub(super) async fn put(&self, parcel: &Parcel) -> Result<(), Failure> {
        let path = parcel.path.as_str();
        let mut attributes = Attributes::from_iter([
            (Attribute::ContentType, parcel.headers.media_type.clone()),
            (Attribute::CacheControl, parcel.headers.cache_control.clone()),
        ]);
        if let Some(encoding) = parcel.headers.encoding.clone() {
            attributes.insert(Attribute::ContentEncoding, encoding.into());
        }
        let options = PutOptions { attributes, ..PutOptions::default() };
        let sent = self.store.put_opts(&self.location(path)?, PutPayload::from(parcel.bytes()?), options).await;
        sent.map(drop).map_err(|error| self.failure("write", path, &error))
    }

    /// Puts down an object where the condition `mode` holds, and returns its tag; none where the condition does not hold. A store
    /// that knows no conditions puts it down all the same.
    pub(super) async fn put_if(
        &self,
        path: &str,
        bytes: impl Into<PutPayload>,
        mode: PutMode,
    ) -> Result<Option<UpdateVersion>, Failure> {
        let (location, payload) = (self.location(path)?, bytes.into());
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, "text/plain; charset=utf-8"),
            (Attribute::CacheControl, "no-store"),
        ]);
        let options = |mode| PutOptions { mode, attributes: attributes.clone(), ..PutOptions::default() };
        let put = match self.store.put_opts(&location, payload.clone(), options(mode)).await {
            Err(Error::NotImplemented { .. } | Error::NotSupported { .. }) => {
                self.store.put_opts(&location, payload, options(PutMode::Overwrite)).await
            }
            put => put,
        };
        match put {
            Ok(put) => Ok(Some(put.into())),
            Err(Error::Precondition { .. } | Error::AlreadyExists { .. }) => Ok(None),
            Err(error) => Err(self.failure("write", path, &error)),
        }
    }

    /// Returns the failure to do `action` with the object at `path`. What a store answers can repeat names of keys and signed
    /// addresses, so only the kind of its answer is told.
    pub(super) fn failure(&self, action: &str, path: &str, error: &Error) -> Failure {
        let object = if path.is_empty() { self.label.clone() } else { format!("{}/{path}", self.label) };
        let failure = |reason: &str| Failure::new(format!("cannot {action} {object}: {reason}"));
        match error {
            Error::NotFound { .. } => {
                failure("there is no such bucket").hint("create it, or mend its name in diglot.toml")
            }
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
                failure("the store does not accept the credentials for this")
                    .hint("docs/publish.md says where they are looked for")
            }
            other => failure(&reason(other)),
        }
    }
}

/// Returns the cause of a failed request, or the code of the store's answer.
pub(super) fn reason(error: &Error) -> String {
    let text = cause(error);
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map(|(code, _)| code);
    let plain = text.split(['<', '\n', '?']).next().unwrap_or_default().trim().trim_end_matches(':');
    match code {
        Some(code) => format!("{plain} ({code})"),
        None => plain.to_owned(),
    }
}
