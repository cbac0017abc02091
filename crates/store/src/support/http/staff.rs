//! `/admin/tickets` and `/admin/canned-answers`.

use ::http::{
    Json as Body, ListQuery, OrNotFound, Page, Paging, Path, Problem, Query, Result, Staff, SupportAgent, page::Cursor,
};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{CannedAnswerId, TicketId};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::messages;
use crate::{
    Shop,
    customers::admin::Reach,
    support::{
        CannedAnswer, CannedDraft, Conversation, StaffMessage, StaffTicket, Ticket, TicketChange, TicketFilter,
        TicketSort, TicketSummary, canned, queries, writing,
    },
};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_tickets, create_ticket))
        .routes(routes!(get_ticket_summary))
        .routes(routes!(get_ticket, update_ticket))
        .routes(routes!(add_ticket_message))
        .routes(routes!(list_canned_answers, create_canned_answer))
        .routes(routes!(update_canned_answer, delete_canned_answer))
}

/// Conversations with customers within reach
#[utoipa::path(get, path = "/admin/tickets", tag = "admin", params(TicketFilter, Paging), security(("bearer" = [])), responses((status = 200, body = Page<Ticket>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list_tickets(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    list: ListQuery<TicketFilter>,
) -> Result<Json<Page<Ticket>>> {
    let (limit, sort) = (list.paging.limit()?, TicketSort::parse(list.paging.sort.as_deref())?);
    let after: Option<queries::TicketMark> = list.paging.after()?;
    if after.as_ref().is_some_and(|mark| mark.sort != sort.name) {
        return Err(Problem::bad_request("`cursor` is of another sort. Start again without it."));
    }
    let filter = list.filter.conditions(&staff)?;
    let mut rows =
        queries::tickets(&mut shop.db.read().await?, &filter, sort, after.as_ref(), limit.plus_one()).await?;
    let more = rows.len() > limit.rows();
    rows.truncate(limit.rows());
    let next_cursor = rows.last().filter(|_| more).map(|last| Cursor::encode(&queries::ticket_mark(sort, last)));
    Ok(Json(Page { items: rows, next_cursor }))
}

/// How many conversations of a filter are where, and how quickly they are answered and solved
#[utoipa::path(get, path = "/admin/tickets/summary", tag = "admin", params(TicketFilter), security(("bearer" = [])), responses((status = 200, body = TicketSummary), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn get_ticket_summary(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Query(filter): Query<TicketFilter>,
) -> Result<Json<TicketSummary>> {
    let filter = filter.conditions(&staff)?;
    Ok(Json(queries::summary(&mut shop.db.read().await?, &filter).await?))
}

/// Write to a customer
#[utoipa::path(post, path = "/admin/tickets", tag = "admin", request_body = StaffTicket, security(("bearer" = [])), responses((status = 201, body = Conversation), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn create_ticket(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Body(new): Body<StaffTicket>,
) -> Result<(StatusCode, Json<Conversation>)> {
    let id = writing::ask_customer(&shop, &staff, &new).await?;
    Ok((StatusCode::CREATED, read(&shop, &staff, id).await?))
}

/// A conversation, with notes and what was done
#[utoipa::path(get, path = "/admin/tickets/{id}", tag = "admin", params(("id" = TicketId, Path)), security(("bearer" = [])), responses((status = 200, body = Conversation), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn get_ticket(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<TicketId>,
) -> Result<Json<Conversation>> {
    read(&shop, &staff, id).await
}

/// Change whose turn it is, or who looks after it
#[utoipa::path(patch, path = "/admin/tickets/{id}", tag = "admin", params(("id" = TicketId, Path)), request_body = TicketChange, security(("bearer" = [])), responses((status = 200, body = Conversation), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn update_ticket(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<TicketId>,
    Body(change): Body<TicketChange>,
) -> Result<Json<Conversation>> {
    writing::change(&shop, &staff, id, &change).await?;
    read(&shop, &staff, id).await
}

/// Answer the customer, or note something for the staff
///
/// An answer goes out by mail, and can be answered there.
#[utoipa::path(post, path = "/admin/tickets/{id}/messages", tag = "admin", params(("id" = TicketId, Path)), request_body = StaffMessage, security(("bearer" = [])), responses((status = 201, body = Conversation), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn add_ticket_message(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<TicketId>,
    Body(new): Body<StaffMessage>,
) -> Result<(StatusCode, Json<Conversation>)> {
    writing::by_staff(&shop, &staff, id, &new).await?;
    Ok((StatusCode::CREATED, read(&shop, &staff, id).await?))
}

async fn read(shop: &Shop, staff: &Staff<SupportAgent>, id: TicketId) -> Result<Json<Conversation>> {
    let mut conn = shop.db.read().await?;
    let ticket = queries::ticket(&mut conn, Reach::from(staff), id).await?.or_not_found("ticket", id)?;
    let messages = messages(&mut conn, shop, id, Some(&ticket.customer_name), true).await?;
    Ok(Json(Conversation { ticket, messages }))
}

/// Answers that are used often
#[utoipa::path(get, path = "/admin/canned-answers", tag = "admin", security(("bearer" = [])), responses((status = 200, body = Vec<CannedAnswer>), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list_canned_answers(State(shop): State<Shop>, _staff: Staff<SupportAgent>) -> Result<Json<Vec<CannedAnswer>>> {
    Ok(Json(queries::canned(&mut shop.db.read().await?).await?))
}

/// Keep an answer for the next time
#[utoipa::path(post, path = "/admin/canned-answers", tag = "admin", request_body = CannedDraft, security(("bearer" = [])), responses((status = 201, body = CannedAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "`title-taken` or `too-many-answers`"), (status = 422, body = Problem)))]
async fn create_canned_answer(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Body(draft): Body<CannedDraft>,
) -> Result<(StatusCode, Json<CannedAnswer>)> {
    Ok((StatusCode::CREATED, Json(canned::save(&shop, &staff, None, draft).await?)))
}

/// Change a kept answer
#[utoipa::path(put, path = "/admin/canned-answers/{id}", tag = "admin", params(("id" = CannedAnswerId, Path)), request_body = CannedDraft, security(("bearer" = [])), responses((status = 200, body = CannedAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`title-taken`"), (status = 422, body = Problem)))]
async fn update_canned_answer(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<CannedAnswerId>,
    Body(draft): Body<CannedDraft>,
) -> Result<Json<CannedAnswer>> {
    Ok(Json(canned::save(&shop, &staff, Some(id), draft).await?))
}

/// Remove a kept answer
#[utoipa::path(delete, path = "/admin/canned-answers/{id}", tag = "admin", params(("id" = CannedAnswerId, Path)), security(("bearer" = [])), responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn delete_canned_answer(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Path(id): Path<CannedAnswerId>,
) -> Result<StatusCode> {
    canned::remove(&shop, &staff, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
