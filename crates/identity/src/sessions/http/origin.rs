//! Requests that live by the cookie must come from our own pages.

use ::http::{Problem, Result};
use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};

use crate::{Identity, PublicUrl};

/// Taken by handlers that read the refresh cookie: 403 for a request that another site sends.
///
/// Browsers say where a request comes from: `Sec-Fetch-Site` over HTTPS and on this machine,
/// `Origin` with every POST. A request with neither comes from no browser and carries nobody
/// else's cookie.
#[derive(Debug, Clone, Copy)]
pub struct SameOrigin;

impl<S> FromRequestParts<S> for SameOrigin
where
    S: Send + Sync,
    Identity: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        if is_ours(&parts.headers, &Identity::from_ref(state).settings.public_url) {
            return Ok(Self);
        }
        Err(Problem::forbidden("This request comes from another site. Open the shop itself and try again."))
    }
}

fn is_ours(headers: &HeaderMap, url: &PublicUrl) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    headers.get(header::ORIGIN).is_none_or(|origin| origin.as_bytes().eq_ignore_ascii_case(url.origin().as_bytes()))
}
