//! `/library/playlists/{id}/entries`.

use ::http::{Customer, Json, OrNotFound, Path, Problem, Query};
use axum::{
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
};
use kernel::{EntryId, SongListId, UndoId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    EntryWindow, NewEntries, ShownEntry, access,
    entries::{self, Added},
};
use crate::Library;

/// Entries a page may show: a screen that scrolls through 10,000 asks ten times.
const MOST_SHOWN: usize = 1_000;

pub fn router() -> OpenApiRouter<Library> {
    OpenApiRouter::new()
        .routes(routes!(list_playlist_entries, add_playlist_entries))
        .routes(routes!(remove_playlist_entries))
        .routes(routes!(move_playlist_entry))
        // 20,000 ids are about 800 kB.
        .layer(DefaultBodyLimit::max(1_000_000))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListEntries {
    /// Place of the first entry, from 0.
    offset: Option<usize>,
    /// Entries a page, 1 to 1,000; default 100.
    limit: Option<usize>,
}

/// What is in a playlist, in order.
#[utoipa::path(get, path = "/library/playlists/{id}/entries", tag = "playlists",
    params(("id" = SongListId, Path), ListEntries), security(("bearer" = [])),
    responses((status = 200, body = EntryWindow), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn list_playlist_entries(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
    Query(query): Query<ListEntries>,
) -> http::Result<Json<EntryWindow>> {
    let limit = query.limit.unwrap_or(100);
    if !(1..=MOST_SHOWN).contains(&limit) {
        return Err(Problem::bad_request(format!("`limit` takes a whole number from 1 to {MOST_SHOWN}.")));
    }
    let found = access(&library, caller.id, id).await?;
    Ok(Json(entries::window(&library, caller.id, &found, query.offset.unwrap_or(0), limit).await?))
}

/// Adds songs of the caller's collection, tracks of the shop, or all that a list shows. 409 with
/// `duplicates` when some are there already and `allow_duplicates` does not say what to do.
#[utoipa::path(post, path = "/library/playlists/{id}/entries", tag = "playlists", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 201, body = Added), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn add_playlist_entries(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
    Json(new): Json<NewEntries>,
) -> http::Result<(StatusCode, Json<Added>)> {
    let found = access(&library, caller.id, id).await?.by_hand()?;
    let added = entries::add(&library, caller.id, &found, &new).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct EntryIds {
    ids: Vec<EntryId>,
}

/// What was removed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct EntriesRemoved {
    removed: usize,
    undo_id: UndoId,
}

/// Takes entries out of a playlist; the songs stay in the library.
#[utoipa::path(post, path = "/library/playlists/{id}/entries/remove", tag = "playlists", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 200, body = EntriesRemoved), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn remove_playlist_entries(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
    Json(body): Json<EntryIds>,
) -> http::Result<Json<EntriesRemoved>> {
    let found = access(&library, caller.id, id).await?.by_hand()?;
    let (removed, undo_id) = entries::remove_entries(&library, caller.id, &found, &body.ids).await?;
    Ok(Json(EntriesRemoved { removed, undo_id }))
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MoveTo {
    /// The entry it is to stand behind; `null` for the top.
    after: Option<EntryId>,
}

/// Moves an entry behind another, or to the top.
#[utoipa::path(post, path = "/library/playlists/{id}/entries/{entry}/move", tag = "playlists",
    params(("id" = SongListId, Path), ("entry" = EntryId, Path)), security(("bearer" = [])),
    responses((status = 200, body = ShownEntry), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn move_playlist_entry(
    State(library): State<Library>,
    caller: Customer,
    Path((id, entry)): Path<(SongListId, EntryId)>,
    Json(body): Json<MoveTo>,
) -> http::Result<Json<ShownEntry>> {
    let found = access(&library, caller.id, id).await?.by_hand()?;
    let moved = entries::move_entry(&library, &found, entry, body.after).await?.or_not_found("entry", entry)?;
    let shown = entries::show(&library, caller.id, vec![moved]).await?.pop();
    Ok(Json(shown.or_not_found("entry", entry)?))
}
