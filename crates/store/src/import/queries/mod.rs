//! SQL of the import: reading an edition, writing the shop.

use std::path::Path;

use kernel::Timestamp;
use sql::{Conn, Error, on};
use sqlx::{ConnectOptions, Row, SqliteConnection, sqlite::SqliteConnectOptions};

use super::source::{Cell, SourceTable, Spelling};

/// Rows in one statement. SQLite takes 32,766 values in one, and tracks have twenty columns.
const BATCH: usize = 500;

/// Inserts `$rows` in batches; the closure pushes the values of one row.
macro_rules! insert {
    ($conn:expr, $head:literal, $rows:expr, |$values:ident, $row:ident| $push:expr) => {{
        for chunk in $rows.chunks($crate::import::queries::BATCH) {
            on!($conn, c => {
                let mut query = sqlx::QueryBuilder::new($head);
                query.push_values(chunk, |mut $values, $row| { $push; });
                query.build().execute(c).await.map(|_| ())
            })?;
        }
        $rows.len()
    }};
}

mod catalog;
mod people;
mod sales;
mod tables;

pub(super) use people::people;
pub(super) use sales::announce;
pub(super) use tables::{Table, insert};

/// Opens somebody's file so that it stays as it is.
pub(super) async fn open_edition(path: &Path) -> Result<SqliteConnection, Error> {
    SqliteConnectOptions::new().filename(path).read_only(true).disable_statement_logging().connect().await
}

pub(super) async fn edition_tables(file: &mut SqliteConnection) -> Result<Vec<String>, Error> {
    sqlx::query_scalar("select name from sqlite_master where type = 'table'").fetch_all(file).await
}

/// All rows as text, by the first columns: editions differ in the types they declare.
pub(super) async fn edition_rows(
    file: &mut SqliteConnection,
    spelling: Spelling,
    table: &SourceTable,
) -> Result<Vec<Vec<Cell>>, Error> {
    // In brackets: SQLite takes a quoted name that it does not know for a text.
    let columns = table.columns.iter().map(|column| format!("cast([{}] as text)", spelling.name(column)));
    let sql = format!(
        "select {}\nfrom [{}]\norder by [{}], [{}]",
        columns.collect::<Vec<_>>().join(", "),
        spelling.name(table.name),
        spelling.name(table.columns[0]),
        spelling.name(table.columns[1]),
    );
    let rows = sqlx::query(&sql).fetch_all(file).await?;
    let cells = |row: sqlx::sqlite::SqliteRow| (0..table.columns.len()).map(|column| row.try_get(column)).collect();
    rows.into_iter().map(cells).collect()
}

pub(super) async fn is_loaded(conn: &mut Conn, data_set: &str) -> Result<bool, Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, String>("select data_set from imports where data_set = $1")
        .bind(data_set)
        .fetch_optional(c)
        .await)?;
    Ok(found.is_some())
}

/// Notes that the data set is being loaded; false when it already was.
pub(super) async fn claim(conn: &mut Conn, data_set: &str, source: &str, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "insert into imports (data_set, source, row_count, loaded_at)
         values ($1, $2, 0, $3)
         on conflict (data_set) do nothing",
    )
    .bind(data_set)
    .bind(source)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn finish(conn: &mut Conn, data_set: &str, rows: u64) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update imports set row_count = $2 where data_set = $1")
        .bind(data_set)
        .bind(i64::try_from(rows).unwrap_or(i64::MAX))
        .execute(c)
        .await
        .map(|_| ()))
}

/// Lets the ids that PostgreSQL gives continue behind those of the data set. SQLite does so by itself.
pub(crate) async fn continue_ids(conn: &mut Conn) -> Result<(), Error> {
    let Conn::Postgres(c) = conn else { return Ok(()) };
    for table in
        ["genres", "media_types", "artists", "albums", "tracks", "playlists", "employees", "customers", "invoice_lines"]
    {
        let sql = format!(
            "select setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 0) + 1, false) from {table}"
        );
        sqlx::query(&sql).execute(&mut **c).await?;
    }
    Ok(())
}
