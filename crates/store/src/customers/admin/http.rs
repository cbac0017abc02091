//! `/admin/customers` and `/admin/agents`.

use ::http::{
    AnyStaff, Json as Body, ListQuery, Page, Paging, Path, Problem, Query, Result, Staff, SupportAgent, page::Cursor,
};
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::CustomerId;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Agent, AssignAgent, CustomerDesk, CustomerFilter, CustomerSort, CustomerTotals, Reach, ShopCustomer,
    bulk::{self, BulkRequest, Preview, PreviewRequest},
    export, queries,
};
use crate::{
    Shop,
    orders::admin::{NewNote, Note, SortParam, write_note},
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_customers))
        .routes(routes!(get_customer_totals))
        .routes(routes!(export_customers))
        .routes(routes!(preview_customer_bulk))
        .routes(routes!(apply_customer_bulk))
        .routes(routes!(get_customer))
        .routes(routes!(assign_agent))
        .routes(routes!(add_customer_note))
        .routes(routes!(list_agents))
}

/// Customers within reach
#[utoipa::path(get, path = "/admin/customers", tag = "admin", params(CustomerFilter, Paging), security(("bearer" = [])), responses((status = 200, body = Page<ShopCustomer>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list_customers(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    list: ListQuery<CustomerFilter>,
) -> Result<Json<Page<ShopCustomer>>> {
    let (limit, sort) = (list.paging.limit()?, CustomerSort::parse(list.paging.sort.as_deref())?);
    let after: Option<queries::Mark> = list.paging.after()?;
    if after.as_ref().is_some_and(|mark| mark.sort != sort.name) {
        return Err(Problem::bad_request("`cursor` is of another sort. Start again without it."));
    }
    let (filter, currency) = (list.filter.conditions(&staff)?, shop.settings.currency);
    let mut conn = shop.db.read().await?;
    let rows = queries::page(&mut conn, &filter, sort, after.as_ref(), limit.plus_one(), currency).await?;
    let more = rows.len() > limit.rows();
    let next_cursor = rows.get(limit.rows() - 1).filter(|_| more).map(|(_, mark)| Cursor::encode(mark));
    let items = rows.into_iter().take(limit.rows()).map(|(customer, _)| customer).collect();
    Ok(Json(Page { items, next_cursor }))
}

/// What the customers of a filter sum to
#[utoipa::path(get, path = "/admin/customers/totals", tag = "admin", params(CustomerFilter), security(("bearer" = [])), responses((status = 200, body = CustomerTotals), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn get_customer_totals(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Query(filter): Query<CustomerFilter>,
) -> Result<Json<CustomerTotals>> {
    let filter = filter.conditions(&staff)?;
    Ok(Json(queries::totals(&mut shop.db.read().await?, &filter, shop.settings.currency).await?))
}

/// The customers of a filter as a CSV file, with their sums
#[utoipa::path(get, path = "/admin/customers/export.csv", tag = "admin", params(CustomerFilter, SortParam), security(("bearer" = [])), responses((status = 200, content_type = "text/csv", body = String), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn export_customers(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    list: ListQuery<CustomerFilter>,
) -> Result<Response> {
    let sort = CustomerSort::parse(list.paging.sort.as_deref())?;
    let filter = list.filter.conditions(&staff)?;
    Ok(export::csv(shop, filter, sort).into_response())
}

/// What giving many customers to an agent would do
#[utoipa::path(post, path = "/admin/customers/bulk/preview", tag = "admin", request_body = PreviewRequest, security(("bearer" = [])), responses((status = 200, body = Preview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
async fn preview_customer_bulk(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Body(request): Body<PreviewRequest>,
) -> Result<Json<Preview>> {
    Ok(Json(bulk::preview(&shop, &staff, &request).await?))
}

/// Give many customers to an agent, as the preview showed
#[utoipa::path(post, path = "/admin/customers/bulk", tag = "admin", request_body = BulkRequest, security(("bearer" = [])), responses((status = 200, body = Preview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "`stale-preview`"), (status = 422, body = Problem)))]
async fn apply_customer_bulk(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Body(request): Body<BulkRequest>,
) -> Result<Json<Preview>> {
    Ok(Json(bulk::apply(&shop, &staff, &request).await?))
}

/// Everything the shop knows about a customer
#[utoipa::path(get, path = "/admin/customers/{id}", tag = "admin", params(("id" = i64, Path)), security(("bearer" = [])), responses((status = 200, body = CustomerDesk), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn get_customer(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<CustomerId>,
) -> Result<Json<CustomerDesk>> {
    Ok(Json(super::read(&shop, Reach::from(&staff), id).await?))
}

/// Give a customer to a support agent, or to nobody
#[utoipa::path(put, path = "/admin/customers/{id}/agent", tag = "admin", params(("id" = i64, Path)), request_body = AssignAgent, security(("bearer" = [])), responses((status = 200, body = CustomerDesk), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn assign_agent(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<CustomerId>,
    Body(body): Body<AssignAgent>,
) -> Result<Json<CustomerDesk>> {
    Ok(Json(super::assign(&shop, &staff, id, body.agent_id).await?))
}

/// Note something about a customer, for the staff
#[utoipa::path(post, path = "/admin/customers/{id}/notes", tag = "admin", params(("id" = i64, Path)), request_body = NewNote, security(("bearer" = [])), responses((status = 201, body = Vec<Note>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn add_customer_note(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<CustomerId>,
    Body(note): Body<NewNote>,
) -> Result<(StatusCode, Json<Vec<Note>>)> {
    let body = note.checked()?;
    let mut tx = shop.db.begin().await?;
    Reach::from(&staff).customer(&mut tx, id).await?;
    let notes = write_note(&mut tx, &shop, &staff, "customer", &id.to_string(), body).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(notes)))
}

/// Who helps customers
#[utoipa::path(get, path = "/admin/agents", tag = "admin", security(("bearer" = [])), responses((status = 200, body = Vec<Agent>), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list_agents(State(shop): State<Shop>, _staff: Staff<AnyStaff>) -> Result<Json<Vec<Agent>>> {
    Ok(Json(queries::agents(&mut shop.db.read().await?).await?))
}
