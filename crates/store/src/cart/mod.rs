//! The cart: what a customer is about to buy, and what it costs.
//!
//! A customer's cart is kept here; a visitor's in the browser, which asks [`price`] for its totals
//! and hands it over at sign-in. Nothing is charged twice:
//!
//! - A track that is owned, withdrawn, or comes with an album in the cart stays visible with a
//!   notice, and costs nothing. Adding an album takes its single tracks out and says which.
//! - An album costs its own price, shared out to its tracks. The shares of tracks already owned are
//!   left out, in its price as in its list price, so that cart, order and invoice say the same.
//!
//! Promotions and a gift card come on top ([`quote`]); their rules are in `promotions` and
//! `gift_cards`.

pub(crate) mod codes;
pub mod http;
mod price;
pub(crate) mod queries;

use kernel::{AlbumId, CountryCode, Currency, CustomerId, GiftCardId, Money, PromotionId, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use sql::Conn;
use utoipa::ToSchema;

use crate::catalog::ItemKind;
pub use price::{Buyer, Discount, PricedCart, PricedItem, PricedTrack, price, quote};
pub use queries::country_of;

/// A cart holds at most this many items.
pub const MAX_ITEMS: usize = 100;

/// A track or an album, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemRef {
    pub kind: ItemKind,
    pub id: i64,
}

/// Why an item in the cart is not charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The customer owns it.
    AlreadyOwned,
    /// It comes with an album in the cart.
    InAlbum,
    /// It is no longer sold.
    Withdrawn,
    /// It is not sold in the buyer's country.
    NotSoldHere,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CartItem {
    pub kind: ItemKind,
    pub id: i64,
    pub title: String,
    pub artist_name: Option<String>,
    pub cover_url: Option<String>,
    /// Tracks this brings; those of an album that are owned already are not among them.
    pub track_count: i64,
    /// Tracks of the album that are owned already and so not charged.
    pub owned_count: i64,
    /// What its tracks cost one by one.
    pub list_price: Money,
    /// What it costs. With a notice it is not charged.
    pub price: Money,
    /// The release day of a pre-order: its music comes then.
    pub release_at: Option<Timestamp>,
    pub notice: Option<Notice>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Cart {
    pub items: Vec<CartItem>,
    /// Items that are charged.
    pub item_count: i64,
    /// The list prices of what is charged.
    pub subtotal: Money,
    /// As a positive amount: what albums cost less than their tracks, and what promotions take off.
    pub discount: Money,
    pub tax: Money,
    pub total: Money,
    /// What promotions take off, a part of `discount`.
    pub discounts: Vec<CartDiscount>,
    /// The promotion code in the cart.
    pub code: Option<CartCode>,
    /// The gift card in the cart.
    pub gift_card: Option<CartGiftCard>,
    /// The total less what the gift card pays.
    pub to_pay: Money,
    /// Single tracks that made way for their album in this very request.
    pub replaced_track_ids: Vec<TrackId>,
}

/// What a promotion takes off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CartDiscount {
    pub name: String,
    /// Empty for what applies by itself.
    pub code: Option<String>,
    /// As a positive amount.
    pub amount: Money,
}

/// A promotion code that the customer entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CartCode {
    pub code: String,
    pub name: String,
    /// Why it takes nothing off, and what to do; empty when it does.
    pub problem: Option<String>,
}

/// A gift card that pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CartGiftCard {
    pub id: GiftCardId,
    /// The end of its code.
    pub last_four: String,
    pub balance: Money,
    /// What it pays of this cart.
    pub amount: Money,
}

/// What the customer chose for the cart beside the music.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    pub promotion: Option<PromotionId>,
    pub gift_card: Option<GiftCardId>,
}

/// Why something cannot be put into the cart.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    #[error("there is no {} {}", .0.kind.as_str(), .0.id)]
    Unknown(ItemRef),
    #[error("it is no longer sold")]
    Withdrawn,
    #[error("it is not sold in the buyer's country")]
    NotSoldHere,
    #[error("it is owned already")]
    AlreadyOwned,
    #[error("its album is in the cart")]
    InAlbum(AlbumId),
    #[error("the cart is full")]
    Full,
    #[error(transparent)]
    Sql(#[from] sql::Error),
}

/// Puts something into the customer's cart. Returns the single tracks an album has replaced.
pub async fn add(
    conn: &mut Conn,
    customer: CustomerId,
    item: ItemRef,
    currency: Currency,
    country: Option<CountryCode>,
    now: Timestamp,
) -> Result<Vec<TrackId>, AddError> {
    queries::lock(conn, customer, now).await?;
    let there = queries::items(conn, customer).await?;
    if !there.contains(&item) && there.len() >= MAX_ITEMS {
        return Err(AddError::Full);
    }
    let with: Vec<ItemRef> = there.iter().copied().filter(|other| *other != item).chain([item]).collect();
    let buyer = Buyer::customer(conn, customer, country, now).await?;
    let priced = price(conn, buyer, &with, currency).await?;
    let added = priced.items.iter().find(|priced| priced.item == item).ok_or(AddError::Unknown(item))?;
    match added.notice {
        Some(Notice::AlreadyOwned) => return Err(AddError::AlreadyOwned),
        Some(Notice::Withdrawn) => return Err(AddError::Withdrawn),
        Some(Notice::NotSoldHere) => return Err(AddError::NotSoldHere),
        Some(Notice::InAlbum) => return Err(added.album_id().map_or(AddError::Withdrawn, AddError::InAlbum)),
        None => queries::add(conn, customer, item, there.len(), now).await?,
    }
    let mut replaced = Vec::new();
    if item.kind == ItemKind::Album {
        for track in &added.tracks {
            if queries::remove(conn, customer, ItemRef { kind: ItemKind::Track, id: track.id.get() }).await? {
                replaced.push(track.id);
            }
        }
    }
    Ok(replaced)
}

/// Adds what a visitor had collected; what cannot be bought is left out.
pub async fn merge(
    conn: &mut Conn,
    customer: CustomerId,
    items: &[ItemRef],
    currency: Currency,
    country: Option<CountryCode>,
    now: Timestamp,
) -> Result<Vec<TrackId>, sql::Error> {
    queries::lock(conn, customer, now).await?;
    let there = queries::items(conn, customer).await?;
    let mut with = there.clone();
    with.extend(items.iter().copied().filter(|item| !there.contains(item)));
    with.truncate(MAX_ITEMS);
    let buyer = Buyer::customer(conn, customer, country, now).await?;
    let priced = price(conn, buyer, &with, currency).await?;
    let mut replaced = Vec::new();
    let mut place = there.len();
    for item in &priced.items {
        let known = there.contains(&item.item);
        match item.notice {
            None if !known => {
                queries::add(conn, customer, item.item, place, now).await?;
                place += 1;
            }
            // A track that waited for its album here makes way for it.
            Some(Notice::InAlbum) if known => {
                queries::remove(conn, customer, item.item).await?;
                replaced.extend(item.tracks.iter().map(|track| track.id));
            }
            _ => {}
        }
    }
    Ok(replaced)
}
