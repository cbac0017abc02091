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
//!   the answer says which.
//! - Of two transactions that both ask for a key to be absent, or for the same version, exactly
//!   one succeeds.
//! - The version of an item starts at 1 and grows by 1 with each write.
//! - [`Table::get`] and [`Table::query`] on the base table and on local indexes see every
//!   transaction that succeeded before they began. Global indexes may lag on some back ends:
//!   no caller may rely on reading its own write from one.
//! - A query answers items of one partition in the order of the index's sort key; equal sort keys
//!   are ordered by primary key. A page continued from its position neither repeats nor skips an
//!   item that was there all the while.
//! - An item that leaves an index key out is not in that index.

mod memory;
mod sql_engine;

use serde_json::Value;

pub use memory::Memory;

/// DynamoDB's own limit on a transaction.
pub const MAX_WRITES: usize = 100;

/// The tables of the SQL back end.
pub fn schema() -> sql::Schema {
    sql::Schema { sqlite: sqlx::migrate!("migrations/sqlite"), postgres: sqlx::migrate!("migrations/postgres") }
}

/// A single table, in one of its back ends.
#[derive(Clone)]
pub enum Table {
    /// SQLite or PostgreSQL, migrated with [`schema`].
    Sql(sql::Db),
    /// Gone when dropped: for tests and tools.
    Memory(Memory),
}

/// The primary key of an item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub partition: String,
    pub sort: String,
}

impl Key {
    pub fn new(partition: impl Into<String>, sort: impl Into<String>) -> Self {
        Self { partition: partition.into(), sort: sort.into() }
    }
}

/// The base table or one of its indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Index {
    Base,
    /// Local: shares the partition of the base table.
    Lsi1,
    Lsi2,
    Lsi3,
    Lsi4,
    Lsi5,
    /// Global: has a partition of its own.
    Gsi1,
    Gsi2,
    Gsi3,
}

/// Where an item stands in the indexes; what is `None` is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexKeys {
    /// Sort keys of the five local indexes.
    pub local: [Option<String>; 5],
    /// (partition, sort) of the three global indexes.
    pub global: [Option<(String, String)>; 3],
}

/// An item as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub key: Key,
    pub indexes: IndexKeys,
    pub body: Value,
}

/// An item as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    pub key: Key,
    pub version: i64,
    pub body: Value,
}

/// What must hold of the key for a write to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Any,
    Absent,
    Present,
    /// The item is there with exactly this version.
    Version(i64),
}

/// One write of a transaction.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly every write is a put; a box for each would cost more")]
pub enum Write {
    Put(Item, Condition),
    Delete(Key, Condition),
    /// Writes nothing; the transaction succeeds only if the condition holds.
    Check(Key, Condition),
}

impl Write {
    pub fn key(&self) -> &Key {
        match self {
            Self::Put(item, _) => &item.key,
            Self::Delete(key, _) | Self::Check(key, _) => key,
        }
    }
}

/// Which items of a partition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SortRange {
    /// Only sort keys that begin so. Empty: all.
    pub prefix: String,
}

/// A query of one partition.
#[derive(Debug, Clone)]
pub struct Query {
    pub index: Index,
    pub partition: String,
    pub range: SortRange,
    /// At most so many items, 1 to 1,000.
    pub limit: usize,
    pub descending: bool,
    /// Where the page before ended.
    pub after: Option<Position>,
}

impl Query {
    /// The first `limit` items of a partition in ascending order.
    pub fn new(index: Index, partition: impl Into<String>, limit: usize) -> Self {
        Self {
            index,
            partition: partition.into(),
            range: SortRange::default(),
            limit: limit.clamp(1, 1_000),
            descending: false,
            after: None,
        }
    }

    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.range.prefix = prefix.into();
        self
    }

    #[must_use]
    pub fn descending(mut self, descending: bool) -> Self {
        self.descending = descending;
        self
    }

    #[must_use]
    pub fn after(mut self, position: Option<Position>) -> Self {
        self.after = position;
        self
    }
}

/// Where a page ended: the last item's sort key in the index, and its primary key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Position {
    sort: String,
    partition: String,
    base_sort: String,
}

/// A page of a query.
#[derive(Debug, Clone)]
pub struct Slice {
    pub items: Vec<Stored>,
    /// `None` when there is nothing after this page.
    pub next: Option<Position>,
}

#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The write at this place in the list did not meet its condition. Nothing was written.
    #[error("write {0} did not meet its condition")]
    Condition(usize),
    /// More than [`MAX_WRITES`], or two writes on one key.
    #[error("a transaction takes 1 to {MAX_WRITES} writes on distinct keys")]
    BadTransaction,
    #[error(transparent)]
    Sql(#[from] sql::Error),
    #[error("an item cannot be read: {0}")]
    Corrupt(#[from] serde_json::Error),
}

impl Table {
    /// The item at `key`, as of now.
    pub async fn get(&self, key: &Key) -> Result<Option<Stored>, TableError> {
        match self {
            Self::Sql(db) => sql_engine::get(db, key).await,
            Self::Memory(memory) => Ok(memory.get(key)),
        }
    }

    /// One page of one partition, in the order of the index.
    pub async fn query(&self, query: &Query) -> Result<Slice, TableError> {
        match self {
            Self::Sql(db) => sql_engine::query(db, query).await,
            Self::Memory(memory) => Ok(memory.query(query)),
        }
    }

    /// All writes or none.
    pub async fn transact(&self, writes: &[Write]) -> Result<(), TableError> {
        let mut keys: Vec<_> = writes.iter().map(Write::key).collect();
        keys.sort_unstable();
        keys.dedup();
        if keys.len() != writes.len() || !(1..=MAX_WRITES).contains(&writes.len()) {
            return Err(TableError::BadTransaction);
        }
        match self {
            Self::Sql(db) => sql_engine::transact(db, writes).await,
            Self::Memory(memory) => memory.transact(writes),
        }
    }
}

/// Cuts a page to its limit. `found` holds one more when there is a next page.
fn slice(mut found: Vec<(Position, Stored)>, limit: usize) -> Slice {
    let more = found.len() > limit;
    found.truncate(limit);
    let next = if more { found.last().map(|(position, _)| position.clone()) } else { None };
    Slice { items: found.into_iter().map(|(_, item)| item).collect(), next }
}
