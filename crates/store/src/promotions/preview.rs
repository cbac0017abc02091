//! What a promotion would do, before it does it.

use kernel::{Currency, Money, PromotionId, Timestamp};
use serde::Serialize;
use sql::{Conn, Error};
use utoipa::ToSchema;

use super::{Promotion, PromotionDraft, PromotionKind, PromotionState, PromotionStatus, deals, queries};
use crate::cart::{self, Buyer, CartItem, ItemRef};

/// Items of the example cart, unless "buy and get" needs more.
const EXAMPLES: i64 = 4;
const MOST_EXAMPLES: i64 = 12;

/// The effect of a promotion on the catalogue and on an example cart.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Preview {
    /// Tracks on sale that it is for. For a bundle: items of it.
    pub track_count: i64,
    /// Albums on sale with such a track.
    pub album_count: i64,
    /// A cart made of what sells well among them, as the shop would show it.
    pub items: Vec<CartItem>,
    pub total_before: Money,
    pub discount: Money,
    pub total_after: Money,
    /// Why the example is not made cheaper.
    pub problem: Option<String>,
}

/// The draft is applied alone: to `items` when some are given, else to examples of its scope.
pub(super) async fn preview(
    conn: &mut Conn,
    draft: &PromotionDraft,
    items: Vec<ItemRef>,
    currency: Currency,
    now: Timestamp,
) -> Result<Preview, Error> {
    let promotion = draft.promotion(currency, now);
    let bundle = promotion.kind == PromotionKind::Bundle;
    let (track_count, album_count) = if bundle {
        (i64::try_from(promotion.bundle.len()).unwrap_or(0), 0)
    } else {
        queries::reach(conn, &promotion.scope).await?
    };
    let wanted =
        (promotion.buy_quantity.unwrap_or(0) + promotion.get_quantity.unwrap_or(0)).clamp(EXAMPLES, MOST_EXAMPLES);
    let items = match () {
        () if !items.is_empty() => items,
        () if bundle => promotion.bundle.clone(),
        () => queries::examples(conn, &promotion.scope, wanted).await?,
    };
    let mut cart = cart::price(conn, Buyer::visitor(None, now), &items, currency).await?;
    let before = cart.total();
    let problem = match deals::effect(&promotion, &cart.items) {
        Ok(effect) => {
            for share in &effect.shares {
                cart.items[share.item].tracks[share.track].price -= share.cents;
            }
            None
        }
        Err(why) => Some(match why {
            deals::NoEffect::BelowMinimum(missing) => {
                format!("The example is {} under the minimum.", Money::new(missing, currency))
            }
            deals::NoEffect::NothingFits => "Nothing on sale is in its scope.".to_owned(),
            deals::NoEffect::Incomplete if bundle => "Together these cost no more than the bundle's price.".to_owned(),
            deals::NoEffect::Incomplete => "The example has too few items.".to_owned(),
        }),
    };
    let after = cart.total();
    Ok(Preview {
        track_count,
        album_count,
        items: cart.view(Vec::new()).items,
        total_before: before,
        discount: Money::new(before.amount - after.amount, currency),
        total_after: after,
        problem,
    })
}

impl PromotionDraft {
    /// As it would be once written.
    fn promotion(&self, currency: Currency, now: Timestamp) -> Promotion {
        Promotion {
            id: PromotionId::from_uuid(uuid::Uuid::nil()),
            name: self.name.clone(),
            code: self.code.clone(),
            kind: self.kind,
            status: PromotionStatus::Active,
            state: PromotionState::Running,
            percent: self.percent,
            amount: self.amount,
            buy_quantity: self.buy_quantity,
            get_quantity: self.get_quantity,
            scope: self.scope.clone(),
            bundle: self.bundle.clone(),
            first_order: self.first_order,
            min_spend: self.min_spend.unwrap_or(Money::zero(currency)),
            starts_at: self.starts_at.unwrap_or(now),
            ends_at: self.ends_at,
            max_uses: self.max_uses,
            max_uses_per_customer: self.max_uses_per_customer,
            used: 0,
            created_at: now,
            updated_at: now,
            version: 0,
        }
    }
}
