//! Customers: who paid, what they brought, when they came.

use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Filter, union};
use crate::reports::Span;

/// How many different customers paid an order.
pub(in crate::reports) async fn paying_customers(conn: &mut Conn, filter: &Filter, span: Span) -> Result<i64, Error> {
    if filter.country.is_none() && filter.agent.is_none() {
        let arms = customer_arms(span);
        let sql = format!("select count(*) from (select distinct key from ({arms}) y where orders > 0) x");
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

fn customer_arms(span: Span) -> String {
    union(&span.periods(), |first, last| {
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
}

/// Who brought most in a range, and what they brought since their first purchase.
pub(in crate::reports) async fn customers(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
    limit: i64,
) -> Result<Vec<CustomerRow>, Error> {
    let arms = customer_arms(span);
    let sql = format!(
        "select x.key, p.first_name || ' ' || p.last_name as name, c.country, e.first_name || ' ' || e.last_name as agent,
           x.orders, x.sold, x.refunded, c.first_day, c.last_day, c.orders as life_orders, c.sold_cents - c.refunded_cents as life_net
         from (
           select key, cast(sum(orders) as bigint) as orders, cast(sum(sold_cents) as bigint) as sold,
             cast(sum(refunded_cents) as bigint) as refunded
           from (
             {arms}
           ) y
           group by key
           order by sum(sold_cents) - sum(refunded_cents) desc, key
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
