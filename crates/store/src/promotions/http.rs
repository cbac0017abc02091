//! `/admin/promotions`.

use ::http::{
    IfMatch, Json as Body, OrNotFound, Page, Path, Problem, Query, Result, SalesManager, Staff, Versioned,
    page::{Cursor, Limit},
};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{Money, OrderId, PromotionId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sql::Conn;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Preview, Promotion, PromotionDraft, PromotionState, PromotionStatus, PromotionUse, preview, queries};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    cart::ItemRef,
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_promotions, create_promotion))
        .routes(routes!(preview_promotion))
        .routes(routes!(get_promotion, update_promotion))
        .routes(routes!(set_promotion_status))
        .routes(routes!(list_promotion_uses))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PromotionParams {
    #[param(inline)]
    state: Option<PromotionState>,
    /// `true`: with a code. `false`: those that apply by themselves.
    with_code: Option<bool>,
    /// In the name or the code.
    q: Option<String>,
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Promotions, the newest first
#[utoipa::path(get, path = "/admin/promotions", tag = "admin", params(PromotionParams), responses((status = 200, body = Page<Promotion>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_promotions(
    State(shop): State<Shop>,
    _staff: Staff<SalesManager>,
    Query(params): Query<PromotionParams>,
) -> Result<Json<Page<Promotion>>> {
    let limit = Limit::new(params.limit)?;
    let after: Option<(Timestamp, PromotionId)> = Cursor::decode_opt(params.cursor.as_deref())?;
    let text = params.q.as_deref().map(str::trim);
    let filter = queries::Filter { state: params.state, with_code: params.with_code, text };
    let rows = queries::list(&mut shop.db.read().await?, &filter, after, limit.plus_one(), shop.clock.now()).await?;
    Ok(Json(Page::from_rows(rows, limit, |promotion| (promotion.created_at, promotion.id))))
}

/// Make a promotion
///
/// It runs from its first moment on; without one, at once.
#[utoipa::path(post, path = "/admin/promotions", tag = "admin", request_body = PromotionDraft, responses((status = 201, body = Promotion), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "`code-taken`"), (status = 422, body = Problem)))]
pub async fn create_promotion(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(draft): Body<PromotionDraft>,
) -> Result<(StatusCode, Versioned<Promotion>)> {
    let (now, currency) = (shop.clock.now(), shop.settings.currency);
    let draft = draft.checked(currency, now)?;
    let id = PromotionId::fresh(now, &shop.random);
    let mut tx = shop.db.begin().await?;
    if !queries::insert(&mut tx, id, &draft, currency, staff.id, now).await? {
        return Err(code_taken());
    }
    let promotion = read(&mut tx, id, now).await?;
    let entry = Entry::new(Actor::Staff(staff.id), "promotion.created", "promotion", id).change((), &promotion);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Versioned { version: promotion.version, body: promotion }))
}

fn code_taken() -> Problem {
    Problem::conflict(
        "code-taken",
        "The code is taken",
        "Another promotion has this code, perhaps one that has ended. Choose another code.",
    )
}

async fn read(conn: &mut Conn, id: PromotionId, now: Timestamp) -> Result<Promotion> {
    queries::find(conn, id, now).await?.or_not_found("promotion", id)
}

/// A draft, and a cart to try it on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    pub promotion: PromotionDraft,
    /// The example cart; without one, what sells well in the scope.
    #[serde(default)]
    pub items: Vec<ItemRef>,
}

/// What a promotion would do
///
/// Nothing is written. The promotion is applied alone, to a visitor's cart.
#[utoipa::path(post, path = "/admin/promotions/preview", tag = "admin", request_body = PreviewRequest, responses((status = 200, body = Preview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn preview_promotion(
    State(shop): State<Shop>,
    _staff: Staff<SalesManager>,
    Body(request): Body<PreviewRequest>,
) -> Result<Json<Preview>> {
    let (now, currency) = (shop.clock.now(), shop.settings.currency);
    if request.items.len() > crate::cart::MAX_ITEMS {
        return Err(Problem::invalid("items", "send at most 100 items"));
    }
    let draft = request.promotion.checked(currency, now)?;
    Ok(Json(preview::preview(&mut shop.db.read().await?, &draft, request.items, currency, now).await?))
}

/// A promotion with what it has brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PromotionDetail {
    pub promotion: Promotion,
    /// Paid orders that used it.
    pub paid_orders: i64,
    /// Their totals.
    pub sales: Money,
    /// What it took off them.
    pub discounts: Money,
    /// Names of what it is for, by kind and id, for people.
    pub names: Vec<ScopeName>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ScopeName {
    #[schema(value_type = String, example = "artist")]
    pub kind: &'static str,
    pub id: i64,
    pub name: String,
}

/// One promotion
#[utoipa::path(get, path = "/admin/promotions/{id}", tag = "admin", params(("id" = PromotionId, Path)), responses((status = 200, body = PromotionDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get_promotion(
    State(shop): State<Shop>,
    _staff: Staff<SalesManager>,
    Path(id): Path<PromotionId>,
) -> Result<Versioned<PromotionDetail>> {
    let mut conn = shop.db.read().await?;
    let promotion = read(&mut conn, id, shop.clock.now()).await?;
    let (paid_orders, sales, discounts) = queries::sums(&mut conn, id).await?;
    let currency = promotion.currency();
    let body = PromotionDetail {
        names: names(&mut conn, &promotion).await?,
        paid_orders,
        sales: Money::new(sales, currency),
        discounts: Money::new(discounts, currency),
        promotion,
    };
    Ok(Versioned { version: body.promotion.version, body })
}

async fn names(conn: &mut Conn, promotion: &Promotion) -> Result<Vec<ScopeName>> {
    use crate::catalog::{self, ItemKind};
    let scope = &promotion.scope;
    let of_bundle = |kind| promotion.bundle.iter().filter(move |item| item.kind == kind).map(|item| item.id);
    let ids = |raw: &[i64]| raw.iter().filter_map(|id| kernel::ArtistId::new(*id).ok()).collect::<Vec<_>>();
    let mut names = Vec::new();
    let artists = catalog::artists_by_ids(conn, &ids(&scope.artist_ids)).await?;
    names.extend(artists.into_iter().map(|found| ScopeName { kind: "artist", id: found.id.get(), name: found.name }));
    let albums: Vec<_> = scope.album_ids.iter().copied().chain(of_bundle(ItemKind::Album)).collect();
    let albums: Vec<_> = albums.into_iter().filter_map(|id| kernel::AlbumId::new(id).ok()).collect();
    let albums = catalog::albums_by_ids(conn, &albums).await?;
    names.extend(albums.into_iter().map(|found| ScopeName { kind: "album", id: found.id.get(), name: found.title }));
    let genres: Vec<_> = scope.genre_ids.iter().filter_map(|id| kernel::GenreId::new(*id).ok()).collect();
    let genres = catalog::genres_by_ids(conn, &genres).await?;
    names.extend(genres.into_iter().map(|found| ScopeName { kind: "genre", id: found.id.get(), name: found.name }));
    let tracks: Vec<_> = of_bundle(ItemKind::Track).filter_map(|id| kernel::TrackId::new(id).ok()).collect();
    let tracks = catalog::tracks_by_ids(conn, &tracks).await?;
    names.extend(tracks.into_iter().map(|found| ScopeName { kind: "track", id: found.id.get(), name: found.name }));
    Ok(names)
}

/// Change a promotion
///
/// Orders that were placed keep what they were given.
#[utoipa::path(put, path = "/admin/promotions/{id}", tag = "admin", params(("id" = PromotionId, Path), ("If-Match" = String, Header)), request_body = PromotionDraft, responses((status = 200, body = Promotion), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`code-taken` or `promotion-ended`"), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn update_promotion(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<PromotionId>,
    version: IfMatch,
    Body(draft): Body<PromotionDraft>,
) -> Result<Versioned<Promotion>> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let before = read(&mut tx, id, now).await?;
    version.check(before.version)?;
    if before.status == PromotionStatus::Ended {
        return Err(ended());
    }
    let starts_at = draft.starts_at.or(Some(before.starts_at));
    let draft = PromotionDraft { starts_at, ..draft }.checked(shop.settings.currency, now)?;
    if draft.max_uses.is_some_and(|most| most < before.used) {
        let why = format!("it has been used {} times: write at least that, or nothing", before.used);
        return Err(Problem::invalid("max_uses", why));
    }
    if let Some(code) = &draft.code
        && queries::code_taken(&mut tx, code, id).await?
    {
        return Err(code_taken());
    }
    if !queries::update(&mut tx, id, &draft, before.version, now).await? {
        version.check(before.version + 1)?;
    }
    let after = read(&mut tx, id, now).await?;
    let entry = Entry::new(Actor::Staff(staff.id), "promotion.changed", "promotion", id).change(&before, &after);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    tx.commit().await?;
    Ok(Versioned { version: after.version, body: after })
}

fn ended() -> Problem {
    Problem::conflict("promotion-ended", "The promotion has ended", "It cannot be changed any more. Make a new one.")
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromotionStatusChange {
    pub status: PromotionStatus,
}

/// Pause, resume or end a promotion
///
/// What has ended stays so. Orders that hold a use keep it.
#[utoipa::path(put, path = "/admin/promotions/{id}/status", tag = "admin", params(("id" = PromotionId, Path), ("If-Match" = String, Header)), request_body = PromotionStatusChange, responses((status = 200, body = Promotion), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`promotion-ended`"), (status = 412, body = Problem)))]
pub async fn set_promotion_status(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<PromotionId>,
    version: IfMatch,
    Body(change): Body<PromotionStatusChange>,
) -> Result<Versioned<Promotion>> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let before = read(&mut tx, id, now).await?;
    version.check(before.version)?;
    if before.status == PromotionStatus::Ended {
        return Err(ended());
    }
    if !queries::set_status(&mut tx, id, change.status, before.version, now).await? {
        version.check(before.version + 1)?;
    }
    let action = match change.status {
        PromotionStatus::Active => "promotion.resumed",
        PromotionStatus::Paused => "promotion.paused",
        PromotionStatus::Ended => "promotion.ended",
    };
    let entry = Entry::new(Actor::Staff(staff.id), action, "promotion", id)
        .change(json!({ "status": before.status }), json!({ "status": change.status }));
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    let after = read(&mut tx, id, now).await?;
    tx.commit().await?;
    Ok(Versioned { version: after.version, body: after })
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UseParams {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Orders that used a promotion, the newest first
#[utoipa::path(get, path = "/admin/promotions/{id}/uses", tag = "admin", params(("id" = PromotionId, Path), UseParams), responses((status = 200, body = Page<PromotionUse>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list_promotion_uses(
    State(shop): State<Shop>,
    _staff: Staff<SalesManager>,
    Path(id): Path<PromotionId>,
    Query(params): Query<UseParams>,
) -> Result<Json<Page<PromotionUse>>> {
    let limit = Limit::new(params.limit)?;
    let after: Option<(Timestamp, OrderId)> = Cursor::decode_opt(params.cursor.as_deref())?;
    let mut conn = shop.db.read().await?;
    read(&mut conn, id, shop.clock.now()).await?;
    let rows = queries::list_uses(&mut conn, id, after, limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, |used| (used.at, used.order_id))))
}
