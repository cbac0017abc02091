//! Delivering recordings to whoever follows a signed link: `/media/downloads`, `/media/streams`.

use ::http::{OrNotFound, Path, Problem, Query, Result};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use blobs::{filename::content_disposition, links::LinkError};
use kernel::{CustomerId, GrantId, TrackId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::not_owned;
use crate::{
    Shop, audio,
    audio::delivery::{self, File},
    purchases::{Parcel, archive, download_path, queries, stream_path},
};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(get_download)).routes(routes!(get_stream))
}

/// Nobody but the browser that asked keeps a copy.
const PRIVATE: &str = "private, no-transform";

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DownloadParams {
    expires: String,
    signature: String,
}

/// The file or ZIP behind a download link
///
/// Answers `Range` for files. Resuming a download does not count as a use.
#[utoipa::path(get, path = "/media/downloads/{grant}", tag = "media", params(("grant" = String, Path), DownloadParams), responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 206, content_type = "audio/flac", body = Vec<u8>), (status = 403, body = Problem, description = "`link-expired`, `link-forged` or `not-owned`"), (status = 404, body = Problem), (status = 410, body = Problem, description = "`link-used-up`")))]
pub async fn get_download(
    State(shop): State<Shop>,
    Path(id): Path<GrantId>,
    Query(params): Query<DownloadParams>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response> {
    let own = [("expires", params.expires.as_str()), ("signature", params.signature.as_str())];
    shop.links.verify(&download_path(id), own, shop.clock.now()).map_err(link_problem)?;
    let grant = queries::grant(&mut shop.db.read().await?, id).await?.or_not_found("download", id)?;
    // A link that was replaced ends before the time that is signed into it.
    if grant.expires_at <= shop.clock.now() {
        return Err(link_problem(LinkError::Expired));
    }
    let recordings =
        queries::recordings(&mut shop.db.read().await?, grant.customer_id, grant.parcel, shop.clock.now()).await?;
    let Some(first) = recordings.first().map(|recording| recording.id) else {
        return Err(not_owned("This music was refunded and is no longer yours, so the link is closed."));
    };
    let response = match grant.parcel {
        Parcel::Track(_) => send(&shop, first, Some(&grant.title), &headers).await?,
        _ if method == Method::HEAD => zip_response(&grant.title, Body::empty())?,
        parcel => zip_response(&grant.title, Body::from_stream(archive::stream(shop.clone(), parcel, recordings)))?,
    };
    if method != Method::HEAD && begins(&response) {
        count_use(&shop, id).await?;
    }
    Ok(response)
}

/// Whether this answer starts a download, and does not go on with one: what is sent counts, not what was asked for.
fn begins(response: &Response) -> bool {
    let content_range = response.headers().get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
    match response.status() {
        StatusCode::OK => true,
        StatusCode::PARTIAL_CONTENT => content_range.is_none_or(|range| range.starts_with("bytes 0-")),
        _ => false,
    }
}

async fn count_use(shop: &Shop, id: GrantId) -> Result<()> {
    let mut tx = shop.db.begin().await?;
    if !queries::use_grant(&mut tx, id).await? {
        return Err(Problem::new(
            StatusCode::GONE,
            "link-used-up",
            "The link is used up",
            "This link was used as often as it could be. Get a new one from your purchases; the music stays yours.",
        ));
    }
    Ok(tx.commit().await?)
}

fn zip_response(title: &str, body: Body) -> Result<Response> {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(PRIVATE));
    // Made while it is sent: it cannot be resumed.
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("none"));
    let disposition = HeaderValue::from_str(&content_disposition(title, "zip")).map_err(Problem::internal)?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreamParams {
    /// Whose stream it is.
    #[param(value_type = i64)]
    customer: CustomerId,
    expires: String,
    signature: String,
}

/// An owned track, for a player; answers `Range`
#[utoipa::path(get, path = "/media/streams/{track}", tag = "media", params(("track" = i64, Path), StreamParams), responses((status = 200, content_type = "audio/flac", body = Vec<u8>), (status = 206, content_type = "audio/flac", body = Vec<u8>), (status = 403, body = Problem, description = "`link-expired`, `link-forged` or `not-owned`"), (status = 416)))]
pub async fn get_stream(
    State(shop): State<Shop>,
    Path(track): Path<TrackId>,
    Query(params): Query<StreamParams>,
    headers: HeaderMap,
) -> Result<Response> {
    let customer = params.customer.to_string();
    let own = [
        ("customer", customer.as_str()),
        ("expires", params.expires.as_str()),
        ("signature", params.signature.as_str()),
    ];
    shop.links.verify(&stream_path(track), own, shop.clock.now()).map_err(link_problem)?;
    let now = shop.clock.now();
    if queries::recordings(&mut shop.db.read().await?, params.customer, Parcel::Track(track), now).await?.is_empty() {
        return Err(not_owned("This track was refunded and is no longer yours, so the link is closed."));
    }
    send(&shop, track, None, &headers).await
}

/// To be saved under a title, or to be played.
async fn send(shop: &Shop, track: TrackId, title: Option<&str>, headers: &HeaderMap) -> Result<Response> {
    let (key, format) = audio::ensure_recording(shop, track).await?.or_not_found("track", track)?;
    let disposition = title.map(|title| content_disposition(title, format.ending()));
    let file = File { key: &key, content_type: format.content_type(), disposition, cache_control: PRIVATE };
    delivery::send(&shop.blobs, file, headers).await
}

pub(crate) fn link_problem(error: LinkError) -> Problem {
    let forbidden = |slug, title, detail: &str| Problem::new(StatusCode::FORBIDDEN, slug, title, detail);
    match error {
        LinkError::Expired => forbidden(
            "link-expired",
            "The link has expired",
            "This link is over. Get a new one from your purchases; the music stays yours.",
        ),
        LinkError::Forged => forbidden(
            "link-forged",
            "The link is not right",
            "This link was not made here, or lost a part on its way. Get a new one from your purchases.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_on_with_a_download_is_no_new_use() {
        let sent = |status: StatusCode, range: &str| {
            let mut response = status.into_response();
            if !range.is_empty() {
                response.headers_mut().insert(header::CONTENT_RANGE, range.parse().unwrap());
            }
            begins(&response)
        };
        assert!(sent(StatusCode::OK, ""), "whatever range was asked for");
        assert!(
            sent(StatusCode::PARTIAL_CONTENT, "bytes 0-/1000") && sent(StatusCode::PARTIAL_CONTENT, "bytes 0-99/1000")
        );
        assert!(!sent(StatusCode::PARTIAL_CONTENT, "bytes 1-999/1000"));
        assert!(!sent(StatusCode::PARTIAL_CONTENT, "bytes 500-999/1000"));
        assert!(!sent(StatusCode::RANGE_NOT_SATISFIABLE, "bytes */1000"), "nothing was sent");
    }
}
