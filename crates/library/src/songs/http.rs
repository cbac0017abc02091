//! `/library/songs`.

use ::http::{Customer, IfMatch, Json, OrNotFound, Path, Problem, Versioned};
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use kernel::{CustomerId, SongId, UndoId};
use serde::{Deserialize, Serialize};
use table::{Condition, Write};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Change, Fields, Selection, Song, SongDraft, Source, bulk, covers, draft,
    duplicates::{self, Duplicates, Merge, Merged},
    queries,
    undo::{self, Restored},
};
use crate::{Error, Library};

pub fn router() -> OpenApiRouter<Library> {
    let pictures = OpenApiRouter::new().routes(routes!(put_cover)).layer(DefaultBodyLimit::max(covers::LARGEST));
    // A selection of 20,000 ids is about 800 kB.
    let many = OpenApiRouter::new()
        .routes(routes!(change_songs))
        .routes(routes!(remove_songs))
        .layer(DefaultBodyLimit::max(1_000_000));
    OpenApiRouter::new()
        .routes(routes!(create_song))
        .routes(routes!(get_song, edit_song, delete_song))
        .routes(routes!(play_song))
        .routes(routes!(undo_change))
        .routes(routes!(list_duplicates))
        .routes(routes!(merge_songs))
        .routes(routes!(get_cover))
        .merge(pictures)
        .merge(many)
}

/// A song that is typed in.
#[utoipa::path(post, path = "/library/songs", tag = "library", security(("bearer" = [])),
    responses((status = 201, body = Song), (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn create_song(
    State(library): State<Library>,
    caller: Customer,
    Json(draft): Json<SongDraft>,
) -> http::Result<Response> {
    let song = create(&library, caller.id, draft).await?;
    Ok((StatusCode::CREATED, Versioned { version: song.version, body: song }).into_response())
}

async fn create(library: &Library, owner: CustomerId, draft: SongDraft) -> Result<Song, Error> {
    let now = library.clock.now();
    let mut fields = Fields { added_at: now, source: Source::Added, ..Fields::default() };
    draft.apply(&mut fields);
    draft::check(&fields)?;
    let song = Song { id: SongId::fresh(now, &library.random), version: 1, fields };
    queries::insert(library, owner, std::slice::from_ref(&song)).await?;
    Ok(song)
}

/// One song of the caller's collection.
#[utoipa::path(get, path = "/library/songs/{id}", tag = "library", params(("id" = SongId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Song), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn get_song(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongId>,
) -> http::Result<Versioned<Song>> {
    let song = queries::by_id(&library, caller.id, id).await?.or_not_found("song", id)?;
    Ok(Versioned { version: song.version, body: song })
}

/// Changes what the body names. 412, with the song as it is now under `current`, when it was
/// changed since it was read.
#[utoipa::path(patch, path = "/library/songs/{id}", tag = "library",
    params(("id" = SongId, Path), ("If-Match" = String, Header)), security(("bearer" = [])),
    responses((status = 200, body = Song), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem)))]
async fn edit_song(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongId>,
    version: IfMatch,
    Json(draft): Json<SongDraft>,
) -> http::Result<Versioned<Song>> {
    let edited = edit(&library, caller.id, id, |song| {
        version.check(song.version).map_err(|problem| problem.with("current", song.clone()))?;
        let mut fields = song.fields.clone();
        draft.clone().apply(&mut fields);
        draft::check(&fields)?;
        Ok(fields)
    });
    let song = edited.await?.or_not_found("song", id)?;
    Ok(Versioned { version: song.version, body: song })
}

/// Reads, changes, writes. `None` when there is no such song.
async fn edit(
    library: &Library,
    owner: CustomerId,
    id: SongId,
    change: impl Fn(&Song) -> Result<Fields, Problem>,
) -> Result<Option<Song>, Error> {
    let writing = library.writing(owner).await?;
    for _ in 0..5 {
        let Some(old) = queries::by_id(library, owner, id).await? else { return Ok(None) };
        let fields = change(&old)?;
        if fields == old.fields {
            return Ok(Some(old));
        }
        let song = Song { id, version: old.version + 1, fields };
        let write = Write::Put(queries::item(owner, id, &song.fields)?, Condition::Version(old.version));
        match writing.commit(library, &[write], &[song.doc()], &[]).await {
            Ok(()) => return Ok(Some(song)),
            // Another server was quicker: look again.
            Err(Error::Table(table::TableError::Condition(_))) => {}
            Err(other) => return Err(other),
        }
    }
    Err(Problem::unavailable("This song is being changed from many places at once. Try again in a moment.").into())
}

/// What a removal leaves.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Undoable {
    undo_id: UndoId,
}

/// Takes a song out of the collection. It can be taken back for 30 days.
#[utoipa::path(delete, path = "/library/songs/{id}", tag = "library", params(("id" = SongId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Undoable), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn delete_song(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongId>,
) -> http::Result<Json<Undoable>> {
    let selection = Selection::Ids(bulk::ByIds { ids: vec![id] });
    let removed = bulk::remove(&library, caller.id, &selection).await?;
    if removed.changed == 0 {
        return Err(Problem::not_found("song", id));
    }
    Ok(Json(Undoable { undo_id: removed.undo_id }))
}

/// Counts one more play, now.
#[utoipa::path(post, path = "/library/songs/{id}/played", tag = "library", params(("id" = SongId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Song), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn play_song(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongId>,
) -> http::Result<Versioned<Song>> {
    let now = library.clock.now();
    let played = edit(&library, caller.id, id, |song| {
        let count = song.fields.play_count.saturating_add(1);
        Ok(Fields { play_count: count, last_played_at: Some(now), ..song.fields.clone() })
    });
    let song = played.await?.or_not_found("song", id)?;
    Ok(Versioned { version: song.version, body: song })
}

/// A cover of the listener's own: JPEG, PNG, GIF or WebP, at most 5 MB.
#[utoipa::path(put, path = "/library/songs/{id}/cover", tag = "library", params(("id" = SongId, Path)), security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Song), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem)))]
async fn put_cover(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongId>,
    bytes: Bytes,
) -> http::Result<Versioned<Song>> {
    let song = covers::put(&library, caller.id, id, bytes).await?.or_not_found("song", id)?;
    Ok(Versioned { version: song.version, body: song })
}

/// A cover that a listener sent. Its name cannot be guessed and its bytes never change.
#[utoipa::path(get, path = "/library/covers/{name}", tag = "library", params(("name" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/*"), (status = 404, body = Problem)))]
async fn get_cover(State(library): State<Library>, Path(name): Path<String>) -> http::Result<Response> {
    let (stream, mime) = covers::get(&library, &name).await?.or_not_found("cover", &name)?;
    let headers = [(header::CONTENT_TYPE, mime), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
    Ok((headers, Body::from_stream(stream)).into_response())
}

/// Changes to many songs.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct BulkChange {
    selection: Selection,
    /// 1 to 20 changes, made one after another.
    changes: Vec<Change>,
}

/// Changes many songs at once: all of them, or none when one could not be kept.
#[utoipa::path(post, path = "/library/songs/bulk", tag = "library", security(("bearer" = [])),
    responses((status = 200, body = bulk::Changed), (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn change_songs(
    State(library): State<Library>,
    caller: Customer,
    Json(body): Json<BulkChange>,
) -> http::Result<Json<bulk::Changed>> {
    Ok(Json(bulk::change(&library, caller.id, &body.selection, &body.changes).await?))
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Removal {
    selection: Selection,
}

/// What was removed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Removed {
    removed: usize,
    undo_id: UndoId,
}

/// Takes many songs out of the collection.
#[utoipa::path(post, path = "/library/songs/remove", tag = "library", security(("bearer" = [])),
    responses((status = 200, body = Removed), (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn remove_songs(
    State(library): State<Library>,
    caller: Customer,
    Json(body): Json<Removal>,
) -> http::Result<Json<Removed>> {
    let bulk::Changed { changed, undo_id } = bulk::remove(&library, caller.id, &body.selection).await?;
    Ok(Json(Removed { removed: changed, undo_id }))
}

/// Takes a change back, once, within 30 days.
#[utoipa::path(post, path = "/library/undo/{id}", tag = "library", params(("id" = UndoId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Restored), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn undo_change(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<UndoId>,
) -> http::Result<Json<Restored>> {
    Ok(Json(undo::restore(&library, caller.id, id).await?))
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
struct DuplicateGroups {
    items: Vec<Duplicates>,
    total: usize,
}

/// Songs that are the same recording, in groups; at most 200 groups.
#[utoipa::path(get, path = "/library/duplicates", tag = "library", security(("bearer" = [])),
    responses((status = 200, body = DuplicateGroups), (status = 401, body = Problem)))]
async fn list_duplicates(State(library): State<Library>, caller: Customer) -> http::Result<Json<DuplicateGroups>> {
    let items = duplicates::find(&library, caller.id).await?;
    Ok(Json(DuplicateGroups { total: items.len(), items }))
}

/// Makes one song of several; ratings, notes, plays and places in playlists are kept.
#[utoipa::path(post, path = "/library/duplicates/merge", tag = "library", security(("bearer" = [])),
    responses((status = 200, body = Merged), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn merge_songs(
    State(library): State<Library>,
    caller: Customer,
    Json(body): Json<Merge>,
) -> http::Result<Json<Merged>> {
    Ok(Json(duplicates::merge(&library, caller.id, &body).await?))
}
