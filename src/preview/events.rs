//! Events tell a tab what has changed since it last heard: of its own page, of what its page loads, of what is wrong.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::channel::{Channel, Sender};
use serde_json::json;
use tokio::sync::watch::Receiver;
use tokio::time::timeout;
use url::form_urlencoded;

use super::stage::Stage;

/// Where events are served.
pub(super) const EVENTS: &str = "/.diglot/events";

/// How often something is sent when nothing happens, so that both sides notice when the other has gone.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// How soon a tab asks again after the preview has gone, in milliseconds.
const RETRY: u32 = 500;
/// How many events may wait for a tab. It misses nothing: each event says all that it has not heard.
const WAITING: usize = 1;

/// A tab, as it presents itself.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tab {
    /// The path of the page it shows, as the browser writes it.
    page: String,
    /// The version it shows.
    version: u64,
}

impl Tab {
    /// Reads `page=/en/&version=7`.
    fn of(query: &str) -> Tab {
        let value =
            |name: &str| form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value);
        let version = value("version").and_then(|version| version.parse().ok()).unwrap_or(0);
        Tab { page: value("page").unwrap_or_default().into_owned(), version }
    }
}

/// Returns the events for the tab that `query` describes: at once where it has missed something, then as they come. They
/// end when the preview does, or the tab.
pub(super) fn events(query: &str, stage: Receiver<Arc<Stage>>, follow: bool) -> Channel<Bytes, Infallible> {
    let (sender, channel) = Channel::new(WAITING);
    tokio::spawn(tell(Tab::of(query), stage, follow, sender));
    channel
}

async fn tell(mut tab: Tab, mut stages: Receiver<Arc<Stage>>, follow: bool, mut sender: Sender<Bytes, Infallible>) {
    // There is nothing to tell before the first build has ended: until then, a tab of an earlier preview keeps its page.
    if stages.changed().await.is_err() {
        return;
    }
    let mut told: Option<Arc<Stage>> = None;
    let mut next = format!("retry: {RETRY}\n\n");
    loop {
        let stage = stages.borrow_and_update().clone();
        next += &news(&tab, &stage, told.as_deref(), follow);
        if sender.send_data(std::mem::take(&mut next).into()).await.is_err() {
            return;
        }
        tab.version = tab.version.max(stage.version);
        told = Some(stage);
        match timeout(HEARTBEAT, stages.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return,
            Err(_) => next.push_str(":\n\n"),
        }
    }
}

/// Returns what `tab` has not heard of `stage`.
fn news(tab: &Tab, stage: &Stage, told: Option<&Stage>, follow: bool) -> String {
    let is_new = |same: fn(&Stage, &Stage) -> bool| told.is_none_or(|told| !same(told, stage));
    let mut news = String::new();
    if is_new(|told, stage| Arc::ptr_eq(&told.findings, &stage.findings)) {
        news += &event("findings", &stage.findings.json(&tab.page));
    }
    if is_new(|told, stage| told.version == stage.version) {
        let change = json!({
            "now": stage.version,
            "page": stage.version_of(&tab.page),
            "missing": stage.lacks(&tab.page),
            "assets": stage.assets_since(tab.version),
            "edited": stage.edit_since(&tab.page, tab.version),
            "follow": follow,
            "problems": *stage.problems,
        });
        news += &event("change", &change.to_string());
    }
    news
}

/// Returns an event with JSON, in which nothing can be taken for markup wherever it ends up.
fn event(name: &str, json: &str) -> String {
    format!("event: {name}\ndata: {}\n\n", json.replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_says_what_it_shows() {
        let tab = |page: &str, version| Tab { page: page.to_owned(), version };
        assert_eq!(Tab::of("page=%2Fen%2Fa%25C3%25B1o%2F&version=7"), tab("/en/a%C3%B1o/", 7));
        assert_eq!(Tab::of("version=x"), tab("", 0));
    }
}
