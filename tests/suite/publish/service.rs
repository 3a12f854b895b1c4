//! Programs that hosts run, started for a test and ended with it.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::iter;
use std::net::{TcpListener, TcpStream};
use std::ops::Range;
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use super::super::harness::missing;
use super::super::previewed::Answer;

/// How often a program is asked whether it answers, and how long between.
const GLANCES: usize = 1_200;
const GLANCE: Duration = Duration::from_millis(50);

/// Ports that no system gives to whoever asks for any: nobody else takes one while a program starts.
const PORTS: Range<u32> = 20_000..32_000;

/// A program that listens to a port on this machine. It ends when the value is dropped.
pub(super) struct Service {
    child: Child,
    pub(super) port: u16,
}

impl Service {
    /// Starts `program` with the arguments for a free port, and waits until it answers. Nothing, and a word about it, where
    /// it is not installed, unless the environment says with `DIGLOT_SERVERS=required` that all programs have to be there.
    pub(super) fn start<S: AsRef<OsStr>>(program: &str, arguments: impl FnOnce(u16) -> Vec<S>) -> Option<Service> {
        let port = free_port();
        let mut command = Command::new(program);
        command.args(arguments(port)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(child) => Some(Service { child, port }.ready(program)),
            Err(_) => missing(program, "publishing with it"),
        }
    }

    /// Sends a request without a body and returns the answer, to the end of the connection.
    pub(super) fn ask(&self, method: &str, path: &str, lines: &[&str]) -> Answer {
        self.send(method, path, lines, "")
    }

    /// Sends a request, and returns the answer, to the end of the connection.
    pub(super) fn send(&self, method: &str, path: &str, lines: &[&str], body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        let mut lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        if !body.is_empty() {
            lines += &format!("Content-Length: {}\r\n", body.len());
        }
        let request = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}Connection: close\r\n\r\n{body}");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let mut answer = Answer::parse(&answer);
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = joined(&answer.body);
        }
        answer
    }

    fn ready(mut self, program: &str) -> Service {
        let is_up = (0..GLANCES).any(|_| {
            thread::sleep(GLANCE);
            let ended = self.child.try_wait().expect("it is ours");
            assert_eq!(ended, None, "{program} has ended");
            TcpStream::connect(("127.0.0.1", self.port)).is_ok()
        });
        assert!(is_up, "{program} does not answer");
        self
    }
}

/// Returns a free port, and each only once.
fn free_port() -> u16 {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    // Tests may run twice at once.
    let mut ports = iter::repeat_with(|| process::id() + GIVEN.fetch_add(1, Ordering::SeqCst));
    let port = ports.find_map(|number| {
        let port = u16::try_from(PORTS.start + number % PORTS.len() as u32).ok()?;
        TcpListener::bind(("127.0.0.1", port)).is_ok().then_some(port)
    });
    port.expect("a free port")
}

/// Returns the body of an answer that came in pieces, each with its length in hexadecimal in a line before it.
fn joined(mut pieces: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = pieces.windows(2).position(|two| two == b"\r\n") {
        let length =
            usize::from_str_radix(&String::from_utf8_lossy(&pieces[..end]), 16).expect("the length of a piece");
        body.extend_from_slice(&pieces[end + 2..end + 2 + length]);
        pieces = &pieces[end + 2 + length + 2..];
    }
    body
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}
