//! The `chinook` binary.

mod cli;
mod serve;
mod transfer;

use std::process::ExitCode;

use clap::Parser;

/// Rows pass from thread to thread here, and each is freed by another than the one that made it: the
/// system's allocator spends a fifth of an import on that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match cli.run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("chinook: {error:#}");
            ExitCode::FAILURE
        }
    }
}
