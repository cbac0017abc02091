//! `/admin/orders`.

use ::http::{
    IdempotencyKey, Json as Body, ListQuery, Page, Paging, Path, Problem, Result, Staff, SupportAgent, page::Cursor,
};
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::{OrderId, OrderLineId};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    BulkDone, BulkPreview, Note, OrderDesk, OrderFilter, OrderSort, OrderTotals, Reach, ShopOrder, TimelineEvent,
    bulk::{self, BulkRequest, PreviewRequest},
    export, queries,
    tasks::{self, NewNote, RefundOrder, ReplaceDownload},
    timeline,
};
use crate::{
    Shop,
    invoices::{self, Invoice},
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_shop_orders))
        .routes(routes!(get_order_totals))
        .routes(routes!(export_orders))
        .routes(routes!(preview_order_bulk))
        .routes(routes!(apply_order_bulk))
        .routes(routes!(get_shop_order))
        .routes(routes!(get_order_timeline))
        .routes(routes!(get_shop_order_invoice))
        .routes(routes!(refund_order))
        .routes(routes!(cancel_shop_order))
        .routes(routes!(resend_receipt))
        .routes(routes!(replace_order_download))
        .routes(routes!(restore_order_line))
        .routes(routes!(add_order_note))
}

/// Orders of all customers within reach
#[utoipa::path(get, path = "/admin/orders", tag = "admin", params(OrderFilter, Paging), security(("bearer" = [])), responses((status = 200, body = Page<ShopOrder>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list_shop_orders(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    list: ListQuery<OrderFilter>,
) -> Result<Json<Page<ShopOrder>>> {
    let (limit, sort) = (list.paging.limit()?, OrderSort::parse(list.paging.sort.as_deref())?);
    let after: Option<queries::Mark> = list.paging.after()?;
    if after.as_ref().is_some_and(|mark| mark.sort != sort.name) {
        return Err(Problem::bad_request("`cursor` is of another sort. Start again without it."));
    }
    let filter = list.filter.conditions(&staff)?;
    let rows = queries::page(&mut shop.db.read().await?, &filter, sort, after.as_ref(), limit.plus_one()).await?;
    let more = rows.len() > limit.rows();
    let next_cursor = rows.get(limit.rows() - 1).filter(|_| more).map(|(_, mark)| Cursor::encode(mark));
    let items = rows.into_iter().take(limit.rows()).map(|(order, _)| order).collect();
    Ok(Json(Page { items, next_cursor }))
}

/// What the orders of a filter sum to
#[utoipa::path(get, path = "/admin/orders/totals", tag = "admin", params(OrderFilter), security(("bearer" = [])), responses((status = 200, body = OrderTotals), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn get_order_totals(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    ::http::Query(filter): ::http::Query<OrderFilter>,
) -> Result<Json<OrderTotals>> {
    let filter = filter.conditions(&staff)?;
    Ok(Json(queries::totals(&mut shop.db.read().await?, &filter, shop.settings.currency).await?))
}

#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SortParam {
    /// As in the list.
    #[allow(dead_code, reason = "for the document: read with the paging")]
    sort: Option<String>,
}

/// The orders of a filter as a CSV file, with their sums
#[utoipa::path(get, path = "/admin/orders/export.csv", tag = "admin", params(OrderFilter, SortParam), security(("bearer" = [])), responses((status = 200, content_type = "text/csv", body = String), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn export_orders(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    list: ListQuery<OrderFilter>,
) -> Result<Response> {
    let sort = OrderSort::parse(list.paging.sort.as_deref())?;
    let filter = list.filter.conditions(&staff)?;
    Ok(export::csv(shop, filter, sort).into_response())
}

/// What a change to many orders would do
#[utoipa::path(post, path = "/admin/orders/bulk/preview", tag = "admin", request_body = PreviewRequest, security(("bearer" = [])), responses((status = 200, body = BulkPreview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
async fn preview_order_bulk(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Body(request): Body<PreviewRequest>,
) -> Result<Json<BulkPreview>> {
    Ok(Json(bulk::preview(&shop, &staff, &request).await?))
}

/// Change many orders, as the preview showed
#[utoipa::path(post, path = "/admin/orders/bulk", tag = "admin", request_body = BulkRequest, security(("bearer" = [])), responses((status = 200, body = BulkDone), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "`stale-preview`"), (status = 422, body = Problem)))]
async fn apply_order_bulk(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Body(request): Body<BulkRequest>,
) -> Result<Json<BulkDone>> {
    Ok(Json(bulk::apply(&shop, &staff, &request).await?))
}

/// Everything about one order
#[utoipa::path(get, path = "/admin/orders/{id}", tag = "admin", params(("id" = OrderId, Path)), security(("bearer" = [])), responses((status = 200, body = OrderDesk), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn get_shop_order(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<OrderId>,
) -> Result<Json<OrderDesk>> {
    Ok(Json(tasks::read(&shop, Reach::from(&staff), id).await?))
}

/// What happened to an order, the oldest first
#[utoipa::path(get, path = "/admin/orders/{id}/timeline", tag = "admin", params(("id" = OrderId, Path)), security(("bearer" = [])), responses((status = 200, body = Vec<TimelineEvent>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn get_order_timeline(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<OrderId>,
) -> Result<Json<Vec<TimelineEvent>>> {
    let mut conn = shop.db.read().await?;
    let customer = Reach::from(&staff).order(&mut conn, id).await?;
    let events = timeline::of(&mut conn, customer, id).await?;
    events.map(Json).ok_or_else(|| Problem::not_found("order", id))
}

/// The invoice of an order
#[utoipa::path(get, path = "/admin/orders/{id}/invoice", tag = "admin", params(("id" = OrderId, Path)), security(("bearer" = [])), responses((status = 200, body = Invoice), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn get_shop_order_invoice(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<OrderId>,
) -> Result<Json<Invoice>> {
    let customer = Reach::from(&staff).order(&mut shop.db.read().await?, id).await?;
    Ok(Json(invoices::http::find(&shop, customer, id).await?))
}

/// Send money back
///
/// All of it, an amount, or lines. Never more than was paid. The same `Idempotency-Key` is the same
/// refund.
#[utoipa::path(post, path = "/admin/orders/{id}/refunds", tag = "admin", params(("id" = OrderId, Path), ("Idempotency-Key" = String, Header, description = "A fresh UUID for each refund")), request_body = RefundOrder, security(("bearer" = [])), responses((status = 201, body = OrderDesk), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`too-much`, `line-too-much`, `not-refundable` or `disputed`"), (status = 422, body = Problem)))]
async fn refund_order(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<OrderId>,
    key: IdempotencyKey,
    Body(request): Body<RefundOrder>,
) -> Result<(StatusCode, Json<OrderDesk>)> {
    Ok((StatusCode::CREATED, Json(tasks::refund(&shop, &staff, id, &key.0, &request).await?)))
}

/// Cancel an order that nobody has paid
#[utoipa::path(post, path = "/admin/orders/{id}/cancel", tag = "admin", params(("id" = OrderId, Path)), security(("bearer" = [])), responses((status = 200, body = OrderDesk), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`too-late-to-cancel`")))]
async fn cancel_shop_order(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<OrderId>,
) -> Result<Json<OrderDesk>> {
    bulk::cancel_one(&shop, &staff, id).await?;
    Ok(Json(tasks::read(&shop, Reach::from(&staff), id).await?))
}

/// Mail the receipt once more
#[utoipa::path(post, path = "/admin/orders/{id}/receipts", tag = "admin", params(("id" = OrderId, Path)), security(("bearer" = [])), responses((status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`no-receipt`")))]
async fn resend_receipt(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<OrderId>,
) -> Result<StatusCode> {
    tasks::resend_receipt(&shop, &staff, id).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Mail the customer a fresh download link, and end the older ones
#[utoipa::path(post, path = "/admin/orders/{id}/downloads", tag = "admin", params(("id" = OrderId, Path)), request_body = ReplaceDownload, security(("bearer" = [])), responses((status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`nothing-to-download` or `no-address`"), (status = 422, body = Problem)))]
async fn replace_order_download(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<OrderId>,
    Body(request): Body<ReplaceDownload>,
) -> Result<StatusCode> {
    tasks::replace_download(&shop, &staff, id, &request).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Give back the music of a line that was taken back
#[utoipa::path(post, path = "/admin/orders/{id}/lines/{line}/restore", tag = "admin", params(("id" = OrderId, Path), ("line" = OrderLineId, Path)), security(("bearer" = [])), responses((status = 200, body = OrderDesk), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`nothing-taken-back`")))]
async fn restore_order_line(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path((id, line)): Path<(OrderId, OrderLineId)>,
) -> Result<Json<OrderDesk>> {
    Ok(Json(tasks::restore_line(&shop, &staff, id, line).await?))
}

/// Note something about an order, for the staff
#[utoipa::path(post, path = "/admin/orders/{id}/notes", tag = "admin", params(("id" = OrderId, Path)), request_body = NewNote, security(("bearer" = [])), responses((status = 201, body = Vec<Note>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn add_order_note(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<OrderId>,
    Body(note): Body<NewNote>,
) -> Result<(StatusCode, Json<Vec<Note>>)> {
    Ok((StatusCode::CREATED, Json(tasks::add_note(&shop, &staff, id, &note).await?)))
}
