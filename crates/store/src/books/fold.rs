//! The rollups: sums by day, month and year of everything in the books.

use sql::{Conn, Db, Error};

use super::queries::fold;

/// Sales added in one transaction: short enough that nobody waits for it.
const BATCH: i64 = 2_000;

/// How many sales and refunds were added.
pub type Folded = u64;

/// Adds to the rollups what is in the books and not yet in them. When it returns, reports are exact
/// to the last order that was committed before the call.
pub async fn catch_up(db: &Db) -> Result<Folded, Error> {
    let mut folded = 0;
    while fold::is_behind(&mut db.read().await?).await? {
        let mut tx = db.begin().await?;
        // One at a time: the sums are read and written.
        fold::lock(&mut tx).await?;
        folded += add(&mut tx, Some(BATCH)).await?;
        tx.commit().await?;
    }
    Ok(folded)
}

/// Makes the rollups anew from the books. What was sold counts for the album, artist and genre that
/// the catalogue names now; what is added as it is sold keeps those it had then.
pub async fn rebuild(conn: &mut Conn) -> Result<Folded, Error> {
    fold::lock(conn).await?;
    fold::clear(conn).await?;
    add(conn, None).await
}

async fn add(conn: &mut Conn, at_most: Option<i64>) -> Result<Folded, Error> {
    let taken = fold::take(conn, at_most).await?;
    if taken == 0 {
        return Ok(0);
    }
    fold::stage(conn).await?;
    fold::add_totals(conn).await?;
    fold::add_customers(conn).await?;
    fold::add_items(conn, at_most.is_none()).await?;
    fold::mark_months(conn).await?;
    fold::finish(conn).await?;
    Ok(taken)
}

/// Counts the cohorts of those months again in which something happened.
pub async fn count_cohorts(db: &Db) -> Result<(), Error> {
    let months = fold::stale_months(&mut db.read().await?).await?;
    if months.is_empty() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    fold::lock(&mut tx).await?;
    for (currency, month) in months {
        fold::count_cohorts(&mut tx, &currency, month).await?;
    }
    tx.commit().await
}
