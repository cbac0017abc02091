//! `POST /auth/register`, `DELETE /customers/me`, `GET /customers/me/export`.

use ::http::{ClientIp, Customer, Json, Problem, Result};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use identity::{Secret, accounts::http::Accepted};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Registration;
use crate::App;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(register)).routes(routes!(delete_account)).routes(routes!(export_account))
}

/// Asks for an account. The same answer for a new and for a known address: a mail tells its owner
#[utoipa::path(post, path = "/auth/register", tag = "auth", request_body = Registration,
    responses((status = 202, body = Accepted), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn register(
    State(app): State<App>,
    ip: ClientIp,
    Json(registration): Json<Registration>,
) -> Result<(StatusCode, Json<Accepted>)> {
    super::register(&app, ip, &registration).await?;
    Ok(Accepted::saying("We have sent you a mail. Open the link in it to confirm your address and sign in."))
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct DeleteAccount {
    /// The password of the account, as a second thought.
    password: Secret,
}

/// Deletes the caller's account for good
#[utoipa::path(delete, path = "/customers/me", tag = "customers", request_body = DeleteAccount, security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn delete_account(
    State(app): State<App>,
    caller: Customer,
    ip: ClientIp,
    Json(body): Json<DeleteAccount>,
) -> Result<StatusCode> {
    super::delete(&app, caller, ip, &body.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Everything the shop knows about the caller, as a file
#[utoipa::path(get, path = "/customers/me/export", tag = "customers", security(("bearer" = [])),
    responses((status = 200, body = serde_json::Value), (status = 401, body = Problem)))]
async fn export_account(State(app): State<App>, caller: Customer) -> Result<Response> {
    let export = super::export(&app, caller).await?;
    let disposition = [(header::CONTENT_DISPOSITION, "attachment; filename=\"chinook-my-data.json\"")];
    Ok((disposition, Json(export)).into_response())
}
