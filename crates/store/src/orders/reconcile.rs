//! Asking the provider, unasked: for the customer on the return page, and for every payment whose
//! outcome nobody has told us.

use std::time::Duration;

use kernel::{CustomerId, OrderId, Timestamp};
use payments::{GatewayError, PaymentFact};
use sql::Error;

use super::{
    facts::{self, Applied},
    pay,
    queries::{self, OrderRow, PaymentRow},
    refunds,
};
use crate::{Shop, crash_point};

/// Payments and refunds asked about in one round of the job loop.
const ROUND: i64 = 50;

/// The customer is back from the payment page: asks what came of it. When the provider does not
/// answer, the order stays as it is and the reconciler asks again. False for a stranger's order.
pub async fn settle(shop: &Shop, customer: CustomerId, id: OrderId) -> Result<bool, Error> {
    let mut conn = shop.db.read().await?;
    if queries::order(&mut conn, customer, id).await?.is_none() {
        return Ok(false);
    }
    let payments = queries::payments(&mut conn, id).await?;
    drop(conn);
    for provider_ref in
        payments.into_iter().filter(|payment| payment.is_open()).filter_map(|payment| payment.provider_ref)
    {
        match shop.gateway.lookup(&provider_ref).await {
            Ok(fact) => {
                apply(shop, &fact).await?;
            }
            Err(error) => tracing::warn!(order = %id, %error, "the return page got no answer about a payment"),
        }
    }
    Ok(true)
}

/// What a round found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Payments asked about.
    pub payments: usize,
    /// Refunds sent (again).
    pub refunds: usize,
}

/// Asks about every payment that is open for longer than it should, closes the pages of orders that
/// are closed, and sends refunds that wait. There is no upper age: what is open is asked about for
/// ever, less and less often.
pub async fn reconcile(shop: &Shop, now: Timestamp) -> Result<Reconciled, Error> {
    let mut conn = shop.db.read().await?;
    let payments = queries::due_payments(&mut conn, now, ROUND).await?;
    let refunds = queries::due_refunds(&mut conn, now, ROUND).await?;
    drop(conn);
    let round = Reconciled { payments: payments.len(), refunds: refunds.len() };
    for payment in payments {
        ask(shop, &payment, now).await?;
    }
    for refund in refunds {
        refunds::send(shop, &refund, now).await?;
    }
    Ok(round)
}

/// One minute at first, then a quarter of the payment's age, at most an hour.
fn next_question(payment: &PaymentRow, now: Timestamp) -> Timestamp {
    let wait = (now.since(payment.created_at) / 4).clamp(Duration::from_secs(60), Duration::from_secs(3_600));
    now + wait
}

async fn ask(shop: &Shop, payment: &PaymentRow, now: Timestamp) -> Result<(), Error> {
    let mut tx = shop.db.begin().await?;
    let leased = queries::ask_later(&mut tx, payment, next_question(payment, now)).await?;
    let order = queries::lock_any_order(&mut tx, payment.order_id).await?;
    tx.commit().await?;
    let (true, Some(order)) = (leased, order) else { return Ok(()) };
    let Some(provider_ref) = name(shop, &order, payment, now).await? else { return Ok(()) };
    let answer = if order.status.is_open() {
        shop.gateway.lookup(&provider_ref).await
    } else {
        shop.gateway.cancel(&provider_ref).await
    };
    match answer {
        Ok(fact) => {
            apply(shop, &fact).await?;
        }
        Err(error) => {
            tracing::warn!(order = %order.id, payment = %payment.id, %error, "the reconciler got no clear answer")
        }
    }
    Ok(())
}

/// What the provider calls the payment. When its answer was lost, the same call gives it again.
async fn name(shop: &Shop, order: &OrderRow, payment: &PaymentRow, now: Timestamp) -> Result<Option<String>, Error> {
    if payment.provider_ref.is_some() {
        return Ok(payment.provider_ref.clone());
    }
    let request = pay::request(&mut shop.db.read().await?, shop, order, payment).await?;
    let opened = shop.gateway.create_checkout(&request).await;
    let mut tx = shop.db.begin().await?;
    let provider_ref = match opened {
        Ok(checkout) => {
            queries::store_ref(&mut tx, payment.id, &checkout.provider_ref, &checkout.redirect_url, now).await?;
            Some(checkout.provider_ref)
        }
        Err(GatewayError::Declined(decline)) => {
            pay::refused(&mut tx, order.id, payment.id, Some(&decline), now).await?;
            None
        }
        // Its time is over, and it was never opened: nobody can pay on it.
        Err(GatewayError::Invalid(_)) => {
            pay::refused(&mut tx, order.id, payment.id, None, now).await?;
            None
        }
        Err(GatewayError::Unknown(_)) => None,
    };
    tx.commit().await?;
    Ok(provider_ref)
}

async fn apply(shop: &Shop, fact: &PaymentFact) -> Result<Applied, Error> {
    let mut tx = shop.db.begin().await?;
    let applied = facts::apply_payment_fact(&mut tx, shop, fact).await?;
    crash_point("fact.applied");
    tx.commit().await?;
    crash_point("fact.committed");
    Ok(applied)
}
