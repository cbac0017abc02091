//! The change feed.

use std::{collections::HashMap, time::Duration};

use chinook_table::{
    BatchWrite, CHANGES_KEPT, Change, ChangeKind, ChangeMark, Condition, Key, Table, TableError, Write,
};

use crate::{Fixture, item, put};

/// Reads on until `done` holds: a change may be told late.
async fn follow(
    table: &Table,
    mark: &mut Option<ChangeMark>,
    limit: usize,
    done: impl Fn(&[Change]) -> bool,
) -> Vec<Change> {
    let mut told = Vec::new();
    for _ in 0..500 {
        let page = table.changes(mark.as_ref(), limit).await.unwrap();
        assert!(page.items.len() <= limit);
        let quiet = page.items.is_empty();
        told.extend(page.items);
        // A mark outlives its process.
        *mark = Some(serde_json::from_str(&serde_json::to_string(&page.next).unwrap()).unwrap());
        if done(&told) {
            return told;
        }
        if quiet {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    panic!("not everything was told: {told:?}");
}

/// What the last change told of each key says.
fn last(told: &[Change]) -> HashMap<Key, ChangeKind> {
    told.iter().map(|change| (change.key.clone(), change.kind)).collect()
}

pub async fn every_change_is_told_in_pages(fixture: &Fixture) {
    let table = &fixture.table;
    let mut mark = None;
    table.transact(&[put(item("p", "a"), Condition::Any), put(item("q", "b"), Condition::Any)]).await.unwrap();
    let refused = [put(item("p", "never"), Condition::Any), put(item("p", "a"), Condition::Absent)];
    table.transact(&refused).await.unwrap_err();
    table
        .transact(&[
            Write::Delete(Key::new("p", "a"), Condition::Present),
            Write::Check(Key::new("p", "never"), Condition::Absent),
        ])
        .await
        .unwrap();
    let told = follow(table, &mut mark, 1, |told| {
        last(told).get(&Key::new("p", "a")) == Some(&ChangeKind::Delete) && told.len() >= 3
    })
    .await;
    assert_eq!(
        last(&told),
        HashMap::from([(Key::new("p", "a"), ChangeKind::Delete), (Key::new("q", "b"), ChangeKind::Put)])
    );

    // A large batch, in pages that do not fit it.
    let batch = (0..2_100).map(|n| BatchWrite::Put(item(&format!("p{}", n % 2), &format!("{n:04}"))));
    table.batch_write(batch.collect()).await.unwrap();
    table.batch_write(vec![BatchWrite::Delete(Key::new("q", "b"))]).await.unwrap();
    let told = follow(table, &mut mark, 999, |told| last(told).len() == 2_101).await;
    assert_eq!(told.len(), 2_101, "nothing is told again after its mark");
    assert_eq!(last(&told)[&Key::new("q", "b")], ChangeKind::Delete);
    assert_eq!(last(&told)[&Key::new("p1", "2099")], ChangeKind::Put);
    assert!(table.changes(mark.as_ref(), 10).await.unwrap().items.is_empty());
    // Another follower begins at the beginning.
    let again = follow(table, &mut None, 1_000, |told| last(told).len() == 2_102).await;
    assert_eq!(last(&again)[&Key::new("p", "a")], ChangeKind::Delete);
}

pub async fn an_old_mark_is_refused(fixture: &Fixture) {
    let table = &fixture.table;
    table.transact(&[put(item("p", "a"), Condition::Any)]).await.unwrap();
    let mut mark = None;
    follow(table, &mut mark, 10, |told| told.len() == 1).await;
    fixture.clock.advance(CHANGES_KEPT - Duration::from_secs(1));
    mark = Some(table.changes(mark.as_ref(), 10).await.unwrap().next);
    fixture.clock.advance(Duration::from_secs(2));
    table.sweep().await.unwrap();
    table.changes(mark.as_ref(), 10).await.expect("a follower that comes often enough misses nothing");
    fixture.clock.advance(CHANGES_KEPT);
    let refused = table.changes(mark.as_ref(), 10).await;
    assert!(matches!(refused, Err(TableError::ChangesGone)));
    // What comes after a sweep is told to those who begin anew.
    table.sweep().await.unwrap();
    table.transact(&[put(item("p", "b"), Condition::Any)]).await.unwrap();
    follow(table, &mut None, 10, |told| last(told).contains_key(&Key::new("p", "b"))).await;
}

pub async fn changes_of_racing_writers_all_arrive(fixture: &Fixture) {
    let writers: Vec<_> = (0..6)
        .map(|writer| {
            let table = fixture.table.clone();
            tokio::spawn(async move {
                for n in 0..15 {
                    let own = put(item(&format!("w{writer}"), &format!("{n:02}")), Condition::Any);
                    let shared = if (n + writer) % 2 == 0 {
                        put(item("shared", "x"), Condition::Any)
                    } else {
                        Write::Delete(Key::new("shared", "x"), Condition::Any)
                    };
                    table.transact(&[own, shared]).await.unwrap();
                }
            })
        })
        .collect();
    // The follower runs while they write.
    let mut mark = None;
    let told = follow(&fixture.table, &mut mark, 7, |told| last(told).len() == 91).await;
    for writer in writers {
        writer.await.unwrap();
    }
    let x = Key::new("shared", "x");
    let kind = match fixture.table.get(&x).await.unwrap() {
        Some(_) => ChangeKind::Put,
        None => ChangeKind::Delete,
    };
    if last(&told)[&x] != kind {
        follow(&fixture.table, &mut mark, 100, |more| last(more).get(&x) == Some(&kind)).await;
    }
}
