//! The `chinook` binary.

mod cli;
mod serve;
mod transfer;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: allocator::Allocator = allocator::Allocator;

fn main() -> ExitCode {
    allocator::give_back_soon();
    let cli = cli::Cli::parse();
    match cli.run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("chinook: {error:#}");
            ExitCode::FAILURE
        }
    }
}
