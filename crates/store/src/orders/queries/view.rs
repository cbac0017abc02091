//! Orders as their owner reads them.

use std::collections::HashMap;

use kernel::{AlbumId, Currency, CustomerId, Money, OrderId, OrderLineId, Timestamp, TrackId};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::OrderRow;
use crate::{
    cart::{CartDiscount, queries::stored_kind},
    catalog::{ItemKind, album_cover_url},
    orders::{MailLine, Order, OrderGiftCard, OrderLine, OrderStatus, OrderSummary, OrderTrack},
};

#[derive(FromRow)]
struct LineRow {
    id: OrderLineId,
    kind: String,
    ref_id: i64,
    title: String,
    artist_name: Option<String>,
    unit_price_cents: i64,
    discount_cents: i64,
    quantity: i64,
}

#[derive(FromRow)]
struct LineTrackRow {
    line_id: OrderLineId,
    track_id: TrackId,
    name: String,
    duration_ms: i64,
    album_id: Option<AlbumId>,
    owned: bool,
}

async fn lines(conn: &mut Conn, order: OrderId) -> Result<Vec<LineRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, LineRow>(
        "select id, kind, ref_id, title, artist_name, unit_price_cents, discount_cents, quantity
         from order_lines
         where order_id = $1
         order by position",
    )
    .bind(order)
    .fetch_all(c)
    .await)
}

async fn line_tracks(conn: &mut Conn, order: OrderId) -> Result<HashMap<OrderLineId, Vec<LineTrackRow>>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, LineTrackRow>(
        "select t.line_id, t.track_id, t.name, t.duration_ms, tr.album_id, e.track_id is not null as owned
         from order_lines l
         join order_line_tracks t on t.line_id = l.id
         join orders o on o.id = l.order_id
         left join tracks tr on tr.id = t.track_id
         left join entitlements e on e.customer_id = o.customer_id and e.track_id = t.track_id and e.revoked_at is null
         where l.order_id = $1
         order by l.position, t.position",
    )
    .bind(order)
    .fetch_all(c)
    .await)?;
    let mut by_line: HashMap<OrderLineId, Vec<LineTrackRow>> = HashMap::new();
    for row in rows {
        by_line.entry(row.line_id).or_default().push(row);
    }
    Ok(by_line)
}

pub(crate) async fn invoice_number(conn: &mut Conn, order: OrderId) -> Result<Option<i64>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>("select id from invoices where order_id = $1").bind(order).fetch_optional(c).await)
}

/// The order as the API answers it.
pub(crate) async fn view(conn: &mut Conn, order: &OrderRow) -> Result<Order, Error> {
    let mut tracks = line_tracks(conn, order.id).await?;
    let rows = lines(conn, order.id).await?;
    // What was given back after a refund is downloaded like any other.
    let bought = order.paid_at.is_some();
    let lines = rows.into_iter().map(|row| {
        let tracks = tracks.remove(&row.id).unwrap_or_default();
        line(order, row, tracks, bought)
    });
    Ok(Order {
        id: order.id,
        number: order.number.clone(),
        status: order.status,
        placed_at: order.placed_at,
        paid_at: order.paid_at,
        expires_at: order.expires_at.filter(|_| order.status == OrderStatus::PendingPayment),
        currency: order.currency,
        subtotal: order.money(order.subtotal_cents),
        discount: order.money(order.discount_cents),
        tax: order.money(order.tax_cents),
        total: order.total(),
        discounts: discounts(conn, order).await?,
        gift_card: gift_card(conn, order).await?,
        to_pay: order.money(order.to_pay_cents()),
        included_tax: order.included_tax(),
        refunded: order.money(order.refunded_cents),
        billing: order.billing(),
        lines: lines.collect(),
        invoice_number: invoice_number(conn, order.id).await?,
        last_payment_problem: order.payment_problem.clone(),
    })
}

/// What promotions took off an order, by the names they had.
pub(crate) async fn discounts(conn: &mut Conn, order: &OrderRow) -> Result<Vec<CartDiscount>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, (String, Option<String>, i64)>(
        "select name, code, cast(sum(amount_cents) as bigint)
         from order_line_discounts
         where order_id = $1
         group by promotion_id, name, code
         order by code is not null, name",
    )
    .bind(order.id)
    .fetch_all(c)
    .await)?;
    let discount = |(name, code, cents)| CartDiscount { name, code, amount: order.money(cents) };
    Ok(rows.into_iter().map(discount).collect())
}

async fn gift_card(conn: &mut Conn, order: &OrderRow) -> Result<Option<OrderGiftCard>, Error> {
    let Some((card, cents)) = order.by_gift_card() else { return Ok(None) };
    let last_four = on!(conn, c => sqlx::query_scalar::<_, String>("select last_four from gift_cards where id = $1")
        .bind(card)
        .fetch_one(c)
        .await)?;
    Ok(Some(OrderGiftCard { last_four, amount: order.money(cents) }))
}

fn line(order: &OrderRow, row: LineRow, tracks: Vec<LineTrackRow>, bought: bool) -> OrderLine {
    let kind = stored_kind(&row.kind);
    let album = match kind {
        ItemKind::Album => AlbumId::new(row.ref_id).ok(),
        ItemKind::Track => tracks.first().and_then(|track| track.album_id),
    };
    OrderLine {
        id: row.id,
        kind,
        ref_id: row.ref_id,
        title: row.title,
        artist_name: row.artist_name,
        cover_url: album.map(album_cover_url),
        unit_price: order.money(row.unit_price_cents),
        discount: order.money(row.discount_cents),
        quantity: row.quantity,
        downloadable: bought && tracks.iter().any(|track| track.owned),
        tracks: tracks
            .into_iter()
            .map(|track| OrderTrack { id: track.track_id, name: track.name, duration_ms: track.duration_ms })
            .collect(),
    }
}

/// The lines as a receipt shows them.
pub(crate) async fn mail_lines(conn: &mut Conn, order: &OrderRow) -> Result<Vec<MailLine>, Error> {
    let line = |row: LineRow| MailLine {
        amount: order.money(row.unit_price_cents * row.quantity),
        title: row.title,
        artist: row.artist_name,
    };
    Ok(lines(conn, order.id).await?.into_iter().map(line).collect())
}

/// The lines as the payment page shows them: title, artist, what it costs.
pub(crate) async fn checkout_lines(conn: &mut Conn, order: &OrderRow) -> Result<Vec<(String, String, Money)>, Error> {
    let line = |row: LineRow| {
        let amount = order.money(row.unit_price_cents * row.quantity - row.discount_cents);
        (row.title, row.artist_name.unwrap_or_default(), amount)
    };
    let mut lines: Vec<_> = lines(conn, order.id).await?.into_iter().map(line).collect();
    if order.gift_card_cents > 0 {
        lines.push(("Gift card".to_owned(), String::new(), order.money(-order.gift_card_cents)));
    }
    Ok(lines)
}

/// Whether the customer owns every track of the order, which then must not be paid for.
pub(crate) async fn all_owned(conn: &mut Conn, order: &OrderRow) -> Result<bool, Error> {
    let missing: Option<TrackId> = on!(conn, c => sqlx::query_scalar::<_, TrackId>(
        "select t.track_id
         from order_lines l
         join order_line_tracks t on t.line_id = l.id
         where l.order_id = $1
           and not exists (
             select 1
             from entitlements e
             where e.customer_id = $2
               and e.track_id = t.track_id
               and e.revoked_at is null
           )
         limit 1",
    )
    .bind(order.id)
    .bind(order.customer_id)
    .fetch_optional(c)
    .await)?;
    Ok(missing.is_none())
}

#[derive(FromRow)]
struct SummaryRow {
    id: OrderId,
    number: String,
    #[sqlx(try_from = "String")]
    status: OrderStatus,
    placed_at: Timestamp,
    total_cents: i64,
    currency: Currency,
    item_count: i64,
}

/// The customer's orders, the newest first, after `(placed_at, id)`.
pub(crate) async fn list(
    conn: &mut Conn,
    customer: CustomerId,
    after: Option<(Timestamp, OrderId)>,
    limit: i64,
) -> Result<Vec<OrderSummary>, Error> {
    // Before any moment there is: the first page starts after it.
    let last = "ffffffff-ffff-ffff-ffff-ffffffffffff".to_owned();
    let (placed_at, id) = after.map_or((Timestamp::from_millis(i64::MAX), last), |(at, id)| (at, id.to_string()));
    let rows = on!(conn, c => sqlx::query_as::<_, SummaryRow>(
        "select o.id, o.number, o.status, o.placed_at, o.total_cents, o.currency,
           (select count(*) from order_lines l where l.order_id = o.id) as item_count
         from orders o
         where o.customer_id = $1
           and (o.placed_at, o.id) < ($2, $3)
         order by o.placed_at desc, o.id desc
         limit $4",
    )
    .bind(customer)
    .bind(placed_at)
    .bind(id)
    .bind(limit)
    .fetch_all(c)
    .await)?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
    let mut covers = covers(conn, customer, (first.placed_at, first.id), (last.placed_at, last.id)).await?;
    let summary = |row: SummaryRow| OrderSummary {
        cover_urls: covers.remove(&row.id).unwrap_or_default(),
        id: row.id,
        number: row.number,
        status: row.status,
        placed_at: row.placed_at,
        total: Money::new(row.total_cents, row.currency),
        item_count: row.item_count,
    };
    Ok(rows.into_iter().map(summary).collect())
}

/// All orders of a customer, the oldest first: for an export.
pub(crate) async fn all_ids(conn: &mut Conn, customer: CustomerId) -> Result<Vec<OrderId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, OrderId>("select id from orders where customer_id = $1 order by placed_at, id")
        .bind(customer)
        .fetch_all(c)
        .await)
}

/// Covers shown beside an order in the list.
const COVERS: usize = 4;

/// Of all orders of one page, in one query.
async fn covers(
    conn: &mut Conn,
    customer: CustomerId,
    first: (Timestamp, OrderId),
    last: (Timestamp, OrderId),
) -> Result<HashMap<OrderId, Vec<String>>, Error> {
    let rows: Vec<(OrderId, AlbumId)> = on!(conn, c => sqlx::query_as::<_, (OrderId, AlbumId)>(
        "select l.order_id, coalesce(tr.album_id, l.ref_id)
         from orders o
         join order_lines l on l.order_id = o.id
         left join tracks tr on l.kind = 'track' and tr.id = l.ref_id
         where o.customer_id = $1
           and (o.placed_at, o.id) <= ($2, $3)
           and (o.placed_at, o.id) >= ($4, $5)
           and (l.kind = 'album' or tr.album_id is not null)
         order by l.order_id, l.position",
    )
    .bind(customer)
    .bind(first.0)
    .bind(first.1)
    .bind(last.0)
    .bind(last.1)
    .fetch_all(c)
    .await)?;
    let mut covers: HashMap<OrderId, Vec<String>> = HashMap::new();
    for (order, album) in rows {
        let urls = covers.entry(order).or_default();
        let url = album_cover_url(album);
        if urls.len() < COVERS && !urls.contains(&url) {
            urls.push(url);
        }
    }
    Ok(covers)
}
