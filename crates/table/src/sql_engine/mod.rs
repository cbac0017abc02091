//! The table over SQLite and PostgreSQL.

mod queries;

use sql::Db;

use crate::{Condition, Key, Position, Query, Slice, Stored, TableError, Write, slice};

pub async fn get(db: &Db, key: &Key) -> Result<Option<Stored>, TableError> {
    let mut conn = db.read().await?;
    queries::get(&mut conn, key).await?.map(stored).transpose()
}

pub async fn query(db: &Db, query: &Query) -> Result<Slice, TableError> {
    let mut conn = db.read().await?;
    let rows = queries::query(&mut conn, query).await?;
    let found: Result<Vec<_>, TableError> = rows.into_iter().map(|row| Ok((row.position(), stored(row)?))).collect();
    Ok(slice(found?, query.limit))
}

pub async fn transact(db: &Db, writes: &[Write]) -> Result<(), TableError> {
    // In the order of their keys, so that two transactions never wait for each other in a circle.
    let mut ordered: Vec<_> = writes.iter().enumerate().collect();
    ordered.sort_unstable_by_key(|(_, write)| write.key());
    let mut tx = db.begin().await?;
    for (n, write) in ordered {
        let held = match write {
            Write::Put(item, condition) => queries::put(&mut tx, item, *condition).await?,
            Write::Delete(key, condition) => {
                queries::delete(&mut tx, key, *condition).await? || *condition == Condition::Any
            }
            Write::Check(key, condition) => queries::check(&mut tx, key, *condition).await?,
        };
        if !held {
            return Err(TableError::Condition(n));
        }
    }
    Ok(tx.commit().await?)
}

fn stored(row: queries::Row) -> Result<Stored, TableError> {
    Ok(Stored { version: row.version, body: serde_json::from_str(&row.body)?, key: Key::new(row.pk, row.sk) })
}

impl queries::Row {
    fn position(&self) -> Position {
        Position { sort: self.place.clone(), partition: self.pk.clone(), base_sort: self.sk.clone() }
    }
}
