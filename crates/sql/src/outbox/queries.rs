//! The outbox table.

use kernel::{EventId, Random, Timestamp};

use super::{Event, LEASE, NewEvent, Topics, fresh_id};
use crate::{Conn, on};

/// Announces an event in the caller's transaction. A key that was announced before changes nothing.
pub async fn push(conn: &mut Conn, event: &NewEvent<'_>, now: Timestamp, random: &Random) -> Result<(), sqlx::Error> {
    on!(conn, c => sqlx::query(
        "insert into outbox (id, topic, dedupe_key, payload, created_at, available_at)
         values ($1, $2, $3, $4, $5, $5)
         on conflict (dedupe_key) do nothing",
    )
    .bind(fresh_id(now, random))
    .bind(event.topic)
    .bind(&event.dedupe_key)
    .bind(event.payload.to_string())
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Whether anything waits: a read, so that an idle shop writes nothing.
pub async fn is_due(conn: &mut Conn, topics: Topics, now: Timestamp) -> Result<bool, sqlx::Error> {
    let topics = topics.sql();
    let sql = format!(
        "select id
         from outbox
         where done_at is null
           and parked_at is null
           and available_at <= $1
           {topics}
         limit 1"
    );
    let first = on!(conn, c => sqlx::query_scalar::<_, String>(&sql).bind(now).fetch_optional(c).await)?;
    Ok(first.is_some())
}

/// Leases up to `limit` due events to the caller. Two workers never get the same one: SQLite has
/// one writer, and on PostgreSQL the second passes over the rows the first holds. This is the one
/// statement whose text differs: without `skip locked` two workers lock rows in different orders
/// and deadlock.
pub async fn claim(conn: &mut Conn, topics: Topics, now: Timestamp, limit: i64) -> Result<Vec<Event>, sqlx::Error> {
    let topics = topics.sql();
    let lock = match conn {
        Conn::Sqlite(_) => "",
        Conn::Postgres(_) => "for update skip locked",
    };
    let sql = format!(
        "update outbox
         set available_at = $2,
             attempts = attempts + 1
         where id in (
           select id
           from outbox
           where done_at is null
             and parked_at is null
             and available_at <= $1
             {topics}
           order by available_at
           limit $3
           {lock}
         )
         returning id, topic, dedupe_key, payload, attempts"
    );
    let mut events = on!(conn, c => sqlx::query_as::<_, Event>(&sql)
        .bind(now)
        .bind(now + LEASE)
        .bind(limit)
        .fetch_all(c)
        .await)?;
    // `returning` promises no order; ids are of the moment they were announced.
    events.sort_by_key(|e| e.id);
    Ok(events)
}

/// Makes everything that is open due at once: what a worker that died had leased, and what waits
/// for another try. Only for a database that no other process works on.
pub async fn resume(conn: &mut Conn, now: Timestamp) -> Result<u64, sqlx::Error> {
    on!(conn, c => sqlx::query(
        "update outbox
         set available_at = $1
         where done_at is null
           and parked_at is null
           and available_at > $1",
    )
    .bind(now)
    .execute(c)
    .await
    .map(|r| r.rows_affected()))
}

/// Never to be handled again.
pub async fn done(conn: &mut Conn, id: EventId, now: Timestamp) -> Result<(), sqlx::Error> {
    on!(conn, c => sqlx::query("update outbox set done_at = $2, last_error = null where id = $1")
        .bind(id)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Never to be handled again, and its payload is forgotten at once: it held a secret.
pub async fn done_and_forgotten(conn: &mut Conn, id: EventId, now: Timestamp) -> Result<(), sqlx::Error> {
    on!(conn, c => sqlx::query("update outbox set done_at = $2, last_error = null, payload = 'null' where id = $1")
        .bind(id)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))
}

/// To be tried again at `at`.
pub async fn later(conn: &mut Conn, id: EventId, at: Timestamp, error: &str) -> Result<(), sqlx::Error> {
    on!(conn, c => sqlx::query("update outbox set available_at = $2, last_error = $3 where id = $1")
        .bind(id)
        .bind(at)
        .bind(error)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Given up: a person decides.
pub async fn parked(conn: &mut Conn, id: EventId, now: Timestamp, error: &str) -> Result<(), sqlx::Error> {
    on!(conn, c => sqlx::query("update outbox set parked_at = $2, last_error = $3 where id = $1")
        .bind(id)
        .bind(now)
        .bind(error)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Empties the payloads of events done before `before`. The key stays, so that the same thing is
/// never announced twice.
pub async fn prune(conn: &mut Conn, before: Timestamp) -> Result<u64, sqlx::Error> {
    on!(conn, c => sqlx::query("update outbox set payload = 'null' where done_at < $1 and payload <> 'null'")
        .bind(before)
        .execute(c)
        .await
        .map(|r| r.rows_affected()))
}
