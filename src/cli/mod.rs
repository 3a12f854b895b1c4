//! The command line: one command per file, its arguments and their help above its code. Only `terminal` prints.

mod build;
mod cache;
mod preview;
mod hosting;
mod init;
mod align;
mod publish;
mod check;
mod completions;
mod man;
mod verdict;
mod outline;
mod plan;
mod report;
mod summary;
mod excerpts;
mod progress;
mod style;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Parser, Subcommand};

use terminal::{Terminal, Voice};

const EXAMPLES: &str = "
  diglot init letters         start a bilingual site in the folder letters
  diglot                      build the site of this folder: seeds/ becomes site/
  diglot build --strict       the same, and fail on warnings, as for a build server
  diglot build --json         the same, and say what was done as one JSON object
  diglot preview --open       show the site in a browser, as it changes with the texts
  diglot check                say what is wrong with the translations
  diglot check --format html --output check.html
                              the same, as a page to look at
  diglot init --host github   write a workflow that publishes the site after each push
  diglot publish              bring the site to its readers, as diglot.toml says";

const EXIT_CODES: &str = "
  0  all is well
  1  something is wrong with the texts: there are errors, or with --strict warnings or findings
  2  the command line was wrong, or the machine failed: a file could not be read or written";

/// Turns a folder of texts that exist in two languages into a website
///
/// diglot reads the texts in seeds/, finds out their languages and which of them are translations of each other, and
/// writes a site to site/: one page per language, with a toggle between them. No text needs a special name or any markup;
/// what cannot be found out can be said in diglot.toml. Without a command, diglot builds.
#[derive(Debug, Parser)]
#[command(name = "diglot", version, after_help = format!("Examples:{EXAMPLES}\n\nExit codes:{EXIT_CODES}"), max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    voice: Voice,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Preview(preview::Preview),
    Init(init::Init),
    Check(check::Check),
    Align(align::Align),
    Publish(publish::Publish),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs the command that `arguments` ask for (the first is the program's own name), and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // The options of a build may stand without the command too.
    let (program, rest) = arguments.split_at(arguments.len().min(1));
    let as_build = || Cli::try_parse_from([program, &["build".into()], rest].concat());
    let names_command = || {
        let cli = Cli::command();
        rest.iter().any(|argument| cli.find_subcommand(argument).is_some())
    };
    let cli = match Cli::try_parse_from(&arguments).or_else(|answer| {
        as_build().map_err(|of_build| if names_command() { answer } else { nearer(answer, of_build) })
    }) {
        Ok(cli) => cli,
        Err(answer) => return ExitCode::from(terminal::answer(&answer, &arguments).exit_code()),
    };
    let terminal = Terminal::new(cli.voice);
    let command = cli.command.unwrap_or_else(|| Command::Build(build::Build::parse_from(["build"])));
    if matches!(command, Command::Build(_) | Command::Check(_) | Command::Align(_) | Command::Publish(_)) {
        work_along();
    }
    let ended = match command {
        Command::Build(build) => build.run(&terminal),
        Command::Preview(preview) => preview.run(&terminal),
        Command::Init(init) => init.run(&terminal),
        Command::Check(check) => check.run(&terminal),
        Command::Align(align) => align.run(&terminal),
        Command::Publish(publish) => publish.run(&terminal),
        Command::Completions(completions) => completions.run(Cli::command(), &terminal),
        Command::Man(man) => man.run(Cli::command(), EXAMPLES, EXIT_CODES, &terminal),
    };
    ExitCode::from(ended.unwrap_or_else(|failure| terminal.fail(&failure)).exit_code())
}

/// Returns which answer a person needs whose command line is wrong in itself and as that of a build: the one to a build, where
/// options alone were read.
fn nearer(answer: clap::Error, of_build: clap::Error) -> clap::Error {
    let stumbles_over_option = |answer: &clap::Error| match answer.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(argument)) => argument.starts_with('-'),
        _ => false,
    };
    let is_unknown = |answer: &clap::Error| answer.kind() == ErrorKind::UnknownArgument;
    let were_options = stumbles_over_option(&of_build) || !is_unknown(&of_build);
    if is_unknown(&answer) && stumbles_over_option(&answer) && were_options { of_build } else { answer }
}

/// Makes this thread one of those that share the work: a short build is done before another has woken up. It is for commands of
/// which no other thread hands out work, as it would wait for this one.
fn work_along() {
    // It fails only where threads were started before, and then there are enough.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
}
