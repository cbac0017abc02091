//! `/admin/artists`.

use ::http::{IfMatch, Json as Body, OrNotFound, Page, Path, Problem, Query, Result, SalesManager, Staff, Versioned};
use axum::{Json, extract::State, http::StatusCode};
use kernel::ArtistId;
use serde::Deserialize;
use serde_json::json;
use sql::Conn;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{page, position};
use crate::{
    Shop,
    catalog::{
        CatalogueArtistSort, Scope,
        admin::{
            CatalogueArtist, CatalogueArtistDetail, Desk, MergeInto, NameDraft,
            queries::{self, Changes, Wanted},
            tidy_name,
        },
        recount_within, sort_key,
    },
    territories::{self, Below, Holder},
};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_catalogue_artists, create_artist))
        .routes(routes!(get_catalogue_artist, update_artist))
        .routes(routes!(merge_artists))
        .routes(routes!(archive_artist))
        .routes(routes!(restore_artist))
}

const LONGEST: usize = 120;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ArtistsWanted {
    /// A part of the name, or an id.
    q: Option<String>,
    /// Archived artists instead of the others.
    #[serde(default)]
    archived: bool,
    /// Whether the shop shows them.
    on_sale: Option<bool>,
    #[serde(default)]
    #[param(inline)]
    sort: CatalogueArtistSort,
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Artists, on sale or not
#[utoipa::path(get, path = "/admin/artists", tag = "admin", params(ArtistsWanted), responses((status = 200, body = Page<CatalogueArtist>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_catalogue_artists(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Query(wanted): Query<ArtistsWanted>,
) -> Result<Json<Page<CatalogueArtist>>> {
    let walk = wanted.sort.walk();
    let (after, limit) = position(wanted.cursor.as_deref(), wanted.limit, walk)?;
    let wanted = Wanted { q: wanted.q, archived: wanted.archived, on_sale: wanted.on_sale, ..Wanted::default() };
    Ok(Json(page(queries::artists(&mut shop.db.read().await?, &wanted, walk, after.as_ref(), limit).await?)))
}

/// One artist, with its territory rule
#[utoipa::path(get, path = "/admin/artists/{id}", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueArtistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get_catalogue_artist(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Path(id): Path<ArtistId>,
) -> Result<Versioned<CatalogueArtistDetail>> {
    detail(&mut shop.db.read().await?, id).await
}

async fn detail(conn: &mut Conn, id: ArtistId) -> Result<Versioned<CatalogueArtistDetail>> {
    let artist = queries::artist(conn, id).await?.or_not_found("artist", id)?;
    let territory = territories::rule_of(conn, Holder::Artist, id.get()).await?;
    Ok(Versioned { version: artist.version, body: CatalogueArtistDetail { artist, territory } })
}

/// Add an artist
#[utoipa::path(post, path = "/admin/artists", tag = "admin", request_body = NameDraft, responses((status = 201, body = CatalogueArtistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "`name-taken`, with `id`"), (status = 422, body = Problem)))]
pub async fn create_artist(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(draft): Body<NameDraft>,
) -> Result<(StatusCode, Versioned<CatalogueArtistDetail>)> {
    let name = tidy_name("name", &draft.name, LONGEST)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    if let Some(id) = queries::by_name(&mut tx, "artists", &name).await? {
        return Err(name_taken("An artist", id));
    }
    let id = queries::insert_artist(&mut tx, &name, desk.now).await?;
    queries::sync_sequences(&mut tx).await?;
    desk.note(&mut tx, "artist.created", "artist", id, (), json!({ "name": name })).await?;
    recount_within(&mut tx, Scope::default().artist(Some(id))).await?;
    let answer = detail(&mut tx, ArtistId::new(id).map_err(Problem::internal)?).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, answer))
}

pub(super) fn name_taken(what: &str, id: i64) -> Problem {
    Problem::conflict(
        "name-taken",
        "There is one already",
        format!("{what} of this name is there already: number {id}."),
    )
    .with("id", id)
}

/// Rename an artist
#[utoipa::path(patch, path = "/admin/artists/{id}", tag = "admin", params(("id" = i64, Path), ("if-match" = String, Header)), request_body = NameDraft, responses((status = 200, body = CatalogueArtistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn update_artist(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<ArtistId>,
    version: IfMatch,
    Body(draft): Body<NameDraft>,
) -> Result<Versioned<CatalogueArtistDetail>> {
    let name = tidy_name("name", &draft.name, LONGEST)?;
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let before = queries::artist(&mut tx, id).await?.or_not_found("artist", id)?;
    version.check(before.version)?;
    if let Some(other) = queries::by_name(&mut tx, "artists", &name).await?.filter(|other| *other != id.get()) {
        return Err(name_taken("An artist", other));
    }
    let mut row = Changes::default();
    row.set("name", name.as_str());
    row.set("name_key", sort_key(&name));
    row.apply(&mut tx, "artists", id.get()).await?;
    queries::sort_albums(&mut tx, "al.artist_id = $1", id.get()).await?;
    queries::sort_tracks(&mut tx, "tr.artist_id = $1", id.get()).await?;
    desk.note(&mut tx, "artist.edited", "artist", id, json!({ "name": before.name }), json!({ "name": name })).await?;
    recount_within(&mut tx, Scope::default().artist(Some(id.get()))).await?;
    let answer = detail(&mut tx, id).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Make two artists one
///
/// Albums, tracks and credits move; what was sold stays sold, and the old page leads to the new one.
#[utoipa::path(post, path = "/admin/artists/{id}/merge", tag = "admin", params(("id" = i64, Path)), request_body = MergeInto, responses((status = 200, body = CatalogueArtistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn merge_artists(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<ArtistId>,
    Body(merge): Body<MergeInto>,
) -> Result<Versioned<CatalogueArtistDetail>> {
    let into = ArtistId::new(merge.into).map_err(|_| Problem::invalid("into", "choose an artist"))?;
    if into == id {
        return Err(Problem::invalid("into", "choose another artist"));
    }
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let from = queries::artist(&mut tx, id).await?.or_not_found("artist", id)?;
    let kept = queries::artist(&mut tx, into).await?.or_not_found("artist", into)?;
    if from.merged_into.is_some() || kept.archived_at.is_some() {
        return Err(Problem::invalid("into", "one of the two is archived or merged already"));
    }
    keep_territory(&mut tx, id).await?;
    queries::merge_artist(&mut tx, id.get(), into.get(), desk.now).await?;
    territories::derive(&mut tx, Below::Artist(into.get())).await?;
    let (told, tells) = (json!({ "name": from.name }), json!({ "merged_into": into, "name": kept.name }));
    desk.note(&mut tx, "artist.merged", "artist", id, told, tells).await?;
    // Albums of either may have moved in lists, and both artists' counts are new.
    let (albums, _) = queries::works_of(&mut tx, into.get()).await?;
    let scope = albums.into_iter().fold(Scope::default(), |scope, album| scope.album(Some(album)));
    recount_within(&mut tx, scope.artist(Some(id.get())).artist(Some(into.get()))).await?;
    let answer = detail(&mut tx, into).await?;
    tx.commit().await?;
    Ok(answer)
}

/// A rule of the artist that goes stays with the works it was about.
async fn keep_territory(conn: &mut Conn, id: ArtistId) -> Result<()> {
    let Some(rule) = territories::rule_of(conn, Holder::Artist, id.get()).await? else { return Ok(()) };
    let (albums, tracks) = queries::works_of(conn, id.get()).await?;
    let works =
        albums.into_iter().map(|id| (Holder::Album, id)).chain(tracks.into_iter().map(|id| (Holder::Track, id)));
    for (holder, work) in works {
        let own = territories::rule_of(conn, holder, work).await?;
        let both = own.map_or_else(|| rule.clone(), |own| own.and(&rule));
        territories::set_rule(conn, holder, work, Some(&both)).await?;
    }
    Ok(territories::set_rule(conn, Holder::Artist, id.get(), None).await?)
}

/// Put an artist away
///
/// Only one with nothing on sale. What was sold stays as it is.
#[utoipa::path(post, path = "/admin/artists/{id}/archive", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueArtistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`on-sale`")))]
pub async fn archive_artist(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<ArtistId>,
) -> Result<Versioned<CatalogueArtistDetail>> {
    archive(&shop, staff, id, true).await
}

/// Bring an archived artist back
#[utoipa::path(post, path = "/admin/artists/{id}/restore", tag = "admin", params(("id" = i64, Path)), responses((status = 200, body = CatalogueArtistDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`merged`")))]
pub async fn restore_artist(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<ArtistId>,
) -> Result<Versioned<CatalogueArtistDetail>> {
    archive(&shop, staff, id, false).await
}

async fn archive(
    shop: &Shop,
    staff: Staff<SalesManager>,
    id: ArtistId,
    away: bool,
) -> Result<Versioned<CatalogueArtistDetail>> {
    let desk = Desk::new(shop, staff.id);
    let mut tx = desk.open().await?;
    let artist = queries::artist(&mut tx, id).await?.or_not_found("artist", id)?;
    if away && artist.on_sale {
        return Err(on_sale("This artist has music on sale. Withdraw it first."));
    }
    if away && queries::has_scheduled(&mut tx, id.get()).await? {
        return Err(on_sale("Music of this artist is scheduled and would come out. Withdraw it first."));
    }
    if !away && artist.merged_into.is_some() {
        return Err(merged());
    }
    queries::set_archived(&mut tx, "artists", id.get(), away.then_some(desk.now)).await?;
    let action = if away { "artist.archived" } else { "artist.restored" };
    desk.note(&mut tx, action, "artist", id, (), ()).await?;
    recount_within(&mut tx, Scope::default().artist(Some(id.get()))).await?;
    let answer = detail(&mut tx, id).await?;
    tx.commit().await?;
    Ok(answer)
}

pub(super) fn on_sale(detail: &str) -> Problem {
    Problem::conflict("on-sale", "Still on sale", detail)
}

pub(super) fn merged() -> Problem {
    Problem::conflict("merged", "Merged into another", "What was merged cannot be taken apart again.")
}
