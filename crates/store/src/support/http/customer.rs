//! `/support/tickets`: a customer's own conversations.

use ::http::{
    Customer, Json as Body, OrNotFound, Page, Path, Problem, Query, Result,
    page::{Cursor, Limit},
};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{CustomerId, TicketId, Timestamp};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::messages;
use crate::{
    Shop,
    support::{
        MyConversation, MyTicket, NewMessage, NewTicket, queries,
        writing::{self, Words},
    },
};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_my_tickets, create_my_ticket))
        .routes(routes!(get_my_ticket))
        .routes(routes!(add_my_ticket_message))
        .routes(routes!(settle_my_ticket))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct MyTicketParams {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The caller's conversations, the last written into first
#[utoipa::path(get, path = "/support/tickets", tag = "support", params(MyTicketParams), security(("bearer" = [])), responses((status = 200, body = Page<MyTicket>), (status = 400, body = Problem), (status = 401, body = Problem)))]
async fn list_my_tickets(
    State(shop): State<Shop>,
    customer: Customer,
    Query(params): Query<MyTicketParams>,
) -> Result<Json<Page<MyTicket>>> {
    let limit = Limit::new(params.limit)?;
    let after: Option<(Timestamp, TicketId)> = Cursor::decode_opt(params.cursor.as_deref())?;
    let rows = queries::mine(&mut shop.db.read().await?, customer.id, after, limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, |ticket| (ticket.updated_at, ticket.id))))
}

/// Ask the staff something
///
/// About an order or a track, or in general. Answers come by mail, too, and can be answered there.
#[utoipa::path(post, path = "/support/tickets", tag = "support", request_body = NewTicket, security(("bearer" = [])), responses((status = 201, body = MyConversation), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn create_my_ticket(
    State(shop): State<Shop>,
    customer: Customer,
    Body(new): Body<NewTicket>,
) -> Result<(StatusCode, Json<MyConversation>)> {
    let id = writing::ask(&shop, customer.id, &new).await?;
    Ok((StatusCode::CREATED, read(&shop, customer.id, id).await?))
}

/// A conversation of the caller
#[utoipa::path(get, path = "/support/tickets/{id}", tag = "support", params(("id" = TicketId, Path)), security(("bearer" = [])), responses((status = 200, body = MyConversation), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn get_my_ticket(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<TicketId>,
) -> Result<Json<MyConversation>> {
    read(&shop, customer.id, id).await
}

/// Go on with a conversation; one that was over is open again
#[utoipa::path(post, path = "/support/tickets/{id}/messages", tag = "support", params(("id" = TicketId, Path)), request_body = NewMessage, security(("bearer" = [])), responses((status = 201, body = MyConversation), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn add_my_ticket_message(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<TicketId>,
    Body(new): Body<NewMessage>,
) -> Result<(StatusCode, Json<MyConversation>)> {
    let words =
        Words { body: &new.body, files: &new.attachment_ids, channel: "web", mail_id: None, from_address: None };
    writing::by_customer(&shop, customer.id, id, &words).await?;
    Ok((StatusCode::CREATED, read(&shop, customer.id, id).await?))
}

/// Say that it is solved
#[utoipa::path(post, path = "/support/tickets/{id}/settle", tag = "support", params(("id" = TicketId, Path)), security(("bearer" = [])), responses((status = 200, body = MyConversation), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn settle_my_ticket(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<TicketId>,
) -> Result<Json<MyConversation>> {
    writing::settle(&shop, customer.id, id).await?;
    read(&shop, customer.id, id).await
}

async fn read(shop: &Shop, customer: CustomerId, id: TicketId) -> Result<Json<MyConversation>> {
    let mut conn = shop.db.read().await?;
    let ticket = queries::my_ticket(&mut conn, customer, id).await?.or_not_found("ticket", id)?;
    let messages = messages(&mut conn, shop, id, None, false).await?;
    Ok(Json(MyConversation { ticket, messages }))
}
