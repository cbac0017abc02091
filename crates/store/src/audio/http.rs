//! Covers, pictures and previews: public, cacheable.

pub mod delivery;

use ::http::{OrNotFound, Path, Problem, Query, Result};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use blobs::BlobKey;
use kernel::{AlbumId, ArtistId, GenreId, PlaylistId, TrackId};
use media::{cover, preview};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::delivery::File;
use super::{Listener, queries};
use crate::{Shop, catalog, playlists, purchases::http::media::link_problem};

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

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CoverParams {
    /// Any text: another one makes browsers ask again.
    #[serde(rename = "v")]
    #[expect(dead_code, reason = "it only makes addresses differ")]
    v: Option<String>,
}

/// An album's cover: the uploaded picture, else a drawn one
#[utoipa::path(get, path = "/music/albums/{id}/cover", tag = "music", params(("id" = AlbumId, Path), CoverParams),
    responses((status = 200, content_type = "image/svg+xml", body = String), (status = 404, body = Problem)))]
async fn get_album_cover(
    State(shop): State<Shop>,
    Path(id): Path<AlbumId>,
    Query(_asked): Query<CoverParams>,
) -> Result<Response> {
    let uploaded = queries::cover(&mut shop.db.read().await?, id).await?;
    if let Some(key) = uploaded.and_then(|key| BlobKey::new(key).ok())
        && let Some(bytes) = shop.blobs.get(&key).await.map_err(Problem::internal)?
    {
        return Ok(([(header::CONTENT_TYPE, ::media::picture::CONTENT_TYPE)], bytes).into_response());
    }
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

/// What the address has at which staff hear a draft.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PreviewParams {
    expires: Option<String>,
    signature: Option<String>,
}

impl PreviewParams {
    fn listener(&self, shop: &Shop, track: TrackId) -> Result<Listener> {
        let (Some(expires), Some(signature)) = (&self.expires, &self.signature) else { return Ok(Listener::Anybody) };
        let own = [("expires", expires.as_str()), ("signature", signature.as_str())];
        shop.links.verify(&super::preview_path(track), own, shop.clock.now()).map_err(link_problem)?;
        Ok(Listener::Staff)
    }
}

/// The first 30 seconds of a track, as MP3; answers `Range`
#[utoipa::path(get, path = "/music/tracks/{id}/preview", tag = "music", params(("id" = TrackId, Path), PreviewParams),
    responses((status = 200, content_type = "audio/mpeg", body = Vec<u8>), (status = 206, content_type = "audio/mpeg", body = Vec<u8>),
        (status = 403, body = Problem, description = "`link-expired` or `link-forged`"), (status = 404, body = Problem)))]
async fn get_track_preview(
    State(shop): State<Shop>,
    Path(id): Path<TrackId>,
    Query(params): Query<PreviewParams>,
    headers: HeaderMap,
) -> Result<Response> {
    let listener = params.listener(&shop, id)?;
    let key = super::ensure_preview(&shop, id, listener).await?.or_not_found("track", id)?;
    let file = File {
        key: &key,
        content_type: preview::CONTENT_TYPE,
        disposition: None,
        cache_control: if listener == Listener::Staff { "private" } else { "public, max-age=86400" },
    };
    delivery::send(&shop.blobs, file, &headers).await
}
