//! `/auth`: signing in and out, refreshing, and the list of sessions.

pub(crate) mod origin;

use std::time::Duration;

use ::http::{Caller, ClientIp, Json, OrNotFound, Path, Problem, Result};
use axum::{
    extract::{FromRef, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::SessionId;
use serde::{Deserialize, Serialize};
use sql::Conn;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::origin::SameOrigin;
use super::{
    Device, EndReason, RefreshToken, SessionView, cookie,
    queries::{self, Ends},
    refresh, sign_in as entry,
};
use crate::{
    Account, Identity, Secret,
    accounts::{self, AccountView},
    limiter::What,
    second_factor::{self, SecondFactorRequired},
    tokens::{self, Claims},
};

pub(crate) fn router<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Identity: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(sign_in))
        .routes(routes!(refresh_session))
        .routes(routes!(sign_out))
        .routes(routes!(sign_out_everywhere))
        .routes(routes!(list_sessions))
        .routes(routes!(revoke_session))
}

/// An address and its password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Read as text, so that what is no address is refused like any unknown one.
    #[schema(format = Email)]
    pub email: String,
    pub password: Secret,
}

/// A running session.
#[derive(Clone, Serialize, ToSchema)]
pub struct SignedIn {
    /// Send as `Authorization: Bearer …`; keep it in memory alone.
    pub access_token: String,
    /// Seconds until the access token ends.
    pub expires_in: u64,
    pub account: AccountView,
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedIn").field("account", &self.account.id).finish_non_exhaustive()
    }
}

/// The answer that starts or continues a session: tokens, never stored by anybody on the way.
#[derive(Debug)]
pub struct Start {
    signed_in: SignedIn,
    cookie: Option<HeaderValue>,
}

impl Start {
    /// A new session of `account`.
    pub(crate) async fn session(
        identity: &Identity,
        conn: &mut Conn,
        account: &Account,
        device: &Device,
    ) -> std::result::Result<Self, sql::Error> {
        let (now, settings) = (identity.clock.now(), &identity.settings);
        let token = RefreshToken::first(&identity.random);
        let ends = Ends { idle_at: now + settings.session_idle, expires_at: now + settings.session_life };
        let session = queries::insert(conn, account.id, &token, device, &ends, now, &identity.random).await?;
        tracing::info!(account = %account.id, %session, "signed in");
        let life = settings.session_idle.min(settings.session_life);
        Ok(Self::access(identity, account, session).with_refresh(identity, &token, life))
    }

    /// An access token for a session.
    pub(super) fn access(identity: &Identity, account: &Account, session: SessionId) -> Self {
        let settings = &identity.settings;
        let expires_in = settings.access_life.as_secs();
        let life = i64::try_from(expires_in).unwrap_or(0);
        let claims = Claims::new(&account.caller(session), settings.public_url.as_str(), identity.clock.now(), life);
        let access_token = tokens::sign(&identity.keys, &claims);
        Self { signed_in: SignedIn { access_token, expires_in, account: account.into() }, cookie: None }
    }

    pub(super) fn with_refresh(self, identity: &Identity, token: &RefreshToken, life: Duration) -> Self {
        let cookie = cookie::set(&identity.settings.public_url, &token.encoded(), life);
        Self { cookie: Some(cookie), ..self }
    }
}

impl Start {
    /// The same session in an answer that says more.
    pub(crate) fn answer_with<T: Serialize>(self, body: impl FnOnce(SignedIn) -> T) -> Response {
        let mut response = Json(body(self.signed_in)).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(cookie) = self.cookie {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

impl IntoResponse for Start {
    fn into_response(self) -> Response {
        self.answer_with(|session| session)
    }
}

/// What a right password, or a mailed link, opens: a session, or the question for the second factor.
#[derive(Debug)]
pub enum Entry {
    Session(Start),
    SecondFactor(SecondFactorRequired),
}

impl Entry {
    /// The one way in. The account is read again: its password may just have been written.
    pub(crate) async fn open(
        identity: &Identity,
        conn: &mut Conn,
        account: &Account,
        device: &Device,
    ) -> std::result::Result<Self, sql::Error> {
        let account = accounts::by_id(conn, account.id).await?.ok_or(sql::Error::RowNotFound)?;
        match second_factor::required(identity, conn, &account).await? {
            Some(required) => Ok(Self::SecondFactor(required)),
            None => Start::session(identity, conn, &account, device).await.map(Self::Session),
        }
    }
}

impl IntoResponse for Entry {
    fn into_response(self) -> Response {
        match self {
            Self::Session(start) => start.into_response(),
            Self::SecondFactor(required) => (StatusCode::ACCEPTED, Json(required)).into_response(),
        }
    }
}

/// The answer of who is signed out: the browser forgets the cookie.
fn forgotten(identity: &Identity, answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie::clear(&identity.settings.public_url));
    response
}

/// Sign in
///
/// Sets the cookie with the refresh token. The 401 is the same for an unknown address, a wrong
/// password and an address that is not confirmed. 202: the second factor is asked for.
#[utoipa::path(post, path = "/auth/sign-in", tag = "auth", request_body = Credentials,
    responses((status = 200, body = SignedIn), (status = 202, body = SecondFactorRequired), (status = 401), (status = 429)))]
pub async fn sign_in(
    State(identity): State<Identity>,
    ClientIp(ip): ClientIp,
    headers: HeaderMap,
    Json(body): Json<Credentials>,
) -> Result<Entry> {
    entry::sign_in(&identity, &body.email, &body.password, &Device::of(&headers, ip)).await
}

/// Get a new access token with the cookie's refresh token, which is replaced
///
/// A replaced refresh token that comes back ends its session.
#[utoipa::path(post, path = "/auth/refresh", tag = "auth",
    responses((status = 200, body = SignedIn), (status = 401, description = "Nobody is signed in here"), (status = 403), (status = 429)))]
pub async fn refresh_session(
    State(identity): State<Identity>,
    _: SameOrigin,
    ClientIp(ip): ClientIp,
    headers: HeaderMap,
) -> Result<Response> {
    let token = cookie::read(&headers, &identity.settings.public_url).ok_or_else(Problem::unauthenticated)?;
    let attempt = identity.limiter.enter(What::Refresh, ip)?;
    let answer = refresh::refresh(&identity, &token, &Device::of(&headers, ip)).await;
    match answer {
        Ok(start) => {
            attempt.succeeded();
            Ok(start.into_response())
        }
        Err(problem) if problem.status() == StatusCode::UNAUTHORIZED => Ok(forgotten(&identity, problem)),
        Err(problem) => Err(problem),
    }
}

/// Sign out: end the session of the cookie
#[utoipa::path(post, path = "/auth/sign-out", tag = "auth", responses((status = 204), (status = 403), (status = 429)))]
pub async fn sign_out(
    State(identity): State<Identity>,
    _: SameOrigin,
    ClientIp(ip): ClientIp,
    headers: HeaderMap,
) -> Result<Response> {
    if let Some(token) = cookie::read(&headers, &identity.settings.public_url) {
        let attempt = identity.limiter.enter(What::Refresh, ip)?;
        refresh::sign_out(&identity, &token).await?;
        attempt.withdraw();
    }
    Ok(forgotten(&identity, StatusCode::NO_CONTENT))
}

/// Sign out everywhere: end every session of the account, this one too
#[utoipa::path(post, path = "/auth/sign-out-everywhere", tag = "auth", security(("bearer" = [])),
    responses((status = 204), (status = 401)))]
pub async fn sign_out_everywhere(State(identity): State<Identity>, caller: Caller) -> Result<Response> {
    let mut tx = identity.db.begin().await?;
    queries::end_all(&mut tx, caller.account(), None, EndReason::SignedOutEverywhere, identity.clock.now()).await?;
    tx.commit().await?;
    Ok(forgotten(&identity, StatusCode::NO_CONTENT))
}

/// Where an account is signed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SessionList {
    pub items: Vec<SessionView>,
}

/// Where the account is signed in, the last used first
#[utoipa::path(get, path = "/auth/sessions", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = SessionList), (status = 401)))]
pub async fn list_sessions(State(identity): State<Identity>, caller: Caller) -> Result<Json<SessionList>> {
    let mut conn = identity.db.read().await?;
    let items = queries::list(&mut conn, caller.account(), Some(caller.session()), identity.clock.now()).await?;
    Ok(Json(SessionList { items }))
}

/// End one session of the account
#[utoipa::path(delete, path = "/auth/sessions/{id}", tag = "auth", security(("bearer" = [])),
    params(("id" = SessionId, Path)), responses((status = 204), (status = 401), (status = 404)))]
pub async fn revoke_session(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<SessionId>,
) -> Result<StatusCode> {
    let mut tx = identity.db.begin().await?;
    let ended = queries::end(&mut tx, caller.account(), id, EndReason::Revoked, identity.clock.now()).await?;
    ended.then_some(()).or_not_found("session", id)?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
