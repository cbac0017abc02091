//! `/partner`: what programs of partners read with a key. Nothing here says who bought.

use ::http::{
    Json, Page, Query, Result,
    page::{Cursor, Limit},
};
use axum::extract::State;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{CatalogueRead, OrdersRead, Partner, SalesRead, queries};
use crate::App;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_partner_tracks))
        .routes(routes!(list_partner_orders))
        .routes(routes!(list_partner_sales))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PartnerQuery {
    cursor: Option<String>,
    limit: Option<u32>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SpanQuery {
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    cursor: Option<String>,
    limit: Option<u32>,
}

/// A track on sale.
#[derive(Debug, Serialize, ToSchema)]
struct PartnerTrack {
    id: i64,
    title: String,
    #[schema(required)]
    artist: Option<String>,
    #[schema(required)]
    album: Option<String>,
    duration_ms: i64,
    /// What it costs now: cents of `currency`.
    price_cents: i64,
    currency: String,
    /// Countries it is not sold in (ISO 3166 alpha-2).
    blocked_in: Vec<String>,
}

/// An order that was paid, without who placed it.
#[derive(Debug, Serialize, ToSchema)]
struct PartnerOrder {
    number: String,
    status: String,
    currency: String,
    /// Cents of `currency`.
    total_cents: i64,
    refunded_cents: i64,
    #[schema(required)]
    country: Option<String>,
    placed_at: Timestamp,
    #[schema(required)]
    paid_at: Option<Timestamp>,
}

/// A line of an order that was paid.
#[derive(Debug, Serialize, ToSchema)]
struct PartnerSale {
    order_id: String,
    /// `track` or `album`.
    kind: String,
    item_id: i64,
    title: String,
    #[schema(required)]
    artist: Option<String>,
    quantity: i64,
    /// After discounts, without the tax in it; cents of `currency`.
    net_cents: i64,
    currency: String,
    sold_at: Timestamp,
}

/// Tracks on sale; needs the scope `catalogue:read`
#[utoipa::path(get, path = "/partner/tracks", tag = "partner", security(("bearer" = [])), params(PartnerQuery),
    responses((status = 200, body = Page<PartnerTrack>), (status = 400), (status = 401), (status = 403), (status = 429)))]
async fn list_partner_tracks(
    State(app): State<App>,
    _: Partner<CatalogueRead>,
    Query(query): Query<PartnerQuery>,
) -> Result<Json<Page<PartnerTrack>>> {
    let limit = Limit::new(query.limit)?;
    let after = Cursor::decode_opt::<i64>(query.cursor.as_deref())?.unwrap_or(0);
    let rows = queries::tracks(&mut app.shop.db.read().await?, after, limit.plus_one()).await?;
    let page = Page::from_rows(rows, limit, |track| track.id);
    Ok(Json(page.map(|t| PartnerTrack {
        id: t.id,
        title: t.title,
        artist: t.artist,
        album: t.album,
        duration_ms: t.duration_ms,
        price_cents: t.price_cents,
        currency: t.currency,
        blocked_in: store::territories::countries(t.blocked_in.as_deref()),
    })))
}

/// Orders that were paid, the newest first; needs the scope `orders:read`
#[utoipa::path(get, path = "/partner/orders", tag = "partner", security(("bearer" = [])), params(PartnerQuery),
    responses((status = 200, body = Page<PartnerOrder>), (status = 400), (status = 401), (status = 403), (status = 429)))]
async fn list_partner_orders(
    State(app): State<App>,
    _: Partner<OrdersRead>,
    Query(query): Query<PartnerQuery>,
) -> Result<Json<Page<PartnerOrder>>> {
    let limit = Limit::new(query.limit)?;
    let after: Option<(Timestamp, String)> = Cursor::decode_opt(query.cursor.as_deref())?;
    let rows = queries::orders(&mut app.shop.db.read().await?, after.as_ref(), limit.plus_one()).await?;
    let page = Page::from_rows(rows, limit, |order| (order.placed_at, order.id.clone()));
    Ok(Json(page.map(|o| PartnerOrder {
        number: o.number,
        status: o.status,
        currency: o.currency,
        total_cents: o.total_cents,
        refunded_cents: o.refunded_cents,
        country: o.country,
        placed_at: o.placed_at,
        paid_at: o.paid_at,
    })))
}

/// What was sold, in the order it was paid; needs the scope `sales:read`
#[utoipa::path(get, path = "/partner/sales", tag = "partner", security(("bearer" = [])), params(SpanQuery),
    responses((status = 200, body = Page<PartnerSale>), (status = 400), (status = 401), (status = 403), (status = 429)))]
async fn list_partner_sales(
    State(app): State<App>,
    _: Partner<SalesRead>,
    Query(query): Query<SpanQuery>,
) -> Result<Json<Page<PartnerSale>>> {
    let limit = Limit::new(query.limit)?;
    let after: Option<(Timestamp, String)> = Cursor::decode_opt(query.cursor.as_deref())?;
    let from = query.from.unwrap_or(Timestamp::from_millis(0));
    let until = query.until.unwrap_or(Timestamp::from_millis(i64::MAX));
    let rows = queries::sales(&mut app.shop.db.read().await?, from, until, after.as_ref(), limit.plus_one()).await?;
    let page = Page::from_rows(rows, limit, |sale| (sale.sold_at, sale.line_id.clone()));
    Ok(Json(page.map(|s| PartnerSale {
        order_id: s.order_id,
        kind: s.kind,
        item_id: s.ref_id,
        title: s.title,
        artist: s.artist,
        quantity: s.quantity,
        net_cents: s.net_cents,
        currency: s.currency,
        sold_at: s.sold_at,
    })))
}
