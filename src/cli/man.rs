use std::io::{self, Write as _};

use clap::{Args, Command};
use clap_mangen::Man as Page;

use super::terminal::Terminal;
use super::verdict::Verdict;
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
    /// Prints a page of `diglot`. The main page has these examples and exit codes too.
    pub(super) fn run(
        self,
        mut diglot: Command,
        examples: &str,
        exit_codes: &str,
        terminal: &Terminal,
    ) -> Result<Verdict, Failure> {
        diglot = diglot.disable_help_subcommand(true);
        diglot.build();
        let page = match self.command {
            None => whole(&Page::new(diglot), examples, exit_codes),
            Some(name) => match diglot.find_subcommand(&name) {
                Some(command) => rendered(|page| Page::new(command.clone()).render(page)),
                None => return Err(unknown(&name, &diglot)),
            },
        };
        terminal.give(&page.map_err(|error| Failure::new(format!("cannot make the manual page: {error}")))?)?;
        Ok(Verdict::Fine)
    }
}

fn whole(diglot: &Page, examples: &str, exit_codes: &str) -> io::Result<String> {
    rendered(|page| {
        diglot.render_title(page)?;
        diglot.render_name_section(page)?;
        diglot.render_synopsis_section(page)?;
        diglot.render_description_section(page)?;
        diglot.render_options_section(page)?;
        diglot.render_subcommands_section(page)?;
        writeln!(page, ".SH EXIT STATUS\n.nf{}\n.fi", literal(exit_codes))?;
        writeln!(page, ".SH EXAMPLES\n.nf{}\n.fi", literal(examples))
    })
}

fn rendered(render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<String> {
    let mut page = Vec::new();
    render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// Escapes what the typesetter of manual pages would read as its own.
fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('-', "\\-")
}

fn unknown(name: &str, diglot: &Command) -> Failure {
    let names: Vec<&str> = diglot.get_subcommands().map(Command::get_name).collect();
    Failure::new(format!("there is no command {name}")).hint(format!("the commands are {}", names.join(", ")))
}
