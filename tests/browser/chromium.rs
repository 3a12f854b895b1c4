//! Chromium, started once for all tests of this binary, gone with its profile when they end.
//!
//! `DIGLOT_BROWSER=required` makes its absence a failure, `DIGLOT_BROWSER=/path/to/chrome` names one; otherwise tests
//! without a browser say that they are skipped.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStderr, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, MutexGuard, OnceLock};
use std::thread;
use std::time::Instant;

use serde_json::json;

use crate::connection::{Connection, PATIENCE};

/// What Chromium is called on the systems where it is found.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// No sandbox, since containers rarely allow one and only our own pages are opened; nothing that asks the network or
/// slows a page that is not in front.
const FLAGS: [&str; 17] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
];

/// Ends Chromium and removes its profile as soon as the tests end, however they end: it waits until its input, which
/// they hold open, is closed. A static is never dropped, and a killed test drops nothing.
const KEEPER: &str = r#"
profile=$1; shift
"$@" </dev/null >/dev/null &
read -r _
trap '' TERM
kill -KILL $!
wait
kill -TERM 0
rm -rf "$profile" || { sleep 1; rm -rf "$profile"; }
"#;

/// A running Chromium.
pub(crate) struct Chromium {
    endpoint: String,
    agent: String,
    connection: Mutex<Connection>,
    /// The keeper lives as long as this stays open.
    _keeper: ChildStdin,
}

/// Returns the browser that all tests share; nothing, and a word about it, where there is none and none is required.
pub(crate) fn chromium() -> Option<&'static Chromium> {
    static SHARED: OnceLock<Result<Chromium, String>> = OnceLock::new();
    match SHARED.get_or_init(|| Chromium::start(&find()?)) {
        Ok(chromium) => Some(chromium),
        Err(reason) if !wish().is_empty() => panic!("{reason}"),
        Err(reason) => {
            // Not through print!, which the test harness swallows where a test passes.
            let name = thread::current().name().unwrap_or("a test").to_owned();
            writeln!(std::io::stderr(), "skipped: {reason} ({name})").expect("a place for messages");
            None
        }
    }
}

fn wish() -> String {
    env::var("DIGLOT_BROWSER").unwrap_or_default()
}

/// Returns the program that `DIGLOT_BROWSER` names, else the first of the usual names on the path.
fn find() -> Result<PathBuf, String> {
    let wish = wish();
    if !matches!(wish.as_str(), "" | "required") {
        return Ok(PathBuf::from(wish));
    }
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let candidates = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let macos = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    candidates.chain([macos]).find(|path| path.is_file()).ok_or_else(|| {
        format!("no Chromium found on the path as {}; DIGLOT_BROWSER=/path/to/chrome may name one", NAMES.join(", "))
    })
}

impl Chromium {
    fn start(program: &Path) -> Result<Chromium, String> {
        let failed = |error: &dyn std::fmt::Display| format!("cannot start {}: {error}", program.display());
        let profile = tempfile::Builder::new().prefix("diglot-browser-").tempdir().map_err(|error| failed(&error))?;
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .args([profile.path(), program])
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .env("HOME", profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|error| failed(&error))?;
        let (stdin, stderr) = (keeper.stdin.take().expect("piped"), keeper.stderr.take().expect("piped"));
        let _ = profile.keep();
        let endpoint = endpoint(stderr).map_err(|error| failed(&error))?;
        let mut connection = Connection::open(&endpoint);
        let version = connection.call("Browser.getVersion", json!({}));
        let agent = version["userAgent"].as_str().unwrap_or_default().replace("Headless", "");
        Ok(Chromium { endpoint, agent, connection: Mutex::new(connection), _keeper: stdin })
    }

    /// Returns the connection to the browser itself, one test at a time. A test that failed with it in hand does not
    /// spoil it for the others.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Returns a connection to the page `target`.
    pub(crate) fn connect(&self, target: &str) -> Connection {
        let host = self.endpoint.split("/devtools/").next().unwrap_or_default();
        Connection::open(&format!("{host}/devtools/page/{target}"))
    }

    /// Returns how the browser names itself to servers.
    pub(crate) fn agent(&self) -> &str {
        &self.agent
    }
}

/// Waits until Chromium tells where it listens. What it said before that is the message where it never does.
fn endpoint(stderr: ChildStderr) -> Result<String, String> {
    let lines = read_lines(stderr);
    let deadline = Instant::now() + PATIENCE;
    let mut said = String::new();
    while let Ok(line) = lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        if let Some(address) = line.strip_prefix("DevTools listening on ") {
            return Ok(address.trim().to_owned());
        }
        said.push_str(&line);
        said.push('\n');
    }
    Err(format!("it does not say where it listens. It said:\n{said}"))
}

/// Reads to the end in a thread of its own, so that Chromium never waits for a reader.
fn read_lines(stderr: ChildStderr) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver
}
