//! `/music`: the public catalogue.

use ::http::{
    Country, OrNotFound, Page, Path, Problem, Query, Result,
    page::{Cursor, Limit},
};
use axum::{
    Json,
    extract::{FromRef, State},
};
use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId, TrackId};
use serde::{Deserialize, Serialize};
use sql::Db;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AlbumDetail, AlbumKind, AlbumSort, AlbumSummary, ArtistDetail, ArtistSort, ArtistSummary, Genre, GenreDetail, Home,
    Kind, Mark, MediaType, Slice, Track, TrackSort, fold,
    here::{Here, seen},
    pages,
    queries::{self, AlbumFilter, AlbumShelf, ArtistFilter, TrackFilter},
};

pub fn router<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Db: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(get_home))
        .routes(routes!(list_artists))
        .routes(routes!(get_artist))
        .routes(routes!(list_albums))
        .routes(routes!(get_album))
        .routes(routes!(list_similar_albums))
        .routes(routes!(list_tracks))
        .routes(routes!(get_track))
        .routes(routes!(list_genres))
        .routes(routes!(get_genre))
        .routes(routes!(list_media_types))
        .routes(routes!(list_top_albums))
        .routes(routes!(list_top_tracks))
        .routes(routes!(list_new_arrivals))
}

/// A whole list, short enough for one answer.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct List<T> {
    pub items: Vec<T>,
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items }
    }
}

/// The page a cursor and a limit ask for. A cursor made for another order is refused.
pub(crate) fn position(cursor: Option<&str>, limit: Option<u32>, order: &str) -> Result<(Option<Mark>, i64)> {
    let limit = Limit::new(limit)?;
    let after: Option<Mark> = Cursor::decode_opt(cursor)?;
    match after {
        Some(mark) if mark.sort != order => {
            Err(Problem::bad_request("`cursor` was made for another order of this list. Start again without it."))
        }
        after => Ok((after, limit.plus_one() - 1)),
    }
}

/// A page of what is shown in a country.
pub(crate) fn page<T: Here>(slice: Slice<T>, country: Country) -> Json<Page<T>> {
    let slice = Slice { items: seen(slice.items, country.0), next: slice.next };
    let next_cursor = slice.next.as_ref().map(Cursor::encode);
    Json(Page { items: slice.items, next_cursor })
}

/// The front page: featured albums, new arrivals, best-sellers, genres and playlists
#[utoipa::path(get, path = "/music/home", tag = "music", responses((status = 200, body = Home)))]
pub async fn get_home(State(db): State<Db>, country: Country) -> Result<Json<Home>> {
    let home = pages::home(&mut db.read().await?).await?;
    Ok(Json(home.here(country.0).or_not_found("page", "home")?))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ArtistParams {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    #[serde(default)]
    #[param(inline)]
    sort: ArtistSort,
    #[param(value_type = Option<i64>)]
    genre_id: Option<GenreId>,
    /// How the name begins, without its article; `#` for what begins with no letter.
    #[param(max_length = 50, example = "b")]
    starts_with: Option<String>,
}

/// Artists with something on sale
#[utoipa::path(get, path = "/music/artists", tag = "music", params(ArtistParams), responses((status = 200, body = Page<ArtistSummary>)))]
pub async fn list_artists(
    State(db): State<Db>,
    country: Country,
    Query(params): Query<ArtistParams>,
) -> Result<Json<Page<ArtistSummary>>> {
    let (after, limit) = position(params.cursor.as_deref(), params.limit, params.sort.as_str())?;
    if params.starts_with.as_deref().is_some_and(|start| start.trim() != "#" && fold(start).is_empty()) {
        return Err(Problem::bad_request(
            "`starts_with` takes letters or digits, or `#` for names that begin with no letter.",
        ));
    }
    let filter = ArtistFilter { genre: params.genre_id, starts_with: params.starts_with };
    Ok(page(queries::list_artists(&mut db.read().await?, &filter, params.sort, after.as_ref(), limit).await?, country))
}

/// An artist's page: albums, appearances, best-sellers, similar artists
#[utoipa::path(get, path = "/music/artists/{id}", tag = "music", params(("id" = i64, Path)), responses((status = 200, body = ArtistDetail), (status = 404, body = Problem)))]
pub async fn get_artist(
    State(db): State<Db>,
    country: Country,
    Path(id): Path<ArtistId>,
) -> Result<Json<ArtistDetail>> {
    let page = pages::artist(&mut db.read().await?, id).await?;
    Ok(Json(page.and_then(|page| page.here(country.0)).or_not_found("artist", id)?))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AlbumParams {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    #[serde(default)]
    #[param(inline)]
    sort: AlbumSort,
    #[param(value_type = Option<i64>)]
    artist_id: Option<ArtistId>,
    /// Albums with at least one track of the genre.
    #[param(value_type = Option<i64>)]
    genre_id: Option<GenreId>,
    #[param(inline)]
    kind: Option<AlbumKind>,
}

/// Albums on sale
#[utoipa::path(get, path = "/music/albums", tag = "music", params(AlbumParams), responses((status = 200, body = Page<AlbumSummary>)))]
pub async fn list_albums(
    State(db): State<Db>,
    country: Country,
    Query(params): Query<AlbumParams>,
) -> Result<Json<Page<AlbumSummary>>> {
    let (after, limit) = position(params.cursor.as_deref(), params.limit, params.sort.as_str())?;
    let filter = AlbumFilter { artist: params.artist_id, genre: params.genre_id, kind: params.kind };
    Ok(page(queries::list_albums(&mut db.read().await?, &filter, params.sort, after.as_ref(), limit).await?, country))
}

/// An album's page: tracks, prices, similar albums, more by the artist
#[utoipa::path(get, path = "/music/albums/{id}", tag = "music", params(("id" = i64, Path)), responses((status = 200, body = AlbumDetail), (status = 404, body = Problem)))]
pub async fn get_album(State(db): State<Db>, country: Country, Path(id): Path<AlbumId>) -> Result<Json<AlbumDetail>> {
    let page = pages::album(&mut db.read().await?, id).await?;
    Ok(Json(page.and_then(|page| page.here(country.0)).or_not_found("album", id)?))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LimitParams {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
}

impl LimitParams {
    fn rows(&self) -> Result<i64> {
        Ok(Limit::new(self.limit)?.plus_one() - 1)
    }
}

/// Albums a buyer of this one may like
#[utoipa::path(get, path = "/music/albums/{id}/similar", tag = "music", params(("id" = i64, Path), LimitParams), responses((status = 200, body = List<AlbumSummary>), (status = 404, body = Problem)))]
pub async fn list_similar_albums(
    State(db): State<Db>,
    country: Country,
    Path(id): Path<AlbumId>,
    Query(params): Query<LimitParams>,
) -> Result<Json<List<AlbumSummary>>> {
    let limit = Limit::new(params.limit)?.rows();
    let mut conn = db.read().await?;
    let album = queries::album(&mut conn, id).await?.or_not_found("album", id)?;
    Ok(Json(seen(queries::similar_albums(&mut conn, &album, limit).await?, country.0).into()))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrackParams {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    #[serde(default)]
    #[param(inline)]
    sort: TrackSort,
    #[param(value_type = Option<i64>)]
    artist_id: Option<ArtistId>,
    #[param(value_type = Option<i64>)]
    album_id: Option<AlbumId>,
    #[param(value_type = Option<i64>)]
    genre_id: Option<GenreId>,
    #[param(value_type = Option<i64>)]
    media_type_id: Option<MediaTypeId>,
    #[param(inline)]
    kind: Option<Kind>,
}

/// Tracks on sale
#[utoipa::path(get, path = "/music/tracks", tag = "music", params(TrackParams), responses((status = 200, body = Page<Track>)))]
pub async fn list_tracks(
    State(db): State<Db>,
    country: Country,
    Query(params): Query<TrackParams>,
) -> Result<Json<Page<Track>>> {
    let (after, limit) = position(params.cursor.as_deref(), params.limit, params.sort.as_str())?;
    let filter = TrackFilter {
        artist: params.artist_id,
        album: params.album_id,
        genre: params.genre_id,
        media_type: params.media_type_id,
        kind: params.kind,
    };
    Ok(page(queries::list_tracks(&mut db.read().await?, &filter, params.sort, after.as_ref(), limit).await?, country))
}

/// One track
#[utoipa::path(get, path = "/music/tracks/{id}", tag = "music", params(("id" = i64, Path)), responses((status = 200, body = Track), (status = 404, body = Problem)))]
pub async fn get_track(State(db): State<Db>, country: Country, Path(id): Path<TrackId>) -> Result<Json<Track>> {
    let track = queries::track(&mut db.read().await?, id).await?;
    Ok(Json(track.and_then(|track| track.here(country.0)).or_not_found("track", id)?))
}

/// Genres with something on sale, by name
#[utoipa::path(get, path = "/music/genres", tag = "music", responses((status = 200, body = List<Genre>)))]
pub async fn list_genres(State(db): State<Db>) -> Result<Json<List<Genre>>> {
    Ok(Json(queries::genres(&mut db.read().await?).await?.into()))
}

/// A genre's page: best-sellers and new arrivals
#[utoipa::path(get, path = "/music/genres/{id}", tag = "music", params(("id" = i64, Path)), responses((status = 200, body = GenreDetail), (status = 404, body = Problem)))]
pub async fn get_genre(State(db): State<Db>, country: Country, Path(id): Path<GenreId>) -> Result<Json<GenreDetail>> {
    let page = pages::genre(&mut db.read().await?, id).await?;
    Ok(Json(page.and_then(|page| page.here(country.0)).or_not_found("genre", id)?))
}

/// File formats of the catalogue
#[utoipa::path(get, path = "/music/media-types", tag = "music", responses((status = 200, body = List<MediaType>)))]
pub async fn list_media_types(State(db): State<Db>) -> Result<Json<List<MediaType>>> {
    Ok(Json(queries::media_types(&mut db.read().await?).await?.into()))
}

/// Best-selling albums
#[utoipa::path(get, path = "/music/top-albums", tag = "music", params(LimitParams), responses((status = 200, body = List<AlbumSummary>)))]
pub async fn list_top_albums(
    State(db): State<Db>,
    country: Country,
    Query(params): Query<LimitParams>,
) -> Result<Json<List<AlbumSummary>>> {
    Ok(Json(seen(queries::shelf(&mut db.read().await?, AlbumShelf::Top, params.rows()?).await?, country.0).into()))
}

/// Best-selling tracks
#[utoipa::path(get, path = "/music/top-tracks", tag = "music", params(LimitParams), responses((status = 200, body = List<Track>)))]
pub async fn list_top_tracks(
    State(db): State<Db>,
    country: Country,
    Query(params): Query<LimitParams>,
) -> Result<Json<List<Track>>> {
    Ok(Json(seen(queries::top_tracks(&mut db.read().await?, params.rows()?).await?, country.0).into()))
}

/// Albums that came in last
#[utoipa::path(get, path = "/music/new-arrivals", tag = "music", params(LimitParams), responses((status = 200, body = List<AlbumSummary>)))]
pub async fn list_new_arrivals(
    State(db): State<Db>,
    country: Country,
    Query(params): Query<LimitParams>,
) -> Result<Json<List<AlbumSummary>>> {
    Ok(Json(seen(queries::shelf(&mut db.read().await?, AlbumShelf::New, params.rows()?).await?, country.0).into()))
}
