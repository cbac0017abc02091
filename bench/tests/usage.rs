//! The harness says how it is called.

use std::process::Command;

#[test]
fn without_arguments_it_says_what_it_takes() {
    let output = Command::new(env!("CARGO_BIN_EXE_chinook-bench")).output().expect("the harness starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("reports PATH_OF_CHINOOK"), "{said}");
}
