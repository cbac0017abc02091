//! The `chinook` binary.

mod cli;
mod serve;
mod transfer;

use std::process::ExitCode;

use clap::Parser;

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
