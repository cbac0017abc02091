//! Sending the customer to the provider's payment page.

use std::time::Duration;

use ::http::Problem;
use axum::http::StatusCode;
use kernel::{CustomerId, OrderId, PaymentId, Timestamp};
use payments::{Checkout, CheckoutLine, CheckoutRequest, Decline, GatewayError, PaymentState};
use serde::Serialize;
use sql::{Conn, Error};
use utoipa::ToSchema;

use super::{
    OrderStatus,
    queries::{self, OrderRow, PaymentChange, PaymentRow},
};
use crate::{
    Shop, crash_point,
    idempotency::{Answer, Claim, Once},
};

/// After this many attempts an order is not paid any more.
const MAX_ATTEMPTS: i64 = 20;
/// The reconciler asks about a payment nobody has told us about after this long.
pub(super) const FIRST_QUESTION: Duration = Duration::from_secs(120);

/// Where the browser goes to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PaymentPage {
    pub redirect_url: String,
}

/// Why an order cannot be paid.
#[derive(Debug, thiserror::Error)]
pub enum PayError {
    #[error("there is no order {0}")]
    Unknown(OrderId),
    #[error("it is paid already")]
    AlreadyPaid,
    #[error("the bank is at work")]
    Processing,
    #[error("it is {0}")]
    Closed(OrderStatus),
    #[error("a person has to look at it first")]
    Held,
    #[error("all of it is owned already")]
    AlreadyOwned,
    #[error("it was tried too often")]
    TooManyAttempts,
    #[error(transparent)]
    Sql(#[from] Error),
}

/// What stands between the customer and the payment page.
enum Step {
    Go(String),
    Ask(Box<CheckoutRequest>, PaymentId),
}

/// Opens a payment page for the order, or finds the one that is open. The attempt is written before
/// the provider is called, with a key that follows from it: whatever is lost on the way, asking
/// again gives the same page.
pub async fn pay(shop: &Shop, customer: CustomerId, order: OrderId, once: &Once) -> Result<Answer, Problem> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    if let Claim::Done(answer) = once.claim(&mut tx, now).await? {
        return Ok(answer);
    }
    let (request, payment) = match prepare(&mut tx, shop, customer, order, now).await {
        Ok(Step::Ask(request, payment)) => (request, payment),
        Ok(Step::Go(redirect_url)) => {
            return keep(once, tx, Answer::new(StatusCode::OK, &PaymentPage { redirect_url })).await;
        }
        Err(error) => {
            let problem = Problem::from(error);
            return if Once::is_definite(&problem) {
                keep(once, tx, Answer::problem(&problem)).await
            } else {
                Err(problem)
            };
        }
    };
    tx.commit().await?;
    crash_point("pay.claimed");
    let opened = shop.gateway.create_checkout(&request).await;
    crash_point("pay.created");
    let mut tx = shop.db.begin().await?;
    match opened {
        Ok(Checkout { provider_ref, redirect_url }) => {
            queries::store_ref(&mut tx, payment, &provider_ref, &redirect_url, now).await?;
            let answer = keep(once, tx, Answer::new(StatusCode::OK, &PaymentPage { redirect_url })).await?;
            crash_point("pay.stored");
            Ok(answer)
        }
        Err(GatewayError::Declined(decline)) => {
            refused(&mut tx, order, payment, Some(&decline), now).await?;
            keep(once, tx, Answer::problem(&declined(&decline))).await
        }
        Err(GatewayError::Unknown(why)) => {
            once.free(&mut tx).await?;
            tx.commit().await?;
            tracing::warn!(order = %order, why, "the payment page was not answered clearly");
            Err(Problem::unavailable(
                "The payment provider does not answer. Nothing was charged; try again in a moment.",
            ))
        }
        Err(GatewayError::Invalid(why)) => {
            refused(&mut tx, order, payment, None, now).await?;
            once.free(&mut tx).await?;
            tx.commit().await?;
            Err(Problem::internal(why))
        }
    }
}

async fn keep(once: &Once, mut tx: sql::Tx, answer: Answer) -> Result<Answer, Problem> {
    once.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

async fn prepare(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    id: OrderId,
    now: Timestamp,
) -> Result<Step, PayError> {
    let order = queries::lock_order(conn, customer, id).await?.ok_or(PayError::Unknown(id))?;
    let payments = queries::payments(conn, id).await?;
    check(&order, &payments, now)?;
    if queries::all_owned(conn, &order).await? {
        return Err(PayError::AlreadyOwned);
    }
    let payment = match payments.into_iter().next() {
        Some(open) if open.is_open() => open,
        last => {
            let attempt = last.map_or(1, |last| last.attempt + 1);
            if attempt > MAX_ATTEMPTS {
                return Err(PayError::TooManyAttempts);
            }
            new_attempt(conn, shop, &order, attempt, now).await?
        }
    };
    if let Some(url) = payment.redirect_url {
        return Ok(Step::Go(url));
    }
    let request = request(conn, shop, &order, &payment).await?;
    Ok(Step::Ask(Box::new(request), payment.id))
}

fn check(order: &OrderRow, payments: &[PaymentRow], now: Timestamp) -> Result<(), PayError> {
    let succeeded = payments.iter().any(|payment| payment.rank() == 4);
    match order.status {
        OrderStatus::Expired | OrderStatus::Canceled | OrderStatus::Refunded => Err(PayError::Closed(order.status)),
        _ if succeeded => Err(PayError::AlreadyPaid),
        OrderStatus::Processing => Err(PayError::Processing),
        OrderStatus::PendingPayment if order.held_reason.is_some() => Err(PayError::Held),
        OrderStatus::PendingPayment if order.expires_at.is_some_and(|at| at <= now) => {
            Err(PayError::Closed(OrderStatus::Expired))
        }
        OrderStatus::PendingPayment => Ok(()),
        _ => Err(PayError::AlreadyPaid),
    }
}

async fn new_attempt(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    attempt: i64,
    now: Timestamp,
) -> Result<PaymentRow, Error> {
    let payment = PaymentRow {
        id: PaymentId::fresh(now, &shop.random),
        order_id: order.id,
        attempt,
        provider: shop.gateway.provider().to_owned(),
        provider_ref: None,
        redirect_url: None,
        state: "created".to_owned(),
        amount_cents: order.to_pay_cents(),
        currency: order.currency,
        surplus: false,
        refunding_cents: 0,
        ask_at: now + FIRST_QUESTION,
        created_at: now,
    };
    queries::insert_payment(conn, &payment).await?;
    Ok(payment)
}

/// Made of the order's snapshot alone, so that it is the same each time: providers refuse a key that
/// comes with other parameters.
pub(super) async fn request(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    payment: &PaymentRow,
) -> Result<CheckoutRequest, Error> {
    let lines = queries::checkout_lines(conn, order).await?;
    let back = format!("{}/checkout/return?order={}", shop.settings.public_url, order.id);
    Ok(CheckoutRequest {
        idempotency_key: payment.create_key(),
        order_id: order.id,
        amount: payment.amount(),
        description: format!("Order {}", order.number),
        lines: lines.into_iter().map(|(title, detail, amount)| CheckoutLine { title, detail, amount }).collect(),
        // The provider asks the customer itself; it learns no more from us than it needs.
        customer_email: None,
        cancel_url: format!("{back}&canceled=1"),
        return_url: back,
        expires_at: order.expires_at.unwrap_or(order.placed_at),
    })
}

/// The provider will not open this page: the next try is a new attempt.
pub(super) async fn refused(
    conn: &mut Conn,
    order: OrderId,
    payment: PaymentId,
    decline: Option<&Decline>,
    now: Timestamp,
) -> Result<(), Error> {
    queries::lock_any_order(conn, order).await?;
    let Some(row) = queries::payment(conn, payment).await? else { return Ok(()) };
    if row.rank() > 0 {
        return Ok(());
    }
    let texts = decline.map(|decline| (decline.code.as_str(), decline.message.as_str()));
    let change = PaymentChange { state: PaymentState::Failed, surplus: false, decline: texts };
    queries::set_payment(conn, payment, &change, now).await?;
    if let Some(decline) = decline {
        queries::set_problem(conn, order, &decline.message).await?;
    }
    Ok(())
}

fn declined(decline: &Decline) -> Problem {
    Problem::conflict("payment-declined", "The payment was declined", decline.message.clone())
        .with("code", &decline.code)
}

impl From<PayError> for Problem {
    fn from(error: PayError) -> Self {
        let conflict = |slug, title, detail: &str| Self::conflict(slug, title, detail);
        match error {
            PayError::Unknown(id) => Self::not_found("order", id),
            PayError::AlreadyPaid => {
                conflict("already-paid", "Already paid", "This order is paid. Find your music in your purchases.")
            }
            PayError::Processing => conflict(
                "payment-processing",
                "The payment is under way",
                "Your bank is still at work on this order. Nothing is to be done; look again in a few minutes.",
            ),
            PayError::Closed(OrderStatus::Canceled) => conflict(
                "order-canceled",
                "The order was canceled",
                "This order was canceled. Your cart still has the music: order it again.",
            ),
            PayError::Closed(OrderStatus::Refunded) => conflict(
                "order-refunded",
                "The order was refunded",
                "The money of this order went back. Order it again to buy it.",
            ),
            PayError::Closed(_) => conflict(
                "order-expired",
                "The order has expired",
                "Nobody paid in time, so this order is closed. Your cart still has the music: order it again.",
            ),
            PayError::Held => conflict(
                "order-held",
                "The order is being looked at",
                "Something about a payment of this order does not fit, and a person looks at it. We will write to you.",
            ),
            PayError::AlreadyOwned => conflict(
                "already-owned",
                "Already yours",
                "You own all of this already. Cancel this order; nothing was charged for it.",
            ),
            PayError::TooManyAttempts => conflict(
                "too-many-payments",
                "Too many attempts to pay",
                "This order was tried too often. Cancel it and order again, with another card.",
            ),
            PayError::Sql(error) => error.into(),
        }
    }
}
