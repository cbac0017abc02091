//! Writing what was sold: each old invoice becomes a fulfilled order, paid long ago.

use std::collections::HashMap;

use kernel::{OrderId, Random, Timestamp, TrackId};
use sql::{
    Conn, Error, on,
    outbox::{self, NewEvent},
};

use super::super::model::{CURRENCY, DataSet};
use crate::orders::OrderPaid;

/// The provider of payments that were made before this shop, and the source of their orders.
const PROVIDER: &str = "imported";
const SOURCE: &str = "chinook";
/// On the invoice, where others name the card.
const PAID_WITH: &str = "Paid at the time of purchase";

pub(super) async fn orders(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into orders (id, number, customer_id, status, source, currency, subtotal_cents, total_cents, billing_name, billing_line1,
           billing_city, billing_region, billing_postal_code, billing_country, placed_at, paid_at, updated_at) ",
        data.sales,
        |v, s| v
            .push_bind(s.order_id)
            .push_bind(&s.number)
            .push_bind(s.invoice.customer_id)
            .push_bind("fulfilled")
            .push_bind(SOURCE)
            .push_bind(CURRENCY)
            .push_bind(s.invoice.total_cents)
            .push_bind(s.invoice.total_cents)
            .push_bind(&s.billing_name)
            .push_bind(&s.invoice.line1)
            .push_bind(&s.invoice.city)
            .push_bind(&s.invoice.region)
            .push_bind(&s.invoice.postal_code)
            .push_bind(s.invoice.country.map(String::from))
            .push_bind(s.invoice.issued_at)
            .push_bind(s.invoice.issued_at)
            .push_bind(s.invoice.issued_at)
    ))
}

pub(super) async fn order_lines(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into order_lines (id, order_id, position, kind, ref_id, title, artist_name, unit_price_cents, quantity) ",
        data.sold,
        |v, s| v
            .push_bind(s.id)
            .push_bind(s.order_id)
            .push_bind(s.position)
            .push_bind("track")
            .push_bind(s.line.track_id)
            .push_bind(&s.title)
            .push_bind(&s.artist_name)
            .push_bind(s.line.unit_price_cents)
            .push_bind(s.line.quantity)
    ))
}

pub(super) async fn order_line_tracks(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into order_line_tracks (line_id, track_id, position, name, artist_name, album_title, duration_ms, list_price_cents,
           price_cents) ",
        data.sold,
        |v, s| v
            .push_bind(s.id)
            .push_bind(s.line.track_id)
            .push_bind(1_i64)
            .push_bind(&s.title)
            .push_bind(&s.artist_name)
            .push_bind(&s.album_title)
            .push_bind(s.duration_ms)
            .push_bind(s.line.unit_price_cents)
            .push_bind(s.line.unit_price_cents)
    ))
}

pub(super) async fn payments(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    let paid = data.paid();
    Ok(insert!(
        conn,
        "insert into payments (id, order_id, attempt, provider, provider_ref, state, amount_cents, currency, ask_at, created_at, updated_at) ",
        paid,
        |v, s| v
            .push_bind(s.payment_id)
            .push_bind(s.order_id)
            .push_bind(1_i64)
            .push_bind(PROVIDER)
            .push_bind(&s.number)
            .push_bind("succeeded")
            .push_bind(s.invoice.total_cents)
            .push_bind(CURRENCY)
            .push_bind(s.invoice.issued_at)
            .push_bind(s.invoice.issued_at)
            .push_bind(s.invoice.issued_at)
    ))
}

pub(super) async fn invoices(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into invoices (id, order_id, customer_id, issued_at, billing_name, billing_line1, billing_city, billing_region,
           billing_postal_code, billing_country, currency, subtotal_cents, total_cents, paid_with) ",
        data.sales,
        |v, s| v
            .push_bind(s.invoice.id)
            .push_bind(s.order_id)
            .push_bind(s.invoice.customer_id)
            .push_bind(s.invoice.issued_at)
            .push_bind(&s.billing_name)
            .push_bind(&s.invoice.line1)
            .push_bind(&s.invoice.city)
            .push_bind(&s.invoice.region)
            .push_bind(&s.invoice.postal_code)
            .push_bind(s.invoice.country.map(String::from))
            .push_bind(CURRENCY)
            .push_bind(s.invoice.total_cents)
            .push_bind(s.invoice.total_cents)
            .push_bind(PAID_WITH)
    ))
}

pub(super) async fn invoice_lines(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into invoice_lines (id, invoice_id, track_id, description, list_price_cents, unit_price_cents, quantity) ",
        data.sold,
        |v, s| v
            .push_bind(s.line.id)
            .push_bind(s.line.invoice_id)
            .push_bind(s.line.track_id)
            .push_bind(s.description())
            .push_bind(s.line.unit_price_cents)
            .push_bind(s.line.unit_price_cents)
            .push_bind(s.line.quantity)
    ))
}

pub(super) async fn entitlements(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into entitlements (order_id, track_id, customer_id, granted_at) ",
        data.entitlements,
        |v, e| v.push_bind(e.order_id).push_bind(e.track_id).push_bind(e.customer_id).push_bind(e.granted_at)
    ))
}

/// Announces the old orders, so that what they brought appears in the libraries of their buyers.
/// They are fulfilled already, so nobody counts their sales a second time, and no receipt is sent.
pub(in super::super) async fn announce(
    conn: &mut Conn,
    data: &DataSet,
    now: Timestamp,
    random: &Random,
) -> Result<(), Error> {
    let mut granted: HashMap<OrderId, Vec<TrackId>> = HashMap::new();
    for owned in &data.entitlements {
        granted.entry(owned.order_id).or_default().push(owned.track_id);
    }
    for sale in &data.sales {
        let paid = OrderPaid {
            order_id: sale.order_id,
            customer_id: sale.invoice.customer_id,
            paid_at: sale.invoice.issued_at,
            track_ids: granted.remove(&sale.order_id).unwrap_or_default(),
        };
        let event = NewEvent::new(OrderPaid::TOPIC, format!("{}:{}", OrderPaid::TOPIC, sale.order_id), paid);
        outbox::push(conn, &event, now, random).await?;
    }
    Ok(())
}
