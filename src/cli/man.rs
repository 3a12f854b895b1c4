use std::io;

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man as Page;

use super::terminal::Terminal;
use super::{Cli, Verdict};
use crate::ground::diagnostic::Failure;

/// Prints the manual page of diglot, or of one of its commands
///
/// To read it at once:
///
///   diglot man | man -l -
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Man {
    /// The command, as in `diglot man build`
    command: Option<String>,
}

impl Man {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let page = page(self.command.as_deref())?;
        terminal.give(&page)?;
        Ok(Verdict::Fine)
    }
}

fn page(name: Option<&str>) -> Result<String, Failure> {
    let mut diglot = Cli::command().disable_help_subcommand(true);
    diglot.build();
    let command = match name {
        None => diglot,
        Some(name) => diglot.find_subcommand(name).cloned().ok_or_else(|| unknown(name, &diglot))?,
    };
    let mut page = Vec::new();
    let rendered: io::Result<()> = Page::new(command).render(&mut page);
    rendered.map_err(|error| Failure::new(format!("cannot make the manual page: {error}")))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn unknown(name: &str, diglot: &Command) -> Failure {
    let names: Vec<&str> = diglot.get_subcommands().map(Command::get_name).collect();
    Failure::new(format!("there is no command {name}")).hint(format!("the commands are {}", names.join(", ")))
}
