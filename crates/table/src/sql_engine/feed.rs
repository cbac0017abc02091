//! The change feed: which keys each transaction wrote.
//!
//! Only keys are kept; what is at a key is looked up when it is told. So it does not matter that on
//! PostgreSQL two transactions that wrote the same key may be told in the other order.

use std::collections::HashSet;

use kernel::Timestamp;
use sql::{Db, Tx};

use super::queries::feed as queries;
use crate::{Change, ChangeKind, Key, Place, TableError};

/// Keys in one row of the feed, so that a follower's page stays small.
const KEYS_A_ROW: usize = 1_000;

/// Rows read at once; most hold a few keys.
const ROWS_A_PAGE: usize = 200;

/// `[[partition, [sort, …]], …]`
type Grouped<T> = Vec<(T, Vec<T>)>;

pub async fn tell(tx: &mut Tx, keys: impl Iterator<Item = &Key>, now: Timestamp) -> Result<(), TableError> {
    let keys: Vec<_> = keys.collect();
    for chunk in keys.chunks(KEYS_A_ROW) {
        let mut grouped: Grouped<&str> = Vec::new();
        for key in chunk {
            match grouped.last_mut() {
                Some((partition, sorts)) if *partition == key.partition => sorts.push(&key.sort),
                _ => grouped.push((&key.partition, vec![&key.sort])),
            }
        }
        queries::append(tx, now, &serde_json::to_string(&grouped)?).await?;
    }
    Ok(())
}

pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, TableError> {
    Ok(queries::delete_before(tx, before).await?)
}

/// At most `limit` changes, and where the next ones begin.
pub async fn changes(
    db: &Db,
    since: Option<&Place>,
    limit: usize,
    now: i64,
) -> Result<(Vec<Change>, Place), TableError> {
    let (mut transaction, mut number, mut told) = match since {
        None => (0, 0, 0),
        Some(Place::Sql { transaction, number, told }) => (*transaction, *number, *told),
        Some(_) => return Err(TableError::ChangesGone),
    };
    let mut conn = db.read().await?;
    let mut keys = Vec::new();
    for row in queries::after(&mut conn, transaction, number, ROWS_A_PAGE).await? {
        let room = limit - keys.len();
        if room == 0 {
            break;
        }
        let skip = if (row.transaction, row.number) == (transaction, number) { told } else { 0 };
        let of_row = ungrouped(&row.keys)?;
        (transaction, number, told) = (row.transaction, row.number, of_row.len().min(skip + room));
        keys.extend(of_row.into_iter().skip(skip).take(room));
    }
    let there = super::queries::existing(&mut conn, &keys, now).await?;
    let there: HashSet<_> = there.into_iter().collect();
    let kind = |key: &Key| {
        let found = there.contains(&(key.partition.clone(), key.sort.clone()));
        if found { ChangeKind::Put } else { ChangeKind::Delete }
    };
    let changes = keys.into_iter().map(|key| Change { kind: kind(&key), key }).collect();
    Ok((changes, Place::Sql { transaction, number, told }))
}

fn ungrouped(text: &str) -> Result<Vec<Key>, serde_json::Error> {
    let grouped: Grouped<String> = serde_json::from_str(text)?;
    let keys = grouped
        .into_iter()
        .flat_map(|(partition, sorts)| sorts.into_iter().map(move |sort| Key { partition: partition.clone(), sort }));
    Ok(keys.collect())
}
