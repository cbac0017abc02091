//! `/admin/home`, `/admin/reports` and the royalty rates.

use ::http::{
    AnyStaff, Json as Body, OrNotFound, Path, Problem, Query, Result, SalesManager, Staff,
    csv::{Cell as CsvCell, Csv},
};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use futures::stream;
use kernel::{ArtistId, CountryCode, EmployeeId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Cell, Column, Compare, DEFAULT_ROWS, Home, HomeLook, Interval, Kind, MAX_ROWS, Question, Report, Sort, Span, Table,
    queries,
};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    books::Day,
    catalog::http::List,
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(get_admin_home))
        .routes(routes!(list_reports))
        .routes(routes!(get_report))
        .routes(routes!(export_report))
        .routes(routes!(list_royalty_rates, set_royalty_rate))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HomeQuery {
    /// The first day; 29 days before `to` when it is not said.
    #[param(value_type = Option<String>, example = "2025-01-01")]
    from: Option<Day>,
    /// The last day; today when it is not said.
    #[param(value_type = Option<String>, example = "2025-12-31")]
    to: Option<Day>,
    /// What the figures are compared with.
    #[param(inline)]
    compare: Option<Compare>,
    /// Points of the chart: days up to 92, else months, unless said.
    #[param(inline)]
    interval: Option<Interval>,
}

/// How sales go, and what needs attention. A support agent sees their own customers' figures
#[utoipa::path(get, path = "/admin/home", tag = "admin", params(HomeQuery), responses((status = 200, body = Home), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn get_admin_home(
    State(shop): State<Shop>,
    staff: Staff<AnyStaff>,
    Query(query): Query<HomeQuery>,
) -> Result<Json<Home>> {
    let now = shop.clock.now();
    let look = HomeLook {
        role: staff.role,
        employee: staff.id,
        span: span(query.from, query.to, &shop)?,
        compare: query.compare.unwrap_or_default(),
        interval: query.interval,
        currency: shop.settings.currency,
        now,
    };
    Ok(Json(super::home(&shop.db, &look).await?))
}

fn span(from: Option<Day>, to: Option<Day>, shop: &Shop) -> Result<Span> {
    Span::new(from, to, Day::of(shop.clock.now())).map_err(|error| Problem::invalid("from", error.to_string()))
}

/// A report, and what can be asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportInfo {
    pub report: Report,
    pub title: &'static str,
    pub description: &'static str,
    /// Takes `from`, `to` and `compare`.
    pub by_time: bool,
    /// Takes `country`.
    pub by_country: bool,
    /// Takes `agent`.
    pub by_agent: bool,
}

/// The reports there are
#[utoipa::path(get, path = "/admin/reports", tag = "admin", responses((status = 200, body = List<ReportInfo>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_reports(_: Staff<SalesManager>) -> Json<List<ReportInfo>> {
    let info = |report: &Report| ReportInfo {
        report: *report,
        title: report.title(),
        description: report.description(),
        by_time: report.knows_time(),
        by_country: report.knows_country(),
        by_agent: report.knows_agent(),
    };
    Json(Report::ALL.iter().map(info).collect::<Vec<_>>().into())
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// The first day; 29 days before `to` when it is not said.
    #[param(value_type = Option<String>, example = "2025-01-01")]
    from: Option<Day>,
    /// The last day; today when it is not said.
    #[param(value_type = Option<String>, example = "2025-12-31")]
    to: Option<Day>,
    /// What the figures are compared with.
    #[param(inline)]
    compare: Option<Compare>,
    /// Of `sales`: a row for each day, week, month or year.
    #[param(inline)]
    interval: Option<Interval>,
    /// Only bills of this country, in reports that are kept by country.
    #[param(value_type = Option<String>, example = "US")]
    country: Option<CountryCode>,
    /// Only customers of this support agent, in reports that are kept by agent.
    #[param(value_type = Option<i64>)]
    agent: Option<EmployeeId>,
    /// What comes first; net sales when it is not said.
    #[param(inline)]
    sort: Option<Sort>,
    /// Of `countries`: those with one customer become "Other".
    group_small: Option<bool>,
    /// Rows of the answer, 1 to 500; 50 when it is not said. A series has all its points, a CSV all rows.
    limit: Option<i64>,
}

impl ReportQuery {
    /// With `whole`, every row.
    fn question(self, report: Report, shop: &Shop, whole: bool) -> Result<Question> {
        let limit = self.limit.unwrap_or(DEFAULT_ROWS);
        if !(1..=MAX_ROWS).contains(&limit) {
            return Err(Problem::bad_request(format!("`limit` takes a whole number from 1 to {MAX_ROWS}.")));
        }
        if self.country.is_some() && !report.knows_country() {
            return Err(Problem::invalid("country", "this report is not kept by country: leave it out"));
        }
        if self.agent.is_some() && !report.knows_agent() {
            return Err(Problem::invalid("agent", "this report is not kept by support agent: leave it out"));
        }
        if self.country.is_some()
            && self.agent.is_some()
            && !matches!(report, Report::Sales | Report::Refunds | Report::PurchaseKinds)
        {
            return Err(Problem::invalid("agent", "narrow this report to a country or to an agent, not to both"));
        }
        Ok(Question {
            span: span(self.from, self.to, shop)?,
            compare: self.compare.unwrap_or_default(),
            interval: self.interval,
            country: self.country,
            agent: self.agent,
            sort: self.sort.unwrap_or_default(),
            group_small: self.group_small.unwrap_or(false),
            rows: (!whole).then_some(limit),
            currency: shop.settings.currency,
        })
    }
}

/// A report over a range of days, with its comparison, totals and what each column measures
#[utoipa::path(get, path = "/admin/reports/{report}", tag = "admin", params(("report" = Report, Path), ReportQuery), responses((status = 200, body = Table), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn get_report(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Path(report): Path<Report>,
    Query(query): Query<ReportQuery>,
) -> Result<Json<Table>> {
    let question = query.question(report, &shop, false)?;
    Ok(Json(super::report(&shop.db, report, &question).await?))
}

/// All rows of a report as CSV, by the very same filter, the totals last
#[utoipa::path(get, path = "/admin/reports/{report}/export.csv", tag = "admin", params(("report" = Report, Path), ReportQuery), responses((status = 200, body = String, content_type = "text/csv"), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn export_report(
    State(shop): State<Shop>,
    _: Staff<SalesManager>,
    Path(report): Path<Report>,
    Query(query): Query<ReportQuery>,
) -> Result<Response> {
    let question = query.question(report, &shop, true)?;
    let table = super::report(&shop.db, report, &question).await?;
    let Table { span, columns, rows, totals, .. } = table;
    let heads: Vec<_> = columns.iter().map(|column| column.label).collect();
    let file_name = format!("{}_{}_{}.csv", report.name(), span.from, span.to);
    let lines = rows.into_iter().map(|row| row.cells).chain([totals]);
    let written: Vec<_> = lines.map(move |cells| Ok(written(&columns, cells))).collect();
    Ok(Csv { file_name, heads, rows: stream::iter(written) }.into_response())
}

fn written(columns: &[Column], cells: Vec<Cell>) -> Vec<CsvCell> {
    let cell = |(column, cell): (&Column, Cell)| match (column.kind, cell) {
        (_, Cell::Nothing) => CsvCell::Empty,
        (_, Cell::Text(text)) => CsvCell::Text(text),
        (Kind::Money | Kind::Percent, Cell::Number(number)) => CsvCell::cents(number),
        (_, Cell::Number(number)) => CsvCell::plain(number),
    };
    columns.iter().zip(cells).map(cell).collect()
}

/// What an artist gets of their net sales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RoyaltyRate {
    /// Nothing: everybody without a rate of their own.
    pub artist_id: Option<i64>,
    pub artist: Option<String>,
    /// Hundredths of a percent: 7000 is 70 %.
    pub rate_bp: i64,
}

/// A new rate. It counts for past periods too: rates are agreed with artists, not with time.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoyaltyChange {
    /// Nothing: everybody without a rate of their own.
    pub artist_id: Option<ArtistId>,
    /// Hundredths of a percent, 0 to 10000. Nothing: the artist has no rate of their own any more.
    #[schema(minimum = 0, maximum = 10000)]
    pub rate_bp: Option<i64>,
}

/// What artists get of their net sales
#[utoipa::path(get, path = "/admin/royalty-rates", tag = "admin", responses((status = 200, body = List<RoyaltyRate>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_royalty_rates(State(shop): State<Shop>, _: Staff<SalesManager>) -> Result<Json<List<RoyaltyRate>>> {
    let rates = queries::rates(&mut shop.db.read().await?).await?;
    Ok(Json(rates.into_iter().map(RoyaltyRate::from).collect::<Vec<_>>().into()))
}

impl From<queries::RateRow> for RoyaltyRate {
    fn from(row: queries::RateRow) -> Self {
        Self { artist_id: (row.artist_id != 0).then_some(row.artist_id), artist: row.name, rate_bp: row.rate_bp }
    }
}

/// Set what an artist gets, or everybody without a rate of their own
#[utoipa::path(put, path = "/admin/royalty-rates", tag = "admin", request_body = RoyaltyChange, responses((status = 200, body = List<RoyaltyRate>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn set_royalty_rate(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Body(change): Body<RoyaltyChange>,
) -> Result<Json<List<RoyaltyRate>>> {
    if change.rate_bp.is_some_and(|rate| !(0..=10_000).contains(&rate)) {
        return Err(Problem::invalid("rate_bp", "must be from 0 to 10000 hundredths of a percent"));
    }
    if change.artist_id.is_none() && change.rate_bp.is_none() {
        return Err(Problem::invalid("rate_bp", "is missing: there is always a rate for everybody else"));
    }
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let key = change.artist_id.map_or(0, ArtistId::get);
    if let Some(artist) = change.artist_id {
        queries::artist_name(&mut tx, artist).await?.or_not_found("artist", artist)?;
    }
    let before = queries::rates(&mut tx).await?.iter().find(|rate| rate.artist_id == key).map(|rate| rate.rate_bp);
    queries::set_rate(&mut tx, key, change.rate_bp, now).await?;
    let entry = Entry::new(Actor::Staff(staff.id), "royalty.changed", "artist", key)
        .change(json!({ "rate_bp": before }), json!({ "rate_bp": change.rate_bp }));
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    let rates = queries::rates(&mut tx).await?;
    tx.commit().await?;
    Ok(Json(rates.into_iter().map(RoyaltyRate::from).collect::<Vec<_>>().into()))
}
