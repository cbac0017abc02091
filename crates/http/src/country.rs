//! Where a caller is, as far as it is known.

use axum::{extract::FromRequestParts, http::request::Parts};
use kernel::CountryCode;

/// The caller's country: the profile's, or what a trusted proxy says; `None` when neither is known.
/// The composition root puts it into the request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Country(pub Option<CountryCode>);

impl<S: Send + Sync> FromRequestParts<S> for Country {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or_default())
    }
}
