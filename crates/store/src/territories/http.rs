//! `/admin/territories`.

use ::http::{Json as Body, OrNotFound, Path, Problem, Result, SalesManager, Staff};
use axum::{Json, extract::State};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Below, Holder, Territory, derive, rule_of, set_rule};
use crate::{
    Shop,
    catalog::{Scope, admin::Desk, recount_within},
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(set_territory, clear_territory))
}

/// Say where something is sold
///
/// Artist, album and track rules add up. What was bought stays downloadable everywhere.
#[utoipa::path(put, path = "/admin/territories/{kind}/{id}", tag = "admin", params(("kind" = Holder, Path), ("id" = i64, Path)), request_body = Territory, responses((status = 200, body = Territory), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn set_territory(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path((kind, id)): Path<(Holder, i64)>,
    Body(territory): Body<Territory>,
) -> Result<Json<Territory>> {
    if territory.countries.is_empty() {
        return Err(Problem::invalid("countries", "choose at least one country, or remove the rule"));
    }
    write(&shop, staff, kind, id, Some(&territory)).await?;
    Ok(Json(territory))
}

/// Sell something everywhere again
#[utoipa::path(delete, path = "/admin/territories/{kind}/{id}", tag = "admin", params(("kind" = Holder, Path), ("id" = i64, Path)), responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn clear_territory(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path((kind, id)): Path<(Holder, i64)>,
) -> Result<axum::http::StatusCode> {
    write(&shop, staff, kind, id, None).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

async fn write(
    shop: &Shop,
    staff: Staff<SalesManager>,
    kind: Holder,
    id: i64,
    territory: Option<&Territory>,
) -> Result<()> {
    let desk = Desk::new(shop, staff.id);
    let mut tx = desk.open().await?;
    if !crate::catalog::admin::exists(&mut tx, kind, id).await? {
        return None::<()>.or_not_found(kind.as_str(), id);
    }
    let before = rule_of(&mut tx, kind, id).await?;
    set_rule(&mut tx, kind, id, territory).await?;
    let below = match kind {
        Holder::Artist => Below::Artist(id),
        Holder::Album => Below::Album(id),
        Holder::Track => Below::Track(id),
    };
    derive(&mut tx, below).await?;
    desk.note(&mut tx, &format!("{}.territory_set", kind.as_str()), kind.as_str(), id, &before, &territory).await?;
    // The version moves on, so that caches follow.
    recount_within(&mut tx, Scope::default()).await?;
    Ok(tx.commit().await?)
}
