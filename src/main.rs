//! The command `diglot`. What it does is in the library; see [`diglot::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    diglot::cli::run(std::env::args_os())
}
