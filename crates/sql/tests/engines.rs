//! What both engines promise.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chinook_sql::{
    Conn, Db, on,
    outbox::{self, Topics},
    testing,
};
use kernel::{Random, Timestamp};

const NOW: Timestamp = Timestamp::from_millis(1_000_000);

async fn announce(conn: &mut Conn, key: &str) {
    let event = outbox::NewEvent::new("test", key, serde_json::json!({ "key": key }));
    outbox::push(conn, &event, NOW, &Random::Os).await.unwrap();
}

async fn count(db: &Db) -> i64 {
    let mut conn = db.read().await.unwrap();
    on!(&mut conn, c => sqlx::query_scalar("select count(*) from outbox").fetch_one(c).await).unwrap()
}

#[tokio::test]
async fn a_dropped_transaction_leaves_nothing_and_harms_no_other() {
    for db in testing::databases(&[]).await {
        let mut kept = db.begin().await.unwrap();
        announce(&mut kept, "kept").await;
        kept.commit().await.unwrap();
        let mut dropped = db.begin().await.unwrap();
        announce(&mut dropped, "dropped").await;
        drop(dropped);
        let mut also_kept = db.begin().await.unwrap();
        announce(&mut also_kept, "also kept").await;
        also_kept.commit().await.unwrap();
        assert_eq!(count(&db).await, 2, "{}", db.engine());
    }
}

/// A request whose client goes away is dropped wherever it waits.
#[tokio::test]
async fn whoever_goes_away_while_a_transaction_begins_harms_no_other() {
    for db in testing::databases(&[]).await {
        for polls in 0..30 {
            let mut beginning = Box::pin(db.begin());
            for _ in 0..polls {
                let begun = std::future::poll_fn(|cx| std::task::Poll::Ready(beginning.as_mut().poll(cx).is_ready()));
                if begun.await {
                    break;
                }
                tokio::task::yield_now().await;
            }
            drop(beginning);
            let mut tx = db.begin().await.unwrap();
            announce(&mut tx, &format!("kept {polls}")).await;
            tx.commit().await.unwrap();
        }
        assert_eq!(count(&db).await, 30, "{}", db.engine());
    }
}

#[tokio::test]
async fn a_failed_statement_can_be_followed_by_a_rollback_and_new_work() {
    for db in testing::databases(&[]).await {
        let mut tx = db.begin().await.unwrap();
        let failed =
            on!(&mut *tx, c => sqlx::query("insert into outbox (id) values ('x')").execute(c).await.map(|_| ()));
        assert!(failed.is_err());
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        announce(&mut tx, "after").await;
        tx.commit().await.unwrap();
        assert_eq!(count(&db).await, 1, "{}", db.engine());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parallel_transactions_are_all_kept_though_some_are_dropped() {
    for db in testing::databases(&[]).await {
        let db = Arc::new((*db).clone());
        let tasks: Vec<_> = (0..200)
            .map(|n| {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut tx = db.begin().await.unwrap();
                    announce(&mut tx, &format!("event {n}")).await;
                    if n % 4 == 0 {
                        drop(tx);
                    } else {
                        tx.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(count(&db).await, 150, "{}", db.engine());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_shares_its_commit() {
    let db = testing::sqlite(&[]).await;
    let db = Arc::new((*db).clone());
    let alone = Instant::now();
    for n in 0..20 {
        let mut tx = db.begin().await.unwrap();
        announce(&mut tx, &format!("alone {n}")).await;
        tx.commit().await.unwrap();
    }
    let alone = alone.elapsed() / 20;
    let together = Instant::now();
    let tasks: Vec<_> = (0..400)
        .map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                announce(&mut tx, &format!("together {n}")).await;
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let together = together.elapsed() / 400;
    // On a disk where a commit costs nothing there is nothing to share.
    assert!(alone < Duration::from_millis(2) || together < alone, "alone {alone:?}, together {together:?}");
}

#[tokio::test]
async fn an_uncommitted_write_is_seen_by_nobody_else() {
    for db in testing::databases(&[]).await {
        let mut tx = db.begin().await.unwrap();
        announce(&mut tx, "secret").await;
        assert_eq!(count(&db).await, 0, "{}", db.engine());
        tx.commit().await.unwrap();
        assert_eq!(count(&db).await, 1, "{}", db.engine());
    }
}

#[tokio::test]
async fn sqlite_runs_with_the_settings_that_keep_acknowledged_orders() {
    let db = testing::sqlite(&[]).await;
    let mut tx = db.begin().await.unwrap();
    let Conn::Sqlite(conn) = &mut *tx else { unreachable!("a SQLite file") };
    let read = async |conn: &mut sqlx::SqliteConnection, pragma: &'static str| -> String {
        use sqlx::Row;
        let row = sqlx::query(pragma).fetch_one(conn).await.unwrap();
        row.try_get::<String, _>(0).unwrap_or_else(|_| row.get::<i64, _>(0).to_string())
    };
    assert_eq!(read(conn, "pragma journal_mode").await, "wal");
    assert_eq!(read(conn, "pragma synchronous").await, "2", "2 is FULL");
    assert_eq!(read(conn, "pragma foreign_keys").await, "1");
}

/// The writer would do it at 256 MiB.
#[tokio::test]
async fn what_sqlites_log_holds_is_moved_into_the_database_beside_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.sqlite");
    let db = Db::sqlite(&path).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    on!(&mut *tx, c => sqlx::query("create table t as select randomblob(2000000) as b").execute(c).await.map(drop))
        .unwrap();
    tx.commit().await.unwrap();
    let begun = Instant::now();
    while std::fs::metadata(&path).unwrap().len() < 2_000_000 {
        assert!(begun.elapsed() < Duration::from_secs(20), "the log is still all there is");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn an_event_is_announced_once_and_leased_to_one_worker() {
    for db in testing::databases(&[]).await {
        let mut tx = db.begin().await.unwrap();
        announce(&mut tx, "one").await;
        announce(&mut tx, "one").await;
        tx.commit().await.unwrap();
        assert_eq!(count(&db).await, 1, "{}", db.engine());

        let mut tx = db.begin().await.unwrap();
        let events = outbox::claim(&mut tx, Topics::All, NOW, 10).await.unwrap();
        assert_eq!(events.len(), 1);
        assert!(outbox::claim(&mut tx, Topics::All, NOW, 10).await.unwrap().is_empty(), "leased");
        let again = outbox::claim(&mut tx, Topics::All, NOW + outbox::LEASE, 10).await.unwrap();
        assert_eq!(again[0].attempts, 2, "a worker that died is followed by another");
        outbox::done(&mut tx, again[0].id, NOW).await.unwrap();
        assert!(!outbox::is_due(&mut tx, Topics::All, NOW + outbox::LEASE * 9).await.unwrap());
        announce(&mut tx, "one").await;
        assert!(!outbox::is_due(&mut tx, Topics::All, NOW + outbox::LEASE * 9).await.unwrap(), "done is done");
    }
}

#[tokio::test]
async fn mail_passes_a_long_row_of_other_work() {
    const MAIL: &[&str] = &["mail"];
    for db in testing::databases(&[]).await {
        let mut tx = db.begin().await.unwrap();
        for n in 0..50 {
            announce(&mut tx, &format!("work {n}")).await;
        }
        assert!(!outbox::is_due(&mut tx, Topics::Only(MAIL), NOW).await.unwrap(), "{}", db.engine());
        let mail = outbox::NewEvent::new("mail", "mail", ());
        outbox::push(&mut tx, &mail, NOW, &Random::Os).await.unwrap();
        assert!(outbox::is_due(&mut tx, Topics::Only(MAIL), NOW).await.unwrap());
        let first = outbox::claim(&mut tx, Topics::Only(MAIL), NOW, 5).await.unwrap();
        assert_eq!(first.iter().map(|event| event.topic.as_str()).collect::<Vec<_>>(), ["mail"]);
        let rest = outbox::claim(&mut tx, Topics::AllBut(MAIL), NOW, 100).await.unwrap();
        assert_eq!(rest.len(), 50, "{}", db.engine());
    }
}

#[tokio::test]
async fn what_a_dead_worker_had_leased_is_due_again_once_resumed() {
    for db in testing::databases(&[]).await {
        let mut tx = db.begin().await.unwrap();
        announce(&mut tx, "one").await;
        outbox::claim(&mut tx, Topics::All, NOW, 10).await.unwrap();
        assert!(!outbox::is_due(&mut tx, Topics::All, NOW).await.unwrap());
        assert_eq!(outbox::resume(&mut tx, NOW).await.unwrap(), 1, "{}", db.engine());
        assert_eq!(outbox::claim(&mut tx, Topics::All, NOW, 10).await.unwrap().len(), 1, "{}", db.engine());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn racing_workers_never_share_an_event() {
    for db in testing::databases(&[]).await {
        let db = Arc::new((*db).clone());
        let mut tx = db.begin().await.unwrap();
        for n in 0..300 {
            announce(&mut tx, &format!("event {n}")).await;
        }
        tx.commit().await.unwrap();
        let workers: Vec<_> = (0..4)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    loop {
                        let mut tx = db.begin().await.unwrap();
                        let events = outbox::claim(&mut tx, Topics::All, NOW, 7).await.unwrap();
                        tx.commit().await.unwrap();
                        if events.is_empty() {
                            let mut conn = db.read().await.unwrap();
                            if !outbox::is_due(&mut conn, Topics::All, NOW).await.unwrap() {
                                return mine;
                            }
                        }
                        mine.extend(events.into_iter().map(|e| e.id));
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        let total = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((total, all.len()), (300, 300), "{}", db.engine());
    }
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    for db in testing::databases(&[]).await {
        let mut tx = db.begin().await.unwrap();
        announce(&mut tx, "kept").await;
        tx.commit().await.unwrap();
        db.migrate(&[chinook_sql::schema()]).await.unwrap();
        assert_eq!(count(&db).await, 1, "{}", db.engine());
    }
}
