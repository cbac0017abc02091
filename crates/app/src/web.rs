//! The web pages, inside the binary.

use axum::{
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use http::Problem;
use rust_embed::{EmbeddedFile, RustEmbed};

/// Read from disk in debug builds, so that the pages can be rebuilt beside a running program.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
struct Pages;

/// Where the API and other programs' addresses begin: no page of ours is there.
const NOT_PAGES: [&str; 4] = ["/api/", "/demo/", "/test-gateway/", "/assets/"];

/// Links to playlists: whoever has one may look, and no search engine is to hand them out.
const SECRET_ADDRESSES: [&str; 2] = ["/s/", "/i/"];

/// Answers what no route does: a file, or the application, which knows its own addresses.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if !matches!(method, Method::GET | Method::HEAD) {
        return Problem::not_found("address", path).into_response();
    }
    if let Some(file) = Pages::get(path.trim_start_matches('/')) {
        return answer(path, file, &headers);
    }
    if NOT_PAGES.iter().any(|prefix| path.starts_with(prefix)) {
        return Problem::not_found("address", path).into_response();
    }
    match Pages::get("index.html") {
        Some(page) => {
            let mut response = answer("/index.html", page, &headers);
            if SECRET_ADDRESSES.iter().any(|prefix| path.starts_with(prefix)) {
                response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
            }
            response
        }
        None => Problem::unavailable("This build has no web pages in it. `make run` builds them.").into_response(),
    }
}

fn answer(path: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response {
    let etag = format!("\"{}\"", kernel::to_hex(&file.metadata.sha256_hash()[..12]));
    // Files in assets/ are named after their content and never change.
    let caching = if path.starts_with("/assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let unchanged = asked.get(header::IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == etag.as_bytes());
    let mut response =
        if unchanged { StatusCode::NOT_MODIFIED.into_response() } else { file.data.into_owned().into_response() };
    let fields =
        [(header::CONTENT_TYPE, content_type(path)), (header::CACHE_CONTROL, caching), (header::ETAG, etag.as_str())];
    for (name, value) in fields {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
