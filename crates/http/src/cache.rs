//! Catalogue answers, serialised once.
//!
//! A list from the database costs many times a constant answer, and the catalogue changes rarely:
//! the bytes of a public GET are kept under its address and content coding, with a strong ETag,
//! within a bound of memory, and dropped as a whole when the catalogue changes.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use quick_cache::{Weighter, sync::Cache};
use sha2::{Digest, Sha256};

use crate::{Country, Problem};

/// How long browsers and shared caches may use an answer without asking.
const MAX_AGE: Duration = Duration::from_secs(60);
/// An answer larger than this is not worth its room.
const MAX_ENTRY: usize = 512 * 1024;

#[derive(Clone)]
struct Stored {
    body: Bytes,
    headers: Arc<HeaderMap>,
    etag: HeaderValue,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<String, Stored> for ByBytes {
    fn weight(&self, key: &String, stored: &Stored) -> u64 {
        (key.len() + stored.body.len() + 512) as u64
    }
}

/// The answers of public GETs. Cheap to clone.
#[derive(Clone)]
pub struct ResponseCache {
    entries: Arc<Cache<String, Stored, ByBytes>>,
    generation: Arc<AtomicU64>,
}

impl ResponseCache {
    /// Keeps at most `max_bytes` of bodies.
    pub fn new(max_bytes: u64) -> Self {
        let items = usize::try_from(max_bytes / 4_096).unwrap_or(1).max(16);
        Self { entries: Arc::new(Cache::with_weighter(items, max_bytes, ByBytes)), generation: Arc::default() }
    }

    /// Forgets everything: call it when the catalogue has changed.
    pub fn clear(&self) {
        // An answer that is being computed from the old catalogue must not be stored after this.
        self.generation.fetch_add(1, Ordering::SeqCst);
        self.entries.clear();
    }
}

/// The layer: `axum::middleware::from_fn_with_state(cache, serve)`, outside of compression.
pub async fn serve(State(cache): State<ResponseCache>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let key = key_of(&request);
    let shared = country_of(&request).is_none();
    let if_none_match = request.headers().get(header::IF_NONE_MATCH).cloned();
    if let Some(stored) = cache.entries.get(&key) {
        return answer(&stored, if_none_match.as_ref());
    }
    let generation = cache.generation.load(Ordering::SeqCst);
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    match store(&cache, key, generation, response, shared).await {
        Ok(stored) => answer(&stored, if_none_match.as_ref()),
        Err(problem) => problem.into_response(),
    }
}

async fn store(
    cache: &ResponseCache,
    key: String,
    generation: u64,
    response: Response,
    shared: bool,
) -> Result<Stored, Problem> {
    let (mut parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, 64 * 1024 * 1024).await.map_err(Problem::internal)?;
    let digest = URL_SAFE_NO_PAD.encode(&Sha256::digest(&body)[..18]);
    let etag = HeaderValue::from_str(&format!("\"{digest}\"")).map_err(Problem::internal)?;
    // What is made for one country must not be kept by a cache that serves others.
    let caching =
        if shared { format!("public, max-age={}", MAX_AGE.as_secs()) } else { "private, no-cache".to_owned() };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_str(&caching).map_err(Problem::internal)?);
    parts.headers.insert(header::ETAG, etag.clone());
    parts.headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let stored = Stored { body, headers: Arc::new(parts.headers), etag };
    if stored.body.len() <= MAX_ENTRY && cache.generation.load(Ordering::SeqCst) == generation {
        cache.entries.insert(key, stored.clone());
    }
    Ok(stored)
}

fn answer(stored: &Stored, if_none_match: Option<&HeaderValue>) -> Response {
    let unchanged = if_none_match.and_then(|v| v.to_str().ok()).is_some_and(|tags| matches(tags, &stored.etag));
    let (status, body) = if unchanged {
        (StatusCode::NOT_MODIFIED, Body::empty())
    } else {
        (StatusCode::OK, stored.body.clone().into())
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = (*stored.headers).clone();
    response
}

fn matches(tags: &str, etag: &HeaderValue) -> bool {
    tags.split(',')
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag).as_bytes() == etag.as_bytes())
}

/// Address, coding and, where the catalogue differs by it, country: an answer for brotli is other bytes than one for
/// gzip, and what is not sold somewhere is not shown there.
fn key_of(request: &Request) -> String {
    let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    let coding = ["br", "gzip"].into_iter().find(|coding| accepts.contains(coding)).unwrap_or("id");
    let uri = request.uri();
    let country = country_of(request).map(|country| country.to_string()).unwrap_or_default();
    format!("{coding}{country} {}?{}", uri.path(), uri.query().unwrap_or(""))
}

/// Empty while nothing is held back from any country: then all visitors share one answer.
fn country_of(request: &Request) -> Option<kernel::CountryCode> {
    request.extensions().get::<Country>().and_then(|country| country.0)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use axum::{Router, middleware::from_fn_with_state, routing::get};
    use tower::ServiceExt;

    use super::*;

    fn app(cache: &ResponseCache, calls: Arc<AtomicUsize>) -> Router {
        let handler = move || {
            let calls = calls.clone();
            async move { format!("call {}", calls.fetch_add(1, Ordering::SeqCst)) }
        };
        Router::new().route("/a", get(handler)).layer(from_fn_with_state(cache.clone(), serve))
    }

    fn ask(etag: Option<&str>) -> Request {
        let mut request = Request::get("/a").body(Body::empty()).unwrap();
        if let Some(etag) = etag {
            request.headers_mut().insert(header::IF_NONE_MATCH, etag.parse().unwrap());
        }
        request
    }

    #[tokio::test]
    async fn an_answer_is_made_once_until_the_catalogue_changes() {
        let (cache, calls) = (ResponseCache::new(1 << 20), Arc::new(AtomicUsize::new(0)));
        let app = app(&cache, calls.clone());
        let first = app.clone().oneshot(ask(None)).await.unwrap();
        let etag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert_eq!(app.clone().oneshot(ask(None)).await.unwrap().status(), StatusCode::OK);
        assert_eq!(app.clone().oneshot(ask(Some(&etag))).await.unwrap().status(), StatusCode::NOT_MODIFIED);
        assert_eq!(calls.load(Ordering::SeqCst), 1);
        cache.clear();
        assert_eq!(app.oneshot(ask(Some(&etag))).await.unwrap().status(), StatusCode::OK);
        assert_eq!(calls.load(Ordering::SeqCst), 2);
    }
}
