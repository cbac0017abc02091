//! SQL of tax rates.

use kernel::{CountryCode, CustomerId, EmployeeId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Rate, http::TaxRate};

/// The rate in force at a moment.
pub(super) async fn rate_at(conn: &mut Conn, country: CountryCode, now: Timestamp) -> Result<Option<Rate>, Error> {
    let row: Option<(String, i64)> = on!(conn, c => sqlx::query_as::<_, (String, i64)>(
        "select name, rate_bp
         from tax_rates
         where country = $1
           and valid_from <= $2
         order by valid_from desc
         limit 1",
    )
    .bind(String::from(country))
    .bind(now)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(|(name, bp)| Rate { name, bp }))
}

/// Where the account says the customer lives: the default address, else the profile.
pub(super) async fn account_country(conn: &mut Conn, customer: CustomerId) -> Result<Option<CountryCode>, Error> {
    let code: Option<Option<String>> = on!(conn, c => sqlx::query_scalar::<_, Option<String>>(
        "select coalesce(a.country, cu.country)
         from customers cu
         left join addresses a on a.customer_id = cu.id and a.is_default
         where cu.id = $1",
    )
    .bind(customer)
    .fetch_optional(c)
    .await)?;
    Ok(code.flatten().and_then(|code| code.parse().ok()))
}

#[derive(FromRow)]
struct Row {
    country: String,
    valid_from: Timestamp,
    rate_bp: i64,
    name: String,
    updated_at: Timestamp,
    version: i64,
}

impl Row {
    fn rate(self) -> Option<TaxRate> {
        Some(TaxRate {
            country: self.country.parse().ok()?,
            valid_from: self.valid_from.date(),
            rate_bp: self.rate_bp,
            name: self.name,
            updated_at: self.updated_at,
            version: self.version,
        })
    }
}

const COLUMNS: &str = "country, valid_from, rate_bp, name, updated_at, version";

/// By country, the newest first.
pub(super) async fn list(conn: &mut Conn) -> Result<Vec<TaxRate>, Error> {
    let sql = format!("select {COLUMNS}\nfrom tax_rates\norder by country, valid_from desc\nlimit 2000");
    let rows = on!(conn, c => sqlx::query_as::<_, Row>(&sql).fetch_all(c).await)?;
    Ok(rows.into_iter().filter_map(Row::rate).collect())
}

pub(super) async fn find(conn: &mut Conn, country: CountryCode, from: Timestamp) -> Result<Option<TaxRate>, Error> {
    let sql = format!("select {COLUMNS}\nfrom tax_rates\nwhere country = $1\n  and valid_from = $2");
    let row =
        on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(String::from(country)).bind(from).fetch_optional(c).await)?;
    Ok(row.and_then(Row::rate))
}

/// False when the country has a rate from that day on.
pub(super) async fn insert(
    conn: &mut Conn,
    (country, from): (CountryCode, Timestamp),
    rate_bp: i64,
    name: &str,
    by: EmployeeId,
    now: Timestamp,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "insert into tax_rates (country, valid_from, rate_bp, name, created_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6)
         on conflict (country, valid_from) do nothing",
    )
    .bind(String::from(country))
    .bind(from)
    .bind(rate_bp)
    .bind(name)
    .bind(by)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn update(
    conn: &mut Conn,
    (country, from): (CountryCode, Timestamp),
    rate_bp: i64,
    name: &str,
    version: i64,
    now: Timestamp,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update tax_rates
         set rate_bp = $4,
             name = $5,
             updated_at = $6,
             version = version + 1
         where country = $1
           and valid_from = $2
           and version = $3",
    )
    .bind(String::from(country))
    .bind(from)
    .bind(version)
    .bind(rate_bp)
    .bind(name)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn delete(
    conn: &mut Conn,
    (country, from): (CountryCode, Timestamp),
    version: i64,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("delete from tax_rates where country = $1 and valid_from = $2 and version = $3")
        .bind(String::from(country))
        .bind(from)
        .bind(version)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}
