//! `/admin/albums`.

use ::http::{IfMatch, Json as Body, OrNotFound, Page, Path, Problem, Query, Result, SalesManager, Staff, Versioned};
use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use blobs::BlobKey;
use kernel::{AlbumId, ArtistId, GenreId};
use serde::Deserialize;
use serde_json::json;
use sql::Conn;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{artists::on_sale, page, position};
use crate::{
    Shop,
    catalog::{
        CatalogueAlbumSort, ItemKind, ReleaseState, Scope,
        admin::{
            AlbumChange, CatalogueAlbum, CatalogueAlbumDetail, Desk, NewAlbum, ReleaseChange, checked_price,
            queries::{self, Changes, Wanted},
            release, tidy_name,
        },
        recount_within, sort_key,
    },
    pricing,
    territories::{self, Below, Holder},
};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_catalogue_albums, create_album))
        .routes(routes!(get_catalogue_album, update_album))
        .routes(routes!(release_album))
        .routes(routes!(archive_album))
        .routes(routes!(restore_album))
        .merge(
            OpenApiRouter::new()
                .routes(routes!(upload_album_cover, remove_album_cover))
                .layer(axum::extract::DefaultBodyLimit::max(LARGEST_COVER)),
        )
}

const LONGEST: usize = 160;
/// Bytes of a picture that is sent.
const LARGEST_COVER: usize = 15 * 1024 * 1024;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AlbumsWanted {
    /// A part of the title or the artist's name, or an id.
    q: Option<String>,
    #[param(value_type = Option<i64>)]
    artist_id: Option<ArtistId>,
    #[param(value_type = Option<i64>)]
    genre_id: Option<GenreId>,
    #[param(inline)]
    state: Option<ReleaseState>,
    /// Archived albums instead of the others.
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    #[param(inline)]
    sort: CatalogueAlbumSort,
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Albums in every state
#[utoipa::path(get, path = "/admin/albums", tag = "admin", params(AlbumsWanted), responses((status = 200, body = Page<CatalogueAlbum>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_catalogue_albums(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Query(wanted): Query<AlbumsWanted>,
) -> Result<Json<Page<CatalogueAlbum>>> {
    let walk = wanted.sort.walk();
    let (after, limit) = position(wanted.cursor.as_deref(), wanted.limit, walk)?;
    let wanted = Wanted {
        q: wanted.q,
        artist: wanted.artist_id,
        genre: wanted.genre_id,
        state: wanted.state,
        archived: wanted.archived,
        ..Wanted::default()
    };
    Ok(Json(page(queries::albums(&mut shop.db.read().await?, &wanted, walk, after.as_ref(), limit).await?)))
}

/// One album with all its tracks and its territory rule
#[utoipa::path(get, path = "/admin/albums/{id}", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueAlbumDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get_catalogue_album(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Path(id): Path<AlbumId>,
) -> Result<Versioned<CatalogueAlbumDetail>> {
    detail(&mut shop.db.read().await?, id).await
}

async fn detail(conn: &mut Conn, id: AlbumId) -> Result<Versioned<CatalogueAlbumDetail>> {
    let album = queries::album(conn, id).await?.or_not_found("album", id)?;
    let tracks = queries::album_tracks(conn, id).await?;
    let territory = territories::rule_of(conn, Holder::Album, id.get()).await?;
    Ok(Versioned { version: album.version, body: CatalogueAlbumDetail { album, tracks, territory } })
}

/// Add an album, as a draft
#[utoipa::path(post, path = "/admin/albums", tag = "admin", request_body = NewAlbum, responses((status = 201, body = CatalogueAlbumDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn create_album(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(new): Body<NewAlbum>,
) -> Result<(StatusCode, Versioned<CatalogueAlbumDetail>)> {
    let title = tidy_name("title", &new.title, LONGEST)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    living_artist(&mut tx, new.artist_id).await?;
    let artist = new.artist_id.get();
    let id = queries::insert_album(&mut tx, &title, artist, shop.settings.currency.as_str(), desk.now).await?;
    queries::sync_sequences(&mut tx).await?;
    territories::derive(&mut tx, Below::Album(id)).await?;
    desk.note(&mut tx, "album.created", "album", id, (), json!({ "title": title, "artist_id": artist })).await?;
    recount_within(&mut tx, Scope::default().album(Some(id)).artist(Some(artist))).await?;
    let answer = detail(&mut tx, AlbumId::new(id).map_err(Problem::internal)?).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, answer))
}

/// An artist who is there and not archived.
pub(super) async fn living_artist(conn: &mut Conn, id: ArtistId) -> Result<()> {
    match queries::artist(conn, id).await? {
        Some(artist) if artist.archived_at.is_none() => Ok(()),
        Some(_) => Err(Problem::invalid("artist_id", "this artist is archived: restore it first")),
        None => Err(Problem::invalid("artist_id", "there is no such artist")),
    }
}

/// Edit an album
#[utoipa::path(patch, path = "/admin/albums/{id}", tag = "admin", params(("id" = i64, Path), ("if-match" = String, Header)), request_body = AlbumChange, responses((status = 200, body = CatalogueAlbumDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn update_album(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<AlbumId>,
    version: IfMatch,
    Body(change): Body<AlbumChange>,
) -> Result<Versioned<CatalogueAlbumDetail>> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::album(&mut tx, id).await?.or_not_found("album", id)?;
    version.check(before.version)?;
    let mut row = Changes::default();
    let mut scope = Scope::default().album(Some(id.get()));
    if let Some(title) = &change.title {
        let title = tidy_name("title", title, LONGEST)?;
        row.set("title_key", sort_key(&title));
        row.set("title", title);
    }
    if let Some(artist) = change.artist_id {
        living_artist(&mut tx, artist).await?;
        row.set("artist_id", artist.get());
        scope = scope.artist(Some(artist.get())).artist(Some(before.artist.id.get()));
    }
    if let Some(own) = change.own_price_cents {
        let own = own.map(|cents| checked_price("own_price_cents", cents)).transpose()?;
        row.set("own_price_cents", own);
        let old = before.own_price.map(|price| price.amount);
        pricing::note_change(&mut tx, &desk, ItemKind::Album, id.get(), (old, own), "edit").await?;
    }
    row.apply(&mut tx, "albums", id.get()).await?;
    queries::sort_albums(&mut tx, "al.id = $1", id.get()).await?;
    queries::sort_tracks(&mut tx, "tr.album_id = $1", id.get()).await?;
    if change.artist_id.is_some() {
        territories::derive(&mut tx, Below::Album(id.get())).await?;
    }
    recount_within(&mut tx, scope).await?;
    let answer = detail(&mut tx, id).await?;
    let told = |album: &CatalogueAlbum| json!({ "title": album.title, "artist": album.artist.name, "own_price": album.own_price });
    desk.note(&mut tx, "album.edited", "album", id, told(&before), told(&answer.body.album)).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Schedule, publish or withdraw an album
///
/// Its draft tracks go with it. A scheduled album is published by the clock.
#[utoipa::path(post, path = "/admin/albums/{id}/release", tag = "admin", params(("id" = i64, Path), ("if-match" = String, Header)), request_body = ReleaseChange, responses((status = 200, body = CatalogueAlbumDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`not-releasable`"), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn release_album(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<AlbumId>,
    version: IfMatch,
    Body(change): Body<ReleaseChange>,
) -> Result<Versioned<CatalogueAlbumDetail>> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    version.check(queries::album(&mut tx, id).await?.or_not_found("album", id)?.version)?;
    release::album(&mut tx, &desk, id, &change).await?;
    let answer = detail(&mut tx, id).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Put an album away
#[utoipa::path(post, path = "/admin/albums/{id}/archive", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueAlbumDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`on-sale`")))]
pub async fn archive_album(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<AlbumId>,
) -> Result<Versioned<CatalogueAlbumDetail>> {
    archive(&shop, staff, id, true).await
}

/// Bring an archived album back, withdrawn
#[utoipa::path(post, path = "/admin/albums/{id}/restore", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueAlbumDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn restore_album(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<AlbumId>,
) -> Result<Versioned<CatalogueAlbumDetail>> {
    archive(&shop, staff, id, false).await
}

async fn archive(
    shop: &Shop,
    staff: Staff<SalesManager>,
    id: AlbumId,
    away: bool,
) -> Result<Versioned<CatalogueAlbumDetail>> {
    let desk = Desk::new(shop, staff.id);
    let mut tx = desk.open().await?;
    let album = queries::album(&mut tx, id).await?.or_not_found("album", id)?;
    let promised = album.state == ReleaseState::Scheduled && album.preorder;
    if away && (album.on_sale || promised) {
        return Err(on_sale("This album is on sale. Withdraw it first."));
    }
    queries::set_archived(&mut tx, "albums", id.get(), away.then_some(desk.now)).await?;
    let action = if away { "album.archived" } else { "album.restored" };
    desk.note(&mut tx, action, "album", id, (), ()).await?;
    recount_within(&mut tx, Scope::default().album(Some(id.get()))).await?;
    let answer = detail(&mut tx, id).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Set an album's cover
///
/// PNG, JPEG or WebP of 100 to 12,000 pixels a side, at most 15 MiB; kept as a JPEG of at most 1,400.
#[utoipa::path(put, path = "/admin/albums/{id}/cover", tag = "admin", params(("id" = i64, Path)), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = CatalogueAlbumDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
pub async fn upload_album_cover(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<AlbumId>,
    bytes: Bytes,
) -> Result<Versioned<CatalogueAlbumDetail>> {
    let made = tokio::task::spawn_blocking(move || ::media::picture::tidy(&bytes)).await.map_err(Problem::internal)?;
    let picture = made.map_err(|error| Problem::invalid("cover", error))?;
    let desk = Desk::new(&shop, staff.id);
    let name = shop.random.uuid_v7(desk.now).simple();
    let key = BlobKey::new(format!("covers/{id}-{name}.jpg")).map_err(Problem::internal)?;
    // Kept before the row names it: a row never points at nothing.
    shop.blobs.put(&key, picture).await.map_err(Problem::internal)?;
    set_cover(&shop, &desk, id, Some(key.as_str())).await
}

/// Take an uploaded cover away: the drawn one is shown again
#[utoipa::path(delete, path = "/admin/albums/{id}/cover", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueAlbumDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn remove_album_cover(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<AlbumId>,
) -> Result<Versioned<CatalogueAlbumDetail>> {
    set_cover(&shop, &Desk::new(&shop, staff.id), id, None).await
}

async fn set_cover(
    shop: &Shop,
    desk: &Desk<'_>,
    id: AlbumId,
    key: Option<&str>,
) -> Result<Versioned<CatalogueAlbumDetail>> {
    let mut tx = desk.open().await?;
    queries::album(&mut tx, id).await?.or_not_found("album", id)?;
    let old = crate::audio::queries::cover(&mut tx, id).await?;
    let mut row = Changes::default();
    row.set("cover_key", key.map(str::to_owned));
    row.apply(&mut tx, "albums", id.get()).await?;
    let action = if key.is_some() { "album.cover_set" } else { "album.cover_removed" };
    desk.note(&mut tx, action, "album", id, json!({ "cover": old }), json!({ "cover": key })).await?;
    let answer = detail(&mut tx, id).await?;
    tx.commit().await?;
    // The old picture goes after the row has let go of it; left behind it would only cost room.
    if let Some(old) = old.and_then(|old| BlobKey::new(old).ok())
        && let Err(error) = shop.blobs.delete(&old).await
    {
        tracing::warn!(%error, "an old cover could not be removed");
    }
    Ok(answer)
}
