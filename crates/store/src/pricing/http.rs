//! `/admin/prices`, `/admin/sale-prices`.

use ::http::{
    Json as Body, OrNotFound, Page, Path, Problem, Query, Result, SalesManager, Staff,
    page::{Cursor, Limit},
};
use axum::{Json, extract::State, http::StatusCode};
use kernel::Timestamp;
use serde::Deserialize;
use serde_json::json;
use sql::Filter;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    BulkPrices, PriceEntry, PricePreview, SalePrice, bulk,
    queries::{self, NewSale},
};
use crate::{
    Shop,
    catalog::{
        self, ItemKind,
        admin::{Desk, checked_price},
        queries::sales,
    },
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_price_history))
        .routes(routes!(preview_bulk_prices))
        .routes(routes!(change_bulk_prices))
        .routes(routes!(list_sale_prices, create_sale_price))
        .routes(routes!(cancel_sale_price))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HistoryWanted {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The prices an item has had, the last first
#[utoipa::path(get, path = "/admin/prices/{kind}/{id}", tag = "admin", params(("kind" = ItemKind, Path), ("id" = i64, Path), HistoryWanted), responses((status = 200, body = Page<PriceEntry>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list_price_history(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Path((kind, id)): Path<(ItemKind, i64)>,
    Query(wanted): Query<HistoryWanted>,
) -> Result<Json<Page<PriceEntry>>> {
    let limit = Limit::new(wanted.limit)?;
    let before = Cursor::decode_opt(wanted.cursor.as_deref())?;
    let mut conn = shop.db.read().await?;
    catalog::price_of(&mut conn, kind, id, shop.clock.now()).await?.or_not_found(kind.as_str(), id)?;
    let rows = queries::history(&mut conn, (kind, id), shop.settings.currency, before, limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, |entry| (entry.changed_at, entry.id.clone()))))
}

/// What a change of many prices would do
#[utoipa::path(post, path = "/admin/prices/bulk/preview", tag = "admin", request_body = BulkPrices, responses((status = 200, body = PricePreview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn preview_bulk_prices(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Body(bulk): Body<BulkPrices>,
) -> Result<Json<PricePreview>> {
    Ok(Json(bulk::plan(&mut shop.db.read().await?, &bulk, shop.settings.currency).await?.preview))
}

/// Change many prices at once
///
/// `expected` is the preview's `fingerprint`; when the effect would be another by now, nothing is done.
#[utoipa::path(post, path = "/admin/prices/bulk", tag = "admin", request_body = BulkPrices, responses((status = 200, body = PricePreview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "`stale-preview`, with the new `preview`"), (status = 422, body = Problem)))]
pub async fn change_bulk_prices(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(bulk): Body<BulkPrices>,
) -> Result<Json<PricePreview>> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let done = bulk::apply(&mut tx, &desk, &bulk).await?;
    tx.commit().await?;
    Ok(Json(done))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SalesWanted {
    #[param(inline)]
    kind: Option<ItemKind>,
    /// Sales of one item; with `kind`.
    item_id: Option<i64>,
    /// Without those that are over.
    #[serde(default)]
    open: bool,
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Sales, those that begin last first
#[utoipa::path(get, path = "/admin/sale-prices", tag = "admin", params(SalesWanted), responses((status = 200, body = Page<SalePrice>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_sale_prices(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Query(wanted): Query<SalesWanted>,
) -> Result<Json<Page<SalePrice>>> {
    let limit = Limit::new(wanted.limit)?;
    let before = Cursor::decode_opt(wanted.cursor.as_deref())?;
    let now = shop.clock.now();
    let mut filter = Filter::default();
    filter.with_some("s.kind = {}", wanted.kind.map(ItemKind::as_str));
    filter.with_some("s.ref_id = {}", wanted.item_id);
    if wanted.open {
        filter.with("s.canceled_at is null and s.ends_at > {}", now.millis());
    }
    let mut conn = shop.db.read().await?;
    let rows = queries::sales(&mut conn, filter, shop.settings.currency, now, before, limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, |sale| (sale.starts_at, sale.id.clone()))))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSalePrice {
    pub kind: ItemKind,
    pub item_id: i64,
    /// Cents, below the regular price.
    pub price_cents: i64,
    /// Now when left out.
    pub starts_at: Option<Timestamp>,
    pub ends_at: Timestamp,
}

/// Sell something for less for a time
#[utoipa::path(post, path = "/admin/sale-prices", tag = "admin", request_body = NewSalePrice, responses((status = 201, body = SalePrice), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn create_sale_price(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(new): Body<NewSalePrice>,
) -> Result<(StatusCode, Json<SalePrice>)> {
    let desk = Desk::new(&shop, staff.id);
    let cents = checked_price("price_cents", new.price_cents)?;
    let starts_at = new.starts_at.unwrap_or(desk.now);
    if new.ends_at <= starts_at || new.ends_at <= desk.now {
        return Err(Problem::invalid("ends_at", "choose a moment after the sale begins, and still to come"));
    }
    let mut tx = desk.open().await?;
    let regular = queries::regular_price(&mut tx, new.kind, new.item_id).await?;
    let regular = regular.ok_or_else(|| Problem::invalid("item_id", "there is no such item"))?;
    if cents >= regular {
        return Err(Problem::invalid("price_cents", "a sale price is below the regular one"));
    }
    let id = shop.random.uuid_v7(desk.now).to_string();
    let sale = NewSale { id: &id, kind: new.kind, item: new.item_id, cents, starts_at, ends_at: new.ends_at };
    queries::insert_sale(&mut tx, &desk, &sale).await?;
    let tells = json!({ "price_cents": cents, "starts_at": starts_at, "ends_at": new.ends_at });
    desk.note(&mut tx, "sale.created", new.kind.as_str(), new.item_id, json!({ "price_cents": regular }), tells)
        .await?;
    sales::apply(&mut tx, desk.now).await?;
    let mut filter = Filter::default();
    filter.with("s.id = {}", id.as_str());
    let made = queries::sales(&mut tx, filter, shop.settings.currency, desk.now, None, 1).await?.pop();
    let made = made.ok_or(sql::Error::RowNotFound)?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// End a sale now
#[utoipa::path(delete, path = "/admin/sale-prices/{id}", tag = "admin", params(("id" = String, Path)), responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn cancel_sale_price(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let (kind, item) = queries::cancel_sale(&mut tx, &id, desk.now).await?.or_not_found("sale", &id)?;
    // Beside its beginning, in the history of what was sold for less.
    desk.note(&mut tx, "sale.ended", &kind, item, (), json!({ "sale": id })).await?;
    sales::apply(&mut tx, desk.now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
