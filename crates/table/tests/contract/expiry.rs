//! Items that expire.

use std::time::Duration;

use chinook_table::{BatchWrite, Condition, Index, Item, Key, Query, Segment, TableError, Write};

use crate::{Fixture, item, put, walk, walk_until};

const HOUR: Duration = Duration::from_secs(3_600);

/// In all kinds of index; gone in an hour.
fn fleeting(fixture: &Fixture, sort: &str) -> Item {
    let mut one = item("p", sort).expires(Some(fixture.clock.now() + HOUR));
    one.indexes.local[0] = Some(sort.to_owned());
    one.indexes.global[0] = Some(("g".to_owned(), sort.to_owned()));
    one
}

pub async fn what_has_expired_is_not_answered(fixture: &Fixture) {
    let table = &fixture.table;
    let keys = [Key::new("p", "a"), Key::new("p", "b"), Key::new("p", "stays")];
    table
        .transact(&[put(fleeting(fixture, "a"), Condition::Any), put(item("p", "stays"), Condition::Any)])
        .await
        .unwrap();
    table.batch_write(vec![BatchWrite::Put(fleeting(fixture, "b"))]).await.unwrap();
    let there = [String::from("a"), String::from("b")];
    fixture.clock.advance(HOUR - Duration::from_secs(2));
    assert!(table.get(&keys[0]).await.unwrap().is_some(), "not yet");
    assert_eq!(walk_until(table, Query::new(Index::Gsi1, "g", 10), &there).await, there);

    fixture.clock.advance(Duration::from_secs(3));
    assert!(table.get(&keys[0]).await.unwrap().is_none());
    let found = table.batch_get(&keys).await.unwrap();
    assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(walk(table, Query::new(Index::Base, "p", 10)).await, ["stays"]);
    assert!(walk(table, Query::new(Index::Lsi1, "p", 10)).await.is_empty());
    assert!(walk(table, Query::new(Index::Gsi1, "g", 10)).await.is_empty());
    let slice = table.scan(Segment::WHOLE, None, 100).await.unwrap();
    assert_eq!(slice.records.iter().map(|r| r.item.key.sort.as_str()).collect::<Vec<_>>(), ["stays"]);
}

pub async fn what_has_expired_counts_as_absent(fixture: &Fixture) {
    let table = &fixture.table;
    let sorts = ["absent", "any", "batch", "check"];
    let writes: Vec<_> = sorts.iter().map(|sort| put(fleeting(fixture, sort), Condition::Absent)).collect();
    table.transact(&writes).await.unwrap();
    let taken = table.transact(&[put(fleeting(fixture, "absent"), Condition::Absent)]).await;
    assert!(matches!(taken, Err(TableError::Condition(0))), "still there");

    fixture.clock.advance(HOUR + Duration::from_secs(1));
    let key = |sort: &str| Key::new("p", sort);
    for gone in [Condition::Present, Condition::Version(1)] {
        for write in [put(item("p", "any"), gone), Write::Delete(key("any"), gone), Write::Check(key("any"), gone)] {
            assert!(matches!(table.transact(&[write]).await, Err(TableError::Condition(0))), "{gone:?}");
        }
    }
    table
        .transact(&[put(item("p", "absent"), Condition::Absent), Write::Check(key("check"), Condition::Absent)])
        .await
        .unwrap();
    table.transact(&[put(item("p", "any"), Condition::Any)]).await.unwrap();
    table.batch_write(vec![BatchWrite::Put(item("p", "batch"))]).await.unwrap();
    // Written anew without an expiry, they stay.
    fixture.clock.advance(HOUR * 24 * 365);
    assert_eq!(walk(table, Query::new(Index::Base, "p", 10)).await, ["absent", "any", "batch"]);
}

pub async fn pages_are_full_though_much_has_expired(fixture: &Fixture) {
    let table = &fixture.table;
    let mixed = (0..60).map(|n| {
        let sort = format!("{n:02}");
        if n % 10 == 3 { item("p", &sort) } else { fleeting(fixture, &sort) }
    });
    table.batch_write(mixed.map(BatchWrite::Put).collect()).await.unwrap();
    fixture.clock.advance(HOUR * 2);
    for descending in [false, true] {
        let mut left = ["03", "13", "23", "33", "43", "53"];
        if descending {
            left.reverse();
        }
        for limit in [1, 2, 4, 6, 10] {
            assert_eq!(walk(table, Query::new(Index::Base, "p", limit).descending(descending)).await, left, "{limit}");
        }
    }
}

pub async fn a_sweep_removes_only_what_has_expired(fixture: &Fixture) {
    let table = &fixture.table;
    let fleeting: Vec<_> = (0..20).map(|n| BatchWrite::Put(fleeting(fixture, &format!("{n:02}")))).collect();
    table.batch_write(fleeting).await.unwrap();
    let later = item("p", "later").expires(Some(fixture.clock.now() + HOUR * 3));
    table.transact(&[put(item("p", "stays"), Condition::Any), put(later, Condition::Any)]).await.unwrap();
    assert_eq!(table.sweep().await.unwrap().items, 0);
    fixture.clock.advance(HOUR * 2);
    let swept = table.sweep().await.unwrap();
    // DynamoDB removes them by itself, in its own time.
    assert_eq!(swept.items, if table.engine() == "dynamodb" { 0 } else { 20 });
    assert_eq!(table.sweep().await.unwrap().items, 0, "they are gone");
    assert_eq!(walk(table, Query::new(Index::Base, "p", 10)).await, ["later", "stays"]);
}
