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
    let clock = clock();
    Some(Fixture { table: chinook_table::testing::dynamodb(&clock).await?, clock, guard: None })
}

/// AWS's own DynamoDB Local, where there is Java.
#[cfg(feature = "aws")]
pub async fn dynamodb_local() -> Option<Fixture> {
    let clock = clock();
    Some(Fixture { table: chinook_table::testing::dynamodb_local(&clock).await?, clock, guard: None })
}
