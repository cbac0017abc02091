//! The table: what is common to all back ends, and which one answers.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use kernel::{Clock, Timestamp};
use sql::Db;

#[cfg(feature = "aws")]
// The SDK's futures are large and deep: each is boxed where it is called, so that those who wait for a
// table are neither.
use crate::dynamo::{Dynamo, DynamoSettings};
use crate::{
    BatchWrite, CHANGES_KEPT, ChangeMark, Changes, Consistency, Item, Key, MAX_ITEM_BYTES, MAX_TRANSACTION_BYTES,
    MAX_WRITES, Meter, Query, ScanSlice, Segment, Slice, Stored, Swept, TableError, Write,
    load::{Load, Loads},
    memory::Memory,
    meter::Counter,
    sql_engine,
};

/// A single table, in one of its back ends. Cheap to clone.
#[derive(Clone)]
pub struct Table {
    engine: Engine,
    clock: Clock,
    counter: Counter,
    /// The last version that a batch gave.
    stamp: Arc<AtomicI64>,
    loads: Loads,
}

#[derive(Clone)]
enum Engine {
    Sql(Db),
    Memory(Memory),
    #[cfg(feature = "aws")]
    Dynamo(Dynamo),
}

impl Table {
    /// Over SQLite or PostgreSQL, migrated with [`crate::schema`].
    pub fn sql(db: Db, clock: Clock) -> Self {
        Self::over(Engine::Sql(db), clock)
    }

    /// Gone when the last clone is dropped: for tests and tools.
    pub fn memory(clock: Clock) -> Self {
        Self::over(Engine::Memory(Memory::default()), clock)
    }

    /// On DynamoDB. Asks nobody anything yet: [`Table::check`] says whether it can be used.
    #[cfg(feature = "aws")]
    pub async fn dynamo(settings: DynamoSettings, clock: Clock) -> Self {
        let counter = Counter::default();
        let dynamo = Dynamo::open(settings, counter.clone()).await;
        Self { counter, ..Self::over(Engine::Dynamo(dynamo), clock) }
    }

    /// Makes the table on DynamoDB, or what it lacks; doing it again changes nothing. Answers what
    /// is so, line by line. The other back ends are made by their migrations.
    pub async fn create(&self) -> Result<Vec<String>, TableError> {
        match &self.engine {
            Engine::Sql(_) | Engine::Memory(_) => Ok(Vec::new()),
            #[cfg(feature = "aws")]
            Engine::Dynamo(dynamo) => dynamo.create().await,
        }
    }

    /// Whether the table is there and answers. The error says what to do.
    pub async fn check(&self) -> Result<(), TableError> {
        match &self.engine {
            Engine::Sql(db) => Ok(db.read().await.map(|_| ())?),
            Engine::Memory(_) => Ok(()),
            #[cfg(feature = "aws")]
            Engine::Dynamo(dynamo) => dynamo.check().await,
        }
    }

    fn over(engine: Engine, clock: Clock) -> Self {
        Self { engine, clock, counter: Counter::default(), stamp: Arc::default(), loads: Loads::default() }
    }

    /// `memory`, `sqlite`, `postgres` or `dynamodb`: for logs and reports.
    pub fn engine(&self) -> &'static str {
        match &self.engine {
            Engine::Sql(db) => db.engine(),
            Engine::Memory(_) => "memory",
            #[cfg(feature = "aws")]
            Engine::Dynamo(_) => "dynamodb",
        }
    }

    /// What was asked of the back end so far.
    pub fn meter(&self) -> Meter {
        self.counter.meter()
    }

    /// The item at `key`, as of now.
    pub async fn get(&self, key: &Key) -> Result<Option<Stored>, TableError> {
        self.get_with(key, Consistency::Strong).await
    }

    /// The item at `key`, as fresh as asked for.
    pub async fn get_with(&self, key: &Key, consistency: Consistency) -> Result<Option<Stored>, TableError> {
        // The others know nothing but strong reads.
        let _only_dynamodb = consistency;
        match &self.engine {
            Engine::Sql(db) => {
                self.counter.read();
                sql_engine::get(db, key, self.now()).await
            }
            Engine::Memory(memory) => {
                self.counter.read();
                Ok(memory.get(key, self.now()))
            }
            #[cfg(feature = "aws")]
            Engine::Dynamo(dynamo) => Box::pin(dynamo.get(key, consistency, self.now())).await,
        }
    }

    /// The items at `keys`, in their order; any number of them.
    pub async fn batch_get(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>, TableError> {
        let mut distinct: Vec<_> = keys.iter().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let mut found = HashMap::with_capacity(distinct.len());
        for chunk in distinct.chunks(MAX_WRITES) {
            let items = self.get_all(chunk).await?;
            found.extend(items.into_iter().map(|item| (item.key.clone(), item)));
        }
        Ok(keys.iter().map(|key| found.get(key).cloned()).collect())
    }

    /// Those of at most [`MAX_WRITES`] distinct keys that are there.
    async fn get_all(&self, keys: &[&Key]) -> Result<Vec<Stored>, TableError> {
        match &self.engine {
            Engine::Sql(db) => {
                self.counter.read();
                sql_engine::batch_get(db, keys, self.now()).await
            }
            Engine::Memory(memory) => {
                self.counter.read();
                Ok(keys.iter().filter_map(|key| memory.get(key, self.now())).collect())
            }
            #[cfg(feature = "aws")]
            Engine::Dynamo(dynamo) => Box::pin(dynamo.batch_get(keys, self.now())).await,
        }
    }

    /// One page of one partition, in the order of the index.
    pub async fn query(&self, query: &Query) -> Result<Slice, TableError> {
        match &self.engine {
            Engine::Sql(db) => {
                self.counter.read();
                sql_engine::query(db, query, self.now()).await
            }
            Engine::Memory(memory) => {
                self.counter.read();
                Ok(memory.query(query, self.now()))
            }
            #[cfg(feature = "aws")]
            Engine::Dynamo(dynamo) => Box::pin(dynamo.query(query, self.now())).await,
        }
    }

    /// All writes or none.
    pub async fn transact(&self, writes: &[Write]) -> Result<(), TableError> {
        check_transaction(writes)?;
        self.counter.wrote(writes.len());
        match &self.engine {
            Engine::Sql(db) => sql_engine::transact(db, writes, self.clock.now()).await,
            Engine::Memory(memory) => memory.transact(writes, self.clock.now()),
            #[cfg(feature = "aws")]
            Engine::Dynamo(dynamo) => Box::pin(dynamo.transact(writes, self.now())).await,
        }
    }

    /// Any number of writes, each on its own, as fast as the back end can.
    pub async fn batch_write(&self, writes: Vec<BatchWrite>) -> Result<(), TableError> {
        for write in &writes {
            match write {
                BatchWrite::Put(item) => check_item(item).map(|_| ())?,
                BatchWrite::Delete(key) => check_key(key)?,
            }
        }
        let writes = last_of_each_key(writes);
        self.counter.wrote(writes.len());
        let version = self.fresh_version();
        match &self.engine {
            Engine::Sql(db) => sql_engine::batch_write(db, writes, version, self.clock.now()).await,
            Engine::Memory(memory) => {
                memory.batch_write(writes, version, self.clock.now());
                Ok(())
            }
            #[cfg(feature = "aws")]
            Engine::Dynamo(dynamo) => Box::pin(dynamo.batch_write(writes, version)).await,
        }
    }

    /// Begins a load of about `expected` items: like batches, and quicker where there are many.
    pub async fn begin_load(&self, expected: usize) -> Result<Load, TableError> {
        let load = Load::new(self.clone(), self.loads.clone());
        if let Engine::Sql(db) = &self.engine {
            sql_engine::load::begin(db, expected).await?;
        }
        Ok(load)
    }

    /// Builds the indexes that a load left out and did not live to build. To be called when a
    /// program starts; [`Table::sweep`] does it too. Nothing while a load goes on.
    pub async fn settle(&self) -> Result<(), TableError> {
        match &self.engine {
            Engine::Sql(db) if self.loads.none() => sql_engine::load::settle(db).await,
            _ => Ok(()),
        }
    }

    /// A page of everything in a segment; `after` is the `next` of the page before. `limit` is 1
    /// to 1,000. All segments together answer each item that is there all the while once. Back
    /// ends that gain nothing by it have everything in segment 0.
    pub async fn scan(&self, segment: Segment, after: Option<&Key>, limit: usize) -> Result<ScanSlice, TableError> {
        let limit = limit.clamp(1, 1_000);
        match &self.engine {
            Engine::Sql(_) | Engine::Memory(_) if segment.number > 0 => {
                Ok(ScanSlice { records: Vec::new(), next: None })
            }
            Engine::Sql(db) => {
                self.counter.read();
                sql_engine::scan(db, after, limit, self.now()).await
            }
            Engine::Memory(memory) => {
                self.counter.read();
                Ok(memory.scan(after, limit, self.now()))
            }
            #[cfg(feature = "aws")]
            Engine::Dynamo(dynamo) => Box::pin(dynamo.scan(segment, after, limit, self.now())).await,
        }
    }

    /// At most `limit` changes after `since`, oldest first; `None`: all that are kept. `limit` is 1
    /// to 1,000. An empty page means that nothing new is known yet.
    ///
    /// `Err(ChangesGone)` when `since` is older than [`CHANGES_KEPT`].
    pub async fn changes(&self, since: Option<&ChangeMark>, limit: usize) -> Result<Changes, TableError> {
        let now = self.clock.now();
        if since.is_some_and(|mark| now.since(Timestamp::from_millis(mark.at)) >= CHANGES_KEPT) {
            return Err(TableError::ChangesGone);
        }
        let limit = limit.clamp(1, 1_000);
        let since = since.map(|mark| &mark.place);
        let (items, place) = match &self.engine {
            Engine::Sql(db) => sql_engine::changes(db, since, limit, self.now()).await?,
            Engine::Memory(memory) => memory.changes(since, limit)?,
            #[cfg(feature = "aws")]
            Engine::Dynamo(dynamo) => Box::pin(dynamo.changes(since, limit)).await?,
        };
        Ok(Changes { items, next: ChangeMark { at: now.millis(), place } })
    }

    /// Removes what has expired and what the change feed no longer keeps. To be called now and
    /// then; DynamoDB does it by itself.
    pub async fn sweep(&self) -> Result<Swept, TableError> {
        let now = self.clock.now();
        self.settle().await?;
        match &self.engine {
            Engine::Sql(db) => sql_engine::sweep(db, now).await,
            Engine::Memory(memory) => Ok(memory.sweep(now)),
            #[cfg(feature = "aws")]
            Engine::Dynamo(_) => Ok(Swept::default()),
        }
    }

    /// Lets go of the back end.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sql(db) => db.close().await,
            Engine::Memory(_) => {}
            #[cfg(feature = "aws")]
            Engine::Dynamo(_) => {}
        }
    }

    /// Whole seconds: what expiry is counted in.
    fn now(&self) -> i64 {
        self.clock.now().seconds()
    }

    /// A version for a batch, larger than those before: the time in microseconds. Steps of a
    /// thousand leave room for the versions that transactions count up in between.
    fn fresh_version(&self) -> i64 {
        let now = self.clock.now().millis() * 1_000;
        let next = |last: i64| now.max(last + 1_000);
        let before = self.stamp.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(next(last)));
        next(before.unwrap_or_else(|last| last))
    }
}

fn check_transaction(writes: &[Write]) -> Result<(), TableError> {
    let mut keys: Vec<_> = writes.iter().map(Write::key).collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.len() != writes.len() || !(1..=MAX_WRITES).contains(&writes.len()) {
        return Err(TableError::BadTransaction);
    }
    let mut bytes = 0;
    for write in writes {
        bytes += match write {
            Write::Put(item, _) => check_item(item)?,
            Write::Delete(key, _) | Write::Check(key, _) => check_key(key).map(|()| 0)?,
        };
    }
    if bytes > MAX_TRANSACTION_BYTES { Err(TableError::BadTransaction) } else { Ok(()) }
}

/// What DynamoDB would refuse is refused by every back end, so that nothing is built on it. Answers
/// the item's size in bytes.
fn check_item(item: &Item) -> Result<usize, TableError> {
    check_key(&item.key)?;
    let mut bytes = item.key.partition.len() + item.key.sort.len() + item.body.as_str().len();
    for sort in item.indexes.local.iter().flatten() {
        bytes += check_part(sort, 1_024)?;
    }
    for (partition, sort) in item.indexes.global.iter().flatten() {
        bytes += check_part(partition, 2_048)? + check_part(sort, 1_024)?;
    }
    if bytes > MAX_ITEM_BYTES {
        let Key { partition, sort } = item.key.clone();
        return Err(TableError::TooLarge { partition, sort, bytes });
    }
    Ok(bytes)
}

fn check_key(key: &Key) -> Result<(), TableError> {
    check_part(&key.partition, 2_048)?;
    check_part(&key.sort, 1_024)?;
    Ok(())
}

fn check_part(part: &str, most: usize) -> Result<usize, TableError> {
    if (1..=most).contains(&part.len()) && !part.contains('\0') {
        return Ok(part.len());
    }
    Err(TableError::BadKey { key: part.chars().take(80).collect(), most })
}

/// In the order of the keys: two batches never wait for each other in a circle, and a B-tree takes
/// sorted rows more quickly.
fn last_of_each_key(mut writes: Vec<BatchWrite>) -> Vec<BatchWrite> {
    if writes.is_sorted_by(|a, b| a.key() < b.key()) {
        return writes;
    }
    writes.sort_by(|a, b| a.key().cmp(b.key()));
    writes.reverse();
    writes.dedup_by(|later, kept| later.key() == kept.key());
    writes.reverse();
    writes
}
