//! Customers: who paid, what they brought, when they came.

use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Filter, sum_of, union};
use crate::reports::Span;

/// How many different customers paid an order.
pub(in crate::reports) async fn paying_customers(conn: &mut Conn, filter: &Filter, span: Span) -> Result<i64, Error> {
    if filter.country.is_none() && filter.agent.is_none() {
        let sql = match paid_since(span) {
            Some(sql) => sql,
            None => format!("select count(distinct key) from ({}) y where orders > 0", arms(&span.periods())),
        };
        return on!(conn, c => sqlx::query_scalar(&sql).bind(filter.currency).fetch_one(c).await);
    }
    let (country, agent) = (filter.country(), filter.agent());
    // Named alone, an agent is found by an index.
    let agents = if filter.agent.is_some() { "agent_id = $5" } else { "$5 = 0" };
    let sql = format!(
        "select count(distinct customer_id)
         from sales
         where currency = $1
           and day between $2 and $3
           and kind = 'sale'
           and ($4 = '' or country = $4)
           and {agents}"
    );
    on!(conn, c => sqlx::query_scalar(&sql)
        .bind(filter.currency)
        .bind(span.from)
        .bind(span.to)
        .bind(&country)
        .bind(agent)
        .fetch_one(c)
        .await)
}

/// How many have paid since the range began, where that is all of it.
fn paid_since(span: Span) -> Option<String> {
    let from = span.from.number();
    let sql = format!("select count(*) from sales_customers where currency = $1 and paid_day >= {from}");
    span.is_open().then_some(sql)
}

fn arms(periods: &[(i64, i64)]) -> String {
    union(periods, |first, last| {
        format!(
            "select key, orders, sold_cents, refunded_cents
             from sales_items
             where dimension = 6
               and scope = ''
               and currency = $1
               and period between {first} and {last}"
        )
    })
}

/// What each customer brought over periods.
fn summed(periods: &[(i64, i64)]) -> String {
    format!(
        "select key, {} as orders, {} as sold, {} as refunded
         from (
           {}
         ) y
         group by key",
        sum_of("orders"),
        sum_of("sold_cents"),
        sum_of("refunded_cents"),
        arms(periods)
    )
}

/// What each customer has brought since the range began: all but what came before.
fn all_but(span: Span, before: &[(i64, i64)]) -> String {
    let from = span.from.number();
    if before.is_empty() {
        return "select customer_id as key, orders, sold_cents as sold, refunded_cents as refunded
                from sales_customers
                where currency = $1"
            .to_owned();
    }
    let before = summed(before);
    format!(
        "select c.customer_id as key, c.orders - coalesce(b.orders, 0) as orders, c.sold_cents - coalesce(b.sold, 0) as sold,
           c.refunded_cents - coalesce(b.refunded, 0) as refunded
         from sales_customers c
         left join (
           {before}
         ) b on b.key = c.customer_id
         where c.currency = $1
           and c.last_day >= {from}"
    )
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(in crate::reports) struct CustomerRow {
    pub key: i64,
    pub name: Option<String>,
    pub country: String,
    pub agent: Option<String>,
    pub orders: i64,
    pub sold: i64,
    pub refunded: i64,
    pub first_day: i64,
    pub last_day: i64,
    pub life_orders: i64,
    pub life_net: i64,
    /// Of all customers of the range, those who paid an order.
    pub paying: i64,
}

/// Who brought most in a range, and what they brought since their first purchase.
pub(in crate::reports) async fn customers(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
    limit: i64,
) -> Result<Vec<CustomerRow>, Error> {
    let sums = match span.periods_before() {
        Some(before) => all_but(span, &before),
        None => summed(&span.periods()),
    };
    let paying = paid_since(span).unwrap_or_else(|| "select count(*) from s where orders > 0".to_owned());
    let sql = format!(
        "with s as (
           {sums}
         )
         select x.key, p.first_name || ' ' || p.last_name as name, c.country, e.first_name || ' ' || e.last_name as agent,
           x.orders, x.sold, x.refunded, c.first_day, c.last_day, c.orders as life_orders, c.sold_cents - c.refunded_cents as life_net,
           ({paying}) as paying
         from (
           select *
           from s
           order by sold - refunded desc, key
           limit $2
         ) x
         join sales_customers c on c.currency = $1 and c.customer_id = x.key
         left join customers p on p.id = x.key
         left join employees e on e.id = c.agent_id
         order by x.sold - x.refunded desc, x.key"
    );
    on!(conn, c => sqlx::query_as::<_, CustomerRow>(&sql).bind(filter.currency).bind(limit).fetch_all(c).await)
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(in crate::reports) struct CohortRow {
    pub cohort: i64,
    pub month: i64,
    pub customers: i64,
    pub net: i64,
}

/// What became of those who bought for the first time in a month of the range.
pub(in crate::reports) async fn cohorts(conn: &mut Conn, filter: &Filter, span: Span) -> Result<Vec<CohortRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, CohortRow>(
        "select cohort, month, customers, sold_cents - refunded_cents as net
         from sales_cohorts
         where currency = $1
           and cohort between $2 and $3
         order by cohort, month",
    )
    .bind(filter.currency)
    .bind(span.from.month())
    .bind(span.to.month())
    .fetch_all(c)
    .await)
}
