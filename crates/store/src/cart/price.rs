//! What a cart costs. The one place that knows; orders are made from its result.

use std::collections::{HashMap, HashSet};

use kernel::{AlbumId, CountryCode, Currency, CustomerId, Money, PromotionId, Timestamp, TrackId};
use sql::{Conn, Error};

use super::{Cart, CartCode, CartDiscount, CartGiftCard, CartItem, Chosen, ItemRef, Notice, queries};
use crate::{
    catalog::{self, ItemKind, Offer, album_cover_url, here::names},
    gift_cards, promotions, tax,
};

/// For whom, where and when something is priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buyer {
    /// A visitor has none, and owns nothing.
    pub customer: Option<CustomerId>,
    /// As far as it is known: what is not sold there is not charged.
    pub country: Option<CountryCode>,
    pub now: Timestamp,
}

impl Buyer {
    pub fn visitor(country: Option<CountryCode>, now: Timestamp) -> Self {
        Self { customer: None, country, now }
    }

    /// The country of the profile; `or` where the profile has none.
    pub async fn customer(
        conn: &mut Conn,
        customer: CustomerId,
        or: Option<CountryCode>,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let country = queries::country_of(conn, customer).await?.or(or);
        Ok(Self { customer: Some(customer), country, now })
    }
}

/// A cart with its prices, track by track.
#[derive(Debug, Clone)]
pub struct PricedCart {
    pub items: Vec<PricedItem>,
    /// What promotions take off. The prices of the tracks are without it already.
    pub discounts: Vec<Discount>,
    /// The promotion code of the cart.
    pub code: Option<CartCode>,
    /// What a gift card pays of the total.
    pub gift_card: Option<CartGiftCard>,
    currency: Currency,
}

/// What a promotion takes off.
#[derive(Debug, Clone)]
pub struct Discount {
    pub promotion: PromotionId,
    pub name: String,
    pub code: Option<String>,
    pub cents: i64,
    /// The same, item by item of the cart.
    pub of_items: Vec<i64>,
}

#[derive(Debug, Clone)]
pub struct PricedItem {
    pub item: ItemRef,
    pub title: String,
    pub artist_name: Option<String>,
    album_id: Option<AlbumId>,
    /// What it brings: without the tracks that are owned already.
    pub tracks: Vec<PricedTrack>,
    owned_count: usize,
    /// The release day of a pre-order.
    pub release_at: Option<Timestamp>,
    pub notice: Option<Notice>,
}

/// A track with its share of what the item costs.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PricedTrack {
    pub id: TrackId,
    pub name: String,
    pub artist_name: Option<String>,
    pub album_title: Option<String>,
    pub duration_ms: i64,
    /// Countries it is not sold in.
    pub(crate) blocked_in: Option<String>,
    /// For the scopes of promotions.
    pub artist_id: Option<i64>,
    pub album_id: Option<i64>,
    pub album_artist_id: Option<i64>,
    pub genre_id: Option<i64>,
    pub kind: String,
    /// Cents, alone.
    pub list_price: i64,
    /// Cents, as a part of the item.
    #[sqlx(default)]
    pub price: i64,
    /// Cents of tax in it, once the order's tax is decided.
    #[sqlx(default)]
    pub included_tax: i64,
}

impl PricedItem {
    /// The album itself, or the one the track is on.
    pub(super) fn album_id(&self) -> Option<AlbumId> {
        self.album_id
    }

    pub fn list_price(&self) -> i64 {
        self.tracks.iter().map(|track| track.list_price).sum()
    }

    pub fn price(&self) -> i64 {
        self.tracks.iter().map(|track| track.price).sum()
    }
}

/// Prices `items` for a buyer. Items that do not exist, or that nobody may know of yet, are left out.
pub async fn price(conn: &mut Conn, buyer: Buyer, items: &[ItemRef], currency: Currency) -> Result<PricedCart, Error> {
    let wanted: Vec<(ItemKind, i64)> = items.iter().map(|item| (item.kind, item.id)).collect();
    let mut offers = catalog::offers(conn, &wanted, buyer.now).await?;
    let track_ids: Vec<TrackId> = offers.values().flat_map(|offer| offer.track_ids.iter().copied()).collect();
    let tracks: HashMap<TrackId, PricedTrack> =
        queries::tracks(conn, &track_ids).await?.into_iter().map(|track| (track.id, track)).collect();
    let owned = match buyer.customer {
        Some(customer) => queries::owned_among(conn, customer, &track_ids).await?,
        None => HashSet::new(),
    };
    let items = items.iter().filter_map(|item| {
        let offer = offers.remove(&(item.kind, item.id)).filter(|offer| offer.known)?;
        Some(priced(*item, offer, &tracks, &owned, buyer.country))
    });
    let mut cart = PricedCart { items: items.collect(), discounts: Vec::new(), code: None, gift_card: None, currency };
    cart.mark_tracks_of_albums();
    Ok(cart)
}

/// The same with promotions, and with what a gift card pays: what is shown, and what is ordered.
pub async fn quote(
    conn: &mut Conn,
    buyer: Buyer,
    items: &[ItemRef],
    currency: Currency,
    chosen: Chosen,
) -> Result<PricedCart, Error> {
    let mut cart = price(conn, buyer, items, currency).await?;
    promotions::uses::apply(conn, &mut cart, buyer.customer, chosen.promotion, buyer.now).await?;
    if let (Some(owner), Some(card)) = (buyer.customer, chosen.gift_card) {
        cart.gift_card = gift_cards::offer(conn, owner, card, cart.total(), buyer.now).await?;
    }
    Ok(cart)
}

fn priced(
    item: ItemRef,
    offer: Offer,
    tracks: &HashMap<TrackId, PricedTrack>,
    owned: &HashSet<TrackId>,
    country: Option<CountryCode>,
) -> PricedItem {
    let mut all: Vec<PricedTrack> = offer.track_ids.iter().filter_map(|id| tracks.get(id).cloned()).collect();
    let weights: Vec<i64> = all.iter().map(|track| track.list_price).collect();
    for (track, share) in all.iter_mut().zip(offer.price.share(&weights)) {
        track.price = share.amount;
        // Staff may ask more for an album than for its tracks; a discount is never negative.
        track.list_price = track.list_price.max(share.amount);
    }
    let count = all.len();
    let everything_owned = count > 0 && all.iter().all(|track| owned.contains(&track.id));
    let sold_here = |track: &PricedTrack| !names(track.blocked_in.as_deref(), country);
    let held_back = names(offer.blocked_in.as_deref(), country) || !all.iter().any(sold_here);
    let notice = match () {
        () if everything_owned => Some(Notice::AlreadyOwned),
        () if !offer.on_sale || count == 0 => Some(Notice::Withdrawn),
        () if held_back => Some(Notice::NotSoldHere),
        () => None,
    };
    let mut owned_count = 0;
    if !everything_owned {
        owned_count = all.iter().filter(|track| owned.contains(&track.id)).count();
        // What is not sold in the buyer's country is left out of the album, and so is its share of the price.
        all.retain(|track| !owned.contains(&track.id) && (held_back || sold_here(track)));
    }
    PricedItem {
        item,
        title: offer.title,
        artist_name: offer.artist_name,
        album_id: offer.album_id,
        owned_count,
        tracks: all,
        release_at: offer.release_at,
        notice,
    }
}

impl PricedCart {
    /// A single track that comes with an album of this cart is not charged again.
    fn mark_tracks_of_albums(&mut self) {
        let albums = self.items.iter().filter(|item| item.item.kind == ItemKind::Album && item.notice.is_none());
        let covered: HashSet<TrackId> = albums.flat_map(|album| album.tracks.iter().map(|track| track.id)).collect();
        for item in &mut self.items {
            let alone = item.item.kind == ItemKind::Track && item.notice.is_none();
            if alone && item.tracks.iter().all(|track| covered.contains(&track.id)) {
                item.notice = Some(Notice::InAlbum);
            }
        }
    }

    /// What is bought when this cart is ordered.
    pub fn charged(&self) -> impl Iterator<Item = &PricedItem> {
        self.items.iter().filter(|item| item.notice.is_none())
    }

    /// The same with their places in the cart.
    pub fn charged_places(&self) -> impl Iterator<Item = (usize, &PricedItem)> {
        self.items.iter().enumerate().filter(|(_, item)| item.notice.is_none())
    }

    /// Shares the tax in the total out to the tracks, to the cent.
    pub(crate) fn include_tax(&mut self, bp: i64) {
        let tax = tax::included(self.total().amount, bp);
        let charged = self.items.iter_mut().filter(|item| item.notice.is_none());
        let mut tracks: Vec<&mut PricedTrack> = charged.flat_map(|item| &mut item.tracks).collect();
        let prices: Vec<i64> = tracks.iter().map(|track| track.price).collect();
        for (track, share) in tracks.iter_mut().zip(promotions::deals::share(tax, &prices)) {
            track.included_tax = share;
        }
    }

    pub(crate) fn included_tax(&self) -> i64 {
        self.charged().flat_map(|item| &item.tracks).map(|track| track.included_tax).sum()
    }

    /// What a download code brings has no price, in no column.
    pub(crate) fn cost_nothing(&mut self) {
        for track in self.items.iter_mut().flat_map(|item| &mut item.tracks) {
            (track.list_price, track.price) = (0, 0);
        }
    }

    pub fn subtotal(&self) -> Money {
        Money::new(self.charged().map(PricedItem::list_price).sum(), self.currency)
    }

    pub fn total(&self) -> Money {
        Money::new(self.charged().map(PricedItem::price).sum(), self.currency)
    }

    /// What is left for the payment provider.
    pub fn to_pay(&self) -> Money {
        let by_card = self.gift_card.as_ref().map_or(0, |card| card.amount.amount);
        Money::new(self.total().amount - by_card, self.currency)
    }

    /// As the API answers it.
    pub fn view(&self, replaced_track_ids: Vec<TrackId>) -> Cart {
        let (subtotal, total) = (self.subtotal(), self.total());
        Cart {
            item_count: count(self.charged().count()),
            items: self.items.iter().map(|item| self.item(item)).collect(),
            subtotal,
            discount: Money::new(subtotal.amount - total.amount, self.currency),
            tax: Money::zero(self.currency),
            total,
            discounts: self.discounts.iter().map(|discount| self.discount(discount)).collect(),
            code: self.code.clone(),
            gift_card: self.gift_card.clone(),
            to_pay: self.to_pay(),
            replaced_track_ids,
        }
    }

    fn discount(&self, discount: &Discount) -> CartDiscount {
        CartDiscount {
            name: discount.name.clone(),
            code: discount.code.clone(),
            amount: Money::new(discount.cents, self.currency),
        }
    }

    fn item(&self, item: &PricedItem) -> CartItem {
        CartItem {
            kind: item.item.kind,
            id: item.item.id,
            title: item.title.clone(),
            artist_name: item.artist_name.clone(),
            cover_url: item.album_id.map(album_cover_url),
            track_count: count(item.tracks.len()),
            owned_count: count(item.owned_count),
            list_price: Money::new(item.list_price(), self.currency),
            price: Money::new(item.price(), self.currency),
            release_at: item.release_at,
            notice: item.notice,
        }
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
