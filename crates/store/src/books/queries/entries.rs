//! Sales, refunds and the ledger: written once, never changed.

use kernel::{Currency, OrderId, RefundId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use crate::{
    books::{BATCH, Day},
    tax,
};

/// A refund that came through, and its order as the books have it.
#[derive(Debug, Clone, FromRow)]
pub(in crate::books) struct Refund {
    pub id: RefundId,
    pub order_id: OrderId,
    pub amount_cents: i64,
    pub currency: Currency,
    /// Of the sale: what came in, the tax in it, and what went back before.
    pub sold_cents: i64,
    pub tax_cents: i64,
    pub refunded_before: i64,
}

impl Refund {
    /// The tax that goes back with it.
    pub fn tax_share(&self) -> i64 {
        tax::share_of_part(self.amount_cents, self.refunded_before, self.sold_cents, self.tax_cents)
    }

    #[cfg(test)]
    pub fn example(amount_cents: i64, currency: Currency) -> Self {
        let id = RefundId::from_uuid(uuid::Uuid::nil());
        let order_id = OrderId::from_uuid(uuid::Uuid::nil());
        Self { id, order_id, amount_cents, currency, sold_cents: 0, tax_cents: 0, refunded_before: 0 }
    }
}

/// False when the order is in the books already.
pub(in crate::books) async fn insert_sale(
    conn: &mut Conn,
    order: OrderId,
    at: Timestamp,
    day: Day,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "insert into sales (id, kind, order_id, at, day, customer_id, agent_id, country, currency, units, gross_cents, discount_cents,
           tax_cents, album_units, album_cents)
         select o.id, 'sale', o.id, $2, $3, o.customer_id, coalesce(c.support_rep_id, 0), coalesce(o.tax_country, o.billing_country, ''),
           o.currency,
           coalesce((
             select cast(sum(il.quantity) as bigint)
             from invoices i
             join invoice_lines il on il.invoice_id = i.id
             where i.order_id = o.id
           ), 0),
           o.subtotal_cents, o.discount_cents, o.tax_cents + o.included_tax_cents,
           coalesce((
             select cast(count(*) as bigint)
             from order_lines l
             join order_line_tracks t on t.line_id = l.id
             where l.order_id = o.id
               and l.kind = 'album'
           ), 0),
           coalesce((
             select cast(sum(l.unit_price_cents * l.quantity - l.discount_cents) as bigint)
             from order_lines l
             where l.order_id = o.id
               and l.kind = 'album'
           ), 0)
         from orders o
         join customers c on c.id = o.customer_id
         where o.id = $1
         on conflict (id) do nothing",
    )
    .bind(order)
    .bind(at)
    .bind(day)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// The money of a sale: what came in, and what it came in for. Nothing is written for nothing.
pub(in crate::books) async fn insert_sale_entries(conn: &mut Conn, order: OrderId) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into ledger_entries (sale_id, account, order_id, amount_cents, currency, at)
         select e.sale_id, e.account, e.sale_id, e.amount_cents, e.currency, e.at
         from (
           select s.id as sale_id, 'cash' as account, s.gross_cents - s.discount_cents + o.tax_cents - o.gift_card_cents as amount_cents,
             s.currency, s.at
           from sales s
           join orders o on o.id = s.id
           where s.id = $1
           union all
           select s.id, 'gift_cards', o.gift_card_cents, s.currency, s.at
           from sales s
           join orders o on o.id = s.id
           where s.id = $1
           union all
           select s.id, 'sales', - (s.gross_cents - (s.tax_cents - o.tax_cents)), s.currency, s.at
           from sales s
           join orders o on o.id = s.id
           where s.id = $1
           union all
           select s.id, 'discounts', s.discount_cents, s.currency, s.at
           from sales s
           where s.id = $1
           union all
           select s.id, 'tax', - s.tax_cents, s.currency, s.at
           from sales s
           where s.id = $1
         ) e
         where e.amount_cents <> 0",
    )
    .bind(order)
    .execute(c)
    .await
    .map(|_| ()))
}

/// A refund that came through of an order that is in the books.
pub(in crate::books) async fn refund(conn: &mut Conn, id: RefundId) -> Result<Option<Refund>, Error> {
    on!(conn, c => sqlx::query_as::<_, Refund>(
        "select r.id, r.order_id, r.amount_cents, r.currency, s.gross_cents - s.discount_cents as sold_cents, s.tax_cents,
           coalesce((
             select cast(sum(b.refunded_cents) as bigint)
             from sales b
             where b.order_id = r.order_id
               and b.kind = 'refund'
           ), 0) as refunded_before
         from refunds r
         join payments p on p.id = r.payment_id
         join sales s on s.id = r.order_id
         where r.id = $1
           and r.state = 'succeeded'
           and p.surplus = $2",
    )
    .bind(id)
    .bind(false)
    .fetch_optional(c)
    .await)
}

/// False when the refund is in the books already.
pub(in crate::books) async fn insert_refund(
    conn: &mut Conn,
    refund: &Refund,
    tax_cents: i64,
    at: Timestamp,
    day: Day,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "insert into sales (id, kind, order_id, at, day, customer_id, agent_id, country, currency, tax_cents, refunded_cents)
         select $1, 'refund', s.id, $3, $4, s.customer_id, s.agent_id, s.country, s.currency, $5, $6
         from sales s
         where s.id = $2
         on conflict (id) do nothing",
    )
    .bind(refund.id)
    .bind(refund.order_id)
    .bind(at)
    .bind(day)
    .bind(tax_cents)
    .bind(refund.amount_cents)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(in crate::books) async fn insert_refund_entries(conn: &mut Conn, refund: &Refund) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into ledger_entries (sale_id, account, order_id, amount_cents, currency, at)
         select e.sale_id, e.account, e.order_id, e.amount_cents, e.currency, e.at
         from (
           select s.id as sale_id, case when p.provider = 'gift_card' then 'gift_cards' else 'cash' end as account, s.order_id,
             - s.refunded_cents as amount_cents, s.currency, s.at
           from sales s
           join refunds r on r.id = s.id
           join payments p on p.id = r.payment_id
           where s.id = $1
           union all
           select s.id, 'refunds', s.order_id, s.refunded_cents - s.tax_cents, s.currency, s.at
           from sales s
           where s.id = $1
           union all
           select s.id, 'tax', s.order_id, s.tax_cents, s.currency, s.at
           from sales s
           where s.id = $1
         ) e
         where e.amount_cents <> 0",
    )
    .bind(refund.id)
    .execute(c)
    .await
    .map(|_| ()))
}

/// A track of a refund's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub(in crate::books) struct RefundTrack {
    pub track_id: i64,
    /// What is left of what was paid for it.
    pub left_cents: i64,
    /// Whether the refund names its line, or names none.
    pub named: bool,
}

pub(in crate::books) async fn tracks_of_refund(conn: &mut Conn, refund: &Refund) -> Result<Vec<RefundTrack>, Error> {
    on!(conn, c => sqlx::query_as::<_, RefundTrack>(
        "select il.track_id, cast(sum(il.unit_price_cents * il.quantity) as bigint) - coalesce((
           select cast(sum(t.amount_cents) as bigint)
           from sales s
           join sales_refund_tracks t on t.sale_id = s.id
           where s.order_id = $1
             and t.track_id = il.track_id
         ), 0) as left_cents,
           (
             not exists (select 1 from refund_lines l where l.refund_id = $2)
             or il.track_id in (
               select t.track_id
               from refund_lines l
               join order_line_tracks t on t.line_id = l.line_id
               where l.refund_id = $2
             )
           ) as named
         from invoices i
         join invoice_lines il on il.invoice_id = i.id
         where i.order_id = $1
         group by il.track_id
         order by il.track_id",
    )
    .bind(refund.order_id)
    .bind(refund.id)
    .fetch_all(c)
    .await)
}

pub(in crate::books) async fn insert_refund_track(
    conn: &mut Conn,
    refund: &Refund,
    track: i64,
    cents: i64,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query("insert into sales_refund_tracks (sale_id, track_id, amount_cents) values ($1, $2, $3)")
        .bind(refund.id)
        .bind(track)
        .bind(cents)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Paid orders that are not in the books yet, the oldest first.
pub(in crate::books) async fn orders_to_write(conn: &mut Conn) -> Result<Vec<(OrderId, Timestamp)>, Error> {
    on!(conn, c => sqlx::query_as(
        "select o.id, o.paid_at
         from orders o
         where o.paid_at is not null
           and not exists (select 1 from sales s where s.id = o.id)
         order by o.paid_at, o.id
         limit $1",
    )
    .bind(BATCH)
    .fetch_all(c)
    .await)
}

pub(in crate::books) async fn refunds_to_write(conn: &mut Conn) -> Result<Vec<(RefundId, Timestamp)>, Error> {
    on!(conn, c => sqlx::query_as(
        "select r.id, r.updated_at
         from refunds r
         join payments p on p.id = r.payment_id
         join sales o on o.id = r.order_id
         where r.state = 'succeeded'
           and p.surplus = $2
           and not exists (select 1 from sales s where s.id = r.id)
         order by r.updated_at, r.id
         limit $1",
    )
    .bind(BATCH)
    .bind(false)
    .fetch_all(c)
    .await)
}

pub(in crate::books) async fn is_backfilled(conn: &mut Conn) -> Result<bool, Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>("select backfilled from sales_state").fetch_one(c).await)
        .map(|backfilled| backfilled != 0)
}

pub(in crate::books) async fn set_backfilled(conn: &mut Conn) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update sales_state set backfilled = 1").execute(c).await.map(|_| ()))
}
