//! `/admin/tax-rates`.

use ::http::{
    GeneralManager, IfMatch, Json as Body, OrNotFound, Path, Problem, Result, SalesManager, Staff, Versioned,
};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{CountryCode, Timestamp};
use serde::{Deserialize, Serialize};
use sql::Conn;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::queries;
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    orders::text_problem,
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_tax_rates, create_tax_rate))
        .routes(routes!(update_tax_rate, delete_tax_rate))
}

/// The tax that is in the prices of a country from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaxRate {
    pub country: CountryCode,
    /// The first day, in UTC.
    #[schema(format = Date)]
    pub valid_from: String,
    /// Hundredths of a percent: 2100 is 21 %.
    pub rate_bp: i64,
    /// As on invoices: `VAT`.
    pub name: String,
    pub updated_at: Timestamp,
    /// For `If-Match`.
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaxRates {
    /// By country, the newest first.
    pub items: Vec<TaxRate>,
}

/// The tax rates of all countries
#[utoipa::path(get, path = "/admin/tax-rates", tag = "admin", responses((status = 200, body = TaxRates), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_tax_rates(State(shop): State<Shop>, _staff: Staff<SalesManager>) -> Result<Json<TaxRates>> {
    Ok(Json(TaxRates { items: queries::list(&mut shop.db.read().await?).await? }))
}

/// A rate to be added.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTaxRate {
    pub country: CountryCode,
    /// The first day, in UTC, such as 2026-01-01.
    #[schema(format = Date)]
    pub valid_from: String,
    /// Hundredths of a percent, 0 to 10000.
    pub rate_bp: i64,
    pub name: String,
}

/// A rate that is corrected.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxRateChange {
    /// Hundredths of a percent, 0 to 10000.
    pub rate_bp: i64,
    pub name: String,
}

const MAX_NAME: usize = 20;

fn check(rate_bp: i64, name: &str, mut problem: Problem) -> Result<()> {
    if !(0..=10_000).contains(&rate_bp) {
        problem = problem.field("rate_bp", "write a rate from 0 to 100 percent");
    }
    if let Some(why) = text_problem(name, MAX_NAME, true) {
        problem = problem.field("name", why);
    }
    problem.if_any()
}

/// The day's first moment.
fn day(text: &str) -> Option<Timestamp> {
    let day: Timestamp = format!("{text}T00:00:00Z").parse().ok()?;
    (day.date() == text).then_some(day)
}

/// Add a tax rate
///
/// Orders placed from that day on contain it. A day in the past changes no order that was placed.
#[utoipa::path(post, path = "/admin/tax-rates", tag = "admin", request_body = NewTaxRate, responses((status = 201, body = TaxRate), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "`rate-exists`"), (status = 422, body = Problem)))]
pub async fn create_tax_rate(
    State(shop): State<Shop>,
    staff: Staff<GeneralManager>,
    Body(new): Body<NewTaxRate>,
) -> Result<(StatusCode, Versioned<TaxRate>)> {
    let now = shop.clock.now();
    let name = new.name.trim();
    let mut problem = Problem::validation();
    let from = day(&new.valid_from);
    if from.is_none() {
        problem = problem.field("valid_from", "write a day such as 2026-01-01");
    }
    check(new.rate_bp, name, problem)?;
    let place = (new.country, from.unwrap_or(now));
    let mut tx = shop.db.begin().await?;
    if !queries::insert(&mut tx, place, new.rate_bp, name, staff.id, now).await? {
        return Err(Problem::conflict(
            "rate-exists",
            "There is a rate",
            "This country has a rate from that day on. Change that one.",
        ));
    }
    let rate = read(&mut tx, place).await?;
    let entry = entry(&staff, "tax_rate.added", &rate).change((), &rate);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Versioned { version: rate.version, body: rate }))
}

async fn read(conn: &mut Conn, (country, from): (CountryCode, Timestamp)) -> Result<TaxRate> {
    queries::find(conn, country, from)
        .await?
        .or_not_found("tax rate", format!("{} from {}", country.as_str(), from.date()))
}

fn entry<'a>(staff: &Staff<GeneralManager>, action: &'a str, rate: &TaxRate) -> Entry<'a> {
    let id = format!("{}:{}", rate.country.as_str(), rate.valid_from);
    Entry::new(Actor::Staff(staff.id), action, "tax_rate", id)
}

/// Correct a tax rate
///
/// Orders that were placed keep the rate they had.
#[utoipa::path(put, path = "/admin/tax-rates/{country}/{valid_from}", tag = "admin", params(("country" = CountryCode, Path), ("valid_from" = String, Path, description = "The first day, such as 2026-01-01"), ("If-Match" = String, Header)), request_body = TaxRateChange, responses((status = 200, body = TaxRate), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn update_tax_rate(
    State(shop): State<Shop>,
    staff: Staff<GeneralManager>,
    Path((country, valid_from)): Path<(CountryCode, String)>,
    version: IfMatch,
    Body(change): Body<TaxRateChange>,
) -> Result<Versioned<TaxRate>> {
    let now = shop.clock.now();
    let name = change.name.trim();
    check(change.rate_bp, name, Problem::validation())?;
    let place = (country, day(&valid_from).or_not_found("tax rate", valid_from)?);
    let mut tx = shop.db.begin().await?;
    let before = read(&mut tx, place).await?;
    version.check(before.version)?;
    if !queries::update(&mut tx, place, change.rate_bp, name, before.version, now).await? {
        version.check(before.version + 1)?;
    }
    let rate = read(&mut tx, place).await?;
    let entry = entry(&staff, "tax_rate.changed", &rate).change(&before, &rate);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    tx.commit().await?;
    Ok(Versioned { version: rate.version, body: rate })
}

/// Remove a tax rate
///
/// Orders that were placed keep the rate they had.
#[utoipa::path(delete, path = "/admin/tax-rates/{country}/{valid_from}", tag = "admin", params(("country" = CountryCode, Path), ("valid_from" = String, Path, description = "The first day, such as 2026-01-01"), ("If-Match" = String, Header)), responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem)))]
pub async fn delete_tax_rate(
    State(shop): State<Shop>,
    staff: Staff<GeneralManager>,
    Path((country, valid_from)): Path<(CountryCode, String)>,
    version: IfMatch,
) -> Result<StatusCode> {
    let now = shop.clock.now();
    let place = (country, day(&valid_from).or_not_found("tax rate", valid_from)?);
    let mut tx = shop.db.begin().await?;
    let before = read(&mut tx, place).await?;
    version.check(before.version)?;
    if !queries::delete(&mut tx, place, before.version).await? {
        version.check(before.version + 1)?;
    }
    let entry = entry(&staff, "tax_rate.removed", &before).change(&before, ());
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
