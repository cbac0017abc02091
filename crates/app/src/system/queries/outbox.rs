//! The outbox, as a person looks at it and decides.

use kernel::{EventId, Timestamp};
use sql::{Conn, Error, Filter, on};

/// A job, whatever has become of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Job {
    pub id: EventId,
    pub topic: String,
    pub dedupe_key: String,
    pub payload: String,
    pub created_at: Timestamp,
    pub available_at: Timestamp,
    pub attempts: i64,
    pub last_error: Option<String>,
    pub done_at: Option<Timestamp>,
    pub parked_at: Option<Timestamp>,
}

/// Where a job stands, as a condition that an index serves.
pub(super) fn in_state(state: &str, done: &str) -> String {
    match state {
        "done" => format!("{done} is not null"),
        "parked" => format!("{done} is null and parked_at is not null"),
        "retrying" => format!("{done} is null and parked_at is null and attempts > 0"),
        _ => format!("{done} is null and parked_at is null and attempts = 0"),
    }
}

/// Jobs of these topics (none: of all), the newest first, those before `before`.
pub async fn list(
    conn: &mut Conn,
    topics: &[&str],
    state: Option<&str>,
    before: Option<EventId>,
    limit: i64,
) -> Result<Vec<Job>, Error> {
    let mut filter = Filter::default();
    filter.any_of("topic in ({})", topics.iter().map(|topic| (*topic).to_owned()));
    if let Some(state) = state {
        filter.push(in_state(state, "done_at"));
    }
    filter.with_some("id < {}", before.map(|id| id.to_string()));
    let limit = filter.bind(limit);
    let sql = format!(
        "select id, topic, dedupe_key, payload, created_at, available_at, attempts, last_error, done_at, parked_at
         from outbox
         where {}
         order by id desc
         limit {limit}",
        filter.sql()
    );
    filter.fetch_all(conn, &sql).await
}

pub async fn by_id(conn: &mut Conn, id: EventId) -> Result<Option<Job>, Error> {
    on!(conn, c => sqlx::query_as::<_, Job>(
        "select id, topic, dedupe_key, payload, created_at, available_at, attempts, last_error, done_at, parked_at
         from outbox
         where id = $1",
    )
    .bind(id)
    .fetch_optional(c)
    .await)
}

/// Makes a job that is not done due at once, parked or not.
pub async fn retry(conn: &mut Conn, id: EventId, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update outbox
         set available_at = $2,
             parked_at = null,
             attempts = 0
         where id = $1
           and done_at is null
           and payload <> 'null'",
    )
    .bind(id)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Does a job once more that was done before.
pub async fn again(conn: &mut Conn, id: EventId, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update outbox
         set available_at = $2,
             parked_at = null,
             done_at = null,
             attempts = 0
         where id = $1
           and payload <> 'null'",
    )
    .bind(id)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Sets a job aside that waits.
pub async fn park(conn: &mut Conn, id: EventId, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update outbox
         set parked_at = $2
         where id = $1
           and done_at is null
           and parked_at is null",
    )
    .bind(id)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// How many jobs of a topic stand where that are not done.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Count {
    pub topic: String,
    pub queued: i64,
    pub retrying: i64,
    pub parked: i64,
}

pub async fn counts(conn: &mut Conn) -> Result<Vec<Count>, Error> {
    on!(conn, c => sqlx::query_as::<_, Count>(
        "select topic,
                count(case when parked_at is null and attempts = 0 then 1 end) as queued,
                count(case when parked_at is null and attempts > 0 then 1 end) as retrying,
                count(parked_at) as parked
         from outbox
         where done_at is null
         group by topic
         order by topic",
    )
    .fetch_all(c)
    .await)
}

/// Since when the oldest job waits that should have been done.
pub async fn oldest_due(conn: &mut Conn, now: Timestamp) -> Result<Option<Timestamp>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, Option<Timestamp>>(
        "select min(available_at)
         from outbox
         where done_at is null
           and parked_at is null
           and available_at <= $1",
    )
    .bind(now)
    .fetch_one(c)
    .await)
}
