//! `/admin/webhooks`.

use ::http::{
    It, Json, OrNotFound, Page, Path, Problem, Query, Result, Staff,
    page::{Cursor, Limit},
};
use axum::{extract::State, http::StatusCode};
use kernel::{EmployeeId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sql::Conn;
use store::audit::{self, Actor, Entry};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{EVENTS, MOST, PING, address, body_of, queries, queue, unseal};
use crate::App;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_webhook_endpoints, create_webhook_endpoint))
        .routes(routes!(switch_webhook_endpoint))
        .routes(routes!(ping_webhook_endpoint))
        .routes(routes!(list_webhook_deliveries))
        .routes(routes!(replay_webhook_delivery))
}

/// Where another program is told what happens.
#[derive(Debug, Serialize, ToSchema)]
struct WebhookEndpoint {
    id: String,
    url: String,
    about: String,
    events: Vec<String>,
    created_by: EmployeeId,
    created_at: Timestamp,
    #[schema(required)]
    disabled_at: Option<Timestamp>,
}

impl From<queries::Endpoint> for WebhookEndpoint {
    fn from(endpoint: queries::Endpoint) -> Self {
        Self {
            id: endpoint.id,
            url: endpoint.url,
            about: endpoint.about,
            events: endpoint.events.split(' ').map(str::to_owned).collect(),
            created_by: endpoint.created_by,
            created_at: endpoint.created_at,
            disabled_at: endpoint.disabled_at,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct WebhookEndpoints {
    items: Vec<WebhookEndpoint>,
}

/// An endpoint to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewWebhookEndpoint {
    /// Begins with `https://` and leads to a public address.
    url: String,
    /// Whose it is, or what for.
    #[serde(default)]
    about: String,
    /// Of `order.paid`, `order.refunded`, `release.published`, `ping`.
    events: Vec<String>,
}

/// A new endpoint. Its secret is shown this one time.
#[derive(Serialize, ToSchema)]
struct CreatedWebhookEndpoint {
    #[serde(flatten)]
    endpoint: WebhookEndpoint,
    secret: String,
}

/// Whether an endpoint is told anything.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WebhookSwitch {
    enabled: bool,
}

/// What was, or is to be, sent.
#[derive(Debug, Serialize, ToSchema)]
struct WebhookDelivery {
    id: String,
    event: String,
    /// `queued`, `retrying`, `delivered` or `parked`.
    state: String,
    attempts: i64,
    /// What the endpoint answered last.
    #[schema(required)]
    last_status: Option<i64>,
    #[schema(required)]
    last_error: Option<String>,
    created_at: Timestamp,
    due_at: Timestamp,
    #[schema(required)]
    delivered_at: Option<Timestamp>,
    body: Value,
}

impl From<queries::Delivery> for WebhookDelivery {
    fn from(delivery: queries::Delivery) -> Self {
        Self {
            body: body_of(&delivery.body),
            id: delivery.id,
            event: delivery.event,
            state: delivery.state,
            attempts: delivery.attempts,
            last_status: delivery.last_status,
            last_error: delivery.last_error,
            created_at: delivery.created_at,
            due_at: delivery.due_at,
            delivered_at: delivery.delivered_at,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DeliveryQuery {
    cursor: Option<String>,
    limit: Option<u32>,
}

impl NewWebhookEndpoint {
    fn check(&self, private: bool) -> Result<()> {
        let mut problem = Problem::validation();
        if let Err(why) = address::checked(&self.url, private) {
            problem = problem.field("url", why);
        }
        if self.about.chars().count() > 80 || self.about.chars().any(char::is_control) {
            problem = problem.field("about", "takes at most 80 characters, on one line");
        }
        if self.events.is_empty() || !self.events.iter().all(|event| EVENTS.contains(&event.as_str())) {
            problem = problem.field("events", "takes some of order.paid, order.refunded, release.published, ping");
        }
        problem.if_any()
    }
}

async fn record(app: &App, conn: &mut Conn, staff: Staff<It>, action: &str, id: &str, after: Value) -> Result<()> {
    let entry = Entry::new(Actor::Staff(staff.id), action, "webhook_endpoint", id).change((), after);
    Ok(audit::record(conn, &entry, app.shop.clock.now(), &app.shop.random).await?)
}

/// Where other programs are told what happens
#[utoipa::path(get, path = "/admin/webhooks", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = WebhookEndpoints), (status = 401), (status = 403)))]
async fn list_webhook_endpoints(State(app): State<App>, _: Staff<It>) -> Result<Json<WebhookEndpoints>> {
    let endpoints = queries::endpoints(&mut app.shop.db.read().await?).await?;
    Ok(Json(WebhookEndpoints { items: endpoints.into_iter().map(WebhookEndpoint::from).collect() }))
}

/// Tell another program what happens. The answer shows the signing secret, and nothing does later
#[utoipa::path(post, path = "/admin/webhooks", tag = "admin", security(("bearer" = [])), request_body = NewWebhookEndpoint,
    responses((status = 201, body = CreatedWebhookEndpoint), (status = 401), (status = 403),
        (status = 409, body = Problem, description = "`too-many-webhooks`"), (status = 422)))]
async fn create_webhook_endpoint(
    State(app): State<App>,
    staff: Staff<It>,
    Json(body): Json<NewWebhookEndpoint>,
) -> Result<(StatusCode, Json<CreatedWebhookEndpoint>)> {
    body.check(app.config.webhooks_to_private)?;
    let now = app.shop.clock.now();
    let events: Vec<_> = EVENTS.into_iter().filter(|event| body.events.iter().any(|wanted| wanted == event)).collect();
    let endpoint = queries::Endpoint {
        id: app.shop.random.uuid_v7(now).to_string(),
        url: body.url.trim().to_owned(),
        about: body.about.trim().to_owned(),
        events: events.join(" "),
        secret: app.shop.random.token(),
        created_by: staff.id,
        created_at: now,
        disabled_at: None,
    };
    let secret = unseal(&app, &endpoint.id, &endpoint.secret)?;
    let mut tx = app.shop.db.begin().await?;
    queries::insert_endpoint(&mut tx, &endpoint).await?;
    not_too_many(&mut tx).await?;
    let after = json!({ "url": endpoint.url, "events": endpoint.events });
    record(&app, &mut tx, staff, "webhook.created", &endpoint.id, after).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(CreatedWebhookEndpoint { endpoint: endpoint.into(), secret })))
}

async fn not_too_many(conn: &mut Conn) -> Result<()> {
    if queries::count_enabled(conn).await? > MOST {
        let detail = format!("{MOST} endpoints are told what happens, as many as can be. Switch off one first.");
        return Err(Problem::conflict("too-many-webhooks", "Too many endpoints", detail));
    }
    Ok(())
}

/// Switch an endpoint off or on; what waits for it is sent when it is on again
#[utoipa::path(put, path = "/admin/webhooks/{id}/enabled", tag = "admin", security(("bearer" = [])), params(("id" = String, Path)),
    request_body = WebhookSwitch, responses((status = 204), (status = 401), (status = 403), (status = 404),
        (status = 409, body = Problem, description = "`too-many-webhooks`")))]
async fn switch_webhook_endpoint(
    State(app): State<App>,
    staff: Staff<It>,
    Path(id): Path<String>,
    Json(body): Json<WebhookSwitch>,
) -> Result<StatusCode> {
    let disabled_at = (!body.enabled).then(|| app.shop.clock.now());
    let mut tx = app.shop.db.begin().await?;
    queries::switch(&mut tx, &id, disabled_at).await?.then_some(()).or_not_found("webhook", &id)?;
    if body.enabled {
        not_too_many(&mut tx).await?;
    }
    record(&app, &mut tx, staff, "webhook.switched", &id, json!({ "enabled": body.enabled })).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Send a `ping` to an endpoint, to try it
#[utoipa::path(post, path = "/admin/webhooks/{id}/ping", tag = "admin", security(("bearer" = [])), params(("id" = String, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
async fn ping_webhook_endpoint(State(app): State<App>, staff: Staff<It>, Path(id): Path<String>) -> Result<StatusCode> {
    let now = app.shop.clock.now();
    let mut tx = app.shop.db.begin().await?;
    queries::endpoint(&mut tx, &id).await?.or_not_found("webhook", &id)?;
    let event = app.shop.random.uuid_v7(now).to_string();
    queue(&app, &mut tx, &id, PING, &event, &json!({}), now).await?;
    record(&app, &mut tx, staff, "webhook.pinged", &id, Value::Null).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was sent to an endpoint, the newest first
#[utoipa::path(get, path = "/admin/webhooks/{id}/deliveries", tag = "admin", security(("bearer" = [])),
    params(("id" = String, Path), DeliveryQuery),
    responses((status = 200, body = Page<WebhookDelivery>), (status = 400), (status = 401), (status = 403), (status = 404)))]
async fn list_webhook_deliveries(
    State(app): State<App>,
    _: Staff<It>,
    Path(id): Path<String>,
    Query(query): Query<DeliveryQuery>,
) -> Result<Json<Page<WebhookDelivery>>> {
    let limit = Limit::new(query.limit)?;
    let before: Option<String> = Cursor::decode_opt(query.cursor.as_deref())?;
    let mut conn = app.shop.db.read().await?;
    queries::endpoint(&mut conn, &id).await?.or_not_found("webhook", &id)?;
    let rows = queries::deliveries(&mut conn, &id, before.as_deref(), limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, |delivery| delivery.id.clone()).map(WebhookDelivery::from)))
}

/// Send a delivery once more, with the same id
#[utoipa::path(post, path = "/admin/webhooks/{id}/deliveries/{delivery}/replay", tag = "admin", security(("bearer" = [])),
    params(("id" = String, Path), ("delivery" = String, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
async fn replay_webhook_delivery(
    State(app): State<App>,
    staff: Staff<It>,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<StatusCode> {
    let mut tx = app.shop.db.begin().await?;
    let found = queries::replay(&mut tx, &id, &delivery, app.shop.clock.now()).await?;
    found.then_some(()).or_not_found("delivery", &delivery)?;
    record(&app, &mut tx, staff, "webhook.replayed", &id, json!({ "delivery": delivery })).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
