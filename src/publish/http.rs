//! Reading what was published as readers do: over HTTP.

use std::time::Duration;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use object_store::ClientOptions;
use object_store::client::{HttpClient, HttpConnector as _, HttpRequest, HttpRequestBody, ReqwestConnector};
use reqwest::header::{ACCEPT_ENCODING, HeaderValue};
use tokio::time::{Instant, sleep};

use super::client::{runtime, use_ring};
use super::compress;
use super::parcel::Parcel;
use crate::ground::config::BaseUrl;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;

/// How long a host may take until it serves what it was given: those that build from a branch need a minute or two.
const LAG: Duration = Duration::from_secs(150);
/// How often it is asked meanwhile.
const PAUSE: Duration = Duration::from_secs(3);
/// How many files are asked for at once.
const PARALLEL: usize = 8;

/// Tells whether a host serves the file, and does not keep it to itself or answer with something else in its place.
pub(super) fn is_served(parcel: &Parcel) -> bool {
    let path = parcel.path.as_str();
    let is_for_host = path.starts_with(['.', '_']) || path == "CNAME";
    !is_for_host && compress::uncompressed(path) == path
}

/// Expects that the site at `base_url` has these files.
///
/// # Errors
/// When one of them is not as it was sent, also after a while.
pub(super) fn verify(parcels: &[&Parcel], base_url: &BaseUrl) -> Result<(), Failure> {
    use_ring();
    let options = ClientOptions::new().with_allow_http(base_url.as_str().starts_with("http://"));
    let client = ReqwestConnector::default().connect(&options);
    let client = client.map_err(|error| Failure::new(format!("cannot read the site back: {error}")))?;
    let deadline = Instant::now() + LAG;
    let checks = stream::iter(parcels).map(|parcel| check(&client, base_url, parcel, deadline));
    runtime()?.block_on(checks.buffer_unordered(PARALLEL).try_collect())
}

async fn check(client: &HttpClient, base_url: &BaseUrl, parcel: &Parcel, deadline: Instant) -> Result<(), Failure> {
    let address = format!("{base_url}{}", parcel.path.url());
    loop {
        let found = get(client, &address, parcel.headers.encoding.as_deref()).await;
        if found.as_ref().is_ok_and(|bytes| Digest::of(bytes) == parcel.digest) {
            return Ok(());
        }
        if Instant::now() + PAUSE > deadline {
            let reason = found.map_or_else(|reason| reason, |_| "it has other bytes than were sent".to_owned());
            return Err(Failure::new(format!("{address} is not what was published: {reason}"))
                .hint("look whether the target is what is served there, and whether something keeps old copies"));
        }
        sleep(PAUSE).await;
    }
}

/// Returns the body of the answer, whatever its status: a page for what is not found has one that says so. What was sent
/// in an `encoding` is asked for in it: some stores decompress for whoever does not say to take that.
async fn get(client: &HttpClient, address: &str, encoding: Option<&str>) -> Result<Vec<u8>, String> {
    let mut request = HttpRequest::new(HttpRequestBody::empty());
    *request.uri_mut() = address.parse().map_err(|_| "it is not an address".to_owned())?;
    let accepted =
        HeaderValue::from_str(encoding.unwrap_or("identity")).map_err(|_| "it has no encoding".to_owned())?;
    request.headers_mut().insert(ACCEPT_ENCODING, accepted);
    let answer = client.execute(request).await.map_err(|_| "it does not answer".to_owned())?;
    let bytes = answer.into_body().bytes().await.map_err(|_| "its answer breaks off".to_owned())?;
    Ok(bytes.to_vec())
}
