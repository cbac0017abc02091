//! `/admin/views`.

use ::http::{AnyStaff, Json as Body, Path, Problem, Query, Result, Staff};
use axum::{Json, extract::State, http::StatusCode};
use kernel::SavedViewId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Draft, SavedView, queries};
use crate::Shop;

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_views, create_view)).routes(routes!(update_view, delete_view))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ViewParams {
    /// Which list, such as `orders`.
    list: String,
}

/// The caller's views of a list, and those that others share
#[utoipa::path(get, path = "/admin/views", tag = "admin", params(ViewParams), security(("bearer" = [])), responses((status = 200, body = Vec<SavedView>), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list_views(
    State(shop): State<Shop>,
    staff: Staff<AnyStaff>,
    Query(params): Query<ViewParams>,
) -> Result<Json<Vec<SavedView>>> {
    Ok(Json(queries::list(&mut shop.db.read().await?, staff.id, &params.list).await?))
}

/// Keep a list with its filters under a name
#[utoipa::path(post, path = "/admin/views", tag = "admin", request_body = Draft, security(("bearer" = [])), responses((status = 201, body = SavedView), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "`name-taken` or `too-many-views`"), (status = 422, body = Problem)))]
async fn create_view(
    State(shop): State<Shop>,
    staff: Staff<AnyStaff>,
    Body(draft): Body<Draft>,
) -> Result<(StatusCode, Json<SavedView>)> {
    Ok((StatusCode::CREATED, Json(super::create(&shop, staff.id, draft).await?)))
}

/// Change one's own view
#[utoipa::path(put, path = "/admin/views/{id}", tag = "admin", params(("id" = SavedViewId, Path)), request_body = Draft, security(("bearer" = [])), responses((status = 200, body = SavedView), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`name-taken`"), (status = 422, body = Problem)))]
async fn update_view(
    State(shop): State<Shop>,
    staff: Staff<AnyStaff>,
    Path(id): Path<SavedViewId>,
    Body(draft): Body<Draft>,
) -> Result<Json<SavedView>> {
    Ok(Json(super::change(&shop, staff.id, id, draft).await?))
}

/// Remove a view
#[utoipa::path(delete, path = "/admin/views/{id}", tag = "admin", params(("id" = SavedViewId, Path)), security(("bearer" = [])), responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn delete_view(
    State(shop): State<Shop>,
    staff: Staff<AnyStaff>,
    Path(id): Path<SavedViewId>,
) -> Result<StatusCode> {
    super::remove(&shop, staff, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
