//! `/admin/me` and `/admin/staff`.

use ::http::{AnyStaff, GeneralManager, Json, Path, Result, Role, Staff};
use axum::{extract::State, http::StatusCode};
use kernel::{EmployeeId, SessionId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{By, Change, Detail, Invitation, Member};
use crate::{App, access};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_staff_self))
        .routes(routes!(list_staff, invite_staff))
        .routes(routes!(get_staff_member, change_staff_member))
        .routes(routes!(deactivate_staff_member))
        .routes(routes!(reactivate_staff_member))
        .routes(routes!(resend_staff_invitation))
        .routes(routes!(reset_staff_second_factor))
        .routes(routes!(end_staff_session))
}

impl<R> From<Staff<R>> for By {
    fn from(staff: Staff<R>) -> Self {
        Self { id: staff.id, role: staff.role }
    }
}

/// Who is signed in, and what they may do.
#[derive(Debug, Serialize, ToSchema)]
struct StaffSelf {
    id: EmployeeId,
    role: Role,
    /// The operation ids of the back office that are for this role.
    operations: Vec<&'static str>,
}

/// Everybody who works here.
#[derive(Debug, Serialize, ToSchema)]
struct StaffList {
    items: Vec<Member>,
}

/// Who I am in the back office, and what I may do
#[utoipa::path(get, path = "/admin/me", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = StaffSelf), (status = 401), (status = 403)))]
async fn get_staff_self(staff: Staff<AnyStaff>) -> Json<StaffSelf> {
    Json(StaffSelf { id: staff.id, role: staff.role, operations: access::operations_of(staff.role) })
}

/// Everybody who works here, with role, manager and how they sign in
#[utoipa::path(get, path = "/admin/staff", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = StaffList), (status = 401), (status = 403)))]
async fn list_staff(State(app): State<App>, _: Staff<GeneralManager>) -> Result<Json<StaffList>> {
    Ok(Json(StaffList { items: super::list(&mut app.shop.db.read().await?).await? }))
}

/// Invite somebody to work here, by mail
#[utoipa::path(post, path = "/admin/staff", tag = "admin", security(("bearer" = [])), request_body = Invitation,
    responses((status = 201, body = Detail), (status = 401), (status = 403), (status = 422)))]
async fn invite_staff(
    State(app): State<App>,
    staff: Staff<GeneralManager>,
    Json(body): Json<Invitation>,
) -> Result<(StatusCode, Json<Detail>)> {
    let id = super::invite(&app, staff.into(), &body).await?;
    Ok((StatusCode::CREATED, Json(super::detail(&app, id).await?)))
}

/// One member of staff, and where they are signed in
#[utoipa::path(get, path = "/admin/staff/{id}", tag = "admin", security(("bearer" = [])), params(("id" = EmployeeId, Path)),
    responses((status = 200, body = Detail), (status = 401), (status = 403), (status = 404)))]
async fn get_staff_member(
    State(app): State<App>,
    _: Staff<GeneralManager>,
    Path(id): Path<EmployeeId>,
) -> Result<Json<Detail>> {
    Ok(Json(super::detail(&app, id).await?))
}

/// Change title, role or manager
///
/// 409 for one's own role, and for the last general manager's.
#[utoipa::path(patch, path = "/admin/staff/{id}", tag = "admin", security(("bearer" = [])), params(("id" = EmployeeId, Path)),
    request_body = Change, responses((status = 200, body = Detail), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn change_staff_member(
    State(app): State<App>,
    staff: Staff<GeneralManager>,
    Path(id): Path<EmployeeId>,
    Json(body): Json<Change>,
) -> Result<Json<Detail>> {
    super::change(&app, staff.into(), id, &body).await?;
    Ok(Json(super::detail(&app, id).await?))
}

/// Shut somebody's account; what they did stays
#[utoipa::path(post, path = "/admin/staff/{id}/deactivate", tag = "admin", security(("bearer" = [])), params(("id" = EmployeeId, Path)),
    responses((status = 200, body = Detail), (status = 401), (status = 403), (status = 404), (status = 409)))]
async fn deactivate_staff_member(
    State(app): State<App>,
    staff: Staff<GeneralManager>,
    Path(id): Path<EmployeeId>,
) -> Result<Json<Detail>> {
    super::deactivate(&app, staff.into(), id).await?;
    Ok(Json(super::detail(&app, id).await?))
}

/// Open somebody's account again
#[utoipa::path(post, path = "/admin/staff/{id}/reactivate", tag = "admin", security(("bearer" = [])), params(("id" = EmployeeId, Path)),
    responses((status = 200, body = Detail), (status = 401), (status = 403), (status = 404)))]
async fn reactivate_staff_member(
    State(app): State<App>,
    staff: Staff<GeneralManager>,
    Path(id): Path<EmployeeId>,
) -> Result<Json<Detail>> {
    super::reactivate(&app, staff.into(), id).await?;
    Ok(Json(super::detail(&app, id).await?))
}

/// Send the invitation once more; the earlier link ends
#[utoipa::path(post, path = "/admin/staff/{id}/invitation", tag = "admin", security(("bearer" = [])), params(("id" = EmployeeId, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
async fn resend_staff_invitation(
    State(app): State<App>,
    staff: Staff<GeneralManager>,
    Path(id): Path<EmployeeId>,
) -> Result<StatusCode> {
    super::invite_again(&app, staff.into(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Forget a second factor that was lost; every session of theirs ends
#[utoipa::path(post, path = "/admin/staff/{id}/second-factor/reset", tag = "admin", security(("bearer" = [])), params(("id" = EmployeeId, Path)),
    responses((status = 200, body = Detail), (status = 401), (status = 403), (status = 404), (status = 409)))]
async fn reset_staff_second_factor(
    State(app): State<App>,
    staff: Staff<GeneralManager>,
    Path(id): Path<EmployeeId>,
) -> Result<Json<Detail>> {
    super::reset_second_factor(&app, staff.into(), id).await?;
    Ok(Json(super::detail(&app, id).await?))
}

/// End one session of a member of staff
#[utoipa::path(delete, path = "/admin/staff/{id}/sessions/{session}", tag = "admin", security(("bearer" = [])),
    params(("id" = EmployeeId, Path), ("session" = SessionId, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
async fn end_staff_session(
    State(app): State<App>,
    staff: Staff<GeneralManager>,
    Path((id, session)): Path<(EmployeeId, SessionId)>,
) -> Result<StatusCode> {
    super::end_session(&app, staff.into(), id, session).await?;
    Ok(StatusCode::NO_CONTENT)
}
