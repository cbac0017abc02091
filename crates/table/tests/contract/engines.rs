//! A fresh table of each engine.

use std::{
    io::Write,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
};

use chinook_table::{Table, schema};
use kernel::Clock;
use sql::testing::TestDb;

use crate::Fixture;

/// Prints the count when an engine's last test has ended, past the capture of the test runner.
pub fn ran(engine: &str, count: &AtomicUsize, all: usize) {
    let ran = count.fetch_add(1, SeqCst) + 1;
    if ran == all {
        let _ = writeln!(std::io::stderr(), "contract suite on {engine}: {ran} of {all} promises kept");
    }
}

/// Starts at the present, so that a back end with a clock of its own does not think otherwise.
fn clock() -> Clock {
    Clock::manual(Clock::System.now())
}

fn over(db: TestDb) -> Option<Fixture> {
    let clock = clock();
    Some(Fixture { table: Table::sql((*db).clone(), clock.clone()), clock, guard: Some(db) })
}

pub async fn memory() -> Option<Fixture> {
    let clock = clock();
    Some(Fixture { table: Table::memory(clock.clone()), clock, guard: None })
}

pub async fn sqlite() -> Option<Fixture> {
    over(sql::testing::sqlite(&[schema]).await)
}

pub async fn postgres() -> Option<Fixture> {
    over(sql::testing::postgres(&[schema]).await)
}

/// MiniStack, as `make test` starts it.
#[cfg(feature = "aws")]
pub async fn dynamodb() -> Option<Fixture> {
    on_server("CHINOOK_TEST_DYNAMODB", "scripts/test-dynamodb", true).await
}

/// AWS's own DynamoDB Local, where there is Java.
#[cfg(feature = "aws")]
pub async fn dynamodb_local() -> Option<Fixture> {
    on_server("CHINOOK_TEST_DYNAMODB_LOCAL", "scripts/test-dynamodb-local", false).await
}

/// A fresh table on the server that `variable` names. Without it, a suite that CI must run fails,
/// and any other says that it did not run.
#[cfg(feature = "aws")]
async fn on_server(variable: &str, script: &str, required: bool) -> Option<Fixture> {
    use chinook_table::{Credentials, DynamoSettings};
    use kernel::Random;

    static SAID: AtomicUsize = AtomicUsize::new(0);
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration of their own")]
    let (endpoint, ci) = (std::env::var(variable), std::env::var("CI"));
    let Ok(endpoint) = endpoint else {
        let how = format!("{variable} is not set; by hand: eval \"$({script} start)\"");
        assert!(!required || ci.is_err(), "{how}");
        if SAID.fetch_add(1, SeqCst) == 0 {
            let _ = writeln!(std::io::stderr(), "contract suite NOT RUN on this server: {how}");
        }
        return None;
    };
    let clock = clock();
    let settings = DynamoSettings {
        region: Some("eu-central-1".to_owned()),
        endpoint: Some(endpoint),
        credentials: Credentials::Fixed { key: "test".to_owned(), secret: "test".to_owned() },
        ..DynamoSettings::new(format!("t_{}", Random::Os.uuid_v7(clock.now()).simple()))
    };
    let table = Table::dynamo(settings, clock.clone()).await;
    table.create().await.expect("the test server makes a table");
    Some(Fixture { table, clock, guard: None })
}
