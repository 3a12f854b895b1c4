//! Running the programs that hosts are reached with, and telling what they said without telling secrets.

use std::ffi::OsStr;
use std::io::{ErrorKind, Write as _};
use std::process::{Command, Stdio};
use std::thread;

use crate::ground::diagnostic::Failure;

/// How many lines of what a program said about its failure are told: the last ones, which have the reason.
const TOLD_LINES: usize = 6;

/// What a program did.
pub(super) struct Ran {
    pub(super) success: bool,
    /// How it ended; none where it was ended by a signal.
    pub(super) code: Option<i32>,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: String,
}

impl Ran {
    /// Returns what it printed, without the line ends after it.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).trim_end().to_owned()
    }

    /// Returns the failure to do `action`, with what the program said about it.
    pub(super) fn failure(&self, action: &str) -> Failure {
        let said: Vec<String> = self.stderr.lines().map(without_secrets).filter(|line| !line.is_empty()).collect();
        let told = &said[said.len().saturating_sub(TOLD_LINES)..];
        Failure::new(format!("cannot {action}: {}", told.join("; ")))
    }
}

/// Runs `command`, gives it `input` to read, and waits for its end.
///
/// # Errors
/// When it cannot be started. That it ends badly is for the caller to judge.
pub(super) fn run(command: &mut Command, input: Vec<u8>) -> Result<Ran, Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    let io = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => {
            Failure::new(format!("`{program}` is not installed")).hint(format!("install {program}, and publish again"))
        }
        _ => Failure::new(format!("cannot run {program}: {error}")),
    };
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(io)?;
    let stdin = child.stdin.take();
    // A program that does not read all that it is given ends with its own reason.
    let writer = thread::spawn(move || drop(stdin.map(|mut stdin| stdin.write_all(&input))));
    let output = child.wait_with_output().map_err(io)?;
    let _ = writer.join();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let (success, code) = (output.status.success(), output.status.code());
    Ok(Ran { success, code, stdout: output.stdout, stderr })
}

/// Returns a command whose messages are in English, whatever the machine speaks. Git asks nobody for a password; ssh may ask
/// whoever sits at the terminal for that of a key.
pub(super) fn command(program: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// Returns a line of a program's messages, or an address, without the user names and passwords that addresses in it may hold. A
/// password may hold any letter, also those that end an address: so what is left out goes on to the last `@`. Where nothing but a
/// host and a port stands before the first slash, there is none.
pub(super) fn without_secrets(line: &str) -> String {
    let line = line.trim();
    let names_somebody = |address: &str| {
        let host = address.split('/').next().unwrap_or_default();
        let is_no_port = |(_, port): (&str, &str)| !port.bytes().all(|byte| byte.is_ascii_digit());
        host.contains('@') || host.rsplit_once(':').is_some_and(is_no_port)
    };
    match line.split_once("://").filter(|(_, after)| names_somebody(after)) {
        Some((before, after)) => format!("{before}://{}", after.rsplit('@').next().unwrap_or_default()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_without_their_secrets() {
        let cases = [
            (
                "fatal: unable to access 'https://me:s3cret@example.org/a.git/'",
                "fatal: unable to access 'https://example.org/a.git/'",
            ),
            ("to https://ghp_token@example.org now", "to https://example.org now"),
            ("ssh://git@example.org/a and http://b", "ssh://example.org/a and http://b"),
            ("http://me:it's@example.org/a.git", "http://example.org/a.git"),
            ("to 'https://me:pa/ss@word@example.org/a.git/': no", "to 'https://example.org/a.git/': no"),
            ("to http://127.0.0.1:9/@me/pages.git", "to http://127.0.0.1:9/@me/pages.git"),
            ("rsync://host/films/@2024/", "rsync://host/films/@2024/"),
            ("no address", "no address"),
        ];
        for (line, told) in cases {
            assert_eq!(without_secrets(line), told);
        }
    }
}
