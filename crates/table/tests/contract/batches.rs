//! Batches and scans.

use std::collections::BTreeMap;

use chinook_table::{BatchWrite, Condition, Index, Item, Key, Query, Record, Segment, Table, Write};
use kernel::Timestamp;

use crate::{Fixture, body, item, put, walk};

pub async fn a_batch_writes_and_reads_any_number(fixture: &Fixture) {
    let table = &fixture.table;
    let items: Vec<_> = (0..333)
        .map(|n| {
            let mut one = item(&format!("p{}", n % 3), &format!("{n:04}"));
            one.indexes.local[2] = Some(format!("L{n:04}"));
            one
        })
        .collect();
    table.batch_write(items.iter().cloned().map(BatchWrite::Put).collect()).await.unwrap();
    assert_eq!(walk(table, Query::new(Index::Lsi3, "p1", 100)).await.len(), 111);

    // In the order asked, with gaps and repeats.
    let mut keys: Vec<_> = items.iter().rev().map(|item| item.key.clone()).collect();
    keys.insert(7, Key::new("p0", "nothing"));
    keys.push(keys[0].clone());
    let found = table.batch_get(&keys).await.unwrap();
    assert_eq!(found.len(), 335);
    for (key, found) in keys.iter().zip(&found) {
        assert_eq!(found.as_ref().map(|item| &item.key), Some(key).filter(|key| key.sort != "nothing"));
    }
    assert_eq!(found[0].as_ref().unwrap().body, body("0332"));
    assert!(table.batch_get(&[]).await.unwrap().is_empty());
    table.batch_write(Vec::new()).await.unwrap();
}

pub async fn a_batch_replaces_and_removes(fixture: &Fixture) {
    let table = &fixture.table;
    let puts = (0..130).map(|n| BatchWrite::Put(item("p", &format!("{n:03}"))));
    table.batch_write(puts.collect()).await.unwrap();
    // Some removed, some replaced, some new, and one named three times: the last wins.
    let mut writes: Vec<_> = (0..70).map(|n| BatchWrite::Delete(Key::new("p", format!("{n:03}")))).collect();
    writes.extend((100..160).map(|n| BatchWrite::Put(Item::new(Key::new("p", format!("{n:03}")), body("again")))));
    writes.push(BatchWrite::Put(item("p", "twice")));
    writes.push(BatchWrite::Delete(Key::new("p", "twice")));
    writes.push(BatchWrite::Put(Item::new(Key::new("p", "twice"), body("last"))));
    writes.push(BatchWrite::Delete(Key::new("p", "was never there")));
    table.batch_write(writes).await.unwrap();
    let left = walk(table, Query::new(Index::Base, "p", 50)).await;
    assert_eq!(left.len(), 91);
    let found = table.batch_get(&["000", "099", "100", "twice"].map(|sort| Key::new("p", sort))).await.unwrap();
    let bodies: Vec<_> = found.into_iter().map(|found| found.map(|item| item.body)).collect();
    assert_eq!(bodies, [None, Some(body("099")), Some(body("again")), Some(body("last"))]);
}

pub async fn versions_grow_through_batches_and_transactions(fixture: &Fixture) {
    let table = &fixture.table;
    let key = Key::new("p", "a");
    let mut last = 0;
    for round in 0..6 {
        if round % 3 == 1 {
            table.transact(&[put(item("p", "a"), Condition::Any)]).await.unwrap();
        } else {
            table.batch_write(vec![BatchWrite::Put(item("p", "a"))]).await.unwrap();
        }
        let version = table.get(&key).await.unwrap().unwrap().version;
        assert!(version > last, "{version} after {last}");
        if round % 3 == 1 {
            assert_eq!(version, last + 1);
        }
        last = version;
    }
    assert!(table.transact(&[Write::Delete(key.clone(), Condition::Version(last - 1))]).await.is_err());
    table.transact(&[Write::Delete(key, Condition::Version(last))]).await.unwrap();
}

async fn scan(table: &Table, segment: Segment, limit: usize) -> BTreeMap<Key, Record> {
    let mut all = BTreeMap::new();
    let mut after = None;
    loop {
        let slice = table.scan(segment, after.as_ref(), limit).await.unwrap();
        assert!(slice.records.len() <= limit);
        for record in slice.records {
            assert!(all.insert(record.item.key.clone(), record).is_none(), "each once");
        }
        after = slice.next;
        if after.is_none() {
            return all;
        }
    }
}

pub async fn a_scan_answers_everything_once(fixture: &Fixture) {
    let later = Timestamp::from_seconds(fixture.clock.now().seconds() + 3_600);
    let items: Vec<_> = (0..141)
        .map(|n| {
            let mut one = item(&format!("p{}", n % 10), &format!("{n:03}"));
            one.indexes.local[n % 5] = Some(format!("local {n}"));
            one.indexes.global[n % 3] = Some((format!("global {n}"), format!("sort {n}")));
            one.expires((n % 4 == 0).then_some(later))
        })
        .collect();
    fixture.table.batch_write(items.iter().cloned().map(BatchWrite::Put).collect()).await.unwrap();
    let whole = scan(&fixture.table, Segment::WHOLE, 17).await;
    assert_eq!(whole.len(), 141);
    for item in &items {
        assert_eq!(whole[&item.key].item, *item, "nothing is left out");
        assert!(whole[&item.key].version > 0);
    }
    let mut parts = BTreeMap::new();
    for number in 0..3 {
        parts.extend(scan(&fixture.table, Segment { number, of: 3 }, 1_000).await);
    }
    assert_eq!(parts, whole);
}
