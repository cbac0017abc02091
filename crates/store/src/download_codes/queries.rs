//! SQL of download codes.

use kernel::{BatchId, CustomerId, EmployeeId, OrderId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{BatchStatus, DownloadBatch};
use crate::{
    cart::{ItemRef, queries::stored_kind},
    catalog::ItemKind,
};

#[derive(FromRow)]
pub(super) struct CodeRow {
    pub batch_id: BatchId,
    kind: String,
    pub ref_id: i64,
    pub revoked: bool,
    pub expires_at: Option<Timestamp>,
    pub redeemed_at: Option<Timestamp>,
}

impl CodeRow {
    pub fn kind(&self) -> ItemKind {
        stored_kind(&self.kind)
    }
}

pub(super) async fn code(conn: &mut Conn, hash: &str) -> Result<Option<CodeRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, CodeRow>(
        "select d.batch_id, b.kind, b.ref_id, b.status = 'revoked' as revoked, b.expires_at, d.redeemed_at
         from download_codes d
         join download_batches b on b.id = d.batch_id
         where d.code_hash = $1",
    )
    .bind(hash)
    .fetch_optional(c)
    .await)
}

/// False when somebody else was quicker.
pub(super) async fn redeem(
    conn: &mut Conn,
    hash: &str,
    order: OrderId,
    customer: CustomerId,
    now: Timestamp,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update download_codes
         set order_id = $2,
             customer_id = $3,
             redeemed_at = $4
         where code_hash = $1
           and redeemed_at is null
           and exists (select 1 from download_batches b where b.id = batch_id and b.status = 'active')",
    )
    .bind(hash)
    .bind(order)
    .bind(customer)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn count_redeemed(conn: &mut Conn, batch: BatchId) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update download_batches set redeemed_count = redeemed_count + 1 where id = $1")
        .bind(batch)
        .execute(c)
        .await
        .map(|_| ()))
}

pub(super) struct NewBatch<'a> {
    pub id: BatchId,
    pub name: &'a str,
    pub item: ItemRef,
    pub expires_at: Option<Timestamp>,
    pub by: EmployeeId,
    /// One a code.
    pub hashes: &'a [String],
}

/// Rows in one statement.
const BATCH: usize = 400;

pub(super) async fn insert(conn: &mut Conn, new: &NewBatch<'_>, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into download_batches (id, name, kind, ref_id, code_count, expires_at, created_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
    )
    .bind(new.id)
    .bind(new.name)
    .bind(new.item.kind.as_str())
    .bind(new.item.id)
    .bind(i64::try_from(new.hashes.len()).unwrap_or(i64::MAX))
    .bind(new.expires_at)
    .bind(new.by)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))?;
    for hashes in new.hashes.chunks(BATCH) {
        on!(conn, c => {
            let mut query = sqlx::QueryBuilder::new("insert into download_codes (code_hash, batch_id) ");
            query.push_values(hashes, |mut row, hash| {
                row.push_bind(hash).push_bind(new.id);
            });
            query.build().execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

const SELECT: &str = "select b.id, b.name, b.kind, b.ref_id, coalesce(al.title, tr.name, '') as title, ar.name as artist_name, b.code_count, \
       b.redeemed_count, b.status, b.expires_at, b.created_at, b.version
     from download_batches b
     left join albums al on b.kind = 'album' and al.id = b.ref_id
     left join tracks tr on b.kind = 'track' and tr.id = b.ref_id
     left join artists ar on ar.id = coalesce(al.artist_id, tr.artist_id)";

#[derive(FromRow)]
struct Row {
    id: BatchId,
    name: String,
    kind: String,
    ref_id: i64,
    title: String,
    artist_name: Option<String>,
    code_count: i64,
    redeemed_count: i64,
    status: String,
    expires_at: Option<Timestamp>,
    created_at: Timestamp,
    version: i64,
}

impl From<Row> for DownloadBatch {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            kind: stored_kind(&row.kind),
            ref_id: row.ref_id,
            title: row.title,
            artist_name: row.artist_name,
            code_count: row.code_count,
            redeemed_count: row.redeemed_count,
            status: if row.status == "revoked" { BatchStatus::Revoked } else { BatchStatus::Active },
            expires_at: row.expires_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

pub(super) async fn find(conn: &mut Conn, id: BatchId) -> Result<Option<DownloadBatch>, Error> {
    let sql = format!("{SELECT}\nwhere b.id = $1");
    let row = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(id).fetch_optional(c).await)?;
    Ok(row.map(DownloadBatch::from))
}

/// The newest first, after `(created_at, id)`.
pub(super) async fn list(
    conn: &mut Conn,
    after: Option<(Timestamp, BatchId)>,
    limit: i64,
) -> Result<Vec<DownloadBatch>, Error> {
    let last = "ffffffff-ffff-ffff-ffff-ffffffffffff".to_owned();
    let (at, id) = after.map_or((Timestamp::from_millis(i64::MAX), last), |(at, id)| (at, id.to_string()));
    let sql =
        format!("{SELECT}\nwhere (b.created_at, b.id) < ($1, $2)\norder by b.created_at desc, b.id desc\nlimit $3");
    let rows = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(at).bind(&id).bind(limit).fetch_all(c).await)?;
    Ok(rows.into_iter().map(DownloadBatch::from).collect())
}

/// False when somebody else was quicker.
pub(super) async fn revoke(conn: &mut Conn, id: BatchId, version: i64, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update download_batches
         set status = 'revoked',
             updated_at = $3,
             version = version + 1
         where id = $1
           and version = $2",
    )
    .bind(id)
    .bind(version)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}
