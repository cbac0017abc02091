//! SQL of saved views.

use kernel::{EmployeeId, SavedViewId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Draft, SavedView};

#[derive(FromRow)]
struct Row {
    id: SavedViewId,
    list: String,
    name: String,
    query: String,
    columns: String,
    shared: bool,
    owner_id: EmployeeId,
    first_name: String,
    last_name: String,
    updated_at: Timestamp,
}

const COLUMNS: &str =
    "v.id, v.list, v.name, v.query, v.columns, v.shared, v.owner_id, e.first_name, e.last_name, v.updated_at";

impl Row {
    fn seen_by(self, reader: EmployeeId) -> SavedView {
        SavedView {
            mine: self.owner_id == reader,
            owner_name: format!("{} {}", self.first_name, self.last_name),
            columns: serde_json::from_str(&self.columns).unwrap_or_default(),
            id: self.id,
            list: self.list,
            name: self.name,
            query: self.query,
            shared: self.shared,
            owner_id: self.owner_id,
            updated_at: self.updated_at,
        }
    }
}

/// The reader's own of one list, and those that others share, by name.
pub(super) async fn list(conn: &mut Conn, reader: EmployeeId, list: &str) -> Result<Vec<SavedView>, Error> {
    let sql = format!(
        "select {COLUMNS}
         from saved_views v
         join employees e on e.id = v.owner_id
         where v.list = $2
           and (v.owner_id = $1 or v.shared)
         order by v.name, v.id"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(reader).bind(list).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.seen_by(reader)).collect())
}

/// One that the reader may see.
pub(super) async fn find(conn: &mut Conn, reader: EmployeeId, id: SavedViewId) -> Result<Option<SavedView>, Error> {
    let sql = format!(
        "select {COLUMNS}
         from saved_views v
         join employees e on e.id = v.owner_id
         where v.id = $2
           and (v.owner_id = $1 or v.shared)"
    );
    let row = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(reader).bind(id).fetch_optional(c).await)?;
    Ok(row.map(|row| row.seen_by(reader)))
}

pub(super) async fn count(conn: &mut Conn, owner: EmployeeId) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>("select count(*) from saved_views where owner_id = $1")
        .bind(owner)
        .fetch_one(c)
        .await)
}

pub(super) async fn insert(
    conn: &mut Conn,
    owner: EmployeeId,
    id: SavedViewId,
    draft: &Draft,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into saved_views (id, list, name, query, columns, owner_id, shared, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
    )
    .bind(id)
    .bind(&draft.list)
    .bind(&draft.name)
    .bind(&draft.query)
    .bind(columns(draft))
    .bind(owner)
    .bind(draft.shared)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

fn columns(draft: &Draft) -> String {
    serde_json::to_string(&draft.columns).unwrap_or_default()
}

/// False when it is not the owner's.
pub(super) async fn update(
    conn: &mut Conn,
    owner: EmployeeId,
    id: SavedViewId,
    draft: &Draft,
    now: Timestamp,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update saved_views
         set list = $3,
             name = $4,
             query = $5,
             columns = $6,
             shared = $7,
             updated_at = $8,
             version = version + 1
         where owner_id = $1
           and id = $2",
    )
    .bind(owner)
    .bind(id)
    .bind(&draft.list)
    .bind(&draft.name)
    .bind(&draft.query)
    .bind(columns(draft))
    .bind(draft.shared)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn delete(conn: &mut Conn, id: SavedViewId) -> Result<(), Error> {
    on!(conn, c => sqlx::query("delete from saved_views where id = $1").bind(id).execute(c).await.map(|_| ()))
}
