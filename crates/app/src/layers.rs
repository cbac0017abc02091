//! What happens around every request.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{Caller, ClientIp, Country, Problem};
use identity::limiter::What;

use crate::{App, system::keys};

/// Scripts, styles and connections come from here alone; nothing may frame the shop.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
     media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SAFE_HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// Adds the headers that keep browsers safe, where a handler has not said something stricter.
pub async fn safe_headers(State(https): State<bool>, request: Request, next: Next) -> Response {
    let private = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in SAFE_HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if https {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    if private {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    response
}

/// Finds out who calls, once, for every handler behind it. A token that is not good makes a
/// visitor: never more than anonymous.
pub async fn authenticate(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if let Some(key) = bearer(request.headers()).filter(|token| token.starts_with(keys::PREFIX)) {
        match keys::authenticate(&app, key).await {
            Ok(Some(partner)) => {
                request.extensions_mut().insert(partner);
            }
            Ok(None) => {}
            Err(problem) => return problem.into_response(),
        }
    } else if let Some(token) = bearer(request.headers()) {
        match app.identity.authenticate(token).await {
            Ok(Some(caller)) => {
                request.extensions_mut().insert(caller);
            }
            Ok(None) => match app.identity.view(token).await {
                Ok(Some(_)) if !may_look(&request) => return looking_only().into_response(),
                Ok(Some(view)) => {
                    request.extensions_mut().insert(view.caller);
                }
                Ok(None) => {}
                Err(error) => return Problem::from(error).into_response(),
            },
            Err(error) => return Problem::from(error).into_response(),
        }
    }
    next.run(request).await
}

/// Whoever sees the shop as a customer does changes nothing, whatever the address; how the customer signs in, and all
/// of their data at once, are not to be seen.
fn may_look(request: &Request) -> bool {
    let path = request.uri().path();
    request.method().is_safe() && !path.starts_with("/api/v1/auth/") && !path.ends_with("/export")
}

fn looking_only() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "looking-only",
        "You are looking only",
        "You see the shop as a customer does, cannot change anything, and do not see how they sign in. Stop looking to go on with your own work.",
    )
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The proxies whose word about a client's address is believed, and the header in which they tell
/// its country.
#[derive(Clone)]
pub struct TrustedProxies {
    pub addresses: Arc<[IpAddr]>,
    pub country_header: Option<HeaderName>,
}

/// Puts the client's address into the request, and its country where a proxy tells it.
pub async fn client_ip(State(proxies): State<TrustedProxies>, mut request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
    let trusted = proxies.addresses.contains(&peer);
    let ip = if trusted { forwarded(request.headers(), &proxies.addresses).unwrap_or(peer) } else { peer };
    request.extensions_mut().insert(ClientIp(ip));
    if let Some(header) = proxies.country_header.as_ref().filter(|_| trusted) {
        let country = request.headers().get(header).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        request.extensions_mut().insert(Country(country));
    }
    next.run(request).await
}

/// The last address in X-Forwarded-For that is not a proxy of ours: everything before it is what
/// the client claims.
fn forwarded(headers: &HeaderMap, proxies: &[IpAddr]) -> Option<IpAddr> {
    let lines: Vec<_> = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
    let hops: Vec<IpAddr> =
        lines.iter().flat_map(|line| line.split(',')).map_while(|hop| hop.trim().parse().ok()).collect();
    hops.into_iter().rev().find(|hop| !proxies.contains(hop))
}

/// Whose country counts for what the catalogue shows: the customer's, else the one that was told. While nothing is
/// held back anywhere, nobody's, so that all visitors share the answers that are kept.
pub async fn visitors_country(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if !app.restricted.load(Ordering::Relaxed) {
        request.extensions_mut().remove::<Country>();
        return next.run(request).await;
    }
    if let Some(Caller::Customer { customer, .. }) = request.extensions().get::<Caller>().copied() {
        let known = async { store::cart::country_of(&mut app.shop.db.read().await?, customer).await };
        match known.await {
            Ok(Some(country)) => {
                request.extensions_mut().insert(Country(Some(country)));
            }
            Ok(None) => {}
            Err(error) => return Problem::from(error).into_response(),
        }
    }
    next.run(request).await
}

/// Who changed the catalogue sees it in the shop at once: the index follows a moment later.
pub async fn after_writes(State(app): State<App>, request: Request, next: Next) -> Response {
    let writes = request.method() != Method::GET && !only_previews(request.uri().path());
    let response = next.run(request).await;
    if writes && response.status().is_success() {
        app.follow_territories().await;
        app.cache.clear();
    }
    response
}

/// Codes of promotions, gift cards and downloads bring money: whoever guesses them is held up. Only a code that is not
/// known counts; one that is known says nothing about others, so it gives back no more than itself.
pub async fn hold_up_guesses(State(app): State<App>, request: Request, next: Next) -> Response {
    let doors = [(Method::PUT, "/api/v1/cart/code"), (Method::POST, "/api/v1/redeem")];
    let at_door = doors.iter().any(|(method, path)| request.method() == method && request.uri().path() == *path);
    let caller = request.extensions().get::<Caller>().copied();
    let (true, Some(Caller::Customer { customer, .. })) = (at_door, caller) else { return next.run(request).await };
    let ip = request.extensions().get::<ClientIp>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ip| ip.0);
    let attempt = app
        .identity
        .limiter
        .enter(What::Voucher, ip)
        .and_then(|attempt| attempt.at_account(&format!("customer {customer}"), false));
    let attempt = match attempt {
        Ok(attempt) => attempt,
        Err(problem) => return problem.into_response(),
    };
    let response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        attempt.failed()
    } else {
        attempt.withdraw()
    }
    response
}

/// A preview says what would change.
fn only_previews(path: &str) -> bool {
    path.ends_with("/preview") || path == "/api/v1/admin/catalogue-imports"
}

/// A panic is our fault and is answered like any other.
pub fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::internal("a handler panicked").into_response()
}

/// A handler that has not begun to answer by then is cut off.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// A large file on a slow line takes longer to arrive.
const UPLOAD_TIME_LIMIT: Duration = Duration::from_secs(3_600);

/// Whether the body is a file.
fn takes_file(method: &Method, path: &str) -> bool {
    let Some(path) = path.strip_prefix("/api/v1") else { return false };
    match *method {
        Method::POST => [
            "/library/imports",
            "/admin/audio-uploads",
            "/admin/catalogue-imports",
            "/admin/attachments",
            "/support/attachments",
            "/mail/inbound",
        ]
        .contains(&path),
        Method::PUT => path.ends_with("/cover"),
        _ => false,
    }
}

/// 504 for what takes too long.
pub async fn time_limit(request: Request, next: Next) -> Response {
    let limit = if takes_file(request.method(), request.uri().path()) { UPLOAD_TIME_LIMIT } else { TIME_LIMIT };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(
            StatusCode::GATEWAY_TIMEOUT,
            "took-too-long",
            "This took too long",
            "The answer was not ready in time. Try again in a moment, or ask for less at once.",
        )
        .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_the_hop_before_our_own_proxies_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("1.1.1.1, 2.2.2.2, 10.0.0.1"));
        assert_eq!(forwarded(&headers, &[ip("10.0.0.1")]), Some(ip("2.2.2.2")));
        headers.insert("x-forwarded-for", HeaderValue::from_static("junk"));
        assert_eq!(forwarded(&headers, &[ip("10.0.0.1")]), None);
    }

    #[test]
    fn files_have_time_to_arrive() {
        let takes = |method, path| takes_file(&method, path);
        assert!(
            takes(Method::POST, "/api/v1/support/attachments") && takes(Method::PUT, "/api/v1/admin/albums/1/cover")
        );
        assert!(takes(Method::PUT, "/api/v1/library/songs/x/cover") && takes(Method::POST, "/api/v1/mail/inbound"));
        assert!(!takes(Method::GET, "/api/v1/library/imports") && !takes(Method::POST, "/api/v1/orders"));
    }

    #[test]
    fn only_bearer_tokens_are_read() {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static("Bearer abc"));
        assert_eq!(bearer(&headers), Some("abc"));
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static("Basic abc"));
        assert_eq!(bearer(&headers), None);
    }
}
