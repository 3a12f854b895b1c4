//! The command `diglot`. What it does is in the library; see [`diglot::cli`].

use std::process::ExitCode;

/// A build makes many small texts on several threads, and lets them go on others.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    diglot::cli::run(std::env::args_os())
}
