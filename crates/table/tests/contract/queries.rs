//! Queries on the base table and on every index.

use std::collections::BTreeSet;

use chinook_table::{BatchWrite, Body, Condition, Consistency, Index, IndexKeys, Item, Key, Query};
use serde_json::json;

use crate::{Fixture, item, put, walk, walk_until};

const LOCAL: [Index; 5] = [Index::Lsi1, Index::Lsi2, Index::Lsi3, Index::Lsi4, Index::Lsi5];
/// Whether a sort key is in a range.
type Keep<'a> = Box<dyn Fn(&str) -> bool + 'a>;

const GLOBAL: [Index; 3] = [Index::Gsi1, Index::Gsi2, Index::Gsi3];

/// Sparse in every index, in a different order in each.
fn indexed(n: usize) -> Item {
    let place = |index: usize| (!n.is_multiple_of(index + 2)).then(|| format!("S#{:03}", (n * (7 + index * 2)) % 101));
    let global = |index: usize| place(index + 5).map(|sort| (format!("G{index}"), sort));
    let indexes = IndexKeys {
        local: [place(0), place(1), place(2), place(3), place(4)],
        global: [global(0), global(1), global(2)],
    };
    item("p", &format!("SONG#{n:03}")).indexed(indexes)
}

fn partition(index: Index) -> String {
    match index {
        Index::Gsi1 => "G0".into(),
        Index::Gsi2 => "G1".into(),
        Index::Gsi3 => "G2".into(),
        _ => "p".into(),
    }
}

fn sort_in(item: &Item, index: Index) -> Option<String> {
    let indexes = &item.indexes;
    match index {
        Index::Base => Some(item.key.sort.clone()),
        Index::Gsi1 => indexes.global[0].clone().map(|g| g.1),
        Index::Gsi2 => indexes.global[1].clone().map(|g| g.1),
        Index::Gsi3 => indexes.global[2].clone().map(|g| g.1),
        local => indexes.local[LOCAL.iter().position(|i| *i == local).unwrap()].clone(),
    }
}

/// What a query must answer, in order. The sort keys are all different in these tests but one.
fn expected(items: &[Item], index: Index, keep: impl Fn(&str) -> bool, descending: bool) -> Vec<String> {
    let mut places: Vec<_> = items
        .iter()
        .filter_map(|item| Some((sort_in(item, index)?, item.key.sort.clone())))
        .filter(|(sort, _)| keep(sort))
        .collect();
    places.sort();
    if descending {
        places.reverse();
    }
    places.into_iter().map(|(_, sort)| sort).collect()
}

async fn fill(fixture: &Fixture, items: &[Item]) {
    fixture.table.batch_write(items.iter().cloned().map(BatchWrite::Put).collect()).await.unwrap();
    // Neighbours that no query may answer.
    fixture
        .table
        .batch_write(vec![BatchWrite::Put(item("q", "SONG#999")), BatchWrite::Put(item("p2", "SONG#1"))])
        .await
        .unwrap();
}

pub async fn pages_neither_repeat_nor_skip_in_either_direction_on_any_index(fixture: &Fixture) {
    let items: Vec<_> = (0..57).map(indexed).collect();
    fill(fixture, &items).await;
    for index in [Index::Base].into_iter().chain(LOCAL).chain(GLOBAL) {
        for limit in [4, 57, 100] {
            for descending in [false, true] {
                let all = expected(&items, index, |_| true, descending);
                let query = Query::new(index, partition(index), limit).descending(descending);
                assert_eq!(walk_until(&fixture.table, query, &all).await, all, "{index:?} {limit} {descending}");
            }
        }
    }
    // Equal sort keys: an order of the back end's own, but each once and the same each time.
    let ties: Vec<_> = (0..23)
        .map(|n| {
            let mut tied = item("ties", &format!("{n:02}"));
            tied.indexes.local[0] = Some(format!("T{}", n % 2));
            tied.indexes.global[0] = Some(("tied".to_owned(), format!("T{}", n % 2)));
            tied
        })
        .collect();
    fixture.table.batch_write(ties.into_iter().map(BatchWrite::Put).collect()).await.unwrap();
    for (index, partition) in [(Index::Lsi1, "ties"), (Index::Gsi1, "tied")] {
        for descending in [false, true] {
            let query = |limit| Query::new(index, partition, limit).descending(descending);
            let whole = walk(&fixture.table, query(100)).await;
            assert_eq!(walk(&fixture.table, query(3)).await, whole, "{index:?} {descending}");
            assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), 23, "{index:?} {descending}");
            let parity: Vec<_> = whole.iter().map(|sort| sort.parse::<usize>().unwrap() % 2).collect();
            assert!(if descending { parity.is_sorted_by(|a, b| a >= b) } else { parity.is_sorted() }, "{index:?}");
        }
    }
}

pub async fn a_range_bounds_every_index(fixture: &Fixture) {
    let items: Vec<_> = (0..40).map(indexed).collect();
    fill(fixture, &items).await;
    for index in [Index::Base, Index::Lsi1, Index::Lsi4, Index::Gsi2] {
        let start = if index == Index::Base { "SONG#" } else { "S#" };
        let at = |n: usize| format!("{start}{n:03}");
        for descending in [false, true] {
            let query = || Query::new(index, partition(index), 3).descending(descending);
            let cases: [(Query, Keep<'_>); 7] = [
                (query().prefix(format!("{start}01")), Box::new(|s| s.starts_with(&format!("{start}01")))),
                (query().prefix("X"), Box::new(|_| false)),
                (query().from(at(14)), Box::new(|s| s >= at(14).as_str())),
                (query().to(at(14)), Box::new(|s| s < at(14).as_str())),
                (query().from(at(7)).to(at(28)), Box::new(|s| s >= at(7).as_str() && s < at(28).as_str())),
                (query().prefix(start).from(at(35)), Box::new(|s| s >= at(35).as_str())),
                (query().from(at(20)).to(at(20)), Box::new(|_| false)),
            ];
            for (n, (query, keep)) in cases.into_iter().enumerate() {
                let all = expected(&items, index, keep, descending);
                assert_eq!(walk_until(&fixture.table, query, &all).await, all, "{index:?} {n} {descending}");
            }
        }
    }
}

pub async fn keys_are_ordered_by_their_bytes(fixture: &Fixture) {
    let mut sorts = ["a", "B", "b", "Z", "é", "z", "日", "_", "0", "a b", "ab", "\u{1}", "🎸", "\u{FFFD}"];
    let writes = sorts.map(|sort| put(item("p", sort), Condition::Any));
    fixture.table.transact(&writes).await.unwrap();
    sorts.sort_unstable();
    assert_eq!(walk(&fixture.table, Query::new(Index::Base, "p", 4)).await, sorts);
}

pub async fn an_item_moves_in_and_out_of_indexes(fixture: &Fixture) {
    let table = &fixture.table;
    let rated = |rating: Option<u8>| {
        let mut song = item("p", "song");
        song.indexes.global[2] = rating.map(|rating| ("rated".to_owned(), format!("RATING#{rating}")));
        song.indexes.local[4] = rating.map(|rating| format!("RATING#{rating}"));
        song
    };
    let found = [String::from("song")];
    let steps: [(Option<u8>, &[&str]); 4] = [(None, &[]), (Some(3), &["3"]), (Some(5), &["5"]), (None, &[])];
    for batch in [false, true] {
        for (rating, there) in steps {
            if batch {
                table.batch_write(vec![BatchWrite::Put(rated(rating))]).await.unwrap();
            } else {
                table.transact(&[put(rated(rating), Condition::Any)]).await.unwrap();
            }
            for (index, partition) in [(Index::Gsi3, "rated"), (Index::Lsi5, "p")] {
                for value in ["3", "5"] {
                    let query = Query::new(index, partition, 10).prefix(format!("RATING#{value}"));
                    let all: &[String] = if there.contains(&value) { &found } else { &[] };
                    assert_eq!(walk_until(table, query, all).await, all, "{index:?} {rating:?} asked for {value}");
                }
            }
        }
    }
}

pub async fn a_strong_read_sees_the_write_before_it(fixture: &Fixture) {
    let table = &fixture.table;
    for n in 1..=20 {
        let mut one = item("p", "a");
        one.indexes.local[0] = Some(format!("{n:02}"));
        table.transact(&[put(one, Condition::Any)]).await.unwrap();
        assert_eq!(table.get(&Key::new("p", "a")).await.unwrap().unwrap().version, n);
        for query in [Query::new(Index::Base, "p", 5), Query::new(Index::Lsi1, "p", 5).prefix(format!("{n:02}"))] {
            let slice = table.query(&query).await.unwrap();
            assert_eq!(slice.items.iter().map(|item| item.version).collect::<Vec<_>>(), [n]);
        }
        // Eventual: some version that there was.
        let old = table.get_with(&Key::new("p", "a"), Consistency::Eventual).await.unwrap();
        assert!(old.is_none_or(|old| (1..=n).contains(&old.version)));
        let slice = table.query(&Query::new(Index::Base, "p", 5).eventual()).await.unwrap();
        assert!(slice.items.len() <= 1);
    }
}

pub async fn a_page_of_large_items_is_whole(fixture: &Fixture) {
    // 4 MB in one page: more than a DynamoDB answer holds.
    let items: Vec<_> = (0..20)
        .map(|n| {
            let mut large = item("p", &format!("{n:02}"));
            large.body = Body::of(&json!({ "text": "x".repeat(200_000) })).unwrap();
            large
        })
        .collect();
    let keys: Vec<_> = items.iter().map(|item| item.key.clone()).collect();
    fixture.table.batch_write(items.into_iter().map(BatchWrite::Put).collect()).await.unwrap();
    let slice = fixture.table.query(&Query::new(Index::Base, "p", 20)).await.unwrap();
    assert_eq!(slice.items.iter().map(|item| item.key.clone()).collect::<Vec<_>>(), keys);
    assert!(slice.next.is_none(), "there is nothing after the last");
    let slice = fixture.table.query(&Query::new(Index::Base, "p", 19)).await.unwrap();
    assert_eq!((slice.items.len(), slice.next.is_some()), (19, true));
    assert!(fixture.table.batch_get(&keys).await.unwrap().iter().all(Option::is_some));
}
