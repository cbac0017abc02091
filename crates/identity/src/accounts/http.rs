//! `/auth`: proving that an address is its owner's.

use ::http::{ClientIp, Json, Result};
use axum::{
    extract::{FromRef, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use kernel::EmailAddress;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Identity, Secret,
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
    OpenApiRouter::new().routes(routes!(verify_email)).routes(routes!(resend_verification))
}

/// The token of a mailed link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkToken {
    pub token: Secret,
}

/// An address to write to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EmailRequest)]
pub struct AddressOnly {
    pub email: EmailAddress,
}

/// What happens next, in words. The same for every address.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Accepted {
    pub message: String,
}

impl Accepted {
    /// 202 with these words.
    pub fn saying(message: &str) -> (StatusCode, Json<Self>) {
        (StatusCode::ACCEPTED, Json(Self { message: message.to_owned() }))
    }
}

/// Confirm an address with the token of the mailed link, and sign in
///
/// The token works once and for 24 hours.
#[utoipa::path(post, path = "/auth/verify", tag = "auth", request_body = LinkToken,
    responses((status = 200, body = SignedIn), (status = 202, body = SecondFactorRequired), (status = 422, description = "The link has ended or was used"), (status = 429)))]
pub async fn verify_email(
    State(identity): State<Identity>,
    ClientIp(ip): ClientIp,
    headers: HeaderMap,
    Json(body): Json<LinkToken>,
) -> Result<Entry> {
    let attempt = identity.limiter.enter(What::Guess, ip)?;
    let mut tx = identity.db.begin().await?;
    let account = links::take(&mut tx, &body.token, Purpose::Verify, identity.clock.now()).await?;
    let account = account.ok_or_else(links::ended)?;
    super::queries::confirm_email(&mut tx, account.id, identity.clock.now()).await?;
    let entry = Entry::open(&identity, &mut tx, &account, &Device::of(&headers, ip)).await?;
    tx.commit().await?;
    attempt.succeeded();
    Ok(entry)
}

/// Send the link that confirms an address once more
///
/// The answer is the same whether or not there is such an account.
#[utoipa::path(post, path = "/auth/resend-verification", tag = "auth", request_body = AddressOnly,
    responses((status = 202, body = Accepted), (status = 429)))]
pub async fn resend_verification(
    State(identity): State<Identity>,
    ClientIp(ip): ClientIp,
    Json(body): Json<AddressOnly>,
) -> Result<impl IntoResponse> {
    identity.count_mail(ip, &body.email)?;
    let wanted = Wanted { purpose: Purpose::Verify, email: body.email };
    links::want(&identity, &wanted).await?;
    Ok(Accepted::saying("If this address waits for confirmation, a new link is on its way."))
}
