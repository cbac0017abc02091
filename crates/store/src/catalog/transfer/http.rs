//! `/admin/tracks/export.csv`, `/admin/catalogue-imports`.

use ::http::{
    Json, OrNotFound, Path, Problem, Query, Result, SalesManager, Staff,
    csv::{Cell, Csv},
};
use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use futures::{StreamExt, TryStreamExt, stream};
use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{COLUMNS, CatalogueImport, LARGEST, plan, queries};
use crate::{
    Shop,
    catalog::{
        CatalogueTrackSort, ReleaseState,
        admin::{
            CatalogueTrack, Desk,
            queries::{self as desk_queries, Wanted},
        },
        recount_within,
    },
    pricing::stale,
};

pub fn router() -> OpenApiRouter<Shop> {
    let imports = OpenApiRouter::new().routes(routes!(preview_catalogue_import)).layer(DefaultBodyLimit::max(LARGEST));
    OpenApiRouter::new().routes(routes!(export_tracks)).routes(routes!(apply_catalogue_import)).merge(imports)
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportWanted {
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
}

/// Rows read at a time.
const BATCH: i64 = 500;

/// The list of tracks as CSV, which can be changed and read in again
#[utoipa::path(get, path = "/admin/tracks/export.csv", tag = "admin", params(ExportWanted), responses((status = 200, content_type = "text/csv", body = String), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn export_tracks(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Query(asked): Query<ExportWanted>,
) -> Result<Response> {
    let walk = asked.sort.walk();
    let wanted = Wanted {
        q: asked.q,
        artist: asked.artist_id,
        album: asked.album_id,
        genre: asked.genre_id,
        media_type: asked.media_type_id,
        state: asked.state,
        archived: asked.archived,
        ..Wanted::default()
    };
    let pages = stream::try_unfold(Some(None), move |next| {
        let (shop, wanted) = (shop.clone(), wanted.clone());
        async move {
            let Some(after) = next else { return Ok(None) };
            let mut conn = shop.db.read().await?;
            let page = desk_queries::tracks(&mut conn, &wanted, walk, Option::as_ref(&after), BATCH).await?;
            let more = page.next.map(Some);
            Ok::<_, Problem>(Some((stream::iter(page.items.into_iter().map(|track| Ok(row(track)))), more)))
        }
    });
    let rows = pages.try_flatten().boxed();
    Ok(Csv { file_name: "tracks.csv".to_owned(), heads: &COLUMNS, rows }.into_response())
}

fn row(track: CatalogueTrack) -> Vec<Cell> {
    let number = |value: Option<i64>| value.map_or(Cell::Empty, Cell::plain);
    vec![
        Cell::plain(track.id),
        Cell::text(track.name),
        track.artist.map(|artist| artist.name).into(),
        track.album_title.into(),
        number(track.position),
        number(track.disc),
        number(track.year),
        track.genre.map(|genre| genre.name).into(),
        Cell::text(track.media_type.name),
        track.composer.into(),
        Cell::plain(track.duration_ms),
        Cell::cents(track.regular_price.amount),
        Cell::plain(track.state.as_str()),
    ]
}

/// Read a catalogue file and see what it would do
///
/// CSV in UTF-8 as the export writes it, at most 8 MiB and 20,000 rows. `state` is not read. Nothing is changed yet.
#[utoipa::path(post, path = "/admin/catalogue-imports", tag = "admin", request_body(content = Vec<u8>, content_type = "text/csv"), responses((status = 201, body = CatalogueImport), (status = 401, body = Problem), (status = 403, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
pub async fn preview_catalogue_import(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<CatalogueImport>)> {
    let now = shop.clock.now();
    let id = shop.random.uuid_v7(now).to_string();
    // Read beside whoever writes: applying it plans it again.
    let (plan, hash) = plan::make(&mut shop.db.read().await?, &bytes).await?;
    let mut tx = shop.db.begin().await?;
    // Read as text by the plan already.
    let content = String::from_utf8_lossy(&bytes);
    queries::insert(&mut tx, &id, &content, &hash, staff.id, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(plan.shown(&id, false))))
}

/// Do what the preview of a file has shown
///
/// Good rows are applied in one go; bad ones are left out, as the preview said.
#[utoipa::path(post, path = "/admin/catalogue-imports/{id}/apply", tag = "admin", params(("id" = String, Path)), responses((status = 200, body = CatalogueImport), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`stale-preview`, with the new `preview`; `applied`")))]
pub async fn apply_catalogue_import(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<String>,
) -> Result<Json<CatalogueImport>> {
    let desk = Desk::new(&shop, staff.id);
    let mut tx = desk.open().await?;
    let import = queries::by_id(&mut tx, staff.id, &id).await?.or_not_found("import", &id)?;
    if import.applied_at.is_some() {
        return Err(Problem::conflict("applied", "Applied already", "This file was applied before. Read it in again."));
    }
    let (plan, hash) = plan::make(&mut tx, import.content.as_bytes()).await?;
    if hash != import.plan_hash {
        let preview = plan.shown(&id, false);
        drop(tx);
        let mut tx = shop.db.begin().await?;
        queries::set_plan(&mut tx, &id, &hash).await?;
        tx.commit().await?;
        return Err(stale(&preview));
    }
    let scope = plan.apply(&mut tx, &desk).await?;
    desk_queries::sync_sequences(&mut tx).await?;
    recount_within(&mut tx, scope).await?;
    queries::applied(&mut tx, &id, desk.now).await?;
    let shown = plan.shown(&id, true);
    let tells = json!({ "created": shown.created, "updated": shown.updated, "bad": shown.bad });
    desk.note(&mut tx, "catalogue.imported", "catalogue_import", &id, (), tells).await?;
    tx.commit().await?;
    Ok(Json(shown))
}
