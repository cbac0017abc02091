//! `/auth/second-factor`: the code after the password, and setting the factor up.

use ::http::{Caller, ClientIp, Json, Problem, Result};
use axum::{
    extract::{FromRef, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{RecoveryCodes, SecondFactor, SecondFactorSetup, queries};
use crate::{
    Account, Identity, Secret, accounts,
    limiter::What,
    passwords,
    sessions::{Device, SignedIn, http::Start},
};

pub(crate) fn router<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Identity: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(finish_sign_in))
        .routes(routes!(begin_enrolment))
        .routes(routes!(finish_enrolment))
        .routes(routes!(get_second_factor))
        .routes(routes!(set_up_second_factor))
        .routes(routes!(turn_on_second_factor))
        .routes(routes!(turn_off_second_factor))
        .routes(routes!(renew_recovery_codes))
}

/// What signing in answered, without a code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    pub challenge: Secret,
}

/// What signing in answered, and a code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChallengeAnswer {
    pub challenge: Secret,
    /// Six digits of the app, or a recovery code.
    pub code: Secret,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactorCode {
    /// Six digits of the app, or a recovery code.
    pub code: Secret,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnPassword {
    pub password: Secret,
}

/// A first sign-in with the new second factor.
#[derive(Serialize, ToSchema)]
pub struct Enrolled {
    #[serde(flatten)]
    pub session: SignedIn,
    /// Codes that work once each when the app is lost. They are shown this one time.
    pub recovery_codes: Vec<String>,
}

/// Finish signing in with a code
///
/// Each code works once. A recovery code stands in for the app.
#[utoipa::path(post, path = "/auth/second-factor/sign-in", tag = "auth", request_body = ChallengeAnswer,
    responses((status = 200, body = SignedIn), (status = 401, description = "The challenge has ended"), (status = 422), (status = 429)))]
pub async fn finish_sign_in(
    State(identity): State<Identity>,
    ClientIp(ip): ClientIp,
    headers: HeaderMap,
    Json(body): Json<ChallengeAnswer>,
) -> Result<Start> {
    super::finish_sign_in(&identity, &body.challenge, &body.code, &Device::of(&headers, ip)).await
}

/// Set up the second factor that signing in asks for
#[utoipa::path(post, path = "/auth/second-factor/enrolment", tag = "auth", request_body = Challenge,
    responses((status = 200, body = SecondFactorSetup), (status = 401, description = "The challenge has ended"), (status = 409), (status = 429)))]
pub async fn begin_enrolment(
    State(identity): State<Identity>,
    ClientIp(ip): ClientIp,
    Json(body): Json<Challenge>,
) -> Result<Json<SecondFactorSetup>> {
    let attempt = identity.limiter.enter(What::Code, ip)?;
    let account = super::challenge::take(&identity, &body.challenge).await?;
    attempt.succeeded();
    Ok(Json(super::begin(&identity, &account).await?))
}

/// Confirm the new second factor with its first code, and sign in
#[utoipa::path(post, path = "/auth/second-factor/enrolment/confirm", tag = "auth", request_body = ChallengeAnswer,
    responses((status = 200, body = Enrolled), (status = 401, description = "The challenge has ended"), (status = 409), (status = 422), (status = 429)))]
pub async fn finish_enrolment(
    State(identity): State<Identity>,
    ClientIp(ip): ClientIp,
    headers: HeaderMap,
    Json(body): Json<ChallengeAnswer>,
) -> Result<Response> {
    let account = super::challenge::take(&identity, &body.challenge).await?;
    let device = Device::of(&headers, ip);
    let attempt = super::enter(&identity, &account, &device).await?;
    let mut tx = identity.db.begin().await?;
    super::challenge::hold(&mut tx, &account).await?;
    let codes = super::confirm(&identity, &mut tx, &account, &body.code).await?;
    let start = Start::session(&identity, &mut tx, &account, &device).await?;
    tx.commit().await?;
    attempt.succeeded();
    Ok(start.answer_with(|session| Enrolled { session, recovery_codes: codes.recovery_codes }).into_response())
}

async fn own(identity: &Identity, caller: &Caller) -> Result<Account> {
    let found = accounts::by_id(&mut identity.db.read().await?, caller.account()).await?;
    found.ok_or_else(Problem::unauthenticated)
}

/// How the account is secured beyond its password
#[utoipa::path(get, path = "/auth/second-factor", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = SecondFactor), (status = 401)))]
pub async fn get_second_factor(State(identity): State<Identity>, caller: Caller) -> Result<Json<SecondFactor>> {
    let account = own(&identity, &caller).await?;
    Ok(Json(super::status(&mut identity.db.read().await?, &account).await?))
}

/// Get a key for an authenticator app
///
/// Nothing changes before its first code confirms it.
#[utoipa::path(post, path = "/auth/second-factor/setup", tag = "auth", security(("bearer" = [])), request_body = OwnPassword,
    responses((status = 200, body = SecondFactorSetup), (status = 401), (status = 409), (status = 422, description = "The password is wrong"), (status = 429)))]
pub async fn set_up_second_factor(
    State(identity): State<Identity>,
    caller: Caller,
    ip: ClientIp,
    Json(body): Json<OwnPassword>,
) -> Result<Json<SecondFactorSetup>> {
    let account = passwords::check_own(&identity, &caller, ip, "password", &body.password).await?;
    Ok(Json(super::begin(&identity, &account).await?))
}

/// Turn the second factor on with the first code of the app
#[utoipa::path(post, path = "/auth/second-factor/turn-on", tag = "auth", security(("bearer" = [])), request_body = FactorCode,
    responses((status = 200, body = RecoveryCodes), (status = 401), (status = 409), (status = 422), (status = 429)))]
pub async fn turn_on_second_factor(
    State(identity): State<Identity>,
    caller: Caller,
    ClientIp(ip): ClientIp,
    Json(body): Json<FactorCode>,
) -> Result<Json<RecoveryCodes>> {
    let account = own(&identity, &caller).await?;
    let attempt = identity.limiter.enter(What::Code, ip)?.at_account(account.email.as_str(), true)?;
    let mut tx = identity.db.begin().await?;
    let codes = super::confirm(&identity, &mut tx, &account, &body.code).await?;
    tx.commit().await?;
    attempt.succeeded();
    Ok(Json(codes))
}

/// Uses a code of the caller's up, and does what it is for in the same transaction.
macro_rules! with_code {
    ($identity:ident, $caller:ident, $ip:ident, $body:ident, |$tx:ident, $account:ident| $work:expr) => {{
        let $account = own(&$identity, &$caller).await?;
        let attempt = $identity.limiter.enter(What::Code, $ip)?.at_account($account.email.as_str(), true)?;
        let mut $tx = $identity.db.begin().await?;
        if !super::prove(&$identity, &mut $tx, &$account, &$body.code).await? {
            attempt.failed();
            return Err(super::wrong());
        }
        let done = $work;
        $tx.commit().await?;
        attempt.succeeded();
        done
    }};
}

/// Turn the second factor off with a code
///
/// 409 for staff, who need it.
#[utoipa::path(post, path = "/auth/second-factor/turn-off", tag = "auth", security(("bearer" = [])), request_body = FactorCode,
    responses((status = 204), (status = 401), (status = 409), (status = 422), (status = 429)))]
pub async fn turn_off_second_factor(
    State(identity): State<Identity>,
    caller: Caller,
    ClientIp(ip): ClientIp,
    Json(body): Json<FactorCode>,
) -> Result<StatusCode> {
    if matches!(caller, Caller::Staff { .. }) {
        return Err(super::is_needed());
    }
    with_code!(identity, caller, ip, body, |tx, account| queries::remove(&mut tx, account.id).await?);
    Ok(StatusCode::NO_CONTENT)
}

/// Get ten new recovery codes; those from before no longer work
#[utoipa::path(post, path = "/auth/second-factor/recovery-codes", tag = "auth", security(("bearer" = [])), request_body = FactorCode,
    responses((status = 200, body = RecoveryCodes), (status = 401), (status = 422), (status = 429)))]
pub async fn renew_recovery_codes(
    State(identity): State<Identity>,
    caller: Caller,
    ClientIp(ip): ClientIp,
    Json(body): Json<FactorCode>,
) -> Result<Json<RecoveryCodes>> {
    let codes =
        with_code!(identity, caller, ip, body, |tx, account| super::new_codes(&identity, &mut tx, account.id).await?);
    Ok(Json(codes))
}
