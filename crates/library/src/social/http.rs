//! Links, invitations, members and public pages.

use ::http::{Customer, Json, OrNotFound, Path, Problem};
use axum::{extract::State, http::StatusCode};
use kernel::{CustomerId, ShareId, SongListId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Invite, Member, Profile, Share, SharedPlaylist, queries};
use crate::{
    Library,
    playlists::{self, Playlist, Role},
};

pub fn router() -> OpenApiRouter<Library> {
    OpenApiRouter::new()
        .routes(routes!(list_shares, share_playlist))
        .routes(routes!(revoke_share))
        .routes(routes!(invite_to_playlist))
        .routes(routes!(list_members))
        .routes(routes!(remove_member))
        .routes(routes!(get_invite))
        .routes(routes!(accept_invite))
        .routes(routes!(get_shared_playlist))
        .routes(routes!(get_public_name, set_public_name))
        .routes(routes!(get_public_page))
        .routes(routes!(get_public_playlist))
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Shares {
    items: Vec<Share>,
}

/// The links to a playlist. Only its owner sees them.
#[utoipa::path(get, path = "/library/playlists/{id}/shares", tag = "sharing", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Shares), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn list_shares(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
) -> http::Result<Json<Shares>> {
    playlists::access(&library, caller.id, id).await?.owner_only()?;
    Ok(Json(Shares { items: super::shares(&library, id).await? }))
}

#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct NewShare {
    /// When the link ends; `null` for never.
    expires_at: Option<Timestamp>,
}

/// Makes a link that shows a playlist to whoever has it.
#[utoipa::path(post, path = "/library/playlists/{id}/shares", tag = "sharing", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 201, body = Share), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn share_playlist(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
    Json(body): Json<NewShare>,
) -> http::Result<(StatusCode, Json<Share>)> {
    let found = playlists::access(&library, caller.id, id).await?.owner_only()?;
    Ok((StatusCode::CREATED, Json(super::share(&library, &found, body.expires_at).await?)))
}

/// Ends a link at once.
#[utoipa::path(delete, path = "/library/playlists/{id}/shares/{share}", tag = "sharing",
    params(("id" = SongListId, Path), ("share" = ShareId, Path)), security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn revoke_share(
    State(library): State<Library>,
    caller: Customer,
    Path((id, share)): Path<(SongListId, ShareId)>,
) -> http::Result<StatusCode> {
    playlists::access(&library, caller.id, id).await?.owner_only()?;
    match super::revoke(&library, id, share).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found("link", share)),
    }
}

/// Makes a link by which one person can add, remove and move songs. It lives seven days.
#[utoipa::path(post, path = "/library/playlists/{id}/invites", tag = "sharing", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 201, body = Invite), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn invite_to_playlist(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
) -> http::Result<(StatusCode, Json<Invite>)> {
    let found = playlists::access(&library, caller.id, id).await?.owner_only()?.by_hand()?;
    Ok((StatusCode::CREATED, Json(super::invite(&library, &found).await?)))
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Members {
    items: Vec<Member>,
}

/// Who takes part in a playlist, besides its owner.
#[utoipa::path(get, path = "/library/playlists/{id}/members", tag = "sharing", params(("id" = SongListId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Members), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn list_members(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongListId>,
) -> http::Result<Json<Members>> {
    playlists::access(&library, caller.id, id).await?;
    Ok(Json(Members { items: queries::members(&library, id).await? }))
}

/// Ends somebody's part in a playlist: the owner anybody's, everybody their own.
#[utoipa::path(delete, path = "/library/playlists/{id}/members/{member}", tag = "sharing",
    params(("id" = SongListId, Path), ("member" = CustomerId, Path)), security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn remove_member(
    State(library): State<Library>,
    caller: Customer,
    Path((id, member)): Path<(SongListId, CustomerId)>,
) -> http::Result<StatusCode> {
    let found = playlists::access(&library, caller.id, id).await?;
    if found.role == Role::Collaborator && member != caller.id {
        return Err(Problem::forbidden("Only the owner of this playlist can end another's part in it."));
    }
    match super::leave(&library, id, member).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found("member", member)),
    }
}

/// What an invitation is to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Invited {
    playlist_name: String,
    owner_name: Option<String>,
}

/// Shows what one is invited to.
#[utoipa::path(get, path = "/library/invites/{token}", tag = "sharing", params(("token" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = Invited), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn get_invite(
    State(library): State<Library>,
    _caller: Customer,
    Path(token): Path<String>,
) -> http::Result<Json<Invited>> {
    let found = super::invited_to(&library, &token).await?.or_not_found("invitation", "at this address")?;
    let owner_name = library.shop.name(found.owner).await?;
    Ok(Json(Invited { playlist_name: found.list.name, owner_name }))
}

/// Takes an invitation up. It works once.
#[utoipa::path(post, path = "/library/invites/{token}/accept", tag = "sharing", params(("token" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = Playlist), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn accept_invite(
    State(library): State<Library>,
    caller: Customer,
    Path(token): Path<String>,
) -> http::Result<Json<Playlist>> {
    let id = super::accept(&library, caller.id, &token).await?;
    let found = playlists::access(&library, caller.id, id).await?;
    Ok(Json(playlists::show(&library, caller.id, found).await?))
}

/// A playlist that somebody shares by a link. No account is needed.
#[utoipa::path(get, path = "/shared/{token}", tag = "sharing", params(("token" = String, Path)),
    responses((status = 200, body = SharedPlaylist), (status = 404, body = Problem)))]
async fn get_shared_playlist(
    State(library): State<Library>,
    Path(token): Path<String>,
) -> http::Result<Json<SharedPlaylist>> {
    Ok(Json(super::visit(&library, &token).await?.or_not_found("playlist", "at this address")?))
}

/// The caller's public name; 404 until they have one.
#[utoipa::path(get, path = "/library/profile", tag = "sharing", security(("bearer" = [])),
    responses((status = 200, body = Profile), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn get_public_name(State(library): State<Library>, caller: Customer) -> http::Result<Json<Profile>> {
    Ok(Json(queries::profile(&library, caller.id).await?.or_not_found("public name", "of yours yet")?))
}

/// Gives the caller a public name, or another one.
#[utoipa::path(put, path = "/library/profile", tag = "sharing", security(("bearer" = [])),
    responses((status = 200, body = Profile), (status = 401, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn set_public_name(
    State(library): State<Library>,
    caller: Customer,
    Json(profile): Json<Profile>,
) -> http::Result<Json<Profile>> {
    super::set_profile(&library, caller.id, &profile).await?;
    Ok(Json(profile))
}

/// A listener's public page.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PublicPage {
    name: String,
    playlists: Vec<PublicPlaylist>,
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PublicPlaylist {
    id: SongListId,
    name: String,
    description: Option<String>,
    songs: u64,
    cover_urls: Vec<String>,
}

/// The playlists that a listener shows to everybody. No account is needed.
#[utoipa::path(get, path = "/profiles/{handle}", tag = "sharing", params(("handle" = String, Path)),
    responses((status = 200, body = PublicPage), (status = 404, body = Problem)))]
async fn get_public_page(State(library): State<Library>, Path(handle): Path<String>) -> http::Result<Json<PublicPage>> {
    let owner = queries::by_handle(&library, &handle).await?.or_not_found("page of", &handle)?;
    let profile = queries::profile(&library, owner).await?.or_not_found("page of", &handle)?;
    let mut shown = Vec::new();
    for list in queries::public_lists(&library, owner).await? {
        let id = list.id;
        let Some(access) = playlists::queries::access(&library, owner, id).await? else { continue };
        let list = playlists::show(&library, owner, access).await?;
        let cover_urls = list.cover_urls.into_iter().filter(|url| playlists::is_ours(url)).collect();
        shown.push(PublicPlaylist {
            id,
            name: list.name,
            description: list.description,
            songs: list.songs,
            cover_urls,
        });
    }
    Ok(Json(PublicPage { name: profile.name, playlists: shown }))
}

/// A playlist on a public page. No account is needed.
#[utoipa::path(get, path = "/profiles/{handle}/playlists/{id}", tag = "sharing",
    params(("handle" = String, Path), ("id" = SongListId, Path)),
    responses((status = 200, body = SharedPlaylist), (status = 404, body = Problem)))]
async fn get_public_playlist(
    State(library): State<Library>,
    Path((handle, id)): Path<(String, SongListId)>,
) -> http::Result<Json<SharedPlaylist>> {
    Ok(Json(super::public_playlist(&library, &handle, id).await?.or_not_found("playlist", id)?))
}
