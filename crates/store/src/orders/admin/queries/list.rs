//! The list, and what it sums to.

use ::http::Problem;
use kernel::{Currency, CustomerId, EmployeeId, Money, OrderId, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error, Filter, filter};
use sqlx::FromRow;

use crate::orders::{
    OrderStatus,
    admin::{
        OrderFilter, OrderRefund, OrderSort, OrderTotals, ShopOrder,
        filter::{agent, moment},
    },
};

/// Where every list of orders reads.
const TABLES: &str = "orders o
     join customers c on c.id = o.customer_id
     left join employees e on e.id = c.support_rep_id
     left join invoices i on i.order_id = o.id";

/// A refund `f` that failed, and after which none was asked for that did not: the list finds its order, home counts it.
pub(crate) const REFUND_FAILED: &str = "f.state = 'failed'
  and not exists (
    select 1
    from refunds r
    where r.order_id = f.order_id
      and r.created_at > f.created_at
      and r.state <> 'failed'
  )";

/// Adds what a filter says.
pub(crate) fn push(filter: &mut Filter, wanted: &OrderFilter, statuses: Vec<String>) -> Result<(), Problem> {
    filter.any_of("o.status in ({})", statuses);
    if let Some(from) = &wanted.placed_from {
        filter.with("o.placed_at >= {}", moment("placed_from", from, false)?);
    }
    if let Some(to) = &wanted.placed_to {
        filter.with("o.placed_at < {}", moment("placed_to", to, true)?);
    }
    filter.with_some("o.billing_country = {}", wanted.country.as_ref().map(|code| code.to_uppercase()));
    match wanted.agent.as_deref().map(agent).transpose()? {
        Some(Some(id)) => filter.with("c.support_rep_id = {}", id),
        Some(None) => filter.push("c.support_rep_id is null"),
        None => {}
    }
    filter.with_some("o.customer_id = {}", wanted.customer);
    filter.with_some(
        "exists (select 1 from payments p where p.order_id = o.id and p.state = 'succeeded' and p.provider = {})",
        wanted.provider.clone(),
    );
    filter.with_some("o.total_cents >= {}", wanted.total_min);
    filter.with_some("o.total_cents <= {}", wanted.total_max);
    match wanted.held {
        Some(true) => filter.push("o.held_reason is not null"),
        Some(false) => filter.push("o.held_reason is null"),
        None => {}
    }
    filter.with_some(
        "o.id in (
           select u.order_id from promotion_uses u where u.promotion_id = {}
           union
           select d.order_id from order_line_discounts d where d.promotion_id = {}
         )",
        wanted.promotion.map(|id| id.to_string()),
    );
    match wanted.refund {
        Some(OrderRefund::Failed) => {
            filter.push(format!("o.id in (select f.order_id from refunds f where {REFUND_FAILED})"));
        }
        None => {}
    }
    if let Some(q) = wanted.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        push_words(filter, q);
    }
    Ok(())
}

fn push_words(filter: &mut Filter, q: &str) {
    let number = filter.bind(filter::beginning(&q.to_uppercase()));
    let words = filter.bind(filter::containing(&q.to_lowercase()));
    let mut ways = vec![
        format!("o.number like {number} escape '\\'"),
        format!("lower(c.email) like {words} escape '\\'"),
        format!("lower(o.billing_name) like {words} escape '\\'"),
        format!("lower(c.first_name || ' ' || c.last_name) like {words} escape '\\'"),
    ];
    if let Ok(invoice) = q.trim_start_matches('#').parse::<i64>() {
        ways.push(format!("i.id = {}", filter.bind(invoice)));
    }
    filter.push(format!("({})", ways.join(" or ")));
}

#[derive(FromRow)]
struct Row {
    id: OrderId,
    number: String,
    #[sqlx(try_from = "String")]
    status: OrderStatus,
    placed_at: Timestamp,
    paid_at: Option<Timestamp>,
    customer_id: CustomerId,
    first_name: String,
    last_name: String,
    email: Option<String>,
    country: Option<String>,
    agent_id: Option<EmployeeId>,
    agent_name: Option<String>,
    item_count: i64,
    total_cents: i64,
    refunded_cents: i64,
    currency: Currency,
    invoice_number: Option<i64>,
    provider: Option<String>,
    held: bool,
}

const COLUMNS: &str =
    "o.id, o.number, o.status, o.placed_at, o.paid_at, o.customer_id, c.first_name, c.last_name, c.email,
       o.billing_country as country, c.support_rep_id as agent_id, e.first_name || ' ' || e.last_name as agent_name,
       (select count(*) from order_lines l where l.order_id = o.id) as item_count,
       o.total_cents, o.refunded_cents, o.currency, i.id as invoice_number,
       (
         select p.provider
         from payments p
         where p.order_id = o.id
           and p.state = 'succeeded'
           and not p.surplus
         order by p.attempt
         limit 1
       ) as provider,
       o.held_reason is not null as held";

/// Where a page ends: the value it is sorted by, and the order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub sort: String,
    pub number: i64,
    pub text: String,
    pub id: OrderId,
}

/// A row with the mark after which the next page starts.
pub(crate) fn mark(sort: OrderSort, order: &ShopOrder, last_name: &str) -> Mark {
    let (number, text) = match sort.name {
        "number" => (0, order.number.clone()),
        "total" => (order.total.amount, String::new()),
        "refunded" => (order.refunded.amount, String::new()),
        "customer" => (0, last_name.to_owned()),
        _ => (order.placed_at.millis(), String::new()),
    };
    Mark { sort: sort.name.to_owned(), number, text, id: order.id }
}

/// Orders of a filter, in the order of `sort`, after a mark of the same sort. Each with its mark.
pub(crate) async fn page(
    conn: &mut Conn,
    filter: &Filter,
    sort: OrderSort,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Vec<(ShopOrder, Mark)>, Error> {
    let mut filter = filter.clone();
    let (direction, beyond) = if sort.descending { ("desc", "<") } else { ("asc", ">") };
    if let Some(mark) = after {
        let value = if sort.text { filter.bind(mark.text.clone()) } else { filter.bind(mark.number) };
        let id = filter.bind(mark.id.to_string());
        filter.push(format!("({}, o.id) {beyond} ({value}, {id})", sort.column));
    }
    let limit = filter.bind(limit);
    let sql = format!(
        "select {COLUMNS}\nfrom {TABLES}\nwhere {}\norder by {} {direction}, o.id {direction}\nlimit {limit}",
        filter.sql(),
        sort.column
    );
    let rows = filter.fetch_all::<Row>(conn, &sql).await?;
    let marked = |row: Row| {
        let last_name = row.last_name.clone();
        let order = shown(row);
        let mark = mark(sort, &order, &last_name);
        (order, mark)
    };
    Ok(rows.into_iter().map(marked).collect())
}

fn shown(row: Row) -> ShopOrder {
    ShopOrder {
        id: row.id,
        number: row.number,
        status: row.status,
        placed_at: row.placed_at,
        paid_at: row.paid_at,
        customer_id: row.customer_id,
        customer_name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
        customer_email: row.email,
        country: row.country,
        agent_id: row.agent_id,
        agent_name: row.agent_name,
        item_count: row.item_count,
        total: Money::new(row.total_cents, row.currency),
        refunded: Money::new(row.refunded_cents, row.currency),
        invoice_number: row.invoice_number,
        provider: row.provider,
        held: row.held,
    }
}

pub(crate) async fn totals(conn: &mut Conn, filter: &Filter, currency: Currency) -> Result<OrderTotals, Error> {
    let sql = format!(
        "select count(*), cast(coalesce(sum(o.total_cents), 0) as bigint),
           cast(coalesce(sum(case when o.paid_at is not null then o.total_cents else 0 end), 0) as bigint),
           cast(coalesce(sum(o.refunded_cents), 0) as bigint),
           cast(coalesce(sum(case when o.paid_at is not null then o.total_cents - o.refunded_cents else 0 end), 0) as bigint)
         from {TABLES}
         where {}",
        filter.sql()
    );
    let (count, total, paid, refunded, net): (i64, i64, i64, i64, i64) = filter.fetch_one(conn, &sql).await?;
    let money = |cents| Money::new(cents, currency);
    Ok(OrderTotals { count, total: money(total), paid: money(paid), refunded: money(refunded), net: money(net) })
}

/// Those of a filter that a bulk action is for, in the order they were placed.
pub(crate) async fn selected(conn: &mut Conn, filter: &Filter, limit: i64) -> Result<Vec<Chosen>, Error> {
    let mut filter = filter.clone();
    let limit = filter.bind(limit);
    let sql = format!(
        "select o.id, o.number, o.status, o.total_cents, c.email is not null as has_address, i.id is not null as has_invoice
         from {TABLES}
         where {}
         order by o.placed_at, o.id
         limit {limit}",
        filter.sql()
    );
    filter.fetch_all(conn, &sql).await
}

/// An order of a bulk action, with what decides whether the action can be done to it.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct Chosen {
    pub id: OrderId,
    pub number: String,
    #[sqlx(try_from = "String")]
    pub status: OrderStatus,
    pub total_cents: i64,
    pub has_address: bool,
    pub has_invoice: bool,
}
