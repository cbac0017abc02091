//! Transactions and their conditions.

use chinook_table::{Body, Condition, Key, MAX_ITEM_BYTES, TableError, Write};
use serde_json::{Value, json};

use crate::{Fixture, item, put};

pub async fn conditions_decide_and_a_refused_transaction_writes_nothing(fixture: &Fixture) {
    let table = &fixture.table;
    let a = Key::new("p", "a");
    table.transact(&[put(item("p", "a"), Condition::Absent)]).await.unwrap();
    let writes = [put(item("p", "new"), Condition::Absent), put(item("p", "a"), Condition::Absent)];
    assert!(matches!(table.transact(&writes).await, Err(TableError::Condition(1))));
    assert!(table.get(&Key::new("p", "new")).await.unwrap().is_none(), "all or nothing");

    table.transact(&[put(item("p", "a"), Condition::Version(1))]).await.unwrap();
    assert_eq!(table.get(&a).await.unwrap().unwrap().version, 2);
    let stale = table.transact(&[put(item("p", "a"), Condition::Version(1))]).await;
    assert!(matches!(stale, Err(TableError::Condition(0))));
    table.transact(&[put(item("p", "a"), Condition::Any)]).await.unwrap();
    assert_eq!(table.get(&a).await.unwrap().unwrap().version, 3);
    table.transact(&[put(item("p", "a"), Condition::Present)]).await.unwrap();
    let absent = table.transact(&[put(item("p", "b"), Condition::Present)]).await;
    assert!(matches!(absent, Err(TableError::Condition(0))));
    let absent = table.transact(&[put(item("p", "b"), Condition::Version(1))]).await;
    assert!(matches!(absent, Err(TableError::Condition(0))));

    let guarded = |condition| [Write::Check(a.clone(), condition), put(item("q", "x"), Condition::Any)];
    for wrong in [Condition::Version(9), Condition::Absent] {
        assert!(matches!(table.transact(&guarded(wrong)).await, Err(TableError::Condition(0))));
    }
    for right in [Condition::Version(4), Condition::Present, Condition::Any] {
        table.transact(&guarded(right)).await.unwrap();
    }
    let absent = Write::Check(Key::new("p", "nothing"), Condition::Absent);
    table.transact(&[absent, put(item("q", "y"), Condition::Absent)]).await.unwrap();
    assert!(table.get(&Key::new("p", "nothing")).await.unwrap().is_none());
    assert_eq!(table.get(&a).await.unwrap().unwrap().version, 4, "a check writes nothing");

    for wrong in [Condition::Version(1), Condition::Absent] {
        assert!(table.transact(&[Write::Delete(a.clone(), wrong)]).await.is_err());
    }
    table.transact(&[Write::Delete(a.clone(), Condition::Present)]).await.unwrap();
    assert!(table.transact(&[Write::Delete(a.clone(), Condition::Present)]).await.is_err());
    table
        .transact(&[Write::Delete(a.clone(), Condition::Any), Write::Delete(Key::new("p", "z"), Condition::Absent)])
        .await
        .unwrap();
    assert!(table.get(&a).await.unwrap().is_none());
}

pub async fn a_transaction_spans_partitions_and_has_bounds(fixture: &Fixture) {
    let table = &fixture.table;
    let many: Vec<_> =
        (0..101).map(|n| put(item(&format!("p{}", n % 7), &format!("{n:03}")), Condition::Absent)).collect();
    assert!(matches!(table.transact(&many).await, Err(TableError::BadTransaction)));
    assert!(matches!(table.transact(&[]).await, Err(TableError::BadTransaction)));
    let twice = [put(item("p", "a"), Condition::Any), Write::Delete(Key::new("p", "a"), Condition::Any)];
    assert!(matches!(table.transact(&twice).await, Err(TableError::BadTransaction)));
    table.transact(&many[..100]).await.unwrap();

    // The last of a hundred is refused: nothing of the others, in whatever partition.
    let mut again: Vec<_> =
        (0..99).map(|n| put(item(&format!("q{}", n % 7), &format!("{n:03}")), Condition::Absent)).collect();
    again.push(put(item("p1", "001"), Condition::Absent));
    assert!(matches!(table.transact(&again).await, Err(TableError::Condition(99))));
    let keys: Vec<_> = again[..99].iter().map(|write| write.key().clone()).collect();
    assert!(table.batch_get(&keys).await.unwrap().iter().all(Option::is_none));
}

pub async fn what_dynamodb_would_refuse_is_refused(fixture: &Fixture) {
    let table = &fixture.table;
    let sized = |bytes: usize| {
        let mut large = item("p", "large");
        large.body = Body::of(&json!({ "t": "x".repeat(bytes) })).unwrap();
        large
    };
    table.transact(&[put(sized(MAX_ITEM_BYTES - 200), Condition::Any)]).await.unwrap();
    let refused = table.transact(&[put(sized(MAX_ITEM_BYTES), Condition::Any)]).await;
    assert!(matches!(&refused, Err(TableError::TooLarge { bytes, .. }) if *bytes > MAX_ITEM_BYTES));
    assert!(refused.unwrap_err().to_string().contains("409600 is the most"));
    let many = (0..11).map(|n| {
        let mut large = sized(MAX_ITEM_BYTES - 200);
        large.key.sort = format!("{n}");
        put(large, Condition::Any)
    });
    assert!(matches!(table.transact(&many.collect::<Vec<_>>()).await, Err(TableError::BadTransaction)), "4 MiB in all");
    for (partition, sort) in [("", "a"), ("p", ""), ("p", "a\0b"), ("p", &"x".repeat(1_025)), (&"x".repeat(2_049), "a")]
    {
        let refused = table.transact(&[put(item(partition, sort), Condition::Any)]).await;
        assert!(matches!(refused, Err(TableError::BadKey { .. })));
    }
    let mut nowhere = item("p", "a");
    nowhere.indexes.local[0] = Some(String::new());
    assert!(matches!(table.transact(&[put(nowhere, Condition::Any)]).await, Err(TableError::BadKey { .. })));
    table.transact(&[put(item(&"é".repeat(1_024), &"é".repeat(512)), Condition::Any)]).await.unwrap();
}

pub async fn of_many_who_want_a_key_to_be_absent_one_succeeds(fixture: &Fixture) {
    for round in 0..5 {
        let sort = format!("prize {round}");
        let racers: Vec<_> = (0..12)
            .map(|n| {
                let (table, sort) = (fixture.table.clone(), sort.clone());
                let racer = item(&format!("racer {n}"), &sort);
                tokio::spawn(async move {
                    let writes = [put(racer, Condition::Any), put(item("p", &sort), Condition::Absent)];
                    table.transact(&writes).await
                })
            })
            .collect();
        let mut winners = 0;
        for (n, racer) in racers.into_iter().enumerate() {
            let outcome = racer.await.unwrap();
            let own = fixture.table.get(&Key::new(format!("racer {n}"), &sort)).await.unwrap();
            assert_eq!(own.is_some(), outcome.is_ok(), "a loser leaves nothing");
            match outcome {
                Ok(()) => winners += 1,
                Err(error) => assert!(matches!(error, TableError::Condition(1)), "{error}"),
            }
        }
        assert_eq!(winners, 1);
    }
}

pub async fn of_many_who_change_the_same_version_one_succeeds(fixture: &Fixture) {
    let table = &fixture.table;
    table.transact(&[put(item("p", "a"), Condition::Absent)]).await.unwrap();
    // Each adds one by reading and writing conditionally, as often as it takes.
    let racers: Vec<_> = (0..8)
        .map(|_| {
            let table = table.clone();
            tokio::spawn(async move {
                for _ in 0..200 {
                    let stored = table.get(&Key::new("p", "a")).await.unwrap().unwrap();
                    let write = put(item("p", "a"), Condition::Version(stored.version));
                    match table.transact(&[write]).await {
                        Ok(()) => return,
                        Err(TableError::Condition(0)) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
                panic!("never had a turn");
            })
        })
        .collect();
    for racer in racers {
        racer.await.unwrap();
    }
    assert_eq!(table.get(&Key::new("p", "a")).await.unwrap().unwrap().version, 9);
}

pub async fn a_check_holds_until_its_transaction_ends(fixture: &Fixture) {
    // Two keys of which at most one may be there: each writer checks the other's is absent.
    for round in 0..10 {
        let (left, right) = (Key::new(format!("left {round}"), "x"), Key::new(format!("right {round}"), "x"));
        let claim = |mine: &Key, other: &Key| {
            let table = fixture.table.clone();
            let writes = [
                put(item(&mine.partition, &mine.sort), Condition::Absent),
                Write::Check(other.clone(), Condition::Absent),
            ];
            tokio::spawn(async move { table.transact(&writes).await.is_ok() })
        };
        let (one, two) = (claim(&left, &right), claim(&right, &left));
        let won = u8::from(one.await.unwrap()) + u8::from(two.await.unwrap());
        let there = fixture.table.batch_get(&[left, right]).await.unwrap().iter().flatten().count();
        assert!(won <= 1 && there == usize::from(won), "{won} won, {there} are there");
    }
}

pub async fn a_body_comes_back_as_it_was(fixture: &Fixture) {
    let table = &fixture.table;
    let bodies = [
        json!({ "text": "", "null": null, "yes": true, "no": false, "empty": {}, "list": [], "deep": { "a": [1, [2, { "b": "c" }]] } }),
        json!({ "int": 1, "negative": -42, "large": 9_007_199_254_740_993_i64, "half": 0.5, "tiny": 1.5e-9, "huge": 1.25e20 }),
        json!({ "emoji": "🎸", "accents": "Ação — “quotes” \" \\ \n\t", "key with space": "x", "#": "y", ":": "z" }),
        json!(["not", "a", "map"]),
        json!("only text"),
    ];
    for (n, value) in bodies.iter().enumerate() {
        let mut one = item("p", &n.to_string());
        one.body = Body::of(value).unwrap();
        table.transact(&[put(one.clone(), Condition::Any)]).await.unwrap();
        let stored = table.get(&one.key).await.unwrap().unwrap();
        assert_eq!(stored.body.read::<Value>().unwrap(), *value);
        assert_eq!(stored.body, one.body);
        table.batch_write(vec![chinook_table::BatchWrite::Put(one.clone())]).await.unwrap();
        assert_eq!(table.get(&one.key).await.unwrap().unwrap().body, one.body);
    }
}

pub async fn the_meter_counts_requests_and_items(fixture: &Fixture) {
    let table = &fixture.table;
    let before = table.meter();
    let writes: Vec<_> = (0..30).map(|n| put(item("p", &format!("{n:02}")), Condition::Any)).collect();
    table.transact(&writes).await.unwrap();
    let wrote = table.meter();
    assert_eq!((wrote.reads - before.reads, wrote.writes - before.writes), (0, 30));
    table.query(&chinook_table::Query::new(chinook_table::Index::Base, "p", 20)).await.unwrap();
    table.get(&Key::new("p", "01")).await.unwrap();
    let read = table.meter();
    assert_eq!((read.reads - wrote.reads, read.writes - wrote.writes), (2, 0), "one query a page");
}
