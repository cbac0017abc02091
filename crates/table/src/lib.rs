//! The single-table port: what the library needs of DynamoDB, and nothing DynamoDB cannot do.
//!
//! # Consistency contract
//!
//! Every back end keeps these promises, and one contract suite (`tests/contract.rs`) holds each of
//! them to it:
//!
//! - A key names at most one item. Keys are compared by their UTF-8 bytes.
//! - [`Table::transact`] is all or nothing, across partitions, for at most [`MAX_WRITES`] writes on
//!   distinct keys. Each write names its condition; when one does not hold, nothing is written and
//!   the answer says which (one of them, when several do not).
//! - Of two transactions that both ask for a key to be absent, or for the same version, exactly
//!   one succeeds.
//! - A version only grows while its item is there. A transaction makes the version of a new item 1
//!   and adds 1 to that of an old one; a batch sets a large number of its own.
//! - [`Table::get`], [`Table::batch_get`] and [`Table::query`] on the base table and on local
//!   indexes see every write that succeeded before they began, unless asked to be
//!   [`Consistency::Eventual`]. Global indexes may lag on some back ends: no caller may rely on
//!   reading its own write from one.
//! - A query answers items of one partition in the order of the index's sort key; the order of
//!   equal sort keys is the back end's own, and always the same. A page continued from its
//!   position neither repeats nor skips an item that was there all the while.
//! - An item that leaves an index key out is not in that index.
//! - An item whose `expires_at` has come is not answered any more and counts as absent, though it
//!   may take up room until [`Table::sweep`] or the back end itself removes it. Indexes included.
//! - [`Table::batch_write`] writes each item on its own, in any order; of several writes on one
//!   key the last wins. After an error any part of it may be written: doing it again is the remedy.
//! - [`Table::changes`] tells every change after a mark at least once, removal of expired items
//!   included, for [`CHANGES_KEPT`]. The last change told of a key says what is there. Changes may
//!   be told late, while older transactions are still open.

mod body;
#[cfg(feature = "aws")]
mod dynamo;
mod error;
mod load;
mod memory;
mod meter;
mod model;
mod sql_engine;
mod table;
#[cfg(feature = "testing")]
pub mod testing;

use std::time::Duration;

pub use body::Body;
#[cfg(feature = "aws")]
pub use dynamo::{Credentials, DynamoSettings, Patience};
pub use error::TableError;
pub use load::Load;
pub use meter::Meter;
pub use model::*;
pub use table::Table;

/// DynamoDB's own limit on a transaction.
pub const MAX_WRITES: usize = 100;

/// DynamoDB's own limit on an item, keys and names included.
pub const MAX_ITEM_BYTES: usize = 400 * 1024;

/// DynamoDB's own limit on all items of a transaction.
pub const MAX_TRANSACTION_BYTES: usize = 4 * 1024 * 1024;

/// How long changes are kept for followers, as DynamoDB Streams keeps them.
pub const CHANGES_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// The tables of the SQL back end.
pub fn schema() -> sql::Schema {
    sql::Schema { sqlite: sqlx::migrate!("migrations/sqlite"), postgres: sqlx::migrate!("migrations/postgres") }
}
