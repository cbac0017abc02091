//! The words of the port: keys, items, conditions, queries, changes.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Body;

/// The primary key of an item: 1 to 2,048 and 1 to 1,024 bytes, without the character NUL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// An item as it is written: at most 400 KiB with its keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub key: Key,
    pub indexes: IndexKeys,
    pub body: Body,
    /// From when on it is gone, in whole seconds (a part of one is rounded up).
    pub expires_at: Option<Timestamp>,
}

impl Item {
    /// In no index, and for ever.
    pub fn new(key: Key, body: Body) -> Self {
        Self { key, indexes: IndexKeys::default(), body, expires_at: None }
    }

    #[must_use]
    pub fn indexed(mut self, indexes: IndexKeys) -> Self {
        self.indexes = indexes;
        self
    }

    #[must_use]
    pub fn expires(mut self, at: Option<Timestamp>) -> Self {
        self.expires_at = at;
        self
    }

    /// (partition, sort) in `index`, if the item is in it.
    pub(crate) fn place(&self, index: Index) -> Option<(&str, &str)> {
        let key = &self.key;
        let in_local = |n: usize| self.indexes.local[n].as_deref().map(|sort| (key.partition.as_str(), sort));
        let in_global = |n: usize| self.indexes.global[n].as_ref().map(|(pk, sk)| (pk.as_str(), sk.as_str()));
        match index {
            Index::Base => Some((&key.partition, &key.sort)),
            Index::Lsi1 => in_local(0),
            Index::Lsi2 => in_local(1),
            Index::Lsi3 => in_local(2),
            Index::Lsi4 => in_local(3),
            Index::Lsi5 => in_local(4),
            Index::Gsi1 => in_global(0),
            Index::Gsi2 => in_global(1),
            Index::Gsi3 => in_global(2),
        }
    }

    /// Seconds since 1970, as the back ends keep it.
    pub(crate) fn expiry_seconds(&self) -> Option<i64> {
        self.expires_at.map(|at| at.seconds() + i64::from(at.millis().rem_euclid(1_000) > 0))
    }
}

/// An item as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    pub key: Key,
    pub version: i64,
    pub body: Body,
}

/// What must hold of the key for a write to happen. An item that has expired counts as absent.
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

    pub(crate) fn condition(&self) -> Condition {
        match self {
            Self::Put(_, condition) | Self::Delete(_, condition) | Self::Check(_, condition) => *condition,
        }
    }
}

/// One write of a batch: unconditional, on its own.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly every write is a put; a box for each would cost more")]
pub enum BatchWrite {
    Put(Item),
    Delete(Key),
}

impl BatchWrite {
    pub fn key(&self) -> &Key {
        match self {
            Self::Put(item) => &item.key,
            Self::Delete(key) => key,
        }
    }
}

/// How fresh a read must be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Consistency {
    /// Sees every write that succeeded before the read began.
    #[default]
    Strong,
    /// May be behind by a moment; half the price on DynamoDB.
    Eventual,
}

/// Which items of a partition: those that meet all three.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SortRange {
    /// Only sort keys that begin so. Empty: all.
    pub prefix: String,
    /// Only sort keys from here on, this one included.
    pub from: Option<String>,
    /// Only sort keys before this one.
    pub to: Option<String>,
}

impl SortRange {
    /// The first sort key that is in.
    pub(crate) fn lower(&self) -> &str {
        let from = self.from.as_deref().unwrap_or_default();
        from.max(&self.prefix)
    }

    /// The first sort key that is out again.
    pub(crate) fn upper(&self) -> String {
        // The highest character follows all that begin with the prefix; no key holds it.
        let end = format!("{}\u{10FFFF}", self.prefix);
        match &self.to {
            Some(to) if *to < end => to.clone(),
            _ => end,
        }
    }

    pub(crate) fn contains(&self, sort: &str) -> bool {
        sort.starts_with(&self.prefix)
            && self.from.as_deref().is_none_or(|from| sort >= from)
            && self.to.as_deref().is_none_or(|to| sort < to)
    }
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
    /// Means nothing on a global index: that is always eventually consistent.
    pub consistency: Consistency,
}

impl Query {
    /// The first `limit` items of a partition in ascending order, strongly consistent.
    pub fn new(index: Index, partition: impl Into<String>, limit: usize) -> Self {
        Self {
            index,
            partition: partition.into(),
            range: SortRange::default(),
            limit: limit.clamp(1, 1_000),
            descending: false,
            after: None,
            consistency: Consistency::Strong,
        }
    }

    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.range.prefix = prefix.into();
        self
    }

    /// Sort keys from here on, this one included.
    #[must_use]
    pub fn from(mut self, sort: impl Into<String>) -> Self {
        self.range.from = Some(sort.into());
        self
    }

    /// Sort keys before this one.
    #[must_use]
    pub fn to(mut self, sort: impl Into<String>) -> Self {
        self.range.to = Some(sort.into());
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

    /// Content with an answer that is a moment old.
    #[must_use]
    pub fn eventual(mut self) -> Self {
        self.consistency = Consistency::Eventual;
        self
    }
}

/// Where a page ended: the last item's sort key in the index, and its primary key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    pub(crate) sort: String,
    pub(crate) partition: String,
    pub(crate) base_sort: String,
}

/// A page of a query.
#[derive(Debug, Clone)]
pub struct Slice {
    pub items: Vec<Stored>,
    /// `None` when there is nothing after this page.
    pub next: Option<Position>,
}

impl Slice {
    /// Cuts a page to its limit. `found` holds one more when there is a next page.
    pub(crate) fn cut(mut found: Vec<(Position, Stored)>, limit: usize) -> Self {
        let more = found.len() > limit;
        found.truncate(limit);
        let next = if more { found.last().map(|(position, _)| position.clone()) } else { None };
        Self { items: found.into_iter().map(|(_, item)| item).collect(), next }
    }
}

/// A part of the table for a scan by several readers at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// From 0.
    pub number: u32,
    pub of: u32,
}

impl Segment {
    pub const WHOLE: Self = Self { number: 0, of: 1 };
}

/// Everything there is to know of an item: what an export keeps.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub item: Item,
    pub version: i64,
}

/// A page of a scan, in no order that may be relied on.
#[derive(Debug, Clone)]
pub struct ScanSlice {
    pub records: Vec<Record>,
    /// `None` when the segment is at its end. A page may be short, or empty, before that.
    pub next: Option<Key>,
}

/// That a key was written or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub key: Key,
    pub kind: ChangeKind,
}

/// What is at the key after the change, or after a later one that will be told too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    Put,
    Delete,
}

/// How far a follower of the changes has come. To be kept by the follower as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeMark {
    /// When it was given, in milliseconds.
    pub(crate) at: i64,
    pub(crate) place: Place,
}

/// The place in each back end's own feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Place {
    /// Changes told since the table was made.
    Memory(u64),
    /// `told` keys of the entry (transaction, number) and everything before it.
    Sql { transaction: i64, number: i64, told: usize },
    /// The last sequence number told of each shard; empty: none yet.
    Shards(std::collections::BTreeMap<String, String>),
}

/// A page of the change feed.
#[derive(Debug, Clone)]
pub struct Changes {
    pub items: Vec<Change>,
    /// Where to go on, now or later.
    pub next: ChangeMark,
}

/// What [`crate::Table::sweep`] removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    pub items: u64,
    /// Entries of the change feed, each of one transaction.
    pub changes: u64,
}
