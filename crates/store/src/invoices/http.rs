//! `/orders/{id}/invoice`, as JSON, HTML and PDF.

use ::http::{Customer, OrNotFound, Path, Problem, Result};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{Html, IntoResponse, Response},
};
use kernel::{CustomerId, OrderId};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Invoice, page, pdf, queries};
use crate::Shop;

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(get_invoice)).routes(routes!(get_invoice_html)).routes(routes!(get_invoice_pdf))
}

/// The invoice of an order
#[utoipa::path(get, path = "/orders/{id}/invoice", tag = "orders", params(("id" = OrderId, Path)), responses((status = 200, body = Invoice), (status = 401, body = Problem), (status = 404, body = Problem, description = "No such order, or it is not paid")))]
pub async fn get_invoice(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<OrderId>,
) -> Result<Json<Invoice>> {
    Ok(Json(find(&shop, customer.id, id).await?))
}

/// The invoice as a page to print
#[utoipa::path(get, path = "/orders/{id}/invoice.html", tag = "orders", params(("id" = OrderId, Path)), responses((status = 200, content_type = "text/html", body = String), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get_invoice_html(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<OrderId>,
) -> Result<Response> {
    let invoice = find(&shop, customer.id, id).await?;
    // The page brings its own style, and nothing runs in it.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    let headers = [(header::CONTENT_SECURITY_POLICY, policy), (header::CACHE_CONTROL, "private, no-store")];
    Ok((headers, Html(page::render(&invoice))).into_response())
}

/// The invoice as PDF
#[utoipa::path(get, path = "/orders/{id}/invoice.pdf", tag = "orders", params(("id" = OrderId, Path)), responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn get_invoice_pdf(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<OrderId>,
) -> Result<Response> {
    let invoice = find(&shop, customer.id, id).await?;
    let disposition = format!("attachment; filename=\"invoice-{}.pdf\"", invoice.number);
    // Setting type takes a processor for some milliseconds: not on the threads that answer requests.
    let bytes = tokio::task::spawn_blocking(move || pdf::render(&invoice))
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

pub(crate) async fn find(shop: &Shop, customer: CustomerId, order: OrderId) -> Result<Invoice> {
    queries::find(&mut shop.db.read().await?, customer, order, &shop.settings.seller)
        .await?
        .or_not_found("invoice of order", order)
}
