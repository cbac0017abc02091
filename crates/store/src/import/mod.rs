//! Loads the Chinook data set: the edition inside the binary, or anybody's official SQLite file.
//!
//! All of it in one transaction, once: a second run changes nothing, so that nothing staff edited
//! or removed since comes back. Ids are kept, which is why a shop that already has a catalogue of
//! its own is refused.

mod countries;
mod model;
mod queries;
mod source;
mod tidy;

use std::{path::PathBuf, time::Duration};

use kernel::{Clock, Random, Timestamp};
use sql::{Conn, Db};

use crate::{books, catalog, orders};
use model::DataSet;
pub(crate) use queries::continue_ids;

/// Under this name the data set is noted as loaded.
const DATA_SET: &str = "chinook";
const EVENT_SEED: u64 = 412;

/// Where the data set is read from.
#[derive(Debug, Clone)]
pub enum Source {
    /// The edition in the binary (1.4.5).
    Embedded,
    /// An official SQLite edition, with PascalCase or snake_case tables. Opened read-only.
    SqliteFile(PathBuf),
}

/// How far the import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The table that is being written, such as `tracks`.
    pub table: &'static str,
    /// Rows written so far, of all tables.
    pub done: u64,
    pub total: u64,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The data set was there already; nothing was changed.
    pub already_loaded: bool,
    /// Rows written.
    pub rows: u64,
    pub elapsed: Duration,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(
        "cannot open {path} as a SQLite file: {reason}. Check the path, and that it is a .sqlite or .db edition of Chinook and not a script."
    )]
    Unreadable { path: String, reason: String },
    #[error(
        "{path} is not a Chinook database: it has no table {missing}. Take an official SQLite edition of the Chinook Database."
    )]
    NotChinook { path: String, missing: &'static str },
    #[error(
        "{path} is not a Chinook database: table {table} cannot be read ({reason}). Take an official SQLite edition of the Chinook Database."
    )]
    OtherColumns { path: String, table: &'static str, reason: String },
    #[error("table {table}, row {row}: {column} is {value:?}, which is not {expected}. Nothing was imported.")]
    BadValue { table: &'static str, row: usize, column: &'static str, value: String, expected: &'static str },
    #[error(
        "the shop already has artists or customers of its own, and Chinook's ids would clash with theirs. Import into an empty shop."
    )]
    ShopNotEmpty,
    #[error(transparent)]
    Sql(#[from] sql::Error),
}

/// Somebody of the data set who may have an account.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Person {
    /// A customer's or an employee's number.
    pub id: i64,
    pub name: String,
    pub email: String,
    pub is_staff: bool,
    /// Of staff: what they may do, after their title.
    pub role: Option<String>,
}

/// Everybody who can be written to, customers first.
pub async fn people(conn: &mut Conn) -> Result<Vec<Person>, sql::Error> {
    queries::people(conn).await
}

/// Whether the data set has been loaded.
pub async fn is_loaded(db: &Db) -> Result<bool, sql::Error> {
    queries::is_loaded(&mut db.read().await?, DATA_SET).await
}

/// Loads the data set, unless it is loaded. `on_progress` is called before each table and at the end.
pub async fn chinook(
    db: &Db,
    source: Source,
    clock: &Clock,
    mut on_progress: impl FnMut(Progress) + Send,
) -> Result<Report, ImportError> {
    let started = clock.now();
    if is_loaded(db).await? {
        return Ok(Report { already_loaded: true, rows: 0, elapsed: Duration::ZERO });
    }
    let raw = match &source {
        Source::Embedded => source::embedded()?,
        Source::SqliteFile(path) => source::sqlite_file(path).await?,
    };
    let data = DataSet::parse(&raw)?;
    let rows = write(db, &data, &source, started, &mut on_progress).await?;
    let elapsed = clock.now().since(started);
    Ok(Report { already_loaded: rows == 0, rows, elapsed })
}

/// Returns the number of rows written: 0 when another process was quicker.
async fn write(
    db: &Db,
    data: &DataSet,
    source: &Source,
    now: Timestamp,
    on_progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<u64, ImportError> {
    let mut tx = db.begin().await?;
    // The claim comes first: of two processes that start together, one waits here for the other.
    if !queries::claim(&mut tx, DATA_SET, &source.to_string(), now).await? {
        return Ok(0);
    }
    if !catalog::is_empty(&mut tx).await? {
        return Err(ImportError::ShopNotEmpty);
    }
    let total = data.row_count();
    let mut done = 0;
    for table in queries::Table::ALL {
        on_progress(Progress { table: table.name(), done, total });
        done += queries::insert(&mut tx, *table, data).await?;
    }
    queries::continue_ids(&mut tx).await?;
    orders::continue_invoices(&mut tx).await?;
    // An event's id is no secret, and the data set is announced once.
    queries::announce(&mut tx, data, now, &Random::seeded(EVENT_SEED)).await?;
    catalog::recount(&mut tx).await?;
    while books::backfill(&mut tx).await? > 0 {}
    books::rebuild(&mut tx).await?;
    queries::finish(&mut tx, DATA_SET, done).await?;
    tx.commit().await?;
    on_progress(Progress { table: "done", done, total });
    Ok(done)
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Embedded => f.write_str("embedded 1.4.5"),
            Self::SqliteFile(path) => path.display().fmt(f),
        }
    }
}
