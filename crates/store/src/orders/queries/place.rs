//! Writing a new order.

use kernel::{Currency, CustomerId, GiftCardId, OrderId, OrderLineId, Timestamp};
use sql::{Conn, Error, on};

use crate::{
    cart::{Discount, PricedItem, PricedTrack},
    orders::Billing,
    tax::Decision,
};

pub(crate) struct NewOrder<'a> {
    pub id: OrderId,
    pub number: &'a str,
    pub customer: CustomerId,
    pub source: &'a str,
    pub currency: Currency,
    pub subtotal: i64,
    pub total: i64,
    /// The card and what it pays.
    pub gift_card: Option<(GiftCardId, i64)>,
    pub billing: &'a Billing,
    pub tax: &'a Decision,
    pub included_tax: i64,
    pub placed_at: Timestamp,
    pub expires_at: Timestamp,
}

pub(crate) async fn insert_order(conn: &mut Conn, new: &NewOrder<'_>) -> Result<(), Error> {
    let evidence = serde_json::to_string(&new.tax.proofs).map_err(|error| Error::Protocol(error.to_string()))?;
    on!(conn, c => sqlx::query(
        "insert into orders (id, number, customer_id, status, currency, subtotal_cents, discount_cents, total_cents, billing_name,
           billing_line1, billing_line2, billing_city, billing_region, billing_postal_code, billing_country, placed_at, expires_at, updated_at, source,
           gift_card_id, gift_card_cents, tax_country, tax_name, tax_rate_bp, included_tax_cents, tax_evidence, tax_proven)
         values ($1, $2, $3, 'pending_payment', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $15, $17, $18, $19, $20, $21,
           $22, $23, $24, $25)",
    )
    .bind(new.id)
    .bind(new.number)
    .bind(new.customer)
    .bind(new.currency)
    .bind(new.subtotal)
    .bind(new.subtotal - new.total)
    .bind(new.total)
    .bind(&new.billing.name)
    .bind(&new.billing.line1)
    .bind(&new.billing.line2)
    .bind(&new.billing.city)
    .bind(&new.billing.region)
    .bind(&new.billing.postal_code)
    .bind(new.billing.country.map(String::from))
    .bind(new.placed_at)
    .bind(new.expires_at)
    .bind(new.source)
    .bind(new.gift_card.map(|(id, _)| id))
    .bind(new.gift_card.map_or(0, |(_, cents)| cents))
    .bind(new.tax.country.map(String::from))
    .bind(new.tax.rate.as_ref().map(|rate| &rate.name))
    .bind(new.tax.bp())
    .bind(new.included_tax)
    .bind(evidence)
    .bind(new.tax.proven)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(crate) async fn insert_line(
    conn: &mut Conn,
    order: OrderId,
    id: OrderLineId,
    position: i64,
    item: &PricedItem,
    tax_bp: i64,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into order_lines (id, order_id, position, kind, ref_id, title, artist_name, unit_price_cents, discount_cents, tax_rate_bp,
           included_tax_cents)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id)
    .bind(order)
    .bind(position)
    .bind(item.item.kind.as_str())
    .bind(item.item.id)
    .bind(&item.title)
    .bind(&item.artist_name)
    .bind(item.list_price())
    .bind(item.list_price() - item.price())
    .bind(tax_bp)
    .bind(item.tracks.iter().map(|track| track.included_tax).sum::<i64>())
    .execute(c)
    .await
    .map(|_| ()))?;
    insert_line_tracks(conn, id, &item.tracks).await
}

/// What a promotion took off the line, if it did.
pub(crate) async fn insert_line_discount(
    conn: &mut Conn,
    order: OrderId,
    line: OrderLineId,
    discount: &Discount,
    cents: i64,
) -> Result<(), Error> {
    if cents == 0 {
        return Ok(());
    }
    on!(conn, c => sqlx::query(
        "insert into order_line_discounts (line_id, promotion_id, order_id, name, code, amount_cents)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(line)
    .bind(discount.promotion)
    .bind(order)
    .bind(&discount.name)
    .bind(&discount.code)
    .bind(cents)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Rows in one statement.
const BATCH: usize = 200;

async fn insert_line_tracks(conn: &mut Conn, line: OrderLineId, tracks: &[PricedTrack]) -> Result<(), Error> {
    let numbered: Vec<(i64, &PricedTrack)> = (1..).zip(tracks).collect();
    for chunk in numbered.chunks(BATCH) {
        on!(conn, c => {
            let mut query = sqlx::QueryBuilder::new(
                "insert into order_line_tracks (line_id, track_id, position, name, artist_name, album_title, duration_ms,
                   list_price_cents, price_cents, included_tax_cents) ",
            );
            query.push_values(chunk, |mut row, (position, track)| {
                row.push_bind(line)
                    .push_bind(track.id)
                    .push_bind(*position)
                    .push_bind(&track.name)
                    .push_bind(&track.artist_name)
                    .push_bind(&track.album_title)
                    .push_bind(track.duration_ms)
                    .push_bind(track.list_price)
                    .push_bind(track.price)
                    .push_bind(track.included_tax);
            });
            query.build().execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}
