//! A running preview of a project, and what it answers to bytes on a socket. It ends when it is dropped.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long anything may take before a test gives up. Long, because the machine may be busy; no test waits for it in vain.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// How long the first build may take: of ten thousand works, it takes minutes.
const FIRST: Duration = Duration::from_secs(600);

/// A preview on a free port.
pub(crate) struct Preview {
    pub(crate) child: Child,
    /// What it says as JSON.
    news: Receiver<Value>,
    /// What it said first: where the site can be seen.
    pub(crate) addresses: Value,
    pub(crate) port: u16,
}

/// An answer as it came over the socket.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The head, in lower case.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Preview {
    /// Starts `command`, which is to be a preview with `--json`, and waits until it serves the first build.
    pub(crate) fn start(mut command: Command) -> Preview {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the program starts");
        let stdout = child.stdout.take().expect("piped");
        let (sender, news) = channel();
        thread::spawn(move || {
            let values = serde_json::Deserializer::from_reader(stdout).into_iter::<Value>();
            values.map_while(Result::ok).try_for_each(|value| sender.send(value))
        });
        let addresses = news.recv_timeout(FIRST).expect("the preview says where it is");
        let port = addresses["address"].as_str().and_then(|address| address.split(['/', ':']).nth(4)?.parse().ok());
        let port = port.unwrap_or_else(|| panic!("{addresses}"));
        let preview = Preview { child, news, addresses, port };
        preview.next();
        preview
    }

    /// Waits for the next build and returns what is said of it.
    pub(crate) fn next(&self) -> Value {
        self.news.recv_timeout(PATIENCE).expect("the preview builds")
    }

    /// Waits for a build of which `done` holds.
    pub(crate) fn wait(&self, done: impl Fn(&Value) -> bool) -> Value {
        std::iter::repeat_with(|| self.next()).find(done).expect("no end")
    }

    /// Waits until all that has been saved is built, however many builds that takes.
    pub(crate) fn wait_for(&self, what: &str, done: impl Fn(&Preview) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !done(self) {
            assert!(Instant::now() < deadline, "waited {} s in vain: {what}", PATIENCE.as_secs());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Opens a connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket that can wait");
        stream
    }

    /// Sends `bytes` and returns the answer, to the end of the connection.
    pub(crate) fn send(&self, bytes: impl AsRef<[u8]>) -> Answer {
        let mut stream = self.connect();
        stream.write_all(bytes.as_ref()).expect("a request");
        let mut answer = Vec::new();
        // Whoever closes a connection over a refused request may reset it.
        let _ = stream.read_to_end(&mut answer);
        Answer::parse(&answer)
    }

    /// Asks for `path`, which is sent as it is, with further lines of the head.
    pub(crate) fn ask(&self, method: &str, path: &str, lines: &[&str]) -> Answer {
        let host = format!("Host: localhost:{}", self.port);
        let is_host = |line: &&&str| line.to_ascii_lowercase().starts_with("host:");
        let host = lines.iter().find(is_host).map_or(host.as_str(), |_| "Accept: */*");
        let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        self.send(format!("{method} {path} HTTP/1.1\r\n{host}\r\n{lines}Connection: close\r\n\r\n"))
    }

    /// Asks for `path`.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Listens to the events for the tab that shows `page`, and returns what comes until it holds `words`.
    pub(crate) fn events(&self, page: &str, words: &str) -> String {
        let mut stream = self.connect();
        let request = format!("GET /.diglot/events?page={page}&version=0 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        read_until(&mut stream, words)
    }
}

/// Reads what comes over `stream` until it holds `words`.
pub(crate) fn read_until(stream: &mut TcpStream, words: &str) -> String {
    let (mut said, mut buffer) = (String::new(), [0; 4096]);
    while !said.contains(words) {
        let length = stream.read(&mut buffer).unwrap_or_else(|error| panic!("{error} after {said}"));
        assert!(length > 0, "it ends after {said}");
        said.push_str(&String::from_utf8_lossy(&buffer[..length]));
    }
    said
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    pub(crate) fn parse(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// Returns a line of the head.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }

    /// Returns the body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the body without what preview has added to it.
    pub(crate) fn plain(&self) -> Vec<u8> {
        let text = self.body.as_slice();
        let find = |words: &[u8], from: usize| {
            text[from..].windows(words.len()).position(|window| window == words).map(|at| at + from)
        };
        let Some(start) = find(b"<script src=\"/.diglot/preview.js\"", 0) else { return text.to_vec() };
        let end = find(b"</script>", start).expect("the script ends") + "</script>".len();
        [&text[..start], &text[end..]].concat()
    }
}
