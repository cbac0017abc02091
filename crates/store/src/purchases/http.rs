//! Asking for downloads and streams: `/orders/{id}/downloads`, `/music/…/downloads`, `/music/…/streams`.

pub(crate) mod media;

use ::http::{Customer, OrNotFound, Path, Problem, Result};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{AlbumId, CustomerId, OrderId, Timestamp, TrackId};
use sql::Conn;
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
#[utoipa::path(post, path = "/orders/{id}/downloads", tag = "orders", params(("id" = OrderId, Path)), responses((status = 201, body = DownloadLink), (status = 401, body = Problem), (status = 403, body = Problem, description = "`not-owned`: not paid, or refunded; `not-released`: a pre-order"), (status = 404, body = Problem)))]
pub async fn create_order_download(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<OrderId>,
) -> Result<(StatusCode, Json<DownloadLink>)> {
    let mut tx = shop.db.begin().await?;
    let order = orders::queries::order(&mut tx, customer.id, id).await?.or_not_found("order", id)?;
    let now = shop.clock.now();
    if order.paid_at.is_none() || queries::recordings(&mut tx, customer.id, Parcel::Order(id), now).await?.is_empty() {
        let missing = "Pay for this order to download its music.";
        return Err(not_yet(&mut tx, customer.id, Parcel::Order(id), now, missing).await?);
    }
    let title = format!("{} {}", shop.settings.seller.name, order.number);
    let link = super::grant(&mut tx, &shop, customer.id, Parcel::Order(id), &title).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(link)))
}

/// A link to what the customer owns of an album, as a ZIP
#[utoipa::path(post, path = "/music/albums/{id}/downloads", tag = "music", params(("id" = i64, Path)), responses((status = 201, body = DownloadLink), (status = 401, body = Problem), (status = 403, body = Problem, description = "`not-owned` or `not-released`"), (status = 404, body = Problem)))]
pub async fn create_album_download(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<AlbumId>,
) -> Result<(StatusCode, Json<DownloadLink>)> {
    let mut tx = shop.db.begin().await?;
    let title = queries::album_title(&mut tx, id).await?.or_not_found("album", id)?;
    let now = shop.clock.now();
    if queries::recordings(&mut tx, customer.id, Parcel::Album(id), now).await?.is_empty() {
        let missing = "Buy this album to download it.";
        return Err(not_yet(&mut tx, customer.id, Parcel::Album(id), now, missing).await?);
    }
    let link = super::grant(&mut tx, &shop, customer.id, Parcel::Album(id), &title).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(link)))
}

/// A link to an owned track, as FLAC
#[utoipa::path(post, path = "/music/tracks/{id}/downloads", tag = "music", params(("id" = i64, Path)), responses((status = 201, body = DownloadLink), (status = 401, body = Problem), (status = 403, body = Problem, description = "`not-owned` or `not-released`"), (status = 404, body = Problem)))]
pub async fn create_track_download(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<TrackId>,
) -> Result<(StatusCode, Json<DownloadLink>)> {
    let mut tx = shop.db.begin().await?;
    if !queries::track_exists(&mut tx, id).await? {
        return Err(Problem::not_found("track", id));
    }
    let now = shop.clock.now();
    let recordings = queries::recordings(&mut tx, customer.id, Parcel::Track(id), now).await?;
    let Some(recording) = recordings.first() else {
        let missing = "Buy this track to download it.";
        return Err(not_yet(&mut tx, customer.id, Parcel::Track(id), now, missing).await?);
    };
    let link = super::grant(&mut tx, &shop, customer.id, Parcel::Track(id), &recording.full_title()).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(link)))
}

/// A link that plays an owned track
#[utoipa::path(post, path = "/music/tracks/{id}/streams", tag = "music", params(("id" = i64, Path)), responses((status = 201, body = StreamLink), (status = 401, body = Problem), (status = 403, body = Problem, description = "`not-owned` or `not-released`"), (status = 404, body = Problem)))]
pub async fn create_track_stream(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<TrackId>,
) -> Result<(StatusCode, Json<StreamLink>)> {
    let mut conn = shop.db.read().await?;
    if !queries::track_exists(&mut conn, id).await? {
        return Err(Problem::not_found("track", id));
    }
    let now = shop.clock.now();
    if queries::recordings(&mut conn, customer.id, Parcel::Track(id), now).await?.is_empty() {
        let missing = "Buy this track to hear all of it. The preview is free.";
        return Err(not_yet(&mut conn, customer.id, Parcel::Track(id), now, missing).await?);
    }
    Ok((StatusCode::CREATED, Json(super::stream(&shop, customer.id, id))))
}

/// Why nothing of a parcel can be had: it is a pre-order, or not the customer's.
async fn not_yet(
    conn: &mut Conn,
    customer: CustomerId,
    parcel: Parcel,
    now: Timestamp,
    missing: &str,
) -> Result<Problem> {
    Ok(match queries::release_day(conn, customer, parcel, now).await? {
        Some(day) => {
            let detail =
                format!("You have pre-ordered this. It comes out on {} and is yours to download then.", day.date());
            Problem::new(StatusCode::FORBIDDEN, "not-released", "Not out yet", detail).with("release_at", day)
        }
        None => not_owned(missing),
    })
}

pub(super) fn not_owned(detail: &str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "not-owned", "Not yours yet", detail)
}
