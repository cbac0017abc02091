//! Giving the goods: everything that becomes true with `paid`, in one transaction.

use std::{
    collections::{BTreeMap, HashSet},
    fmt,
};

use kernel::{InvoiceId, OrderId, OrderLineId, PaymentId, Timestamp};
use sql::{Conn, Error};

use super::{
    LineRefund, OrderStatus, events,
    queries::{self, BoughtTrack, NewInvoice, OrderRow},
};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    books, cart, gift_cards, promotions,
};

/// What an invoice says when the total was zero.
pub(super) const NOTHING_TO_PAY: &str = "Nothing to pay";
/// What it says when a gift card paid all of it.
pub(super) const GIFT_CARD: &str = "Gift card";

/// Why the goods cannot be given. The money goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The customer owns all of it through another order.
    AlreadyOwned,
    /// Withdrawn or sold out since the order closed; or its promotion or gift card has been used up.
    NotSellable,
}

impl Refusal {
    pub const fn cause(self) -> &'static str {
        match self {
            Self::AlreadyOwned => "already_owned",
            Self::NotSellable => "not_sellable",
        }
    }

    /// For the customer.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::AlreadyOwned => "You owned this already through another order, so we sent the money back.",
            Self::NotSellable => "This was no longer for sale when the payment arrived, so we sent the money back.",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.cause())
    }
}

/// What was paid, line by line, for tracks the customer owned already: it goes back.
pub(super) type Surplus = Vec<LineRefund>;

/// Makes a locked order paid, or changes nothing and says why not. The order may be open or, when
/// money came late, closed.
pub(super) async fn fulfil(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    paid_with: &str,
    now: Timestamp,
) -> Result<Result<Surplus, Refusal>, Error> {
    queries::savepoint(conn).await?;
    let given = give(conn, shop, order, paid_with, now).await?;
    if given.is_err() {
        queries::back_to_savepoint(conn).await?;
    }
    Ok(given)
}

async fn give(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    paid_with: &str,
    now: Timestamp,
) -> Result<Result<Surplus, Refusal>, Error> {
    // As when an order is placed: the cart first, so that the two never wait crosswise.
    cart::queries::lock(conn, order.customer_id, now).await?;
    let tracks = queries::bought_tracks(conn, order.id).await?;
    let granted = grant(conn, order, &tracks, now).await?;
    if granted.is_empty() {
        return Ok(Err(Refusal::AlreadyOwned));
    }
    // An open order is a promise; a closed one is only kept when it still can be.
    let late = order.status.is_closed_unpaid();
    if late && granted.iter().any(|track| !track.on_sale) {
        return Ok(Err(Refusal::NotSellable));
    }
    if !take_stock(conn, order.id, now).await? || !promotions::uses::spend(conn, order.id, now).await? {
        return Ok(Err(Refusal::NotSellable));
    }
    if !pay_by_gift_card(conn, shop, order, now).await? {
        return Ok(Err(Refusal::NotSellable));
    }
    queries::set_status(conn, order, OrderStatus::Paid, now).await?;
    let paid_with = match order.by_gift_card() {
        Some((_, cents)) if order.to_pay_cents() > 0 => {
            format!("{}, and {} by gift card", paid_with.trim_end_matches('.'), order.money(cents))
        }
        _ => paid_with.to_owned(),
    };
    let invoice = write_invoice(conn, shop, order, &tracks, &paid_with, now).await?;
    books::record_sale(conn, order.id, now).await?;
    queries::empty_cart_of(conn, order.customer_id, order.id).await?;
    events::announce_paid(conn, shop, order, &granted, invoice.get(), now).await?;
    let entry = Entry::new(Actor::System, "order.paid", "order", order.id)
        .note(format!("{}, invoice {invoice}", order.total()));
    audit::record(conn, &entry, now, &shop.random).await?;
    let granted: HashSet<_> = granted.iter().map(|track| track.track_id).collect();
    let mut surplus: BTreeMap<OrderLineId, i64> = BTreeMap::new();
    for track in tracks.iter().filter(|track| track.price_cents > 0 && !granted.contains(&track.track_id)) {
        *surplus.entry(track.line_id).or_default() += track.price_cents;
    }
    Ok(Ok(surplus.into_iter().map(|(line, cents)| LineRefund { line, cents }).collect()))
}

/// What was not the customer's before.
async fn grant(
    conn: &mut Conn,
    order: &OrderRow,
    tracks: &[BoughtTrack],
    now: Timestamp,
) -> Result<Vec<BoughtTrack>, Error> {
    let mut ids: Vec<_> = tracks.iter().map(|track| track.track_id).collect();
    // In one order for everybody, so that two orders of one customer do not wait crosswise.
    ids.sort_unstable();
    let new: HashSet<_> = queries::grant(conn, order.id, order.customer_id, &ids, now).await?.into_iter().collect();
    Ok(tracks.iter().filter(|track| new.contains(&track.track_id)).cloned().collect())
}

/// Limited goods leave the shop: those set aside, or, when the reservation has been given up, those
/// still there. False when there are none.
async fn take_stock(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<bool, Error> {
    for wanted in queries::wanted_stock(conn, order).await? {
        if !wanted.held {
            if !queries::reserve(conn, &wanted.kind, wanted.ref_id, wanted.quantity).await? {
                return Ok(false);
            }
            queries::insert_reservation(conn, order, &wanted, now).await?;
        }
        queries::sell(conn, order, &wanted, now).await?;
    }
    Ok(true)
}

/// The gift card's part becomes a payment of its own, so that the payments sum to the total. False
/// when it had been given back and has been spent on something else since.
async fn pay_by_gift_card(conn: &mut Conn, shop: &Shop, order: &OrderRow, now: Timestamp) -> Result<bool, Error> {
    let Some(part) = order.by_gift_card() else { return Ok(true) };
    if !gift_cards::is_held(conn, shop, order.id, part, now).await? {
        return Ok(false);
    }
    let id = PaymentId::fresh(now, &shop.random);
    queries::insert_gift_card_payment(conn, id, order, gift_cards::PROVIDER, now).await?;
    Ok(true)
}

async fn write_invoice(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    tracks: &[BoughtTrack],
    paid_with: &str,
    now: Timestamp,
) -> Result<InvoiceId, Error> {
    let number = queries::next_number(conn, "invoice").await?;
    let id = InvoiceId::new(number).map_err(|error| Error::Protocol(error.to_string()))?;
    let seller = serde_json::to_string(&shop.settings.seller).map_err(|error| Error::Protocol(error.to_string()))?;
    let billing = order.billing();
    let invoice = NewInvoice { id, order, billing: &billing, issued_at: now, seller: &seller, paid_with };
    queries::insert_invoice(conn, &invoice).await?;
    queries::insert_invoice_lines(conn, id, tracks).await?;
    Ok(id)
}

/// The listener's library has taken the songs in: `paid` becomes `fulfilled`. Any other order stays
/// as it is, so that it can be called twice.
pub async fn mark_fulfilled(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<bool, Error> {
    queries::fulfilled(conn, order, now).await
}
