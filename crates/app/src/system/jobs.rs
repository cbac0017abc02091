//! `/admin/jobs`, `/admin/mails`, `/admin/provider-events`: what is done in the background, and
//! doing it again.

use ::http::{
    It, Json, OrNotFound, Page, Path, Problem, Query, Result, Staff,
    page::{Cursor, Limit},
};
use axum::{extract::State, http::StatusCode};
use kernel::{EventId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sql::Conn;
use store::{
    audit::{self, Actor, Entry},
    gift_cards::GiftCardMail,
};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    queries::{
        inbox::{self, Received},
        outbox::{self, Job},
    },
    redact::redacted,
};
use crate::App;

/// Topics of which every event is one mail.
const MAILS: [&str; 2] = [identity::mails::TOPIC, GiftCardMail::TOPIC];

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_jobs))
        .routes(routes!(count_jobs))
        .routes(routes!(retry_job))
        .routes(routes!(park_job))
        .routes(routes!(list_mails))
        .routes(routes!(resend_mail))
        .routes(routes!(list_provider_events))
        .routes(routes!(replay_provider_event))
}

/// Where a piece of work stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum JobState {
    Queued,
    /// Failed at least once, and is tried again.
    Retrying,
    /// Set aside: a person decides.
    Parked,
    Done,
}

impl JobState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Retrying => "retrying",
            Self::Parked => "parked",
            Self::Done => "done",
        }
    }

    fn of(done: Option<Timestamp>, parked: Option<Timestamp>, attempts: i64) -> Self {
        match (done, parked, attempts) {
            (Some(_), _, _) => Self::Done,
            (None, Some(_), _) => Self::Parked,
            (None, None, 0) => Self::Queued,
            (None, None, _) => Self::Retrying,
        }
    }
}

/// A piece of work.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Job)]
struct JobView {
    id: EventId,
    topic: String,
    key: String,
    state: JobState,
    attempts: i64,
    created_at: Timestamp,
    due_at: Timestamp,
    #[schema(required)]
    done_at: Option<Timestamp>,
    #[schema(required)]
    last_error: Option<String>,
    /// What it carries; who somebody is, and secrets, are hidden.
    payload: Value,
}

impl From<Job> for JobView {
    fn from(job: Job) -> Self {
        let payload = serde_json::from_str(&job.payload).unwrap_or_default();
        Self {
            state: JobState::of(job.done_at, job.parked_at, job.attempts),
            id: job.id,
            topic: job.topic,
            key: job.dedupe_key,
            attempts: job.attempts,
            created_at: job.created_at,
            due_at: job.available_at,
            done_at: job.done_at,
            last_error: job.last_error,
            payload: redacted(payload),
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct JobQuery {
    /// Such as `order.paid` or `mail`.
    topic: Option<String>,
    state: Option<JobState>,
    cursor: Option<String>,
    limit: Option<u32>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct StateQuery {
    state: Option<JobState>,
    cursor: Option<String>,
    limit: Option<u32>,
}

async fn page(
    app: &App,
    topics: &[&str],
    state: Option<JobState>,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<Job>> {
    let limit = Limit::new(limit)?;
    let before = Cursor::decode_opt::<EventId>(cursor)?;
    let state = state.map(JobState::as_str);
    let rows = outbox::list(&mut app.shop.db.read().await?, topics, state, before, limit.plus_one()).await?;
    Ok(Page::from_rows(rows, limit, |job| job.id))
}

/// Work in the background, the newest first
#[utoipa::path(get, path = "/admin/jobs", tag = "admin", security(("bearer" = [])), params(JobQuery),
    responses((status = 200, body = Page<JobView>), (status = 400), (status = 401), (status = 403)))]
async fn list_jobs(State(app): State<App>, _: Staff<It>, Query(query): Query<JobQuery>) -> Result<Json<Page<JobView>>> {
    let topic = query.topic.as_deref().filter(|topic| !topic.is_empty());
    let jobs = page(&app, topic.as_slice(), query.state, query.cursor.as_deref(), query.limit).await?;
    Ok(Json(jobs.map(JobView::from)))
}

/// How many jobs of a topic stand where.
#[derive(Debug, Serialize, ToSchema)]
struct JobCount {
    topic: String,
    queued: i64,
    retrying: i64,
    parked: i64,
}

#[derive(Debug, Serialize, ToSchema)]
struct JobCounts {
    items: Vec<JobCount>,
}

/// How many jobs wait, are tried again, or are parked, by topic
#[utoipa::path(get, path = "/admin/jobs/counts", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = JobCounts), (status = 401), (status = 403)))]
async fn count_jobs(State(app): State<App>, _: Staff<It>) -> Result<Json<JobCounts>> {
    let counts = outbox::counts(&mut app.shop.db.read().await?).await?;
    let items = crate::jobs::TOPICS.map(|topic| {
        let found = counts.iter().find(|count| count.topic == topic);
        let [queued, retrying, parked] = found.map_or([0; 3], |count| [count.queued, count.retrying, count.parked]);
        JobCount { topic: topic.to_owned(), queued, retrying, parked }
    });
    Ok(Json(JobCounts { items: items.into() }))
}

async fn record(app: &App, conn: &mut Conn, staff: Staff<It>, action: &str, entity: &str, id: String) -> Result<()> {
    let entry = Entry::new(Actor::Staff(staff.id), action, entity, id);
    Ok(audit::record(conn, &entry, app.shop.clock.now(), &app.shop.random).await?)
}

fn settled() -> Problem {
    Problem::conflict("job-settled", "Not possible any more", "This was done already, or is too old to be done again.")
}

/// Do a job now that waits or is parked
#[utoipa::path(post, path = "/admin/jobs/{id}/retry", tag = "admin", security(("bearer" = [])), params(("id" = EventId, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
async fn retry_job(State(app): State<App>, staff: Staff<It>, Path(id): Path<EventId>) -> Result<StatusCode> {
    let mut tx = app.shop.db.begin().await?;
    outbox::by_id(&mut tx, id).await?.or_not_found("job", id)?;
    if !outbox::retry(&mut tx, id, app.shop.clock.now()).await? {
        return Err(settled());
    }
    record(&app, &mut tx, staff, "job.retried", "job", id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Set a job aside that waits
#[utoipa::path(post, path = "/admin/jobs/{id}/park", tag = "admin", security(("bearer" = [])), params(("id" = EventId, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
async fn park_job(State(app): State<App>, staff: Staff<It>, Path(id): Path<EventId>) -> Result<StatusCode> {
    let mut tx = app.shop.db.begin().await?;
    outbox::by_id(&mut tx, id).await?.or_not_found("job", id)?;
    if !outbox::park(&mut tx, id, app.shop.clock.now()).await? {
        return Err(settled());
    }
    record(&app, &mut tx, staff, "job.parked", "job", id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A mail, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
struct MailView {
    id: EventId,
    /// Empty once it is too old to be kept.
    #[schema(required)]
    to: Option<String>,
    /// Such as `receipt` or `password_reset`.
    #[schema(required)]
    template: Option<String>,
    state: JobState,
    attempts: i64,
    created_at: Timestamp,
    #[schema(required)]
    sent_at: Option<Timestamp>,
    #[schema(required)]
    last_error: Option<String>,
}

impl From<Job> for MailView {
    fn from(job: Job) -> Self {
        let payload: Value = serde_json::from_str(&job.payload).unwrap_or_default();
        let text = |at: &str| payload.pointer(at).and_then(Value::as_str).map(str::to_owned);
        let gift_card = (job.topic == GiftCardMail::TOPIC).then(|| "gift_card".to_owned());
        Self {
            state: JobState::of(job.done_at, job.parked_at, job.attempts),
            id: job.id,
            to: text("/to/address").or_else(|| text("/about/to/address")).or_else(|| text("/to_address")),
            template: text("/template").or(gift_card),
            attempts: job.attempts,
            created_at: job.created_at,
            sent_at: job.done_at,
            last_error: job.last_error,
        }
    }
}

/// The mails of the shop: to whom, and whether they went out
#[utoipa::path(get, path = "/admin/mails", tag = "admin", security(("bearer" = [])), params(StateQuery),
    responses((status = 200, body = Page<MailView>), (status = 400), (status = 401), (status = 403)))]
async fn list_mails(
    State(app): State<App>,
    _: Staff<It>,
    Query(query): Query<StateQuery>,
) -> Result<Json<Page<MailView>>> {
    let jobs = page(&app, &MAILS, query.state, query.cursor.as_deref(), query.limit).await?;
    Ok(Json(jobs.map(MailView::from)))
}

/// Send a mail once more
///
/// 409 when it is too old: what it said is no longer kept.
#[utoipa::path(post, path = "/admin/mails/{id}/resend", tag = "admin", security(("bearer" = [])), params(("id" = EventId, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
async fn resend_mail(State(app): State<App>, staff: Staff<It>, Path(id): Path<EventId>) -> Result<StatusCode> {
    let mut tx = app.shop.db.begin().await?;
    outbox::by_id(&mut tx, id).await?.filter(|job| MAILS.contains(&job.topic.as_str())).or_not_found("mail", id)?;
    if !outbox::again(&mut tx, id, app.shop.clock.now()).await? {
        return Err(settled());
    }
    record(&app, &mut tx, staff, "mail.resent", "mail", id.to_string()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A webhook that a payment provider sent.
#[derive(Debug, Serialize, ToSchema)]
struct ProviderEvent {
    provider: String,
    id: String,
    kind: String,
    /// What it is about, in the provider's words.
    object: String,
    state: JobState,
    attempts: i64,
    received_at: Timestamp,
    #[schema(required)]
    processed_at: Option<Timestamp>,
    #[schema(required)]
    outcome: Option<String>,
    #[schema(required)]
    last_error: Option<String>,
}

impl From<Received> for ProviderEvent {
    fn from(event: Received) -> Self {
        Self {
            state: JobState::of(event.processed_at, event.parked_at, event.attempts),
            provider: event.provider,
            id: event.event_id,
            kind: event.kind,
            object: event.object_ref,
            attempts: event.attempts,
            received_at: event.received_at,
            processed_at: event.processed_at,
            outcome: event.outcome,
            last_error: event.last_error,
        }
    }
}

/// What payment providers told the shop, the newest first
#[utoipa::path(get, path = "/admin/provider-events", tag = "admin", security(("bearer" = [])), params(StateQuery),
    responses((status = 200, body = Page<ProviderEvent>), (status = 400), (status = 401), (status = 403)))]
async fn list_provider_events(
    State(app): State<App>,
    _: Staff<It>,
    Query(query): Query<StateQuery>,
) -> Result<Json<Page<ProviderEvent>>> {
    let limit = Limit::new(query.limit)?;
    let after: Option<(Timestamp, String)> = Cursor::decode_opt(query.cursor.as_deref())?;
    let state = query.state.map(JobState::as_str);
    let rows = inbox::list(&mut app.shop.db.read().await?, state, after.as_ref(), limit.plus_one()).await?;
    let page = Page::from_rows(rows, limit, |event| (event.received_at, event.event_id.clone()));
    Ok(Json(page.map(ProviderEvent::from)))
}

/// Process a webhook again
///
/// The provider is asked what is true now; nothing is believed because it was sent.
#[utoipa::path(post, path = "/admin/provider-events/{provider}/{event}/replay", tag = "admin", security(("bearer" = [])),
    params(("provider" = String, Path), ("event" = String, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
async fn replay_provider_event(
    State(app): State<App>,
    staff: Staff<It>,
    Path((provider, event)): Path<(String, String)>,
) -> Result<StatusCode> {
    let mut tx = app.shop.db.begin().await?;
    let found = inbox::replay(&mut tx, &provider, &event, app.shop.clock.now()).await?;
    found.then_some(()).or_not_found("webhook", &event)?;
    record(&app, &mut tx, staff, "webhook.replayed", "provider_event", event).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
