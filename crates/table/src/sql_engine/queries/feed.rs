//! The change feed's table.

use kernel::Timestamp;
use sql::{Conn, Error, on};

#[derive(sqlx::FromRow)]
pub struct Entry {
    /// Always 0 on SQLite, whose numbers are given in the order of commits.
    pub transaction: i64,
    pub number: i64,
    pub keys: String,
}

pub async fn append(conn: &mut Conn, at: Timestamp, keys: &str) -> Result<(), Error> {
    on!(conn, c => sqlx::query("insert into item_changes (at, keys) values ($1, $2)")
        .bind(at.millis())
        .bind(keys)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Entries from the given one on (itself included, of which a part may be untold), oldest first.
/// On PostgreSQL only those of transactions older than any that is open, so that none of an
/// earlier place appears later.
pub async fn after(conn: &mut Conn, transaction: i64, number: i64, limit: usize) -> Result<Vec<Entry>, Error> {
    let text = match conn {
        Conn::Sqlite(_) => {
            "select 0 as \"transaction\", number, keys
             from item_changes
             where number >= $2 and $1 = 0
             order by number
             limit $3"
        }
        Conn::Postgres(_) => {
            "select transaction, number, keys
             from item_changes
             where (transaction, number) >= ($1, $2)
               and transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
             order by transaction, number
             limit $3"
        }
    };
    let limit = i64::try_from(limit).unwrap_or(1_000);
    on!(conn, c => sqlx::query_as(text).bind(transaction).bind(number).bind(limit).fetch_all(c).await)
}

pub async fn delete_before(conn: &mut Conn, at: Timestamp) -> Result<u64, Error> {
    on!(conn, c => sqlx::query("delete from item_changes where at <= $1")
        .bind(at.millis())
        .execute(c)
        .await
        .map(|r| r.rows_affected()))
}
