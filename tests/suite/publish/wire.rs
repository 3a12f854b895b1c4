//! A wire to a server that fails as a test wants it to.

use std::io::{self, BufRead, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// A request as the wire sees it.
pub(super) struct Request<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    /// How many there were before it.
    pub(super) number: usize,
}

impl Request<'_> {
    /// Tells whether it changes what lies at the server.
    pub(super) fn is_write(&self) -> bool {
        matches!(self.method, "PUT" | "POST" | "DELETE")
    }
}

/// What befalls a request.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    /// The server is said to answer with this status and code of S3, and does not see the request.
    Answer(u16, &'static str),
    /// The connection breaks amid the request.
    Cut,
    /// The server does as it is asked, and the connection breaks before its answer comes.
    Mute,
}

/// Starts a wire to the server at `port`, and returns its own port. `fault` says what befalls a request. It lies as long as
/// the tests run.
pub(super) fn wire(port: u16, fault: impl Fn(&Request<'_>) -> Option<Fault> + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let own = listener.local_addr().expect("an address").port();
    let (fault, requests) = (Arc::new(fault), Arc::new(AtomicUsize::new(0)));
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let (fault, requests) = (fault.clone(), requests.clone());
            // A client that gives up has broken its connection by itself.
            thread::spawn(move || drop(carry(client, port, &requests, fault.as_ref())));
        }
    });
    own
}

/// Carries one request, after which the connection ends.
fn carry(
    mut client: TcpStream,
    port: u16,
    requests: &AtomicUsize,
    fault: &dyn Fn(&Request<'_>) -> Option<Fault>,
) -> io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let Some(head) = receive_head(&mut reader)? else { return Ok(()) };
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let number = requests.fetch_add(1, Ordering::SeqCst);
    let mut body = vec![0; length(&head)];
    let fault = fault(&Request { method, path, number });
    if let Some(Fault::Cut) = fault {
        let half = body.len() / 2;
        return reader.read_exact(&mut body[..half]);
    }
    reader.read_exact(&mut body)?;
    if let Some(Fault::Answer(status, code)) = fault {
        let text = format!("<Error><Code>{code}</Code><Message>a fault of the test</Message></Error>");
        let length = text.len();
        return write!(
            client,
            "HTTP/1.1 {status} Fault\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}"
        );
    }
    let mut server = TcpStream::connect(("127.0.0.1", port))?;
    let head = head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    server.write_all(head.as_bytes())?;
    server.write_all(&body)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    if fault.is_some() { Ok(()) } else { client.write_all(&answer) }
}

/// Reads the head of a request, up to the empty line. Returns nothing where the connection ends before.
pub(super) fn receive_head(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if reader.read_until(b'\n', &mut head)? == 0 {
            return Ok(None);
        }
    }
    Ok(Some(String::from_utf8_lossy(&head).into_owned()))
}

/// Returns how many bytes follow the head of a request.
pub(super) fn length(head: &str) -> usize {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    lengths.next().and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0)
}
