//! A small file server that serves a folder as static hosts do. A tool for tests only.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use diglot::ground::site::media_type;

/// How long a connection may stay silent. Browsers open some in advance and never use them.
const SILENCE: Duration = Duration::from_secs(10);

/// A folder that is served at `/`, or under a sub-path as project sites are. It ends when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    prefix: &'static str,
    closing: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What is sent back: status, media type, body; or where to go instead.
enum Answer {
    Content(&'static str, &'static str, Vec<u8>),
    Elsewhere(String),
}

impl Server {
    /// Serves `folder`, which may still be empty, under `prefix`: `/` or `/repo/`.
    pub(crate) fn start(folder: &Path, prefix: &'static str) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a port");
        let closing = Arc::new(AtomicBool::new(false));
        let (folder, closed) = (folder.to_owned(), closing.clone());
        let thread = thread::spawn(move || {
            for stream in listener.incoming().flatten().take_while(|_| !closed.load(Ordering::Relaxed)) {
                let folder = folder.clone();
                thread::spawn(move || serve(stream, &folder, prefix));
            }
        });
        Server { address, prefix, closing, thread: Some(thread) }
    }

    /// Returns the address of the folder, with a slash at the end.
    pub(crate) fn base(&self) -> String {
        format!("http://{}{}", self.address, self.prefix)
    }

    /// Returns the address of `path` in the folder.
    pub(crate) fn url(&self, path: &str) -> String {
        self.base() + path
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::Relaxed);
        // One more connection wakes the thread that waits for connections.
        let _ = TcpStream::connect(self.address);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Answers one request. Whatever goes wrong with the connection is the client's own affair.
fn serve(mut stream: TcpStream, folder: &Path, prefix: &str) -> Option<()> {
    stream.set_read_timeout(Some(SILENCE)).ok()?;
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    let request = lines.next()?;
    lines.find(String::is_empty)?;
    let target = request.split(' ').nth(1)?.split(['?', '#']).next()?;
    let head_only = request.starts_with("HEAD ");
    let (head, body) = match answer(folder, prefix, target) {
        Answer::Content(status, kind, body) => (format!("HTTP/1.1 {status}\r\nContent-Type: {kind}"), body),
        Answer::Elsewhere(to) => (format!("HTTP/1.1 301 Moved Permanently\r\nLocation: {to}"), Vec::new()),
    };
    let length = body.len();
    write!(stream, "{head}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n")
        .ok()?;
    stream.write_all(if head_only { &[] } else { &body }).ok()?;
    stream.shutdown(Shutdown::Write).ok()
}

/// Finds what stands at `target`: a file, a folder's index, or the nearest page that says there is nothing.
fn answer(folder: &Path, prefix: &str, target: &str) -> Answer {
    let Some(path) = target.strip_prefix(prefix).and_then(decode) else {
        return Answer::Content("404 Not Found", "text/plain", b"outside the site".to_vec());
    };
    let file = folder.join(&path);
    if file.is_dir() && !path.is_empty() && !path.ends_with('/') {
        return Answer::Elsewhere(format!("{target}/"));
    }
    let file = if file.is_dir() { file.join("index.html") } else { file };
    match fs::read(&file) {
        Ok(body) => Answer::Content("200 OK", media_type(&file.to_string_lossy()), body),
        Err(_) => Answer::Content("404 Not Found", media_type("404.html"), nearest_404(folder, &path)),
    }
}

/// Returns the `404.html` of the deepest folder on the way to `path` that has one.
fn nearest_404(folder: &Path, path: &str) -> Vec<u8> {
    let mut pages = Path::new(path).ancestors().map(|above| folder.join(above).join("404.html"));
    pages.find_map(|page| fs::read(page).ok()).unwrap_or_else(|| b"nothing here".to_vec())
}

/// Decodes percent-encoding; nothing where the path would leave the folder.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: u8| char::from(digit).to_digit(16);
        bytes.push(if byte == b'%' { (hex(rest.next()?)? * 16 + hex(rest.next()?)?) as u8 } else { byte });
    }
    let path = String::from_utf8(bytes).ok()?;
    let stays = PathBuf::from(&path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    stays.then_some(path)
}
