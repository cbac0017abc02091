//! Money that goes back: set aside first, sent after the commit, confirmed in a second transaction.
//!
//! Pending and succeeded refunds of a payment together never exceed what was captured: the amount
//! is set aside by one conditional update before the provider is called. What the provider did not
//! answer clearly stays pending, and is sent again with the same key.

use std::time::Duration;

use kernel::{EmployeeId, Money, OrderId, OrderLineId, RefundId, Timestamp, TrackId};
use payments::{GatewayError, RefundState};
use sql::{Conn, Error};

use super::{
    OrderStatus, events,
    queries::{self, NewRefund, OrderRow, PaymentRow, RefundRow},
};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    books, crash_point, gift_cards, inventory, tax,
};

/// A refund as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundView {
    pub id: RefundId,
    pub order_id: OrderId,
    pub amount: Money,
    pub state: RefundState,
    /// Why it failed.
    pub problem: Option<String>,
}

/// What staff ask for.
#[derive(Debug, Clone)]
pub struct RefundRequest<'a> {
    pub amount: Money,
    /// What it is for, when it is for certain lines: their cents sum to the amount.
    pub lines: &'a [LineRefund],
    /// The customer reads it.
    pub reason: &'a str,
    /// The same key is the same refund.
    pub key: &'a str,
    pub by: Option<EmployeeId>,
}

/// What goes back of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineRefund {
    pub line: OrderLineId,
    pub cents: i64,
}

/// Why no refund was made.
#[derive(Debug, thiserror::Error)]
pub enum RefundError {
    #[error("there is no such order")]
    UnknownOrder,
    #[error("the order has not been paid here")]
    NotPaid,
    #[error("the customer's bank is deciding about this payment; wait for its decision")]
    Disputed,
    #[error("a refund is positive and in the order's currency")]
    WrongAmount,
    #[error("only {left} is left to refund")]
    TooMuch { left: Money },
    #[error("the order has no line {0}")]
    UnknownLine(OrderLineId),
    #[error("only {left} of the line is left to refund")]
    LineTooMuch { line: OrderLineId, left: Money },
    #[error("the lines do not sum to the amount")]
    LinesDiffer,
    #[error("this key was used for another refund")]
    KeyReused,
    #[error(transparent)]
    Sql(#[from] Error),
}

/// While one worker sends a refund, no other does; then it is tried again.
const LEASE: Duration = Duration::from_secs(60);
/// A provider that says no clearly keeps the order as it is; a silent one is asked for ever, but
/// from this attempt on somebody is told.
const ALERT_FROM: i64 = 10;

/// Sends money of an order back.
pub async fn refund(shop: &Shop, order: OrderId, request: &RefundRequest<'_>) -> Result<RefundView, RefundError> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let mut refunds = Vec::new();
    for part in parts(&mut tx, shop, order, request).await? {
        refunds.push(set_aside(&mut tx, shop, order, &part, now).await?);
    }
    tx.commit().await?;
    crash_point("refund.inserted");
    let mut shown = Vec::new();
    for refund in refunds {
        if refund.state == "pending" {
            send(shop, &refund, now).await?;
        }
        let row = queries::refund(&mut shop.db.read().await?, refund.id).await?;
        shown.push(view(&row.unwrap_or(refund)));
    }
    shown.into_iter().reduce(RefundView::and).ok_or(RefundError::WrongAmount)
}

/// A refund of one payment.
struct Part<'a> {
    request: RefundRequest<'a>,
    lines: Vec<LineRefund>,
    key: String,
    to_gift_card: bool,
}

/// What goes back to where: first to where money came from, as much as is left there; the rest to
/// the gift card. A key that was used before gives the parts it gave then.
async fn parts<'a>(
    conn: &mut Conn,
    shop: &Shop,
    order: OrderId,
    request: &RefundRequest<'a>,
) -> Result<Vec<Part<'a>>, RefundError> {
    let order = queries::lock_any_order(conn, order).await?.ok_or(RefundError::UnknownOrder)?;
    let payments = queries::payments(conn, order.id).await?;
    let of = |provider: &str| payments.iter().find(|payment| is_of(payment, provider));
    let part = |cents: i64, to_gift_card: bool| Part {
        request: RefundRequest { amount: order.money(cents), ..request.clone() },
        lines: Vec::new(),
        key: if to_gift_card { format!("{}:gift", request.key) } else { request.key.to_owned() },
        to_gift_card,
    };
    let whole = request.amount.amount;
    let Some(card) = of(gift_cards::PROVIDER) else {
        let lines = request.lines.to_vec();
        return Ok(vec![Part { request: request.clone(), lines, key: request.key.to_owned(), to_gift_card: false }]);
    };
    let known = [
        queries::refund_by_key(conn, request.key).await?.map(|known| part(known.amount_cents, false)),
        queries::refund_by_key(conn, &format!("{}:gift", request.key))
            .await?
            .map(|known| part(known.amount_cents, true)),
    ];
    let known: Vec<_> = known.into_iter().flatten().collect();
    if !known.is_empty() {
        let same = known.iter().map(|part| part.request.amount.amount).sum::<i64>() == whole;
        return if same { Ok(with_lines(known, request.lines)) } else { Err(RefundError::KeyReused) };
    }
    let left = |payment: &PaymentRow| payment.amount_cents - payment.refunding_cents;
    let money = of(shop.gateway.provider()).map_or(0, left);
    if whole <= 0 || request.amount.currency != order.currency {
        return Err(RefundError::WrongAmount);
    }
    if whole > money + left(card) {
        return Err(RefundError::TooMuch { left: order.money(money + left(card)) });
    }
    let by_money = whole.min(money);
    let parts = [(by_money, false), (whole - by_money, true)];
    let parts = parts.into_iter().filter(|(cents, _)| *cents > 0).map(|(cents, to_card)| part(cents, to_card));
    Ok(with_lines(parts.collect(), request.lines))
}

fn with_lines<'a>(mut parts: Vec<Part<'a>>, lines: &[LineRefund]) -> Vec<Part<'a>> {
    let amounts: Vec<i64> = parts.iter().map(|part| part.request.amount.amount).collect();
    for (part, lines) in parts.iter_mut().zip(split(lines, &amounts)) {
        part.lines = lines;
    }
    parts
}

/// Each part is for the lines that it pays for, one after the other; the last takes what is left.
pub(super) fn split(lines: &[LineRefund], parts: &[i64]) -> Vec<Vec<LineRefund>> {
    let mut open = lines.to_vec();
    let last = parts.len().saturating_sub(1);
    let of_part = |(place, cents): (usize, &i64)| {
        let mut room = if place == last { i64::MAX } else { *cents };
        let mut own = Vec::new();
        for line in &mut open {
            let cents = line.cents.min(room);
            if cents != 0 {
                own.push(LineRefund { cents, ..*line });
                line.cents -= cents;
                room -= cents;
            }
        }
        own
    };
    parts.iter().enumerate().map(of_part).collect()
}

fn is_of(payment: &PaymentRow, provider: &str) -> bool {
    payment.rank() == 4 && !payment.surplus && payment.provider == provider
}

impl RefundView {
    /// Two parts of one refund.
    fn and(self, other: Self) -> Self {
        let pending = [self.state, other.state].contains(&RefundState::Pending);
        Self {
            amount: Money::new(self.amount.amount + other.amount.amount, self.amount.currency),
            state: if pending { RefundState::Pending } else { self.state },
            problem: self.problem.or(other.problem),
            ..self
        }
    }
}

async fn set_aside(
    conn: &mut Conn,
    shop: &Shop,
    order: OrderId,
    part: &Part<'_>,
    now: Timestamp,
) -> Result<RefundRow, RefundError> {
    let request = &RefundRequest { key: &part.key, lines: &part.lines, ..part.request.clone() };
    let order = queries::lock_any_order(conn, order).await?.ok_or(RefundError::UnknownOrder)?;
    if let Some(known) = queries::refund_by_key(conn, request.key).await? {
        let same = known.order_id == order.id
            && known.amount() == request.amount
            && lines_of(request.lines) == lines_of(&queries::refund_lines(conn, known.id).await?);
        return if same { Ok(known) } else { Err(RefundError::KeyReused) };
    }
    if order.status == OrderStatus::Disputed {
        return Err(RefundError::Disputed);
    }
    let payments = queries::payments(conn, order.id).await?;
    let provider = if part.to_gift_card { gift_cards::PROVIDER } else { shop.gateway.provider() };
    let payment = payments.iter().find(|payment| is_of(payment, provider)).ok_or(RefundError::NotPaid)?;
    if request.amount.amount <= 0 || request.amount.currency != payment.currency {
        return Err(RefundError::WrongAmount);
    }
    check_lines(conn, &order, request).await?;
    if !queries::reserve_refund(conn, payment.id, request.amount.amount).await? {
        return Err(RefundError::TooMuch { left: order.money(payment.amount_cents - payment.refunding_cents) });
    }
    let id = RefundId::fresh(now, &shop.random);
    let new = NewRefund {
        id,
        order: order.id,
        payment: payment.id,
        amount: request.amount,
        cause: "requested",
        reason: request.reason,
        key: request.key,
        employee: request.by,
        now,
    };
    queries::insert_refund(conn, &new).await?;
    queries::insert_refund_lines(conn, id, request.lines).await?;
    let entry = Entry::new(request.by.map_or(Actor::System, Actor::Staff), "refund.requested", "order", order.id)
        .note(format!("{}: {}", request.amount, request.reason));
    audit::record(conn, &entry, now, &shop.random).await?;
    Ok(queries::refund(conn, id).await?.ok_or(Error::RowNotFound)?)
}

fn lines_of(lines: &[LineRefund]) -> Vec<(OrderLineId, i64)> {
    let mut lines: Vec<_> = lines.iter().map(|line| (line.line, line.cents)).collect();
    lines.sort_unstable();
    lines
}

/// No line gives back more than it cost. The order is locked, so that nobody refunds one beside us.
async fn check_lines(conn: &mut Conn, order: &OrderRow, request: &RefundRequest<'_>) -> Result<(), RefundError> {
    if request.lines.is_empty() {
        return Ok(());
    }
    let standing = line_standing(conn, order).await?;
    for wanted in request.lines {
        let line = standing.iter().find(|line| line.id == wanted.line);
        let line = line.ok_or(RefundError::UnknownLine(wanted.line))?;
        let asked = request.lines.iter().filter(|other| other.line == wanted.line);
        let left = line.price_cents - line.refunding_cents;
        if wanted.cents <= 0 || asked.map(|other| other.cents).sum::<i64>() > left {
            return Err(RefundError::LineTooMuch { line: line.id, left: order.money(left) });
        }
    }
    let sum: i64 = request.lines.iter().map(|line| line.cents).sum();
    if sum == request.amount.amount { Ok(()) } else { Err(RefundError::LinesDiffer) }
}

/// A line and what became of its price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineStanding {
    pub id: OrderLineId,
    /// Its share of what the whole order cost, taxes and discounts included.
    pub price_cents: i64,
    /// Pending and succeeded refunds for this line.
    pub refunding_cents: i64,
    /// Succeeded ones alone.
    pub refunded_cents: i64,
}

/// Every line of an order. What the order cost is shared out to the cent, so that the lines always
/// sum to its total.
pub(crate) async fn line_standing(conn: &mut Conn, order: &OrderRow) -> Result<Vec<LineStanding>, Error> {
    let lines = queries::line_refunds(conn, order.id).await?;
    let weights: Vec<i64> = lines.iter().map(|line| line.net_cents).collect();
    let shares = order.total().share(&weights);
    let standing = |(line, share): (queries::LineRefundRow, Money)| LineStanding {
        id: line.id,
        price_cents: share.amount,
        refunding_cents: line.refunding_cents,
        refunded_cents: line.refunded_cents,
    };
    Ok(lines.into_iter().zip(shares).map(standing).collect())
}

/// The rule of what is taken back: a line whose whole price has gone back goes with it; a part of
/// it, or an amount for no line in particular, leaves the customer the music.
async fn take_back(
    conn: &mut Conn,
    order: &OrderRow,
    refund: RefundId,
    whole: bool,
    now: Timestamp,
) -> Result<Vec<TrackId>, Error> {
    let mut lost = Vec::new();
    if whole {
        lost = queries::revoke(conn, order.id, now).await?;
    } else {
        let named = queries::refund_lines(conn, refund).await?;
        for line in line_standing(conn, order).await? {
            let gone = line.refunded_cents >= line.price_cents;
            if gone && named.iter().any(|named| named.line == line.id) {
                lost.extend(queries::revoke_line(conn, order.id, line.id, now).await?);
            }
        }
    }
    // Copies of which nothing is owned any more can be sold again.
    inventory::take_back(conn, order.id, now).await?;
    Ok(lost)
}

/// Sends one pending refund to the provider, unless another worker is at it.
pub(super) async fn send(shop: &Shop, refund: &RefundRow, now: Timestamp) -> Result<(), Error> {
    let mut tx = shop.db.begin().await?;
    let leased = queries::lease_refund(&mut tx, refund, now + LEASE.max(wait(refund.attempts))).await?;
    let payment = queries::payment(&mut tx, refund.payment_id).await?;
    // What goes back to a gift card needs no provider.
    if leased && payment.as_ref().is_some_and(|payment| payment.provider == gift_cards::PROVIDER) {
        complete(&mut tx, shop, refund.id, None, now).await?;
        return tx.commit().await;
    }
    tx.commit().await?;
    let (true, Some(provider_ref)) = (leased, payment.and_then(|payment| payment.provider_ref)) else { return Ok(()) };
    let answer = shop.gateway.refund(&refund.provider_key(), &provider_ref, refund.amount(), &refund.reason).await;
    crash_point("refund.sent");
    let mut tx = shop.db.begin().await?;
    match answer {
        Ok(fact) if fact.state == RefundState::Succeeded => {
            complete(&mut tx, shop, refund.id, Some(&fact.provider_ref), now).await?
        }
        Ok(fact) if fact.state == RefundState::Failed => {
            fail(&mut tx, shop, refund, "the provider could not send the money back", now).await?
        }
        Ok(_) => {}
        // The money is back with the customer, whoever sent it.
        Err(GatewayError::Declined(decline)) if decline.code == "charge_already_refunded" => {
            complete(&mut tx, shop, refund.id, None, now).await?
        }
        Err(GatewayError::Declined(decline)) => fail(&mut tx, shop, refund, &decline.message, now).await?,
        Err(GatewayError::Invalid(why)) => fail(&mut tx, shop, refund, &why, now).await?,
        Err(GatewayError::Unknown(why)) => {
            let alert = refund.attempts >= ALERT_FROM;
            tracing::warn!(alert, refund = %refund.id, why, "a refund was not answered clearly, and will be sent again");
        }
    }
    tx.commit().await
}

/// 1, 2, 4 … minutes, at most an hour.
fn wait(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(0, 6)).unwrap_or(6);
    Duration::from_secs(60 * 2_u64.pow(doublings)).min(Duration::from_secs(3_600))
}

/// The money is back: counts it with the order, and takes the music back when all of it is. Twice is
/// once.
pub(super) async fn complete(
    conn: &mut Conn,
    shop: &Shop,
    id: RefundId,
    provider_ref: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    let refund = queries::refund(conn, id).await?.ok_or(Error::RowNotFound)?;
    let order = queries::lock_any_order(conn, refund.order_id).await?.ok_or(Error::RowNotFound)?;
    if !queries::end_refund(conn, id, "succeeded", provider_ref, None, now).await? {
        return Ok(());
    }
    let payment = queries::payment(conn, refund.payment_id).await?.ok_or(Error::RowNotFound)?;
    let mut lost = Vec::new();
    let mut whole = false;
    if payment.provider == gift_cards::PROVIDER {
        gift_cards::refund(conn, shop, (order.id, id), refund.amount_cents, now).await?;
    }
    if !payment.surplus {
        let tax =
            tax::share_of_part(refund.amount_cents, order.refunded_cents, order.total_cents, order.included_tax_cents);
        queries::set_refund_tax(conn, id, tax).await?;
        queries::add_refunded(conn, order.id, refund.amount_cents).await?;
        whole = order.refunded_cents + refund.amount_cents >= order.total_cents;
        let next = if whole { OrderStatus::Refunded } else { OrderStatus::PartiallyRefunded };
        if order.status != next && order.status.may_become(next) {
            queries::set_status(conn, &order, next, now).await?;
        }
        lost = take_back(conn, &order, id, whole, now).await?;
        books::record_refund(conn, id, now).await?;
    }
    let entry = Entry::new(Actor::System, "refund.succeeded", "order", order.id).note(format!(
        "{} ({})",
        refund.amount(),
        refund.cause
    ));
    audit::record(conn, &entry, now, &shop.random).await?;
    events::announce_refund(conn, shop, &order, &refund, lost, whole, now).await
}

/// The provider said no: the money set aside is free for another try.
async fn fail(conn: &mut Conn, shop: &Shop, refund: &RefundRow, why: &str, now: Timestamp) -> Result<(), Error> {
    queries::lock_any_order(conn, refund.order_id).await?;
    if queries::end_refund(conn, refund.id, "failed", None, Some(why), now).await? {
        queries::release_refund(conn, refund.payment_id, refund.amount_cents).await?;
        let entry = Entry::new(Actor::System, "refund.failed", "order", refund.order_id).note(format!(
            "{} ({}): {why}",
            refund.amount(),
            refund.cause
        ));
        audit::record(conn, &entry, now, &shop.random).await?;
        tracing::error!(alert = true, refund = %refund.id, order = %refund.order_id, why, "a refund failed: look at it");
    }
    Ok(())
}

fn view(row: &RefundRow) -> RefundView {
    let state = match row.state.as_str() {
        "succeeded" => RefundState::Succeeded,
        "failed" => RefundState::Failed,
        _ => RefundState::Pending,
    };
    RefundView { id: row.id, order_id: row.order_id, amount: row.amount(), state, problem: row.problem.clone() }
}
