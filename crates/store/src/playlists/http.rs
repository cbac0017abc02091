//! `/music/playlists`: the shop's own playlists.

use ::http::{Country, OrNotFound, Page, Path, Problem, Query, Result};
use axum::{
    Json,
    extract::{FromRef, State},
};
use kernel::PlaylistId;
use serde::Deserialize;
use sql::Db;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ENTRY_ORDER, PlaylistDetail, PlaylistSummary, queries};
use crate::catalog::{
    Track,
    http::{List, page, position},
};

/// Genres named on a playlist's page.
const GENRES: i64 = 5;

pub fn router<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Db: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(list_playlists))
        .routes(routes!(get_playlist))
        .routes(routes!(list_playlist_tracks))
}

/// Playlists with something in them, by name
#[utoipa::path(get, path = "/music/playlists", tag = "music", responses((status = 200, body = List<PlaylistSummary>)))]
pub async fn list_playlists(State(db): State<Db>) -> Result<Json<List<PlaylistSummary>>> {
    Ok(Json(queries::list(&mut db.read().await?).await?.into()))
}

/// One playlist
#[utoipa::path(get, path = "/music/playlists/{id}", tag = "music", params(("id" = i64, Path)), responses((status = 200, body = PlaylistDetail), (status = 404, body = Problem)))]
pub async fn get_playlist(State(db): State<Db>, Path(id): Path<PlaylistId>) -> Result<Json<PlaylistDetail>> {
    let mut conn = db.read().await?;
    let summary = queries::by_id(&mut conn, id).await?.or_not_found("playlist", id)?;
    let genres = queries::genres(&mut conn, id, GENRES).await?;
    Ok(Json(PlaylistDetail { summary, genres }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EntryParams {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The tracks of a playlist, in its order
#[utoipa::path(get, path = "/music/playlists/{id}/tracks", tag = "music", params(("id" = i64, Path), EntryParams), responses((status = 200, body = Page<Track>), (status = 404, body = Problem)))]
pub async fn list_playlist_tracks(
    State(db): State<Db>,
    country: Country,
    Path(id): Path<PlaylistId>,
    Query(params): Query<EntryParams>,
) -> Result<Json<Page<Track>>> {
    let (after, limit) = position(params.cursor.as_deref(), params.limit, ENTRY_ORDER)?;
    let mut conn = db.read().await?;
    queries::by_id(&mut conn, id).await?.or_not_found("playlist", id)?;
    Ok(page(queries::tracks(&mut conn, id, after.as_ref(), limit).await?, country))
}
