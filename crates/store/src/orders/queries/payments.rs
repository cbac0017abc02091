//! Attempts to pay.

use kernel::{Currency, Money, OrderId, PaymentId, Timestamp};
use payments::PaymentState;
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::OrderRow;

const COLUMNS: &str = "id, order_id, attempt, provider, provider_ref, redirect_url, state, amount_cents, currency, surplus, \
     refunding_cents, ask_at, created_at";

#[derive(Debug, Clone, FromRow)]
pub(crate) struct PaymentRow {
    pub id: PaymentId,
    pub order_id: OrderId,
    pub attempt: i64,
    pub provider: String,
    pub provider_ref: Option<String>,
    pub redirect_url: Option<String>,
    pub state: String,
    pub amount_cents: i64,
    pub currency: Currency,
    pub surplus: bool,
    pub refunding_cents: i64,
    pub ask_at: Timestamp,
    pub created_at: Timestamp,
}

/// How far a payment is: what is further is never overwritten by what is not.
pub(crate) const fn rank(state: PaymentState) -> u8 {
    match state {
        PaymentState::RequiresAction => 1,
        PaymentState::Processing => 2,
        PaymentState::Failed | PaymentState::Canceled | PaymentState::Expired => 3,
        PaymentState::Succeeded => 4,
    }
}

impl PaymentRow {
    pub fn amount(&self) -> Money {
        Money::new(self.amount_cents, self.currency)
    }

    /// `None` before the provider has answered for the first time.
    pub fn known_state(&self) -> Option<PaymentState> {
        self.state.parse().ok()
    }

    pub fn rank(&self) -> u8 {
        self.known_state().map_or(0, rank)
    }

    pub fn is_open(&self) -> bool {
        self.rank() < 3
    }

    /// Deterministic, so that a call whose answer was lost is repeated and not doubled.
    pub fn create_key(&self) -> String {
        format!("order:{}:attempt:{}:create", self.order_id, self.attempt)
    }
}

/// The order of a payment, as the provider names it.
pub(crate) async fn order_of_payment(
    conn: &mut Conn,
    provider: &str,
    provider_ref: &str,
) -> Result<Option<OrderId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, OrderId>("select order_id from payments where provider = $1 and provider_ref = $2")
        .bind(provider)
        .bind(provider_ref)
        .fetch_optional(c)
        .await)
}

/// All attempts of an order, the last first.
pub(crate) async fn payments(conn: &mut Conn, order: OrderId) -> Result<Vec<PaymentRow>, Error> {
    let sql = format!("select {COLUMNS}\nfrom payments\nwhere order_id = $1\norder by attempt desc");
    on!(conn, c => sqlx::query_as::<_, PaymentRow>(&sql).bind(order).fetch_all(c).await)
}

pub(crate) async fn payment(conn: &mut Conn, id: PaymentId) -> Result<Option<PaymentRow>, Error> {
    let sql = format!("select {COLUMNS}\nfrom payments\nwhere id = $1");
    on!(conn, c => sqlx::query_as::<_, PaymentRow>(&sql).bind(id).fetch_optional(c).await)
}

pub(crate) async fn insert_payment(conn: &mut Conn, new: &PaymentRow) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into payments (id, order_id, attempt, provider, state, amount_cents, currency, ask_at, created_at, updated_at)
         values ($1, $2, $3, $4, 'created', $5, $6, $7, $8, $8)",
    )
    .bind(new.id)
    .bind(new.order_id)
    .bind(new.attempt)
    .bind(&new.provider)
    .bind(new.amount_cents)
    .bind(new.currency)
    .bind(new.ask_at)
    .bind(new.created_at)
    .execute(c)
    .await
    .map(|_| ()))
}

/// What a gift card pays is there already.
pub(crate) async fn insert_gift_card_payment(
    conn: &mut Conn,
    id: PaymentId,
    order: &OrderRow,
    provider: &str,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into payments (id, order_id, attempt, provider, provider_ref, state, amount_cents, currency, ask_at, created_at, updated_at)
         values ($1, $2, (select coalesce(max(p.attempt), 0) + 1 from payments p where p.order_id = $2), $3, $4, 'succeeded', $5, $6, $7, $7, $7)",
    )
    .bind(id)
    .bind(order.id)
    .bind(provider)
    .bind(order.id.to_string())
    .bind(order.gift_card_cents)
    .bind(order.currency)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// What the provider called the payment. A name that is there already stays.
pub(crate) async fn store_ref(
    conn: &mut Conn,
    id: PaymentId,
    provider_ref: &str,
    redirect_url: &str,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update payments
         set provider_ref = $2,
             redirect_url = $3,
             state = case when state = 'created' then 'requires_action' else state end,
             updated_at = $4
         where id = $1
           and provider_ref is null",
    )
    .bind(id)
    .bind(provider_ref)
    .bind(redirect_url)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(crate) struct PaymentChange<'a> {
    pub state: PaymentState,
    pub surplus: bool,
    pub decline: Option<(&'a str, &'a str)>,
}

pub(crate) async fn set_payment(
    conn: &mut Conn,
    id: PaymentId,
    change: &PaymentChange<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update payments
         set state = $2,
             surplus = $3,
             decline_code = coalesce($4, decline_code),
             decline_message = coalesce($5, decline_message),
             updated_at = $6
         where id = $1",
    )
    .bind(id)
    .bind(change.state.as_str())
    .bind(change.surplus)
    .bind(change.decline.map(|(code, _)| code))
    .bind(change.decline.map(|(_, message)| message))
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Payments whose outcome is open and which it is time to ask about. Idle shops write nothing.
pub(crate) async fn due_payments(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<PaymentRow>, Error> {
    let sql = format!(
        "select {COLUMNS}
         from payments
         where state in ('created', 'requires_action', 'processing')
           and ask_at <= $1
         order by ask_at, id
         limit $2"
    );
    on!(conn, c => sqlx::query_as::<_, PaymentRow>(&sql).bind(now).bind(limit).fetch_all(c).await)
}

/// Leases the question about a payment: false when another worker has it.
pub(crate) async fn ask_later(conn: &mut Conn, payment: &PaymentRow, at: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("update payments set ask_at = $3 where id = $1 and ask_at = $2")
        .bind(payment.id)
        .bind(payment.ask_at)
        .bind(at)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// The reconciler closes the pages of this order next.
pub(crate) async fn ask_now(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update payments
         set ask_at = $2
         where order_id = $1
           and state in ('created', 'requires_action', 'processing')",
    )
    .bind(order)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}
