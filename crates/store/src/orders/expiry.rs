//! Orders that nobody pays: their time runs out, or the customer turns back.

use kernel::{CustomerId, EmployeeId, OrderId, Timestamp};
use sql::{Conn, Error};

use super::{
    OrderStatus, facts,
    queries::{self, OrderRow},
};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    gift_cards, promotions,
};

/// Orders closed in one round of the job loop.
const ROUND: i64 = 100;

/// Closes orders whose time has run out, and frees what they had set aside. Their payment pages are
/// closed by the reconciler; money that still comes is late, and treated so. Returns how many.
pub async fn expire_orders(shop: &Shop, now: Timestamp) -> Result<usize, Error> {
    let due = queries::overdue(&mut shop.db.read().await?, now, ROUND).await?;
    let mut closed = 0;
    for id in due {
        let mut tx = shop.db.begin().await?;
        if let Some(order) = queries::lock_any_order(&mut tx, id).await?
            && order.status == OrderStatus::PendingPayment
            && order.held_reason.is_none()
        {
            close(&mut tx, shop, &order, OrderStatus::Expired, Actor::System, now).await?;
            closed += 1;
        }
        tx.commit().await?;
    }
    Ok(closed)
}

/// Why an order cannot be canceled.
#[derive(Debug, thiserror::Error)]
pub enum CancelError {
    #[error("there is no order {0}")]
    Unknown(OrderId),
    #[error("it is {0}")]
    TooLate(OrderStatus),
    #[error(transparent)]
    Sql(#[from] Error),
}

/// Cancels an order nobody has paid. The payment page is closed first; if the money was faster, the
/// order is paid and not canceled. Canceled twice is canceled.
pub async fn cancel(shop: &Shop, customer: CustomerId, id: OrderId) -> Result<(), CancelError> {
    cancel_by(shop, Actor::Customer(customer), customer, id).await
}

/// The same by a member of staff, who was found to reach the customer.
pub async fn cancel_by_staff(
    shop: &Shop,
    by: EmployeeId,
    customer: CustomerId,
    id: OrderId,
) -> Result<(), CancelError> {
    cancel_by(shop, Actor::Staff(by), customer, id).await
}

async fn cancel_by(shop: &Shop, actor: Actor, customer: CustomerId, id: OrderId) -> Result<(), CancelError> {
    let now = shop.clock.now();
    let mut conn = shop.db.read().await?;
    let order = queries::order(&mut conn, customer, id).await?.ok_or(CancelError::Unknown(id))?;
    let payments = queries::payments(&mut conn, id).await?;
    drop(conn);
    if order.status == OrderStatus::PendingPayment {
        for provider_ref in
            payments.into_iter().filter(|payment| payment.is_open()).filter_map(|payment| payment.provider_ref)
        {
            match shop.gateway.cancel(&provider_ref).await {
                Ok(fact) => {
                    let mut tx = shop.db.begin().await?;
                    facts::apply_payment_fact(&mut tx, shop, &fact).await?;
                    tx.commit().await?;
                }
                Err(error) => tracing::warn!(order = %id, %error, "a payment page could not be closed yet"),
            }
        }
    }
    let mut tx = shop.db.begin().await?;
    let order = queries::lock_order(&mut tx, customer, id).await?.ok_or(CancelError::Unknown(id))?;
    match order.status {
        OrderStatus::Canceled => {}
        OrderStatus::PendingPayment => close(&mut tx, shop, &order, OrderStatus::Canceled, actor, now).await?,
        other => return Err(CancelError::TooLate(other)),
    }
    Ok(tx.commit().await?)
}

async fn close(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    status: OrderStatus,
    actor: Actor,
    now: Timestamp,
) -> Result<(), Error> {
    queries::set_status(conn, order, status, now).await?;
    release(conn, shop, order.id, now).await?;
    queries::ask_now(conn, order.id, now).await?;
    let action = if status == OrderStatus::Expired { "order.expired" } else { "order.canceled" };
    let entry = Entry::new(actor, action, "order", order.id).note(order.total().to_string());
    audit::record(conn, &entry, now, &shop.random).await
}

/// What the order had set aside can be had by others: copies, uses of promotions, and what a gift
/// card was to pay.
pub(super) async fn release(conn: &mut Conn, shop: &Shop, order: OrderId, now: Timestamp) -> Result<(), Error> {
    for wanted in queries::wanted_stock(conn, order).await?.into_iter().filter(|wanted| wanted.held) {
        queries::unreserve(conn, order, &wanted, now).await?;
    }
    promotions::uses::give_back(conn, order, now).await?;
    gift_cards::give_back(conn, shop, order, now).await
}
