//! From the books to the rollups. What is being added is marked (`folded = 1`) and staged first, so
//! that one SQL serves a single order and five million lines.

use sql::{Conn, Error, on};

/// Runs statements without parameters, one after the other.
async fn run(conn: &mut Conn, statements: &[&str]) -> Result<(), Error> {
    for sql in statements {
        on!(conn, c => sqlx::query(sql).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Whether something waits for the rollups.
pub(in crate::books) async fn is_behind(conn: &mut Conn) -> Result<bool, Error> {
    // `folded < 2` as well: that is what the index is for.
    let sql = "select 1 as waits from sales where folded < 2 and folded = 0 limit 1";
    Ok(on!(conn, c => sqlx::query(sql).fetch_optional(c).await.map(|row| row.is_some()))?)
}

/// Nobody else adds until the transaction ends.
pub(in crate::books) async fn lock(conn: &mut Conn) -> Result<(), Error> {
    run(conn, &["update sales_state set folds = folds + 1"]).await
}

/// Forgets every sum.
pub(in crate::books) async fn clear(conn: &mut Conn) -> Result<(), Error> {
    run(
        conn,
        &[
            "delete from sales_totals",
            "delete from sales_items",
            "delete from sales_customers",
            "delete from sales_cohorts",
            "update sales set folded = 0 where folded <> 0",
        ],
    )
    .await
}

/// Marks what is added now; how many there are.
pub(in crate::books) async fn take(conn: &mut Conn, at_most: Option<i64>) -> Result<u64, Error> {
    let Some(limit) = at_most else {
        let sql = "update sales set folded = 1 where folded < 2 and folded = 0";
        return on!(conn, c => sqlx::query(sql).execute(c).await.map(|done| done.rows_affected()));
    };
    on!(conn, c => sqlx::query(
        "update sales
         set folded = 1
         where id in (
           select id
           from sales
           where folded < 2
             and folded = 0
           limit $1
         )",
    )
    .bind(limit)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))
}

pub(in crate::books) async fn finish(conn: &mut Conn) -> Result<(), Error> {
    empty_stage(conn).await?;
    run(conn, &["update sales set folded = 2 where folded < 2 and folded = 1"]).await
}

async fn empty_stage(conn: &mut Conn) -> Result<(), Error> {
    let statements = match conn {
        Conn::Sqlite(_) => ["delete from sales_folding", "delete from sales_delta"],
        // Deleted rows would stay in the connection's temporary table.
        Conn::Postgres(_) => ["truncate sales_folding", "truncate sales_delta"],
    };
    run(conn, &statements).await
}

/// The tracks of what is being added, sold and sent back.
pub(in crate::books) async fn stage(conn: &mut Conn) -> Result<(), Error> {
    run(
        conn,
        &[
            "create temp table if not exists sales_folding (
               currency text not null, day bigint not null, country text not null, agent_id bigint not null,
               track_id bigint not null, units bigint not null, sold_cents bigint not null, refunded_cents bigint not null
             )",
            "create temp table if not exists sales_delta (
               dimension bigint not null, scope text not null, currency text not null, period bigint not null,
               key bigint not null, orders bigint not null, units bigint not null, sold_cents bigint not null,
               refunded_cents bigint not null
             )",
        ],
    )
    .await?;
    empty_stage(conn).await?;
    run(
        conn,
        &[
            "insert into sales_folding (currency, day, country, agent_id, track_id, units, sold_cents, refunded_cents)
             select s.currency, s.day, s.country, s.agent_id, l.track_id, l.quantity, l.unit_price_cents * l.quantity, 0
             from sales s
             join invoices i on i.order_id = s.id
             join invoice_lines l on l.invoice_id = i.id
             where s.folded < 2
               and s.folded = 1
               and s.kind = 'sale'",
            "insert into sales_folding (currency, day, country, agent_id, track_id, units, sold_cents, refunded_cents)
             select s.currency, s.day, s.country, s.agent_id, t.track_id, 0, 0, t.amount_cents
             from sales s
             join sales_refund_tracks t on t.sale_id = s.id
             where s.folded < 2
               and s.folded = 1
               and s.kind = 'refund'",
        ],
    )
    .await
}

/// By day, month and year.
pub(in crate::books) async fn add_totals(conn: &mut Conn) -> Result<(), Error> {
    for period in ["day", "day / 100", "day / 10000"] {
        run(conn, &[&totals_by(period)]).await?;
    }
    Ok(())
}

fn totals_by(period: &str) -> String {
    format!(
        "insert into sales_totals (currency, period, country, agent_id, orders, units, gross_cents, discount_cents, tax_cents, refunds,
           refunded_cents, refunded_tax_cents, album_units, album_cents)
         select currency, {period}, country, agent_id, sum(case when kind = 'sale' then 1 else 0 end), sum(units), sum(gross_cents),
           sum(discount_cents), sum(case when kind = 'sale' then tax_cents else 0 end), sum(case when kind = 'refund' then 1 else 0 end),
           sum(refunded_cents), sum(case when kind = 'refund' then tax_cents else 0 end), sum(album_units), sum(album_cents)
         from sales
         where folded < 2
           and folded = 1
         group by 1, 2, 3, 4
         on conflict (currency, period, country, agent_id) do update
         set orders = sales_totals.orders + excluded.orders,
             units = sales_totals.units + excluded.units,
             gross_cents = sales_totals.gross_cents + excluded.gross_cents,
             discount_cents = sales_totals.discount_cents + excluded.discount_cents,
             tax_cents = sales_totals.tax_cents + excluded.tax_cents,
             refunds = sales_totals.refunds + excluded.refunds,
             refunded_cents = sales_totals.refunded_cents + excluded.refunded_cents,
             refunded_tax_cents = sales_totals.refunded_tax_cents + excluded.refunded_tax_cents,
             album_units = sales_totals.album_units + excluded.album_units,
             album_cents = sales_totals.album_cents + excluded.album_cents"
    )
}

/// Country and agent are those of the latest sale: `kind` puts sales before refunds.
pub(in crate::books) async fn add_customers(conn: &mut Conn) -> Result<(), Error> {
    run(
        conn,
        &["insert into sales_customers (currency, customer_id, country, agent_id, first_day, last_day, paid_day, orders, units,
             sold_cents, refunded_cents)
           select currency, customer_id, max(case when place = 1 then country end), max(case when place = 1 then agent_id end), min(day),
             max(day), max(case when kind = 'sale' then day else 0 end), sum(case when kind = 'sale' then 1 else 0 end), sum(units),
             sum(gross_cents - discount_cents), sum(refunded_cents)
           from (
             select currency, customer_id, country, agent_id, day, kind, units, gross_cents, discount_cents, refunded_cents,
               row_number() over (partition by currency, customer_id order by kind desc, at desc, id desc) as place
             from sales
             where folded < 2
               and folded = 1
           ) s
           group by currency, customer_id
           on conflict (currency, customer_id) do update
           set country = case when excluded.orders > 0 and excluded.last_day >= sales_customers.last_day then excluded.country
                 else sales_customers.country end,
               agent_id = case when excluded.orders > 0 and excluded.last_day >= sales_customers.last_day then excluded.agent_id
                 else sales_customers.agent_id end,
               first_day = case when excluded.first_day < sales_customers.first_day then excluded.first_day
                 else sales_customers.first_day end,
               last_day = case when excluded.last_day > sales_customers.last_day then excluded.last_day
                 else sales_customers.last_day end,
               paid_day = case when excluded.paid_day > sales_customers.paid_day then excluded.paid_day
                 else sales_customers.paid_day end,
               orders = sales_customers.orders + excluded.orders,
               units = sales_customers.units + excluded.units,
               sold_cents = sales_customers.sold_cents + excluded.sold_cents,
               refunded_cents = sales_customers.refunded_cents + excluded.refunded_cents"],
    )
    .await
}

const ALL: &str = "''";
const COUNTRY: &str = "f.country";
const AGENT: &str = "'#' || f.agent_id";

/// Dimension, key, and for whom it is kept.
const ITEMS: [(i64, &str, &[&str]); 5] = [
    (1, "f.track_id", &[ALL]),
    (2, "coalesce(t.album_id, 0)", &[ALL, AGENT]),
    (3, "coalesce(t.artist_id, a.artist_id, 0)", &[ALL, AGENT]),
    (4, "coalesce(t.genre_id, 0)", &[ALL, COUNTRY, AGENT]),
    (5, "t.media_type_id", &[ALL, COUNTRY, AGENT]),
];

/// What was sold, by day, month and year, and ever (period 0). With `anew` the table is empty and takes the sums itself.
pub(in crate::books) async fn add_items(conn: &mut Conn, anew: bool) -> Result<(), Error> {
    let target = if anew { "sales_items" } else { "sales_delta" };
    for (dimension, key, scopes) in ITEMS {
        for scope in scopes {
            run(conn, &[&items_of_days(target, dimension, key, scope)]).await?;
        }
    }
    let months = longer(target, 9_999_999, i64::MAX, 100);
    let years = longer(target, 99_999, 9_999_999, 100);
    let ever = longer(target, 0, 99_999, 10_000);
    run(conn, &[&customers_of_days(target), &months, &years, &ever]).await?;
    if anew {
        return Ok(());
    }
    run(
        conn,
        &["insert into sales_items (dimension, scope, currency, period, key, orders, units, sold_cents, refunded_cents)
           select dimension, scope, currency, period, key, orders, units, sold_cents, refunded_cents
           from sales_delta
           where true
           on conflict (dimension, scope, currency, period, key) do update
           set orders = sales_items.orders + excluded.orders,
               units = sales_items.units + excluded.units,
               sold_cents = sales_items.sold_cents + excluded.sold_cents,
               refunded_cents = sales_items.refunded_cents + excluded.refunded_cents"],
    )
    .await
}

fn items_of_days(target: &str, dimension: i64, key: &str, scope: &str) -> String {
    let whose = match scope {
        COUNTRY => "where f.country <> ''",
        AGENT => "where f.agent_id <> 0",
        _ => "",
    };
    // Neither album nor artist is looked up for a track's own sum.
    let joins = match dimension {
        1 => "",
        3 => "join tracks t on t.id = f.track_id left join albums a on a.id = t.album_id",
        _ => "join tracks t on t.id = f.track_id",
    };
    format!(
        "insert into {target} (dimension, scope, currency, period, key, orders, units, sold_cents, refunded_cents)
         select {dimension}, {scope} as whose, f.currency, f.day, {key} as item, 0, sum(f.units), sum(f.sold_cents), sum(f.refunded_cents)
         from sales_folding f
         {joins}
         {whose}
         group by 2, 3, 4, 5
         order by 2, 3, 4, 5"
    )
}

fn customers_of_days(target: &str) -> String {
    format!(
        "insert into {target} (dimension, scope, currency, period, key, orders, units, sold_cents, refunded_cents)
         select 6, '' as whose, currency, day, customer_id, sum(case when kind = 'sale' then 1 else 0 end), sum(units),
           sum(gross_cents - discount_cents), sum(refunded_cents)
         from sales
         where folded < 2
           and folded = 1
         group by 3, 4, 5
         order by 3, 4, 5"
    )
}

/// Days to months, months to years, years to one.
fn longer(target: &str, above: i64, below: i64, divisor: i64) -> String {
    format!(
        "insert into {target} (dimension, scope, currency, period, key, orders, units, sold_cents, refunded_cents)
         select dimension, scope, currency, period / {divisor}, key, sum(orders), sum(units), sum(sold_cents), sum(refunded_cents)
         from {target}
         where period > {above}
           and period < {below}
         group by 1, 2, 3, 4, 5
         order by 1, 2, 3, 4, 5"
    )
}

pub(in crate::books) async fn mark_months(conn: &mut Conn) -> Result<(), Error> {
    run(
        conn,
        &["insert into sales_cohorts_stale (currency, month)
           select distinct currency, day / 100
           from sales
           where folded < 2
             and folded = 1
           on conflict (currency, month) do nothing"],
    )
    .await
}

pub(in crate::books) async fn stale_months(conn: &mut Conn) -> Result<Vec<(String, i64)>, Error> {
    on!(conn, c => sqlx::query_as("select currency, month from sales_cohorts_stale order by currency, month")
        .fetch_all(c)
        .await)
}

/// The cohorts of one month, counted again.
pub(in crate::books) async fn count_cohorts(conn: &mut Conn, currency: &str, month: i64) -> Result<(), Error> {
    for sql in [
        "delete from sales_cohorts_stale where currency = $1 and month = $2",
        "delete from sales_cohorts where currency = $1 and month = $2",
        "insert into sales_cohorts (currency, cohort, month, customers, orders, sold_cents, refunded_cents)
         select i.currency, c.first_day / 100, i.period, sum(case when i.orders > 0 then 1 else 0 end), sum(i.orders),
           sum(i.sold_cents), sum(i.refunded_cents)
         from sales_items i
         join sales_customers c on c.currency = i.currency and c.customer_id = i.key
         where i.dimension = 6
           and i.scope = ''
           and i.currency = $1
           and i.period = $2
         group by 1, 2, 3",
    ] {
        on!(conn, c => sqlx::query(sql).bind(currency).bind(month).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}
