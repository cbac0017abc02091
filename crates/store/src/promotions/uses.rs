//! Who may use which promotion, and the uses that orders hold.

use kernel::{CustomerId, OrderId, PromotionId, Timestamp};
use sql::{Conn, Error};

use super::{
    Promotion, PromotionState, UseState,
    deals::{self, Effect, NoEffect},
    queries,
};
use crate::cart::{CartCode, Discount, PricedCart};

/// Why a promotion takes nothing off for this customer now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotUsable {
    NotYet(Timestamp),
    Ended,
    UsedUp,
    UsedByCustomer,
    NotFirstOrder,
    NoEffect(NoEffect),
}

impl NotUsable {
    /// For the customer.
    pub fn text(self, promotion: &Promotion) -> String {
        let money = |cents| kernel::Money::new(cents, promotion.currency());
        match self {
            Self::NotYet(at) => format!("This code can be used from {} on.", at.date()),
            Self::Ended => "This code has ended.".to_owned(),
            Self::UsedUp => "This code has been used as often as it could be.".to_owned(),
            Self::UsedByCustomer => "You have used this code as often as it allows.".to_owned(),
            Self::NotFirstOrder => "This code is for a first order.".to_owned(),
            Self::NoEffect(NoEffect::BelowMinimum(missing)) => {
                format!("Add music for {} more to use this code.", money(missing))
            }
            Self::NoEffect(NoEffect::NothingFits) => {
                "This code is for other music than what is in the cart.".to_owned()
            }
            Self::NoEffect(NoEffect::Incomplete) => {
                "Something is still missing from the cart before this code takes anything off.".to_owned()
            }
        }
    }
}

/// Whether the customer may use it now, whatever is in the cart. Of a visitor nothing is known:
/// what is for a first order waits until they sign in.
pub(crate) async fn usable(
    conn: &mut Conn,
    promotion: &Promotion,
    customer: Option<CustomerId>,
) -> Result<Result<(), NotUsable>, Error> {
    match promotion.state {
        PromotionState::Running => {}
        PromotionState::Scheduled => return Ok(Err(NotUsable::NotYet(promotion.starts_at))),
        PromotionState::UsedUp => return Ok(Err(NotUsable::UsedUp)),
        PromotionState::Paused | PromotionState::Ended => return Ok(Err(NotUsable::Ended)),
    }
    if let (Some(most), Some(customer)) = (promotion.max_uses_per_customer, customer)
        && queries::uses_of_customer(conn, promotion.id, customer).await? >= most
    {
        return Ok(Err(NotUsable::UsedByCustomer));
    }
    if promotion.first_order {
        let first = match customer {
            Some(customer) => !queries::has_ordered(conn, customer).await?,
            None => false,
        };
        if !first {
            return Ok(Err(NotUsable::NotFirstOrder));
        }
    }
    Ok(Ok(()))
}

/// Takes off what the best automatic promotion and the cart's code take off.
pub(crate) async fn apply(
    conn: &mut Conn,
    cart: &mut PricedCart,
    customer: Option<CustomerId>,
    code: Option<PromotionId>,
    now: Timestamp,
) -> Result<(), Error> {
    let mut best: Option<(Promotion, Effect)> = None;
    for promotion in queries::automatic(conn, now).await? {
        let Ok(effect) = deals::effect(&promotion, &cart.items) else { continue };
        let better = best.as_ref().is_none_or(|(_, known)| effect.cents > known.cents);
        if better && usable(conn, &promotion, customer).await?.is_ok() {
            best = Some((promotion, effect));
        }
    }
    if let Some((promotion, effect)) = best {
        take_off(cart, &promotion, &effect);
    }
    let Some(code) = code else { return Ok(()) };
    // One that staff made automatic since takes off above, if it does.
    let promotion = queries::find(conn, code, now).await?.filter(|promotion| promotion.code.is_some());
    let Some(promotion) = promotion else { return Ok(()) };
    let outcome = match usable(conn, &promotion, customer).await? {
        Ok(()) => deals::effect(&promotion, &cart.items).map_err(NotUsable::NoEffect),
        Err(why) => Err(why),
    };
    let problem = match outcome {
        Ok(effect) => {
            take_off(cart, &promotion, &effect);
            None
        }
        Err(why) => Some(why.text(&promotion)),
    };
    cart.code = Some(CartCode { code: promotion.code.unwrap_or_default(), name: promotion.name, problem });
    Ok(())
}

fn take_off(cart: &mut PricedCart, promotion: &Promotion, effect: &Effect) {
    let mut of_items = vec![0; cart.items.len()];
    for share in &effect.shares {
        cart.items[share.item].tracks[share.track].price -= share.cents;
        of_items[share.item] += share.cents;
    }
    cart.discounts.push(Discount {
        promotion: promotion.id,
        name: promotion.name.clone(),
        code: promotion.code.clone(),
        cents: effect.cents,
        of_items,
    });
}

/// Counts the uses of a new order. The name of the promotion that has none left, if there is one.
/// All orders go through promotions in one order, so that two never wait crosswise.
pub(crate) async fn take(
    conn: &mut Conn,
    cart: &PricedCart,
    order: OrderId,
    customer: CustomerId,
    now: Timestamp,
) -> Result<Result<(), String>, Error> {
    let mut discounts: Vec<&Discount> = cart.discounts.iter().collect();
    discounts.sort_unstable_by_key(|discount| discount.promotion);
    for discount in discounts {
        if !queries::count_use(conn, discount.promotion).await? {
            return Ok(Err(discount.name.clone()));
        }
        queries::insert_use(conn, discount.promotion, order, customer, discount.cents, now).await?;
    }
    Ok(Ok(()))
}

/// The order is closed without money: its uses are free again.
pub(crate) async fn give_back(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<(), Error> {
    let held = queries::uses_of_order(conn, order).await?;
    for (promotion, _) in held.iter().filter(|(_, state)| *state == UseState::Held) {
        queries::uncount_use(conn, *promotion).await?;
    }
    if held.is_empty() { Ok(()) } else { queries::set_uses(conn, order, "released", now).await }
}

/// The order is paid. False when a use had been given back and others have taken it since.
pub(crate) async fn spend(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<bool, Error> {
    let uses = queries::uses_of_order(conn, order).await?;
    for (promotion, _) in uses.iter().filter(|(_, state)| *state == UseState::Released) {
        if !queries::count_use_again(conn, *promotion).await? {
            return Ok(false);
        }
    }
    if !uses.is_empty() {
        queries::set_uses(conn, order, "used", now).await?;
    }
    Ok(true)
}
