//! An answer is made from the stage and the path of the request alone.

use std::convert::Infallible;
use std::ops::Range;

use bytes::Bytes;
use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::header::{ACCEPT_RANGES, ALLOW, CONTENT_RANGE, HeaderName, HeaderValue, LOCATION};
use hyper::{Response, StatusCode};

use super::inject::inject;
use super::stage::{Found, Stage};
use crate::ground::headers::ALWAYS;
use crate::ground::site::Resource;

/// What is sent: a whole file, or events as they come.
pub(super) type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// What is shown while there is no page at all: before the first build has ended, or the first text is there. The script
/// shows what is wrong, and the page as soon as there is one.
const NO_PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
    <meta name=\"color-scheme\" content=\"light dark\"><title>diglot preview</title>\
    <p>There is no page here yet. This one follows as soon as there is.</p>";

/// Answers with what stands at `path`, the path of a request as it was sent, or with what says that nothing does. Of what is
/// no page, a `range` of bytes is enough for whoever asks for one: some players play nothing else.
pub(super) fn file(stage: &Stage, path: &str, query: Option<&str>, range: Option<&HeaderValue>) -> Response<Body> {
    match stage.find(path) {
        Found::File(_, resource) if resource.media_type.starts_with("text/html") => {
            page(StatusCode::OK, resource, stage)
        }
        Found::File(_, resource) => asset(resource, range),
        Found::Folder(to) => moved(&to, query),
        Found::Nothing(Some((_, resource))) => page(StatusCode::NOT_FOUND, resource, stage),
        Found::Nothing(None) => bytes(StatusCode::NOT_FOUND, HTML, inject(NO_PAGE.as_bytes(), stage.version).into()),
        Found::Outside => outside(&stage.base),
    }
}

fn page(status: StatusCode, resource: &Resource, stage: &Stage) -> Response<Body> {
    bytes(status, resource.media_type, inject(&resource.bytes, stage.version).into())
}

fn asset(resource: &Resource, range: Option<&HeaderValue>) -> Response<Body> {
    let length = resource.bytes.len();
    let (status, told, sent) = match range.and_then(|range| part(range, length)) {
        None => (StatusCode::OK, None, resource.bytes.clone()),
        Some(part) if part.is_empty() => {
            (StatusCode::RANGE_NOT_SATISFIABLE, Some(format!("bytes */{length}")), Bytes::new())
        }
        Some(part) => {
            let told = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            (StatusCode::PARTIAL_CONTENT, Some(told), resource.bytes.slice(part))
        }
    };
    let mut response = bytes(status, resource.media_type, sent);
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let told = told.and_then(|told| HeaderValue::try_from(told).ok());
    response.headers_mut().extend(told.map(|told| (CONTENT_RANGE, told)));
    response
}

/// Returns the one stretch of `length` bytes that `range` names, such as `bytes=0-99`, `bytes=100-` or `bytes=-100`: an empty one
/// where it lies beyond their end. None where it names no such stretch: then all of them are an answer too.
fn part(range: &HeaderValue, length: usize) -> Option<Range<usize>> {
    let (from, to) = range.to_str().ok()?.strip_prefix("bytes=")?.split_once('-')?;
    let (start, last) = match (from, to) {
        ("", count) => (length.saturating_sub(count.parse().ok()?), length),
        (from, "") => (from.parse().ok()?, usize::MAX),
        (from, to) => (from.parse().ok()?, to.parse().ok()?),
    };
    (start <= last).then(|| start.min(length)..last.saturating_add(1).min(length))
}

fn moved(to: &str, query: Option<&str>) -> Response<Body> {
    let to = query.map_or(to.to_owned(), |query| format!("{to}?{query}"));
    let mut response = bytes(StatusCode::MOVED_PERMANENTLY, TEXT, format!("It is at {to}\n").into());
    // Neither a percent-encoded path nor the query of a parsed request has anything that a header cannot hold.
    response.headers_mut().extend(HeaderValue::from_str(&to).ok().map(|to| (LOCATION, to)));
    response
}

/// Answers to whoever looks at the root of a host while the site lies below it.
fn outside(base: &str) -> Response<Body> {
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>diglot preview</title><p>The site is at <a href=\"{base}\">{base}</a>.</p>"
    );
    bytes(StatusCode::NOT_FOUND, HTML, page.into())
}

/// Refuses a request in a few words.
pub(super) fn refusal(status: StatusCode) -> Response<Body> {
    let words = match status {
        StatusCode::FORBIDDEN => "This preview is for its author. Another name for it is allowed with --allow-host.\n",
        StatusCode::METHOD_NOT_ALLOWED => "A preview is only read.\n",
        _ => "This request makes no sense.\n",
    };
    let mut response = bytes(status, TEXT, words.into());
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// Answers with the script of preview.
pub(super) fn script(script: &Bytes) -> Response<Body> {
    bytes(StatusCode::OK, "text/javascript; charset=utf-8", script.clone())
}

/// Answers with events as they come.
pub(super) fn events(events: Channel<Bytes, Infallible>) -> Response<Body> {
    respond(StatusCode::OK, "text/event-stream", Either::Right(events))
}

fn bytes(status: StatusCode, media_type: &'static str, bytes: Bytes) -> Response<Body> {
    respond(status, media_type, Either::Left(Full::new(bytes)))
}

/// Every answer says what it is, that nobody may keep it, that no page of another site may show it, and what all hosts of the site
/// are told to say.
fn respond(status: StatusCode, media_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let own =
        [("content-type", media_type), ("cache-control", "no-store"), ("cross-origin-resource-policy", "same-origin")];
    let headers = own
        .into_iter()
        .chain(ALWAYS)
        .filter_map(|(name, value)| Some((HeaderName::try_from(name).ok()?, HeaderValue::from_static(value))));
    response.headers_mut().extend(headers);
    response
}
