//! The table over SQLite and PostgreSQL.

mod feed;
pub mod load;
mod queries;

use kernel::Timestamp;
use sql::{Db, Tx};

use crate::{
    BatchWrite, CHANGES_KEPT, Condition, IndexKeys, Item, Key, Position, Query, Record, ScanSlice, Slice, Stored,
    Swept, TableError, Write,
};
pub use feed::changes;

/// Writes of a batch that share a transaction: few enough that other writers soon get their turn.
const BATCH_TRANSACTION: usize = 5_000;

/// Expired items that one transaction of a sweep removes.
const SWEEP_TRANSACTION: usize = 1_000;

pub async fn get(db: &Db, key: &Key, now: i64) -> Result<Option<Stored>, TableError> {
    let mut conn = db.read().await?;
    Ok(queries::get(&mut conn, key, now).await?.map(Stored::from))
}

pub async fn batch_get(db: &Db, keys: &[&Key], now: i64) -> Result<Vec<Stored>, TableError> {
    let mut conn = db.read().await?;
    let rows = queries::get_all(&mut conn, keys, now).await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

pub async fn query(db: &Db, query: &Query, now: i64) -> Result<Slice, TableError> {
    let mut conn = db.read().await?;
    let rows = queries::query(&mut conn, query, now).await?;
    Ok(Slice::cut(rows.into_iter().map(|row| (row.position(), row.into())).collect(), query.limit))
}

pub async fn transact(db: &Db, writes: &[Write], now: Timestamp) -> Result<(), TableError> {
    // In the order of their keys, so that two transactions never wait for each other in a circle.
    let mut ordered: Vec<_> = writes.iter().enumerate().collect();
    ordered.sort_unstable_by_key(|(_, write)| write.key());
    let mut tx = db.begin().await?;
    for (n, write) in &ordered {
        if !apply(&mut tx, write, now.seconds()).await? {
            return Err(TableError::Condition(*n));
        }
    }
    let changed = ordered.iter().filter(|(_, write)| !matches!(write, Write::Check(..)));
    feed::tell(&mut tx, changed.map(|(_, write)| write.key()), now).await?;
    Ok(tx.commit().await?)
}

/// Whether the condition held and the write was made.
async fn apply(tx: &mut Tx, write: &Write, now: i64) -> Result<bool, TableError> {
    Ok(match write {
        Write::Put(item, condition) => queries::put(tx, item, *condition, now).await?,
        Write::Delete(key, condition @ Condition::Absent) | Write::Check(key, condition) => {
            check(tx, key, *condition, now).await?
        }
        Write::Delete(key, condition) => {
            queries::delete(tx, key, *condition, now).await? || *condition == Condition::Any
        }
    })
}

/// Whether the condition holds, and will until the transaction ends.
async fn check(tx: &mut Tx, key: &Key, condition: Condition, now: i64) -> Result<bool, TableError> {
    Ok(match condition {
        Condition::Any => true,
        Condition::Absent => queries::hold_absent(tx, key, now).await?,
        Condition::Present => queries::hold_present(tx, key, now).await?.is_some(),
        Condition::Version(version) => queries::hold_present(tx, key, now).await? == Some(version),
    })
}

pub async fn batch_write(db: &Db, mut writes: Vec<BatchWrite>, version: i64, now: Timestamp) -> Result<(), TableError> {
    while !writes.is_empty() {
        let later = writes.split_off(writes.len().min(BATCH_TRANSACTION));
        let chunk = std::mem::replace(&mut writes, later);
        let mut tx = db.begin().await?;
        feed::tell(&mut tx, chunk.iter().map(BatchWrite::key), now).await?;
        let (mut puts, mut gone) = (Vec::with_capacity(chunk.len()), Vec::new());
        for write in chunk {
            match write {
                BatchWrite::Put(item) => puts.push(item),
                BatchWrite::Delete(key) => gone.push(key),
            }
        }
        queries::put_all(&mut tx, puts, version).await?;
        queries::delete_all(&mut tx, &gone).await?;
        tx.commit().await?;
    }
    Ok(())
}

pub async fn scan(db: &Db, after: Option<&Key>, limit: usize, now: i64) -> Result<ScanSlice, TableError> {
    let mut conn = db.read().await?;
    let mut rows = queries::scan(&mut conn, after, limit + 1, now).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let records: Vec<Record> = rows.into_iter().map(Record::from).collect();
    let next = records.last().filter(|_| more).map(|record| record.item.key.clone());
    Ok(ScanSlice { records, next })
}

pub async fn sweep(db: &Db, now: Timestamp) -> Result<Swept, TableError> {
    let mut swept = Swept::default();
    loop {
        let mut tx = db.begin().await?;
        let gone = queries::delete_expired(&mut tx, now.seconds(), SWEEP_TRANSACTION).await?;
        let gone: Vec<_> = gone.into_iter().map(|(partition, sort)| Key { partition, sort }).collect();
        feed::tell(&mut tx, gone.iter(), now).await?;
        tx.commit().await?;
        swept.items += gone.len() as u64;
        if gone.len() < SWEEP_TRANSACTION {
            break;
        }
    }
    let mut tx = db.begin().await?;
    swept.changes = feed::forget(&mut tx, now - CHANGES_KEPT).await?;
    tx.commit().await?;
    Ok(swept)
}

impl From<queries::Row> for Stored {
    fn from(row: queries::Row) -> Self {
        Self { version: row.version, body: crate::Body::raw(row.body), key: Key::new(row.pk, row.sk) }
    }
}

impl From<queries::FullRow> for Record {
    fn from(row: queries::FullRow) -> Self {
        let indexes = IndexKeys {
            local: [row.lsi1, row.lsi2, row.lsi3, row.lsi4, row.lsi5],
            global: [row.gsi1pk.zip(row.gsi1sk), row.gsi2pk.zip(row.gsi2sk), row.gsi3pk.zip(row.gsi3sk)],
        };
        let expires_at = row.expires_at.map(Timestamp::from_seconds);
        let item = Item { key: Key::new(row.pk, row.sk), indexes, body: crate::Body::raw(row.body), expires_at };
        Self { item, version: row.version }
    }
}

impl queries::Row {
    fn position(&self) -> Position {
        Position { sort: self.place.clone(), partition: self.pk.clone(), base_sort: self.sk.clone() }
    }
}
