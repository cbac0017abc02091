//! What no door shows: rows counted, and edits that staff will make.

use sql::{Db, on};

pub async fn count(db: &Db, table: &str) -> i64 {
    let mut conn = db.read().await.unwrap();
    let sql = format!("select count(*) from {table}");
    on!(&mut conn, c => sqlx::query_scalar(&sql).fetch_one(c).await).unwrap()
}

pub async fn run(db: &Db, sql: &str) {
    let mut tx = db.begin().await.unwrap();
    on!(&mut *tx, c => sqlx::query(sql).execute(c).await.map(|_| ())).unwrap();
    store::catalog::recount(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

type Person = (i64, String, String, Option<String>, Option<String>, Option<i64>);

pub async fn people(db: &Db) -> Vec<Person> {
    let mut conn = db.read().await.unwrap();
    on!(&mut conn, c => sqlx::query_as(
        "select id, first_name, last_name, email, country, support_rep_id from customers
         union all
         select -id, first_name, last_name, role, country, reports_to from employees
         order by 1",
    )
    .fetch_all(c)
    .await)
    .unwrap()
}

pub async fn addresses(db: &Db) -> Vec<(String, String, String, Option<String>, i64)> {
    let mut conn = db.read().await.unwrap();
    on!(&mut conn, c => sqlx::query_as("select id, line1, country, postal_code, created_at from addresses where is_default order by id")
        .fetch_all(c)
        .await)
    .unwrap()
}

/// The id the engine gives to the next artist.
pub async fn add_artist(db: &Db, name: &str) -> i64 {
    let mut tx = db.begin().await.unwrap();
    let id = on!(&mut *tx, c => sqlx::query_scalar(
        "insert into artists (name, name_key, added_at) values ($1, $2, 0) returning id",
    )
    .bind(name)
    .bind(store::catalog::sort_key(name))
    .fetch_one(c)
    .await)
    .unwrap();
    tx.commit().await.unwrap();
    id
}
