//! Covers, pictures and previews: public, cacheable.

pub mod delivery;

use ::http::{OrNotFound, Path, Problem, Result};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use kernel::{AlbumId, ArtistId, GenreId, PlaylistId, TrackId};
use media::{cover, preview};
use utoipa_axum::{router::OpenApiRouter, routes};

use self::delivery::File;
use crate::{Shop, catalog, playlists};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(get_album_cover))
        .routes(routes!(get_artist_image))
        .routes(routes!(get_genre_cover))
        .routes(routes!(get_playlist_cover))
}

/// Apart from the artwork: previews answer ranges and must not pass through the response cache.
pub fn preview_router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(get_track_preview))
}

fn picture(svg: String) -> Response {
    // A picture opened on its own runs nothing and loads nothing.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    ([(header::CONTENT_TYPE, cover::CONTENT_TYPE), (header::CONTENT_SECURITY_POLICY, policy)], svg).into_response()
}

/// An album's cover
#[utoipa::path(get, path = "/music/albums/{id}/cover", tag = "music", params(("id" = AlbumId, Path)),
    responses((status = 200, content_type = "image/svg+xml", body = String), (status = 404, body = Problem)))]
async fn get_album_cover(State(shop): State<Shop>, Path(id): Path<AlbumId>) -> Result<Response> {
    let album = catalog::albums_by_ids(&mut shop.db.read().await?, &[id]).await?.pop().or_not_found("album", id)?;
    Ok(picture(super::album_cover(&album)))
}

/// An artist's picture
#[utoipa::path(get, path = "/music/artists/{id}/image", tag = "music", params(("id" = ArtistId, Path)),
    responses((status = 200, content_type = "image/svg+xml", body = String), (status = 404, body = Problem)))]
async fn get_artist_image(State(shop): State<Shop>, Path(id): Path<ArtistId>) -> Result<Response> {
    let artist = catalog::artists_by_ids(&mut shop.db.read().await?, &[id]).await?.pop().or_not_found("artist", id)?;
    Ok(picture(super::artist_image(&artist)))
}

/// A genre's tile
#[utoipa::path(get, path = "/music/genres/{id}/cover", tag = "music", params(("id" = GenreId, Path)),
    responses((status = 200, content_type = "image/svg+xml", body = String), (status = 404, body = Problem)))]
async fn get_genre_cover(State(shop): State<Shop>, Path(id): Path<GenreId>) -> Result<Response> {
    let genre = catalog::genres_by_ids(&mut shop.db.read().await?, &[id]).await?.pop().or_not_found("genre", id)?;
    Ok(picture(cover::genre(id.get(), &genre.name)))
}

/// A playlist's cover
#[utoipa::path(get, path = "/music/playlists/{id}/cover", tag = "music", params(("id" = PlaylistId, Path)),
    responses((status = 200, content_type = "image/svg+xml", body = String), (status = 404, body = Problem)))]
async fn get_playlist_cover(State(shop): State<Shop>, Path(id): Path<PlaylistId>) -> Result<Response> {
    let playlist = playlists::queries::by_id(&mut shop.db.read().await?, id).await?.or_not_found("playlist", id)?;
    Ok(picture(cover::playlist(id.get(), &playlist.name)))
}

/// The first 30 seconds of a track, as MP3; answers `Range`
#[utoipa::path(get, path = "/music/tracks/{id}/preview", tag = "music", params(("id" = TrackId, Path)),
    responses((status = 200, content_type = "audio/mpeg", body = Vec<u8>), (status = 206, content_type = "audio/mpeg", body = Vec<u8>),
        (status = 404, body = Problem)))]
async fn get_track_preview(State(shop): State<Shop>, Path(id): Path<TrackId>, headers: HeaderMap) -> Result<Response> {
    let key = super::ensure_preview(&shop, id).await?.or_not_found("track", id)?;
    let file = File {
        key: &key,
        content_type: preview::CONTENT_TYPE,
        disposition: None,
        cache_control: "public, max-age=86400",
    };
    delivery::send(&shop.blobs, file, &headers).await
}
