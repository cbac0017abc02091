//! Making an order of a cart.

use ::http::Problem;
use axum::http::StatusCode;
use kernel::{CountryCode, CustomerId, Money, OrderId, OrderLineId, Random, Timestamp};
use sql::Conn;

use super::{
    Billing, Order, PlaceOrder, fulfil,
    queries::{self, NewOrder, OrderRow},
};
use crate::{
    Shop,
    cart::{self, Buyer, PricedCart},
    codes, crash_point, download_codes, gift_cards,
    idempotency::{Answer, Claim, Once},
    promotions, tax,
};

/// Why no order was made. All of them are definite: the same request can only be refused again.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    #[error("there is nothing in the cart that can be bought")]
    EmptyCart,
    #[error("the cart costs {actual}, not {expected}")]
    PriceChanged { expected: Money, actual: Money },
    #[error("{0} is sold out")]
    SoldOut(String),
    #[error("the promotion {0} has no use left")]
    PromotionUsedUp(String),
    #[error("the gift card cannot pay its part any more")]
    GiftCardSpent,
    #[error(transparent)]
    Sql(#[from] sql::Error),
}

/// Makes an order of the customer's cart, once for `once`. Everything is local, so key, order and
/// answer are one transaction: parallel copies of the request wait for it and replay its answer.
///
/// `network` is the country the request came from, where a trusted proxy tells it.
pub async fn place(
    shop: &Shop,
    customer: CustomerId,
    request: &PlaceOrder,
    network: Option<CountryCode>,
    once: &Once,
) -> Result<Answer, Problem> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    if let Claim::Done(answer) = once.claim(&mut tx, now).await? {
        return Ok(answer);
    }
    crash_point("order.claimed");
    match make(&mut tx, shop, customer, request, network, now).await {
        Ok(order) => {
            let answer = Answer::new(StatusCode::CREATED, &queries::view(&mut tx, &order).await?);
            once.keep(&mut tx, &answer).await?;
            tx.commit().await?;
            crash_point("order.committed");
            Ok(answer)
        }
        Err(error) => {
            drop(tx);
            refuse(shop, once, error.into(), now).await
        }
    }
}

/// A definite refusal is kept under the key, in a transaction of its own: the one of the attempt
/// may hold half an order.
async fn refuse(shop: &Shop, once: &Once, problem: Problem, now: Timestamp) -> Result<Answer, Problem> {
    if !Once::is_definite(&problem) {
        return Err(problem);
    }
    let mut tx = shop.db.begin().await?;
    if let Claim::Done(answer) = once.claim(&mut tx, now).await? {
        return Ok(answer);
    }
    let answer = Answer::problem(&problem);
    once.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

async fn make(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    request: &PlaceOrder,
    network: Option<CountryCode>,
    now: Timestamp,
) -> Result<OrderRow, PlaceError> {
    cart::queries::lock(conn, customer, now).await?;
    let items = cart::queries::items(conn, customer).await?;
    let buyer = Buyer::customer(conn, customer, request.billing.country, now).await?;
    let chosen = cart::queries::chosen(conn, customer).await?;
    let mut cart = cart::quote(conn, buyer, &items, shop.settings.currency, chosen).await?;
    if cart.charged().next().is_none() {
        return Err(PlaceError::EmptyCart);
    }
    for (expected, actual) in [(Some(request.expected_total), cart.total()), (request.expected_to_pay, cart.to_pay())] {
        if let Some(expected) = expected.filter(|expected| *expected != actual) {
            return Err(PlaceError::PriceChanged { expected, actual });
        }
    }
    let tax = tax::of_order(conn, customer, request.billing.country, network, now).await?;
    cart.include_tax(tax.bp());
    let id = write(conn, shop, customer, &request.billing, &cart, ("shop", &tax), now).await?;
    // Stock, promotions, gift card: in one order for everybody.
    reserve(conn, id, now).await?;
    if let Err(name) = promotions::uses::take(conn, &cart, id, customer, now).await? {
        return Err(PlaceError::PromotionUsedUp(name));
    }
    if let Some(card) = &cart.gift_card
        && !gift_cards::hold(conn, shop, card.id, card.amount.amount, id, now).await?
    {
        return Err(PlaceError::GiftCardSpent);
    }
    crash_point("order.inserted");
    let order = queries::lock_any_order(conn, id).await?.ok_or(sql::Error::RowNotFound)?;
    if order.to_pay_cents() > 0 {
        return Ok(order);
    }
    let paid_with = if order.total_cents > 0 { fulfil::GIFT_CARD } else { fulfil::NOTHING_TO_PAY };
    Ok(fulfil_now(conn, shop, &order, paid_with, now).await?)
}

/// Nothing to pay: no provider is asked, and the music is the customer's at once. What was offered
/// a moment ago, in this transaction, cannot be refused.
async fn fulfil_now(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    paid_with: &str,
    now: Timestamp,
) -> Result<OrderRow, sql::Error> {
    if let Err(refusal) = fulfil::fulfil(conn, shop, order, paid_with, now).await? {
        return Err(sql::Error::Protocol(format!("a free order could not be given: {refusal}")));
    }
    queries::lock_any_order(conn, order.id).await?.ok_or(sql::Error::RowNotFound)
}

/// An order of total zero for a download code, fulfilled at once. `None` when it is sold out.
pub(crate) async fn give_away(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    cart: &PricedCart,
    now: Timestamp,
) -> Result<Option<Order>, sql::Error> {
    let name = queries::mail_address(conn, customer).await?.map(|(name, _)| name).unwrap_or_default();
    let billing = Billing {
        name,
        line1: String::new(),
        line2: None,
        city: String::new(),
        region: None,
        postal_code: None,
        country: None,
    };
    let source = (download_codes::SOURCE, &tax::Decision::default());
    let id = write(conn, shop, customer, &billing, cart, source, now).await?;
    match reserve(conn, id, now).await {
        Ok(()) => {}
        Err(PlaceError::Sql(error)) => return Err(error),
        Err(_) => return Ok(None),
    }
    let order = queries::lock_any_order(conn, id).await?.ok_or(sql::Error::RowNotFound)?;
    let order = fulfil_now(conn, shop, &order, download_codes::PAID_WITH, now).await?;
    queries::view(conn, &order).await.map(Some)
}

async fn write(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    billing: &Billing,
    cart: &PricedCart,
    (source, tax): (&str, &tax::Decision),
    now: Timestamp,
) -> Result<OrderId, sql::Error> {
    let id = OrderId::fresh(now, &shop.random);
    let new = NewOrder {
        id,
        number: &number(&shop.random),
        customer,
        source,
        currency: shop.settings.currency,
        subtotal: cart.subtotal().amount,
        total: cart.total().amount,
        gift_card: cart.gift_card.as_ref().map(|card| (card.id, card.amount.amount)),
        billing,
        tax,
        included_tax: cart.included_tax(),
        placed_at: now,
        expires_at: now + shop.settings.order_lifetime,
    };
    queries::insert_order(conn, &new).await?;
    for (position, (at, item)) in (1..).zip(cart.charged_places()) {
        let line = OrderLineId::fresh(now, &shop.random);
        queries::insert_line(conn, id, line, position, item, tax.bp()).await?;
        for discount in &cart.discounts {
            queries::insert_line_discount(conn, id, line, discount, discount.of_items[at]).await?;
        }
    }
    Ok(id)
}

/// Sets limited goods aside until the order is paid, expires or is canceled.
async fn reserve(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<(), PlaceError> {
    for wanted in queries::wanted_stock(conn, order).await? {
        if !queries::reserve(conn, &wanted.kind, wanted.ref_id, wanted.quantity).await? {
            return Err(PlaceError::SoldOut(format!("{} {}", wanted.kind, wanted.ref_id)));
        }
        queries::insert_reservation(conn, order, &wanted, now).await?;
    }
    Ok(())
}

/// Forty random bits: it can be read out on the phone, and says nothing about how much is sold.
fn number(random: &Random) -> String {
    let letters = random.bytes::<8>().map(|byte| char::from(codes::ALPHABET[usize::from(byte % 32)]));
    format!("C-{}", letters.iter().collect::<String>())
}

impl From<PlaceError> for Problem {
    fn from(error: PlaceError) -> Self {
        match error {
            PlaceError::EmptyCart => Self::conflict(
                "empty-cart",
                "Nothing to buy",
                "There is nothing in the cart that can be bought. Put some music into it first.",
            ),
            PlaceError::PriceChanged { expected, actual } => Self::conflict(
                "price-changed",
                "The price has changed",
                format!(
                    "The cart costs {actual} now, not {expected}. Look at the cart again and confirm the new total."
                ),
            )
            .with("expected_total", expected)
            .with("actual_total", actual),
            PlaceError::SoldOut(what) => Self::conflict(
                "sold-out",
                "Sold out",
                format!("The last copies of {what} have just been taken. Take it out of the cart to buy the rest."),
            ),
            PlaceError::PromotionUsedUp(name) => Self::conflict(
                "promotion-used-up",
                "The promotion has just been used up",
                format!(
                    "The last use of “{name}” has just been taken. Look at the cart again: it shows the price without it."
                ),
            ),
            PlaceError::GiftCardSpent => Self::conflict(
                "gift-card-not-usable",
                "The gift card cannot pay",
                "The gift card has less on it now than a moment ago. Look at the cart again: it shows what is left to pay.",
            ),
            PlaceError::Sql(error) => error.into(),
        }
    }
}
