//! Programs that hosts run, started for a test and ended with it.

use std::env;
use std::ffi::OsStr;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// How often a program is asked whether it answers, and how long between.
const GLANCES: usize = 300;
const GLANCE: Duration = Duration::from_millis(50);

/// A program that listens to a port on this machine. It ends when the value is dropped.
pub(super) struct Service {
    child: Child,
    pub(super) port: u16,
}

impl Service {
    /// Starts `program` with the arguments for a free port, and waits until it answers. Nothing, and a word about it, where
    /// it is not installed, unless the environment says with `DIGLOT_SERVERS=required` that all programs have to be there.
    pub(super) fn start<S: AsRef<OsStr>>(program: &str, arguments: impl FnOnce(u16) -> Vec<S>) -> Option<Service> {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let mut command = Command::new(program);
        command.args(arguments(port)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(child) => Some(Service { child, port }.ready(program)),
            Err(_) => missing(program),
        }
    }

    fn ready(mut self, program: &str) -> Service {
        let is_up = (0..GLANCES).any(|_| {
            thread::sleep(GLANCE);
            TcpStream::connect(("127.0.0.1", self.port)).is_ok()
        });
        assert!(is_up, "{program} does not answer: {:?}", self.child.try_wait());
        self
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}

#[expect(clippy::print_stderr, reason = "whoever runs the tests should know what was not tested")]
pub(super) fn missing<T>(program: &str) -> Option<T> {
    assert_ne!(env::var("DIGLOT_SERVERS").as_deref(), Ok("required"), "{program} is not installed");
    eprintln!("{program} is not installed: publishing with it is not tested");
    None
}
