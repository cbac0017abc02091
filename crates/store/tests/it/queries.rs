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

type Order = (String, String, String, Option<String>, i64, i64);

pub async fn orders(db: &Db) -> Vec<Order> {
    let mut conn = db.read().await.unwrap();
    on!(&mut conn, c => sqlx::query_as(
        "select o.id, o.number, l.id, o.billing_country, o.placed_at, l.ref_id
         from orders o
         join order_lines l on l.order_id = o.id
         order by o.id, l.position",
    )
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

pub const REVENUE: &str = "l.unit_price_cents * l.quantity";
pub const UNITS: &str = "l.quantity";

/// A sum over all invoice lines by `group`, the largest first.
pub async fn report(db: &Db, group: &str, measure: &str, limit: usize) -> Vec<(String, i64)> {
    let mut conn = db.read().await.unwrap();
    let sql = format!(
        "select {group} as name, cast(sum({measure}) as bigint) as total
         from invoice_lines l
         join invoices i on i.id = l.invoice_id
         join customers c on c.id = i.customer_id
         join employees r on r.id = c.support_rep_id
         join tracks t on t.id = l.track_id
         join albums al on al.id = t.album_id
         join artists ar on ar.id = al.artist_id
         join genres g on g.id = t.genre_id
         join media_types m on m.id = t.media_type_id
         group by 1
         order by 2 desc, 1
         limit {limit}"
    );
    on!(&mut conn, c => sqlx::query_as(&sql).fetch_all(c).await).unwrap()
}

pub async fn sum_of_invoices(db: &Db) -> (i64, i64) {
    let mut conn = db.read().await.unwrap();
    on!(&mut conn, c => sqlx::query_as("select count(*), cast(sum(total_cents) as bigint) from invoices").fetch_one(c).await).unwrap()
}

pub async fn revenue_by_year(db: &Db) -> Vec<i64> {
    let mut conn = db.read().await.unwrap();
    let mut years = Vec::new();
    for year in 2021..2026 {
        let start = |year: i32| format!("{year}-01-01T00:00:00Z").parse::<kernel::Timestamp>().unwrap();
        let sql = "select cast(sum(total_cents) as bigint) from invoices where issued_at >= $1 and issued_at < $2";
        years.push(
            on!(&mut conn, c => sqlx::query_scalar(sql).bind(start(year)).bind(start(year + 1)).fetch_one(c).await)
                .unwrap(),
        );
    }
    years
}
