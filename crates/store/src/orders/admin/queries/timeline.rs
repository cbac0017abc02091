//! What happened to an order, from every table that knows.

use kernel::{OrderId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

/// A line of the audit log.
#[derive(FromRow)]
pub(crate) struct Deed {
    pub at: Timestamp,
    pub actor_kind: String,
    pub action: String,
    pub detail: Option<String>,
    /// Of staff.
    pub by_name: Option<String>,
}

pub(crate) async fn deeds(conn: &mut Conn, order: OrderId) -> Result<Vec<Deed>, Error> {
    on!(conn, c => sqlx::query_as::<_, Deed>(
        "select a.at, a.actor_kind, a.action, a.detail, e.first_name || ' ' || e.last_name as by_name
         from audit_log a
         left join employees e on a.actor_kind = 'staff' and cast(e.id as text) = a.actor_id
         where a.entity = 'order'
           and a.entity_id = $1
         order by a.at, a.id
         limit 500",
    )
    .bind(order.to_string())
    .fetch_all(c)
    .await)
}

/// A mail about the order, as it stands in the outbox.
#[derive(FromRow)]
pub(crate) struct SentMail {
    pub kind: String,
    pub asked_at: Timestamp,
    pub by_name: Option<String>,
    /// Empty when the outbox has forgotten it.
    pub attempts: Option<i64>,
    pub done_at: Option<Timestamp>,
    pub parked_at: Option<Timestamp>,
    pub last_error: Option<String>,
}

/// The receipt, notices of refunds, and what staff asked for.
pub(crate) async fn mails(conn: &mut Conn, order: OrderId) -> Result<Vec<SentMail>, Error> {
    on!(conn, c => sqlx::query_as::<_, SentMail>(
        "select m.kind, m.created_at as asked_at, e.first_name || ' ' || e.last_name as by_name, x.attempts, x.done_at, x.parked_at,
           x.last_error
         from order_mails m
         left join employees e on e.id = m.employee_id
         left join outbox x on x.dedupe_key = m.dedupe_key
         where m.order_id = $1
         union all
         select 'receipt', x.created_at, null, x.attempts, x.done_at, x.parked_at, x.last_error
         from outbox x
         where x.dedupe_key = 'receipt:' || $1
         union all
         select 'refund', x.created_at, null, x.attempts, x.done_at, x.parked_at, x.last_error
         from refunds r
         join outbox x on x.dedupe_key = 'refund:' || r.id
         where r.order_id = $1",
    )
    .bind(order)
    .fetch_all(c)
    .await)
}

/// What the provider told us.
#[derive(FromRow)]
pub(crate) struct Told {
    pub kind: String,
    pub event_id: String,
    pub received_at: Timestamp,
    pub outcome: Option<String>,
    pub last_error: Option<String>,
    pub parked_at: Option<Timestamp>,
}

pub(crate) async fn webhooks(conn: &mut Conn, order: OrderId) -> Result<Vec<Told>, Error> {
    on!(conn, c => sqlx::query_as::<_, Told>(
        "select w.kind, w.event_id, w.received_at, w.outcome, w.last_error, w.parked_at
         from payments p
         join provider_events w on w.provider = p.provider and w.object_ref = p.provider_ref
         where p.order_id = $1
         order by w.received_at
         limit 200",
    )
    .bind(order)
    .fetch_all(c)
    .await)
}

/// When the invoice was written.
pub(crate) async fn invoiced(conn: &mut Conn, order: OrderId) -> Result<Option<(i64, Timestamp)>, Error> {
    on!(conn, c => sqlx::query_as::<_, (i64, Timestamp)>("select id, issued_at from invoices where order_id = $1")
        .bind(order)
        .fetch_optional(c)
        .await)
}

/// When tracks were granted and taken back: how many at each moment.
pub(crate) async fn granted(conn: &mut Conn, order: OrderId) -> Result<Vec<(Timestamp, bool, i64)>, Error> {
    on!(conn, c => sqlx::query_as::<_, (Timestamp, bool, i64)>(
        "select granted_at, false, count(*)
         from entitlements
         where order_id = $1
         group by granted_at
         union all
         select revoked_at, true, count(*)
         from entitlements
         where order_id = $1
           and revoked_at is not null
         group by revoked_at",
    )
    .bind(order)
    .fetch_all(c)
    .await)
}
