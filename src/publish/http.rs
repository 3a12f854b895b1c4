//! Reading what was published as readers do: over HTTP.

use std::time::Duration;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use object_store::ClientOptions;
use object_store::client::{HttpClient, HttpConnector as _, HttpRequest, HttpRequestBody, ReqwestConnector};
use reqwest::header::{ACCEPT_ENCODING, HeaderValue};
use tokio::time::{Instant, sleep};

use super::client::{cause, runtime, use_ring};
use super::compress;
use super::parcel::Parcel;
use crate::ground::config::BaseUrl;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;

/// How long a host may take until it serves what it was given: those that build from a branch need a minute or two.
pub(super) const LAG: Duration = Duration::from_secs(150);
/// How often it is asked meanwhile.
const PAUSE: Duration = Duration::from_secs(3);
/// A host that sends nothing for as long is asked again. One that sends a large file may take longer until its end.
const SILENCE: Duration = Duration::from_secs(30);
/// How many files are asked for at once.
const PARALLEL: usize = 8;

/// Tells whether a host serves the file, and does not keep it to itself or answer with something else in its place.
pub(super) fn is_served(parcel: &Parcel) -> bool {
    let path = parcel.path.as_str();
    let is_for_host = path.starts_with(['.', '_']) || path == "CNAME";
    !is_for_host && compress::uncompressed(path) == path
}

/// Expects that the site at `base_url` has these files, `lag` from now at the latest. A host that refuses connections, or
/// whose name nobody knows, may be about to be there.
///
/// # Errors
/// When one of them cannot be read then, or is not as it was sent.
pub(super) fn verify(parcels: &[&Parcel], base_url: &BaseUrl, lag: Duration) -> Result<(), Failure> {
    use_ring();
    let options = ClientOptions::new().with_allow_http(base_url.as_str().starts_with("http://"));
    let options = options.with_timeout_disabled().with_read_timeout(SILENCE);
    let client = ReqwestConnector::default().connect(&options);
    let client = client.map_err(|error| Failure::new(format!("cannot read the site back: {error}")))?;
    let deadline = Instant::now() + lag;
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
            return Err(match found {
                Ok(_) => Failure::new(format!("{address} has other bytes than were published"))
                    .hint("look whether the target is what is served there, and whether something keeps old copies"),
                Err(reason) => Failure::new(format!("the site is published, but {address} cannot be read: {reason}"))
                    .hint("look whether this is where the target is served, and whether the server runs"),
            });
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
    let answer = client.execute(request).await.map_err(|error| cause(&error))?;
    let bytes = answer.into_body().bytes().await.map_err(|_| "its answer breaks off".to_owned())?;
    Ok(bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::thread;

    use super::*;
    use crate::ground::config::base_url;
    use crate::ground::site::Resource;
    use crate::publish::shelf::Shelf;

    /// Returns what is told of a page that `address` does not serve.
    fn told(address: &str) -> String {
        let shelf = Shelf::with(false, None).expect("a temporary file");
        let page = Resource::at("404.html", "<p>Nothing is here");
        shelf.put(&page.0, &page.1).expect("room");
        let parcels = shelf.parcels();
        let base_url = base_url(address).expect("an address");
        verify(&parcels.iter().collect::<Vec<_>>(), &base_url, Duration::ZERO).expect_err("it is not there").message
    }

    #[test]
    fn a_server_that_cannot_be_reached_is_told_from_one_that_serves_something_else() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}/l2/", listener.local_addr().expect("it is bound"));
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a request");
            let _ = stream.read(&mut [0; 4096]).expect("a request");
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nold")
                .expect("a client");
        });
        assert_eq!(told(&address), format!("{address}404.html has other bytes than were published"));
        server.join().expect("it answered");
        let gone = told(&address);
        assert!(gone.starts_with(&format!("the site is published, but {address}404.html cannot be read: ")), "{gone}");
        assert!(gone.contains("refused"), "{gone}");
    }
}
