//! The table in memory: the contract in its plainest form.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{Condition, Index, IndexKeys, Item, Key, Position, Query, Slice, Stored, TableError, Write, slice};

#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<BTreeMap<Key, Row>>>);

#[derive(Clone)]
struct Row {
    version: i64,
    item: Item,
}

impl Row {
    fn stored(&self) -> Stored {
        Stored { key: self.item.key.clone(), version: self.version, body: self.item.body.clone() }
    }

    /// (partition, sort) in `index`, if the item is in it.
    fn place(&self, index: Index) -> Option<(&str, &str)> {
        let key = &self.item.key;
        let IndexKeys { local, global } = &self.item.indexes;
        let in_local = |n: usize| local[n].as_deref().map(|sort| (key.partition.as_str(), sort));
        let in_global = |n: usize| global[n].as_ref().map(|(partition, sort)| (partition.as_str(), sort.as_str()));
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
}

impl Memory {
    fn rows(&self) -> MutexGuard<'_, BTreeMap<Key, Row>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn get(&self, key: &Key) -> Option<Stored> {
        self.rows().get(key).map(Row::stored)
    }

    pub(crate) fn query(&self, query: &Query) -> Slice {
        let rows = self.rows();
        let mut found: Vec<_> = rows.values().filter_map(|row| Some((position(row, query)?, row.stored()))).collect();
        found.sort_unstable_by(|(a, _), (b, _)| if query.descending { b.cmp(a) } else { a.cmp(b) });
        found.truncate(query.limit + 1);
        slice(found, query.limit)
    }

    pub(crate) fn transact(&self, writes: &[Write]) -> Result<(), TableError> {
        let mut rows = self.rows();
        for (n, write) in writes.iter().enumerate() {
            let (Write::Put(_, condition) | Write::Delete(_, condition) | Write::Check(_, condition)) = write;
            if !holds(rows.get(write.key()), *condition) {
                return Err(TableError::Condition(n));
            }
        }
        for write in writes {
            match write {
                Write::Put(item, _) => {
                    let version = rows.get(&item.key).map_or(0, |row| row.version) + 1;
                    rows.insert(item.key.clone(), Row { version, item: item.clone() });
                }
                Write::Delete(key, _) => {
                    rows.remove(key);
                }
                Write::Check(..) => {}
            }
        }
        Ok(())
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

fn position(row: &Row, query: &Query) -> Option<Position> {
    let (partition, sort) = row.place(query.index)?;
    let key = &row.item.key;
    let position = Position { sort: sort.to_owned(), partition: key.partition.clone(), base_sort: key.sort.clone() };
    let later =
        query.after.as_ref().is_none_or(|after| if query.descending { position < *after } else { position > *after });
    (partition == query.partition && sort.starts_with(&query.range.prefix) && later).then_some(position)
}
