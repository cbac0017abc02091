//! The program with its library on DynamoDB: it never makes the table by itself, says how it is
//! made, makes it when asked, and then starts on it.

#![cfg(feature = "aws")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use std::{io::Write, path::Path, process::Command};

/// Runs the program on a table of the test server; answers whether it succeeded, and what it said.
fn chinook(data: &Path, table: &str, endpoint: &str, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_chinook"))
        .args(arguments)
        .env("CHINOOK_DATA", data)
        .env("CHINOOK_DATA_SET", "none")
        .env("CHINOOK_LISTEN", "127.0.0.1:0")
        .env("CHINOOK_LIBRARY_TABLE", table)
        .env("CHINOOK_LIBRARY_TABLE_REGION", "eu-central-1")
        .env("CHINOOK_LIBRARY_TABLE_ENDPOINT", endpoint)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said)
}

#[test]
fn the_table_is_made_when_asked_and_not_before() {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration of their own")]
    let (server, ci) = (std::env::var("CHINOOK_TEST_DYNAMODB"), std::env::var("CI"));
    let Ok(server) = server else {
        let how = "CHINOOK_TEST_DYNAMODB is not set; by hand: eval \"$(scripts/test-dynamodb start)\"";
        assert!(ci.is_err(), "{how}");
        let _ = writeln!(std::io::stderr(), "the program on DynamoDB NOT RUN: {how}");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let name = format!("library{}", folder.path().file_name().unwrap().to_string_lossy());
    let run = |arguments: &[&str]| chinook(folder.path(), &name, &server, arguments);

    let (started, said) = run(&["migrate"]);
    assert!(!started && said.contains("make it with `chinook table create`"), "{said}");
    let (healthy, said) = run(&["doctor"]);
    assert!(!healthy && said.contains("WRONG  library table"), "{said}");

    let (made, said) = run(&["table", "create"]);
    assert!(made && said.contains("made the table") && said.contains("PITR"), "{said}");
    let (made, said) = run(&["table", "create"]);
    assert!(made && said.contains("is there"), "{said}");
    let (started, said) = run(&["migrate"]);
    assert!(started, "{said}");
    let (_, said) = run(&["doctor"]);
    assert!(said.contains(&format!("ok     library table: {name} on DynamoDB answers")), "{said}");
    assert!(!folder.path().join("library.sqlite").exists(), "nothing of the library is kept here");

    let (made, said) = chinook(folder.path(), "", &server, &["table", "create"]);
    assert!(!made && said.contains("CHINOOK_LIBRARY_TABLE"), "{said}");
}
