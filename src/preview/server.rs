//! The server answers requests over HTTP/1.1, within limits that keep it in service whatever a client does.
//!
//! It stands on hyper itself: the limits are hyper's, and one function answers everything, so that a framework on top would
//! have nothing to route. It needs no end: nothing is written that could be left half done, so the process is simply ended.

use std::convert::Infallible;
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::body::Incoming;
use hyper::header::{IF_RANGE, RANGE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioTimer;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::sync::watch::Receiver;

use super::answer::{self, Body};
use super::client;
use super::events::{self, EVENTS};
use super::guard::{self, Guard};
use super::inject::SCRIPT;
use super::patient::Patient;
use super::stage::Stage;
use crate::ground::diagnostic::Failure;

/// How many connections are served at once; the next ones wait. A process may often have no more than 1,024 files open.
const CONNECTIONS: usize = 512;
/// How long a client may take to send the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How large the head of a request may be, in bytes. Cookies of other local servers come along.
const HEAD_SIZE: usize = 32 * 1024;
/// How many headers a request may have.
const HEADERS: usize = 100;
/// How long to wait when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(100);

/// What requests are answered with.
struct Service {
    guard: Guard,
    /// Never marked as seen, so that to its clones the first stage is a change.
    stage: Receiver<Arc<Stage>>,
    script: Bytes,
    follow: bool,
}

/// Begins to serve what is on the stage, in a thread of its own, until the process ends.
///
/// # Errors
/// When the system has no thread or no events for it.
pub(super) fn serve(
    listeners: Vec<TcpListener>,
    guard: Guard,
    stage: Receiver<Arc<Stage>>,
    follow: bool,
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("cannot serve: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let listeners = listeners.into_iter().map(|listener| {
        listener.set_nonblocking(true)?;
        let _entered = runtime.enter();
        tokio::net::TcpListener::from_std(listener)
    });
    let listeners = listeners.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let service = Arc::new(Service { guard, stage, script: client::script().into(), follow });
    let serving = move || {
        runtime.block_on(async {
            let places = Arc::new(Semaphore::new(CONNECTIONS));
            let listening =
                listeners.into_iter().map(|listener| tokio::spawn(listen(listener, service.clone(), places.clone())));
            for task in listening.collect::<Vec<_>>() {
                // A listener only ends with the process.
                let _ = task.await;
            }
        });
    };
    std::thread::Builder::new().name("server".to_owned()).spawn(serving).map(drop).map_err(failed)
}

async fn listen(listener: tokio::net::TcpListener, service: Arc<Service>, places: Arc<Semaphore>) {
    while let Ok(place) = places.clone().acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let service = service.clone();
                tokio::spawn(async move {
                    converse(stream, service).await;
                    drop(place);
                });
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Answers the requests that come over one connection. Whatever goes wrong with it is the client's affair.
async fn converse(stream: TcpStream, service: Arc<Service>) {
    let Ok(reached) = stream.local_addr() else { return };
    // A short answer is not held back until the next one fills a packet.
    let _ = stream.set_nodelay(true);
    let answering = service_fn(move |request: Request<Incoming>| {
        // One socket may be for addresses of both kinds.
        let response = respond(&request, reached.ip().to_canonical(), &service);
        async move { Ok::<_, Infallible>(response) }
    });
    let conversation = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_header_size(HEAD_SIZE)
        .max_headers(HEADERS)
        .serve_connection(Patient::new(stream), answering);
    let _ = conversation.await;
}

fn respond(request: &Request<Incoming>, reached: IpAddr, service: &Service) -> Response<Body> {
    let uri = request.uri();
    if let Err(status) = service.guard.admit(reached, request.method(), uri, request.headers()) {
        return answer::refusal(status);
    }
    match uri.path() {
        SCRIPT => answer::script(&service.script),
        EVENTS if !guard::is_same_origin(request.headers()) => answer::refusal(hyper::StatusCode::FORBIDDEN),
        EVENTS => {
            answer::events(events::events(uri.query().unwrap_or_default(), service.stage.clone(), service.follow))
        }
        path => {
            // Files have no tags here, so who asks for the rest of a tagged one began with another.
            let asks_for_parts = request.method() == Method::GET && !request.headers().contains_key(IF_RANGE);
            let range = request.headers().get(RANGE).filter(|_| asks_for_parts);
            answer::file(&service.stage.borrow().clone(), path, uri.query(), range)
        }
    }
}
