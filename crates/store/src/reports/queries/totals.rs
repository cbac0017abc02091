//! Sums by day, country and agent.

use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Filter, union};
use crate::{
    books::{Day, Month},
    reports::{Interval, Span, period::divisor},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) enum Group {
    All,
    Country,
    Agent,
    /// Of the country and the month.
    CountryMonth,
}

/// What was sold and sent back.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromRow)]
pub(in crate::reports) struct Sums {
    pub key: String,
    /// The month, where it is grouped by it too; a point's first day in a series.
    pub time: i64,
    pub orders: i64,
    pub units: i64,
    pub gross: i64,
    pub discount: i64,
    pub tax: i64,
    pub refunds: i64,
    pub refunded: i64,
    pub refunded_tax: i64,
    pub album_units: i64,
    pub album_cents: i64,
}

impl Sums {
    /// What customers paid.
    pub fn sold(&self) -> i64 {
        self.gross - self.discount
    }

    pub fn net(&self) -> i64 {
        self.sold() - self.refunded
    }

    pub fn net_tax(&self) -> i64 {
        self.tax - self.refunded_tax
    }

    pub fn add(&mut self, other: &Self) {
        self.orders += other.orders;
        self.units += other.units;
        self.gross += other.gross;
        self.discount += other.discount;
        self.tax += other.tax;
        self.refunds += other.refunds;
        self.refunded += other.refunded;
        self.refunded_tax += other.refunded_tax;
        self.album_units += other.album_units;
        self.album_cents += other.album_cents;
    }
}

async fn sums(
    conn: &mut Conn,
    filter: &Filter,
    ranges: &[(i64, i64)],
    key: &str,
    time: impl Fn(i64) -> String,
) -> Result<Vec<Sums>, Error> {
    let arms = union(ranges, |first, last| {
        format!(
            "select {key} as key, {} as time, orders, units, gross_cents, discount_cents, tax_cents, refunds, refunded_cents,
               refunded_tax_cents, album_units, album_cents
             from sales_totals
             where currency = $1
               and period between {first} and {last}
               and ($2 = '' or country = $2)
               and ($3 = 0 or agent_id = $3)",
            time(first)
        )
    });
    let sql = format!(
        "select cast(key as text) as key, cast(time as bigint) as time, cast(sum(orders) as bigint) as orders,
           cast(sum(units) as bigint) as units, cast(sum(gross_cents) as bigint) as gross,
           cast(sum(discount_cents) as bigint) as discount, cast(sum(tax_cents) as bigint) as tax,
           cast(sum(refunds) as bigint) as refunds, cast(sum(refunded_cents) as bigint) as refunded,
           cast(sum(refunded_tax_cents) as bigint) as refunded_tax, cast(sum(album_units) as bigint) as album_units,
           cast(sum(album_cents) as bigint) as album_cents
         from (
           {arms}
         ) x
         group by x.key, x.time
         order by x.key, x.time"
    );
    let (country, agent) = (filter.country(), filter.agent());
    on!(conn, c => sqlx::query_as::<_, Sums>(&sql)
        .bind(filter.currency)
        .bind(&country)
        .bind(agent)
        .fetch_all(c)
        .await)
}

/// Sums over a range, by `group`.
pub(in crate::reports) async fn totals(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
    group: Group,
) -> Result<Vec<Sums>, Error> {
    let none = |_| "0".to_owned();
    match group {
        Group::All => sums(conn, filter, &span.periods(), "''", none).await,
        Group::Country => sums(conn, filter, &span.periods(), "country", none).await,
        Group::Agent => sums(conn, filter, &span.periods(), "agent_id", none).await,
        Group::CountryMonth => {
            let month = |period| format!("period / {}", divisor(period, Interval::Month));
            sums(conn, filter, &span.periods_within(Interval::Month), "country", month).await
        }
    }
}

/// Every point of a series, empty or not, with its first day.
pub(in crate::reports) async fn series(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
    interval: Interval,
) -> Result<Vec<(Day, Sums)>, Error> {
    let time = |period| format!("period / {}", divisor(period, interval));
    let found = sums(conn, filter, &span.periods_within(interval), "''", time).await?;
    let mut points: Vec<_> = span.points(interval).into_iter().map(|day| (day, Sums::default())).collect();
    for row in &found {
        let day = match interval {
            Interval::Day | Interval::Week => Day::from_number(row.time),
            Interval::Month => Month::from_number(row.time).map(Month::first_day),
            Interval::Year => Day::from_number(row.time * 10_000 + 101),
        };
        let Some(start) = day.map(|day| interval.start(day)) else { continue };
        if let Ok(at) = points.binary_search_by_key(&start, |(day, _)| *day) {
            points[at].1.add(row);
        }
    }
    Ok(points)
}

/// Everybody who looks after customers or has sold something, by number.
pub(in crate::reports) async fn agents(conn: &mut Conn) -> Result<Vec<(i64, String, i64)>, Error> {
    on!(conn, c => sqlx::query_as(
        "select e.id, e.first_name || ' ' || e.last_name, coalesce(n.customers, 0)
         from employees e
         left join (
           select support_rep_id, count(*) as customers
           from customers
           where support_rep_id is not null
           group by support_rep_id
         ) n on n.support_rep_id = e.id
         order by e.id",
    )
    .fetch_all(c)
    .await)
}
