//! Canned answers.

use kernel::{CannedAnswerId, EmployeeId, Timestamp};
use sql::{Conn, Error, on};

use crate::support::{CannedAnswer, CannedDraft};

/// All of them, by title.
pub(crate) async fn canned(conn: &mut Conn) -> Result<Vec<CannedAnswer>, Error> {
    on!(conn, c => sqlx::query_as::<_, CannedAnswer>("select id, title, body, updated_at from canned_answers order by title, id")
        .fetch_all(c)
        .await)
}

pub(crate) async fn count_canned(conn: &mut Conn) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar("select count(*) from canned_answers").fetch_one(c).await)
}

pub(crate) async fn insert_canned(
    conn: &mut Conn,
    id: CannedAnswerId,
    draft: &CannedDraft,
    by: EmployeeId,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into canned_answers (id, title, body, employee_id, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $5)",
    )
    .bind(id)
    .bind(&draft.title)
    .bind(&draft.body)
    .bind(by)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(crate) async fn update_canned(
    conn: &mut Conn,
    id: CannedAnswerId,
    draft: &CannedDraft,
    now: Timestamp,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update canned_answers
         set title = $2,
             body = $3,
             updated_at = $4,
             version = version + 1
         where id = $1",
    )
    .bind(id)
    .bind(&draft.title)
    .bind(&draft.body)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(crate) async fn delete_canned(conn: &mut Conn, id: CannedAnswerId) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("delete from canned_answers where id = $1")
        .bind(id)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}
