//! `/orders` and the providers' webhooks.

use ::http::{
    Country, Customer, IdempotencyKey, Json as Body, OrNotFound, Page, Path, Problem, Query, Result,
    page::{Cursor, Limit},
};
use axum::{
    Json,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
};
use kernel::{CustomerId, OrderId, Timestamp};
use payments::MAX_WEBHOOK_BYTES;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Order, OrderSummary, PlaceOrder, expiry::CancelError, inbox::ReceiveError, pay::PaymentPage, queries};
use crate::{
    Shop,
    idempotency::{Answer, Once},
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(create_order, list_orders))
        .routes(routes!(get_order))
        .routes(routes!(pay_order))
        .routes(routes!(settle_order))
        .routes(routes!(cancel_order))
        .merge(webhooks())
}

fn webhooks() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(receive_test_webhook)).layer(DefaultBodyLimit::max(MAX_WEBHOOK_BYTES))
}

/// Order what is in the cart
///
/// The order holds its prices, its promotions and its part of a gift card for half an hour. With
/// nothing left to pay it is paid at once. Send the
/// same `Idempotency-Key` to try again: you get the same order.
#[utoipa::path(post, path = "/orders", tag = "orders", params(("Idempotency-Key" = String, Header, description = "A fresh UUID for each order")), request_body = PlaceOrder, responses((status = 201, body = Order), (status = 400, body = Problem), (status = 401, body = Problem), (status = 409, body = Problem, description = "`price-changed` (with `expected_total` and `actual_total`), `empty-cart`, `sold-out`, `promotion-used-up`, `gift-card-not-usable` or `request-in-flight`"), (status = 422, body = Problem)))]
pub async fn create_order(
    State(shop): State<Shop>,
    customer: Customer,
    Country(network): Country,
    key: IdempotencyKey,
    Body(request): Body<PlaceOrder>,
) -> Result<Answer> {
    let request = PlaceOrder { billing: request.billing.checked()?, ..request };
    let once = Once::new(customer.id, "POST /orders", key, "/orders", &request);
    super::place(&shop, customer.id, &request, network, &once).await
}

/// Open the payment page
///
/// Send the browser to `redirect_url`. While a page is open, the same one is answered.
#[utoipa::path(post, path = "/orders/{id}/pay", tag = "orders", params(("id" = OrderId, Path), ("Idempotency-Key" = String, Header, description = "A fresh UUID for each press of the button")), responses((status = 200, body = PaymentPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`already-paid`, `payment-processing`, `order-expired`, `order-canceled`, `order-refunded`, `order-held`, `already-owned`, `payment-declined`, `too-many-payments` or `request-in-flight`"), (status = 503, body = Problem)))]
pub async fn pay_order(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<OrderId>,
    key: IdempotencyKey,
) -> Result<Answer> {
    let once = Once::new(customer.id, "POST /orders/{id}/pay", key, &format!("/orders/{id}/pay"), &());
    super::pay(&shop, customer.id, id, &once).await
}

/// Ask what came of the payment
///
/// For the page the customer comes back to. The order is answered as it stands then.
#[utoipa::path(post, path = "/orders/{id}/settle", tag = "orders", params(("id" = OrderId, Path)), responses((status = 200, body = Order), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn settle_order(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<OrderId>,
) -> Result<Json<Order>> {
    if !super::settle(&shop, customer.id, id).await? {
        return Err(Problem::not_found("order", id));
    }
    read(&shop, customer.id, id).await
}

/// Turn back from an order nobody has paid
#[utoipa::path(post, path = "/orders/{id}/cancel", tag = "orders", params(("id" = OrderId, Path)), responses((status = 200, body = Order), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`too-late-to-cancel`")))]
pub async fn cancel_order(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<OrderId>,
) -> Result<Json<Order>> {
    super::cancel(&shop, customer.id, id).await?;
    read(&shop, customer.id, id).await
}

/// One order
#[utoipa::path(get, path = "/orders/{id}", tag = "orders", params(("id" = OrderId, Path)), responses((status = 200, body = Order), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get_order(State(shop): State<Shop>, customer: Customer, Path(id): Path<OrderId>) -> Result<Json<Order>> {
    read(&shop, customer.id, id).await
}

async fn read(shop: &Shop, customer: CustomerId, id: OrderId) -> Result<Json<Order>> {
    let mut conn = shop.db.read().await?;
    let order = queries::order(&mut conn, customer, id).await?.or_not_found("order", id)?;
    Ok(Json(queries::view(&mut conn, &order).await?))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrderParams {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// What the customer ordered, the newest first
#[utoipa::path(get, path = "/orders", tag = "orders", params(OrderParams), responses((status = 200, body = Page<OrderSummary>), (status = 400, body = Problem), (status = 401, body = Problem)))]
pub async fn list_orders(
    State(shop): State<Shop>,
    customer: Customer,
    Query(params): Query<OrderParams>,
) -> Result<Json<Page<OrderSummary>>> {
    let limit = Limit::new(params.limit)?;
    let after: Option<(Timestamp, OrderId)> = Cursor::decode_opt(params.cursor.as_deref())?;
    let rows = queries::list(&mut shop.db.read().await?, customer.id, after, limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, |order| (order.placed_at, order.id))))
}

/// What the test gateway tells us
///
/// The bytes are signed. An event is stored before this answers, and worked on after.
#[utoipa::path(post, path = "/webhooks/test", tag = "webhooks", request_body(content = String, content_type = "application/json"), responses((status = 200), (status = 400, body = Problem), (status = 413, body = Problem)))]
pub async fn receive_test_webhook(State(shop): State<Shop>, headers: HeaderMap, body: Bytes) -> Result<StatusCode> {
    let headers = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    super::receive(&shop, headers, &body).await?;
    Ok(StatusCode::OK)
}

impl From<ReceiveError> for Problem {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::NotProven(why) => Self::new(
                StatusCode::BAD_REQUEST,
                "webhook-not-proven",
                "The webhook was not believed",
                format!("It was refused: {why}."),
            ),
            ReceiveError::Sql(error) => error.into(),
        }
    }
}

impl From<CancelError> for Problem {
    fn from(error: CancelError) -> Self {
        match error {
            CancelError::Unknown(id) => Self::not_found("order", id),
            CancelError::TooLate(status) => Self::conflict(
                "too-late-to-cancel",
                "Too late to cancel",
                format!(
                    "The order is {} and cannot be canceled any more. Look at it again.",
                    status.as_str().replace('_', " ")
                ),
            )
            .with("order_status", status),
            CancelError::Sql(error) => error.into(),
        }
    }
}
