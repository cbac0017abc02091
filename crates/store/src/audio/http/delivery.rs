//! Sending a kept file, whole or in part (RFC 9110, section 14).

use std::ops::Range;

use ::http::Problem;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use blobs::{
    BlobKey, Blobs,
    range::{self, Part},
};

/// How a file is presented.
pub struct File<'a> {
    pub key: &'a BlobKey,
    pub content_type: &'static str,
    /// A `Content-Disposition`, when it is to be saved and not played.
    pub disposition: Option<String>,
    /// Who may keep a copy: `public, max-age=…`, or `private`.
    pub cache_control: &'static str,
}

/// Answers 200, 206 or 416, streaming from the store.
pub async fn send(blobs: &Blobs, file: File<'_>, asked: &HeaderMap) -> Result<Response, Problem> {
    let length = blobs.len(file.key).await.map_err(Problem::internal)?;
    let Some(length) = length else { return Err(Problem::not_found("file", file.key.as_str())) };
    // A recording never changes under its key: key and length name its bytes.
    let etag = format!("\"{}-{length}\"", file.key.as_str().replace(['/', '.'], "-"));
    let text = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    let wanted = text(header::RANGE).filter(|_| range::is_current(text(header::IF_RANGE), &etag));
    match range::parse(wanted, length) {
        Part::Unsatisfiable => Ok(nothing(length)),
        Part::Full => body(blobs, &file, 0..length, None, &etag).await,
        Part::Partial(part) => {
            let content_range = range::content_range(&part, length);
            body(blobs, &file, part, Some(content_range), &etag).await
        }
    }
}

async fn body(
    blobs: &Blobs,
    file: &File<'_>,
    part: Range<u64>,
    content_range: Option<String>,
    etag: &str,
) -> Result<Response, Problem> {
    let size = part.end - part.start;
    let stream = blobs.read_range(file.key, part).await.map_err(Problem::internal)?;
    let Some(stream) = stream else { return Err(Problem::not_found("file", file.key.as_str())) };
    let mut response = Body::from_stream(stream).into_response();
    if content_range.is_some() {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    let headers = response.headers_mut();
    let fields = [
        (header::CONTENT_TYPE, Some(file.content_type.to_owned())),
        (header::CONTENT_LENGTH, Some(size.to_string())),
        (header::ACCEPT_RANGES, Some("bytes".to_owned())),
        (header::ETAG, Some(etag.to_owned())),
        (header::CACHE_CONTROL, Some(file.cache_control.to_owned())),
        (header::CONTENT_DISPOSITION, file.disposition.clone()),
        (header::CONTENT_RANGE, content_range),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            headers.insert(name, HeaderValue::from_str(&value).map_err(Problem::internal)?);
        }
    }
    Ok(response)
}

fn nothing(length: u64) -> Response {
    let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
    if let Ok(value) = HeaderValue::from_str(&range::content_range_of_nothing(length)) {
        response.headers_mut().insert(header::CONTENT_RANGE, value);
    }
    response
}
