//! `/admin/customers/{id}`: account, disable, enable, anonymise, view.

use ::http::{Caller, Json as Body, Path, Problem, Result, SalesManager, Staff, SupportAgent};
use axum::{Json, extract::State, http::StatusCode};
use kernel::CustomerId;
use store::customers::admin::Reach;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{AnonymiseCustomer, CustomerAccount, CustomerView, Reason};
use crate::App;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_customer_account))
        .routes(routes!(disable_customer))
        .routes(routes!(enable_customer))
        .routes(routes!(anonymise_customer))
        .routes(routes!(begin_customer_view, end_customer_view))
}

/// How a customer comes in, and how large the library is
#[utoipa::path(get, path = "/admin/customers/{id}/account", tag = "admin", params(("id" = i64, Path)), security(("bearer" = [])),
    responses((status = 200, body = CustomerAccount), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn get_customer_account(
    State(app): State<App>,
    staff: Staff<SupportAgent>,
    Path(id): Path<CustomerId>,
) -> Result<Json<CustomerAccount>> {
    Ok(Json(super::read(&app, Reach::from(&staff), id).await?))
}

/// Shut a customer's account: nobody signs in, and sessions end
#[utoipa::path(post, path = "/admin/customers/{id}/disable", tag = "admin", params(("id" = i64, Path)), request_body = Reason, security(("bearer" = [])),
    responses((status = 200, body = CustomerAccount), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`no-account`"), (status = 422, body = Problem)))]
async fn disable_customer(
    State(app): State<App>,
    staff: Staff<SupportAgent>,
    Path(id): Path<CustomerId>,
    Body(reason): Body<Reason>,
) -> Result<Json<CustomerAccount>> {
    super::set_enabled(&app, &staff, id, &reason, false).await?;
    Ok(Json(super::read(&app, Reach::from(&staff), id).await?))
}

/// Open a customer's account again
#[utoipa::path(post, path = "/admin/customers/{id}/enable", tag = "admin", params(("id" = i64, Path)), request_body = Reason, security(("bearer" = [])),
    responses((status = 200, body = CustomerAccount), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`no-account`"), (status = 422, body = Problem)))]
async fn enable_customer(
    State(app): State<App>,
    staff: Staff<SupportAgent>,
    Path(id): Path<CustomerId>,
    Body(reason): Body<Reason>,
) -> Result<Json<CustomerAccount>> {
    super::set_enabled(&app, &staff, id, &reason, true).await?;
    Ok(Json(super::read(&app, Reach::from(&staff), id).await?))
}

/// Forget who a customer is, for good; orders and invoices stay
#[utoipa::path(post, path = "/admin/customers/{id}/anonymise", tag = "admin", params(("id" = i64, Path)), request_body = AnonymiseCustomer, security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn anonymise_customer(
    State(app): State<App>,
    staff: Staff<SalesManager>,
    Path(id): Path<CustomerId>,
    Body(body): Body<AnonymiseCustomer>,
) -> Result<StatusCode> {
    super::anonymise(&app, &staff, id, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// See the shop as a customer does
///
/// The token reads what the customer reads, for ten minutes, and writes nothing. It is logged.
#[utoipa::path(post, path = "/admin/customers/{id}/view", tag = "admin", params(("id" = i64, Path)), security(("bearer" = [])),
    responses((status = 201, body = CustomerView), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`no-account`")))]
async fn begin_customer_view(
    State(app): State<App>,
    staff: Staff<SupportAgent>,
    caller: Caller,
    Path(id): Path<CustomerId>,
) -> Result<(StatusCode, Json<CustomerView>)> {
    Ok((StatusCode::CREATED, Json(super::view(&app, &staff, &caller, id).await?)))
}

/// Stop seeing the shop as a customer
#[utoipa::path(delete, path = "/admin/customers/{id}/view", tag = "admin", params(("id" = i64, Path)), security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn end_customer_view(
    State(app): State<App>,
    staff: Staff<SupportAgent>,
    Path(id): Path<CustomerId>,
) -> Result<StatusCode> {
    super::end_view(&app, &staff, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
