//! Asking for downloads and streams: `/orders/{id}/downloads`, `/music/…/downloads`, `/music/…/streams`.

pub(crate) mod media;

use ::http::{Customer, OrNotFound, Path, Problem, Result};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{AlbumId, OrderId, TrackId};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{DownloadLink, Parcel, StreamLink, queries};
use crate::{Shop, orders};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(create_order_download))
        .routes(routes!(create_album_download))
        .routes(routes!(create_track_download))
        .routes(routes!(create_track_stream))
        .merge(media::router())
}

/// A link to all music of an order, as a ZIP
#[utoipa::path(post, path = "/orders/{id}/downloads", tag = "orders", params(("id" = OrderId, Path)), responses((status = 201, body = DownloadLink), (status = 401, body = Problem), (status = 403, body = Problem, description = "`not-owned`: not paid, or refunded"), (status = 404, body = Problem)))]
pub async fn create_order_download(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<OrderId>,
) -> Result<(StatusCode, Json<DownloadLink>)> {
    let mut tx = shop.db.begin().await?;
    let order = orders::queries::order(&mut tx, customer.id, id).await?.or_not_found("order", id)?;
    if !order.status.is_bought() || queries::recordings(&mut tx, customer.id, Parcel::Order(id)).await?.is_empty() {
        return Err(not_owned("Pay for this order to download its music."));
    }
    let title = format!("{} {}", shop.settings.seller.name, order.number);
    let link = super::grant(&mut tx, &shop, customer.id, Parcel::Order(id), &title).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(link)))
}

/// A link to what the customer owns of an album, as a ZIP
#[utoipa::path(post, path = "/music/albums/{id}/downloads", tag = "music", params(("id" = i64, Path)), responses((status = 201, body = DownloadLink), (status = 401, body = Problem), (status = 403, body = Problem, description = "`not-owned`"), (status = 404, body = Problem)))]
pub async fn create_album_download(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<AlbumId>,
) -> Result<(StatusCode, Json<DownloadLink>)> {
    let mut tx = shop.db.begin().await?;
    let title = queries::album_title(&mut tx, id).await?.or_not_found("album", id)?;
    if queries::recordings(&mut tx, customer.id, Parcel::Album(id)).await?.is_empty() {
        return Err(not_owned("Buy this album to download it."));
    }
    let link = super::grant(&mut tx, &shop, customer.id, Parcel::Album(id), &title).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(link)))
}

/// A link to an owned track, as FLAC
#[utoipa::path(post, path = "/music/tracks/{id}/downloads", tag = "music", params(("id" = i64, Path)), responses((status = 201, body = DownloadLink), (status = 401, body = Problem), (status = 403, body = Problem, description = "`not-owned`"), (status = 404, body = Problem)))]
pub async fn create_track_download(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<TrackId>,
) -> Result<(StatusCode, Json<DownloadLink>)> {
    let mut tx = shop.db.begin().await?;
    if !queries::track_exists(&mut tx, id).await? {
        return Err(Problem::not_found("track", id));
    }
    let recordings = queries::recordings(&mut tx, customer.id, Parcel::Track(id)).await?;
    let recording = recordings.first().ok_or_else(|| not_owned("Buy this track to download it."))?;
    let link = super::grant(&mut tx, &shop, customer.id, Parcel::Track(id), &recording.full_title()).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(link)))
}

/// A link that plays an owned track
#[utoipa::path(post, path = "/music/tracks/{id}/streams", tag = "music", params(("id" = i64, Path)), responses((status = 201, body = StreamLink), (status = 401, body = Problem), (status = 403, body = Problem, description = "`not-owned`"), (status = 404, body = Problem)))]
pub async fn create_track_stream(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<TrackId>,
) -> Result<(StatusCode, Json<StreamLink>)> {
    let mut conn = shop.db.read().await?;
    if !queries::track_exists(&mut conn, id).await? {
        return Err(Problem::not_found("track", id));
    }
    if queries::recordings(&mut conn, customer.id, Parcel::Track(id)).await?.is_empty() {
        return Err(not_owned("Buy this track to hear all of it. The preview is free."));
    }
    Ok((StatusCode::CREATED, Json(super::stream(&shop, customer.id, id))))
}

pub(super) fn not_owned(detail: &str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "not-owned", "Not yours yet", detail)
}
