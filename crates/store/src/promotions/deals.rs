//! What a promotion takes off a cart. Arithmetic only: who may use it is asked elsewhere.

use kernel::Money;

use super::{Promotion, PromotionKind, PromotionScope};
use crate::cart::{PricedItem, PricedTrack};

/// What a promotion takes off, and from which tracks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Effect {
    pub cents: i64,
    pub shares: Vec<Share>,
}

/// A part of the effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share {
    /// Places in the cart and in the item.
    pub item: usize,
    pub track: usize,
    pub cents: i64,
}

/// Why a promotion takes nothing off this cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoEffect {
    /// This much of what it is for is missing.
    BelowMinimum(i64),
    NothingFits,
    /// Not enough items for "buy and get", or not the whole bundle.
    Incomplete,
}

/// A track that a promotion may make cheaper.
#[derive(Debug, Clone, Copy)]
struct Place {
    item: usize,
    track: usize,
    cents: i64,
}

pub(crate) fn effect(promotion: &Promotion, items: &[PricedItem]) -> Result<Effect, NoEffect> {
    let eligible = eligible(promotion, items);
    let sum = sum(&eligible);
    if sum == 0 {
        return Err(if promotion.kind == PromotionKind::Bundle { NoEffect::Incomplete } else { NoEffect::NothingFits });
    }
    if sum < promotion.min_spend.amount {
        return Err(NoEffect::BelowMinimum(promotion.min_spend.amount - sum));
    }
    let amount = promotion.amount.map_or(0, |amount| amount.amount);
    let (places, cents) = match promotion.kind {
        PromotionKind::Percent => (eligible, percent_of(promotion, sum)),
        PromotionKind::Amount => (eligible, amount.min(sum)),
        PromotionKind::Bundle => (eligible, (sum - amount).max(0)),
        PromotionKind::BuyGet => {
            let cheapest = cheapest(promotion, &eligible);
            let cents = percent_of(promotion, self::sum(&cheapest));
            (cheapest, cents)
        }
    };
    if cents == 0 {
        return Err(NoEffect::Incomplete);
    }
    let weights: Vec<i64> = places.iter().map(|place| place.cents).collect();
    let shares = places.iter().zip(share(cents, &weights)).filter(|(_, cents)| *cents > 0);
    let shares = shares.map(|(place, cents)| Share { item: place.item, track: place.track, cents }).collect();
    Ok(Effect { cents, shares })
}

fn sum(places: &[Place]) -> i64 {
    places.iter().map(|place| place.cents).sum()
}

fn percent_of(promotion: &Promotion, cents: i64) -> i64 {
    let percent = promotion.percent.and_then(|percent| u8::try_from(percent).ok()).unwrap_or(0);
    Money::new(cents, promotion.currency()).percent(percent).amount
}

/// The tracks it is for, of what is charged. Of a bundle: all of its items, or nothing.
fn eligible(promotion: &Promotion, items: &[PricedItem]) -> Vec<Place> {
    let bundle = promotion.kind == PromotionKind::Bundle;
    let charged = |item: &&PricedItem| item.notice.is_none();
    if bundle && !promotion.bundle.iter().all(|part| items.iter().filter(charged).any(|item| item.item == *part)) {
        return Vec::new();
    }
    let mut places = Vec::new();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.notice.is_none()) {
        let whole = bundle && promotion.bundle.contains(&item.item);
        for (track, priced) in item.tracks.iter().enumerate() {
            if whole || (!bundle && promotion.scope.covers(item, priced)) {
                places.push(Place { item: at, track, cents: priced.price });
            }
        }
    }
    places
}

/// The tracks of the items that "buy and get" makes cheaper: the cheapest of each full set.
fn cheapest(promotion: &Promotion, eligible: &[Place]) -> Vec<Place> {
    let mut items: Vec<(i64, usize)> = Vec::new();
    for place in eligible {
        match items.last_mut().filter(|(_, item)| *item == place.item) {
            Some((cents, _)) => *cents += place.cents,
            None => items.push((place.cents, place.item)),
        }
    }
    items.retain(|(cents, _)| *cents > 0);
    items.sort_unstable();
    let size = |quantity: Option<i64>| quantity.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
    let (buy, get) = (size(promotion.buy_quantity), size(promotion.get_quantity));
    items.truncate(items.len() / (buy + get) * get);
    eligible.iter().copied().filter(|place| items.iter().any(|(_, item)| *item == place.item)).collect()
}

/// Shares `cents` out by `weights`, none more than its weight: the shares sum to the whole, which
/// is at most the sum of the weights. What rounding leaves goes to the first that have room.
pub(crate) fn share(cents: i64, weights: &[i64]) -> Vec<i64> {
    let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if total == 0 {
        return vec![0; weights.len()];
    }
    let part = |weight: &i64| i64::try_from(i128::from(cents) * i128::from(*weight) / total).unwrap_or(0);
    let mut shares: Vec<i64> = weights.iter().map(part).collect();
    let mut rest = cents - shares.iter().sum::<i64>();
    for (share, weight) in shares.iter_mut().zip(weights) {
        if rest > 0 && *share < *weight {
            *share += 1;
            rest -= 1;
        }
    }
    shares
}

impl PromotionScope {
    fn covers(&self, item: &PricedItem, track: &PricedTrack) -> bool {
        let among = |ids: &[i64], of: &[Option<i64>]| ids.is_empty() || of.iter().flatten().any(|id| ids.contains(id));
        among(&self.artist_ids, &[track.artist_id, track.album_artist_id])
            && among(&self.album_ids, &[track.album_id])
            && among(&self.genre_ids, &[track.genre_id])
            && self.media_kind.is_none_or(|kind| track.kind == kind.as_str())
            && self.sold_as.is_none_or(|kind| item.item.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn shares_sum_to_the_whole_and_none_is_more_than_its_weight() {
        for (cents, weights) in [
            (1, vec![0, 99]),
            (99, vec![0, 99, 0]),
            (10, vec![99, 99, 99]),
            (297, vec![99, 99, 99]),
            (296, vec![99, 99, 99]),
            (7, vec![1, 1, 1, 1, 1, 1, 1]),
            (0, vec![5]),
            (891, (0..10).map(|n| 89 + i64::from(n == 0)).collect()),
        ] {
            let shares = share(cents, &weights);
            assert_eq!(shares.iter().sum::<i64>(), cents, "{weights:?}");
            assert!(shares.iter().zip(&weights).all(|(share, weight)| share <= weight), "{shares:?} of {weights:?}");
        }
        assert_eq!(share(0, &[0, 0]), [0, 0]);
    }
}
