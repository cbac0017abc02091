//! `/auth`: choosing a new password.

use ::http::{Caller, ClientIp, Json, Problem, Result};
use axum::{
    extract::{FromRef, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Identity, Secret,
    accounts::http::{Accepted, AddressOnly},
    limiter::What,
    links::{self, Purpose, Wanted},
    second_factor::SecondFactorRequired,
    sessions::{Device, SignedIn, http::Entry},
};

pub(crate) fn router<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Identity: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(forgot_password))
        .routes(routes!(reset_password))
        .routes(routes!(change_password))
}

/// The token of a mailed link, and the password to have from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    pub token: Secret,
    /// 12 to 256 characters of any kind.
    pub password: Secret,
}

/// The password until now, and the one from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    pub current_password: Secret,
    /// 12 to 256 characters of any kind.
    pub new_password: Secret,
}

/// Ask for a link to choose a new password
///
/// The answer is the same whether or not there is such an account.
#[utoipa::path(post, path = "/auth/forgot-password", tag = "auth", request_body = AddressOnly,
    responses((status = 202, body = Accepted), (status = 429)))]
pub async fn forgot_password(
    State(identity): State<Identity>,
    ClientIp(ip): ClientIp,
    Json(body): Json<AddressOnly>,
) -> Result<impl IntoResponse> {
    identity.count_mail(ip, &body.email)?;
    let wanted = Wanted { purpose: Purpose::Reset, email: body.email };
    links::want(&identity, &wanted).await?;
    Ok(Accepted::saying("If this address has an account, a link to choose a new password is on its way."))
}

/// Choose a new password with the token of the mailed link, and sign in
///
/// The token works once and for an hour. Every other session ends.
#[utoipa::path(post, path = "/auth/reset-password", tag = "auth", request_body = ResetPassword,
    responses((status = 200, body = SignedIn), (status = 202, body = SecondFactorRequired), (status = 422, description = "The link has ended, or the password is too weak"), (status = 429)))]
pub async fn reset_password(
    State(identity): State<Identity>,
    ClientIp(ip): ClientIp,
    headers: HeaderMap,
    Json(body): Json<ResetPassword>,
) -> Result<Entry> {
    let attempt = identity.limiter.enter(What::Guess, ip)?;
    let account =
        links::find(&mut identity.db.read().await?, &body.token, Purpose::Reset, identity.clock.now()).await?;
    let account = account.ok_or_else(links::ended)?;
    attempt.succeeded();
    let hash = identity.hash_new_password("password", &body.password, &account.email).await?;
    super::reset(&identity, &body.token, &hash, &Device::of(&headers, ip)).await
}

/// Change the password of the signed-in account
///
/// Every other session ends.
#[utoipa::path(post, path = "/auth/change-password", tag = "auth", security(("bearer" = [])), request_body = ChangePassword,
    responses((status = 204), (status = 401), (status = 422, description = "The current password is wrong, or the new one too weak"), (status = 429)))]
pub async fn change_password(
    State(identity): State<Identity>,
    caller: Caller,
    ip: ClientIp,
    Json(body): Json<ChangePassword>,
) -> Result<StatusCode> {
    let account = super::check_own(&identity, &caller, ip, "current_password", &body.current_password).await?;
    if body.new_password == body.current_password {
        return Err(Problem::invalid("new_password", "is the password you have: choose another"));
    }
    let hash = identity.hash_new_password("new_password", &body.new_password, &account.email).await?;
    super::change(&identity, &account, caller.session(), &hash).await?;
    Ok(StatusCode::NO_CONTENT)
}
