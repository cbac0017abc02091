//! `/admin/audit`: the log, read and proven.

use ::http::{
    GeneralManager, Json, Page, Problem, Query, Result, Staff,
    csv::{Cell, Csv},
    page::{Cursor, Limit},
};
use axum::{extract::State, response::IntoResponse};
use futures::{Stream, TryStreamExt, stream};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sql::Db;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Verdict,
    queries::{self, Filter, Listed},
};
use crate::Shop;

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_audit_entries))
        .routes(routes!(export_audit_entries))
        .routes(routes!(verify_audit_log))
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
struct AuditActor {
    /// `staff`, `customer` or `system`.
    kind: String,
    #[schema(required)]
    id: Option<String>,
    #[schema(required)]
    name: Option<String>,
}

/// One thing that was done.
#[derive(Debug, Serialize, ToSchema)]
struct AuditEntry {
    id: String,
    at: Timestamp,
    actor: AuditActor,
    /// The customer for whom staff acted.
    #[schema(required)]
    on_behalf_of: Option<String>,
    action: String,
    entity: String,
    entity_id: String,
    #[schema(required)]
    note: Option<String>,
    /// The fields that changed, as they were and as they are.
    #[schema(required)]
    before: Option<Value>,
    #[schema(required)]
    after: Option<Value>,
    /// Its place in the chain; `null` until it is sealed, moments after.
    #[schema(required)]
    seal: Option<i64>,
}

impl From<Listed> for AuditEntry {
    fn from(listed: Listed) -> Self {
        let row = listed.row;
        let value = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
        Self {
            id: row.id,
            at: row.at,
            actor: AuditActor { kind: row.actor_kind, id: row.actor_id, name: listed.actor_name },
            on_behalf_of: listed.behalf_name,
            action: row.action,
            entity: row.entity,
            entity_id: row.entity_id,
            note: row.detail,
            before: value(row.before),
            after: value(row.after),
            seal: listed.seal,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct AuditQuery {
    /// The number of a member of staff or of a customer.
    actor: Option<String>,
    /// `staff`, `customer` or `system`.
    actor_kind: Option<String>,
    /// An action (`staff.invited`), or all of a kind (`staff`).
    action: Option<String>,
    entity: Option<String>,
    entity_id: Option<String>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    /// Words in the note or in what changed.
    q: Option<String>,
    cursor: Option<String>,
    limit: Option<u32>,
}

impl AuditQuery {
    fn filter(self) -> Filter {
        let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Filter {
            actor: said(self.actor),
            actor_kind: said(self.actor_kind),
            action: said(self.action),
            entity: said(self.entity),
            entity_id: said(self.entity_id),
            from: self.from,
            until: self.until,
            words: said(self.q),
        }
    }
}

/// Who did what, the newest first
#[utoipa::path(get, path = "/admin/audit", tag = "admin", security(("bearer" = [])), params(AuditQuery),
    responses((status = 200, body = Page<AuditEntry>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list_audit_entries(
    State(shop): State<Shop>,
    _: Staff<GeneralManager>,
    Query(query): Query<AuditQuery>,
) -> Result<Json<Page<AuditEntry>>> {
    let limit = Limit::new(query.limit)?;
    let after: Option<(Timestamp, String)> = Cursor::decode_opt(query.cursor.as_deref())?;
    let filter = query.filter();
    let rows = queries::list(&mut shop.db.read().await?, &filter, after.as_ref(), limit.plus_one()).await?;
    let page = Page::from_rows(rows, limit, |listed| (listed.row.at, listed.row.id.clone()));
    Ok(Json(page.map(AuditEntry::from)))
}

const HEADS: [&str; 12] = [
    "seal",
    "at",
    "actor_kind",
    "actor_id",
    "actor",
    "on_behalf_of",
    "action",
    "entity",
    "entity_id",
    "note",
    "before",
    "after",
];

/// The same entries as a CSV file
#[utoipa::path(get, path = "/admin/audit/export.csv", tag = "admin", security(("bearer" = [])), params(AuditQuery),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn export_audit_entries(
    State(shop): State<Shop>,
    _: Staff<GeneralManager>,
    Query(query): Query<AuditQuery>,
) -> Result<impl IntoResponse> {
    let rows = every_row(shop.db.clone(), query.filter()).map_ok(cells);
    Ok(Csv { file_name: "audit-log.csv".to_owned(), heads: &HEADS, rows })
}

/// Rows read at a time.
const BATCH: i64 = 500;

fn every_row(db: Db, filter: Filter) -> impl Stream<Item = Result<Listed>> + Send + 'static {
    let pages =
        stream::try_unfold((db, filter, None::<(Timestamp, String)>, false), async |(db, filter, after, done)| {
            if done {
                return Ok(None);
            }
            let rows = queries::list(&mut db.read().await?, &filter, after.as_ref(), BATCH).await?;
            let last = rows.last().map(|listed| (listed.row.at, listed.row.id.clone()));
            let done = rows.len() < usize::try_from(BATCH).unwrap_or(0);
            Ok::<_, Problem>(Some((stream::iter(rows.into_iter().map(Ok)), (db, filter, last, done))))
        });
    pages.try_flatten()
}

fn cells(listed: Listed) -> Vec<Cell> {
    let row = listed.row;
    vec![
        listed.seal.map_or(Cell::Empty, Cell::plain),
        Cell::plain(row.at),
        Cell::plain(row.actor_kind),
        row.actor_id.map_or(Cell::Empty, Cell::plain),
        listed.actor_name.into(),
        listed.behalf_name.into(),
        Cell::text(row.action),
        Cell::text(row.entity),
        Cell::text(row.entity_id),
        row.detail.into(),
        row.before.into(),
        row.after.into(),
    ]
}

/// Check the chain: whether an entry was altered, removed or put in between
#[utoipa::path(post, path = "/admin/audit/verify", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = Verdict), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn verify_audit_log(State(shop): State<Shop>, _: Staff<GeneralManager>) -> Result<Json<Verdict>> {
    Ok(Json(super::verify(&shop.db).await?))
}
