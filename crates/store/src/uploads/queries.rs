//! SQL of recordings that were sent.

use kernel::{EmployeeId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct UploadRow {
    pub id: String,
    pub blob_key: String,
    pub format: String,
    pub bytes: i64,
    pub duration_ms: i64,
    pub track_id: Option<i64>,
}

pub(super) struct NewUpload<'a> {
    pub id: &'a str,
    pub blob_key: &'a str,
    pub file_name: &'a str,
    pub format: &'a str,
    pub bytes: i64,
    pub duration_ms: i64,
    /// JSON.
    pub tags: &'a str,
    pub by: EmployeeId,
    pub now: Timestamp,
}

pub(super) async fn insert(conn: &mut Conn, new: &NewUpload<'_>) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into audio_uploads (id, blob_key, file_name, format, bytes, duration_ms, tags, employee_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.id)
    .bind(new.blob_key)
    .bind(new.file_name)
    .bind(new.format)
    .bind(new.bytes)
    .bind(new.duration_ms)
    .bind(new.tags)
    .bind(new.by)
    .bind(new.now)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(super) async fn by_id(conn: &mut Conn, id: &str) -> Result<Option<UploadRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, UploadRow>(
        "select id, blob_key, format, bytes, duration_ms, track_id from audio_uploads where id = $1",
    )
    .bind(id)
    .fetch_optional(c)
    .await)
}

/// False when another track has it, or it was removed.
pub(super) async fn used(conn: &mut Conn, id: &str, track: i64) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("update audio_uploads set track_id = $2 where id = $1 and track_id is null")
        .bind(id)
        .bind(track)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

pub(super) async fn unused_before(conn: &mut Conn, before: Timestamp) -> Result<Vec<UploadRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, UploadRow>(
        "select id, blob_key, format, bytes, duration_ms, track_id
         from audio_uploads
         where track_id is null
           and created_at < $1
         order by created_at
         limit 100",
    )
    .bind(before)
    .fetch_all(c)
    .await)
}

pub(super) async fn remove(conn: &mut Conn, id: &str) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("delete from audio_uploads where id = $1 and track_id is null")
        .bind(id)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}
