//! Large loads: on SQLite without the indexes that cost most, which are built at the end by sorting.

use sql::Db;

use super::queries::bulk;
use crate::TableError;

/// Fewer items are written as any batch is.
const LARGE: usize = 20_000;

/// Building the indexes anew costs each item of the table a seventh of what keeping them in order
/// costs each new one.
const WORTH: usize = 7;

pub async fn begin(db: &Db, expected: usize) -> Result<(), TableError> {
    if db.engine() != "sqlite" || expected < LARGE {
        return Ok(());
    }
    let most = i64::try_from(expected.saturating_mul(WORTH)).unwrap_or(i64::MAX);
    if bulk::count(&mut db.read().await?, most).await? >= most {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    for (index, _) in bulk::SET_ASIDE {
        bulk::drop_index(&mut tx, index).await?;
    }
    Ok(tx.commit().await?)
}

/// Each index in a transaction of its own: other writers get their turn in between.
pub async fn settle(db: &Db) -> Result<(), TableError> {
    if db.engine() != "sqlite" || bulk::indexes(&mut db.read().await?).await? == bulk::SET_ASIDE.len() as i64 {
        return Ok(());
    }
    for index in bulk::SET_ASIDE {
        let mut tx = db.begin().await?;
        bulk::create_index(&mut tx, index).await?;
        tx.commit().await?;
    }
    Ok(())
}
