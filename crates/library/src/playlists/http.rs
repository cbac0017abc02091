//! `/library/playlists`.

use ::http::{Customer, IfMatch, Json, Path, Problem, Versioned};
use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::{PlaylistId, SongListId, UndoId};
use serde::{Deserialize, Serialize};
use table::Condition;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Kind, ListDraft, Playlist, Rules, access, http_entries, queries, show};
use crate::{
    Error, Library, browse,
    songs::{Song, covers},
};

pub fn router() -> OpenApiRouter<Library> {
    let pictures = OpenApiRouter::new()
        .routes(routes!(put_library_playlist_cover, remove_library_playlist_cover))
        .layer(DefaultBodyLimit::max(covers::LARGEST));
    OpenApiRouter::new()
        .routes(routes!(list_library_playlists, create_library_playlist))
        .routes(routes!(preview_library_playlist))
        .routes(routes!(follow_playlist))
        .routes(routes!(get_library_playlist, edit_library_playlist, delete_library_playlist))
        .routes(routes!(copy_library_playlist))
        .merge(http_entries::router())
        .merge(pictures)
}

/// Playlists of a listener.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct LibraryPlaylists {
    items: Vec<Playlist>,
}

/// The caller's playlists, those of others that they take part in, and those of the shop that they
/// follow; by name.
#[utoipa::path(get, path = "/library/playlists", tag = "playlists", security(("bearer" = [])),
    responses((status = 200, body = LibraryPlaylists), (status = 401, body = Problem)))]
async fn list_library_playlists(
    State(library): State<Library>,
    caller: Customer,
) -> http::Result<Json<LibraryPlaylists>> {
    Ok(Json(LibraryPlaylists { items: super::all(&library, caller.id).await? }))
}

/// A new playlist.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewLibraryPlaylist {
    name: String,
    #[serde(default)]
    description: Option<String>,
    /// Folders may be nested: "Moods/Calm".
    #[serde(default)]
    folder: Option<String>,
    /// `manual` (the default) or `smart`, which needs `rules`.
    #[serde(default)]
    kind: Kind,
    #[serde(default)]
    rules: Option<Rules>,
}

/// Makes a playlist.
#[utoipa::path(post, path = "/library/playlists", tag = "playlists", security(("bearer" = [])),
    responses((status = 201, body = Playlist), (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn create_library_playlist(
    State(library): State<Library>,
    caller: Customer,
    Json(new): Json<NewLibraryPlaylist>,
) -> http::Result<Response> {
    if new.kind == Kind::Editorial {
        return Err(Problem::invalid("kind", "takes manual or smart; follow a playlist of the shop by its address"));
    }
    let mut list = super::blank(&library, new.kind);
    let now = list.created_at;
    let draft = ListDraft {
        name: Some(new.name),
        description: Some(new.description),
        folder: Some(new.folder),
        visibility: None,
        rules: new.rules,
    };
    draft.apply(&mut list, now)?;
    super::create(&library, caller.id, &list).await?;
    created(&library, caller, list.id).await
}

async fn created(library: &Library, caller: Customer, id: SongListId) -> http::Result<Response> {
    let playlist = show(library, caller.id, access(library, caller.id, id).await?).await?;
    Ok((StatusCode::CREATED, Versioned { version: playlist.version, body: playlist }).into_response())
}

/// One playlist.
#[utoipa::path(get, path = "/library/playlists/{id}", tag = "playlists", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Playlist), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn get_library_playlist(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
) -> http::Result<Versioned<Playlist>> {
    let playlist = show(&library, caller.id, access(&library, caller.id, id).await?).await?;
    Ok(Versioned { version: playlist.version, body: playlist })
}

/// Changes what the body names. Only the owner may. 412, with the playlist as it is now under
/// `current`, when it was changed since it was read.
#[utoipa::path(patch, path = "/library/playlists/{id}", tag = "playlists",
    params(("id" = SongListId, Path), ("If-Match" = String, Header)), security(("bearer" = [])),
    responses((status = 200, body = Playlist), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
async fn edit_library_playlist(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
    version: IfMatch,
    Json(draft): Json<ListDraft>,
) -> http::Result<Versioned<Playlist>> {
    let found = access(&library, caller.id, id).await?.owner_only()?;
    if let Err(problem) = version.check(found.version) {
        return Err(problem.with("current", show(&library, caller.id, found).await?));
    }
    let mut list = found.list;
    draft.apply(&mut list, library.clock.now())?;
    let write = queries::put(caller.id, &list, Condition::Version(found.version))?;
    match library.table.transact(&[write]).await {
        Err(table::TableError::Condition(_)) => return Err(version.check(0).err().unwrap_or_else(Problem::validation)),
        other => other.map_err(Error::from)?,
    }
    get_library_playlist(State(library), caller, Path(id)).await
}

/// A picture for a playlist: JPEG, PNG, GIF or WebP, at most 5 MB. Only the owner may give it one.
#[utoipa::path(put, path = "/library/playlists/{id}/cover", tag = "playlists", params(("id" = SongListId, Path)), security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Playlist), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
async fn put_library_playlist_cover(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
    bytes: Bytes,
) -> http::Result<Versioned<Playlist>> {
    let found = access(&library, caller.id, id).await?.owner_only()?;
    super::set_cover(&library, found, Some(bytes)).await?;
    get_library_playlist(State(library), caller, Path(id)).await
}

/// Takes the picture away: the playlist shows the covers of its songs again.
#[utoipa::path(delete, path = "/library/playlists/{id}/cover", tag = "playlists", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Playlist), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn remove_library_playlist_cover(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
) -> http::Result<Versioned<Playlist>> {
    let found = access(&library, caller.id, id).await?.owner_only()?;
    super::set_cover(&library, found, None).await?;
    get_library_playlist(State(library), caller, Path(id)).await
}

/// What a removal leaves.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Undoable {
    undo_id: UndoId,
}

/// Deletes a playlist with its links; the songs stay. It can be taken back for 30 days. Who follows
/// a playlist of the shop stops following it.
#[utoipa::path(delete, path = "/library/playlists/{id}", tag = "playlists", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Undoable), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn delete_library_playlist(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
) -> http::Result<Json<Undoable>> {
    let found = access(&library, caller.id, id).await?.owner_only()?;
    Ok(Json(Undoable { undo_id: super::delete(&library, found).await? }))
}

#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct CopyName {
    /// The name of the original when not said.
    name: Option<String>,
}

/// A copy in the caller's library, to arrange by hand.
#[utoipa::path(post, path = "/library/playlists/{id}/copy", tag = "playlists", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 201, body = Playlist), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn copy_library_playlist(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
    Json(body): Json<CopyName>,
) -> http::Result<Response> {
    let found = access(&library, caller.id, id).await?;
    let list = super::copy(&library, caller.id, &found, body.name).await?;
    created(&library, caller, list.id).await
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Follow {
    /// The shop's playlist.
    editorial_id: PlaylistId,
}

/// Puts a playlist of the shop among the caller's own. It changes as the shop's editors change it.
#[utoipa::path(post, path = "/library/playlists/follow", tag = "playlists", security(("bearer" = [])),
    responses((status = 201, body = Playlist), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn follow_playlist(
    State(library): State<Library>,
    caller: Customer,
    Json(body): Json<Follow>,
) -> http::Result<Response> {
    let own = queries::own(&library, caller.id).await?;
    if let Some(followed) = own.iter().find(|access| access.list.editorial_id == Some(body.editorial_id)) {
        return created(&library, caller, followed.list.id).await;
    }
    let found = library.shop.playlist(body.editorial_id).await?;
    let shop = found.ok_or_else(|| Problem::not_found("playlist", body.editorial_id))?;
    let mut list = super::blank(&library, Kind::Editorial);
    list.name = shop.name;
    list.editorial_id = Some(shop.id);
    super::create(&library, caller.id, &list).await?;
    created(&library, caller, list.id).await
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct PreviewRules {
    rules: Rules,
    /// Songs shown, 1 to 50; default 20.
    #[serde(default)]
    limit: Option<usize>,
}

/// What rules would find.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct RulesPreview {
    /// How many songs fit; a playlist with a limit takes the first of them.
    total: u64,
    items: Vec<Song>,
}

/// What a smart playlist with these rules would hold now.
#[utoipa::path(post, path = "/library/playlists/preview", tag = "playlists", security(("bearer" = [])),
    responses((status = 200, body = RulesPreview), (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn preview_library_playlist(
    State(library): State<Library>,
    caller: Customer,
    Json(body): Json<PreviewRules>,
) -> http::Result<Json<RulesPreview>> {
    let (view, most) = (body.rules.view(library.clock.now())?, body.rules.limit()?);
    let limit = body.limit.unwrap_or(20).clamp(1, 50).min(most);
    let page = browse::page(&library, caller.id, view, 0, limit).await?;
    Ok(Json(RulesPreview { total: page.total, items: page.items }))
}
