//! `/admin/tracks`.

use ::http::{IfMatch, Json as Body, OrNotFound, Page, Path, Problem, Query, Result, SalesManager, Staff, Versioned};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId, TrackId};
use serde::Deserialize;
use serde_json::json;
use sql::Conn;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{albums::living_artist, artists::on_sale, page, position};
use crate::{
    Shop, audio,
    catalog::{
        CatalogueTrackSort, ItemKind, ReleaseState, Scope,
        admin::{
            CatalogueTrack, CatalogueTrackDetail, Desk, NewTrack, ReleaseChange, TrackChange, checked_price,
            queries::{self, Changes, Wanted},
            release, tidy_name,
        },
        recount_within, sort_key,
    },
    pricing,
    territories::{self, Below, Holder},
    uploads,
};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_catalogue_tracks, create_track))
        .routes(routes!(get_catalogue_track, update_track))
        .routes(routes!(release_track))
        .routes(routes!(archive_track))
        .routes(routes!(restore_track))
        .routes(routes!(set_track_audio, remove_track_audio))
}

const LONGEST: usize = 200;
const LONGEST_COMPOSER: usize = 220;
/// A day: nothing longer is a recording.
const LONGEST_MS: i64 = 86_400_000;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TracksWanted {
    /// A part of the name, or an id.
    q: Option<String>,
    #[param(value_type = Option<i64>)]
    artist_id: Option<ArtistId>,
    #[param(value_type = Option<i64>)]
    album_id: Option<AlbumId>,
    #[param(value_type = Option<i64>)]
    genre_id: Option<GenreId>,
    #[param(value_type = Option<i64>)]
    media_type_id: Option<MediaTypeId>,
    #[param(inline)]
    state: Option<ReleaseState>,
    /// Archived tracks instead of the others.
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    #[param(inline)]
    sort: CatalogueTrackSort,
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Tracks in every state
#[utoipa::path(get, path = "/admin/tracks", tag = "admin", params(TracksWanted), responses((status = 200, body = Page<CatalogueTrack>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_catalogue_tracks(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Query(wanted): Query<TracksWanted>,
) -> Result<Json<Page<CatalogueTrack>>> {
    let walk = wanted.sort.walk();
    let (after, limit) = position(wanted.cursor.as_deref(), wanted.limit, walk)?;
    let wanted = Wanted {
        q: wanted.q,
        artist: wanted.artist_id,
        album: wanted.album_id,
        genre: wanted.genre_id,
        media_type: wanted.media_type_id,
        state: wanted.state,
        archived: wanted.archived,
        ..Wanted::default()
    };
    Ok(Json(page(queries::tracks(&mut shop.db.read().await?, &wanted, walk, after.as_ref(), limit).await?)))
}

/// One track, with its territory rule
#[utoipa::path(get, path = "/admin/tracks/{id}", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueTrackDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get_catalogue_track(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Path(id): Path<TrackId>,
) -> Result<Versioned<CatalogueTrackDetail>> {
    detail(&mut shop.db.read().await?, &shop, id).await
}

async fn detail(conn: &mut Conn, shop: &Shop, id: TrackId) -> Result<Versioned<CatalogueTrackDetail>> {
    let track = queries::track(conn, id).await?.or_not_found("track", id)?;
    let territory = territories::rule_of(conn, Holder::Track, id.get()).await?;
    Ok(Versioned {
        version: track.version,
        body: CatalogueTrackDetail { track, territory, preview_url: audio::staff_preview(shop, id) },
    })
}

/// Add a track, as a draft
///
/// With `upload_id` the recording that was sent is the track's, and its length too.
#[utoipa::path(post, path = "/admin/tracks", tag = "admin", request_body = NewTrack, responses((status = 201, body = CatalogueTrackDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn create_track(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(new): Body<NewTrack>,
) -> Result<(StatusCode, Versioned<CatalogueTrackDetail>)> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let (id, scope) = make_track(&mut tx, &desk, &new).await?;
    recount_within(&mut tx, scope).await?;
    queries::sync_sequences(&mut tx).await?;
    let answer = detail(&mut tx, &shop, id).await?;
    desk.note(&mut tx, "track.created", "track", id, (), told(&answer.body.track)).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, answer))
}

/// What the audit log tells of a track.
fn told(track: &CatalogueTrack) -> serde_json::Value {
    json!({
        "name": track.name,
        "album_id": track.album_id,
        "artist": track.artist,
        "position": track.position,
        "genre": track.genre,
        "price": track.regular_price,
        "duration_ms": track.duration_ms,
    })
}

/// The rule of adding one: checked, sorted in, its price noted. What hangs on it is still to be derived.
pub(crate) async fn make_track(conn: &mut Conn, desk: &Desk<'_>, new: &NewTrack) -> Result<(TrackId, Scope)> {
    let name = tidy_name("name", &new.name, LONGEST)?;
    let price = checked_price("price_cents", new.price_cents)?;
    let album = match new.album_id {
        Some(id) => Some(
            queries::album(conn, id).await?.ok_or_else(|| Problem::invalid("album_id", "there is no such album"))?,
        ),
        None => None,
    };
    let artist = match (new.artist_id, &album) {
        (Some(id), _) => {
            living_artist(conn, id).await?;
            Some(id)
        }
        (None, Some(album)) => Some(album.artist.id),
        (None, None) => return Err(Problem::invalid("artist_id", "a track without an album needs an artist")),
    };
    let upload = match &new.upload_id {
        Some(id) => Some(uploads::unused(conn, id).await?),
        None => None,
    };
    let duration = upload.as_ref().map(|upload| upload.duration_ms).or(new.duration_ms);
    let duration = checked_length(duration.unwrap_or(0))?;
    let media_type = media_type(conn, new.media_type_id).await?;
    genre_exists(conn, new.genre_id).await?;
    let position = match (new.album_id, new.position) {
        (Some(album), None) => Some(queries::next_position(conn, album.get()).await?),
        (Some(album), Some(position)) => Some(free_place(conn, album.get(), position, 0).await?),
        (None, _) => None,
    };
    let id = queries::next_id(conn, "tracks").await?;
    let mut row = Changes::default();
    row.set("name_key", sort_key(&name));
    row.set("name", name);
    row.set("album_id", new.album_id.map(AlbumId::get));
    row.set("artist_id", artist.map(ArtistId::get));
    row.set("position", position);
    row.set("disc", checked_number("disc", new.disc, 99)?);
    row.set("year", checked_number("year", new.year, 2_999)?);
    row.set("artist_sort", "");
    row.set("album_sort", "");
    row.set("media_type_id", media_type.0);
    row.set("kind", media_type.1);
    row.set("genre_id", new.genre_id.map(GenreId::get));
    let composer = composer(new.composer.as_deref())?;
    row.set("composer", composer.clone());
    row.set("credit", composer);
    row.set("duration_ms", duration);
    row.set("price_cents", price);
    row.set("currency", desk.shop.settings.currency.as_str());
    row.set("state", "draft");
    row.set("status", "withdrawn");
    row.set("added_at", desk.now.millis());
    if let Some(upload) = &upload {
        row.set("bytes", upload.bytes);
        row.set("audio_key", upload.blob_key.clone());
        row.set("audio_format", upload.format.clone());
    }
    row.insert(conn, "tracks", id).await?;
    if let Some(upload) = upload {
        uploads::used(conn, &upload.id, id).await?;
    }
    queries::sort_tracks(conn, "tr.id = $1", id).await?;
    territories::derive(conn, Below::Track(id)).await?;
    pricing::note_change(conn, desk, ItemKind::Track, id, (None, Some(price)), "created").await?;
    let facts = queries::track_facts(conn, id).await?.ok_or(sql::Error::RowNotFound)?;
    Ok((TrackId::new(id).map_err(Problem::internal)?, facts.scope()))
}

fn checked_length(ms: i64) -> Result<i64> {
    if (0..=LONGEST_MS).contains(&ms) { Ok(ms) } else { Err(Problem::invalid("duration_ms", "takes 0 to 24 hours")) }
}

fn checked_number(field: &str, number: Option<i64>, most: i64) -> Result<Option<i64>> {
    match number {
        Some(number) if !(1..=most).contains(&number) => {
            Err(Problem::invalid(field, format!("takes a whole number from 1 to {most}")))
        }
        number => Ok(number),
    }
}

fn composer(raw: Option<&str>) -> Result<Option<String>> {
    match raw.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => tidy_name("composer", text, LONGEST_COMPOSER).map(Some),
        None => Ok(None),
    }
}

/// A media type's number and kind.
async fn media_type(conn: &mut Conn, id: Option<MediaTypeId>) -> Result<(i64, String)> {
    let id = match id {
        Some(id) => Some(id.get()),
        None => queries::first_audio_type(conn).await?,
    };
    let missing = || Problem::invalid("media_type_id", "there is no such media type");
    let id = id.ok_or_else(missing)?;
    Ok((id, queries::media_kind(conn, id).await?.ok_or_else(missing)?))
}

async fn genre_exists(conn: &mut Conn, id: Option<GenreId>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    if queries::has_genre(conn, id).await? {
        Ok(())
    } else {
        Err(Problem::invalid("genre_id", "there is no such genre, or it is archived"))
    }
}

/// The place, if no other track of the album stands there.
async fn free_place(conn: &mut Conn, album: i64, position: i64, me: i64) -> Result<i64> {
    checked_number("position", Some(position), 9_999)?;
    match queries::at_position(conn, album, position).await? {
        Some(other) if other != me => Err(Problem::invalid("position", "another track of the album stands there")),
        _ => Ok(position),
    }
}

/// Edit a track
#[utoipa::path(patch, path = "/admin/tracks/{id}", tag = "admin", params(("id" = i64, Path), ("if-match" = String, Header)), request_body = TrackChange, responses((status = 200, body = CatalogueTrackDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn update_track(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<TrackId>,
    version: IfMatch,
    Body(change): Body<TrackChange>,
) -> Result<Versioned<CatalogueTrackDetail>> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::track(&mut tx, id).await?.or_not_found("track", id)?;
    version.check(before.version)?;
    let scope = edit(&mut tx, &desk, &before, &change, "edit").await?;
    recount_within(&mut tx, scope).await?;
    let answer = detail(&mut tx, &shop, id).await?;
    desk.note(&mut tx, "track.edited", "track", id, told(&before), told(&answer.body.track)).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Writes a change of a track. What hangs on it is still to be derived.
pub(crate) async fn edit(
    conn: &mut Conn,
    desk: &Desk<'_>,
    before: &CatalogueTrack,
    change: &TrackChange,
    cause: &'static str,
) -> Result<Scope> {
    let id = before.id.get();
    let old = queries::track_facts(conn, id).await?.ok_or(sql::Error::RowNotFound)?;
    let mut scope = old.scope();
    let mut row = Changes::default();
    if let Some(name) = &change.name {
        let name = tidy_name("name", name, LONGEST)?;
        row.set("name_key", sort_key(&name));
        row.set("name", name);
    }
    let album = change.album_id.map_or(before.album_id, |album| album);
    if change.album_id.is_some() {
        if let Some(album) = album
            && queries::album(conn, album).await?.is_none()
        {
            return Err(Problem::invalid("album_id", "there is no such album"));
        }
        row.set("album_id", album.map(AlbumId::get));
    }
    let moved = album != before.album_id;
    match (album, change.position.flatten()) {
        (Some(album), Some(position)) => {
            row.set("position", free_place(conn, album.get(), position, id).await?);
        }
        (Some(album), None) if moved => row.set("position", queries::next_position(conn, album.get()).await?),
        (None, _) => row.set("position", None::<i64>),
        _ => {}
    }
    if let Some(artist) = change.artist_id {
        if let Some(artist) = artist {
            living_artist(conn, artist).await?;
        }
        row.set("artist_id", artist.map(ArtistId::get));
    }
    if let Some(disc) = change.disc {
        row.set("disc", checked_number("disc", disc, 99)?);
    }
    if let Some(year) = change.year {
        row.set("year", checked_number("year", year, 2_999)?);
    }
    if let Some(genre) = change.genre_id {
        genre_exists(conn, genre).await?;
        row.set("genre_id", genre.map(GenreId::get));
    }
    if let Some(kind) = change.media_type_id {
        let (kind, of) = media_type(conn, Some(kind)).await?;
        row.set("media_type_id", kind);
        row.set("kind", of);
        scope = scope.media_type(before.media_type.id.get());
    }
    if let Some(text) = &change.composer {
        let text = composer(text.as_deref())?;
        row.set("composer", text.clone());
        row.set("credit", text);
    }
    if let Some(ms) = change.duration_ms {
        row.set("duration_ms", checked_length(ms)?);
    }
    if let Some(price) = change.price_cents {
        let price = checked_price("price_cents", price)?;
        row.set("price_cents", price);
        let prices = (Some(old.price_cents), Some(price));
        pricing::note_change(conn, desk, ItemKind::Track, id, prices, cause).await?;
    }
    row.apply(conn, "tracks", id).await?;
    queries::sort_tracks(conn, "tr.id = $1", id).await?;
    territories::derive(conn, Below::Track(id)).await?;
    let now = queries::track_facts(conn, id).await?.ok_or(sql::Error::RowNotFound)?;
    Ok(scope.join(now.scope()))
}

/// Schedule, publish or withdraw a single track
///
/// It is on sale only while its album is.
#[utoipa::path(post, path = "/admin/tracks/{id}/release", tag = "admin", params(("id" = i64, Path), ("if-match" = String, Header)), request_body = ReleaseChange, responses((status = 200, body = CatalogueTrackDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`not-releasable`"), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn release_track(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<TrackId>,
    version: IfMatch,
    Body(change): Body<ReleaseChange>,
) -> Result<Versioned<CatalogueTrackDetail>> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    version.check(queries::track(&mut tx, id).await?.or_not_found("track", id)?.version)?;
    release::track(&mut tx, &desk, id, &change).await?;
    let answer = detail(&mut tx, &shop, id).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Put a track away
#[utoipa::path(post, path = "/admin/tracks/{id}/archive", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueTrackDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`on-sale`")))]
pub async fn archive_track(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<TrackId>,
) -> Result<Versioned<CatalogueTrackDetail>> {
    archive(&shop, staff, id, true).await
}

/// Bring an archived track back, withdrawn
#[utoipa::path(post, path = "/admin/tracks/{id}/restore", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueTrackDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn restore_track(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<TrackId>,
) -> Result<Versioned<CatalogueTrackDetail>> {
    archive(&shop, staff, id, false).await
}

async fn archive(
    shop: &Shop,
    staff: Staff<SalesManager>,
    id: TrackId,
    away: bool,
) -> Result<Versioned<CatalogueTrackDetail>> {
    let desk = Desk::new(shop, staff.id);
    let mut tx = desk.open().await?;
    let track = queries::track(&mut tx, id).await?.or_not_found("track", id)?;
    if away && track.on_sale {
        return Err(on_sale("This track is on sale. Withdraw it first."));
    }
    queries::set_archived(&mut tx, "tracks", id.get(), away.then_some(desk.now)).await?;
    let action = if away { "track.archived" } else { "track.restored" };
    desk.note(&mut tx, action, "track", id, (), ()).await?;
    let facts = queries::track_facts(&mut tx, id.get()).await?.ok_or(sql::Error::RowNotFound)?;
    recount_within(&mut tx, facts.scope()).await?;
    let answer = detail(&mut tx, shop, id).await?;
    tx.commit().await?;
    Ok(answer)
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackAudio {
    /// A recording sent before.
    pub upload_id: String,
}

/// Give a track another recording
#[utoipa::path(put, path = "/admin/tracks/{id}/audio", tag = "admin", params(("id" = i64, Path)), request_body = TrackAudio, responses((status = 200, body = CatalogueTrackDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn set_track_audio(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<TrackId>,
    Body(audio): Body<TrackAudio>,
) -> Result<Versioned<CatalogueTrackDetail>> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::track(&mut tx, id).await?.or_not_found("track", id)?;
    let upload = uploads::unused(&mut tx, &audio.upload_id).await?;
    let mut row = Changes::default();
    row.set("duration_ms", upload.duration_ms);
    row.set("bytes", upload.bytes);
    row.set("audio_key", upload.blob_key.clone());
    row.set("audio_format", upload.format.clone());
    row.apply(&mut tx, "tracks", id.get()).await?;
    uploads::used(&mut tx, &upload.id, id.get()).await?;
    let (told, tells) =
        (json!({ "format": before.audio_format }), json!({ "format": upload.format, "bytes": upload.bytes }));
    desk.note(&mut tx, "track.audio_set", "track", id, told, tells).await?;
    let facts = queries::track_facts(&mut tx, id.get()).await?.ok_or(sql::Error::RowNotFound)?;
    recount_within(&mut tx, facts.scope()).await?;
    let answer = detail(&mut tx, &shop, id).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Deliver the composed recording again
#[utoipa::path(delete, path = "/admin/tracks/{id}/audio", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueTrackDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn remove_track_audio(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<TrackId>,
) -> Result<Versioned<CatalogueTrackDetail>> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::track(&mut tx, id).await?.or_not_found("track", id)?;
    let mut row = Changes::default();
    row.set("audio_key", None::<String>);
    row.set("audio_format", None::<String>);
    row.apply(&mut tx, "tracks", id.get()).await?;
    desk.note(&mut tx, "track.audio_removed", "track", id, json!({ "format": before.audio_format }), ()).await?;
    let answer = detail(&mut tx, &shop, id).await?;
    tx.commit().await?;
    Ok(answer)
}
