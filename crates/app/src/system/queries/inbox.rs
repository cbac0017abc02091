//! What payment providers told us.

use kernel::Timestamp;
use sql::{Conn, Error, Filter, on};

use super::outbox::in_state;

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
    let mut filter = Filter::default();
    if let Some(state) = state {
        filter.push(in_state(state, "processed_at"));
    }
    if let Some((at, id)) = after {
        let (at, id) = (filter.bind(at.millis()), filter.bind(id.as_str()));
        filter.push(format!("(received_at < {at} or (received_at = {at} and event_id < {id}))"));
    }
    let limit = filter.bind(limit);
    let sql = format!(
        "select provider, event_id, kind, object_ref, received_at, attempts, last_error, processed_at, outcome, parked_at
         from provider_events
         where {}
         order by received_at desc, event_id desc
         limit {limit}",
        filter.sql()
    );
    filter.fetch_all(conn, &sql).await
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
