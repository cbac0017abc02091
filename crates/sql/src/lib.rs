//! One SQL text for SQLite and PostgreSQL.
//!
//! Queries are written once, with `$1` parameters, inside [`on!`], which runs the same expression
//! on whichever engine is open. Reads take a [`Conn`] from [`Db::read`], writes a [`Tx`] from
//! [`Db::begin`]; a dropped `Tx` is rolled back. There are no row locks in portable SQL: a write
//! that depends on what was read says so in its `where`.
//!
//! SQLite: WAL, `synchronous=FULL` (NORMAL loses acknowledged orders on a power cut), foreign
//! keys, one writer with group commit ([`writer`]), several readers.

mod conn;
mod db;
pub mod filter;
pub mod outbox;
#[cfg(feature = "testing")]
pub mod testing;
mod writer;

use std::borrow::Cow;

pub use conn::{Conn, PgConn, SqliteConn, Tx};
pub use db::{Db, OpenError};
pub use filter::Filter;
pub use sqlx::Error;
use sqlx::migrate::Migrator;

/// Twin migrations of one crate. Versions do not overlap between crates: sql 1…, identity 2…,
/// store 3…, payments 4…, table 5….
pub struct Schema {
    pub sqlite: Migrator,
    pub postgres: Migrator,
}

/// The tables of this crate.
pub fn schema() -> Schema {
    Schema { sqlite: sqlx::migrate!("migrations/sqlite"), postgres: sqlx::migrate!("migrations/postgres") }
}

/// All migrations of `schemas` for one engine, in the order of their versions.
fn merged(schemas: &[Schema], pick: impl Fn(&Schema) -> &Migrator) -> Migrator {
    let mut migrations: Vec<_> = schemas.iter().flat_map(|s| pick(s).iter().cloned()).collect();
    migrations.sort_by_key(|m| m.version);
    Migrator { migrations: Cow::Owned(migrations), ..Migrator::DEFAULT }
}

/// Whether the write was refused because a unique key already exists.
pub fn is_unique_violation(error: &Error) -> bool {
    error.as_database_error().is_some_and(|e| e.is_unique_violation())
}

/// Whether the write was refused by a CHECK or foreign key.
pub fn is_constraint_violation(error: &Error) -> bool {
    error.as_database_error().is_some_and(|e| e.is_check_violation() || e.is_foreign_key_violation())
}

/// Runs one expression on either engine.
///
/// ```text
/// let row = on!(conn, c => sqlx::query_as::<_, Row>("select id from artists where id = $1")
///     .bind(id)
///     .fetch_optional(c)
///     .await)?;
/// ```
///
/// `conn` is a `&mut Conn`; inside, `c` is the engine's own `&mut …Connection`.
#[macro_export]
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match &mut *$conn {
            $crate::Conn::Sqlite(handle) => {
                let $c = &mut **handle;
                $body
            }
            $crate::Conn::Postgres(handle) => {
                let $c = &mut **handle;
                $body
            }
        }
    };
}
