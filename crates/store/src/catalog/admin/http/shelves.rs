//! `/admin/genres`, `/admin/media-types`, `/admin/playlists`: what tracks stand on.

use std::collections::HashSet;

use ::http::{IfMatch, Json as Body, OrNotFound, Path, Problem, Query, Result, SalesManager, Staff, Versioned};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{GenreId, MediaTypeId, PlaylistId, TrackId};
use serde::Deserialize;
use serde_json::json;
use sql::Conn;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::artists::{merged, name_taken, on_sale};
use crate::{
    Shop,
    catalog::{
        Kind, Scope,
        admin::{
            CatalogueGenre, CatalogueMediaType, CataloguePlaylist, CataloguePlaylistDetail, Desk, MergeInto, NameDraft,
            queries::{self, Changes},
            tidy_name,
        },
        http::List,
        recount_within, sort_key, tracks_by_ids,
    },
};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_catalogue_genres, create_genre))
        .routes(routes!(update_genre))
        .routes(routes!(merge_genres))
        .routes(routes!(archive_genre))
        .routes(routes!(restore_genre))
        .routes(routes!(list_catalogue_media_types, create_media_type))
        .routes(routes!(update_media_type))
        .routes(routes!(list_catalogue_playlists, create_catalogue_playlist))
        .routes(routes!(get_catalogue_playlist, update_catalogue_playlist))
        .routes(routes!(set_catalogue_playlist_tracks))
        .routes(routes!(archive_catalogue_playlist))
        .routes(routes!(restore_catalogue_playlist))
}

const LONGEST: usize = 120;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Archived {
    /// Archived ones instead of the others.
    #[serde(default)]
    archived: bool,
}

/// Genres, by name
#[utoipa::path(get, path = "/admin/genres", tag = "admin", params(Archived), responses((status = 200, body = List<CatalogueGenre>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_catalogue_genres(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Query(wanted): Query<Archived>,
) -> Result<Json<List<CatalogueGenre>>> {
    Ok(Json(queries::genres(&mut shop.db.read().await?, wanted.archived).await?.into()))
}

async fn genre(conn: &mut Conn, id: GenreId) -> Result<Versioned<CatalogueGenre>> {
    let body = queries::genre(conn, id).await?.or_not_found("genre", id)?;
    Ok(Versioned { version: body.version, body })
}

/// Add a genre
#[utoipa::path(post, path = "/admin/genres", tag = "admin", request_body = NameDraft, responses((status = 201, body = CatalogueGenre), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create_genre(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(draft): Body<NameDraft>,
) -> Result<(StatusCode, Versioned<CatalogueGenre>)> {
    let name = tidy_name("name", &draft.name, LONGEST)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    if let Some(id) = queries::by_name(&mut tx, "genres", &name).await? {
        return Err(name_taken("A genre", id));
    }
    let id = queries::insert_genre(&mut tx, &name).await?;
    queries::sync_sequences(&mut tx).await?;
    desk.note(&mut tx, "genre.created", "genre", id, (), json!({ "name": name })).await?;
    let answer = genre(&mut tx, GenreId::new(id).map_err(Problem::internal)?).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, answer))
}

/// Rename a genre
#[utoipa::path(patch, path = "/admin/genres/{id}", tag = "admin", params(("id" = i64, Path), ("if-match" = String, Header)), request_body = NameDraft, responses((status = 200, body = CatalogueGenre), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn update_genre(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<GenreId>,
    version: IfMatch,
    Body(draft): Body<NameDraft>,
) -> Result<Versioned<CatalogueGenre>> {
    let name = tidy_name("name", &draft.name, LONGEST)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::genre(&mut tx, id).await?.or_not_found("genre", id)?;
    version.check(before.version)?;
    if let Some(other) = queries::by_name(&mut tx, "genres", &name).await?.filter(|other| *other != id.get()) {
        return Err(name_taken("A genre", other));
    }
    let mut row = Changes::default();
    row.set("name", name.as_str());
    row.set("name_key", sort_key(&name));
    row.apply(&mut tx, "genres", id.get()).await?;
    desk.note(&mut tx, "genre.edited", "genre", id, json!({ "name": before.name }), json!({ "name": name })).await?;
    let answer = genre(&mut tx, id).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Make two genres one
#[utoipa::path(post, path = "/admin/genres/{id}/merge", tag = "admin", params(("id" = i64, Path)), request_body = MergeInto, responses((status = 200, body = CatalogueGenre), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn merge_genres(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<GenreId>,
    Body(merge): Body<MergeInto>,
) -> Result<Versioned<CatalogueGenre>> {
    let into = GenreId::new(merge.into).map_err(|_| Problem::invalid("into", "choose a genre"))?;
    if into == id {
        return Err(Problem::invalid("into", "choose another genre"));
    }
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let from = queries::genre(&mut tx, id).await?.or_not_found("genre", id)?;
    let kept = queries::genre(&mut tx, into).await?.or_not_found("genre", into)?;
    if from.merged_into.is_some() || kept.archived_at.is_some() {
        return Err(Problem::invalid("into", "one of the two is archived or merged already"));
    }
    queries::merge_genre(&mut tx, id.get(), into.get(), desk.now).await?;
    let (told, tells) = (json!({ "name": from.name }), json!({ "merged_into": into, "name": kept.name }));
    desk.note(&mut tx, "genre.merged", "genre", id, told, tells).await?;
    // A genre's tracks stand on albums anywhere.
    recount_within(&mut tx, Scope::all()).await?;
    let answer = genre(&mut tx, into).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Put a genre away
///
/// Only one without tracks: merge it into another first.
#[utoipa::path(post, path = "/admin/genres/{id}/archive", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueGenre), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`on-sale`")))]
pub async fn archive_genre(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<GenreId>,
) -> Result<Versioned<CatalogueGenre>> {
    archive_a_genre(&shop, staff, id, true).await
}

/// Bring an archived genre back
#[utoipa::path(post, path = "/admin/genres/{id}/restore", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueGenre), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`merged`")))]
pub async fn restore_genre(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<GenreId>,
) -> Result<Versioned<CatalogueGenre>> {
    archive_a_genre(&shop, staff, id, false).await
}

async fn archive_a_genre(
    shop: &Shop,
    staff: Staff<SalesManager>,
    id: GenreId,
    away: bool,
) -> Result<Versioned<CatalogueGenre>> {
    let desk = Desk::new(shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::genre(&mut tx, id).await?.or_not_found("genre", id)?;
    if away && before.track_count > 0 {
        return Err(on_sale(
            "There are tracks of this genre. Merge it into another, or give them another genre, first.",
        ));
    }
    if !away && before.merged_into.is_some() {
        return Err(merged());
    }
    queries::set_archived(&mut tx, "genres", id.get(), away.then_some(desk.now)).await?;
    let action = if away { "genre.archived" } else { "genre.restored" };
    desk.note(&mut tx, action, "genre", id, (), ()).await?;
    let answer = genre(&mut tx, id).await?;
    tx.commit().await?;
    Ok(answer)
}

/// File formats of the catalogue, with all their tracks
#[utoipa::path(get, path = "/admin/media-types", tag = "admin", responses((status = 200, body = List<CatalogueMediaType>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_catalogue_media_types(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
) -> Result<Json<List<CatalogueMediaType>>> {
    Ok(Json(queries::media_types(&mut shop.db.read().await?).await?.into()))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMediaType {
    #[schema(max_length = 120)]
    pub name: String,
    pub kind: Kind,
}

async fn media_type(conn: &mut Conn, id: i64) -> Result<Versioned<CatalogueMediaType>> {
    let found = queries::media_types(conn).await?.into_iter().find(|one| one.id.get() == id);
    let body = found.or_not_found("media type", id)?;
    Ok(Versioned { version: body.version, body })
}

/// Add a media type
#[utoipa::path(post, path = "/admin/media-types", tag = "admin", request_body = NewMediaType, responses((status = 201, body = CatalogueMediaType), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn create_media_type(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(new): Body<NewMediaType>,
) -> Result<(StatusCode, Versioned<CatalogueMediaType>)> {
    let name = tidy_name("name", &new.name, LONGEST)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let id = queries::next_id(&mut tx, "media_types").await?;
    let mut row = Changes::default();
    row.set("name", name.as_str());
    row.set("kind", new.kind.as_str());
    row.insert(&mut tx, "media_types", id).await?;
    queries::sync_sequences(&mut tx).await?;
    desk.note(&mut tx, "media_type.created", "media_type", id, (), json!({ "name": name, "kind": new.kind })).await?;
    let answer = media_type(&mut tx, id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, answer))
}

/// Rename a media type
#[utoipa::path(patch, path = "/admin/media-types/{id}", tag = "admin", params(("id" = i64, Path), ("if-match" = String, Header)), request_body = NameDraft, responses((status = 200, body = CatalogueMediaType), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn update_media_type(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<MediaTypeId>,
    version: IfMatch,
    Body(draft): Body<NameDraft>,
) -> Result<Versioned<CatalogueMediaType>> {
    let name = tidy_name("name", &draft.name, LONGEST)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = media_type(&mut tx, id.get()).await?;
    version.check(before.version)?;
    let mut row = Changes::default();
    row.set("name", name.as_str());
    row.apply(&mut tx, "media_types", id.get()).await?;
    let (told, tells) = (json!({ "name": before.body.name }), json!({ "name": name }));
    desk.note(&mut tx, "media_type.edited", "media_type", id, told, tells).await?;
    let answer = media_type(&mut tx, id.get()).await?;
    tx.commit().await?;
    Ok(answer)
}

/// The shop's own playlists, by name
#[utoipa::path(get, path = "/admin/playlists", tag = "admin", params(Archived), responses((status = 200, body = List<CataloguePlaylist>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_catalogue_playlists(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Query(wanted): Query<Archived>,
) -> Result<Json<List<CataloguePlaylist>>> {
    Ok(Json(queries::playlists(&mut shop.db.read().await?, wanted.archived).await?.into()))
}

/// One of the shop's playlists with all its tracks
#[utoipa::path(get, path = "/admin/playlists/{id}", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CataloguePlaylistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get_catalogue_playlist(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Path(id): Path<PlaylistId>,
) -> Result<Versioned<CataloguePlaylistDetail>> {
    playlist(&mut shop.db.read().await?, id).await
}

async fn playlist(conn: &mut Conn, id: PlaylistId) -> Result<Versioned<CataloguePlaylistDetail>> {
    let playlist = queries::playlist(conn, id).await?.or_not_found("playlist", id)?;
    let tracks = queries::playlist_tracks(conn, id).await?;
    Ok(Versioned { version: playlist.version, body: CataloguePlaylistDetail { playlist, tracks } })
}

/// Add a playlist to the shop
#[utoipa::path(post, path = "/admin/playlists", tag = "admin", request_body = NameDraft, responses((status = 201, body = CataloguePlaylistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn create_catalogue_playlist(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(draft): Body<NameDraft>,
) -> Result<(StatusCode, Versioned<CataloguePlaylistDetail>)> {
    let name = tidy_name("name", &draft.name, LONGEST)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let id = queries::next_id(&mut tx, "playlists").await?;
    let mut row = Changes::default();
    row.set("name", name.as_str());
    row.set("name_key", sort_key(&name));
    row.insert(&mut tx, "playlists", id).await?;
    queries::sync_sequences(&mut tx).await?;
    desk.note(&mut tx, "playlist.created", "playlist", id, (), json!({ "name": name })).await?;
    let answer = playlist(&mut tx, PlaylistId::new(id).map_err(Problem::internal)?).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, answer))
}

/// Rename one of the shop's playlists
#[utoipa::path(patch, path = "/admin/playlists/{id}", tag = "admin", params(("id" = i64, Path), ("if-match" = String, Header)), request_body = NameDraft, responses((status = 200, body = CataloguePlaylistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn update_catalogue_playlist(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<PlaylistId>,
    version: IfMatch,
    Body(draft): Body<NameDraft>,
) -> Result<Versioned<CataloguePlaylistDetail>> {
    let name = tidy_name("name", &draft.name, LONGEST)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::playlist(&mut tx, id).await?.or_not_found("playlist", id)?;
    version.check(before.version)?;
    let mut row = Changes::default();
    row.set("name", name.as_str());
    row.set("name_key", sort_key(&name));
    row.apply(&mut tx, "playlists", id.get()).await?;
    desk.note(&mut tx, "playlist.edited", "playlist", id, json!({ "name": before.name }), json!({ "name": name }))
        .await?;
    let answer = playlist(&mut tx, id).await?;
    tx.commit().await?;
    Ok(answer)
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaylistTracks {
    /// In order, each once; at most 5,000.
    #[schema(value_type = Vec<i64>)]
    pub track_ids: Vec<TrackId>,
}

const MOST_ENTRIES: usize = 5_000;

/// Set what one of the shop's playlists plays
#[utoipa::path(put, path = "/admin/playlists/{id}/tracks", tag = "admin", params(("id" = i64, Path), ("if-match" = String, Header)), request_body = PlaylistTracks, responses((status = 200, body = CataloguePlaylistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn set_catalogue_playlist_tracks(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<PlaylistId>,
    version: IfMatch,
    Body(list): Body<PlaylistTracks>,
) -> Result<Versioned<CataloguePlaylistDetail>> {
    let mut once = HashSet::new();
    let ids: Vec<TrackId> = list.track_ids.into_iter().filter(|track| once.insert(*track)).collect();
    if ids.len() > MOST_ENTRIES {
        return Err(Problem::invalid("track_ids", format!("send at most {MOST_ENTRIES} tracks")));
    }
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::playlist(&mut tx, id).await?.or_not_found("playlist", id)?;
    version.check(before.version)?;
    if tracks_by_ids(&mut tx, &ids).await?.len() != ids.len() {
        return Err(Problem::invalid("track_ids", "some of these tracks do not exist"));
    }
    let ids: Vec<i64> = ids.into_iter().map(TrackId::get).collect();
    let twins = queries::set_entries(&mut tx, id.get(), &ids).await?;
    let scope = twins.into_iter().fold(Scope::default().playlist(id.get()), Scope::playlist);
    Changes::default().apply(&mut tx, "playlists", id.get()).await?;
    let (told, tells) = (json!({ "tracks": before.track_count }), json!({ "tracks": ids.len() }));
    desk.note(&mut tx, "playlist.tracks_set", "playlist", id, told, tells).await?;
    recount_within(&mut tx, scope).await?;
    let answer = playlist(&mut tx, id).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Take a playlist out of the shop
#[utoipa::path(post, path = "/admin/playlists/{id}/archive", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CataloguePlaylistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn archive_catalogue_playlist(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<PlaylistId>,
) -> Result<Versioned<CataloguePlaylistDetail>> {
    archive_a_playlist(&shop, staff, id, true).await
}

/// Bring an archived playlist back into the shop
#[utoipa::path(post, path = "/admin/playlists/{id}/restore", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CataloguePlaylistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn restore_catalogue_playlist(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<PlaylistId>,
) -> Result<Versioned<CataloguePlaylistDetail>> {
    archive_a_playlist(&shop, staff, id, false).await
}

async fn archive_a_playlist(
    shop: &Shop,
    staff: Staff<SalesManager>,
    id: PlaylistId,
    away: bool,
) -> Result<Versioned<CataloguePlaylistDetail>> {
    let desk = Desk::new(shop, staff.id);
    let mut tx = desk.open().await?;
    queries::playlist(&mut tx, id).await?.or_not_found("playlist", id)?;
    queries::set_archived(&mut tx, "playlists", id.get(), away.then_some(desk.now)).await?;
    let scope = Scope::default().playlist(id.get());
    let action = if away { "playlist.archived" } else { "playlist.restored" };
    desk.note(&mut tx, action, "playlist", id, (), ()).await?;
    recount_within(&mut tx, scope).await?;
    let answer = playlist(&mut tx, id).await?;
    tx.commit().await?;
    Ok(answer)
}
