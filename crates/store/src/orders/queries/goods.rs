//! What is given for money: entitlements, stock, invoices.

use kernel::{CustomerId, InvoiceId, OrderId, OrderLineId, Timestamp, TrackId};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::OrderRow;
use crate::{
    inventory::{
        Reason,
        queries::{Move, insert_move},
    },
    orders::Billing,
};

/// Rows in one statement.
const BATCH: usize = 200;

/// A track of an order, with its share of the price.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct BoughtTrack {
    pub line_id: OrderLineId,
    pub track_id: TrackId,
    pub name: String,
    pub artist_name: Option<String>,
    pub list_price_cents: i64,
    pub price_cents: i64,
    pub included_tax_cents: i64,
    /// Whether the catalogue still sells it to the country the cart was priced for.
    pub on_sale: bool,
}

/// In the order of the lines.
pub(crate) async fn bought_tracks(conn: &mut Conn, order: OrderId) -> Result<Vec<BoughtTrack>, Error> {
    on!(conn, c => sqlx::query_as::<_, BoughtTrack>(
        "select l.id as line_id, t.track_id, t.name, t.artist_name, t.list_price_cents, t.price_cents, t.included_tax_cents,
           tr.status = 'active'
             and (
               tr.blocked_in is null
               or coalesce(cu.country, o.billing_country) is null
               or tr.blocked_in not like '%,' || coalesce(cu.country, o.billing_country) || ',%'
             ) as on_sale
         from order_lines l
         join order_line_tracks t on t.line_id = l.id
         join tracks tr on tr.id = t.track_id
         join orders o on o.id = l.order_id
         join customers cu on cu.id = o.customer_id
         where l.order_id = $1
         order by l.position, t.position",
    )
    .bind(order)
    .fetch_all(c)
    .await)
}

/// Grants tracks; returns those the customer did not own before.
pub(crate) async fn grant(
    conn: &mut Conn,
    order: OrderId,
    customer: CustomerId,
    tracks: &[TrackId],
    now: Timestamp,
) -> Result<Vec<TrackId>, Error> {
    let mut granted = Vec::with_capacity(tracks.len());
    for chunk in tracks.chunks(BATCH) {
        granted.extend(on!(conn, c => {
            let mut query = sqlx::QueryBuilder::new("insert into entitlements (order_id, track_id, customer_id, granted_at) ");
            query.push_values(chunk, |mut row, track| {
                row.push_bind(order).push_bind(*track).push_bind(customer).push_bind(now);
            });
            query.push(" on conflict do nothing returning track_id");
            query.build_query_scalar::<TrackId>().fetch_all(c).await
        })?);
    }
    wait_for_release(conn, order, now).await?;
    Ok(granted)
}

/// What is not out yet is the customer's, and comes on its release day.
async fn wait_for_release(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update entitlements
         set available_at = (
           select al.release_at
           from tracks tr
           join albums al on al.id = tr.album_id
           where tr.id = entitlements.track_id
             and al.state = 'scheduled'
             and al.release_at > $2
         )
         where order_id = $1
           and granted_at = $2",
    )
    .bind(order)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Takes back what an order granted; returns the tracks.
pub(crate) async fn revoke(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<Vec<TrackId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, TrackId>(
        "update entitlements
         set revoked_at = $2
         where order_id = $1
           and revoked_at is null
         returning track_id",
    )
    .bind(order)
    .bind(now)
    .fetch_all(c)
    .await)
}

/// What an order asks of limited goods.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(crate) struct Wanted {
    pub kind: String,
    pub ref_id: i64,
    pub quantity: i64,
    /// Whether the order holds a reservation for it.
    pub held: bool,
}

/// The lines of an order that have a stock, in one order for everybody, so that two buyers never
/// wait for each other crosswise.
pub(crate) async fn wanted_stock(conn: &mut Conn, order: OrderId) -> Result<Vec<Wanted>, Error> {
    on!(conn, c => sqlx::query_as::<_, Wanted>(
        "select l.kind, l.ref_id, cast(sum(l.quantity) as bigint) as quantity, coalesce(r.state = 'held', false) as held
         from order_lines l
         join stock s on s.kind = l.kind and s.ref_id = l.ref_id and s.limited
         left join reservations r on r.order_id = l.order_id and r.kind = l.kind and r.ref_id = l.ref_id
         where l.order_id = $1
         group by l.kind, l.ref_id, r.state
         order by l.kind, l.ref_id",
    )
    .bind(order)
    .fetch_all(c)
    .await)
}

/// What a refunded line gave back to the stock.
pub(crate) async fn returned_stock(conn: &mut Conn, order: OrderId, line: OrderLineId) -> Result<Vec<Wanted>, Error> {
    on!(conn, c => sqlx::query_as::<_, Wanted>(
        "select r.kind, r.ref_id, r.quantity, false as held
         from order_lines l
         join reservations r on r.order_id = l.order_id and r.kind = l.kind and r.ref_id = l.ref_id and r.state = 'released'
         join stock s on s.kind = l.kind and s.ref_id = l.ref_id and s.limited
         where l.order_id = $1
           and l.id = $2",
    )
    .bind(order)
    .bind(line)
    .fetch_all(c)
    .await)
}

/// Sets some aside; false when there is not enough left.
pub(crate) async fn reserve(conn: &mut Conn, kind: &str, ref_id: i64, quantity: i64) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update stock
         set reserved = reserved + $3
         where kind = $1
           and ref_id = $2
           and on_hand - reserved >= $3",
    )
    .bind(kind)
    .bind(ref_id)
    .bind(quantity)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(crate) async fn insert_reservation(
    conn: &mut Conn,
    order: OrderId,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into reservations (order_id, kind, ref_id, quantity, state, created_at)
         values ($1, $2, $3, $4, 'held', $5)
         on conflict (order_id, kind, ref_id) do update
         set state = 'held'",
    )
    .bind(order)
    .bind(&wanted.kind)
    .bind(wanted.ref_id)
    .bind(wanted.quantity)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))?;
    note_move(conn, order, wanted, Reason::Reserved, (0, wanted.quantity), now).await
}

/// Into the ledger.
async fn note_move(
    conn: &mut Conn,
    order: OrderId,
    wanted: &Wanted,
    reason: Reason,
    deltas: (i64, i64),
    now: Timestamp,
) -> Result<(), Error> {
    let entry = Move::of_order(&wanted.kind, wanted.ref_id, reason, deltas, order);
    insert_move(conn, &entry, now).await
}

/// What was set aside leaves the shop.
pub(crate) async fn sell(conn: &mut Conn, order: OrderId, wanted: &Wanted, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update stock
         set on_hand = on_hand - $3,
             reserved = reserved - $3
         where kind = $1
           and ref_id = $2",
    )
    .bind(&wanted.kind)
    .bind(wanted.ref_id)
    .bind(wanted.quantity)
    .execute(c)
    .await
    .map(|_| ()))?;
    note_move(conn, order, wanted, Reason::Sold, (-wanted.quantity, -wanted.quantity), now).await?;
    close_reservation(conn, order, wanted, "sold").await
}

/// What was set aside can be had by others again.
pub(crate) async fn unreserve(conn: &mut Conn, order: OrderId, wanted: &Wanted, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update stock set reserved = reserved - $3 where kind = $1 and ref_id = $2")
        .bind(&wanted.kind)
        .bind(wanted.ref_id)
        .bind(wanted.quantity)
        .execute(c)
        .await
        .map(|_| ()))?;
    note_move(conn, order, wanted, Reason::Released, (0, -wanted.quantity), now).await?;
    close_reservation(conn, order, wanted, "released").await
}

async fn close_reservation(conn: &mut Conn, order: OrderId, wanted: &Wanted, state: &str) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update reservations set state = $4 where order_id = $1 and kind = $2 and ref_id = $3")
        .bind(order)
        .bind(&wanted.kind)
        .bind(wanted.ref_id)
        .bind(state)
        .execute(c)
        .await
        .map(|_| ()))
}

/// The next number of a counter. Others wait for it until the transaction ends, so that a rolled
/// back one leaves no gap.
pub(crate) async fn next_number(conn: &mut Conn, counter: &str) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>("update counters set value = value + 1 where name = $1 returning value")
        .bind(counter)
        .fetch_one(c)
        .await)
}

/// After an import: the next invoice follows the highest there is.
pub async fn continue_invoices(conn: &mut Conn) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update counters
         set value = (select coalesce(max(id), 0) from invoices)
         where name = 'invoice'
           and value < (select coalesce(max(id), 0) from invoices)",
    )
    .execute(c)
    .await
    .map(|_| ()))
}

pub(crate) struct NewInvoice<'a> {
    pub id: InvoiceId,
    pub order: &'a OrderRow,
    pub billing: &'a Billing,
    pub issued_at: Timestamp,
    /// JSON.
    pub seller: &'a str,
    pub paid_with: &'a str,
}

pub(crate) async fn insert_invoice(conn: &mut Conn, new: &NewInvoice<'_>) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into invoices (id, order_id, customer_id, issued_at, seller, billing_name, billing_line1, billing_line2, billing_city,
           billing_region, billing_postal_code, billing_country, currency, subtotal_cents, discount_cents, tax_cents, total_cents, paid_with,
           tax_country, tax_name, tax_rate_bp, included_tax_cents)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
    )
    .bind(new.id)
    .bind(new.order.id)
    .bind(new.order.customer_id)
    .bind(new.issued_at)
    .bind(new.seller)
    .bind(&new.billing.name)
    .bind(&new.billing.line1)
    .bind(&new.billing.line2)
    .bind(&new.billing.city)
    .bind(&new.billing.region)
    .bind(&new.billing.postal_code)
    .bind(new.billing.country.map(String::from))
    .bind(new.order.currency)
    .bind(new.order.subtotal_cents)
    .bind(new.order.discount_cents)
    .bind(new.order.tax_cents)
    .bind(new.order.total_cents)
    .bind(new.paid_with)
    .bind(&new.order.tax_country)
    .bind(&new.order.tax_name)
    .bind(new.order.tax_rate_bp)
    .bind(new.order.included_tax_cents)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(crate) async fn insert_invoice_lines(
    conn: &mut Conn,
    invoice: InvoiceId,
    tracks: &[BoughtTrack],
) -> Result<(), Error> {
    for chunk in tracks.chunks(BATCH) {
        on!(conn, c => {
            let mut query = sqlx::QueryBuilder::new(
                "insert into invoice_lines (invoice_id, track_id, description, list_price_cents, unit_price_cents, quantity,
                   included_tax_cents) ",
            );
            query.push_values(chunk, |mut row, track| {
                row.push_bind(invoice)
                    .push_bind(track.track_id)
                    .push_bind(track.description())
                    .push_bind(track.list_price_cents)
                    .push_bind(track.price_cents)
                    .push_bind(1_i64)
                    .push_bind(track.included_tax_cents);
            });
            query.build().execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

impl BoughtTrack {
    /// As printed: `Bold As Love – Jimi Hendrix`.
    pub fn description(&self) -> String {
        match &self.artist_name {
            Some(artist) => format!("{} – {artist}", self.name),
            None => self.name.clone(),
        }
    }
}

/// Takes what was bought out of the cart, with the code and the gift card that were for this order.
pub(crate) async fn empty_cart_of(conn: &mut Conn, customer: CustomerId, order: OrderId) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "delete from cart_items
         where customer_id = $1
           and exists (
             select 1
             from order_lines l
             where l.order_id = $2
               and l.kind = cart_items.kind
               and l.ref_id = cart_items.ref_id
           )",
    )
    .bind(customer)
    .bind(order)
    .execute(c)
    .await
    .map(|_| ()))?;
    on!(conn, c => sqlx::query(
        "update carts
         set promotion_id = case
               when promotion_id in (select u.promotion_id from promotion_uses u where u.order_id = $2) then null
               else promotion_id
             end,
             gift_card_id = case
               when gift_card_id in (select o.gift_card_id from orders o where o.id = $2) then null
               else gift_card_id
             end
         where customer_id = $1
           and (promotion_id is not null or gift_card_id is not null)",
    )
    .bind(customer)
    .bind(order)
    .execute(c)
    .await
    .map(|_| ()))
}
