//! The list, and what it sums to.

use ::http::Problem;
use kernel::{Currency, CustomerId, EmployeeId, Money, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error, Filter, filter};
use sqlx::FromRow;

use crate::{
    customers::admin::{CustomerFilter, CustomerSort, CustomerTotals, ShopCustomer},
    orders::admin::filter::{agent, moment, texts},
};

const TABLES: &str = "customers c\n     left join employees e on e.id = c.support_rep_id";

/// Of orders that were paid, each found by an index.
pub(crate) const SPEND: &str =
    "(select cast(coalesce(sum(o.total_cents - o.refunded_cents), 0) as bigint) from orders o
       where o.customer_id = c.id and o.paid_at is not null)";
pub(crate) const ORDERS: &str = "(select count(*) from orders o where o.customer_id = c.id and o.paid_at is not null)";
/// Zero without one, so that it can be compared.
pub(crate) const LAST_ORDER: &str = "(select coalesce(max(o.placed_at), 0) from orders o
       where o.customer_id = c.id and o.paid_at is not null)";

/// Adds what a filter says.
pub(crate) fn push(filter: &mut Filter, wanted: &CustomerFilter) -> Result<(), Problem> {
    filter.any_of("c.country in ({})", texts(wanted.country.as_deref()).into_iter().map(|code| code.to_uppercase()));
    match wanted.agent.as_deref().map(agent).transpose()? {
        Some(Some(id)) => filter.with("c.support_rep_id = {}", id),
        Some(None) => filter.push("c.support_rep_id is null"),
        None => {}
    }
    filter.with_some(&format!("{SPEND} >= {{}}"), wanted.spend_min);
    filter.with_some(&format!("{SPEND} <= {{}}"), wanted.spend_max);
    filter.with_some(&format!("{ORDERS} >= {{}}"), wanted.orders_min);
    filter.with_some(&format!("{ORDERS} <= {{}}"), wanted.orders_max);
    if let Some(from) = &wanted.last_order_from {
        filter.with(&format!("{LAST_ORDER} >= {{}}"), moment("last_order_from", from, false)?);
    }
    if let Some(to) = &wanted.last_order_to {
        filter.with(&format!("{LAST_ORDER} between 1 and {{}} - 1"), moment("last_order_to", to, true)?);
    }
    if let Some(from) = &wanted.created_from {
        filter.with("c.created_at >= {}", moment("created_from", from, false)?);
    }
    if let Some(to) = &wanted.created_to {
        filter.with("c.created_at < {}", moment("created_to", to, true)?);
    }
    match wanted.newsletter {
        Some(true) => filter.push("c.newsletter"),
        Some(false) => filter.push("not c.newsletter"),
        None => {}
    }
    match wanted.deleted {
        Some(true) => filter.push("c.deleted_at is not null"),
        Some(false) => filter.push("c.deleted_at is null"),
        None => {}
    }
    if let Some(q) = wanted.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        push_words(filter, q);
    }
    Ok(())
}

fn push_words(filter: &mut Filter, q: &str) {
    let words = filter.bind(filter::containing(&q.to_lowercase()));
    let raw = filter.bind(filter::containing(q));
    let mut ways: Vec<String> = ["c.first_name || ' ' || c.last_name", "c.email", "c.company"]
        .iter()
        // SQLite knows the small letters of ASCII alone: what was typed is looked for as well.
        .flat_map(|column| {
            [format!("lower({column}) like {words} escape '\\'"), format!("({column}) like {raw} escape '\\'")]
        })
        .collect();
    ways.push(format!("c.phone like {raw} escape '\\'"));
    if let Ok(id) = q.trim_start_matches('#').parse::<i64>() {
        ways.push(format!("c.id = {}", filter.bind(id)));
    }
    filter.push(format!("({})", ways.join(" or ")));
}

#[derive(FromRow)]
struct Row {
    id: CustomerId,
    first_name: String,
    last_name: String,
    email: Option<String>,
    company: Option<String>,
    country: Option<String>,
    agent_id: Option<EmployeeId>,
    agent_name: Option<String>,
    orders: i64,
    spend: i64,
    last_order: i64,
    created_at: Timestamp,
    deleted_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub sort: String,
    pub number: i64,
    pub text: String,
    pub id: i64,
}

/// Customers of a filter, in the order of `sort`, after a mark of the same sort. Each with its mark.
pub(crate) async fn page(
    conn: &mut Conn,
    filter: &Filter,
    sort: CustomerSort,
    after: Option<&Mark>,
    limit: i64,
    currency: Currency,
) -> Result<Vec<(ShopCustomer, Mark)>, Error> {
    let mut filter = filter.clone();
    let (direction, beyond) = if sort.descending { ("desc", "<") } else { ("asc", ">") };
    if let Some(mark) = after {
        let value = if sort.text { filter.bind(mark.text.clone()) } else { filter.bind(mark.number) };
        let id = filter.bind(mark.id);
        filter.push(format!("({}, c.id) {beyond} ({value}, {id})", sort.column));
    }
    let limit = filter.bind(limit);
    let sql = format!(
        "select c.id, c.first_name, c.last_name, c.email, c.company, c.country, c.support_rep_id as agent_id,
           e.first_name || ' ' || e.last_name as agent_name, {ORDERS} as orders, {SPEND} as spend, {LAST_ORDER} as last_order,
           c.created_at, c.deleted_at
         from {TABLES}
         where {}
         order by {} {direction}, c.id {direction}
         limit {limit}",
        filter.sql(),
        sort.column
    );
    let rows = filter.fetch_all::<Row>(conn, &sql).await?;
    Ok(rows.into_iter().map(|row| marked(row, sort, currency)).collect())
}

fn marked(row: Row, sort: CustomerSort, currency: Currency) -> (ShopCustomer, Mark) {
    let number = match sort.name {
        "spend" => row.spend,
        "orders" => row.orders,
        "last_order" => row.last_order,
        _ => row.created_at.millis(),
    };
    let mark = Mark { sort: sort.name.to_owned(), number, text: row.last_name.clone(), id: row.id.get() };
    let customer = ShopCustomer {
        id: row.id,
        first_name: row.first_name,
        last_name: row.last_name,
        email: row.email,
        company: row.company,
        country: row.country,
        agent_id: row.agent_id,
        agent_name: row.agent_name,
        orders: row.orders,
        spend: Money::new(row.spend, currency),
        last_order_at: (row.last_order > 0).then(|| Timestamp::from_millis(row.last_order)),
        created_at: row.created_at,
        deleted_at: row.deleted_at,
    };
    (customer, mark)
}

pub(crate) async fn totals(conn: &mut Conn, filter: &Filter, currency: Currency) -> Result<CustomerTotals, Error> {
    let sql = format!(
        "select count(*), cast(coalesce(sum(t.orders), 0) as bigint), cast(coalesce(sum(t.spend), 0) as bigint)
         from (select {ORDERS} as orders, {SPEND} as spend from {TABLES} where {}) t",
        filter.sql()
    );
    let (count, orders, spend): (i64, i64, i64) = filter.fetch_one(conn, &sql).await?;
    Ok(CustomerTotals { count, orders, spend: Money::new(spend, currency) })
}

/// Those of a filter, with whom they have now.
pub(crate) async fn selected(
    conn: &mut Conn,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<(CustomerId, Option<EmployeeId>)>, Error> {
    let mut filter = filter.clone();
    let limit = filter.bind(limit);
    let sql = format!("select c.id, c.support_rep_id from {TABLES} where {} order by c.id limit {limit}", filter.sql());
    filter.fetch_all(conn, &sql).await
}
