//! SQL of imports.

use kernel::{EmployeeId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

#[derive(FromRow)]
pub(super) struct ImportRow {
    pub content: String,
    pub plan_hash: String,
    pub applied_at: Option<Timestamp>,
}

pub(super) async fn insert(
    conn: &mut Conn,
    id: &str,
    content: &str,
    plan_hash: &str,
    by: EmployeeId,
    now: Timestamp,
) -> Result<(), Error> {
    // A file that was looked at and not used is forgotten with the next one.
    on!(conn, c => sqlx::query("delete from catalog_imports where employee_id = $1 and applied_at is null")
        .bind(by)
        .execute(c)
        .await
        .map(|_| ()))?;
    on!(conn, c => sqlx::query(
        "insert into catalog_imports (id, content, plan_hash, employee_id, created_at) values ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(content)
    .bind(plan_hash)
    .bind(by)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// The caller's own.
pub(super) async fn by_id(conn: &mut Conn, by: EmployeeId, id: &str) -> Result<Option<ImportRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, ImportRow>(
        "select content, plan_hash, applied_at from catalog_imports where employee_id = $1 and id = $2",
    )
    .bind(by)
    .bind(id)
    .fetch_optional(c)
    .await)
}

pub(super) async fn set_plan(conn: &mut Conn, id: &str, plan_hash: &str) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update catalog_imports set plan_hash = $2 where id = $1")
        .bind(id)
        .bind(plan_hash)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Its content is not needed any more.
pub(super) async fn applied(conn: &mut Conn, id: &str, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update catalog_imports set applied_at = $2, content = '' where id = $1")
        .bind(id)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))
}
