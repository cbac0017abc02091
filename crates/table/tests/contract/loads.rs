//! Large loads.

use chinook_table::{BatchWrite, Index, Item, Query};

use crate::{Fixture, item, walk};

fn songs(count: usize) -> Vec<Item> {
    let song = |n: usize| {
        let mut song = item("p", &format!("{n:03}"));
        song.indexes.local[1] = Some(format!("T{:03}", (n * 37) % 101));
        song
    };
    (0..count).map(song).collect()
}

pub async fn a_load_is_read_like_anything_else(fixture: &Fixture) {
    let table = &fixture.table;
    let mut by_title = songs(60);
    by_title.sort_by_key(|song| song.indexes.local[1].clone());
    let by_title: Vec<_> = by_title.into_iter().map(|song| song.key.sort).collect();
    let load = table.begin_load(50_000).await.unwrap();
    let other = table.begin_load(50_000).await.unwrap();
    load.write(songs(60).into_iter().map(BatchWrite::Put).collect()).await.unwrap();
    assert_eq!(walk(table, Query::new(Index::Lsi2, "p", 7)).await, by_title, "while it goes on");
    other.finish().await.unwrap();
    table.settle().await.unwrap();
    assert_eq!(walk(table, Query::new(Index::Lsi2, "p", 7)).await, by_title, "while one goes on");
    load.finish().await.unwrap();
    assert_eq!(walk(table, Query::new(Index::Lsi2, "p", 7).descending(true)).await.len(), 60);
}

/// Whether SQLite has the indexes that order songs.
async fn indexed(db: &sql::Db) -> bool {
    let conn = &mut db.read().await.unwrap();
    let text = "select count(*) from sqlite_master where type = 'index' and name in ('items_lsi1', 'items_lsi2', 'items_lsi3', 'items_gsi3')";
    let count: i64 = sql::on!(conn, c => sqlx::query_scalar(text).fetch_one(c).await).unwrap();
    assert!(count == 0 || count == 4, "all or none");
    count == 4
}

#[tokio::test]
async fn sqlite_goes_without_its_indexes_only_for_a_large_load_and_gets_them_back() {
    let fixture = crate::engines::sqlite().await.unwrap();
    let (table, db) = (&fixture.table, fixture.database());
    drop(table.begin_load(19_999).await.unwrap());
    assert!(indexed(db).await, "too few to matter");

    let load = table.begin_load(20_000).await.unwrap();
    let other = table.begin_load(20_000).await.unwrap();
    load.write(songs(10).into_iter().map(BatchWrite::Put).collect()).await.unwrap();
    load.finish().await.unwrap();
    table.sweep().await.unwrap();
    assert!(!indexed(db).await, "the other load goes on");
    drop(other);
    assert!(!indexed(db).await);
    table.settle().await.unwrap();
    assert!(indexed(db).await, "an abandoned load is made good");
    table.begin_load(20_000).await.unwrap().finish().await.unwrap();
    assert!(indexed(db).await);
}
