//! What is asked of the catalogue and of refunds beside the sums.

use kernel::{Currency, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::Filter;
use crate::{books::Day, reports::Span};

/// How many customers have bought something, by the country of their latest sale; of an agent, those whose latest sale
/// was the agent's.
pub(in crate::reports) async fn customers_by_country(
    conn: &mut Conn,
    filter: &Filter,
) -> Result<Vec<(String, i64)>, Error> {
    on!(conn, c => sqlx::query_as(
        "select country, count(*)
         from sales_customers
         where currency = $1
           and ($2 = '' or country = $2)
           and ($3 = 0 or agent_id = $3)
         group by country
         order by country",
    )
    .bind(filter.currency)
    .bind(filter.country())
    .bind(filter.agent())
    .fetch_all(c)
    .await)
}

/// When something was first and last sold or sent back.
pub(in crate::reports) async fn sold_between(conn: &mut Conn, currency: Currency) -> Result<Option<(Day, Day)>, Error> {
    // Each is one step into an index; asked together, SQLite would go through all.
    let (first, last): (Option<i64>, Option<i64>) = on!(conn, c => sqlx::query_as(
        "select (select min(day) from sales where currency = $1), (select max(day) from sales where currency = $1)",
    )
    .bind(currency)
    .fetch_one(c)
    .await)?;
    Ok(first.and_then(Day::from_number).zip(last.and_then(Day::from_number)))
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(in crate::reports) struct CauseRow {
    pub cause: String,
    pub refunds: i64,
    pub orders: i64,
    pub amount: i64,
    pub tax: i64,
}

/// Why money went back.
pub(in crate::reports) async fn refund_causes(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
) -> Result<Vec<CauseRow>, Error> {
    let (country, agent) = (filter.country(), filter.agent());
    on!(conn, c => sqlx::query_as::<_, CauseRow>(
        "select r.cause, count(*) as refunds, count(distinct s.order_id) as orders, cast(sum(s.refunded_cents) as bigint) as amount,
           cast(sum(s.tax_cents) as bigint) as tax
         from sales s
         join refunds r on r.id = s.id
         where s.kind = 'refund'
           and s.currency = $1
           and s.day between $2 and $3
           and ($4 = '' or s.country = $4)
           and ($5 = 0 or s.agent_id = $5)
         group by r.cause
         order by amount desc, r.cause",
    )
    .bind(filter.currency)
    .bind(span.from)
    .bind(span.to)
    .bind(&country)
    .bind(agent)
    .fetch_all(c)
    .await)
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(in crate::reports) struct PromotionRow {
    pub key: String,
    pub name: String,
    pub code: Option<String>,
    pub orders: i64,
    pub customers: i64,
    pub discount: i64,
    /// What those orders came to, less what went back of them so far.
    pub net: i64,
}

/// What each promotion took off the orders that were paid in a range. From the discounts on: they are
/// fewer than the sales, and SQLite keeps to the order of a cross join.
pub(in crate::reports) async fn promotions(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
    limit: i64,
) -> Result<Vec<PromotionRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, PromotionRow>(
        "select p.id as key, p.name, p.code, count(*) as orders, count(distinct u.customer_id) as customers,
           cast(sum(u.discount) as bigint) as discount, cast(sum(u.net) as bigint) as net
         from (
           select d.promotion_id, s.id, s.customer_id, sum(d.amount_cents) as discount,
             max(o.total_cents - o.refunded_cents) as net
           from order_line_discounts d
           cross join sales s
           join orders o on o.id = s.id
           where s.id = d.order_id
             and s.kind = 'sale'
             and s.currency = $1
             and s.day between $2 and $3
           group by d.promotion_id, s.id, s.customer_id
         ) u
         join promotions p on p.id = u.promotion_id
         group by p.id, p.name, p.code
         order by discount desc, p.id
         limit $4",
    )
    .bind(filter.currency)
    .bind(span.from)
    .bind(span.to)
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// How many tracks there were before a moment.
pub(in crate::reports) async fn tracks_before(conn: &mut Conn, end: Timestamp) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar("select count(*) from tracks where added_at < $1")
        .bind(end)
        .fetch_one(c)
        .await)
}

/// Genres with the number of tracks the shop has of each.
pub(in crate::reports) async fn catalogue_by_genre(conn: &mut Conn) -> Result<Vec<(i64, String, i64)>, Error> {
    on!(conn, c => sqlx::query_as(
        "select g.id, g.name, g.track_count
         from genres g
         where g.track_count > 0
         order by g.name_key, g.id",
    )
    .fetch_all(c)
    .await)
}

/// Artists by the number of the shop's playlists they are on: (id, name, playlists, entries).
pub(in crate::reports) async fn playlists_by_artist(
    conn: &mut Conn,
    limit: i64,
) -> Result<Vec<(i64, String, i64, i64)>, Error> {
    on!(conn, c => sqlx::query_as(
        "select ar.id, ar.name, count(distinct e.playlist_id) as playlists, count(*) as entries
         from playlist_entries e
         join tracks t on t.id = e.track_id
         left join albums al on al.id = t.album_id
         join artists ar on ar.id = coalesce(t.artist_id, al.artist_id)
         group by ar.id, ar.name
         order by playlists desc, entries desc, ar.id
         limit $1",
    )
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// Orders, lines of invoices and tracks.
pub(in crate::reports) async fn counts(conn: &mut Conn) -> Result<(i64, i64, i64), Error> {
    on!(conn, c => sqlx::query_as(
        "select (select count(*) from sales where kind = 'sale'), (select count(*) from invoice_lines), (select count(*) from tracks)",
    )
    .fetch_one(c)
    .await)
}
