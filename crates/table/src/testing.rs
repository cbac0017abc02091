//! Tables on servers that speak DynamoDB's API, for the tests of this crate and of those above it.

use std::{collections::BTreeSet, sync::Mutex};

use kernel::Clock;

use crate::Table;

/// A fresh table on MiniStack, as `make test` starts it. `None`, and a word about it, where
/// `CHINOOK_TEST_DYNAMODB` is not set; in CI that is a failure, as a suite that ran on the easy
/// engines alone has proved half of what it says. Always `None` without the feature `aws`.
pub async fn dynamodb(clock: &Clock) -> Option<Table> {
    on_server("CHINOOK_TEST_DYNAMODB", "scripts/test-dynamodb", true, clock).await
}

/// The same on AWS's own DynamoDB Local, where there is Java: `CHINOOK_TEST_DYNAMODB_LOCAL`.
pub async fn dynamodb_local(clock: &Clock) -> Option<Table> {
    on_server("CHINOOK_TEST_DYNAMODB_LOCAL", "scripts/test-dynamodb-local", false, clock).await
}

/// What was said in this run: once is enough.
static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The URL in `variable`, or the word that these tests do not run.
pub fn server(variable: &str, script: &str, required: bool) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration of their own")]
    let (url, ci) = (std::env::var(variable), std::env::var("CI"));
    let how = format!("{variable} is not set; by hand: eval \"$({script} start)\"");
    assert!(url.is_ok() || !required || ci.is_err(), "{how}");
    if url.is_err() && SAID.lock().is_ok_and(|mut said| said.insert(how.clone())) {
        // Past the capture of the test runner: nobody should believe that these tests ran.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("NOT RUN: {how}\n").as_bytes());
    }
    url.ok()
}

#[cfg(feature = "aws")]
async fn on_server(variable: &str, script: &str, required: bool, clock: &Clock) -> Option<Table> {
    let endpoint = server(variable, script, required)?;
    let name = format!("t_{}", kernel::Random::Os.uuid_v7(Clock::System.now()).simple());
    let settings = crate::DynamoSettings {
        region: Some("eu-central-1".to_owned()),
        endpoint: Some(endpoint),
        credentials: crate::Credentials::Fixed { key: "test".to_owned(), secret: "test".to_owned() },
        ..crate::DynamoSettings::new(name)
    };
    let table = Table::dynamo(settings, clock.clone()).await;
    table.create().await.expect("the test server makes a table");
    Some(table)
}

#[cfg(not(feature = "aws"))]
async fn on_server(_variable: &str, _script: &str, _required: bool, _clock: &Clock) -> Option<Table> {
    None
}
