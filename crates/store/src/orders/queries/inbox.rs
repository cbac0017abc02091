//! The inbox of webhooks.

use kernel::Timestamp;
use payments::WebhookEvent;
use sql::{Conn, Error, on};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct InboxRow {
    pub provider: String,
    pub event_id: String,
    pub kind: String,
    pub object_ref: String,
    pub available_at: Timestamp,
    pub attempts: i64,
}

/// False when the event is there already.
pub(crate) async fn insert_event(conn: &mut Conn, event: &WebhookEvent, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "insert into provider_events (provider, event_id, kind, object_ref, received_at, available_at)
         values ($1, $2, $3, $4, $5, $5)
         on conflict (provider, event_id) do nothing",
    )
    .bind(event.provider)
    .bind(&event.event_id)
    .bind(&event.kind)
    .bind(&event.object_ref)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(crate) async fn due_events(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<InboxRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, InboxRow>(
        "select provider, event_id, kind, object_ref, available_at, attempts
         from provider_events
         where processed_at is null
           and parked_at is null
           and available_at <= $1
         order by available_at, event_id
         limit $2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// Leases an event: false when another worker has it.
pub(crate) async fn lease_event(conn: &mut Conn, event: &InboxRow, until: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update provider_events
         set available_at = $4,
             attempts = attempts + 1
         where provider = $1
           and event_id = $2
           and available_at = $3
           and processed_at is null",
    )
    .bind(&event.provider)
    .bind(&event.event_id)
    .bind(event.available_at)
    .bind(until)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(crate) async fn event_done(conn: &mut Conn, event: &InboxRow, outcome: &str, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update provider_events
         set processed_at = $3,
             outcome = $4,
             last_error = null
         where provider = $1
           and event_id = $2",
    )
    .bind(&event.provider)
    .bind(&event.event_id)
    .bind(now)
    .bind(outcome)
    .execute(c)
    .await
    .map(|_| ()))
}

/// To be tried again at `at`; or, with `parked`, given to a person.
pub(crate) async fn event_later(
    conn: &mut Conn,
    event: &InboxRow,
    at: Timestamp,
    error: &str,
    parked: Option<Timestamp>,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update provider_events
         set available_at = $3,
             last_error = $4,
             parked_at = $5
         where provider = $1
           and event_id = $2
           and processed_at is null",
    )
    .bind(&event.provider)
    .bind(&event.event_id)
    .bind(at)
    .bind(error)
    .bind(parked)
    .execute(c)
    .await
    .map(|_| ()))
}
