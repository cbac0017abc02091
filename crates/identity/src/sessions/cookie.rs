//! The cookie that carries the refresh token.
//!
//! `HttpOnly`: scripts cannot read it. `SameSite=Lax` and `Path=/`: it travels to this shop alone.
//! Over HTTPS it is `Secure` and named `__Host-…`, which browsers accept from this very host
//! alone, so that no neighbouring subdomain can plant one. Over plain HTTP, on one machine,
//! browsers refuse that prefix, and the name goes without.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{PublicUrl, Secret};

fn name(url: &PublicUrl) -> &'static str {
    if url.is_https() { "__Host-chinook_refresh" } else { "chinook_refresh" }
}

/// The refresh token that the request brings.
pub(crate) fn read(headers: &HeaderMap, url: &PublicUrl) -> Option<Secret> {
    let pairs = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    let mut ours = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(key, _)| *key == name(url));
    ours.next().map(|(_, value)| Secret::new(value)).filter(|value| !value.expose().is_empty())
}

/// `Set-Cookie` for a token that lives so long.
pub(crate) fn set(url: &PublicUrl, token: &Secret, life: Duration) -> HeaderValue {
    written(url, token.expose(), life.as_secs())
}

/// `Set-Cookie` that makes the browser forget it.
pub(crate) fn clear(url: &PublicUrl) -> HeaderValue {
    written(url, "", 0)
}

fn written(url: &PublicUrl, value: &str, max_age: u64) -> HeaderValue {
    let secure = if url.is_https() { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}", name(url));
    let mut header = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""));
    // Kept out of any log of headers.
    header.set_sensitive(true);
    header
}
