use clap::{Args, Command};
use clap_complete::Shell;

use super::terminal::Terminal;
use super::verdict::Verdict;
use crate::ground::diagnostic::Failure;

/// Prints completions for a shell
///
/// For bash, for example:
///
///   diglot completions bash > ~/.local/share/bash-completion/completions/diglot
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, mut diglot: Command, terminal: &Terminal) -> Result<Verdict, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut diglot, "diglot", &mut script);
        terminal.give(&String::from_utf8_lossy(&script))?;
        Ok(Verdict::Fine)
    }
}
