//! The test gateway's SQL.

use kernel::{Currency, Money, OrderId, Timestamp};
use sql::{Conn, on};

use crate::PaymentState;

/// A row of `gateway_checkouts`, as the pages and the API need it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct CheckoutRow {
    pub id: String,
    pub order_id: OrderId,
    pub amount: i64,
    pub currency: Currency,
    pub description: String,
    pub lines: String,
    pub customer_email: Option<String>,
    pub return_url: String,
    pub cancel_url: String,
    pub form_token: String,
    #[sqlx(try_from = "String")]
    pub state: PaymentState,
    pub challenged_card: Option<String>,
    pub due_at: Option<Timestamp>,
    pub silent_until: Timestamp,
    pub decline_code: Option<String>,
    pub attempts: i64,
    pub refunded: i64,
    pub updated_at: Timestamp,
}

impl CheckoutRow {
    pub fn money(&self) -> Money {
        Money::new(self.amount, self.currency)
    }
}

/// A checkout as it begins.
pub(super) struct NewCheckout<'a> {
    pub id: &'a str,
    pub create_key: &'a str,
    pub request_hash: &'a str,
    pub order_id: OrderId,
    pub amount: Money,
    pub description: &'a str,
    pub lines: &'a str,
    pub customer_email: Option<&'a str>,
    pub return_url: &'a str,
    pub cancel_url: &'a str,
    pub form_token: &'a str,
    pub expires_at: Timestamp,
    pub now: Timestamp,
}

/// Whether the key was free: of many who insert at once, one wins.
pub(super) async fn insert_checkout(conn: &mut Conn, new: &NewCheckout<'_>) -> Result<bool, sqlx::Error> {
    let inserted = on!(conn, c => sqlx::query(
        r"insert into gateway_checkouts
              (id, create_key, request_hash, order_id, amount, currency, description, lines, customer_email,
               return_url, cancel_url, form_token, state, due_at, settles_to, created_at, updated_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'requires_action', $13, 'expired', $14, $14)
          on conflict (create_key) do nothing",
    )
    .bind(new.id)
    .bind(new.create_key)
    .bind(new.request_hash)
    .bind(new.order_id)
    .bind(new.amount.amount)
    .bind(new.amount.currency)
    .bind(new.description)
    .bind(new.lines)
    .bind(new.customer_email)
    .bind(new.return_url)
    .bind(new.cancel_url)
    .bind(new.form_token)
    .bind(new.expires_at)
    .bind(new.now)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(inserted == 1)
}

pub(super) async fn checkout(conn: &mut Conn, id: &str) -> Result<Option<CheckoutRow>, sqlx::Error> {
    on!(conn, c => sqlx::query_as::<_, CheckoutRow>(
        r"select id, order_id, amount, currency, description, lines, customer_email,
                 return_url, cancel_url, form_token, state, challenged_card, due_at, silent_until,
                 decline_code, attempts, refunded, updated_at
          from gateway_checkouts
          where id = $1",
    )
    .bind(id)
    .fetch_optional(c)
    .await)
}

/// The id and request of the checkout that was made with this key.
pub(super) async fn checkout_by_key(
    conn: &mut Conn,
    create_key: &str,
) -> Result<Option<(String, String)>, sqlx::Error> {
    on!(conn, c => sqlx::query_as::<_, (String, String)>(
        r"select id, request_hash
          from gateway_checkouts
          where create_key = $1",
    )
    .bind(create_key)
    .fetch_optional(c)
    .await)
}

/// Checkouts whose time has come, a page of them.
pub(super) async fn due_checkouts(conn: &mut Conn, now: Timestamp) -> Result<Vec<String>, sqlx::Error> {
    on!(conn, c => sqlx::query_scalar::<_, String>(
        r"select id
          from gateway_checkouts
          where due_at <= $1
          order by due_at
          limit 100",
    )
    .bind(now)
    .fetch_all(c)
    .await)
}

/// Lets time do its work on one checkout; answers the state it came to, if any.
pub(super) async fn settle_due(conn: &mut Conn, id: &str, now: Timestamp) -> Result<Option<String>, sqlx::Error> {
    on!(conn, c => sqlx::query_scalar::<_, String>(
        r"update gateway_checkouts
          set state = settles_to,
              decline_code = case when settles_to = 'failed' then 'bank_refused' else decline_code end,
              challenged_card = null,
              updated_at = due_at,
              due_at = null
          where id = $1 and due_at <= $2
          returning state",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(c)
    .await)
}

/// Ends an open checkout (`succeeded`, `canceled`). Whether it was open.
pub(super) async fn finish(
    conn: &mut Conn,
    id: &str,
    state: PaymentState,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let moved = on!(conn, c => sqlx::query(
        r"update gateway_checkouts
          set state = $2, due_at = null, challenged_card = null, decline_code = null, updated_at = $3
          where id = $1 and state = 'requires_action'",
    )
    .bind(id)
    .bind(state.as_str())
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(moved == 1)
}

/// What an open checkout becomes while the bank is at work.
pub(super) struct Processing {
    pub settles_to: PaymentState,
    pub due_at: Timestamp,
    pub silent_until: Timestamp,
}

/// Hands an open checkout to the bank. Whether it was open.
pub(super) async fn process(conn: &mut Conn, id: &str, to: &Processing, now: Timestamp) -> Result<bool, sqlx::Error> {
    let moved = on!(conn, c => sqlx::query(
        r"update gateway_checkouts
          set state = 'processing', settles_to = $2, due_at = $3, silent_until = $4,
              challenged_card = null, decline_code = null, updated_at = $5
          where id = $1 and state = 'requires_action'",
    )
    .bind(id)
    .bind(to.settles_to.as_str())
    .bind(to.due_at)
    .bind(to.silent_until)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(moved == 1)
}

/// Sends an open checkout to the bank's second page. Whether it was open.
pub(super) async fn challenge(
    conn: &mut Conn,
    id: &str,
    card_last4: &str,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let moved = on!(conn, c => sqlx::query(
        r"update gateway_checkouts
          set challenged_card = $2, decline_code = null, updated_at = $3
          where id = $1 and state = 'requires_action'",
    )
    .bind(id)
    .bind(card_last4)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(moved == 1)
}

/// Records why an attempt failed; the checkout stays open. Whether it was.
pub(super) async fn decline(conn: &mut Conn, id: &str, code: &str, now: Timestamp) -> Result<bool, sqlx::Error> {
    let moved = on!(conn, c => sqlx::query(
        r"update gateway_checkouts
          set decline_code = $2, challenged_card = null, attempts = attempts + 1, updated_at = $3
          where id = $1 and state = 'requires_action'",
    )
    .bind(id)
    .bind(code)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(moved == 1)
}

pub(super) async fn insert_attempt(
    conn: &mut Conn,
    id: &str,
    checkout_id: &str,
    card_last4: &str,
    outcome: &str,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    on!(conn, c => sqlx::query(
        r"insert into gateway_attempts (id, checkout_id, card_last4, outcome, at)
          values ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(checkout_id)
    .bind(card_last4)
    .bind(outcome)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// A refund as it is asked for.
pub(super) struct NewRefund<'a> {
    pub id: &'a str,
    pub refund_key: &'a str,
    pub request_hash: &'a str,
    pub checkout_id: &'a str,
    pub amount: Money,
    pub reason: &'a str,
    pub now: Timestamp,
}

/// Whether the key was free.
pub(super) async fn insert_refund(conn: &mut Conn, new: &NewRefund<'_>) -> Result<bool, sqlx::Error> {
    let inserted = on!(conn, c => sqlx::query(
        r"insert into gateway_refunds (id, refund_key, request_hash, checkout_id, amount, reason, at)
          values ($1, $2, $3, $4, $5, $6, $7)
          on conflict (refund_key) do nothing",
    )
    .bind(new.id)
    .bind(new.refund_key)
    .bind(new.request_hash)
    .bind(new.checkout_id)
    .bind(new.amount.amount)
    .bind(new.reason)
    .bind(new.now)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(inserted == 1)
}

/// The id and request of the refund that was made with this key.
pub(super) async fn refund_by_key(conn: &mut Conn, refund_key: &str) -> Result<Option<(String, String)>, sqlx::Error> {
    on!(conn, c => sqlx::query_as::<_, (String, String)>(
        r"select id, request_hash
          from gateway_refunds
          where refund_key = $1",
    )
    .bind(refund_key)
    .fetch_optional(c)
    .await)
}

/// Takes the amount from what was captured; whether that much was left.
pub(super) async fn take_back(conn: &mut Conn, id: &str, amount: Money, now: Timestamp) -> Result<bool, sqlx::Error> {
    let taken = on!(conn, c => sqlx::query(
        r"update gateway_checkouts
          set refunded = refunded + $2, updated_at = $4
          where id = $1 and state = 'succeeded' and currency = $3 and refunded + $2 <= amount",
    )
    .bind(id)
    .bind(amount.amount)
    .bind(amount.currency)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(taken == 1)
}

/// A webhook to be sent.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct WebhookRow {
    pub id: String,
    pub body: String,
    pub available_at: Timestamp,
    pub attempts: i64,
    pub created_at: Timestamp,
}

pub(super) async fn insert_webhook(
    conn: &mut Conn,
    id: &str,
    body: &str,
    available_at: Timestamp,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    on!(conn, c => sqlx::query(
        r"insert into gateway_webhooks (id, body, available_at, created_at)
          values ($1, $2, $3, $4)",
    )
    .bind(id)
    .bind(body)
    .bind(available_at)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Webhooks to be sent now, a page of them, oldest first.
pub(super) async fn due_webhooks(conn: &mut Conn, now: Timestamp) -> Result<Vec<WebhookRow>, sqlx::Error> {
    on!(conn, c => sqlx::query_as::<_, WebhookRow>(
        r"select id, body, available_at, attempts, created_at
          from gateway_webhooks
          where delivered_at is null and available_at <= $1
          order by available_at, id
          limit 50",
    )
    .bind(now)
    .fetch_all(c)
    .await)
}

/// Takes a webhook for sending until `until`; whether nobody else had taken it.
pub(super) async fn claim_webhook(conn: &mut Conn, row: &WebhookRow, until: Timestamp) -> Result<bool, sqlx::Error> {
    let claimed = on!(conn, c => sqlx::query(
        r"update gateway_webhooks
          set attempts = attempts + 1, available_at = $3
          where id = $1 and available_at = $2 and delivered_at is null",
    )
    .bind(&row.id)
    .bind(row.available_at)
    .bind(until)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(claimed == 1)
}

/// The webhook is done with: it arrived, or `problem` says why it never will.
pub(super) async fn close_webhook(
    conn: &mut Conn,
    id: &str,
    now: Timestamp,
    problem: Option<&str>,
) -> Result<(), sqlx::Error> {
    on!(conn, c => sqlx::query(
        r"update gateway_webhooks
          set delivered_at = $2, last_problem = $3
          where id = $1",
    )
    .bind(id)
    .bind(now)
    .bind(problem)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(super) async fn retry_webhook(conn: &mut Conn, id: &str, at: Timestamp, problem: &str) -> Result<(), sqlx::Error> {
    on!(conn, c => sqlx::query(
        r"update gateway_webhooks
          set available_at = $2, last_problem = $3
          where id = $1",
    )
    .bind(id)
    .bind(at)
    .bind(problem)
    .execute(c)
    .await
    .map(|_| ()))
}
