//! `/redeem` and `/admin/download-batches`.

use ::http::{
    Country, Customer, IdempotencyKey, IfMatch, Json as Body, OrNotFound, Page, Path, Problem, Query, Result,
    SalesManager, Staff, Versioned,
    page::{Cursor, Limit},
};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{BatchId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{DownloadBatch, Redeemed, queries};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    cart::{ItemRef, http::CodeEntry},
    codes,
    idempotency::{Answer, Claim, Once},
    orders::text_problem,
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(redeem_code))
        .routes(routes!(list_download_batches, create_download_batch))
        .routes(routes!(get_download_batch))
        .routes(routes!(revoke_download_batch))
}

/// Redeem a code
///
/// Of a download: the music is the customer's, by an order of total zero. Of a gift card: the card
/// is the customer's, and pays at checkout.
#[utoipa::path(post, path = "/redeem", tag = "orders", params(("Idempotency-Key" = String, Header, description = "A fresh UUID for each code")), request_body = CodeEntry, responses((status = 200, body = Redeemed), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem, description = "`unknown-code`"), (status = 409, body = Problem, description = "`code-redeemed`, `code-expired`, `code-revoked`, `already-owned`, `withdrawn`, `not-sold-here`, `sold-out` or `request-in-flight`"), (status = 422, body = Problem), (status = 429, body = Problem, description = "Too many codes that are not known")))]
pub async fn redeem_code(
    State(shop): State<Shop>,
    customer: Customer,
    country: Country,
    key: IdempotencyKey,
    Body(entry): Body<CodeEntry>,
) -> Result<Answer> {
    if entry.code.trim().is_empty() || entry.code.len() > 200 {
        return Err(Problem::invalid("code", "enter the code as it was given to you"));
    }
    let once = Once::new(customer.id, "POST /redeem", key, "/redeem", &entry);
    super::redeem(&shop, customer.id, &entry.code, country, &once).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BatchParams {
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Batches of download codes, the newest first
#[utoipa::path(get, path = "/admin/download-batches", tag = "admin", params(BatchParams), responses((status = 200, body = Page<DownloadBatch>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_download_batches(
    State(shop): State<Shop>,
    _staff: Staff<SalesManager>,
    Query(params): Query<BatchParams>,
) -> Result<Json<Page<DownloadBatch>>> {
    let limit = Limit::new(params.limit)?;
    let after: Option<(Timestamp, BatchId)> = Cursor::decode_opt(params.cursor.as_deref())?;
    let rows = queries::list(&mut shop.db.read().await?, after, limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, |batch| (batch.created_at, batch.id))))
}

/// A batch to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDownloadBatch {
    /// For staff: what the codes are for.
    pub name: String,
    /// The album or track they bring.
    pub item: ItemRef,
    /// 1 to 5000.
    pub count: i64,
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

/// A batch with its codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CreatedDownloadBatch {
    pub batch: DownloadBatch,
    /// Shown this once: the shop keeps only their hashes. Empty when the request is repeated.
    pub codes: Vec<String>,
}

const MAX_NAME: usize = 80;
const MOST_CODES: i64 = 5_000;

/// Make download codes
///
/// The codes are answered once.
#[utoipa::path(post, path = "/admin/download-batches", tag = "admin", params(("Idempotency-Key" = String, Header, description = "A fresh UUID for each batch")), request_body = NewDownloadBatch, responses((status = 201, body = CreatedDownloadBatch), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create_download_batch(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    key: IdempotencyKey,
    Body(new): Body<NewDownloadBatch>,
) -> Result<Answer> {
    let now = shop.clock.now();
    let once = Once::of_staff(staff.id, "POST /admin/download-batches", key, "/admin/download-batches", &new);
    let name = new.name.trim();
    let mut problem = Problem::validation();
    if let Some(why) = text_problem(name, MAX_NAME, true) {
        problem = problem.field("name", why);
    }
    if !(1..=MOST_CODES).contains(&new.count) {
        problem = problem.field("count", format!("write a whole number from 1 to {MOST_CODES}"));
    }
    if new.expires_at.is_some_and(|end| end <= now) {
        problem = problem.field("expires_at", "choose a moment that is still to come");
    }
    if !super::offered(&mut shop.db.read().await?, new.item, now).await? {
        problem = problem.field("item", format!("there is no such {} on sale", new.item.kind.as_str()));
    }
    problem.if_any()?;
    let mut tx = shop.db.begin().await?;
    if let Claim::Done(answer) = once.claim(&mut tx, now).await? {
        return Ok(answer);
    }
    let codes: Vec<String> = (0..new.count).map(|_| codes::fresh(&shop.random)).collect();
    let hashes: Vec<String> = codes.iter().map(|code| codes::hash(code)).collect();
    let id = BatchId::fresh(now, &shop.random);
    let batch =
        queries::NewBatch { id, name, item: new.item, expires_at: new.expires_at, by: staff.id, hashes: &hashes };
    queries::insert(&mut tx, &batch, now).await?;
    let batch = queries::find(&mut tx, id).await?.or_not_found("batch", id)?;
    let entry = Entry::new(Actor::Staff(staff.id), "download_batch.created", "download_batch", id).change((), &batch);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    // What is kept for repeated requests has no codes.
    let mut answer = CreatedDownloadBatch { batch, codes: Vec::new() };
    once.keep(&mut tx, &Answer::new(StatusCode::CREATED, &answer)).await?;
    answer.codes = codes;
    tx.commit().await?;
    Ok(Answer::new(StatusCode::CREATED, &answer))
}

/// One batch of download codes
#[utoipa::path(get, path = "/admin/download-batches/{id}", tag = "admin", params(("id" = BatchId, Path)), responses((status = 200, body = DownloadBatch), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get_download_batch(
    State(shop): State<Shop>,
    _staff: Staff<SalesManager>,
    Path(id): Path<BatchId>,
) -> Result<Versioned<DownloadBatch>> {
    let batch = queries::find(&mut shop.db.read().await?, id).await?.or_not_found("batch", id)?;
    Ok(Versioned { version: batch.version, body: batch })
}

/// Withdraw the codes that were not redeemed
///
/// What was redeemed stays with its owners.
#[utoipa::path(post, path = "/admin/download-batches/{id}/revoke", tag = "admin", params(("id" = BatchId, Path), ("If-Match" = String, Header)), responses((status = 200, body = DownloadBatch), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem)))]
pub async fn revoke_download_batch(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<BatchId>,
    version: IfMatch,
) -> Result<Versioned<DownloadBatch>> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let before = queries::find(&mut tx, id).await?.or_not_found("batch", id)?;
    version.check(before.version)?;
    if !queries::revoke(&mut tx, id, before.version, now).await? {
        version.check(before.version + 1)?;
    }
    let left = before.code_count - before.redeemed_count;
    let entry = Entry::new(Actor::Staff(staff.id), "download_batch.revoked", "download_batch", id)
        .note(format!("{left} of {} codes were left", before.code_count));
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    let batch = queries::find(&mut tx, id).await?.or_not_found("batch", id)?;
    tx.commit().await?;
    Ok(Versioned { version: batch.version, body: batch })
}
