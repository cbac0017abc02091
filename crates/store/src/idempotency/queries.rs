//! SQL of idempotency keys.

use axum::http::StatusCode;
use kernel::Timestamp;
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Answer, Once};

#[derive(FromRow)]
pub(super) struct Held {
    pub request_hash: String,
    pub locked_until: Timestamp,
    status: Option<i64>,
    body: Option<String>,
}

impl Held {
    /// What was answered, if the work is done.
    pub fn answer(&self) -> Option<Answer> {
        let status = StatusCode::from_u16(u16::try_from(self.status?).ok()?).ok()?;
        Some(Answer { status, body: self.body.clone().unwrap_or_default(), replayed: true })
    }
}

/// False when the key exists. Waits for a transaction that is just writing it.
pub(super) async fn insert(
    conn: &mut Conn,
    once: &Once,
    now: Timestamp,
    locked_until: Timestamp,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "insert into idempotency_keys (scope, key, request_hash, locked_until, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict (scope, key) do nothing",
    )
    .bind(&once.scope)
    .bind(&once.key)
    .bind(&once.hash)
    .bind(locked_until)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn find(conn: &mut Conn, once: &Once) -> Result<Option<Held>, Error> {
    on!(conn, c => sqlx::query_as::<_, Held>(
        "select request_hash, locked_until, status, body
         from idempotency_keys
         where scope = $1
           and key = $2",
    )
    .bind(&once.scope)
    .bind(&once.key)
    .fetch_optional(c)
    .await)
}

/// False when somebody else was quicker.
pub(super) async fn take_over(
    conn: &mut Conn,
    once: &Once,
    seen: Timestamp,
    locked_until: Timestamp,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update idempotency_keys
         set locked_until = $4
         where scope = $1
           and key = $2
           and locked_until = $3
           and status is null",
    )
    .bind(&once.scope)
    .bind(&once.key)
    .bind(seen)
    .bind(locked_until)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// The first answer stays, should two ever come.
pub(super) async fn finish(conn: &mut Conn, once: &Once, answer: &Answer) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update idempotency_keys
         set status = $3,
             body = $4
         where scope = $1
           and key = $2
           and status is null",
    )
    .bind(&once.scope)
    .bind(&once.key)
    .bind(i64::from(answer.status.as_u16()))
    .bind(&answer.body)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(super) async fn remove(conn: &mut Conn, once: &Once) -> Result<(), Error> {
    on!(conn, c => sqlx::query("delete from idempotency_keys where scope = $1 and key = $2 and status is null")
        .bind(&once.scope)
        .bind(&once.key)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Forgets answers given before `before`.
pub async fn prune(conn: &mut Conn, before: Timestamp) -> Result<u64, Error> {
    on!(conn, c => sqlx::query("delete from idempotency_keys where created_at < $1")
        .bind(before)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))
}
