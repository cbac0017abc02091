//! Promotions: codes that customers enter, and discounts that apply by themselves.
//!
//! The rule of stacking: of the automatic promotions the one that saves most is applied, then the
//! one code of the cart to what is left. Nothing ever costs less than zero. Both work on the prices
//! after the album's discount, and their amounts are shared out to the tracks to the cent, so that
//! lines, order and invoice say the same ([`deals`]).
//!
//! A use is counted in the transaction that places the order, by one conditional update; it is given
//! back when the order expires or is canceled, and spent when it is paid. Money that comes late
//! takes a use again, or goes back when there is none left ([`uses`]). A refund gives no use back.

pub(crate) mod deals;
mod draft;
pub mod http;
mod preview;
pub(crate) mod queries;
pub(crate) mod uses;

use kernel::{Currency, Money, OrderId, PromotionId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    cart::ItemRef,
    catalog::{ItemKind, Kind},
};

pub use draft::PromotionDraft;
pub use preview::Preview;

/// What a promotion does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromotionKind {
    /// Some percent less.
    Percent,
    /// An amount less.
    Amount,
    /// Of each `buy_quantity + get_quantity` items, the `get_quantity` cheapest cost `percent` less.
    BuyGet,
    /// Certain items cost an amount together.
    Bundle,
}

impl PromotionKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Amount => "amount",
            Self::BuyGet => "buy_get",
            Self::Bundle => "bundle",
        }
    }

    /// What the database holds; its CHECK allows nothing else.
    fn stored(text: &str) -> Self {
        match text {
            "amount" => Self::Amount,
            "buy_get" => Self::BuyGet,
            "bundle" => Self::Bundle,
            _ => Self::Percent,
        }
    }
}

/// What staff decided about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromotionStatus {
    Active,
    Paused,
    /// For good.
    Ended,
}

impl PromotionStatus {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }

    fn stored(text: &str) -> Self {
        match text {
            "paused" => Self::Paused,
            "ended" => Self::Ended,
            _ => Self::Active,
        }
    }
}

/// Where it stands now, dates and uses included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromotionState {
    /// Its first day is to come.
    Scheduled,
    Running,
    Paused,
    /// All its uses are gone.
    UsedUp,
    /// By staff, or by its last day.
    Ended,
}

/// What it is for. Different lists narrow each other down; within a list, one match is enough. An
/// empty list leaves everything in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PromotionScope {
    pub artist_ids: Vec<i64>,
    pub album_ids: Vec<i64>,
    pub genre_ids: Vec<i64>,
    pub media_kind: Option<Kind>,
    /// Only tracks sold alone, or only whole albums.
    pub sold_as: Option<ItemKind>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Promotion {
    pub id: PromotionId,
    /// As customers read it.
    pub name: String,
    /// Empty: it applies by itself.
    pub code: Option<String>,
    pub kind: PromotionKind,
    pub status: PromotionStatus,
    pub state: PromotionState,
    /// `percent` and `buy_get`: how much less; 100 is free.
    pub percent: Option<i64>,
    /// `amount`: how much less. `bundle`: what its items cost together.
    pub amount: Option<Money>,
    pub buy_quantity: Option<i64>,
    pub get_quantity: Option<i64>,
    pub scope: PromotionScope,
    /// What a bundle is made of.
    pub bundle: Vec<ItemRef>,
    /// Only for a customer's first order.
    pub first_order: bool,
    /// What it is for must cost this much at least; zero asks nothing.
    pub min_spend: Money,
    pub starts_at: Timestamp,
    /// Empty: it has no last day.
    pub ends_at: Option<Timestamp>,
    pub max_uses: Option<i64>,
    pub max_uses_per_customer: Option<i64>,
    /// By paid orders, and by orders that wait for their payment.
    pub used: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    /// For `If-Match`.
    pub version: i64,
}

impl Promotion {
    pub fn currency(&self) -> Currency {
        self.min_spend.currency
    }

    fn state_at(&self, now: Timestamp) -> PromotionState {
        match self.status {
            PromotionStatus::Ended => PromotionState::Ended,
            _ if self.ends_at.is_some_and(|end| end <= now) => PromotionState::Ended,
            PromotionStatus::Paused => PromotionState::Paused,
            _ if self.max_uses.is_some_and(|most| self.used >= most) => PromotionState::UsedUp,
            _ if self.starts_at > now => PromotionState::Scheduled,
            PromotionStatus::Active => PromotionState::Running,
        }
    }
}

/// How far a use is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UseState {
    /// The order waits for its payment.
    Held,
    /// The order is paid.
    Used,
    /// The order was closed; the use is free again.
    Released,
}

/// An order that used a promotion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PromotionUse {
    pub order_id: OrderId,
    pub order_number: String,
    pub customer_id: i64,
    pub customer_name: String,
    pub state: UseState,
    pub discount: Money,
    pub order_total: Money,
    pub at: Timestamp,
}

/// As customers may write it: `summer 24` is `SUMMER24`.
pub fn code_key(raw: &str) -> String {
    raw.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_uppercase).collect()
}
