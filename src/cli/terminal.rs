//! The terminal: what is asked for goes to standard output, what there is to say about it to standard error.
//!
//! Nothing else in diglot prints. Whoever reads the output may stop at any time (`diglot | head`): that is no failure.

use std::ffi::OsString;
use std::io::{self, ErrorKind, IsTerminal as _, Write};

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::progress::Progress;
use super::report::{self, Report};
use super::verdict::Verdict;
use super::{excerpts, summary};
use crate::ground::diagnostic::{Diagnostic, Failure, Severity};

/// How diglot speaks.
#[derive(Clone, Debug, Args)]
pub(super) struct Voice {
    /// Says nothing unless something is wrong
    #[arg(long, short, global = true, conflicts_with = "json")]
    quiet: bool,
    /// Says what was done and found as one JSON object on standard output; `preview` says one a line
    #[arg(long, global = true)]
    json: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Where a command prints.
#[derive(Debug)]
pub(super) struct Terminal {
    quiet: bool,
    json: bool,
}

impl Terminal {
    pub(super) fn new(voice: Voice) -> Terminal {
        let choice = match voice.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        Terminal { quiet: voice.quiet, json: voice.json }
    }

    /// Prints what was asked for, to standard output.
    pub(super) fn give(&self, text: &str) -> Result<(), Failure> {
        write(&mut anstream::stdout(), text).map_err(|error| Failure::new(format!("cannot write the output: {error}")))
    }

    /// Prints what was asked for as it is, to standard output: not for people, so nothing in it is a style.
    pub(super) fn give_raw(&self, text: &str) -> Result<(), Failure> {
        write(&mut io::stdout(), text).map_err(|error| Failure::new(format!("cannot write the output: {error}")))
    }

    /// Tells whether a machine asked.
    pub(super) fn is_json(&self) -> bool {
        self.json
    }

    /// Prints what there is to say of the texts, to standard error.
    pub(super) fn tell_of(&self, diagnostics: &[Diagnostic]) {
        let least = if self.quiet { Severity::Warning } else { Severity::Note };
        warn(&excerpts::render(diagnostics, least));
    }

    /// Prints what there is to say of the texts, and what stopped the command, where no machine asked.
    pub(super) fn warn_of(&self, diagnostics: &[Diagnostic], failure: Option<&Failure>) {
        if !self.json {
            self.tell_of(diagnostics);
            warn(&failure.map(excerpts::failure).unwrap_or_default());
        }
    }

    /// Prints what a person may want to know, to standard output.
    pub(super) fn say(&self, text: &str) -> Result<(), Failure> {
        if self.quiet || self.json { Ok(()) } else { self.give(text) }
    }

    /// Prints what a person may want to know meanwhile, to standard error: it is not what came of it.
    pub(super) fn remark(&self, text: &str) {
        if !self.quiet && !self.json {
            warn(text);
        }
    }

    /// Prints `value` where a machine asked for it.
    pub(super) fn tell(&self, value: &Value) -> Result<(), Failure> {
        if self.json { self.give(&format!("{value:#}\n")) } else { Ok(()) }
    }

    /// Prints `value` on a line of its own where a machine asked for it: one of several that are told as they come.
    pub(super) fn tell_next(&self, value: &Value) -> Result<(), Failure> {
        if self.json { self.give(&format!("{value}\n")) } else { Ok(()) }
    }

    /// Prints what a build did and found.
    pub(super) fn report(&self, report: &Report) -> Result<(), Failure> {
        if self.json {
            return self.tell(&report.to_json());
        }
        self.tell_of(&report.diagnostics);
        match &report.failure {
            Some(failure) => warn(&excerpts::failure(failure)),
            None => self.say(&summary::summary(report))?,
        }
        Ok(())
    }

    /// Prints how the machine failed.
    pub(super) fn fail(&self, failure: &Failure) -> Verdict {
        // Where standard output is what failed, standard error can still tell.
        if !self.json || self.tell(&report::failed(failure)).is_err() {
            warn(&excerpts::failure(failure));
        }
        Verdict::Failed
    }

    /// Returns a progress bar, which is seen only where a person looks.
    pub(super) fn progress(&self) -> Progress {
        let is_seen = !self.quiet && !self.json && io::stderr().is_terminal();
        if is_seen { Progress::after_a_moment() } else { Progress::hidden() }
    }
}

/// Prints what the reading of the command line answers: the help and the version, or what is wrong with it.
pub(super) fn answer(answer: &clap::Error, arguments: &[OsString]) -> Verdict {
    let wrong = answer.use_stderr();
    if wrong && arguments.iter().any(|argument| argument == "--json") {
        let message = answer.render().to_string();
        let failure = Failure::new(message.lines().next().unwrap_or_default().trim_start_matches("error: "));
        let _ = write(&mut io::stdout(), &format!("{:#}\n", report::failed(&failure)));
    } else {
        let _ = answer.print();
    }
    if wrong { Verdict::Failed } else { Verdict::Fine }
}

/// Returns styled text as a file holds it.
pub(super) fn plain(styled: &str) -> String {
    anstream::adapter::strip_str(styled).to_string()
}

/// Prints to standard error. There is nobody left to tell when that fails.
fn warn(text: &str) {
    let _ = write(&mut anstream::stderr(), text);
}

fn write(stream: &mut dyn Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
