//! Making an order of a cart.

use ::http::Problem;
use axum::http::StatusCode;
use kernel::{CustomerId, Money, OrderId, OrderLineId, Random, Timestamp};
use sql::Conn;

use super::{
    PlaceOrder, fulfil,
    queries::{self, NewOrder, OrderRow},
};
use crate::{
    Shop,
    cart::{self, Buyer, PricedCart},
    crash_point,
    idempotency::{Answer, Claim, Once},
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
    #[error(transparent)]
    Sql(#[from] sql::Error),
}

/// Makes an order of the customer's cart, once for `once`. Everything is local, so key, order and
/// answer are one transaction: parallel copies of the request wait for it and replay its answer.
pub async fn place(shop: &Shop, customer: CustomerId, request: &PlaceOrder, once: &Once) -> Result<Answer, Problem> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    if let Claim::Done(answer) = once.claim(&mut tx, now).await? {
        return Ok(answer);
    }
    crash_point("order.claimed");
    match make(&mut tx, shop, customer, request, now).await {
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
    now: Timestamp,
) -> Result<OrderRow, PlaceError> {
    cart::queries::lock(conn, customer, now).await?;
    let items = cart::queries::items(conn, customer).await?;
    let buyer = Buyer::customer(conn, customer, request.billing.country, now).await?;
    let cart = cart::price(conn, buyer, &items, shop.settings.currency).await?;
    if cart.charged().next().is_none() {
        return Err(PlaceError::EmptyCart);
    }
    let actual = cart.total();
    if actual != request.expected_total {
        return Err(PlaceError::PriceChanged { expected: request.expected_total, actual });
    }
    let id = write(conn, shop, customer, request, &cart, now).await?;
    reserve(conn, id, now).await?;
    crash_point("order.inserted");
    let order = queries::lock_any_order(conn, id).await?.ok_or(sql::Error::RowNotFound)?;
    if order.total_cents > 0 {
        return Ok(order);
    }
    // Nothing to pay: no provider is asked, and the music is the customer's at once. What the cart
    // offered a moment ago, in this transaction, cannot be refused.
    if let Err(refusal) = fulfil::fulfil(conn, shop, &order, fulfil::NOTHING_TO_PAY, now).await? {
        return Err(sql::Error::Protocol(format!("a free order could not be given: {refusal}")).into());
    }
    Ok(queries::lock_any_order(conn, id).await?.ok_or(sql::Error::RowNotFound)?)
}

async fn write(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    request: &PlaceOrder,
    cart: &PricedCart,
    now: Timestamp,
) -> Result<OrderId, sql::Error> {
    let id = OrderId::fresh(now, &shop.random);
    let new = NewOrder {
        id,
        number: &number(&shop.random),
        customer,
        currency: shop.settings.currency,
        subtotal: cart.subtotal().amount,
        total: cart.total().amount,
        billing: &request.billing,
        placed_at: now,
        expires_at: now + shop.settings.order_lifetime,
    };
    queries::insert_order(conn, &new).await?;
    for (position, item) in (1..).zip(cart.charged()) {
        queries::insert_line(conn, id, OrderLineId::fresh(now, &shop.random), position, item).await?;
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

/// Letters and digits that are not mistaken for each other.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Forty random bits: it can be read out on the phone, and says nothing about how much is sold.
fn number(random: &Random) -> String {
    let letters = random.bytes::<8>().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
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
            PlaceError::Sql(error) => error.into(),
        }
    }
}
