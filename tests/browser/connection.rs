//! A connection to a browser over the Chrome DevTools Protocol: calls, answers and events on one web socket.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

/// How long anything in the browser may take before a test gives up. Long, because the machine may be busy; no test
/// waits for it in vain.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Something that the browser tells on its own account.
#[derive(Debug)]
pub(crate) struct Event {
    /// Its name, such as `Page.frameNavigated`.
    pub(crate) method: String,
    /// What it tells.
    pub(crate) params: Value,
}

/// One web socket to the browser or to one of its pages. It keeps every event it has seen.
pub(crate) struct Connection {
    socket: WebSocket<TcpStream>,
    calls: u64,
    events: Vec<Event>,
}

impl Connection {
    /// Opens the socket at `address`: `ws://127.0.0.1:PORT/devtools/…`.
    pub(crate) fn open(address: &str) -> Connection {
        let host = address.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let stream =
            TcpStream::connect(host).unwrap_or_else(|error| panic!("cannot reach Chromium at {host}: {error}"));
        let (socket, _) = tungstenite::client(address, stream)
            .unwrap_or_else(|error| panic!("Chromium at {address} refuses the web socket: {error}"));
        Connection { socket, calls: 0, events: Vec::new() }
    }

    /// Calls `method` and returns its result. A refusal ends the test.
    pub(crate) fn call(&mut self, method: &str, params: Value) -> Value {
        self.calls += 1;
        let id = self.calls;
        let message = json!({ "id": id, "method": method, "params": params }).to_string();
        self.socket.send(Message::text(message)).unwrap_or_else(|error| panic!("{method}: {error}"));
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Some(answer) = self.next(deadline, method) else { continue };
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method} {params}: {}", answer["error"]["message"]);
                return answer["result"].clone();
            }
        }
    }

    /// Waits until `done` holds for all events so far. `what` names it where the wait ends in vain.
    pub(crate) fn wait(&mut self, what: &str, done: impl Fn(&[Event]) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !done(&self.events) {
            self.next(deadline, what);
        }
    }

    /// Returns all events so far.
    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }

    /// Reads one message: keeps it where it is an event, returns it where it is an answer.
    fn next(&mut self, deadline: Instant, what: &str) -> Option<Value> {
        let left = deadline.saturating_duration_since(Instant::now());
        assert!(!left.is_zero(), "waited {} s in vain: {what}", PATIENCE.as_secs());
        self.socket.get_ref().set_read_timeout(Some(left)).expect("a socket that can wait");
        let mut message: Value = match self.socket.read() {
            Ok(Message::Text(text)) => serde_json::from_str(&text).expect("Chromium speaks JSON"),
            Ok(_) => return None,
            Err(tungstenite::Error::Io(error)) if is_timeout(&error) => return None,
            Err(error) => panic!("lost Chromium while waiting: {what}: {error}"),
        };
        let Some(method) = message["method"].as_str().map(str::to_owned) else { return Some(message) };
        self.events.push(Event { method, params: message["params"].take() });
        None
    }
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
}
