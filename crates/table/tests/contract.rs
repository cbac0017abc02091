//! One suite for every back end. Each promise of the crate's documentation stands here.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use chinook_table::{Condition, Index, IndexKeys, Item, Key, Memory, Query, Table, TableError, Write, schema};
use serde_json::json;
use sql::testing::TestDb;

/// Every back end, fresh. The databases live as long as the guard.
async fn tables() -> (Vec<(&'static str, Table)>, Vec<TestDb>) {
    let databases = sql::testing::databases(&[schema]).await;
    let mut tables = vec![("memory", Table::Memory(Memory::default()))];
    tables.extend(databases.iter().map(|db| (db.engine(), Table::Sql((**db).clone()))));
    (tables, databases)
}

fn item(partition: &str, sort: &str) -> Item {
    Item { key: Key::new(partition, sort), indexes: IndexKeys::default(), body: json!({ "sort": sort }) }
}

fn put(item: Item, condition: Condition) -> Write {
    Write::Put(item, condition)
}

#[tokio::test]
async fn conditions_decide_and_a_refused_transaction_writes_nothing() {
    let (tables, _guard) = tables().await;
    for (name, table) in tables {
        let a = Key::new("p", "a");
        table.transact(&[put(item("p", "a"), Condition::Absent)]).await.unwrap();
        let writes = [put(item("p", "new"), Condition::Absent), put(item("p", "a"), Condition::Absent)];
        assert!(matches!(table.transact(&writes).await, Err(TableError::Condition(1))), "{name}");
        assert!(table.get(&Key::new("p", "new")).await.unwrap().is_none(), "{name}: all or nothing");

        table.transact(&[put(item("p", "a"), Condition::Version(1))]).await.unwrap();
        assert_eq!(table.get(&a).await.unwrap().unwrap().version, 2, "{name}");
        let stale = table.transact(&[put(item("p", "a"), Condition::Version(1))]).await;
        assert!(matches!(stale, Err(TableError::Condition(0))), "{name}");
        table.transact(&[put(item("p", "a"), Condition::Any)]).await.unwrap();
        assert_eq!(table.get(&a).await.unwrap().unwrap().version, 3, "{name}");
        table.transact(&[put(item("p", "a"), Condition::Present)]).await.unwrap();
        let absent = table.transact(&[put(item("p", "b"), Condition::Present)]).await;
        assert!(matches!(absent, Err(TableError::Condition(0))), "{name}");

        let guarded = [Write::Check(a.clone(), Condition::Version(9)), put(item("q", "x"), Condition::Any)];
        assert!(matches!(table.transact(&guarded).await, Err(TableError::Condition(0))), "{name}");
        let guarded = [Write::Check(a.clone(), Condition::Version(4)), put(item("q", "x"), Condition::Any)];
        table.transact(&guarded).await.unwrap();
        assert_eq!(table.get(&a).await.unwrap().unwrap().version, 4, "{name}: a check writes nothing");

        assert!(table.transact(&[Write::Delete(a.clone(), Condition::Version(1))]).await.is_err(), "{name}");
        assert!(table.transact(&[Write::Delete(a.clone(), Condition::Absent)]).await.is_err(), "{name}");
        table.transact(&[Write::Delete(a.clone(), Condition::Present)]).await.unwrap();
        assert!(table.transact(&[Write::Delete(a.clone(), Condition::Present)]).await.is_err(), "{name}");
        table.transact(&[Write::Delete(a.clone(), Condition::Any)]).await.unwrap();
        assert!(table.get(&a).await.unwrap().is_none(), "{name}");
    }
}

#[tokio::test]
async fn a_transaction_has_bounds() {
    let (tables, _guard) = tables().await;
    for (name, table) in tables {
        let many: Vec<_> = (0..101).map(|n| put(item("p", &n.to_string()), Condition::Any)).collect();
        assert!(matches!(table.transact(&many).await, Err(TableError::BadTransaction)), "{name}");
        assert!(matches!(table.transact(&[]).await, Err(TableError::BadTransaction)), "{name}");
        let twice = [put(item("p", "a"), Condition::Any), Write::Delete(Key::new("p", "a"), Condition::Any)];
        assert!(matches!(table.transact(&twice).await, Err(TableError::BadTransaction)), "{name}");
        table.transact(&many[..100]).await.unwrap();
    }
}

fn indexed(n: usize) -> Item {
    let mut item = item("p", &format!("SONG#{n:03}"));
    // Many share a title, so that equal sort keys are ordered by the primary key.
    item.indexes.local[1] = Some(format!("TITLE#{}", n % 3));
    // Sparse: every fifth is rated.
    item.indexes.global[2] = n.is_multiple_of(5).then(|| ("rated".to_owned(), format!("RATING#{}", n % 2)));
    item
}

async fn walk(table: &Table, query: Query) -> Vec<String> {
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let slice = table.query(&query.clone().after(after)).await.unwrap();
        seen.extend(slice.items.into_iter().map(|i| i.key.sort));
        after = slice.next;
        if after.is_none() {
            return seen;
        }
    }
}

#[tokio::test]
async fn pages_neither_repeat_nor_skip_in_either_direction_on_any_index() {
    let (tables, _guard) = tables().await;
    let items: Vec<_> = (0..57).map(indexed).collect();
    for (name, table) in tables {
        table.transact(&items.iter().map(|i| put(i.clone(), Condition::Any)).collect::<Vec<_>>()).await.unwrap();
        table
            .transact(&[put(item("p", "OTHER#1"), Condition::Any), put(item("q", "SONG#999"), Condition::Any)])
            .await
            .unwrap();

        let base: Vec<_> = (0..57).map(|n| format!("SONG#{n:03}")).collect();
        let mut by_title = base.clone();
        by_title.sort_by_key(|sort| (sort[5..].parse::<usize>().unwrap() % 3, sort.clone()));
        let mut rated: Vec<_> =
            base.iter().filter(|sort| sort[5..].parse::<usize>().unwrap().is_multiple_of(5)).cloned().collect();
        rated.sort_by_key(|sort| (sort[5..].parse::<usize>().unwrap() % 2, sort.clone()));

        for limit in [1, 7, 57, 100] {
            for descending in [false, true] {
                let expected =
                    |list: &[String]| if descending { list.iter().rev().cloned().collect() } else { list.to_vec() };
                let query = |index, partition: &str| Query::new(index, partition, limit).descending(descending);
                assert_eq!(
                    walk(&table, query(Index::Base, "p").prefix("SONG#")).await,
                    expected(&base),
                    "{name} {limit}"
                );
                assert_eq!(walk(&table, query(Index::Lsi2, "p")).await, expected(&by_title), "{name} {limit}");
                assert_eq!(walk(&table, query(Index::Gsi3, "rated")).await, expected(&rated), "{name} {limit}");
            }
        }
        assert!(walk(&table, Query::new(Index::Lsi1, "p", 10)).await.is_empty(), "{name}: sparse");
    }
}

#[tokio::test]
async fn keys_are_ordered_by_their_bytes() {
    let (tables, _guard) = tables().await;
    let mut sorts = ["a", "B", "b", "Z", "é", "z", "日", "_", "0", "a b", "ab"];
    for (name, table) in tables {
        table.transact(&sorts.map(|sort| put(item("p", sort), Condition::Any))).await.unwrap();
        sorts.sort_unstable();
        assert_eq!(walk(&table, Query::new(Index::Base, "p", 4)).await, sorts, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_want_a_key_to_be_absent_one_succeeds() {
    let (tables, _guard) = tables().await;
    for (name, table) in tables {
        for round in 0..10 {
            let sort = format!("prize {round}");
            let racers: Vec<_> = (0..16)
                .map(|n| {
                    let (table, sort) = (table.clone(), sort.clone());
                    tokio::spawn(async move {
                        let writes = [
                            put(item(&format!("racer {n}"), &sort), Condition::Any),
                            put(item("p", &sort), Condition::Absent),
                        ];
                        table.transact(&writes).await.is_ok()
                    })
                })
                .collect();
            let mut winners = 0;
            for racer in racers {
                winners += usize::from(racer.await.unwrap());
            }
            assert_eq!(winners, 1, "{name}");
        }
    }
}
