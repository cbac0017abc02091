//! The table in memory: the contract in its plainest form.

use std::{
    collections::BTreeMap,
    ops::Bound,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use kernel::Timestamp;

use crate::{
    BatchWrite, CHANGES_KEPT, Change, ChangeKind, Condition, Index, Item, Key, Place, Position, Query, Record,
    ScanSlice, Slice, Stored, Swept, TableError, Write,
};

#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    rows: BTreeMap<Key, Row>,
    changes: Vec<(Timestamp, Change)>,
    /// Changes that are no longer kept: they stood before the first of `changes`.
    forgotten: u64,
}

#[derive(Clone)]
struct Row {
    version: i64,
    item: Item,
}

impl Row {
    fn stored(&self) -> Stored {
        Stored { key: self.item.key.clone(), version: self.version, body: self.item.body.clone() }
    }

    fn alive(&self, now: i64) -> bool {
        self.item.expiry_seconds().is_none_or(|at| at > now)
    }
}

impl State {
    fn alive(&self, key: &Key, now: i64) -> Option<&Row> {
        self.rows.get(key).filter(|row| row.alive(now))
    }

    fn put(&mut self, item: Item, version: Option<i64>, now: Timestamp) {
        let next = self.rows.get(&item.key).map_or(0, |row| row.version) + 1;
        let version = version.map_or(next, |stamp| stamp.max(next));
        self.tell(item.key.clone(), ChangeKind::Put, now);
        self.rows.insert(item.key.clone(), Row { version, item });
    }

    fn delete(&mut self, key: &Key, now: Timestamp) {
        if self.rows.remove(key).is_some() {
            self.tell(key.clone(), ChangeKind::Delete, now);
        }
    }

    fn tell(&mut self, key: Key, kind: ChangeKind, now: Timestamp) {
        self.changes.push((now, Change { key, kind }));
    }
}

impl Memory {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn get(&self, key: &Key, now: i64) -> Option<Stored> {
        self.state().alive(key, now).map(Row::stored)
    }

    pub(crate) fn query(&self, query: &Query, now: i64) -> Slice {
        let state = self.state();
        // Items of the base table and of local indexes stand together; others may be anywhere.
        let global = matches!(query.index, Index::Gsi1 | Index::Gsi2 | Index::Gsi3);
        let first = Key::new(if global { "" } else { &query.partition }, "");
        let near = state.rows.range(first..).take_while(|(key, _)| global || key.partition == query.partition);
        let alive = near.map(|(_, row)| row).filter(|row| row.alive(now));
        let mut found: Vec<_> = alive.filter_map(|row| Some((position(&row.item, query)?, row))).collect();
        found.sort_unstable_by(|(a, _), (b, _)| if query.descending { b.cmp(a) } else { a.cmp(b) });
        let page = found.into_iter().take(query.limit + 1).map(|(position, row)| (position, row.stored()));
        Slice::cut(page.collect(), query.limit)
    }

    pub(crate) fn transact(&self, writes: &[Write], now: Timestamp) -> Result<(), TableError> {
        let mut state = self.state();
        for (n, write) in writes.iter().enumerate() {
            if !holds(state.alive(write.key(), now.seconds()), write.condition()) {
                return Err(TableError::Condition(n));
            }
        }
        for write in writes {
            match write {
                Write::Put(item, _) => state.put(item.clone(), None, now),
                Write::Delete(key, _) => state.delete(key, now),
                Write::Check(..) => {}
            }
        }
        Ok(())
    }

    pub(crate) fn batch_write(&self, writes: Vec<BatchWrite>, version: i64, now: Timestamp) {
        let mut state = self.state();
        for write in writes {
            match write {
                BatchWrite::Put(item) => state.put(item, Some(version), now),
                BatchWrite::Delete(key) => state.delete(&key, now),
            }
        }
    }

    pub(crate) fn scan(&self, after: Option<&Key>, limit: usize, now: i64) -> ScanSlice {
        let state = self.state();
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut records: Vec<_> = state
            .rows
            .range((from, Bound::Unbounded))
            .map(|(_, row)| row)
            .filter(|row| row.alive(now))
            .take(limit + 1)
            .map(|row| Record { item: row.item.clone(), version: row.version })
            .collect();
        let more = records.len() > limit;
        records.truncate(limit);
        let next = records.last().filter(|_| more).map(|record| record.item.key.clone());
        ScanSlice { records, next }
    }

    pub(crate) fn changes(&self, since: Option<&Place>, limit: usize) -> Result<(Vec<Change>, Place), TableError> {
        let state = self.state();
        let told = match since {
            None => state.forgotten,
            Some(Place::Memory(told)) if *told >= state.forgotten => *told,
            Some(_) => return Err(TableError::ChangesGone),
        };
        let skip = usize::try_from(told - state.forgotten).unwrap_or(usize::MAX);
        let items: Vec<_> = state.changes.iter().skip(skip).take(limit).map(|(_, change)| change.clone()).collect();
        let next = Place::Memory(told + items.len() as u64);
        Ok((items, next))
    }

    pub(crate) fn sweep(&self, now: Timestamp) -> Swept {
        let mut state = self.state();
        let expired: Vec<_> =
            state.rows.values().filter(|row| !row.alive(now.seconds())).map(|row| row.item.key.clone()).collect();
        for key in &expired {
            state.delete(key, now);
        }
        let kept = state.changes.iter().position(|(at, _)| now.since(*at) < CHANGES_KEPT);
        let old = kept.unwrap_or(state.changes.len());
        state.changes.drain(..old);
        state.forgotten += old as u64;
        Swept { items: expired.len() as u64, changes: old as u64 }
    }
}

fn holds(row: Option<&Row>, condition: Condition) -> bool {
    match condition {
        Condition::Any => true,
        Condition::Absent => row.is_none(),
        Condition::Present => row.is_some(),
        Condition::Version(version) => row.is_some_and(|row| row.version == version),
    }
}

fn position(item: &Item, query: &Query) -> Option<Position> {
    let (partition, sort) = item.place(query.index)?;
    if partition != query.partition || !query.range.contains(sort) {
        return None;
    }
    let key = &item.key;
    let position = Position { sort: sort.to_owned(), partition: key.partition.clone(), base_sort: key.sort.clone() };
    let later =
        query.after.as_ref().is_none_or(|after| if query.descending { position < *after } else { position > *after });
    later.then_some(position)
}
