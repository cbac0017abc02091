//! What payment providers told us.

use kernel::Timestamp;
use sql::{Conn, Error, on};

/// A webhook that arrived.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Received {
    pub provider: String,
    pub event_id: String,
    pub kind: String,
    pub object_ref: String,
    pub received_at: Timestamp,
    pub attempts: i64,
    pub last_error: Option<String>,
    pub processed_at: Option<Timestamp>,
    pub outcome: Option<String>,
    pub parked_at: Option<Timestamp>,
}

/// Webhooks, the newest first, those after the place `after` (moment and id).
pub async fn list(
    conn: &mut Conn,
    state: Option<&str>,
    after: Option<&(Timestamp, String)>,
    limit: i64,
) -> Result<Vec<Received>, Error> {
    on!(conn, c => sqlx::query_as::<_, Received>(
        "select provider, event_id, kind, object_ref, received_at, attempts, last_error, processed_at, outcome, parked_at
         from provider_events
         where ($1 is null
                or ($1 = 'done' and processed_at is not null)
                or ($1 = 'parked' and parked_at is not null and processed_at is null)
                or ($1 = 'retrying' and processed_at is null and parked_at is null and attempts > 0)
                or ($1 = 'queued' and processed_at is null and parked_at is null and attempts = 0))
           and (received_at < $2 or (received_at = $2 and event_id < $3))
         order by received_at desc, event_id desc
         limit $4",
    )
    .bind(state)
    .bind(after.map_or(Timestamp::from_millis(i64::MAX), |after| after.0))
    .bind(after.map_or("", |after| after.1.as_str()))
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// Makes a webhook be processed again: what it is about is asked of the provider anew.
pub async fn replay(conn: &mut Conn, provider: &str, event: &str, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update provider_events
         set processed_at = null,
             outcome = null,
             parked_at = null,
             attempts = 0,
             available_at = $3
         where provider = $1
           and event_id = $2",
    )
    .bind(provider)
    .bind(event)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}
