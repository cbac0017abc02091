//! Everything about one order.

use std::collections::HashMap;

use kernel::{Currency, CustomerId, EmployeeId, GrantId, Money, OrderId, OrderLineId, PaymentId, RefundId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use crate::orders::{
    LineStanding,
    admin::{Buyer, DownloadDesk, LineDesk, PaymentDesk, RefundDesk, RefundLine, TicketLink},
    queries::{OrderRow, order},
};

/// Any order, for staff who were found to reach it.
pub(crate) async fn any_order(conn: &mut Conn, customer: CustomerId, id: OrderId) -> Result<Option<OrderRow>, Error> {
    order(conn, customer, id).await
}

#[derive(FromRow)]
struct BuyerRow {
    id: CustomerId,
    first_name: String,
    last_name: String,
    email: Option<String>,
    country: Option<String>,
    agent_id: Option<EmployeeId>,
    agent_name: Option<String>,
}

/// Who bought, and who looks after them.
pub(crate) async fn buyer(conn: &mut Conn, customer: CustomerId) -> Result<Option<Buyer>, Error> {
    let row = on!(conn, c => sqlx::query_as::<_, BuyerRow>(
        "select c.id, c.first_name, c.last_name, c.email, c.country, c.support_rep_id as agent_id,
           e.first_name || ' ' || e.last_name as agent_name
         from customers c
         left join employees e on e.id = c.support_rep_id
         where c.id = $1",
    )
    .bind(customer)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(|row| Buyer {
        id: row.id,
        name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
        email: row.email,
        country: row.country,
        agent_id: row.agent_id,
        agent_name: row.agent_name,
    }))
}

pub(crate) async fn source(conn: &mut Conn, id: OrderId) -> Result<String, Error> {
    on!(conn, c => sqlx::query_scalar::<_, String>("select source from orders where id = $1").bind(id).fetch_one(c).await)
}

#[derive(FromRow)]
struct GoodsRow {
    line_id: OrderLineId,
    tracks: i64,
    granted: i64,
    taken_back: i64,
}

/// Each line with its money and its music.
pub(crate) async fn lines(
    conn: &mut Conn,
    order: &OrderRow,
    standing: Vec<LineStanding>,
) -> Result<Vec<LineDesk>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, GoodsRow>(
        "select t.line_id, count(*) as tracks,
           count(case when e.revoked_at is null then e.track_id end) as granted,
           count(e.revoked_at) as taken_back
         from order_lines l
         join order_line_tracks t on t.line_id = l.id
         left join entitlements e on e.order_id = l.order_id and e.track_id = t.track_id
         where l.order_id = $1
         group by t.line_id",
    )
    .bind(order.id)
    .fetch_all(c)
    .await)?;
    let goods: HashMap<OrderLineId, GoodsRow> = rows.into_iter().map(|row| (row.line_id, row)).collect();
    let line = |line: LineStanding| {
        let goods = goods.get(&line.id);
        LineDesk {
            line_id: line.id,
            price: order.money(line.price_cents),
            refunded: order.money(line.refunded_cents),
            refundable: order.money((line.price_cents - line.refunding_cents).max(0)),
            tracks: goods.map_or(0, |goods| goods.tracks),
            granted: goods.map_or(0, |goods| goods.granted),
            taken_back: goods.map_or(0, |goods| goods.taken_back),
        }
    };
    Ok(standing.into_iter().map(line).collect())
}

#[derive(FromRow)]
struct PaymentRow {
    id: PaymentId,
    attempt: i64,
    provider: String,
    provider_ref: Option<String>,
    state: String,
    amount_cents: i64,
    currency: Currency,
    surplus: bool,
    decline_message: Option<String>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

/// Every attempt to pay, the first first.
pub(crate) async fn payments(conn: &mut Conn, order: OrderId) -> Result<Vec<PaymentDesk>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, PaymentRow>(
        "select id, attempt, provider, provider_ref, state, amount_cents, currency, surplus, decline_message, created_at, updated_at
         from payments
         where order_id = $1
         order by attempt",
    )
    .bind(order)
    .fetch_all(c)
    .await)?;
    let payment = |row: PaymentRow| PaymentDesk {
        id: row.id,
        attempt: row.attempt,
        provider: row.provider,
        provider_ref: row.provider_ref,
        state: row.state,
        amount: Money::new(row.amount_cents, row.currency),
        surplus: row.surplus,
        decline_message: row.decline_message,
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(payment).collect())
}

#[derive(FromRow)]
struct RefundRow {
    id: RefundId,
    amount_cents: i64,
    currency: Currency,
    state: String,
    cause: String,
    reason: String,
    by_name: Option<String>,
    problem: Option<String>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

/// Every refund, the first first, with the lines it was for.
pub(crate) async fn refunds(conn: &mut Conn, order: OrderId) -> Result<Vec<RefundDesk>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, RefundRow>(
        "select r.id, r.amount_cents, r.currency, r.state, r.cause, r.reason, e.first_name || ' ' || e.last_name as by_name, r.problem,
           r.created_at, r.updated_at
         from refunds r
         left join employees e on e.id = r.employee_id
         where r.order_id = $1
         order by r.created_at, r.id",
    )
    .bind(order)
    .fetch_all(c)
    .await)?;
    let mut lines = refund_lines(conn, order).await?;
    let refund = |row: RefundRow| {
        let money = |cents| Money::new(cents, row.currency);
        let lines = lines.remove(&row.id).unwrap_or_default();
        RefundDesk {
            lines: lines.into_iter().map(|(line_id, cents)| RefundLine { line_id, amount: money(cents) }).collect(),
            amount: money(row.amount_cents),
            id: row.id,
            state: row.state,
            cause: row.cause,
            reason: row.reason,
            by: row.by_name,
            problem: row.problem,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    };
    Ok(rows.into_iter().map(refund).collect())
}

async fn refund_lines(conn: &mut Conn, order: OrderId) -> Result<HashMap<RefundId, Vec<(OrderLineId, i64)>>, Error> {
    let rows: Vec<(RefundId, OrderLineId, i64)> = on!(conn, c => sqlx::query_as::<_, (RefundId, OrderLineId, i64)>(
        "select x.refund_id, x.line_id, x.amount_cents
         from refund_lines x
         join refunds r on r.id = x.refund_id
         where r.order_id = $1
         order by x.refund_id, x.line_id",
    )
    .bind(order)
    .fetch_all(c)
    .await)?;
    let mut by_refund: HashMap<_, Vec<_>> = HashMap::new();
    for (refund, line, cents) in rows {
        by_refund.entry(refund).or_default().push((line, cents));
    }
    Ok(by_refund)
}

#[derive(FromRow)]
struct DownloadRow {
    id: GrantId,
    kind: String,
    file_name: String,
    created_at: Timestamp,
    expires_at: Timestamp,
    used: i64,
    max_uses: i64,
}

/// Links to what the order brought, the newest first. Old ones are forgotten after a week.
pub(crate) async fn downloads(conn: &mut Conn, order: &OrderRow) -> Result<Vec<DownloadDesk>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, DownloadRow>(
        "select g.id, g.kind, g.file_name, g.created_at, g.expires_at, g.used, g.max_uses
         from download_grants g
         where g.customer_id = $1
           and (g.order_id = $2
             or (g.kind = 'track' and g.ref_id in (
               select t.track_id from order_lines l join order_line_tracks t on t.line_id = l.id where l.order_id = $2))
             or (g.kind = 'album' and g.ref_id in (
               select l.ref_id from order_lines l where l.order_id = $2 and l.kind = 'album')))
         order by g.created_at desc, g.id desc
         limit 50",
    )
    .bind(order.customer_id)
    .bind(order.id)
    .fetch_all(c)
    .await)?;
    let download = |row: DownloadRow| DownloadDesk {
        id: row.id,
        kind: row.kind,
        title: row.file_name,
        created_at: row.created_at,
        expires_at: row.expires_at,
        used: row.used,
        max_uses: row.max_uses,
    };
    Ok(rows.into_iter().map(download).collect())
}

/// Conversations about the order.
pub(crate) async fn tickets(conn: &mut Conn, order: OrderId) -> Result<Vec<TicketLink>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, (kernel::TicketId, i64, String, String)>(
        "select id, number, subject, state
         from tickets
         where order_id = $1
         order by created_at desc, id desc
         limit 50",
    )
    .bind(order)
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(|(id, number, subject, state)| TicketLink { id, number, subject, state }).collect())
}

/// Whether a track or album is part of the order.
pub(crate) async fn is_in_order(conn: &mut Conn, order: OrderId, kind: &str, id: i64) -> Result<bool, Error> {
    let found: Option<String> = on!(conn, c => sqlx::query_scalar::<_, String>(
        "select l.id
         from order_lines l
         join order_line_tracks t on t.line_id = l.id
         where l.order_id = $1
           and (($2 = 'track' and t.track_id = $3) or ($2 = 'album' and l.kind = 'album' and l.ref_id = $3))
         limit 1",
    )
    .bind(order)
    .bind(kind)
    .bind(id)
    .fetch_optional(c)
    .await)?;
    Ok(found.is_some())
}
