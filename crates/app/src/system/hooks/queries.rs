//! The tables of endpoints and deliveries.

use kernel::{EmployeeId, Timestamp};
use sql::{Conn, Error, on};

/// Where somebody is told what happens.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Endpoint {
    pub id: String,
    pub url: String,
    pub about: String,
    pub events: String,
    pub secret: String,
    pub created_by: EmployeeId,
    pub created_at: Timestamp,
    pub disabled_at: Option<Timestamp>,
}

/// All of them, those that are off too.
pub async fn endpoints(conn: &mut Conn) -> Result<Vec<Endpoint>, Error> {
    on!(conn, c => sqlx::query_as::<_, Endpoint>(
        "select id, url, about, events, secret, created_by, created_at, disabled_at
         from webhook_endpoints
         order by id desc",
    )
    .fetch_all(c)
    .await)
}

pub async fn count_enabled(conn: &mut Conn) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar("select count(*) from webhook_endpoints where disabled_at is null").fetch_one(c).await)
}

pub async fn endpoint(conn: &mut Conn, id: &str) -> Result<Option<Endpoint>, Error> {
    on!(conn, c => sqlx::query_as::<_, Endpoint>(
        "select id, url, about, events, secret, created_by, created_at, disabled_at
         from webhook_endpoints
         where id = $1",
    )
    .bind(id)
    .fetch_optional(c)
    .await)
}

pub async fn insert_endpoint(conn: &mut Conn, new: &Endpoint) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into webhook_endpoints (id, url, about, events, secret, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&new.id)
    .bind(&new.url)
    .bind(&new.about)
    .bind(&new.events)
    .bind(&new.secret)
    .bind(new.created_by)
    .bind(new.created_at)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Switches an endpoint off (`Some`) or on.
pub async fn switch(conn: &mut Conn, id: &str, disabled_at: Option<Timestamp>) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("update webhook_endpoints set disabled_at = $2 where id = $1")
        .bind(id)
        .bind(disabled_at)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// The endpoints that want an event.
pub async fn wanting(conn: &mut Conn, event: &str) -> Result<Vec<String>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, String>(
        "select id
         from webhook_endpoints
         where disabled_at is null
           and ' ' || events || ' ' like '% ' || $1 || ' %'",
    )
    .bind(event)
    .fetch_all(c)
    .await)
}

pub struct NewDelivery<'a> {
    pub id: &'a str,
    pub endpoint: &'a str,
    pub event_id: &'a str,
    pub event: &'a str,
    pub body: &'a str,
}

pub async fn insert_delivery(conn: &mut Conn, new: &NewDelivery<'_>, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into webhook_deliveries (id, endpoint_id, event_id, event, body, state, due_at, created_at)
         values ($1, $2, $3, $4, $5, 'queued', $6, $6)
         on conflict (endpoint_id, event_id) do nothing",
    )
    .bind(new.id)
    .bind(new.endpoint)
    .bind(new.event_id)
    .bind(new.event)
    .bind(new.body)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// A delivery that is to be tried, with what is needed for it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Due {
    pub id: String,
    pub endpoint_id: String,
    pub url: String,
    pub secret: String,
    pub body: String,
    pub attempts: i64,
    pub due_at: Timestamp,
}

pub async fn due(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Due>, Error> {
    on!(conn, c => sqlx::query_as::<_, Due>(
        "select d.id, d.endpoint_id, e.url, e.secret, d.body, d.attempts, d.due_at
         from webhook_deliveries d
         join webhook_endpoints e on e.id = d.endpoint_id
         where d.state in ('queued', 'retrying')
           and d.due_at <= $1
           and e.disabled_at is null
         order by d.due_at, d.id
         limit $2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// Leases a delivery: false when another worker has it.
pub async fn lease(conn: &mut Conn, delivery: &Due, until: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update webhook_deliveries
         set due_at = $3,
             attempts = attempts + 1
         where id = $1
           and due_at = $2
           and state in ('queued', 'retrying')",
    )
    .bind(&delivery.id)
    .bind(delivery.due_at)
    .bind(until)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// What else is due at an endpoint waits until `until`.
pub async fn postpone(conn: &mut Conn, endpoint: &str, now: Timestamp, until: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update webhook_deliveries
         set due_at = $3
         where endpoint_id = $1
           and state in ('queued', 'retrying')
           and due_at <= $2",
    )
    .bind(endpoint)
    .bind(now)
    .bind(until)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Forgets deliveries from before `before`, whatever became of them.
pub async fn prune(conn: &mut Conn, before: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query("delete from webhook_deliveries where created_at < $1")
        .bind(before)
        .execute(c)
        .await
        .map(|_| ()))
}

pub async fn delivered(conn: &mut Conn, id: &str, status: u16, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update webhook_deliveries
         set state = 'delivered',
             last_status = $2,
             last_error = null,
             delivered_at = $3
         where id = $1",
    )
    .bind(id)
    .bind(i64::from(status))
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

pub async fn failed(
    conn: &mut Conn,
    id: &str,
    state: &str,
    status: Option<u16>,
    why: &str,
    due_at: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update webhook_deliveries
         set state = $2,
             last_status = $3,
             last_error = $4,
             due_at = $5
         where id = $1",
    )
    .bind(id)
    .bind(state)
    .bind(status.map(i64::from))
    .bind(why)
    .bind(due_at)
    .execute(c)
    .await
    .map(|_| ()))
}

/// What was, or is to be, sent to an endpoint.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Delivery {
    pub id: String,
    pub event: String,
    pub body: String,
    pub state: String,
    pub attempts: i64,
    pub last_status: Option<i64>,
    pub last_error: Option<String>,
    pub created_at: Timestamp,
    pub due_at: Timestamp,
    pub delivered_at: Option<Timestamp>,
}

/// Deliveries of an endpoint, the newest first, those before `before`.
pub async fn deliveries(
    conn: &mut Conn,
    endpoint: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Delivery>, Error> {
    on!(conn, c => sqlx::query_as::<_, Delivery>(
        "select id, event, body, state, attempts, last_status, last_error, created_at, due_at, delivered_at
         from webhook_deliveries
         where endpoint_id = $1
           and ($2 is null or id < $2)
         order by id desc
         limit $3",
    )
    .bind(endpoint)
    .bind(before)
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// Sends a delivery once more, whatever became of it.
pub async fn replay(conn: &mut Conn, endpoint: &str, id: &str, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update webhook_deliveries
         set state = 'queued',
             attempts = 0,
             due_at = $3,
             delivered_at = null
         where id = $2
           and endpoint_id = $1",
    )
    .bind(endpoint)
    .bind(id)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}
