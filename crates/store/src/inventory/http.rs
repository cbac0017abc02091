//! `/admin/inventory`.

use ::http::{
    IdempotencyKey, Json as Body, OrNotFound, Page, Path, Problem, Query, Result, SalesManager, Staff,
    page::{Cursor, Limit},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use sql::{Conn, Filter, filter::containing};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Reason, Stock, StockMove,
    queries::{self, Move},
};
use crate::{
    Shop,
    cart::ItemRef,
    catalog::{
        ItemKind,
        admin::{Desk, exists, tidy_name},
        fold,
    },
    idempotency::{Answer, Claim, Once},
    pricing::stale,
    territories::Holder,
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_stock))
        .routes(routes!(get_stock, set_stock, lift_stock))
        .routes(routes!(list_stock_moves, move_stock))
        .routes(routes!(preview_bulk_stock))
        .routes(routes!(change_bulk_stock))
}

const MOST_COPIES: i64 = 1_000_000;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StockWanted {
    /// A part of the title.
    q: Option<String>,
    /// Only those with few copies left.
    #[serde(default)]
    low: bool,
    /// Lifted limits instead.
    #[serde(default)]
    lifted: bool,
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Limited editions, those with the fewest copies first
#[utoipa::path(get, path = "/admin/inventory", tag = "admin", params(StockWanted), responses((status = 200, body = Page<Stock>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_stock(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Query(wanted): Query<StockWanted>,
) -> Result<Json<Page<Stock>>> {
    let mut filter = Filter::default();
    filter.push(if wanted.lifted { "not s.limited" } else { "s.limited" });
    if wanted.low {
        filter.push("s.on_hand - s.reserved <= s.low_at");
    }
    let part = wanted.q.as_deref().map(fold).filter(|part| !part.is_empty());
    filter.with_some("coalesce(al.title_key, tr.name_key) like {} escape '\\'", part.as_deref().map(containing));
    let limit = Limit::new(wanted.limit)?;
    let after = Cursor::decode_opt(wanted.cursor.as_deref())?;
    let rows = queries::list(&mut shop.db.read().await?, filter, after, limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, queries::mark)))
}

/// The stock of one limited edition
#[utoipa::path(get, path = "/admin/inventory/{kind}/{id}", tag = "admin", params(("kind" = ItemKind, Path), ("id" = i64, Path)), responses((status = 200, body = Stock), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get_stock(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Path((kind, id)): Path<(ItemKind, i64)>,
) -> Result<Json<Stock>> {
    Ok(Json(queries::one(&mut shop.db.read().await?, kind, id).await?.or_not_found("limited edition", id)?))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StockDraft {
    /// Copies there are; left out: as many as before, none at first.
    pub on_hand: Option<i64>,
    /// From this many available copies down it is low.
    pub low_at: Option<i64>,
}

/// Limit something to a number of copies
#[utoipa::path(put, path = "/admin/inventory/{kind}/{id}", tag = "admin", params(("kind" = ItemKind, Path), ("id" = i64, Path)), request_body = StockDraft, responses((status = 200, body = Stock), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`set-aside`"), (status = 422, body = Problem)))]
pub async fn set_stock(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path((kind, id)): Path<(ItemKind, i64)>,
    Body(draft): Body<StockDraft>,
) -> Result<Json<Stock>> {
    copies("on_hand", draft.on_hand.unwrap_or(0), 0)?;
    copies("low_at", draft.low_at.unwrap_or(0), 0)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let holder = if kind == ItemKind::Album { Holder::Album } else { Holder::Track };
    if !exists(&mut tx, holder, id).await? {
        return Err(Problem::not_found(kind.as_str(), id));
    }
    let before = queries::one(&mut tx, kind, id).await?;
    queries::limit(&mut tx, kind, id, draft.low_at).await?;
    let had = before.as_ref().map_or(0, |stock| stock.on_hand);
    if let Some(wanted) = draft.on_hand.filter(|wanted| *wanted != had) {
        put(&mut tx, &desk, (kind, id), Reason::Correction, wanted - had, Some("Counted")).await?;
    }
    let after = queries::one(&mut tx, kind, id).await?.or_not_found("limited edition", id)?;
    desk.note(&mut tx, "stock.set", kind.as_str(), id, &before, &after).await?;
    tx.commit().await?;
    Ok(Json(after))
}

fn copies(field: &str, number: i64, least: i64) -> Result<()> {
    if (least..=MOST_COPIES).contains(&number) {
        return Ok(());
    }
    Err(Problem::invalid(field, format!("takes a whole number from {least} to {MOST_COPIES}")))
}

/// Moves copies and writes the ledger.
async fn put(
    conn: &mut Conn,
    desk: &Desk<'_>,
    (kind, id): (ItemKind, i64),
    reason: Reason,
    by: i64,
    note: Option<&str>,
) -> Result<()> {
    if !queries::add(conn, kind.as_str(), id, (by, 0)).await? {
        return Err(set_aside());
    }
    let entry = Move::new(kind.as_str(), id, reason, (by, 0)).by(desk.by, note);
    Ok(queries::insert_move(conn, &entry, desk.now).await?)
}

fn set_aside() -> Problem {
    Problem::conflict(
        "set-aside",
        "Copies are set aside",
        "Orders that are being paid have set copies aside. Wait until they are paid or given up, at most half an hour.",
    )
}

/// Sell something without a limit again
///
/// The ledger stays.
#[utoipa::path(delete, path = "/admin/inventory/{kind}/{id}", tag = "admin", params(("kind" = ItemKind, Path), ("id" = i64, Path)), responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`set-aside`")))]
pub async fn lift_stock(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path((kind, id)): Path<(ItemKind, i64)>,
) -> Result<StatusCode> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::one(&mut tx, kind, id).await?.or_not_found("limited edition", id)?;
    if !queries::lift(&mut tx, kind, id).await? {
        return Err(set_aside());
    }
    desk.note(&mut tx, "stock.lifted", kind.as_str(), id, &before, json!({ "limited": false })).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MovesWanted {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The ledger of a limited edition, the last move first
#[utoipa::path(get, path = "/admin/inventory/{kind}/{id}/moves", tag = "admin", params(("kind" = ItemKind, Path), ("id" = i64, Path), MovesWanted), responses((status = 200, body = Page<StockMove>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list_stock_moves(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Path((kind, id)): Path<(ItemKind, i64)>,
    Query(wanted): Query<MovesWanted>,
) -> Result<Json<Page<StockMove>>> {
    let limit = Limit::new(wanted.limit)?;
    let before: Option<i64> = Cursor::decode_opt(wanted.cursor.as_deref())?;
    let mut conn = shop.db.read().await?;
    let rows = queries::moves(&mut conn, kind, id, before, limit.plus_one()).await?;
    // What is not limited any more keeps its ledger; what never was has none.
    if rows.is_empty() && before.is_none() {
        queries::one(&mut conn, kind, id).await?.or_not_found("limited edition", id)?;
    }
    Ok(Json(Page::from_rows(rows, limit, |row| row.id)))
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StockChange {
    /// `received`, `returned` or `correction`; what orders do they write themselves.
    pub reason: Reason,
    /// Copies; below zero for a correction downwards.
    pub quantity: i64,
    #[schema(max_length = 200)]
    pub note: Option<String>,
}

impl StockChange {
    fn checked(self) -> Result<Self> {
        match self.reason {
            Reason::Received | Reason::Returned => copies("quantity", self.quantity, 1)?,
            Reason::Correction if self.quantity != 0 => copies("quantity", self.quantity, -MOST_COPIES)?,
            Reason::Correction => return Err(Problem::invalid("quantity", "is not zero")),
            _ => return Err(Problem::invalid("reason", "is one that orders write themselves")),
        }
        let note = self.note.filter(|note| !note.trim().is_empty());
        Ok(Self { note: note.map(|note| tidy_name("note", &note, 200)).transpose()?, ..self })
    }
}

/// Receive, take back or correct copies
///
/// The same `Idempotency-Key` is the same move, however often it is sent.
#[utoipa::path(post, path = "/admin/inventory/{kind}/{id}/moves", tag = "admin", params(("kind" = ItemKind, Path), ("id" = i64, Path), ("Idempotency-Key" = String, Header, description = "A fresh UUID for each move")), request_body = StockChange, responses((status = 201, body = Stock), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`set-aside`"), (status = 422, body = Problem)))]
pub async fn move_stock(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    key: IdempotencyKey,
    Path((kind, id)): Path<(ItemKind, i64)>,
    Body(change): Body<StockChange>,
) -> Result<Answer> {
    let path = format!("/admin/inventory/{}/{id}/moves", kind.as_str());
    let once = Once::of_staff(staff.id, "POST /admin/inventory/{kind}/{id}/moves", key, &path, &change);
    let change = change.checked()?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    if let Claim::Done(answer) = once.claim(&mut tx, desk.now).await? {
        return Ok(answer);
    }
    let answer = Answer::new(StatusCode::CREATED, &moved(&mut tx, &desk, (kind, id), &change).await?);
    once.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

async fn moved(conn: &mut Conn, desk: &Desk<'_>, (kind, id): (ItemKind, i64), change: &StockChange) -> Result<Stock> {
    let before = queries::one(conn, kind, id).await?.or_not_found("limited edition", id)?;
    put(conn, desk, (kind, id), change.reason, change.quantity, change.note.as_deref()).await?;
    let after = queries::one(conn, kind, id).await?.or_not_found("limited edition", id)?;
    let action = format!("stock.{}", change.reason.as_str());
    desk.note(conn, &action, kind.as_str(), id, &before, &after).await?;
    Ok(after)
}

/// What is done to each stock.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkStockChange {
    /// So many more.
    Receive(i64),
    /// So many on hand.
    Set(i64),
}

/// A change of many stocks. `expected` is the preview's `fingerprint`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkStock {
    /// At most 500.
    pub items: Vec<ItemRef>,
    pub change: BulkStockChange,
    /// Not needed for a preview.
    pub expected: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StockPreview {
    pub count: i64,
    /// Those whose number would be another one.
    pub changed: i64,
    /// Copies on hand together.
    pub sum_before: i64,
    pub sum_after: i64,
    /// Names exactly this effect: send it as `expected`.
    pub fingerprint: String,
}

async fn plan(conn: &mut Conn, bulk: &BulkStock) -> Result<(Vec<(Stock, i64)>, StockPreview)> {
    if bulk.items.is_empty() || bulk.items.len() > 500 {
        return Err(Problem::invalid("items", "choose 1 to 500"));
    }
    match bulk.change {
        BulkStockChange::Receive(number) => copies("change", number, 1)?,
        BulkStockChange::Set(number) => copies("change", number, 0)?,
    }
    let mut items = bulk.items.clone();
    items.sort_unstable();
    items.dedup();
    let mut rows = Vec::with_capacity(items.len());
    let mut digest = Sha256::new();
    for item in items {
        let stock = queries::one(conn, item.kind, item.id).await?.filter(|stock| stock.limited);
        let stock = stock.ok_or_else(|| Problem::invalid("items", "some of these are not limited"))?;
        let to = match bulk.change {
            BulkStockChange::Receive(more) => stock.on_hand + more,
            BulkStockChange::Set(number) => number,
        };
        if to < stock.reserved {
            return Err(set_aside());
        }
        digest.update(format!("{}:{}:{}:{to};", item.kind.as_str(), item.id, stock.on_hand));
        rows.push((stock, to));
    }
    let preview = StockPreview {
        count: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        changed: i64::try_from(rows.iter().filter(|(stock, to)| stock.on_hand != *to).count()).unwrap_or(i64::MAX),
        sum_before: rows.iter().map(|(stock, _)| stock.on_hand).sum(),
        sum_after: rows.iter().map(|(_, to)| *to).sum(),
        fingerprint: kernel::to_hex(&digest.finalize()[..16]),
    };
    Ok((rows, preview))
}

/// What a change of many stocks would do
#[utoipa::path(post, path = "/admin/inventory/bulk/preview", tag = "admin", request_body = BulkStock, responses((status = 200, body = StockPreview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn preview_bulk_stock(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Body(bulk): Body<BulkStock>,
) -> Result<Json<StockPreview>> {
    Ok(Json(plan(&mut shop.db.read().await?, &bulk).await?.1))
}

/// Change many stocks at once
///
/// `expected` is the preview's `fingerprint`; when the effect would be another by now, nothing is done.
#[utoipa::path(post, path = "/admin/inventory/bulk", tag = "admin", request_body = BulkStock, responses((status = 200, body = StockPreview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "`stale-preview`, with the new `preview`; `set-aside`"), (status = 422, body = Problem)))]
pub async fn change_bulk_stock(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(bulk): Body<BulkStock>,
) -> Result<Json<StockPreview>> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let (rows, preview) = plan(&mut tx, &bulk).await?;
    if bulk.expected.as_deref() != Some(preview.fingerprint.as_str()) {
        return Err(stale(&preview));
    }
    let reason = match bulk.change {
        BulkStockChange::Receive(_) => Reason::Received,
        BulkStockChange::Set(_) => Reason::Correction,
    };
    for (stock, to) in rows.iter().filter(|(stock, to)| stock.on_hand != *to) {
        put(&mut tx, &desk, (stock.kind, stock.id), reason, to - stock.on_hand, None).await?;
    }
    let tells = json!({ "change": bulk.change, "items": bulk.items, "sum": preview.sum_after });
    desk.note(&mut tx, "stock.bulk_changed", "stock", "many", json!({ "sum": preview.sum_before }), tells).await?;
    tx.commit().await?;
    Ok(Json(preview))
}
