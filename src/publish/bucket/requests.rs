//! Requests to a store, and what is told when one fails.

use object_store::path::Path;
use object_store::{
    Attribute, Attributes, Error, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, PutPayload, UpdateVersion,
};

use crate::ground::diagnostic::Failure;
use crate::publish::client::cause;

/// Returns where the file at `path` lies in a bucket.
pub(super) fn location(prefix: &str, path: &str) -> Result<Path, Failure> {
    // `Path::from` would encode characters that may stand in names as they are.
    Path::parse(format!("{prefix}/{path}"))
        .map_err(|_| Failure::new(format!("the store cannot hold a file called {path}")).hint("rename it"))
}

/// Returns the bytes of an object with its tag; none where it is not there.
pub(super) async fn get(store: &dyn ObjectStore, location: &Path) -> Result<Option<(Vec<u8>, UpdateVersion)>, Error> {
    let found = match store.get(location).await {
        Ok(found) => found,
        Err(Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let version = UpdateVersion { e_tag: found.meta.e_tag.clone(), version: found.meta.version.clone() };
    Ok(Some((found.bytes().await?.to_vec(), version)))
}

/// Puts an object where the condition `mode` holds. A store that knows no conditions puts it all the same.
pub(super) async fn put_if(
    store: &dyn ObjectStore,
    location: &Path,
    payload: PutPayload,
    mode: PutMode,
) -> Result<UpdateVersion, Error> {
    let attributes = Attributes::from_iter([
        (Attribute::ContentType, "text/plain; charset=utf-8"),
        (Attribute::CacheControl, "no-store"),
    ]);
    let options = |mode| PutOptions { mode, attributes: attributes.clone(), ..PutOptions::default() };
    match store.put_opts(location, payload.clone(), options(mode)).await {
        Err(Error::NotImplemented { .. } | Error::NotSupported { .. }) => {
            store.put_opts(location, payload, options(PutMode::Overwrite)).await
        }
        put => put,
    }
    .map(UpdateVersion::from)
}

/// Returns the failure to do `action` with the object at `path`. What a store answers can repeat names of keys and signed
/// addresses, so only the kind of its answer is told.
pub(super) fn told(label: &str, action: &str, path: &str, error: &Error) -> Failure {
    let object = if path.is_empty() { label.to_owned() } else { format!("{label}/{path}") };
    let failure = |reason: &str| Failure::new(format!("cannot {action} {object}: {reason}"));
    match error {
        Error::NotFound { .. } => failure("there is no such bucket").hint("create it, or mend its name in diglot.toml"),
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            failure("the store does not accept the credentials for this")
                .hint("docs/publish.md says where they are looked for")
        }
        other => failure(&reason(other)),
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
