//! What a provider says about money, and what follows from it.

use kernel::{RefundId, Timestamp};
use payments::{PaymentFact, PaymentState};
use sql::{Conn, Error};

use super::{
    LineRefund, OrderStatus, fulfil,
    queries::{self, NewRefund, OrderRow, PaymentChange, PaymentRow},
    refunds,
};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    gift_cards,
};

/// What a fact changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// The order is paid.
    Paid,
    /// There is money, but the goods cannot be given: it goes back.
    SentBack,
    /// The payment went on; the order may have.
    Noted,
    /// It was known already, or something further is.
    Unchanged,
    /// Amount, currency or order differ from ours: nothing is given until a person has looked.
    Held,
    /// We have no payment of this name (yet).
    UnknownPayment,
}

impl Applied {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::SentBack => "sent_back",
            Self::Noted => "noted",
            Self::Unchanged => "unchanged",
            Self::Held => "held",
            Self::UnknownPayment => "unknown_payment",
        }
    }
}

/// Applies what the provider answered when asked, in the caller's transaction. The return page, the
/// inbox and the reconciler all come here. The order is locked first, so that facts queue; a fact
/// that is known, or less far than what is known, is a success that changes nothing.
pub async fn apply_payment_fact(conn: &mut Conn, shop: &Shop, fact: &PaymentFact) -> Result<Applied, Error> {
    let Some(order) = queries::order_of_payment(conn, fact.provider, &fact.provider_ref).await? else {
        return Ok(Applied::UnknownPayment);
    };
    let Some(order) = queries::lock_any_order(conn, order).await? else {
        return Ok(Applied::UnknownPayment);
    };
    let payments = queries::payments(conn, order.id).await?;
    let named = |payment: &&PaymentRow| {
        payment.provider == fact.provider && payment.provider_ref.as_deref() == Some(&fact.provider_ref)
    };
    let Some(payment) = payments.iter().find(named) else {
        return Ok(Applied::UnknownPayment);
    };
    if let Some(difference) = difference(&order, payment, fact) {
        return hold(conn, shop, &order, fact, &difference).await;
    }
    let now = shop.clock.now();
    let further = queries::rank(fact.state) > payment.rank();
    let declined_again = fact.state == PaymentState::RequiresAction
        && payment.rank() == queries::rank(fact.state)
        && fact.decline.is_some();
    let applied = match fact.state {
        _ if !further && !declined_again => Applied::Unchanged,
        PaymentState::Succeeded => succeeded(conn, shop, &order, payment, &payments, now).await?,
        state => open_or_lost(conn, &order, payment, state, fact, now).await?,
    };
    if fact.state == PaymentState::Succeeded {
        refunded_elsewhere(conn, shop, payment, fact, now).await?;
    }
    Ok(applied)
}

/// What does not fit between the provider's payment and ours.
fn difference(order: &OrderRow, payment: &PaymentRow, fact: &PaymentFact) -> Option<String> {
    if fact.order_id != order.id {
        return Some(format!("the provider names order {}", fact.order_id));
    }
    (fact.amount != payment.amount())
        .then(|| format!("the provider has {}, the order {}", fact.amount, payment.amount()))
}

async fn hold(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    fact: &PaymentFact,
    difference: &str,
) -> Result<Applied, Error> {
    let reason = format!("payment {} of {}: {difference}", fact.provider_ref, fact.provider);
    if queries::hold(conn, order.id, &reason).await? {
        tracing::error!(alert = true, order = %order.id, reason, "a payment does not fit its order: held, no goods given");
        let entry = Entry::new(Actor::System, "order.held", "order", order.id).note(reason);
        audit::record(conn, &entry, shop.clock.now(), &shop.random).await?;
    }
    Ok(Applied::Held)
}

/// Still open, or over without money: the order stays payable.
async fn open_or_lost(
    conn: &mut Conn,
    order: &OrderRow,
    payment: &PaymentRow,
    state: PaymentState,
    fact: &PaymentFact,
    now: Timestamp,
) -> Result<Applied, Error> {
    let decline = fact.decline.as_ref().map(|decline| (decline.code.as_str(), decline.message.as_str()));
    queries::set_payment(conn, payment.id, &PaymentChange { state, surplus: false, decline }, now).await?;
    match (order.status, state) {
        (OrderStatus::PendingPayment, PaymentState::Processing) => {
            queries::set_status(conn, order, OrderStatus::Processing, now).await?;
        }
        (OrderStatus::Processing, PaymentState::Failed | PaymentState::Canceled | PaymentState::Expired) => {
            queries::set_status(conn, order, OrderStatus::PendingPayment, now).await?;
            queries::set_problem(conn, order.id, &problem(state, fact)).await?;
        }
        (OrderStatus::PendingPayment, PaymentState::RequiresAction) if decline.is_none() => {}
        (OrderStatus::PendingPayment, _) => queries::set_problem(conn, order.id, &problem(state, fact)).await?,
        _ => {}
    }
    Ok(Applied::Noted)
}

/// For the customer: what happened and what to do.
fn problem(state: PaymentState, fact: &PaymentFact) -> String {
    match (&fact.decline, state) {
        (Some(decline), _) => decline.message.clone(),
        (None, PaymentState::Canceled) => {
            "The payment was canceled and nothing was charged. You can pay again.".to_owned()
        }
        (None, PaymentState::Expired) => {
            "The payment page was open for too long and nothing was charged. You can pay again.".to_owned()
        }
        (None, _) => {
            "The payment did not go through and nothing was charged. Try again, or use another card.".to_owned()
        }
    }
}

/// There is money: goods for it, or it goes back.
async fn succeeded(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    payment: &PaymentRow,
    payments: &[PaymentRow],
    now: Timestamp,
) -> Result<Applied, Error> {
    let paid_before = payments.iter().any(|other| other.rank() == 4 && !other.surplus);
    let wanted = order.status.is_open() || order.status.is_closed_unpaid();
    let surplus = paid_before || !wanted;
    queries::set_payment(
        conn,
        payment.id,
        &PaymentChange { state: PaymentState::Succeeded, surplus, decline: None },
        now,
    )
    .await?;
    // Other pages of this order are closed by the reconciler.
    queries::ask_now(conn, order.id, now).await?;
    if surplus {
        tracing::error!(alert = true, order = %order.id, payment = %payment.id, "an order was paid twice: the second payment goes back");
        let reason = "This order was paid twice, so we sent the second payment back.";
        send_back(conn, shop, payment, payment.amount_cents, ("paid_twice", reason), now).await?;
        return Ok(Applied::SentBack);
    }
    match fulfil::fulfil(conn, shop, order, paid_with(&payment.provider), now).await? {
        Ok(already_owned) => {
            if !already_owned.is_empty() {
                send_back_owned(conn, shop, payment, &already_owned, now).await?;
            }
            Ok(Applied::Paid)
        }
        Err(refusal) => {
            tracing::warn!(order = %order.id, cause = %refusal, "money came for goods that cannot be given: it goes back");
            if order.status.is_open() {
                queries::set_status(conn, order, OrderStatus::Canceled, now).await?;
                super::expiry::release(conn, shop, order.id, now).await?;
            }
            queries::set_problem(conn, order.id, refusal.reason()).await?;
            send_back(conn, shop, payment, payment.amount_cents, (refusal.cause(), refusal.reason()), now).await?;
            Ok(Applied::SentBack)
        }
    }
}

fn paid_with(provider: &str) -> &'static str {
    match provider {
        payments::test::PROVIDER => "Test payment (no money moved)",
        _ => "Card",
    }
}

/// The price of what the customer owned already: to where money came from first, the rest to the gift card.
async fn send_back_owned(
    conn: &mut Conn,
    shop: &Shop,
    payment: &PaymentRow,
    lines: &[LineRefund],
    now: Timestamp,
) -> Result<(), Error> {
    let why =
        ("already_owned", "You owned some of these tracks already through another order, so we sent their price back.");
    let cents: i64 = lines.iter().map(|line| line.cents).sum();
    let money = cents.min(payment.amount_cents);
    let mut lines = refunds::split(lines, &[money, cents - money]).into_iter();
    let of_money = lines.next().unwrap_or_default();
    let refund = send_back(conn, shop, payment, money, why, now).await?;
    write_lines(conn, refund, &of_money).await?;
    let card = queries::payments(conn, payment.order_id).await?;
    let card = card.into_iter().find(|payment| payment.provider == gift_cards::PROVIDER);
    if let Some(card) = card.filter(|_| cents > money) {
        let refund = send_back(conn, shop, &card, cents - money, why, now).await?;
        write_lines(conn, refund, &lines.next().unwrap_or_default()).await?;
    }
    Ok(())
}

async fn write_lines(conn: &mut Conn, refund: Option<RefundId>, lines: &[LineRefund]) -> Result<(), Error> {
    match refund {
        Some(refund) => queries::insert_refund_lines(conn, refund, lines).await,
        None => Ok(()),
    }
}

/// Writes a refund that the worker sends. The key names the payment and the cause, so that it is
/// written once: then it answers the refund.
async fn send_back(
    conn: &mut Conn,
    shop: &Shop,
    payment: &PaymentRow,
    cents: i64,
    (cause, reason): (&str, &str),
    now: Timestamp,
) -> Result<Option<RefundId>, Error> {
    if !queries::reserve_refund(conn, payment.id, cents).await? {
        tracing::error!(alert = true, payment = %payment.id, cause, "a refund is due, but less money is left");
        return Ok(None);
    }
    let amount = kernel::Money::new(cents, payment.currency);
    let key = format!("{cause}:{}", payment.id);
    let id = RefundId::fresh(now, &shop.random);
    let new = NewRefund {
        id,
        order: payment.order_id,
        payment: payment.id,
        amount,
        cause,
        reason,
        key: &key,
        employee: None,
        now,
    };
    if queries::insert_refund(conn, &new).await? {
        return Ok(Some(id));
    }
    queries::release_refund(conn, payment.id, cents).await?;
    Ok(None)
}

/// Money that staff sent back on the provider's own pages: more is gone than we know of.
async fn refunded_elsewhere(
    conn: &mut Conn,
    shop: &Shop,
    payment: &PaymentRow,
    fact: &PaymentFact,
    now: Timestamp,
) -> Result<(), Error> {
    let Some(payment) = queries::payment(conn, payment.id).await? else { return Ok(()) };
    // Our own refunds are counted before they are sent, so they never show here.
    let more = fact.refunded.amount - payment.refunding_cents;
    if more <= 0 || !queries::reserve_refund(conn, payment.id, more).await? {
        return Ok(());
    }
    let key = format!("at_provider:{}:{}", payment.id, fact.refunded.amount);
    let id = RefundId::fresh(now, &shop.random);
    let amount = kernel::Money::new(more, payment.currency);
    let reason = "Refunded by the shop's staff.";
    let new = NewRefund {
        id,
        order: payment.order_id,
        payment: payment.id,
        amount,
        cause: "at_provider",
        reason,
        key: &key,
        employee: None,
        now,
    };
    queries::insert_refund(conn, &new).await?;
    refunds::complete(conn, shop, id, None, now).await
}
