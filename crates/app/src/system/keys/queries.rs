//! The table of partners' keys, and what a partner may read.

use kernel::{EmployeeId, Timestamp};
use sql::{Conn, Error, on};

/// A key as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Key {
    pub id: String,
    pub name: String,
    pub prefix: String,
    pub scopes: String,
    pub per_minute: i64,
    pub created_by: EmployeeId,
    pub created_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

/// The key of this hash, unless it was revoked.
pub async fn by_hash(conn: &mut Conn, hash: &str) -> Result<Option<Key>, Error> {
    on!(conn, c => sqlx::query_as::<_, Key>(
        "select id, name, prefix, scopes, per_minute, created_by, created_at, last_used_at, revoked_at
         from api_keys
         where key_hash = $1
           and revoked_at is null",
    )
    .bind(hash)
    .fetch_optional(c)
    .await)
}

/// Keys, the newest first, those before `before`.
pub async fn list(conn: &mut Conn, before: Option<&str>, limit: i64) -> Result<Vec<Key>, Error> {
    on!(conn, c => sqlx::query_as::<_, Key>(
        "select id, name, prefix, scopes, per_minute, created_by, created_at, last_used_at, revoked_at
         from api_keys
         where ($1 is null or id < $1)
         order by id desc
         limit $2",
    )
    .bind(before)
    .bind(limit)
    .fetch_all(c)
    .await)
}

pub async fn insert(conn: &mut Conn, key: &Key, hash: &str) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into api_keys (id, name, prefix, key_hash, scopes, per_minute, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&key.id)
    .bind(&key.name)
    .bind(&key.prefix)
    .bind(hash)
    .bind(&key.scopes)
    .bind(key.per_minute)
    .bind(key.created_by)
    .bind(key.created_at)
    .execute(c)
    .await
    .map(|_| ()))
}

pub async fn note_use(conn: &mut Conn, id: &str, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update api_keys set last_used_at = $2 where id = $1")
        .bind(id)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Ends a key for good. `false` when there is none that lives.
pub async fn revoke(conn: &mut Conn, id: &str, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("update api_keys set revoked_at = $2 where id = $1 and revoked_at is null")
        .bind(id)
        .bind(now)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// A track as partners know it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PartnerTrack {
    pub id: i64,
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub duration_ms: i64,
    pub price_cents: i64,
    pub currency: String,
    pub blocked_in: Option<String>,
}

/// Tracks that are on sale, by number, those after `after`.
pub async fn tracks(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<PartnerTrack>, Error> {
    on!(conn, c => sqlx::query_as::<_, PartnerTrack>(
        "select t.id, t.name as title, a.name as artist, b.title as album, t.duration_ms,
                t.current_cents as price_cents, t.currency, t.blocked_in
         from tracks t
         left join albums b on b.id = t.album_id
         left join artists a on a.id = coalesce(t.artist_id, b.artist_id)
         where t.id > $1
           and t.status = 'active'
         order by t.id
         limit $2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// What an order was, without who placed it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PartnerOrder {
    pub id: String,
    pub number: String,
    pub status: String,
    pub currency: String,
    pub total_cents: i64,
    pub refunded_cents: i64,
    pub country: Option<String>,
    pub placed_at: Timestamp,
    pub paid_at: Option<Timestamp>,
}

/// Orders that were paid, the newest first, those after the place `after` (moment and id).
pub async fn orders(
    conn: &mut Conn,
    after: Option<&(Timestamp, String)>,
    limit: i64,
) -> Result<Vec<PartnerOrder>, Error> {
    on!(conn, c => sqlx::query_as::<_, PartnerOrder>(
        "select id, number, status, currency, total_cents, refunded_cents, billing_country as country, placed_at, paid_at
         from orders
         where paid_at is not null
           and (placed_at < $1 or (placed_at = $1 and id < $2))
         order by placed_at desc, id desc
         limit $3",
    )
    .bind(after.map_or(Timestamp::from_millis(i64::MAX), |after| after.0))
    .bind(after.map_or("", |after| after.1.as_str()))
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// A line of a paid order: what was sold, for how much.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PartnerSale {
    pub order_id: String,
    pub kind: String,
    pub ref_id: i64,
    pub title: String,
    pub artist: Option<String>,
    pub quantity: i64,
    pub net_cents: i64,
    pub currency: String,
    pub sold_at: Timestamp,
    pub line_id: String,
}

/// Lines of orders paid in a span of time, in the order they were paid, those after `after`.
pub async fn sales(
    conn: &mut Conn,
    from: Timestamp,
    until: Timestamp,
    after: Option<&(Timestamp, String)>,
    limit: i64,
) -> Result<Vec<PartnerSale>, Error> {
    on!(conn, c => sqlx::query_as::<_, PartnerSale>(
        "select o.id as order_id, l.kind, cast(l.ref_id as bigint) as ref_id, l.title, l.artist_name as artist,
                cast(l.quantity as bigint) as quantity,
                cast(l.unit_price_cents * l.quantity - l.discount_cents - l.included_tax_cents as bigint) as net_cents,
                o.currency, o.paid_at as sold_at, l.id as line_id
         from orders o
         join order_lines l on l.order_id = o.id
         where o.paid_at >= $1
           and o.paid_at < $2
           and (o.paid_at > $3 or (o.paid_at = $3 and l.id > $4))
         order by o.paid_at, l.id
         limit $5",
    )
    .bind(from)
    .bind(until)
    .bind(after.map_or(Timestamp::from_millis(-1), |after| after.0))
    .bind(after.map_or("", |after| after.1.as_str()))
    .bind(limit)
    .fetch_all(c)
    .await)
}
