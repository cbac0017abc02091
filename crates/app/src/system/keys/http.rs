//! `/admin/api-keys`.

use ::http::{
    It, Json, OrNotFound, Page, Path, Problem, Query, Result, Staff,
    page::{Cursor, Limit},
};
use axum::{extract::State, http::StatusCode};
use kernel::{EmployeeId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::audit::{self, Actor, Entry};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{PREFIX, SHOWN, Scope, hash, queries};
use crate::App;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_api_keys, create_api_key)).routes(routes!(revoke_api_key))
}

/// A partner's key, without the key.
#[derive(Debug, Serialize, ToSchema)]
struct ApiKey {
    id: String,
    name: String,
    /// How it begins.
    prefix: String,
    scopes: Vec<Scope>,
    per_minute: i64,
    created_by: EmployeeId,
    created_at: Timestamp,
    #[schema(required)]
    last_used_at: Option<Timestamp>,
    #[schema(required)]
    revoked_at: Option<Timestamp>,
}

impl From<queries::Key> for ApiKey {
    fn from(key: queries::Key) -> Self {
        Self {
            scopes: Scope::list(&key.scopes),
            id: key.id,
            name: key.name,
            prefix: key.prefix,
            per_minute: key.per_minute,
            created_by: key.created_by,
            created_at: key.created_at,
            last_used_at: key.last_used_at,
            revoked_at: key.revoked_at,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct KeyQuery {
    cursor: Option<String>,
    limit: Option<u32>,
}

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewApiKey {
    /// Whose it is, or what for.
    name: String,
    scopes: Vec<Scope>,
    /// How often it may be used in a minute, 1 to 6000.
    #[serde(default = "usual_rate")]
    per_minute: i64,
}

const fn usual_rate() -> i64 {
    120
}

/// A new key. It is shown this one time.
#[derive(Serialize, ToSchema)]
struct CreatedApiKey {
    #[serde(flatten)]
    about: ApiKey,
    key: String,
}

impl NewApiKey {
    fn check(&self) -> Result<()> {
        let mut problem = Problem::validation();
        let length = self.name.trim().chars().count();
        if length == 0 || length > 80 || self.name.chars().any(char::is_control) {
            problem = problem.field("name", "takes 1 to 80 characters, on one line");
        }
        if self.scopes.is_empty() {
            problem = problem.field("scopes", "is empty: choose what the key may read");
        }
        if !(1..=6_000).contains(&self.per_minute) {
            problem = problem.field("per_minute", "takes a whole number from 1 to 6000");
        }
        problem.if_any()
    }
}

/// The keys of partners, the newest first
#[utoipa::path(get, path = "/admin/api-keys", tag = "admin", security(("bearer" = [])), params(KeyQuery),
    responses((status = 200, body = Page<ApiKey>), (status = 400), (status = 401), (status = 403)))]
async fn list_api_keys(
    State(app): State<App>,
    _: Staff<It>,
    Query(query): Query<KeyQuery>,
) -> Result<Json<Page<ApiKey>>> {
    let limit = Limit::new(query.limit)?;
    let before: Option<String> = Cursor::decode_opt(query.cursor.as_deref())?;
    let rows = queries::list(&mut app.shop.db.read().await?, before.as_deref(), limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, |key| key.id.clone()).map(ApiKey::from)))
}

/// Make a key for a partner. The answer shows it, and nothing does later
#[utoipa::path(post, path = "/admin/api-keys", tag = "admin", security(("bearer" = [])), request_body = NewApiKey,
    responses((status = 201, body = CreatedApiKey), (status = 401), (status = 403), (status = 422)))]
async fn create_api_key(
    State(app): State<App>,
    staff: Staff<It>,
    Json(body): Json<NewApiKey>,
) -> Result<(StatusCode, Json<CreatedApiKey>)> {
    body.check()?;
    let (now, random) = (app.shop.clock.now(), &app.shop.random);
    let key = format!("{PREFIX}{}", random.token());
    let row = queries::Key {
        id: random.uuid_v7(now).to_string(),
        name: body.name.trim().to_owned(),
        prefix: key.chars().take(SHOWN).collect(),
        scopes: Scope::words(&body.scopes),
        per_minute: body.per_minute,
        created_by: staff.id,
        created_at: now,
        last_used_at: None,
        revoked_at: None,
    };
    let mut tx = app.shop.db.begin().await?;
    queries::insert(&mut tx, &row, &hash(&key)).await?;
    let after = json!({ "name": row.name, "scopes": row.scopes, "per_minute": row.per_minute });
    let entry = Entry::new(Actor::Staff(staff.id), "api_key.created", "api_key", &row.id).change((), after);
    audit::record(&mut tx, &entry, now, random).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(CreatedApiKey { about: row.into(), key })))
}

/// End a key for good
#[utoipa::path(delete, path = "/admin/api-keys/{id}", tag = "admin", security(("bearer" = [])), params(("id" = String, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
async fn revoke_api_key(State(app): State<App>, staff: Staff<It>, Path(id): Path<String>) -> Result<StatusCode> {
    let (now, random) = (app.shop.clock.now(), &app.shop.random);
    let mut tx = app.shop.db.begin().await?;
    queries::revoke(&mut tx, &id, now).await?.then_some(()).or_not_found("API key", &id)?;
    let entry = Entry::new(Actor::Staff(staff.id), "api_key.revoked", "api_key", &id);
    audit::record(&mut tx, &entry, now, random).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
