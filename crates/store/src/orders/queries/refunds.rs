//! Money that goes back.

use kernel::{Currency, EmployeeId, Money, OrderId, OrderLineId, PaymentId, RefundId, Timestamp, TrackId};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use crate::orders::LineRefund;

const COLUMNS: &str =
    "id, order_id, payment_id, amount_cents, currency, state, cause, reason, problem, attempts, available_at";

#[derive(Debug, Clone, FromRow)]
pub(crate) struct RefundRow {
    pub id: RefundId,
    pub order_id: OrderId,
    pub payment_id: PaymentId,
    pub amount_cents: i64,
    pub currency: Currency,
    pub state: String,
    pub cause: String,
    pub reason: String,
    pub problem: Option<String>,
    pub attempts: i64,
    pub available_at: Timestamp,
}

impl RefundRow {
    pub fn amount(&self) -> Money {
        Money::new(self.amount_cents, self.currency)
    }

    /// Deterministic, so that a call whose answer was lost is repeated and not doubled.
    pub fn provider_key(&self) -> String {
        format!("order:{}:refund:{}", self.order_id, self.id)
    }
}

pub(crate) struct NewRefund<'a> {
    pub id: RefundId,
    pub order: OrderId,
    pub payment: PaymentId,
    pub amount: Money,
    pub cause: &'a str,
    pub reason: &'a str,
    pub key: &'a str,
    pub employee: Option<EmployeeId>,
    pub now: Timestamp,
}

/// Sets money of a payment aside for a refund; false when less is left. Pending and succeeded
/// refunds together never exceed what was captured: this, and the CHECK behind it, says so.
pub(crate) async fn reserve_refund(conn: &mut Conn, payment: PaymentId, amount: i64) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update payments
         set refunding_cents = refunding_cents + $2
         where id = $1
           and state = 'succeeded'
           and refunding_cents + $2 <= amount_cents",
    )
    .bind(payment)
    .bind(amount)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// A refund that failed can be tried anew.
pub(crate) async fn release_refund(conn: &mut Conn, payment: PaymentId, amount: i64) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update payments set refunding_cents = refunding_cents - $2 where id = $1")
        .bind(payment)
        .bind(amount)
        .execute(c)
        .await
        .map(|_| ()))
}

/// False when the key was used before.
pub(crate) async fn insert_refund(conn: &mut Conn, new: &NewRefund<'_>) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "insert into refunds (id, order_id, payment_id, amount_cents, currency, state, cause, reason, idempotency_key, employee_id,
           available_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, 'pending', $6, $7, $8, $9, $10, $10, $10)
         on conflict (idempotency_key) do nothing",
    )
    .bind(new.id)
    .bind(new.order)
    .bind(new.payment)
    .bind(new.amount.amount)
    .bind(new.amount.currency)
    .bind(new.cause)
    .bind(new.reason)
    .bind(new.key)
    .bind(new.employee)
    .bind(new.now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(crate) async fn refund_by_key(conn: &mut Conn, key: &str) -> Result<Option<RefundRow>, Error> {
    let sql = format!("select {COLUMNS}\nfrom refunds\nwhere idempotency_key = $1");
    on!(conn, c => sqlx::query_as::<_, RefundRow>(&sql).bind(key).fetch_optional(c).await)
}

pub(crate) async fn refund(conn: &mut Conn, id: RefundId) -> Result<Option<RefundRow>, Error> {
    let sql = format!("select {COLUMNS}\nfrom refunds\nwhere id = $1");
    on!(conn, c => sqlx::query_as::<_, RefundRow>(&sql).bind(id).fetch_optional(c).await)
}

/// Refunds the provider has not confirmed yet and that are due to be sent.
pub(crate) async fn due_refunds(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<RefundRow>, Error> {
    let sql = format!(
        "select {COLUMNS}
         from refunds
         where state = 'pending'
           and available_at <= $1
         order by available_at, id
         limit $2"
    );
    on!(conn, c => sqlx::query_as::<_, RefundRow>(&sql).bind(now).bind(limit).fetch_all(c).await)
}

/// Leases the sending of a refund: false when another worker has it.
pub(crate) async fn lease_refund(conn: &mut Conn, refund: &RefundRow, until: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update refunds
         set available_at = $3,
             attempts = attempts + 1
         where id = $1
           and available_at = $2
           and state = 'pending'",
    )
    .bind(refund.id)
    .bind(refund.available_at)
    .bind(until)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Ends a refund; false when it had ended before.
pub(crate) async fn end_refund(
    conn: &mut Conn,
    id: RefundId,
    state: &str,
    provider_ref: Option<&str>,
    problem: Option<&str>,
    now: Timestamp,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update refunds
         set state = $2,
             provider_ref = $3,
             problem = $4,
             updated_at = $5
         where id = $1
           and state = 'pending'",
    )
    .bind(id)
    .bind(state)
    .bind(provider_ref)
    .bind(problem)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// The tax that was in what went back.
pub(crate) async fn set_refund_tax(conn: &mut Conn, refund: RefundId, cents: i64) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update refunds set included_tax_cents = $2 where id = $1")
        .bind(refund)
        .bind(cents)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Counts what went back with the order. Its CHECK holds it at or under the total.
pub(crate) async fn add_refunded(conn: &mut Conn, order: OrderId, amount: i64) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update orders set refunded_cents = refunded_cents + $2 where id = $1")
        .bind(order)
        .bind(amount)
        .execute(c)
        .await
        .map(|_| ()))
}

/// What a refund is for, when it is for certain lines.
pub(crate) async fn insert_refund_lines(conn: &mut Conn, refund: RefundId, lines: &[LineRefund]) -> Result<(), Error> {
    for line in lines {
        on!(conn, c => sqlx::query("insert into refund_lines (refund_id, line_id, amount_cents) values ($1, $2, $3)")
            .bind(refund)
            .bind(line.line)
            .bind(line.cents)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

pub(crate) async fn refund_lines(conn: &mut Conn, refund: RefundId) -> Result<Vec<LineRefund>, Error> {
    let rows: Vec<(OrderLineId, i64)> = on!(conn, c => sqlx::query_as::<_, (OrderLineId, i64)>(
        "select line_id, amount_cents
         from refund_lines
         where refund_id = $1
         order by line_id",
    )
    .bind(refund)
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(|(line, cents)| LineRefund { line, cents }).collect())
}

#[derive(Debug, Clone, FromRow)]
pub(crate) struct LineRefundRow {
    pub id: OrderLineId,
    pub net_cents: i64,
    pub refunding_cents: i64,
    pub refunded_cents: i64,
}

/// Every line of an order with what was refunded of it.
pub(crate) async fn line_refunds(conn: &mut Conn, order: OrderId) -> Result<Vec<LineRefundRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, LineRefundRow>(
        "select l.id, l.unit_price_cents * l.quantity - l.discount_cents as net_cents,
           cast(coalesce(sum(case when r.state <> 'failed' then x.amount_cents else 0 end), 0) as bigint) as refunding_cents,
           cast(coalesce(sum(case when r.state = 'succeeded' then x.amount_cents else 0 end), 0) as bigint) as refunded_cents
         from order_lines l
         left join refund_lines x on x.line_id = l.id
         left join refunds r on r.id = x.refund_id
         where l.order_id = $1
         group by l.id, l.unit_price_cents, l.quantity, l.discount_cents, l.position
         order by l.position",
    )
    .bind(order)
    .fetch_all(c)
    .await)
}

/// Takes back what one line of an order granted; returns the tracks.
pub(crate) async fn revoke_line(
    conn: &mut Conn,
    order: OrderId,
    line: OrderLineId,
    now: Timestamp,
) -> Result<Vec<TrackId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, TrackId>(
        "update entitlements
         set revoked_at = $3
         where order_id = $1
           and revoked_at is null
           and track_id in (select t.track_id from order_line_tracks t where t.line_id = $2)
         returning track_id",
    )
    .bind(order)
    .bind(line)
    .bind(now)
    .fetch_all(c)
    .await)
}

/// Gives back what was taken back with one line, but for what the customer has through another
/// order; returns the tracks.
pub(crate) async fn restore_line(conn: &mut Conn, order: OrderId, line: OrderLineId) -> Result<Vec<TrackId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, TrackId>(
        "update entitlements
         set revoked_at = null
         where order_id = $1
           and revoked_at is not null
           and track_id in (
             select t.track_id
             from order_line_tracks t
             join order_lines l on l.id = t.line_id
             where t.line_id = $2
               and l.order_id = $1
           )
           and not exists (
             select 1
             from entitlements other
             where other.customer_id = entitlements.customer_id
               and other.track_id = entitlements.track_id
               and other.revoked_at is null
           )
         returning track_id",
    )
    .bind(order)
    .bind(line)
    .fetch_all(c)
    .await)
}
